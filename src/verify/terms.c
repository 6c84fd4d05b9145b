/** The numbers of a component at its blocks: what a unit of each level costs, and between which bounds it
 * lies. */
#include "verify/internal.h"

static bool is_alive_in(const yp_board *board, const yp_component *row, size_t period)
{
    if (period >= board->c->period_count) return true;
    const int year = board->c->periods[period].year;
    return row->from_year <= year && year < row->to_year;
}

bool yp_component_is_alive(const yp_board *board, uint32_t component, yp_resolution resolution, size_t block)
{
    const yp_component *row = &board->c->components[component];
    const yp_blocks *blocks = &board->plan->blocks;
    if (resolution < YP_HORIZON) {
        const yp_level *level = &board->levels[resolution];
        return is_alive_in(board, row, blocks->period[level->first[block]]);
    }
    for (size_t p = 0; p < blocks->period_count; p++)
        if (is_alive_in(board, row, p)) return true;
    return false;
}

bool yp_years_are_at(const yp_board *board, int from_year, int to_year, yp_resolution resolution,
                     size_t block)
{
    if (resolution >= YP_HORIZON) return true;
    const uint32_t period = board->plan->blocks.period[board->levels[resolution].first[block]];
    if (period >= board->c->period_count) return true;
    const int year = board->c->periods[period].year;
    return from_year <= year && year < to_year;
}

static double capital_recovery(double rate, double years)
{
    return rate == 0 ? 1 / years : rate / -expm1(-years * log1p(rate));
}

double yp_capital_cost(const yp_board *board, uint32_t component, bool is_energy)
{
    const yp_component *row = &board->c->components[component];
    const double investment = is_energy ? row->energy_investment : row->investment;
    const double fixed_cost = is_energy ? row->energy_fixed_cost : row->fixed_cost;
    const double yearly = investment == 0 ? 0 : investment * capital_recovery(row->rate, row->lifetime);
    return (yearly + fixed_cost) * board->factor_of_year[component];
}

double yp_keeping_cost(const yp_board *board, uint32_t component)
{
    const yp_component *row = &board->c->components[component];
    double cost = 0;
    if (row->table != YP_DEMAND) cost += yp_product(row->fixed_cost, row->capacity);
    if (row->table == YP_STORE && isnan(row->hours)) cost += yp_product(row->energy_fixed_cost, row->energy);
    return cost * board->factor_of_year[component];
}

double yp_most_built(const yp_board *board, uint32_t component)
{
    const yp_component *row = &board->c->components[component];
    if (isnan(row->growth_maximum)) return row->build_maximum;
    for (size_t p = 0; p < board->c->period_count; p++)
        if (is_alive_in(board, row, p))
            return fmin(row->build_maximum, row->growth_maximum * board->c->periods[p].years);
    return fmin(row->build_maximum, row->growth_maximum);
}

static bool is_zero(yp_value value)
{
    return value.series == YP_NONE && value.offset == 0;
}

/* Benefit of a level of an elastic demand: value·x + ½·slope·x². */
static double benefit(double value, double slope, double x)
{
    return yp_product(value + slope * x / 2, x);
}

double yp_benefit_of_all(yp_board *board, const yp_terms *terms)
{
    const yp_component *row = terms->row;
    if (row->table != YP_DEMAND || yp_is_absent(row->value) || !terms->main) return 0;
    const yp_column *column = terms->main;
    const size_t room = board->plan->blocks.count;
    double *quantity = board->entry_memory, *value = quantity + room, *slope = value + room, sum = 0;
    yp_value_at(board, row->quantity, column->resolution, quantity);
    yp_value_at(board, row->value, column->resolution, value);
    yp_value_at(board, yp_is_absent(row->value_slope) ? yp_constant(0) : row->value_slope, column->resolution,
                slope);
    for (size_t b = 0; b < column->count; b++)
        if (yp_component_is_alive(board, terms->index, column->resolution, b)) {
            const double each =
                benefit(value[b], slope[b], quantity[b]) + yp_steps_benefit(board, terms, quantity[b]);
            sum += column->weight[b] * each;
            yp_scenario_add(board, column->resolution, b, column->each[b] * each);
        }
    return sum;
}

double yp_column_cost(const yp_column *column, double *size)
{
    double sum = 0, absolute = 0;
    for (size_t b = 0; b < column->count; b++) {
        const double x = column->level[b];
        const double slope = column->slope ? column->slope[b] : 0;
        const double term = column->weight[b] * (column->cost[b] * x + slope * x * x / 2);
        sum += term;
        absolute += fabs(term);
    }
    if (size) *size = absolute;
    return sum;
}

