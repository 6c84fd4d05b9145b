#include "model/internal.h"

typedef struct {
    uint32_t in, out, stored, spill; /* in: YP_NONE where `out` is net of it */
} store_columns;

static bool is_exactly(yp_value value, double number)
{
    return value.series == YP_NONE && value.offset == number;
}

static bool is_same(yp_value a, yp_value b)
{
    return a.offset == b.offset && a.series == b.series && (a.series == YP_NONE || a.scale == b.scale);
}

/* Taking earns what giving costs, and nothing else tells the two apart: with two columns each level would
 * have a ray of others as good, which interior points do not bear. */
static bool is_net(const yp_emitter *e, uint32_t i)
{
    const yp_component *x = &e->c->components[i];
    bool is_free = isinf(x->capacity) && is_exactly(x->availability, 1) && is_exactly(x->charge_share, 1) &&
                   is_exactly(x->minimum, 0) && x->capacity_of == YP_NONE && yp_is_absent(x->fixed_in) &&
                   yp_is_absent(x->fixed_out);
    bool is_lossless = is_exactly(x->efficiency_in, 1) && is_exactly(x->efficiency_out, 1);
    bool is_credited = x->cost.series == x->charge_cost.series && x->cost.offset == -x->charge_cost.offset &&
                       x->cost.scale == -x->charge_cost.scale && is_same(x->cost_slope, x->charge_cost_slope);
    if (!is_free || !is_lossless || !is_credited || yp_has_total(e, x)) return false;
    for (size_t t = 0; t < e->c->tax_count; t++)
        if (e->c->taxes[t].component == i) return false;
    for (size_t s = 0; s < e->c->step_count; s++)
        if (e->c->steps[s].component == i) return false;
    for (size_t k = 0; k < e->c->coefficient_count; k++) {
        yp_per per = e->c->coefficients[k].per;
        if (e->c->coefficients[k].component == i && (per == YP_PER_LEVEL || per == YP_PER_CHARGE))
            return false;
    }
    return true;
}

/* keep = (1 − loss)^step, and the step itself, per base block. */
static yp_vector per_step(yp_emitter *e, yp_value per_hour, bool is_power)
{
    const yp_blocks *blocks = &e->model->blocks;
    yp_vector rate = yp_vector_of(e, per_hour, YP_BASE);
    double *data = yp_vector_new(e, YP_BASE);
    if (!data) return yp_vector_number(1);
    for (size_t b = 0; b < blocks->count; b++) {
        double value = yp_vector_at(&rate, b);
        data[b] = is_power ? pow(1 - value, blocks->step[b]) : value * blocks->step[b];
    }
    return (yp_vector){ 0, 1, data };
}

static bool is_uniform(const yp_blocks *blocks)
{
    for (size_t b = 1; b < blocks->count; b++)
        if (blocks->step[b] != blocks->step[0]) return false;
    return true;
}

/* A number for an hour becomes one for the block; stays one number where all steps are equal. */
static yp_vector times_step(yp_emitter *e, yp_value per_hour)
{
    const yp_blocks *blocks = &e->model->blocks;
    if (!e->counting && per_hour.series == YP_NONE && is_uniform(blocks))
        return yp_vector_number(per_hour.offset * blocks->step[0]);
    return per_step(e, per_hour, false);
}

static yp_vector keep_of(yp_emitter *e, yp_value loss)
{
    const yp_blocks *blocks = &e->model->blocks;
    if (!e->counting && loss.series == YP_NONE && is_uniform(blocks))
        return yp_vector_number(pow(1 - loss.offset, blocks->step[0]));
    return per_step(e, loss, true);
}

