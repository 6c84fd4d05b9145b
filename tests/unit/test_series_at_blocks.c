/* Series at blocks: means of joined hours, and typical days that hold the year's sum. */
#include "year_case.h"

#include "case/at_blocks.h"
#include "model/blocks.h"

#include <string.h>

typedef struct {
    yp_case *c;
    yp_arena *arena;
    yp_blocks blocks;
    const double **series;
} made;

static made make(const year_options *options)
{
    made m = { .c = year_case(options), .arena = yp_arena_new(NULL) };
    assert_int_equal(YP_OK, yp_blocks_make(m.c, m.arena, NULL, &m.blocks));
    assert_int_equal(YP_OK, yp_series_at_blocks(m.c, &m.blocks, m.arena, &m.series));
    return m;
}

static void drop(made *m)
{
    yp_arena_free(m->arena);
    yp_case_free(m->c);
}

static void every_hour_is_itself(void **state)
{
    (void)state;
    const year_options options = year_defaults();
    made m = make(&options);
    for (size_t s = 0; s < m.c->series_count; s++)
        assert_memory_equal(m.series[s], m.c->series[s].values, YEAR_HOURS * sizeof(double));
    drop(&m);
}

static void joined_hours_are_means(void **state)
{
    (void)state;
    year_options options = year_defaults();
    options.time.method = YP_AGGREGATE_RESAMPLE;
    options.time.resample_hours = 4;
    made m = make(&options);
    for (size_t s = 0; s < m.c->series_count; s++)
        for (size_t b = 0; b < m.blocks.count; b++) {
            const double *v = m.c->series[s].values + 4 * b;
            assert_near(m.series[s][b], (v[0] + v[1] + v[2] + v[3]) / 4, 1e-12);
        }
    drop(&m);
}

static void typical_days_hold_the_sum_of_the_year(void **state)
{
    (void)state;
    static const size_t tried[] = { 3, 6, 12, 30 };
    static const char *const names[] = { "load", "wind", "sun" };
    for (size_t i = 0; i < sizeof tried / sizeof *tried; i++) {
        year_options options = year_defaults();
        options.time.method = YP_AGGREGATE_DAYS;
        options.time.day_count = tried[i];
        options.time.keeps_peak_net_load = options.time.keeps_low_wind_sun = true;
        made m = make(&options);
        for (size_t n = 0; n < 3; n++) {
            const uint32_t s = series_named(m.c, names[n]);
            double year = 0, blocks = 0, highest = 0;
            for (size_t h = 0; h < YEAR_HOURS; h++) {
                year += m.c->series[s].values[h];
                highest = fmax(highest, m.c->series[s].values[h]);
            }
            for (size_t b = 0; b < m.blocks.count; b++) {
                blocks += m.blocks.sum[b] * m.series[s][b];
                assert_true(m.series[s][b] <= highest);
            }
            assert_near(blocks, year, 1e-9);
        }
        drop(&m);
    }
}

/* The peak of the year is the peak of the plan, not more and not less. */
static void extreme_days_keep_their_values(void **state)
{
    (void)state;
    year_options options = year_defaults();
    options.time.method = YP_AGGREGATE_DAYS;
    options.time.day_count = 6;
    options.time.keeps_peak_net_load = options.time.keeps_low_wind_sun = true;
    made m = make(&options);
    size_t kept = 0;
    for (size_t b = 0; b < m.blocks.count; b++) {
        if (!m.blocks.kept[b]) continue;
        kept++;
        for (size_t s = 0; s < m.c->series_count; s++)
            assert_true(m.series[s][b] == m.c->series[s].values[m.blocks.snapshot[b]]);
    }
    assert_int_equal(48, kept);
    drop(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_hour_is_itself),
        cmocka_unit_test(joined_hours_are_means),
        cmocka_unit_test(typical_days_hold_the_sum_of_the_year),
        cmocka_unit_test(extreme_days_keep_their_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
