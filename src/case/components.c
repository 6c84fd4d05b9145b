/* supplies, demands, links, processes, stores: reading, and what follows from the goods that they touch. */
#include "case/internal.h"

#include <string.h>

/* Demands: `value` empty takes the good's, the word none does not. */
static bool says_none(const yp_line *line)
{
    const yp_found found = yp_line_find(line, "value");
    return found.cell.length == 4 && memcmp(found.cell.text, "none", 4) == 0;
}

static void take_demand_value(yp_line *line, yp_component *component)
{
    if (component->good != YP_NONE && !says_none(line) && yp_is_absent(component->value))
        component->value = line->r->c->goods[component->good].demand_value;
    if (yp_is_absent(component->value)) component->minimum = yp_constant(1);
}

static void read_level_unit(yp_line *line, yp_component *component)
{
    const yp_found found = yp_line_find(line, "level_unit");
    double factor;
    line->units = yp_units_of_level(component->level_unit);
    if (found.cell.length == 0) return;
    if (yp_units_factor(line->r->units, component->level_unit, component->level_unit, "level_unit",
                        found.cell.at, line->r->b->diag, &factor) != YP_OK)
        line->r->b->error_count++;
}

static void read_component(yp_line *line)
{
    yp_reader *r = line->r;
    yp_component component = yp_component_defaults((yp_table)line->table->file);
    yp_line_names(line, &component);
    if (component.table == YP_PROCESS)
        read_level_unit(line, &component);
    else
        line->units = yp_units_of_component(r->c, &component);
    if (component.table == YP_PROCESS || component.good != YP_NONE) yp_line_numbers(line, &component);
    if (component.table == YP_DEMAND) take_demand_value(line, &component);
    if (!component.level_unit || component.table != YP_PROCESS) component.level_unit = NULL;
    if (!component.group) component.group = component.technology;
    if (!component.source) component.source = line->table->source;
    if (!component.quality) component.quality = line->table->quality;
    component.layer = line->table->layer->name;
    component.carried = yp_line_carried(line);
    component.at = yp_line_spot(line);
    yp_add_component(r->b, &component, line->is_out);
    if (line->is_out && line->table->layer->is_kept) r->c->dropped_row_count++;
}

/* The component of the next row: vintages that were made of a row stand right after it. */
static uint32_t after_vintages(const yp_case *c, uint32_t index)
{
    const yp_component *row = &c->components[index];
    while (++index < c->component_count && yp_is_vintage_of(&c->components[index], row) &&
           c->components[index].at.line == row->at.line && c->components[index].at.file == row->at.file) {
    }
    return index;
}

/* Vintages are bounded by that of the same year. */
static void follow_vintages(yp_builder *b, uint32_t index, uint32_t other)
{
    const uint32_t end = after_vintages(b->c, index);
    for (uint32_t i = index + 1; i < end; i++) {
        b->c->components[i].capacity_of = yp_vintage_like(b->c, other, b->c->components[i].built);
        if (b->component_out[other]) b->component_out[i] = true;
    }
}

/* capacity_of may name a component of a later row. */
static void read_capacity_of(yp_reader *r)
{
    uint32_t index = 0;
    for (size_t t = 0; t < r->table_count; t++) {
        const yp_table_file *table = &r->tables[t];
        if (table->file >= YP_FILE_PLACES) continue;
        for (size_t row = 0; row < yp_csv_row_count(table->csv); row++, index = after_vintages(r->c, index)) {
            if (!yp_schema_find(table->schema, "capacity_of")) continue;
            yp_spot at;
            const yp_line line = { .r = r, .table = table, .row = row };
            const char *id = yp_line_text(&line, "capacity_of", &at);
            if (!id) continue;
            const uint32_t other = yp_lookup(r->b, r->c->component_map, id, at, "component");
            r->c->components[index].capacity_of = other;
            if (other == YP_NONE) continue;
            follow_vintages(r->b, index, other);
            if (!r->b->component_out[other] || r->b->component_out[index]) continue;
            r->b->component_out[index] = true;
            if (table->layer->is_kept) r->c->dropped_row_count++;
        }
    }
}

void yp_read_components(yp_reader *r)
{
    for (size_t t = 0; t < r->table_count && !r->b->no_memory; t++) {
        const yp_table_file *table = &r->tables[t];
        if (table->file >= YP_FILE_PLACES) continue;
        for (size_t row = 0; row < yp_csv_row_count(table->csv) && !r->b->no_memory; row++) {
            yp_line line = yp_line_begin(r, table, row);
            read_component(&line);
        }
    }
    if (!r->b->no_memory) read_capacity_of(r);
}

/* ---- what follows from goods ---- */

/* The finest resolution and whether anything touched flows. */
typedef struct {
    yp_resolution finest;
    bool touches_flow, touches_stock;
} touch;

static void touch_good(touch *t, const yp_good *good)
{
    if (good->resolution < t->finest) t->finest = good->resolution;
    if (good->kind == YP_STOCK)
        t->touches_stock = true;
    else
        t->touches_flow = true;
}

static touch *collect_touches(yp_builder *b)
{
    const yp_case *c = b->c;
    touch *touches = yp_take(b, c->component_count, sizeof *touches);
    if (!touches) return NULL;
    for (size_t i = 0; i < c->component_count; i++) {
        const yp_component *component = &c->components[i];
        touches[i].finest = YP_RESOLUTION_COUNT;
        if (component->good != YP_NONE) touch_good(&touches[i], &c->goods[component->good]);
        if (component->good_to != YP_NONE) touch_good(&touches[i], &c->goods[component->good_to]);
    }
    for (size_t i = 0; i < c->coefficient_count; i++) {
        const yp_coefficient *coefficient = &c->coefficients[i];
        const bool by_level = coefficient->per == YP_PER_LEVEL || coefficient->per == YP_PER_CHARGE;
        if (by_level && coefficient->component != YP_NONE && coefficient->good != YP_NONE)
            touch_good(&touches[coefficient->component], &c->goods[coefficient->good]);
    }
    return touches;
}

static const char *level_unit_of(yp_builder *b, const yp_component *component)
{
    const yp_good *good = &b->c->goods[component->good];
    const yp_units_of_row units = yp_units_of_good(good->unit, good->kind);
    return yp_keep(b, units.rate.text, strlen(units.rate.text));
}

/* "MWh/h" of a process reads "MW". */
static const char *short_level_unit(yp_builder *b, const char *level_unit)
{
    const yp_units_of_row units = yp_units_of_level(level_unit ? level_unit : "MWh/h");
    return yp_keep(b, units.rate.text, strlen(units.rate.text));
}

void yp_resolve_components(yp_builder *b)
{
    touch *touches = collect_touches(b);
    for (size_t i = 0; touches && i < b->c->component_count; i++) {
        yp_component *component = &b->c->components[i];
        if (component->table == YP_LINK && component->good_to == YP_NONE)
            component->good_to = component->good;
        if (component->resolution == YP_RESOLUTION_COUNT)
            component->resolution = touches[i].finest == YP_RESOLUTION_COUNT ? YP_BASE : touches[i].finest;
        if (component->good != YP_NONE) {
            component->is_stock = b->c->goods[component->good].kind == YP_STOCK;
            if (!component->level_unit) component->level_unit = level_unit_of(b, component);
        } else {
            component->is_stock = touches[i].touches_stock && !touches[i].touches_flow;
            component->level_unit = short_level_unit(b, component->level_unit);
        }
    }
}
