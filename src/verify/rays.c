#include "verify/rays.h"

#include "verify/internal.h"

#include <string.h>

/* Tolerances are relative to 1 + terms, so a ray, which has any length, is first made this large. */
static const double length = 1e6;

static double *scaled(yp_arena *arena, const double *from, size_t count, double factor)
{
    double *to = from ? yp_arena_take(arena, count, sizeof *to) : NULL;
    for (size_t b = 0; to && b < count; b++) to[b] = factor * from[b];
    return to;
}

static double largest_of(const double *x, size_t count, double largest)
{
    for (size_t b = 0; x && b < count; b++)
        if (!(fabs(x[b]) <= largest))
            largest = fabs(x[b]); /* what is not a number stays, and fails the check */
    return largest;
}

/* A copy with prices and duals, or levels, of the length above. */
static yp_status scale_plan(const yp_plan *plan, bool is_levels, yp_arena *arena, yp_plan *out)
{
    double largest = 0;
    *out = *plan;
    for (size_t a = 0; a < plan->activity_count && is_levels; a++)
        largest = largest_of(plan->activities[a].level, plan->activities[a].count, largest);
    for (size_t n = 0; n < plan->plan_node_count && !is_levels; n++)
        largest = largest_of(plan->nodes[n].price, plan->nodes[n].count, largest);
    for (size_t r = 0; r < plan->plan_row_count && !is_levels; r++)
        largest = largest_of(plan->rows[r].dual, plan->rows[r].count, largest);
    const double factor = largest > 0 && isfinite(largest) ? length / largest : 1;
    out->activities = yp_arena_take(arena, plan->activity_count + 1, sizeof *out->activities);
    out->nodes = yp_arena_take(arena, plan->plan_node_count + 1, sizeof *out->nodes);
    out->rows = yp_arena_take(arena, plan->plan_row_count + 1, sizeof *out->rows);
    bool has_all = out->activities && out->nodes && out->rows;
    for (size_t a = 0; a < plan->activity_count && has_all; a++) {
        out->activities[a] = plan->activities[a];
        out->activities[a].level =
            scaled(arena, plan->activities[a].level, plan->activities[a].count, factor);
        has_all = out->activities[a].level || !plan->activities[a].level;
    }
    for (size_t n = 0; n < plan->plan_node_count && has_all; n++) {
        out->nodes[n] = plan->nodes[n];
        out->nodes[n].price = scaled(arena, plan->nodes[n].price, plan->nodes[n].count, factor);
        has_all = out->nodes[n].price || !plan->nodes[n].price;
    }
    for (size_t r = 0; r < plan->plan_row_count && has_all; r++) {
        out->rows[r] = plan->rows[r];
        out->rows[r].dual = scaled(arena, plan->rows[r].dual, plan->rows[r].count, factor);
        has_all = out->rows[r].dual || !plan->rows[r].dual;
    }
    return has_all ? YP_OK : YP_NO_MEMORY;
}

/* One pass over a board in one of its modes; what is found stays in it until it is closed. */
static yp_status pass(const yp_case *c, const yp_plan *plan, bool is_costless, bool is_homogeneous,
                      yp_board *board)
{
    yp_status status = yp_board_open(c, plan, board);
    board->has_no_levels = is_costless;
    board->is_homogeneous = is_homogeneous;
    if (is_costless) board->cost_factor = 0;
    if (status == YP_OK) yp_board_check(board);
    if (board->is_out_of_memory) return YP_NO_MEMORY;
    return status == YP_BAD_INPUT ? YP_OK : status; /* a ray that makes no sense: noted in its rows */
}

static const yp_spotted *worse_of(const yp_spotted *a, const yp_spotted *b)
{
    return b->size > a->size ? b : a;
}

yp_status yp_verify_infeasible(const yp_case *c, const yp_plan *ray, double tolerance, yp_ray_verdict *out)
{
    yp_arena *scratch = yp_arena_new(NULL);
    if (!scratch) return YP_NO_MEMORY;
    yp_plan plan;
    yp_board board;
    yp_status status = scale_plan(ray, false, scratch, &plan);
    if (status == YP_OK) {
        status = pass(c, &plan, true, false, &board);
        if (status == YP_OK) {
            const yp_spotted *worst = worse_of(&board.row, &board.reduced);
            *out = (yp_ray_verdict){ .margin = board.bound_size > 0 ? board.dual_bound / board.bound_size : 0,
                                     .residual = worst->size,
                                     .crossed = board.crossed,
                                     .worst = yp_spot_words(&board, worst) };
            out->holds =
                board.row.size <= tolerance &&
                ((out->residual <= tolerance && out->margin >= tolerance) || out->crossed > tolerance);
            if (!out->worst) status = YP_NO_MEMORY;
        }
        yp_board_close(&board);
    }
    yp_arena_free(scratch);
    return status;
}

/* The largest residual of levels, as a plan or as a direction. */
static yp_status judge_levels(const yp_case *c, const yp_plan *plan, bool is_homogeneous, yp_ray_verdict *out)
{
    yp_board board;
    yp_status status = pass(c, plan, false, is_homogeneous, &board);
    if (status == YP_OK) {
        const yp_spotted *worst = worse_of(&board.row, &board.bound);
        if (worst->size >= out->residual) {
            out->residual = worst->size;
            out->worst = yp_spot_words(&board, worst);
        }
        if (is_homogeneous) out->margin = board.scale > 0 ? -board.cost / board.scale : 0;
        if (!out->worst) status = YP_NO_MEMORY;
    }
    yp_board_close(&board);
    return status;
}

yp_status yp_verify_unbounded(const yp_case *c, const yp_plan *ray, const yp_plan *point, double tolerance,
                              yp_ray_verdict *out)
{
    yp_arena *scratch = yp_arena_new(NULL);
    if (!scratch) return YP_NO_MEMORY;
    yp_plan direction;
    *out = (yp_ray_verdict){ .worst = "nothing" };
    yp_status status = scale_plan(ray, true, scratch, &direction);
    if (status == YP_OK) status = judge_levels(c, &direction, true, out);
    if (status == YP_OK && point) status = judge_levels(c, point, false, out);
    if (status == YP_OK && !point) out->worst = "no point is given from which the cost falls";
    if (status == YP_OK) out->holds = point && out->residual <= tolerance && out->margin >= tolerance;
    yp_arena_free(scratch);
    return status;
}
