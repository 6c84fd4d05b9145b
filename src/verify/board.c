/** The board: case and plan at hand, with what is looked up often. */
#include "verify/internal.h"

/* Start of the items of each owner in a list sorted by owner, from their counts in start[owner + 1]. */
static void add_up(uint32_t *start, size_t owner_count)
{
    for (size_t i = 0; i < owner_count; i++) start[i + 1] += start[i];
}

/* Crossings by link. */
static bool index_crossings(yp_board *board)
{
    const yp_case *c = board->c;
    const size_t count = c->component_count;
    size_t all = 0;
    for (size_t k = 0; k < c->barrier_count; k++) all += c->barriers[k].crossing_count;
    uint32_t *start = board->touch_start = yp_arena_take(board->arena, count + 2, sizeof *start);
    board->touches = yp_arena_take(board->arena, all, sizeof *board->touches);
    if (!start || !board->touches) return false;

    /* One place further than usual: filling moves each start to its end, which is the next one's start. */
    for (size_t k = 0; k < c->barrier_count; k++)
        for (size_t i = 0; i < c->barriers[k].crossing_count; i++)
            start[c->barriers[k].crossings[i].link + 2]++;
    add_up(start + 1, count);
    for (size_t k = 0; k < c->barrier_count; k++)
        for (size_t i = 0; i < c->barriers[k].crossing_count; i++)
            board->touches[start[c->barriers[k].crossings[i].link + 1]++] =
                (yp_touch){ (uint32_t)k, (uint32_t)i };
    return true;
}

static bool index_taxes(yp_board *board)
{
    const yp_case *c = board->c;
    uint32_t *start = board->tax_start = yp_arena_take(board->arena, c->component_count + 2, sizeof *start);
    board->taxes = yp_arena_take(board->arena, c->tax_count, sizeof *board->taxes);
    if (!start || !board->taxes) return false;
    for (size_t k = 0; k < c->tax_count; k++) start[c->taxes[k].component + 2]++;
    add_up(start + 1, c->component_count);
    for (size_t k = 0; k < c->tax_count; k++) board->taxes[start[c->taxes[k].component + 1]++] = (uint32_t)k;
    return true;
}

static bool index_coefficients(yp_board *board)
{
    const yp_case *c = board->c;
    uint32_t *start = board->coefficient_start =
        yp_arena_take(board->arena, c->component_count + 1, sizeof *start);
    if (!start) return false;
    for (size_t k = 0; k < c->coefficient_count; k++) start[c->coefficients[k].component + 1]++;
    add_up(start, c->component_count);
    return true;
}

static bool index_steps(yp_board *board)
{
    const yp_case *c = board->c;
    uint32_t *start = board->step_start = yp_arena_take(board->arena, c->component_count + 1, sizeof *start);
    if (!start) return false;
    for (size_t k = 0; k < c->step_count; k++) start[c->steps[k].component + 1]++;
    add_up(start, c->component_count);
    return true;
}

static bool make_years(yp_board *board)
{
    const yp_case *c = board->c;
    const yp_blocks *blocks = &board->plan->blocks;
    board->factor_of_year = yp_arena_take(board->arena, c->component_count, sizeof *board->factor_of_year);
    if (!board->factor_of_year) return false;
    for (size_t i = 0; i < c->component_count; i++)
        for (size_t p = 0; p < blocks->period_count; p++)
            if (yp_component_is_alive(board, (uint32_t)i, YP_PERIOD, p))
                board->factor_of_year[i] += blocks->year_share * blocks->period_weight[p];
    return true;
}

/* A node of the plan that fits the case gets its vectors; another keeps dual NULL and is not found. */
static bool make_node(yp_board *board, const yp_plan_node *node, yp_node_check *check)
{
    const yp_case *c = board->c;
    if (node->place >= c->place_count || node->good >= c->good_count) return true;
    const yp_good *good = &c->goods[node->good];
    const yp_level *level = &board->levels[good->resolution];
    if (node->resolution != good->resolution || node->count != level->count || level->count == 0) return true;

    double *memory = yp_arena_take(board->arena, 3 * level->count, sizeof *memory);
    if (!memory) return false;
    const double *weight = good->kind == YP_STOCK ? level->times : level->flow_dual;
    const bool has_price = board->plan->has_prices && node->price;
    for (size_t b = 0; b < level->count && has_price; b++)
        memory[b] = isfinite(node->price[b]) ? node->price[b] * weight[b] : NAN;
    *check = (yp_node_check){ memory, memory + level->count, memory + 2 * level->count };
    return true;
}

static bool make_nodes(yp_board *board)
{
    const yp_plan *plan = board->plan;
    board->nodes = yp_arena_take(board->arena, plan->plan_node_count, sizeof *board->nodes);
    if (!board->nodes) return false;
    for (size_t n = 0; n < plan->plan_node_count; n++) {
        const yp_plan_node *node = &plan->nodes[n];
        if (!make_node(board, node, &board->nodes[n])) return false;
        const yp_plan_node *last = n ? node - 1 : NULL;
        const bool is_in_order =
            !last || last->good < node->good || (last->good == node->good && last->place < node->place);
        if (!is_in_order || !board->nodes[n].dual)
            yp_spot_worse(&board->row, (yp_spotted){ .size = INFINITY, .at = YP_AT_UNKNOWN });
    }
    return true;
}

