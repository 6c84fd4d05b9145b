/* The Newton system: weights, factors, product and solution with refinement. */
#include "solve/native/telling.h"

#include <math.h>
#include <string.h>

static size_t tile_at(size_t slot, size_t end)
{
    return end - slot < YP_TILE ? end - slot : YP_TILE;
}

/* ---- weights ---- */

/* The border's own numbers that base column j gives over a stretch: Σ (q − h²D), Σ e h D, Σ e e D. */
static void weigh_border(yp_solver *s, size_t part, size_t j, size_t slot, const yp_stretch *at, double own)
{
    const yp_native_problem *p = &s->p;
    const yp_base_column *x = &p->columns[j];
    size_t b = p->border_count;
    double *border = s->part[part].border, *other = s->part[part].other;
    if (x->capacity != YP_NONE) border[x->capacity * b + x->capacity] -= own;
    for (uint32_t k = x->wide_first; k < x->wide_first + x->wide_count; k++) {
        const yp_wide_term *e = &p->wide_terms[k];
        for (size_t i = 0; i < at->count; i++)
            other[i] = (e->value.data ? e->value.data[slot + i] : e->value.value) * at->weight[i];
        if (!e->parent && x->capacity != YP_NONE)
            border[(p->kept_count + e->first) * b + x->capacity] +=
                s->kernel->dot(at->count, NULL, at->pull, other);
        for (size_t i = 0; e->parent && x->capacity != YP_NONE && i < at->count; i++)
            border[(p->kept_count + e->first + e->parent[slot + i]) * b + x->capacity] +=
                at->pull[i] * other[i];
        for (uint32_t l = x->wide_first; l <= k; l++) {
            const yp_wide_term *f = &p->wide_terms[l];
            const double *a = f->value.data ? f->value.data + slot : NULL;
            size_t row = p->kept_count + e->first, column = p->kept_count + f->first;
            if (!e->parent && !f->parent) {
                border[row * b + column] +=
                    (a ? 1 : f->value.value) * s->kernel->dot(at->count, NULL, a, other);
                continue;
            }
            for (size_t i = 0; i < at->count; i++) {
                size_t r = row + (e->parent ? e->parent[slot + i] : 0),
                       c = column + (f->parent ? f->parent[slot + i] : 0);
                border[r * b + c] += (a ? a[i] : f->value.value) * other[i];
            }
        }
    }
}

/* A copy has no bounds, so 1/ρ is all of its weight, and its two rows differ only by what is below it: a
 * weight of 1e8 would leave eight digits of that. */
static const double copy_regularisation = 1e-4;

static void weigh_part(void *self, size_t part)
{
    yp_solver *s = self;
    size_t begin, end;
    yp_part_range(s, part, &begin, &end);
    memset(s->part[part].border, 0, s->p.border_count * s->p.border_count * sizeof(double));
    for (size_t j = 0; j < s->p.column_count; j++)
        for (size_t slot = begin; slot < end; slot += YP_TILE) {
            yp_stretch at;
            yp_stretch_at(s, part, j, slot, tile_at(slot, end), &at);
            bool is_copy = s->p.columns[j].source == YP_NONE && s->p.columns[j].slack_of == YP_NONE;
            double own = s->kernel->weigh(&at, is_copy ? copy_regularisation : s->proximal);
            weigh_border(s, part, j, slot, &at, own);
        }
}

static void weigh_chains(yp_solver *s)
{
    size_t slots = s->p.time.slots;
    for (size_t c = 0; c < s->p.chain_count; c++) {
        const yp_chain *chain = &s->p.chains[c];
        const double *weight = s->weight + chain->column * slots, *pull = s->pull[chain->column];
        for (size_t i = 0; i < slots; i++) {
            uint32_t last = chain->before[i];
            s->weight_before[c][i] = last == YP_NONE ? 0 : weight[last];
            if (pull) s->pull_before[c][i] = last == YP_NONE ? 0 : pull[last];
        }
    }
}

