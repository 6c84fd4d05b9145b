/* What no single cell can tell: numbers against each other, rows against each other. */
#include "case/internal.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* The value at a snapshot. */
static double at_snapshot(const yp_case *c, yp_value value, size_t snapshot)
{
    return value.series == YP_NONE ? value.offset
                                   : value.offset + value.scale * c->series[value.series].values[snapshot];
}

/* First snapshot at which `low` exceeds `high` by more than rounding, or SIZE_MAX. */
static size_t first_crossing(const yp_case *c, yp_value low, yp_value high)
{
    const size_t count = low.series == YP_NONE && high.series == YP_NONE ? 1 : c->time.snapshot_count;
    for (size_t s = 0; s < count; s++)
        if (at_snapshot(c, low, s) > at_snapshot(c, high, s) + 1e-9) return s;
    return SIZE_MAX;
}

/* Highest number that a value takes. */
static double highest(const yp_builder *b, yp_value value)
{
    if (value.series == YP_NONE) return value.offset;
    const yp_series_facts *facts = &b->series_facts[value.series];
    if (facts->low > facts->high || value.scale == 0) return value.offset;
    return value.offset + value.scale * (value.scale > 0 ? facts->high : facts->low);
}

/* What the format has and the model does not yet must not pass in silence. */
static void check_supported(yp_builder *b, const yp_component *component)
{
    double years = 0;
    for (size_t p = 0; p < b->c->period_count; p++) years += b->c->periods[p].years;
    if (b->c->period_count > 1 && !component->built && component->lifetime < years &&
        (component->build_maximum > 0 || component->energy_build_maximum > 0))
        yp_error(
            b, component->at,
            "lifetime of '%s' ends within the %g years of all periods: say in built when its new capacity "
            "comes into being, a year or each",
            component->id, years);
}

static void check_availability(yp_builder *b, const yp_component *component)
{
    if (isinf(component->capacity) && highest(b, component->minimum) > 0)
        yp_error(b, component->at, "'%s' has no end of capacity, so a minimum above 0 has no meaning",
                 component->id);
}

/* What may be given up is capacity that exists, and nothing in its row but that bounds the level. */
static void check_retirement(yp_builder *b, const yp_component *component)
{
    if (!component->retires) return;
    const char *reason = NULL;
    if (isinf(component->capacity)) reason = "a capacity without end cannot be given up";
    if (component->build_maximum > 0)
        reason = "new capacity needs a row of its own (built: each makes one for each period)";
    if (!yp_is_absent(component->fixed)) reason = "its level is set";
    if (component->capacity_of != YP_NONE) reason = "its capacity is that of another";
    if (component->table == YP_STORE && isnan(component->hours))
        reason = "only stores with hours may be given up";
    if (component->resolution == YP_HORIZON) reason = "its level is one for all periods";
    for (size_t s = 0; s < b->c->scenario_count; s++)
        if (strcmp(b->c->scenarios[s].kind, "stochastic") == 0)
            reason = "with stochastic scenarios it is not supported yet";
    if (reason) yp_error(b, component->at, "retire of '%s' has no meaning: %s", component->id, reason);
}

static void check_bounds(yp_builder *b, const yp_component *component)
{
    if (component->build_minimum > component->build_maximum)
        yp_error(b, component->at, "build_minimum %g of '%s' exceeds build_maximum %g",
                 component->build_minimum, component->id, component->build_maximum);
    if (component->total_minimum > component->total_maximum)
        yp_error(b, component->at, "total_minimum %g of '%s' exceeds total_maximum %g",
                 component->total_minimum, component->id, component->total_maximum);
    if (component->from_year >= component->to_year)
        yp_error(b, component->at, "from_year of '%s' does not come before its to_year", component->id);
    if (isinf(component->capacity) && component->build_maximum > 0)
        yp_error(b, component->at, "'%s' has no end of capacity already: build_maximum has no meaning",
                 component->id);
}

