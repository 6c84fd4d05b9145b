#include "cli/aggregation.h"

#include "cli/changes.h"

/* Beyond this many columns of the whole year the second solve would take minutes. */
static const int64_t most_columns = 400000;

static void say_difference(double thinned, double full, const yp_session *session)
{
    yp_log_say(session->log, "hours", "typical days cost %.2f %% %s than every hour of the year",
               fabs(100 * (thinned / full - 1)), thinned < full ? "less" : "more");
}

static void solve_all_hours(const yp_options *options, const yp_case *c, const yp_plan *plan,
                            const yp_session *session)
{
    yp_model *model = NULL;
    yp_run run = { 0 };
    if (yp_model_build(c, NULL, &model) != YP_OK) return;
    yp_solve_options solve = options->solve;
    solve.stop = yp_stop_on_interrupt();
    if (yp_model_measure(model).columns <= most_columns &&
        yp_run_solve(model, &solve, NULL, NULL, &run) == YP_OK && run.plan->outcome == YP_OPTIMAL)
        say_difference(plan->objective, run.plan->objective, session);
    yp_run_free(&run);
    yp_model_free(model);
}

void yp_say_aggregation_error(const yp_options *options, const yp_plan *plan, const yp_session *session)
{
    if (!plan->blocks.is_scaled || plan->outcome != YP_OPTIMAL || session->is_quiet || session->is_json)
        return;
    yp_options all_hours = *options;
    yp_case *base = NULL, *c = NULL;
    all_hours.hours = "all";
    if (yp_case_load_changed(&all_hours, NULL, &base, &c) == YP_OK)
        solve_all_hours(options, c, plan, session);
    yp_case_free(c);
    yp_case_free(base);
}
