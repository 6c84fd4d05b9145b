#include "solve/compact.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NOT_KEPT = -1 };
/* HiGHS's numbers for the statuses of a basis. */
enum { AT_LOWER = 0, BASIC = 1 };

/* What a row without columns may be off and still holds: rounding of the constants that went to its side. */
static const double rounding = 1e-9;

typedef struct {
    yp_program *p;
    int32_t bound_rows;
    uint8_t *uses;    /* [rows] columns of a row, 2 for more */
    int32_t *new_row; /* [rows] */
} work;

static bool is_fixed(const yp_program *p, int32_t j)
{
    return p->column_lower[j] == p->column_upper[j] && isfinite(p->column_lower[j]);
}

static void count_uses(const work *w, bool without_fixed)
{
    const yp_program *p = w->p;
    memset(w->uses, 0, (size_t)p->row_count);
    for (int32_t j = 0; j < p->column_count; j++) {
        if (without_fixed && is_fixed(p, j)) continue;
        for (int64_t k = p->start[j]; k < p->start[j + 1]; k++)
            if (p->value[k] != 0 && w->uses[p->row[k]] < 2) w->uses[p->row[k]]++;
    }
}

/* lower ≤ value·x ≤ upper as bounds of x. */
static void tighten(yp_program *p, int32_t j, double value, double lower, double upper)
{
    const double a = lower / value, b = upper / value;
    p->column_lower[j] = fmax(p->column_lower[j], fmin(a, b));
    p->column_upper[j] = fmin(p->column_upper[j], fmax(a, b));
}

/* Rows of bounds with one column become bounds, and hold nothing back any more. */
static void bound_columns(const work *w)
{
    yp_program *p = w->p;
    count_uses(w, false);
    for (int32_t j = 0; j < p->column_count; j++)
        for (int64_t k = p->start[j]; k < p->start[j + 1]; k++) {
            const int32_t r = p->row[k];
            if (r < w->bound_rows || w->uses[r] != 1 || p->value[k] == 0) continue;
            tighten(p, j, p->value[k], p->row_lower[r], p->row_upper[r]);
            p->row_lower[r] = -INFINITY;
            p->row_upper[r] = INFINITY;
        }
}

static void move_constants(yp_program *p, yp_compact *c)
{
    for (int32_t j = 0; j < p->column_count; j++) {
        if (!is_fixed(p, j)) {
            c->columns[c->column_count++] = j;
            continue;
        }
        const double x = p->column_lower[j];
        c->fixed[c->fixed_count] = j;
        c->fixed_value[c->fixed_count++] = x;
        if (x == 0) continue;
        p->offset += p->cost[j] * x + (p->slope ? p->slope[j] * x * x / 2 : 0);
        for (int64_t k = p->start[j]; k < p->start[j + 1]; k++) {
            p->row_lower[p->row[k]] -= p->value[k] * x;
            p->row_upper[p->row[k]] -= p->value[k] * x;
        }
    }
}

static void choose_rows(const work *w, yp_compact *c)
{
    const yp_program *p = w->p;
    count_uses(w, true);
    for (int32_t r = 0; r < p->row_count; r++) {
        const bool is_free = p->row_lower[r] == -INFINITY && p->row_upper[r] == INFINITY;
        const bool holds = p->row_lower[r] <= rounding && p->row_upper[r] >= -rounding;
        const bool is_idle = is_free || (w->uses[r] == 0 && holds);
        w->new_row[r] = is_idle ? NOT_KEPT : c->row_count;
        if (!is_idle) c->rows[c->row_count++] = r;
    }
}

/* A kept column moves down to its place: never past one that is still to be moved. */
static void move_columns(const work *w, const yp_compact *c)
{
    yp_program *p = w->p;
    int64_t position = 0;
    for (int32_t n = 0; n < c->column_count; n++) {
        const int32_t j = c->columns[n];
        const int64_t first = p->start[j], last = p->start[j + 1];
        p->start[n] = position;
        for (int64_t k = first; k < last; k++) {
            const int32_t row = w->new_row[p->row[k]];
            if (row == NOT_KEPT || p->value[k] == 0) continue;
            p->row[position] = row;
            p->value[position++] = p->value[k];
        }
        p->cost[n] = p->cost[j];
        p->column_lower[n] = p->column_lower[j];
        p->column_upper[n] = p->column_upper[j];
        if (p->slope) p->slope[n] = p->slope[j];
        if (p->is_integer) p->is_integer[n] = p->is_integer[j];
    }
    p->start[c->column_count] = position;
    p->entry_count = position;
    p->column_count = c->column_count;
}

