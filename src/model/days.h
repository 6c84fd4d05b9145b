/** Typical days: k-medoids on the days of the horizon, extreme days kept. */
#ifndef YP_MODEL_DAYS_H
#define YP_MODEL_DAYS_H

#include "case/blocks.h"

/** A day that stands for others. */
typedef struct {
    uint32_t day;     /**< of the horizon, from 0 */
    double weight;    /**< days that it stands for, itself included */
    yp_kept_day kept; /**< an extreme day stands for itself alone */
} yp_typical_day;

/**
 * Choose `case.time.day_count` days. The distance of two days is the sum of squares of the differences of all
 * series hour by hour, each series in the units of the power that the components attached to it move; medoids
 * by the PAM method (Kaufman & Rousseeuw 1990), extreme days first; they stand for themselves alone.
 * Deterministic; ties go to the earlier day.
 *
 * @param out    [day_count], sorted by day, in the arena; `*count` may be below day_count if the horizon has
 * fewer days
 * @return YP_OK, YP_NO_MEMORY
 */
yp_status yp_days_choose(const yp_case *c, size_t hours_per_day, yp_arena *arena, yp_typical_day **out,
                         size_t *count);

#endif
