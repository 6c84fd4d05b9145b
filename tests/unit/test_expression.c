/** Expressions: their linear form is what the measures sum, on solved reference cases. */
#include "near.h"
#include "result/expression.h"
#include "study/run.h"

static const char *const cases[] = { "power-three-areas", "power-storage-arbitrage", "power-whole-units",
                                     "carbon-banking-hotelling", "power-lossy-tie-store" };

static const char *const expressions[] = { "level",
                                           "built",
                                           "capacity:table=supplies",
                                           "stored:table=stores",
                                           "made",
                                           "used",
                                           "emitted",
                                           "net_import",
                                           "unserved",
                                           "- 2*made + 0.5*used - emitted" };

/* Some measures find nothing in some cases, which is their word for it. */
static bool measured(const yp_case *c, const yp_plan *plan, const yp_expression *expression, double *value)
{
    return yp_expression_value(c, plan, expression, (yp_spot){ 0 }, NULL, value) == YP_OK && isfinite(*value);
}

static size_t check_case(const char *name)
{
    char folder[512];
    yp_case *c = NULL;
    yp_model *model = NULL;
    yp_run run = { 0 };
    size_t compared = 0;
    snprintf(folder, sizeof folder, PROJECT_FOLDER "/cases/reference/%s", name);
    assert_int_equal(yp_case_load(folder, NULL, NULL, &c), YP_OK);
    assert_int_equal(yp_model_build(c, NULL, &model), YP_OK);
    assert_int_equal(yp_run_solve(model, &(yp_solve_options){ .thread_count = 1 }, NULL, NULL, &run), YP_OK);
    assert_true(run.plan->has_levels);
    for (size_t k = 0; k < sizeof expressions / sizeof *expressions; k++) {
        yp_arena *arena = yp_arena_new(NULL);
        yp_expression expression;
        double **weights, constant, value;
        if (yp_expression_parse(c, expressions[k], arena, (yp_spot){ 0 }, NULL, &expression) == YP_OK &&
            measured(c, run.plan, &expression, &value)) {
            assert_int_equal(yp_expression_weights(c, run.plan, &expression, arena, (yp_spot){ 0 }, NULL,
                                                   &weights, &constant),
                             YP_OK);
            double sum = constant;
            for (size_t a = 0; a < run.plan->activity_count; a++)
                for (size_t b = 0; weights[a] && b < run.plan->activities[a].count; b++)
                    sum += weights[a][b] * run.plan->activities[a].level[b];
            assert_near(sum, value, 1e-9);
            compared += value != 0;
        }
        yp_arena_free(arena);
    }
    yp_run_free(&run);
    yp_model_free(model);
    yp_case_free(c);
    return compared;
}

static void the_linear_form_is_the_measure(void **state)
{
    (void)state;
    size_t compared = 0;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) compared += check_case(cases[k]);
    assert_in_range(compared, 20, 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(the_linear_form_is_the_measure) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
