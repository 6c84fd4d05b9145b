#include "model/internal.h"

#include "case/delays.h"

/* Kinds that look at each direction by itself. */
static bool counts_directions(yp_barrier_kind kind)
{
    return kind == YP_BARRIER_COST || kind == YP_BARRIER_TARIFF || kind == YP_BARRIER_RATIO ||
           kind == YP_BARRIER_LIMIT;
}

/* Two columns as soon as backward flow could be charged for, lifted or not: lifting then changes numbers, not
 * structure. One signed column is exact only for a lossless link. */
static void mark_two_way(yp_emitter *e)
{
    for (size_t i = 0; i < e->c->component_count; i++) {
        const yp_component *x = &e->c->components[i];
        bool is_free = yp_is_absent(x->cost) || (x->cost.series == YP_NONE && x->cost.offset == 0);
        bool is_flat = x->cost_slope.series == YP_NONE && x->cost_slope.offset == 0;
        e->is_two_way[i] = x->table == YP_LINK && (!yp_is_absent(x->reverse_efficiency) || !is_free ||
                                                   !is_flat || yp_is_delayed(x->delay));
    }
    for (size_t b = 0; b < e->c->barrier_count; b++) {
        const yp_barrier *barrier = &e->c->barriers[b];
        if (!counts_directions(barrier->kind)) continue;
        for (size_t k = 0; k < barrier->crossing_count; k++) e->is_two_way[barrier->crossings[k].link] = true;
    }
    for (size_t t = 0; t < e->c->tax_count; t++) e->is_two_way[e->c->taxes[t].component] = true;
}

yp_vector yp_usable_share(yp_emitter *e, uint32_t link, bool is_forward)
{
    const yp_component *x = &e->c->components[link];
    yp_border_terms border = yp_border_terms_of(e, link, is_forward);
    yp_vector share = yp_vector_of(e, is_forward ? x->availability : x->reverse, x->resolution);
    return yp_vector_multiply(e, share, border.share, x->resolution);
}

static bool has_reverse(const yp_component *x)
{
    return x->reverse.series != YP_NONE || x->reverse.offset != 0;
}

static void emit_direction(yp_emitter *e, uint32_t i, bool is_forward, uint32_t *out)
{
    const yp_component *x = &e->c->components[i];
    yp_border_terms border = yp_border_terms_of(e, i, is_forward);
    yp_column_template column = yp_column_of(x, i, is_forward ? YP_PART_LEVEL : YP_PART_REVERSE);
    yp_vector least = yp_vector_of(e, x->minimum, x->resolution), most = yp_usable_share(e, i, is_forward);
    if (is_forward) yp_bound_by_capacity(e, i, yp_or_nothing(e, x, least, true), &column, true);
    yp_bound_by_capacity(e, i, yp_or_nothing(e, x, most, false), &column, false);
    column.cost = yp_vector_add(e, yp_vector_of(e, x->cost, x->resolution), border.price, x->resolution);
    column.cost = yp_taxed(e, i, column.cost, x->resolution);
    column.slope = yp_vector_of(e, x->cost_slope, x->resolution);
    if (is_forward) yp_fix_level(e, x->fixed, &column);
    *out = yp_emit_column(e, column);

    yp_value efficiency =
        is_forward || yp_is_absent(x->reverse_efficiency) ? x->efficiency : x->reverse_efficiency;
    yp_vector arrives =
        yp_vector_multiply(e, yp_vector_of(e, efficiency, x->resolution), border.ratio, x->resolution);
    uint32_t good_from = is_forward ? x->good : x->good_to, good_to = is_forward ? x->good_to : x->good;
    yp_emit_balance(e, is_forward ? x->place : x->to, good_from, *out, yp_vector_number(-1));
    yp_emit_late(e, is_forward ? x->to : x->place, good_to, *out, arrives, x->delay, x->delay_wraps);
}

/* One column from −reverse × capacity to availability × capacity. */
static void emit_signed(yp_emitter *e, uint32_t i)
{
    const yp_component *x = &e->c->components[i];
    yp_column_template column = yp_column_of(x, i, YP_PART_LEVEL);
    yp_vector back = yp_usable_share(e, i, false);
    yp_bound_by_capacity(e, i, yp_vector_scale(e, back, -1, x->resolution), &column, true);
    yp_bound_by_capacity(e, i, yp_usable_share(e, i, true), &column, false);
    yp_fix_level(e, x->fixed, &column);
    e->level[i] = yp_emit_column(e, column);
    yp_emit_balance(e, x->place, x->good, e->level[i], yp_vector_number(-1));
    yp_emit_balance(e, x->to, x->good_to, e->level[i], yp_vector_of(e, x->efficiency, x->resolution));
}

void yp_emit_links(yp_emitter *e)
{
    mark_two_way(e);
    for (uint32_t i = 0; i < e->c->component_count; i++) {
        if (e->c->components[i].table != YP_LINK || !yp_is_ever_alive(e->c, i)) continue;
        if (has_reverse(&e->c->components[i]) && !e->is_two_way[i]) {
            emit_signed(e, i);
            continue;
        }
        emit_direction(e, i, true, &e->level[i]);
        if (has_reverse(&e->c->components[i])) emit_direction(e, i, false, &e->reverse[i]);
    }
}
