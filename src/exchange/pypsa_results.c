#include "exchange/pypsa_results.h"

#include "exchange/internal.h"
#include "exchange/network_write.h"
#include "verify/verify.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A network and a plan side by side. */
typedef struct {
    yp_network *n;
    const yp_case *c;
    yp_plan *plan;
    uint32_t *components[YP_LIST_COUNT]; /* [count of the list] component of a row, YP_NONE */
    yp_list *list_of;                    /* [component_count] list and row of a component, YP_LIST_COUNT */
    size_t *row_of;
    const uint32_t *at; /* [blocks] snapshot of a block */
    double *upper[YP_LIST_COUNT], *lower[YP_LIST_COUNT], *set[YP_LIST_COUNT]; /* series of the duals */
} board;

static bool pair_list(board *x, yp_list list)
{
    const yp_net_table *table = &x->n->tables[list];
    const char *word = yp_list_singular(list);
    x->components[list] = yp_network_take(x->n, table->count, sizeof **x->components);
    if (!x->components[list]) return false;
    for (size_t row = 0; row < table->count; row++) {
        const char *id = word ? yp_arena_format(x->n->arena, "%s:%s", word, table->names[row]) : NULL;
        uint32_t component = id ? yp_map_find(x->c->component_map, id, strlen(id)) : YP_NONE;
        if (table->origins) component = list == YP_LIST_BUSES ? YP_NONE : table->origins[row];
        x->components[list][row] = component;
        if (component == YP_NONE) continue;
        x->list_of[component] = list;
        x->row_of[component] = row;
    }
    return true;
}

static bool pair(board *x)
{
    x->list_of = yp_network_take(x->n, x->c->component_count, sizeof *x->list_of);
    x->row_of = yp_network_take(x->n, x->c->component_count, sizeof *x->row_of);
    if (!x->list_of || !x->row_of) return false;
    for (size_t i = 0; i < x->c->component_count; i++) x->list_of[i] = YP_LIST_COUNT;
    for (yp_list list = 0; list < YP_LIST_COUNT; list++)
        if (!pair_list(x, list)) return false;
    return true;
}

/* What a part of a component is at a block; 0 for what the plan does not have. */
static double level_at(const board *x, yp_part part, uint32_t component, size_t b)
{
    const yp_plan_activity *activity = yp_plan_find(x->plan, part, component);
    if (!activity) return 0;
    const uint32_t *parent = x->plan->blocks.parent[activity->resolution];
    return activity->level[activity->count == x->plan->blocks.count || !parent ? b : parent[b]];
}

static bool is_varying(yp_part part)
{
    return part != YP_PART_BUILT && part != YP_PART_ENERGY_BUILT;
}

/* One series: Σ sign × part of each component of a list. */
static void put_level(board *x, yp_list list, const char *attribute, yp_part plus, yp_part minus)
{
    double *values = yp_network_result_series(x->n, list, attribute);
    const size_t snapshots = x->n->snapshot_count;
    for (size_t row = 0; values && row < x->n->tables[list].count; row++) {
        const uint32_t component = x->components[list][row];
        if (component == YP_NONE) continue;
        for (size_t b = 0; b < x->plan->blocks.count; b++) {
            double level = level_at(x, plus, component, b);
            if (minus != YP_PART_COUNT) level -= level_at(x, minus, component, b);
            values[row * snapshots + x->at[b]] = level;
        }
    }
}

/* p of a load is what p_set says: the level with its sign back. */
static void put_loads(board *x)
{
    const yp_list list = YP_LIST_LOADS;
    double *values = yp_network_result_series(x->n, list, "p");
    for (size_t row = 0; values && row < x->n->tables[list].count; row++) {
        const uint32_t component = x->components[list][row];
        if (component == YP_NONE) continue;
        const double sign = yp_network_number(x->n, list, row, "sign"),
                     side = x->c->components[component].table == YP_DEMAND ? -sign : sign;
        for (size_t b = 0; b < x->plan->blocks.count; b++)
            values[row * x->n->snapshot_count + x->at[b]] = level_at(x, YP_PART_LEVEL, component, b) / side;
    }
}

