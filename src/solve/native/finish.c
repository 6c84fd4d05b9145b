/* From the iterate back to the order and the units of the program. */
#include "solve/native/finish.h"

static void finish_columns(const yp_solver *s, const yp_layout *layout, yp_native_solution *out)
{
    const yp_native_problem *p = &s->p;
    for (size_t j = 0; j < p->column_count; j++) {
        const yp_base_column *x = &p->columns[j];
        if (x->source == YP_NONE) continue;
        double *to = out->x + layout->column_start[x->source], unit = x->scale * p->level_unit;
        int64_t upper = layout->upper_start[x->source], lower = layout->lower_start[x->source];
        double price = p->price_unit / x->scale;
        for (size_t b = 0; b < p->model->blocks.count; b++) {
            size_t at = j * p->time.slots + p->time.slot[b];
            to[b] = s->x[at] * unit;
            if (upper >= 0) out->row_dual[upper + (int64_t)b] = -s->z[at] * price;
            if (lower >= 0) out->row_dual[lower + (int64_t)b] = s->v[at] * price;
        }
    }
    for (size_t c = 0; c < p->wide_column_count; c++) {
        const yp_wide_column *x = &p->wide_columns[c];
        if (x->source != YP_NONE)
            out->x[layout->column_start[x->source] + x->block] = s->wide.x[c] * x->scale * p->level_unit;
    }
}

static void finish_rows(const yp_solver *s, const yp_layout *layout, yp_native_solution *out)
{
    const yp_native_problem *p = &s->p;
    for (size_t r = 0; r < p->row_count && p->row_source[r] != YP_NONE; r++) {
        double *to = out->row_dual + layout->row_start[p->row_source[r]],
               unit = p->row_scale[r] * p->price_unit;
        for (size_t b = 0; b < p->model->blocks.count; b++)
            to[b] = s->y[r * p->time.slots + p->time.slot[b]] * unit;
    }
    for (size_t i = 0; i < p->wide_row_count; i++) {
        if (p->wide_source[i] == YP_NONE) continue;
        size_t block = i - p->row_of[p->wide_source[i]];
        out->row_dual[layout->row_start[p->wide_source[i]] + (int64_t)block] =
            s->w[i] * p->wide_scale[i] * p->price_unit;
    }
}

void yp_native_finish(const yp_solver *s, const yp_layout *layout, yp_native_solution *out)
{
    finish_columns(s, layout, out);
    finish_rows(s, layout, out);
    out->objective = s->cost * s->p.level_unit * s->p.price_unit + s->p.offset;
    out->primal = s->primal;
    out->dual = s->dual;
    out->gap = s->gap;
    out->solve_count = s->solve_count;
    out->has_point = true;
}
