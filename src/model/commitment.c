/* What is switched on and off: how many units are on, how many start and stop, and how long they stay so. */
#include "model/internal.h"

double yp_switched_unit(const yp_component *x)
{
    return isnan(x->build_unit) ? x->capacity : x->build_unit;
}

double yp_on_before(const yp_component *x)
{
    if (isnan(x->on_before)) return x->off_before > 0 ? 0 : 1;
    return x->on_before > 0 ? 1 : 0;
}

yp_vector yp_or_nothing(yp_emitter *e, const yp_component *x, yp_vector share, bool is_lower)
{
    if (x->commit == YP_COMMIT_NONE) return share;
    if (!share.data) return yp_vector_number(is_lower ? fmin(0, share.offset) : fmax(0, share.offset));
    double *data = yp_vector_new(e, YP_BASE);
    if (!data) return share;
    for (size_t b = 0; b < e->model->blocks.count; b++) {
        const double value = yp_vector_at(&share, b);
        data[b] = is_lower ? fmin(0, value) : fmax(0, value);
    }
    return (yp_vector){ 0, 1, data };
}

yp_vector yp_running_most(yp_emitter *e, uint32_t i)
{
    const yp_component *x = &e->c->components[i];
    yp_vector share = yp_vector_of(e, x->availability, YP_BASE);
    if (x->table != YP_LINK) return share;
    return yp_vector_multiply(e, share, yp_border_terms_of(e, i, true).share, YP_BASE);
}

/* New capacity without units: what is on has no size of its own, and only a number that no level exceeds
 * tells on from off. */
static bool is_growing(const yp_emitter *e, uint32_t i)
{
    return e->built[i] != YP_NONE && isnan(e->c->components[i].build_unit);
}

static uint32_t row_of(yp_emitter *e, uint32_t i, yp_row_kind kind, yp_vector lower, yp_vector upper)
{
    return yp_emit_row(
        e,
        (yp_row_template){ .kind = kind, .owner = i, .resolution = YP_BASE, .lower = lower, .upper = upper });
}

/* Units that may be on: those that exist, and those that are built. */
static void bound_units(yp_emitter *e, uint32_t i, yp_column_template *column)
{
    const yp_component *x = &e->c->components[i];
    column->upper = yp_vector_number(1);
    if (isnan(x->build_unit)) return;
    column->upper = yp_vector_number(x->capacity / x->build_unit);
    if (e->built[i] == YP_NONE) return;
    column->capacity = e->built[i];
    column->upper_share = yp_vector_number(1 / x->build_unit);
}

/* For how long the state before a chain still binds: hours, or blocks. */
static double time_left(const yp_component *x, bool is_on)
{
    if (is_on) return yp_on_before(x) > 0 && !isnan(x->on_before) ? x->minimum_up - x->on_before : 0;
    return x->off_before > 0 ? x->minimum_down - x->off_before : 0;
}

/* At the beginning of a chain what was switched shortly before stays as it is. */
static void hold_beginning(yp_emitter *e, uint32_t i, yp_column_template *on)
{
    const yp_component *x = &e->c->components[i];
    const yp_model *m = e->model;
    const double stays_on = time_left(x, true), stays_off = time_left(x, false);
    if (!(stays_on > 0) && !(stays_off > 0)) return;
    double *lower = yp_vector_new(e, YP_BASE), *upper = yp_vector_new(e, YP_BASE),
           *share = yp_vector_new(e, YP_BASE), elapsed = 0;
    if (!lower || !upper || !share) return;
    for (size_t b = 0; b < m->blocks.count; b++) {
        if (m->lag_before[0][b] == YP_NONE) elapsed = 0;
        const bool is_off = elapsed < stays_off - 1e-9;
        lower[b] = elapsed < stays_on - 1e-9 ? 1 : 0;
        upper[b] = is_off ? 0 : on->upper.offset;
        share[b] = is_off ? 0 : on->upper_share.offset;
        elapsed += x->time_unit == YP_PACE_HOUR ? m->blocks.step[b] : 1;
    }
    on->lower = (yp_vector){ 0, 1, lower };
    on->upper = (yp_vector){ 0, 1, upper };
    if (on->capacity != YP_NONE) on->upper_share = (yp_vector){ 0, 1, share };
}