double yp_built_level(const yp_board *board, uint32_t component, bool is_energy)
{
    if (component == YP_NONE || board->has_no_levels) return 0;
    const yp_part part = is_energy ? YP_PART_ENERGY_BUILT : YP_PART_BUILT;
    const yp_plan_activity *activity = yp_plan_find(board->plan, part, component);
    return activity && activity->count == 1 && activity->level ? activity->level[0] : NAN;
}

double yp_widening_at(const yp_board *board, const yp_column *column, size_t block)
{
    if (column->is_energy || !yp_capacity_retires(board, column->capacity))
        return yp_built_level(board, column->capacity, column->is_energy);
    const uint32_t base = board->levels[column->resolution].first[block];
    return yp_retired_level(board, column->capacity, board->plan->blocks.period[base]);
}

const double *yp_level_of(yp_board *board, yp_part part, uint32_t owner, yp_resolution resolution,
                          size_t count)
{
    const yp_plan_activity *activity = yp_plan_find(board->plan, part, owner);
    if (activity) board->activities_seen++;
    if (board->has_no_levels) return board->zeros;
    if (activity && activity->resolution == resolution && activity->count == count && activity->level)
        return activity->level;
    yp_spot_worse(&board->row,
                  (yp_spotted){ .size = INFINITY, .at = YP_AT_MISSING_LEVEL, .kind = part, .owner = owner });
    return NULL;
}

yp_column *yp_terms_add(yp_board *board, yp_terms *terms, yp_part part)
{
    const bool is_retired = part == YP_PART_RETIRED;
    const bool is_built = part == YP_PART_BUILT || part == YP_PART_ENERGY_BUILT || is_retired;
    const yp_resolution resolution = is_retired ? YP_PERIOD
                                     : is_built ? yp_once_level(&board->plan->blocks)
                                                : terms->row->resolution;
    const yp_level *level = &board->levels[resolution];
    const size_t room = board->plan->blocks.count, count = level->count;
    double *memory = board->column_memory + terms->count * 8 * room;

    yp_column *column = &terms->columns[terms->count];
    *column = (yp_column){ .part = part,
                           .owner = terms->index,
                           .resolution = resolution,
                           .count = count,
                           .is_amount = is_built || terms->row->is_stock,
                           .capacity = YP_NONE };
    double **vectors[] = { &column->cost,        &column->lower, &column->upper,  &column->lower_share,
                           &column->upper_share, &column->worth, &column->largest };
    for (size_t v = 0; v < sizeof vectors / sizeof *vectors; v++) {
        *vectors[v] = memory + v * room;
        for (size_t b = 0; b < count; b++) (*vectors[v])[b] = 0;
    }
    const bool is_counted = terms->row->is_stock || is_built;
    column->weight = is_counted ? level->times : level->cost;
    column->each = is_counted ? level->times_each : level->cost_each;
    column->level = count ? yp_level_of(board, part, terms->index, resolution, count) : NULL;
    if (count == 0)
        yp_spot_worse(
            &board->row,
            (yp_spotted){ .size = INFINITY, .at = YP_AT_MISSING_LEVEL, .kind = part, .owner = terms->index });
    if (!column->level) {
        terms->has_all_levels = false;
        return NULL;
    }
    terms->count++;
    return column;
}

/* The slope of a column; left out where it is zero. */
void yp_slope_set(yp_board *board, yp_column *column, yp_value slope, double sign)
{
    if (is_zero(slope)) return;
    const size_t room = board->plan->blocks.count;
    column->slope = column->cost + 7 * room;
    yp_value_at(board, slope, column->resolution, column->slope);
    for (size_t b = 0; b < column->count; b++) column->slope[b] *= sign;
}

void yp_bound_set(const yp_terms *terms, yp_column *column, const double *share, double *bound,
                  double *bound_share)
{
    const double capacity = terms->capacity;
    const double sign = terms->capacity_retires ? -1 : 1;
    const bool is_extendable = column->capacity != YP_NONE;
    for (size_t b = 0; b < column->count; b++) {
        const double s = share[b];
        const bool is_free = is_extendable && isinf(s);
        bound[b] = is_free ? s : yp_product(s, capacity);
        bound_share[b] = is_extendable && !is_free ? sign * s : 0;
    }
}

