/* What crosses borders, and permits: how many there are, how many are used, what one is worth. */
#include "output/internal.h"

#include <math.h>

/* ---- flows ---- */

/* What goes through a link in one direction over the year. */
typedef struct {
    double sent, arrived, rent, hours_at_limit;
} flow;

static double level_in(const yp_shown *s, uint32_t link, bool is_forward, size_t b)
{
    const double forward = yp_shown_level(s, YP_PART_LEVEL, link, b);
    if (is_forward) return fmax(forward, 0);
    return yp_shown_level(s, YP_PART_REVERSE, link, b) + fmax(-forward, 0);
}

/* The ports of a link: sent and arrived forward, sent and arrived backward. */
static flow flow_of(const yp_shown *s, uint32_t link, bool is_forward)
{
    const yp_component *x = &s->c->components[link];
    const yp_port *out = &s->ports[s->first_port[link] + (is_forward ? 0 : 2)], *in = out + 1;
    const yp_part part = is_forward ? YP_PART_LEVEL : YP_PART_REVERSE;
    const bool is_given = !yp_is_absent(x->fixed);
    flow f = { 0 };
    double all_hours = 0;
    for (size_t b = 0; b < s->plan->blocks.count; b++) {
        const double level = level_in(s, link, is_forward, b), upper = yp_shown_upper(s, part, link, b);
        const double arrived = level * yp_shown_value(s, in->coefficient, b);
        const double from = yp_shown_price(s, out->place, out->good, b),
                     to = yp_shown_price(s, in->place, in->good, b);
        all_hours += s->hours[b];
        f.sent += s->hours[b] * level;
        f.arrived += s->hours[b] * arrived;
        if (level > 0) f.rent += yp_shown_weight(s, x->is_stock, b) * (to * arrived - from * level);
        if (level > 0 && level >= upper * (1 - 1e-6)) f.hours_at_limit += s->hours[b];
    }
    if (x->is_stock) {
        f.sent /= all_hours;
        f.arrived /= all_hours;
    }
    if (is_given || isinf(x->capacity)) f.hours_at_limit = NAN;
    return f;
}

/* Links within the outside are nobody's trade here. */
static bool crosses(const yp_shown *s, const yp_component *x)
{
    return yp_shown_region(s, x->place) != yp_shown_region(s, x->to);
}

/* A direction counts as used above a millionth of what the link carries at all. */
static void add_flow(const yp_shown *s, json_t *table, uint32_t link, bool is_forward)
{
    const yp_case *c = s->c;
    const yp_component *x = &c->components[link];
    const flow f = flow_of(s, link, is_forward), back = flow_of(s, link, !is_forward);
    if (!(f.sent > 1e-6 * (1 + back.sent))) return;
    yp_report_put_text(table, "solve", s->id);
    yp_report_put_text(table, "good", c->goods[x->good].id);
    yp_report_put_text(table, "link", x->id);
    yp_report_put_text(table, "from", c->places[is_forward ? x->place : x->to].id);
    yp_report_put_text(table, "to", c->places[is_forward ? x->to : x->place].id);
    yp_report_put_number(table, "sent", f.sent);
    yp_report_put_number(table, "arrived", f.arrived);
    yp_report_put_number(table, "rent", f.rent);
    yp_report_put_number(table, "hours_at_limit", f.hours_at_limit);
}

static void add_flows(const yp_shown *s, json_t *table)
{
    for (uint32_t i = 0; i < s->c->component_count; i++) {
        const yp_component *x = &s->c->components[i];
        if (x->table != YP_LINK || !crosses(s, x)) continue;
        add_flow(s, table, i, true);
        add_flow(s, table, i, false);
    }
}

/* ---- permits ---- */

/* Was a supply given for nothing, like an allocation? What costs money is a way to get more. */
static bool is_given(const yp_component *x)
{
    return x->cost.series == YP_NONE && x->cost.offset == 0;
}

/* What a region may use up in a year of its own: what it was given, or, where nothing is, all it can get. */
static double supply_of(const yp_shown *s, uint32_t region, uint32_t good)
{
    double all = 0, given = 0;
    for (uint32_t i = 0; i < s->c->component_count; i++) {
        const yp_component *x = &s->c->components[i];
        if (x->table != YP_SUPPLY || x->good != good || yp_shown_region(s, x->place) != region) continue;
        double supply = 0;
        for (size_t b = 0; b < s->plan->blocks.count; b++)
            supply += s->hours[b] * yp_shown_upper(s, YP_PART_LEVEL, i, b);
        all += supply;
        if (is_given(x)) given += supply;
    }
    return given > 0 ? given : all;
}

/* Mean price of a good over the nodes of a region, weighted by use; by node where nothing is used. */
static double price_in(const yp_shown *s, uint32_t region, uint32_t good)
{
    double money = 0, used = 0, plain = 0, hours = 0;
    for (size_t n = 0; s->price && n < s->plan->plan_node_count; n++) {
        const yp_plan_node *node = &s->plan->nodes[n];
        if (node->good != good || yp_shown_region(s, node->place) != region) continue;
        for (size_t b = 0; b < s->plan->blocks.count; b++) {
            const double volume = s->hours[b] * s->use[n][b];
            money += volume * s->price[n][b];
            used += volume;
            plain += s->hours[b] * s->price[n][b];
            hours += s->hours[b];
        }
    }
    return used > 0 ? money / used : hours > 0 ? plain / hours : NAN;
}

/* A price of no more than what rounding leaves is none. */
static double without_dust(double value)
{
    return fabs(value) < 1e-6 ? 0 : value;
}

static void add_permits(const yp_shown *s, json_t *table)
{
    const yp_case *c = s->c;
    for (uint32_t g = 0; g < c->good_count; g++) {
        if (!yp_good_is_permit(c, g)) continue;
        for (uint32_t p = 0; p < c->place_count; p++) {
            if (yp_shown_region(s, p) != p) continue;
            yp_report_put_text(table, "solve", s->id);
            yp_report_put_text(table, "good", c->goods[g].id);
            yp_report_put_text(table, "region", c->places[p].id);
            yp_report_put_number(table, "used",
                                 yp_sum_of(c, s->plan, YP_EMITTED, &(yp_choice){ NULL, p, g }));
            yp_report_put_number(table, "supply", supply_of(s, p, g));
            yp_report_put_number(table, "price", without_dust(price_in(s, p, g)));
        }
    }
}

yp_status yp_report_add_trade(yp_reporting *r)
{
    json_t *flows = yp_report_table("solve good link from to sent arrived rent hours_at_limit");
    json_t *permits = yp_report_table("solve good region used supply price");
    for (size_t k = 0; k < r->shown_count; k++) {
        if (!r->shown[k].plan->has_levels) continue;
        add_flows(&r->shown[k], flows);
        add_permits(&r->shown[k], permits);
    }
    json_object_set_new(r->data, "flows", flows);
    json_object_set_new(r->data, "permits", permits);
    return YP_OK;
}
