#include "result/amounts.h"

#include "case/delays.h"
#include "case/losses.h"

#include <limits.h>
#include <stdlib.h>

static bool is_held(yp_part part)
{
    return part == YP_PART_ANGLE || part == YP_PART_STORED || part == YP_PART_BUILT ||
           part == YP_PART_ENERGY_BUILT || part == YP_PART_RETIRED;
}

double yp_amount_weight(const yp_plan *plan, yp_resolution resolution, bool is_stock, size_t b)
{
    const yp_blocks *blocks = &plan->blocks;
    double periods = blocks->period_count > 0 ? (double)blocks->period_count : 1;
    if (!is_stock) return yp_expected_hours(blocks, resolution, b) / periods;
    double hours = 0;
    for (size_t k = 0; k < blocks->level_count[resolution]; k++)
        hours += yp_expected_hours(blocks, resolution, k);
    return hours > 0 ? yp_expected_hours(blocks, resolution, b) / hours : 0;
}

static bool is_mean(const yp_case *c, const yp_plan_activity *activity)
{
    if (is_held(activity->part)) return true;
    if (activity->part == YP_PART_DISPOSED) return false;
    const bool is_step = activity->part == YP_PART_STEP;
    return c->components[is_step ? c->steps[activity->owner].component : activity->owner].is_stock;
}

double yp_amount(const yp_case *c, const yp_plan *plan, const yp_plan_activity *activity)
{
    if (!activity) return 0;
    const yp_blocks *blocks = &plan->blocks;
    double sum = 0, hours = 0;
    for (size_t b = 0; b < activity->count; b++) {
        const double weight = yp_expected_hours(blocks, activity->resolution, b);
        sum += weight * activity->level[b];
        hours += weight;
    }
    if (is_mean(c, activity)) return hours > 0 ? sum / hours : 0;
    return sum / (blocks->period_count > 0 ? (double)blocks->period_count : 1);
}

static yp_value negative(yp_value value)
{
    return (yp_value){ -value.offset, -value.scale, value.series };
}

static void put(yp_port *ports, size_t room, size_t *count, yp_port port)
{
    if (*count < room) ports[*count] = port;
    ++*count;
}

/* What arrives in one direction, with the ratios of barriers that stand. */
static yp_value arriving(const yp_case *c, uint32_t link, bool is_forward)
{
    const yp_component *x = &c->components[link];
    yp_value value =
        is_forward || yp_is_absent(x->reverse_efficiency) ? x->efficiency : x->reverse_efficiency;
    for (size_t b = 0; b < c->barrier_count; b++) {
        const yp_barrier *barrier = &c->barriers[b];
        if (barrier->kind != YP_BARRIER_RATIO || barrier->is_lifted) continue;
        for (size_t k = 0; k < barrier->crossing_count; k++) {
            const yp_crossing *crossing = &barrier->crossings[k];
            if (crossing->link != link || !(is_forward ? crossing->forward : crossing->backward)) continue;
            value.offset *= barrier->value.offset;
            value.scale *= barrier->value.offset;
        }
    }
    return value;
}

static yp_port own_port(uint32_t place, uint32_t good, yp_part part, yp_value coefficient)
{
    return (yp_port){ .place = place,
                      .good = good,
                      .part = part,
                      .coefficient = coefficient,
                      .delay_wraps = true,
                      .from_year = INT_MIN,
                      .to_year = INT_MAX };
}

/* What a link brings arrives after its delay. */
static yp_port late_port(const yp_component *x, yp_port port)
{
    port.delay = x->delay;
    port.delay_wraps = x->delay_wraps;
    return port;
}

