/* Series at blocks, as the certificate derives them: joined, scaled to the year, averaged. */
#include "verify/internal.h"

#include "plans.h"

static const double tolerance = 1e-12;

/* A board over two blocks of 10 hours each and the numbers of four snapshots. */
static void open_board(board *s, yp_board *on, const double *values, bool is_scaled, uint32_t joined)
{
    uint32_t a, b, power;
    begin(s, 2, 2);
    two_provinces(s, &a, &b, &power);
    add_supply(s, "plant", a, power, 1, 1);
    finish_case(s);
    s->c->time.snapshot_count = 4;
    s->c->series = yp_arena_take(s->c->arena, 1, sizeof *s->c->series);
    s->c->series_count = 1;
    s->c->series[0] = (yp_series){ .name = "wind", .values = copy_of(s, values, 4) };
    yp_blocks *blocks = &s->plan.blocks;
    blocks->joined = joined;
    blocks->snapshot[1] = 2;
    blocks->is_scaled = is_scaled;
    blocks->kept = yp_arena_take(s->plan.arena, 2, sizeof *blocks->kept);
    assert_int_equal(yp_board_open(s->c, &s->plan, on), YP_OK);
}

static void close_board(board *s, yp_board *on)
{
    yp_board_close(on);
    end(s);
}

static void snapshots_are_picked_or_joined(void **state)
{
    (void)state;
    board s;
    yp_board on;
    double out[2];
    open_board(&s, &on, NUMBERS(1, 3, 5, 9), false, 1);
    yp_value_at(&on, (yp_value){ 100, -2, 0 }, YP_BASE, out);
    assert_near(out[0], 98, tolerance);
    assert_near(out[1], 90, tolerance);
    close_board(&s, &on);

    open_board(&s, &on, NUMBERS(1, 3, 5, 9), false, 2);
    yp_value_at(&on, (yp_value){ 0, 1, 0 }, YP_BASE, out);
    assert_near(out[0], 2, tolerance);
    assert_near(out[1], 7, tolerance);
    yp_value_at(&on, (yp_value){ 0, 1, 0 }, YP_DAY, out);
    assert_near(out[0], 4.5, tolerance);
    close_board(&s, &on);
}

static void typical_days_keep_the_sum_of_the_year(void **state)
{
    (void)state;
    board s;
    yp_board on;
    double out[2];
    /* The blocks have 1 and 2, the year 2.5 on average: both × 5/3. */
    open_board(&s, &on, NUMBERS(1, 3, 2, 4), true, 1);
    yp_value_at(&on, (yp_value){ 0, 1, 0 }, YP_BASE, out);
    assert_near(out[0], 5.0 / 3, tolerance);
    assert_near(out[1], 10.0 / 3, tolerance);
    close_board(&s, &on);

    /* No more than what was seen: the second block is cut at 4, the first makes up for it. */
    open_board(&s, &on, NUMBERS(1, 4, 3, 4), true, 1);
    yp_value_at(&on, (yp_value){ 0, 1, 0 }, YP_BASE, out);
    assert_near(out[0], 2, tolerance);
    assert_near(out[1], 4, tolerance);
    close_board(&s, &on);

    /* Nothing stays nothing, gaps stay gaps. */
    open_board(&s, &on, NUMBERS(0, 0, 0, 0), true, 1);
    yp_value_at(&on, (yp_value){ 0, 1, 0 }, YP_BASE, out);
    assert_near(out[0] + out[1], 0, tolerance);
    close_board(&s, &on);
    open_board(&s, &on, NUMBERS(1, 1, NAN, 1), true, 1);
    yp_value_at(&on, (yp_value){ 0, 1, 0 }, YP_BASE, out);
    assert_near(out[0], 1, tolerance);
    assert_true(isnan(out[1]));
    close_board(&s, &on);
}

static void nothing_times_anything_is_nothing(void **state)
{
    (void)state;
    assert_near(yp_product(0, INFINITY), 0, tolerance);
    assert_near(yp_product(-INFINITY, 0), 0, tolerance);
    assert_near(yp_product(2, -INFINITY), -INFINITY, tolerance);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(snapshots_are_picked_or_joined),
        cmocka_unit_test(typical_days_keep_the_sum_of_the_year),
        cmocka_unit_test(nothing_times_anything_is_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