static void put_capacities(board *x, yp_list list, const char *nom)
{
    char name[32];
    const bool is_energy = list == YP_LIST_STORES;
    snprintf(name, sizeof name, "%s_opt", nom);
    double *values = yp_network_result_column(x->n, list, name);
    for (size_t row = 0; values && row < x->n->tables[list].count; row++) {
        const uint32_t component = x->components[list][row];
        values[row] = yp_network_number(x->n, list, row, nom);
        if (component == YP_NONE) continue;
        const yp_plan_activity *built =
            yp_plan_find(x->plan, is_energy ? YP_PART_ENERGY_BUILT : YP_PART_BUILT, component);
        const yp_component *owner = &x->c->components[component];
        if (built) values[row] = (is_energy ? owner->energy : owner->capacity) + built->level[0];
    }
}

/* ---- ports of links and processes ---- */

/* What a port brings per unit of p, at a snapshot; 0 for a cell without a bus. */
static double coefficient_at(board *x, yp_list list, size_t row, size_t port, size_t snapshot)
{
    char name[32];
    const bool is_process = list == YP_LIST_PROCESSES;
    snprintf(name, sizeof name, "bus%zu", port);
    if (!*yp_network_text(x->n, list, row, name)) return 0;
    if (is_process || port > 1)
        snprintf(name, sizeof name, "%s%zu", is_process ? "rate" : "efficiency", port);
    else
        snprintf(name, sizeof name, "efficiency");
    const double *series = yp_network_series(x->n, list, row, name);
    return series ? series[snapshot] : yp_network_number(x->n, list, row, name);
}

/* p of a port leaves the bus: −coefficient × p; at bus0 of a link p itself. */
static void put_port(board *x, yp_list list, size_t port, const double *p)
{
    char name[32];
    const size_t snapshots = x->n->snapshot_count;
    snprintf(name, sizeof name, "p%zu", port);
    double *values = yp_network_result_series(x->n, list, name);
    for (size_t row = 0; values && row < x->n->tables[list].count; row++)
        for (size_t s = 0; s < snapshots; s++) {
            const double level = p[row * snapshots + s];
            values[row * snapshots + s] = list == YP_LIST_LINKS && port == 0
                                              ? level
                                              : 0 - coefficient_at(x, list, row, port, s) * level;
        }
}

static void put_ported(board *x, yp_list list)
{
    const yp_net_table *table = &x->n->tables[list];
    put_level(x, list, "p", YP_PART_LEVEL, YP_PART_REVERSE);
    const double *p = NULL;
    for (size_t k = 0; k < table->series_count; k++)
        if (strcmp(table->series[k].attribute, "p") == 0) p = table->series[k].values;
    const size_t columns = table->column_count;
    for (size_t k = 0; p && k < columns; k++) {
        const size_t port = yp_port_number(table->columns[k].name, "bus");
        if (port != SIZE_MAX) put_port(x, list, port, p);
    }
}

/* A passive branch: what leaves bus0 arrives at bus1. */
static void put_branches(board *x, yp_list list)
{
    put_level(x, list, "p0", YP_PART_LEVEL, YP_PART_REVERSE);
    const size_t count = x->n->tables[list].count * x->n->snapshot_count;
    double *arrived = yp_network_result_series(x->n, list, "p1");
    const double *sent = NULL;
    for (size_t k = 0; k < x->n->tables[list].series_count; k++)
        if (strcmp(x->n->tables[list].series[k].attribute, "p0") == 0)
            sent = x->n->tables[list].series[k].values;
    for (size_t i = 0; arrived && sent && i < count; i++) arrived[i] = 0 - sent[i];
}

/* ---- prices and duals ---- */

/* The node of a bus, YP_NONE: the plan has none. */
static uint32_t node_of(const board *x, size_t row)
{
    const yp_net_table *buses = &x->n->tables[YP_LIST_BUSES];
    if (buses->origins) return buses->origins[row];
    const char *carrier = yp_network_text(x->n, YP_LIST_BUSES, row, "carrier");
    if (!*carrier) carrier = "AC";
    const uint32_t place = yp_map_find(x->c->place_map, buses->names[row], strlen(buses->names[row])),
                   good = yp_map_find(x->c->good_map, carrier, strlen(carrier));
    return place == YP_NONE || good == YP_NONE ? YP_NONE : yp_plan_node_find(x->plan, place, good);
}

