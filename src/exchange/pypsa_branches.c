/* Links and processes of any number of ports, lines, transformers. */
#include "exchange/internal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_ROOM = 32 };

/* One port of a process: the bus it touches, and what a unit of level makes there. */
typedef struct {
    uint32_t bus;
    yp_value value;
    yp_duration delay;
    bool delay_wraps;
    bool is_sum;          /* of several ports at one bus */
    const double *series; /* of the value, [snapshot_count]; NULL: it does not vary */
} port;

/* Numbers of the ports of a list, ascending: those of its columns bus0, bus1 ... */
static size_t *port_numbers(const yp_mapping *m, yp_list list, size_t *count)
{
    const yp_net_table *table = &m->n->tables[list];
    size_t *numbers = yp_network_take(m->n, table->column_count + 1, sizeof *numbers);
    *count = 0;
    for (size_t k = 0; numbers && k < table->column_count; k++) {
        const size_t number = yp_port_number(table->columns[k].name, "bus");
        if (number == SIZE_MAX) continue;
        size_t at = (*count)++;
        for (; at > 0 && numbers[at - 1] > number; at--) numbers[at] = numbers[at - 1];
        numbers[at] = number;
    }
    return numbers;
}

/* What a port makes per unit of level: rate of a process; efficiency of a link, −1 at its bus0. */
static port make_port(const yp_mapped *x, size_t number, uint32_t bus)
{
    char name[NAME_ROOM];
    port made = { .bus = bus, .delay_wraps = true };
    if (x->list == YP_LIST_PROCESSES)
        snprintf(name, sizeof name, "rate%zu", number);
    else if (number == 1)
        snprintf(name, sizeof name, "efficiency");
    else
        snprintf(name, sizeof name, "efficiency%zu", number);
    const bool is_source = x->list == YP_LIST_LINKS && number == 0;
    made.value = is_source ? yp_constant(-1) : yp_mapped_value(x, name, 1);
    made.series = is_source ? NULL : yp_network_series(x->m->n, x->list, x->row, name);
    if (!is_source) made.delay = yp_mapped_delay(x, number, &made.delay_wraps);
    return made;
}

/* The sum of two ports at one bus where one varies at least. */
static void add_series(const yp_mapped *x, size_t number, port *a, const port *b)
{
    const size_t count = x->m->n->snapshot_count;
    double *sum = yp_network_take(x->m->n, count, sizeof *sum);
    const char *name = yp_arena_format(x->m->n->arena, "ports to %zu", number);
    if (!sum || !name) return;
    for (size_t s = 0; s < count; s++)
        sum[s] = (a->series ? a->series[s] : a->value.offset) + (b->series ? b->series[s] : b->value.offset);
    a->value = yp_mapped_series(x, name, sum);
    a->series = sum;
}

/* Two ports at one bus are one coefficient, unless they count at different times. */
static bool merge(const yp_mapped *x, port *ports, size_t count, size_t number, const port *added)
{
    for (size_t k = 0; k < count; k++) {
        port *known = &ports[k];
        if (known->bus != added->bus || known->delay.number != added->delay.number ||
            known->delay.in_blocks != added->delay.in_blocks || known->delay_wraps != added->delay_wraps)
            continue;
        if (known->series || added->series)
            add_series(x, number, known, added);
        else
            known->value.offset += added->value.offset;
        known->is_sum = true;
        return true;
    }
    return false;
}

/* The ports of a row; a cell without a bus is no port. */
static size_t find_ports(const yp_mapped *x, const size_t *numbers, size_t number_count, port *ports)
{
    size_t count = 0;
    for (size_t k = 0; k < number_count; k++) {
        char name[NAME_ROOM];
        snprintf(name, sizeof name, "bus%zu", numbers[k]);
        const bool may_lack = numbers[k] >= 2 || x->list == YP_LIST_PROCESSES;
        const uint32_t bus = yp_mapped_bus(x, name, may_lack);
        if (bus == YP_NONE) continue;
        const port added = make_port(x, numbers[k], bus);
        if (!merge(x, ports, count, numbers[k], &added)) ports[count++] = added;
    }
    return count;
}

static void take_running(const yp_mapped *x, yp_component *c)
{
    c->minimum = yp_mapped_value(x, "p_min_pu", 1);
    c->availability = yp_mapped_value(x, "p_max_pu", 1);
    c->fixed = yp_mapped_set(x, "p_set");
    if (!yp_mapped_has_curve(x)) c->cost = yp_mapped_value(x, "marginal_cost", 1);
    c->cost_slope = yp_mapped_value(x, "marginal_cost_quadratic", 2);
    yp_mapped_running(x, c);
}

static void map_process(const yp_mapped *x, const port *ports, size_t count)
{
    if (count == 0) {
        yp_mapped_error(x, "it touches no bus: expected bus0 at least");
        return;
    }
    yp_component c = yp_mapped_begin(x, YP_PROCESS, ports[0].bus, "p_nom");
    take_running(x, &c);
    yp_mapped_add(x, &c);
    yp_map_curve(x, &c);
    for (size_t k = 0; k < count; k++)
        yp_mapped_late_coefficient(x, x->m->places[ports[k].bus], x->m->goods[ports[k].bus], ports[k].value,
                                   ports[k].delay, ports[k].delay_wraps);
}

/* A link here has two ends that differ, brings no less than nothing, and is charged for each direction: one
 * that runs backwards is a link only if it costs nothing. */
