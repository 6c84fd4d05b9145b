/* Time: blocks, the tree above them, and weights that add up to a year. */
#include "year_case.h"

#include "model/blocks.h"

#include <string.h>

static yp_blocks blocks_of(const yp_case *c, yp_arena *arena)
{
    yp_blocks blocks;
    assert_int_equal(YP_OK, yp_blocks_make(c, arena, NULL, &blocks));
    return blocks;
}

static double sum_of(const double *values, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += values[i];
    return sum;
}

/* Parents grow by steps of 0 or 1, cover their level, and the hours of a level are those of its base blocks.
 */
static void check_tree(const yp_blocks *blocks)
{
    for (int level = 0; level < YP_RESOLUTION_COUNT; level++) {
        const size_t count = blocks->level_count[level];
        if (count == 0) continue;
        const uint32_t *parent = blocks->parent[level];
        assert_int_equal(0, parent[0]);
        assert_int_equal(count - 1, parent[blocks->count - 1]);
        for (size_t b = 1; b < blocks->count; b++)
            assert_true(parent[b] == parent[b - 1] || parent[b] == parent[b - 1] + 1);
        assert_near(sum_of(blocks->hours[level], count), sum_of(blocks->sum, blocks->count), 1e-12);
        double cost = 0;
        for (size_t b = 0; b < blocks->count; b++)
            cost += blocks->cost[b] * blocks->period_weight[blocks->period[b]];
        assert_near(sum_of(blocks->weight_hours[level], count), cost, 1e-12);
    }
    for (size_t b = 1; b < blocks->count; b++)
        assert_true(blocks->cycle[b] >= blocks->cycle[b - 1] && blocks->period[b] >= blocks->period[b - 1]);
}

static const struct {
    yp_resolution level;
    bool drops;
    int year;
    size_t count;
    double hours[12]; /* of its first blocks; 0: not looked at */
} levels[] = {
    { YP_MONTH, true, 2025, 12, { 744, 672, 744, 720, 744, 720, 744, 744, 720, 744, 720, 744 } },
    { YP_MONTH, true, 2024, 12, { 744, 672, 744, 720, 744, 720, 744, 744, 720, 744, 720, 744 } },
    { YP_MONTH, false, 2025, 12, { 744, 672 } },
    { YP_SEASON, true, 2025, 5, { 1416, 2208, 2208, 2184, 744 } },
    { YP_WEEK, true, 2025, 52, { 168, 168 } },
    { YP_WEEK, true, 2024, 52, { 168, 168, 168, 168, 168, 168, 168, 168, 168, 168, 168, 168 } },
    { YP_DAY, true, 2025, 365, { 24, 24, 24 } },
    { YP_YEAR, true, 2025, 1, { 8760 } },
    { YP_HORIZON, true, 2025, 1, { 8760 } },
};

static void every_hour_has_its_day_week_month_and_season(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        year_options options = year_defaults();
        options.time.year = levels[i].year;
        options.time.drops_leap_day = levels[i].drops;
        options.second = levels[i].level;
        yp_case *c = year_case(&options);
        yp_arena *arena = yp_arena_new(NULL);
        const yp_blocks blocks = blocks_of(c, arena);
        check_tree(&blocks);
        assert_int_equal(YEAR_HOURS, blocks.count);
        assert_int_equal(levels[i].count, blocks.level_count[levels[i].level]);
        for (size_t k = 0; k < 12 && levels[i].hours[k] > 0; k++)
            assert_near(blocks.hours[levels[i].level][k], levels[i].hours[k], 1e-12);
        assert_near(blocks.year_share, 1, 1e-12);
        yp_arena_free(arena);
        yp_case_free(c);
    }
}

static void periods_repeat_the_year(void **state)
{
    (void)state;
    static const yp_period periods[] = { { 2025, 5, 4.5 }, { 2030, 10, 6.5 } };
    year_options options = year_defaults();
    options.second = YP_MONTH;
    options.periods = periods;
    options.period_count = 2;
    yp_case *c = year_case(&options);
    yp_arena *arena = yp_arena_new(NULL);
    const yp_blocks blocks = blocks_of(c, arena);
    check_tree(&blocks);
    assert_int_equal(2 * YEAR_HOURS, blocks.count);
    assert_int_equal(24, blocks.level_count[YP_MONTH]);
    assert_int_equal(2, blocks.level_count[YP_YEAR]);
    assert_int_equal(1, blocks.level_count[YP_HORIZON]);
    assert_near(blocks.weight_hours[YP_YEAR][1], 8760 * 6.5, 1e-12);
    assert_near(blocks.times[YP_MONTH][23], 6.5, 1e-12);
    assert_near(blocks.times[YP_HORIZON][0], 1, 1e-12);
    assert_int_equal(0, blocks.snapshot[YEAR_HOURS]);
    assert_near(blocks.year_share, 1, 1e-12);
    yp_arena_free(arena);
    yp_case_free(c);
}

