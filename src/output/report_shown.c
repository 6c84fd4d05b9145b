/* A solve that is shown in full: its plan spread over base blocks, and what follows from it there. */
#include "output/internal.h"

#include "base/path.h"
#include "result/folder.h"

#include <math.h>

static double product(double a, double b)
{
    return a == 0 || b == 0 ? 0 : a * b;
}

static double years_of(const yp_plan *plan)
{
    double years = 0;
    for (size_t p = 0; p < plan->blocks.period_count; p++) years += plan->blocks.period_weight[p];
    return years > 0 ? years : 1;
}

double yp_shown_value(const yp_shown *s, yp_value value, size_t b)
{
    if (value.series == YP_NONE || yp_is_absent(value)) return value.offset;
    return value.offset + product(value.scale, s->plan->series[value.series][b]);
}

double yp_shown_coefficient(const yp_shown *s, const yp_port *port, size_t b)
{
    if (!yp_port_is_steady(s->c, port) && yp_port_at(s->c, s->plan, port, b) == 0) return 0;
    return yp_shown_value(s, port->coefficient, b);
}

/* ---- hours, prices, uses, ports ---- */

static yp_status take_hours(yp_shown *s)
{
    const yp_blocks *blocks = &s->plan->blocks;
    s->hours = yp_arena_take(s->arena, blocks->count, sizeof *s->hours);
    s->times = yp_arena_take(s->arena, blocks->count, sizeof *s->times);
    if (!s->hours || !s->times) return YP_NO_MEMORY;
    for (size_t b = 0; b < blocks->count; b++) {
        s->hours[b] = yp_block_hours(blocks, b) / (double)blocks->period_count;
        s->times[b] = blocks->times[YP_BASE][b] / s->years;
    }
    return YP_OK;
}

static yp_status take_prices(yp_shown *s)
{
    if (!s->plan->has_prices) return YP_OK;
    s->price = yp_arena_take(s->arena, s->plan->plan_node_count, sizeof *s->price);
    if (!s->price) return YP_NO_MEMORY;
    for (size_t n = 0; n < s->plan->plan_node_count; n++) {
        const yp_plan_node *node = &s->plan->nodes[n];
        const uint32_t *parent = s->plan->blocks.parent[node->resolution];
        double *out = s->price[n] = yp_arena_take(s->arena, s->plan->blocks.count, sizeof *out);
        if (!out) return YP_NO_MEMORY;
        for (size_t b = 0; b < s->plan->blocks.count; b++) out[b] = node->price[parent[b]];
    }
    return YP_OK;
}

static yp_status take_ports(yp_shown *s)
{
    size_t count = 0;
    s->first_port = yp_arena_take(s->arena, s->c->component_count + 1, sizeof *s->first_port);
    if (!s->first_port) return YP_NO_MEMORY;
    for (uint32_t i = 0; i < s->c->component_count; i++) {
        s->first_port[i] = (uint32_t)count;
        count += yp_ports(s->c, i, NULL, 0);
    }
    s->first_port[s->c->component_count] = (uint32_t)count;
    s->ports = yp_arena_take(s->arena, count, sizeof *s->ports);
    if (!s->ports) return YP_NO_MEMORY;
    for (uint32_t i = 0; i < s->c->component_count; i++)
        yp_ports(s->c, i, s->ports + s->first_port[i], s->first_port[i + 1] - s->first_port[i]);
    return YP_OK;
}

static yp_status take_all(yp_shown *s)
{
    s->years = years_of(s->plan);
    yp_status status = take_hours(s);
    if (status == YP_OK) status = take_ports(s);
    if (status != YP_OK || !s->plan->has_levels) return status;
    status = take_prices(s);
    if (status == YP_OK) status = yp_uses(s->c, s->plan, s->arena, &s->use);
    if (status == YP_OK && s->plan->has_prices) {
        status = yp_accounts_make(s->c, s->plan, &s->accounts);
        s->has_accounts = status == YP_OK;
    }
    return status;
}

yp_status yp_shown_read(const char *folder, const char *id, yp_diag *diag, yp_shown *out)
{
    yp_shown s = { .id = id, .arena = yp_arena_new(NULL), .years = 1 };
    if (!s.arena) return YP_NO_MEMORY;
    yp_status status = yp_plan_read(folder, diag, &s.c, &s.plan);
    if (status == YP_OK) status = take_all(&s);
    if (status == YP_OK)
        *out = s;
    else
        yp_shown_free(&s);
    return status;
}

