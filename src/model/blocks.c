#include "model/blocks.h"

#include "model/branch_blocks.h"
#include "model/calendar.h"
#include "model/days.h"

#include <string.h>

static yp_spot nowhere(const yp_case *c)
{
    return (yp_spot){ c->folder, 0, 0 };
}

static yp_status take_base(yp_blocks *blocks, yp_arena *arena, size_t per_period, size_t period_count)
{
    size_t count = per_period * period_count;
    blocks->count = count;
    blocks->period_count = period_count;
    blocks->scenario_count = 1;
    blocks->step = yp_arena_take(arena, count, sizeof(double));
    blocks->sum = yp_arena_take(arena, count, sizeof(double));
    blocks->cost = yp_arena_take(arena, count, sizeof(double));
    blocks->cycle = yp_arena_take(arena, count, sizeof(uint32_t));
    blocks->period = yp_arena_take(arena, count, sizeof(uint32_t));
    blocks->snapshot = yp_arena_take(arena, count, sizeof(uint32_t));
    blocks->scenario = yp_arena_take(arena, count, sizeof(uint32_t));
    blocks->period_weight = yp_arena_take(arena, period_count, sizeof(double));
    bool has_all = blocks->step && blocks->sum && blocks->cost && blocks->cycle && blocks->period &&
                   blocks->snapshot && blocks->scenario && blocks->period_weight;
    return has_all ? YP_OK : YP_NO_MEMORY;
}

/* Blocks of `joined` snapshots each, one chain per period. */
static yp_status use_snapshots(const yp_case *c, uint32_t joined, yp_arena *arena, yp_blocks *blocks)
{
    size_t per_period = c->time.snapshot_count / joined;
    yp_status status = take_base(blocks, arena, per_period, c->period_count);
    if (status != YP_OK) return status;
    blocks->joined = joined;
    for (size_t b = 0; b < blocks->count; b++) {
        blocks->step[b] = blocks->sum[b] = blocks->cost[b] = c->time.step_hours * joined;
        blocks->period[b] = blocks->cycle[b] = (uint32_t)(b / per_period);
        blocks->snapshot[b] = (uint32_t)(b % per_period) * joined;
    }
    return YP_OK;
}

/* Typical days: each a chain of its own, standing for `weight` days. */
static yp_status use_days(const yp_case *c, yp_arena *arena, yp_blocks *blocks)
{
    size_t hours = (size_t)lround(24 / c->time.step_hours), day_count = 0;
    yp_typical_day *days = NULL;
    yp_status status = yp_days_choose(c, hours, arena, &days, &day_count);
    if (status == YP_OK) status = take_base(blocks, arena, day_count * hours, c->period_count);
    if (status != YP_OK) return status;
    blocks->joined = 1;
    blocks->is_scaled = true;
    blocks->kept = yp_arena_take(arena, blocks->count, sizeof *blocks->kept);
    if (!blocks->kept) return YP_NO_MEMORY;
    for (size_t b = 0; b < blocks->count; b++) {
        size_t in_period = b % (day_count * hours), day = in_period / hours;
        blocks->step[b] = c->time.step_hours;
        blocks->kept[b] = (uint8_t)days[day].kept;
        blocks->sum[b] = blocks->cost[b] = c->time.step_hours * days[day].weight;
        blocks->period[b] = (uint32_t)(b / (day_count * hours));
        blocks->cycle[b] = (uint32_t)(b / hours);
        blocks->snapshot[b] = (uint32_t)(days[day].day * hours + in_period % hours);
    }
    return YP_OK;
}

static yp_status use_explicit(const yp_case *c, yp_arena *arena, yp_blocks *blocks)
{
    const yp_time *time = &c->time;
    yp_status status = take_base(blocks, arena, time->snapshot_count, 1);
    if (status != YP_OK) return status;
    blocks->joined = 1;
    for (size_t b = 0; b < blocks->count; b++) {
        blocks->step[b] = time->block_step[b];
        blocks->sum[b] = time->block_sum ? time->block_sum[b] : time->block_step[b];
        blocks->cost[b] = time->block_cost ? time->block_cost[b] : time->block_step[b];
        blocks->cycle[b] = time->block_cycle ? time->block_cycle[b] : 0;
        blocks->period[b] = time->block_period ? time->block_period[b] : 0;
        blocks->snapshot[b] = (uint32_t)b;
    }
    blocks->period_count = blocks->count ? blocks->period[blocks->count - 1] + 1 : 1;
    blocks->period_weight = yp_arena_take(arena, blocks->period_count, sizeof(double));
    return blocks->period_weight ? YP_OK : YP_NO_MEMORY;
}

