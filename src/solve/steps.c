#include "solve/steps.h"

#include "solve/internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Segments on each side of an anchor, and where they end as multiples of the narrowest; the last reaches to
 * the bound. */
enum { SIDE = 4, SEGMENTS = 2 * SIDE };
static const double ends[SIDE - 1] = { 1, 4, 16 };

/* Rounds at most. The narrowest segment becomes a quarter in each that finds nothing further away. */
static const int most_rounds = 80;

/* The relative gap at which it ends outright, that at which it has succeeded, and how narrow a segment may
 * become beside the level: the linear programs are feasible to 1e-9. */
static const double finest_gap = 1e-13, enough_gap = 1e-7, narrowest = 1e-8, inner_tolerance = 1e-9;

typedef struct {
    const yp_program *p;
    yp_program lp;
    int32_t count;          /* columns with a slope */
    int32_t *column;        /* [count] */
    double *anchor, *width; /* [count] where segments begin, and the narrowest */
    double *x, *dual;       /* of the linear program */
    int8_t *column_status, *row_status;
    bool has_basis;
} refinement;

static bool take(refinement *r)
{
    const yp_program *p = r->p;
    for (int32_t j = 0; j < p->column_count; j++) r->count += p->slope[j] > 0;
    const size_t n = (size_t)p->column_count, m = (size_t)p->row_count, q = (size_t)r->count;
    const size_t columns = n + q * SEGMENTS, rows = m + q,
                 entries = (size_t)p->entry_count + q + q * SEGMENTS;
    r->column = calloc(q + 1, sizeof *r->column);
    r->anchor = calloc(q + 1, sizeof *r->anchor);
    r->width = calloc(q + 1, sizeof *r->width);
    r->x = calloc(columns + 1, sizeof *r->x);
    r->dual = calloc(rows + 1, sizeof *r->dual);
    r->column_status = calloc(columns + 1, 1);
    r->row_status = calloc(rows + 1, 1);
    yp_program *lp = &r->lp;
    *lp = (yp_program){ .row_count = (int32_t)rows,
                        .column_count = (int32_t)columns,
                        .entry_count = (int64_t)entries };
    lp->cost = calloc(columns + 1, sizeof *lp->cost);
    lp->column_lower = calloc(columns + 1, sizeof *lp->column_lower);
    lp->column_upper = calloc(columns + 1, sizeof *lp->column_upper);
    lp->row_lower = calloc(rows + 1, sizeof *lp->row_lower);
    lp->row_upper = calloc(rows + 1, sizeof *lp->row_upper);
    lp->start = calloc(columns + 1, sizeof *lp->start);
    lp->row = calloc(entries + 1, sizeof *lp->row);
    lp->value = calloc(entries + 1, sizeof *lp->value);
    return r->column && r->anchor && r->width && r->x && r->dual && r->column_status && r->row_status &&
           lp->cost && lp->column_lower && lp->column_upper && lp->row_lower && lp->row_upper && lp->start &&
           lp->row && lp->value;
}

static void give_back(refinement *r)
{
    yp_program *lp = &r->lp;
    void *all[] = { r->column,        r->anchor,        r->width,      r->x,
                    r->dual,          r->column_status, r->row_status, lp->cost,
                    lp->column_lower, lp->column_upper, lp->row_lower, lp->row_upper,
                    lp->start,        lp->row,          lp->value };
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) free(all[k]);
}

static double clamp(double x, double lower, double upper)
{
    return x < lower ? lower : x > upper ? upper : x;
}

/* Where a column begins, and a width whose multiples reach over its range, or over what its cost may move. */
static void begin_column(refinement *r, int32_t q, int32_t j)
{
    const yp_program *p = r->p;
    const double range = p->column_upper[j] - p->column_lower[j];
    const double reach = isfinite(range) ? range : 1 + fabs(p->cost[j]) / p->slope[j];
    r->column[q] = j;
    r->anchor[q] = clamp(0, p->column_lower[j], p->column_upper[j]);
    r->width[q] = fmax(reach / 64, narrowest);
}

/* The matrix: that of the program, a row for each column with a slope (column − Σ segments = anchor), and the
 * segments. */