static store_columns emit_columns(yp_emitter *e, uint32_t i)
{
    const yp_component *x = &e->c->components[i];
    store_columns columns = { .in = YP_NONE, .spill = YP_NONE };
    bool has_one = is_net(e, i);

    if (!has_one) {
        yp_column_template in = yp_column_of(x, i, YP_PART_IN);
        yp_bound_by_capacity(e, i, yp_vector_of(e, x->charge_share, YP_BASE), &in, false);
        in.cost = yp_vector_of(e, x->charge_cost, YP_BASE);
        in.slope = yp_vector_of(e, x->charge_cost_slope, YP_BASE);
        yp_fix_level(e, x->fixed_in, &in);
        columns.in = yp_emit_column(e, in);
    }

    yp_column_template out = yp_column_of(x, i, YP_PART_OUT);
    yp_bound_by_capacity(e, i, yp_vector_of(e, x->minimum, YP_BASE), &out, true);
    yp_bound_by_capacity(e, i, yp_vector_of(e, x->availability, YP_BASE), &out, false);
    out.cost = yp_taxed(e, i, yp_vector_of(e, x->cost, YP_BASE), YP_BASE);
    out.slope = yp_vector_of(e, x->cost_slope, YP_BASE);
    out.is_net = has_one;
    if (has_one) out.lower = yp_vector_number(-INFINITY);
    yp_fix_level(e, x->fixed_out, &out);
    columns.out = yp_emit_column(e, out);

    yp_column_template stored = yp_column_of(x, i, YP_PART_STORED);
    double hours = isnan(x->hours) ? 1 : x->hours;
    uint32_t owner = yp_capacity_owner(e->c, i);
    double energy = isnan(x->hours) ? x->energy : x->hours * e->c->components[owner].capacity;
    const yp_widening widening =
        isnan(x->hours) ? (yp_widening){ e->energy_built[i], 1 } : yp_widening_of(e, owner);
    stored.capacity = widening.column;
    yp_vector low = yp_vector_of(e, x->level_minimum, YP_BASE),
              high = yp_vector_of(e, x->level_maximum, YP_BASE);
    stored.lower = yp_vector_scale(e, low, energy, YP_BASE);
    stored.upper = yp_vector_scale(e, high, energy, YP_BASE);
    stored.lower_share = yp_vector_scale(e, low, hours * widening.sign, YP_BASE);
    stored.upper_share = yp_vector_scale(e, high, hours * widening.sign, YP_BASE);
    stored.cost = yp_vector_of(e, x->level_cost, YP_BASE);
    yp_fix_level(e, x->level_fixed, &stored);
    stored.is_given = false; /* the level before it stands in the next row */
    columns.stored = yp_emit_column(e, stored);

    bool has_inflow = x->inflow.series != YP_NONE || x->inflow.offset > 0;
    if (x->has_spill && has_inflow) {
        yp_column_template spill = yp_column_of(x, i, YP_PART_SPILL);
        spill.upper = yp_vector_of(e, x->inflow, YP_BASE);
        spill.cost = yp_vector_of(e, x->spill_cost, YP_BASE);
        columns.spill = yp_emit_column(e, spill);
    }
    return columns;
}

/* Open chains end with at least final_minimum. */
static void hold_final_level(yp_emitter *e, uint32_t i, uint32_t stored)
{
    const yp_component *x = &e->c->components[i];
    if (!yp_cycle_is_open(x->cycle) || x->final_minimum <= 0 || e->counting) return;
    yp_column_template *column = &e->model->columns[stored];
    double *lower = yp_vector_new(e, YP_BASE);
    if (!lower) return;
    const yp_blocks *blocks = &e->model->blocks;
    for (size_t b = 0; b < blocks->count; b++) {
        lower[b] = yp_vector_at(&column->lower, b);
        if (yp_chain_ends(e, i, b))
            lower[b] = fmax(lower[b], yp_number_in(e->c, x, &x->final_minimum, blocks->scenario[b]));
    }
    column->lower = (yp_vector){ 0, 1, lower };
}

static yp_vector right_hand_side(yp_emitter *e, uint32_t i)
{
    const yp_component *x = &e->c->components[i];
    yp_vector inflow = yp_masked(e, i, times_step(e, x->inflow), YP_BASE);
    if (!yp_cycle_is_open(x->cycle) || x->initial == 0) return inflow;
    double *data = yp_vector_new(e, YP_BASE);
    if (!data) return inflow;
    const yp_blocks *blocks = &e->model->blocks;
    for (size_t b = 0; b < blocks->count; b++) {
        data[b] = yp_vector_at(&inflow, b);
        if (yp_chain_begins(e, i, b)) data[b] += yp_number_in(e->c, x, &x->initial, blocks->scenario[b]);
    }
    return (yp_vector){ 0, 1, data };
}

/* Coefficient of the level of the same block: 1, less what is kept where the chain is this one block. */
static yp_vector own_share(yp_emitter *e, yp_cycle cycle, const uint32_t *before, yp_vector keep)
{
    bool has_single = false;
    for (size_t b = 0; b < e->model->blocks.count && !yp_cycle_is_open(cycle); b++)
        has_single |= before[b] == YP_NONE;
    double *data = has_single ? yp_vector_new(e, YP_BASE) : NULL;
    if (!data) return yp_vector_number(1);
    for (size_t b = 0; b < e->model->blocks.count; b++)
        data[b] = before[b] == YP_NONE ? 1 - yp_vector_at(&keep, b) : 1;
    return (yp_vector){ 0, 1, data };
}

