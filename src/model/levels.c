#include "model/internal.h"

uint32_t yp_capacity_owner(const yp_case *c, uint32_t component)
{
    uint32_t other = c->components[component].capacity_of;
    return other == YP_NONE ? component : other;
}

yp_widening yp_widening_of(const yp_emitter *e, uint32_t owner)
{
    if (e->retired[owner] != YP_NONE) return (yp_widening){ e->retired[owner], -1 };
    return (yp_widening){ e->built[owner], 1 };
}

void yp_bound_by_capacity(yp_emitter *e, uint32_t component, yp_vector share, yp_column_template *column,
                          bool is_lower)
{
    uint32_t owner = yp_capacity_owner(e->c, component);
    yp_vector bound = yp_vector_scale(e, share, e->c->components[owner].capacity, column->resolution);
    const yp_widening widening = yp_widening_of(e, owner);
    column->capacity = widening.column;
    share = yp_vector_scale(e, share, widening.sign, column->resolution);
    if (is_lower)
        column->lower = bound, column->lower_share = share;
    else
        column->upper = bound, column->upper_share = share;
}

/* `rest` in the gaps of a series, `set` elsewhere. A zero stays one number: no bound widens by it. */
static yp_vector where_absent(yp_emitter *e, yp_vector series, yp_vector rest, yp_vector set,
                              yp_resolution resolution)
{
    if (yp_vector_is(&rest, 0) && yp_vector_is(&set, 0)) return rest;
    double *data = yp_vector_new(e, resolution);
    if (!data) return rest;
    for (size_t b = 0; b < e->model->blocks.level_count[resolution]; b++)
        data[b] = isnan(yp_vector_at(&series, b)) ? yp_vector_at(&rest, b) : yp_vector_at(&set, b);
    return (yp_vector){ 0, 1, data };
}

/* A level that is set asks for the new capacity that bears it: level ≤ bound + share × K is a bound of K. */
static void widen_for(yp_emitter *e, double level, double bound, double share, bool is_upper, uint32_t built)
{
    yp_column_template *capacity = &e->model->columns[built];
    if (share == 0 || !isfinite(bound) || !isfinite(share)) return;
    double needed = (level - bound) / share;
    if ((share > 0) == is_upper)
        capacity->lower = yp_vector_number(fmax(capacity->lower.offset, needed));
    else
        capacity->upper = yp_vector_number(fmin(capacity->upper.offset, needed));
}

static void bear(yp_emitter *e, const yp_vector *fixed, const yp_column_template *column)
{
    if (column->capacity == YP_NONE || e->counting) return;
    for (size_t b = 0; b < e->model->blocks.level_count[column->resolution]; b++) {
        double level = yp_vector_at(fixed, b);
        if (isnan(level)) continue;
        widen_for(e, level, yp_vector_at(&column->upper, b), yp_vector_at(&column->upper_share, b), true,
                  column->capacity);
        widen_for(e, level, yp_vector_at(&column->lower, b), yp_vector_at(&column->lower_share, b), false,
                  column->capacity);
    }
}

/* A number that is set; the rest of a series with gaps keeps its bounds, and new capacity widens no others.
 */
void yp_fix_level(yp_emitter *e, yp_value value_set, yp_column_template *column)
{
    if (yp_is_absent(value_set)) return;
    yp_vector fixed = yp_vector_of(e, value_set, column->resolution);
    bear(e, &fixed, column);
    if (!yp_value_has_gaps(e->c, value_set)) {
        column->lower = column->upper = fixed;
        column->is_given = true;
        column->capacity = YP_NONE;
        return;
    }
    column->lower = where_absent(e, fixed, column->lower, fixed, column->resolution);
    column->upper = where_absent(e, fixed, column->upper, fixed, column->resolution);
    if (column->capacity == YP_NONE) return;
    yp_vector none = yp_vector_number(0);
    column->lower_share = where_absent(e, fixed, column->lower_share, none, column->resolution);
    column->upper_share = where_absent(e, fixed, column->upper_share, none, column->resolution);
}

