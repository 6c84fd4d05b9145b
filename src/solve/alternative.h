/** Alternatives to an optimum: among all plans that cost little more, the one where something is least or
 * most. */
#ifndef YP_SOLVE_ALTERNATIVE_H
#define YP_SOLVE_ALTERNATIVE_H

#include "solve/solve.h"

/** What is looked for: Σ weights × levels + constant, named by the activities of the optimal plan. */
typedef struct {
    const yp_plan *optimum; /**< of the same model, with levels and objective */
    double *const *weights; /**< [activity_count of the optimum], NULL: nothing of that activity */
    double constant;
    const char *expression; /**< as typed; kept by the plan */
    bool is_maximised;
    double slack; /**< share of the optimum's cost that may be spent beyond it, ≥ 0 */
} yp_alternative_wish;

/** Can the model have alternatives? A sentence why not (costs with slopes), or NULL. */
const char *yp_alternative_refusal(const yp_model *model);

/**
 * Solve the model with the wish in place of its cost, and one more row: cost ≤ optimum + slack·|optimum|
 * (modelling to generate alternatives: Brill, Chang & Hopkins 1982). Always by HiGHS.
 *
 * @param start  the basis of the optimum, NULL: none
 * @param out    the plan: its objective is what it costs, its `alternative` says the rest, its prices and
 * duals are those of the new problem, with one more row of kind `cost`
 * @return YP_OK (see its outcome), YP_BAD_INPUT (a model too large, or a wish that tells what a store takes
 * from what it gives where only their difference is known; said), YP_NO_MEMORY, YP_INTERNAL
 */
yp_status yp_solve_alternative(const yp_model *model, const yp_alternative_wish *wish,
                               const yp_solve_options *options, const yp_basis *start, yp_diag *diag,
                               yp_plan **out);

#endif
