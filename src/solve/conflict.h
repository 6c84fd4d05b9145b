/** An irreducible conflict: few rows and bounds of a program that exclude each other. */
#ifndef YP_SOLVE_CONFLICT_H
#define YP_SOLVE_CONFLICT_H

#include "solve/highs_call.h"
#include "yipan.h"

/**
 * Find one among the rows of a ray, which are infeasible by themselves: HiGHS then has to thin out those
 * alone, not the whole program.
 *
 * @param ray         [row_count] duals that prove the program infeasible; rows with 0 are left out
 * @param time_limit  seconds
 * @param conflict    its four arrays given, as large as yp_call_conflict says, in the numbers of `program`;
 * no rows where none was found in time
 * @return YP_OK, YP_NO_MEMORY
 */
yp_status yp_conflict_find(const yp_program *program, const double *ray, double time_limit,
                           yp_call_conflict *conflict);

#endif