/* Wide columns and the sums of the parts, into the lower half of the border's own numbers. */
static void weigh_wide(yp_solver *s)
{
    const yp_native_problem *p = &s->p;
    size_t b = p->border_count;
    double *root = s->reduced.root;
    for (size_t i = 0; i < b * b; i++) root[i] = 0;
    for (size_t part = 0; part < p->time.part_count; part++)
        for (size_t i = 0; i < b; i++)
            for (size_t j = 0; j < b; j++) /* pairs of wide terms come in any order */
                root[i >= j ? i * b + j : j * b + i] += s->part[part].border[i * b + j];
    for (size_t q = 0; q < p->kept_count; q++) s->kept_base[q] = -root[q * b + q];
    for (size_t w = 0; w < p->wide_column_count; w++) {
        const yp_wide_column *x = &p->wide_columns[w];
        const yp_wide_state *a = &s->wide;
        bool is_fixed = a->u[w] > 1.5 * YP_NATIVE_HUGE;
        bool is_free = a->l[w] >= YP_NATIVE_HUGE && a->u[w] >= YP_NATIVE_HUGE;
        double theta =
            a->v[w] / a->l[w] + a->z[w] / a->u[w] + x->slope + (is_free ? s->proximal : s->proximal_wide);
        a->weight[w] = is_fixed ? 0 : 1 / theta;
        const yp_wide_entry *f = p->wide_entries + x->entry_first;
        if (x->place != YP_NONE) root[x->place * b + x->place] -= is_fixed ? 1e10 : theta;
        for (uint32_t k = 0; k < x->entry_count; k++) {
            size_t row = p->kept_count + f[k].row;
            if (x->place != YP_NONE) {
                root[row * b + x->place] += f[k].value;
                continue;
            }
            for (uint32_t l = 0; l <= k; l++) {
                size_t column = p->kept_count + f[l].row;
                root[row >= column ? row * b + column : column * b + row] +=
                    f[k].value * f[l].value * a->weight[w];
            }
        }
    }
    for (size_t i = p->kept_count; i < b; i++) root[i * b + i] += s->delta;
}

void yp_newton_weigh(yp_solver *s)
{
    yp_phase(s, YP_PHASE_WEIGH);
    yp_team_run(s->team, s->p.time.part_count, weigh_part, s);
    weigh_chains(s);
    weigh_wide(s);
}

/* ---- factors ---- */

static double *frames_of(const yp_solver *s, size_t batch)
{
    return s->frames + batch * s->p.time.length * s->frame.stride * s->p.time.lanes;
}

static void factor_part(void *self, size_t part)
{
    yp_solver *s = self;
    const yp_slots *t = &s->p.time;
    yp_part_work *w = &s->part[part];
    size_t b = s->p.border_count, row = w->work.side_width;
    memset(w->border, 0, b * b * sizeof(double));
    for (size_t batch = t->part_batch[part]; batch < t->part_batch[part + 1]; batch++) {
        yp_batch_edge edge = { .first = t->first + batch * t->lanes,
                               .edge = s->edges + batch * s->p.state_count * t->lanes };
        memset(edge.edge, 0, s->p.state_count * t->lanes * sizeof(double));
        s->kernel->factor(&s->frame, &w->work, frames_of(s, batch), batch * t->length * t->lanes, t->length,
                          s->delta, &edge);
        yp_reduced_keep(&s->reduced, &w->work, t->lanes, batch * t->lanes);
        for (size_t i = 0; i < b; i++)
            for (size_t j = i; j < b; j++) {
                const double *lanes = w->work.gram + (i * row + j) * t->lanes;
                double sum = 0;
                for (size_t k = 0; k < t->lanes; k++) sum += lanes[k];
                w->border[j * b + i] += sum;
            }
    }
}

void yp_newton_factor(yp_solver *s)
{
    size_t b = s->p.border_count;
    yp_phase(s, YP_PHASE_FACTOR);
    yp_team_run(s->team, s->p.time.part_count, factor_part, s);
    for (size_t part = 0; part < s->p.time.part_count; part++)
        for (size_t i = 0; i < b * b; i++) s->reduced.root[i] -= s->part[part].border[i];
    yp_reduced_factor(&s->reduced, s->kernel);
    yp_phase(s, YP_PHASE_PASSES);
}

/* ---- product ---- */

typedef struct {
    yp_solver *s;
    const double *y, *border;
    double *rows, *border_out;
} application;

