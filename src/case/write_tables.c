/* Every table of a case as lists of rows. */
#include "case/internal.h"
#include "case/write.h"

#include "base/number_text.h"

#include <string.h>

static const char *no_field(yp_writer *w, const yp_column *column, const void *row)
{
    (void)w, (void)column, (void)row;
    return NULL;
}

/* The kind of a scenario is read by hand. */
static const char *scenario_text(yp_writer *w, const yp_column *column, const void *row)
{
    (void)w, (void)column;
    return ((const yp_scenario *)row)->kind;
}

static bool same_layer(const char *a, const char *b)
{
    return strcmp(a ? a : "", b) == 0;
}

/* Ids that hold a separator are quoted inside a cell. */
static const char *quoted(yp_writer *w, const char *id)
{
    return strpbrk(id, "*@|>;=") ? yp_out_format(w, "\"%s\"", id) : id;
}

/* A component; a row that has vintages in quotes, which select it alone. */
static const char *only(yp_writer *w, const yp_component *component)
{
    return component->has_vintages ? yp_out_format(w, "\"%s\"", component->id) : quoted(w, component->id);
}

/* ---- places, goods ---- */

static const char *place_text(yp_writer *w, const yp_column *column, const void *row)
{
    const yp_place *place = row;
    if (strcmp(column->name, "parent") == 0)
        return place->parent == YP_NONE ? NULL : w->c->places[place->parent].id;
    return place->level == YP_NONE ? NULL : w->c->levels[place->level];
}

static const yp_carried *carried_by_place(const void *row)
{
    return ((const yp_place *)row)->carried;
}

static const char *good_text(yp_writer *w, const yp_column *column, const void *row)
{
    const yp_good *good = row;
    if (strcmp(column->name, "disposal") != 0) return NULL;
    if (good->disposal == YP_DISPOSAL_PRICED) return yp_value_text(w, good->disposal_price);
    return good->disposal == YP_DISPOSAL_FREE ? "free" : NULL;
}

static const yp_carried *carried_by_good(const void *row)
{
    return ((const yp_good *)row)->carried;
}

static bool good_is_here(const yp_writer *w, const void *row, const char *layer)
{
    (void)w;
    return same_layer(((const yp_good *)row)->layer, layer);
}

/* ---- components: a table is a stretch of the sorted list ---- */

static const yp_carried *carried_by_component(const void *row)
{
    return ((const yp_component *)row)->carried;
}

static bool component_is_here(const yp_writer *w, const void *row, const char *layer)
{
    (void)w;
    return same_layer(((const yp_component *)row)->layer, layer);
}

static const char *coefficient_text(yp_writer *w, const yp_column *column, const void *row)
{
    const yp_coefficient *k = row;
    if (strcmp(column->name, "component") == 0) return only(w, &w->c->components[k->component]);
    if (strcmp(column->name, "good") == 0) return w->c->goods[k->good].id;
    return strcmp(column->name, "place") == 0 ? w->c->places[k->place].id : NULL;
}

static bool coefficient_is_here(const yp_writer *w, const void *row, const char *layer)
{
    (void)w;
    return same_layer(((const yp_coefficient *)row)->layer, layer);
}

static const char *step_text(yp_writer *w, const yp_column *column, const void *row)
{
    const yp_step *step = row;
    const bool is_component = strcmp(column->name, "component") == 0;
    return is_component ? only(w, &w->c->components[step->component]) : NULL;
}

static bool step_is_here(const yp_writer *w, const void *row, const char *layer)
{
    (void)w;
    return same_layer(((const yp_step *)row)->layer, layer);
}

static const char *tax_text(yp_writer *w, const yp_column *column, const void *row)
{
    const yp_tax *tax = row;
    if (strcmp(column->name, "component") == 0) return only(w, &w->c->components[tax->component]);
    if (strcmp(column->name, "revenue_to") != 0 || tax->revenue_to == YP_NONE) return NULL;
    return w->c->places[tax->revenue_to].id;
}

/* ---- barriers ---- */

static const char *dependencies(yp_writer *w, const yp_reform *reform)
{
    const char *list = NULL;
    for (size_t i = 0; i < reform->depends_count; i++) {
        const char *id = quoted(w, w->c->reforms[reform->depends_on[i]].id);
        list = list ? yp_out_format(w, "%s;%s", list, id) : id;
    }
    return list;
}

static const char *revenue_text(yp_writer *w, const yp_barrier *barrier)
{
    switch (barrier->revenue) {
    case YP_REVENUE_FROM:
        return "from";
    case YP_REVENUE_TO:
        return "to";
    case YP_REVENUE_PLACE:
        return w->c->places[barrier->revenue_place].id;
    case YP_REVENUE_SPLIT:
        break;
    }
    return NULL;
}

static const char *barrier_text(yp_writer *w, const yp_column *column, const void *row)
{
    const yp_barrier *barrier = row;
    if (strcmp(column->name, "revenue_to") == 0) return revenue_text(w, barrier);
    if (strcmp(column->name, "reform") == 0) return w->c->reforms[barrier->reform].id;
    return strcmp(column->name, "depends_on") == 0 ? dependencies(w, &w->c->reforms[barrier->reform]) : NULL;
}

static bool barrier_is_here(const yp_writer *w, const void *row, const char *layer)
{
    (void)w;
    return same_layer(((const yp_barrier *)row)->layer, layer);
}