static void check_store(yp_builder *b, const yp_component *store)
{
    const bool has_energy =
        store->energy > 0 || store->energy_build_maximum > 0 || store->energy_build_minimum > 0;
    if (!isnan(store->hours) && has_energy)
        yp_error(b, store->at, "'%s' has hours and an energy capacity of its own: give one of them",
                 store->id);
    if (store->energy_build_minimum > store->energy_build_maximum)
        yp_error(b, store->at, "energy_build_minimum of '%s' exceeds energy_build_maximum", store->id);
    if (highest(b, store->efficiency_in) > 1 || highest(b, store->efficiency_out) > 1)
        yp_warn(b, store->at, "an efficiency of '%s' is above 1: it gives more than it takes", store->id);
    const bool is_open = store->cycle == YP_CYCLE_NONE || store->cycle == YP_CYCLE_RESTART;
    if (!is_open && (store->initial != 0 || store->final_minimum != 0))
        yp_error(b, store->at, "initial and final_minimum of '%s' need cycle none or restart", store->id);
    if (first_crossing(b->c, store->level_minimum, store->level_maximum) != SIZE_MAX)
        yp_error(b, store->at, "level_minimum of '%s' exceeds level_maximum", store->id);
}

static void check_stock(yp_builder *b, const yp_component *component)
{
    const yp_good *good = component->good == YP_NONE ? NULL : &b->c->goods[component->good];
    if (!good || good->kind != YP_STOCK || component->resolution == good->resolution) return;
    yp_error(b, component->at, "'%s' has the resolution %s, but its stock good '%s' has %s: they must agree",
             component->id, yp_resolution_text(component->resolution), good->id,
             yp_resolution_text(good->resolution));
}

/* The voltage law holds for one good in its own blocks. */
static void check_reactance(yp_builder *b, const yp_component *link)
{
    if (isnan(link->angle_minimum) != isnan(link->angle_maximum) || link->angle_minimum > link->angle_maximum)
        yp_error(b, link->at,
                 "the angles of '%s' are no range: expected angle_minimum, at most angle_maximum", link->id);
    if (isnan(link->reactance)) {
        if (link->angle != 0 || !isnan(link->angle_minimum))
            yp_error(b, link->at, "angle of '%s' needs a reactance", link->id);
        return;
    }
    if (link->good != link->good_to)
        yp_error(b, link->at, "'%s' turns one good into another: a reactance has no meaning", link->id);
    if (link->good != YP_NONE && link->resolution != b->c->goods[link->good].resolution)
        yp_error(b, link->at, "'%s' has a reactance: its resolution must be that of its good", link->id);
}

static void check_component(yp_builder *b, uint32_t index)
{
    const yp_component *component = &b->c->components[index];
    const uint32_t holder = component->capacity_of;
    if (holder != YP_NONE && b->c->components[holder].retires &&
        (!yp_is_absent(component->fixed) || component->resolution == YP_HORIZON))
        yp_error(b, component->at,
                 "capacity of '%s', which bounds '%s', may be given up: its level cannot be set "
                 "nor be one for all periods",
                 b->c->components[holder].id, component->id);
    check_supported(b, component);
    if (component->table != YP_DEMAND) check_availability(b, component);
    check_bounds(b, component);
    check_retirement(b, component);
    check_stock(b, component);
    if (component->table == YP_STORE) check_store(b, component);
    if (component->table == YP_LINK && component->place == component->to &&
        component->good == component->good_to && component->to != YP_NONE)
        yp_error(b, component->at, "the link '%s' leads from '%s' to itself", component->id,
                 b->c->places[component->to].id);
    if (component->table == YP_LINK) check_reactance(b, component);
    if (component->table != YP_DEMAND) yp_check_running(b, index);
    if (component->capacity_of == index)
        yp_error(b, component->at, "capacity_of of '%s' names itself", component->id);
    else if (component->capacity_of != YP_NONE && b->c->components[component->capacity_of].has_vintages &&
             !component->has_vintages)
        yp_error(b, component->at,
                 "capacity_of of '%s' names '%s', which is built in vintages: name one of them",
                 component->id, b->c->components[component->capacity_of].id);
    else if (component->capacity_of != YP_NONE &&
             b->c->components[component->capacity_of].capacity_of != YP_NONE)
        yp_error(b, component->at, "capacity_of of '%s' names '%s', which has no capacity of its own",
                 component->id, b->c->components[component->capacity_of].id);
}