static void apply_part(void *self, size_t part)
{
    application *a = self;
    yp_solver *s = a->s;
    const yp_native_problem *p = &s->p;
    yp_part_work *w = &s->part[part];
    size_t begin, end;
    yp_part_range(s, part, &begin, &end);
    memset(w->wide, 0, p->wide_row_count * sizeof(double));
    memset(w->kept, 0, p->kept_count * sizeof(double));
    yp_prices prices = { a->y, a->border + p->kept_count };
    for (size_t slot = begin; slot < end; slot += YP_TILE) {
        size_t count = tile_at(slot, end);
        for (size_t r = 0; r < p->row_count; r++)
            for (size_t i = 0; i < count; i++)
                a->rows[r * p->time.slots + slot + i] = s->delta * a->y[r * p->time.slots + slot + i];
        for (size_t j = 0; j < p->column_count; j++) {
            const yp_base_column *x = &p->columns[j];
            const double *weight = s->weight + j * p->time.slots + slot;
            yp_price_stretch(s, j, slot, count, prices, w->price);
            for (size_t i = 0; i < count; i++) w->weighted[i] = weight[i] * w->price[i];
            if (x->capacity != YP_NONE) {
                const double *pull = s->pull[j] + slot;
                double built = a->border[x->capacity];
                w->kept[x->capacity] += s->kernel->dot(count, NULL, pull, w->weighted);
                for (size_t i = 0; i < count; i++) w->weighted[i] += weight[i] * pull[i] * built;
            }
            yp_spread_stretch(s, part, j, slot, count, 1, w->weighted, a->rows);
        }
        for (size_t k = 0; k < p->down_count; k++) {
            const yp_down_term *d = &p->down_terms[k];
            const double *value = d->value.data ? d->value.data + slot : NULL;
            for (size_t i = 0; i < count; i++)
                w->other[i] = a->border[d->place] * (value ? value[i] : d->value.value);
            s->kernel->add(count, 1, NULL, w->other, a->rows + d->row * p->time.slots + slot);
            w->kept[d->place] += (value ? 1 : d->value.value) *
                                 s->kernel->dot(count, NULL, value, a->y + d->row * p->time.slots + slot);
        }
    }
}

/* The border's part of the product that is not of the hours. root was overwritten by its factor, so D and θ
 * serve. */
static void apply_wide(yp_solver *s, const double *border, double *out)
{
    const yp_native_problem *p = &s->p;
    const yp_wide_state *a = &s->wide;
    for (size_t q = 0; q < p->kept_count; q++) out[q] -= s->kept_base[q] * border[q];
    for (size_t i = p->kept_count; i < p->border_count; i++) out[i] += s->delta * border[i];
    for (size_t w = 0; w < p->wide_column_count; w++) {
        const yp_wide_column *x = &p->wide_columns[w];
        const yp_wide_entry *f = p->wide_entries + x->entry_first;
        double price = 0, level = 0;
        for (uint32_t k = 0; k < x->entry_count; k++) price += f[k].value * border[p->kept_count + f[k].row];
        if (x->place != YP_NONE) {
            out[x->place] +=
                price - (a->weight[w] > 0 ? border[x->place] / a->weight[w] : 1e10 * border[x->place]);
            level = border[x->place];
        } else {
            level = a->weight[w] * price;
        }
        for (uint32_t k = 0; k < x->entry_count; k++) out[p->kept_count + f[k].row] += f[k].value * level;
    }
}

void yp_newton_apply(yp_solver *s, const double *y, const double *border, double *rows, double *border_out)
{
    const yp_native_problem *p = &s->p;
    application a = { s, y, border, rows, border_out };
    yp_native_phase phase = s->phase;
    yp_phase(s, YP_PHASE_REFINE);
    yp_price_ahead(s, y);
    yp_team_run(s->team, p->time.part_count, apply_part, &a);
    yp_carry_rows(s, 1, rows);
    memset(border_out, 0, p->border_count * sizeof(double));
    for (size_t part = 0; part < p->time.part_count; part++) {
        for (size_t q = 0; q < p->kept_count; q++) border_out[q] += s->part[part].kept[q];
        for (size_t i = 0; i < p->wide_row_count; i++) border_out[p->kept_count + i] += s->part[part].wide[i];
    }
    apply_wide(s, border, border_out);
    yp_phase(s, phase);
}

/* ---- solution ---- */

typedef struct {
    yp_solver *s;
    double *rows;
    const double *border;
} substitution;

static void inner_part(void *self, size_t part)
{
    substitution *a = self;
    yp_solver *s = a->s;
    const yp_slots *t = &s->p.time;
    yp_part_work *w = &s->part[part];
    memset(w->gathered, 0, s->p.border_count * sizeof(double));
    for (size_t batch = t->part_batch[part]; batch < t->part_batch[part + 1]; batch++) {
        size_t slot = batch * t->length * t->lanes;
        s->kernel->solve(&s->frame, &w->work, frames_of(s, batch), a->rows, t->slots, slot, t->length,
                         s->ends + batch * s->p.state_count * t->lanes);
        s->kernel->gather(&s->frame, &w->work, frames_of(s, batch), a->rows, t->slots, slot, t->length,
                          w->gathered);
    }
}

static void outer_part(void *self, size_t part)
{
    substitution *a = self;
    yp_solver *s = a->s;
    const yp_slots *t = &s->p.time;
    yp_part_work *w = &s->part[part];
    for (size_t batch = t->part_batch[part]; batch < t->part_batch[part + 1]; batch++) {
        size_t slot = batch * t->length * t->lanes;
        double *ends = s->ends + batch * s->p.state_count * t->lanes;
        s->kernel->spread(&s->frame, frames_of(s, batch), a->rows, t->slots, slot, t->length, a->border,
                          ends);
        s->kernel->solve(&s->frame, &w->work, frames_of(s, batch), a->rows, t->slots, slot, t->length,
                         w->gathered);
    }
}

