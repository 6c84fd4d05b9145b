/* What counts later: rows of a block take the level of an earlier one. */
#include "case/delays.h"

#include "model/internal.h"

/* The rows of every source, one source after the other. */
static bool turn_round(yp_model *m, const uint32_t *source, uint32_t *first, uint32_t *rows)
{
    const size_t count = m->blocks.count;
    uint32_t *next = yp_arena_take(m->arena, count, sizeof *next);
    if (!next) return false;
    for (size_t b = 0; b < count; b++)
        if (source[b] != YP_NONE) first[source[b] + 1]++;
    for (size_t b = 0; b < count; b++) {
        next[b] = first[b];
        first[b + 1] += first[b];
    }
    for (size_t b = 0; b < count; b++)
        if (source[b] != YP_NONE) rows[next[source[b]]++] = (uint32_t)b;
    return true;
}

static yp_lag *make_lag(yp_model *m, yp_duration delay, bool wraps)
{
    const size_t count = m->blocks.count;
    yp_lag *lag = yp_arena_take(m->arena, 1, sizeof *lag);
    uint32_t *source = yp_arena_take(m->arena, count, sizeof *source);
    uint32_t *first = yp_arena_take(m->arena, count + 1, sizeof *first);
    uint32_t *rows = yp_arena_take(m->arena, count, sizeof *rows);
    if (!lag || !source || !first || !rows) return NULL;
    yp_delay_sources(&m->blocks, delay, wraps, source);
    if (!turn_round(m, source, first, rows)) return NULL;
    *lag = (yp_lag){ delay, wraps, source, first, rows, m->lags };
    m->lags = lag;
    return lag;
}

const yp_lag *yp_lag_of(yp_emitter *e, yp_duration delay, bool wraps)
{
    if (!yp_is_delayed(delay)) return NULL;
    for (const yp_lag *lag = e->model->lags; lag; lag = lag->next)
        if (lag->delay.number == delay.number && lag->delay.in_blocks == delay.in_blocks &&
            lag->wraps == wraps)
            return lag;
    const yp_lag *lag = make_lag(e->model, delay, wraps);
    if (!lag) e->no_memory = true;
    return lag;
}
