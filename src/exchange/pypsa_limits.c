/* Global constraints as goods in limited supply. */
#include "exchange/internal.h"

#include <math.h>
#include <string.h>

/* A limit: a good at the root that is supplied once; `turn` −1 where what is limited uses it, 1 where it
 * makes it because at least so much is wanted. */
typedef struct {
    yp_mapped x;
    uint32_t good;
    double turn;
} limit;

static bool begin_limit(const yp_mapped *x, const char *unit, bool is_stock, limit *out)
{
    const char *sense = yp_mapped_text(x, "sense");
    const bool is_most = strcmp(sense, "<=") == 0, is_least = strcmp(sense, ">=") == 0;
    if (!is_most && !is_least && strcmp(sense, "==") != 0) {
        yp_mapped_error(x, "sense is '%s': expected <=, >= or ==", sense);
        return false;
    }
    const double constant = yp_mapped_number(x, "constant");
    yp_good good = yp_good_defaults();
    good.id = yp_mapped_id(x);
    good.unit = unit;
    good.kind = is_stock ? YP_STOCK : YP_FLOW;
    good.resolution = YP_HORIZON;
    good.disposal = is_most || is_least ? YP_DISPOSAL_FREE : YP_DISPOSAL_NONE;
    good.at = yp_network_spot(x->m->n, x->list, x->row);
    *out = (limit){ *x, yp_builder_good(x->m->b, &good), is_least ? 1 : -1 };

    yp_component supply = yp_component_defaults(YP_SUPPLY);
    supply.id = good.id;
    supply.place = x->m->root;
    supply.good = out->good;
    supply.capacity = INFINITY;
    supply.minimum = yp_constant(-INFINITY);
    supply.total_minimum = supply.total_maximum = is_least ? -constant : constant;
    supply.total_per = YP_HORIZON;
    supply.at = good.at;
    yp_mapped_add(x, &supply);
    return true;
}

static bool is_cyclic(const yp_mapped *x)
{
    return yp_mapped_flag(x, x->list == YP_LIST_STORES ? "e_cyclic" : "cyclic_state_of_charge");
}

/* What a unit of a carrier's primary energy counts. */
static double weight_of(const limit *l, const char *carrier, bool by_emission)
{
    const char *attribute = yp_mapped_text(&l->x, "carrier_attribute");
    if (!by_emission) return strcmp(carrier, attribute) == 0 ? 1 : 0;
    const yp_map *carriers = l->x.m->n->tables[YP_LIST_CARRIERS].rows;
    const uint32_t row = carriers ? yp_map_find(carriers, carrier, strlen(carrier)) : YP_NONE;
    if (row == YP_NONE) return 0;
    const double weight = yp_network_number(l->x.m->n, YP_LIST_CARRIERS, row, attribute);
    return isnan(weight) ? 0 : weight;
}

/* weight ÷ efficiency, which may vary. */
static yp_value per_output(const limit *l, const yp_mapped *generator, double weight)
{
    const yp_network *n = l->x.m->n;
    const double *efficiency = yp_network_series(n, generator->list, generator->row, "efficiency");
    if (!efficiency) return yp_constant(l->turn * weight / yp_mapped_number(generator, "efficiency"));
    double *values = yp_network_take(l->x.m->n, n->snapshot_count, sizeof *values);
    if (!values) return yp_constant(0);
    for (size_t s = 0; s < n->snapshot_count; s++) values[s] = l->turn * weight / efficiency[s];
    return yp_mapped_series(generator, n->tables[l->x.list].names[l->x.row], values);
}

/* The bus that a row counts at: its own, or its first. */
static uint32_t bus_of(const yp_mapped *x)
{
    const bool has_one =
        x->list == YP_LIST_GENERATORS || x->list == YP_LIST_STORAGE_UNITS || x->list == YP_LIST_STORES;
    return yp_mapped_bus(x, has_one ? "bus" : "bus0", true);
}

/* The carrier of a row; of a line, link or store without one that of its bus. */
static const char *carrier_of(const yp_mapped *x)
{
    const char *carrier = yp_mapped_text(x, "carrier");
    if (*carrier || (x->list != YP_LIST_LINES && x->list != YP_LIST_LINKS && x->list != YP_LIST_STORES))
        return carrier;
    const uint32_t bus = bus_of(x);
    return bus == YP_NONE ? "" : yp_network_text(x->m->n, YP_LIST_BUSES, bus, "carrier");
}

