/* Limits on what may be built that stand beside global constraints: of a carrier from period to period, of a
 * carrier at a bus. Each is a stock that what is built uses up. */
#include "exchange/internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const yp_list yp_buildable[YP_BUILDABLE_COUNT] = { YP_LIST_GENERATORS,  YP_LIST_STORAGE_UNITS, YP_LIST_STORES,
                                                   YP_LIST_LINKS,       YP_LIST_PROCESSES,     YP_LIST_LINES,
                                                   YP_LIST_TRANSFORMERS };

bool yp_mapped_is_extendable(const yp_mapped *x)
{
    const bool is_branch = x->list == YP_LIST_LINES || x->list == YP_LIST_TRANSFORMERS;
    return yp_mapped_is_active(x) && yp_mapped_flag(x, x->list == YP_LIST_STORES ? "e_nom_extendable"
                                                       : is_branch               ? "s_nom_extendable"
                                                                                 : "p_nom_extendable");
}

const char *yp_mapped_carrier(const yp_mapped *x)
{
    const char *carrier = yp_mapped_text(x, "carrier");
    const bool is_store = x->list == YP_LIST_STORES;
    if (*carrier || (x->list != YP_LIST_LINES && x->list != YP_LIST_LINKS && !is_store)) return carrier;
    const uint32_t bus = yp_mapped_bus(x, is_store ? "bus" : "bus0", true);
    return bus == YP_NONE ? "" : yp_network_text(x->m->n, YP_LIST_BUSES, bus, "carrier");
}

yp_per yp_mapped_per_build(const yp_mapped *x)
{
    return x->list == YP_LIST_STORES ? YP_PER_ENERGY_BUILD : YP_PER_BUILD;
}

uint32_t yp_map_budget(yp_mapping *m, const yp_budget *budget, uint32_t *supply)
{
    yp_good good = yp_good_defaults();
    good.id = budget->id;
    good.unit = budget->unit;
    good.kind = budget->is_stock ? YP_STOCK : YP_FLOW;
    good.resolution = YP_HORIZON;
    good.disposal = budget->is_equal ? YP_DISPOSAL_NONE : YP_DISPOSAL_FREE;
    good.at = budget->at;
    const uint32_t index = yp_builder_good(m->b, &good);
    yp_component c = yp_component_defaults(YP_SUPPLY);
    c.id = budget->id;
    c.place = m->root;
    c.good = index;
    c.capacity = INFINITY;
    c.minimum = yp_constant(-INFINITY);
    c.total_minimum = c.total_maximum = budget->amount;
    c.total_per = YP_HORIZON;
    c.at = budget->at;
    *supply = yp_builder_component(m->b, &c);
    return index;
}

static const char *format_id(yp_mapping *m, const char *format, const char *a, const char *b, int year)
    __attribute__((format(printf, 2, 0)));

static const char *format_id(yp_mapping *m, const char *format, const char *a, const char *b, int year)
{
    const char *id = yp_arena_format(m->n->arena, format, a, b, year);
    if (!id) m->n->no_memory = true;
    return id ? id : "";
}

/* ---- growth of carriers ---- */

/* The first period in which a component exists, or SIZE_MAX. */
static size_t first_period(const yp_mapped *x)
{
    for (size_t p = 0; p < x->m->n->period_count; p++)
        if (yp_mapped_is_alive(x, p)) return p;
    return SIZE_MAX;
}

/* What a carrier may grow by in a period is used by what is built then, and made by what was built in the
 * period before. */
static void map_growth(const yp_mapped *carrier, size_t period)
{
    yp_mapping *m = carrier->m;
    const char *name = m->n->tables[carrier->list].names[carrier->row];
    const double relative = fmax(0, yp_mapped_number(carrier, "max_relative_growth"));
    const yp_budget budget = { .id = format_id(m, "%s:%s %d", "growth", name, m->n->periods[period].year),
                               .unit = "MW",
                               .is_stock = true,
                               .amount = yp_mapped_number(carrier, "max_growth"),
                               .at = yp_network_spot(m->n, carrier->list, carrier->row) };
    uint32_t good = YP_NONE, supply;
    for (size_t k = 0; k < YP_BUILDABLE_COUNT; k++)
        for (size_t row = 0; row < m->n->tables[yp_buildable[k]].count; row++) {
            const yp_mapped x = { m, yp_buildable[k], row };
            if (!yp_mapped_is_extendable(&x) || strcmp(yp_mapped_carrier(&x), name) != 0) continue;
            const size_t first = first_period(&x);
            const double value = first == period ? -1 : first + 1 == period ? relative : 0;
            if (value == 0) continue;
            if (good == YP_NONE) good = yp_map_budget(m, &budget, &supply);
            yp_mapped_coefficient(&x, m->root, good, yp_mapped_per_build(&x), yp_constant(value));
        }
}

