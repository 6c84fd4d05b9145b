/* Typical days: as many as asked for, extremes among them, weights that add up, the same on every run. */
#include "year_case.h"

#include "model/days.h"

#include <string.h>

static yp_typical_day *days_of(size_t wanted, bool keeps, yp_arena *arena, size_t *count)
{
    year_options options = year_defaults();
    options.time.method = YP_AGGREGATE_DAYS;
    options.time.day_count = wanted;
    options.time.keeps_peak_net_load = options.time.keeps_low_wind_sun = keeps;
    yp_case *c = year_case(&options);
    yp_typical_day *days = NULL;
    assert_int_equal(YP_OK, yp_days_choose(c, 24, arena, &days, count));
    yp_case_free(c);
    return days;
}

static void weights_add_up_to_the_year(void **state)
{
    (void)state;
    static const size_t tried[] = { 1, 2, 3, 12, 40, 364, 365, 366 };
    for (size_t i = 0; i < sizeof tried / sizeof *tried; i++) {
        yp_arena *arena = yp_arena_new(NULL);
        size_t count = 0;
        const yp_typical_day *days = days_of(tried[i], true, arena, &count);
        double weight = 0;
        assert_int_equal(tried[i] < YEAR_DAYS ? tried[i] : YEAR_DAYS, count);
        for (size_t d = 0; d < count; d++) {
            weight += days[d].weight;
            assert_true(days[d].weight >= 1);
            assert_true(days[d].day < YEAR_DAYS);
            assert_true(d == 0 || days[d].day > days[d - 1].day);
        }
        assert_near(weight, YEAR_DAYS, 1e-12);
        yp_arena_free(arena);
    }
}

static void extreme_days_stand_for_themselves(void **state)
{
    (void)state;
    yp_arena *arena = yp_arena_new(NULL);
    size_t count = 0, found = 0;
    const yp_typical_day *days = days_of(8, true, arena, &count);
    for (size_t d = 0; d < count; d++) {
        if (days[d].kept == YP_KEPT_NOT) continue;
        found++;
        assert_int_equal(days[d].kept == YP_KEPT_PEAK_NET_LOAD ? PEAK_DAY : CALM_DAY, days[d].day);
        assert_near(days[d].weight, 1, 1e-12);
    }
    assert_int_equal(2, found);
    yp_arena_free(arena);
}

static void the_same_on_every_run(void **state)
{
    (void)state;
    yp_arena *arena = yp_arena_new(NULL);
    size_t counts[2];
    const yp_typical_day *first = days_of(10, true, arena, &counts[0]),
                         *second = days_of(10, true, arena, &counts[1]);
    assert_int_equal(counts[0], counts[1]);
    for (size_t d = 0; d < counts[0]; d++) {
        assert_int_equal(first[d].day, second[d].day);
        assert_true(first[d].weight == second[d].weight);
    }
    yp_arena_free(arena);
}

static void all_days_stand_for_themselves_when_all_are_kept(void **state)
{
    (void)state;
    yp_arena *arena = yp_arena_new(NULL);
    size_t count = 0;
    const yp_typical_day *days = days_of(YEAR_DAYS, false, arena, &count);
    for (size_t d = 0; d < count; d++) {
        assert_int_equal(d, days[d].day);
        assert_near(days[d].weight, 1, 1e-12);
        assert_int_equal(YP_KEPT_NOT, days[d].kept);
    }
    yp_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_add_up_to_the_year),
        cmocka_unit_test(extreme_days_stand_for_themselves),
        cmocka_unit_test(the_same_on_every_run),
        cmocka_unit_test(all_days_stand_for_themselves_when_all_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
