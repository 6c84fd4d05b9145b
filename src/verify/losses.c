/** Losses: every line under r·flow² that the case asks for, and the limits that flow and loss share. */
#include "verify/internal.h"

bool yp_has_losses(const yp_board *board, uint32_t component)
{
    const yp_component *row = &board->c->components[component];
    return board->c->losses.mode != YP_LOSSES_NONE && row->table == YP_LINK && row->resistance > 0;
}

/* The most that can flow, with all that may be built. out: [count] */
static void most_flow(yp_board *board, const yp_terms *terms, double *out)
{
    const size_t room = board->plan->blocks.count, count = terms->main->count;
    const uint32_t holder = terms->row->capacity_of == YP_NONE ? terms->index : terms->row->capacity_of;
    const yp_component *from = &board->c->components[holder];
    double *back = board->entry_memory + 3 * room, *share = back + room;
    yp_terms whole = *terms;
    whole.capacity = from->capacity + from->build_maximum;
    yp_flow_bound(board, &whole, false, out, share);
    yp_flow_bound(board, &whole, true, back, share);
    for (size_t b = 0; b < count; b++) out[b] = fmax(out[b], back[b]);
}

void yp_losses_bound(yp_board *board, const yp_terms *terms, double *upper)
{
    most_flow(board, terms, upper);
    for (size_t b = 0; b < terms->loss->count; b++) upper[b] = terms->row->resistance * upper[b] * upper[b];
}

void yp_cut_worth(yp_column *column, double factor, const double *dual)
{
    for (size_t b = 0; column && b < column->count; b++) yp_worth_add(column, b, factor * dual[b]);
}

static double flow_at(const yp_terms *terms, size_t b)
{
    return terms->main->level[b] - (terms->reverse ? terms->reverse->level[b] : 0);
}

void yp_flow_limit_check(yp_board *board, yp_terms *terms, int sign, const double *beside, const double *dual,
                         yp_spotted where)
{
    double *bound = board->step_memory, *share = bound + board->plan->blocks.count;
    const uint32_t holder = terms->main->capacity;
    const double built = yp_built_level(board, holder, false);
    yp_flow_bound(board, terms, sign < 0, bound, share);
    for (size_t b = 0; b < terms->main->count; b++) {
        const double flow = sign * flow_at(terms, b), loss = terms->loss ? terms->loss->level[b] : 0;
        const double other = beside ? beside[b] : 0, added = yp_product(share[b], built);
        const double largest = fmax(fmax(fabs(flow), fabs(loss)), fmax(fabs(other), fabs(added)));
        where.block = b;
        yp_row_check(board, flow + loss + other - added, largest, -INFINITY, bound[b], dual[b], where);
        if (holder == YP_NONE || dual[b] == 0) continue;
        board->capacities[holder].reduced[0] += dual[b] * share[b];
        board->capacities[holder].largest[0] += fabs(dual[b] * share[b]);
    }
}

/* Slope and offset of segment `number`, at a block where `most` can flow. */
static void line_of(const yp_losses *losses, double r, double most, int number, double *slope, double *offset)
{
    if (losses->mode == YP_LOSSES_TANGENTS) {
        const double touches = most * (number + 1) / losses->segments;
        *slope = 2 * r * touches;
        *offset = r * touches * touches;
        return;
    }
    const double step =
        1 + 2 * (losses->relative + sqrt(losses->relative + losses->relative * losses->relative));
    double start = 0, end = 2 * sqrt(losses->absolute / r);
    for (int k = 1; k <= number; k++) {
        start = end;
        end *= fmax((k + 1.0) / k, step);
    }
    *slope = r * (start + end);
    *offset = r * start * end;
}

/* How many segments reach what can flow. */
static int least_segments(const yp_losses *losses, double r, const double *most, size_t count)
{
    if (losses->mode == YP_LOSSES_TANGENTS) return losses->segments;
    double furthest = 0;
    for (size_t b = 0; b < count; b++) furthest = fmax(furthest, most[b]);
    for (int number = 0; number < 1000; number++) {
        double slope, offset;
        line_of(losses, r, 0, number, &slope, &offset);
        /* the end of the segment: start + end = slope/r, start·end = offset/r */
        const double sum = slope / r, end = (sum + sqrt(fmax(sum * sum - 4 * offset / r, 0))) / 2;
        if (end >= furthest) return number + 1;
    }
    return 1000;
}

static void check_segment(yp_board *board, yp_terms *terms, const yp_cut *cut, uint32_t index,
                          const double *dual)
{
    const double r = terms->row->resistance;
    double *most = board->step_memory + 3 * board->plan->blocks.count;
    most_flow(board, terms, most);
    for (size_t b = 0; b < terms->loss->count; b++) {
        double slope, offset;
        line_of(&board->c->losses, r, most[b], cut->number, &slope, &offset);
        if (!yp_component_is_alive(board, terms->index, terms->row->resolution, b)) offset = 0;
        const double flow = cut->sign * flow_at(terms, b), loss = terms->loss->level[b];
        yp_worth_add(terms->loss, b, dual[b]);
        yp_worth_add(terms->main, b, -cut->sign * slope * dual[b]);
        if (terms->reverse) yp_worth_add(terms->reverse, b, cut->sign * slope * dual[b]);
        yp_row_check(board, loss - slope * flow, fmax(fabs(loss), fabs(slope * flow)), -offset, INFINITY,
                     dual[b],
                     (yp_spotted){ .at = YP_AT_ROW, .kind = YP_ROW_LOSS, .owner = index, .block = b });
    }
}

void yp_losses_check(yp_board *board, yp_terms *terms)
{
    if (terms->row->table != YP_LINK || !terms->loss) return;
    int seen[2] = { 0, 0 }, limits[2] = { 0, 0 };
    for (uint32_t k = board->cut_start[terms->index]; k < board->cut_start[terms->index + 1]; k++) {
        const uint32_t index = board->cuts[k];
        const yp_cut *cut = &board->plan->cuts[index];
        if (cut->outage != YP_NONE) continue;
        const yp_row_kind kind = cut->number < 0 ? YP_ROW_LOSS_LIMIT : YP_ROW_LOSS;
        const double *dual = yp_dual_of(board, kind, index, terms->row->resolution, terms->main->count);
        if (kind == YP_ROW_LOSS) {
            seen[cut->sign > 0] += cut->number == seen[cut->sign > 0];
            check_segment(board, terms, cut, index, dual);
            continue;
        }
        limits[cut->sign > 0]++;
        yp_cut_worth(terms->main, cut->sign, dual);
        yp_cut_worth(terms->reverse, -cut->sign, dual);
        yp_cut_worth(terms->loss, 1, dual);
        yp_flow_limit_check(board, terms, cut->sign, NULL, dual,
                            (yp_spotted){ .at = YP_AT_ROW, .kind = kind, .owner = index });
    }
    double *most = board->step_memory + 3 * board->plan->blocks.count;
    most_flow(board, terms, most);
    const int least = least_segments(&board->c->losses, terms->row->resistance, most, terms->loss->count);
    if (seen[0] < least || seen[1] < least || limits[0] != 1 || limits[1] != 1)
        yp_spot_worse(&board->row, (yp_spotted){ .size = INFINITY,
                                                 .at = YP_AT_PLAN,
                                                 .words = "the plan has not all segments of the losses" });
}
