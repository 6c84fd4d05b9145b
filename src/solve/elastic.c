#include "solve/elastic.h"

#include "model/expand.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void yp_elastic_free(yp_elastic *elastic)
{
    free(elastic->short_by);
    free(elastic->dual);
    *elastic = (yp_elastic){ 0 };
}

/* Columns that a row needs to be violated: one for each finite side. */
static int slack_count(const yp_program *p, const double *weight, int32_t row)
{
    if (isinf(weight[row])) return 0;
    return isfinite(p->row_lower[row]) + isfinite(p->row_upper[row]);
}

static bool take_program(const yp_program *p, const double *weight, yp_program *relaxed)
{
    int32_t slacks = 0;
    for (int32_t i = 0; i < p->row_count; i++) slacks += slack_count(p, weight, i);
    size_t columns = (size_t)p->column_count + (size_t)slacks, rows = (size_t)p->row_count,
           entries = (size_t)p->entry_count + (size_t)slacks;
    *relaxed = (yp_program){ .row_count = p->row_count,
                             .column_count = (int32_t)columns,
                             .entry_count = (int64_t)entries,
                             .cost = calloc(columns + 1, sizeof(double)),
                             .column_lower = calloc(columns + 1, sizeof(double)),
                             .column_upper = calloc(columns + 1, sizeof(double)),
                             .row_lower = calloc(rows + 1, sizeof(double)),
                             .row_upper = calloc(rows + 1, sizeof(double)),
                             .start = calloc(columns + 1, sizeof(int64_t)),
                             .row = calloc(entries + 1, sizeof(int32_t)),
                             .value = calloc(entries + 1, sizeof(double)) };
    return relaxed->cost && relaxed->column_lower && relaxed->column_upper && relaxed->row_lower &&
           relaxed->row_upper && relaxed->start && relaxed->row && relaxed->value;
}

static void add_slack(yp_program *relaxed, int32_t *column, int32_t row, double sign, double weight)
{
    int64_t at = relaxed->start[*column];
    relaxed->row[at] = row;
    relaxed->value[at] = sign;
    relaxed->cost[*column] = weight;
    relaxed->column_upper[*column] = INFINITY;
    relaxed->start[++*column] = at + 1;
}

static void fill(const yp_program *p, const double *weight, yp_program *relaxed)
{
    size_t columns = (size_t)p->column_count, rows = (size_t)p->row_count, entries = (size_t)p->entry_count;
    memcpy(relaxed->column_lower, p->column_lower, columns * sizeof(double));
    memcpy(relaxed->column_upper, p->column_upper, columns * sizeof(double));
    memcpy(relaxed->row_lower, p->row_lower, rows * sizeof(double));
    memcpy(relaxed->row_upper, p->row_upper, rows * sizeof(double));
    memcpy(relaxed->start, p->start, (columns + 1) * sizeof(int64_t));
    if (entries > 0) memcpy(relaxed->row, p->row, entries * sizeof(int32_t));
    if (entries > 0) memcpy(relaxed->value, p->value, entries * sizeof(double));
    int32_t column = p->column_count;
    for (int32_t i = 0; i < p->row_count; i++) {
        if (isinf(weight[i])) continue;
        if (isfinite(p->row_lower[i])) add_slack(relaxed, &column, i, 1, weight[i]);
        if (isfinite(p->row_upper[i])) add_slack(relaxed, &column, i, -1, weight[i]);
    }
}

/* What the slacks of each row say: lacking counts positive. */
static void read_violations(const yp_program *p, const double *weight, const double *x, yp_elastic *out)
{
    int32_t column = p->column_count;
    for (int32_t i = 0; i < p->row_count; i++) {
        if (isinf(weight[i])) continue;
        if (isfinite(p->row_lower[i])) out->short_by[i] += x[column++];
        if (isfinite(p->row_upper[i])) out->short_by[i] -= x[column++];
    }
}

yp_status yp_elastic_solve(const yp_program *program, const double *weight, const yp_highs_options *options,
                           yp_elastic *out)
{
    yp_program relaxed;
    *out = (yp_elastic){ .outcome = YP_UNKNOWN };
    bool has_room = take_program(program, weight, &relaxed);
    double *x = has_room ? calloc((size_t)relaxed.column_count + 1, sizeof *x) : NULL;
    out->short_by = calloc((size_t)program->row_count + 1, sizeof *out->short_by);
    out->dual = calloc((size_t)program->row_count + 1, sizeof *out->dual);
    yp_status status = x && out->short_by && out->dual ? YP_OK : YP_NO_MEMORY;
    if (status == YP_OK) {
        yp_highs_solution s = { .x = x, .row_dual = out->dual };
        fill(program, weight, &relaxed);
        status = yp_highs_solve(&relaxed, options, &s);
        out->outcome = s.outcome == YP_OPTIMAL && !s.has_duals ? YP_UNKNOWN : s.outcome;
        if (status == YP_OK && out->outcome == YP_OPTIMAL) {
            out->total = s.objective;
            read_violations(program, weight, x, out);
        }
    }
    free(x);
    yp_program_free(&relaxed);
    if (status != YP_OK) yp_elastic_free(out);
    return status;
}