/* Which block of a calendar level a base block belongs to, as a number that grows with time. */
static int64_t level_number(const yp_case *c, const yp_blocks *blocks, yp_resolution level, size_t b,
                            double elapsed)
{
    if (level >= YP_HORIZON) return 0;
    if (level >= YP_YEAR) return blocks->period[b];
    double hours = c->time.block_step ? elapsed : blocks->snapshot[b] * c->time.step_hours;
    yp_date date = yp_date_after(&c->time, hours);
    switch (level) {
    case YP_DAY:
        return date.day_number;
    case YP_WEEK:
        return date.year * 60LL + date.week;
    case YP_MONTH:
        return date.year * 12LL + date.month;
    /* December opens the winter of the year after, so that a season is one stretch of time. */
    case YP_SEASON:
        return (date.year + (date.month == 12)) * 4LL + date.season;
    default:
        return (int64_t)b;
    }
}

static yp_status make_level(const yp_case *c, yp_blocks *blocks, yp_resolution level, yp_arena *arena)
{
    uint32_t *parent = yp_arena_take(arena, blocks->count, sizeof *parent);
    if (!parent) return YP_NO_MEMORY;
    uint32_t count = 0;
    int64_t last = 0;
    double elapsed = 0;
    for (size_t b = 0; b < blocks->count; b++) {
        bool new_period = b > 0 && blocks->period[b] != blocks->period[b - 1];
        bool new_scenario = b > 0 && blocks->scenario[b] != blocks->scenario[b - 1];
        if (new_period || new_scenario) elapsed = 0;
        int64_t number = level == YP_BASE ? (int64_t)b : level_number(c, blocks, level, b, elapsed);
        if (b > 0 &&
            (number != last || (level < YP_HORIZON && new_period) || (level < YP_SHARED && new_scenario)))
            count++;
        parent[b] = count;
        last = number;
        elapsed += blocks->step[b];
    }
    blocks->parent[level] = parent;
    blocks->level_count[level] = blocks->count ? count + 1 : 0;
    return YP_OK;
}

static yp_status weigh_level(yp_blocks *blocks, yp_resolution level, yp_arena *arena)
{
    size_t count = blocks->level_count[level];
    double *steps = yp_arena_take(arena, count, sizeof *steps);
    blocks->hours[level] = yp_arena_take(arena, count, sizeof(double));
    blocks->weight_hours[level] = yp_arena_take(arena, count, sizeof(double));
    blocks->times[level] = yp_arena_take(arena, count, sizeof(double));
    if (!steps || !blocks->hours[level] || !blocks->weight_hours[level] || !blocks->times[level])
        return YP_NO_MEMORY;
    for (size_t b = 0; b < blocks->count; b++) {
        uint32_t p = blocks->parent[level][b];
        double of_scenario = blocks->scenario_weight[blocks->scenario[b]];
        double weight = level >= YP_HORIZON ? 1 : blocks->period_weight[blocks->period[b]];
        blocks->hours[level][p] += level == YP_SHARED ? yp_block_hours(blocks, b) : blocks->sum[b];
        blocks->weight_hours[level][p] +=
            blocks->cost[b] * blocks->period_weight[blocks->period[b]] * of_scenario;
        blocks->times[level][p] = level == YP_SHARED ? 1 : weight * of_scenario;
        steps[p] += blocks->step[b];
    }
    if (level <= YP_DAY)
        for (size_t p = 0; p < count; p++) blocks->times[level][p] *= blocks->hours[level][p] / steps[p];
    return YP_OK;
}

/* Levels that some good, level or total asks for. */
static void mark_levels(const yp_case *c, bool used[YP_RESOLUTION_COUNT])
{
    used[YP_BASE] = used[YP_YEAR] = used[YP_PERIOD] = used[YP_HORIZON] = true;
    used[YP_SHARED] = c->branch_count > 1;
    for (size_t g = 0; g < c->good_count; g++) used[c->goods[g].resolution] = true;
    for (size_t i = 0; i < c->component_count; i++) {
        used[c->components[i].resolution] = true;
        if (c->components[i].table == YP_STORE && c->components[i].cycle == YP_CYCLE_DAY) used[YP_DAY] = true;
    }
}

