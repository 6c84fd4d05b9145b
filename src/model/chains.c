/* Chains of blocks that stores run through: which block comes before which, by the kind of cycle. */
#include "model/internal.h"

bool yp_cycle_is_open(yp_cycle cycle)
{
    return cycle == YP_CYCLE_NONE || cycle == YP_CYCLE_RESTART;
}

/* Where two blocks lie in the same chain of a store. */
static bool is_chained(const yp_blocks *blocks, yp_cycle cycle, size_t a, size_t b)
{
    if (blocks->scenario[a] != blocks->scenario[b]) return false;
    switch (cycle) {
    case YP_CYCLE_NONE:
    case YP_CYCLE_THROUGH:
        return true;
    case YP_CYCLE_PERIOD:
    case YP_CYCLE_RESTART:
        return blocks->period[a] == blocks->period[b];
    case YP_CYCLE_DAY:
        return blocks->parent[YP_DAY][a] == blocks->parent[YP_DAY][b];
    case YP_CYCLE_HORIZON:
        break;
    }
    return blocks->cycle[a] == blocks->cycle[b];
}

static void invert(size_t count, const uint32_t *before, uint32_t *after)
{
    for (size_t b = 0; b < count; b++) after[b] = YP_NONE;
    for (size_t b = 0; b < count; b++)
        if (before[b] != YP_NONE) after[before[b]] = (uint32_t)b;
}

/* before[b]: the block before b in its chain; chains close on themselves, except open ones. A chain of one
 * block has none before it: what it keeps stands with its own level (see stores.c). */
static yp_status make_chain(yp_model *m, yp_cycle cycle)
{
    size_t count = m->blocks.count;
    uint32_t *before = yp_arena_take(m->arena, count, sizeof *before);
    uint32_t *after = yp_arena_take(m->arena, count, sizeof *after);
    if (!before || !after) return YP_NO_MEMORY;
    for (size_t start = 0, end; start < count; start = end) {
        for (end = start + 1; end < count && is_chained(&m->blocks, cycle, start, end);) end++;
        for (size_t b = start; b < end; b++) before[b] = (uint32_t)(b == start ? end - 1 : b - 1);
        if (yp_cycle_is_open(cycle) || end == start + 1) before[start] = YP_NONE;
    }
    invert(count, before, after);
    m->before[cycle] = before;
    m->after[cycle] = after;
    return YP_OK;
}

yp_status yp_chains_make(yp_model *m)
{
    yp_status status = YP_OK;
    for (size_t i = 0; i < m->c->component_count && status == YP_OK; i++) {
        const yp_component *x = &m->c->components[i];
        if (x->table == YP_STORE && !m->before[x->cycle]) status = make_chain(m, x->cycle);
    }
    return status;
}

/* Of a store that exists in some periods only, a chain through all of them closes over those. */
static yp_chain chain_of_life(yp_emitter *e, uint32_t component)
{
    const size_t count = e->model->blocks.count;
    uint32_t *before = yp_arena_take(e->model->data_arena, count, sizeof *before);
    uint32_t *after = yp_arena_take(e->model->data_arena, count, sizeof *after);
    if (!before || !after) {
        e->no_memory = true;
        return (yp_chain){ e->model->before[YP_CYCLE_THROUGH], e->model->after[YP_CYCLE_THROUGH] };
    }
    const size_t each = count / e->model->blocks.scenario_count;
    for (size_t start = 0; start < count; start += each) {
        size_t first = start, last = start + each - 1;
        while (first < last && !yp_is_alive_at(e, component, first)) first++;
        while (last > first && !yp_is_alive_at(e, component, last)) last--;
        for (size_t b = start; b < start + each; b++)
            before[b] = b > first && b <= last ? (uint32_t)(b - 1) : YP_NONE;
        if (last > first) before[first] = (uint32_t)last;
    }
    invert(count, before, after);
    return (yp_chain){ before, after };
}

yp_chain yp_chain_of(yp_emitter *e, uint32_t component)
{
    const yp_cycle cycle = e->c->components[component].cycle;
    if (cycle == YP_CYCLE_THROUGH && !e->counting && !yp_is_always_alive(e->c, component))
        return chain_of_life(e, component);
    return (yp_chain){ e->model->before[cycle], e->model->after[cycle] };
}

bool yp_chain_begins(const yp_emitter *e, uint32_t component, size_t b)
{
    const yp_cycle cycle = e->c->components[component].cycle;
    if (!yp_cycle_is_open(cycle) || !yp_is_alive_at(e, component, b)) return false;
    return b == 0 || !yp_is_alive_at(e, component, b - 1) || !is_chained(&e->model->blocks, cycle, b - 1, b);
}

bool yp_chain_ends(const yp_emitter *e, uint32_t component, size_t b)
{
    const yp_cycle cycle = e->c->components[component].cycle;
    if (!yp_cycle_is_open(cycle) || !yp_is_alive_at(e, component, b)) return false;
    return b + 1 == e->model->blocks.count || !yp_is_alive_at(e, component, b + 1) ||
           !is_chained(&e->model->blocks, cycle, b, b + 1);
}
