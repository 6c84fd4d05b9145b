/* Stochastic scenarios: what they change becomes a series with branches, so that the case holds all of them
 * at once and what is made of it needs no further thought. The case without them stays beside it (`plain`),
 * to be written and changed.
 *
 * New capacity is decided before it is known which scenario comes, so what can be built is the same in all of
 * them; the goods that only building touches are too. */
#include "case/internal.h"

#include <stdlib.h>
#include <string.h>

bool yp_scenario_is_stochastic(const yp_scenario *scenario)
{
    return strcmp(scenario->kind, "stochastic") == 0;
}

/* ---- what a stochastic scenario may change ---- */

/* How a number that differs enters. */
typedef enum { BRANCH_REFUSED, BRANCH_VALUE, BRANCH_SHARE, BRANCH_MEAN, BRANCH_NUMBER } branch_way;

static const struct {
    const char *attribute;
    branch_way way;
} number_ways[] = {
    { "capacity", BRANCH_SHARE },         { "energy", BRANCH_SHARE },
    { "investment", BRANCH_MEAN },        { "fixed_cost", BRANCH_MEAN },
    { "energy_investment", BRANCH_MEAN }, { "energy_fixed_cost", BRANCH_MEAN },
    { "total_minimum", BRANCH_NUMBER },   { "total_maximum", BRANCH_NUMBER },
    { "initial", BRANCH_NUMBER },         { "final_minimum", BRANCH_NUMBER },
};

static branch_way way_of(const yp_column *column)
{
    if (column->type == YP_TYPE_VALUE) return BRANCH_VALUE;
    for (size_t i = 0; i < sizeof number_ways / sizeof *number_ways; i++)
        if (strcmp(number_ways[i].attribute, column->name) == 0) return number_ways[i].way;
    return BRANCH_REFUSED;
}

static const yp_column *column_of(const yp_case *c, const yp_shock *shock)
{
    const yp_file file =
        shock->barrier != YP_NONE ? YP_FILE_BARRIERS : (yp_file)c->components[shock->component].table;
    return yp_schema_find(yp_schema_of(file), shock->attribute);
}

static bool is_ramp(yp_value value)
{
    return value.series != YP_NONE || isfinite(value.offset);
}

/* What ties the levels of a component to its capacity, beside their bounds; NULL: nothing. */
static const char *tied_to_capacity(const yp_component *x)
{
    if (x->table == YP_DEMAND) return NULL;
    if (x->commit != YP_COMMIT_NONE) return "it is switched on and off";
    return is_ramp(x->ramp_up) || is_ramp(x->ramp_down) ? "its ramps are shares of it" : NULL;
}

/* [component_count] Does anything else hang on the capacity of a component? NULL when memory runs out. */
static const char **find_hangers(yp_builder *b, const yp_shock *shocks, size_t count)
{
    const yp_case *c = b->c;
    const char **hangers = yp_take(b, c->component_count, sizeof *hangers);
    for (size_t k = 0; hangers && k < c->coefficient_count; k++)
        if (c->coefficients[k].per == YP_PER_CAPACITY)
            hangers[c->coefficients[k].component] = "a coefficient counts it";
    for (size_t i = 0; hangers && i < c->component_count; i++) {
        const char *tie = tied_to_capacity(&c->components[i]);
        if (tie) hangers[i] = tie;
        const uint32_t other = c->components[i].capacity_of;
        if (other != YP_NONE) hangers[i] = hangers[other] = "it is the capacity of two components";
    }
    for (size_t i = 0; hangers && i < count; i++)
        if (strcmp(shocks[i].attribute, "ramp_up") == 0 || strcmp(shocks[i].attribute, "ramp_down") == 0)
            hangers[shocks[i].component] = "its ramps are shares of it";
    return hangers;
}

