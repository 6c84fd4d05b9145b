/* Through time: by block and region what is made, stored, exchanged and used of the main good, and its price.
 */
#include "output/internal.h"

#include <math.h>
#include <string.h>

enum { BLOCKS_SHOWN = 1500 };

/* A day of the plan: consecutive blocks. */
typedef struct {
    uint32_t first, count;
    int year, month, day;
    double weight; /* days of the year that it stands for */
    double load;   /* highest */
    bool is_shown;
} day;

/* What is drawn, and the days it is drawn for. */
typedef struct {
    const yp_reporting *r;
    day *days;
    size_t day_count;
    uint32_t *shown; /* [shown_count] blocks */
    size_t shown_count;
    double *load, *net_load, *variable; /* [blocks] of the first solve, all regions */
    double peak;                        /* highest load: against which a curve is nothing */
    json_t *curves;
} drawing;

/* ---- days ---- */

static void date_of(const yp_shown *s, size_t b, double elapsed, day *out)
{
    const yp_time *time = &s->c->time;
    int minute = 0;
    if (time->block_step)
        *out = (day){ .year = time->year, .month = time->month, .day = time->day + (int)(elapsed / 24) };
    else
        yp_time_date(time, s->plan->blocks.snapshot[b], &out->year, &out->month, &out->day, &minute);
}

static void find_days(const yp_shown *s, drawing *d)
{
    const yp_blocks *blocks = &s->plan->blocks;
    double elapsed = 0;
    for (size_t b = 0; d->days && b < blocks->count; b++) {
        day at = { 0 }, *last = d->day_count > 0 ? &d->days[d->day_count - 1] : NULL;
        date_of(s, b, elapsed, &at);
        elapsed += blocks->step[b];
        const bool is_same = last && last->year == at.year && last->month == at.month &&
                             last->day == at.day && blocks->period[b] == blocks->period[last->first];
        if (!is_same) {
            last = &d->days[d->day_count++];
            *last = at;
            last->first = (uint32_t)b;
        }
        last->count++;
        last->weight += s->hours[b] / 24;
        last->load = fmax(last->load, d->load[b]);
        d->peak = fmax(d->peak, d->load[b]);
    }
}

/* Of a long horizon whole days evenly over it, and the day of highest load; each stands for those around it.
 */
static void thin_days(drawing *d, size_t block_count)
{
    const size_t room = BLOCKS_SHOWN * d->day_count / block_count;
    const size_t wanted = block_count <= BLOCKS_SHOWN ? d->day_count : room > 2 ? room - 1 : 1;
    size_t peak = 0;
    for (size_t k = 0; k < d->day_count; k++)
        if (d->days[k].load > d->days[peak].load) peak = k;
    for (size_t j = 0; j < wanted; j++) {
        const size_t from = j * d->day_count / wanted, to = (j + 1) * d->day_count / wanted;
        const size_t middle = from + (to - from) / 2;
        double weight = 0;
        for (size_t k = from; k < to; k++)
            if (k == middle || k != peak) weight += d->days[k].weight;
        d->days[middle].weight = weight;
        d->days[middle].is_shown = true;
    }
    d->days[peak].is_shown = true;
}

static void list_shown(drawing *d)
{
    for (size_t k = 0; k < d->day_count; k++)
        for (uint32_t j = 0; d->days[k].is_shown && j < d->days[k].count; j++)
            d->shown[d->shown_count++] = d->days[k].first + j;
}

/* ---- demand less wind and sun, by which the kept days were chosen ---- */

static bool is_variable(const yp_shown *s, const yp_component *x)
{
    if (x->table != YP_SUPPLY || x->availability.series == YP_NONE || !isfinite(x->capacity)) return false;
    const double *values = s->plan->series[x->availability.series];
    for (size_t b = 1; b < s->plan->blocks.count; b++)
        if (s->plan->blocks.cycle[b] == s->plan->blocks.cycle[b - 1] && values[b] != values[b - 1])
            return true;
    return false;
}

