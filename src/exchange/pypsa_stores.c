/* Stores and storage units.
 *
 * One whose sign is −1 does to its bus the opposite of what it does to its level. With level' = −level it is
 * a plain store: what PyPSA calls giving takes from the bus here and raises level', and the other way round.
 */
#include "exchange/internal.h"

#include <math.h>

static yp_value negative(yp_value value)
{
    return (yp_value){ value.offset == 0 ? 0 : -value.offset, -value.scale, value.series };
}

static double sign_of(const yp_mapped *x)
{
    const double sign = yp_mapped_number(x, "sign");
    if (fabs(sign) != 1) yp_mapped_error(x, "sign is %g: expected 1 or -1", sign);
    return sign;
}

static void check_efficiency(const yp_mapped *x, const char *attribute)
{
    double low, high;
    yp_mapped_range(x, attribute, &low, &high);
    if (low <= 0) yp_mapped_error(x, "%s is %g: expected above 0", attribute, low);
}

static void check_loss(const yp_mapped *x)
{
    double low, high;
    yp_mapped_range(x, "standing_loss", &low, &high);
    if (low < 0 || high > 1)
        yp_mapped_error(x, "standing_loss is %g: expected from 0 to 1", low < 0 ? low : high);
}

static void turn_round(yp_component *c)
{
    const yp_value low = c->level_minimum;
    c->level_minimum = negative(c->level_maximum);
    c->level_maximum = negative(low);
    c->level_fixed = negative(c->level_fixed);
    c->level_cost = negative(c->level_cost);
    c->fixed = negative(c->fixed);
    c->initial = c->initial == 0 ? 0 : -c->initial;
}

void yp_map_store(const yp_mapped *x)
{
    yp_component c = yp_mapped_begin(x, YP_STORE, yp_mapped_bus(x, "bus", false), "e_nom");
    check_loss(x);
    c.capacity = INFINITY;
    c.level_minimum = yp_mapped_value(x, "e_min_pu", 1);
    c.level_maximum = yp_mapped_value(x, "e_max_pu", 1);
    c.level_fixed = yp_mapped_set(x, "e_set");
    c.fixed = yp_mapped_set(x, "p_set");
    c.loss = yp_mapped_value(x, "standing_loss", 1);
    c.cost = yp_mapped_value(x, "marginal_cost", 1);
    c.cost_slope = c.charge_cost_slope = yp_mapped_value(x, "marginal_cost_quadratic", 2);
    c.level_cost = yp_mapped_value(x, "marginal_cost_storage", 1);
    c.cycle = yp_mapped_cycle(x);
    if (c.cycle == YP_CYCLE_NONE || c.cycle == YP_CYCLE_RESTART) c.initial = yp_mapped_number(x, "e_initial");
    if (sign_of(x) < 0) {
        turn_round(&c);
        c.cost = negative(c.cost);
    }
    c.charge_cost = negative(c.cost);
    yp_mapped_add(x, &c);
}

/* 1 ÷ an efficiency, which may vary. */
static yp_value inverse(const yp_mapped *x, const char *attribute, const char *name)
{
    const yp_network *n = x->m->n;
    const double *values = yp_network_series(n, x->list, x->row, attribute);
    if (!values) return yp_constant(1 / yp_mapped_number(x, attribute));
    double *turned = yp_network_take(x->m->n, n->snapshot_count, sizeof *turned);
    for (size_t s = 0; turned && s < n->snapshot_count; s++) turned[s] = 1 / values[s];
    return turned ? yp_mapped_series(x, name, turned) : yp_constant(1);
}

/* Dispatch takes from the bus, storing gives to it. */
static void turn_unit_round(const yp_mapped *x, yp_component *c)
{
    const yp_value availability = c->availability, out = c->fixed_out;
    if (!yp_mapped_is_zero(x, "inflow") || !yp_mapped_is_zero(x, "marginal_cost_quadratic"))
        yp_mapped_error(x, "sign is -1, with inflow or a quadratic cost: not supported");
    c->availability = c->charge_share;
    c->charge_share = availability;
    c->fixed_out = c->fixed_in;
    c->fixed_in = out;
    c->efficiency_in = inverse(x, "efficiency_dispatch", "inverse_efficiency_dispatch");
    c->efficiency_out = inverse(x, "efficiency_store", "inverse_efficiency_store");
    c->charge_cost = c->cost;
    c->cost = yp_constant(0);
    turn_round(c);
}

void yp_map_storage_unit(const yp_mapped *x)
{
    double low, high;
    yp_component c = yp_mapped_begin(x, YP_STORE, yp_mapped_bus(x, "bus", false), "p_nom");
    yp_mapped_range(x, "p_min_pu", &low, &high);
    if (high > 0) yp_mapped_error(x, "p_min_pu is %g: expected 0 or less, minus the share for storing", high);
    check_efficiency(x, "efficiency_store");
    check_efficiency(x, "efficiency_dispatch");
    check_loss(x);
    c.availability = yp_mapped_value(x, "p_max_pu", 1);
    c.charge_share = yp_mapped_value(x, "p_min_pu", -1);
    if (c.charge_share.series == YP_NONE && c.charge_share.offset == 0) c.charge_share = yp_constant(0);
    c.hours = yp_mapped_number(x, "max_hours");
    c.efficiency_in = yp_mapped_value(x, "efficiency_store", 1);
    c.efficiency_out = yp_mapped_value(x, "efficiency_dispatch", 1);
    c.loss = yp_mapped_value(x, "standing_loss", 1);
    c.inflow = yp_mapped_value(x, "inflow", 1);
    c.spill_cost = yp_mapped_value(x, "spill_cost", 1);
    if (!yp_mapped_has_curve(x)) c.cost = yp_mapped_value(x, "marginal_cost", 1);
    c.cost_slope = yp_mapped_value(x, "marginal_cost_quadratic", 2);
    c.level_cost = yp_mapped_value(x, "marginal_cost_storage", 1);
    c.level_fixed = yp_mapped_set(x, "state_of_charge_set");
    c.fixed = yp_mapped_set(x, "p_set");
    c.fixed_out = yp_mapped_set(x, "p_dispatch_set");
    c.fixed_in = yp_mapped_set(x, "p_store_set");
    c.cycle = yp_mapped_cycle(x);
    if (c.cycle == YP_CYCLE_NONE || c.cycle == YP_CYCLE_RESTART)
        c.initial = yp_mapped_number(x, "state_of_charge_initial");
    const bool is_turned = sign_of(x) < 0;
    if (is_turned) turn_unit_round(x, &c);
    if (is_turned && yp_mapped_has_curve(x))
        yp_mapped_error(x, "sign is -1, with a piecewise cost: not supported");
    yp_mapped_add(x, &c);
    yp_map_curve(x, &c);
}
