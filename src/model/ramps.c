/* How fast a level may change from a block to the next. */
#include "model/internal.h"

/* One side of a ramp: what a level of 1 of capacity may change by. */
typedef struct {
    yp_vector share;        /* per unit of capacity; where there is no limit: 0 */
    yp_vector lower, upper; /* of the row, with the capacity that exists */
} side;

static bool has_limit(yp_value ramp)
{
    return ramp.series != YP_NONE || isfinite(ramp.offset);
}

/* Share of capacity for block b; INFINITY where nothing limits it. */
static double share_at(const yp_emitter *e, uint32_t i, const yp_vector *ramp, size_t b)
{
    const yp_component *x = &e->c->components[i];
    const yp_model *m = e->model;
    const double limit = yp_vector_at(ramp, b);
    const bool starts = yp_is_first_block(&m->blocks, b) && !isnan(x->level_before) &&
                        yp_is_alive_in(e->c, i, m->blocks.period[b]);
    if (isnan(limit) || isinf(limit) || (m->lag_before[0][b] == YP_NONE && !starts)) return INFINITY;
    return x->ramp_unit == YP_PACE_HOUR ? limit * m->blocks.step[b] : limit;
}

/* x[b] − x[b−1] ≤ share × (capacity + K), or ≥ −share × …; in the first block the level before is known. */
static side make_side(yp_emitter *e, uint32_t i, yp_value value, double sign)
{
    const yp_component *x = &e->c->components[i];
    const double capacity = e->c->components[yp_capacity_owner(e->c, i)].capacity;
    yp_vector ramp = yp_vector_of(e, value, YP_BASE);
    double *share = yp_vector_new(e, YP_BASE), *bound = yp_vector_new(e, YP_BASE);
    const yp_vector open = yp_vector_number(sign * INFINITY);
    side s = { yp_vector_number(1), open, open };
    if (!share || !bound) return s;
    for (size_t b = 0; b < e->model->blocks.count; b++) {
        const double limit = share_at(e, i, &ramp, b);
        share[b] = isinf(limit) ? 0 : limit;
        bound[b] = isinf(limit) ? sign * INFINITY : sign * limit * capacity;
        if (yp_is_first_block(&e->model->blocks, b) && !isinf(limit)) bound[b] += x->level_before;
    }
    s.share = (yp_vector){ 0, 1, share };
    *(sign > 0 ? &s.upper : &s.lower) = (yp_vector){ 0, 1, bound };
    return s;
}

/* The change of a level: what a link sends less what it sends back. */
static void emit_change(yp_emitter *e, uint32_t row, uint32_t i)
{
    yp_emit_entry(e, row, e->level[i], yp_vector_number(1));
    yp_emit_lag_entry(e, row, e->level[i], 1, yp_vector_number(-1));
    if (e->reverse[i] == YP_NONE) return;
    yp_emit_entry(e, row, e->reverse[i], yp_vector_number(-1));
    yp_emit_lag_entry(e, row, e->reverse[i], 1, yp_vector_number(1));
}

static uint32_t emit_row(yp_emitter *e, uint32_t i, yp_row_kind kind, yp_vector lower, yp_vector upper)
{
    uint32_t row = yp_emit_row(
        e,
        (yp_row_template){ .kind = kind, .owner = i, .resolution = YP_BASE, .lower = lower, .upper = upper });
    emit_change(e, row, i);
    return row;
}

/* With new capacity each side is a row of its own. */
static void emit_side(yp_emitter *e, uint32_t i, yp_value ramp, bool is_up)
{
    if (!has_limit(ramp)) return;
    const side s = make_side(e, i, ramp, is_up ? 1 : -1);
    const yp_vector open = yp_vector_number(is_up ? -INFINITY : INFINITY);
    uint32_t row = is_up ? emit_row(e, i, YP_ROW_RAMP_UP, open, s.upper)
                         : emit_row(e, i, YP_ROW_RAMP_DOWN, s.lower, open);
    yp_emit_entry(e, row, e->built[yp_capacity_owner(e->c, i)],
                  yp_vector_scale(e, s.share, is_up ? -1 : 1, YP_BASE));
}

