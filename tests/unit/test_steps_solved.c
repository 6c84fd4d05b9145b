/* Steps from the case through model and solver to certificate and accounts: supplies, elastic demand, stores.
 */
#include "solve/solve.h"

#include "verify/verify.h"

#include "plans.h"

/* Power that gets dearer, a town that gives up some of it, and a store that takes and gives by steps. */
static void make_market(board *s)
{
    uint32_t a, b, power;
    begin(s, 3, 2);
    two_provinces(s, &a, &b, &power);
    const uint32_t plants = add_supply(s, "plants", a, power, 100, 1);
    add_step(s, plants, YP_STEP_COST, 1, 6, 9);
    add_step(s, plants, YP_STEP_COST, 2, 6, 19);
    add_step(s, plants, YP_STEP_COST, 3, INFINITY, 49);
    yp_component row = component(YP_DEMAND, "town", a, power);
    row.quantity = (yp_value){ 0, 1, yp_builder_series(s->builder, "load", NUMBERS(2, 5, 20)) };
    row.value = yp_constant(0);
    const uint32_t town = yp_builder_component(s->builder, &row);
    add_step(s, town, YP_STEP_VALUE, 1, 14, 100);
    add_step(s, town, YP_STEP_VALUE, 2, INFINITY, 30);
    row = component(YP_STORE, "lake", a, power);
    row.capacity = 5;
    row.hours = 4;
    row.efficiency_in = yp_constant(0.9);
    const uint32_t lake = yp_builder_component(s->builder, &row);
    add_step(s, lake, YP_STEP_CHARGE_COST, 1, 2, 1);
    add_step(s, lake, YP_STEP_CHARGE_COST, 2, INFINITY, 4);
    add_step(s, lake, YP_STEP_COST, 1, 3, 0.5);
    add_step(s, lake, YP_STEP_COST, 2, 5, 60);
    finish_case(s);
}

static double step_level(const board *s, const yp_plan *plan, const char *id, size_t b)
{
    const yp_plan_activity *activity = yp_plan_find(plan, YP_PART_STEP, index_of(s->c->step_map, id));
    assert_non_null(activity);
    return activity->level[b];
}

static void every_level_is_the_sum_of_its_steps(void **state)
{
    (void)state;
    board s;
    make_market(&s);
    yp_model *model = NULL;
    yp_plan *plan = NULL;
    const yp_solve_options options = { .thread_count = 1 };
    assert_int_equal(YP_OK, yp_model_build(s.c, NULL, &model));
    assert_int_equal(YP_OK, yp_solve(model, &options, NULL, NULL, &plan));
    yp_verdict verdict;
    yp_accounts accounts;
    assert_int_equal(YP_OK, yp_verify(s.c, plan, 1e-7, 1e-7, &verdict));
    assert_true(verdict.certificate.holds);
    assert_int_equal(YP_OK, yp_accounts_make(s.c, plan, &accounts));
    assert_true(accounts.residual < 1e-9);

    /* at the peak the lake gives its first, cheap step; the town goes without what is worth less than 50 */
    assert_near(step_level(&s, plan, "lake: cost 1", 2), 3, 1e-9);
    assert_near(step_level(&s, plan, "lake: cost 2", 2), 0, 1e-9);
    assert_near(step_level(&s, plan, "plants: cost 1", 2), 6, 1e-9);
    assert_near(step_level(&s, plan, "town: value 2", 2), 1, 1e-9);
    double taken = 0;
    for (size_t b = 0; b < 3; b++)
        taken +=
            step_level(&s, plan, "lake: charge_cost 1", b) + step_level(&s, plan, "lake: charge_cost 2", b);
    assert_near(taken * 0.9, 3, 1e-9);
    yp_arena_free(plan->arena);
    yp_model_free(model);
    end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_level_is_the_sum_of_its_steps) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
