#include "verify/verify.h"

#include "verify/internal.h"

static void check_component(yp_board *board, uint32_t component)
{
    yp_terms terms;
    yp_terms_make(board, component, &terms);
    if (!terms.has_all_levels) return;
    yp_entries_visit(board, &terms, yp_entry_add, NULL);
    yp_chain_check(board, &terms);
    yp_net_check(board, &terms);
    yp_total_check(board, &terms);
    yp_ramps_check(board, &terms);
    yp_commitment_check(board, &terms);
    yp_retirement_check(board, &terms);
    yp_barriers_add(board, &terms);
    yp_meshes_add(board, &terms);
    yp_losses_check(board, &terms);
    yp_secure_add(board, &terms);
    yp_columns_check(board, &terms);
}

void yp_board_check(yp_board *board)
{
    const yp_plan *plan = board->plan;
    for (size_t i = 0; i < board->c->component_count; i++) check_component(board, (uint32_t)i);
    yp_barriers_check(board);
    yp_meshes_check(board);
    yp_secure_check(board);
    yp_nodes_check(board);
    yp_capacities_check(board);
    board->cost = yp_risk_cost(board);
    yp_form_check(board);

    if (board->activities_seen != plan->activity_count || board->rows_seen != plan->plan_row_count)
        yp_spot_worse(&board->row, (yp_spotted){ .size = INFINITY, .at = YP_AT_UNKNOWN });
}

static void check_all(yp_board *board)
{
    const yp_plan *plan = board->plan;
    yp_board_check(board);
    if (!plan->has_prices)
        yp_spot_worse(&board->reduced,
                      (yp_spotted){ .size = INFINITY, .at = YP_AT_PLAN, .words = "the plan has no prices" });
    const double misstated = fabs(plan->objective - board->cost) / (1 + board->scale);
    yp_spot_worse(&board->row, (yp_spotted){ .size = misstated, .at = YP_AT_OBJECTIVE });
}

yp_status yp_reduced_costs(const yp_case *c, yp_plan *plan, const yp_reduced_listener *listener)
{
    yp_board board;
    yp_status status = yp_board_open(c, plan, &board);
    board.listener = listener;
    if (status == YP_OK) check_all(&board);
    if (board.is_out_of_memory) status = YP_NO_MEMORY;
    yp_board_close(&board);
    return status;
}

static yp_worst worst_of(const yp_board *board, const yp_spotted *spotted)
{
    return (yp_worst){ spotted->size, yp_spot_words(board, spotted) };
}

/* Of an alternative the expression is what has a bound. */
static double gap_of(const yp_board *board)
{
    if (board->weights) return fabs(board->form_value - board->dual_bound) / (1 + board->form_scale);
    return fabs(board->cost - board->dual_bound) / (1 + board->scale);
}

static yp_status state(const yp_board *board, double tolerance, double gap_tolerance, yp_verdict *out)
{
    yp_certificate certificate = { fmax(board->row.size, board->bound.size), board->reduced.size,
                                   gap_of(board), false };
    certificate.holds =
        certificate.primal <= tolerance && certificate.dual <= tolerance && certificate.gap <= gap_tolerance;
    *out = (yp_verdict){ certificate,
                         board->cost,
                         board->dual_bound,
                         board->scale,
                         worst_of(board, &board->row),
                         worst_of(board, &board->bound),
                         worst_of(board, &board->reduced) };
    return out->row.what && out->bound_violation.what && out->reduced_cost.what ? YP_OK : YP_NO_MEMORY;
}

yp_status yp_verify(const yp_case *c, yp_plan *plan, double tolerance, double gap_tolerance, yp_verdict *out)
{
    yp_board board;
    yp_status status = yp_board_open(c, plan, &board);
    if (status == YP_OK && plan->has_levels) check_all(&board);
    if (status == YP_OK && !plan->has_levels)
        yp_spot_worse(&board.row,
                      (yp_spotted){ .size = INFINITY, .at = YP_AT_PLAN, .words = "the plan has no levels" });
    if (board.is_out_of_memory)
        status = YP_NO_MEMORY;
    else if (status == YP_BAD_INPUT)
        status = YP_OK; /* a plan that makes no sense: judged, and noted in its rows */

    yp_verdict verdict;
    if (status == YP_OK) status = state(&board, tolerance, gap_tolerance, &verdict);
    yp_board_close(&board);
    if (status == YP_OK) *out = verdict;
    return status;
}
