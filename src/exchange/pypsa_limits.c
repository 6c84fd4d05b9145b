/* Global constraints as goods in limited supply. */
#include "exchange/internal.h"

#include <math.h>
#include <string.h>

/* A limit: a good at the root that is supplied once; `turn` −1 where what is limited uses it, 1 where it
 * makes it because at least so much is wanted. */
typedef struct {
    yp_mapped x;
    const char *unit;
    bool is_stock, is_equal;
    uint32_t good; /* YP_NONE: nothing counts so far */
    double turn;
    size_t period; /* SIZE_MAX: all of them */
} limit;

/* The period that a constraint is for. @return false: told */
static bool find_period(const yp_mapped *x, size_t *period)
{
    const double year = yp_mapped_optional(x, "investment_period");
    *period = SIZE_MAX;
    if (isnan(year)) return true;
    for (size_t p = 0; p < x->m->n->period_count; p++)
        if (x->m->n->periods[p].year == year) *period = p;
    if (*period == SIZE_MAX)
        yp_mapped_error(x, "investment_period is %g: expected one of the periods of the snapshots", year);
    return *period != SIZE_MAX;
}

static bool begin_limit(const yp_mapped *x, const char *unit, bool is_stock, limit *out)
{
    const char *sense = yp_mapped_text(x, "sense");
    const bool is_most = strcmp(sense, "<=") == 0, is_least = strcmp(sense, ">=") == 0;
    *out = (limit){ .x = *x, .unit = unit, .is_stock = is_stock, .good = YP_NONE };
    if (!find_period(x, &out->period)) return false;
    if (!is_most && !is_least && strcmp(sense, "==") != 0) {
        yp_mapped_error(x, "sense is '%s': expected <=, >= or ==", sense);
        return false;
    }
    out->turn = is_least ? 1 : -1;
    out->is_equal = !is_most && !is_least;
    return true;
}

/* The good and its supply, once something counts: PyPSA leaves out a limit on nothing. */
static void open_limit(limit *l)
{
    const yp_budget budget = { .id = yp_mapped_id(&l->x),
                               .unit = l->unit,
                               .is_stock = l->is_stock,
                               .is_equal = l->is_equal,
                               .amount = -l->turn * yp_mapped_number(&l->x, "constant"),
                               .at = yp_network_spot(l->x.m->n, l->x.list, l->x.row) };
    l->good = yp_map_budget(l->x.m, &budget, &l->x.m->made[l->x.list][l->x.row]);
}

/* A coefficient in the periods of a limit. */
static void add_coefficient(limit *l, const yp_mapped *x, yp_per per, yp_value value)
{
    const yp_network *n = l->x.m->n;
    yp_coefficient k = yp_coefficient_defaults();
    k.component = x->m->made[x->list][x->row];
    if (k.component == YP_NONE) return;
    if (l->good == YP_NONE) open_limit(l);
    k.place = x->m->root;
    k.good = l->good;
    k.per = per;
    k.value = value;
    if (l->period != SIZE_MAX && n->period_count > 1) {
        k.from_year = n->periods[l->period].year;
        k.to_year = k.from_year + 1;
    }
    k.at = yp_network_spot(n, x->list, x->row);
    yp_builder_coefficient(x->m->b, &k);
}

/* What a store uses up: initial less final level. A store that runs on through all periods has one final
 * level, which has no meaning in one of them, nor beside years that count several times. */
