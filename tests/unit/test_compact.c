/* What nobody decides stays away from a solver, and its answer is that of the whole program. */
#include "near.h"

#include "model/expand.h"
#include "solve/compact.h"
#include "solve/highs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 12, BOUND_ROWS = 8, COLUMNS = 14, MOST = ROWS * COLUMNS };

static uint64_t state;

static double draw(void)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (double)(state >> 11) / 9007199254740992.0;
}

static bool once_in(int n)
{
    return draw() * n < 1;
}

/* A program that has a plan: rows around a point within its bounds. From BOUND_ROWS on rows have one column
 * or two. */
static yp_program random_program(double *point)
{
    yp_program p = { .row_count = ROWS, .column_count = COLUMNS, .offset = draw() };
    p.cost = calloc(COLUMNS, sizeof(double));
    p.column_lower = calloc(COLUMNS, sizeof(double));
    p.column_upper = calloc(COLUMNS, sizeof(double));
    p.row_lower = calloc(ROWS, sizeof(double));
    p.row_upper = calloc(ROWS, sizeof(double));
    p.start = calloc(COLUMNS + 1, sizeof(int64_t));
    p.row = calloc(MOST, sizeof(int32_t));
    p.value = calloc(MOST, sizeof(double));
    double sum[ROWS] = { 0 };
    for (int32_t j = 0; j < COLUMNS; j++) {
        p.cost[j] = draw() - 0.4;
        p.column_lower[j] = floor(5 * draw()) - 2;
        p.column_upper[j] = once_in(3) ? p.column_lower[j] : p.column_lower[j] + 4 * draw();
        point[j] = p.column_lower[j] + draw() * (p.column_upper[j] - p.column_lower[j]);
        for (int32_t r = 0; r < ROWS; r++) {
            const bool is_empty = r == 3, is_bound = r >= BOUND_ROWS;
            if (is_empty || (is_bound ? j % (ROWS - BOUND_ROWS) != r - BOUND_ROWS || j > 6 : !once_in(4)))
                continue;
            p.row[p.entry_count] = r;
            p.value[p.entry_count] = once_in(5) ? 0 : is_bound ? 1 : 2 * draw() - 1;
            sum[r] += p.value[p.entry_count++] * point[j];
        }
        p.start[j + 1] = p.entry_count;
    }
    for (int32_t r = 0; r < ROWS; r++) {
        p.row_lower[r] = r >= BOUND_ROWS || once_in(4) ? -INFINITY : sum[r] - (once_in(2) ? 0 : draw());
        p.row_upper[r] = once_in(4) ? INFINITY : sum[r] + (once_in(2) ? 0 : draw());
    }
    p.row_lower[3] = p.row_upper[3] = 0;
    return p;
}

static void *copied(const void *from, size_t bytes)
{
    void *to = malloc(bytes);
    assert_non_null(to);
    return memcpy(to, from, bytes);
}

static yp_program copy_of(const yp_program *p)
{
    yp_program c = *p;
    c.cost = copied(p->cost, COLUMNS * sizeof(double));
    c.column_lower = copied(p->column_lower, COLUMNS * sizeof(double));
    c.column_upper = copied(p->column_upper, COLUMNS * sizeof(double));
    c.row_lower = copied(p->row_lower, ROWS * sizeof(double));
    c.row_upper = copied(p->row_upper, ROWS * sizeof(double));
    c.start = copied(p->start, (COLUMNS + 1) * sizeof(int64_t));
    c.row = copied(p->row, MOST * sizeof(int32_t));
    c.value = copied(p->value, MOST * sizeof(double));
    return c;
}

/* The bound that duals prove for the whole program: Σ of rows and of the reduced costs against bounds, where
 * rows of bounds press through those. */
static double dual_bound(const yp_program *p, const double *y)
{
    double bound = p->offset;
    for (int32_t r = 0; r < ROWS; r++)
        if (y[r] != 0) bound += y[r] * (y[r] > 0 ? p->row_lower[r] : p->row_upper[r]);
    for (int32_t j = 0; j < COLUMNS; j++) {
        double d = p->cost[j], lower = p->column_lower[j], upper = p->column_upper[j];
        for (int64_t k = p->start[j]; k < p->start[j + 1]; k++) {
            const int32_t r = p->row[k];
            d -= y[r] * p->value[k];
            int uses = 0;
            for (int64_t e = 0; e < p->entry_count; e++) uses += p->row[e] == r && p->value[e] != 0;
            if (r >= BOUND_ROWS && uses == 1 && p->value[k] == 1) upper = fmin(upper, p->row_upper[r]);
        }
        bound += d * (d > 0 ? lower : upper);
    }
    return bound;
}

