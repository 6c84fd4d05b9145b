/* Generators, loads, stores, storage units. */
#include "exchange/internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void take_capacity(const yp_mapped *x, const char *nom, yp_component *c, bool is_energy)
{
    char name[64];
    double *capacity = is_energy ? &c->energy : &c->capacity,
           *least = is_energy ? &c->energy_build_minimum : &c->build_minimum,
           *most = is_energy ? &c->energy_build_maximum : &c->build_maximum;
    snprintf(name, sizeof name, "%s_extendable", nom);
    if (!yp_mapped_flag(x, name)) {
        *capacity = yp_mapped_number(x, nom);
        if (*capacity < 0) yp_mapped_error(x, "%s is %g: expected 0 or more", nom, *capacity);
        return;
    }
    *capacity = 0;
    snprintf(name, sizeof name, "%s_min", nom);
    *least = yp_mapped_number(x, name);
    snprintf(name, sizeof name, "%s_max", nom);
    *most = yp_mapped_number(x, name);
    snprintf(name, sizeof name, "%s_set", nom);
    const double set = yp_mapped_optional(x, name);
    if (!isnan(set)) *least = *most = set;
    if (*least > *most) yp_mapped_error(x, "%s_min %g exceeds %s_max %g", nom, *least, nom, *most);
    snprintf(name, sizeof name, "%s_mod", nom);
    const double unit = yp_mapped_optional(x, name);
    if (unit > 0) *(is_energy ? &c->energy_build_unit : &c->build_unit) = unit;
    const double cost = yp_mapped_capital_cost(x);
    *(is_energy ? &c->energy_fixed_cost : &c->fixed_cost) = cost == 0 ? 0 : cost / x->m->year_share;
}

yp_component yp_mapped_begin(const yp_mapped *x, yp_table table, uint32_t bus, const char *nom)
{
    yp_component c = yp_component_defaults(table);
    c.id = yp_mapped_id(x);
    c.at = yp_network_spot(x->m->n, x->list, x->row);
    const char *carrier = yp_mapped_text(x, "carrier");
    if (*carrier) c.group = carrier;
    if (bus != YP_NONE) {
        c.place = x->m->places[bus];
        if (table != YP_PROCESS) c.good = x->m->goods[bus];
    }
    if (table == YP_PROCESS) c.level_unit = "MWh/h";
    if (nom) take_capacity(x, nom, &c, strcmp(nom, "e_nom") == 0);
    yp_mapped_take_life(x, &c);
    c.carried = yp_mapped_carried(x);
    return c;
}

void yp_mapped_add(const yp_mapped *x, const yp_component *component)
{
    if (x->m->n->error_count > 0) return; /* indices may be missing */
    x->m->made[x->list][x->row] = yp_builder_component(x->m->b, component);
}

static void add_coefficient(const yp_mapped *x, uint32_t place, uint32_t good, yp_coefficient k)
{
    k.component = x->m->made[x->list][x->row];
    if (k.component == YP_NONE) return;
    k.place = place;
    k.good = good;
    k.at = yp_network_spot(x->m->n, x->list, x->row);
    yp_builder_coefficient(x->m->b, &k);
}

void yp_mapped_coefficient(const yp_mapped *x, uint32_t place, uint32_t good, yp_per per, yp_value value)
{
    yp_coefficient k = yp_coefficient_defaults();
    k.per = per;
    k.value = value;
    add_coefficient(x, place, good, k);
}

void yp_mapped_late_coefficient(const yp_mapped *x, uint32_t place, uint32_t good, yp_value value,
                                yp_duration delay, bool wraps)
{
    yp_coefficient k = yp_coefficient_defaults();
    k.value = value;
    k.delay = delay;
    k.delay_wraps = wraps;
    add_coefficient(x, place, good, k);
}

/* Of a generator with another sign than 1, what its level makes stands in a coefficient. */
static void map_generator(const yp_mapped *x)
{
    const uint32_t bus = yp_mapped_bus(x, "bus", false);
    const double sign = yp_mapped_number(x, "sign");
    yp_component c = yp_mapped_begin(x, sign == 1 ? YP_SUPPLY : YP_PROCESS, bus, "p_nom");
    c.minimum = yp_mapped_value(x, "p_min_pu", 1);
    c.availability = yp_mapped_value(x, "p_max_pu", 1);
    c.fixed = yp_mapped_set(x, "p_set");
    c.total_minimum = yp_mapped_number(x, "e_sum_min");
    c.total_maximum = yp_mapped_number(x, "e_sum_max");
    if (!yp_mapped_has_curve(x)) c.cost = yp_mapped_value(x, "marginal_cost", 1);
    c.cost_slope = yp_mapped_value(x, "marginal_cost_quadratic", 2);
    yp_mapped_running(x, &c);
    yp_mapped_add(x, &c);
    yp_map_curve(x, &c);
    if (sign != 1 && bus != YP_NONE)
        yp_mapped_coefficient(x, x->m->places[bus], x->m->goods[bus], YP_PER_LEVEL, yp_constant(sign));
}

/* What must be taken is a demand; what may also be given back is a supply that is set. */
static void map_load(const yp_mapped *x)
{
    double low, high;
    const uint32_t bus = yp_mapped_bus(x, "bus", false);
    const double sign = yp_mapped_number(x, "sign");
    yp_mapped_range(x, "p_set", &low, &high);
    const bool is_demand = fmin(-sign * low, -sign * high) >= 0;
    yp_component c = yp_mapped_begin(x, is_demand ? YP_DEMAND : YP_SUPPLY, bus, NULL);
    if (is_demand) {
        c.quantity = yp_mapped_value(x, "p_set", -sign);
        c.minimum = yp_constant(1);
    } else {
        c.capacity = INFINITY;
        c.minimum = yp_constant(-INFINITY);
        c.fixed = yp_mapped_value(x, "p_set", sign);
    }
    yp_mapped_add(x, &c);
}

static void map_list(yp_mapping *m, yp_list list, void (*map)(const yp_mapped *))
{
    for (size_t row = 0; row < m->n->tables[list].count && !m->n->no_memory; row++) {
        const yp_mapped x = { m, list, row };
        if (yp_mapped_is_active(&x)) map(&x);
    }
}

void yp_map_generators(yp_mapping *m)
{
    map_list(m, YP_LIST_GENERATORS, map_generator);
}

void yp_map_loads(yp_mapping *m)
{
    map_list(m, YP_LIST_LOADS, map_load);
}

void yp_map_stores(yp_mapping *m)
{
    map_list(m, YP_LIST_STORES, yp_map_store);
}

void yp_map_storage_units(yp_mapping *m)
{
    map_list(m, YP_LIST_STORAGE_UNITS, yp_map_storage_unit);
}
