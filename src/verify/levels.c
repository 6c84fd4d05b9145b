/** The time tree, re-derived from the base blocks, their weights and their parents, and compared with what
 * the plan says of it. */
#include "verify/internal.h"

/* What the plan says of time is sums of a few thousand numbers: they agree to rounding. */
static const double rounding = 1e-9;

static bool agrees(double said, double found)
{
    return fabs(said - found) <= rounding * (1 + fabs(found));
}

static bool is_weight(double x)
{
    return isfinite(x) && x >= 0;
}

static const char *blocks_complaint(const yp_case *c, const yp_blocks *blocks)
{
    if (blocks->count == 0 || blocks->period_count == 0) return "there are no blocks";
    if (blocks->joined == 0) return "no snapshots are joined in a block";
    if (blocks->scenario_count != (c->branch_count > 0 ? c->branch_count : 1))
        return "the scenarios are not as many as the case has";
    for (size_t p = 0; p < blocks->period_count; p++)
        if (!is_weight(blocks->period_weight[p]))
            return "the weight of a period is not a number of 0 or more";
    for (size_t b = 0; b < blocks->count; b++) {
        if (!is_weight(blocks->step[b]) || !is_weight(blocks->sum[b]) || !is_weight(blocks->cost[b]))
            return "the hours of a block are not a number of 0 or more";
        if (blocks->is_scaled &&
            (!blocks->kept || (blocks->kept[b] && !agrees(blocks->sum[b], blocks->step[b]))))
            return "an extreme day stands for more than itself";
        if ((size_t)blocks->snapshot[b] + blocks->joined > c->time.snapshot_count)
            return "a block stands for a snapshot that the case does not have";
        if (b > 0 && blocks->cycle[b] == blocks->cycle[b - 1] &&
            (blocks->period[b] != blocks->period[b - 1] || blocks->scenario[b] != blocks->scenario[b - 1]))
            return "a cycle runs over the end of a period";
    }
    return NULL;
}

/* Blocks written in blocks.csv are the case's; the plan must have taken them. */
static const char *given_complaint(const yp_case *c, const yp_blocks *blocks)
{
    const yp_time *time = &c->time;
    if (!time->block_step || time->method != YP_AGGREGATE_NONE) return NULL;
    if (blocks->count != time->snapshot_count * blocks->scenario_count)
        return "the blocks are not those of the case";
    for (size_t b = 0; b < blocks->count; b++) {
        const size_t row = b % time->snapshot_count;
        if (!agrees(blocks->step[b], time->block_step[row]))
            return "the step hours of a block are not those of the case";
        if (time->block_sum && !agrees(blocks->sum[b], time->block_sum[row]))
            return "the sum hours of a block are not those of the case";
        if (time->block_cost && !agrees(blocks->cost[b], time->block_cost[row]))
            return "the cost hours of a block are not those of the case";
    }
    return NULL;
}

static const char *share_complaint(const yp_blocks *blocks)
{
    double sum = 0;
    for (size_t b = 0; b < blocks->count; b++) {
        sum += blocks->sum[b];
        const bool is_last = b + 1 == blocks->count || blocks->period[b + 1] != blocks->period[b] ||
                             blocks->scenario[b + 1] != blocks->scenario[b];
        if (!is_last) continue;
        if (!(fabs(sum / 8760 - blocks->year_share) <= 1e-6 * (1 + blocks->year_share)))
            return "the share of the year is not the hours of a period over 8760";
        sum = 0;
    }
    return NULL;
}

/* Every scenario has the blocks of the first, and counts what the case says; what risk adds is judged apart.
 */