/* ---- barriers ---- */

static void check_barriers(yp_builder *b)
{
    for (size_t i = 0; i < b->c->barrier_count; i++) {
        const yp_barrier *barrier = &b->c->barriers[i];
        const bool always = barrier->from_year == INT_MIN && barrier->to_year == INT_MAX;
        if (barrier->from_year >= barrier->to_year)
            yp_error(b, barrier->at, "from_year of the barrier '%s' does not come before its to_year",
                     barrier->id);
        else if (barrier->kind == YP_BARRIER_RATIO && !always)
            yp_error(b, barrier->at,
                     "the barrier '%s' is a ratio, which years cannot limit yet: leave out from_year "
                     "and to_year",
                     barrier->id);
    }
}

/* ---- coefficients ---- */

static int compare_by_key(const void *a, const void *b)
{
    const yp_coefficient *x = *(const yp_coefficient *const *)a, *y = *(const yp_coefficient *const *)b;
    if (x->component != y->component) return x->component < y->component ? -1 : 1;
    if (x->good != y->good) return x->good < y->good ? -1 : 1;
    if (x->place != y->place) return x->place < y->place ? -1 : 1;
    if (x->per != y->per) return x->per < y->per ? -1 : 1;
    if (x->from_year != y->from_year) return x->from_year < y->from_year ? -1 : 1;
    const int by_delay = yp_compare_delays(x, y);
    return by_delay ? by_delay : (x > y) - (x < y);
}

static void check_doubles(yp_builder *b)
{
    const yp_case *c = b->c;
    const yp_coefficient **sorted = yp_take(b, c->coefficient_count, sizeof *sorted);
    if (!sorted || c->coefficient_count == 0) return;
    for (size_t i = 0; i < c->coefficient_count; i++) sorted[i] = &c->coefficients[i];
    qsort(sorted, c->coefficient_count, sizeof *sorted, compare_by_key);
    for (size_t i = 1; i < c->coefficient_count; i++) {
        const yp_coefficient *x = sorted[i - 1], *y = sorted[i];
        const bool is_known = y->component != YP_NONE && y->good != YP_NONE && y->place != YP_NONE;
        if (!is_known || x->component != y->component || x->good != y->good || x->place != y->place ||
            x->per != y->per || y->from_year >= x->to_year || yp_compare_delays(x, y) != 0)
            continue;
        /* rows that a layer replaces stand beside their replacement */
        if (b->coefficient_out[x - c->coefficients] || b->coefficient_out[y - c->coefficients]) continue;
        yp_error(b, y->at,
                 "'%s' and the good '%s' at '%s' have a coefficient already: it stands first at %s:%u",
                 c->components[y->component].id, c->goods[y->good].id, c->places[y->place].id,
                 x->at.file ? x->at.file : "?", x->at.line);
    }
}

