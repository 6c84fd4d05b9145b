/** The elastic relaxation: random programs against the bound that its duals prove by themselves. */
#include "near.h"
#include "solve/elastic.h"

#include <stdlib.h>

enum { ROWS = 6, COLUMNS = 8, ENTRIES = ROWS * COLUMNS };

typedef struct {
    yp_program p;
    double cost[COLUMNS], lower[COLUMNS], upper[COLUMNS], row_lower[ROWS], row_upper[ROWS], value[ENTRIES];
    int64_t start[COLUMNS + 1];
    int32_t row[ENTRIES];
} dense;

static double drawn(double low, double high)
{
    return low + (high - low) * rand() / RAND_MAX;
}

static void draw(dense *d)
{
    for (int j = 0; j < COLUMNS; j++) {
        d->start[j] = j * ROWS;
        d->lower[j] = drawn(-2, 0);
        d->upper[j] = drawn(0, 2);
        d->cost[j] = drawn(-1, 1);
        for (int i = 0; i < ROWS; i++) {
            d->row[j * ROWS + i] = i;
            d->value[j * ROWS + i] = drawn(-1, 1);
        }
    }
    d->start[COLUMNS] = ENTRIES;
    for (int i = 0; i < ROWS; i++) {
        d->row_lower[i] = i % 3 == 2 ? -INFINITY : drawn(-9, 6);
        d->row_upper[i] = i % 3 == 1 ? INFINITY : d->row_lower[i] + drawn(0, 3);
        if (i % 3 == 2) d->row_upper[i] = drawn(-6, 9);
    }
    d->p = (yp_program){ .row_count = ROWS,
                         .column_count = COLUMNS,
                         .entry_count = ENTRIES,
                         .cost = d->cost,
                         .column_lower = d->lower,
                         .column_upper = d->upper,
                         .row_lower = d->row_lower,
                         .row_upper = d->row_upper,
                         .start = d->start,
                         .row = d->row,
                         .value = d->value };
}

/* Least of 0·x over the rows and bounds, as the duals alone prove it: above 0 there is no x. */
static double proven(const dense *d, const double *dual)
{
    double bound = 0;
    for (int i = 0; i < ROWS; i++)
        if (fabs(dual[i]) > 1e-9) bound += dual[i] * (dual[i] > 0 ? d->row_lower[i] : d->row_upper[i]);
    for (int j = 0; j < COLUMNS; j++) {
        double reduced = 0;
        for (int i = 0; i < ROWS; i++) reduced -= dual[i] * d->value[j * ROWS + i];
        bound += reduced * (reduced > 0 ? d->lower[j] : d->upper[j]);
    }
    return bound;
}

static bool has_solution(const dense *d)
{
    double x[COLUMNS], dual[ROWS];
    yp_highs_solution s = { .x = x, .row_dual = dual };
    assert_int_equal(yp_highs_solve(&d->p, &(yp_highs_options){ .thread_count = 1 }, &s), YP_OK);
    return s.outcome == YP_OPTIMAL;
}

static void the_duals_prove_the_least_violation(void **state)
{
    (void)state;
    int excluded = 0;
    srand(20261124);
    for (int k = 0; k < 100; k++) {
        dense d;
        yp_elastic elastic;
        double weight[ROWS];
        draw(&d);
        for (int i = 0; i < ROWS; i++) weight[i] = drawn(1, 3);
        assert_int_equal(yp_elastic_solve(&d.p, weight, &(yp_highs_options){ .thread_count = 1 }, &elastic),
                         YP_OK);
        assert_int_equal(elastic.outcome, YP_OPTIMAL);
        assert_near(elastic.total, proven(&d, elastic.dual), 1e-7);
        double weighted = 0;
        for (int i = 0; i < ROWS; i++) weighted += weight[i] * fabs(elastic.short_by[i]);
        assert_near(weighted, elastic.total, 1e-7);
        assert_int_equal(elastic.total < 1e-7, has_solution(&d));
        excluded += elastic.total >= 1e-7;
        yp_elastic_free(&elastic);
    }
    assert_in_range(excluded, 20, 95); /* both kinds were drawn */
}

static void rows_that_must_hold_hold(void **state)
{
    (void)state;
    dense d;
    yp_elastic elastic;
    double weight[ROWS];
    srand(7);
    draw(&d);
    for (int i = 0; i < ROWS; i++) weight[i] = i == 0 ? INFINITY : 1;
    d.row_lower[0] = 100; /* beyond reach */
    d.row_upper[0] = INFINITY;
    assert_int_equal(yp_elastic_solve(&d.p, weight, &(yp_highs_options){ .thread_count = 1 }, &elastic),
                     YP_OK);
    assert_int_equal(elastic.outcome, YP_INFEASIBLE);
    yp_elastic_free(&elastic);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(the_duals_prove_the_least_violation),
                                        cmocka_unit_test(rows_that_must_hold_hold) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
