/* A stochastic scenario as the difference of two cases that are built alike. */
#include "case/internal.h"

#include <string.h>

/* What becomes of the differences of one component. */
typedef struct {
    yp_builder *b;
    const yp_builder *other;
    uint32_t scenario;
    const char *id;
} difference;

static const double *values_of(const yp_builder *b, yp_value value)
{
    return value.series == YP_NONE ? NULL : b->c->series[value.series].values;
}

static bool is_same_number(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static bool is_same_delay(yp_duration a, yp_duration b)
{
    return is_same_number(a.number, b.number) && a.in_blocks == b.in_blocks;
}

static bool is_same_value(const difference *d, yp_value a, yp_value b)
{
    const double *x = values_of(d->b, a), *y = values_of(d->other, b);
    if (!is_same_number(a.offset, b.offset) || !x != !y) return false;
    if (!x) return true;
    if (a.scale != b.scale) return false;
    for (size_t s = 0; s < d->b->c->time.snapshot_count; s++)
        if (!is_same_number(x[s], y[s])) return false;
    return true;
}

/* Do two rows hold the same in a column that is no number? What is read by hand or is text of people does not
 * count. */
static bool is_same_field(const yp_column *column, const void *a, const void *b)
{
    const char *x = (const char *)a + column->offset, *y = (const char *)b + column->offset;
    switch (column->type) {
    case YP_TYPE_INTEGER:
    case YP_TYPE_WORD:
        return memcmp(x, y, sizeof(int)) == 0;
    case YP_TYPE_BOOLEAN:
        return memcmp(x, y, sizeof(bool)) == 0;
    case YP_TYPE_COMPONENT:
        return memcmp(x, y, sizeof(uint32_t)) == 0;
    case YP_TYPE_DURATION:
        return is_same_delay(*(const yp_duration *)(const void *)x, *(const yp_duration *)(const void *)y);
    default:
        return true;
    }
}

/* The value of the other case, with a series of this one. */
static yp_value taken(const difference *d, yp_value value)
{
    const double *values = values_of(d->other, value);
    if (!values) return value;
    const char *name = yp_arena_format(d->b->c->arena, "scenario-%u-%s", d->scenario + 1,
                                       d->other->c->series[value.series].name);
    if (!name) d->b->no_memory = true;
    const uint32_t known = name ? yp_map_find(d->b->series_map, name, strlen(name)) : YP_NONE;
    value.series = known != YP_NONE || !name ? known : yp_builder_series(d->b, name, values);
    return value;
}

static void add_shock(const difference *d, uint32_t component, const yp_column *column, yp_value value)
{
    yp_shock *shock = yp_add_shock(d->b);
    if (shock)
        *shock = (yp_shock){ .scenario = d->scenario,
                             .component = component,
                             .barrier = YP_NONE,
                             .attribute = column->name,
                             .change = YP_CHANGE_SET,
                             .value = value,
                             .at = d->b->c->components[component].at };
}

static void compare_component(const difference *d, uint32_t i)
{
    yp_component *here = &d->b->c->components[i];
    yp_component there = d->other->c->components[i];
    const yp_schema *schema = yp_schema_of((yp_file)here->table);
    const bool is_alike = here->table == there.table && strcmp(here->id, there.id) == 0 &&
                          here->place == there.place && here->to == there.to && here->good == there.good &&
                          here->cycle == there.cycle;
    if (!is_alike) {
        yp_error(d->b, here->at,
                 "'%s' is another kind of thing in scenario '%s': expected other numbers only", here->id,
                 d->id);
        return;
    }
    for (size_t k = 0; k < schema->column_count; k++) {
        const yp_column *column = &schema->columns[k];
        if (column->flags & (YP_COLUMN_BY_HAND | YP_COLUMN_LATER)) continue;
        if (column->type == YP_TYPE_NUMBER) {
            const double number = *yp_number_field(column, &there);
            if (!is_same_number(*yp_number_field(column, here), number))
                add_shock(d, i, column, yp_constant(number));
        } else if (column->type == YP_TYPE_VALUE) {
            const yp_value value = *yp_value_field(column, &there);
            if (!is_same_value(d, *yp_value_field(column, here), value))
                add_shock(d, i, column, taken(d, value));
        } else if (!is_same_field(column, here, &there)) {
            yp_error(d->b, here->at, "%s of '%s' is another in scenario '%s': expected other numbers only",
                     column->name, here->id, d->id);
        }
    }
}

static void compare_coefficients(const difference *d)
{
    const yp_case *here = d->b->c, *there = d->other->c;
    for (size_t k = 0; k < here->coefficient_count; k++) {
        const yp_coefficient *a = &here->coefficients[k], *b = &there->coefficients[k];
        const bool is_alike = a->component == b->component && a->good == b->good && a->place == b->place &&
                              a->per == b->per && is_same_delay(a->delay, b->delay) &&
                              a->delay_wraps == b->delay_wraps;
        if (!is_alike || !is_same_value(d, a->value, b->value))
            yp_error(
                d->b, a->at,
                "a coefficient of '%s' (an efficiency, or an emission by its efficiency) differs in scenario "
                "'%s', which is not supported yet",
                here->components[a->component].id, d->id);
    }
}

/* Piecewise costs are rows of their own, which no shock changes. */
static void compare_steps(const difference *d)
{
    const yp_case *here = d->b->c, *there = d->other->c;
    for (size_t k = 0; k < here->step_count; k++) {
        const yp_step *a = &here->steps[k], *b = &there->steps[k];
        if (a->component != b->component || a->attribute != b->attribute || a->number != b->number ||
            a->width != b->width || a->amount != b->amount)
            yp_error(d->b, a->at,
                     "a piecewise cost of '%s' differs in scenario '%s', which is not supported yet",
                     here->components[a->component].id, d->id);
    }
}

static uint32_t add_scenario(yp_builder *b, const char *id, double probability)
{
    yp_case *c = b->c;
    const size_t count = c->scenario_count;
    yp_scenario *scenarios = yp_grow(b, c->scenarios, count, &b->scenario_room, sizeof *scenarios);
    const char *kept = yp_keep(b, id, strlen(id));
    if (!scenarios || !kept) return YP_NONE;
    c->scenarios = scenarios;
    scenarios[count] = (yp_scenario){ .id = kept, .kind = "stochastic", .probability = probability };
    yp_map_add(b->known_scenarios, kept, strlen(kept), (uint32_t)count, &b->no_memory);
    if (yp_map_add(c->scenario_map, kept, strlen(kept), (uint32_t)count, &b->no_memory) != YP_NONE)
        yp_error(b, (yp_spot){ c->folder, 0, 0 }, "the scenario '%s' stands twice", kept);
    c->scenario_count++;
    return (uint32_t)count;
}

void yp_builder_scenario(yp_builder *b, const char *id, double probability, const yp_builder *other)
{
    yp_case *c = b->c;
    const bool is_first = c->scenario_count == 0;
    const difference d = { b, other, add_scenario(b, id, probability), id };
    if (d.scenario == YP_NONE) return;
    const double constant = other ? other->c->objective_constant : c->objective_constant;
    c->objective_constant = (is_first ? 0 : c->objective_constant) + probability * constant;
    if (!other) return;
    if (c->component_count != other->c->component_count || c->good_count != other->c->good_count ||
        c->coefficient_count != other->c->coefficient_count || c->step_count != other->c->step_count) {
        yp_error(b, (yp_spot){ c->folder, 0, 0 },
                 "scenario '%s' has other components than the first: expected other numbers only", id);
        return;
    }
    for (uint32_t i = 0; i < c->component_count && !b->no_memory; i++) compare_component(&d, i);
    compare_coefficients(&d);
    compare_steps(&d);
}
