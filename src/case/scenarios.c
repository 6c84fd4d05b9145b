/* scenarios.csv, and shocks.csv: a shock for every component or barrier that its row hits. */
#include "case/internal.h"

#include <string.h>

static size_t rows_of(const yp_reader *r, yp_file file)
{
    size_t count = 0;
    for (size_t t = 0; t < r->table_count; t++)
        if (r->tables[t].file == file) count += yp_csv_row_count(r->tables[t].csv);
    return count;
}

static yp_spot scenario_spot(const yp_case *c, uint32_t i)
{
    (void)c;
    (void)i;
    return (yp_spot){ 0 };
}

static void read_scenario(yp_line *line)
{
    yp_builder *b = line->r->b;
    yp_scenario scenario = { .kind = "named" };
    yp_spot at;
    yp_line_names(line, &scenario);
    yp_line_numbers(line, &scenario);
    const char *kind = yp_line_text(line, "kind", &at);
    const bool is_later = kind && strcmp(kind, "weather") == 0,
               is_stochastic = kind && strcmp(kind, "stochastic") == 0;
    if (is_later)
        yp_error(b, at, "kind is 'weather': not supported yet, expected named or stochastic");
    else if (kind && !is_stochastic && strcmp(kind, "named") != 0)
        yp_error(b, at, "kind is '%s': expected named or stochastic", kind);
    if (is_stochastic) scenario.kind = "stochastic";
    scenario.at = yp_line_spot(line);
    if (scenario.id) yp_map_add(b->known_scenarios, scenario.id, strlen(scenario.id), 0, &b->no_memory);
    if (line->is_out || !scenario.id) return;
    const uint32_t index = (uint32_t)b->c->scenario_count++;
    b->c->scenarios[index] = scenario;
    yp_claim(b, b->c->scenario_map, scenario.id, index, yp_line_spot(line), scenario_spot, "scenario");
}

void yp_read_scenarios(yp_reader *r)
{
    r->c->scenarios = yp_take(r->b, rows_of(r, YP_FILE_SCENARIOS), sizeof *r->c->scenarios);
    for (size_t t = 0; r->c->scenarios && t < r->table_count; t++) {
        if (r->tables[t].file != YP_FILE_SCENARIOS) continue;
        for (size_t row = 0; row < yp_csv_row_count(r->tables[t].csv); row++) {
            yp_line line = yp_line_begin(r, &r->tables[t], row);
            read_scenario(&line);
        }
    }
}

/* ---- shocks ---- */

const yp_column *yp_changeable_column(const yp_schema *schema, const char *attribute)
{
    const yp_column *column = yp_schema_find(schema, attribute);
    if (!column || column->flags & YP_COLUMN_LATER || (column->flags & YP_COLUMN_BY_HAND)) return NULL;
    return column->type == YP_TYPE_NUMBER || column->type == YP_TYPE_VALUE ? column : NULL;
}

static void add_shock(yp_line *line, const yp_shock *common, const yp_column *column, uint32_t component,
                      uint32_t barrier)
{
    yp_builder *b = line->r->b;
    const yp_found found = yp_line_find(line, "value");
    yp_column of_value = *yp_schema_find(line->table->schema, "value");
    yp_shock shock = *common;
    const bool may_vary =
        column->type == YP_TYPE_VALUE && column->flags & YP_COLUMN_SERIES && common->change == YP_CHANGE_SET;
    if (!may_vary) of_value.flags &= ~(unsigned)YP_COLUMN_SERIES;
    if (common->change == YP_CHANGE_SET && column->range) of_value.range = column->range;
    yp_unit_text unit = { "" };
    if (component != YP_NONE) {
        const yp_units_of_row units = yp_units_of_component(b->c, &b->c->components[component]);
        unit = yp_unit_of(common->change == YP_CHANGE_FACTOR ? YP_UNIT_SHARE : column->unit, &units,
                          b->c->money);
    }
    if (!yp_read_value(line, &of_value, found, unit.text, &shock.value)) return;
    shock.component = component;
    shock.barrier = barrier;
    yp_shock *added = line->is_out ? NULL : yp_add_shock(b);
    if (added) *added = shock;
}

static void refuse_attribute(yp_line *line, const char *attribute, yp_spot at, const yp_schema *schema)
{
    const char *near = yp_schema_nearest(schema, attribute, line->r->c->arena);
    yp_error(line->r->b, at, "attribute '%s' is no number of %s that a shock can change%s%s%s", attribute,
             schema->name, near && strcmp(near, attribute) != 0 ? ": did you mean '" : "",
             near && strcmp(near, attribute) != 0 ? near : "",
             near && strcmp(near, attribute) != 0 ? "'?" : "");
}

