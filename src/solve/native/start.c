/* Where to begin: prices that explain most costs, and every level where the central path of its own box has
 * it. */
#include "solve/native/internal.h"
#include "solve/native/wide.h"

#include <math.h>
#include <string.h>

/* Narrower than this, in scaled units, a level cannot move. */
static const double narrow = 1e-11;

/* A place in (lower, upper) for a reduced cost: μ/l − μ/u = d, and duals that fit it. */
void yp_place_level(double lower, double upper, double d, double mu, double *x, double *l, double *u,
                    double *v, double *z)
{
    bool has_low = isfinite(lower), has_high = isfinite(upper);
    *l = YP_NATIVE_HUGE, *u = YP_NATIVE_HUGE, *v = *z = 0;
    if (has_low && has_high && upper - lower <= narrow * (1 + fabs(lower))) {
        *x = (lower + upper) / 2;
        *u = 2 * YP_NATIVE_HUGE;
    } else if (has_low && has_high) {
        double width = upper - lower, f = fabs(d) * width / mu;
        double share = f > 1e-8 ? (2 + f - sqrt(4 + f * f)) / (2 * f) : 0.5;
        if (share < 1e-3) share = 1e-3;
        if (d < 0) share = 1 - share;
        *l = share * width;
        *u = width - *l;
        *x = lower + *l;
        *v = d > 0 ? d + mu / *u : mu / *l;
        *z = d > 0 ? mu / *u : mu / *l - d;
    } else if (has_low) {
        *l = 1;
        *x = lower + 1;
        *v = fmax(d, mu);
    } else if (has_high) {
        *u = 1;
        *x = upper - 1;
        *z = fmax(-d, mu);
    } else {
        *x = 0;
    }
}

double yp_number_at(const yp_lane_series *s, size_t slot)
{
    return s->data ? s->data[slot] : s->value;
}

/* Both bounds of a column at a slot, with the capacity as built; empty slots cannot move. */
void yp_bounds_at(const yp_solver *s, const yp_base_column *x, size_t slot, double *lower, double *upper)
{
    *lower = *upper = 0;
    if (s->p.time.block[slot] == YP_NONE) return;
    *lower = yp_number_at(&x->lower, slot);
    *upper = yp_number_at(&x->upper, slot);
    if (x->capacity == YP_NONE) return;
    *lower += yp_number_at(&x->lower_share, slot) * s->built[x->capacity];
    *upper += yp_number_at(&x->upper_share, slot) * s->built[x->capacity];
}

/* New capacity without an upper bound, above its lower one, and the share of the mean |d| × width that μ is.
 * Boxes of the far start are wide open, and products stand far above what is missing: fit for plans whose
 * capacities are hundreds of times a typical level, such as seasonal stores. */
static const double near_capacity = 1, far_capacity = 300;
static const double near_share = 0.3, far_share = 10;

static void place_capacities(yp_solver *s, double free_capacity)
{
    for (size_t q = 0; q < s->p.kept_count; q++) {
        const yp_wide_column *x = &s->p.wide_columns[s->kept_column[q]];
        double width = x->upper - x->lower;
        s->built[q] = isfinite(width)      ? x->lower + fmin(0.4 * width, 10)
                      : isfinite(x->lower) ? x->lower + free_capacity
                                           : 0;
        if (!isfinite(x->lower) && isfinite(x->upper)) s->built[q] = x->upper - 1;
    }
}

/* Weights of the least squares Σ D (c − Aᵀy)²: wide boxes count more, extreme costs less. */
static void weigh_costs(yp_solver *s)
{
    size_t slots = s->p.time.slots;
    for (size_t j = 0; j < s->p.column_count; j++)
        for (size_t i = 0; i < slots; i++) {
            double lower, upper, cost = yp_number_at(&s->p.columns[j].cost, i);
            yp_bounds_at(s, &s->p.columns[j], i, &lower, &upper);
            double width = fmin(upper - lower, 10), d = width * width / (1 + cost * cost);
            size_t at = j * slots + i;
            s->l[at] = 1;
            s->u[at] = d > 1e-8 ? YP_NATIVE_HUGE : 2 * YP_NATIVE_HUGE;
            s->v[at] = d > 1e-8 ? 1 / d : 1;
            s->z[at] = s->x[at] = 0;
        }
    for (size_t c = 0; c < s->p.wide_column_count; c++) {
        s->wide.l[c] = s->wide.v[c] = 1;
        s->wide.u[c] = YP_NATIVE_HUGE;
        s->wide.z[c] = s->wide.x[c] = 0;
    }
}

