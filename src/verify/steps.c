/** Piecewise linear costs and values: a level is the sum of what lies in its steps, each of which costs its
 * own.
 *
 *  What is paid on steps belongs to the component whose level they make up. */
#include "verify/internal.h"

/* The steps [first, last) of one level. */
typedef struct {
    uint32_t first, last;
    yp_column *column; /* the level */
    const double *dual;
    double *sum, *largest; /* [column->count] of the row level − Σ steps = 0 */
    double *column_memory; /* vectors of the step at hand */
} stepped;

static yp_column *column_of(yp_terms *terms, yp_step_attribute attribute)
{
    return attribute == YP_STEP_CHARGE_COST ? terms->reverse : terms->main;
}

/* A step as a column from 0 to its width; NULL (and noted) if the plan has no level for it. */
static bool make_column(yp_board *board, const stepped *s, uint32_t index, yp_column *out)
{
    const yp_step *step = &board->c->steps[index];
    const yp_column *level = s->column;
    const size_t room = board->plan->blocks.count, count = level->count;
    const double *levels = yp_level_of(board, YP_PART_STEP, index, level->resolution, count);
    if (!levels) return false;
    *out = (yp_column){ .part = YP_PART_STEP,
                        .owner = index,
                        .resolution = level->resolution,
                        .count = count,
                        .is_amount = level->is_amount,
                        .level = levels,
                        .weight = level->weight,
                        .each = level->each,
                        .capacity = YP_NONE };
    double **vectors[] = { &out->cost,        &out->lower, &out->upper,  &out->lower_share,
                           &out->upper_share, &out->worth, &out->largest };
    for (size_t v = 0; v < sizeof vectors / sizeof *vectors; v++) {
        *vectors[v] = s->column_memory + v * room;
        for (size_t b = 0; b < count; b++) (*vectors[v])[b] = 0;
    }
    for (size_t b = 0; b < count; b++) {
        if (!yp_component_is_alive(board, step->component, level->resolution, b)) continue;
        out->upper[b] = step->width;
        out->cost[b] = step->attribute == YP_STEP_VALUE ? -step->amount : step->amount;
    }
    return true;
}

/* Level − Σ steps = 0: every column adds to the sums, the row's dual to its worth. */
static void add_to_row(const stepped *s, yp_column *column, double sign)
{
    for (size_t b = 0; b < column->count; b++) {
        const double term = sign * column->level[b];
        s->sum[b] += term;
        if (fabs(term) > s->largest[b]) s->largest[b] = fabs(term);
        yp_worth_add(column, b, sign * s->dual[b]);
    }
}

static void check_group(yp_board *board, const stepped *s, yp_row_kind kind, double *cost, double *size)
{
    const uint32_t owner = board->c->steps[s->first].component;
    for (size_t b = 0; b < s->column->count; b++) s->sum[b] = s->largest[b] = 0;
    add_to_row(s, s->column, 1);
    for (uint32_t k = s->first; k < s->last; k++) {
        yp_column column;
        double part_size;
        if (!make_column(board, s, k, &column)) continue;
        add_to_row(s, &column, -1);
        *cost += yp_column_cost(&column, &part_size);
        *size += part_size;
        yp_scenario_cost_add(board, &column);
        yp_column_check(board, &column);
    }
    for (size_t b = 0; b < s->column->count; b++) {
        const yp_spotted where = { .at = YP_AT_ROW, .kind = kind, .owner = owner, .block = b };
        yp_row_check(board, s->sum[b], s->largest[b], 0, 0, s->dual[b], where);
    }
}

/* The next group of steps of a component from `first` on. */
static uint32_t end_of_group(const yp_board *board, uint32_t first, uint32_t end)
{
    uint32_t last = first + 1;
    while (last < end && board->c->steps[last].attribute == board->c->steps[first].attribute) last++;
    return last;
}

double yp_steps_check(yp_board *board, yp_terms *terms, double *size)
{
    const size_t room = board->plan->blocks.count;
    const uint32_t end = board->step_start[terms->index + 1];
    double cost = 0;
    *size = 0;
    for (uint32_t first = board->step_start[terms->index], last; first < end; first = last) {
        last = end_of_group(board, first, end);
        const yp_step_attribute attribute = board->c->steps[first].attribute;
        const yp_row_kind kind = attribute == YP_STEP_CHARGE_COST ? YP_ROW_CHARGE_STEPS : YP_ROW_STEPS;
        stepped s = { .first = first, .last = last, .column = column_of(terms, attribute) };
        if (!s.column) continue;
        s.sum = board->step_memory;
        s.largest = s.sum + room;
        s.column_memory = s.largest + room;
        s.dual = yp_dual_of(board, kind, terms->index, s.column->resolution, s.column->count);
        check_group(board, &s, kind, &cost, size);
    }
    return cost;
}

double yp_steps_cost(const yp_board *board, const yp_terms *terms)
{
    double cost = 0;
    for (uint32_t k = board->step_start[terms->index]; k < board->step_start[terms->index + 1]; k++) {
        const yp_step *step = &board->c->steps[k];
        const yp_column *level = column_of((yp_terms *)terms, step->attribute);
        const yp_plan_activity *activity = yp_plan_find(board->plan, YP_PART_STEP, k);
        if (!level || !activity || activity->count != level->count) continue;
        const double each = step->attribute == YP_STEP_VALUE ? -step->amount : step->amount;
        for (size_t b = 0; b < level->count; b++)
            if (yp_component_is_alive(board, terms->index, level->resolution, b))
                cost += level->weight[b] * each * activity->level[b];
    }
    return cost;
}

double yp_steps_benefit(const yp_board *board, const yp_terms *terms, double quantity)
{
    double sum = 0, left = quantity;
    for (uint32_t k = board->step_start[terms->index]; k < board->step_start[terms->index + 1]; k++) {
        const double part = fmin(left, board->c->steps[k].width);
        sum += yp_product(board->c->steps[k].amount, part);
        left -= part;
    }
    return sum;
}