static void put_own(const yp_case *c, uint32_t component, yp_port *ports, size_t room, size_t *count)
{
    const yp_component *x = &c->components[component];
    yp_value one = yp_constant(1), minus = yp_constant(-1);
    switch (x->table) {
    case YP_SUPPLY:
        put(ports, room, count, own_port(x->place, x->good, YP_PART_LEVEL, one));
        break;
    case YP_DEMAND:
        put(ports, room, count, own_port(x->place, x->good, YP_PART_LEVEL, minus));
        break;
    case YP_LINK:
        put(ports, room, count, own_port(x->place, x->good, YP_PART_LEVEL, minus));
        put(ports, room, count,
            late_port(x, own_port(x->to, x->good_to, YP_PART_LEVEL, arriving(c, component, true))));
        put(ports, room, count, own_port(x->to, x->good_to, YP_PART_REVERSE, minus));
        put(ports, room, count,
            late_port(x, own_port(x->place, x->good, YP_PART_REVERSE, arriving(c, component, false))));
        break;
    case YP_STORE:
        put(ports, room, count, own_port(x->place, x->good, YP_PART_OUT, one));
        put(ports, room, count, own_port(x->place, x->good, YP_PART_IN, minus));
        break;
    default:
        break;
    }
}

/* First coefficient of a component; they are sorted by component. */
static size_t first_coefficient(const yp_case *c, uint32_t component)
{
    size_t low = 0, high = c->coefficient_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c->coefficients[middle].component < component)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What being on takes per hour, and starts and stops each. */
static void put_switched(const yp_coefficient *coefficient, yp_port *ports, size_t room, size_t *count)
{
    const yp_part part = coefficient->per == YP_PER_ON      ? YP_PART_ON
                         : coefficient->per == YP_PER_START ? YP_PART_START
                                                            : YP_PART_STOP;
    put(ports, room, count,
        (yp_port){ .place = coefficient->place,
                   .good = coefficient->good,
                   .part = part,
                   .coefficient = coefficient->value,
                   .is_further = true,
                   .delay_wraps = true,
                   .from_year = coefficient->from_year,
                   .to_year = coefficient->to_year,
                   .is_once = part != YP_PART_ON });
}

size_t yp_ports(const yp_case *c, uint32_t component, yp_port *ports, size_t room)
{
    const yp_component *x = &c->components[component];
    size_t count = 0;
    put_own(c, component, ports, room, &count);
    for (size_t k = first_coefficient(c, component);
         k < c->coefficient_count && c->coefficients[k].component == component; k++) {
        const yp_coefficient *coefficient = &c->coefficients[k];
        const bool is_switched = coefficient->per == YP_PER_ON || coefficient->per == YP_PER_START ||
                                 coefficient->per == YP_PER_STOP;
        if (is_switched) put_switched(coefficient, ports, room, &count);
        if (coefficient->per != YP_PER_LEVEL && coefficient->per != YP_PER_CHARGE) continue;
        yp_part part = x->table != YP_STORE               ? YP_PART_LEVEL
                       : coefficient->per == YP_PER_LEVEL ? YP_PART_OUT
                                                          : YP_PART_IN;
        put(ports, room, &count,
            (yp_port){ coefficient->place, coefficient->good, part, coefficient->value, true,
                       coefficient->delay, coefficient->delay_wraps, false, coefficient->from_year,
                       coefficient->to_year });
        if (x->table == YP_LINK)
            put(ports, room, &count,
                (yp_port){ coefficient->place, coefficient->good, YP_PART_REVERSE,
                           negative(coefficient->value), true, coefficient->delay, coefficient->delay_wraps,
                           false, coefficient->from_year, coefficient->to_year });
    }
    if (yp_is_lossy(c, x)) { /* half at each end */
        yp_port half = own_port(x->place, x->good, YP_PART_LOSS, yp_constant(-0.5));
        half.is_further = true;
        put(ports, room, &count, half);
        half.place = x->to;
        half.good = x->good_to;
        put(ports, room, &count, half);
    }
    return count;
}

double yp_coefficient_at(const yp_plan *plan, yp_value value, size_t b)
{
    return value.series == YP_NONE ? value.offset
                                   : value.offset + value.scale * plan->series[value.series][b];
}