void yp_shown_free(yp_shown *shown)
{
    yp_plan_free(shown->plan);
    yp_case_free(shown->c);
    yp_arena_free(shown->arena);
}

/* ---- levels, prices and bounds ---- */

double yp_shown_level(const yp_shown *s, yp_part part, uint32_t owner, size_t b)
{
    const yp_plan_activity *activity = yp_plan_find(s->plan, part, owner);
    return activity ? activity->level[s->plan->blocks.parent[activity->resolution][b]] : 0;
}

double yp_shown_price(const yp_shown *s, uint32_t place, uint32_t good, size_t b)
{
    const uint32_t n = s->price ? yp_plan_node_find(s->plan, place, good) : YP_NONE;
    return n == YP_NONE ? NAN : s->price[n][b];
}

double yp_shown_weight(const yp_shown *s, bool is_stock, size_t b)
{
    return is_stock ? s->times[b] : s->hours[b];
}

static bool is_in_years(const yp_shown *s, int from_year, int to_year, size_t b)
{
    const uint32_t p = s->plan->blocks.period[b];
    return p >= s->c->period_count || yp_years_hold(from_year, to_year, s->c->periods[p].year);
}

/* The barrier if it stands in a direction of a link at a block, else NULL. */
static const yp_barrier *standing(const yp_shown *s, size_t barrier, uint32_t link, bool is_forward, size_t b)
{
    const yp_barrier *row = &s->c->barriers[barrier];
    if (!is_in_years(s, row->from_year, row->to_year, b)) return NULL;
    for (size_t k = 0; !row->is_lifted && k < row->crossing_count; k++) {
        const yp_crossing *crossing = &row->crossings[k];
        if (crossing->link != link || !(is_forward ? crossing->forward : crossing->backward)) continue;
        return row;
    }
    return NULL;
}

/* The share of a link's capacity that barriers leave in a direction. */
static double usable_share(const yp_shown *s, uint32_t link, bool is_forward, size_t b)
{
    double share = 1;
    for (size_t k = 0; k < s->c->barrier_count; k++) {
        const yp_barrier *barrier = standing(s, k, link, is_forward, b);
        if (barrier && barrier->kind == YP_BARRIER_CLOSED) return 0;
        if (barrier && barrier->kind == YP_BARRIER_SHARE) share *= yp_shown_value(s, barrier->value, b);
    }
    return share;
}

static double capacity_of(const yp_shown *s, uint32_t i, size_t b)
{
    const uint32_t holder = s->c->components[i].capacity_of == YP_NONE ? i : s->c->components[i].capacity_of;
    return s->c->components[holder].capacity + yp_shown_level(s, YP_PART_BUILT, holder, 0) -
           yp_shown_level(s, YP_PART_RETIRED, holder, b);
}

double yp_shown_upper(const yp_shown *s, yp_part part, uint32_t owner, size_t b)
{
    const yp_component *x = &s->c->components[owner];
    if (!yp_is_absent(x->fixed)) {
        const double fixed = yp_shown_value(s, x->fixed, b);
        if (!isnan(fixed)) return fixed;
    }
    yp_value share = x->availability;
    if (part == YP_PART_REVERSE) share = x->reverse;
    if (part == YP_PART_IN) share = x->charge_share;
    double bound = product(yp_shown_value(s, share, b), capacity_of(s, owner, b));
    if (x->table == YP_LINK) bound = product(bound, usable_share(s, owner, part == YP_PART_LEVEL, b));
    return bound;
}

double yp_shown_lower(const yp_shown *s, yp_part part, uint32_t owner, size_t b)
{
    const yp_component *x = &s->c->components[owner];
    if (part != YP_PART_LEVEL) return 0;
    if (!yp_is_absent(x->fixed) && !isnan(yp_shown_value(s, x->fixed, b)))
        return yp_shown_value(s, x->fixed, b);
    return product(yp_shown_value(s, x->minimum, b), capacity_of(s, owner, b));
}

/* ---- margins ---- */

/* Money per unit and hour of a price, in the balance of whose good a level counts. A stock's price is per
 * occurrence; a coarser good counts the hours of the year. */
static double price_per_hour(const yp_shown *s, uint32_t i, const yp_port *port, size_t b)
{
    const yp_blocks *blocks = &s->plan->blocks;
    const yp_good *good = &s->c->goods[port->good];
    const double price = yp_shown_price(s, port->place, port->good, b);
    if (isnan(price)) return 0;
    if (s->c->components[i].is_stock) return price;
    if (good->kind == YP_STOCK) return price * blocks->times[YP_BASE][b] / blocks->weight_hours[YP_BASE][b];
    return good->resolution == YP_BASE ? price : price * blocks->sum[b] / blocks->cost[b];
}

