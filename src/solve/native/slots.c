#include "solve/native/internal.h"

#include <string.h>

/* Chunks that are wanted where time may be cut anywhere: two batches, so that two threads have work. */
enum { wanted_batches = 2 };

/* A stretch of blocks that follow each other in every chain. */
typedef struct {
    size_t begin, end;
} stretch;

/* The ways in which blocks follow each other, each once. */
typedef struct {
    const uint32_t **before;
    size_t count;
} orders;

static void find_orders(const yp_model *m, orders *out)
{
    for (size_t k = 0; k < m->entry_count; k++) {
        const uint32_t *before = m->entries[k].before;
        size_t i = 0;
        if (!before || m->columns[m->entries[k].column].is_given) continue;
        while (i < out->count && out->before[i] != before) i++;
        out->before[i] = before;
        if (i == out->count) out->count++;
    }
}

static bool is_start(const orders *o, size_t b)
{
    if (b == 0) return true;
    for (size_t k = 0; k < o->count; k++)
        if (o->before[k][b] != b - 1) return true;
    return false;
}

static size_t find_stretches(const orders *o, size_t blocks, stretch *out)
{
    size_t count = 0;
    for (size_t b = 0; b < blocks; b++) {
        if (is_start(o, b)) out[count++].begin = b;
        out[count - 1].end = b + 1;
    }
    return count;
}

/* Every chain enters a stretch from nowhere or from the end of one: `closes` if always from its own. */
static bool enters_well(const orders *o, size_t blocks, const stretch *runs, size_t count, bool *closes)
{
    *closes = true;
    for (size_t k = 0; k < o->count; k++)
        for (size_t r = 0; r < count; r++) {
            uint32_t from = o->before[k][runs[r].begin];
            if (from == YP_NONE) continue;
            bool is_end = from + 1 == blocks || is_start(o, from + 1);
            if (!is_end) return false;
            *closes = *closes && from + 1 == runs[r].end;
        }
    return true;
}

/* Cut the stretches into about `wanted` chunks of near equal length. */
static size_t cut(const stretch *runs, size_t run_count, size_t wanted, size_t blocks, stretch *out)
{
    size_t count = 0;
    for (size_t r = 0; r < run_count; r++) {
        size_t length = runs[r].end - runs[r].begin;
        size_t pieces = (wanted * length + blocks / 2) / blocks;
        if (pieces < 1) pieces = 1;
        if (pieces > length) pieces = length;
        for (size_t k = 0; k < pieces; k++)
            out[count++] =
                (stretch){ runs[r].begin + length * k / pieces, runs[r].begin + length * (k + 1) / pieces };
    }
    return count;
}

static yp_status lay_out(yp_native_problem *p, const stretch *chunks, size_t count, size_t lanes)
{
    yp_slots *t = &p->time;
    size_t blocks = p->model->blocks.count;
    t->lanes = lanes;
    t->chunk_count = (count + lanes - 1) / lanes * lanes;
    t->batch_count = t->chunk_count / lanes;
    t->length = 0;
    for (size_t c = 0; c < count; c++)
        if (chunks[c].end - chunks[c].begin > t->length) t->length = chunks[c].end - chunks[c].begin;
    t->slots = t->chunk_count * t->length;
    t->part_count = t->batch_count >= 2 ? 2 : 1;
    t->part_batch[1] = (t->batch_count + 1) / 2;
    if (t->part_count == 1) t->part_batch[1] = t->batch_count;
    t->part_batch[2] = t->batch_count;
    t->block = yp_native_take(p->arena, t->slots, sizeof *t->block);
    t->slot = yp_native_take(p->arena, blocks, sizeof *t->slot);
    t->first = yp_native_take(p->arena, t->chunk_count, sizeof *t->first);
    if (!t->block || !t->slot || !t->first) return YP_NO_MEMORY;
    memset(t->block, 0xff, t->slots * sizeof *t->block);
    for (size_t c = 0; c < t->chunk_count; c++) {
        size_t length = c < count ? chunks[c].end - chunks[c].begin : 0;
        t->first[c] = (uint32_t)(t->length - length);
        for (size_t k = 0; k < length; k++) {
            size_t tl = t->first[c] + k, slot = (c / lanes * t->length + tl) * lanes + c % lanes;
            t->block[slot] = (uint32_t)(chunks[c].begin + k);
            t->slot[chunks[c].begin + k] = (uint32_t)slot;
        }
    }
    return YP_OK;
}

yp_status yp_native_slots_make(yp_native_problem *p, size_t lanes)
{
    const yp_model *m = p->model;
    size_t blocks = m->blocks.count;
    stretch *runs = yp_native_take(p->arena, blocks + 1, sizeof *runs);
    stretch *chunks = yp_native_take(p->arena, 2 * blocks + 4 * lanes, sizeof *chunks);
    orders o = { yp_native_take(p->arena, m->entry_count, sizeof *o.before), 0 };
    if (!runs || !chunks || !o.before) return YP_NO_MEMORY;
    find_orders(m, &o);
    size_t run_count = find_stretches(&o, blocks, runs), count = run_count, wanted = wanted_batches * lanes;
    bool closes;
    if (!enters_well(&o, blocks, runs, run_count, &closes)) {
        p->refusal = "stores run through time out of order";
        return YP_OK;
    }
    if (blocks < 2 * wanted) wanted = lanes;
    if (closes && run_count >= wanted) {
        memcpy(chunks, runs, count * sizeof *chunks);
    } else {
        count = cut(runs, run_count, wanted, blocks, chunks);
        p->time.is_connected = o.count > 0;
    }
    return lay_out(p, chunks, count, lanes);
}
