#include "result/plan.h"

void yp_plan_free(yp_plan *plan)
{
    if (plan) yp_arena_free(plan->arena);
}

/* Order of two pairs (first key, second key): negative, 0 or positive. */
static int compare_pairs(uint32_t a1, uint32_t a2, uint32_t b1, uint32_t b2)
{
    return a1 != b1 ? (a1 > b1) - (a1 < b1) : (a2 > b2) - (a2 < b2);
}

const yp_plan_activity *yp_plan_find(const yp_plan *plan, yp_part part, uint32_t owner)
{
    size_t low = 0, high = plan->activity_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const yp_plan_activity *at = &plan->activities[middle];
        const int order = compare_pairs(at->part, at->owner, part, owner);
        if (order == 0) return at;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

uint32_t yp_plan_node_find(const yp_plan *plan, uint32_t place, uint32_t good)
{
    size_t low = 0, high = plan->plan_node_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = compare_pairs(plan->nodes[middle].good, plan->nodes[middle].place, good, place);
        if (order == 0) return (uint32_t)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return YP_NONE;
}

const yp_plan_row *yp_plan_row_find(const yp_plan *plan, yp_row_kind kind, uint32_t owner)
{
    size_t low = 0, high = plan->plan_row_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const yp_plan_row *at = &plan->rows[middle];
        const int order = compare_pairs(at->kind, at->owner, kind, owner);
        if (order == 0) return at;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
