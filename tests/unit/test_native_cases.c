/* The native solver on networks and reference cases that once were beyond it: it ends by itself, and the
 * certificate holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "exchange/pypsa.h"
#include "near.h"
#include "solve/collect.h"
#include "solve/native/native.h"
#include "verify/verify.h"
#include "yipan.h"

#include <math.h>
#include <stdlib.h>

#define NETWORKS PROJECT_FOLDER "/tests/data/pypsa/"
#define CASES PROJECT_FOLDER "/cases/reference/"

static const struct {
    const char *folder;
    double objective; /* HiGHS 1.15.1, simplex */
    int most_iterations;
} subjects[] = {
    /* a permit without bounds whose level two yearly rows share */
    { NETWORKS "ac-dc-meshed", 1.8441021477e7, 60 },
    /* seasonal stores, hundreds of times a typical level */
    { NETWORKS "model-energy", 8.0781356740e9, 150 },
    { NETWORKS "storage-hvdc", NAN, 60 },
    /* demands a thousand times what there can be */
    { CASES "land-thunen1826", 2.49756e6, 60 },
};

static yp_case *read_case(const char *folder)
{
    yp_case *c = NULL;
    yp_status status =
        yp_pypsa_is(folder) ? yp_pypsa_read(folder, NULL, &c) : yp_case_load(folder, NULL, NULL, &c);
    assert_int_equal(YP_OK, status);
    return c;
}

static yp_native_solution solve_case(const yp_case *c, double tolerance, yp_plan **plan)
{
    yp_model *model = NULL;
    yp_program program;
    yp_layout layout;
    assert_int_equal(YP_OK, yp_model_build(c, NULL, &model));
    assert_int_equal(YP_OK, yp_program_make(model, &program, &layout));
    yp_native_solution s = { .x = calloc((size_t)program.column_count + 1, sizeof(double)),
                             .row_dual = calloc((size_t)program.row_count + 1, sizeof(double)) };
    yp_native_options options = { .thread_count = 1, .tolerance = tolerance };
    assert_int_equal(YP_OK, yp_native_solve(model, &layout, &options, &s));
    assert_int_equal(YP_OK, yp_plan_collect(model, &layout, s.x, s.row_dual, plan));
    (*plan)->outcome = s.outcome;
    (*plan)->objective = s.objective;
    free(s.x);
    free(s.row_dual);
    yp_program_free(&program);
    yp_layout_free(&layout);
    yp_model_free(model);
    return s;
}

static void solves_what_once_was_beyond_it(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof subjects / sizeof *subjects; k++) {
        yp_case *c = read_case(subjects[k].folder);
        yp_plan *plan = NULL;
        yp_verdict verdict;
        yp_native_solution s = solve_case(c, 0, &plan);
        if (s.outcome != YP_OPTIMAL) fail_msg("%s: %s", subjects[k].folder, s.cause);
        assert_true(s.iteration_count <= subjects[k].most_iterations);
        if (isfinite(subjects[k].objective)) assert_near(subjects[k].objective, s.objective, 1e-6);
        assert_int_equal(YP_OK, yp_verify(c, plan, 1e-6, 1e-6, &verdict));
        yp_plan_free(plan);
        if (!verdict.certificate.holds) { /* as study/run.h does it: once more, tighter */
            s = solve_case(c, 1e-8, &plan);
            assert_int_equal(YP_OK, yp_verify(c, plan, 1e-6, 1e-6, &verdict));
            assert_true(verdict.certificate.holds);
            yp_plan_free(plan);
        }
        yp_case_free(c);
    }
}

/* Where costs are quadratic, levels are known to the root of the gap only: the gap must be far smaller. */
static void brings_quadratic_costs_close(void **state)
{
    (void)state;
    yp_case *c = read_case(CASES "water-licence");
    yp_plan *plan = NULL;
    yp_native_solution s = solve_case(c, 0, &plan);
    assert_int_equal(YP_OPTIMAL, s.outcome);
    assert_near(50, s.objective, 1e-10);
    assert_true(s.gap <= 1e-10);
    yp_plan_free(plan);
    yp_case_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(solves_what_once_was_beyond_it),
        cmocka_unit_test(brings_quadratic_costs_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
