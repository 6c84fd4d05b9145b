/* Yearly results of the solves that are shown: prices, amounts, accounts, what was not served. */
#include "output/internal.h"

#include <math.h>
#include <string.h>

/* ---- prices ---- */

typedef struct {
    double mean, minimum, maximum;
} price;

/* When a region uses a good: its use in every block. Prices of places in it are weighed by this and not by
 * their own use, so that places whose prices are the same at all times have the same mean, the region's. */
static void add_use(const yp_shown *s, uint32_t region, uint32_t good, double *use)
{
    for (uint32_t n = 0; n < s->plan->plan_node_count; n++) {
        const yp_plan_node *node = &s->plan->nodes[n];
        if (node->good != good || !yp_place_is_within(s->c, node->place, region)) continue;
        for (size_t b = 0; b < s->plan->blocks.count; b++) use[b] += s->use[n][b];
    }
}

/* Mean of a node's price in the hours that weigh, in plain hours where none does. */
static double mean_of(const yp_shown *s, uint32_t n, const double *weight)
{
    double sum = 0, weights = 0, plain = 0, hours = 0;
    for (size_t b = 0; b < s->plan->blocks.count; b++) {
        sum += s->hours[b] * weight[b] * s->price[n][b];
        weights += s->hours[b] * weight[b];
        plain += s->hours[b] * s->price[n][b];
        hours += s->hours[b];
    }
    return weights > 0 ? sum / weights : plain / hours;
}

static double yearly_use(const yp_shown *s, uint32_t n)
{
    double used = 0;
    for (size_t b = 0; b < s->plan->blocks.count; b++) used += s->hours[b] * s->use[n][b];
    return used;
}

/* Is a node one of those that a price speaks of: that place, or, where it has none, those below it? */
static bool is_meant(const yp_shown *s, uint32_t n, uint32_t place, bool has_own)
{
    const uint32_t at = s->plan->nodes[n].place;
    return has_own ? at == place : yp_place_is_within(s->c, at, place);
}

/* The price of a place: inside a region weighed by when the region uses the good (`weight`); of a region, or
 * outside (`weight` NULL), by what is used at each of its nodes. Nodes together by their use in the year. */
static bool price_of(const yp_shown *s, uint32_t place, uint32_t good, const double *weight, price *out)
{
    const bool has_own = yp_plan_node_find(s->plan, place, good) != YP_NONE;
    double mean = 0, used = 0, plain = 0, count = 0;
    *out = (price){ 0, INFINITY, -INFINITY };
    for (uint32_t n = 0; n < s->plan->plan_node_count; n++) {
        const yp_plan_node *node = &s->plan->nodes[n];
        if (node->good != good || !yp_place_is_within(s->c, node->place, place)) continue;
        const double use = yearly_use(s, n), value = mean_of(s, n, weight ? weight : s->use[n]);
        mean += use * value;
        used += use;
        if (!is_meant(s, n, place, has_own)) continue;
        plain += value;
        count++;
        for (size_t b = 0; b < s->plan->blocks.count; b++) {
            out->minimum = fmin(out->minimum, s->price[n][b]);
            out->maximum = fmax(out->maximum, s->price[n][b]);
        }
    }
    out->mean = used > 0 ? mean / used : plain / count;
    return count > 0;
}

/* The nearest place above that has a node of the good; the place itself first. YP_NONE: none. */
static uint32_t node_place(const yp_shown *s, uint32_t place, uint32_t good)
{
    while (place != YP_NONE && yp_plan_node_find(s->plan, place, good) == YP_NONE)
        place = s->c->places[place].parent;
    return place;
}

/* Hours of the year in which some demand for a good at a place, or below it, is not served in full. */
static double shortage_hours(const yp_shown *s, uint32_t place, uint32_t good)
{
    double hours = 0;
    for (size_t b = 0; b < s->plan->blocks.count; b++) {
        bool is_short = false;
        for (uint32_t i = 0; i < s->c->component_count && !is_short; i++) {
            const yp_component *x = &s->c->components[i];
            if (x->table != YP_DEMAND || x->good != good || !yp_place_is_within(s->c, x->place, place))
                continue;
            if (!yp_plan_find(s->plan, YP_PART_WANTED, i)) continue;
            const double wanted = yp_shown_level(s, YP_PART_WANTED, i, b);
            is_short = wanted - yp_shown_level(s, YP_PART_LEVEL, i, b) > 1e-6 * (1 + fabs(wanted));
        }
        if (is_short) hours += s->hours[b];
    }
    return hours;
}