static void add_energy(const limit *l, bool by_emission)
{
    static const yp_list lists[] = { YP_LIST_GENERATORS, YP_LIST_STORAGE_UNITS, YP_LIST_STORES };
    yp_mapping *m = l->x.m;
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
        for (size_t row = 0; row < m->n->tables[lists[k]].count; row++) {
            const yp_mapped x = { m, lists[k], row };
            const double weight = weight_of(l, carrier_of(&x), by_emission);
            if (weight == 0 || !yp_mapped_is_active(&x)) continue;
            if (lists[k] != YP_LIST_GENERATORS) {
                if (!is_cyclic(&x)) /* with sign −1 the level here is that of PyPSA turned round */
                    yp_mapped_coefficient(&x, m->root, l->good, YP_PER_LEVEL_CHANGE,
                                          yp_constant(l->turn * weight * yp_mapped_number(&x, "sign")));
                continue;
            }
            const yp_value value = by_emission ? per_output(l, &x, weight) : yp_constant(l->turn);
            yp_mapped_coefficient(&x, m->root, l->good, YP_PER_LEVEL, value);
        }
}

/* Is a text one of a list with commas between? */
static bool is_listed(const char *text, const char *list)
{
    const size_t length = strlen(text);
    while (*list) {
        list += strspn(list, " ,");
        size_t part = strcspn(list, ",");
        const size_t whole = part;
        while (part > 0 && list[part - 1] == ' ') part--;
        if (part == length && memcmp(list, text, part) == 0) return true;
        list += whole;
    }
    return false;
}

static const char *extendable_of(yp_list list)
{
    if (list == YP_LIST_STORES) return "e_nom_extendable";
    return list == YP_LIST_LINES || list == YP_LIST_TRANSFORMERS ? "s_nom_extendable" : "p_nom_extendable";
}

/* Per unit of new capacity: its length, its cost, or 1 (`attribute` NULL), then of one bus where one is
 * named. */
static void add_expansion(const limit *l, const yp_list *lists, size_t list_count, const char *attribute)
{
    yp_mapping *m = l->x.m;
    const uint32_t at = attribute ? YP_NONE : yp_mapped_bus(&l->x, "bus", true);
    const char *carriers = yp_mapped_text(&l->x, "carrier_attribute");
    for (size_t k = 0; k < list_count; k++)
        for (size_t row = 0; row < m->n->tables[lists[k]].count; row++) {
            const yp_mapped x = { m, lists[k], row };
            if (!yp_mapped_is_active(&x) || !yp_mapped_flag(&x, extendable_of(lists[k]))) continue;
            if (!is_listed(carrier_of(&x), carriers)) continue;
            if (at != YP_NONE && bus_of(&x) != at) continue;
            if (lists[k] == YP_LIST_STORES) {
                yp_mapped_error(&x, "a limit on new energy capacity ('%s') is not supported yet",
                                m->n->tables[l->x.list].names[l->x.row]);
                continue;
            }
            const double weight = attribute ? yp_mapped_number(&x, attribute) : 1;
            yp_mapped_coefficient(&x, m->root, l->good, YP_PER_BUILD, yp_constant(l->turn * weight));
        }
}

static void map_limit(const yp_mapped *x)
{
    static const yp_list transmission[] = { YP_LIST_LINES, YP_LIST_LINKS },
                         all[] = { YP_LIST_GENERATORS,  YP_LIST_STORAGE_UNITS, YP_LIST_STORES,
                                   YP_LIST_LINKS,       YP_LIST_PROCESSES,     YP_LIST_LINES,
                                   YP_LIST_TRANSFORMERS };
    const char *type = yp_mapped_text(x, "type");
    limit l;
    if (strcmp(type, "primary_energy") == 0 || strcmp(type, "operational_limit") == 0) {
        const bool by_emission = type[0] == 'p';
        if (begin_limit(x, by_emission ? "t" : "MWh", false, &l)) add_energy(&l, by_emission);
    } else if (strcmp(type, "transmission_volume_expansion_limit") == 0) {
        if (begin_limit(x, "MW.km", true, &l)) add_expansion(&l, transmission, 2, "length");
    } else if (strcmp(type, "transmission_expansion_cost_limit") == 0) {
        if (begin_limit(x, "EUR", true, &l)) add_expansion(&l, transmission, 2, "capital_cost");
    } else if (strcmp(type, "tech_capacity_expansion_limit") == 0) {
        if (begin_limit(x, "MW", true, &l)) add_expansion(&l, all, 7, NULL);
    } else {
        yp_mapped_error(x, "type is '%s', which is not supported yet", type);
    }
}

void yp_map_limits(yp_mapping *m)
{
    for (size_t row = 0; row < m->n->tables[YP_LIST_GLOBAL_CONSTRAINTS].count && !m->n->no_memory; row++) {
        const yp_mapped x = { m, YP_LIST_GLOBAL_CONSTRAINTS, row };
        map_limit(&x);
    }
}