static void check_coefficient(yp_builder *b, const yp_coefficient *k, bool *has_port)
{
    if (k->component == YP_NONE || k->good == YP_NONE) return;
    const yp_component *component = &b->c->components[k->component];
    const yp_good *good = &b->c->goods[k->good];
    has_port[k->component] = true;
    if ((k->per == YP_PER_LEVEL_CHANGE || k->per == YP_PER_CHARGE) && component->table != YP_STORE)
        yp_error(b, k->at, "per level_change and charge are for stores, and '%s' is none", component->id);
    const bool is_switched = k->per == YP_PER_ON || k->per == YP_PER_START || k->per == YP_PER_STOP;
    if (is_switched && component->commit == YP_COMMIT_NONE)
        yp_error(b, k->at, "per on, start and stop need commit, and '%s' has none", component->id);
    const bool is_energy = k->per == YP_PER_ENERGY || k->per == YP_PER_ENERGY_BUILD;
    if (is_energy && (component->table != YP_STORE || !isnan(component->hours)))
        yp_error(b, k->at,
                 "per energy and energy_build are for stores with energy of their own, and '%s' has none",
                 component->id);
    if (component->retires && yp_per_is_capacity(k->per) && good->resolution == YP_HORIZON)
        yp_error(b, k->at,
                 "capacity of '%s' may be given up, so a good of resolution horizon cannot count it",
                 component->id);
    if (k->from_year >= k->to_year)
        yp_error(b, k->at, "from_year of a coefficient of '%s' does not come before its to_year",
                 component->id);
    if ((k->per == YP_PER_LEVEL_CHANGE || is_switched) && good->kind == YP_STOCK)
        yp_error(b, k->at, "a stock good such as '%s' is touched by capacity, build or level only", good->id);
    if (good->kind != YP_STOCK || (k->per != YP_PER_LEVEL && k->per != YP_PER_CHARGE) ||
        component->resolution == good->resolution)
        return;
    yp_error(b, k->at,
             "the level of '%s' has the resolution %s, but the stock good '%s' has %s: they must agree",
             component->id, yp_resolution_text(component->resolution), good->id,
             yp_resolution_text(good->resolution));
}

static void check_coefficients(yp_builder *b)
{
    yp_case *c = b->c;
    bool *has_port = yp_take(b, c->component_count, sizeof *has_port);
    for (size_t i = 0; has_port && i < c->coefficient_count; i++)
        check_coefficient(b, &c->coefficients[i], has_port);
    for (size_t i = 0; has_port && i < c->component_count; i++)
        if (c->components[i].table == YP_PROCESS && !has_port[i] && !b->component_out[i])
            yp_error(b, c->components[i].at,
                     "the process '%s' has no row in coefficients.csv: it needs one good at least",
                     c->components[i].id);
    check_doubles(b);
}

/* ---- nodes ---- */

typedef struct {
    uint32_t place, good, component;
} touched;

static int compare_nodes(const touched *x, const touched *y)
{
    if (x->place != y->place) return x->place < y->place ? -1 : 1;
    return (x->good > y->good) - (x->good < y->good);
}

static int compare_touched(const void *a, const void *b)
{
    const touched *x = a, *y = b;
    const int by_node = compare_nodes(x, y);
    return by_node ? by_node : (x->component > y->component) - (x->component < y->component);
}

static bool must_be_served(const yp_builder *b, const yp_component *demand)
{
    return yp_is_absent(demand->value) && highest(b, demand->quantity) > 0;
}

/* Nodes [start, end) of one place and good: a demand that must be served and nothing else. */
static void check_node(yp_builder *b, const touched *start, const touched *end)
{
    for (const touched *t = start; t < end; t++)
        if (b->c->components[t->component].table != YP_DEMAND) return;
    for (const touched *t = start; t < end; t++) {
        const yp_component *demand = &b->c->components[t->component];
        if (must_be_served(b, demand))
            yp_error(b, demand->at, "'%s' must be served, but nothing brings '%s' to '%s'", demand->id,
                     b->c->goods[demand->good].id, b->c->places[demand->place].id);
    }
}

static void check_nodes(yp_builder *b)
{
    const yp_case *c = b->c;
    touched *all = yp_take(b, 2 * c->component_count + c->coefficient_count, sizeof *all);
    size_t count = 0;
    if (!all) return;
    for (uint32_t i = 0; i < c->component_count; i++) {
        const yp_component *component = &c->components[i];
        if (b->component_out[i] || component->good == YP_NONE || component->place == YP_NONE) continue;
        all[count++] = (touched){ component->place, component->good, i };
        if (component->to != YP_NONE) all[count++] = (touched){ component->to, component->good_to, i };
    }
    for (size_t i = 0; i < c->coefficient_count; i++) {
        const yp_coefficient *k = &c->coefficients[i];
        if (b->coefficient_out[i] || k->place == YP_NONE || k->good == YP_NONE) continue;
        all[count++] = (touched){ k->place, k->good, k->component };
    }
    if (count) qsort(all, count, sizeof *all, compare_touched);
    for (size_t start = 0, end; start < count; start = end) {
        for (end = start + 1; end < count && compare_nodes(&all[start], &all[end]) == 0;) end++;
        check_node(b, &all[start], &all[end]);
    }
}

