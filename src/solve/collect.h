/** From the numbers of a solver to a plan in the words of the case. */
#ifndef YP_SOLVE_COLLECT_H
#define YP_SOLVE_COLLECT_H

#include "model/expand.h"
#include "result/plan.h"
#include "solve/highs.h"

/**
 * Make a plan of a solution: levels by part and owner (given ones too), prices per unit and block, duals of
 * private rows.
 *
 * @param x         [columns of the program], NULL: no levels
 * @param row_dual  [rows of the program], NULL: no prices
 */
yp_status yp_plan_collect(const yp_model *model, const yp_layout *layout, const double *x,
                          const double *row_dual, yp_plan **out);

#endif
