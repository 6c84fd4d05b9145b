/* From targets for l·v and u·z to a direction. */
#include "solve/native/internal.h"
#include "solve/native/wide.h"

#include <string.h>

static void oppose_part(void *self, size_t part)
{
    yp_solver *s = self;
    const yp_native_problem *p = &s->p;
    yp_part_work *w = &s->part[part];
    size_t begin, end;
    yp_part_range(s, part, &begin, &end);
    memset(w->wide, 0, p->wide_row_count * sizeof(double));
    memset(w->kept, 0, p->kept_count * sizeof(double));
    for (size_t slot = begin; slot < end; slot += YP_TILE) {
        size_t count = end - slot < YP_TILE ? end - slot : YP_TILE;
        for (size_t r = 0; r < p->row_count; r++)
            memcpy(s->right + r * p->time.slots + slot, s->missing + r * p->time.slots + slot,
                   count * sizeof(double));
        for (size_t j = 0; j < p->column_count; j++) {
            const yp_base_column *x = &p->columns[j];
            yp_stretch at;
            yp_price_stretch(s, j, slot, count, (yp_prices){ s->y, s->w }, w->price);
            yp_stretch_at(s, part, j, slot, count, &at);
            for (size_t i = 0; i < count; i++) { /* the residual again: the last direction wrote over it */
                double residual = at.cost[i] + at.slope[i] * at.x[i] - w->price[i] - at.v[i] + at.z[i];
                at.rest[i] = at.u[i] > 1.5 * YP_NATIVE_HUGE ? 0 : residual;
            }
            double sum = s->kernel->oppose(&at, w->weighted);
            if (x->capacity != YP_NONE) w->kept[x->capacity] += sum;
            yp_spread_stretch(s, part, j, slot, count, -1, w->weighted, s->right);
        }
    }
}

/* Wide columns: what is eliminated goes to the wide rows, what is kept is a right-hand side of its own. */
static void oppose_wide(yp_solver *s)
{
    const yp_native_problem *p = &s->p;
    double *right = s->border_right;
    yp_stretch at = yp_wide_stretch(s);
    yp_wide_prices(s, s->y, s->w);
    for (size_t q = 0; q < p->kept_count; q++) /* v and z of the bounds it widens, as judge left them */
        s->wide.price[s->kept_column[q]] -= s->kept_built[q];
    for (size_t c = 0; c < p->wide_column_count; c++) {
        double residual = at.cost[c] + at.slope[c] * at.x[c] - at.given_price[c] - at.v[c] + at.z[c];
        at.rest[c] = at.u[c] > 1.5 * YP_NATIVE_HUGE ? 0 : residual;
    }
    s->kernel->oppose(&at, s->wide.weighted);
    memset(right, 0, p->border_count * sizeof *right);
    for (size_t i = 0; i < p->wide_row_count; i++) right[p->kept_count + i] = s->wide_missing[i];
    for (size_t part = 0; part < p->time.part_count; part++) {
        for (size_t q = 0; q < p->kept_count; q++) right[q] -= s->part[part].kept[q];
        for (size_t i = 0; i < p->wide_row_count; i++) right[p->kept_count + i] += s->part[part].wide[i];
    }
    for (size_t c = 0; c < p->wide_column_count; c++) {
        const yp_wide_column *x = &p->wide_columns[c];
        if (x->place != YP_NONE) {
            right[x->place] = s->wide.u[c] > 1.5 * YP_NATIVE_HUGE ? 0 : right[x->place] - at.rest[c];
            continue;
        }
        for (uint32_t k = x->entry_first; k < x->entry_first + x->entry_count; k++)
            right[p->kept_count + p->wide_entries[k].row] -= p->wide_entries[k].value * s->wide.weighted[c];
    }
}

static void move_part(void *self, size_t part)
{
    yp_solver *s = self;
    const yp_native_problem *p = &s->p;
    size_t begin, end;
    yp_part_range(s, part, &begin, &end);
    for (size_t slot = begin; slot < end; slot += YP_TILE)
        for (size_t j = 0; j < p->column_count; j++) {
            const yp_base_column *x = &p->columns[j];
            size_t count = end - slot < YP_TILE ? end - slot : YP_TILE;
            yp_stretch at;
            yp_price_stretch(s, j, slot, count, (yp_prices){ s->dy, s->dw }, s->part[part].price);
            yp_stretch_at(s, part, j, slot, count, &at);
            s->kernel->move(&at, x->capacity != YP_NONE ? s->border_step[x->capacity] : 0, s->proximal);
        }
}

static void move_wide(yp_solver *s)
{
    const yp_native_problem *p = &s->p;
    yp_wide_state *w = &s->wide;
    yp_wide_prices(s, s->dy, s->dw);
    yp_stretch at = yp_wide_stretch(s);
    s->kernel->move(&at, 0, s->proximal_wide);
    for (size_t q = 0; q < p->kept_count; q++) { /* a kept column's step is an unknown of the system */
        size_t c = s->kept_column[q];
        double step = w->u[c] > 1.5 * YP_NATIVE_HUGE ? 0 : s->border_step[q];
        w->dl[c] = step;
        w->du[c] = -step;
        w->dv[c] = (w->to_l[c] - w->v[c] * step) / w->l[c];
        w->dz[c] = (w->to_u[c] + w->z[c] * step) / w->u[c];
    }
}

void yp_direction(yp_solver *s, int most_refinements)
{
    const yp_native_problem *p = &s->p;
    yp_price_ahead(s, s->y);
    yp_team_run(s->team, p->time.part_count, oppose_part, s);
    yp_carry_rows(s, -1, s->right);
    oppose_wide(s);
    yp_newton_solve(s, s->right, s->border_right, s->dy, s->border_step, most_refinements);
    for (size_t i = 0; i < p->wide_row_count; i++) s->dw[i] = s->border_step[p->kept_count + i];
    yp_price_ahead(s, s->dy);
    yp_team_run(s->team, p->time.part_count, move_part, s);
    move_wide(s);
}
