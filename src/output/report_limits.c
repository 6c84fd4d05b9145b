/* Why the prices are what they are: the limits that bind, by what they are worth in a year. */
#include "output/internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LIMITS_SHOWN = 20 };

typedef struct {
    const char *kind, *id, *name, *name_zh;
    uint32_t good, region;
    double hours, worth;
} limit;

/* The limits found so far of one solve; room for every candidate. */
typedef struct {
    const yp_shown *s;
    limit *limits;
    size_t count;
} finding;

static void keep(finding *f, limit found)
{
    if (found.worth > 0 && isfinite(found.worth)) f->limits[f->count++] = found;
}

/* ---- bounds of components ---- */

/* The money of a year that a level's upper bound earns, in the blocks where the level lies at it. */
static void add_bound(finding *f, const char *kind, yp_part part, uint32_t i)
{
    const yp_shown *s = f->s;
    const yp_component *x = &s->c->components[i];
    const bool is_signed_back = part == YP_PART_REVERSE && !yp_plan_find(s->plan, part, i);
    const bool is_coarse = x->resolution >= YP_YEAR;
    limit found = { kind, x->id, x->name, x->name_zh, x->good, yp_shown_region(s, x->place), 0, 0 };
    for (size_t b = 0; b < s->plan->blocks.count; b++) {
        const double level =
            is_signed_back ? -yp_shown_level(s, YP_PART_LEVEL, i, b) : yp_shown_level(s, part, i, b);
        const double upper = yp_shown_upper(s, part, i, b);
        if (!(upper > 0) || !isfinite(upper) || level < upper * (1 - 1e-6)) continue;
        const double margin =
            is_signed_back ? -yp_shown_margin(s, YP_PART_LEVEL, i, b) : yp_shown_margin(s, part, i, b);
        if (!(margin > 1e-6)) continue;
        found.worth += yp_shown_weight(s, x->is_stock, b) * margin * upper;
        found.hours += s->hours[b];
    }
    if (is_coarse) found.hours = NAN;
    if (x->table == YP_LINK) found.region = YP_NONE;
    keep(f, found);
}

/* Both directions of a link are one limit: the same line binds in either. */
static void add_link(finding *f, uint32_t i)
{
    const size_t before = f->count;
    add_bound(f, "link", YP_PART_LEVEL, i);
    add_bound(f, "link", YP_PART_REVERSE, i);
    if (f->count < before + 2) return;
    f->limits[before].worth += f->limits[before + 1].worth;
    f->limits[before].hours += f->limits[before + 1].hours;
    f->count = before + 1;
}

static void add_components(finding *f)
{
    const yp_case *c = f->s->c;
    for (uint32_t i = 0; i < c->component_count; i++) {
        const yp_component *x = &c->components[i];
        if (!yp_is_absent(x->fixed)) continue;
        if (x->table == YP_LINK) add_link(f, i);
        if (x->table != YP_SUPPLY && x->table != YP_PROCESS) continue;
        const bool is_permit = x->table == YP_SUPPLY && yp_good_is_permit(c, x->good);
        add_bound(f, is_permit ? "permit" : "capacity", YP_PART_LEVEL, i);
    }
}

/* ---- rows: barriers, totals ---- */

static double right_side(const yp_shown *s, const yp_plan_row *row, size_t b)
{
    const yp_barrier *barrier = &s->c->barriers[row->owner];
    const double value = yp_shown_value(s, barrier->value, b);
    return row->kind == YP_ROW_DELIVERY ? value * s->plan->blocks.year_share : value;
}

/* Money of the horizon that a row's right-hand side costs, and the hours in which it does. */
static double row_worth(const yp_shown *s, const yp_plan_row *row, double *hours)
{
    const yp_blocks *blocks = &s->plan->blocks;
    double worth = 0;
    *hours = 0;
    for (size_t b = 0; b < blocks->count; b++) {
        const uint32_t at = blocks->parent[row->resolution][b];
        const bool is_first = b == 0 || blocks->parent[row->resolution][b - 1] != at;
        if (fabs(row->dual[at]) <= 1e-9) continue;
        *hours += s->hours[b];
        if (!is_first) continue;
        double side = 0;
        if (row->kind == YP_ROW_TOTAL) {
            const yp_component *x = &s->c->components[row->owner];
            side = row->dual[at] > 0 ? x->total_minimum : x->total_maximum;
            if (x->total_per == YP_YEAR) side *= blocks->year_share;
        } else {
            side = right_side(s, row, b);
        }
        worth += fabs(row->dual[at] * side);
    }
    return worth / s->years;
}