static void put_prices(board *x)
{
    double *values = yp_network_result_series(x->n, YP_LIST_BUSES, "marginal_price");
    for (size_t row = 0; values && row < x->n->tables[YP_LIST_BUSES].count; row++) {
        const uint32_t node = node_of(x, row);
        if (node == YP_NONE || x->plan->nodes[node].resolution != YP_BASE) continue;
        for (size_t b = 0; b < x->plan->blocks.count; b++)
            values[row * x->n->snapshot_count + x->at[b]] = x->plan->nodes[node].price[b];
    }
}

/* mu is the change of the objective for one more unit of the constant: what is limited is worth something
 * where more of it would lower the cost; what must be reached costs. */
static void put_limits(board *x)
{
    const yp_list list = YP_LIST_GLOBAL_CONSTRAINTS;
    double *values = yp_network_result_column(x->n, list, "mu");
    for (size_t row = 0; values && row < x->n->tables[list].count; row++) {
        const uint32_t component = x->components[list][row];
        if (component == YP_NONE) continue;
        const yp_component *supply = &x->c->components[component];
        const uint32_t node = yp_plan_node_find(x->plan, supply->place, supply->good);
        const bool is_least = strcmp(yp_network_text(x->n, list, row, "sense"), ">=") == 0;
        if (node != YP_NONE) values[row] = (is_least ? 1 : -1) * x->plan->nodes[node].price[0];
    }
}

/* The dual of a chain: one more unit on the right-hand side is one more unit stored, PyPSA's one less. */
static void put_chains(board *x, yp_list list)
{
    double *values = yp_network_result_series(x->n, list, "mu_energy_balance");
    for (size_t row = 0; values && row < x->n->tables[list].count; row++) {
        const uint32_t component = x->components[list][row];
        const yp_plan_row *chain =
            component == YP_NONE ? NULL : yp_plan_row_find(x->plan, YP_ROW_CHAIN, component);
        for (size_t b = 0; chain && b < chain->count; b++)
            values[row * x->n->snapshot_count + x->at[b]] = 0 - chain->dual[b];
    }
}

/* The part whose bounds mu_upper and mu_lower of a list speak of. */
static bool is_bounded_part(yp_list list, yp_part part)
{
    const bool is_store = list == YP_LIST_STORES || list == YP_LIST_STORAGE_UNITS;
    return is_store ? part == YP_PART_STORED : part == YP_PART_LEVEL || part == YP_PART_REVERSE;
}

static bool is_set_at(const board *x, uint32_t component, yp_part part, size_t b)
{
    const yp_component *row = &x->c->components[component];
    const yp_value value = part == YP_PART_STORED ? row->level_fixed : row->fixed;
    if (yp_is_absent(value)) return false;
    return value.series == YP_NONE || !isnan(x->plan->series[value.series][b]);
}

static void tell_reduced(void *self, yp_part part, uint32_t owner, size_t block, double reduced)
{
    board *x = self;
    const yp_list list = x->list_of[owner];
    if (list == YP_LIST_COUNT || !is_varying(part) || !is_bounded_part(list, part) || !x->upper[list]) return;
    const size_t at = x->row_of[owner] * x->n->snapshot_count + x->at[block];
    if (part == YP_PART_REVERSE) reduced = -reduced; /* its upper bound is the lower one of the net level */
    if (is_set_at(x, owner, part, block)) {
        if (x->set[list]) x->set[list][at] = reduced;
    } else if (reduced > 0) {
        x->lower[list][at] += reduced;
    } else {
        x->upper[list][at] += reduced;
    }
}