/* stored[b] − keep·stored[before b] − step·(efficiency_in·in − out/efficiency_out − spill) = step·inflow */
static void emit_chain(yp_emitter *e, uint32_t i, store_columns columns)
{
    const yp_component *x = &e->c->components[i];
    yp_vector right = right_hand_side(e, i);
    uint32_t row = yp_emit_row(
        e, (yp_row_template){
               .kind = YP_ROW_CHAIN, .owner = i, .resolution = YP_BASE, .lower = right, .upper = right });
    yp_vector step = times_step(e, yp_constant(1)),
              efficiency_out = yp_vector_of(e, x->efficiency_out, YP_BASE);
    yp_vector drawn = yp_vector_number(1 / efficiency_out.offset);
    if (efficiency_out.data) {
        double *data = yp_vector_new(e, YP_BASE);
        for (size_t b = 0; data && b < e->model->blocks.count; b++)
            data[b] = 1 / yp_vector_at(&efficiency_out, b);
        drawn = (yp_vector){ 0, 1, data ? data : &e->offset };
    }
    yp_vector taken = yp_vector_multiply(e, step, yp_vector_of(e, x->efficiency_in, YP_BASE), YP_BASE);
    if (columns.in != YP_NONE) yp_emit_entry(e, row, columns.in, yp_vector_scale(e, taken, -1, YP_BASE));
    yp_emit_entry(e, row, columns.out, yp_vector_multiply(e, step, drawn, YP_BASE));
    yp_chain chain = yp_chain_of(e, i);
    /* what a store holds at the end of its life is gone: the first block without it takes nothing over */
    yp_vector keep = yp_masked(e, i, keep_of(e, x->loss), YP_BASE);
    yp_emit_entry(e, row, columns.stored, own_share(e, x->cycle, chain.before, keep));
    yp_emit_chain_entry(e, row, columns.stored, chain, yp_vector_scale(e, keep, -1, YP_BASE));
    if (columns.spill != YP_NONE) yp_emit_entry(e, row, columns.spill, step);
}

/* out − in = what is set, where it is set. */
static void emit_net(yp_emitter *e, uint32_t i, store_columns columns)
{
    const yp_component *x = &e->c->components[i];
    if (yp_is_absent(x->fixed)) return;
    yp_vector set = yp_masked(e, i, yp_vector_of(e, x->fixed, YP_BASE), YP_BASE);
    yp_row_template row = {
        .kind = YP_ROW_NET, .owner = i, .resolution = YP_BASE, .lower = set, .upper = set
    };
    double *lower = set.data ? yp_vector_new(e, YP_BASE) : NULL,
           *upper = lower ? yp_vector_new(e, YP_BASE) : NULL;
    for (size_t b = 0; upper && b < e->model->blocks.count; b++) {
        const double at = yp_vector_at(&set, b);
        lower[b] = isnan(at) ? -INFINITY : at;
        upper[b] = isnan(at) ? INFINITY : at;
    }
    if (upper) row.lower = (yp_vector){ 0, 1, lower }, row.upper = (yp_vector){ 0, 1, upper };
    uint32_t index = yp_emit_row(e, row);
    yp_emit_entry(e, index, columns.out, yp_vector_number(1));
    if (columns.in != YP_NONE) yp_emit_entry(e, index, columns.in, yp_vector_number(-1));
}

void yp_emit_stores(yp_emitter *e)
{
    for (uint32_t i = 0; i < e->c->component_count; i++) {
        const yp_component *x = &e->c->components[i];
        if (x->table != YP_STORE || !yp_is_ever_alive(e->c, i)) continue;
        store_columns columns = emit_columns(e, i);
        e->level[i] = columns.in;
        e->reverse[i] = columns.out;
        e->stored[i] = columns.stored;
        if (columns.in != YP_NONE) yp_emit_balance(e, x->place, x->good, columns.in, yp_vector_number(-1));
        yp_emit_balance(e, x->place, x->good, columns.out, yp_vector_number(1));
        hold_final_level(e, i, columns.stored);
        emit_chain(e, i, columns);
        emit_net(e, i, columns);
    }
}
