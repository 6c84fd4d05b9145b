/** Rows of totals, barriers and nodes: their residuals, and their part of the dual bound. */
#include "verify/internal.h"

const double *yp_dual_of(yp_board *board, yp_row_kind kind, uint32_t owner, yp_resolution resolution,
                         size_t count)
{
    const yp_plan_row *row = yp_plan_row_find(board->plan, kind, owner);
    if (!row) return board->zeros;
    board->rows_seen++;
    if (row->resolution == resolution && row->count == count && (row->dual || !board->plan->has_prices))
        return board->plan->has_prices ? row->dual : board->zeros;
    yp_spot_worse(&board->row, (yp_spotted){ .size = INFINITY, .at = YP_AT_UNKNOWN });
    return board->zeros;
}

void yp_worth_add(yp_column *column, size_t block, double term)
{
    column->worth[block] += term;
    if (fabs(term) > column->largest[block]) column->largest[block] = fabs(term);
}

void yp_bound_add(yp_board *board, double term)
{
    board->dual_bound += term;
    board->bound_size += fabs(term);
}

double yp_side(const yp_board *board, double side)
{
    return board->is_homogeneous && isfinite(side) ? 0 : side;
}

void yp_row_check(yp_board *board, double sum, double largest, double lower, double upper, double dual,
                  yp_spotted where)
{
    lower = yp_side(board, lower);
    upper = yp_side(board, upper);
    if (isfinite(lower)) largest = fmax(largest, fabs(lower));
    if (isfinite(upper)) largest = fmax(largest, fabs(upper));
    const double below = lower - sum, above = sum - upper;
    where.size = isnan(sum) ? NAN : fmax(below, above) / (1 + largest);
    if (!board->has_no_levels) yp_spot_worse(&board->row, where);

    const double side = dual > 0 ? lower : upper;
    if (dual == 0) return;
    if (isfinite(side)) {
        yp_bound_add(board, dual * side);
        return;
    }
    where.size = fabs(dual) / (1 + fabs(dual));
    yp_spot_worse(&board->reduced, where);
}

/* How a column enters a row of coarser or finer blocks. */
typedef struct {
    yp_column *column;
    double sign;
    bool is_sum; /* amounts: times the hours; else rates: their mean over the row's block */
} part_of_row;

/* Add a column to the sums of a row and the row's dual to the column's worth. */
static void add_part(yp_board *board, part_of_row part, yp_resolution resolution, const double *dual,
                     double *sum, double *largest)
{
    yp_column *column = part.column;
    const bool is_finer = column->resolution < resolution;
    const yp_level *frame = &board->levels[is_finer ? column->resolution : resolution];
    const yp_level *rows = &board->levels[resolution];
    for (size_t f = 0; f < frame->count; f++) {
        const uint32_t b = frame->first[f], r = rows->parent[b],
                       k = board->levels[column->resolution].parent[b];
        double value = part.sign;
        if (part.is_sum && !column->is_amount) value *= frame->hours[f];
        if (!part.is_sum && is_finer && rows->hours[r] > 0) value *= frame->hours[f] / rows->hours[r];
        const double term = value * column->level[k];
        sum[r] += term;
        if (fabs(term) > largest[r]) largest[r] = fabs(term);
        yp_worth_add(column, k, value * dual[r]);
    }
}

static bool has_total(const yp_board *board, const yp_component *row)
{
    for (size_t s = 0; s < board->plan->blocks.scenario_count; s++)
        if (isfinite(yp_number_in(board->c, row, &row->total_minimum, s)) ||
            isfinite(yp_number_in(board->c, row, &row->total_maximum, s)))
            return true;
    return false;
}

void yp_total_check(yp_board *board, yp_terms *terms)
{
    const yp_component *row = terms->row;
    if (!terms->main) return;
    const bool has_row = yp_plan_row_find(board->plan, YP_ROW_TOTAL, terms->index);
    if (!has_row && !has_total(board, row)) return;

    const yp_resolution per = row->total_per;
    const size_t count = board->levels[per].count;
    const double *dual = yp_dual_of(board, YP_ROW_TOTAL, terms->index, per, count);
    double *sum = board->entry_memory, *largest = sum + board->plan->blocks.count;
    for (size_t r = 0; r < count; r++) sum[r] = largest[r] = 0;
    add_part(board, (part_of_row){ terms->main, 1, true }, per, dual, sum, largest);
    const double factor = per == YP_YEAR ? board->plan->blocks.year_share : 1;
    for (size_t r = 0; r < count; r++) {
        const bool is_alive = yp_component_is_alive(board, terms->index, per, r);
        const size_t scenario =
            per == YP_SHARED ? 0 : board->plan->blocks.scenario[board->levels[per].first[r]];
        const double least = yp_number_in(board->c, row, &row->total_minimum, scenario),
                     most = yp_number_in(board->c, row, &row->total_maximum, scenario);
        const double lower = is_alive ? factor * least : -INFINITY;
        const yp_spotted where = { .at = YP_AT_ROW, .kind = YP_ROW_TOTAL, .owner = terms->index, .block = r };
        yp_row_check(board, sum[r], largest[r], lower, factor * most, dual[r], where);
    }
}