/* What exists differs only where nothing else hangs on it. */
static void check_capacity(yp_builder *b, const yp_shock *shock, const char *const *hangers)
{
    const yp_component *x = &b->c->components[shock->component];
    const bool is_energy = strcmp(shock->attribute, "energy") == 0;
    const char *why = NULL;
    if ((is_energy ? x->energy_build_maximum : x->build_maximum) > 0)
        why = "it may be built, and then is the same in all of them";
    else if ((is_energy ? x->energy_fixed_cost : x->fixed_cost) != 0)
        why = "it has a fixed cost";
    else if (!is_energy)
        why = hangers[shock->component];
    if (why)
        yp_error(b, shock->at, "%s of '%s' cannot differ by stochastic scenario: %s", shock->attribute, x->id,
                 why);
}

static void check_probabilities(yp_builder *b)
{
    const yp_case *c = b->c;
    double sum = 0;
    size_t count = 0;
    for (size_t i = 0; i < c->scenario_count; i++) {
        if (!yp_scenario_is_stochastic(&c->scenarios[i])) continue;
        count++;
        sum += c->scenarios[i].probability;
        if (!(c->scenarios[i].probability > 0))
            yp_error(b, c->scenarios[i].at, "the stochastic scenario '%s' needs a probability above 0",
                     c->scenarios[i].id);
    }
    if (count > 0 && !(fabs(sum - 1) <= 1e-6))
        yp_error(b, (yp_spot){ c->folder, 0, 0 },
                 "the probabilities of the stochastic scenarios add up to %.10g: expected 1", sum);
}

/* What the shocks of stochastic scenarios change must be what can differ. */
static void check_shocks(yp_builder *b, const yp_shock *shocks, size_t count)
{
    const char *const *hangers = find_hangers(b, shocks, count);
    for (size_t i = 0; hangers && i < count; i++) {
        const yp_shock *shock = &shocks[i];
        if (!yp_scenario_is_stochastic(&b->c->scenarios[shock->scenario])) continue;
        const branch_way way = way_of(column_of(b->c, shock));
        if (way == BRANCH_REFUSED)
            yp_error(b, shock->at,
                     "%s cannot differ by stochastic scenario: expected a column that may vary over time, "
                     "capacity, energy, investment, fixed_cost, total_minimum, total_maximum, initial or "
                     "final_minimum",
                     shock->attribute);
        else if (way == BRANCH_SHARE)
            check_capacity(b, shock, hangers);
    }
}

void yp_check_branches(yp_builder *b)
{
    check_probabilities(b);
    for (size_t i = 0; i < b->c->gain_range_count; i++) {
        const yp_scenario *scenario = &b->c->scenarios[b->c->gain_range[i]];
        if (yp_scenario_is_stochastic(scenario))
            yp_error(b, b->gain_at,
                     "the scenario '%s' of studies.gain.range is stochastic: expected a named one",
                     scenario->id);
    }
    check_shocks(b, b->shocks, b->shock_count);
}

/* ---- the branches of one number ---- */

/* The shocks of all stochastic scenarios on one number. */
typedef struct {
    yp_builder *b;
    const yp_shock *const *shocks;
    size_t count;
    const yp_column *column;
    void *row; /* component or barrier, ours to change */
    yp_series *series;
    size_t *series_count;
    yp_branch_number *numbers;
    size_t *number_count;
} branching;

static const char *id_of(const branching *k)
{
    const yp_shock *shock = k->shocks[0];
    return shock->barrier != YP_NONE ? k->b->c->barriers[shock->barrier].id
                                     : k->b->c->components[shock->component].id;
}

static const yp_shock *shock_in(const branching *k, size_t branch)
{
    for (size_t i = 0; i < k->count; i++)
        if (k->shocks[i]->scenario == k->b->c->branches[branch].scenario) return k->shocks[i];
    return NULL;
}

/* A series that is `values[s]` in scenario s. */
static yp_value add_series(const branching *k, const yp_value *values, const char *attribute)
{
    const char *name = yp_arena_format(k->b->c->arena, "%s:%s", id_of(k), attribute);
    if (!name) k->b->no_memory = true;
    k->series[*k->series_count] = (yp_series){ .name = name, .branches = values, .at = k->shocks[0]->at };
    return (yp_value){ 0, 1, (uint32_t)(*k->series_count)++ };
}

