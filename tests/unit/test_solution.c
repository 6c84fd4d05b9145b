/* The public interface: load, solve, read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "near.h"
#include "yipan.h"

static const char dantzig[] = PROJECT_FOLDER "/cases/reference/transport-dantzig1963";

static void loads_and_solves_dantzig(void **state)
{
    (void)state;
    yp_case *c = NULL;
    yp_solution *solution = NULL;
    assert_int_equal(YP_OK, yp_case_load(dantzig, NULL, NULL, &c));
    assert_int_equal(YP_OK, yp_solution_make(c, NULL, &solution));
    assert_int_equal(YP_OPTIMAL, yp_solution_outcome(solution));
    assert_near(yp_solution_objective(solution), 153.675, 1e-9); /* Dantzig 1963, chapter 3 */

    const double *values = NULL;
    size_t count = 0;
    assert_int_equal(YP_BAD_INPUT, yp_solution_price(solution, "nowhere", "cases", &values, &count));
    assert_int_equal(YP_BAD_INPUT, yp_solution_level(solution, "nothing", "level", &values, &count));
    assert_null(values);
    yp_solution_free(solution);
    yp_case_free(c);
}

static void tells_what_lies_in_a_step(void **state)
{
    (void)state;
    yp_case *c = NULL;
    yp_solution *solution = NULL;
    const double *values = NULL;
    size_t count = 0;
    assert_int_equal(YP_OK,
                     yp_case_load(PROJECT_FOLDER "/cases/reference/transport-braess-steps", NULL, NULL, &c));
    assert_int_equal(YP_OK, yp_solution_make(c, NULL, &solution));
    assert_int_equal(YP_OK, yp_solution_level(solution, "1-4: cost 1", "step", &values, &count));
    assert_int_equal(1, count);
    assert_near(values[0], 1.99, 1e-9);
    assert_int_equal(YP_BAD_INPUT, yp_solution_level(solution, "1-4", "step", &values, &count));
    assert_int_equal(YP_BAD_INPUT, yp_solution_level(solution, "1-4", "disposed", &values, &count));
    yp_solution_free(solution);
    yp_case_free(c);
}

static void tells_what_is_wrong_and_where(void **state)
{
    (void)state;
    yp_diag *diag = yp_diag_new();
    yp_case *c = NULL;
    yp_solution *solution = NULL;
    assert_int_not_equal(YP_OK, yp_case_load("no/such/case", NULL, diag, &c));
    assert_int_not_equal(YP_OK, yp_solution_read("no/such/result", diag, &solution));
    assert_non_null(yp_diag_line(diag, 0));
    assert_null(c);
    assert_null(solution);
    yp_diag_free(diag);
    yp_solution_free(NULL);
    yp_case_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(loads_and_solves_dantzig),
                                        cmocka_unit_test(tells_what_lies_in_a_step),
                                        cmocka_unit_test(tells_what_is_wrong_and_where) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