static void shock_barrier(yp_line *line, const yp_shock *common, const char *attribute, yp_spot at,
                          uint32_t barrier)
{
    const yp_column *column = yp_changeable_column(yp_schema_of(YP_FILE_BARRIERS), attribute);
    if (line->r->b->barrier_out[barrier]) line->is_out = true;
    if (column)
        add_shock(line, common, column, YP_NONE, barrier);
    else
        refuse_attribute(line, attribute, at, yp_schema_of(YP_FILE_BARRIERS));
}

/* Components that a row hits; with a place, those there that have the attribute. */
static bool select_hit(yp_line *line, const char *attribute, const char *selector, yp_spot selector_at,
                       bool *matches)
{
    yp_builder *b = line->r->b;
    yp_spot at;
    const char *place = yp_line_text(line, "place", &at);
    if (!yp_select_components(b, selector, selector_at, matches)) return false;
    if (!place) return true;
    const uint32_t index = yp_lookup(b, b->c->place_map, place, at, "place");
    for (size_t i = 0; index != YP_NONE && i < b->c->component_count; i++) {
        const yp_component *component = &b->c->components[i];
        if (component->place == YP_NONE || !yp_place_is_within(b->c, component->place, index) ||
            !yp_changeable_column(yp_schema_of((yp_file)component->table), attribute))
            matches[i] = false;
    }
    return index != YP_NONE;
}

static void shock_components(yp_line *line, const yp_shock *common, const char *attribute,
                             yp_spot attribute_at, const char *selector, yp_spot at, bool *matches)
{
    yp_builder *b = line->r->b;
    bool any = false, any_kept = false;
    if (!select_hit(line, attribute, selector, at, matches)) return;
    for (uint32_t i = 0; i < b->c->component_count && !b->no_memory; i++) {
        if (!matches[i]) continue;
        any = true;
        any_kept = any_kept || !b->component_out[i];
        const yp_schema *schema = yp_schema_of((yp_file)b->c->components[i].table);
        const yp_column *column = yp_changeable_column(schema, attribute);
        if (!column) {
            refuse_attribute(line, attribute, attribute_at, schema);
            return;
        }
        add_shock(line, common, column, i, YP_NONE);
    }
    if (any && !any_kept) line->is_out = true;
    if (!any) yp_line_matches_nothing(line, at, selector ? selector : yp_line_text(line, "place", NULL));
}

static void read_shock(yp_line *line, bool *matches)
{
    yp_builder *b = line->r->b;
    yp_shock shock = { .component = YP_NONE, .barrier = YP_NONE };
    yp_spot at, scenario_at, attribute_at, barrier_at;
    yp_line_names(line, &shock);
    shock.at = yp_line_spot(line);
    const char *scenario = yp_line_text(line, "scenario", &scenario_at),
               *attribute = yp_line_text(line, "attribute", &attribute_at);
    const char *selector = yp_line_text(line, "component", &at),
               *barrier = yp_line_text(line, "barrier", &barrier_at);
    if (!yp_line_lacks(line, "value") && scenario && attribute &&
        yp_lookup(b, b->known_scenarios, scenario, scenario_at, "scenario") != YP_NONE) {
        shock.scenario = yp_map_find(b->c->scenario_map, scenario, strlen(scenario));
        shock.attribute = attribute;
        const bool is_id =
            selector && yp_map_find(b->c->component_map, selector, strlen(selector)) != YP_NONE;
        uint32_t hit = barrier ? yp_lookup(b, b->barrier_map, barrier, barrier_at, "barrier") : YP_NONE;
        if (!barrier && selector && !is_id) hit = yp_map_find(b->barrier_map, selector, strlen(selector));
        if (shock.scenario == YP_NONE || (barrier && hit == YP_NONE)) return;
        if (!selector && !barrier && yp_line_find(line, "place").cell.length == 0)
            yp_error(b, shock.at, "the shock hits nothing: expected a component, a place or a barrier");
        else if (hit != YP_NONE)
            shock_barrier(line, &shock, attribute, attribute_at, hit);
        else
            shock_components(line, &shock, attribute, attribute_at, selector, at, matches);
    }
    if (line->is_out && line->table->layer->is_kept) b->c->dropped_row_count++;
}

void yp_read_shocks(yp_reader *r)
{
    bool *matches = yp_take(r->b, r->c->component_count, sizeof *matches);
    for (size_t t = 0; t < r->table_count && !r->b->no_memory; t++) {
        if (r->tables[t].file != YP_FILE_SHOCKS) continue;
        for (size_t row = 0; row < yp_csv_row_count(r->tables[t].csv) && !r->b->no_memory; row++) {
            yp_line line = yp_line_begin(r, &r->tables[t], row);
            read_shock(&line, matches);
        }
    }
}
