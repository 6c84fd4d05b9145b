#include "study/gain.h"

#include <string.h>

const char *yp_role_text(yp_role role)
{
    switch (role) {
#define X(code, word) \
    case code:        \
        return word;
        YP_ROLE_LIST(X)
#undef X
    }
    return "";
}

/* The study being laid out. */
typedef struct {
    const yp_case *c;
    yp_gain *gain;
    uint32_t *order; /* [reform_count]: the stated order, then the rest */
    bool has_failed;
} layout;

static bool *nothing_lifted(layout *l)
{
    bool *lifted = yp_arena_take(l->gain->arena, l->c->reform_count, sizeof *lifted);
    if (!lifted) l->has_failed = true;
    return lifted;
}

static bool is_solved_already(const layout *l, const bool *lifted)
{
    for (size_t s = 0; s < l->gain->solve_count; s++) {
        const yp_gain_solve *solve = &l->gain->solves[s];
        if (solve->scenario == YP_NONE &&
            memcmp(solve->is_lifted, lifted, l->c->reform_count * sizeof *lifted) == 0)
            return true;
    }
    return false;
}

static void add(layout *l, const char *name, yp_role role, uint32_t reform, uint32_t scenario,
                const bool *lifted)
{
    if (!lifted || !name) {
        l->has_failed = true;
        return;
    }
    if (scenario == YP_NONE && is_solved_already(l, lifted)) return;
    l->gain->solves[l->gain->solve_count++] = (yp_gain_solve){ .name = name,
                                                               .role = role,
                                                               .reform = reform,
                                                               .scenario = scenario,
                                                               .is_lifted = lifted,
                                                               .outcome = YP_UNKNOWN,
                                                               .cost = NAN,
                                                               .welfare = NAN,
                                                               .gap = NAN,
                                                               .scale = NAN };
}

static bool *lifted_but(layout *l, uint32_t standing)
{
    bool *lifted = nothing_lifted(l);
    for (size_t r = 0; lifted && r < l->c->reform_count; r++) lifted[r] = r != standing;
    return lifted;
}

static void add_solves(layout *l)
{
    const yp_case *c = l->c;
    yp_arena *arena = l->gain->arena;
    add(l, "today", YP_ROLE_BEFORE, YP_NONE, YP_NONE, nothing_lifted(l));
    add(l, "integrated", YP_ROLE_AFTER, YP_NONE, YP_NONE, lifted_but(l, YP_NONE));
    for (uint32_t r = 0; r < c->reform_count; r++) {
        bool *lifted = nothing_lifted(l);
        if (lifted) lifted[r] = true;
        add(l, yp_arena_format(arena, "lift-%s", c->reforms[r].id), YP_ROLE_ALONE, r, YP_NONE, lifted);
    }
    for (uint32_t r = 0; r < c->reform_count; r++)
        add(l, yp_arena_format(arena, "without-%s", c->reforms[r].id), YP_ROLE_LAST, r, YP_NONE,
            lifted_but(l, r));
    for (size_t step = 1; step < c->reform_count; step++) {
        bool *lifted = nothing_lifted(l);
        for (size_t k = 0; lifted && k < step; k++) lifted[l->order[k]] = true;
        add(l, yp_arena_format(arena, "step-%zu", step), YP_ROLE_STEP, YP_NONE, YP_NONE, lifted);
    }
    for (size_t k = 0; k < c->gain_range_count; k++) {
        uint32_t scenario = c->gain_range[k];
        const char *id = c->scenarios[scenario].id;
        add(l, yp_arena_format(arena, "range-%s-today", id), YP_ROLE_RANGE, YP_NONE, scenario,
            nothing_lifted(l));
        add(l, yp_arena_format(arena, "range-%s-integrated", id), YP_ROLE_RANGE, YP_NONE, scenario,
            lifted_but(l, YP_NONE));
    }
}

/* The stated order, then what it leaves out. */
static void put_in_order(layout *l)
{
    size_t count = 0;
    for (size_t k = 0; k < l->c->gain_order_count; k++) l->order[count++] = l->c->gain_order[k];
    for (uint32_t r = 0; r < l->c->reform_count; r++) {
        bool is_there = false;
        for (size_t k = 0; k < count; k++) is_there |= l->order[k] == r;
        if (!is_there) l->order[count++] = r;
    }
    for (size_t k = 0; k < count; k++)
        l->gain->worths[k] = (yp_gain_worth){ l->order[k], (int)k + 1, NAN, NAN, NAN };
    l->gain->worth_count = count;
}

yp_status yp_gain_lay_out(const yp_case *c, yp_gain **out)
{
    yp_arena *arena = yp_arena_new(NULL);
    if (!arena) return YP_NO_MEMORY;
    yp_gain *gain = yp_arena_take(arena, 1, sizeof *gain);
    layout l = { .c = c, .gain = gain };
    bool has_memory = gain != NULL;
    if (gain) {
        gain->arena = arena;
        gain->worth = gain->worth_low = gain->worth_high = NAN;
        gain->range_count = c->gain_range_count;
        gain->solves =
            yp_arena_take(arena, 2 + 3 * c->reform_count + 2 * c->gain_range_count, sizeof *gain->solves);
        gain->worths = yp_arena_take(arena, c->reform_count, sizeof *gain->worths);
        gain->range = yp_arena_take(arena, c->gain_range_count, sizeof *gain->range);
        l.order = yp_arena_take(arena, c->reform_count, sizeof *l.order);
        has_memory = gain->solves && gain->worths && gain->range && l.order;
    }
    if (has_memory) {
        put_in_order(&l);
        add_solves(&l);
        has_memory = !l.has_failed;
    }
    if (has_memory)
        *out = gain;
    else
        yp_arena_free(arena);
    return has_memory ? YP_OK : YP_NO_MEMORY;
}

void yp_gain_free(yp_gain *gain)
{
    if (gain) yp_arena_free(gain->arena);
}
