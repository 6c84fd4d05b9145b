#include "model/internal.h"

bool yp_has_ramp(const yp_component *x)
{
    const bool is_switched = x->commit != YP_COMMIT_NONE && (x->ramp_start < 1 || x->ramp_stop < 1);
    return is_switched || x->ramp_up.series != YP_NONE || x->ramp_down.series != YP_NONE ||
           isfinite(x->ramp_up.offset) || isfinite(x->ramp_down.offset);
}

size_t yp_lags_of(const yp_model *m, const yp_component *x, double time)
{
    double step = 1;
    if (x->time_unit == YP_PACE_HOUR) {
        step = INFINITY;
        for (size_t b = 0; b < m->blocks.count; b++) step = fmin(step, m->blocks.step[b]);
    }
    const double blocks = ceil(time / step - 1e-9);
    if (!(blocks > 1)) return 0;
    const size_t each = m->blocks.count / m->blocks.scenario_count;
    return blocks - 1 < (double)each ? (size_t)blocks - 1 : each - 1;
}

static bool follows(const yp_blocks *blocks, size_t b)
{
    return b > 0 && blocks->cycle[b] == blocks->cycle[b - 1] && blocks->period[b] == blocks->period[b - 1];
}

static bool make_lag(yp_model *m, size_t lag)
{
    const size_t count = m->blocks.count;
    uint32_t *before = yp_arena_take(m->arena, count, sizeof *before);
    uint32_t *after = yp_arena_take(m->arena, count, sizeof *after);
    m->lag_before[lag] = before;
    m->lag_after[lag] = after;
    if (!before || !after) return false;
    for (size_t b = 0; b < count; b++) after[b] = YP_NONE;
    for (size_t b = 0; b < count; b++) {
        const bool has_any = follows(&m->blocks, b);
        before[b] = !has_any ? YP_NONE : lag == 0 ? (uint32_t)(b - 1) : m->lag_before[lag - 1][b - 1];
        if (before[b] != YP_NONE) after[before[b]] = (uint32_t)b;
    }
    return true;
}

yp_status yp_lags_make(yp_model *m)
{
    size_t most = 0;
    for (size_t i = 0; i < m->c->component_count; i++) {
        const yp_component *x = &m->c->components[i];
        const bool is_switched = x->commit != YP_COMMIT_NONE;
        if (most == 0 && (is_switched || yp_has_ramp(x))) most = 1;
        if (!is_switched) continue;
        const size_t up = yp_lags_of(m, x, x->minimum_up), down = yp_lags_of(m, x, x->minimum_down);
        if (up > most) most = up;
        if (down > most) most = down;
    }
    m->lag_before = yp_arena_take(m->arena, most, sizeof *m->lag_before);
    m->lag_after = yp_arena_take(m->arena, most, sizeof *m->lag_after);
    if (!m->lag_before || !m->lag_after) return YP_NO_MEMORY;
    m->lag_count = most;
    for (size_t lag = 0; lag < most; lag++)
        if (!make_lag(m, lag)) return YP_NO_MEMORY;
    return YP_OK;
}
