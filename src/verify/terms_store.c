/** The columns of a store: what it takes, gives, holds and spills. */
#include "verify/internal.h"

/* Bounds of what is held: shares of the energy, or the level that is given. */
static void bound_stored(yp_board *board, yp_terms *terms, uint32_t capacity)
{
    const yp_component *row = terms->row;
    yp_column *stored = terms->stored;
    const bool has_own = isnan(row->hours);
    const uint32_t holder = has_own ? (terms->energy_built ? terms->index : YP_NONE) : capacity;
    const double per_unit = has_own ? 1 : terms->capacity_retires ? -row->hours : row->hours;
    stored->capacity = holder;
    stored->is_energy = has_own;

    double *share = board->entry_memory;
    const struct {
        yp_value value;
        double *bound, *bound_share;
    } sides[] = { { row->level_minimum, stored->lower, stored->lower_share },
                  { row->level_maximum, stored->upper, stored->upper_share } };
    for (size_t s = 0; s < 2; s++) {
        yp_value_at(board, sides[s].value, stored->resolution, share);
        for (size_t b = 0; b < stored->count; b++) {
            const bool is_free = holder != YP_NONE && isinf(share[b]);
            sides[s].bound[b] = is_free ? share[b] : yp_product(share[b], terms->energy);
            sides[s].bound_share[b] = holder == YP_NONE || is_free ? 0 : yp_product(share[b], per_unit);
        }
    }
    if (yp_is_absent(row->level_fixed)) return;
    yp_value_at(board, row->level_fixed, stored->resolution, share);
    for (size_t b = 0; b < stored->count; b++) {
        if (isnan(share[b])) continue;
        if (yp_component_is_alive(board, terms->index, stored->resolution, b))
            yp_level_set(board, stored, b, share[b]);
    }
}

/* What must be left at the end, unless the energy's own minimum asks for more. */
static void bound_final(const yp_board *board, yp_terms *terms)
{
    yp_column *stored = terms->stored;
    if (terms->row->final_minimum <= 0) return;
    for (size_t b = 0; b < stored->count; b++) {
        if (!yp_chain_ends_at(board, terms, b)) continue;
        const uint32_t scenario = board->plan->blocks.scenario[board->levels[stored->resolution].first[b]];
        const double built = yp_widening_at(board, stored, b);
        const double least = yp_number_in(board->c, terms->row, &terms->row->final_minimum, scenario);
        if (least <= 0 || yp_side(board, least) <=
                              yp_side(board, stored->lower[b]) + yp_product(stored->lower_share[b], built))
            continue;
        stored->lower[b] = least;
        stored->lower_share[b] = 0;
    }
}

static void bound_flows(yp_board *board, yp_terms *terms, uint32_t capacity)
{
    const yp_component *row = terms->row;
    yp_column *out = terms->main, *in = terms->reverse;
    double *share = board->entry_memory;
    out->capacity = in->capacity = capacity;
    yp_value_at(board, row->availability, out->resolution, share);
    yp_bound_set(terms, out, share, out->upper, out->upper_share);
    yp_value_at(board, row->minimum, out->resolution, share);
    yp_bound_set(terms, out, share, out->lower, out->lower_share);
    yp_value_at(board, row->charge_share, in->resolution, share);
    yp_bound_set(terms, in, share, in->upper, in->upper_share);
}

void yp_terms_make_store(yp_board *board, yp_terms *terms, uint32_t capacity)
{
    const yp_component *row = terms->row;
    terms->reverse = yp_terms_add(board, terms, YP_PART_IN);
    terms->main = yp_terms_add(board, terms, YP_PART_OUT);
    terms->stored = yp_terms_add(board, terms, YP_PART_STORED);
    if (row->has_spill && (row->inflow.series != YP_NONE || row->inflow.offset != 0))
        terms->spill = yp_terms_add(board, terms, YP_PART_SPILL);
    if (!terms->has_all_levels) return;

    yp_value_at(board, row->cost, row->resolution, terms->main->cost);
    yp_slope_set(board, terms->main, row->cost_slope, 1);
    yp_value_at(board, row->charge_cost, row->resolution, terms->reverse->cost);
    yp_slope_set(board, terms->reverse, row->charge_cost_slope, 1);
    yp_value_at(board, row->level_cost, row->resolution, terms->stored->cost);
    bound_flows(board, terms, capacity);
    yp_levels_set(board, terms->main, row->fixed_out);
    yp_levels_set(board, terms->reverse, row->fixed_in);
    bound_stored(board, terms, capacity);
    bound_final(board, terms);
    if (terms->spill) {
        yp_value_at(board, row->spill_cost, row->resolution, terms->spill->cost);
        yp_value_at(board, row->inflow, row->resolution, terms->spill->upper);
    }
}
