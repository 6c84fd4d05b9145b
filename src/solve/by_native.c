#include "solve/by_native.h"

#include "solve/collect.h"
#include "solve/native/native.h"

#include <math.h>
#include <stdlib.h>

/* Rows + columns from which `auto` takes the native solver: where HiGHS would go over to an interior point
 * too. Below, the simplex is about as quick, ends in a vertex and starts from the basis of the solve before.
 */
static const int64_t native_size = 400000;

static bool is_continuous(const yp_model *model)
{
    for (size_t j = 0; j < model->column_count; j++)
        if (model->columns[j].unit > 0) return false;
    return true;
}

bool yp_prefers_native(const yp_model *model, const yp_program *program, const yp_solve_options *options,
                       bool has_basis)
{
    int64_t size = (int64_t)program->row_count + program->column_count;
    if (options->method == YP_METHOD_NATIVE) return true;
    if (options->method != YP_METHOD_AUTO) return false;
    const char *against = NULL;
    if (!is_continuous(model))
        against = "there are whole numbers";
    else if (model->blocks.scenario_count > 1)
        against = "there are stochastic scenarios";
    else if (options->wants_vertex)
        against = "a vertex is wanted";
    else if (has_basis)
        against = "there is a basis to start from";
    else if (size < native_size)
        against = "the model is small";
    if (against)
        yp_log_say(options->log, "solve", "HiGHS: %s", against);
    else
        yp_log_say(options->log, "solve", "native solver: %lld rows and columns, continuous",
                   (long long)size);
    return !against;
}

static yp_status collect(const yp_model *model, const yp_layout *layout, const yp_native_solution *s,
                         yp_plan **out)
{
    yp_status status =
        yp_plan_collect(model, layout, s->has_point ? s->x : NULL, s->has_point ? s->row_dual : NULL, out);
    if (status != YP_OK) return status;
    yp_plan *plan = *out;
    plan->outcome = s->outcome;
    plan->cause = s->cause;
    plan->solver = "native interior point";
    plan->objective = s->has_point ? s->objective : NAN;
    plan->seconds_solve = s->seconds;
    plan->peak_bytes = s->bytes;
    return YP_OK;
}

yp_status yp_solve_natively(const yp_model *model, const yp_layout *layout, int32_t row_count,
                            int32_t column_count, yp_solve_options *options, yp_plan **out)
{
    yp_native_options native = { .tolerance = options->tolerance,
                                 .time_limit = options->time_limit,
                                 .memory_limit = options->memory_limit,
                                 .thread_count = options->thread_count,
                                 .stop = options->stop,
                                 .log = options->log };
    yp_native_solution s = { .x = calloc((size_t)column_count + 1, sizeof(double)),
                             .row_dual = calloc((size_t)row_count + 1, sizeof(double)) };
    yp_status status = s.x && s.row_dual ? yp_native_solve(model, layout, &native, &s) : YP_NO_MEMORY;
    *out = NULL;
    if (status == YP_OK && s.outcome == YP_UNKNOWN) {
        yp_log_say(options->log, "solve", "HiGHS takes over: %s", s.cause);
        if (options->time_limit > 0) options->time_limit = fmax(options->time_limit - s.seconds, 1e-3);
    } else if (status == YP_OK) {
        status = collect(model, layout, &s, out);
    }
    if (*out) {
        (*out)->row_count = (size_t)row_count;
        (*out)->column_count = (size_t)column_count;
    }
    free(s.x);
    free(s.row_dual);
    return status;
}
