/* Losses r·flow² of links by straight lines, half at each end (Neumann, Hagenmeyer & Brown 2022, Applied
 * Energy 314; the segments of secants as PyPSA 1.3). */
#include "case/losses.h"

#include "model/internal.h"

/* More segments than the flow needs, so that what a shock adds to a capacity still lies in them. */
static const double room_to_grow = 2;

static const int most_segments = 60;

/* The most that can flow either way, whatever is built. */
static yp_vector most_flow(yp_emitter *e, uint32_t link)
{
    const yp_component *x = &e->c->components[link],
                       *owner = &e->c->components[yp_capacity_owner(e->c, link)];
    const double capacity = owner->capacity + owner->build_maximum;
    yp_vector forward = yp_usable_share(e, link, true), backward = yp_usable_share(e, link, false);
    if (!forward.data && !backward.data)
        return yp_vector_number(fmax(forward.offset, backward.offset) * capacity);
    double *data = yp_vector_new(e, x->resolution);
    for (size_t b = 0; data && b < e->model->blocks.level_count[x->resolution]; b++)
        data[b] = fmax(yp_vector_at(&forward, b), yp_vector_at(&backward, b)) * capacity;
    return data ? (yp_vector){ 0, 1, data } : forward;
}

/* Ends of the segments of secants: multiples of the first, 2·√(absolute/r), each so much beyond the last that
 * the line between them is off by no more than either error. */
static double next_end(const yp_losses *losses, double end, int number)
{
    const double relative = 1 + 2 * (losses->relative + sqrt(losses->relative * (1 + losses->relative)));
    return number == 0 ? 1 : end * fmax((number + 1.0) / number, relative);
}

/* Segments of one link: those that reach its flow, and what may come to it. */
static int count_segments(const yp_case *c, const yp_component *x)
{
    if (c->losses.mode == YP_LOSSES_TANGENTS) return c->losses.segments;
    const yp_component *owner = &c->components[yp_capacity_owner(c, (uint32_t)(x - c->components))];
    const double most = room_to_grow * (owner->capacity + owner->build_maximum);
    const double first = 2 * sqrt(c->losses.absolute / x->resistance);
    double end = 0;
    int count = 0;
    while (count < most_segments && (count == 0 || end * first < most))
        end = next_end(&c->losses, end, count++);
    return count;
}

yp_status yp_cuts_make(yp_model *m, const yp_cut *secure, size_t count)
{
    const yp_case *c = m->c;
    size_t all = count;
    for (uint32_t i = 0; i < c->component_count; i++)
        if (yp_is_lossy(c, &c->components[i]) && yp_is_ever_alive(c, i))
            all += 2 * (size_t)(1 + count_segments(c, &c->components[i]));
    m->cuts = yp_arena_take(m->arena, all, sizeof *m->cuts);
    if (!m->cuts) return YP_NO_MEMORY;
    for (uint32_t i = 0; i < c->component_count; i++) {
        if (!yp_is_lossy(c, &c->components[i]) || !yp_is_ever_alive(c, i)) continue;
        const int last = count_segments(c, &c->components[i]);
        for (int number = -1; number < last; number++)
            for (int sign = 1; sign >= -1; sign -= 2)
                m->cuts[m->cut_count++] = (yp_cut){ i, YP_NONE, number, sign };
    }
    for (size_t k = 0; k < count; k++) m->cuts[m->cut_count++] = secure[k];
    return YP_OK;
}

void yp_emit_flow(yp_emitter *e, uint32_t row, uint32_t link, yp_vector factor)
{
    const yp_resolution resolution = e->c->components[link].resolution;
    yp_emit_entry(e, row, e->level[link], factor);
    if (e->reverse[link] != YP_NONE)
        yp_emit_entry(e, row, e->reverse[link], yp_vector_scale(e, factor, -1, resolution));
}

