/** Existing capacity that is given up: gone by a period, and gone for good. */
#include "verify/internal.h"

bool yp_capacity_retires(const yp_board *board, uint32_t component)
{
    return component != YP_NONE && board->c->components[component].retires;
}

double yp_retired_level(const yp_board *board, uint32_t component, size_t period)
{
    const yp_plan_activity *gone = yp_plan_find(board->plan, YP_PART_RETIRED, component);
    return gone && gone->level && period < gone->count ? gone->level[period] : NAN;
}

void yp_retirement_make(yp_board *board, yp_terms *terms)
{
    const yp_component *row = terms->row;
    if (!row->retires || row->table == YP_DEMAND) return;
    yp_column *gone = terms->retired = yp_terms_add(board, terms, YP_PART_RETIRED);
    for (size_t p = 0; gone && p < gone->count; p++) {
        gone->cost[p] = -row->fixed_cost * board->plan->blocks.year_share;
        gone->upper[p] = row->capacity;
    }
}

/* gone(p) ≥ gone(p − 1) in the periods of its life. */
void yp_retirement_check(yp_board *board, yp_terms *terms)
{
    yp_column *gone = terms->retired;
    if (!gone || gone->count < 2) return;
    const double *dual = yp_dual_of(board, YP_ROW_RETIREMENT, terms->index, YP_PERIOD, gone->count);
    for (size_t p = 0; p < gone->count; p++) {
        const bool has_before = p > 0 && yp_component_is_alive(board, terms->index, YP_PERIOD, p);
        const double before = has_before ? gone->level[p - 1] : 0;
        yp_worth_add(gone, p, dual[p]);
        if (has_before) yp_worth_add(gone, p - 1, -dual[p]);
        yp_row_check(
            board, gone->level[p] - before, fmax(fabs(gone->level[p]), fabs(before)), 0, INFINITY, dual[p],
            (yp_spotted){ .at = YP_AT_ROW, .kind = YP_ROW_RETIREMENT, .owner = terms->index, .block = p });
    }
}

void yp_retirement_add(yp_board *board, const yp_column *gone)
{
    yp_capacity_check *check = &board->capacities[gone->owner];
    for (size_t p = 0; p < gone->count; p++) {
        const double cost = board->cost_factor * gone->weight[p] * gone->cost[p];
        check->retired[p] += cost - gone->worth[p];
        check->retired_largest[p] += fabs(cost) + gone->largest[p];
    }
}

void yp_retirement_bound(yp_board *board, uint32_t component)
{
    const yp_capacity_check *check = &board->capacities[component];
    const double capacity = board->c->components[component].capacity;
    for (size_t p = 0; p < board->plan->blocks.period_count; p++) {
        const double most = yp_component_is_alive(board, component, YP_PERIOD, p) ? capacity : 0;
        if (isnan(check->retired[p])) board->dual_bound = NAN;
        if (check->retired[p] < 0) yp_bound_add(board, check->retired[p] * most);
    }
}
