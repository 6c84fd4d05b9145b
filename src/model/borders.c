#include "model/internal.h"

/* The crossing of a link at a barrier, or NULL; crossings are sorted by link. */
static const yp_crossing *crossing_of(const yp_barrier *barrier, uint32_t link)
{
    size_t low = 0, high = barrier->crossing_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (barrier->crossings[middle].link < link)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < barrier->crossing_count && barrier->crossings[low].link == link;
    return found ? &barrier->crossings[low] : NULL;
}

yp_border_terms yp_border_terms_of(yp_emitter *e, uint32_t link, bool is_forward)
{
    yp_resolution resolution = e->c->components[link].resolution;
    yp_border_terms terms = { yp_vector_number(0), yp_vector_number(1), yp_vector_number(1) };
    for (size_t b = 0; b < e->c->barrier_count; b++) {
        const yp_barrier *barrier = &e->c->barriers[b];
        if (barrier->is_lifted) continue;
        const yp_crossing *crossing = crossing_of(barrier, link);
        if (!crossing || !(is_forward ? crossing->forward : crossing->backward)) continue;
        const bool is_charge = barrier->kind == YP_BARRIER_COST || barrier->kind == YP_BARRIER_TARIFF;
        const bool is_closed = barrier->kind == YP_BARRIER_CLOSED;
        yp_vector value = is_closed ? yp_vector_number(0) : yp_vector_of(e, barrier->value, resolution);
        value = yp_in_years(e, barrier->from_year, barrier->to_year, value, is_charge ? 0 : 1, resolution);
        if (is_charge) terms.price = yp_vector_add(e, terms.price, value, resolution);
        if (barrier->kind == YP_BARRIER_SHARE || is_closed)
            terms.share = yp_vector_multiply(e, terms.share, value, resolution);
        if (barrier->kind == YP_BARRIER_RATIO)
            terms.ratio = yp_vector_multiply(e, terms.ratio, value, resolution);
    }
    return terms;
}

/* A lifted rule stays in the model with its bounds open. */
static void emit_rule(yp_emitter *e, uint32_t b)
{
    const yp_barrier *barrier = &e->c->barriers[b];
    bool is_limit = barrier->kind == YP_BARRIER_LIMIT, is_delivery = barrier->kind == YP_BARRIER_DELIVERY;
    yp_row_template row = { .owner = b,
                            .resolution = is_delivery ? YP_YEAR : barrier->resolution,
                            .in_units = is_delivery,
                            .lower = yp_vector_number(-INFINITY),
                            .upper = yp_vector_number(INFINITY) };
    row.kind = is_limit ? YP_ROW_LIMIT : is_delivery ? YP_ROW_DELIVERY : YP_ROW_SCHEDULE;
    yp_vector value = yp_vector_of(e, barrier->value, row.resolution);
    if (is_delivery) value = yp_vector_scale(e, value, e->model->blocks.year_share, row.resolution);
    if (!barrier->is_lifted && !is_delivery)
        row.upper = yp_in_years(e, barrier->from_year, barrier->to_year, value, INFINITY, row.resolution);
    if (!barrier->is_lifted && !is_limit)
        row.lower = yp_in_years(e, barrier->from_year, barrier->to_year, value, -INFINITY, row.resolution);

    uint32_t index = yp_emit_row(e, row);
    for (size_t k = 0; k < barrier->crossing_count; k++) {
        const yp_crossing *crossing = &barrier->crossings[k];
        uint32_t level = e->level[crossing->link], reverse = e->reverse[crossing->link];
        if (level == YP_NONE) continue; /* exists in no period */
        if (is_limit) {
            if (crossing->forward) yp_emit_entry(e, index, level, yp_vector_number(1));
            if (crossing->backward && reverse != YP_NONE)
                yp_emit_entry(e, index, reverse, yp_vector_number(1));
        } else {
            yp_emit_entry(e, index, level, yp_vector_number(crossing->sign));
            if (reverse != YP_NONE) yp_emit_entry(e, index, reverse, yp_vector_number(-crossing->sign));
        }
    }
}

void yp_emit_border_rules(yp_emitter *e)
{
    for (uint32_t b = 0; b < e->c->barrier_count; b++) {
        yp_barrier_kind kind = e->c->barriers[b].kind;
        if (e->c->barriers[b].crossing_count == 0) continue;
        if (kind == YP_BARRIER_LIMIT || kind == YP_BARRIER_SCHEDULE || kind == YP_BARRIER_DELIVERY)
            emit_rule(e, b);
    }
}