static void branch_value(const branching *k)
{
    yp_case *c = k->b->c;
    yp_value *field = yp_value_field(k->column, k->row),
             *values = yp_take(k->b, c->branch_count, sizeof *values);
    size_t absent = 0;
    for (size_t s = 0; values && s < c->branch_count; s++) {
        const yp_shock *shock = shock_in(k, s);
        values[s] = *field;
        if (shock) {
            yp_change_value(&values[s], shock);
            yp_check_changed(k->b, k->column, shock, values[s], id_of(k));
        }
        absent += yp_is_absent(values[s]);
    }
    if (!values || absent == c->branch_count) return;
    if (absent > 0 && !(k->column->flags & YP_COLUMN_GAPS))
        yp_error(k->b, k->shocks[0]->at,
                 "%s of '%s' is given in some stochastic scenarios only: expected in all of them or none",
                 k->column->name, id_of(k));
    *field = add_series(k, values, k->column->name);
}

/* The number in each scenario; NULL when memory runs out. */
static double *numbers_of(const branching *k)
{
    yp_case *c = k->b->c;
    const double plain = *yp_number_field(k->column, k->row);
    double *numbers = yp_take(k->b, c->branch_count, sizeof *numbers);
    for (size_t s = 0; numbers && s < c->branch_count; s++) {
        const yp_shock *shock = shock_in(k, s);
        numbers[s] = shock ? yp_change_number(plain, shock->change, shock->value.offset) : plain;
        if (shock) yp_check_changed(k->b, k->column, shock, yp_constant(numbers[s]), id_of(k));
    }
    return numbers;
}

static double mean_of(const yp_case *c, const double *numbers)
{
    double mean = 0;
    for (size_t s = 0; s < c->branch_count; s++)
        mean += numbers[s] == 0 ? 0 : c->branches[s].probability * numbers[s];
    return mean;
}

/* A share of what exists, less in the scenarios where less exists. */
static void scale_share(const branching *k, size_t offset, const char *attribute, const double *numbers,
                        double most)
{
    yp_case *c = k->b->c;
    yp_value *field = (yp_value *)(void *)((char *)k->row + offset);
    yp_value *values = yp_take(k->b, c->branch_count, sizeof *values);
    if (!values || yp_is_absent(*field)) return;
    const yp_value *from = field->series == YP_NONE ? NULL : c->series[field->series].branches;
    for (size_t s = 0; s < c->branch_count; s++) {
        const double factor = most == numbers[s] ? 1 : numbers[s] / most;
        values[s] = from ? from[s] : *field;
        values[s].offset = factor == 0 ? 0 : factor * values[s].offset;
        values[s].scale = factor == 0 ? 0 : factor * values[s].scale;
    }
    *field = add_series(k, values, attribute);
}

/* The most of all scenarios exists; shares of it tell what each has. */
static void branch_share(const branching *k)
{
    yp_component *x = k->row;
    double *field = yp_number_field(k->column, k->row), most = 0;
    const double *numbers = numbers_of(k);
    for (size_t s = 0; numbers && s < k->b->c->branch_count; s++) most = fmax(most, numbers[s]);
    if (!numbers || most == 0) return;
    *field = most;
    if (field == &x->capacity) {
        scale_share(k, offsetof(yp_component, availability), "availability", numbers, most);
        scale_share(k, offsetof(yp_component, minimum), "minimum", numbers, most);
        if (x->table == YP_LINK) scale_share(k, offsetof(yp_component, reverse), "reverse", numbers, most);
        if (x->table == YP_STORE)
            scale_share(k, offsetof(yp_component, charge_share), "charge_share", numbers, most);
    }
    const bool is_energy = field == &x->energy || (x->table == YP_STORE && !isnan(x->hours));
    if (!is_energy) return;
    scale_share(k, offsetof(yp_component, level_minimum), "level_minimum", numbers, most);
    scale_share(k, offsetof(yp_component, level_maximum), "level_maximum", numbers, most);
}