static void find_prices(yp_solver *s)
{
    const yp_native_problem *p = &s->p;
    size_t rows = p->row_count * p->time.slots;
    weigh_costs(s);
    memset(s->y, 0, rows * sizeof *s->y);
    memset(s->w, 0, p->wide_row_count * sizeof *s->w);
    memset(s->missing, 0, rows * sizeof *s->missing);
    memset(s->wide_missing, 0, p->wide_row_count * sizeof *s->wide_missing);
    memset(s->kept_built, 0, p->kept_count * sizeof *s->kept_built);
    yp_newton_weigh(s);
    yp_newton_factor(s);
    yp_aim(s);
    yp_direction(s, 2);
    memcpy(s->y, s->dy, rows * sizeof *s->y);
    memset(s->w, 0,
           p->wide_row_count * sizeof *s->w); /* boxes bear any price, wide columns without end do not */
}

/* Reduced costs at the middle of the boxes into `rest`; answers the mean of |d| × width. */
static double find_reduced_costs(yp_solver *s)
{
    const yp_native_problem *p = &s->p;
    size_t slots = p->time.slots, count = 0;
    double sum = 0;
    yp_price_ahead(s, s->y);
    for (size_t j = 0; j < p->column_count; j++)
        for (size_t slot = 0; slot < slots; slot += YP_TILE) {
            size_t n = slots - slot < YP_TILE ? slots - slot : YP_TILE;
            double *price = s->part[0].price;
            yp_price_stretch(s, j, slot, n, (yp_prices){ s->y, s->w }, price);
            for (size_t i = 0; i < n; i++) {
                double lower, upper, d = yp_number_at(&p->columns[j].cost, slot + i) - price[i];
                yp_bounds_at(s, &p->columns[j], slot + i, &lower, &upper);
                if (isfinite(lower + upper))
                    d += yp_number_at(&p->columns[j].slope, slot + i) * (lower + upper) / 2;
                s->rest[j * slots + slot + i] = d;
                if (!(upper - lower > narrow) || !isfinite(upper - lower)) continue;
                sum += fabs(d) * fmin(upper - lower, 100);
                count++;
            }
        }
    return count > 0 ? sum / (double)count : 1;
}

static void place_base(yp_solver *s, double mu)
{
    const yp_native_problem *p = &s->p;
    size_t slots = p->time.slots;
    memset(s->kept_built, 0, p->kept_count * sizeof *s->kept_built);
    for (size_t j = 0; j < p->column_count; j++) {
        const yp_base_column *x = &p->columns[j];
        for (size_t i = 0; i < slots; i++) {
            double lower, upper;
            size_t at = j * slots + i;
            yp_bounds_at(s, x, i, &lower, &upper);
            yp_place_level(lower, upper, s->rest[at], mu, &s->x[at], &s->l[at], &s->u[at], &s->v[at],
                           &s->z[at]);
            s->product_count += (size_t)(s->v[at] > 0) + (s->z[at] > 0);
            if (x->capacity != YP_NONE)
                s->kept_built[x->capacity] +=
                    yp_number_at(&x->lower_share, i) * s->v[at] - yp_number_at(&x->upper_share, i) * s->z[at];
        }
    }
}

