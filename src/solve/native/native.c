#include "solve/native/native.h"

#include "solve/native/finish.h"
#include "solve/native/point.h"
#include "solve/native/telling.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { most_iterations = 250, most_refinements = 3, most_correctors = 2, patience = 25, last_patience = 45 };
enum { watched = 12 /* iterations whose mean step says whether a start leads anywhere */ };

static const double default_tolerance = 2e-7;
static const double kept_at = 1e-2; /* gap and residuals of a point that is kept for later solves */
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

/* Is the iterate within a tolerance, by the certificate's measures? Notes when it first was within those that
 * tables show. */
static bool is_done(yp_solver *s, double tolerance, int iteration, double seconds, yp_native_solution *out)
{
    double quick = fmax(s->gap, s->dual), worst = INFINITY;
    for (int m = 0; m <= YP_NATIVE_MARKS; m++) {
        yp_native_mark *mark = m < YP_NATIVE_MARKS ? &out->marks[m] : NULL;
        if (mark && mark->iteration >= 0) continue;
        double limit = mark ? mark->tolerance : tolerance;
        if (!(quick <= limit && s->primal <= fmax(1e-3, limit))) continue;
        if (isinf(worst)) worst = fmax(quick, fmax(yp_judge_rows(s), yp_judge_columns(s)));
        if (!(worst <= limit)) continue;
        if (!mark) return true;
        mark->iteration = iteration;
        mark->seconds = seconds;
    }
    return false;
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

/* Where the iterates began. */
typedef enum { FROM_POINT, FROM_NEAR, FROM_FAR } origin;

/* Progress of the iterates from one start. */
typedef struct {
    origin from;
    int begin, best_at, short_steps;
    double best, steps[watched];
    double cost, primal; /* before the last step */
} watch;

static watch watch_from(origin from, int iteration)
{
    return (watch){ .from = from, .begin = iteration, .best_at = iteration, .best = INFINITY };
}

static double merit_of(const yp_solver *s)
{
    return fmax(s->gap, fmax(s->primal, s->dual));
}

/* Neither gap nor residuals fall, or the steps have become short. A point of an earlier solve should soon
 * make progress, or another start is better. */
static bool has_stalled(const yp_solver *s, watch *w, int iteration)
{
    static const int most_behind[] = { [FROM_POINT] = 6, [FROM_NEAR] = patience, [FROM_FAR] = last_patience };
    double sum = 0;
    if (merit_of(s) < 0.9 * w->best) w->best = merit_of(s), w->best_at = iteration;
    if (iteration - w->best_at > most_behind[w->from] || w->short_steps >= 3) return true;
    if (w->from == FROM_FAR || iteration - w->begin < watched) return false;
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

/* Begin anew: after a point of an earlier solve as without one, then once from far inside. */
static void begin_anew(yp_solver *s, watch *w, int iteration, yp_log *log)
{
    if (w->from == FROM_POINT && log)
        yp_log_say(log, "native", "the former point leads nowhere: a cold start instead");
    *w = watch_from(w->from == FROM_POINT ? FROM_NEAR : FROM_FAR, iteration);
    s->proximal = first_regularisation;
    yp_phase(s, YP_PHASE_START);
    yp_start(s, w->from == FROM_FAR);
    yp_phase(s, YP_PHASE_JUDGE);
    yp_judge(s);
}

/* One iteration; false where there is no going on. */
static bool go_on(yp_solver *s, watch *w, int iteration, yp_lengths *a, yp_log *log)
{
    if (isnan(s->gap) || !isfinite(merit_of(s)) || has_stalled(s, w, iteration)) {
        if (w->from == FROM_FAR) return false;
        begin_anew(s, w, iteration, log);
    }
    s->proximal = fmin(first_regularisation, fmax(last_regularisation, 1e-2 * s->mu));
    yp_newton_weigh(s);
    yp_newton_factor(s);
    *a = find_step(s);
    w->cost = s->cost, w->primal = s->primal;
    yp_take_step(s, *a);
    w->steps[iteration % watched] = (a->primal + a->dual) / 2;
    w->short_steps = w->from == FROM_POINT && fmin(a->primal, a->dual) < 0.1 ? w->short_steps + 1 : 0;
    return true;
}

/* Judge the iterate; true where that ends the solve. */
static bool is_over(yp_solver *s, const yp_native_options *options, int iteration, double seconds,
                    int *sharpenings, yp_native_solution *out)
{
    double tolerance = options->tolerance > 0 ? options->tolerance : default_tolerance;
    if (options->wants_point && !out->point && merit_of(s) <= kept_at) out->point = yp_point_keep(s);
    if (is_done(s, tolerance, iteration, seconds, out) &&
        (s->gap <= sharper_gap * tolerance || (*sharpenings)-- <= 0)) {
        conclude(out, YP_OPTIMAL, "solved to the tolerance");
        return true;
    }
    bool is_wished = yp_stop_wished(options->stop);
    bool is_late = options->time_limit > 0 && seconds > options->time_limit;
    if (is_wished || is_late) conclude(out, YP_STOPPED, is_wished ? "stopped on request" : "time limit");
    return is_wished || is_late;
}

/* Iterate from where the solver stands to the end. */
static void iterate(yp_solver *s, const yp_native_options *options, double begin, origin from,
                    yp_native_solution *out)
{
    double tolerance = options->tolerance > 0 ? options->tolerance : default_tolerance;
    watch w = watch_from(from, 0);
    yp_lengths a = { 0, 0 };
    yp_decline decline = { 0 };
    int sharpenings = has_slopes(&s->p) ? most_sharpenings : 0;
    conclude(out, YP_UNKNOWN, "the interior point did not converge");
    for (int k = 0; k <= most_iterations; k++) {
        double seconds = seconds_now() - begin;
        yp_phase(s, YP_PHASE_JUDGE);
        yp_judge(s);
        out->iteration_count = k;
        if (options->log) yp_tell_iteration(s, options->log, k, seconds, a);
        yp_tell_progress(s, options->progress, &decline, tolerance, seconds);
        if (is_over(s, options, k, seconds, &sharpenings, out) || has_proof(s, &w, k, a, out) ||
            !go_on(s, &w, k, &a, options->log))
            break;
    }
    out->was_warm = w.from == FROM_POINT;
}

/* Begin at the point that was given, if it fits, or cold. */
static void run(yp_solver *s, const yp_native_options *options, double begin, yp_native_solution *out)
{
    bool is_warm = options->start && yp_start_at(s, options->start);
    yp_phase(s, YP_PHASE_START);
    if (!is_warm) yp_start(s, false);
    iterate(s, options, begin, is_warm ? FROM_POINT : FROM_NEAR, out);
}

static int thread_count(const yp_native_options *options)
{
    if (options->thread_count > 0) return options->thread_count;
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    return processors > 0 ? (int)processors : 1;
}

static yp_status prepare(yp_solver *s, const yp_model *model)
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
    return yp_solver_take(s);
}

static void give_up(yp_solver *s)
{
    if (!s) return;
    yp_team_free(s->team);
    yp_arena_free(s->arena);
    free(s);
}

static yp_solver *solver_new(bool wants_helper)
{
    yp_solver *s = calloc(1, sizeof *s);
    if (!s) return NULL;
    s->arena = yp_arena_new(NULL);
    s->team = yp_team_new(wants_helper);
    if (s->arena && s->team) return s;
    give_up(s);
    return NULL;
}

static void open_marks(yp_native_solution *out)
{
    static const double tolerances[YP_NATIVE_MARKS] = { 1e-4, 1e-6, 1e-8 };
    for (int m = 0; m < YP_NATIVE_MARKS; m++)
        out->marks[m] = (yp_native_mark){ .tolerance = tolerances[m], .iteration = -1 };
}

yp_status yp_native_solve(const yp_model *model, const yp_layout *layout, const yp_native_options *options,
                          yp_native_solution *solution)
{
    double begin = seconds_now();
    int threads = thread_count(options);
    *solution = (yp_native_solution){ .x = solution->x, .row_dual = solution->row_dual };
    open_marks(solution);
    yp_solver *s = solver_new(threads > 1);
    if (!s) return YP_NO_MEMORY;
    yp_phase(s, YP_PHASE_PREPARE);
    yp_status status = prepare(s, model);
    solution->bytes = yp_arena_bytes(s->arena);
    /* large pieces of the arena are not touched before they are used, so this is in time */
    if (status == YP_OK && !s->p.refusal && options->memory_limit > 0 &&
        solution->bytes > options->memory_limit) {
        s->p.refusal = "the native solver needs more memory than is allowed";
        solution->is_too_large = true;
    }
    if (status == YP_OK && s->p.refusal) {
        conclude(solution, YP_UNKNOWN, s->p.refusal);
    } else if (status == YP_OK) {
        if (options->log) yp_tell_problem(s, options->log, threads > 1 ? 2 : 1);
        run(s, options, begin, solution);
        yp_log_progress(options->progress, "native", 1, "done");
        yp_phase(s, YP_PHASE_FINISH);
        yp_native_finish(s, layout, solution);
        solution->factor_flops = yp_factor_flops(s);
        if (solution->outcome != YP_OPTIMAL) {
            yp_native_point_free(solution->point);
            solution->point = NULL;
        }
    }
    yp_phase(s, YP_PHASE_FINISH);
    for (int k = 0; k < YP_NATIVE_PHASES; k++) solution->seconds_of[k] = s->seconds_of[k];
    solution->bytes = yp_arena_bytes(s->arena);
    give_up(s);
    solution->seconds = seconds_now() - begin;
    return status;
}

yp_status yp_native_measure(const yp_model *model, const char **refusal, size_t *bytes)
{
    yp_solver *s = solver_new(false);
    *refusal = NULL;
    *bytes = 0;
    if (!s) return YP_NO_MEMORY;
    yp_status status = prepare(s, model);
    *refusal = s->p.refusal;
    if (status == YP_OK && !*refusal) *bytes = yp_arena_bytes(s->arena);
    give_up(s);
    return status;
}
