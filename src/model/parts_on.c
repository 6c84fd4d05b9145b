/* What a unit that may be on in part can do: rows that cut off what only whole units cannot. They hold where
 * a start costs what a stop costs. Source: Hua, Liu & Zhang, "Representing operational flexibility in
 * generation expansion planning through convex relaxation of unit commitment", IEEE Trans. Power Systems 32
 * (2017). */
#include "model/internal.h"

/* The limits of a unit, per block; levels. */
typedef struct {
    yp_vector least, most, up, down;
    double start, stop;
} limits;

/* What a ramp allows in a block; the whole capacity where nothing is given. */
static yp_vector ramp_level(yp_emitter *e, const yp_component *x, yp_value value)
{
    yp_vector ramp = yp_vector_of(e, value, YP_BASE);
    double *data = yp_vector_new(e, YP_BASE);
    if (!data) return yp_vector_number(1);
    for (size_t b = 0; b < e->model->blocks.count; b++) {
        const double limit = yp_vector_at(&ramp, b);
        const double pace = x->ramp_unit == YP_PACE_HOUR ? e->model->blocks.step[b] : 1;
        data[b] = x->capacity * (isnan(limit) || isinf(limit) ? 1 : limit * pace);
    }
    return (yp_vector){ 0, 1, data };
}

static yp_vector sum(yp_emitter *e, yp_vector a, yp_vector b, double factor, double number)
{
    return yp_vector_add(e, yp_vector_add(e, a, yp_vector_scale(e, b, factor, YP_BASE), YP_BASE),
                         yp_vector_number(number), YP_BASE);
}

/* A row that is at most 0 at every block but the first of a chain, and open where costs differ. */
static uint32_t emit_row(yp_emitter *e, uint32_t i, yp_row_kind kind)
{
    const yp_component *x = &e->c->components[i];
    double *upper = yp_vector_new(e, YP_BASE);
    for (size_t b = 0; upper && b < e->model->blocks.count; b++) {
        const bool is_open = e->model->lag_before[0][b] == YP_NONE || x->start_cost != x->stop_cost;
        upper[b] = is_open ? INFINITY : 0;
    }
    return yp_emit_row(e, (yp_row_template){ .kind = kind,
                                             .owner = i,
                                             .resolution = YP_BASE,
                                             .lower = yp_vector_number(-INFINITY),
                                             .upper = (yp_vector){ 0, 1, upper ? upper : &e->offset } });
}

/* The terms of a row: level, level before, on, on before, start. */
static void emit_terms(yp_emitter *e, uint32_t i, yp_row_kind kind, double level, double level_before,
                       yp_vector on, yp_vector on_before, yp_vector start)
{
    uint32_t row = emit_row(e, i, kind);
    if (level != 0) yp_emit_entry(e, row, e->level[i], yp_vector_number(level));
    if (level_before != 0) yp_emit_lag_entry(e, row, e->level[i], 1, yp_vector_number(level_before));
    yp_emit_entry(e, row, e->on[i], on);
    yp_emit_lag_entry(e, row, e->on[i], 1, on_before);
    yp_emit_entry(e, row, e->start[i], start);
}

static yp_vector minus(yp_emitter *e, yp_vector v)
{
    return yp_vector_scale(e, v, -1, YP_BASE);
}

void yp_emit_parts(yp_emitter *e, uint32_t i)
{
    const yp_component *x = &e->c->components[i];
    if (x->commit != YP_COMMIT_RELAXED || e->built[i] != YP_NONE || !isnan(x->build_unit)) return;
    const yp_vector none = yp_vector_number(0);
    const double stop = x->capacity * x->ramp_stop, start = x->capacity * x->ramp_start;
    const yp_vector most = yp_vector_scale(e, yp_running_most(e, i), x->capacity, YP_BASE);
    const yp_vector least = yp_vector_scale(e, yp_vector_of(e, x->minimum, YP_BASE), x->capacity, YP_BASE);
    const yp_vector up = ramp_level(e, x, x->ramp_up), down = ramp_level(e, x, x->ramp_down);
    const yp_vector over_stop = sum(e, most, none, 0, -stop), over_start = sum(e, most, none, 0, -start);
    const yp_vector rise = sum(e, least, up, 1, 0);

    emit_terms(e, i, YP_ROW_PART_BEFORE, 0, 1, minus(e, over_stop), yp_vector_number(-stop), over_stop);
    emit_terms(e, i, YP_ROW_PART_NOW, 1, 0, minus(e, most), none, over_start);
    emit_terms(e, i, YP_ROW_PART_UP, 1, -1, minus(e, rise), least, sum(e, rise, none, 0, -start));
    emit_terms(e, i, YP_ROW_PART_DOWN, -1, 1, minus(e, sum(e, down, none, 0, -stop)), yp_vector_number(-stop),
               minus(e, sum(e, least, down, 1, -stop)));
}