static bool has_row(yp_barrier_kind kind)
{
    return kind == YP_BARRIER_LIMIT || kind == YP_BARRIER_SCHEDULE || kind == YP_BARRIER_DELIVERY;
}

static yp_row_kind row_kind(yp_barrier_kind kind)
{
    return kind == YP_BARRIER_LIMIT      ? YP_ROW_LIMIT
           : kind == YP_BARRIER_SCHEDULE ? YP_ROW_SCHEDULE
                                         : YP_ROW_DELIVERY;
}

static bool make_barriers(yp_board *board)
{
    const yp_case *c = board->c;
    board->barriers = yp_arena_take(board->arena, c->barrier_count, sizeof *board->barriers);
    if (!board->barriers) return false;
    for (size_t k = 0; k < c->barrier_count; k++) {
        const yp_barrier *barrier = &c->barriers[k];
        if (!has_row(barrier->kind) || barrier->crossing_count == 0) continue;
        yp_barrier_check *check = &board->barriers[k];
        check->resolution = barrier->kind == YP_BARRIER_DELIVERY ? YP_YEAR : barrier->resolution;
        check->count = board->levels[check->resolution].count;
        check->sum = yp_arena_take(board->arena, 2 * check->count, sizeof *check->sum);
        if (!check->sum) return false;
        check->largest = check->sum + check->count;
        check->dual =
            yp_dual_of(board, row_kind(barrier->kind), (uint32_t)k, check->resolution, check->count);
    }
    return true;
}

static void check_order(yp_board *board)
{
    const yp_plan *plan = board->plan;
    bool is_in_order = true;
    for (size_t i = 1; i < plan->activity_count; i++) {
        const yp_plan_activity *a = &plan->activities[i - 1], *b = a + 1;
        if (a->part > b->part || (a->part == b->part && a->owner >= b->owner)) is_in_order = false;
    }
    for (size_t i = 1; i < plan->plan_row_count; i++) {
        const yp_plan_row *a = &plan->rows[i - 1], *b = a + 1;
        if (a->kind > b->kind || (a->kind == b->kind && a->owner >= b->owner)) is_in_order = false;
    }
    if (!is_in_order) yp_spot_worse(&board->row, (yp_spotted){ .size = INFINITY, .at = YP_AT_UNKNOWN });
}

static bool make_vectors(yp_board *board)
{
    const size_t count = board->plan->blocks.count;
    enum { VECTORS = 8 };
    board->capacities = yp_arena_take(board->arena, board->c->component_count, sizeof *board->capacities);
    board->column_memory = yp_arena_take(board->arena, count * VECTORS * YP_COLUMNS_MOST, sizeof(double));
    board->step_memory = yp_arena_take(board->arena, 9 * count, sizeof(double));
    board->entry_memory = yp_arena_take(board->arena, 6 * count, sizeof(double));
    board->source_memory = yp_arena_take(board->arena, count, sizeof(uint32_t));
    board->scenario_cost =
        yp_arena_take(board->arena, board->plan->blocks.scenario_count, sizeof *board->scenario_cost);
    board->zeros = yp_arena_take(board->arena, count, sizeof(double));
    for (size_t i = 0; board->capacities && i < board->c->component_count; i++)
        for (int k = 0; k < 2; k++) {
            board->capacities[i].least[k] = -INFINITY;
            board->capacities[i].most[k] = INFINITY;
        }
    const size_t periods = board->plan->blocks.period_count;
    for (size_t i = 0; board->capacities && i < board->c->component_count; i++) {
        if (!board->c->components[i].retires) continue;
        board->capacities[i].retired = yp_arena_take(board->arena, 2 * periods, sizeof(double));
        if (!board->capacities[i].retired) return false;
        board->capacities[i].retired_largest = board->capacities[i].retired + periods;
    }
    return board->capacities && board->column_memory && board->step_memory && board->entry_memory &&
           board->source_memory && board->zeros && board->scenario_cost;
}

yp_status yp_board_open(const yp_case *c, const yp_plan *plan, yp_board *board)
{
    *board = (yp_board){ .c = c, .plan = plan, .arena = yp_arena_new(NULL), .cost_factor = 1 };
    if (!board->arena) return YP_NO_MEMORY;
    const char *complaint = yp_levels_make(board);
    if (complaint)
        yp_spot_worse(&board->row, (yp_spotted){ .size = INFINITY, .at = YP_AT_PLAN, .words = complaint });
    if (complaint && !board->is_out_of_memory) return YP_BAD_INPUT;

    bool is_good = !board->is_out_of_memory && index_crossings(board) && index_taxes(board) &&
                   index_coefficients(board) && index_steps(board) && make_years(board) &&
                   make_nodes(board) && make_vectors(board) && make_barriers(board) &&
                   yp_meshes_open(board) && yp_form_open(board) && yp_secure_open(board);
    if (is_good) check_order(board);
    return is_good ? YP_OK : YP_NO_MEMORY;
}

void yp_board_close(yp_board *board)
{
    yp_arena_free(board->arena);
}
