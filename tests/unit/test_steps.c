/* Quadratic programs by refined steps: answers by hand, the same as another method's, and every way it ends.
 */
#include "solve/steps.h"

#include "near.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { most_columns = 200, most_rows = 40, most_entries = 3 * most_columns };

static yp_highs_solution solve_with(const yp_program *p, yp_method method, double *x, double *dual)
{
    yp_highs_solution s = { .x = x, .row_dual = dual };
    const yp_highs_options options = { .method = method, .thread_count = 1 };
    assert_int_equal(YP_OK, yp_highs_solve(p, &options, &s));
    return s;
}

/* min 5 + ½x² + 4y + y² with x + y = 10: x = 4 + 2y, so y = 2, x = 8, and a unit more costs 8. */
static yp_program two(double *lower, double *upper)
{
    static double cost[] = { 0, 4 }, slope[] = { 1, 2 }, side[] = { 10 }, value[] = { 1, 1 };
    static int64_t start[] = { 0, 1, 2 };
    static int32_t row[] = { 0, 0 };
    return (yp_program){ .row_count = 1,
                         .column_count = 2,
                         .entry_count = 2,
                         .offset = 5,
                         .cost = cost,
                         .slope = slope,
                         .column_lower = lower,
                         .column_upper = upper,
                         .row_lower = side,
                         .row_upper = side,
                         .start = start,
                         .row = row,
                         .value = value };
}

static void answers_by_hand(void **state)
{
    (void)state;
    static const struct {
        double lower[2], upper[2], x[2], price, objective;
    } rows[] = {
        { { 0, 0 }, { 100, 100 }, { 8, 2 }, 8, 5 + 32 + 8 + 4 },
        { { 0, 0 }, { INFINITY, INFINITY }, { 8, 2 }, 8, 5 + 32 + 8 + 4 },
        { { -INFINITY, -INFINITY }, { INFINITY, INFINITY }, { 8, 2 }, 8, 5 + 32 + 8 + 4 },
        { { 0, 0 }, { 7, INFINITY }, { 7, 3 }, 10, 5 + 24.5 + 12 + 9 },
        { { 0, -1e6 }, { 1e7, -5 }, { 15, -5 }, 15, 5 + 112.5 - 20 + 25 },
    };
    for (size_t k = 0; k < COUNT(rows); k++) {
        double lower[2], upper[2], x[2], dual[1];
        memcpy(lower, rows[k].lower, sizeof lower);
        memcpy(upper, rows[k].upper, sizeof upper);
        const yp_program p = two(lower, upper);
        const yp_highs_solution s = solve_with(&p, YP_METHOD_STEPS, x, dual);
        assert_int_equal(YP_OPTIMAL, s.outcome);
        assert_int_equal(YP_METHOD_STEPS, s.method);
        assert_near(x[0], rows[k].x[0], 1e-6);
        assert_near(x[1], rows[k].x[1], 1e-6);
        assert_near(dual[0], rows[k].price, 1e-6);
        assert_near(s.objective, rows[k].objective, 1e-9);
    }
}

/* Numbers from 0 to 1 that are the same on every machine. */
static double next(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (double)(*seed >> 11) / 9007199254740992.0;
}

typedef struct {
    double cost[most_columns], slope[most_columns], lower[most_columns], upper[most_columns];
    double row_lower[most_rows], row_upper[most_rows], value[most_entries];
    int64_t start[most_columns + 1];
    int32_t row[most_entries];
} arrays;

/* Many sellers and buyers at some places, and links between them; a third of the columns has no slope. */
static yp_program random_market(arrays *a, uint64_t seed)
{
    int64_t position = 0;
    for (int32_t j = 0; j < most_columns; j++) {
        const int kind = j % 3, at = (int)(next(&seed) * most_rows);
        a->start[j] = position;
        a->lower[j] = 0;
        a->upper[j] = 10 + 90 * next(&seed);
        a->cost[j] = kind == 0 ? 5 + 50 * next(&seed) : kind == 1 ? -20 - 80 * next(&seed) : next(&seed);
        a->slope[j] = kind == 2 ? 0 : 0.01 + next(&seed);
        a->row[position] = at;
        a->value[position++] = kind == 0 ? 1 : -1;
        if (kind != 2) continue;
        a->row[position] = (at + 1 + (int)(next(&seed) * (most_rows - 1))) % most_rows;
        a->value[position++] = 0.9 + 0.1 * next(&seed);
    }
    a->start[most_columns] = position;
    for (int i = 0; i < most_rows; i++) a->row_lower[i] = a->row_upper[i] = 0;
    return (yp_program){ .row_count = most_rows,
                         .column_count = most_columns,
                         .entry_count = position,
                         .cost = a->cost,
                         .slope = a->slope,
                         .column_lower = a->lower,
                         .column_upper = a->upper,
                         .row_lower = a->row_lower,
                         .row_upper = a->row_upper,
                         .start = a->start,
                         .row = a->row,
                         .value = a->value };
}

static void agrees_with_the_active_set(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 5; seed++) {
        arrays a;
        double x[2][most_columns], dual[2][most_rows];
        const yp_program p = random_market(&a, seed);
        const yp_highs_solution steps = solve_with(&p, YP_METHOD_STEPS, x[0], dual[0]);
        const yp_highs_solution active = solve_with(&p, YP_METHOD_QP, x[1], dual[1]);
        assert_int_equal(YP_OPTIMAL, steps.outcome);
        assert_int_equal(YP_OPTIMAL, active.outcome);
        assert_near(steps.objective, active.objective, 1e-8);
        for (int j = 0; j < most_columns; j++)
            if (p.slope[j] > 0) assert_true(fabs(x[0][j] - x[1][j]) <= 1e-3);
    }
}

static void tells_what_has_no_answer(void **state)
{
    (void)state;
    double lower[] = { 0, 0 }, upper[] = { 4, 5 }, x[2], dual[1];
    yp_program p = two(lower, upper);
    assert_int_equal(YP_INFEASIBLE, solve_with(&p, YP_METHOD_STEPS, x, dual).outcome);

    /* y has no slope and falls for ever, and the row lets it */
    double free_lower[] = { 0, 0 }, free_upper[] = { INFINITY, INFINITY }, slope[] = { 1, 0 };
    double cost[] = { 0, -1 }, row_upper[] = { INFINITY };
    p = two(free_lower, free_upper);
    p.slope = slope;
    p.cost = cost;
    p.row_upper = row_upper;
    assert_int_equal(YP_UNBOUNDED, solve_with(&p, YP_METHOD_STEPS, x, dual).outcome);
}

/* Asked of a program without slopes it is the linear method by size. */
static void a_linear_program_needs_no_steps(void **state)
{
    (void)state;
    double lower[] = { 0, 0 }, upper[] = { INFINITY, INFINITY }, x[2], dual[1];
    yp_program p = two(lower, upper);
    p.slope = NULL;
    const yp_highs_solution s = solve_with(&p, YP_METHOD_STEPS, x, dual);
    assert_int_equal(YP_METHOD_SIMPLEX, s.method);
    assert_near(s.objective, 5, 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_by_hand),
        cmocka_unit_test(agrees_with_the_active_set),
        cmocka_unit_test(tells_what_has_no_answer),
        cmocka_unit_test(a_linear_program_needs_no_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
