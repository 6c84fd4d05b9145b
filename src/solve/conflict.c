#include "solve/conflict.h"

#include "model/expand.h"

#include <math.h>
#include <stdlib.h>

/* HiGHS's sum of flags: thin out until nothing can be left out, rows first. */
enum { strategy_from_lp_row_priority = 6 };

/* A program of some rows, and the columns that these touch. */
typedef struct {
    yp_program program;
    int32_t *rows, *columns; /* their numbers in the whole */
    int32_t *row_of;         /* [row_count of the whole] −1: left out */
} part;

static void free_part(part *x)
{
    yp_program_free(&x->program);
    free(x->rows);
    free(x->columns);
    free(x->row_of);
}

static int32_t number_rows(const yp_program *p, const double *ray, part *x)
{
    double largest = 0;
    int32_t count = 0;
    for (int32_t i = 0; i < p->row_count; i++) largest = fmax(largest, fabs(ray[i]));
    for (int32_t i = 0; i < p->row_count; i++) {
        x->row_of[i] = fabs(ray[i]) > 1e-9 * largest ? count : -1;
        if (x->row_of[i] >= 0) x->rows[count++] = i;
    }
    return count;
}

static bool touches(const yp_program *p, const part *x, int32_t j)
{
    for (int64_t k = p->start[j]; k < p->start[j + 1]; k++)
        if (x->row_of[p->row[k]] >= 0) return true;
    return false;
}

static bool take_part(const yp_program *p, const double *ray, part *x)
{
    const size_t rows = (size_t)p->row_count, columns = (size_t)p->column_count,
                 entries = (size_t)p->entry_count;
    *x = (part){ .rows = calloc(rows + 1, sizeof(int32_t)),
                 .columns = calloc(columns + 1, sizeof(int32_t)),
                 .row_of = calloc(rows + 1, sizeof(int32_t)) };
    if (!x->rows || !x->columns || !x->row_of) return false;
    yp_program *q = &x->program;
    q->row_count = number_rows(p, ray, x);
    q->row_lower = calloc((size_t)q->row_count + 1, sizeof(double));
    q->row_upper = calloc((size_t)q->row_count + 1, sizeof(double));
    q->cost = calloc(columns + 1, sizeof(double));
    q->column_lower = calloc(columns + 1, sizeof(double));
    q->column_upper = calloc(columns + 1, sizeof(double));
    q->start = calloc(columns + 1, sizeof(int64_t));
    q->row = calloc(entries + 1, sizeof(int32_t));
    q->value = calloc(entries + 1, sizeof(double));
    return q->row_lower && q->row_upper && q->cost && q->column_lower && q->column_upper && q->start &&
           q->row && q->value;
}

static void fill_part(const yp_program *p, part *x)
{
    yp_program *q = &x->program;
    for (int32_t i = 0; i < q->row_count; i++) {
        q->row_lower[i] = p->row_lower[x->rows[i]];
        q->row_upper[i] = p->row_upper[x->rows[i]];
    }
    for (int32_t j = 0; j < p->column_count; j++) {
        if (!touches(p, x, j)) continue;
        const int32_t at = q->column_count++;
        x->columns[at] = j;
        q->column_lower[at] = p->column_lower[j];
        q->column_upper[at] = p->column_upper[j];
        for (int64_t k = p->start[j]; k < p->start[j + 1]; k++) {
            if (x->row_of[p->row[k]] < 0) continue;
            q->row[q->entry_count] = x->row_of[p->row[k]];
            q->value[q->entry_count++] = p->value[k];
        }
        q->start[q->column_count] = q->entry_count;
    }
}

static yp_call ask(const part *x, double time_limit, yp_call_conflict *conflict)
{
    void *highs = NULL;
    yp_call call = yp_call_open(&highs);
    if (call == YP_CALL_DONE) call = yp_call_set_count(highs, "iis_strategy", strategy_from_lp_row_priority);
    if (call == YP_CALL_DONE) call = yp_call_set_number(highs, "iis_time_limit", time_limit);
    if (call == YP_CALL_DONE) call = yp_call_set_number(highs, "time_limit", time_limit);
    if (call == YP_CALL_DONE) call = yp_call_set_count(highs, "threads", 1);
    if (call == YP_CALL_DONE) call = yp_call_pass(highs, &x->program);
    if (call == YP_CALL_DONE) call = yp_call_find_conflict(highs, &x->program, conflict);
    yp_call_close(highs);
    yp_call_end_workers();
    return call;
}

yp_status yp_conflict_find(const yp_program *program, const double *ray, double time_limit,
                           yp_call_conflict *conflict)
{
    part x;
    conflict->column_count = conflict->row_count = 0;
    yp_status status = take_part(program, ray, &x) ? YP_OK : YP_NO_MEMORY;
    if (status == YP_OK) {
        fill_part(program, &x);
        yp_call call = x.program.column_count > 0 ? ask(&x, time_limit, conflict) : YP_CALL_DONE;
        if (call != YP_CALL_DONE) conflict->column_count = conflict->row_count = 0;
        if (call == YP_CALL_NO_MEMORY) status = YP_NO_MEMORY;
        for (int32_t k = 0; k < conflict->row_count; k++) conflict->rows[k] = x.rows[conflict->rows[k]];
        for (int32_t k = 0; k < conflict->column_count; k++)
            conflict->columns[k] = x.columns[conflict->columns[k]];
    }
    free_part(&x);
    return status;
}
