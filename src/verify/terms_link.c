/** The columns of a link, with the barriers of the borders that it crosses. */
#include "verify/internal.h"

static bool is_never_zero(yp_value value)
{
    return value.series != YP_NONE || value.offset != 0;
}

bool yp_link_is_split(const yp_board *board, uint32_t component)
{
    const yp_component *row = &board->c->components[component];
    if (!is_never_zero(row->reverse)) return false;
    if (!yp_is_absent(row->reverse_efficiency) || is_never_zero(row->cost) ||
        is_never_zero(row->cost_slope) || row->delay.number > 0)
        return true;
    if (board->tax_start[component] != board->tax_start[component + 1]) return true;
    for (uint32_t k = board->touch_start[component]; k < board->touch_start[component + 1]; k++) {
        const yp_barrier_kind kind = board->c->barriers[board->touches[k].barrier].kind;
        const bool is_price = kind == YP_BARRIER_COST || kind == YP_BARRIER_TARIFF;
        if (is_price || kind == YP_BARRIER_RATIO || kind == YP_BARRIER_LIMIT) return true;
    }
    return false;
}

bool yp_tax_acts(const yp_case *c, const yp_tax *tax, bool is_reverse)
{
    if (tax->is_lifted) return false;
    if (tax->border_barrier == YP_NONE) return true;
    const yp_barrier *barrier = &c->barriers[tax->border_barrier];
    for (size_t k = 0; k < barrier->crossing_count; k++) {
        const yp_crossing *crossing = &barrier->crossings[k];
        if (crossing->link == tax->component) return is_reverse ? crossing->backward : crossing->forward;
    }
    return false;
}

/* The barrier of a touch if it acts on a direction now, else NULL. */
static const yp_barrier *acting(const yp_board *board, const yp_touch *touch, bool is_reverse)
{
    const yp_barrier *barrier = &board->c->barriers[touch->barrier];
    const yp_crossing *crossing = &barrier->crossings[touch->crossing];
    const bool acts = is_reverse ? crossing->backward : crossing->forward;
    return acts && !barrier->is_lifted ? barrier : NULL;
}

/* Is a block one of the years in which a barrier stands? */
static bool stands_at(const yp_board *board, const yp_barrier *barrier, yp_resolution resolution, size_t b)
{
    return yp_years_are_at(board, barrier->from_year, barrier->to_year, resolution, b);
}

/* Multiply a vector by the values of all barriers of a kind that act on a direction. */
static void multiply(yp_board *board, const yp_terms *terms, bool is_reverse, yp_barrier_kind kind,
                     yp_resolution resolution, double *vector)
{
    const size_t count = board->levels[resolution].count;
    double *factor = board->entry_memory + 2 * board->plan->blocks.count;
    for (uint32_t k = board->touch_start[terms->index]; k < board->touch_start[terms->index + 1]; k++) {
        const yp_barrier *barrier = acting(board, &board->touches[k], is_reverse);
        if (!barrier || barrier->kind != kind) continue;
        yp_value_at(board, barrier->value, resolution, factor);
        for (size_t b = 0; b < count; b++)
            if (stands_at(board, barrier, resolution, b)) vector[b] = yp_product(vector[b], factor[b]);
    }
}

/* Where a border is closed nothing is usable. */
static void close_borders(const yp_board *board, const yp_terms *terms, bool is_reverse,
                          yp_resolution resolution, double *share)
{
    for (uint32_t k = board->touch_start[terms->index]; k < board->touch_start[terms->index + 1]; k++) {
        const yp_barrier *barrier = acting(board, &board->touches[k], is_reverse);
        if (!barrier || barrier->kind != YP_BARRIER_CLOSED) continue;
        for (size_t b = 0; b < board->levels[resolution].count; b++)
            if (stands_at(board, barrier, resolution, b)) share[b] = 0;
    }
}

void yp_link_share(yp_board *board, const yp_terms *terms, yp_value share, bool is_reverse, double *out)
{
    const yp_resolution resolution = terms->row->resolution;
    yp_value_at(board, share, resolution, out);
    multiply(board, terms, is_reverse, YP_BARRIER_SHARE, resolution, out);
    close_borders(board, terms, is_reverse, resolution, out);
}

void yp_flow_bound(yp_board *board, const yp_terms *terms, bool is_reverse, double *bound, double *share)
{
    const yp_component *row = terms->row;
    yp_link_share(board, terms, is_reverse ? row->reverse : row->availability, is_reverse, share);
    for (size_t b = 0; b < board->levels[row->resolution].count; b++) {
        if (!yp_component_is_alive(board, terms->index, row->resolution, b)) share[b] = 0;
        bound[b] = yp_product(share[b], terms->capacity);
        if (terms->main->capacity == YP_NONE) share[b] = 0;
    }
}

