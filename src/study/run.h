/** One solve from case to certified plan with its books. */
#ifndef YP_STUDY_RUN_H
#define YP_STUDY_RUN_H

#include "solve/solve.h"
#include "verify/verify.h"

/** What a certificate must hold to: relative, of rows, reduced costs and gap. */
#define YP_CERTIFIED 1e-6

/** A plan with what is known of it. The plan's arena holds everything else. */
typedef struct {
    yp_plan *plan;
    yp_verdict verdict;   /**< valid if has_verdict */
    yp_accounts accounts; /**< valid if has_accounts */
    bool has_verdict, has_accounts;
} yp_run;

void yp_run_free(yp_run *run);

/**
 * A model with the numbers of a case, for solves one after another: one that was made before is kept where
 * the structure is the same, else made anew.
 *
 * @param model  NULL inside, or of an earlier case; NULL inside after an error
 * @return as yp_model_build()
 */
yp_status yp_run_prepare(yp_model **model, const yp_case *c, yp_diag *diag);

/**
 * Solve a model, certify the plan and make its books. `optimal` stays only if the certificate holds; where it
 * does not, the model is solved once more, tighter and to a vertex, before the outcome becomes
 * `not_certified`.
 *
 * @param start, basis  see yp_solve()
 * @return YP_OK (see plan->outcome), YP_BAD_INPUT, YP_NO_MEMORY, YP_INTERNAL
 */
yp_status yp_run_solve(const yp_model *model, const yp_solve_options *options, const yp_basis *start,
                       yp_basis **basis, yp_run *out);

/** Certify a plan and make its books, whatever solver it came from. Sets the plan's outcome and certificate.
 */
yp_status yp_run_certify(const yp_case *c, yp_run *run);

#endif
