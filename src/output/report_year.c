/* Yearly results of the solves that are shown: prices, amounts, accounts, what was not served. */
#include "output/internal.h"

#include <math.h>
#include <string.h>

/* ---- prices ---- */

typedef struct {
    double mean, minimum, maximum;
    bool is_there;
} price;

/* Is a node one of those that a price speaks of: that place, or, where it has none, those below it? */
static bool is_meant(const yp_shown *s, uint32_t n, uint32_t place, bool has_own)
{
    const uint32_t at = s->plan->nodes[n].place;
    return has_own ? at == place : yp_place_is_within(s->c, at, place);
}

/* Weighted by what is used at the place and below it; by hours where nothing is. */
static price price_of(const yp_shown *s, uint32_t place, uint32_t good)
{
    const bool has_own = yp_plan_node_find(s->plan, place, good) != YP_NONE;
    price p = { 0, INFINITY, -INFINITY, false };
    double used = 0, plain = 0, hours = 0;
    for (uint32_t n = 0; n < s->plan->plan_node_count; n++) {
        const yp_plan_node *node = &s->plan->nodes[n];
        if (node->good != good || !yp_place_is_within(s->c, node->place, place)) continue;
        const bool is_counted = is_meant(s, n, place, has_own);
        for (size_t b = 0; b < s->plan->blocks.count; b++) {
            const double value = s->price[n][b], volume = s->hours[b] * s->use[n][b];
            p.mean += volume * value;
            used += volume;
            if (!is_counted) continue;
            plain += s->hours[b] * value;
            hours += s->hours[b];
            p.minimum = fmin(p.minimum, value);
            p.maximum = fmax(p.maximum, value);
            p.is_there = true;
        }
    }
    p.mean = used > 0 ? p.mean / used : plain / hours;
    return p;
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

static void add_price(const yp_shown *s, json_t *table, uint32_t place, uint32_t good)
{
    const yp_case *c = s->c;
    const uint32_t from = node_place(s, place, good);
    const bool is_fine = c->goods[good].resolution == YP_BASE;
    const price p = price_of(s, from == YP_NONE ? place : from, good);
    if (!p.is_there) return;
    yp_report_put_text(table, "solve", s->id);
    yp_report_put_text(table, "good", c->goods[good].id);
    yp_report_put_text(table, "place", c->places[place].id);
    yp_report_put_number(table, "mean", p.mean);
    yp_report_put_number(table, "minimum", p.minimum);
    yp_report_put_number(table, "maximum", p.maximum);
    yp_report_put_number(table, "shortage_hours", is_fine ? shortage_hours(s, place, good) : NAN);
}

/* Of every place in a region, and of places outside that have a node of their own. */
static void add_prices(const yp_shown *s, json_t *table)
{
    for (uint32_t g = 0; s->price && g < s->c->good_count; g++)
        for (uint32_t p = 0; p < s->c->place_count; p++) {
            const bool has_own = yp_plan_node_find(s->plan, p, g) != YP_NONE;
            if (has_own || yp_shown_region(s, p) != YP_NONE) add_price(s, table, p, g);
        }
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
        add_prices(s, prices);
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