static void add_level_change(limit *l, const yp_mapped *x, double weight)
{
    const bool is_store = x->list == YP_LIST_STORES;
    const yp_network *n = l->x.m->n;
    if (yp_mapped_flag(x, is_store ? "e_cyclic" : "cyclic_state_of_charge")) return;
    bool is_plain = l->period == SIZE_MAX;
    for (size_t p = 0; p < n->period_count; p++) is_plain = is_plain && n->periods[p].years == 1;
    const yp_cycle cycle = yp_mapped_cycle(x);
    if (cycle == YP_CYCLE_RESTART || (cycle == YP_CYCLE_NONE && is_plain))
        /* with sign −1 the level here is that of PyPSA turned round */
        add_coefficient(l, x, YP_PER_LEVEL_CHANGE,
                        yp_constant(l->turn * weight * yp_mapped_number(x, "sign")));
    else
        yp_mapped_error(x,
                        "it is not cyclic, and '%s' counts what it uses up: with investment periods expected "
                        "%s without %s",
                        n->tables[l->x.list].names[l->x.row],
                        is_store ? "e_initial_per_period" : "state_of_charge_initial_per_period",
                        is_store ? "e_cyclic_per_period" : "cyclic_state_of_charge_per_period");
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

static void add_energy(limit *l, bool by_emission)
{
    static const yp_list lists[] = { YP_LIST_GENERATORS, YP_LIST_STORAGE_UNITS, YP_LIST_STORES };
    yp_mapping *m = l->x.m;
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
        for (size_t row = 0; row < m->n->tables[lists[k]].count; row++) {
            const yp_mapped x = { m, lists[k], row };
            const double weight = weight_of(l, yp_mapped_carrier(&x), by_emission);
            if (weight == 0 || !yp_mapped_is_active(&x)) continue;
            if (lists[k] != YP_LIST_GENERATORS) {
                add_level_change(l, &x, weight);
                continue;
            }
            add_coefficient(l, &x, YP_PER_LEVEL,
                            by_emission ? per_output(l, &x, weight) : yp_constant(l->turn));
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

/* How often a limit counts what is built: in the periods of the limit in which it exists, by their weight
 * where it is money; once where it is not. */
static double times_built(const limit *l, const yp_mapped *x, bool is_money)
{
    const yp_network *n = l->x.m->n;
    if (l->period != SIZE_MAX) return yp_mapped_is_alive(x, l->period) ? 1 : 0;
    double weight = n->period_count > 0 ? 0 : 1;
    for (size_t p = 0; p < n->period_count; p++)
        if (yp_mapped_is_alive(x, p)) weight = is_money ? weight + n->periods[p].objective : 1;
    return weight;
}

/* Carrier and bus of a limit on one technology; one of the carriers of a limit on transmission. */
static bool is_limited(const limit *l, const yp_mapped *x, bool is_technology)
{
    const char *carriers = yp_mapped_text(&l->x, "carrier_attribute");
    if (!is_technology) return is_listed(yp_mapped_carrier(x), carriers);
    const char *bus = yp_mapped_text(&l->x, "bus");
    const char *own = yp_attribute_of(x->list, "bus") ? "bus" : "bus0";
    return strcmp(yp_mapped_carrier(x), carriers) == 0 && (!*bus || strcmp(yp_mapped_text(x, own), bus) == 0);
}

/* Per unit of new capacity: its length, its cost, or 1 (`attribute` NULL). */
static void add_expansion(limit *l, const yp_list *lists, size_t list_count, const char *attribute)
{
    yp_mapping *m = l->x.m;
    const bool is_money = attribute && strcmp(attribute, "capital_cost") == 0;
    for (size_t k = 0; k < list_count; k++)
        for (size_t row = 0; row < m->n->tables[lists[k]].count; row++) {
            const yp_mapped x = { m, lists[k], row };
            if (!yp_mapped_is_extendable(&x)) continue;
            if (!is_limited(l, &x, !attribute)) continue;
            const double weight =
                (attribute ? yp_mapped_number(&x, attribute) : 1) * times_built(l, &x, is_money);
            if (weight == 0) continue;
            if (l->good == YP_NONE) open_limit(l);
            yp_mapped_coefficient(&x, m->root, l->good, yp_mapped_per_build(&x),
                                  yp_constant(l->turn * weight));
        }
}

static void map_limit(const yp_mapped *x)
{
    static const yp_list transmission[] = { YP_LIST_LINES, YP_LIST_LINKS };
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
        if (begin_limit(x, "MW", true, &l)) add_expansion(&l, yp_buildable, YP_BUILDABLE_COUNT, NULL);
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