/* level ≤ bound + share·K, or ≥ with `is_lower`, for a level that is known: a bound of K. */
static void ask_of_capacity(yp_board *board, const yp_column *column, double room, double share,
                            bool is_lower)
{
    if (share == 0 || !isfinite(share) || !isfinite(room)) return;
    yp_capacity_check *check = &board->capacities[column->capacity];
    const double number = room / share;
    if ((share > 0) != is_lower)
        check->least[column->is_energy] = fmax(check->least[column->is_energy], number);
    else
        check->most[column->is_energy] = fmin(check->most[column->is_energy], number);
}

void yp_level_set(yp_board *board, yp_column *column, size_t block, double level)
{
    if (column->capacity != YP_NONE) {
        ask_of_capacity(board, column, level - column->upper[block], column->upper_share[block], false);
        ask_of_capacity(board, column, level - column->lower[block], column->lower_share[block], true);
    }
    column->lower[block] = column->upper[block] = level;
    column->lower_share[block] = column->upper_share[block] = 0;
}

void yp_levels_set(yp_board *board, yp_column *column, yp_value fixed)
{
    if (yp_is_absent(fixed)) return;
    double *given = board->entry_memory;
    yp_value_at(board, fixed, column->resolution, given);
    for (size_t b = 0; b < column->count; b++) {
        if (isnan(given[b])) continue;
        if (yp_component_is_alive(board, column->owner, column->resolution, b))
            yp_level_set(board, column, b, given[b]);
    }
}

/* Taxes that are paid per unit of a column. */
static void add_taxes(yp_board *board, const yp_terms *terms, yp_column *column, bool is_reverse)
{
    double *rate = board->entry_memory;
    for (uint32_t k = board->tax_start[terms->index]; k < board->tax_start[terms->index + 1]; k++) {
        const yp_tax *tax = &board->c->taxes[board->taxes[k]];
        if (!yp_tax_acts(board->c, tax, is_reverse)) continue;
        yp_value_at(board, tax->rate, column->resolution, rate);
        for (size_t b = 0; b < column->count; b++)
            if (yp_years_are_at(board, tax->from_year, tax->to_year, column->resolution, b))
                column->cost[b] += rate[b];
    }
}

static void make_supply(yp_board *board, yp_terms *terms)
{
    yp_column *column = terms->main = yp_terms_add(board, terms, YP_PART_LEVEL);
    if (!column) return;
    yp_value_at(board, terms->row->cost, column->resolution, column->cost);
    yp_slope_set(board, column, terms->row->cost_slope, 1);
}

/* What an elastic demand wanted is stated in the plan: it must be the case's quantity. */
static void check_wanted(yp_board *board, const yp_terms *terms, const yp_column *column)
{
    const yp_plan_activity *wanted = yp_plan_find(board->plan, YP_PART_WANTED, terms->index);
    if (!wanted) return;
    board->activities_seen++;
    if (board->is_homogeneous) return;
    yp_spotted where = { .at = YP_AT_LEVEL, .kind = YP_PART_WANTED, .owner = terms->index };
    for (size_t b = 0; b < column->count; b++) {
        const bool is_there = wanted->count == column->count && wanted->level && isfinite(wanted->level[b]);
        where.size =
            is_there ? fabs(wanted->level[b] - column->upper[b]) / (1 + fabs(column->upper[b])) : INFINITY;
        where.block = b;
        yp_spot_worse(&board->bound, where);
    }
}

static void make_demand(yp_board *board, yp_terms *terms)
{
    const yp_component *row = terms->row;
    yp_column *column = terms->main = yp_terms_add(board, terms, YP_PART_LEVEL);
    if (!column) return;
    yp_value_at(board, row->quantity, column->resolution, column->upper);
    if (yp_is_absent(row->value)) {
        for (size_t b = 0; b < column->count; b++) column->lower[b] = column->upper[b];
        return;
    }
    check_wanted(board, terms, column);
    yp_value_at(board, row->value, column->resolution, column->cost);
    yp_value_at(board, row->minimum, column->resolution, column->lower);
    for (size_t b = 0; b < column->count; b++) {
        column->cost[b] = -column->cost[b];
        column->lower[b] = yp_product(column->lower[b], column->upper[b]);
    }
    if (!yp_is_absent(row->value_slope)) yp_slope_set(board, column, row->value_slope, -1);
}

/* The capacity that bounds a component: its own, or that of another; what new capacity widens it. */
static uint32_t set_capacity(yp_board *board, yp_terms *terms)
{
    const yp_component *row = terms->row;
    const uint32_t holder = row->capacity_of == YP_NONE ? terms->index : row->capacity_of;
    const yp_component *from = &board->c->components[holder];
    terms->capacity = from->capacity;
    terms->energy = isnan(row->hours) ? row->energy : yp_product(row->hours, terms->capacity);
    terms->capacity_retires = from->retires;
    return from->build_maximum > 0 || from->retires ? holder : YP_NONE;
}

