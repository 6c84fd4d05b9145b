/* How good the iterate is: residuals, and the gap to the bound that its prices alone prove. */
#include "solve/native/internal.h"
#include "solve/native/wide.h"

#include <math.h>
#include <string.h>

static void judge_part(void *self, size_t part)
{
    yp_solver *s = self;
    const yp_native_problem *p = &s->p;
    yp_part_work *w = &s->part[part];
    size_t begin, end, slots = p->time.slots;
    yp_part_range(s, part, &begin, &end);
    memset(w->wide, 0, p->wide_row_count * sizeof(double));
    memset(w->kept, 0, p->kept_count * sizeof(double));
    memset(w->kept_bound, 0, p->kept_count * sizeof(double));
    w->sums = (yp_judgement){ 0 };
    yp_prices prices = { s->y, s->w };
    for (size_t slot = begin; slot < end; slot += YP_TILE) {
        size_t count = end - slot < YP_TILE ? end - slot : YP_TILE;
        for (size_t r = 0; r < p->row_count; r++) {
            double *to = s->missing + r * slots + slot;
            const yp_lane_series *right = &p->right[r];
            for (size_t i = 0; i < count; i++) {
                to[i] = p->time.block[slot + i] == YP_NONE ? 0
                        : right->data                      ? right->data[slot + i]
                                                           : right->value;
                double term = to[i] * s->y[r * slots + slot + i];
                w->sums.bound += term;
                w->sums.bound_size += fabs(term);
            }
        }
        for (size_t j = 0; j < p->column_count; j++) {
            const yp_base_column *x = &p->columns[j];
            yp_stretch at;
            yp_price_stretch(s, j, slot, count, prices, w->price);
            yp_stretch_at(s, part, j, slot, count, &at);
            w->sums.built = w->sums.built_bound = 0;
            if (s->is_ray) at.cost = at.slope = memset(w->cost, 0, count * sizeof *w->cost);
            s->kernel->judge(&at, x->capacity != YP_NONE ? s->built[x->capacity] : 0, &w->sums);
            if (x->capacity != YP_NONE) {
                w->kept[x->capacity] += w->sums.built;
                w->kept_bound[x->capacity] += w->sums.built_bound;
            }
            yp_spread_stretch(s, part, j, slot, count, -1, at.x, s->missing);
        }
        for (size_t k = 0; k < p->down_count; k++) {
            const yp_down_term *d = &p->down_terms[k];
            s->kernel->add(count, -s->built[d->place] * (d->value.data ? 1 : d->value.value),
                           d->value.data ? d->value.data + slot : NULL, w->other,
                           s->missing + d->row * slots + slot);
        }
    }
}

static void add_sums(yp_judgement *to, const yp_judgement *from)
{
    to->product += from->product;
    to->cost += from->cost;
    to->bound += from->bound;
    to->bound_size += from->bound_size;
    to->most_residual = fmax(to->most_residual, from->most_residual);
    to->most_unbound = fmax(to->most_unbound, from->most_unbound);
}

/* Wide columns, with what bounds give to their capacity: once for the iterate's v, z and once for the bound.
 */
static void judge_wide(yp_solver *s, yp_judgement *sums)
{
    const yp_native_problem *p = &s->p;
    double bound = sums->bound, unbound = sums->most_unbound;
    for (int pass = 0; pass < 2; pass++) { /* the bound's reduced costs first, the iterate's residuals last */
        yp_judgement own = { 0 };
        yp_wide_prices(s, s->y, s->w);
        for (size_t part = 0; part < p->time.part_count; part++)
            for (size_t q = 0; q < p->kept_count; q++)
                s->wide.price[s->kept_column[q]] -=
                    pass == 0 ? s->part[part].kept_bound[q] : s->part[part].kept[q];
        yp_stretch at = yp_wide_stretch(s);
        if (s->is_ray) at.cost = at.slope = s->wide.none;
        s->kernel->judge(&at, 0, &own);
        if (pass == 0) {
            bound += own.bound;
            sums->bound_size += own.bound_size;
            unbound = fmax(unbound, own.most_unbound);
        } else {
            add_sums(sums, &own);
        }
    }
    sums->bound = bound;
    sums->most_unbound = unbound;
    for (size_t i = 0; i < p->wide_row_count; i++) {
        s->wide_missing[i] = p->wide_right[i];
        sums->bound += p->wide_right[i] * s->w[i];
        sums->bound_size += fabs(p->wide_right[i] * s->w[i]);
        for (size_t part = 0; part < p->time.part_count; part++) s->wide_missing[i] += s->part[part].wide[i];
    }
    for (size_t c = 0; c < p->wide_column_count; c++)
        for (uint32_t k = 0; k < p->wide_columns[c].entry_count; k++) {
            const yp_wide_entry *f = &p->wide_entries[p->wide_columns[c].entry_first + k];
            s->wide_missing[f->row] -= f->value * s->wide.x[c];
        }
}