static void emit_columns(yp_emitter *e, uint32_t i)
{
    const yp_component *x = &e->c->components[i];
    yp_column_template on = yp_column_of(x, i, YP_PART_ON), start = yp_column_of(x, i, YP_PART_START),
                       stop = yp_column_of(x, i, YP_PART_STOP);
    bound_units(e, i, &on);
    bound_units(e, i, &start);
    bound_units(e, i, &stop);
    hold_beginning(e, i, &on);
    on.cost = yp_vector_of(e, x->on_cost, YP_BASE);
    on.unit = x->commit == YP_COMMIT_INTEGER ? 1 : 0;
    start.weighing = stop.weighing = YP_WEIGH_TIMES;
    start.cost = yp_vector_number(x->start_cost);
    stop.cost = yp_vector_number(x->stop_cost);
    e->on[i] = yp_emit_column(e, on);
    e->start[i] = yp_emit_column(e, start);
    e->stop[i] = yp_emit_column(e, stop);
}

/* minimum·unit·on ≤ level ≤ availability·unit·on */
static void emit_unit_bounds(yp_emitter *e, uint32_t i, yp_vector least, yp_vector most)
{
    const double unit = yp_switched_unit(&e->c->components[i]);
    const yp_vector zero = yp_vector_number(0);
    uint32_t row = row_of(e, i, YP_ROW_ON_MOST, yp_vector_number(-INFINITY), zero);
    yp_emit_entry(e, row, e->level[i], yp_vector_number(1));
    yp_emit_entry(e, row, e->on[i], yp_vector_scale(e, most, -unit, YP_BASE));
    row = row_of(e, i, YP_ROW_ON_LEAST, zero, yp_vector_number(INFINITY));
    yp_emit_entry(e, row, e->level[i], yp_vector_number(1));
    yp_emit_entry(e, row, e->on[i], yp_vector_scale(e, least, -unit, YP_BASE));
}

static double highest(const yp_emitter *e, const yp_vector *v)
{
    double most = yp_vector_at(v, 0);
    for (size_t b = 1; v->data && b < e->model->blocks.count; b++) most = fmax(most, yp_vector_at(v, b));
    return fmax(most, 0);
}

/* level ≤ M·on and level ≥ minimum·(capacity + K) − M·(1 − on), M = highest availability·(capacity +
 * build_maximum) */
static void emit_growing_bounds(yp_emitter *e, uint32_t i, yp_vector least, yp_vector most)
{
    const yp_component *x = &e->c->components[i];
    const double big = e->counting ? 1 : highest(e, &most) * (x->capacity + x->build_maximum);
    uint32_t row = row_of(e, i, YP_ROW_ON_MOST, yp_vector_number(-INFINITY), yp_vector_number(0));
    yp_emit_entry(e, row, e->level[i], yp_vector_number(1));
    yp_emit_entry(e, row, e->on[i], yp_vector_number(-big));
    yp_vector lower =
        yp_vector_add(e, yp_vector_scale(e, least, x->capacity, YP_BASE), yp_vector_number(-big), YP_BASE);
    row = row_of(e, i, YP_ROW_ON_LEAST, lower, yp_vector_number(INFINITY));
    yp_emit_entry(e, row, e->level[i], yp_vector_number(1));
    yp_emit_entry(e, row, e->on[i], yp_vector_number(-big));
    yp_emit_entry(e, row, e->built[i], yp_vector_scale(e, least, -1, YP_BASE));
}

