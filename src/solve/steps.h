/** Quadratic programs as a sequence of linear ones: every column with a slope is made up of segments that
 * cost the mean marginal cost over their width, and the segments are laid anew, narrower, around each answer.
 */
#ifndef YP_SOLVE_STEPS_H
#define YP_SOLVE_STEPS_H

#include "solve/highs.h"

/**
 * Solve a continuous program with slopes. Feasible points stay the same from round to round and a point's
 * cost by segments is never below its true one, so the objective falls; it ends when the dual bound of the
 * quadratic program itself, from the prices of the last round, meets it (Meyer 1979: two-segment and
 * separable convex programs solved by refined piecewise linear ones).
 *
 * @param solution  as for yp_highs_solve(); no basis comes out
 * @return YP_OK (see outcome), YP_NO_MEMORY, YP_INTERNAL
 */
yp_status yp_steps_solve(const yp_program *program, const yp_highs_options *options,
                         yp_highs_solution *solution);

#endif