/* ---- shocks ---- */

static int compare_shocks(const void *a, const void *b)
{
    const yp_shock *x = *(const yp_shock *const *)a, *y = *(const yp_shock *const *)b;
    if (x->scenario != y->scenario) return x->scenario < y->scenario ? -1 : 1;
    if (x->component != y->component) return x->component < y->component ? -1 : 1;
    if (x->barrier != y->barrier) return x->barrier < y->barrier ? -1 : 1;
    const int by_attribute = strcmp(x->attribute, y->attribute);
    return by_attribute ? by_attribute : (x > y) - (x < y);
}

/* The order of rows means nothing, so two changes of one number would have no order. */
static void check_shocks(yp_builder *b)
{
    const yp_shock **sorted = yp_take(b, b->shock_count, sizeof *sorted);
    if (!sorted || b->shock_count == 0) return;
    for (size_t i = 0; i < b->shock_count; i++) sorted[i] = &b->shocks[i];
    qsort(sorted, b->shock_count, sizeof *sorted, compare_shocks);
    for (size_t i = 1; i < b->shock_count; i++) {
        const yp_shock *x = sorted[i - 1], *y = sorted[i];
        if (x->scenario != y->scenario || x->component != y->component || x->barrier != y->barrier ||
            strcmp(x->attribute, y->attribute) != 0)
            continue;
        const char *id =
            y->barrier != YP_NONE ? b->c->barriers[y->barrier].id : b->c->components[y->component].id;
        yp_error(b, y->at, "the scenario '%s' changes %s of '%s' already: it stands first at %s:%u",
                 b->c->scenarios[y->scenario].id, y->attribute, id, x->at.file, x->at.line);
    }
}

/* ---- time ---- */

static double hours_of_period(const yp_case *c, uint32_t period)
{
    const yp_time *time = &c->time;
    double hours = 0;
    if (!time->block_sum) return time->step_hours * (double)time->snapshot_count;
    for (size_t i = 0; i < time->snapshot_count; i++)
        if (time->block_period[i] == period) hours += time->block_sum[i];
    return hours;
}

/* A year of a planning case has 8760 hours, unless the case says that it knows better. Held
 * capacities are no choice. */
static void check_year(yp_builder *b)
{
    const yp_case *c = b->c;
    bool is_planning = false;
    for (size_t i = 0; i < c->component_count; i++)
        if (!b->component_out[i] &&
            (c->components[i].build_maximum > c->components[i].build_minimum ||
             c->components[i].energy_build_maximum > c->components[i].energy_build_minimum))
            is_planning = true;
    for (uint32_t p = 0; is_planning && !c->time.is_partial && p < c->period_count; p++) {
        const double hours = hours_of_period(c, p);
        if (fabs(hours - 8760) > 1e-6 * 8760)
            yp_error(b, b->time_at,
                     "the hours of the year %d add up to %g, not 8760, and the case may build: add partial: "
                     "yes to time",
                     c->periods[p].year, hours);
    }
}

void yp_check_case(yp_builder *b)
{
    for (uint32_t i = 0; i < b->c->component_count; i++) check_component(b, i);
    check_barriers(b);
    check_coefficients(b);
    yp_check_steps(b);
    yp_check_delays(b);
    yp_check_losses(b);
    yp_check_secure(b);
    check_shocks(b);
    yp_check_branches(b);
    if (!b->no_memory && b->error_count == 0) check_nodes(b);
    check_year(b);
    yp_check_whole(b);
}
