/* A point of an earlier solve as the start of another of the same structure: what was held by a bound stays
 * with the bound wherever it moved, everything else stays where it was. The point is of an early iteration,
 * so that it is well inside (Gondzio 1998: warm start of the primal-dual method applied in the cutting plane
 * scheme). */
#include "solve/native/point.h"

#include "solve/native/wide.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct yp_native_point {
    size_t columns, rows, slots, wide_columns, wide_rows, kept;
    double mu;                     /* mean product, in money */
    double *x, *v, *z, *y;         /* [columns][slots], [rows][slots], in the user's units */
    double *wide_x, *wide_v, *wide_z, *w;
};

/* Narrower than this, in scaled units, a level cannot move. */
static const double narrow = 1e-11;

void yp_native_point_free(yp_native_point *point)
{
    if (!point) return;
    free(point->x);
    free(point);
}

static size_t numbers_of(const yp_native_point *p)
{
    return 3 * (p->columns * p->slots + p->wide_columns) + p->rows * p->slots + p->wide_rows;
}

/* One piece of memory for all vectors. */
static bool take(yp_native_point *p)
{
    p->x = malloc((numbers_of(p) + 1) * sizeof(double));
    if (!p->x) return false;
    p->v = p->x + p->columns * p->slots;
    p->z = p->v + p->columns * p->slots;
    p->y = p->z + p->columns * p->slots;
    p->wide_x = p->y + p->rows * p->slots;
    p->wide_v = p->wide_x + p->wide_columns;
    p->wide_z = p->wide_v + p->wide_columns;
    p->w = p->wide_z + p->wide_columns;
    return true;
}

yp_native_point *yp_point_keep(const yp_solver *s)
{
    const yp_native_problem *p = &s->p;
    size_t slots = p->time.slots;
    yp_native_point *to = calloc(1, sizeof *to);
    if (!to) return NULL;
    *to = (yp_native_point){ .columns = p->column_count,
                             .rows = p->row_count,
                             .slots = slots,
                             .wide_columns = p->wide_column_count,
                             .wide_rows = p->wide_row_count,
                             .kept = p->kept_count,
                             .mu = s->mu * p->level_unit * p->price_unit };
    if (!take(to)) {
        free(to);
        return NULL;
    }
    for (size_t j = 0; j < p->column_count; j++) {
        double level = p->columns[j].scale * p->level_unit, price = p->price_unit / p->columns[j].scale;
        for (size_t i = j * slots; i < (j + 1) * slots; i++) {
            to->x[i] = s->x[i] * level;
            to->v[i] = s->v[i] * price;
            to->z[i] = s->z[i] * price;
        }
    }
    for (size_t r = 0; r < p->row_count; r++)
        for (size_t i = r * slots; i < (r + 1) * slots; i++)
            to->y[i] = s->y[i] * p->row_scale[r] * p->price_unit;
    for (size_t c = 0; c < p->wide_column_count; c++) {
        double level = p->wide_columns[c].scale * p->level_unit, price = p->price_unit / p->wide_columns[c].scale;
        to->wide_x[c] = s->wide.x[c] * level;
        to->wide_v[c] = s->wide.v[c] * price;
        to->wide_z[c] = s->wide.z[c] * price;
    }
    for (size_t i = 0; i < p->wide_row_count; i++) to->w[i] = s->w[i] * p->wide_scale[i] * p->price_unit;
    return to;
}

/* A level and its duals of the earlier solve, in scaled units, and where they go. */
typedef struct {
    double x, v, z;
    double *to_x, *to_l, *to_u, *to_v, *to_z;
} former;

/* Into (lower, upper): held where its bound's price outweighs its slack, else as near as may be to where it
 * was; duals such that both products are μ. */