static void take_load(const yp_shown *s, uint32_t good, drawing *d)
{
    for (uint32_t i = 0; i < s->c->component_count; i++) {
        const yp_component *x = &s->c->components[i];
        if (x->good != good || (x->table != YP_DEMAND && !is_variable(s, x))) continue;
        for (size_t b = 0; b < s->plan->blocks.count; b++) {
            if (x->table == YP_DEMAND) {
                d->load[b] += yp_shown_value(s, x->quantity, b);
                d->net_load[b] += yp_shown_value(s, x->quantity, b);
            } else {
                const double power = x->capacity * yp_shown_value(s, x->availability, b);
                d->net_load[b] -= power;
                d->variable[b] += power;
            }
        }
    }
}

/* Why a typical day was kept: its peak of net load is the highest of all, its wind and sun the least. */
static const char *kept_for(const drawing *d, const yp_case *c, const day *at)
{
    double peak = -INFINITY, calm = INFINITY, own_peak = -INFINITY, own_calm = INFINITY;
    if (c->time.method != YP_AGGREGATE_DAYS || c->time.block_step) return NULL;
    for (size_t k = 0; k < d->day_count; k++) {
        const day *other = &d->days[k];
        double highest = -INFINITY, sum = 0;
        for (uint32_t j = 0; j < other->count; j++) {
            highest = fmax(highest, d->net_load[other->first + j]);
            sum += d->variable[other->first + j];
        }
        peak = fmax(peak, highest);
        calm = fmin(calm, sum);
        if (other != at) continue;
        own_peak = highest;
        own_calm = sum;
    }
    if (c->time.keeps_peak_net_load && own_peak >= peak) return "peak_net_load";
    return c->time.keeps_low_wind_sun && own_calm <= calm ? "low_wind_sun" : NULL;
}

/* ---- curves ---- */

static void add_curve(drawing *d, const yp_shown *s, uint32_t region, const char *kind,
                      const char *technology, const double *values)
{
    double most = 0;
    for (size_t k = 0; k < d->shown_count; k++) most = fmax(most, fabs(values[d->shown[k]]));
    const bool is_price = strcmp(kind, "price") == 0;
    if (!(most > (is_price ? 0 : 1e-7 * d->peak))) return; /* nothing, or what a solver leaves of it */
    json_t *curve = json_object(), *list = json_array();
    for (size_t k = 0; k < d->shown_count; k++) {
        const double value = values[d->shown[k]];
        const double shown = fabs(value) < 1e-6 * most ? 0 : value; /* what a solver leaves of zero */
        json_array_append_new(list, yp_report_number(shown, YP_DIGITS_SERIES));
    }
    json_object_set_new(curve, "solve", json_string(s->id));
    json_object_set_new(curve, "region", json_string(s->c->places[region].id));
    json_object_set_new(curve, "kind", json_string(kind));
    json_object_set_new(curve, "technology", yp_report_text(technology));
    json_object_set_new(curve, "values", list);
    json_array_append_new(d->curves, curve);
}

/* What a curve gathers from one component at one block. */
typedef double (*measure)(const yp_shown *s, uint32_t component, uint32_t region, uint32_t good, size_t b);

static double ports_sum(const yp_shown *s, uint32_t i, uint32_t region, uint32_t good, size_t b, double sign)
{
    double sum = 0;
    for (uint32_t p = s->first_port[i]; p < s->first_port[i + 1]; p++) {
        const yp_port *port = &s->ports[p];
        if (port->good != good || yp_shown_region(s, port->place) != region) continue;
        const double hours = port->is_once ? s->plan->blocks.step[b] : 1;
        const double rate = yp_shown_coefficient(s, port, b) / hours * yp_shown_level(s, port->part, i, b);
        if (rate * sign > 0) sum += rate * sign;
    }
    return sum;
}

static double made_by(const yp_shown *s, uint32_t i, uint32_t region, uint32_t good, size_t b)
{
    const yp_table table = s->c->components[i].table;
    return table == YP_LINK || table == YP_DEMAND ? 0 : ports_sum(s, i, region, good, b, 1);
}

static double taken_in(const yp_shown *s, uint32_t i, uint32_t region, uint32_t good, size_t b)
{
    return s->c->components[i].table == YP_STORE ? ports_sum(s, i, region, good, b, -1) : 0;
}

static double load_of(const yp_shown *s, uint32_t i, uint32_t region, uint32_t good, size_t b)
{
    const yp_table table = s->c->components[i].table;
    return table == YP_LINK || table == YP_STORE ? 0 : ports_sum(s, i, region, good, b, -1);
}

