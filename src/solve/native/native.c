#include "solve/native/native.h"

#include "solve/native/finish.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { most_iterations = 250, most_refinements = 3, most_correctors = 2, patience = 25, last_patience = 45 };
enum { watched = 12 /* iterations whose mean step says whether a start leads anywhere */ };

static const double default_tolerance = 2e-7;
static const double step_share = 0.995;
static const double short_step = 0.17; /* mean of `watched` iterations below which to start afresh */
static const double first_regularisation = 1e-6, last_regularisation = 1e-8, wide_regularisation = 1e-10;
static const double dual_regularisation = 1e-10;
static const double feasible = 1e-6; /* residual of rows that counts as none, in scaled units */
/* Where costs are quadratic a level is known only to the root of the gap, so the gap is brought this much
 * further down, for at most so many iterations. */
static const double sharper_gap = 1e-5;
enum { most_sharpenings = 5 };

static double seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Predictor, corrector, and further correctors while they lengthen the step (Mehrotra 1992; Gondzio 1996). */
static yp_lengths find_step(yp_solver *s)
{
    yp_aim(s);
    yp_direction(s, most_refinements);
    yp_lengths a = yp_reach(s, false, (yp_lengths){ 0, 0 }, 0);
    double ahead = s->product_count > 0 ? yp_foresee(s, a) / (double)s->product_count : 0;
    double sigma = s->mu > 0 ? fmin(1, pow(ahead / s->mu, 3)) : 0, target = sigma * s->mu;
    yp_aim_again(s, target);
    yp_keep_direction(s);
    yp_direction(s, most_refinements);
    a = yp_reach(s, true, a, 0);
    for (int k = 0; k < most_correctors && !(a.primal > 0.9 && a.dual > 0.9); k++) {
        yp_lengths trial = { fmin(1, 1.1 * a.primal + 0.1), fmin(1, 1.1 * a.dual + 0.1) }, old = a;
        yp_aim_centre(s, trial, 0.1 * target, 10 * target);
        yp_keep_direction(s);
        yp_direction(s, most_refinements);
        a = yp_reach(s, true, a, 0.01);
        if (a.primal + a.dual < old.primal + old.dual + 0.1) break;
    }
    return (yp_lengths){ fmin(1, step_share * a.primal), fmin(1, step_share * a.dual) };
}

static void say_iteration(const yp_solver *s, yp_log *log, int iteration, double seconds, yp_lengths a)
{
    double unit = s->p.level_unit * s->p.price_unit;
    if (iteration == 0)
        yp_log_say(
            log, "native",
            "iter      primal objective        dual bound      gap  primal    dual      mu  steps      time");
    yp_log_say(log, "native", "%4d  %20.12e %17.9e  %.1e %.1e %.1e %.1e  %.2f %.2f %8.2f", iteration,
               s->cost * unit + s->p.offset, s->bound * unit + s->p.offset, s->gap, s->primal,
               fmax(s->dual, s->residual), s->mu, a.primal, a.dual, seconds);
}

static bool is_done(yp_solver *s, double tolerance)
{
    return s->gap <= tolerance && s->dual <= tolerance && s->primal <= 1e-3 &&
           yp_judge_rows(s) <= tolerance && yp_judge_columns(s) <= tolerance;
}

static bool has_slopes(const yp_native_problem *p)
{
    for (size_t j = 0; j < p->column_count; j++)
        if (p->columns[j].slope.data || p->columns[j].slope.value > 0) return true;
    for (size_t c = 0; c < p->wide_column_count; c++)
        if (p->wide_columns[c].slope > 0) return true;
    return false;
}

static void conclude(yp_native_solution *out, yp_outcome outcome, const char *cause)
{
    out->outcome = outcome;
    out->cause = cause;
}

/* Progress of the iterates from one start. */
typedef struct {
    int begin, best_at;
    double best, steps[watched];
    double cost, primal; /* before the last step */
    bool is_far;
} watch;

/* Neither gap nor residuals fall, or the steps of a first start have become short. */
static bool has_stalled(const yp_solver *s, watch *w, int iteration)
{
    double merit = fmax(s->gap, fmax(s->primal, s->dual)), sum = 0;
    if (merit < 0.9 * w->best) w->best = merit, w->best_at = iteration;
    if (iteration - w->best_at > (w->is_far ? last_patience : patience)) return true;
    if (w->is_far || iteration - w->begin < watched) return false;
    for (int k = 0; k < watched; k++) sum += w->steps[k];
    return sum < short_step * watched;
}

/* Proofs are looked for once in a few iterations, where the iterate has no gap to close. */
enum { proofs_apart = 4 };

