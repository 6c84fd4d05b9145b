/** Bounds and reduced costs of columns, and the dual bound that follows from them.
 *
 *  For any duals y, the minimum of the Lagrangian over the box of each column is a lower bound of the cost. A
 * column's part is min over [lower, upper] of d·x + ½·s·x², with d = cost − Σ y·coefficient. A bound that new
 * capacity K widens (upper + share·K) hands its multiplier × share to the reduced cost of K, which has a box
 * of its own. With s > 0 the term ½·s·x² is replaced by its tangent at the minimiser over the box at hand:
 * exact where the box is fixed, a valid bound in any case (Wolfe 1961). */
#include "verify/internal.h"

static void check_bounds(yp_board *board, const yp_column *column)
{
    if (board->has_no_levels) return;
    for (size_t b = 0; b < column->count; b++) {
        const double x = column->level[b], built = yp_widening_at(board, column, b);
        const double lower = yp_side(board, column->lower[b]) + yp_product(column->lower_share[b], built);
        const double upper = yp_side(board, column->upper[b]) + yp_product(column->upper_share[b], built);
        const double below = (lower - x) / (isfinite(lower) ? 1 + fabs(lower) : 1);
        const double above = (x - upper) / (isfinite(upper) ? 1 + fabs(upper) : 1);
        yp_spotted where = { .at = YP_AT_LEVEL, .kind = column->part, .owner = column->owner, .block = b };
        where.size = isfinite(x) && !isnan(below) && !isnan(above) ? fmax(below, above) : NAN;
        yp_spot_worse(&board->bound, where);
    }
}

/* The part of a box in the dual bound: `slack` presses on one side. */
static void press(yp_board *board, const yp_column *column, size_t b, double slack, double largest)
{
    const bool is_lower = slack > 0;
    const double bound = is_lower ? column->lower[b] : column->upper[b];
    const double share = is_lower ? column->lower_share[b] : column->upper_share[b];
    if (slack == 0) return;
    if (!isfinite(bound) || isnan(slack)) {
        const yp_spotted where = { .size = fabs(slack) / (1 + largest),
                                   .at = YP_AT_LEVEL,
                                   .kind = column->part,
                                   .owner = column->owner,
                                   .block = b };
        yp_spot_worse(&board->reduced, where);
        return;
    }
    yp_bound_add(board, slack * bound);
    if (column->capacity == YP_NONE) return;
    yp_capacity_check *capacity = &board->capacities[column->capacity];
    if (!column->is_energy && capacity->retired) {
        const uint32_t period = board->plan->blocks.period[board->levels[column->resolution].first[b]];
        capacity->retired[period] += slack * share;
        capacity->retired_largest[period] += fabs(slack * share);
        return;
    }
    capacity->reduced[column->is_energy] += slack * share;
    capacity->largest[column->is_energy] += fabs(slack * share);
}

static double clamp(double x, double lower, double upper)
{
    return x < lower ? lower : x > upper ? upper : x;
}

static void bound_column(yp_board *board, const yp_column *column)
{
    const double *form = yp_form_of(board, column->part, column->owner);
    for (size_t b = 0; b < column->count; b++) {
        const double built = yp_widening_at(board, column, b);
        const double added = form ? board->form_sign * form[b] : 0;
        const double cost = added + board->cost_factor * column->weight[b] * column->cost[b];
        const double slope = column->slope ? board->cost_factor * column->weight[b] * column->slope[b] : 0;
        const double largest = fmax(fabs(cost), column->largest[b]);
        double slack = cost - column->worth[b];
        if (board->listener)
            board->listener->tell(board->listener->self, column->part, column->owner, b,
                                  slack + slope * column->level[b]);
        if (!(slope >= 0)) board->dual_bound = NAN;
        if (slope > 0) {
            const double lower = column->lower[b] + yp_product(column->lower_share[b], built);
            const double upper = column->upper[b] + yp_product(column->upper_share[b], built);
            const double best = -slack / slope, at = clamp(best, lower, upper);
            yp_bound_add(board, -slope * at * at / 2);
            slack = at == best ? 0 : slack + slope * at;
        }
        press(board, column, b, slack, largest);
    }
}

/* A box with nothing in it excludes every plan. */
static void note_crossed(yp_board *board, const yp_column *column)
{
    for (size_t b = 0; b < column->count && column->capacity == YP_NONE; b++) {
        const double excess = (column->lower[b] - column->upper[b]) / (1 + fabs(column->upper[b]));
        const bool is_infinite = column->lower[b] == INFINITY || column->upper[b] == -INFINITY;
        board->crossed = fmax(board->crossed, is_infinite ? INFINITY : excess);
    }
}

void yp_column_check(yp_board *board, const yp_column *column)
{
    note_crossed(board, column);
    check_bounds(board, column);
    bound_column(board, column);
}

/* Whole numbers are held: the bound is that of the problem with them fixed. */
static void hold_column(yp_board *board, const yp_column *column)
{
    for (size_t b = 0; b < column->count; b++) {
        const double x = column->level[b];
        const yp_spotted where = { .size = fabs(x - round(x)) / (1 + fabs(x)),
                                   .at = YP_AT_LEVEL,
                                   .kind = column->part,
                                   .owner = column->owner,
                                   .block = b };
        yp_spot_worse(&board->bound, where);
        board->dual_bound += (column->weight[b] * column->cost[b] - column->worth[b]) * x;
    }
}

