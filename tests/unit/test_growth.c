/** Unbounded growth: a direction keeps the rows, and the cost falls along it. */
#include "near.h"
#include "solve/growth.h"

#include <string.h>

/* Two makers and a user of one good, x − y + z = 5: `y` is paid 3 for what it takes and has no end, `x`
 * costs 2. */
static yp_program market(double cost[3], double upper[3])
{
    static double lower[3] = { 0, 0, 0 }, side[1] = { 5 }, value[3] = { 1, -1, 1 };
    static int64_t start[4] = { 0, 1, 2, 3 };
    static int32_t row[3] = { 0, 0, 0 };
    return (yp_program){ .row_count = 1,
                         .column_count = 3,
                         .entry_count = 3,
                         .cost = cost,
                         .column_lower = lower,
                         .column_upper = upper,
                         .row_lower = side,
                         .row_upper = side,
                         .start = start,
                         .row = row,
                         .value = value };
}

static yp_outcome find(const yp_program *p, double direction[3])
{
    yp_outcome outcome = YP_UNKNOWN;
    assert_int_equal(yp_growth_find(p, &(yp_highs_options){ .thread_count = 1 }, direction, &outcome), YP_OK);
    return outcome;
}

static void finds_the_pair_that_pays(void **state)
{
    (void)state;
    double cost[3] = { 2, -3, 9 }, upper[3] = { INFINITY, INFINITY, INFINITY }, direction[3];
    yp_program p = market(cost, upper);
    assert_int_equal(find(&p, direction), YP_OPTIMAL);
    assert_near(direction[0], 1, 1e-9);
    assert_near(direction[1], 1, 1e-9);
    assert_near(direction[2], 0, 1e-9);
}

static void finds_none_where_there_is_an_end(void **state)
{
    (void)state;
    double cost[3] = { 2, -3, 9 }, upper[3] = { 1e6, INFINITY, INFINITY }, direction[3];
    yp_program p = market(cost, upper);
    assert_int_equal(find(&p, direction), YP_INFEASIBLE); /* z costs more than y earns */
    cost[1] = -10;
    assert_int_equal(find(&p, direction), YP_OPTIMAL);
    double slope[3] = { 0, 0.1, 0 };
    p.slope = slope; /* what earns less the more it grows ends */
    assert_int_equal(find(&p, direction), YP_INFEASIBLE);
    memset(cost, 0, sizeof cost);
    assert_int_equal(find(&p, direction), YP_INFEASIBLE);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(finds_the_pair_that_pays),
                                        cmocka_unit_test(finds_none_where_there_is_an_end) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
