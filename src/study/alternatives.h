/** Alternatives to an optimum (modelling to generate alternatives), each certified. */
#ifndef YP_STUDY_ALTERNATIVES_H
#define YP_STUDY_ALTERNATIVES_H

#include "result/expression.h"
#include "solve/alternative.h"
#include "study/run.h"

/**
 * Solve one alternative and certify it. An alternative has no accounts, since its prices are no money.
 *
 * @param optimum  a certified plan of the model
 * @param at       what messages name ("--minimise")
 * @return YP_OK (see the plan's outcome), YP_BAD_INPUT (said: the expression leaves nothing to choose),
 * YP_NO_MEMORY, YP_INTERNAL
 */
yp_status yp_run_alternative(const yp_model *model, const yp_plan *optimum, const yp_expression *expression,
                             bool is_maximised, double slack, const yp_solve_options *options,
                             const yp_basis *start, yp_spot at, yp_diag *diag, yp_run *out);

#endif