/* The block whose level counts in each base block; NULL without a delay or without memory. Owned by the
 * caller. */
static uint32_t *sources_of(const yp_plan *plan, const yp_port *port)
{
    uint32_t *source = yp_is_delayed(port->delay) ? malloc(plan->blocks.count * sizeof *source) : NULL;
    if (source) yp_delay_sources(&plan->blocks, port->delay, port->delay_wraps, source);
    return source;
}

/* The level that counts at block b of an activity. */
static double level_at(const yp_plan_activity *activity, const uint32_t *source, size_t b)
{
    if (!source) return activity->level[b];
    return source[b] == YP_NONE ? 0 : activity->level[source[b]];
}

bool yp_port_is_steady(const yp_case *c, const yp_port *port)
{
    for (size_t p = 0; port->is_further && p < c->period_count; p++)
        if (!yp_years_hold(port->from_year, port->to_year, c->periods[p].year)) return false;
    return true;
}

double yp_port_at(const yp_case *c, const yp_plan *plan, const yp_port *port, size_t b)
{
    const uint32_t p = plan->blocks.period[b];
    if (port->is_further && p < c->period_count &&
        !yp_years_hold(port->from_year, port->to_year, c->periods[p].year))
        return 0;
    const double value = yp_coefficient_at(plan, port->coefficient, b);
    return port->is_once ? value / plan->blocks.step[b] : value; /* an amount in the hours that pass */
}

/* A base block in block b of a level. */
static size_t base_in(const yp_blocks *blocks, yp_resolution resolution, size_t b)
{
    size_t base = resolution == YP_BASE ? b : 0;
    while (resolution != YP_BASE && blocks->parent[resolution][base] != b) base++;
    return base;
}

/* The coefficient of a port at a block of a level; a series counts by its blocks only. */
static double coefficient_at(const yp_case *c, const yp_plan *plan, const yp_port *port,
                             yp_resolution resolution, size_t b)
{
    if (resolution == YP_BASE) return yp_port_at(c, plan, port, b);
    const bool counts = resolution >= YP_HORIZON || yp_port_is_steady(c, port) ||
                        yp_port_at(c, plan, port, base_in(&plan->blocks, resolution, b)) != 0;
    return counts ? port->coefficient.offset : 0;
}

void yp_port_weigh(const yp_case *c, const yp_plan *plan, uint32_t component, const yp_port *port,
                   double factor, double *weights)
{
    const yp_plan_activity *activity = yp_plan_find(plan, port->part, component);
    if (!activity) return;
    uint32_t *source = activity->resolution == YP_BASE ? sources_of(plan, port) : NULL;
    const bool is_stock = c->components[component].is_stock;
    for (size_t b = 0; b < activity->count; b++) {
        const uint32_t from = source ? source[b] : (uint32_t)b;
        if (from == YP_NONE) continue;
        weights[from] += factor * yp_amount_weight(plan, activity->resolution, is_stock, b) *
                         coefficient_at(c, plan, port, activity->resolution, b);
    }
    free(source);
}

double yp_port_amount(const yp_case *c, const yp_plan *plan, uint32_t component, const yp_port *port)
{
    const yp_plan_activity *activity = yp_plan_find(plan, port->part, component);
    if (!activity) return 0;
    const bool is_constant = port->coefficient.series == YP_NONE || activity->resolution != YP_BASE;
    if (is_constant && !port->is_once && !yp_is_delayed(port->delay) && yp_port_is_steady(c, port))
        return port->coefficient.offset * yp_amount(c, plan, activity);
    uint32_t *source = sources_of(plan, port);
    double sum = 0;
    bool is_stock = c->components[component].is_stock;
    for (size_t b = 0; b < activity->count; b++)
        sum += yp_amount_weight(plan, activity->resolution, is_stock, b) *
               coefficient_at(c, plan, port, activity->resolution, b) * level_at(activity, source, b);
    free(source);
    return sum;
}

