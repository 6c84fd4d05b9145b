/** What is switched on and off: how many units are on, start and stop, and how long they stay so. */
#include "verify/internal.h"

/* One component while its rows are checked; vectors [blocks.count]. */
typedef struct {
    yp_board *board;
    yp_terms *terms;
    const yp_component *row;
    const double *most, *least; /* shares */
    double *up, *down;          /* ramps as shares per block; NaN: none */
    double unit, existing;      /* size of a unit; units that exist */
    bool has_units, grows;      /* comes in units; new capacity without units */
} switched;

/* A row at one block. */
typedef struct {
    switched *s;
    yp_row_kind kind;
    size_t b;
    double dual, sum, largest;
} line;

static bool follows(const yp_board *board, size_t b)
{
    const yp_blocks *blocks = &board->plan->blocks;
    return b > 0 && blocks->cycle[b - 1] == blocks->cycle[b] && blocks->period[b - 1] == blocks->period[b];
}

static void add(line *l, yp_column *column, size_t back, double value)
{
    if (back > 0 && !follows(l->s->board, l->b)) return;
    const double term = value * column->level[l->b - back];
    l->sum += term;
    l->largest = fmax(l->largest, fabs(term));
    yp_worth_add(column, l->b - back, value * l->dual);
}

static void add_built(line *l, double value)
{
    yp_capacity_check *check = &l->s->board->capacities[l->s->terms->index];
    const double term = value * yp_built_level(l->s->board, l->s->terms->index, false);
    l->sum += term;
    l->largest = fmax(l->largest, fabs(term));
    check->reduced[0] -= value * l->dual;
    check->largest[0] += fabs(value * l->dual);
}

static void close_row(line *l, double lower, double upper)
{
    yp_row_check(
        l->s->board, l->sum, l->largest, lower, upper, l->dual,
        (yp_spotted){ .at = YP_AT_ROW, .kind = l->kind, .owner = l->s->terms->index, .block = l->b });
}

static bool begins_on(const yp_component *row)
{
    const double before = isnan(row->on_before) ? (row->off_before > 0 ? 0 : 1) : row->on_before;
    return before > 0;
}

/* The first block of a chain in which the component exists. */
static bool is_beginning(const switched *s, size_t b)
{
    return !follows(s->board, b) && yp_component_is_alive(s->board, s->terms->index, YP_BASE, b);
}

static void check_most(switched *s, line *l)
{
    double big = 0;
    add(l, s->terms->main, 0, 1);
    for (size_t b = 0; s->grows && b < s->board->plan->blocks.count; b++) big = fmax(big, s->most[b]);
    big *= s->row->capacity + s->row->build_maximum;
    add(l, s->terms->on, 0, s->grows ? -big : -s->most[l->b] * s->unit);
    close_row(l, -INFINITY, 0);
}

static void check_least(switched *s, line *l)
{
    double big = 0;
    add(l, s->terms->main, 0, 1);
    if (!s->grows) {
        add(l, s->terms->on, 0, -s->least[l->b] * s->unit);
        close_row(l, 0, INFINITY);
        return;
    }
    for (size_t b = 0; b < s->board->plan->blocks.count; b++) big = fmax(big, s->most[b]);
    big *= s->row->capacity + s->row->build_maximum;
    add(l, s->terms->on, 0, -big);
    add_built(l, -s->least[l->b]);
    close_row(l, s->least[l->b] * s->row->capacity - big, INFINITY);
}

static void check_started(switched *s, line *l)
{
    add(l, s->terms->start, 0, 1);
    add(l, s->terms->on, 0, -1);
    add(l, s->terms->on, 1, 1);
    close_row(l, is_beginning(s, l->b) && begins_on(s->row) ? -1 : 0, INFINITY);
}

static void check_stopped(switched *s, line *l)
{
    add(l, s->terms->stop, 0, 1);
    add(l, s->terms->on, 0, 1);
    add(l, s->terms->on, 1, -1);
    close_row(l, is_beginning(s, l->b) && begins_on(s->row) ? 1 : 0, INFINITY);
}

