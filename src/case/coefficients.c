/* coefficients.csv: a row for every component that its selector matches. */
#include "case/internal.h"

#include <stdio.h>
#include <string.h>

/* The good's unit per unit of `per`. */
static yp_unit_text coefficient_unit(const yp_case *c, const yp_component *component,
                                     const yp_coefficient *coefficient)
{
    const yp_good *good = &c->goods[coefficient->good];
    const yp_units_of_row its = yp_units_of_good(good->unit, good->kind);
    const yp_units_of_row own = yp_units_of_component(c, component);
    const bool by_amount = good->kind == YP_FLOW && !yp_per_is_capacity(coefficient->per);
    const bool is_energy = coefficient->per == YP_PER_ENERGY || coefficient->per == YP_PER_ENERGY_BUILD;
    const char *above =
        by_amount || coefficient->per == YP_PER_LEVEL_CHANGE ? its.amount.text : its.rate.text;
    const char *below =
        by_amount || is_energy || coefficient->per == YP_PER_LEVEL_CHANGE ? own.amount.text : own.rate.text;
    yp_unit_text unit;
    if (coefficient->per == YP_PER_ON) return its.rate;
    if (coefficient->per == YP_PER_START || coefficient->per == YP_PER_STOP) return its.amount;
    const bool is_long =
        snprintf(unit.text, sizeof unit.text, "(%.100s)/(%.100s)", above, below) >= (int)sizeof unit.text;
    if (is_long) unit.text[0] = '\0';
    return unit;
}

/* from, to, self or a place. */
static uint32_t place_of(yp_line *line, const yp_component *component, const char *text, yp_spot at)
{
    if (!text || strcmp(text, "self") == 0 || strcmp(text, "from") == 0) return component->place;
    if (strcmp(text, "to") == 0) {
        if (component->table == YP_LINK) return component->to;
        yp_error(line->r->b, at, "place is to, but '%s' is no link", component->id);
        return YP_NONE;
    }
    return yp_lookup(line->r->b, line->r->c->place_map, text, at, "place");
}

static void add_coefficient(yp_line *line, uint32_t index, yp_coefficient coefficient, const char *place,
                            yp_spot at)
{
    yp_builder *b = line->r->b;
    const yp_component *component = &b->c->components[index];
    const yp_column *column = yp_schema_find(line->table->schema, "value");
    const yp_found found = yp_line_find(line, "value");
    coefficient.component = index;
    coefficient.place = place_of(line, component, place, at);
    if (coefficient.good != YP_NONE && found.cell.length) {
        const yp_unit_text unit = coefficient_unit(b->c, component, &coefficient);
        yp_read_value(line, column, found, unit.text, &coefficient.value);
    }
    const uint32_t added = yp_builder_coefficient(b, &coefficient);
    if (added == YP_NONE) return;
    b->coefficient_out[added] = line->is_out || b->component_out[index];
}

/* True if something matches; all that matches may be left out. */
static bool some_match(yp_line *line, const bool *matches, yp_spot at, const char *selector)
{
    const yp_builder *b = line->r->b;
    bool any = false, any_kept = false;
    for (size_t i = 0; i < b->c->component_count; i++) {
        any = any || matches[i];
        any_kept = any_kept || (matches[i] && !b->component_out[i]);
    }
    if (any && !any_kept) line->is_out = true;
    if (!any) yp_line_matches_nothing(line, at, selector);
    return any;
}

static void read_coefficient(yp_line *line, bool *matches)
{
    yp_builder *b = line->r->b;
    yp_coefficient coefficient = yp_coefficient_defaults();
    yp_spot selector_at, place_at, good_at;
    yp_line_names(line, &coefficient);
    const char *selector = yp_line_text(line, "component", &selector_at);
    const char *place = yp_line_text(line, "place", &place_at);
    const char *good = yp_line_text(line, "good", &good_at);
    yp_line_lacks(line, "value");
    if (good) coefficient.good = yp_lookup(b, b->c->good_map, good, good_at, "good");
    if (coefficient.good != YP_NONE && b->good_out[coefficient.good]) line->is_out = true;
    if (!coefficient.source) coefficient.source = line->table->source;
    if (!coefficient.quality) coefficient.quality = line->table->quality;
    coefficient.layer = line->table->layer->name;
    coefficient.at = yp_line_spot(line);
    if (selector && yp_select_components(b, selector, selector_at, matches) &&
        some_match(line, matches, selector_at, selector))
        for (uint32_t i = 0; i < b->c->component_count && !b->no_memory; i++)
            if (matches[i]) add_coefficient(line, i, coefficient, place, place_at);
    if (line->is_out && line->table->layer->is_kept) b->c->dropped_row_count++;
}

void yp_read_coefficients(yp_reader *r)
{
    bool *matches = yp_take(r->b, r->c->component_count, sizeof *matches);
    for (size_t t = 0; t < r->table_count && !r->b->no_memory; t++) {
        if (r->tables[t].file != YP_FILE_COEFFICIENTS) continue;
        for (size_t row = 0; row < yp_csv_row_count(r->tables[t].csv) && !r->b->no_memory; row++) {
            yp_line line = yp_line_begin(r, &r->tables[t], row);
            read_coefficient(&line, matches);
        }
    }
}