static void size_part(void *self, size_t part)
{
    yp_solver *s = self;
    const yp_native_problem *p = &s->p;
    size_t begin, end, slots = p->time.slots;
    yp_part_range(s, part, &begin, &end);
    for (size_t r = 0; r < p->row_count; r++)
        for (size_t i = begin; i < end; i++)
            s->trial[r * slots + i] = fabs(p->right[r].data ? p->right[r].data[i] : p->right[r].value);
    for (size_t j = 0; j < p->column_count; j++) {
        const yp_base_column *x = &p->columns[j];
        for (uint32_t k = x->term_first; k < x->term_first + x->term_count; k++) {
            const yp_lane_series *a = &p->terms[k].value;
            double *size = s->trial + p->terms[k].row * slots;
            for (size_t i = begin; i < end; i++)
                size[i] = fmax(size[i], fabs((a->data ? a->data[i] : a->value) * s->x[j * slots + i]));
        }
    }
}

static double size_wide_rows(const yp_solver *s)
{
    const yp_native_problem *p = &s->p;
    double worst = 0;
    for (size_t i = 0; i < p->wide_row_count; i++) {
        double size = fabs(p->wide_right[i]), unit = p->level_unit / p->wide_scale[i];
        for (size_t c = 0; c < p->wide_column_count; c++)
            for (uint32_t k = 0; k < p->wide_columns[c].entry_count; k++) {
                const yp_wide_entry *f = &p->wide_entries[p->wide_columns[c].entry_first + k];
                if (f->row == i) size = fmax(size, fabs(f->value * s->wide.x[c]));
            }
        worst = fmax(worst, fabs(s->wide_missing[i]) * unit / (1 + size * unit));
    }
    return worst;
}

double yp_judge_rows(yp_solver *s)
{
    const yp_native_problem *p = &s->p;
    yp_team_run(s->team, p->time.part_count, size_part, s);
    double worst = size_wide_rows(s);
    for (size_t r = 0; r < p->row_count; r++) {
        double unit = p->level_unit / p->row_scale[r];
        for (size_t i = r * p->time.slots; i < (r + 1) * p->time.slots; i++)
            worst = fmax(worst, fabs(s->missing[i]) * unit / (1 + s->trial[i] * unit));
    }
    return worst;
}

/* The largest reduced cost of a stretch against a bound that is not there, beside its largest term. */
static double judge_stretch(const yp_solver *s, size_t j, size_t slot, size_t count, const double *price)
{
    const yp_native_problem *p = &s->p;
    const yp_base_column *x = &p->columns[j];
    double unit = p->price_unit / x->scale, worst = 0;
    for (size_t i = 0; i < count; i++) {
        size_t t = slot + i, at = j * p->time.slots + t;
        if (s->u[at] > 1.5 * YP_NATIVE_HUGE || (s->l[at] < YP_NATIVE_HUGE && s->u[at] < YP_NATIVE_HUGE))
            continue;
        double cost = x->cost.data ? x->cost.data[t] : x->cost.value, size = fabs(cost);
        double d = cost + (x->slope.data ? x->slope.data[t] : x->slope.value) * s->x[at] - price[i];
        if ((d > 0 && s->l[at] < YP_NATIVE_HUGE) || (d < 0 && s->u[at] < YP_NATIVE_HUGE)) continue;
        for (uint32_t k = x->term_first; k < x->term_first + x->term_count; k++) {
            const yp_lane_series *a = &p->terms[k].value;
            size = fmax(size,
                        fabs((a->data ? a->data[t] : a->value) * s->y[p->terms[k].row * p->time.slots + t]));
        }
        worst = fmax(worst, fabs(d) * unit / (1 + size * unit));
    }
    return worst;
}

