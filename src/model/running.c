#include "model/internal.h"

bool yp_has_ramp(const yp_component *x)
{
    return x->ramp_up.series != YP_NONE || x->ramp_down.series != YP_NONE || isfinite(x->ramp_up.offset) ||
           isfinite(x->ramp_down.offset);
}

static bool follows(const yp_blocks *blocks, size_t b)
{
    return b > 0 && blocks->cycle[b] == blocks->cycle[b - 1] && blocks->period[b] == blocks->period[b - 1];
}

yp_status yp_runs_make(yp_model *m)
{
    bool is_needed = false;
    for (size_t i = 0; i < m->c->component_count && !is_needed; i++)
        is_needed = yp_has_ramp(&m->c->components[i]);
    if (!is_needed) return YP_OK;
    const size_t count = m->blocks.count;
    m->run_before = yp_arena_take(m->arena, count, sizeof *m->run_before);
    m->run_after = yp_arena_take(m->arena, count, sizeof *m->run_after);
    if (!m->run_before || !m->run_after) return YP_NO_MEMORY;
    for (size_t b = 0; b < count; b++) {
        m->run_before[b] = follows(&m->blocks, b) ? (uint32_t)(b - 1) : YP_NONE;
        m->run_after[b] = b + 1 < count && follows(&m->blocks, b + 1) ? (uint32_t)(b + 1) : YP_NONE;
    }
    return YP_OK;
}