static const char *scenarios_complaint(const yp_case *c, const yp_blocks *blocks)
{
    const size_t scenarios = blocks->scenario_count, each = blocks->count / scenarios;
    if (each * scenarios != blocks->count) return "the scenarios have not as many blocks each";
    for (size_t s = 0; s < scenarios; s++) {
        const double probability = c->branch_count ? c->branches[s].probability : 1;
        if (!agrees(blocks->probability[s], probability))
            return "the probability of a scenario is not that of the case";
    }
    const char *complaint = yp_risk_complaint(c, blocks);
    if (complaint) return complaint;
    for (size_t b = 0; b < blocks->count; b++) {
        const size_t twin = b % each;
        if (blocks->scenario[b] != b / each) return "scenarios are out of order";
        if (blocks->snapshot[b] != blocks->snapshot[twin] || blocks->period[b] != blocks->period[twin] ||
            !agrees(blocks->step[b], blocks->step[twin]) || !agrees(blocks->sum[b], blocks->sum[twin]) ||
            !agrees(blocks->cost[b], blocks->cost[twin]))
            return "the blocks of one scenario are not those of another";
    }
    return NULL;
}

/* Do the blocks of a level cover the base blocks in order, none left out? */
static bool is_monotone(const uint32_t *parent, size_t block_count, size_t level_count)
{
    if (!parent || parent[0] != 0 || parent[block_count - 1] != level_count - 1) return false;
    for (size_t b = 1; b < block_count; b++)
        if (parent[b] - parent[b - 1] > 1) return false;
    return true;
}

/* Parents that follow from the rest: a year is that of its period, the horizon is one. */
static const uint32_t *own_parent(const yp_board *board, yp_resolution r, size_t *count)
{
    const yp_blocks *blocks = &board->plan->blocks;
    const bool is_period = r == YP_YEAR || r == YP_PERIOD;
    const size_t scenarios = blocks->scenario_count, periods = blocks->period_count;
    if (r != YP_BASE && r < YP_YEAR) return NULL;
    *count = r == YP_BASE ? blocks->count : is_period ? periods * scenarios : r == YP_HORIZON ? scenarios : 1;
    uint32_t *parent = yp_arena_take(board->arena, blocks->count, sizeof *parent);
    for (size_t b = 0; parent && b < blocks->count; b++) {
        const size_t of_period = blocks->scenario[b] * periods + blocks->period[b];
        parent[b] = (uint32_t)(r == YP_BASE      ? b
                               : is_period       ? of_period
                               : r == YP_HORIZON ? blocks->scenario[b]
                                                 : 0);
    }
    return parent;
}

static double times_of(yp_resolution r, double hours, double step, double period_weight)
{
    if (r >= YP_HORIZON) return 1;
    if (r > YP_DAY || step == 0) return period_weight;
    return hours / step * period_weight;
}

/* Fill the vectors of a level whose parents are known. False when memory runs out. */
static bool fill_level(const yp_board *board, yp_resolution r, yp_level *level)
{
    const yp_blocks *blocks = &board->plan->blocks;
    const size_t count = level->count;
    uint32_t *first = yp_arena_take(board->arena, count, sizeof *first);
    double *numbers = yp_arena_take(board->arena, 8 * count + blocks->count, sizeof *numbers);
    if (!first || !numbers) return false;
    double *hours = numbers, *step = hours + count, *cost = step + count, *times = cost + count,
           *flow_dual = times + count, *size = flow_dual + count, *cost_each = size + count,
           *times_each = cost_each + count, *mean = times_each + count;

    for (size_t b = blocks->count; b-- > 0;) first[level->parent[b]] = (uint32_t)b;
    for (size_t b = 0; b < blocks->count; b++) {
        const uint32_t k = level->parent[b];
        const double weight = blocks->scenario_weight[blocks->scenario[b]],
                     chance = r == YP_SHARED ? blocks->probability[blocks->scenario[b]] : 1;
        hours[k] += blocks->sum[b] * chance;
        step[k] += blocks->step[b];
        cost_each[k] += blocks->cost[b] * blocks->period_weight[blocks->period[b]];
        cost[k] += blocks->cost[b] * blocks->period_weight[blocks->period[b]] * weight;
        size[k] += 1;
    }
    for (size_t b = 0; b < blocks->count; b++) {
        const uint32_t k = level->parent[b];
        const double chance = r == YP_SHARED ? blocks->probability[blocks->scenario[b]] : 1;
        mean[b] = hours[k] > 0 ? blocks->sum[b] * chance / hours[k] : 1 / size[k];
    }
    for (size_t k = 0; k < count; k++) {
        const double period_weight = blocks->period_weight[blocks->period[first[k]]];
        const double weight = r == YP_SHARED ? 1 : blocks->scenario_weight[blocks->scenario[first[k]]];
        times_each[k] = times_of(r, hours[k], step[k], period_weight);
        times[k] = times_each[k] * weight;
        flow_dual[k] = r == YP_BASE ? cost[k] : r >= YP_HORIZON ? weight : period_weight * weight;
    }
    *level = (yp_level){ .count = count,
                         .parent = level->parent,
                         .first = first,
                         .hours = hours,
                         .step = step,
                         .cost = cost,
                         .times = times,
                         .cost_each = cost_each,
                         .times_each = times_each,
                         .flow_dual = flow_dual,
                         .mean = mean };
    return true;
}

