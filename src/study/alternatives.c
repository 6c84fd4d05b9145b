#include "study/alternatives.h"

static bool has_weights(const yp_plan *plan, double *const *weights)
{
    for (size_t a = 0; a < plan->activity_count; a++)
        if (weights[a]) return true;
    return false;
}

static yp_status solve(const yp_model *model, const yp_alternative_wish *wish,
                       const yp_solve_options *options, const yp_basis *start, yp_diag *diag, yp_run *out)
{
    *out = (yp_run){ 0 };
    yp_status status = yp_solve_alternative(model, wish, options, start, diag, &out->plan);
    if (status == YP_OK) status = yp_run_certify(model->c, out);
    if (status != YP_OK) yp_run_free(out);
    return status;
}

yp_status yp_run_alternative(const yp_model *model, const yp_plan *optimum, const yp_expression *expression,
                             bool is_maximised, double slack, const yp_solve_options *options,
                             const yp_basis *start, yp_spot at, yp_diag *diag, yp_run *out)
{
    yp_arena *arena = yp_arena_new(NULL);
    if (!arena) return YP_NO_MEMORY;
    yp_alternative_wish wish = {
        .optimum = optimum, .expression = expression->text, .is_maximised = is_maximised, .slack = slack
    };
    double **weights = NULL;
    yp_status status =
        yp_expression_weights(model->c, optimum, expression, arena, at, diag, &weights, &wish.constant);
    if (status == YP_OK && (!has_weights(optimum, weights) || !isfinite(wish.constant))) {
        yp_diag_error(diag, at, "'%s' leaves nothing to choose: expected what some level of the plan changes",
                      expression->text);
        status = YP_BAD_INPUT;
    }
    wish.weights = weights;
    if (status == YP_OK) status = solve(model, &wish, options, start, diag, out);
    if (status == YP_OK && out->plan->outcome == YP_NOT_CERTIFIED) {
        yp_solve_options tighter = *options;
        tighter.tolerance = options->tolerance > 0 ? options->tolerance / 100 : 1e-9;
        tighter.wants_vertex = true;
        yp_run_free(out);
        status = solve(model, &wish, &tighter, NULL, diag, out);
    }
    yp_arena_free(arena);
    return status;
}