static void add_price(const yp_shown *s, json_t *table, uint32_t place, uint32_t good, const double *weight)
{
    const yp_case *c = s->c;
    const uint32_t from = node_place(s, place, good), region = yp_shown_region(s, place);
    const uint32_t spoken = from == YP_NONE ? place : from;
    const bool is_fine = c->goods[good].resolution == YP_BASE,
               is_inner = region != YP_NONE && region != spoken;
    price p;
    if (!price_of(s, spoken, good, is_inner ? weight : NULL, &p)) return;
    yp_report_put_text(table, "solve", s->id);
    yp_report_put_text(table, "good", c->goods[good].id);
    yp_report_put_text(table, "place", c->places[place].id);
    yp_report_put_number(table, "mean", p.mean);
    yp_report_put_number(table, "minimum", p.minimum);
    yp_report_put_number(table, "maximum", p.maximum);
    yp_report_put_number(table, "shortage_hours", is_fine ? shortage_hours(s, place, good) : NAN);
}

/* Of a good at every place in a region, and at places outside that have a node of their own. */
static yp_status add_prices_of(const yp_shown *s, json_t *table, uint32_t good)
{
    const yp_case *c = s->c;
    const size_t count = s->plan->blocks.count;
    double *weights = yp_arena_take(s->arena, c->place_count * count, sizeof *weights);
    if (!weights) return YP_NO_MEMORY;
    for (uint32_t p = 0; p < c->place_count; p++)
        if (yp_shown_region(s, p) == p) add_use(s, p, good, weights + p * count);
    for (uint32_t p = 0; p < c->place_count; p++) {
        const uint32_t region = yp_shown_region(s, p);
        const double *weight = region == YP_NONE ? NULL : weights + region * count;
        if (region != YP_NONE || yp_plan_node_find(s->plan, p, good) != YP_NONE)
            add_price(s, table, p, good, weight);
    }
    return YP_OK;
}

static yp_status add_prices(const yp_shown *s, json_t *table)
{
    yp_status status = YP_OK;
    for (uint32_t g = 0; s->price && g < s->c->good_count && status == YP_OK; g++)
        status = add_prices_of(s, table, g);
    return status;
}

/* ---- amounts ---- */

/* What the ports of a component make and use, each at its place; links only by what they use up on the way.
 */
static void count_component(const yp_shown *s, uint32_t i, double *made, double *used)
{
    for (uint32_t p = s->first_port[i]; p < s->first_port[i + 1]; p++) {
        const yp_port *port = &s->ports[p];
        if (s->c->components[i].table == YP_LINK && !port->is_further) continue;
        const double amount = yp_port_amount(s->c, s->plan, i, port);
        const size_t at = port->good * s->c->place_count + port->place;
        if (amount > 0) made[at] += amount;
        if (amount < 0) used[at] -= amount;
    }
}

static yp_status add_amounts(const yp_shown *s, json_t *table)
{
    const yp_case *c = s->c;
    double *made = yp_arena_take(s->arena, c->place_count * c->good_count, sizeof *made);
    double *used = yp_arena_take(s->arena, c->place_count * c->good_count, sizeof *used);
    if (!made || !used) return YP_NO_MEMORY;
    for (uint32_t i = 0; i < c->component_count; i++) count_component(s, i, made, used);
    for (uint32_t g = 0; g < c->good_count; g++)
        for (uint32_t p = 0; p < c->place_count; p++) {
            const size_t at = g * c->place_count + p;
            if (made[at] == 0 && used[at] == 0) continue;
            yp_report_put_text(table, "solve", s->id);
            yp_report_put_text(table, "good", c->goods[g].id);
            yp_report_put_text(table, "place", c->places[p].id);
            yp_report_put_number(table, "made", made[at]);
            yp_report_put_number(table, "used", used[at]);
        }
    return YP_OK;
}

