/** Unbounded growth: a direction in which a program's levels can go for ever while its cost falls. */
#ifndef YP_SOLVE_GROWTH_H
#define YP_SOLVE_GROWTH_H

#include "solve/highs.h"

/**
 * The smallest such direction (least Σ |levels| for a given fall of the cost): a solution of the homogeneous
 * problem, whose rows and bounds have 0 in place of every finite number. Columns with a slope stand still.
 *
 * @param direction  [column_count] written where there is one, its largest |number| 1
 * @param outcome    YP_OPTIMAL: found; YP_INFEASIBLE: there is none; others: not known
 * @return YP_OK, YP_NO_MEMORY, YP_INTERNAL
 */
yp_status yp_growth_find(const yp_program *program, const yp_highs_options *options, double *direction,
                         yp_outcome *outcome);

#endif
