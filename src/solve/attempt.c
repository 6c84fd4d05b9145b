#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "solve/internal.h"

#include "model/expand.h"

#include <math.h>
#include <time.h>
#include <unistd.h>

/* The tolerances of HiGHS that follow ours, as multiples of it. Interior points end a tenth closer, because
 * without crossover nothing cleans up behind them. The last three came with HiGHS 1.11 and may be missing. */
static const struct {
    const char *option;
    double factor;
    bool is_required;
} tolerances[] = {
    { "primal_feasibility_tolerance", 1, true }, { "dual_feasibility_tolerance", 1, true },
    { "ipm_optimality_tolerance", 0.1, true },   { "pdlp_optimality_tolerance", 1, true },
    { "primal_residual_tolerance", 1, false },   { "dual_residual_tolerance", 1, false },
    { "optimality_tolerance", 1, false },
};

/* HiGHS takes no tolerance below this. */
static const double least_tolerance = 1e-10;
static const double default_tolerance = 1e-7, default_mip_gap = 1e-6;

/* Methods by HiGHS's names: the exact one, and what older versions call it. */
static const struct {
    const char *name, *older;
} solvers[] = {
    [YP_METHOD_AUTO] = { "choose", NULL },   [YP_METHOD_NATIVE] = { "choose", NULL },
    [YP_METHOD_CHOOSE] = { "choose", NULL }, [YP_METHOD_SIMPLEX] = { "simplex", NULL },
    [YP_METHOD_IPX] = { "ipx", "ipm" },      [YP_METHOD_HIPO] = { "hipo", NULL },
    [YP_METHOD_PDLP] = { "pdlp", NULL },     [YP_METHOD_QP] = { "qpasm", "choose" },
    [YP_METHOD_MIP] = { "choose", NULL },    [YP_METHOD_STEPS] = { "choose", NULL },
};

double yp_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

double yp_tolerance(const yp_highs_options *options)
{
    return options->tolerance > 0 ? options->tolerance : default_tolerance;
}

/* The largest finite magnitude, at least 1. */
static double scale_of(const double *value, int32_t count, double scale)
{
    for (int32_t k = 0; k < count; k++)
        if (isfinite(value[k])) scale = fmax(scale, fabs(value[k]));
    return scale;
}

/* HiPO ends a quadratic program by relative measures; HiGHS then looks again by absolute ones and throws the
 * solution away. So its second look gets the scale of the costs and of the right-hand sides. */
static yp_call relax_second_look(void *highs, const yp_job *job)
{
    const yp_program *p = job->program;
    double tolerance = yp_tolerance(job->options), costs = scale_of(p->cost, p->column_count, 1);
    double sides = scale_of(p->row_lower, p->row_count, scale_of(p->row_upper, p->row_count, 1));
    yp_call call = yp_call_set_number(highs, "dual_feasibility_tolerance", tolerance * costs);
    if (call == YP_CALL_DONE)
        call = yp_call_set_number(highs, "primal_feasibility_tolerance", tolerance * sides);
    return call;
}

static yp_call set_tolerances(void *highs, const yp_job *job)
{
    yp_call call = YP_CALL_DONE;
    for (size_t i = 0; i < sizeof tolerances / sizeof *tolerances && call == YP_CALL_DONE; i++) {
        double value = fmax(least_tolerance, yp_tolerance(job->options) * tolerances[i].factor);
        call = yp_call_set_number(highs, tolerances[i].option, value);
        if (call == YP_CALL_REFUSED && !tolerances[i].is_required) call = YP_CALL_DONE;
    }
    if (call == YP_CALL_DONE && job->program->slope && job->method == YP_METHOD_HIPO)
        call = relax_second_look(highs, job);
    return call;
}

static yp_call set_solver(void *highs, yp_method method)
{
    yp_call call = yp_call_set_text(highs, "solver", solvers[method].name);
    if (call == YP_CALL_REFUSED && solvers[method].older)
        call = yp_call_set_text(highs, "solver", solvers[method].older);
    return call;
}

static int thread_count(const yp_highs_options *options)
{
    if (options->thread_count > 0) return options->thread_count;
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors > 0 ? (int)processors : 1;
}