static double unserved_by(const yp_shown *s, uint32_t i, uint32_t region, uint32_t good, size_t b)
{
    const yp_component *x = &s->c->components[i];
    const bool is_meant = x->table == YP_DEMAND && x->good == good && yp_shown_region(s, x->place) == region;
    if (!is_meant || !yp_plan_find(s->plan, YP_PART_WANTED, i)) return 0;
    return yp_shown_level(s, YP_PART_WANTED, i, b) - yp_shown_level(s, YP_PART_LEVEL, i, b);
}

static double stored_in(const yp_shown *s, uint32_t i, uint32_t region, uint32_t good, size_t b)
{
    const yp_component *x = &s->c->components[i];
    const bool is_meant = x->table == YP_STORE && x->good == good && yp_shown_region(s, x->place) == region;
    return is_meant ? yp_shown_level(s, YP_PART_STORED, i, b) : 0;
}

/* Net arrival over links whose other end lies in another region, or, with `is_outside`, in none. */
static double arriving(const yp_shown *s, uint32_t i, uint32_t region, uint32_t good, size_t b,
                       bool is_outside)
{
    const yp_component *x = &s->c->components[i];
    if (x->table != YP_LINK) return 0;
    const uint32_t from = yp_shown_region(s, x->place), to = yp_shown_region(s, x->to);
    if (from == to || (from != region && to != region)) return 0;
    if (((from == region ? to : from) == YP_NONE) != is_outside) return 0;
    return ports_sum(s, i, region, good, b, 1) - ports_sum(s, i, region, good, b, -1);
}

static double exchanged(const yp_shown *s, uint32_t i, uint32_t region, uint32_t good, size_t b)
{
    return arriving(s, i, region, good, b, false);
}

static double from_outside(const yp_shown *s, uint32_t i, uint32_t region, uint32_t good, size_t b)
{
    return arriving(s, i, region, good, b, true);
}

/* The sum of a measure over the components of a technology (NULL: all) by block. */
static void gather(const drawing *d, const yp_shown *s, uint32_t region, const char *technology, measure of,
                   double *values)
{
    memset(values, 0, s->plan->blocks.count * sizeof *values);
    for (uint32_t i = 0; i < s->c->component_count; i++) {
        const char *own = s->c->components[i].technology ? s->c->components[i].technology : "other";
        if (technology && strcmp(own, technology) != 0) continue;
        for (size_t k = 0; k < d->shown_count; k++)
            values[d->shown[k]] += of(s, i, region, d->r->main_good, d->shown[k]);
    }
}

static void gather_price(const yp_shown *s, uint32_t region, uint32_t good, double *values)
{
    for (size_t b = 0; b < s->plan->blocks.count; b++) {
        double money = 0, used = 0, plain = 0, nodes = 0;
        for (size_t n = 0; s->price && n < s->plan->plan_node_count; n++) {
            const yp_plan_node *node = &s->plan->nodes[n];
            if (node->good != good || yp_shown_region(s, node->place) != region) continue;
            money += s->price[n][b] * s->use[n][b];
            used += s->use[n][b];
            plain += s->price[n][b];
            nodes++;
        }
        values[b] = used > 0 ? money / used : nodes > 0 ? plain / nodes : 0;
    }
}

static void draw_technology(drawing *d, const yp_shown *s, uint32_t region, const char *technology,
                            double *values)
{
    gather(d, s, region, technology, made_by, values);
    add_curve(d, s, region, "made", technology, values);
    gather(d, s, region, technology, taken_in, values);
    add_curve(d, s, region, "stored_in", technology, values);
}

/* The technologies of the main good's makers, each once, in order of the components. */
static yp_status draw_technologies(drawing *d, const yp_shown *s, uint32_t region, double *values)
{
    yp_map *seen = yp_map_new(s->arena);
    bool no_memory = !seen;
    for (uint32_t i = 0; !no_memory && i < s->c->component_count; i++) {
        const yp_component *x = &s->c->components[i];
        const char *technology = x->technology ? x->technology : "other";
        if (x->table == YP_LINK || x->table == YP_DEMAND) continue;
        if (yp_map_add(seen, technology, strlen(technology), 0, &no_memory) == YP_NONE)
            draw_technology(d, s, region, technology, values);
    }
    return no_memory ? YP_NO_MEMORY : YP_OK;
}