/* What was switched less than `time` before, the block at hand included. */
static void add_recent(switched *s, line *l, yp_column *column, double time)
{
    double passed = 0;
    for (size_t b = l->b;; b--) {
        if (passed >= time - 1e-9) return;
        const double term = column->level[b];
        l->sum += term;
        l->largest = fmax(l->largest, fabs(term));
        yp_worth_add(column, b, l->dual);
        if (!follows(s->board, b)) return;
        passed += s->row->time_unit == YP_PACE_BLOCK ? 1 : s->board->plan->blocks.step[b - 1];
    }
}

static void check_stay_on(switched *s, line *l)
{
    add_recent(s, l, s->terms->start, s->row->minimum_up);
    add(l, s->terms->on, 0, -1);
    close_row(l, -INFINITY, is_beginning(s, l->b) ? INFINITY : 0);
}

static void check_stay_off(switched *s, line *l)
{
    add_recent(s, l, s->terms->stop, s->row->minimum_down);
    add(l, s->terms->on, 0, 1);
    if (s->has_units && s->terms->built) add_built(l, -1 / s->unit);
    close_row(l, -INFINITY, is_beginning(s, l->b) ? INFINITY : s->existing);
}

/* Limit of a change that is no start or stop; INFINITY: none. */
static double limit_of(double ramp, double change)
{
    if (!isnan(ramp)) return ramp;
    return change < 1 ? 1 : INFINITY;
}

/* The right-hand side at a block: that of the state before in the first of all, in each scenario. */
static double ramp_side(const switched *s, size_t b, double limit, double at_first, double sign)
{
    if (isinf(limit)) return sign * INFINITY;
    if (follows(s->board, b)) return 0;
    const uint32_t *scenario = s->board->plan->blocks.scenario;
    const bool is_first = b == 0 || scenario[b - 1] != scenario[b];
    if (!is_first || !is_beginning(s, b)) return sign * INFINITY;
    if (!begins_on(s->row)) return 0;
    return isnan(s->row->level_before) ? sign * INFINITY : s->row->level_before + at_first;
}

static void check_ramp_up(switched *s, line *l)
{
    const double change = s->row->ramp_start, limit = limit_of(s->up[l->b], change);
    add(l, s->terms->main, 0, 1);
    add(l, s->terms->main, 1, -1);
    add(l, s->terms->on, 0, -change * s->unit);
    add(l, s->terms->on, 1, isinf(limit) ? 0 : (change - limit) * s->unit);
    close_row(l, -INFINITY, ramp_side(s, l->b, limit, (limit - change) * s->unit, 1));
}

static void check_ramp_down(switched *s, line *l)
{
    const double change = s->row->ramp_stop, limit = limit_of(s->down[l->b], change);
    add(l, s->terms->main, 0, 1);
    add(l, s->terms->main, 1, -1);
    add(l, s->terms->on, 0, isinf(limit) ? 0 : (limit - change) * s->unit);
    add(l, s->terms->on, 1, change * s->unit);
    close_row(l, ramp_side(s, l->b, limit, -change * s->unit, -1), INFINITY);
}

/* Hua, Liu & Zhang 2017: parts of a unit, where a start costs what a stop costs. */
static void close_part(switched *s, line *l)
{
    const bool is_open = is_beginning(s, l->b) || !follows(s->board, l->b);
    close_row(l, -INFINITY, is_open || s->row->start_cost != s->row->stop_cost ? INFINITY : 0);
}

static void check_part_before(switched *s, line *l)
{
    const double stop = s->row->ramp_stop * s->unit, over = s->most[l->b] * s->unit - stop;
    add(l, s->terms->main, 1, 1);
    add(l, s->terms->on, 1, -stop);
    add(l, s->terms->on, 0, -over);
    add(l, s->terms->start, 0, over);
    close_part(s, l);
}

static void check_part_now(switched *s, line *l)
{
    const double most = s->most[l->b] * s->unit;
    add(l, s->terms->main, 0, 1);
    add(l, s->terms->on, 0, -most);
    add(l, s->terms->start, 0, most - s->row->ramp_start * s->unit);
    close_part(s, l);
}