static yp_call set_options(void *highs, const yp_job *job)
{
    const yp_highs_options *options = job->options;
    double gap = options->mip_gap > 0 ? options->mip_gap : default_mip_gap;

    yp_call call = yp_call_set_flag(highs, "log_to_console", false);
    if (call == YP_CALL_DONE) call = yp_call_set_flag(highs, "output_flag", job->watch->say != NULL);
    if (call == YP_CALL_DONE) call = set_solver(highs, job->method);
    if (call == YP_CALL_DONE)
        call = yp_call_set_text(highs, "run_crossover", options->crossover ? "on" : "off");
    if (call == YP_CALL_DONE) call = yp_call_set_count(highs, "threads", thread_count(options));
    if (call == YP_CALL_DONE) call = yp_call_set_number(highs, "mip_rel_gap", gap);
    if (call == YP_CALL_DONE) call = set_tolerances(highs, job);
    /* Its default of 1e-7 for the active set spoils prices by that much times the level: 1e-3 on dispatch
     * programs. */
    if (call == YP_CALL_DONE) call = yp_call_set_number(highs, "qp_regularization_value", 0);
    if (call == YP_CALL_DONE && isfinite(job->deadline))
        call = yp_call_set_number(highs, "time_limit", fmax(0, job->deadline - yp_clock()));
    if (call == YP_CALL_DONE) call = yp_call_watch_with(highs, job->watch);
    return call;
}

/* Hand the program over; a basis that HiGHS does not take is no loss but of time. */
static yp_call pass(void *highs, const yp_job *job, const yp_highs_solution *solution)
{
    yp_call call = yp_call_pass(highs, job->program);
    if (call != YP_CALL_DONE || job->method != YP_METHOD_SIMPLEX || !solution->has_basis) return call;

    call = yp_call_pass_basis(highs, job->program, solution->column_status, solution->row_status);
    return call == YP_CALL_REFUSED ? YP_CALL_DONE : call;
}

static yp_call read_back(void *highs, const yp_job *job, yp_call_answer *answer, yp_highs_solution *solution)
{
    yp_call call = yp_call_read(highs, answer);
    if (call == YP_CALL_DONE && answer->has_point)
        call = yp_call_read_point(highs, solution->x, answer->has_duals ? solution->row_dual : NULL);
    if (call == YP_CALL_DONE && answer->is_vertex && solution->column_status && solution->row_status)
        call = yp_call_read_basis(highs, job->program, solution->column_status, solution->row_status);
    return call;
}

/* Infeasible or unbounded? A program without costs cannot be unbounded, so solving it tells. */
static yp_call tell_which(void *highs, const yp_job *job, yp_call_answer *answer)
{
    yp_call_answer second;
    yp_call call = yp_call_drop_costs(highs, job->program->column_count);
    if (call == YP_CALL_DONE && job->method == YP_METHOD_QP) call = set_solver(highs, YP_METHOD_SIMPLEX);
    if (call == YP_CALL_DONE) call = yp_call_run(highs);
    if (call == YP_CALL_DONE || call == YP_CALL_REFUSED) call = yp_call_read(highs, &second);
    if (call != YP_CALL_DONE) return call;
    answer->iteration_count += second.iteration_count;
    answer->end = second.end == YP_END_OPTIMAL ? YP_END_UNBOUNDED : second.end;
    return YP_CALL_DONE;
}

void yp_job_dispose(const yp_job *job)
{
    if (!job->disposable) return;
    const yp_program counts = { .row_count = job->program->row_count,
                                .column_count = job->program->column_count,
                                .entry_count = job->program->entry_count };
    yp_program_free(job->disposable);
    *job->disposable = counts;
}

/* A run that HiGHS itself calls an error still leaves a status to read. */
static yp_call run(void *highs, const yp_job *job, yp_call_answer *answer, yp_highs_solution *solution)
{
    yp_call call = yp_call_run(highs);
    if (call == YP_CALL_DONE || call == YP_CALL_REFUSED) call = read_back(highs, job, answer, solution);
    if (call == YP_CALL_DONE && answer->end == YP_END_EITHER) call = tell_which(highs, job, answer);
    if (call == YP_CALL_DONE && answer->end == YP_END_MEMORY) call = YP_CALL_NO_MEMORY;
    return call;
}

yp_status yp_attempt(const yp_job *job, yp_call_answer *answer, yp_highs_solution *solution)
{
    *answer = (yp_call_answer){ .end = YP_END_UNKNOWN, .bound = -INFINITY };
    if (job->method == YP_METHOD_HIPO) yp_load_hipo();
    void *highs = NULL;
    yp_call call = yp_call_open(&highs);
    if (call == YP_CALL_DONE) call = set_options(highs, job);
    if (call == YP_CALL_DONE) call = pass(highs, job, solution);
    bool is_passed = call == YP_CALL_DONE;
    if (is_passed) yp_job_dispose(job);
    if (is_passed) call = run(highs, job, answer, solution);
    yp_call_close(highs);
    yp_call_end_workers();

    if (call == YP_CALL_NO_MEMORY) return YP_NO_MEMORY;
    return is_passed ? YP_OK : YP_INTERNAL;
}