static bool is_inside(const yp_case *c, const yp_choice *choice, uint32_t place)
{
    return choice->place == YP_NONE || yp_place_is_within(c, place, choice->place);
}

static double link_import(const yp_case *c, const yp_plan *plan, uint32_t link, const yp_choice *choice)
{
    const yp_component *x = &c->components[link];
    bool from = is_inside(c, choice, x->place), to = is_inside(c, choice, x->to);
    if (from == to) return 0;
    yp_port ports[4];
    double sum = 0;
    size_t count = yp_ports(c, link, ports, 4);
    for (size_t p = 0; p < count && p < 4; p++) {
        bool matches = choice->good == YP_NONE || ports[p].good == choice->good;
        if (matches && !ports[p].is_further && is_inside(c, choice, ports[p].place))
            sum += yp_port_amount(c, plan, link, &ports[p]);
    }
    return sum;
}

static double unserved(const yp_case *c, const yp_plan *plan, uint32_t demand)
{
    const yp_component *x = &c->components[demand];
    const yp_plan_activity *served = yp_plan_find(plan, YP_PART_LEVEL, demand);
    const yp_plan_activity *wanted = yp_plan_find(plan, YP_PART_WANTED, demand);
    if (yp_is_absent(x->value) || !served || !wanted) return 0;
    return yp_amount(c, plan, wanted) - yp_amount(c, plan, served);
}

static double ports_sum(const yp_case *c, const yp_plan *plan, yp_sum what, uint32_t component,
                        const yp_choice *choice)
{
    enum { room = 64 };
    yp_port ports[room];
    size_t count = yp_ports(c, component, ports, room);
    double sum = 0;
    for (size_t p = 0; p < count && p < room; p++) {
        const yp_port *port = &ports[p];
        if (choice->good != YP_NONE && port->good != choice->good) continue;
        if (!is_inside(c, choice, port->place)) continue;
        bool is_link_port = c->components[component].table == YP_LINK && !port->is_further;
        if (is_link_port || (what == YP_EMITTED && !port->is_further)) continue;
        double amount = yp_port_amount(c, plan, component, port);
        if (what == YP_MADE && amount > 0) sum += amount;
        if (what == YP_USED && amount < 0) sum -= amount;
        if (what == YP_EMITTED) sum -= amount;
    }
    return sum;
}

double yp_sum_of(const yp_case *c, const yp_plan *plan, yp_sum what, const yp_choice *choice)
{
    double sum = 0;
    for (uint32_t i = 0; i < c->component_count; i++) {
        const yp_component *x = &c->components[i];
        if (choice->components && !choice->components[i]) continue;
        if (what == YP_NET_IMPORT) {
            if (x->table == YP_LINK) sum += link_import(c, plan, i, choice);
        } else if (what == YP_UNSERVED) {
            bool matches = x->table == YP_DEMAND && (choice->good == YP_NONE || x->good == choice->good);
            if (matches && is_inside(c, choice, x->place)) sum += unserved(c, plan, i);
        } else {
            sum += ports_sum(c, plan, what, i, choice);
        }
    }
    return sum;
}

static void add_use(const yp_case *c, const yp_plan *plan, uint32_t component, const yp_port *port,
                    double **use)
{
    const yp_plan_activity *activity = yp_plan_find(plan, port->part, component);
    uint32_t node = yp_plan_node_find(plan, port->place, port->good);
    if (!activity || node == YP_NONE) return;
    uint32_t *source = sources_of(plan, port);
    for (size_t b = 0; b < plan->blocks.count; b++) {
        double level = source ? level_at(activity, source, b)
                              : activity->level[plan->blocks.parent[activity->resolution][b]];
        double rate = yp_port_at(c, plan, port, b) * level;
        if (rate < 0) use[node][b] -= rate;
    }
    free(source);
}