static void check_part_up(switched *s, line *l)
{
    const double least = s->least[l->b] * s->unit;
    const double rise = least + (isnan(s->up[l->b]) ? 1 : s->up[l->b]) * s->unit;
    add(l, s->terms->main, 0, 1);
    add(l, s->terms->main, 1, -1);
    add(l, s->terms->on, 0, -rise);
    add(l, s->terms->on, 1, least);
    add(l, s->terms->start, 0, rise - s->row->ramp_start * s->unit);
    close_part(s, l);
}

static void check_part_down(switched *s, line *l)
{
    const double least = s->least[l->b] * s->unit, stop = s->row->ramp_stop * s->unit;
    const double fall = (isnan(s->down[l->b]) ? 1 : s->down[l->b]) * s->unit;
    add(l, s->terms->main, 1, 1);
    add(l, s->terms->main, 0, -1);
    add(l, s->terms->on, 1, -stop);
    add(l, s->terms->on, 0, stop - fall);
    add(l, s->terms->start, 0, -(least + fall - stop));
    close_part(s, l);
}

static void check_kind(switched *s, yp_row_kind kind, void (*check)(switched *, line *))
{
    const size_t count = s->board->plan->blocks.count;
    const double *dual = yp_dual_of(s->board, kind, s->terms->index, YP_BASE, count);
    for (size_t b = 0; b < count; b++) {
        line l = { .s = s, .kind = kind, .b = b, .dual = dual[b] };
        check(s, &l);
    }
}

/* Ramps as shares per block, NaN where there is none. */
static bool take_ramp(yp_board *board, const yp_component *row, yp_value value, double *out)
{
    yp_value_at(board, value, YP_BASE, out);
    for (size_t b = 0; b < board->plan->blocks.count; b++) {
        if (isinf(out[b])) out[b] = NAN;
        if (row->ramp_unit == YP_PACE_HOUR) out[b] *= board->plan->blocks.step[b];
    }
    return value.series != YP_NONE || isfinite(value.offset);
}

void yp_commitment_check(yp_board *board, yp_terms *terms)
{
    const yp_component *row = terms->row;
    if (row->commit == YP_COMMIT_NONE || !terms->main || !terms->on) return;
    const size_t room = board->plan->blocks.count;
    double *memory = board->entry_memory;
    switched s = { .board = board, .terms = terms, .row = row, .has_units = !isnan(row->build_unit) };
    s.grows = !s.has_units && row->build_maximum > 0;
    s.unit = s.has_units ? row->build_unit : row->capacity;
    s.existing = s.has_units ? row->capacity / row->build_unit : 1;
    yp_running_shares(board, terms, memory, memory + room);
    s.most = memory;
    s.least = memory + room;
    s.up = memory + 3 * room;
    s.down = memory + 4 * room;
    const bool ramps_up = take_ramp(board, row, row->ramp_up, s.up) || row->ramp_start < 1;
    const bool ramps_down = take_ramp(board, row, row->ramp_down, s.down) || row->ramp_stop < 1;

    check_kind(&s, YP_ROW_ON_MOST, check_most);
    check_kind(&s, YP_ROW_ON_LEAST, check_least);
    check_kind(&s, YP_ROW_STARTED, check_started);
    check_kind(&s, YP_ROW_STOPPED, check_stopped);
    if (row->minimum_up > 0) check_kind(&s, YP_ROW_STAY_ON, check_stay_on);
    if (row->minimum_down > 0) check_kind(&s, YP_ROW_STAY_OFF, check_stay_off);
    if (ramps_up) check_kind(&s, YP_ROW_RAMP_UP, check_ramp_up);
    if (ramps_down) check_kind(&s, YP_ROW_RAMP_DOWN, check_ramp_down);
    if (row->commit != YP_COMMIT_RELAXED || s.grows || s.has_units) return;
    check_kind(&s, YP_ROW_PART_BEFORE, check_part_before);
    check_kind(&s, YP_ROW_PART_NOW, check_part_now);
    check_kind(&s, YP_ROW_PART_UP, check_part_up);
    check_kind(&s, YP_ROW_PART_DOWN, check_part_down);
}
