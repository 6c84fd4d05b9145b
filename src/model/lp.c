#include "model/lp.h"

#include "base/number_text.h"
#include "model/lp_names.h"

#include <math.h>
#include <stdlib.h>

/* A program row by row: the format asks for rows. */
typedef struct {
    const yp_program *p;
    const yp_lp_names *names;
    int64_t *start;  /* [row_count + 1] */
    int32_t *column; /* [entry_count] */
    double *value;   /* [entry_count] */
    FILE *to;
} writer;

static void put_column(const writer *w, int32_t j)
{
    char name[YP_LP_NAME_ROOM];
    yp_lp_name(w->names->columns, w->names->column_count, j, name);
    fputs(name, w->to);
}

/* " + 2.5 name": a sign always, so that no two numbers meet. */
static void put_term(const writer *w, double value, int32_t j, const char *power)
{
    char number[YP_NUMBER_SIZE];
    yp_number_text(fabs(value), number);
    fprintf(w->to, "\n %c %s ", value < 0 ? '-' : '+', number);
    put_column(w, j);
    fputs(power, w->to);
}

static void put_number(const writer *w, double value)
{
    char number[YP_NUMBER_SIZE];
    yp_number_text(value, number);
    fputs(number, w->to);
}

static bool make_rows(writer *w)
{
    const yp_program *p = w->p;
    const size_t rows = (size_t)p->row_count;
    w->start = calloc(rows + 2, sizeof *w->start);
    w->column = malloc(((size_t)p->entry_count + 1) * sizeof *w->column);
    w->value = malloc(((size_t)p->entry_count + 1) * sizeof *w->value);
    if (!w->start || !w->column || !w->value) return false;
    int64_t *next = w->start + 1; /* one ahead while filling */
    for (int64_t k = 0; k < p->entry_count; k++) next[p->row[k] + 1]++;
    for (size_t r = 1; r <= rows; r++) next[r] += next[r - 1];
    for (int32_t j = 0; j < p->column_count; j++)
        for (int64_t k = p->start[j]; k < p->start[j + 1]; k++) {
            const int64_t at = next[p->row[k]]++;
            w->column[at] = j;
            w->value[at] = p->value[k];
        }
    return true;
}

static void put_objective(const writer *w)
{
    const yp_program *p = w->p;
    bool is_quadratic = false;
    fputs("minimize\n cost:", w->to);
    for (int32_t j = 0; j < p->column_count; j++)
        if (p->cost[j] != 0) put_term(w, p->cost[j], j, "");
    for (int32_t j = 0; p->slope && j < p->column_count; j++) {
        if (p->slope[j] == 0) continue;
        if (!is_quadratic) fputs("\n + [", w->to);
        is_quadratic = true;
        put_term(w, p->slope[j], j, " ^ 2");
    }
    if (is_quadratic) fputs("\n ] / 2", w->to);
    fprintf(w->to, "\n %c ", p->offset < 0 ? '-' : '+');
    put_number(w, fabs(p->offset));
    fputc('\n', w->to);
}

static void put_row(const writer *w, int32_t r)
{
    const double lower = w->p->row_lower[r], upper = w->p->row_upper[r];
    char name[YP_LP_NAME_ROOM];
    if (lower == -INFINITY && upper == INFINITY) return;
    yp_lp_name(w->names->rows, w->names->row_count, r, name);
    fprintf(w->to, " %s:", name);
    const bool is_range = isfinite(lower) && isfinite(upper) && lower != upper;
    if (is_range) {
        fputc(' ', w->to);
        put_number(w, lower);
        fputs(" <=", w->to);
    }
    bool is_empty = true;
    for (int64_t k = w->start[r]; k < w->start[r + 1]; k++) {
        if (w->value[k] == 0) continue;
        put_term(w, w->value[k], w->column[k], "");
        is_empty = false;
    }
    if (is_empty && w->p->column_count > 0) put_term(w, 0, 0, "");
    fputs(lower == upper ? "\n = " : isfinite(upper) ? "\n <= " : "\n >= ", w->to);
    put_number(w, isfinite(upper) ? upper : lower);
    fputc('\n', w->to);
}

static void put_bound(const writer *w, int32_t j)
{
    const double lower = w->p->column_lower[j], upper = w->p->column_upper[j];
    fputc(' ', w->to);
    if (lower == -INFINITY && upper == INFINITY) {
        put_column(w, j);
        fputs(" free\n", w->to);
    } else if (lower == upper) {
        put_column(w, j);
        fputs(" = ", w->to);
        put_number(w, lower);
        fputc('\n', w->to);
    } else {
        put_number(w, lower);
        fputs(" <= ", w->to);
        put_column(w, j);
        if (upper != INFINITY) {
            fputs(" <= ", w->to);
            put_number(w, upper);
        }
        fputc('\n', w->to);
    }
}

static void put_whole(const writer *w)
{
    bool has_any = false;
    for (int32_t j = 0; w->p->is_integer && j < w->p->column_count; j++) {
        if (!w->p->is_integer[j]) continue;
        fputs(has_any ? " " : "general\n ", w->to);
        has_any = true;
        put_column(w, j);
        fputc('\n', w->to);
    }
}

yp_status yp_lp_write(const yp_model *model, const yp_program *p, const yp_layout *layout, FILE *to)
{
    yp_lp_names names;
    yp_status status = yp_lp_names_make(model, layout, &names);
    writer w = { .p = p, .names = &names, .to = to };
    if (status == YP_OK && !make_rows(&w)) status = YP_NO_MEMORY;
    if (status == YP_OK) {
        put_objective(&w);
        fputs("subject to\n", to);
        for (int32_t r = 0; r < p->row_count; r++) put_row(&w, r);
        fputs("bounds\n", to);
        for (int32_t j = 0; j < p->column_count; j++) put_bound(&w, j);
        put_whole(&w);
        fputs("end\n", to);
        if (ferror(to)) status = YP_IO;
    }
    free(w.start);
    free(w.column);
    free(w.value);
    yp_lp_names_free(&names);
    return status;
}
