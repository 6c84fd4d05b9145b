/** The columns of what is switched: units on, starts and stops. */
#include "verify/internal.h"

void yp_running_shares(yp_board *board, const yp_terms *terms, double *most, double *least)
{
    const yp_component *row = terms->row;
    if (row->table == YP_LINK)
        yp_link_share(board, terms, row->availability, false, most);
    else
        yp_value_at(board, row->availability, YP_BASE, most);
    yp_value_at(board, row->minimum, YP_BASE, least);
}

/* What may be off may stand still. */
static void let_stand(yp_column *column)
{
    for (size_t b = 0; b < column->count; b++) {
        column->lower[b] = fmin(column->lower[b], 0);
        column->lower_share[b] = fmin(column->lower_share[b], 0);
        column->upper[b] = fmax(column->upper[b], 0);
        column->upper_share[b] = fmax(column->upper_share[b], 0);
    }
}

/* At most the units that exist and are built; of what has no units, 1. */
static yp_column *add_part(yp_board *board, yp_terms *terms, yp_part part, double cost)
{
    const yp_component *row = terms->row;
    yp_column *column = yp_terms_add(board, terms, part);
    if (!column) return NULL;
    const bool has_units = !isnan(row->build_unit);
    if (has_units && row->build_maximum > 0) column->capacity = terms->index;
    for (size_t b = 0; b < column->count; b++) {
        column->cost[b] = cost;
        column->upper[b] = has_units ? row->capacity / row->build_unit : 1;
        if (column->capacity != YP_NONE) column->upper_share[b] = 1 / row->build_unit;
    }
    return column;
}

/* What was switched shortly before a chain stays so at its beginning. */
static void hold_state(const yp_board *board, const yp_terms *terms)
{
    const yp_component *row = terms->row;
    const yp_blocks *blocks = &board->plan->blocks;
    const double on_left = row->on_before > 0 ? row->minimum_up - row->on_before : 0; /* NaN: since ever */
    const double off_left = row->off_before > 0 ? row->minimum_down - row->off_before : 0;
    double passed = 0;
    for (size_t b = 0; b < blocks->count; b++) {
        const bool is_new =
            b == 0 || blocks->cycle[b] != blocks->cycle[b - 1] || blocks->period[b] != blocks->period[b - 1];
        if (is_new) passed = 0;
        if (passed < on_left - 1e-9) terms->on->lower[b] = 1;
        if (passed < off_left - 1e-9) terms->on->upper[b] = terms->on->upper_share[b] = 0;
        passed += row->time_unit == YP_PACE_BLOCK ? 1 : blocks->step[b];
    }
}

void yp_terms_make_switched(yp_board *board, yp_terms *terms)
{
    const yp_component *row = terms->row;
    if (row->commit == YP_COMMIT_NONE || !terms->main) return;
    let_stand(terms->main);
    terms->on = add_part(board, terms, YP_PART_ON, 0);
    terms->start = add_part(board, terms, YP_PART_START, row->start_cost);
    terms->stop = add_part(board, terms, YP_PART_STOP, row->stop_cost);
    if (!terms->on || !terms->start || !terms->stop) return;
    terms->on->is_whole = row->commit == YP_COMMIT_INTEGER;
    terms->start->weight = terms->stop->weight = board->levels[YP_BASE].times;
    terms->start->each = terms->stop->each = board->levels[YP_BASE].times_each;
    yp_value_at(board, row->on_cost, YP_BASE, terms->on->cost);
    hold_state(board, terms);
}