static bool has_proof(yp_solver *s, const watch *w, int iteration, yp_lengths a, yp_native_solution *out)
{
    if (iteration % proofs_apart != proofs_apart - 1 || !(s->gap > 0.5)) return false;
    if (s->primal > feasible && s->bound > s->cost && yp_proves_infeasible(s)) {
        conclude(out, YP_INFEASIBLE, "proven infeasible: with these prices every plan would lack something");
        return true;
    }
    double gain = a.primal > 0 ? (w->cost - s->cost) / a.primal : 0;
    if (fmax(w->primal, s->primal) > feasible || !yp_proves_unbounded(s, gain)) return false;
    conclude(out, YP_UNBOUNDED, "proven unbounded: from this plan on, costs fall without end");
    return true;
}

/* One iteration; false where there is no going on. */
static bool go_on(yp_solver *s, watch *w, int iteration, yp_lengths *a)
{
    double merit = fmax(s->gap, fmax(s->primal, s->dual));
    if (isnan(s->gap) || !isfinite(merit) || has_stalled(s, w, iteration)) {
        if (w->is_far) return false;
        *w = (watch){ .begin = iteration, .best_at = iteration, .best = INFINITY, .is_far = true };
        yp_start(s, true);
        yp_judge(s);
    }
    s->proximal = fmin(first_regularisation, fmax(last_regularisation, 1e-2 * s->mu));
    yp_newton_weigh(s);
    yp_newton_factor(s);
    *a = find_step(s);
    w->cost = s->cost, w->primal = s->primal;
    yp_take_step(s, *a);
    w->steps[iteration % watched] = (a->primal + a->dual) / 2;
    return true;
}

static void iterate(yp_solver *s, const yp_native_options *options, double begin, yp_native_solution *out)
{
    double tolerance = options->tolerance > 0 ? options->tolerance : default_tolerance;
    watch w = { .best = INFINITY };
    yp_lengths a = { 0, 0 };
    int sharpenings = has_slopes(&s->p) ? most_sharpenings : 0;
    conclude(out, YP_UNKNOWN, "the interior point did not converge");
    for (int k = 0; k <= most_iterations; k++) {
        yp_judge(s);
        out->iteration_count = k;
        if (options->log) say_iteration(s, options->log, k, seconds_now() - begin, a);
        if (is_done(s, tolerance) && (s->gap <= sharper_gap * tolerance || sharpenings-- <= 0)) {
            conclude(out, YP_OPTIMAL, "solved to the tolerance");
            return;
        }
        if (yp_stop_wished(options->stop)) {
            conclude(out, YP_STOPPED, "stopped on request");
            return;
        }
        if (options->time_limit > 0 && seconds_now() - begin > options->time_limit) {
            conclude(out, YP_STOPPED, "time limit");
            return;
        }
        if (has_proof(s, &w, k, a, out)) return;
        if (!go_on(s, &w, k, &a)) return;
    }
}

static int thread_count(const yp_native_options *options)
{
    if (options->thread_count > 0) return options->thread_count;
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors > 0 ? (int)processors : 1;
}

static yp_status prepare(yp_solver *s, const yp_model *model, size_t memory_limit)
{
    s->kernel = yp_kernel_choose();
    s->p.arena = s->arena;
    s->proximal = first_regularisation;
    s->delta = dual_regularisation;
    s->proximal_wide = wide_regularisation;
    yp_status status = yp_native_analyse(model, s->kernel->lanes, &s->p);
    if (status == YP_OK && !s->p.refusal) status = yp_native_fill(&s->p);
    if (status != YP_OK || s->p.refusal) return status;
    yp_native_scale(&s->p);
    status = yp_solver_take(s);
    /* pieces of the arena are not touched before they are used, so this is in time */
    if (status == YP_OK && memory_limit > 0 && yp_arena_bytes(s->arena) > memory_limit)
        s->p.refusal = "the native solver needs more memory than is allowed";
    return status;
}

yp_status yp_native_solve(const yp_model *model, const yp_layout *layout, const yp_native_options *options,
                          yp_native_solution *solution)
{
    double begin = seconds_now();
    *solution = (yp_native_solution){ .x = solution->x, .row_dual = solution->row_dual };
    yp_solver *s = calloc(1, sizeof *s);
    if (!s) return YP_NO_MEMORY;
    s->arena = yp_arena_new(NULL);
    s->team = yp_team_new(thread_count(options) > 1);
    yp_status status = s->arena && s->team ? prepare(s, model, options->memory_limit) : YP_NO_MEMORY;
    if (status == YP_OK && s->p.refusal) {
        conclude(solution, YP_UNKNOWN, s->p.refusal);
    } else if (status == YP_OK) {
        yp_start(s, false);
        iterate(s, options, begin, solution);
        yp_native_finish(s, layout, solution);
    }
    solution->seconds = seconds_now() - begin;
    solution->bytes = s->arena ? yp_arena_bytes(s->arena) : 0;
    yp_team_free(s->team);
    yp_arena_free(s->arena);
    free(s);
    return status;
}