uint32_t yp_emit_flow_limit(yp_emitter *e, uint32_t cut)
{
    const yp_cut *k = &e->model->cuts[cut];
    const yp_component *x = &e->c->components[k->link];
    const uint32_t owner = yp_capacity_owner(e->c, k->link);
    yp_vector share = yp_masked(e, k->link, yp_usable_share(e, k->link, k->sign > 0), x->resolution);
    uint32_t row =
        yp_emit_row(e, (yp_row_template){ .kind = yp_cut_kind(k, YP_NONE),
                                          .owner = cut,
                                          .resolution = x->resolution,
                                          .lower = yp_vector_number(-INFINITY),
                                          .upper = yp_vector_scale(e, share, e->c->components[owner].capacity,
                                                                   x->resolution) });
    yp_emit_flow(e, row, k->link, yp_vector_number(k->sign));
    if (e->loss[k->link] != YP_NONE) yp_emit_entry(e, row, e->loss[k->link], yp_vector_number(1));
    if (e->built[owner] != YP_NONE)
        yp_emit_entry(e, row, e->built[owner], yp_vector_scale(e, share, -1, x->resolution));
    return row;
}

static void emit_column(yp_emitter *e, uint32_t i)
{
    const yp_component *x = &e->c->components[i];
    yp_column_template column = yp_column_of(x, i, YP_PART_LOSS);
    yp_vector most = most_flow(e, i);
    column.upper =
        yp_vector_scale(e, yp_vector_multiply(e, most, most, x->resolution), x->resistance, x->resolution);
    e->loss[i] = yp_emit_column(e, column);
    yp_emit_balance(e, x->place, x->good, e->loss[i], yp_vector_number(-0.5));
    yp_emit_balance(e, x->to, x->good_to, e->loss[i], yp_vector_number(-0.5));
}

/* loss − slope·flow ≥ −offset; slope and offset of segment k:
 *  tangent at p = (k + 1)/N·most:  2·r·p and r·p²
 *  secant from a to b:             r·(a + b) and r·a·b */
static void emit_segment(yp_emitter *e, uint32_t cut)
{
    const yp_cut *k = &e->model->cuts[cut];
    const yp_component *x = &e->c->components[k->link];
    const yp_losses *losses = &e->c->losses;
    const double r = x->resistance;
    yp_vector slope, offset;
    if (losses->mode == YP_LOSSES_TANGENTS) {
        yp_vector p =
            yp_vector_scale(e, most_flow(e, k->link), (k->number + 1.0) / losses->segments, x->resolution);
        slope = yp_vector_scale(e, p, 2 * r, x->resolution);
        offset = yp_vector_scale(e, yp_vector_multiply(e, p, p, x->resolution), r, x->resolution);
    } else {
        double a = 0, b = next_end(losses, 0, 0);
        for (int n = 1; n <= k->number; n++) a = b, b = next_end(losses, b, n);
        slope = yp_vector_number(2 * sqrt(losses->absolute * r) * (a + b));
        offset = yp_vector_number(4 * losses->absolute * a * b);
    }
    offset = yp_masked(e, k->link, offset, x->resolution);
    uint32_t row = yp_emit_row(e, (yp_row_template){ .kind = YP_ROW_LOSS,
                                                     .owner = cut,
                                                     .resolution = x->resolution,
                                                     .lower = yp_vector_scale(e, offset, -1, x->resolution),
                                                     .upper = yp_vector_number(INFINITY) });
    yp_emit_entry(e, row, e->loss[k->link], yp_vector_number(1));
    yp_emit_flow(e, row, k->link, yp_vector_scale(e, slope, -k->sign, x->resolution));
}

void yp_emit_losses(yp_emitter *e)
{
    for (uint32_t i = 0; i < e->c->component_count; i++)
        if (yp_is_lossy(e->c, &e->c->components[i]) && yp_is_ever_alive(e->c, i)) emit_column(e, i);
    for (uint32_t k = 0; k < e->model->cut_count; k++) {
        const yp_row_kind kind = yp_cut_kind(&e->model->cuts[k], YP_NONE);
        if (kind == YP_ROW_LOSS_LIMIT) yp_emit_flow_limit(e, k);
        if (kind == YP_ROW_LOSS) emit_segment(e, k);
    }
}
