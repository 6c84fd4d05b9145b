#include "model/internal.h"

/* Yearly payment for one unit of new capacity, over the years that the horizon represents. */
static double yearly_cost(const yp_emitter *e, uint32_t i, double investment, double fixed_cost)
{
    const yp_component *x = &e->c->components[i];
    double annuity = investment == 0 ? 0 : yp_annuity(x->rate, x->lifetime) * investment;
    return (annuity + fixed_cost) * yp_years_alive(e, i) * e->model->blocks.year_share;
}

static uint32_t emit_built(yp_emitter *e, uint32_t i, yp_part part, double minimum, double maximum,
                           double unit, double cost)
{
    yp_column_template column = yp_column_of(&e->c->components[i], i, part);
    column.resolution = yp_once_level(&e->model->blocks);
    column.weighing = YP_WEIGH_ONCE;
    column.lower = yp_vector_number(minimum);
    column.upper = yp_vector_number(maximum);
    column.cost = yp_vector_number(cost);
    column.unit = unit > 0 ? unit : 0;
    return yp_emit_column(e, column);
}

/* New capacity: no more than may grow in the years of the period in which it first exists. */
static double most_built(const yp_emitter *e, uint32_t i)
{
    const yp_component *x = &e->c->components[i];
    if (isnan(x->growth_maximum)) return x->build_maximum;
    size_t p = 0;
    while (p < e->c->period_count && !yp_is_alive_in(e->c, i, p)) p++;
    return fmin(x->build_maximum, x->growth_maximum * (p < e->c->period_count ? e->c->periods[p].years : 1));
}

void yp_emit_capacities(yp_emitter *e)
{
    for (uint32_t i = 0; i < e->c->component_count; i++) {
        const yp_component *x = &e->c->components[i];
        e->built[i] = e->energy_built[i] = YP_NONE;
        if (x->table == YP_DEMAND || !yp_is_ever_alive(e->c, i)) continue;
        bool has_hours = x->table == YP_STORE && !isnan(x->hours);
        double fixed = yearly_cost(e, i, 0, x->fixed_cost) * x->capacity;
        if (isfinite(fixed)) e->offset += fixed;
        if (x->build_maximum > 0)
            e->built[i] = emit_built(e, i, YP_PART_BUILT, x->build_minimum, most_built(e, i), x->build_unit,
                                     yearly_cost(e, i, x->investment, x->fixed_cost));
        if (x->table != YP_STORE || has_hours) continue;
        fixed = yearly_cost(e, i, 0, x->energy_fixed_cost) * x->energy;
        if (isfinite(fixed)) e->offset += fixed;
        if (x->energy_build_maximum > 0)
            e->energy_built[i] = emit_built(e, i, YP_PART_ENERGY_BUILT, x->energy_build_minimum,
                                            x->energy_build_maximum, x->energy_build_unit,
                                            yearly_cost(e, i, x->energy_investment, x->energy_fixed_cost));
    }
}
