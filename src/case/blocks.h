/** Time as a run sees it: blocks with their weights, and the tree of coarser blocks above them. Plain data,
 * made by the model, kept by the result, read by verify. */
#ifndef YP_CASE_BLOCKS_H
#define YP_CASE_BLOCKS_H

#include "case/case.h"

/**
 *  Invariants: blocks of one cycle are consecutive; a cycle lies in one period and scenario; every stochastic
 * scenario has the same blocks, one scenario after the other; parent[r][b] grows with b by
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
    uint32_t *scenario; /**< [count] stochastic scenario: place among yp_case.branches, 0 without */
    size_t period_count, scenario_count; /**< scenario_count: 1 without stochastic ones */
    double *period_weight;               /**< [period_count] */
    double *probability;                 /**< [scenario_count] of each scenario */
    /** [scenario_count] What the costs of a scenario count in the objective: its probability, unless risk is
     * weighed; then more where the plan is costly. They add up to 1. */
    double *scenario_weight;
    double year_share; /**< Σ sum of a period / 8760: factor on amounts per year and money per year */
    size_t level_count[YP_RESOLUTION_COUNT]; /**< blocks of each level */
    uint32_t *parent[YP_RESOLUTION_COUNT];   /**< [count] block of that level above a base block */
    double *hours[YP_RESOLUTION_COUNT];      /**< [level_count] Σ sum of its base blocks; shared: expected */
    double *weight_hours[YP_RESOLUTION_COUNT]; /**< [level_count] Σ cost × period weight × scenario weight of
                                                  its base blocks */
    double
        *times[YP_RESOLUTION_COUNT]; /**< [level_count] how often it occurs in its year × period weight ×
                                        scenario weight: base and day Σ sum ÷ Σ step of its blocks, coarser 1
                                      */
    /** Typical days: series are scaled so that Σ sum·series equals that of the year. */
    bool is_scaled;
    uint8_t *kept; /**< [count] with is_scaled, else NULL: a yp_kept_day; extreme days keep their values */
} yp_blocks;

/** The level of what is decided once for all: shared where there are stochastic scenarios, else the horizon.
 */
static inline yp_resolution yp_once_level(const yp_blocks *blocks)
{
    return blocks->scenario_count > 1 ? YP_SHARED : YP_HORIZON;
}

/** Does nothing come before a base block, in its scenario? */
static inline bool yp_is_first_block(const yp_blocks *blocks, size_t b)
{
    return b == 0 || blocks->scenario[b] != blocks->scenario[b - 1];
}

/** Expected hours of a year in a base block: its hours × the probability of its scenario. */
static inline double yp_block_hours(const yp_blocks *blocks, size_t b)
{
    return blocks->sum[b] * blocks->probability[blocks->scenario[b]];
}

/** The stochastic scenario of a block of a level; 0 for the shared one. Every scenario has as many blocks. */
static inline size_t yp_scenario_of(const yp_blocks *blocks, yp_resolution level, size_t b)
{
    return level == YP_SHARED ? 0 : b / (blocks->level_count[level] / blocks->scenario_count);
}

/** Expected hours of a year in a block of a level. */
static inline double yp_expected_hours(const yp_blocks *blocks, yp_resolution level, size_t b)
{
    double probability = level == YP_SHARED ? 1 : blocks->probability[yp_scenario_of(blocks, level, b)];
    return blocks->hours[level][b] * probability;
}

/** Why a typical day is there. */
typedef enum { YP_KEPT_NOT, YP_KEPT_PEAK_NET_LOAD, YP_KEPT_LOW_WIND_SUN } yp_kept_day;

#endif