/* What borders and taxes charge in a direction. */
static double charges(const yp_shown *s, yp_part part, uint32_t i, size_t b)
{
    const yp_case *c = s->c;
    const bool is_forward = part != YP_PART_REVERSE;
    double sum = 0;
    for (size_t k = 0; c->components[i].table == YP_LINK && k < c->barrier_count; k++) {
        const yp_barrier *barrier = standing(s, k, i, is_forward, b);
        const bool is_charge =
            barrier && (barrier->kind == YP_BARRIER_COST || barrier->kind == YP_BARRIER_TARIFF);
        if (is_charge) sum += yp_shown_value(s, barrier->value, b);
    }
    for (size_t k = 0; k < c->tax_count; k++) {
        const yp_tax *tax = &c->taxes[k];
        if (!is_in_years(s, tax->from_year, tax->to_year, b)) continue;
        if (tax->component != i || tax->is_lifted) continue;
        const bool acts =
            tax->border_barrier == YP_NONE || standing(s, tax->border_barrier, i, is_forward, b) != NULL;
        if (acts) sum += yp_shown_value(s, tax->rate, b);
    }
    return sum;
}

/* What the private rows that a level lies in add: duals per unit and hour. */
static double duals(const yp_shown *s, yp_part part, uint32_t i, size_t b)
{
    const yp_blocks *blocks = &s->plan->blocks;
    const double direction = part == YP_PART_REVERSE ? -1 : 1;
    double sum = 0;
    for (size_t k = 0; k < s->plan->plan_row_count; k++) {
        const yp_plan_row *row = &s->plan->rows[k];
        const uint32_t at = blocks->parent[row->resolution][b];
        if (row->kind == YP_ROW_TOTAL && row->owner == i)
            sum += row->dual[at] * blocks->sum[b] / blocks->weight_hours[YP_BASE][b];
        const yp_row_kind steps = part == YP_PART_IN ? YP_ROW_CHARGE_STEPS : YP_ROW_STEPS;
        if (row->kind == steps && row->owner == i)
            sum += row->dual[at] / blocks->weight_hours[row->resolution][at];
        if (row->kind != YP_ROW_LIMIT && row->kind != YP_ROW_SCHEDULE && row->kind != YP_ROW_DELIVERY)
            continue;
        const yp_barrier *barrier = &s->c->barriers[row->owner];
        for (size_t j = 0; !barrier->is_lifted && j < barrier->crossing_count; j++) {
            const yp_crossing *crossing = &barrier->crossings[j];
            if (crossing->link != i) continue;
            if (row->kind == YP_ROW_DELIVERY)
                sum += direction * crossing->sign * row->dual[at] * blocks->sum[b] /
                       blocks->weight_hours[YP_BASE][b];
            else if (row->kind == YP_ROW_SCHEDULE)
                sum += direction * crossing->sign * row->dual[at] / blocks->weight_hours[row->resolution][at];
            else if (direction > 0 ? crossing->forward : crossing->backward)
                sum += row->dual[at] / blocks->weight_hours[row->resolution][at];
        }
    }
    return sum;
}

double yp_shown_margin(const yp_shown *s, yp_part part, uint32_t owner, size_t b)
{
    const yp_component *x = &s->c->components[owner];
    double margin = duals(s, part, owner, b) - charges(s, part, owner, b) - yp_shown_value(s, x->cost, b);
    margin -= product(yp_shown_value(s, x->cost_slope, b), yp_shown_level(s, part, owner, b));
    for (uint32_t p = s->first_port[owner]; p < s->first_port[owner + 1]; p++) {
        const yp_port *port = &s->ports[p];
        if (port->part != part) continue;
        margin += product(yp_shown_coefficient(s, port, b), price_per_hour(s, owner, port, b));
    }
    return margin;
}

/* ---- words about the case ---- */

uint32_t yp_shown_region(const yp_shown *s, uint32_t place)
{
    return place == YP_NONE ? YP_NONE : s->c->places[place].region;
}

bool yp_good_is_permit(const yp_case *c, uint32_t good)
{
    if (c->goods[good].resolution < YP_YEAR || c->goods[good].kind != YP_FLOW) return false;
    for (size_t i = 0; i < c->component_count; i++)
        if (c->components[i].table == YP_DEMAND && c->components[i].good == good) return false;
    for (size_t k = 0; k < c->coefficient_count; k++)
        if (c->coefficients[k].good == good) return true;
    return false;
}
