#include "solve/growth.h"

#include "model/expand.h"

#include <math.h>
#include <stdlib.h>

/* Which way a column may go without end: 0, 1 or 2 ways. */
static bool can_rise(const yp_program *p, int32_t j)
{
    return isinf(p->column_upper[j]) && !(p->slope && p->slope[j] > 0);
}
static bool can_fall(const yp_program *p, int32_t j)
{
    return isinf(p->column_lower[j]) && !(p->slope && p->slope[j] > 0);
}

/* The homogeneous program: a column ≥ 0 for each way that a column may go, the rows with 0 for their finite
 * sides, and one more row for the fall of the cost. */
static bool take_program(const yp_program *p, yp_program *ways)
{
    size_t columns = 0, entries = 0, rows = (size_t)p->row_count + 1;
    for (int32_t j = 0; j < p->column_count; j++) {
        size_t each = (size_t)can_rise(p, j) + can_fall(p, j);
        columns += each;
        entries += each * (size_t)(p->start[j + 1] - p->start[j] + (p->cost[j] != 0));
    }
    *ways = (yp_program){ .row_count = (int32_t)rows,
                          .column_count = (int32_t)columns,
                          .entry_count = (int64_t)entries,
                          .cost = calloc(columns + 1, sizeof(double)),
                          .column_lower = calloc(columns + 1, sizeof(double)),
                          .column_upper = calloc(columns + 1, sizeof(double)),
                          .row_lower = calloc(rows, sizeof(double)),
                          .row_upper = calloc(rows, sizeof(double)),
                          .start = calloc(columns + 1, sizeof(int64_t)),
                          .row = calloc(entries + 1, sizeof(int32_t)),
                          .value = calloc(entries + 1, sizeof(double)) };
    return ways->cost && ways->column_lower && ways->column_upper && ways->row_lower && ways->row_upper &&
           ways->start && ways->row && ways->value;
}

/* The largest cost of a column that may go without end. */
static double largest_cost(const yp_program *p)
{
    double largest = 0;
    for (int32_t j = 0; j < p->column_count; j++)
        if (can_rise(p, j) || can_fall(p, j)) largest = fmax(largest, fabs(p->cost[j]));
    return largest;
}

static void add_way(const yp_program *p, int32_t j, double sign, double cost_scale, yp_program *ways,
                    int32_t *way)
{
    int64_t at = ways->start[*way];
    for (int64_t k = p->start[j]; k < p->start[j + 1]; k++, at++) {
        ways->row[at] = p->row[k];
        ways->value[at] = sign * p->value[k];
    }
    if (p->cost[j] != 0) {
        ways->row[at] = p->row_count;
        ways->value[at++] = sign * p->cost[j] / cost_scale;
    }
    ways->cost[*way] = 1;
    ways->column_upper[*way] = INFINITY;
    ways->start[++*way] = at;
}

static void fill(const yp_program *p, double cost_scale, yp_program *ways)
{
    int32_t way = 0;
    for (int32_t j = 0; j < p->column_count; j++) {
        if (can_rise(p, j)) add_way(p, j, 1, cost_scale, ways, &way);
        if (can_fall(p, j)) add_way(p, j, -1, cost_scale, ways, &way);
    }
    for (int32_t i = 0; i < p->row_count; i++) {
        ways->row_lower[i] = isfinite(p->row_lower[i]) ? 0 : p->row_lower[i];
        ways->row_upper[i] = isfinite(p->row_upper[i]) ? 0 : p->row_upper[i];
    }
    ways->row_lower[p->row_count] = -INFINITY;
    ways->row_upper[p->row_count] = -1;
}

static void read_direction(const yp_program *p, const double *x, double *direction)
{
    double largest = 0;
    for (int32_t j = 0, way = 0; j < p->column_count; j++) {
        direction[j] = 0;
        if (can_rise(p, j)) direction[j] += x[way++];
        if (can_fall(p, j)) direction[j] -= x[way++];
        largest = fmax(largest, fabs(direction[j]));
    }
    for (int32_t j = 0; j < p->column_count && largest > 0; j++) direction[j] /= largest;
}

yp_status yp_growth_find(const yp_program *program, const yp_highs_options *options, double *direction,
                         yp_outcome *outcome)
{
    yp_program ways;
    const double cost_scale = largest_cost(program);
    *outcome = YP_INFEASIBLE;
    if (cost_scale == 0) return YP_OK;
    bool has_room = take_program(program, &ways);
    double *x = has_room ? calloc((size_t)ways.column_count + 1, sizeof *x) : NULL;
    double *dual = has_room ? calloc((size_t)ways.row_count, sizeof *dual) : NULL;
    yp_status status = x && dual ? YP_OK : YP_NO_MEMORY;
    if (status == YP_OK) {
        yp_highs_solution s = { .x = x, .row_dual = dual };
        fill(program, cost_scale, &ways);
        status = yp_highs_solve(&ways, options, &s);
        *outcome = s.outcome;
        if (status == YP_OK && s.outcome == YP_OPTIMAL) read_direction(program, x, direction);
    }
    free(x);
    free(dual);
    yp_program_free(&ways);
    return status;
}