static const char *compare_level(const yp_blocks *blocks, yp_resolution r, const yp_level *level)
{
    for (size_t k = 0; blocks->level_count[r] && k < level->count; k++) {
        if (blocks->hours[r] && !agrees(blocks->hours[r][k], level->hours[k]))
            return "hours of a coarser block";
        if (blocks->weight_hours[r] && !agrees(blocks->weight_hours[r][k], level->cost[k]))
            return "weight in the objective of a coarser block";
        if (blocks->times[r] && !agrees(blocks->times[r][k], level->times[k]))
            return "how often a coarser block occurs";
    }
    return NULL;
}

static const char *make_level(yp_board *board, yp_resolution r)
{
    const yp_blocks *blocks = &board->plan->blocks;
    yp_level *level = &board->levels[r];
    if (r == YP_SHARED && blocks->scenario_count == 1) return NULL;
    level->parent = own_parent(board, r, &level->count);
    if (!level->parent && (r == YP_BASE || r >= YP_YEAR)) {
        board->is_out_of_memory = true;
        return NULL;
    }
    if (r != YP_BASE && blocks->level_count[r]) {
        if (level->parent && level->count != blocks->level_count[r])
            return "years, periods or the horizon are not as many as the case has";
        for (size_t b = 0; level->parent && blocks->parent[r] && b < blocks->count; b++)
            if (blocks->parent[r][b] != level->parent[b])
                return "years, periods or the horizon do not hold the blocks that they should";
        level->parent = blocks->parent[r];
        level->count = blocks->level_count[r];
    }
    if (!level->parent) return NULL;
    if (!is_monotone(level->parent, blocks->count, level->count)) return "coarser blocks are out of order";
    if (!fill_level(board, r, level)) {
        board->is_out_of_memory = true;
        return NULL;
    }
    return compare_level(blocks, r, level);
}

/* Does every block of a level lie in one block of each coarser one? */
static bool is_nested(const yp_board *board)
{
    for (size_t r = YP_DAY; r < YP_HORIZON; r++) {
        const yp_level *fine = &board->levels[r];
        for (size_t coarser = r + 1; fine->count && coarser < YP_HORIZON; coarser++) {
            const yp_level *coarse = &board->levels[coarser];
            for (size_t b = 1; coarse->count && b < board->plan->blocks.count; b++)
                if (fine->parent[b] == fine->parent[b - 1] && coarse->parent[b] != coarse->parent[b - 1])
                    return false;
        }
    }
    return true;
}

const char *yp_levels_make(yp_board *board)
{
    const yp_blocks *blocks = &board->plan->blocks;
    const char *complaint = blocks_complaint(board->c, blocks);
    if (!complaint) complaint = scenarios_complaint(board->c, blocks);
    if (!complaint &&
        !is_monotone(blocks->period, blocks->count / blocks->scenario_count, blocks->period_count))
        complaint = "periods are out of order";
    if (!complaint) complaint = given_complaint(board->c, blocks);
    if (!complaint) complaint = share_complaint(blocks);
    for (size_t r = 0; r < YP_RESOLUTION_COUNT && !complaint && !board->is_out_of_memory; r++)
        complaint = make_level(board, (yp_resolution)r);
    if (!complaint && !board->is_out_of_memory && !is_nested(board))
        complaint = "a block lies in two coarser ones";
    return complaint;
}
