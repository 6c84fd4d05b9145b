/** Alternatives to an optimum: the objective is an expression of the levels, the cost one row.
 *
 *  With y ≤ 0 the dual of the cost's row and κ = −y the Lagrangian is that of a plan whose costs are
 * multiplied by κ and to whose levels the weights of the expression are added, less κ × budget. */
#include "verify/internal.h"

#include "result/expression.h"

bool yp_form_open(yp_board *board)
{
    const yp_plan *plan = board->plan;
    const yp_alternative *said = &plan->alternative;
    if (!said->expression) return true;
    yp_spot at = { said->expression, 0, 0 };
    const double *dual = yp_dual_of(board, YP_ROW_COST, 0, yp_once_level(&plan->blocks), 1);
    board->cost_factor = -*dual;
    if (!(board->cost_factor >= 0))
        yp_spot_worse(&board->reduced,
                      (yp_spotted){ .size = INFINITY, .at = YP_AT_ROW, .kind = YP_ROW_COST });
    board->form_sign = said->is_maximised ? -1 : 1;
    yp_status status = yp_expression_parse(board->c, said->expression, board->arena, at, NULL, &board->form);
    if (status == YP_OK)
        status = yp_expression_weights(board->c, plan, &board->form, board->arena, at, NULL, &board->weights,
                                       &board->form_constant);
    if (status == YP_BAD_INPUT) {
        board->weights = NULL;
        yp_spot_worse(&board->row,
                      (yp_spotted){ .size = INFINITY,
                                    .at = YP_AT_PLAN,
                                    .words = "the expression of the alternative is not understood" });
    }
    return status != YP_NO_MEMORY;
}

const double *yp_form_of(const yp_board *board, yp_part part, uint32_t owner)
{
    if (!board->weights) return NULL;
    const yp_plan_activity *activity = yp_plan_find(board->plan, part, owner);
    return activity ? board->weights[activity - board->plan->activities] : NULL;
}

/* Σ weights × levels, and Σ of the sizes; what is wanted is no variable and goes to the dual bound. */
static double evaluate(yp_board *board)
{
    const yp_plan *plan = board->plan;
    double sum = board->form_constant;
    board->form_scale = fabs(sum);
    yp_bound_add(board, board->form_sign * board->form_constant);
    for (size_t a = 0; a < plan->activity_count; a++) {
        const yp_plan_activity *activity = &plan->activities[a];
        for (size_t b = 0; board->weights[a] && b < activity->count; b++) {
            const double term = board->weights[a][b] * activity->level[b];
            sum += term;
            board->form_scale += fabs(term);
            if (activity->part == YP_PART_WANTED) yp_bound_add(board, board->form_sign * term);
        }
    }
    return sum;
}

void yp_form_check(yp_board *board)
{
    const yp_alternative *said = &board->plan->alternative;
    if (!said->expression || !board->weights) return;
    const double budget = yp_alternative_budget(said), value = evaluate(board);
    const yp_spotted over = { .size = (board->cost - budget) / (1 + board->scale),
                              .at = YP_AT_ROW,
                              .kind = YP_ROW_COST };
    yp_spot_worse(&board->row, over);
    yp_bound_add(board, -board->cost_factor * budget);

    double measured = NAN;
    const yp_status status =
        yp_expression_value(board->c, board->plan, &board->form, (yp_spot){ 0 }, NULL, &measured);
    if (status == YP_NO_MEMORY) board->is_out_of_memory = true;
    const double misstated =
        fmax(fabs(said->value - value), fabs(measured - value)) / (1 + board->form_scale);
    const bool is_number = isfinite(said->value) && isfinite(measured) && isfinite(value);
    yp_spot_worse(&board->row, (yp_spotted){ .size = is_number ? misstated : INFINITY,
                                             .at = YP_AT_PLAN,
                                             .words = "the value of the expression as stated" });
    board->form_value = board->form_sign * value;
}