/* A number at the first blocks of chains in which the component exists, another elsewhere. */
static yp_vector at_beginnings(yp_emitter *e, uint32_t i, double there, double elsewhere)
{
    const yp_model *m = e->model;
    double *data = yp_vector_new(e, YP_BASE);
    if (!data) return yp_vector_number(elsewhere);
    for (size_t b = 0; b < m->blocks.count; b++) {
        const bool is_first = m->lag_before[0][b] == YP_NONE;
        data[b] = is_first && yp_is_alive_in(e->c, i, m->blocks.period[b]) ? there : elsewhere;
    }
    return (yp_vector){ 0, 1, data };
}

/* start ≥ on − on before, stop ≥ on before − on */
static void emit_changes(yp_emitter *e, uint32_t i)
{
    const double before = yp_on_before(&e->c->components[i]);
    const yp_vector open = yp_vector_number(INFINITY);
    for (int sign = -1; sign <= 1; sign += 2) {
        uint32_t row = row_of(e, i, sign < 0 ? YP_ROW_STARTED : YP_ROW_STOPPED,
                              at_beginnings(e, i, sign * before, 0), open);
        yp_emit_entry(e, row, sign < 0 ? e->start[i] : e->stop[i], yp_vector_number(1));
        yp_emit_entry(e, row, e->on[i], yp_vector_number(sign));
        yp_emit_lag_entry(e, row, e->on[i], 1, yp_vector_number(-sign));
    }
}

/* 1 where what was switched `lag` blocks ago is less than `time` ago. */
static yp_vector within(yp_emitter *e, const yp_component *x, double time, size_t lag)
{
    const yp_model *m = e->model;
    if (x->time_unit == YP_PACE_BLOCK || lag == 0) return yp_vector_number(1);
    double *data = yp_vector_new(e, YP_BASE);
    if (!data) return (yp_vector){ 0, 1, &e->offset };
    double elapsed = 0;
    for (size_t b = 1; b < m->blocks.count; b++) {
        elapsed += m->blocks.step[b - 1];
        if (b > lag) elapsed -= m->blocks.step[b - 1 - lag];
        data[b] = b >= lag && elapsed < time - 1e-9 ? 1 : 0;
    }
    return (yp_vector){ 0, 1, data };
}

/* Σ starts of the last minimum_up ≤ on; Σ stops of the last minimum_down ≤ units − on */
static void emit_stays(yp_emitter *e, uint32_t i, bool is_up)
{
    const yp_component *x = &e->c->components[i];
    const double time = is_up ? x->minimum_up : x->minimum_down;
    const double units = is_up ? 0 : isnan(x->build_unit) ? 1 : x->capacity / x->build_unit;
    if (!(time > 0)) return;
    uint32_t row = row_of(e, i, is_up ? YP_ROW_STAY_ON : YP_ROW_STAY_OFF, yp_vector_number(-INFINITY),
                          at_beginnings(e, i, INFINITY, units));
    yp_emit_entry(e, row, e->on[i], yp_vector_number(is_up ? -1 : 1));
    for (size_t lag = 0; lag <= yp_lags_of(e->model, x, time); lag++)
        yp_emit_lag_entry(e, row, is_up ? e->start[i] : e->stop[i], lag, within(e, x, time, lag));
    if (!is_up && !isnan(x->build_unit) && e->built[i] != YP_NONE)
        yp_emit_entry(e, row, e->built[i], yp_vector_number(-1 / x->build_unit));
}

void yp_emit_commitments(yp_emitter *e)
{
    for (uint32_t i = 0; i < e->c->component_count; i++) {
        const yp_component *x = &e->c->components[i];
        if (x->commit == YP_COMMIT_NONE || !yp_is_ever_alive(e->c, i)) continue;
        const yp_vector least = yp_vector_of(e, x->minimum, YP_BASE), most = yp_running_most(e, i);
        emit_columns(e, i);
        if (is_growing(e, i))
            emit_growing_bounds(e, i, least, most);
        else
            emit_unit_bounds(e, i, least, most);
        emit_changes(e, i);
        emit_stays(e, i, true);
        emit_stays(e, i, false);
        yp_emit_parts(e, i);
    }
}
