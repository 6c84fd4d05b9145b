/** Time as a run sees it: blocks with their weights, and the tree of coarser blocks above them. Plain data,
 * made by the model, kept by the result, read by verify. */
#ifndef YP_CASE_BLOCKS_H
#define YP_CASE_BLOCKS_H

#include "case/case.h"

/**
 *  Invariants: blocks of one cycle are consecutive; a cycle lies in one period; parent[r][b] grows with b by
 * steps of 0 or 1; every block of level r lies in one block of each coarser level that is used
 * (level_count[r] > 0).
 */
typedef struct {
    size_t count;
    double *step;       /**< [count] hours that pass: storage, ramps */
    double *sum;        /**< [count] hours of a year that it stands for: coarser goods, budgets, results */
    double *cost;       /**< [count] hours' weight in the objective (without the period's weight) */
    uint32_t *cycle;    /**< [count] chain that stores run in */
    uint32_t *period;   /**< [count] */
    uint32_t *snapshot; /**< [count] first snapshot of the horizon that it stands for */
    uint32_t joined;    /**< snapshots joined in one block (resample), else 1 */
    size_t period_count;
    double *period_weight; /**< [period_count] */
    double year_share;     /**< Σ sum of a period / 8760: factor on amounts per year and money per year */
    size_t level_count[YP_RESOLUTION_COUNT];   /**< blocks of each level */
    uint32_t *parent[YP_RESOLUTION_COUNT];     /**< [count] block of that level above a base block */
    double *hours[YP_RESOLUTION_COUNT];        /**< [level_count] Σ sum of its base blocks */
    double *weight_hours[YP_RESOLUTION_COUNT]; /**< [level_count] Σ cost × period weight of its base blocks */
    double *times[YP_RESOLUTION_COUNT]; /**< [level_count] how often it occurs in its year × period weight:
                                           base and day Σ sum ÷ Σ step of its blocks, coarser 1 */
    /** Typical days: series are scaled so that Σ sum·series equals that of the year. */
    bool is_scaled;
    uint8_t *kept; /**< [count] with is_scaled, else NULL: a yp_kept_day; extreme days keep their values */
} yp_blocks;

/** Why a typical day is there. */
typedef enum { YP_KEPT_NOT, YP_KEPT_PEAK_NET_LOAD, YP_KEPT_LOW_WIND_SUN } yp_kept_day;

#endif
