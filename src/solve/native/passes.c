/* Between columns and rows: Aᵀy and A x, a stretch of one column at a time. */
#include "solve/native/internal.h"

#include <string.h>

void yp_part_range(const yp_solver *s, size_t part, size_t *begin, size_t *end)
{
    const yp_slots *t = &s->p.time;
    *begin = t->part_batch[part] * t->length * t->lanes;
    *end = t->part_batch[part + 1] * t->length * t->lanes;
}

/* The numbers of a stretch, or the one number as often as needed. */
static const double *stretch_of(const yp_lane_series *series, size_t slot, size_t count, double *buffer)
{
    if (series->data) return series->data + slot;
    for (size_t i = 0; i < count; i++) buffer[i] = series->value;
    return buffer;
}

void yp_stretch_at(const yp_solver *s, size_t part, size_t column, size_t slot, size_t count, yp_stretch *out)
{
    const yp_base_column *x = &s->p.columns[column];
    const yp_part_work *w = &s->part[part];
    size_t at = column * s->p.time.slots + slot;
    bool is_widened = x->capacity != YP_NONE;
    *out = (yp_stretch){ .count = count,
                         .cost = stretch_of(&x->cost, slot, count, w->cost),
                         .slope = stretch_of(&x->slope, slot, count, w->slope),
                         .lower_share = is_widened ? stretch_of(&x->lower_share, slot, count, w->low) : NULL,
                         .upper_share = is_widened ? stretch_of(&x->upper_share, slot, count, w->high) : NULL,
                         .given_price = w->price,
                         .x = s->x + at,
                         .l = s->l + at,
                         .u = s->u + at,
                         .v = s->v + at,
                         .z = s->z + at,
                         .weight = s->weight + at,
                         .pull = s->pull[column] ? s->pull[column] + slot : NULL,
                         .rest = s->rest + at,
                         .to_l = s->to_l + at,
                         .to_u = s->to_u + at,
                         .dl = s->dl + at,
                         .du = s->du + at,
                         .dv = s->dv + at,
                         .dz = s->dz + at };
}

void yp_price_ahead(yp_solver *s, const double *y)
{
    size_t slots = s->p.time.slots;
    for (size_t c = 0; c < s->p.chain_count; c++) {
        const yp_chain *chain = &s->p.chains[c];
        const double *from = y + chain->next_row * slots;
        double *to = s->next_price + c * slots;
        for (size_t i = 0; i < slots; i++) {
            uint32_t next = chain->after[i];
            to[i] = next == YP_NONE
                        ? 0
                        : (chain->carry.data ? chain->carry.data[next] : chain->carry.value) * from[next];
        }
    }
}

void yp_price_stretch(const yp_solver *s, size_t column, size_t slot, size_t count, yp_prices prices,
                      double *out)
{
    const yp_native_problem *p = &s->p;
    const yp_base_column *x = &p->columns[column];
    double constant = 0;
    for (uint32_t k = x->wide_first; k < x->wide_first + x->wide_count; k++)
        if (!p->wide_terms[k].parent && !p->wide_terms[k].value.data)
            constant += p->wide_terms[k].value.value * prices.w[p->wide_terms[k].first];
    for (size_t i = 0; i < count; i++) out[i] = constant;
    for (uint32_t k = x->term_first; k < x->term_first + x->term_count; k++) {
        const yp_lane_series *a = &p->terms[k].value;
        s->kernel->add(count, a->data ? 1 : a->value, a->data ? a->data + slot : NULL,
                       prices.y + p->terms[k].row * p->time.slots + slot, out);
    }
    if (x->chain != YP_NONE)
        s->kernel->add(count, 1, NULL, s->next_price + x->chain * p->time.slots + slot, out);
    for (uint32_t k = x->wide_first; k < x->wide_first + x->wide_count; k++) {
        const yp_wide_term *term = &p->wide_terms[k];
        if (term->parent)
            for (size_t i = 0; i < count; i++)
                out[i] += (term->value.data ? term->value.data[slot + i] : term->value.value) *
                          prices.w[term->first + term->parent[slot + i]];
        else if (term->value.data)
            for (size_t i = 0; i < count; i++) out[i] += term->value.data[slot + i] * prices.w[term->first];
    }
}

void yp_spread_stretch(yp_solver *s, size_t part, size_t column, size_t slot, size_t count, double sign,
                       const double *level, double *rows)
{
    const yp_native_problem *p = &s->p;
    const yp_base_column *x = &p->columns[column];
    for (uint32_t k = x->term_first; k < x->term_first + x->term_count; k++) {
        const yp_lane_series *a = &p->terms[k].value;
        s->kernel->add(count, a->data ? sign : sign * a->value, a->data ? a->data + slot : NULL, level,
                       rows + p->terms[k].row * p->time.slots + slot);
    }
    if (x->chain != YP_NONE)
        memcpy(s->carried + x->chain * p->time.slots + slot, level, count * sizeof *level);
    for (uint32_t k = x->wide_first; k < x->wide_first + x->wide_count; k++) {
        const yp_wide_term *term = &p->wide_terms[k];
        double *wide = s->part[part].wide;
        const double *a = term->value.data ? term->value.data + slot : NULL;
        if (!term->parent)
            wide[term->first] += sign * (a ? 1 : term->value.value) * s->kernel->dot(count, a, NULL, level);
        else
            for (size_t i = 0; i < count; i++)
                wide[term->first + term->parent[slot + i]] +=
                    sign * (a ? a[i] : term->value.value) * level[i];
    }
}

void yp_carry_rows(yp_solver *s, double sign, double *rows)
{
    size_t slots = s->p.time.slots;
    for (size_t c = 0; c < s->p.chain_count; c++) {
        const yp_chain *chain = &s->p.chains[c];
        const double *from = s->carried + c * slots;
        double *to = rows + chain->next_row * slots;
        for (size_t i = 0; i < slots; i++) {
            uint32_t last = chain->before[i];
            if (last == YP_NONE) continue;
            to[i] += sign * (chain->carry.data ? chain->carry.data[i] : chain->carry.value) * from[last];
        }
    }
}
