/** What the ways to solve a model share: its basis, the options of HiGHS, and what is said of a solve. */
#ifndef YP_SOLVE_BASIS_H
#define YP_SOLVE_BASIS_H

#include "solve/solve.h"

/** Statuses of HiGHS, one for each column and row of a program. */
struct yp_basis {
    int32_t column_count, row_count;
    int8_t *columns, *rows;
    struct yp_native_point *point; /**< of the native solver; then there is no basis */
};

yp_basis *yp_basis_new(int32_t column_count, int32_t row_count); /**< NULL when memory runs out */

yp_highs_options yp_highs_options_of(const yp_solve_options *options);

/** Write what a solve of HiGHS says of itself into a plan. */
void yp_plan_describe(const yp_program *program, const yp_highs_solution *solution, yp_plan *plan);

#endif
