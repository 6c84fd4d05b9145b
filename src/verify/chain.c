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
        if (!is_alive) numbers.inflow[b] = numbers.keep[b] = 0; /* nothing is taken over from its life */
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
    case YP_CYCLE_RESTART:
        return blocks->scenario[base] * (uint32_t)blocks->period_count + blocks->period[base];
    case YP_CYCLE_DAY:
        return board->levels[YP_DAY].parent[base];
    case YP_CYCLE_THROUGH:
    case YP_CYCLE_NONE:
        break;
    }
    return blocks->scenario[base];
}

/* One row: stored[b] − keep·stored[before] − step·(efficiency_in·in − out/efficiency_out − spill) =
 * step·inflow + initial. before: SIZE_MAX where nothing comes before. */
static void check_row(yp_board *board, yp_terms *terms, const chain_numbers *numbers, size_t b, size_t before,
                      double initial, double dual)
{
    const double step = board->levels[terms->row->resolution].step[b];
    const double in = step * numbers->efficiency_in[b], out = step / numbers->efficiency_out[b];
    const double given = yp_side(board, step * numbers->inflow[b] + initial);

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

/* The blocks of one chain, [start, end). */
typedef struct {
    size_t start, end;
} stretch;

/* A chain closes over, or is open at the ends of, the blocks in which the store exists. */
static void check_chain(yp_board *board, yp_terms *terms, const chain_numbers *numbers, stretch chain,
                        const double *dual)
{
    const bool is_open = terms->row->cycle == YP_CYCLE_NONE || terms->row->cycle == YP_CYCLE_RESTART;
    size_t first = chain.start, last = chain.end - 1;
    while (first < last && !yp_component_is_alive(board, terms->index, terms->row->resolution, first))
        first++;
    while (last > first && !yp_component_is_alive(board, terms->index, terms->row->resolution, last)) last--;
    const bool exists = yp_component_is_alive(board, terms->index, terms->row->resolution, first);
    for (size_t b = chain.start; b < chain.end; b++) {
        const bool is_first = b == first && exists;
        size_t before = b > chain.start ? b - 1 : SIZE_MAX;
        if (is_first) before = is_open ? SIZE_MAX : last;
        const uint32_t scenario =
            board->plan->blocks.scenario[board->levels[terms->row->resolution].first[b]];
        const double initial =
            is_first && is_open ? yp_number_in(board->c, terms->row, &terms->row->initial, scenario) : 0;
        check_row(board, terms, numbers, b, before, initial, dual[b]);
    }
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
        check_chain(board, terms, &numbers, (stretch){ start, end }, dual);
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

bool yp_chain_ends_at(const yp_board *board, const yp_terms *terms, size_t block)
{
    const yp_resolution resolution = terms->row->resolution;
    const yp_level *level = &board->levels[resolution];
    const uint32_t *period = board->plan->blocks.period, *scenario = board->plan->blocks.scenario;
    const bool restarts = terms->row->cycle == YP_CYCLE_RESTART;
    if (!restarts && terms->row->cycle != YP_CYCLE_NONE) return false;
    if (!yp_component_is_alive(board, terms->index, resolution, block)) return false;
    if (block + 1 == level->count || !yp_component_is_alive(board, terms->index, resolution, block + 1))
        return true;
    const uint32_t last = level->first[block], next = level->first[block + 1];
    return scenario[last] != scenario[next] || (restarts && period[last] != period[next]);
}
