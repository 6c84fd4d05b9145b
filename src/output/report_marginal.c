/* Which technology sets the price of the main good in each region and block: one whose level lies strictly
 * between its bounds there, so that its own cost is the price. */
#include "output/internal.h"

#include <math.h>
#include <string.h>

enum { TECHNOLOGY_ROOM = 256 };

/* Hours and price × hours by technology of one region. */
typedef struct {
    const char *technology[TECHNOLOGY_ROOM];
    double hours[TECHNOLOGY_ROOM], money[TECHNOLOGY_ROOM];
    size_t count;
} tally;

/* One region of one solve being looked at. */
typedef struct {
    const yp_shown *s;
    uint32_t good, region;
} looking;

static void count_hours(tally *t, const char *technology, double hours, double price)
{
    size_t k = 0;
    while (k < t->count && strcmp(t->technology[k], technology) != 0) k++;
    if (k == TECHNOLOGY_ROOM) return;
    if (k == t->count) {
        t->count++;
        t->technology[k] = technology;
        t->hours[k] = t->money[k] = 0;
    }
    t->hours[k] += hours;
    t->money[k] += hours * price;
}

/* Distance from a level to the nearer of its bounds; at most 0 at a bound. */
static double room_of(const yp_shown *s, yp_part part, uint32_t i, size_t b)
{
    const double level = yp_shown_level(s, part, i, b), upper = yp_shown_upper(s, part, i, b);
    const double room = fmin(level - yp_shown_lower(s, part, i, b), upper - level);
    return room > 1e-6 * (1 + fabs(level)) ? room : 0;
}

/* The room of a supply that sets the price at its node, or 0. */
static double supply_room(const yp_shown *s, uint32_t i, size_t b)
{
    const double room = room_of(s, YP_PART_LEVEL, i, b);
    if (room == 0) return 0;
    const double price = yp_shown_price(s, s->c->components[i].place, s->c->components[i].good, b);
    return fabs(yp_shown_margin(s, YP_PART_LEVEL, i, b)) <= 1e-4 * (1 + fabs(price)) ? room : 0;
}

static double store_room(const yp_shown *s, uint32_t i, size_t b)
{
    return fmax(room_of(s, YP_PART_OUT, i, b), room_of(s, YP_PART_IN, i, b));
}

static bool is_candidate(const looking *l, uint32_t i, yp_table table)
{
    const yp_component *x = &l->s->c->components[i];
    return x->table == table && x->good == l->good && x->resolution == YP_BASE && yp_is_absent(x->fixed);
}

/* The technology with most room among those of a table, in the region or, at the region's price, elsewhere.
 */
static const char *widest(const looking *l, yp_table table, bool is_here, double price, size_t b)
{
    const yp_case *c = l->s->c;
    const char *best = NULL;
    double most = 0;
    for (uint32_t i = 0; i < c->component_count; i++) {
        const yp_component *x = &c->components[i];
        if (!is_candidate(l, i, table) || (yp_shown_region(l->s, x->place) == l->region) != is_here) continue;
        const double there = yp_shown_price(l->s, x->place, x->good, b);
        if (!(fabs(there - price) <= 1e-4 * (1 + fabs(price)))) continue;
        const double room = table == YP_STORE ? store_room(l->s, i, b) : supply_room(l->s, i, b);
        if (room <= most) continue;
        most = room;
        best = x->technology ? x->technology : "other";
    }
    return best;
}

static bool is_short(const looking *l, size_t b)
{
    for (uint32_t i = 0; i < l->s->c->component_count; i++) {
        const yp_component *x = &l->s->c->components[i];
        if (x->table != YP_DEMAND || x->good != l->good || yp_shown_region(l->s, x->place) != l->region)
            continue;
        if (!yp_plan_find(l->s->plan, YP_PART_WANTED, i)) continue;
        const double wanted = yp_shown_level(l->s, YP_PART_WANTED, i, b);
        if (wanted - yp_shown_level(l->s, YP_PART_LEVEL, i, b) > 1e-6 * (1 + fabs(wanted))) return true;
    }
    return false;
}

/* The region's own supplies come first, then its stores, then what is elsewhere at the same price; else the
 * price comes over a border with a charge or a loss. */
static const char *setter(const looking *l, double price, size_t b)
{
    if (is_short(l, b)) return "unserved";
    const char *found = widest(l, YP_SUPPLY, true, price, b);
    if (!found) found = widest(l, YP_STORE, true, price, b);
    if (!found) found = widest(l, YP_SUPPLY, false, price, b);
    if (!found) found = widest(l, YP_STORE, false, price, b);
    return found ? found : "exchange";
}

/* The price where most of the good is used in the region; NaN without a node. */
static double price_in(const looking *l, size_t b)
{
    const yp_shown *s = l->s;
    double most = -1, price = NAN;
    for (size_t n = 0; n < s->plan->plan_node_count; n++) {
        const yp_plan_node *node = &s->plan->nodes[n];
        if (node->good != l->good || yp_shown_region(s, node->place) != l->region) continue;
        if (s->use[n][b] <= most) continue;
        most = s->use[n][b];
        price = s->price[n][b];
    }
    return price;
}

static void put(json_t *table, const looking *l, const tally *t)
{
    for (size_t k = 0; k < t->count; k++) {
        yp_report_put_text(table, "solve", l->s->id);
        yp_report_put_text(table, "region", l->s->c->places[l->region].id);
        yp_report_put_text(table, "technology", t->technology[k]);
        yp_report_put_number(table, "hours", t->hours[k]);
        yp_report_put_number(table, "price", t->money[k] / t->hours[k]);
    }
}

static void look(const looking *l, json_t *table)
{
    tally t = { .count = 0 };
    for (size_t b = 0; b < l->s->plan->blocks.count; b++) {
        const double price = price_in(l, b);
        if (!isnan(price) && l->s->hours[b] > 0) count_hours(&t, setter(l, price, b), l->s->hours[b], price);
    }
    put(table, l, &t);
}

yp_status yp_report_add_marginal(yp_reporting *r)
{
    json_t *table = yp_report_table("solve region technology hours price");
    for (size_t k = 0; k < r->shown_count; k++) {
        const yp_shown *s = &r->shown[k];
        for (uint32_t p = 0; s->price && r->main_good != YP_NONE && p < s->c->place_count; p++)
            if (yp_shown_region(s, p) == p) look(&(looking){ s, r->main_good, p }, table);
    }
    json_object_set_new(r->data, "marginal", table);
    return YP_OK;
}
