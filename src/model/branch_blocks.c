#include "model/branch_blocks.h"

#include <string.h>

/* `count` items of `size` bytes, `times` times over; NULL when memory runs out. */
static void *repeated(yp_arena *arena, const void *items, size_t count, size_t size, size_t times)
{
    char *copy = yp_arena_take(arena, count * times, size);
    for (size_t s = 0; copy && s < times; s++) memcpy(copy + s * count * size, items, count * size);
    return copy;
}

static yp_status repeat(yp_blocks *blocks, size_t times, yp_arena *arena)
{
    const size_t count = blocks->count;
    uint32_t cycles = 0;
    double **numbers[] = { &blocks->step, &blocks->sum, &blocks->cost };
    uint32_t **indices[] = { &blocks->cycle, &blocks->period, &blocks->snapshot, &blocks->scenario };
    bool has_all = true;
    for (size_t b = 0; b < count; b++)
        if (blocks->cycle[b] >= cycles) cycles = blocks->cycle[b] + 1;
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
        has_all &= (*numbers[k] = repeated(arena, *numbers[k], count, sizeof(double), times)) != NULL;
    for (size_t k = 0; k < sizeof indices / sizeof *indices; k++)
        has_all &= (*indices[k] = repeated(arena, *indices[k], count, sizeof(uint32_t), times)) != NULL;
    if (blocks->kept)
        has_all &= (blocks->kept = repeated(arena, blocks->kept, count, sizeof *blocks->kept, times)) != NULL;
    if (!has_all) return YP_NO_MEMORY;
    blocks->count = count * times;
    for (size_t b = count; b < blocks->count; b++) {
        blocks->scenario[b] = (uint32_t)(b / count);
        blocks->cycle[b] += blocks->scenario[b] * cycles;
    }
    return YP_OK;
}

yp_status yp_blocks_branch(const yp_case *c, yp_arena *arena, yp_blocks *blocks)
{
    const size_t times = c->branch_count > 0 ? c->branch_count : 1;
    blocks->scenario_count = times;
    blocks->probability = yp_arena_take(arena, times, sizeof(double));
    blocks->scenario_weight = yp_arena_take(arena, times, sizeof(double));
    if (!blocks->probability || !blocks->scenario_weight) return YP_NO_MEMORY;
    for (size_t s = 0; s < times; s++)
        blocks->probability[s] = blocks->scenario_weight[s] =
            c->branch_count > 0 ? c->branches[s].probability : 1;
    return times > 1 ? repeat(blocks, times, arena) : YP_OK;
}