/* Limits of what is switched, per block: 1 where only starts or stops are limited, INFINITY where nothing is.
 */
static double switched_limit(const yp_emitter *e, const yp_component *x, const yp_vector *ramp, double change,
                             size_t b)
{
    const double limit = yp_vector_at(ramp, b);
    if (isnan(limit) || isinf(limit)) return change < 1 ? 1 : INFINITY;
    return x->ramp_unit == YP_PACE_HOUR ? limit * e->model->blocks.step[b] : limit;
}

/* What the state before the first block leaves on the right of a row. */
static double before_first(const yp_component *x, double limit, double change, double sign)
{
    const double unit = yp_switched_unit(x);
    if (yp_on_before(x) == 0) return 0;
    if (isnan(x->level_before)) return sign * INFINITY;
    return x->level_before + (sign > 0 ? (limit - change) * unit : -change * unit);
}

/* x[b] − x[b−1] ≤ unit·(limit·on[b−1] + ramp_start·(on[b] − on[b−1])), and on the way down
 * x[b] − x[b−1] ≥ −unit·(limit·on[b] + ramp_stop·(on[b−1] − on[b])) */
static void emit_switched_side(yp_emitter *e, uint32_t i, yp_value value, double change, double sign)
{
    const yp_component *x = &e->c->components[i];
    const double unit = yp_switched_unit(x);
    if (!has_limit(value) && !(change < 1)) return;
    yp_vector ramp = yp_vector_of(e, value, YP_BASE);
    double *room = yp_vector_new(e, YP_BASE), *bound = yp_vector_new(e, YP_BASE);
    for (size_t b = 0; room && bound && b < e->model->blocks.count; b++) {
        const double limit = switched_limit(e, x, &ramp, change, b);
        const bool has_before = e->model->lag_before[0][b] != YP_NONE;
        const bool starts =
            yp_is_first_block(&e->model->blocks, b) && yp_is_alive_in(e->c, i, e->model->blocks.period[b]);
        room[b] = isinf(limit) ? 0 : (change - limit) * unit;
        bound[b] = isinf(limit) || (!has_before && !starts) ? sign * INFINITY
                   : has_before                             ? 0
                                                            : before_first(x, limit, change, sign);
    }
    const yp_vector bounds = bound ? (yp_vector){ 0, 1, bound } : yp_vector_number(0);
    const yp_vector open = yp_vector_number(-sign * INFINITY);
    const yp_vector left = room ? (yp_vector){ 0, 1, room } : yp_vector_number(1);
    const bool is_up = sign > 0;
    uint32_t row =
        is_up ? emit_row(e, i, YP_ROW_RAMP_UP, open, bounds) : emit_row(e, i, YP_ROW_RAMP_DOWN, bounds, open);
    const yp_vector at_change = yp_vector_number(is_up ? -change * unit : change * unit);
    yp_emit_lag_entry(e, row, e->on[i], is_up ? 0 : 1, at_change);
    yp_emit_lag_entry(e, row, e->on[i], is_up ? 1 : 0, is_up ? left : yp_vector_scale(e, left, -1, YP_BASE));
}

void yp_emit_ramps(yp_emitter *e)
{
    for (uint32_t i = 0; i < e->c->component_count; i++) {
        const yp_component *x = &e->c->components[i];
        if (!yp_has_ramp(x) || !yp_is_ever_alive(e->c, i)) continue;
        if (x->commit != YP_COMMIT_NONE) {
            emit_switched_side(e, i, x->ramp_up, x->ramp_start, 1);
            emit_switched_side(e, i, x->ramp_down, x->ramp_stop, -1);
        } else if (e->built[yp_capacity_owner(e->c, i)] == YP_NONE) {
            const side up = make_side(e, i, x->ramp_up, 1), down = make_side(e, i, x->ramp_down, -1);
            emit_row(e, i, YP_ROW_RAMP, down.lower, up.upper);
        } else {
            emit_side(e, i, x->ramp_up, true);
            emit_side(e, i, x->ramp_down, false);
        }
    }
}