static void place_wide(yp_solver *s, double mu)
{
    const yp_native_problem *p = &s->p;
    yp_wide_state *w = &s->wide;
    yp_wide_prices(s, s->y, s->w);
    for (size_t c = 0; c < p->wide_column_count; c++) {
        const yp_wide_column *x = &p->wide_columns[c];
        double d = x->cost - w->price[c] + (x->place != YP_NONE ? s->kept_built[x->place] : 0);
        yp_place_level(x->lower, x->upper, d, mu, &w->x[c], &w->l[c], &w->u[c], &w->v[c], &w->z[c]);
        if (x->place != YP_NONE && w->u[c] < 1.5 * YP_NATIVE_HUGE) { /* stay where the bounds were reckoned */
            double extra = mu * sqrt((double)p->time.slots);
            w->x[c] = s->built[x->place];
            if (isfinite(x->lower)) w->l[c] = w->x[c] - x->lower, w->v[c] = extra / w->l[c] + fmax(d, 0);
            if (isfinite(x->upper)) w->u[c] = x->upper - w->x[c], w->z[c] = extra / w->u[c] + fmax(-d, 0);
        }
        s->product_count += (size_t)(w->v[c] > 0) + (w->z[c] > 0);
    }
}

/* What the wide rows lack, with every column where it was placed. */
static void find_missing(yp_solver *s)
{
    const yp_native_problem *p = &s->p;
    size_t slots = p->time.slots;
    memset(s->part[0].wide, 0, p->wide_row_count * sizeof(double));
    for (size_t j = 0; j < p->column_count; j++)
        for (size_t slot = 0; slot < slots; slot += YP_TILE)
            yp_spread_stretch(s, 0, j, slot, slots - slot < YP_TILE ? slots - slot : YP_TILE, -1,
                              s->x + j * slots + slot, s->trial);
    for (size_t i = 0; i < p->wide_row_count; i++) s->wide_missing[i] = p->wide_right[i] + s->part[0].wide[i];
    for (size_t c = 0; c < p->wide_column_count; c++)
        for (uint32_t k = 0; k < p->wide_columns[c].entry_count; k++) {
            const yp_wide_entry *f = &p->wide_entries[p->wide_columns[c].entry_first + k];
            s->wide_missing[f->row] -= f->value * s->wide.x[c];
        }
}

/* Wide columns that may grow without end take their part of what the rows lack, so that the first steps need
 * not. */
static void grow_wide(yp_solver *s, double mu)
{
    const yp_native_problem *p = &s->p;
    yp_wide_state *w = &s->wide;
    for (size_t c = 0; c < p->wide_column_count; c++) {
        const yp_wide_column *x = &p->wide_columns[c];
        bool is_low = w->l[c] < YP_NATIVE_HUGE, is_high = w->u[c] < YP_NATIVE_HUGE;
        if (x->place != YP_NONE || is_low == is_high || w->u[c] > 1.5 * YP_NATIVE_HUGE) continue;
        double most = 0, sign = is_low ? 1 : -1;
        for (uint32_t k = x->entry_first; k < x->entry_first + x->entry_count; k++) {
            double lack = s->wide_missing[p->wide_entries[k].row] / p->wide_entries[k].value * sign;
            if (lack > most) most = lack;
        }
        double step = 0.5 * most;
        w->x[c] += sign * step;
        if (is_low)
            w->l[c] += step, w->v[c] = fmax(w->v[c] - mu, mu / w->l[c]);
        else
            w->u[c] += step, w->z[c] = fmax(w->z[c] - mu, mu / w->u[c]);
        for (uint32_t k = x->entry_first; k < x->entry_first + x->entry_count; k++)
            s->wide_missing[p->wide_entries[k].row] -= p->wide_entries[k].value * sign * step;
    }
}

void yp_start(yp_solver *s, bool is_far)
{
    place_capacities(s, is_far ? far_capacity : near_capacity);
    find_prices(s);
    double share = is_far ? far_share : near_share;
    double mu = fmin(fmax(share * find_reduced_costs(s), 1e-3), 1e4);
    s->product_count = 0;
    place_base(s, mu);
    place_wide(s, mu);
    find_missing(s);
    grow_wide(s, mu);
}