static void branch_number(const branching *k, branch_way way)
{
    double *field = yp_number_field(k->column, k->row);
    const double *numbers = numbers_of(k);
    if (!numbers) return;
    *field = mean_of(k->b->c, numbers);
    if (way == BRANCH_NUMBER)
        k->numbers[(*k->number_count)++] =
            (yp_branch_number){ k->shocks[0]->component, k->column->offset, numbers };
}

/* ---- the case ---- */

static int compare_targets(const void *a, const void *b)
{
    const yp_shock *x = *(const yp_shock *const *)a, *y = *(const yp_shock *const *)b;
    if (x->component != y->component) return x->component < y->component ? -1 : 1;
    if (x->barrier != y->barrier) return x->barrier < y->barrier ? -1 : 1;
    return strcmp(x->attribute, y->attribute);
}

static int compare_numbers(const void *a, const void *b)
{
    const yp_branch_number *x = a, *y = b;
    if (x->component != y->component) return x->component < y->component ? -1 : 1;
    return (x->field > y->field) - (x->field < y->field);
}

/* Series of values first: shares are taken of what these say. */
static void branch_all(branching *k, const yp_shock *const *shocks, size_t count, bool shares)
{
    yp_case *c = k->b->c;
    for (size_t start = 0, end; start < count && !k->b->no_memory; start = end) {
        for (end = start + 1; end < count && compare_targets(&shocks[start], &shocks[end]) == 0;) end++;
        k->shocks = shocks + start;
        k->count = end - start;
        k->column = column_of(c, shocks[start]);
        k->row = shocks[start]->barrier != YP_NONE ? (void *)&c->barriers[shocks[start]->barrier]
                                                   : (void *)&c->components[shocks[start]->component];
        const branch_way way = way_of(k->column);
        if ((way == BRANCH_SHARE) != shares) continue;
        if (way == BRANCH_VALUE)
            branch_value(k);
        else if (way == BRANCH_SHARE)
            branch_share(k);
        else
            branch_number(k, way);
    }
}

static void branch_numbers(yp_builder *b, const yp_shock *const *shocks, size_t count)
{
    enum { SERIES_PER_SHOCK = 6 };
    yp_case *c = b->c;
    size_t series_count = c->series_count, number_count = 0;
    yp_series *series = yp_take(b, series_count + SERIES_PER_SHOCK * count, sizeof *series);
    yp_branch_number *numbers = yp_take(b, count, sizeof *numbers);
    if (!series || !numbers) return;
    if (series_count) memcpy(series, c->series, series_count * sizeof *series);
    c->series = series;
    branching k = { .b = b,
                    .series = series,
                    .series_count = &series_count,
                    .numbers = numbers,
                    .number_count = &number_count };
    branch_all(&k, shocks, count, false);
    branch_all(&k, shocks, count, true);
    c->series_count = series_count;
    if (number_count) qsort(numbers, number_count, sizeof *numbers, compare_numbers);
    c->branch_numbers = numbers;
    c->branch_number_count = number_count;
}

/* Goods of the horizon that only building touches, and who supplies or wants them, belong to no scenario. */
static void share_goods(yp_builder *b, const yp_shock *const *shocks, size_t count)
{
    yp_case *c = b->c;
    bool *differs = yp_take(b, c->component_count, sizeof *differs);
    bool *is_shared = yp_take(b, c->good_count, sizeof *is_shared), *is_built = yp_take(b, c->good_count, 1),
         *has_others = yp_take(b, c->component_count, sizeof *has_others);
    if (!differs || !is_shared || !is_built || !has_others) return;
    for (size_t i = 0; i < count; i++)
        if (shocks[i]->component != YP_NONE) differs[shocks[i]->component] = true;
    for (size_t g = 0; g < c->good_count; g++) is_shared[g] = c->goods[g].resolution == YP_HORIZON;
    for (size_t k = 0; k < c->coefficient_count; k++) {
        const yp_coefficient *x = &c->coefficients[k];
        has_others[x->component] = true;
        if (x->per == YP_PER_BUILD)
            is_built[x->good] = true;
        else
            is_shared[x->good] = false;
    }
    for (size_t i = 0; i < c->component_count; i++) {
        const yp_component *x = &c->components[i];
        if (x->good == YP_NONE || !is_shared[x->good]) continue;
        const bool is_plain = (x->table == YP_SUPPLY || x->table == YP_DEMAND) &&
                              x->resolution == YP_HORIZON && !differs[i] && !has_others[i] &&
                              x->capacity_of == YP_NONE;
        if (!is_plain) is_shared[x->good] = false;
    }
    for (size_t g = 0; g < c->good_count; g++)
        if (is_shared[g] && is_built[g]) c->goods[g].resolution = YP_SHARED;
    for (size_t i = 0; i < c->component_count; i++) {
        yp_component *x = &c->components[i];
        if (x->good == YP_NONE || c->goods[x->good].resolution != YP_SHARED) continue;
        x->resolution = YP_SHARED;
        if (x->total_per == YP_HORIZON) x->total_per = YP_SHARED;
    }
}

