/* Programs with known answers, by every method, in this process and in a child; and every way a solve can
 * end. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "solve/highs.h"

#include "large.h"
#include "near.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { most_columns = 8, most_rows = 8 };

static yp_highs_solution solve(const yp_program *p, yp_highs_options options)
{
    static double x[most_columns], dual[most_rows];
    yp_highs_solution s = { .x = x, .row_dual = dual };
    if (options.thread_count == 0) options.thread_count = 1;
    assert_int_equal(YP_OK, yp_highs_solve(p, &options, &s));
    return s;
}

/* Dantzig's transport problem: from Seattle and San Diego to New York, Chicago, Topeka. */
static yp_program transport(void)
{
    static double cost[] = { 0.225, 0.153, 0.162, 0.225, 0.162, 0.126 };
    static double lower[6], upper[] = { INFINITY, INFINITY, INFINITY, INFINITY, INFINITY, INFINITY };
    static double row_lower[] = { -INFINITY, -INFINITY, 325, 300, 275 };
    static double row_upper[] = { 350, 600, INFINITY, INFINITY, INFINITY };
    static int64_t start[] = { 0, 2, 4, 6, 8, 10, 12 };
    static int32_t row[] = { 0, 2, 0, 3, 0, 4, 1, 2, 1, 3, 1, 4 };
    static double value[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
    return (yp_program){ .row_count = 5,
                         .column_count = 6,
                         .entry_count = 12,
                         .cost = cost,
                         .column_lower = lower,
                         .column_upper = upper,
                         .row_lower = row_lower,
                         .row_upper = row_upper,
                         .start = start,
                         .row = row,
                         .value = value };
}

static const yp_method linear_methods[] = { YP_METHOD_CHOOSE, YP_METHOD_SIMPLEX, YP_METHOD_IPX,
                                            YP_METHOD_HIPO, YP_METHOD_PDLP };

static void solves_transport_by_every_method(void **state)
{
    (void)state;
    static const double prices[] = { 0, 0, 0.225, 0.153, 0.126 };
    yp_program p = transport();
    for (size_t m = 0; m < COUNT(linear_methods); m++) {
        for (int is_child = 0; is_child < 2; is_child++) {
            yp_highs_solution s =
                solve(&p, (yp_highs_options){ .method = linear_methods[m], .is_child = is_child });
            assert_int_equal(YP_OPTIMAL, s.outcome);
            assert_true(s.has_point && s.has_duals);
            assert_near(s.objective, 153.675, 1e-5);
            for (int i = 0; i < 5; i++) assert_near(s.row_dual[i], prices[i], 1e-4);
            assert_int_equal(s.peak_bytes > 0,
                             is_child || s.method == YP_METHOD_HIPO || s.method == YP_METHOD_PDLP);
        }
    }
}

static void adds_the_offset(void **state)
{
    (void)state;
    yp_program p = transport();
    p.offset = 1000;
    assert_near(solve(&p, (yp_highs_options){ 0 }).objective, 1153.675, 1e-9);
}

static void gives_a_vertex_where_asked(void **state)
{
    (void)state;
    yp_program p = transport();
    assert_false(solve(&p, (yp_highs_options){ .method = YP_METHOD_IPX }).is_vertex);
    assert_true(solve(&p, (yp_highs_options){ .method = YP_METHOD_IPX, .crossover = true }).is_vertex);
    assert_true(solve(&p, (yp_highs_options){ .method = YP_METHOD_SIMPLEX }).is_vertex);
}

/* min x + 2y with x + y >= 4 (dual 1) and x <= 3 as a row (dual −1): x = 3, y = 1, a unit more of the first
 * row costs 2. */
static void signs_of_duals_are_those_of_the_header(void **state)
{
    (void)state;
    double cost[] = { 1, 2 }, lower[] = { 0, 0 }, upper[] = { INFINITY, INFINITY };
    double row_lower[] = { 4, -INFINITY }, row_upper[] = { INFINITY, 3 }, value[] = { 1, 1, 1 };
    int64_t start[] = { 0, 2, 3 };
    int32_t row[] = { 0, 1, 0 };
    yp_program p = { .row_count = 2,
                     .column_count = 2,
                     .entry_count = 3,
                     .cost = cost,
                     .column_lower = lower,
                     .column_upper = upper,
                     .row_lower = row_lower,
                     .row_upper = row_upper,
                     .start = start,
                     .row = row,
                     .value = value };
    for (size_t m = 0; m < COUNT(linear_methods); m++) {
        yp_highs_solution s = solve(&p, (yp_highs_options){ .method = linear_methods[m] });
        assert_near(s.objective, 5, 1e-5);
        assert_near(s.row_dual[0], 2, 1e-4);
        assert_near(s.row_dual[1], -1, 1e-4);
    }
}

/* One row x + y in [low, high] with x, y in their bounds and costs: every way to have no plan. */
static const struct {
    const char *name;
    double cost[2], lower[2], upper[2], row_lower, row_upper;
    yp_outcome outcome;
} ends[] = {
    { "row above the bounds", { 1, 1 }, { 0, 0 }, { 1, 1 }, 3, INFINITY, YP_INFEASIBLE },
    { "ray", { -1, 0 }, { 0, 0 }, { INFINITY, INFINITY }, 1, INFINITY, YP_UNBOUNDED },
    { "ray of two", { -2, 1 }, { 0, 0 }, { INFINITY, INFINITY }, -INFINITY, INFINITY, YP_UNBOUNDED },
    { "free column", { 1, 1 }, { -INFINITY, -INFINITY }, { INFINITY, INFINITY }, -INFINITY, 5, YP_UNBOUNDED },
    { "no plan, and a ray", { -1, -1 }, { 2, 0 }, { INFINITY, INFINITY }, -INFINITY, 1, YP_INFEASIBLE },
    { "crossing column bounds", { 1, 1 }, { 2, 0 }, { 1, 1 }, 0, 1, YP_INFEASIBLE },
    { "crossing row bounds", { 1, 1 }, { 0, 0 }, { 1, 1 }, 2, 1, YP_INFEASIBLE },
    { "column of infinity", { 1, 1 }, { INFINITY, 0 }, { INFINITY, 1 }, 0, 1, YP_INFEASIBLE },
};

static void tells_infeasible_from_unbounded(void **state)
{
    (void)state;
    for (size_t e = 0; e < COUNT(ends); e++) {
        for (size_t m = 0; m < COUNT(linear_methods); m++) {
            double cost[2], lower[2], upper[2], row_lower = ends[e].row_lower, row_upper = ends[e].row_upper;
            memcpy(cost, ends[e].cost, sizeof cost);
            memcpy(lower, ends[e].lower, sizeof lower);
            memcpy(upper, ends[e].upper, sizeof upper);
            int64_t start[] = { 0, 1, 2 };
            int32_t row[] = { 0, 0 };
            double value[] = { 1, 1 };
            yp_program p = { .row_count = 1,
                             .column_count = 2,
                             .entry_count = 2,
                             .cost = cost,
                             .column_lower = lower,
                             .column_upper = upper,
                             .row_lower = &row_lower,
                             .row_upper = &row_upper,
                             .start = start,
                             .row = row,
                             .value = value };
            yp_highs_solution s =
                solve(&p, (yp_highs_options){ .method = linear_methods[m], .time_limit = 20 });
            if (s.outcome != ends[e].outcome)
                fail_msg("%s by method %d: %d (%s)", ends[e].name, (int)linear_methods[m], (int)s.outcome,
                         s.cause);
            assert_false(s.has_point);
        }
    }
}

/* Without rows each column goes where its cost drives it; without columns the rows must hold at zero. */
static void answers_empty_programs(void **state)
{
    (void)state;
    double cost[] = { 1, -1, 0 }, lower[] = { -2, 0, -5 }, upper[] = { 9, 3, 7 };
    double row_lower[] = { 0 }, row_upper[] = { 1 };
    int64_t start[] = { 0, 0, 0, 0 };
    for (size_t m = 0; m < COUNT(linear_methods); m++) {
        yp_highs_options options = { .method = linear_methods[m] };
        yp_program no_rows = { .column_count = 3,
                               .cost = cost,
                               .column_lower = lower,
                               .column_upper = upper,
                               .start = start,
                               .offset = 10 };
        yp_highs_solution s = solve(&no_rows, options);
        assert_int_equal(YP_OPTIMAL, s.outcome);
        assert_near(s.objective, 5, 1e-9);
        assert_near(s.x[0], -2, 1e-9);
        assert_near(s.x[1], 3, 1e-9);

        upper[1] = INFINITY;
        assert_int_equal(YP_UNBOUNDED, solve(&no_rows, options).outcome);
        upper[1] = 3;

        row_lower[0] = 0;
        yp_program no_columns = {
            .row_count = 1, .row_lower = row_lower, .row_upper = row_upper, .start = start
        };
        no_columns.offset = 7;
        s = solve(&no_columns, options);
        assert_int_equal(YP_OPTIMAL, s.outcome);
        assert_true(s.has_point && s.has_duals && s.row_dual[0] == 0);
        assert_near(s.objective, 7, 1e-9);
        row_lower[0] = 0.5;
        assert_int_equal(YP_INFEASIBLE, solve(&no_columns, options).outcome);

        yp_program nothing = { .start = start };
        s = solve(&nothing, options);
        assert_int_equal(YP_OPTIMAL, s.outcome);
        assert_near(s.objective, 0, 1e-9);
    }
}

static void refuses_what_is_not_a_number(void **state)
{
    (void)state;
    yp_highs_options options = { 0 };
    double x[6], dual[5];
    yp_highs_solution s = { .x = x, .row_dual = dual };
    yp_program p = transport();
    double *arrays[] = { p.cost, p.value, p.column_lower, p.column_upper, p.row_lower, p.row_upper };
    for (size_t a = 0; a < COUNT(arrays); a++) {
        double kept = arrays[a][1];
        arrays[a][1] = NAN;
        assert_int_equal(YP_INTERNAL, yp_highs_solve(&p, &options, &s));
        arrays[a][1] = kept;
    }
    p.offset = NAN;
    assert_int_equal(YP_INTERNAL, yp_highs_solve(&p, &options, &s));
}

static void names_numbers_that_are_too_large(void **state)
{
    (void)state;
    yp_program p = transport();
    double kept = p.value[3];
    p.value[3] = 1e16;
    yp_highs_solution s = solve(&p, (yp_highs_options){ 0 });
    p.value[3] = kept;
    assert_int_equal(YP_UNKNOWN, s.outcome);
    assert_non_null(strstr(s.cause, "1e15"));
}

/* Two suppliers with marginal costs 10 + x and 20 + 2y meet a demand of 25: equal at 10 + x = 20 + 2y, so x =
 * 20, y = 5. */
static void solves_a_quadratic_program(void **state)
{
    (void)state;
    double cost[] = { 10, 20 }, slope[] = { 1, 2 }, lower[] = { 0, 0 }, upper[] = { INFINITY, INFINITY };
    double demand[] = { 25 }, value[] = { 1, 1 };
    int64_t start[] = { 0, 1, 2 };
    int32_t row[] = { 0, 0 };
    yp_program p = { .row_count = 1,
                     .column_count = 2,
                     .entry_count = 2,
                     .cost = cost,
                     .slope = slope,
                     .column_lower = lower,
                     .column_upper = upper,
                     .row_lower = demand,
                     .row_upper = demand,
                     .start = start,
                     .row = row,
                     .value = value };
    static const yp_method methods[] = { YP_METHOD_CHOOSE, YP_METHOD_QP, YP_METHOD_HIPO, YP_METHOD_SIMPLEX };
    for (size_t m = 0; m < COUNT(methods); m++) {
        yp_highs_solution s = solve(&p, (yp_highs_options){ .method = methods[m] });
        assert_int_equal(YP_OPTIMAL, s.outcome);
        assert_near(s.x[0], 20, 1e-4);
        assert_near(s.x[1], 5, 1e-4);
        assert_near(s.objective, 525, 1e-5);
        assert_true(s.has_duals);
        assert_near(s.row_dual[0], 30, 1e-4);
    }
    /* Zero slope in one column: y at 20 flat serves what is above x = 10. */
    slope[1] = 0;
    yp_highs_solution flat = solve(&p, (yp_highs_options){ 0 });
    assert_near(flat.x[0], 10, 1e-4);
    assert_near(flat.row_dual[0], 20, 1e-4);

    /* A column that falls for ever, with curvature elsewhere. */
    cost[1] = -1;
    demand[0] = 0;
    value[0] = value[1] = 0;
    assert_int_equal(YP_UNBOUNDED, solve(&p, (yp_highs_options){ .time_limit = 20 }).outcome);
}

/* Values 8, 11, 6, 4 of weights 5, 7, 4, 3 in a sack of 14: the best is 21. A continuous good worth 0.5 fills
 * up the rest, of which there is none at 14 (with the integers held any price from 0.5 up is right) and half
 * a unit at 14.5. */
static void prices_a_knapsack(void **state)
{
    (void)state;
    double cost[] = { -8, -11, -6, -4, -0.5 }, lower[5] = { 0 }, upper[] = { 1, 1, 1, 1, 10 };
    double row_lower[] = { -INFINITY }, row_upper[] = { 14 }, value[] = { 5, 7, 4, 3, 1 };
    int64_t start[] = { 0, 1, 2, 3, 4, 5 };
    int32_t row[5] = { 0 };
    uint8_t is_integer[] = { 1, 1, 1, 1, 0 };
    yp_program p = { .row_count = 1,
                     .column_count = 5,
                     .entry_count = 5,
                     .cost = cost,
                     .column_lower = lower,
                     .column_upper = upper,
                     .row_lower = row_lower,
                     .row_upper = row_upper,
                     .start = start,
                     .row = row,
                     .value = value,
                     .is_integer = is_integer };
    for (int is_child = 0; is_child < 2; is_child++) {
        yp_highs_solution s = solve(&p, (yp_highs_options){ .is_child = is_child });
        assert_int_equal(YP_WITHIN_GAP, s.outcome);
        assert_int_equal(YP_METHOD_MIP, s.method);
        assert_near(s.objective, -21, 1e-7);
        assert_near(s.bound, -21, 1e-5);
        assert_true(s.has_duals);
        assert_true(s.row_dual[0] <= -0.5 + 1e-7);
    }
    row_upper[0] = 14.5;
    yp_highs_solution roomy = solve(&p, (yp_highs_options){ 0 });
    assert_near(roomy.objective, -21.25, 1e-7);
    assert_near(roomy.row_dual[0], -0.5, 1e-7);

    double slope[] = { 0, 0, 0, 0, 1 };
    p.slope = slope;
    assert_int_equal(YP_UNKNOWN, solve(&p, (yp_highs_options){ 0 }).outcome);
}

/* HiGHS judges a quadratic solution of HiPO by absolute measures, which costs of 1e5 cannot meet. Most routes
 * are narrow; three in ten are cheap. The point must be in its bounds, and the margins of columns inside them
 * must meet the prices. */
static void solves_a_quadratic_program_of_wide_range(void **state)
{
    (void)state;
    enum { side = 40 };
    uint64_t seed = 7;
    large l = make_large(side);
    yp_program *p = &l.program;
    p->slope = zeroed((size_t)p->column_count, sizeof(double));
    for (int32_t j = 0; j < p->column_count; j++) {
        p->cost[j] *= draw(&seed) < 0.3 ? 1 : 1e3;
        p->slope[j] = p->cost[j] * 1e-4;
        if (j % side != j / side) p->column_upper[j] = 3 * draw(&seed) * draw(&seed) * draw(&seed);
    }
    yp_highs_options options = { .method = YP_METHOD_HIPO, .thread_count = 1 };
    assert_int_equal(YP_OK, yp_highs_solve(p, &options, &l.solution));
    if (yp_highs_has_hipo() && l.solution.outcome != YP_OPTIMAL) fail_msg("%s", l.solution.cause);
    for (int32_t j = 0; j < p->column_count; j++) {
        const double *y = l.solution.row_dual, *v = p->value + 2 * j, x = l.solution.x[j];
        double margin = p->cost[j] + p->slope[j] * x;
        double reduced = margin - v[0] * y[p->row[2 * j]] - v[1] * y[p->row[2 * j + 1]];
        assert_true(x >= -1e-4 && x <= p->column_upper[j] + 1e-4);
        if (p->column_upper[j] == INFINITY) assert_true(reduced >= -1e-2);
        if (p->column_upper[j] == INFINITY && x > 1e-2) assert_true(fabs(reduced) <= 1e-4 * margin);
    }
    free(p->slope);
    free_large(&l);
}

static void warm_start_takes_fewer_iterations(void **state)
{
    (void)state;
    for (int is_child = 0; is_child < 2; is_child++) {
        large l = make_large(40);
        yp_highs_options options = { .method = YP_METHOD_SIMPLEX, .thread_count = 1, .is_child = is_child };
        assert_int_equal(YP_OK, yp_highs_solve(&l.program, &options, &l.solution));
        assert_int_equal(YP_OPTIMAL, l.solution.outcome);
        assert_true(l.solution.has_basis);
        long long cold = l.solution.iteration_count;
        double objective = l.solution.objective;

        l.program.row_lower[40] *= 1.01;
        options.method = YP_METHOD_CHOOSE;
        assert_int_equal(YP_OK, yp_highs_solve(&l.program, &options, &l.solution));
        assert_int_equal(YP_OPTIMAL, l.solution.outcome);
        assert_int_equal(YP_METHOD_SIMPLEX, l.solution.method);
        assert_true(l.solution.iteration_count < cold / 4);
        assert_true(l.solution.objective >= objective);
        free_large(&l);
    }
}

static void knows_its_library(void **state)
{
    (void)state;
    assert_non_null(strchr(yp_highs_version(), '.'));
    yp_program p = transport();
    yp_method ran = solve(&p, (yp_highs_options){ .method = YP_METHOD_HIPO }).method;
    assert_int_equal(yp_highs_has_hipo() ? YP_METHOD_HIPO : YP_METHOD_IPX, ran);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(solves_transport_by_every_method),
        cmocka_unit_test(adds_the_offset),
        cmocka_unit_test(gives_a_vertex_where_asked),
        cmocka_unit_test(signs_of_duals_are_those_of_the_header),
        cmocka_unit_test(tells_infeasible_from_unbounded),
        cmocka_unit_test(answers_empty_programs),
        cmocka_unit_test(refuses_what_is_not_a_number),
        cmocka_unit_test(names_numbers_that_are_too_large),
        cmocka_unit_test(solves_a_quadratic_program),
        cmocka_unit_test(prices_a_knapsack),
        cmocka_unit_test(solves_a_quadratic_program_of_wide_range),
        cmocka_unit_test(warm_start_takes_fewer_iterations),
        cmocka_unit_test(knows_its_library),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