/* Bounds by availability and minimum, for columns that have no directions. */
static void set_plain_bounds(yp_board *board, yp_terms *terms, uint32_t capacity)
{
    yp_column *column = terms->main;
    if (!column) return;
    column->capacity = capacity;
    double *share = board->entry_memory;
    yp_value_at(board, terms->row->availability, column->resolution, share);
    yp_bound_set(terms, column, share, column->upper, column->upper_share);
    yp_value_at(board, terms->row->minimum, column->resolution, share);
    yp_bound_set(terms, column, share, column->lower, column->lower_share);
}

static void make_built(yp_board *board, yp_terms *terms)
{
    const yp_component *row = terms->row;
    if (row->table == YP_DEMAND) return;
    if (row->build_maximum > 0) {
        terms->built = yp_terms_add(board, terms, YP_PART_BUILT);
        if (terms->built) {
            *terms->built->cost = yp_capital_cost(board, terms->index, false);
            *terms->built->lower = row->build_minimum;
            *terms->built->upper = yp_most_built(board, terms->index);
        }
    }
    if (row->table == YP_STORE && isnan(row->hours) && row->energy_build_maximum > 0) {
        terms->energy_built = yp_terms_add(board, terms, YP_PART_ENERGY_BUILT);
        if (terms->energy_built) {
            *terms->energy_built->cost = yp_capital_cost(board, terms->index, true);
            *terms->energy_built->lower = row->energy_build_minimum;
            *terms->energy_built->upper = row->energy_build_maximum;
        }
    }
}

/* In periods in which it does not exist a component stands still and costs nothing. */
static void silence(yp_board *board, yp_terms *terms)
{
    for (size_t k = 0; k < terms->count; k++) {
        yp_column *column = &terms->columns[k];
        for (size_t b = 0; b < column->count; b++) {
            if (yp_component_is_alive(board, terms->index, column->resolution, b)) continue;
            column->cost[b] = column->lower[b] = column->upper[b] = 0;
            column->lower_share[b] = column->upper_share[b] = 0;
            if (column->slope) column->slope[b] = 0;
        }
    }
}

/* What the certificate does not know must not pass it. */
static void refuse_unsupported(yp_board *board, const yp_terms *terms)
{
    const yp_component *row = terms->row;
    const char *words = NULL;
    const bool has_ramp = row->ramp_up.series != YP_NONE || row->ramp_down.series != YP_NONE ||
                          isfinite(row->ramp_up.offset) || isfinite(row->ramp_down.offset);
    if (row->retires && (has_ramp || row->commit != YP_COMMIT_NONE || yp_has_losses(board, terms->index)))
        words = "retirement beside ramps, commitment or losses";
    if (words)
        yp_spot_worse(
            &board->row,
            (yp_spotted){ .size = INFINITY, .at = YP_AT_UNSUPPORTED, .owner = terms->index, .words = words });
}

void yp_terms_make(yp_board *board, uint32_t component, yp_terms *terms)
{
    const yp_component *row = &board->c->components[component];
    *terms = (yp_terms){ .row = row, .index = component, .has_all_levels = true };
    terms->held = (yp_column){ .part = YP_PART_BUILT,
                               .owner = component,
                               .resolution = yp_once_level(&board->plan->blocks),
                               .count = 1,
                               .is_amount = true,
                               .level = &terms->idle[0],
                               .worth = &terms->idle[1],
                               .largest = &terms->idle[2],
                               .capacity = YP_NONE };
    if (!yp_component_is_alive(board, component, YP_HORIZON, 0)) return;
    refuse_unsupported(board, terms);
    const uint32_t capacity = set_capacity(board, terms);
    make_built(board, terms);
    yp_retirement_make(board, terms);

    switch (row->table) {
    case YP_DEMAND:
        make_demand(board, terms);
        break;
    case YP_STORE:
        yp_terms_make_store(board, terms, capacity);
        break;
    case YP_LINK:
        yp_terms_make_link(board, terms, capacity);
        break;
    default:
        make_supply(board, terms);
        set_plain_bounds(board, terms, capacity);
    }
    yp_terms_make_switched(board, terms);
    if (terms->main) add_taxes(board, terms, terms->main, false);
    if (terms->reverse && row->table == YP_LINK) add_taxes(board, terms, terms->reverse, true);
    if (terms->main && row->table != YP_STORE) yp_levels_set(board, terms->main, row->fixed);
    silence(board, terms);
}
