/* The native solver with eight hours a vector, as it runs on AVX-512, in the instructions of any processor:
 * the cutting of time, the empty lanes and the loops are those of AVX-512, only the instructions are not. */
#include "solve/native/internal.h"

/* no vector leaves this file, so it does not matter how a call would pass one */
#pragma GCC diagnostic ignored "-Wpsabi"

enum { LANES = 8 };
#define NAME(word) eight_##word
#define KERNEL yp_kernel_eight
#define KERNEL_NAME "eight lanes"
extern const yp_kernel KERNEL;

#include "solve/native/kernel_body.h"
#include "solve/native/kernel_pass.h"

#include "near.h"
#include "solve/collect.h"
#include "solve/native/native.h"
#include "verify/verify.h"
#include "zoo.h"

/* In place of the one that asks the processor. */
const yp_kernel *yp_kernel_choose(void)
{
    return &yp_kernel_eight;
}

static double certify(const yp_case *c, const yp_model *model, const yp_layout *layout,
                      const yp_native_solution *s)
{
    yp_plan *plan = NULL;
    yp_verdict verdict;
    assert_int_equal(YP_OK, yp_plan_collect(model, layout, s->x, s->row_dual, &plan));
    plan->outcome = s->outcome;
    plan->objective = s->objective;
    assert_int_equal(YP_OK, yp_verify(c, plan, 1e-6, 1e-6, &verdict));
    yp_plan_free(plan);
    return fmax(verdict.certificate.primal, fmax(verdict.certificate.dual, verdict.certificate.gap));
}

static void certifies_with_eight_lanes(void **state)
{
    (void)state;
    int solved = 0;
    for (uint64_t seed = 0; seed < 40; seed++) {
        animal a = zoo_animal(seed);
        if (a.is_infeasible || a.is_unbounded || (double)a.nodes * (double)a.hours > 1000) continue;
        yp_case *c = zoo_case(&a);
        yp_model *model = NULL;
        yp_layout layout;
        yp_model_size size;
        assert_int_equal(YP_OK, yp_model_build(c, NULL, &model));
        assert_int_equal(YP_OK, yp_layout_make(model, &layout, &size));
        yp_native_solution s = { .x = calloc((size_t)size.columns + 1, sizeof(double)),
                                 .row_dual = calloc((size_t)size.rows + 1, sizeof(double)) };
        assert_int_equal(YP_OK, yp_native_solve(model, &layout, &(yp_native_options){ 0 }, &s));
        assert_int_equal(YP_OPTIMAL, s.outcome);
        assert_true(certify(c, model, &layout, &s) <= 1e-6);
        solved++;
        free(s.x);
        free(s.row_dual);
        yp_layout_free(&layout);
        yp_model_free(model);
        yp_case_free(c);
    }
    print_message("%d cases\n", solved);
    assert_true(solved > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(certifies_with_eight_lanes) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