static void *copied(yp_builder *b, const void *items, size_t count, size_t size)
{
    void *copy = yp_take(b, count, size);
    if (copy && count) memcpy(copy, items, count * size);
    return copy;
}

static bool find_branches(yp_builder *b)
{
    yp_case *c = b->c;
    double sum = 0;
    c->branches = yp_take(b, c->scenario_count, sizeof *c->branches);
    for (uint32_t i = 0; c->branches && i < c->scenario_count; i++) {
        if (!yp_scenario_is_stochastic(&c->scenarios[i])) continue;
        c->branches[c->branch_count++] = (yp_branch){ i, c->scenarios[i].probability };
        sum += c->scenarios[i].probability;
    }
    for (size_t s = 0; s < c->branch_count; s++) c->branches[s].probability /= sum;
    return c->branches && c->branch_count > 0;
}

void yp_branch_case(yp_builder *b)
{
    yp_case *c = b->c, *plain = yp_take(b, 1, sizeof *plain);
    if (!plain) return;
    *plain = *c;
    if (!find_branches(b)) return;
    check_shocks(b, c->tables->shocks,
                 c->tables->shock_count); /* again: settings may have changed what it hangs on */
    if (b->error_count > 0) return;
    c->plain = plain;
    c->components = copied(b, c->components, c->component_count, sizeof *c->components);
    c->barriers = copied(b, c->barriers, c->barrier_count, sizeof *c->barriers);
    c->goods = copied(b, c->goods, c->good_count, sizeof *c->goods);
    const yp_shock **shocks = yp_take(b, c->tables->shock_count, sizeof *shocks);
    size_t count = 0;
    if (b->no_memory) return;
    for (size_t i = 0; i < c->tables->shock_count; i++)
        if (yp_scenario_is_stochastic(&c->scenarios[c->tables->shocks[i].scenario]))
            shocks[count++] = &c->tables->shocks[i];
    if (count) qsort(shocks, count, sizeof *shocks, compare_targets);
    branch_numbers(b, shocks, count);
    if (!b->no_memory && c->branch_count > 1) share_goods(b, shocks, count);
}

/* ---- what others ask ---- */

double yp_number_in(const yp_case *c, const yp_component *component, const double *field, size_t branch)
{
    const yp_branch_number key = { (uint32_t)(component - c->components),
                                   (size_t)((const char *)field - (const char *)component), NULL };
    const yp_branch_number *found =
        c->branch_number_count == 0
            ? NULL
            : bsearch(&key, c->branch_numbers, c->branch_number_count, sizeof key, compare_numbers);
    return found ? found->values[branch] : *field;
}

static bool has_gaps(const yp_case *c, uint32_t series)
{
    for (size_t s = 0; s < c->time.snapshot_count; s++)
        if (isnan(c->series[series].values[s])) return true;
    return false;
}

bool yp_value_has_gaps(const yp_case *c, yp_value value)
{
    if (value.series == YP_NONE) return false;
    const yp_value *branches = c->series[value.series].branches;
    if (!branches) return has_gaps(c, value.series);
    for (size_t s = 0; s < c->branch_count; s++)
        if (yp_is_absent(branches[s]) || yp_value_has_gaps(c, branches[s])) return true;
    return false;
}
