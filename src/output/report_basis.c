/* What the result is held against and what it rests on: statistics, quality of the rows, sources. */
#include "output/internal.h"

#include "result/measure.h"

#include <math.h>
#include <string.h>

/* ---- comparison ---- */

static bool is_same(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

/* The value of a key in a selector such as "place=310000;group=thermal", in the arena; NULL if it is not
 * there. */
static const char *key_of(yp_arena *arena, const char *selector, const char *key)
{
    const size_t length = strlen(key);
    while (selector && *selector) {
        const size_t part = strcspn(selector, ";");
        if (part > length && strncmp(selector, key, length) == 0 && selector[length] == '=')
            return yp_arena_text(arena, selector + length + 1, part - length - 1);
        selector += part + (selector[part] == ';');
    }
    return NULL;
}

static const char *class_of(yp_arena *arena, const char *selector)
{
    const char *group = key_of(arena, selector, "group");
    return group ? group : key_of(arena, selector, "technology");
}

/* The place that all regions lie in: what a figure without a place speaks of. */
static const char *whole_of(const yp_shown *s)
{
    const yp_case *c = s->c;
    uint32_t whole = YP_NONE;
    for (uint32_t p = 0; p < c->place_count; p++) {
        if (yp_shown_region(s, p) != p) continue;
        if (whole == YP_NONE) whole = c->places[p].parent;
        while (whole != YP_NONE && !yp_place_is_within(c, p, whole)) whole = c->places[whole].parent;
    }
    return whole == YP_NONE ? "" : c->places[whole].id;
}

static uint32_t good_of(yp_arena *arena, const yp_case *c, const char *selector)
{
    const char *id = key_of(arena, selector, "good");
    return id ? yp_map_find(c->good_map, id, strlen(id)) : YP_NONE;
}

/* The component that a bare id names, or YP_NONE. */
static uint32_t component_of(const yp_case *c, const char *selector)
{
    return selector ? yp_map_find(c->component_map, selector, strlen(selector)) : YP_NONE;
}

static const char *unit_of(yp_arena *arena, const yp_case *c, const yp_expect *expect)
{
    const uint32_t good = good_of(arena, c, expect->selector), component = component_of(c, expect->selector);
    if (strncmp(expect->measure, "share:", 6) == 0) return "1";
    if (strcmp(expect->measure, "objective") == 0 || strcmp(expect->measure, "welfare") == 0) return c->money;
    if (component != YP_NONE && c->components) {
        const yp_component *x = &c->components[component];
        const bool is_amount = !expect->block || !*expect->block;
        const bool is_level = strcmp(expect->measure, "level") == 0 || strcmp(expect->measure, "flow") == 0;
        return is_level && is_amount && x->good != YP_NONE ? c->goods[x->good].unit : x->level_unit;
    }
    if (good == YP_NONE) return "";
    if (strcmp(expect->measure, "price") == 0)
        return yp_arena_format(arena, "%s/%s", c->money, c->goods[good].unit);
    return c->goods[good].unit;
}

/* The pass band; NaN where statistics come without a tolerance: shown, not tested. */
static double tolerance_of(const yp_expect *expect)
{
    const bool has_none = isnan(expect->absolute) && isnan(expect->relative);
    const bool is_statistic = is_same(expect->kind, "calibrated") || is_same(expect->kind, "independent");
    if (has_none) return is_statistic ? NAN : 1e-6 * (1 + fabs(expect->value));
    return (isnan(expect->absolute) ? 0 : expect->absolute) +
           (isnan(expect->relative) ? 0 : expect->relative * fabs(expect->value));
}

static double measured(const yp_shown *s, const yp_expect *expect)
{
    double value = NAN;
    if (strcmp(expect->measure, "welfare") == 0) return s->has_accounts ? s->accounts.welfare : NAN;
    const yp_status status =
        yp_measure(s->c, s->plan, expect->measure, expect->selector, expect->block, expect->at, NULL, &value);
    return status == YP_OK ? value : NAN;
}

/* The page's word for a measure. */
static const char *word_of(const yp_expect *expect, const char *class)
{
    if (strncmp(expect->measure, "share:", 6) == 0) return "share";
    return strcmp(expect->measure, "made") == 0 && class ? "generation" : expect->measure;
}

static const char *class_shown(yp_arena *arena, const yp_expect *expect)
{
    if (strncmp(expect->measure, "share:", 6) == 0) {
        const char *parts = expect->measure + 6;
        const char *part = yp_arena_text(arena, parts, strcspn(parts, "/"));
        return class_of(arena, part);
    }
    if (strcmp(expect->measure, "emitted") == 0) return key_of(arena, expect->selector, "good");
    return class_of(arena, expect->selector);
}

static void add_comparison(const yp_shown *s, json_t *table, const yp_expect *expect)
{
    const char *place = key_of(s->arena, expect->selector, "place"), *class = class_shown(s->arena, expect);
    const uint32_t component = component_of(s->c, expect->selector);
    const yp_component *bare = component == YP_NONE ? NULL : &s->c->components[component];
    const bool has_name = bare && (bare->name || bare->name_zh);
    const double tolerance = tolerance_of(expect);
    yp_report_put_text(table, "solve", s->id);
    yp_report_put_text(table, "measure", word_of(expect, class));
    yp_report_put_text(table, "place", place ? place : bare ? expect->selector : whole_of(s));
    yp_report_put_text(table, "class", class);
    yp_report_put_text(table, "unit", unit_of(s->arena, s->c, expect));
    yp_report_put_number(table, "model", measured(s, expect));
    yp_report_put_number(table, "statistic", expect->value);
    yp_report_put_number(table, "low", expect->value - tolerance);
    yp_report_put_number(table, "high", expect->value + tolerance);
    yp_report_put_text(table, "kind", expect->kind ? expect->kind : "published");
    yp_report_put_text(table, "source", expect->source);
    yp_report_put_text(table, "name", has_name ? bare->name : expect->name);
    yp_report_put_text(table, "name_zh", has_name ? bare->name_zh : expect->name_zh);
}

/* Rows of the run that a solve is: a study's are without scenario, with nothing or all lifted. */
static void add_comparisons(const yp_reporting *r, size_t k, json_t *table)
{
    const yp_shown *s = &r->shown[k];
    const char *scenario = r->is_study ? NULL : yp_report_option(r, "scenario");
    const char *lift = r->is_study ? (k == 0 ? NULL : "all") : yp_report_option(r, "lift");
    for (size_t e = 0; s->plan->has_levels && e < s->c->expect_count; e++) {
        const yp_expect *expect = &s->c->expects[e];
        if (is_same(expect->scenario, scenario) && is_same(expect->lift, lift))
            add_comparison(s, table, expect);
    }
}

/* ---- quality ---- */

static const char *const qualities[] = { "official", "published", "derived", "estimate", "recalled", "own" };
enum { quality_count = sizeof qualities / sizeof *qualities };

static void count_row(const yp_case *c, const char *layer, const char *quality,
                      size_t (*counts)[quality_count])
{
    for (size_t l = 0; quality && l < c->layer_count; l++)
        for (size_t q = 0; q < quality_count; q++)
            counts[l][q] += is_same(c->layers[l], layer) && strcmp(qualities[q], quality) == 0;
}

static void add_quality(yp_reporting *r)
{
    const yp_case *c = r->c;
    json_t *table = yp_report_table("layer quality rows");
    size_t(*counts)[quality_count] = yp_arena_take(r->arena, c->layer_count + 1, sizeof *counts);
    for (size_t i = 0; counts && i < c->component_count; i++)
        count_row(c, c->components[i].layer, c->components[i].quality, counts);
    for (size_t k = 0; counts && k < c->coefficient_count; k++)
        count_row(c, c->coefficients[k].layer, c->coefficients[k].quality, counts);
    for (size_t b = 0; counts && b < c->barrier_count; b++)
        count_row(c, c->barriers[b].layer, c->barriers[b].quality, counts);
    for (size_t l = 0; counts && l < c->layer_count; l++)
        for (size_t q = 0; q < quality_count; q++) {
            if (counts[l][q] == 0) continue;
            yp_report_put_text(table, "layer", c->layers[l]);
            yp_report_put_text(table, "quality", qualities[q]);
            yp_report_put(table, "rows", json_integer((json_int_t)counts[l][q]));
        }
    json_object_set_new(r->data, "quality", table);
}

static void add_sources(yp_reporting *r)
{
    json_t *table = yp_report_table("id table citation url licence quality");
    for (size_t k = 0; k < r->c->source_count; k++) {
        const yp_source *source = &r->c->sources[k];
        yp_report_put_text(table, "id", source->id);
        yp_report_put_text(table, "table", source->table ? source->table : "");
        yp_report_put_text(table, "citation", source->citation ? source->citation : "");
        yp_report_put_text(table, "url", source->url);
        yp_report_put_text(table, "licence", source->licence);
        yp_report_put_text(table, "quality", source->quality);
    }
    json_object_set_new(r->data, "sources", table);
}

void yp_report_add_basis(yp_reporting *r)
{
    json_t *table =
        yp_report_table("solve measure place class unit model statistic low high kind source name name_zh");
    for (size_t k = 0; k < r->shown_count; k++) add_comparisons(r, k, table);
    json_object_set_new(r->data, "comparison", table);
    add_quality(r);
    add_sources(r);
}