yp_vector yp_taxed(yp_emitter *e, uint32_t component, yp_vector cost, yp_resolution resolution)
{
    for (size_t t = 0; t < e->c->tax_count; t++) {
        const yp_tax *tax = &e->c->taxes[t];
        if (tax->component != component || tax->is_lifted) continue;
        yp_vector rate = yp_in_years(e, tax->from_year, tax->to_year, yp_vector_of(e, tax->rate, resolution),
                                     0, resolution);
        cost = yp_vector_add(e, cost, rate, resolution);
    }
    return cost;
}

/* Supplies and processes: minimum × capacity ≤ level ≤ availability × capacity. */
static void emit_maker(yp_emitter *e, uint32_t i)
{
    const yp_component *x = &e->c->components[i];
    yp_column_template column = yp_column_of(x, i, YP_PART_LEVEL);
    yp_vector least = yp_vector_of(e, x->minimum, x->resolution);
    yp_vector most = yp_vector_of(e, x->availability, x->resolution);
    yp_bound_by_capacity(e, i, yp_or_nothing(e, x, least, true), &column, true);
    yp_bound_by_capacity(e, i, yp_or_nothing(e, x, most, false), &column, false);
    column.cost = yp_taxed(e, i, yp_vector_of(e, x->cost, x->resolution), x->resolution);
    column.slope = yp_vector_of(e, x->cost_slope, x->resolution);
    yp_fix_level(e, x->fixed, &column);
    e->level[i] = yp_emit_column(e, column);
    if (x->table == YP_SUPPLY) yp_emit_balance(e, x->place, x->good, e->level[i], yp_vector_number(1));
}

/* What could be served is a constant: Σ weight × (value × quantity + ½ value_slope × quantity²). */
static void add_benefit_of_all(yp_emitter *e, const yp_column_template *column, yp_vector quantity)
{
    if (e->counting) return;
    const yp_blocks *blocks = &e->model->blocks;
    const double *weight = column->weighing == YP_WEIGH_HOURS ? blocks->weight_hours[column->resolution]
                                                              : blocks->times[column->resolution];
    for (size_t b = 0; b < blocks->level_count[column->resolution]; b++) {
        double q = yp_vector_at(&quantity, b);
        double value = -(yp_vector_at(&column->cost, b) + yp_vector_at(&column->slope, b) * q / 2) * q;
        yp_add_benefit(e, column->resolution, b, weight[b] * value);
    }
}

/* Demands: what is served, from minimum × quantity to quantity; what is not costs its value. */
static void emit_demand(yp_emitter *e, uint32_t i)
{
    const yp_component *x = &e->c->components[i];
    yp_column_template column = yp_column_of(x, i, YP_PART_LEVEL);
    yp_vector quantity = yp_masked(e, i, yp_vector_of(e, x->quantity, x->resolution), x->resolution);
    column.upper = quantity;
    column.lower = yp_vector_multiply(e, yp_vector_of(e, x->minimum, x->resolution), quantity, x->resolution);
    if (yp_is_absent(x->value)) {
        column.lower = quantity;
        column.is_given = true;
    } else {
        column.cost = yp_vector_scale(e, yp_vector_of(e, x->value, x->resolution), -1, x->resolution);
        column.slope = yp_vector_scale(e, yp_vector_of(e, x->value_slope, x->resolution), -1, x->resolution);
        add_benefit_of_all(e, &column, quantity);
    }
    column.cost = yp_taxed(e, i, column.cost, x->resolution);
    yp_fix_level(e, x->fixed, &column);
    e->level[i] = yp_emit_column(e, column);
    yp_emit_balance(e, x->place, x->good, e->level[i], yp_vector_number(-1));
}

void yp_emit_levels(yp_emitter *e)
{
    for (uint32_t i = 0; i < e->c->component_count; i++) {
        yp_table table = e->c->components[i].table;
        if (!yp_is_ever_alive(e->c, i)) continue;
        if (table == YP_SUPPLY || table == YP_PROCESS)
            emit_maker(e, i);
        else if (table == YP_DEMAND)
            emit_demand(e, i);
    }
}