static bool is_plain_link(const yp_mapped *x, const port *ports, size_t count)
{
    double low, high, efficiency_low, efficiency_high;
    if (count != 2 || ports[1].bus == ports[0].bus || ports[0].is_sum || ports[1].is_sum) return false;
    yp_mapped_range(x, "efficiency", &efficiency_low, &efficiency_high);
    yp_mapped_range(x, "p_min_pu", &low, &high);
    if (efficiency_low < 0 || (low < 0 && ports[1].delay.number > 0)) return false;
    return low >= 0 || (high <= 0 && yp_mapped_is_zero(x, "marginal_cost") &&
                        yp_mapped_is_zero(x, "marginal_cost_quadratic"));
}

static void take_length(const yp_mapped *x, yp_component *c)
{
    const double length = yp_mapped_optional(x, "length");
    if (length > 0) c->length = length;
}

static void map_link(const yp_mapped *x, const port *ports, size_t count)
{
    double low, high;
    if (!is_plain_link(x, ports, count)) {
        map_process(x, ports, count);
        return;
    }
    yp_component c = yp_mapped_begin(x, YP_LINK, ports[0].bus, "p_nom");
    c.to = x->m->places[ports[1].bus];
    c.good_to = x->m->goods[ports[1].bus];
    c.efficiency = ports[1].value;
    c.delay = ports[1].delay;
    c.delay_wraps = ports[1].delay_wraps;
    take_running(x, &c);
    take_length(x, &c);
    yp_mapped_range(x, "p_min_pu", &low, &high);
    if (low < 0) {
        c.minimum = yp_constant(0);
        c.reverse = yp_mapped_value(x, "p_min_pu", -1);
    }
    yp_mapped_add(x, &c);
    yp_map_curve(x, &c);
}

static void map_ported(yp_mapping *m, yp_list list, void (*map)(const yp_mapped *, const port *, size_t))
{
    size_t number_count;
    if (m->n->tables[list].count == 0) return;
    const size_t *numbers = port_numbers(m, list, &number_count);
    port *ports = yp_network_take(m->n, number_count + 1, sizeof *ports);
    for (size_t row = 0; numbers && ports && row < m->n->tables[list].count; row++) {
        const yp_mapped x = { m, list, row };
        if (!yp_mapped_is_active(&x)) continue;
        const size_t errors = m->n->error_count, count = find_ports(&x, numbers, number_count, ports);
        if (m->n->error_count == errors) map(&x, ports, count);
    }
}

void yp_map_links(yp_mapping *m)
{
    map_ported(m, YP_LIST_LINKS, map_link);
}

void yp_map_processes(yp_mapping *m)
{
    map_ported(m, YP_LIST_PROCESSES, map_process);
}

/* ---- lines and transformers ---- */

/* Per unit of 1 MVA, and the size that a type says. */
static void take_electrical(const yp_mapped *x, uint32_t bus, yp_component *c)
{
    const yp_electrical e = yp_mapped_electrical(x);
    double base;
    if (x->list == YP_LIST_TRANSFORMERS) {
        if (e.size <= 0)
            yp_mapped_error(x, "s_nom is %g: expected above 0, the base of its reactance", e.size);
        base = e.size / e.tap;
        c->angle = e.angle;
        const double low = yp_mapped_number(x, "phase_shift_min"),
                     high = yp_mapped_number(x, "phase_shift_max");
        if (low < high) c->angle_minimum = low, c->angle_maximum = high;
        if (*yp_mapped_text(x, "type") && c->build_maximum == 0) c->capacity = e.size;
    } else {
        const double voltage = yp_network_number(x->m->n, YP_LIST_BUSES, bus, "v_nom");
        if (!(voltage > 0))
            yp_mapped_error(x, "v_nom of the bus '%s' is %g: expected above 0",
                            x->m->n->tables[YP_LIST_BUSES].names[bus], voltage);
        base = voltage * voltage;
    }
    /* The buses of one network carry one good: alternating current by reactance, anything else by resistance.
     */
    const bool is_alternating = strcmp(yp_network_text(x->m->n, YP_LIST_BUSES, bus, "carrier"), "AC") == 0;
    c->reactance = (is_alternating ? e.reactance : e.resistance) / base;
    if (e.resistance > 0) c->resistance = e.resistance / base;
}

static void map_branch(const yp_mapped *x)
{
    const uint32_t from = yp_mapped_bus(x, "bus0", false), to = yp_mapped_bus(x, "bus1", false);
    if (from == YP_NONE || to == YP_NONE) return;
    if (x->m->goods[from] != x->m->goods[to]) {
        yp_mapped_error(x, "its buses have different carriers, '%s' and '%s': expected one",
                        yp_network_text(x->m->n, YP_LIST_BUSES, from, "carrier"),
                        yp_network_text(x->m->n, YP_LIST_BUSES, to, "carrier"));
        return;
    }
    yp_component c = yp_mapped_begin(x, YP_LINK, from, "s_nom");
    c.to = x->m->places[to];
    c.good_to = c.good;
    c.availability = c.reverse = yp_mapped_value(x, "s_max_pu", 1);
    take_electrical(x, from, &c);
    take_length(x, &c);
    yp_mapped_add(x, &c);
}

void yp_map_branches(yp_mapping *m)
{
    static const yp_list lists[] = { YP_LIST_LINES, YP_LIST_TRANSFORMERS };
    for (size_t k = 0; k < 2; k++)
        for (size_t row = 0; row < m->n->tables[lists[k]].count && !m->n->no_memory; row++) {
            const yp_mapped x = { m, lists[k], row };
            if (yp_mapped_is_active(&x)) map_branch(&x);
        }
}
