/** How fast a level changes from a block to the next. */
#include "verify/internal.h"

/* The ramp of one component while it is checked; vectors [blocks.count]. */
typedef struct {
    yp_terms *terms;
    uint32_t holder; /* whose capacity its shares are of */
    const double *up, *down;
} ramp;

static bool is_given(yp_value value)
{
    return value.series != YP_NONE || isfinite(value.offset);
}

/* Does a block follow the one before it in its chain and period? */
static bool follows(const yp_board *board, size_t b)
{
    const yp_blocks *blocks = &board->plan->blocks;
    return b > 0 && blocks->cycle[b - 1] == blocks->cycle[b] && blocks->period[b - 1] == blocks->period[b];
}

/* Is a block the first of all, in its stochastic scenario? */
static bool begins(const yp_board *board, size_t b)
{
    const uint32_t *scenario = board->plan->blocks.scenario;
    return b == 0 || scenario[b - 1] != scenario[b];
}

/* What a unit of capacity may change by to reach block b; INFINITY: anything. */
static double share_of(const yp_board *board, const ramp *r, const double *limit, size_t b)
{
    const yp_component *row = r->terms->row;
    const bool is_first = begins(board, b) && !isnan(row->level_before) &&
                          yp_component_is_alive(board, r->terms->index, YP_BASE, b);
    if (isnan(limit[b]) || (!is_first && !follows(board, b))) return INFINITY;
    return row->ramp_unit == YP_PACE_BLOCK ? limit[b] : limit[b] * board->plan->blocks.step[b];
}

/* level − level before, and the dual to what it is worth. */
static double change_at(yp_board *board, const ramp *r, size_t b, double dual, double *largest)
{
    const struct {
        yp_column *column;
        double sign;
    } parts[] = { { r->terms->main, 1 }, { r->terms->row->table == YP_LINK ? r->terms->reverse : NULL, -1 } };
    double sum = 0;
    for (size_t k = 0; k < 2; k++) {
        yp_column *column = parts[k].column;
        if (!column) continue;
        for (size_t back = 0; back < 2; back++) {
            if (back == 1 && !follows(board, b)) continue;
            const double sign = back == 1 ? -parts[k].sign : parts[k].sign;
            const double term = sign * column->level[b - back];
            sum += term;
            *largest = fmax(*largest, fabs(term));
            yp_worth_add(column, b - back, sign * dual);
        }
    }
    return sum;
}

/* New capacity is a term of the row: −share × K on the way up, share × K on the way down. */
static double new_capacity(yp_board *board, const ramp *r, double coefficient, double dual, double *largest)
{
    if (isinf(coefficient)) return 0;
    const double term = coefficient * yp_built_level(board, r->holder, false);
    yp_capacity_check *check = &board->capacities[r->holder];
    check->reduced[0] -= coefficient * dual;
    check->largest[0] += fabs(coefficient * dual);
    *largest = fmax(*largest, fabs(term));
    return term;
}

static void check_rows(yp_board *board, const ramp *r, yp_row_kind kind)
{
    const size_t count = board->plan->blocks.count;
    const double existing = board->c->components[r->holder].capacity;
    const double *dual = yp_dual_of(board, kind, r->terms->index, YP_BASE, count);
    for (size_t b = 0; b < count; b++) {
        double largest = 0, sum = change_at(board, r, b, dual[b], &largest);
        const double up = share_of(board, r, r->up, b), down = share_of(board, r, r->down, b);
        const double before =
            begins(board, b) && !isnan(r->terms->row->level_before) ? r->terms->row->level_before : 0;
        if (kind == YP_ROW_RAMP_UP) sum += new_capacity(board, r, -up, dual[b], &largest);
        if (kind == YP_ROW_RAMP_DOWN) sum += new_capacity(board, r, down, dual[b], &largest);
        const double lower = kind == YP_ROW_RAMP_UP ? -INFINITY : before - yp_product(down, existing);
        const double upper = kind == YP_ROW_RAMP_DOWN ? INFINITY : before + yp_product(up, existing);
        yp_row_check(board, sum, largest, isinf(down) ? -INFINITY : lower, isinf(up) ? INFINITY : upper,
                     dual[b],
                     (yp_spotted){ .at = YP_AT_ROW, .kind = kind, .owner = r->terms->index, .block = b });
    }
}

void yp_ramps_check(yp_board *board, yp_terms *terms)
{
    const yp_component *row = terms->row;
    const bool has_up = is_given(row->ramp_up), has_down = is_given(row->ramp_down);
    if (!terms->main || row->commit != YP_COMMIT_NONE || (!has_up && !has_down)) return;
    const size_t room = board->plan->blocks.count;
    double *up = board->entry_memory, *down = up + room;
    yp_value_at(board, row->ramp_up, YP_BASE, up);
    yp_value_at(board, row->ramp_down, YP_BASE, down);
    ramp r = { .terms = terms, .up = up, .down = down };
    r.holder = row->capacity_of == YP_NONE ? terms->index : row->capacity_of;
    if (!(board->c->components[r.holder].build_maximum > 0)) {
        check_rows(board, &r, YP_ROW_RAMP);
        return;
    }
    if (has_up) check_rows(board, &r, YP_ROW_RAMP_UP);
    if (has_down) check_rows(board, &r, YP_ROW_RAMP_DOWN);
}