/* A closed border has no value. */
static void write_barriers(yp_writer *w, const char *layer)
{
    const size_t count = w->c->barrier_count;
    yp_barrier *rows = yp_arena_take(w->arena, count, sizeof *rows);
    if (!rows) {
        w->status = YP_NO_MEMORY;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        rows[i] = w->c->barriers[i];
        if (rows[i].kind == YP_BARRIER_CLOSED) rows[i].value = yp_constant(NAN);
    }
    yp_write_rows(
        w, &(yp_row_list){ YP_FILE_BARRIERS, rows, count, sizeof *rows, barrier_text, NULL, barrier_is_here },
        layer);
}

/* ---- scenarios ---- */

static const char *shock_text(yp_writer *w, const yp_column *column, const void *row)
{
    const yp_shock *shock = row;
    if (strcmp(column->name, "scenario") == 0) return w->c->scenarios[shock->scenario].id;
    if (strcmp(column->name, "attribute") == 0) return shock->attribute;
    if (strcmp(column->name, "component") == 0)
        return shock->component == YP_NONE ? NULL : only(w, &w->c->components[shock->component]);
    if (strcmp(column->name, "barrier") == 0)
        return shock->barrier == YP_NONE ? NULL : w->c->barriers[shock->barrier].id;
    return NULL;
}

static const char *expect_text(yp_writer *w, const yp_column *column, const void *row)
{
    (void)w;
    return strcmp(column->name, "kind") == 0 ? ((const yp_expect *)row)->kind : NULL;
}

/* ---- explicit blocks ---- */

static void write_blocks(yp_writer *w)
{
    const yp_time *time = &w->c->time;
    if (!time->block_step) return;
    static const char *const names[] = { "snapshot",  "period",     "step_hours",
                                         "sum_hours", "cost_hours", "cycle" };
    yp_out out = yp_out_open(w, NULL, "blocks.csv");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) yp_out_cell(&out, names[i]);
    yp_out_end(&out);
    for (size_t i = 0; i < time->snapshot_count; i++) {
        const yp_tables *tables = w->c->tables;
        yp_out_cell(&out, tables->snapshots ? tables->snapshots[i] : yp_out_format(w, "%zu", i + 1));
        yp_out_number(&out, w->c->periods[time->block_period ? time->block_period[i] : 0].year);
        yp_out_number(&out, time->block_step[i]);
        yp_out_number(&out, time->block_sum[i]);
        yp_out_number(&out, time->block_cost[i]);
        yp_out_cell(&out, tables->cycles
                              ? tables->cycles[i]
                              : yp_out_format(w, "%u", time->block_cycle ? time->block_cycle[i] : 0));
        yp_out_end(&out);
    }
    yp_out_close(&out);
}

/* ---- all ---- */

static void write_layer(yp_writer *w, const char *layer)
{
    const yp_case *c = w->c;
    yp_write_rows(w,
                  &(yp_row_list){ YP_FILE_GOODS, c->goods, c->good_count, sizeof *c->goods, good_text,
                                  carried_by_good, good_is_here },
                  layer);
    for (size_t start = 0, end; start < c->component_count; start = end) {
        const yp_table table = c->components[start].table;
        for (end = start; end < c->component_count && c->components[end].table == table;) end++;
        const yp_row_list list = { (yp_file)table,   &c->components[start],
                                   end - start,      sizeof *c->components,
                                   no_field,         carried_by_component,
                                   component_is_here };
        yp_write_rows(w, &list, layer);
    }
    yp_write_rows(w,
                  &(yp_row_list){ YP_FILE_COEFFICIENTS, c->coefficients, c->coefficient_count,
                                  sizeof *c->coefficients, coefficient_text, NULL, coefficient_is_here },
                  layer);
    yp_write_rows(w,
                  &(yp_row_list){ YP_FILE_STEPS, c->steps, c->step_count, sizeof *c->steps, step_text, NULL,
                                  step_is_here },
                  layer);
    write_barriers(w, layer);
}

static void write_all_layers(yp_writer *w)
{
    write_layer(w, "");
    for (size_t i = 0; i < w->c->layer_count && w->status == YP_OK; i++) write_layer(w, w->c->layers[i]);
}

void yp_write_tables(yp_writer *w)
{
    const yp_case *c = w->c;
    const yp_row_list loose[] = {
        { YP_FILE_PLACES, c->places, c->place_count, sizeof *c->places, place_text, carried_by_place, NULL },
        { YP_FILE_TECHNOLOGIES, c->technologies, c->technology_count, sizeof *c->technologies, no_field, NULL,
          NULL },
        { YP_FILE_TAXES, c->taxes, c->tax_count, sizeof *c->taxes, tax_text, NULL, NULL },
        { YP_FILE_SCENARIOS, c->scenarios, c->scenario_count, sizeof *c->scenarios, scenario_text, NULL,
          NULL },
        { YP_FILE_SHOCKS, c->tables->shocks, c->tables->shock_count, sizeof *c->tables->shocks, shock_text,
          NULL, NULL },
        { YP_FILE_TARGETS, c->targets, c->target_count, sizeof *c->targets, no_field, NULL, NULL },
        { YP_FILE_EXPECT, c->expects, c->expect_count, sizeof *c->expects, expect_text, NULL, NULL },
        { YP_FILE_SOURCES, c->sources, c->source_count, sizeof *c->sources, no_field, NULL, NULL },
    };
    for (size_t i = 0; i < sizeof loose / sizeof *loose && w->status == YP_OK; i++)
        yp_write_rows(w, &loose[i], "");
    write_all_layers(w);
    write_blocks(w);
}
