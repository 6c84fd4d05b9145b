#include "solve/native/wide.h"

void yp_wide_prices(yp_solver *s, const double *y, const double *w)
{
    const yp_native_problem *p = &s->p;
    for (size_t c = 0; c < p->wide_column_count; c++) {
        const yp_wide_column *x = &p->wide_columns[c];
        double price = 0;
        for (uint32_t k = x->entry_first; k < x->entry_first + x->entry_count; k++)
            price += p->wide_entries[k].value * w[p->wide_entries[k].row];
        s->wide.price[c] = price;
    }
    for (size_t k = 0; k < p->down_count; k++) {
        const yp_down_term *d = &p->down_terms[k];
        s->wide.price[s->kept_column[d->place]] +=
            (d->value.data ? 1 : d->value.value) *
            s->kernel->dot(p->time.slots, NULL, d->value.data, y + d->row * p->time.slots);
    }
}

yp_stretch yp_wide_stretch(const yp_solver *s)
{
    const yp_wide_state *w = &s->wide;
    return (yp_stretch){ .count = s->p.wide_column_count,
                         .cost = w->cost,
                         .slope = w->slope,
                         .given_price = w->price,
                         .x = w->x,
                         .l = w->l,
                         .u = w->u,
                         .v = w->v,
                         .z = w->z,
                         .weight = w->weight,
                         .rest = w->rest,
                         .to_l = w->to_l,
                         .to_u = w->to_u,
                         .dl = w->dl,
                         .du = w->du,
                         .dv = w->dv,
                         .dz = w->dz };
}