static void put_duals(board *x)
{
    static const struct {
        yp_list list;
        const char *set;
    } lists[] = { { YP_LIST_GENERATORS, "mu_p_set" },
                  { YP_LIST_STORES, NULL },
                  { YP_LIST_STORAGE_UNITS, "mu_state_of_charge_set" },
                  { YP_LIST_LINKS, "mu_p_set" },
                  { YP_LIST_PROCESSES, "mu_p_set" },
                  { YP_LIST_LINES, NULL },
                  { YP_LIST_TRANSFORMERS, NULL } };
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        const yp_list list = lists[k].list;
        if (x->n->tables[list].count == 0) continue;
        x->upper[list] = yp_network_result_series(x->n, list, "mu_upper");
        x->lower[list] = yp_network_result_series(x->n, list, "mu_lower");
        if (lists[k].set) x->set[list] = yp_network_result_series(x->n, list, lists[k].set);
    }
    const yp_reduced_listener listener = { tell_reduced, x };
    if (!x->n->no_memory && yp_reduced_costs(x->c, x->plan, &listener) == YP_NO_MEMORY)
        x->n->no_memory = true;
}

static void put_levels(board *x)
{
    if (x->n->tables[YP_LIST_GENERATORS].count > 0) {
        put_level(x, YP_LIST_GENERATORS, "p", YP_PART_LEVEL, YP_PART_COUNT);
        put_capacities(x, YP_LIST_GENERATORS, "p_nom");
    }
    if (x->n->tables[YP_LIST_LOADS].count > 0) put_loads(x);
    if (x->n->tables[YP_LIST_STORES].count > 0) {
        put_level(x, YP_LIST_STORES, "p", YP_PART_OUT, YP_PART_IN);
        put_level(x, YP_LIST_STORES, "e", YP_PART_STORED, YP_PART_COUNT);
        put_capacities(x, YP_LIST_STORES, "e_nom");
    }
    if (x->n->tables[YP_LIST_STORAGE_UNITS].count > 0) {
        put_level(x, YP_LIST_STORAGE_UNITS, "p", YP_PART_OUT, YP_PART_IN);
        put_level(x, YP_LIST_STORAGE_UNITS, "p_dispatch", YP_PART_OUT, YP_PART_COUNT);
        put_level(x, YP_LIST_STORAGE_UNITS, "p_store", YP_PART_IN, YP_PART_COUNT);
        put_level(x, YP_LIST_STORAGE_UNITS, "state_of_charge", YP_PART_STORED, YP_PART_COUNT);
        put_level(x, YP_LIST_STORAGE_UNITS, "spill", YP_PART_SPILL, YP_PART_COUNT);
        put_capacities(x, YP_LIST_STORAGE_UNITS, "p_nom");
    }
    static const yp_list ported[] = { YP_LIST_LINKS, YP_LIST_PROCESSES },
                         branches[] = { YP_LIST_LINES, YP_LIST_TRANSFORMERS };
    for (size_t k = 0; k < 2; k++) {
        if (x->n->tables[ported[k]].count > 0) {
            put_ported(x, ported[k]);
            put_capacities(x, ported[k], "p_nom");
        }
        if (x->n->tables[branches[k]].count > 0) {
            put_branches(x, branches[k]);
            put_capacities(x, branches[k], "s_nom");
        }
    }
}

yp_status yp_network_take_results(yp_network *n, const yp_case *c, yp_plan *plan, const uint32_t *snapshots)
{
    board x = { .n = n, .c = c, .plan = plan, .at = snapshots };
    if (!pair(&x)) return YP_NO_MEMORY;
    n->reported = plan->objective - c->objective_constant;
    n->constant = c->objective_constant;
    put_levels(&x);
    if (plan->has_prices) {
        put_prices(&x);
        put_duals(&x);
        if (n->tables[YP_LIST_GLOBAL_CONSTRAINTS].count > 0) put_limits(&x);
        if (n->tables[YP_LIST_STORES].count > 0) put_chains(&x, YP_LIST_STORES);
        if (n->tables[YP_LIST_STORAGE_UNITS].count > 0) put_chains(&x, YP_LIST_STORAGE_UNITS);
    }
    return n->no_memory ? YP_NO_MEMORY : YP_OK;
}