static void move_rows(yp_program *p, const yp_compact *c)
{
    for (int32_t n = 0; n < c->row_count; n++) {
        p->row_lower[n] = p->row_lower[c->rows[n]];
        p->row_upper[n] = p->row_upper[c->rows[n]];
    }
    p->row_count = c->row_count;
}

/* Memory that is left over goes back; where that fails the larger piece serves as well. */
static void *shrunk(void *memory, size_t count, size_t size)
{
    void *smaller = memory ? realloc(memory, (count + 1) * size) : NULL;
    return smaller ? smaller : memory;
}

static void shrink(yp_program *p, yp_compact *c)
{
    const size_t entries = (size_t)p->entry_count, columns = (size_t)p->column_count,
                 rows = (size_t)p->row_count;
    p->row = shrunk(p->row, entries, sizeof *p->row);
    p->value = shrunk(p->value, entries, sizeof *p->value);
    p->start = shrunk(p->start, columns, sizeof *p->start);
    p->cost = shrunk(p->cost, columns, sizeof *p->cost);
    p->column_lower = shrunk(p->column_lower, columns, sizeof *p->column_lower);
    p->column_upper = shrunk(p->column_upper, columns, sizeof *p->column_upper);
    p->row_lower = shrunk(p->row_lower, rows, sizeof *p->row_lower);
    p->row_upper = shrunk(p->row_upper, rows, sizeof *p->row_upper);
    c->columns = shrunk(c->columns, columns, sizeof *c->columns);
    c->rows = shrunk(c->rows, rows, sizeof *c->rows);
    c->fixed = shrunk(c->fixed, (size_t)c->fixed_count, sizeof *c->fixed);
    c->fixed_value = shrunk(c->fixed_value, (size_t)c->fixed_count, sizeof *c->fixed_value);
}

yp_status yp_compact_make(yp_program *p, int32_t bound_rows, yp_compact *c)
{
    const size_t rows = (size_t)p->row_count + 1, columns = (size_t)p->column_count + 1;
    work w = { p, bound_rows, malloc(rows), malloc(rows * sizeof(int32_t)) };
    *c = (yp_compact){ .full_row_count = p->row_count,
                       .full_column_count = p->column_count,
                       .rows = malloc(rows * sizeof(int32_t)),
                       .columns = malloc(columns * sizeof(int32_t)),
                       .fixed = malloc(columns * sizeof(int32_t)),
                       .fixed_value = malloc(columns * sizeof(double)) };
    const bool has_memory = w.uses && w.new_row && c->rows && c->columns && c->fixed && c->fixed_value;
    if (has_memory) {
        bound_columns(&w);
        move_constants(p, c);
        choose_rows(&w, c);
        move_columns(&w, c);
        move_rows(p, c);
        shrink(p, c);
    }
    free(w.uses);
    free(w.new_row);
    return has_memory ? YP_OK : YP_NO_MEMORY;
}

void yp_compact_free(yp_compact *c)
{
    free(c->rows);
    free(c->columns);
    free(c->fixed);
    free(c->fixed_value);
    *c = (yp_compact){ 0 };
}

void yp_compact_columns(const yp_compact *c, const double *kept, double *all)
{
    for (int32_t n = 0; n < c->column_count; n++) all[c->columns[n]] = kept[n];
    for (int32_t n = 0; n < c->fixed_count; n++) all[c->fixed[n]] = c->fixed_value[n];
}

void yp_compact_rows(const yp_compact *c, const double *kept, double *all)
{
    memset(all, 0, (size_t)c->full_row_count * sizeof *all);
    for (int32_t n = 0; n < c->row_count; n++) all[c->rows[n]] = kept[n];
}

void yp_compact_basis_down(const yp_compact *c, const int8_t *all_columns, const int8_t *all_rows,
                           int8_t *columns, int8_t *rows)
{
    for (int32_t n = 0; n < c->column_count; n++) columns[n] = all_columns[c->columns[n]];
    for (int32_t n = 0; n < c->row_count; n++) rows[n] = all_rows[c->rows[n]];
}

void yp_compact_basis_up(const yp_compact *c, const int8_t *columns, const int8_t *rows, int8_t *all_columns,
                         int8_t *all_rows)
{
    memset(all_columns, AT_LOWER, (size_t)c->full_column_count);
    memset(all_rows, BASIC, (size_t)c->full_row_count);
    for (int32_t n = 0; n < c->column_count; n++) all_columns[c->columns[n]] = columns[n];
    for (int32_t n = 0; n < c->row_count; n++) all_rows[c->rows[n]] = rows[n];
}