void yp_map_growth(yp_mapping *m)
{
    for (size_t row = 0; row < m->n->tables[YP_LIST_CARRIERS].count && !m->n->no_memory; row++) {
        const yp_mapped x = { m, YP_LIST_CARRIERS, row };
        if (isinf(yp_mapped_number(&x, "max_growth"))) continue;
        for (size_t p = 0; p < m->n->period_count && !m->n->no_memory; p++) map_growth(&x, p);
    }
}

/* ---- columns nom_min_CARRIER and nom_max_CARRIER_PERIOD of buses ---- */

/* The carrier and the period that a column speaks of. @return false: neither, so it says nothing */
static bool read_column(const yp_network *n, const char *rest, size_t *carrier_length, size_t *period)
{
    const yp_map *carriers = n->tables[YP_LIST_CARRIERS].rows;
    const char *last = strrchr(rest, '_');
    *carrier_length = strlen(rest);
    *period = SIZE_MAX;
    if (!carriers) return false;
    if (yp_map_find(carriers, rest, *carrier_length) != YP_NONE) return true;
    if (!last || yp_map_find(carriers, rest, (size_t)(last - rest)) == YP_NONE) return false;
    *carrier_length = (size_t)(last - rest);
    for (size_t p = 0; p < n->period_count; p++) {
        char year[16];
        snprintf(year, sizeof year, "%d", n->periods[p].year);
        if (strcmp(last + 1, year) == 0) *period = p;
    }
    return *period != SIZE_MAX;
}

/* What extendable components of a carrier add up to at a bus. */
static void map_nominal(const yp_mapped *bus, const char *column, bool is_most)
{
    static const yp_list lists[] = { YP_LIST_GENERATORS, YP_LIST_STORAGE_UNITS, YP_LIST_STORES };
    yp_mapping *m = bus->m;
    const char *name = m->n->tables[YP_LIST_BUSES].names[bus->row], *rest = column + strlen("nom_max_");
    const double limit = yp_mapped_optional(bus, column), turn = is_most ? -1 : 1;
    size_t length, period;
    if (isnan(limit) || !read_column(m->n, rest, &length, &period)) return;
    const yp_budget budget = { .id = format_id(m, "%s:%s", column, name, 0),
                               .unit = "MW",
                               .is_stock = true,
                               .amount = -turn * limit,
                               .at = yp_network_spot(m->n, YP_LIST_BUSES, bus->row) };
    uint32_t good = YP_NONE, supply;
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
        for (size_t row = 0; row < m->n->tables[lists[k]].count; row++) {
            const yp_mapped x = { m, lists[k], row };
            const char *carrier = yp_mapped_carrier(&x);
            const bool fits = strlen(carrier) == length && memcmp(carrier, rest, length) == 0;
            if (!fits || !yp_mapped_is_extendable(&x) || strcmp(yp_mapped_text(&x, "bus"), name) != 0)
                continue;
            if (period != SIZE_MAX && !yp_mapped_is_alive(&x, period)) continue;
            if (good == YP_NONE) good = yp_map_budget(m, &budget, &supply);
            yp_mapped_coefficient(&x, m->root, good, yp_mapped_per_build(&x), yp_constant(turn));
        }
}

void yp_map_nominal_limits(yp_mapping *m)
{
    const yp_net_table *buses = &m->n->tables[YP_LIST_BUSES];
    for (size_t k = 0; k < buses->column_count; k++) {
        const char *column = buses->columns[k].name;
        const bool is_most = strncmp(column, "nom_max_", 8) == 0;
        if (!is_most && strncmp(column, "nom_min_", 8) != 0) continue;
        for (size_t row = 0; row < buses->count && !m->n->no_memory; row++)
            map_nominal(&(yp_mapped){ m, YP_LIST_BUSES, row }, column, is_most);
    }
}