static size_t first_slot(const yp_slots *t, size_t chunk)
{
    return (chunk / t->lanes * t->length + t->first[chunk]) * t->lanes + chunk % t->lanes;
}

static size_t end_index(const yp_solver *s, size_t chunk, size_t chain)
{
    size_t lanes = s->p.time.lanes;
    return (chunk / lanes * s->p.state_count + chain) * lanes + chunk % lanes;
}

/* rows of the first hours −= edges × ends, or ends −= edges × first hours. */
static void across_edges(yp_solver *s, double *rows, bool to_ends)
{
    const yp_slots *t = &s->p.time;
    for (size_t c = 0; c < t->chunk_count; c++) {
        if (t->first[c] + 1u >= t->length) continue; /* empty, or its first hour is its end */
        for (size_t k = 0; k < s->p.state_count; k++) {
            uint32_t from = s->reduced.before[c * s->p.state_count + k];
            if (from == YP_NONE) continue;
            double edge = s->edges[end_index(s, c, k)];
            double *row = &rows[s->p.state_row[s->p.next_state[k]] * t->slots + first_slot(t, c)],
                   *end = &s->ends[end_index(s, from, k)];
            if (to_ends)
                *end -= edge * *row;
            else
                *row -= edge * *end;
        }
    }
}

/* One pass of elimination and substitution; `rows` and `border` are right-hand sides in and the solution out.
 */
static void solve_once(yp_solver *s, double *rows, double *border)
{
    const yp_native_problem *p = &s->p;
    const yp_slots *t = &p->time;
    size_t n = p->state_count;
    yp_native_phase phase = s->phase;
    yp_phase(s, YP_PHASE_SUBSTITUTE);
    memcpy(s->error, rows, p->row_count * t->slots * sizeof(double));
    substitution a = { s, s->error, border };
    yp_team_run(s->team, t->part_count, inner_part, &a);
    for (size_t part = 0; part < t->part_count; part++)
        for (size_t q = 0; q < p->border_count; q++) border[q] -= s->part[part].gathered[q];
    across_edges(s, s->error, true);
    double *dense = s->reduced.row;
    for (size_t c = 0; c < t->chunk_count; c++)
        for (size_t k = 0; k < n; k++) dense[c * n + k] = s->ends[end_index(s, c, k)];
    yp_reduced_solve(&s->reduced, s->kernel, dense, border);
    for (size_t c = 0; c < t->chunk_count; c++)
        for (size_t k = 0; k < n; k++) s->ends[end_index(s, c, k)] = dense[c * n + k];
    across_edges(s, rows, false);
    a.rows = rows;
    yp_team_run(s->team, t->part_count, outer_part, &a);
    for (size_t c = 0; c < t->chunk_count; c++)
        for (size_t k = 0; k < n; k++) {
            size_t slot = (c / t->lanes * t->length + t->length - 1) * t->lanes + c % t->lanes;
            rows[p->state_row[k] * t->slots + slot] = dense[c * n + k];
        }
    yp_phase(s, phase);
}

static const double refined_enough = 1e-9;

void yp_newton_solve(yp_solver *s, const double *rows, const double *border, double *y, double *border_out,
                     int most_refinements)
{
    const yp_native_problem *p = &s->p;
    size_t n = p->row_count * p->time.slots;
    s->solve_count++;
    double scale = s->kernel->largest(n, rows);
    scale = fmax(fmax(scale, s->kernel->largest(p->border_count, border)), 1e-8);
    memcpy(y, rows, n * sizeof *y);
    memcpy(border_out, border, p->border_count * sizeof *border_out);
    solve_once(s, y, border_out);
    double last = INFINITY;
    for (int round = 0; round < most_refinements; round++) {
        yp_newton_apply(s, y, border_out, s->trial, s->border_trial);
        for (size_t i = 0; i < n; i++) s->trial[i] = rows[i] - s->trial[i];
        for (size_t q = 0; q < p->border_count; q++) s->border_trial[q] = border[q] - s->border_trial[q];
        double most =
            fmax(s->kernel->largest(n, s->trial), s->kernel->largest(p->border_count, s->border_trial));
        s->solve_residual = most / scale;
        if (!(most > refined_enough * scale) || most > 0.5 * last) break;
        last = most;
        solve_once(s, s->trial, s->border_trial);
        for (size_t i = 0; i < n; i++) y[i] += s->trial[i];
        for (size_t q = 0; q < p->border_count; q++) border_out[q] += s->border_trial[q];
    }
}