static void lay_matrix(refinement *r)
{
    const yp_program *p = r->p;
    yp_program *lp = &r->lp;
    int64_t position = 0;
    int32_t q = 0;
    for (int32_t j = 0; j < p->column_count; j++) {
        const int64_t count = p->start[j + 1] - p->start[j];
        lp->start[j] = position;
        memcpy(lp->row + position, p->row + p->start[j], (size_t)count * sizeof *lp->row);
        memcpy(lp->value + position, p->value + p->start[j], (size_t)count * sizeof *lp->value);
        position += count;
        lp->cost[j] = p->slope[j] > 0 ? 0 : p->cost[j];
        lp->column_lower[j] = p->column_lower[j];
        lp->column_upper[j] = p->column_upper[j];
        if (!(p->slope[j] > 0)) continue;
        lp->row[position] = p->row_count + q;
        lp->value[position++] = 1;
        begin_column(r, q++, j);
    }
    for (int32_t k = 0; k < r->count * SEGMENTS; k++) {
        lp->start[p->column_count + k] = position;
        lp->row[position] = p->row_count + k / SEGMENTS;
        lp->value[position++] = -1;
    }
    lp->start[lp->column_count] = position;
    memcpy(lp->row_lower, p->row_lower, (size_t)p->row_count * sizeof *lp->row_lower);
    memcpy(lp->row_upper, p->row_upper, (size_t)p->row_count * sizeof *lp->row_upper);
}

/* One side of an anchor; `room` is what lies between it and the bound. Beyond the last end of a column
 * without a bound the cost is that of a point four times as far away. */
static void lay_side(refinement *r, int32_t q, double side, double room)
{
    const yp_program *p = r->p;
    const int32_t j = r->column[q];
    const size_t first = (size_t)p->column_count + (size_t)q * SEGMENTS + (side < 0 ? SIDE : 0);
    double low = 0;
    for (int k = 0; k < SIDE; k++) {
        const double high = k < SIDE - 1 ? fmin(ends[k] * r->width[q], room) : room;
        const double far = isfinite(high) ? high : 4 * low;
        r->lp.cost[first + (size_t)k] = p->cost[j] + p->slope[j] * (r->anchor[q] + side * (low + far) / 2);
        r->lp.column_lower[first + (size_t)k] = side < 0 ? low - high : 0;
        r->lp.column_upper[first + (size_t)k] = side < 0 ? 0 : high - low;
        low = high;
    }
}

static void lay_segments(refinement *r)
{
    const yp_program *p = r->p;
    r->lp.offset = p->offset;
    for (int32_t q = 0; q < r->count; q++) {
        const int32_t j = r->column[q];
        const double a = r->anchor[q];
        r->lp.offset += (p->cost[j] + p->slope[j] * a / 2) * a;
        r->lp.row_lower[p->row_count + q] = r->lp.row_upper[p->row_count + q] = a;
        lay_side(r, q, 1, fmax(p->column_upper[j] - a, 0));
        lay_side(r, q, -1, fmax(a - p->column_lower[j], 0));
    }
}

/* What one column adds to the dual bound: the least of d·x + ½·slope·x² between its bounds. A reduced cost
 * that presses against infinity by no more than rounding counts for nothing. */
static double least_of(const yp_program *p, int32_t j, double reduced, double size)
{
    const double lower = p->column_lower[j], upper = p->column_upper[j], slope = p->slope[j];
    if (slope > 0) {
        const double best = clamp(-reduced / slope, lower, upper);
        return (reduced + slope * best / 2) * best;
    }
    const double bound = reduced > 0 ? lower : upper;
    if (isfinite(bound)) return reduced * bound;
    return fabs(reduced) <= 1e-7 * (1 + size) ? 0 : -INFINITY;
}

typedef struct {
    double objective, gap; /* relative to the sum of the sizes of all costs */
} judgement;

/* Objective of the quadratic program at the point, and the gap to the bound that the prices prove. */
static judgement judge(const refinement *r)
{
    const yp_program *p = r->p;
    double objective = p->offset, bound = p->offset, scale = 1;
    for (int32_t i = 0; i < p->row_count; i++) {
        const double side = r->dual[i] > 0 ? p->row_lower[i] : p->row_upper[i];
        if (r->dual[i] != 0 && isfinite(side)) bound += r->dual[i] * side;
    }
    for (int32_t j = 0; j < p->column_count; j++) {
        const double x = r->x[j], term = (p->cost[j] + p->slope[j] * x / 2) * x;
        double reduced = p->cost[j], size = fabs(reduced);
        for (int64_t k = p->start[j]; k < p->start[j + 1]; k++) {
            reduced -= p->value[k] * r->dual[p->row[k]];
            size = fmax(size, fabs(p->value[k] * r->dual[p->row[k]]));
        }
        objective += term;
        scale += fabs(term);
        bound += least_of(p, j, reduced, size);
    }
    return (judgement){ objective, fabs(objective - bound) / scale };
}

