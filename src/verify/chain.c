/** The chain of a store through its blocks. */
#include "verify/internal.h"

/* Vectors of the chain, [count] each. */
typedef struct {
    double *keep, *efficiency_in, *efficiency_out, *inflow;
} chain_numbers;

static chain_numbers numbers_of(yp_board *board, const yp_terms *terms)
{
    const yp_component *row = terms->row;
    const size_t room = board->plan->blocks.count;
    const yp_level *level = &board->levels[row->resolution];
    double *memory = board->entry_memory;
    const chain_numbers numbers = { memory, memory + room, memory + 2 * room, memory + 3 * room };
    yp_value_at(board, row->loss, row->resolution, numbers.keep);
    yp_value_at(board, row->efficiency_in, row->resolution, numbers.efficiency_in);
    yp_value_at(board, row->efficiency_out, row->resolution, numbers.efficiency_out);
    yp_value_at(board, row->inflow, row->resolution, numbers.inflow);
    for (size_t b = 0; b < level->count; b++) {
        const bool is_alive = yp_component_is_alive(board, terms->index, row->resolution, b);
        numbers.keep[b] = numbers.keep[b] == 0 ? 1 : pow(1 - numbers.keep[b], level->step[b]);
        if (!is_alive) numbers.inflow[b] = 0;
    }
    return numbers;
}

/* The chain that a base block belongs to. */
static uint32_t chain_of(const yp_board *board, yp_cycle cycle, uint32_t base)
{
    const yp_blocks *blocks = &board->plan->blocks;
    switch (cycle) {
    case YP_CYCLE_HORIZON:
        return blocks->cycle[base];
    case YP_CYCLE_PERIOD:
        return blocks->scenario[base] * (uint32_t)blocks->period_count + blocks->period[base];
    case YP_CYCLE_DAY:
        return board->levels[YP_DAY].parent[base];
    case YP_CYCLE_NONE:
        break;
    }
    return blocks->scenario[base];
}

/* One row: stored[b] − keep·stored[before] − step·(efficiency_in·in − out/efficiency_out − spill) =
 * step·inflow (+ initial). before: SIZE_MAX for the first block of a chain that does not close. */
static void check_row(yp_board *board, yp_terms *terms, const chain_numbers *numbers, size_t b, size_t before,
                      double dual)
{
    const double step = board->levels[terms->row->resolution].step[b];
    const double in = step * numbers->efficiency_in[b], out = step / numbers->efficiency_out[b];
    double given = step * numbers->inflow[b];
    if (before == SIZE_MAX)
        given += yp_number_in(board->c, terms->row, &terms->row->initial,
                              board->plan->blocks.scenario[board->levels[terms->row->resolution].first[b]]);
    given = yp_side(board, given);

    const struct {
        yp_column *column;
        size_t block;
        double value;
    } parts[] = { { terms->stored, b, 1 },
                  { before == SIZE_MAX ? NULL : terms->stored, before, -numbers->keep[b] },
                  { terms->reverse, b, -in },
                  { terms->main, b, out },
                  { terms->spill, b, step } };
    double sum = 0, largest = fabs(given);
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
        if (!parts[k].column) continue;
        const double term = parts[k].value * parts[k].column->level[parts[k].block];
        sum += term;
        if (fabs(term) > largest) largest = fabs(term);
        yp_worth_add(parts[k].column, parts[k].block, parts[k].value * dual);
    }
    yp_row_check(board, sum, largest, given, given, dual,
                 (yp_spotted){ .at = YP_AT_ROW, .kind = YP_ROW_CHAIN, .owner = terms->index, .block = b });
}

void yp_chain_check(yp_board *board, yp_terms *terms)
{
    const yp_component *row = terms->row;
    if (row->table != YP_STORE || terms->count == 0) return;
    if (row->cycle == YP_CYCLE_DAY && (board->levels[YP_DAY].count == 0 || row->resolution > YP_DAY)) {
        yp_spot_worse(&board->row, (yp_spotted){ .size = INFINITY,
                                                 .at = YP_AT_UNSUPPORTED,
                                                 .owner = terms->index,
                                                 .words = "a daily cycle without days" });
        return;
    }
    const yp_level *level = &board->levels[row->resolution];
    const chain_numbers numbers = numbers_of(board, terms);
    const double *dual = yp_dual_of(board, YP_ROW_CHAIN, terms->index, row->resolution, level->count);
    for (size_t start = 0, end; start < level->count; start = end) {
        const uint32_t chain = chain_of(board, row->cycle, level->first[start]);
        for (end = start + 1; end < level->count && chain_of(board, row->cycle, level->first[end]) == chain;)
            end++;
        const size_t before = row->cycle == YP_CYCLE_NONE ? SIZE_MAX : end - 1;
        for (size_t b = start; b < end; b++)
            check_row(board, terms, &numbers, b, b == start ? before : b - 1, dual[b]);
    }
}

void yp_net_check(yp_board *board, yp_terms *terms)
{
    const yp_component *row = terms->row;
    if (row->table != YP_STORE || terms->count == 0 || yp_is_absent(row->fixed)) return;
    const size_t count = terms->main->count;
    double *set = board->entry_memory;
    const double *dual = yp_dual_of(board, YP_ROW_NET, terms->index, row->resolution, count);
    yp_value_at(board, row->fixed, row->resolution, set);
    for (size_t b = 0; b < count; b++) {
        const double out = terms->main->level[b], in = terms->reverse->level[b];
        if (!yp_component_is_alive(board, terms->index, row->resolution, b)) set[b] = 0;
        const bool is_free = isnan(set[b]);
        yp_worth_add(terms->main, b, dual[b]);
        yp_worth_add(terms->reverse, b, -dual[b]);
        yp_row_check(board, out - in, fmax(fabs(out), fabs(in)), is_free ? -INFINITY : set[b],
                     is_free ? INFINITY : set[b], dual[b],
                     (yp_spotted){ .at = YP_AT_ROW, .kind = YP_ROW_NET, .owner = terms->index, .block = b });
    }
}
