#include "model/internal.h"

static yp_resolution finer(yp_resolution a, yp_resolution b)
{
    return a < b ? a : b;
}

/* A constant that the balance sees and no plan shows: existing capacity, or the amount that a store begins
 * with. */
static uint32_t emit_constant(yp_emitter *e, uint32_t i, yp_resolution resolution, yp_vector level)
{
    yp_column_template column = yp_column_of(&e->c->components[i], i, YP_PART_LEVEL);
    column.resolution = resolution;
    column.weighing = YP_WEIGH_ONCE;
    column.is_given = column.is_hidden = true;
    column.lower = column.upper = level;
    return yp_emit_column(e, column);
}

/* A value in the first, or last, block of every scenario and zero in all others. */
static yp_vector only_in(yp_emitter *e, yp_vector value, yp_resolution resolution, bool is_last)
{
    const yp_blocks *blocks = &e->model->blocks;
    double *data = yp_vector_new(e, resolution);
    if (!data) return value;
    size_t times = resolution == YP_SHARED ? 1 : blocks->scenario_count;
    size_t each = blocks->level_count[resolution] / times;
    for (size_t s = 0; s < times; s++) {
        size_t block = is_last ? (s + 1) * each - 1 : s * each;
        data[block] = yp_vector_at(&value, block);
    }
    return (yp_vector){ 0, 1, data };
}

static void emit_level(yp_emitter *e, const yp_coefficient *k, yp_resolution of_good)
{
    const yp_component *x = &e->c->components[k->component];
    yp_resolution resolution = finer(of_good, x->resolution);
    yp_vector value =
        yp_in_years(e, k->from_year, k->to_year, yp_vector_of(e, k->value, resolution), 0, resolution);
    bool is_out = x->table == YP_STORE && k->per == YP_PER_LEVEL;
    yp_emit_late(e, k->place, k->good, is_out ? e->reverse[k->component] : e->level[k->component], value,
                 k->delay, k->delay_wraps);
    if (x->table == YP_LINK && e->reverse[k->component] != YP_NONE)
        yp_emit_late(e, k->place, k->good, e->reverse[k->component],
                     yp_vector_scale(e, value, -1, resolution), k->delay, k->delay_wraps);
}

/* Initial less final amount of a chain that does not close: an amount, where the chain ends. Of a chain that
 * begins anew in each period it happens in every year, where the good counts years. */
static void emit_level_change(yp_emitter *e, const yp_coefficient *k, yp_resolution of_good)
{
    const yp_component *x = &e->c->components[k->component];
    const yp_blocks *blocks = &e->model->blocks;
    if (x->table != YP_STORE || !yp_cycle_is_open(x->cycle)) return;
    const bool is_yearly = x->cycle == YP_CYCLE_RESTART && of_good >= YP_PERIOD;
    yp_vector value = yp_vector_of(e, k->value, YP_BASE);
    double *final = yp_vector_new(e, YP_BASE), *initial = yp_vector_new(e, of_good);
    for (size_t b = 0; final && initial && b < blocks->count; b++) {
        if (!yp_chain_ends(e, k->component, b) || !yp_is_in_force(e, k, b)) continue;
        const double years =
            is_yearly && blocks->period[b] < e->c->period_count ? e->c->periods[blocks->period[b]].years : 1;
        final[b] = -years * yp_vector_at(&value, b);
        initial[blocks->parent[of_good][b]] -= final[b];
    }
    yp_emit_amount(e, k->place, k->good, e->stored[k->component],
                   (yp_vector){ 0, 1, final ? final : &e->offset });
    yp_emit_amount(
        e, k->place, k->good,
        emit_constant(e, k->component, YP_HORIZON, yp_vector_of_number(e, x, &x->initial, YP_HORIZON)),
        (yp_vector){ 0, 1, initial ? initial : &e->offset });
}

/* Per capacity in every block in which the component exists; per build of a flow good once, as an amount. */
static void emit_capacity(yp_emitter *e, const yp_coefficient *k, yp_resolution of_good)
{
    const yp_component *x = &e->c->components[k->component];
    const bool is_energy = k->per == YP_PER_ENERGY || k->per == YP_PER_ENERGY_BUILD;
    const bool is_build = k->per == YP_PER_BUILD || k->per == YP_PER_ENERGY_BUILD;
    uint32_t built = is_energy ? e->energy_built[k->component] : e->built[k->component];
    double existing = is_energy ? x->energy : x->capacity;
    yp_vector value = yp_masked(e, k->component, yp_vector_of(e, k->value, of_good), of_good);
    value = yp_in_years(e, k->from_year, k->to_year, value, 0, of_good);
    if (is_build && e->c->goods[k->good].kind == YP_FLOW) {
        if (built != YP_NONE) yp_emit_amount(e, k->place, k->good, built, only_in(e, value, of_good, false));
        return;
    }
    if (built != YP_NONE) yp_emit_balance(e, k->place, k->good, built, value);
    if (k->per == YP_PER_CAPACITY && e->retired[k->component] != YP_NONE)
        yp_emit_balance(e, k->place, k->good, e->retired[k->component],
                        yp_vector_scale(e, value, -1, of_good));
    if (!is_build && isfinite(existing))
        yp_emit_balance(
            e, k->place, k->good,
            emit_constant(e, k->component, yp_once_level(&e->model->blocks), yp_vector_number(existing)),
            value);
}

/* Per hour on, or per start: an amount, which as a rate is spread over the hours of its block. */
static void emit_switch(yp_emitter *e, const yp_coefficient *k, uint32_t column, bool is_once)
{
    yp_vector value = yp_vector_of(e, k->value, YP_BASE);
    double *data = is_once ? yp_vector_new(e, YP_BASE) : NULL;
    for (size_t b = 0; data && b < e->model->blocks.count; b++)
        data[b] = yp_vector_at(&value, b) / e->model->blocks.step[b];
    yp_emit_balance(e, k->place, k->good, column, data ? (yp_vector){ 0, 1, data } : value);
}

void yp_emit_coefficients(yp_emitter *e)
{
    for (size_t k = 0; k < e->c->coefficient_count; k++) {
        const yp_coefficient *coefficient = &e->c->coefficients[k];
        yp_resolution of_good = e->c->goods[coefficient->good].resolution;
        if (!yp_is_ever_alive(e->c, coefficient->component)) continue;
        switch (coefficient->per) {
        case YP_PER_LEVEL:
        case YP_PER_CHARGE:
            emit_level(e, coefficient, of_good);
            break;
        case YP_PER_LEVEL_CHANGE:
            emit_level_change(e, coefficient, of_good);
            break;
        case YP_PER_CAPACITY:
        case YP_PER_BUILD:
        case YP_PER_ENERGY:
        case YP_PER_ENERGY_BUILD:
            emit_capacity(e, coefficient, of_good);
            break;
        case YP_PER_ON:
            emit_switch(e, coefficient, e->on[coefficient->component], false);
            break;
        case YP_PER_START:
            emit_switch(e, coefficient, e->start[coefficient->component], true);
            break;
        case YP_PER_STOP:
            emit_switch(e, coefficient, e->stop[coefficient->component], true);
            break;
        }
    }
}