static yp_status check_fit(const yp_case *c, const yp_blocks *blocks, yp_diag *diag)
{
    double hours = 0;
    size_t in_first = 0;
    while (in_first < blocks->count && blocks->period[in_first] == 0 && blocks->scenario[in_first] == 0)
        hours += blocks->sum[in_first++];
    if (c->time.is_partial || fabs(hours - 8760) <= 1e-6 * 8760) return YP_OK;
    yp_diag_error(diag, nowhere(c),
                  "time adds up to %.10g hours: expected 8760, a year (write `partial: yes` under time if it "
                  "is not one)",
                  hours);
    return YP_BAD_INPUT;
}

static yp_status check_method(yp_case const *c, const bool used[YP_RESOLUTION_COUNT], yp_diag *diag)
{
    const yp_time *time = &c->time;
    if (time->block_step || time->method == YP_AGGREGATE_NONE) return YP_OK;
    if (time->method == YP_AGGREGATE_RESAMPLE) {
        double joined = time->resample_hours / time->step_hours;
        if (joined >= 1 && joined == floor(joined) && fmod((double)time->snapshot_count, joined) == 0)
            return YP_OK;
        yp_diag_error(diag, nowhere(c),
                      "resample to %g hours: expected a whole number of steps that divides the horizon",
                      time->resample_hours);
        return YP_BAD_INPUT;
    }
    double hours = 24 / time->step_hours;
    if (hours < 1 || fabs(hours - round(hours)) > 1e-9 || time->hour != 0 || time->minute != 0 ||
        fmod((double)time->snapshot_count, round(hours)) != 0) {
        yp_diag_error(diag, nowhere(c),
                      "typical days: expected a horizon of whole days that starts at midnight");
        return YP_BAD_INPUT;
    }
    if (used[YP_WEEK]) {
        yp_diag_error(diag, nowhere(c),
                      "typical days cannot carry goods of resolution week: choose every hour or resample");
        return YP_BAD_INPUT;
    }
    return YP_OK;
}

yp_status yp_blocks_make(const yp_case *c, yp_arena *arena, yp_diag *diag, yp_blocks *out)
{
    yp_blocks blocks = { 0 };
    bool used[YP_RESOLUTION_COUNT] = { false };
    mark_levels(c, used);
    yp_status status = check_method(c, used, diag);
    if (status != YP_OK) return status;

    if (c->time.block_step)
        status = use_explicit(c, arena, &blocks);
    else if (c->time.method == YP_AGGREGATE_DAYS)
        status = use_days(c, arena, &blocks);
    else if (c->time.method == YP_AGGREGATE_RESAMPLE)
        status =
            use_snapshots(c, (uint32_t)lround(c->time.resample_hours / c->time.step_hours), arena, &blocks);
    else
        status = use_snapshots(c, 1, arena, &blocks);
    if (status == YP_OK) status = yp_blocks_branch(c, arena, &blocks);
    if (status != YP_OK) return status;

    for (size_t p = 0; p < blocks.period_count; p++)
        blocks.period_weight[p] = p < c->period_count ? c->periods[p].weight : 1;
    for (int level = YP_BASE; level < YP_RESOLUTION_COUNT && status == YP_OK; level++) {
        if (!used[level]) continue;
        status = make_level(c, &blocks, (yp_resolution)level, arena);
        if (status == YP_OK) status = weigh_level(&blocks, (yp_resolution)level, arena);
    }
    if (status == YP_OK) status = check_fit(c, &blocks, diag);
    if (status != YP_OK) return status;
    blocks.year_share = blocks.hours[YP_YEAR][0] / 8760;
    *out = blocks;
    return YP_OK;
}

yp_status yp_blocks_first(const yp_blocks *blocks, yp_resolution level, yp_arena *arena, uint32_t **first)
{
    size_t count = blocks->level_count[level];
    uint32_t *starts = yp_arena_take(arena, count + 1, sizeof *starts);
    if (!starts) return YP_NO_MEMORY;
    for (size_t b = blocks->count; b-- > 0;) starts[blocks->parent[level][b]] = (uint32_t)b;
    starts[count] = (uint32_t)blocks->count;
    *first = starts;
    return YP_OK;
}
