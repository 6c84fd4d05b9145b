/* Dates of the horizon, with and without 29 February. */
#include "near.h"

#include "model/calendar.h"

static const struct {
    int64_t number;
    int year, month, day, week, season;
} known[] = {
    { 0, 1970, 1, 1, 0, 0 },        { -1, 1969, 12, 31, 51, 0 },   { 11016, 2000, 2, 29, 8, 0 },
    { 11017, 2000, 3, 1, 8, 1 },    { -25509, 1900, 2, 28, 8, 0 }, { -25508, 1900, 3, 1, 8, 1 },
    { 19722, 2023, 12, 31, 51, 0 }, { 19723, 2024, 1, 1, 0, 0 },   { 19905, 2024, 7, 1, 26, 2 },
    { 20027, 2024, 10, 31, 43, 3 }, { -719162, 1, 1, 1, 0, 0 },
};

static void days_have_their_dates(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const yp_date date = yp_date_of_day(known[i].number);
        assert_int_equal(date.year, known[i].year);
        assert_int_equal(date.month, known[i].month);
        assert_int_equal(date.day, known[i].day);
        assert_int_equal(date.week, known[i].week);
        assert_int_equal(date.season, known[i].season);
        assert_true(date.day_number == known[i].number);
    }
}

static const struct {
    double hours;
    int year, month, day;
} after[] = {
    { 0, 2024, 2, 28 },    { 17.99, 2024, 2, 28 }, { 18, 2024, 3, 1 },         { 42, 2024, 3, 2 },
    { 8760, 2025, 2, 28 }, { 35040, 2028, 2, 28 }, { 35040 + 18, 2028, 3, 1 }, { 2 * 35040 + 42, 2032, 3, 2 },
};

/* A horizon that starts at six in the evening and knows no 29 February. */
static void leap_days_may_be_left_out(void **state)
{
    (void)state;
    yp_time time = {
        .year = 2024, .month = 2, .day = 28, .hour = 6, .step_hours = 1, .drops_leap_day = true
    };
    for (size_t i = 0; i < sizeof after / sizeof *after; i++) {
        const yp_date date = yp_date_after(&time, after[i].hours);
        assert_int_equal(date.year, after[i].year);
        assert_int_equal(date.month, after[i].month);
        assert_int_equal(date.day, after[i].day);
    }
    time.drops_leap_day = false;
    assert_int_equal(29, yp_date_after(&time, 18).day);
}

/* The case tells the date of a snapshot by other code. */
static void agrees_with_the_case(void **state)
{
    (void)state;
    yp_time time = { .year = 2023, .month = 11, .day = 5, .hour = 13, .minute = 30, .step_hours = 1.5 };
    for (int drops = 0; drops < 2; drops++) {
        time.drops_leap_day = drops;
        for (size_t s = 0; s < 40000; s += 7) {
            int year, month, day, minute;
            yp_time_date(&time, s, &year, &month, &day, &minute);
            const yp_date date = yp_date_after(&time, time.step_hours * (double)s);
            assert_true(date.year == year && date.month == month && date.day == day);
        }
    }
}

/* Without 29 February a year has 52 weeks of seven days, the last with one more. */
static void weeks_count_from_new_year(void **state)
{
    (void)state;
    const yp_time time = { .year = 2024, .month = 1, .day = 1, .step_hours = 24, .drops_leap_day = true };
    for (int day = 0; day < 365; day++)
        assert_int_equal(yp_date_after(&time, 24 * day).week, day / 7 < 51 ? day / 7 : 51);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_have_their_dates),
        cmocka_unit_test(leap_days_may_be_left_out),
        cmocka_unit_test(agrees_with_the_case),
        cmocka_unit_test(weeks_count_from_new_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