static double judge_wide_columns(yp_solver *s)
{
    const yp_native_problem *p = &s->p;
    const yp_wide_state *w = &s->wide;
    double worst = 0;
    yp_wide_prices(s, s->y, s->w);
    for (size_t c = 0; c < p->wide_column_count; c++) {
        const yp_wide_column *x = &p->wide_columns[c];
        double unit = p->price_unit / x->scale, size = fabs(x->cost),
               d = x->cost + x->slope * w->x[c] - w->price[c];
        bool is_bounded =
            w->u[c] > 1.5 * YP_NATIVE_HUGE || (w->l[c] < YP_NATIVE_HUGE && w->u[c] < YP_NATIVE_HUGE);
        if (x->source == YP_NONE || x->place != YP_NONE || is_bounded) continue;
        if ((d > 0 && w->l[c] < YP_NATIVE_HUGE) || (d < 0 && w->u[c] < YP_NATIVE_HUGE)) continue;
        for (uint32_t k = x->entry_first; k < x->entry_first + x->entry_count; k++)
            size = fmax(size, fabs(p->wide_entries[k].value * s->w[p->wide_entries[k].row]));
        worst = fmax(worst, fabs(d) * unit / (1 + size * unit));
    }
    return worst;
}

double yp_judge_columns(yp_solver *s)
{
    const yp_native_problem *p = &s->p;
    size_t slots = p->time.slots;
    double worst = judge_wide_columns(s);
    yp_price_ahead(s, s->y);
    for (size_t j = 0; j < p->column_count; j++)
        for (size_t slot = 0; slot < slots; slot += YP_TILE) {
            size_t count = slots - slot < YP_TILE ? slots - slot : YP_TILE;
            yp_price_stretch(s, j, slot, count, (yp_prices){ s->y, s->w }, s->part[0].price);
            worst = fmax(worst, judge_stretch(s, j, slot, count, s->part[0].price));
        }
    return worst;
}

/* A copy costs nothing and has no bounds, so the price of its own row is that of the row it serves in the
 * next hour. Said here, not left to converge; columns with bounds bear the difference. */
static void price_copies(yp_solver *s)
{
    size_t slots = s->p.time.slots;
    for (size_t c = 0; c < s->p.chain_count; c++) {
        const yp_chain *chain = &s->p.chains[c];
        if (chain->row == chain->next_row) continue;
        for (size_t i = 0; i < slots; i++)
            s->y[chain->row * slots + i] = -s->next_price[c * slots + i] / chain->own.value;
    }
}

void yp_judge(yp_solver *s)
{
    const yp_native_problem *p = &s->p;
    yp_judgement sums = { 0 };
    for (size_t q = 0; q < p->kept_count; q++) s->built[q] = s->wide.x[s->kept_column[q]];
    for (size_t part = 0; part < p->time.part_count; part++)
        for (size_t i = 0; i < YP_TILE; i++) s->part[part].other[i] = 1;
    yp_price_ahead(s, s->y);
    price_copies(s);
    yp_team_run(s->team, p->time.part_count, judge_part, s);
    yp_carry_rows(s, -1, s->missing);
    for (size_t part = 0; part < p->time.part_count; part++) add_sums(&sums, &s->part[part].sums);
    for (size_t q = 0; q < p->kept_count; q++) {
        s->kept_built[q] = 0;
        for (size_t part = 0; part < p->time.part_count; part++) s->kept_built[q] += s->part[part].kept[q];
    }
    judge_wide(s, &sums);
    double most = s->kernel->largest(p->row_count * p->time.slots, s->missing);
    for (size_t i = 0; i < p->wide_row_count; i++)
        most = fmax(most, fabs(s->wide_missing[i]) / (1 + fabs(p->wide_right[i])));
    s->primal = most;
    s->dual = sums.most_unbound;
    s->residual = sums.most_residual;
    s->mu = s->product_count > 0 ? sums.product / (double)s->product_count : 0;
    s->cost = sums.cost;
    s->bound = sums.bound;
    s->bound_size = sums.bound_size;
    /* in the user's money: the constant of the objective may cancel most of the cost */
    double unit = p->level_unit * p->price_unit;
    s->gap = fabs(s->cost - s->bound) * unit / (1 + fabs(s->cost * unit + p->offset));
}