static void add_row(finding *f, const yp_plan_row *row)
{
    const yp_case *c = f->s->c;
    limit found = { .good = YP_NONE, .region = YP_NONE };
    found.worth = row_worth(f->s, row, &found.hours);
    if (row->resolution >= YP_YEAR) found.hours = NAN;
    if (row->kind == YP_ROW_TOTAL) {
        const yp_component *x = &c->components[row->owner];
        found.kind = "energy", found.id = x->id, found.name = x->name, found.name_zh = x->name_zh;
        found.good = x->good, found.region = yp_shown_region(f->s, x->place);
    } else {
        const yp_barrier *barrier = &c->barriers[row->owner];
        if (barrier->is_lifted) return;
        found.kind = "barrier", found.id = barrier->id, found.name = barrier->name,
        found.name_zh = barrier->name_zh;
        if (barrier->crossing_count > 0) found.good = c->components[barrier->crossings[0].link].good;
    }
    keep(f, found);
}

static void add_rows(finding *f)
{
    for (size_t k = 0; k < f->s->plan->plan_row_count; k++) {
        const yp_plan_row *row = &f->s->plan->rows[k];
        const yp_row_owner owner = yp_row_owner_of(row->kind);
        if (owner == YP_OWNER_BARRIER || row->kind == YP_ROW_TOTAL) add_row(f, row);
    }
}

/* ---- needs of stocks: reserve ---- */

static void add_reserves(finding *f)
{
    const yp_shown *s = f->s;
    for (uint32_t i = 0; i < s->c->component_count; i++) {
        const yp_component *x = &s->c->components[i];
        if (x->table != YP_DEMAND || s->c->goods[x->good].kind != YP_STOCK) continue;
        limit found = { "reserve", x->id, x->name, x->name_zh, x->good, yp_shown_region(s, x->place), 0, 0 };
        for (size_t b = 0; b < s->plan->blocks.count; b++) {
            const double price = yp_shown_price(s, x->place, x->good, b);
            if (!(price > 1e-6)) continue;
            found.worth += s->times[b] * price * yp_shown_level(s, YP_PART_LEVEL, i, b);
            found.hours += s->hours[b];
        }
        keep(f, found);
    }
}

static int by_worth(const void *a, const void *b)
{
    const limit *x = a, *y = b;
    if (x->worth != y->worth) return x->worth < y->worth ? 1 : -1;
    return strcmp(x->id, y->id);
}

static void put(json_t *table, const yp_shown *s, const limit *row)
{
    yp_report_put_text(table, "solve", s->id);
    yp_report_put_text(table, "kind", row->kind);
    yp_report_put_text(table, "id", row->id);
    yp_report_put_text(table, "name", row->name);
    yp_report_put_text(table, "name_zh", row->name_zh);
    yp_report_put_text(table, "good", row->good == YP_NONE ? "" : s->c->goods[row->good].id);
    yp_report_put_text(table, "region", row->region == YP_NONE ? NULL : s->c->places[row->region].id);
    yp_report_put_number(table, "hours", row->hours);
    yp_report_put_number(table, "worth", row->worth);
}

static bool is_same(const limit *a, const limit *b)
{
    return strcmp(a->kind, b->kind) == 0 && strcmp(a->id, b->id) == 0;
}

static bool is_among_largest(const finding *f, const limit *row)
{
    for (size_t k = 0; k < f->count && k < LIMITS_SHOWN; k++)
        if (is_same(&f->limits[k], row)) return true;
    return false;
}

static yp_status find_limits(const yp_shown *s, finding *f)
{
    *f = (finding){ .s = s };
    if (!s->price) return YP_OK;
    f->limits =
        yp_arena_take(s->arena, 2 * s->c->component_count + s->plan->plan_row_count, sizeof *f->limits);
    if (!f->limits) return YP_NO_MEMORY;
    add_components(f);
    add_rows(f);
    add_reserves(f);
    if (f->count > 0) qsort(f->limits, f->count, sizeof *f->limits, by_worth);
    return YP_OK;
}

/* The largest of either solve, of both: so that what no longer binds much is not taken for nothing. */
yp_status yp_report_add_limits(yp_reporting *r)
{
    json_t *table = yp_report_table("solve kind id name name_zh good region hours worth");
    finding found[2] = { 0 };
    json_object_set_new(r->data, "limits", table);
    for (size_t k = 0; k < r->shown_count; k++) {
        yp_status status = find_limits(&r->shown[k], &found[k]);
        if (status != YP_OK) return status;
    }
    for (size_t k = 0; k < r->shown_count; k++)
        for (size_t j = 0; j < found[k].count; j++) {
            const limit *row = &found[k].limits[j];
            if (j < LIMITS_SHOWN || is_among_largest(&found[1 - k], row)) put(table, &r->shown[k], row);
        }
    return YP_OK;
}