static void settle(const former *f, double lower, double upper, double mu)
{
    bool has_low = isfinite(lower), has_high = isfinite(upper);
    double width = has_low && has_high ? upper - lower : INFINITY, price = sqrt(mu);
    *f->to_l = *f->to_u = YP_NATIVE_HUGE;
    *f->to_v = *f->to_z = 0;
    *f->to_x = f->x;
    if (!has_low && !has_high) return;
    if (width <= narrow * (1 + fabs(lower))) {
        *f->to_x = (lower + upper) / 2;
        *f->to_u = 2 * YP_NATIVE_HUGE;
        return;
    }
    double least = fmin(price, 0.25 * width), x = f->x;
    if (has_low && f->v > price && f->v >= f->z)
        x = lower + fmin(mu / f->v, 0.5 * width);
    else if (has_high && f->z > price)
        x = upper - fmin(mu / f->z, 0.5 * width);
    else {
        if (has_low) x = fmax(x, lower + least);
        if (has_high) x = fmin(x, upper - least);
    }
    *f->to_x = x;
    if (has_low) *f->to_l = fmax(x - lower, 1e-3 * least), *f->to_v = mu / *f->to_l;
    if (has_high) *f->to_u = fmax(upper - x, 1e-3 * least), *f->to_z = mu / *f->to_u;
}

static double number_at(const yp_lane_series *s, size_t slot)
{
    return s->data ? s->data[slot] : s->value;
}

static void settle_wide(yp_solver *s, const yp_native_point *from, double mu)
{
    const yp_native_problem *p = &s->p;
    yp_wide_state *w = &s->wide;
    for (size_t c = 0; c < p->wide_column_count; c++) {
        const yp_wide_column *x = &p->wide_columns[c];
        double level = x->scale * p->level_unit, price = p->price_unit / x->scale;
        former f = { from->wide_x[c] / level, from->wide_v[c] / price, from->wide_z[c] / price,
                     &w->x[c],                &w->l[c],                &w->u[c],
                     &w->v[c],                &w->z[c] };
        settle(&f, x->lower, x->upper, mu);
        s->product_count += (size_t)(w->v[c] > 0) + (size_t)(w->z[c] > 0);
        if (x->place != YP_NONE) s->built[x->place] = w->x[c];
    }
}

static void settle_base(yp_solver *s, const yp_native_point *from, double mu)
{
    const yp_native_problem *p = &s->p;
    size_t slots = p->time.slots;
    for (size_t j = 0; j < p->column_count; j++) {
        const yp_base_column *x = &p->columns[j];
        double level = x->scale * p->level_unit, price = p->price_unit / x->scale;
        for (size_t i = 0; i < slots; i++) {
            size_t at = j * slots + i;
            double lower = 0, upper = 0, built = x->capacity == YP_NONE ? 0 : s->built[x->capacity];
            if (p->time.block[i] != YP_NONE) {
                lower = number_at(&x->lower, i);
                upper = number_at(&x->upper, i);
            }
            if (p->time.block[i] != YP_NONE && x->capacity != YP_NONE) {
                lower += number_at(&x->lower_share, i) * built;
                upper += number_at(&x->upper_share, i) * built;
            }
            former f = { from->x[at] / level, from->v[at] / price, from->z[at] / price, &s->x[at],
                         &s->l[at],           &s->u[at],           &s->v[at],           &s->z[at] };
            settle(&f, lower, upper, mu);
            s->product_count += (size_t)(s->v[at] > 0) + (size_t)(s->z[at] > 0);
        }
    }
}

bool yp_start_at(yp_solver *s, const yp_native_point *from)
{
    const yp_native_problem *p = &s->p;
    size_t slots = p->time.slots;
    if (from->columns != p->column_count || from->rows != p->row_count || from->slots != slots ||
        from->wide_columns != p->wide_column_count || from->wide_rows != p->wide_row_count ||
        from->kept != p->kept_count)
        return false;
    double mu = from->mu / (p->level_unit * p->price_unit);
    if (!(mu > 0)) return false;
    const char *e = getenv("WARM_MU");
    if (e) mu *= atof(e);
    s->product_count = 0;
    settle_wide(s, from, mu);
    settle_base(s, from, mu);
    for (size_t r = 0; r < p->row_count; r++)
        for (size_t i = r * slots; i < (r + 1) * slots; i++)
            s->y[i] = from->y[i] / (p->row_scale[r] * p->price_unit);
    for (size_t i = 0; i < p->wide_row_count; i++) s->w[i] = from->w[i] / (p->wide_scale[i] * p->price_unit);
    return true;
}