static void typical_days_stand_for_the_year(void **state)
{
    (void)state;
    static const struct {
        size_t days;
        yp_resolution second;
        bool within_month;
    } tried[] = {
        { 1, YP_BASE, false }, { 7, YP_YEAR, false }, { 12, YP_MONTH, true }, { 20, YP_SEASON, true }
    };
    for (size_t i = 0; i < sizeof tried / sizeof *tried; i++) {
        year_options options = year_defaults();
        options.time.method = YP_AGGREGATE_DAYS;
        options.time.day_count = tried[i].days;
        options.time.within_month = tried[i].within_month;
        options.second = tried[i].second;
        yp_case *c = year_case(&options);
        yp_arena *arena = yp_arena_new(NULL);
        const yp_blocks blocks = blocks_of(c, arena);
        check_tree(&blocks);
        assert_int_equal(24 * tried[i].days, blocks.count);
        assert_near(sum_of(blocks.sum, blocks.count), 8760, 1e-12);
        assert_near(sum_of(blocks.cost, blocks.count), 8760, 1e-12);
        assert_near(blocks.year_share, 1, 1e-12);
        assert_int_equal(tried[i].days - 1, blocks.cycle[blocks.count - 1]);
        for (size_t b = 0; b < blocks.count; b++) assert_near(blocks.step[b], 1, 1e-12);
        yp_arena_free(arena);
        yp_case_free(c);
    }
}

static void each_month_keeps_its_days(void **state)
{
    (void)state;
    year_options options = year_defaults();
    options.time.method = YP_AGGREGATE_DAYS;
    options.time.day_count = 24;
    options.time.within_month = true;
    options.second = YP_MONTH;
    yp_case *c = year_case(&options);
    yp_arena *arena = yp_arena_new(NULL);
    const yp_blocks blocks = blocks_of(c, arena);
    assert_int_equal(12, blocks.level_count[YP_MONTH]);
    for (size_t month = 0; month < 12; month++)
        assert_near(blocks.hours[YP_MONTH][month], levels[0].hours[month], 1e-12);
    yp_arena_free(arena);
    yp_case_free(c);
}

static void hours_are_joined(void **state)
{
    (void)state;
    year_options options = year_defaults();
    options.time.method = YP_AGGREGATE_RESAMPLE;
    options.time.resample_hours = 3;
    options.second = YP_DAY;
    yp_case *c = year_case(&options);
    yp_arena *arena = yp_arena_new(NULL);
    const yp_blocks blocks = blocks_of(c, arena);
    check_tree(&blocks);
    assert_int_equal(YEAR_HOURS / 3, blocks.count);
    assert_int_equal(3, blocks.joined);
    assert_near(blocks.step[5], 3, 1e-12);
    assert_int_equal(15, blocks.snapshot[5]);
    assert_int_equal(365, blocks.level_count[YP_DAY]);
    yp_arena_free(arena);
    yp_case_free(c);
}

static const struct {
    const char *name;
    size_t snapshots;
    yp_aggregation_method method;
    double resample;
    size_t days;
    int hour;
    yp_resolution second;
    const char *words;
} refused[] = {
    { "half a year", 4380, YP_AGGREGATE_NONE, 0, 0, 0, YP_BASE, "8760" },
    { "hours that do not divide", 8760, YP_AGGREGATE_RESAMPLE, 7, 0, 0, YP_BASE, "resample to 7 hours" },
    { "half hours", 8760, YP_AGGREGATE_RESAMPLE, 0.5, 0, 0, YP_BASE, "resample to 0.5 hours" },
    { "days from noon", 8760, YP_AGGREGATE_DAYS, 0, 12, 12, YP_BASE, "whole days" },
    { "no whole days", 8750, YP_AGGREGATE_DAYS, 0, 12, 0, YP_BASE, "whole days" },
    { "weeks of days", 8760, YP_AGGREGATE_DAYS, 0, 12, 0, YP_WEEK, "week" },
};

static void refuses_time_that_does_not_fit(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        year_options options = year_defaults();
        options.time.snapshot_count = refused[i].snapshots;
        options.time.method = refused[i].method;
        options.time.resample_hours = refused[i].resample;
        options.time.day_count = refused[i].days;
        options.time.hour = refused[i].hour;
        options.second = refused[i].second;
        yp_case *c = year_case(&options);
        yp_arena *arena = yp_arena_new(NULL);
        yp_diag *diag = yp_diag_new();
        yp_blocks blocks;
        assert_int_equal(YP_BAD_INPUT, yp_blocks_make(c, arena, diag, &blocks));
        const char *line = yp_diag_line(diag, 0);
        if (!line || !strstr(line, refused[i].words)) fail_msg("%s: %s", refused[i].name, line);
        yp_diag_free(diag);
        yp_arena_free(arena);
        yp_case_free(c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_hour_has_its_day_week_month_and_season),
        cmocka_unit_test(periods_repeat_the_year),
        cmocka_unit_test(typical_days_stand_for_the_year),
        cmocka_unit_test(each_month_keeps_its_days),
        cmocka_unit_test(hours_are_joined),
        cmocka_unit_test(refuses_time_that_does_not_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