static void check_point(const yp_program *p, const double *x)
{
    double sum[ROWS] = { 0 };
    for (int32_t j = 0; j < COLUMNS; j++) {
        assert_true(x[j] >= p->column_lower[j] - 1e-7 && x[j] <= p->column_upper[j] + 1e-7);
        for (int64_t k = p->start[j]; k < p->start[j + 1]; k++) sum[p->row[k]] += p->value[k] * x[j];
    }
    for (int32_t r = 0; r < ROWS; r++)
        assert_true(sum[r] >= p->row_lower[r] - 1e-6 && sum[r] <= p->row_upper[r] + 1e-6);
}

static void the_answer_is_that_of_the_whole(void **unused)
{
    (void)unused;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        double point[COLUMNS], x[COLUMNS], y[ROWS], all_x[COLUMNS], all_y[ROWS];
        int8_t columns[COLUMNS], rows[ROWS], all_columns[COLUMNS], all_rows[ROWS];
        state = seed;
        yp_program whole = random_program(point), p = copy_of(&whole);
        const yp_highs_options options = { .thread_count = 1 };
        yp_highs_solution expected = { .x = all_x, .row_dual = all_y },
                          s = { .x = x, .row_dual = y, .column_status = columns, .row_status = rows };
        yp_compact compact;
        assert_int_equal(YP_OK, yp_highs_solve(&whole, &options, &expected));
        assert_int_equal(YP_OPTIMAL, expected.outcome);

        assert_int_equal(YP_OK, yp_compact_make(&p, BOUND_ROWS, &compact));
        for (int32_t j = 0; j < p.column_count; j++) assert_true(p.column_lower[j] < p.column_upper[j]);
        for (int64_t k = 0; k < p.entry_count; k++) assert_true(p.value[k] != 0 && p.row[k] < p.row_count);
        assert_true(p.row_count < ROWS);
        yp_highs_options disposing = options;
        disposing.disposable = &p;
        assert_int_equal(YP_OK, yp_highs_solve(&p, &disposing, &s));
        assert_int_equal(YP_OPTIMAL, s.outcome);
        assert_near(expected.objective, s.objective, 1e-7);
        assert_int_equal(compact.row_count, p.row_count); /* counts stay when the arrays are gone */

        yp_compact_columns(&compact, x, all_x);
        yp_compact_rows(&compact, y, all_y);
        check_point(&whole, all_x);
        assert_near(expected.objective, dual_bound(&whole, all_y), 1e-6);
        if (s.has_basis) {
            int basics = 0;
            int8_t down_columns[COLUMNS], down_rows[ROWS];
            yp_compact_basis_up(&compact, columns, rows, all_columns, all_rows);
            for (int32_t j = 0; j < COLUMNS; j++) basics += all_columns[j] == 1;
            for (int32_t r = 0; r < ROWS; r++) basics += all_rows[r] == 1;
            assert_int_equal(ROWS, basics);
            yp_compact_basis_down(&compact, all_columns, all_rows, down_columns, down_rows);
            assert_memory_equal(columns, down_columns, (size_t)compact.column_count);
            assert_memory_equal(rows, down_rows, (size_t)compact.row_count);
        }
        yp_compact_free(&compact);
        yp_program_free(&whole);
        yp_program_free(&p);
    }
}

/* 0 = 1 must reach the solver, 0 = rounding must not. */
static void what_cannot_hold_stays(void **unused)
{
    (void)unused;
    static const struct {
        double side;
        int32_t rows;
    } sides[] = { { 1, 1 }, { 1e-6, 1 }, { 1e-12, 0 }, { 0, 0 } };
    for (size_t k = 0; k < sizeof sides / sizeof *sides; k++) {
        double point[COLUMNS];
        state = 7;
        yp_program p = random_program(point);
        yp_compact compact;
        for (int32_t j = 0; j < COLUMNS; j++) p.column_lower[j] = p.column_upper[j] = 0;
        for (int32_t r = 0; r < ROWS; r++) p.row_lower[r] = -INFINITY, p.row_upper[r] = INFINITY;
        p.row_lower[5] = p.row_upper[5] = sides[k].side;
        assert_int_equal(YP_OK, yp_compact_make(&p, BOUND_ROWS, &compact));
        assert_int_equal(0, p.column_count);
        assert_int_equal(sides[k].rows, p.row_count);
        double x[1] = { 0 }, y[1] = { 0 };
        yp_highs_solution s = { .x = x, .row_dual = y };
        const yp_highs_options options = { .thread_count = 1 };
        assert_int_equal(YP_OK, yp_highs_solve(&p, &options, &s));
        assert_int_equal(sides[k].rows ? YP_INFEASIBLE : YP_OPTIMAL, s.outcome);
        yp_compact_free(&compact);
        yp_program_free(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_answer_is_that_of_the_whole),
        cmocka_unit_test(what_cannot_hold_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