/* Anchors move to the answer; segments narrow where it lay close, widen where it ran away. */
static bool refine(refinement *r)
{
    bool has_moved = false;
    for (int32_t q = 0; q < r->count; q++) {
        const int32_t j = r->column[q];
        const double x = clamp(r->x[j], r->p->column_lower[j], r->p->column_upper[j]);
        const double move = fabs(x - r->anchor[q]), least = narrowest * (1 + fabs(x));
        const double before = r->width[q];
        if (move <= 1.001 * before)
            r->width[q] = fmax(before / 4, fmin(before, least));
        else if (move > 4.001 * before)
            r->width[q] = move / 4;
        has_moved |= r->width[q] != before || move > least;
        r->anchor[q] = x;
    }
    return has_moved;
}

static yp_status solve_round(refinement *r, const yp_highs_options *options, double deadline,
                             yp_highs_solution *answer)
{
    yp_highs_options inner = *options;
    inner.method = YP_METHOD_CHOOSE;
    inner.tolerance = inner_tolerance;
    if (isfinite(deadline)) inner.time_limit = fmax(deadline - yp_clock(), 1e-3);
    *answer = (yp_highs_solution){ .x = r->x,
                                   .row_dual = r->dual,
                                   .column_status = r->column_status,
                                   .row_status = r->row_status,
                                   .has_basis = r->has_basis };
    lay_segments(r);
    const yp_status status = yp_highs_solve(&r->lp, &inner, answer);
    r->has_basis = status == YP_OK && answer->has_basis;
    return status;
}

/* What runs away to infinity may only need wider segments: those without a bound cost more further out. */
static bool widen(refinement *r)
{
    bool has_widened = false;
    for (int32_t q = 0; q < r->count; q++) {
        const int32_t j = r->column[q];
        if (isfinite(r->p->column_lower[j]) && isfinite(r->p->column_upper[j])) continue;
        r->width[q] *= 64;
        has_widened |= r->width[q] < 1e15;
    }
    return has_widened;
}

static void keep_best(const refinement *r, judgement now, yp_highs_solution *solution)
{
    memcpy(solution->x, r->x, (size_t)r->p->column_count * sizeof *r->x);
    memcpy(solution->row_dual, r->dual, (size_t)r->p->row_count * sizeof *r->dual);
    solution->objective = now.objective;
    solution->has_point = solution->has_duals = true;
}

static yp_status run_rounds(refinement *r, const yp_highs_options *options, double deadline,
                            yp_highs_solution *solution)
{
    double best = INFINITY;
    yp_highs_solution answer;
    int idle = 0;
    for (int round = 0; round < most_rounds && idle < 6; round++) {
        const yp_status status = solve_round(r, options, deadline, &answer);
        if (status != YP_OK) return status;
        solution->iteration_count += answer.iteration_count;
        if (answer.peak_bytes > solution->peak_bytes) solution->peak_bytes = answer.peak_bytes;
        const bool may_widen = answer.outcome == YP_UNBOUNDED && !solution->has_point;
        if (may_widen && widen(r)) continue;
        if (answer.outcome != YP_OPTIMAL || !answer.has_duals) {
            if (best > enough_gap) solution->outcome = answer.outcome, solution->cause = answer.cause;
            break;
        }
        const judgement now = judge(r);
        yp_log_say(options->log, "steps", "round %d: objective %.12g, gap %.2g", round + 1, now.objective,
                   now.gap);
        idle = now.gap < best / 2 ? 0 : idle + 1;
        if (now.gap < best) keep_best(r, now, solution);
        best = fmin(best, now.gap);
        if (best <= finest_gap || !refine(r)) break;
    }
    if (best > enough_gap) return YP_OK;
    solution->outcome = YP_OPTIMAL;
    solution->cause = "solved by steps, refined until prices prove the quadratic optimum";
    return YP_OK;
}

yp_status yp_steps_solve(const yp_program *program, const yp_highs_options *options,
                         yp_highs_solution *solution)
{
    const double begin = yp_clock();
    refinement r = { .p = program };
    solution->outcome = YP_UNKNOWN;
    solution->cause = "steps did not close the gap";
    solution->method = YP_METHOD_STEPS;
    solution->has_point = solution->has_duals = solution->is_vertex = solution->has_basis = false;
    yp_status status = take(&r) ? YP_OK : YP_NO_MEMORY;
    if (status == YP_OK) {
        lay_matrix(&r);
        status = run_rounds(&r, options, options->time_limit > 0 ? begin + options->time_limit : INFINITY,
                            solution);
    }
    give_back(&r);
    solution->seconds = yp_clock() - begin;
    return status;
}
