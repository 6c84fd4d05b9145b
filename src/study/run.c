#include "study/run.h"

void yp_run_free(yp_run *run)
{
    if (!run) return;
    yp_plan_free(run->plan);
    *run = (yp_run){ 0 };
}

yp_status yp_run_prepare(yp_model **model, const yp_case *c, yp_diag *diag)
{
    const yp_status status = *model ? yp_model_update(*model, c) : YP_INTERNAL;
    if (status == YP_OK) return YP_OK;
    yp_model_free(*model);
    *model = NULL;
    return status == YP_INTERNAL ? yp_model_build(c, diag, model) : status;
}

static bool is_solved(const yp_plan *plan)
{
    return plan->outcome == YP_OPTIMAL || plan->outcome == YP_WITHIN_GAP;
}

/* A plan that was not optimised as a whole meets rows and bounds, or does not. What its own prices prove of
 * its cost is told. */
static void judge_feasible(yp_run *run)
{
    yp_plan *plan = run->plan;
    const yp_certificate *certificate = &plan->certificate;
    if (!(certificate->primal <= YP_CERTIFIED)) {
        plan->outcome = YP_NOT_CERTIFIED;
        plan->cause = "joined, the windows do not meet all rows and bounds of the case";
    } else if (certificate->holds) {
        plan->outcome = YP_OPTIMAL;
        plan->cause = "solved window by window; the prices prove it the best all the same";
    } else if (certificate->dual <= YP_CERTIFIED) {
        plan->bound = run->verdict.bound;
        plan->gap = certificate->gap;
    }
}

yp_status yp_run_certify(const yp_case *c, yp_run *run)
{
    yp_plan *plan = run->plan;
    if (!plan->has_levels) return YP_OK;
    yp_status status = YP_OK;
    if (plan->has_prices) status = yp_verify(c, plan, YP_CERTIFIED, YP_CERTIFIED, &run->verdict);
    if (status != YP_OK || !plan->has_prices) return status;
    run->has_verdict = true;
    plan->certificate = run->verdict.certificate;
    if (plan->outcome == YP_FEASIBLE) judge_feasible(run);
    if (is_solved(plan) && !plan->certificate.holds) {
        plan->outcome = YP_NOT_CERTIFIED;
        plan->cause = "the solver says solved, the independent check does not agree";
    }
    if (plan->alternative.expression) return status; /* its prices are no money */
    status = yp_accounts_make(c, plan, &run->accounts);
    run->has_accounts = status == YP_OK;
    return status;
}

static yp_status solve_once(const yp_model *model, const yp_solve_options *options, const yp_basis *start,
                            yp_basis **basis, yp_run *out)
{
    *out = (yp_run){ 0 };
    yp_status status = yp_solve(model, options, start, basis, &out->plan);
    if (status == YP_OK) status = yp_run_certify(model->c, out);
    if (status != YP_OK) yp_run_free(out);
    return status;
}

yp_status yp_run_solve(const yp_model *model, const yp_solve_options *options, const yp_basis *start,
                       yp_basis **basis, yp_run *out)
{
    yp_status status = solve_once(model, options, start, basis, out);
    if (status != YP_OK || out->plan->outcome != YP_NOT_CERTIFIED) return status;

    yp_solve_options tighter = *options;
    yp_basis *second_basis = NULL;
    yp_run second;
    tighter.tolerance = options->tolerance > 0 ? options->tolerance / 100 : 1e-9;
    /* the native solver gives no vertex, but more digits */
    tighter.wants_vertex = options->method != YP_METHOD_NATIVE;
    status = solve_once(model, &tighter, NULL, basis ? &second_basis : NULL, &second);
    if (status != YP_OK) {
        yp_run_free(out);
        return status;
    }
    bool is_better = second.has_verdict && is_solved(second.plan);
    if (is_better && basis) {
        yp_basis_free(*basis);
        *basis = second_basis;
        second_basis = NULL;
    }
    yp_basis_free(second_basis);
    yp_run_free(is_better ? out : &second);
    if (is_better) *out = second;
    return YP_OK;
}