/* A limit acts on what is sent in each direction that it names; schedule and delivery on the net level. */
static void add_crossing(yp_board *board, yp_terms *terms, const yp_touch *touch)
{
    const yp_barrier *barrier = &board->c->barriers[touch->barrier];
    const yp_crossing *crossing = &barrier->crossings[touch->crossing];
    const yp_barrier_check *check = &board->barriers[touch->barrier];
    if (!check->sum) return;

    const bool is_net = barrier->kind != YP_BARRIER_LIMIT;
    const bool is_sum = barrier->kind == YP_BARRIER_DELIVERY;
    double forward = crossing->sign, backward = -crossing->sign;
    if (!is_net && terms->reverse) {
        forward = crossing->forward ? 1 : 0;
        backward = crossing->backward ? 1 : 0;
    } else if (!is_net && crossing->forward != crossing->backward) {
        forward = crossing->forward ? 1 : -1;
    }
    if (forward != 0)
        add_part(board, (part_of_row){ terms->main, forward, is_sum }, check->resolution, check->dual,
                 check->sum, check->largest);
    if (terms->reverse && backward != 0)
        add_part(board, (part_of_row){ terms->reverse, backward, is_sum }, check->resolution, check->dual,
                 check->sum, check->largest);
}

void yp_barriers_add(yp_board *board, yp_terms *terms)
{
    if (terms->row->table != YP_LINK || !terms->main) return;
    for (uint32_t k = board->touch_start[terms->index]; k < board->touch_start[terms->index + 1]; k++)
        add_crossing(board, terms, &board->touches[k]);
}

void yp_barriers_check(yp_board *board)
{
    double *value = board->entry_memory;
    for (size_t k = 0; k < board->c->barrier_count; k++) {
        const yp_barrier *barrier = &board->c->barriers[k];
        const yp_barrier_check *check = &board->barriers[k];
        if (!check->sum) continue;
        const bool is_delivery = barrier->kind == YP_BARRIER_DELIVERY,
                   is_limit = barrier->kind == YP_BARRIER_LIMIT;
        const yp_row_kind kind = is_delivery ? YP_ROW_DELIVERY : is_limit ? YP_ROW_LIMIT : YP_ROW_SCHEDULE;
        yp_value_at(board, barrier->value, check->resolution, value);
        for (size_t r = 0; r < check->count; r++) {
            const double side = is_delivery ? value[r] * board->plan->blocks.year_share : value[r];
            const bool is_open =
                barrier->is_lifted ||
                !yp_years_are_at(board, barrier->from_year, barrier->to_year, check->resolution, r);
            const double lower = is_limit || is_open ? -INFINITY : side;
            const double upper = is_delivery || is_open ? INFINITY : side;
            const yp_spotted where = { .at = YP_AT_ROW, .kind = kind, .owner = (uint32_t)k, .block = r };
            yp_row_check(board, check->sum[r], check->largest[r], lower, upper, check->dual[r], where);
        }
    }
}

/* What is thrown away at a price, at a node: bounds, cost and reduced cost; its rate leaves the balance. */
static void check_disposal(yp_board *board, uint32_t n)
{
    const yp_plan_node *node = &board->plan->nodes[n];
    const yp_good *good = &board->c->goods[node->good];
    const yp_level *level = &board->levels[node->resolution];
    const yp_plan_activity *disposed = yp_plan_find(board->plan, YP_PART_DISPOSED, n);
    yp_spotted where = {
        .at = YP_AT_LEVEL, .kind = YP_PART_DISPOSED, .owner = node->place, .good = node->good
    };
    if (disposed) board->activities_seen++;
    if (!board->has_no_levels && (!disposed || disposed->count != level->count ||
                                  disposed->resolution != node->resolution || !disposed->level)) {
        where = (yp_spotted){
            .size = INFINITY, .at = YP_AT_MISSING_DISPOSAL, .owner = node->place, .good = node->good
        };
        yp_spot_worse(&board->row, where);
        return;
    }
    const yp_node_check *check = &board->nodes[n];
    double *price = board->entry_memory;
    yp_value_at(board, good->disposal_price, node->resolution, price);
    const bool is_stock = good->kind == YP_STOCK, has_hours = !is_stock && node->resolution != YP_BASE;
    for (size_t b = 0; b < level->count; b++) {
        const double x = board->has_no_levels ? 0 : disposed->level[b],
                     hours = has_hours ? level->hours[b] : 1;
        const double cost = price[b] * (is_stock ? level->times[b] : level->cost[b]);
        check->sum[b] -= hours * x;
        check->largest[b] = fmax(check->largest[b], fabs(hours * x));
        board->cost += cost * x;
        yp_scenario_add(board, node->resolution, b,
                        price[b] * (is_stock ? level->times_each[b] : level->cost_each[b]) * x);
        board->scale += fabs(cost * x);
        where.block = b;
        where.size = -x;
        yp_spot_worse(&board->bound, where);
        const double reduced = board->cost_factor * cost + hours * check->dual[b];
        where.size = -reduced / (1 + fmax(fabs(cost), fabs(hours * check->dual[b])));
        yp_spot_worse(&board->reduced, where);
    }
}

void yp_nodes_check(yp_board *board)
{
    for (size_t n = 0; n < board->plan->plan_node_count; n++) {
        const yp_plan_node *node = &board->plan->nodes[n];
        const yp_node_check *check = &board->nodes[n];
        if (!check->dual) continue;
        const yp_disposal disposal = board->c->goods[node->good].disposal;
        if (disposal == YP_DISPOSAL_PRICED) check_disposal(board, (uint32_t)n);
        const double upper = disposal == YP_DISPOSAL_FREE ? INFINITY : 0;
        for (size_t b = 0; b < node->count; b++) {
            const yp_spotted where = {
                .at = YP_AT_BALANCE, .owner = node->place, .good = node->good, .block = b
            };
            yp_row_check(board, check->sum[b], check->largest[b], 0, upper, check->dual[b], where);
        }
    }
}