static yp_status draw_region(drawing *d, const yp_shown *s, uint32_t region, double *values)
{
    static const struct {
        const char *kind, *technology;
        measure of;
    } curves[] = { { "made", "unserved", unserved_by },
                   { "exchange", NULL, exchanged },
                   { "outside", NULL, from_outside },
                   { "load", NULL, load_of },
                   { "stored", NULL, stored_in } };
    yp_status status = draw_technologies(d, s, region, values);
    for (size_t k = 0; k < sizeof curves / sizeof *curves; k++) {
        gather(d, s, region, NULL, curves[k].of, values);
        add_curve(d, s, region, curves[k].kind, curves[k].technology, values);
    }
    gather_price(s, region, d->r->main_good, values);
    add_curve(d, s, region, "price", NULL, values);
    return status;
}

/* ---- */

static json_t *days(const drawing *d, const yp_case *c)
{
    json_t *table = yp_report_table("date weight kept");
    for (size_t k = 0; k < d->day_count; k++) {
        const day *at = &d->days[k];
        char date[64];
        if (!at->is_shown) continue;
        snprintf(date, sizeof date, "%04d-%02d-%02d", at->year, at->month, at->day);
        yp_report_put_text(table, "date", date);
        yp_report_put_number(table, "weight", at->weight);
        yp_report_put_text(table, "kept", kept_for(d, c, at));
    }
    return table;
}

static json_t *blocks(const drawing *d, const yp_shown *s)
{
    json_t *table = yp_report_table("day hour");
    json_int_t index = 0;
    for (size_t k = 0; k < d->day_count; k++) {
        double hour = 0;
        if (!d->days[k].is_shown) continue;
        for (uint32_t j = 0; j < d->days[k].count; j++) {
            yp_report_put(table, "day", json_integer(index));
            yp_report_put_number(table, "hour", hour);
            hour += s->plan->blocks.step[d->days[k].first + j];
        }
        index++;
    }
    return table;
}

static yp_status take_room(drawing *d, const yp_shown *s, double **values)
{
    const size_t count = s->plan->blocks.count;
    d->days = yp_arena_take(s->arena, count, sizeof *d->days);
    d->shown = yp_arena_take(s->arena, count, sizeof *d->shown);
    d->load = yp_arena_take(s->arena, count, sizeof *d->load);
    d->net_load = yp_arena_take(s->arena, count, sizeof *d->net_load);
    d->variable = yp_arena_take(s->arena, count, sizeof *d->variable);
    *values = yp_arena_take(s->arena, count, sizeof **values);
    return d->days && d->shown && d->load && d->net_load && d->variable && *values ? YP_OK : YP_NO_MEMORY;
}

yp_status yp_report_add_series(yp_reporting *r)
{
    const yp_shown *first = &r->shown[0];
    drawing d = { .r = r };
    double *values = NULL;
    if (!first->plan->has_levels || r->main_good == YP_NONE || first->plan->blocks.count == 0) return YP_OK;
    yp_status status = take_room(&d, first, &values);
    if (status != YP_OK) return status;
    take_load(first, r->main_good, &d);
    find_days(first, &d);
    thin_days(&d, first->plan->blocks.count);
    list_shown(&d);
    d.curves = json_array();
    for (size_t k = 0; k < r->shown_count; k++) {
        const yp_shown *s = &r->shown[k];
        const bool is_alike = s->plan->has_levels && s->plan->blocks.count == first->plan->blocks.count;
        for (uint32_t p = 0; is_alike && p < s->c->place_count && status == YP_OK; p++)
            if (yp_shown_region(s, p) == p) status = draw_region(&d, s, p, values);
    }
    json_t *series = json_object();
    json_object_set_new(series, "good", json_string(r->c->goods[r->main_good].id));
    json_object_set_new(series, "days", days(&d, r->c));
    json_object_set_new(series, "blocks", blocks(&d, first));
    json_object_set_new(series, "curves", d.curves);
    json_object_set_new(r->data, "series", series);
    return status;
}