static void add_capacity(yp_board *board, const yp_column *column)
{
    const int k = column->part == YP_PART_ENERGY_BUILT;
    yp_capacity_check *capacity = &board->capacities[column->owner];
    const double *form = yp_form_of(board, column->part, column->owner);
    if (form) capacity->reduced[k] += board->form_sign * *form;
    capacity->reduced[k] += board->cost_factor * *column->cost - *column->worth;
    capacity->largest[k] += fabs(*column->cost) + *column->largest;
}

void yp_columns_check(yp_board *board, yp_terms *terms)
{
    const bool has_constants = terms->count > 0 && !board->is_homogeneous;
    const double benefit = has_constants ? yp_benefit_of_all(board, terms) : 0,
                 keeping = has_constants ? yp_keeping_cost(board, terms->index) : 0;
    double size = 0, cost = yp_steps_check(board, terms, &size);
    for (size_t k = 0; k < terms->count; k++) {
        const yp_column *column = &terms->columns[k];
        const bool is_capacity = column->part == YP_PART_BUILT || column->part == YP_PART_ENERGY_BUILT;
        double part_size;
        cost += yp_column_cost(column, &part_size);
        size += part_size;
        const bool is_retired = column->part == YP_PART_RETIRED;
        if (!is_capacity && !is_retired) yp_scenario_cost_add(board, column);
        if (is_retired) {
            check_bounds(board, column);
            yp_retirement_add(board, column);
        } else if (is_capacity) {
            check_bounds(board, column);
            add_capacity(board, column);
        } else if (column->is_whole) {
            check_bounds(board, column);
            hold_column(board, column);
        } else {
            yp_column_check(board, column);
        }
    }
    const bool is_elastic = terms->row->table == YP_DEMAND && !yp_is_absent(terms->row->value);
    board->cost += cost + benefit + keeping;
    board->scale += fabs(keeping) + (is_elastic ? fabs(cost + benefit) : size);
    yp_bound_add(board, board->cost_factor * (benefit + keeping));
    board->benefit += benefit;
}

/* Whole units are held at the plan's number: the bound is that of the problem with integers fixed. */
static void bound_units(yp_board *board, uint32_t component, bool is_energy, double unit, double reduced)
{
    const double built = yp_built_level(board, component, is_energy), units = built / unit;
    const yp_spotted where = { .size = fabs(units - round(units)) / (1 + fabs(units)),
                               .at = YP_AT_LEVEL,
                               .kind = is_energy ? YP_PART_ENERGY_BUILT : YP_PART_BUILT,
                               .owner = component };
    yp_spot_worse(&board->bound, where);
    yp_bound_add(board, reduced * built);
}

/* Does new capacity bear the levels that are set? */
static void check_set(yp_board *board, uint32_t component, bool is_energy, double least, double most)
{
    const double built = yp_built_level(board, component, is_energy);
    if (board->has_no_levels) {
        board->crossed = fmax(board->crossed, (least - most) / (1 + fabs(most)));
        return;
    }
    least = yp_side(board, least);
    most = yp_side(board, most);
    const double below = (least - built) / (1 + fabs(least)), above = (built - most) / (1 + fabs(most));
    yp_spotted where = { .size = isinf(most) ? below : fmax(below, above),
                         .at = YP_AT_LEVEL,
                         .kind = is_energy ? YP_PART_ENERGY_BUILT : YP_PART_BUILT,
                         .owner = component };
    yp_spot_worse(&board->bound, where);
}

static void bound_capacity(yp_board *board, uint32_t component, bool is_energy)
{
    const yp_component *row = &board->c->components[component];
    const yp_capacity_check *check = &board->capacities[component];
    const double reduced = check->reduced[is_energy];
    const bool are_units_held = !board->has_no_levels && !board->is_homogeneous;
    const double unit = is_energy ? row->energy_build_unit : row->build_unit;
    if (!isnan(unit) && are_units_held) {
        bound_units(board, component, is_energy, unit, reduced);
        return;
    }
    double most = is_energy ? row->energy_build_maximum : yp_most_built(board, component);
    double least = is_energy ? row->energy_build_minimum : row->build_minimum;
    most = fmin(most, check->most[is_energy]);
    least = fmax(least, check->least[is_energy]);
    check_set(board, component, is_energy, least, most);
    const double bound = reduced > 0 ? least : most;
    if (reduced == 0) return;
    if (isfinite(bound) && !isnan(reduced)) {
        yp_bound_add(board, reduced * bound);
        return;
    }
    const yp_spotted where = { .size = fabs(reduced) / (1 + check->largest[is_energy]),
                               .at = YP_AT_LEVEL,
                               .kind = is_energy ? YP_PART_ENERGY_BUILT : YP_PART_BUILT,
                               .owner = component };
    yp_spot_worse(&board->reduced, where);
}

void yp_capacities_check(yp_board *board)
{
    for (size_t i = 0; i < board->c->component_count; i++) {
        const yp_component *row = &board->c->components[i];
        if (row->table == YP_DEMAND || !yp_component_is_alive(board, (uint32_t)i, YP_HORIZON, 0)) continue;
        if (row->build_maximum > 0) bound_capacity(board, (uint32_t)i, false);
        if (row->retires) yp_retirement_bound(board, (uint32_t)i);
        if (row->table == YP_STORE && isnan(row->hours) && row->energy_build_maximum > 0)
            bound_capacity(board, (uint32_t)i, true);
    }
}
