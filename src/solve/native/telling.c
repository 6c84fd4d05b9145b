#include "solve/native/telling.h"

#include <math.h>
#include <time.h>

const char *yp_native_phase_text(yp_native_phase phase)
{
    static const char *const texts[] = {
#define X(code, word) word,
        YP_NATIVE_PHASE_LIST(X)
#undef X
    };
    return texts[phase];
}

void yp_phase(yp_solver *s, yp_native_phase next)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    double now = (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
    if (s->phase_began > 0) s->seconds_of[s->phase] += now - s->phase_began;
    s->phase = next;
    s->phase_began = now;
}

void yp_tell_problem(const yp_solver *s, yp_log *log, int thread_count)
{
    const yp_native_problem *p = &s->p;
    yp_log_say(log, "native",
               "%zu columns and %zu rows an hour, %zu stores, border %zu, %zu hours in %zu chunks; "
               "%s, %d thread%s, %.3g MB",
               p->column_count, p->row_count, p->chain_count, p->border_count, p->model->blocks.count,
               p->time.chunk_count, s->kernel->name, thread_count, thread_count > 1 ? "s" : "",
               (double)yp_arena_bytes(s->arena) / 1e6);
    yp_log_say(
        log, "native",
        "iter      primal objective        dual bound      gap  primal    dual      mu  steps      time");
}

void yp_tell_iteration(const yp_solver *s, yp_log *log, int iteration, double seconds, yp_lengths a)
{
    double unit = s->p.level_unit * s->p.price_unit;
    yp_log_say(log, "native", "%4d  %20.12e %17.9e  %.1e %.1e %.1e %.1e  %.2f %.2f %8.2f", iteration,
               s->cost * unit + s->p.offset, s->bound * unit + s->p.offset, s->gap, s->primal,
               fmax(s->dual, s->residual), s->mu, a.primal, a.dual, seconds);
}

void yp_tell_progress(const yp_solver *s, yp_log *log, yp_decline *decline, double tolerance, double seconds)
{
    enum { window = sizeof decline->at / sizeof *decline->at };
    double merit = fmax(fmax(s->gap, fmax(s->primal, s->dual)), tolerance), level = log10(merit);
    if (!log || !isfinite(level)) return;
    int now = decline->count % window, oldest = decline->count < window ? 0 : (decline->count + 1) % window;
    if (decline->count == 0) decline->first = level;
    decline->recent[now] = level;
    decline->at[now] = seconds;
    decline->count++;
    double fallen = decline->recent[oldest] - level, spent = seconds - decline->at[oldest];
    double left = fallen > 0 ? spent * (level - log10(tolerance)) / fallen : 0;
    yp_log_progress(log, "native", fallen > 0 && seconds > 0 ? fmin(seconds / (seconds + left), 0.999) : 0,
                    "iteration %d, gap %.0e, residuals %.0e", decline->count - 1, s->gap,
                    fmax(s->primal, s->dual));
}

double yp_factor_flops(const yp_solver *s)
{
    const yp_frame *f = &s->frame;
    double n = (double)f->chain_count, k = (double)f->border_count, below = 0, fill = 0;
    for (size_t j = 0; j < f->node_count; j++) {
        double length = (double)(f->below_first[j + 1] - f->below_first[j]);
        below += length;
        fill += length * (length + 1) / 2;
    }
    double couplings = (double)f->coupling_first[f->chain_count + f->border_count];
    double chain = 2 * n * n * n / 3 + 2 * n * n * k + n * k * k;
    double nodes = 2 * fill + 4 * below * (n + k) + couplings * (n + k);
    return (double)s->p.time.slots * (chain + nodes);
}
