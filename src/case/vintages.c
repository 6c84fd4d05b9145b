/* built: a year in which the capacity of a row comes into being, or `each`: one vintage in every period. A
 * vintage is a component of its own, so that nothing after the reader knows of it. */
#include "case/internal.h"

#include <limits.h>
#include <string.h>

static bool is_each(const char *built)
{
    return built && strcmp(built, "each") == 0;
}

/* The row itself keeps what exists; what may be built becomes one component for each period in which the row
 * exists. */
void yp_add_component(yp_builder *b, const yp_component *component, bool is_out)
{
    yp_component kept = *component;
    const bool has_vintages = is_each(component->built);
    if (has_vintages) {
        kept.built = NULL;
        kept.build_minimum = kept.build_maximum = 0;
        kept.energy_build_minimum = kept.energy_build_maximum = 0;
    }
    const uint32_t index = yp_builder_component(b, &kept);
    if (index != YP_NONE) b->component_out[index] = is_out;
    for (size_t p = 0; has_vintages && p < b->c->period_count && !b->no_memory; p++) {
        const int year = b->c->periods[p].year;
        if (!yp_years_hold(component->from_year, component->to_year, year)) continue;
        yp_component vintage = *component;
        vintage.id = yp_arena_format(b->c->arena, "%s %d", component->id, year);
        vintage.built = yp_arena_format(b->c->arena, "%d", year);
        vintage.vintage_of = component->id;
        vintage.capacity = vintage.energy = 0;
        vintage.retires = false;
        if (!vintage.id || !vintage.built) b->no_memory = true;
        const uint32_t added = b->no_memory ? YP_NONE : yp_builder_component(b, &vintage);
        if (added != YP_NONE) b->component_out[added] = is_out;
    }
}

bool yp_is_vintage_of(const yp_component *vintage, const yp_component *row)
{
    return vintage->vintage_of && row->id && strcmp(vintage->vintage_of, row->id) == 0;
}

uint32_t yp_vintage_like(const yp_case *c, uint32_t row, const char *built)
{
    for (uint32_t i = row + 1;
         i < c->component_count && yp_is_vintage_of(&c->components[i], &c->components[row]); i++)
        if (strcmp(c->components[i].built, built) == 0) return i;
    return row;
}

/* Capacity of a year stands from it to the end of its lifetime. */
static void take_life(yp_builder *b, yp_component *component)
{
    double year;
    if (!component->built) return;
    if (!yp_number_parse(component->built, strlen(component->built), &year) || year != floor(year) ||
        fabs(year) > 1e6) {
        yp_error(b, component->at, "built of '%s' is '%s': expected a year, or each", component->id,
                 component->built);
        return;
    }
    const double end = ceil(year + component->lifetime);
    if (year > component->from_year) component->from_year = (int)year;
    if (end < component->to_year) component->to_year = (int)end;
    if (component->from_year >= component->to_year)
        yp_error(b, component->at,
                 "built and lifetime of '%s' leave it no year between from_year and to_year", component->id);
}

void yp_resolve_vintages(yp_builder *b)
{
    yp_case *c = b->c;
    for (uint32_t i = 0; i < c->component_count; i++) {
        yp_component *component = &c->components[i];
        take_life(b, component);
        const uint32_t row = component->vintage_of ? yp_map_find(c->component_map, component->vintage_of,
                                                                 strlen(component->vintage_of))
                                                   : YP_NONE;
        if (row != YP_NONE) c->components[row].has_vintages = true;
    }
}
