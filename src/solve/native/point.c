/* A point of an earlier solve as the start of another of the same structure. Prices are as they were. A level
 * that its new reduced cost holds at a bound goes where the central path of its box has it, any other stays
 * where it was; the further rows and reduced costs are off there, the larger μ. The point is of an early
 * iteration, when it was still well inside (Gondzio 1998: warm start of the primal-dual method applied in the
 * cutting plane scheme). */
#include "solve/native/point.h"

#include "solve/native/wide.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct yp_native_point {
    size_t columns, rows, slots, wide_columns, wide_rows, kept;
    double mu;      /* mean product, in money */
    double *x, *y;  /* [columns][slots], [rows][slots], in the user's units */
    double *wide_x; /* [wide columns] */
    double *pulled; /* [wide columns] v − z: bounds that widen with a capacity pull at it too */
    double *w;      /* [wide rows] */
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
    return (p->columns + p->rows) * p->slots + 2 * p->wide_columns + p->wide_rows;
}

/* One piece of memory for all vectors. */
static bool take(yp_native_point *p)
{
    p->x = malloc((numbers_of(p) + 1) * sizeof(double));
    if (!p->x) return false;
    p->y = p->x + p->columns * p->slots;
    p->wide_x = p->y + p->rows * p->slots;
    p->pulled = p->wide_x + p->wide_columns;
    p->w = p->pulled + p->wide_columns;
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
    for (size_t j = 0; j < p->column_count; j++)
        for (size_t i = j * slots; i < (j + 1) * slots; i++)
            to->x[i] = s->x[i] * p->columns[j].scale * p->level_unit;
    for (size_t r = 0; r < p->row_count; r++)
        for (size_t i = r * slots; i < (r + 1) * slots; i++)
            to->y[i] = s->y[i] * p->row_scale[r] * p->price_unit;
    for (size_t c = 0; c < p->wide_column_count; c++) {
        double level = p->wide_columns[c].scale * p->level_unit,
               price = p->price_unit / p->wide_columns[c].scale;
        to->wide_x[c] = s->wide.x[c] * level;
        to->pulled[c] = (s->wide.v[c] - s->wide.z[c]) * price;
    }
    for (size_t i = 0; i < p->wide_row_count; i++) to->w[i] = s->w[i] * p->wide_scale[i] * p->price_unit;
    return to;
}

/* Where a level goes: its former place, its box now, and its reduced cost at the former prices. */
typedef struct {
    double x, lower, upper, d;
    double *to_x, *to_l, *to_u, *to_v, *to_z;
} former;

/* The products begin at this part of what rows and reduced costs lack at the former point, so that large
 * changes of data find room to move: measured on the barriers of a study, where smaller and larger parts took
 * more iterations. */
static const double clearance = 0.03, largest_mu = 10;

/* Beyond this many √μ a reduced cost says that the level belongs to a bound. */
static const double decided = 3;

/* A level that its reduced cost holds at a bound, or that has little room, goes where the central path of its
 * box has it; any other stays near where it was. */
static void settle(const former *f, double mu)
{
    bool has_low = isfinite(f->lower), has_high = isfinite(f->upper);
    double width = has_low && has_high ? f->upper - f->lower : INFINITY, root = sqrt(mu);
    bool is_narrow = width < 4 * root;
    yp_place_level(f->lower, f->upper, f->d, mu, f->to_x, f->to_l, f->to_u, f->to_v, f->to_z);
    bool is_held = (has_low && f->d > decided * root) || (has_high && f->d < -decided * root);
    if (width <= narrow * (1 + fabs(f->lower)) || is_narrow) return;
    if (!has_low && !has_high) {
        *f->to_x = f->x;
        return;
    }
    if (is_held && has_low && has_high) return;
    double x = f->x;
    if (is_held) x = has_low ? f->lower + mu / f->d : f->upper + mu / f->d;
    if (!is_held && has_low) x = fmax(x, f->lower + root);
    if (!is_held && has_high) x = fmin(x, f->upper - root);
    *f->to_x = x;
    if (has_low) *f->to_l = x - f->lower, *f->to_v = mu / *f->to_l;
    if (has_high) *f->to_u = f->upper - x, *f->to_z = mu / *f->to_u;
}

static void settle_wide(yp_solver *s, const yp_native_point *from, double mu)
{
    const yp_native_problem *p = &s->p;
    yp_wide_state *w = &s->wide;
    yp_wide_prices(s, s->y, s->w);
    for (size_t c = 0; c < p->wide_column_count; c++) {
        const yp_wide_column *x = &p->wide_columns[c];
        double level = x->scale * p->level_unit, price = p->price_unit / x->scale;
        former f = { .x = from->wide_x[c] / level,
                     .lower = x->lower,
                     .upper = x->upper,
                     .d = from->pulled[c] / price,
                     .to_x = &w->x[c],
                     .to_l = &w->l[c],
                     .to_u = &w->u[c],
                     .to_v = &w->v[c],
                     .to_z = &w->z[c] };
        settle(&f, mu);
        s->product_count += (size_t)(w->v[c] > 0) + (size_t)(w->z[c] > 0);
        if (x->place != YP_NONE) s->built[x->place] = w->x[c];
    }
}

static void settle_base(yp_solver *s, const yp_native_point *from, double mu)
{
    const yp_native_problem *p = &s->p;
    size_t slots = p->time.slots;
    yp_price_ahead(s, s->y);
    for (size_t j = 0; j < p->column_count; j++) {
        const yp_base_column *x = &p->columns[j];
        double level = x->scale * p->level_unit, *price = s->part[0].price;
        for (size_t i = 0; i < slots; i++) {
            size_t at = j * slots + i;
            if (i % YP_TILE == 0)
                yp_price_stretch(s, j, i, slots - i < YP_TILE ? slots - i : YP_TILE,
                                 (yp_prices){ s->y, s->w }, price);
            former f = { .x = from->x[at] / level,
                         .to_x = &s->x[at],
                         .to_l = &s->l[at],
                         .to_u = &s->u[at],
                         .to_v = &s->v[at],
                         .to_z = &s->z[at] };
            f.d = yp_number_at(&x->cost, i) + yp_number_at(&x->slope, i) * f.x - price[i % YP_TILE];
            yp_bounds_at(s, x, i, &f.lower, &f.upper);
            settle(&f, mu);
            s->product_count += (size_t)(s->v[at] > 0) + (size_t)(s->z[at] > 0);
        }
    }
}

static void settle_all(yp_solver *s, const yp_native_point *from, double mu)
{
    s->product_count = 0;
    settle_wide(s, from, mu);
    settle_base(s, from, mu);
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
    for (size_t r = 0; r < p->row_count; r++)
        for (size_t i = r * slots; i < (r + 1) * slots; i++)
            s->y[i] = from->y[i] / (p->row_scale[r] * p->price_unit);
    for (size_t i = 0; i < p->wide_row_count; i++) s->w[i] = from->w[i] / (p->wide_scale[i] * p->price_unit);
    settle_all(s, from, mu);
    yp_judge(s);
    double wanted = fmin(clearance * fmax(s->primal, s->residual), largest_mu);
    if (wanted > mu) settle_all(s, from, wanted);
    return true;
}
