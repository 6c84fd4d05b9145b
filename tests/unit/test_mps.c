/* A program written as MPS and read again by HiGHS has the same optimum. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "near.h"

#include "exchange/matpower.h"
#include "exchange/pypsa.h"
#include "model/expand.h"
#include "model/mps.h"
#include "solve/highs.h"

#pragma GCC diagnostic ignored "-Wunused-function" /* its header declares what it does not define */
#include <interfaces/highs_c_api.h>
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

/* The optimum of a program as HiGHS reads it from a file. */
static double optimum_of_file(const yp_program *p)
{
    char path[] = "/tmp/yipan-XXXXXX.mps";
    const int descriptor = mkstemps(path, 4);
    assert_true(descriptor >= 0);
    FILE *file = fdopen(descriptor, "w");
    assert_int_equal(YP_OK, yp_mps_write(p, file));
    assert_int_equal(0, fclose(file));
    void *highs = Highs_create();
    Highs_setBoolOptionValue(highs, "output_flag", 0);
    assert_int_equal(kHighsStatusOk, Highs_readModel(highs, path));
    int32_t free_rows = 0; /* which HiGHS leaves out */
    for (int32_t r = 0; r < p->row_count; r++) free_rows += isinf(p->row_lower[r]) && isinf(p->row_upper[r]);
    assert_int_equal(p->row_count - free_rows, Highs_getNumRow(highs));
    assert_int_equal(p->column_count, Highs_getNumCol(highs));
    assert_int_equal(kHighsStatusOk, Highs_run(highs));
    assert_int_equal(kHighsModelStatusOptimal, Highs_getModelStatus(highs));
    const double objective = Highs_getObjectiveValue(highs);
    Highs_destroy(highs);
    unlink(path);
    return objective;
}

static double optimum(const yp_program *p)
{
    double *x = calloc((size_t)p->column_count + 1, sizeof *x),
           *dual = calloc((size_t)p->row_count + 1, sizeof *dual);
    yp_highs_solution s = { .x = x, .row_dual = dual };
    const yp_highs_options options = { .thread_count = 1 };
    assert_int_equal(YP_OK, yp_highs_solve(p, &options, &s));
    free(x);
    free(dual);
    return s.objective;
}

static void check_case(yp_case *c)
{
    yp_model *model = NULL;
    yp_program program;
    yp_layout layout;
    assert_int_equal(YP_OK, yp_model_build(c, NULL, &model));
    assert_int_equal(YP_OK, yp_program_make(model, &program, &layout));
    assert_near(optimum(&program), optimum_of_file(&program), 1e-7);
    yp_program_free(&program);
    yp_layout_free(&layout);
    yp_model_free(model);
    yp_case_free(c);
}

static void networks_keep_their_optimum(void **state)
{
    (void)state;
    yp_case *c = NULL;
    assert_int_equal(YP_OK, yp_pypsa_read(PROJECT_FOLDER "/tests/data/pypsa/storage-hvdc", NULL, &c));
    check_case(c);
    assert_int_equal(YP_OK, yp_matpower_read(PROJECT_FOLDER "/tests/data/matpower/case3.m", NULL, &c));
    check_case(c);
}

/* Every kind of bound and row, whole numbers, a constant:
 * min 7 + 2a − b + c + 0·d + e, 1 ≤ a + b ≤ 4, a ≥ −2, b ≤ 3 whole, c free with c ≥ −5 by a row, d = 2, a − e
 * ≤ 3 */
static void bounds_ranges_and_whole_numbers(void **state)
{
    (void)state;
    static double cost[] = { 2, -1, 1, 0, 1 };
    static double lower[] = { -2, -INFINITY, -INFINITY, 2, 0 }, upper[] = { INFINITY, 3, INFINITY, 2, 10 };
    static double row_lower[] = { 1, -5, -INFINITY, -INFINITY }, row_upper[] = { 4, INFINITY, 3, INFINITY };
    static int64_t start[] = { 0, 3, 4, 5, 6, 7 };
    static int32_t row[] = { 0, 2, 3, 0, 1, 3, 2 };
    static double value[] = { 1, 1, 1, 1, 1, 1, -1 };
    static uint8_t whole[] = { 0, 1, 0, 0, 0 };
    const yp_program p = { .row_count = 4,
                           .column_count = 5,
                           .entry_count = 7,
                           .offset = 7,
                           .cost = cost,
                           .column_lower = lower,
                           .column_upper = upper,
                           .row_lower = row_lower,
                           .row_upper = row_upper,
                           .start = start,
                           .row = row,
                           .value = value,
                           .is_integer = whole };
    assert_near(optimum(&p), optimum_of_file(&p), 1e-9);
    assert_near(7 - 4 - 3 - 5, optimum_of_file(&p), 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(networks_keep_their_optimum),
        cmocka_unit_test(bounds_ranges_and_whole_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
