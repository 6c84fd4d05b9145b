/** Scenarios and risk. What a plan minimises is what is the same in every scenario + (1 − omega) × the
 * expected cost + omega × the mean cost of the worst 1 − alpha of all outcomes. That is the most that any
 * weights q of the scenarios give which add up to 1 and lie between
 *
 *     (1 − omega) × p   and   (1 − omega) × p + omega × p ÷ (1 − alpha)
 *
 * (the dual representation of coherent risk: Artzner et al. 1999), so the dual bound of the program whose
 * scenarios count by such weights bounds the plan's cost too. The plan states weights; here they are judged.
 */
#include "verify/internal.h"

static bool weighs_risk(const yp_case *c)
{
    return c->branch_count > 1 && c->risk_omega > 0;
}

const char *yp_risk_complaint(const yp_case *c, const yp_blocks *blocks)
{
    static const double rounding = 1e-7;
    const double omega = weighs_risk(c) ? c->risk_omega : 0, alpha = weighs_risk(c) ? c->risk_alpha : 0;
    double sum = 0;
    for (size_t s = 0; s < blocks->scenario_count; s++) {
        const double p = blocks->probability[s], q = blocks->scenario_weight[s], least = (1 - omega) * p;
        sum += q;
        if (!(q >= least - rounding * p && q <= least + omega * p / (1 - alpha) + rounding))
            return omega > 0 ? "the weight of a scenario is not one that risk allows"
                             : "the weight of a scenario is not its probability";
    }
    return fabs(sum - 1) <= 1e-9 ? NULL : "the weights of the scenarios do not add up to 1";
}

void yp_scenario_add(yp_board *board, yp_resolution resolution, size_t block, double money)
{
    if (resolution == YP_SHARED) return;
    board->scenario_cost[board->plan->blocks.scenario[board->levels[resolution].first[block]]] += money;
}

void yp_scenario_cost_add(yp_board *board, const yp_column *column)
{
    for (size_t b = 0; b < column->count; b++) {
        const double x = column->level[b], slope = column->slope ? column->slope[b] : 0;
        yp_scenario_add(board, column->resolution, b,
                        column->each[b] * (column->cost[b] * x + slope * x * x / 2));
    }
}

/* The most that weights between `low` and `high` give: the costliest scenarios take all they may. */
static double worst_mean(const yp_board *board, double omega, double alpha)
{
    const yp_blocks *blocks = &board->plan->blocks;
    double left = omega, sum = 0, last = INFINITY;
    for (size_t s = 0; s < blocks->scenario_count; s++)
        sum += (1 - omega) * blocks->probability[s] * board->scenario_cost[s];
    while (left > 0) {
        double next = -INFINITY, room = 0;
        for (size_t s = 0; s < blocks->scenario_count; s++)
            if (board->scenario_cost[s] < last) next = fmax(next, board->scenario_cost[s]);
        for (size_t s = 0; s < blocks->scenario_count; s++)
            if (board->scenario_cost[s] == next) room += omega * blocks->probability[s] / (1 - alpha);
        if (!isfinite(next)) return isnan(next) || left > 1e-9 * omega ? NAN : sum;
        const double part = fmin(left, room);
        sum += part * next;
        left -= part;
        last = next;
    }
    return sum;
}

double yp_risk_cost(const yp_board *board)
{
    const yp_blocks *blocks = &board->plan->blocks;
    if (!weighs_risk(board->c)) return board->cost;
    double weighted = 0;
    for (size_t s = 0; s < blocks->scenario_count; s++)
        weighted += blocks->scenario_weight[s] * board->scenario_cost[s];
    return board->cost - weighted + worst_mean(board, board->c->risk_omega, board->c->risk_alpha);
}
