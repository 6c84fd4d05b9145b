#include "result/whole_units.h"

#include "result/amounts.h"

/* Relative distance from a bound beyond which a level is free to move. */
static const double clear_of_bound = 1e-6;

enum { most_ports = 64 };

static bool has_units(const yp_case *c, const yp_plan_node *node)
{
    for (size_t k = 0; k < c->coefficient_count; k++) {
        const yp_coefficient *coefficient = &c->coefficients[k];
        const yp_component *row = &c->components[coefficient->component];
        const bool is_of_capacity = yp_per_is_capacity(coefficient->per);
        const bool is_energy = coefficient->per == YP_PER_ENERGY || coefficient->per == YP_PER_ENERGY_BUILD;
        const double most = is_energy ? row->energy_build_maximum : row->build_maximum;
        const double unit = is_energy ? row->energy_build_unit : row->build_unit;
        if (coefficient->place == node->place && coefficient->good == node->good && is_of_capacity &&
            most > 0 && !isnan(unit))
            return true;
    }
    return false;
}

/* The most that a level can be; INFINITY where it varies over time. */
static double most_of(const yp_case *c, const yp_plan *plan, uint32_t component)
{
    const yp_component *row = &c->components[component];
    const uint32_t holder = row->capacity_of == YP_NONE ? component : row->capacity_of;
    const yp_plan_activity *built = yp_plan_find(plan, YP_PART_BUILT, holder);
    if (row->table == YP_DEMAND) return row->quantity.series == YP_NONE ? row->quantity.offset : INFINITY;
    if (row->availability.series != YP_NONE) return INFINITY;
    const double capacity = c->components[holder].capacity + (built && built->count ? built->level[0] : 0);
    return row->availability.offset == 0 ? 0 : row->availability.offset * capacity;
}

static bool can_move(const yp_plan_activity *activity, double most)
{
    for (size_t b = 0; activity && b < activity->count; b++) {
        const double x = activity->level[b];
        if (fabs(x) > clear_of_bound && most - x > clear_of_bound * (1 + fabs(x))) return true;
    }
    return false;
}

static bool moves_at(const yp_case *c, const yp_plan *plan, uint32_t component, const yp_plan_node *node)
{
    yp_port ports[most_ports];
    size_t count = yp_ports(c, component, ports, most_ports);
    for (size_t i = 0; i < count && i < most_ports; i++)
        if (ports[i].place == node->place && ports[i].good == node->good &&
            can_move(yp_plan_find(plan, ports[i].part, component), most_of(c, plan, component)))
            return true;
    return false;
}

bool yp_units_decide(const yp_case *c, const yp_plan *plan, uint32_t node)
{
    const yp_plan_node *at = &plan->nodes[node];
    if (!has_units(c, at)) return false;
    if (can_move(yp_plan_find(plan, YP_PART_DISPOSED, node), INFINITY)) return false;
    for (uint32_t i = 0; i < c->component_count; i++)
        if (moves_at(c, plan, i, at)) return false;
    return true;
}