/* Costs and tariffs of barriers on a column. */
static void add_border_costs(yp_board *board, const yp_terms *terms, yp_column *column, bool is_reverse)
{
    double *price = board->entry_memory;
    for (uint32_t k = board->touch_start[terms->index]; k < board->touch_start[terms->index + 1]; k++) {
        const yp_barrier *barrier = acting(board, &board->touches[k], is_reverse);
        if (!barrier || (barrier->kind != YP_BARRIER_COST && barrier->kind != YP_BARRIER_TARIFF)) continue;
        yp_value_at(board, barrier->value, column->resolution, price);
        for (size_t b = 0; b < column->count; b++)
            if (stands_at(board, barrier, column->resolution, b)) column->cost[b] += price[b];
    }
}

/* Lower bound of the forward column: the minimum, and the way back if there is no column of its own for it.
 */
static void bound_below(yp_board *board, yp_terms *terms)
{
    yp_column *column = terms->main;
    double *share = board->entry_memory, *minimum = share + board->plan->blocks.count;
    yp_value_at(board, terms->row->minimum, column->resolution, minimum);
    yp_link_share(board, terms, terms->row->reverse, true, share);
    const bool is_signed = !yp_link_is_split(board, terms->index);
    for (size_t b = 0; b < column->count; b++) share[b] = minimum[b] - (is_signed ? share[b] : 0);
    yp_bound_set(terms, column, share, column->lower, column->lower_share);
}

static void make_direction(yp_board *board, yp_terms *terms, yp_column *column, yp_value share,
                           bool is_reverse)
{
    const yp_component *row = terms->row;
    yp_value_at(board, row->cost, column->resolution, column->cost);
    yp_slope_set(board, column, row->cost_slope, 1);
    add_border_costs(board, terms, column, is_reverse);
    yp_link_share(board, terms, share, is_reverse, board->entry_memory);
    yp_bound_set(terms, column, board->entry_memory, column->upper, column->upper_share);
}

void yp_terms_make_link(yp_board *board, yp_terms *terms, uint32_t capacity)
{
    const yp_component *row = terms->row;
    terms->main = yp_terms_add(board, terms, YP_PART_LEVEL);
    if (yp_link_is_split(board, terms->index)) terms->reverse = yp_terms_add(board, terms, YP_PART_REVERSE);
    if (!isnan(row->reactance) && !isnan(row->angle_minimum))
        terms->angle = yp_terms_add(board, terms, YP_PART_ANGLE);
    if (yp_has_losses(board, terms->index)) terms->loss = yp_terms_add(board, terms, YP_PART_LOSS);
    if (!terms->has_all_levels) return;
    if (terms->loss) yp_losses_bound(board, terms, terms->loss->upper);
    for (size_t b = 0; terms->angle && b < terms->angle->count; b++) {
        terms->angle->lower[b] = row->angle_minimum;
        terms->angle->upper[b] = row->angle_maximum;
    }
    terms->main->capacity = capacity;
    make_direction(board, terms, terms->main, row->availability, false);
    bound_below(board, terms);
    if (!terms->reverse) return;
    terms->reverse->capacity = capacity;
    make_direction(board, terms, terms->reverse, row->reverse, true);
}

void yp_link_efficiency(yp_board *board, const yp_terms *terms, bool is_reverse, yp_resolution resolution,
                        double *out)
{
    const yp_component *row = terms->row;
    const bool has_own = is_reverse && !yp_is_absent(row->reverse_efficiency);
    yp_value_at(board, has_own ? row->reverse_efficiency : row->efficiency, resolution, out);
    multiply(board, terms, is_reverse, YP_BARRIER_RATIO, resolution, out);
}

/* Σ weight × rate × level of one direction. */
static double paid(yp_board *board, const yp_terms *terms, yp_value rate, int from_year, int to_year,
                   bool is_reverse)
{
    const yp_column *column = is_reverse ? terms->reverse : terms->main;
    if (!column || !column->level || (is_reverse && terms->row->table != YP_LINK)) return 0;
    double *at = board->entry_memory, sum = 0;
    yp_value_at(board, rate, column->resolution, at);
    for (size_t b = 0; b < column->count; b++)
        if (yp_component_is_alive(board, terms->index, column->resolution, b) &&
            yp_years_are_at(board, from_year, to_year, column->resolution, b))
            sum += column->weight[b] * at[b] * column->level[b];
    return sum;
}

double yp_tariff_paid(yp_board *board, const yp_terms *terms, const yp_touch *touch, bool is_reverse)
{
    const yp_barrier *barrier = acting(board, touch, is_reverse);
    return barrier ? paid(board, terms, barrier->value, barrier->from_year, barrier->to_year, is_reverse) : 0;
}

double yp_tax_paid(yp_board *board, const yp_terms *terms, const yp_tax *tax, bool is_reverse)
{
    return yp_tax_acts(board->c, tax, is_reverse)
               ? paid(board, terms, tax->rate, tax->from_year, tax->to_year, is_reverse)
               : 0;
}
