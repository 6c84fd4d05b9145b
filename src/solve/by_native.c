#include "solve/by_native.h"

#include "solve/collect.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes that the system could give now without taking them from others; 0 where not known. */
static size_t free_memory(void)
{
    char line[256];
    unsigned long long kilobytes = 0;
    FILE *file = fopen("/proc/meminfo", "re");
    if (!file) return 0;
    while (kilobytes == 0 && fgets(line, sizeof line, file))
        if (strncmp(line, "MemAvailable:", 13) == 0) kilobytes = strtoull(line + 13, NULL, 10);
    fclose(file);
    return (size_t)kilobytes * 1024;
}

/* A plan without levels that says how much would be needed. */
static yp_status refuse(const yp_native_job *job, const yp_native_solution *s,
                        const yp_solve_options *options, yp_plan **out)
{
    yp_status status = yp_plan_collect(job->model, job->layout, NULL, NULL, out);
    if (status != YP_OK) return status;
    yp_plan *plan = *out;
    bool is_limit = options->memory_limit > 0;
    size_t limit = is_limit ? options->memory_limit : free_memory();
    plan->outcome = YP_UNKNOWN;
    plan->solver = "native interior point";
    plan->seconds_solve = s->seconds;
    plan->cause = yp_arena_format(plan->arena,
                                  "the native solver would need %.2g GB, %s %.2g GB%s: fewer hours need less",
                                  (double)s->bytes / 1e9, is_limit ? "the limit is" : "free are",
                                  (double)limit / 1e9, is_limit ? "" : " (--memory-limit overrides)");
    return plan->cause ? YP_OK : YP_NO_MEMORY;
}

static yp_status collect(const yp_native_job *job, const yp_native_solution *s, yp_plan **out)
{
    bool has_plan = s->has_point && s->outcome != YP_INFEASIBLE && s->outcome != YP_UNBOUNDED;
    yp_status status =
        yp_plan_collect(job->model, job->layout, has_plan ? s->x : NULL, has_plan ? s->row_dual : NULL, out);
    if (status != YP_OK) return status;
    yp_plan *plan = *out;
    plan->outcome = s->outcome;
    plan->cause = s->cause;
    plan->solver = "native interior point";
    plan->objective = has_plan ? s->objective : NAN;
    plan->seconds_solve = s->seconds;
    plan->peak_bytes = s->bytes;
    return YP_OK;
}

static yp_status conclude(const yp_native_job *job, yp_native_solution *s, yp_solve_options *options,
                          yp_plan **out)
{
    if (s->is_too_large) return refuse(job, s, options, out);
    if (s->outcome != YP_UNKNOWN) return collect(job, s, out);
    yp_log_say(options->log, "solve", "HiGHS takes over: %s", s->cause);
    if (options->time_limit > 0) options->time_limit = fmax(options->time_limit - s->seconds, 1e-3);
    return YP_OK;
}

yp_status yp_solve_natively(const yp_native_job *job, yp_solve_options *options, yp_native_point **point,
                            yp_plan **out)
{
    yp_native_options native = { .tolerance = options->tolerance,
                                 .time_limit = options->time_limit,
                                 .memory_limit =
                                     options->memory_limit > 0 ? options->memory_limit : free_memory(),
                                 .thread_count = options->thread_count,
                                 .start = job->start,
                                 .wants_point = point != NULL,
                                 .stop = options->stop,
                                 .log = options->log,
                                 .progress = options->progress };
    yp_native_solution s = { .x = calloc((size_t)job->size->columns + 1, sizeof(double)),
                             .row_dual = calloc((size_t)job->size->rows + 1, sizeof(double)) };
    yp_status status =
        s.x && s.row_dual ? yp_native_solve(job->model, job->layout, &native, &s) : YP_NO_MEMORY;
    *out = NULL;
    if (status == YP_OK) status = conclude(job, &s, options, out);
    if (*out) {
        (*out)->row_count = (size_t)job->size->rows;
        (*out)->column_count = (size_t)job->size->columns;
        (*out)->entry_count = (size_t)job->size->entries;
    }
    if (point) *point = s.point;
    free(s.x);
    free(s.row_dual);
    return status;
}