/* ---- accounts ---- */

static const struct {
    const char *word; /* of the page */
    yp_item items[2];
} items[] = { { "consumers", { YP_ITEM_CONSUMERS, YP_ITEM_CONSUMERS } },
              { "producers", { YP_ITEM_PRODUCERS, YP_ITEM_PRODUCERS } },
              { "congestion", { YP_ITEM_CONGESTION, YP_ITEM_CONGESTION } },
              { "scarce", { YP_ITEM_SCARCITY, YP_ITEM_SCARCITY } },
              { "storage", { YP_ITEM_STORAGE, YP_ITEM_STORAGE } },
              { "taxes", { YP_ITEM_TARIFFS, YP_ITEM_TAXES } },
              { "uplift", { YP_ITEM_UPLIFT, YP_ITEM_UPLIFT } } };

/* Below this an item is what rounding leaves of the largest ones. */
static double account_dust(const yp_shown *s)
{
    double largest = 0;
    for (size_t r = 0; s->has_accounts && r < s->accounts.region_count; r++)
        for (int item = 0; item < YP_ITEM_COUNT; item++)
            largest = fmax(largest, fabs(s->accounts.value[r][item]));
    return 1e-12 * largest;
}

static void add_accounts(const yp_shown *s, json_t *table)
{
    const double dust = account_dust(s);
    for (size_t r = 0; s->has_accounts && r < s->accounts.region_count; r++) {
        const uint32_t region = s->accounts.regions[r];
        for (size_t k = 0; k < sizeof items / sizeof *items; k++) {
            const double *account = s->accounts.value[r];
            double value = account[items[k].items[0]];
            if (items[k].items[1] != items[k].items[0]) value += account[items[k].items[1]];
            if (fabs(value) <= dust) value = 0;
            if (region == YP_NONE && value == 0) continue;
            yp_report_put_text(table, "solve", s->id);
            yp_report_put_text(table, "region", region == YP_NONE ? "outside" : s->c->places[region].id);
            yp_report_put_text(table, "item", items[k].word);
            yp_report_put(table, "value", yp_report_number(value / s->years, 9));
        }
    }
}

/* ---- unserved ---- */

static void add_unserved(const yp_shown *s, json_t *table)
{
    const yp_case *c = s->c;
    for (uint32_t g = 0; g < c->good_count; g++) {
        if (c->goods[g].resolution != YP_BASE || c->goods[g].kind == YP_STOCK) continue;
        for (uint32_t p = 0; p < c->place_count; p++) {
            if (yp_shown_region(s, p) != p) continue;
            const double amount = yp_sum_of(c, s->plan, YP_UNSERVED, &(yp_choice){ NULL, p, g });
            const double used = yp_sum_of(c, s->plan, YP_USED, &(yp_choice){ NULL, p, g });
            yp_report_put_text(table, "solve", s->id);
            yp_report_put_text(table, "good", c->goods[g].id);
            yp_report_put_text(table, "region", c->places[p].id);
            yp_report_put_number(table, "amount", amount > 1e-6 * used ? amount : 0);
        }
    }
}

yp_status yp_report_add_year(yp_reporting *r)
{
    json_t *prices = yp_report_table("solve good place mean minimum maximum shortage_hours");
    json_t *amounts = yp_report_table("solve good place made used");
    json_t *accounts = yp_report_table("solve region item value");
    json_t *unserved = yp_report_table("solve good region amount");
    yp_status status = YP_OK;
    for (size_t k = 0; k < r->shown_count; k++) {
        const yp_shown *s = &r->shown[k];
        if (!s->plan->has_levels) continue;
        if (status == YP_OK) status = add_prices(s, prices);
        if (status == YP_OK) status = add_amounts(s, amounts);
        add_accounts(s, accounts);
        add_unserved(s, unserved);
    }
    json_object_set_new(r->data, "prices", prices);
    json_object_set_new(r->data, "amounts", amounts);
    json_object_set_new(r->data, "accounts", accounts);
    json_object_set_new(r->data, "unserved", unserved);
    return status;
}