yp_status yp_uses(const yp_case *c, const yp_plan *plan, yp_arena *arena, double ***use)
{
    enum { room = 64 };
    yp_port ports[room];
    double **uses = yp_arena_take(arena, plan->plan_node_count, sizeof *uses);
    if (!uses) return YP_NO_MEMORY;
    for (size_t n = 0; n < plan->plan_node_count; n++) {
        uses[n] = yp_arena_take(arena, plan->blocks.count, sizeof **uses);
        if (!uses[n]) return YP_NO_MEMORY;
    }
    for (uint32_t i = 0; i < c->component_count; i++) {
        size_t count = yp_ports(c, i, ports, room);
        for (size_t p = 0; p < count && p < room; p++)
            if (c->components[i].table != YP_LINK || ports[p].is_further)
                add_use(c, plan, i, &ports[p], uses);
    }
    *use = uses;
    return YP_OK;
}

yp_price_summary yp_price_of(const yp_plan *plan, uint32_t node, const double *use)
{
    const yp_plan_node *n = &plan->nodes[node];
    const yp_blocks *blocks = &plan->blocks;
    yp_price_summary summary = { 0, 0, INFINITY, -INFINITY };
    double hours = 0, used = 0;
    for (size_t b = 0; b < blocks->count; b++) {
        double price = n->price[blocks->parent[n->resolution][b]];
        double weight = yp_block_hours(blocks, b), volume = use ? use[b] * weight : 0;
        summary.mean += weight * price;
        summary.weighted_mean += volume * price;
        hours += weight;
        used += volume;
        if (price < summary.minimum) summary.minimum = price;
        if (price > summary.maximum) summary.maximum = price;
    }
    summary.mean = hours > 0 ? summary.mean / hours : NAN;
    summary.weighted_mean = used > 0 ? summary.weighted_mean / used : summary.mean;
    return summary;
}

/* Money for one unit of level in block b of the activity: price × coefficient × weight, where a base good is
 * weighed by the hours of the objective and a coarser one by those of the year, as their balances are. */
static double price_times_weight(const yp_case *c, const yp_plan *plan, const yp_plan_node *node,
                                 const yp_plan_activity *activity, size_t b)
{
    const yp_blocks *blocks = &plan->blocks;
    const size_t base = base_in(blocks, activity->resolution, b);
    double price = node->price[blocks->parent[node->resolution][base]];
    double of_scenario = blocks->scenario_weight[blocks->scenario[base]];
    double period = node->resolution >= YP_HORIZON ? 1 : blocks->period_weight[blocks->period[base]];
    if (node->resolution != YP_SHARED) period *= of_scenario;
    if (c->goods[node->good].kind == YP_STOCK) return price * blocks->times[activity->resolution][b];
    if (node->resolution == YP_BASE) return price * blocks->weight_hours[activity->resolution][b];
    return price * blocks->hours[activity->resolution][b] * period;
}

double yp_port_revenue(const yp_case *c, const yp_plan *plan, uint32_t component, const yp_port *port)
{
    const yp_plan_activity *activity = yp_plan_find(plan, port->part, component);
    uint32_t n = yp_plan_node_find(plan, port->place, port->good);
    if (!activity || n == YP_NONE || !plan->has_prices) return 0;
    bool is_finer = plan->nodes[n].resolution < activity->resolution;
    uint32_t *source = sources_of(plan, port);
    double sum = 0;
    for (size_t b = 0; b < (is_finer ? plan->blocks.count : activity->count); b++) {
        yp_plan_activity base = { .resolution = YP_BASE };
        double level = is_finer ? activity->level[plan->blocks.parent[activity->resolution][b]]
                                : level_at(activity, source, b);
        const yp_plan_activity *timed = is_finer ? &base : activity;
        double coefficient = coefficient_at(c, plan, port, timed->resolution, b);
        if (level != 0) sum += coefficient * level * price_times_weight(c, plan, &plan->nodes[n], timed, b);
    }
    free(source);
    return sum;
}
