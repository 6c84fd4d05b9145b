/* Networks of PyPSA with components that are switched on and off, to its own objectives: in whole units, and
 * in parts of them with the rows that cut off what only whole units cannot (its linearised mode). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "exchange/pypsa.h"

#include "exchange.h"

#define NETWORKS PROJECT_FOLDER "/tests/data/pypsa/commitment-"

/* Whole units: test/test_lopf_unit_commitment.py (359000, 358000, 267333; dispatch of the least times) and
 * test_riskaversion.py (506) of PyPSA. In parts: solved with PyPSA 1.3.0, linearized_unit_commitment. */
static const struct {
    const char *path;
    double whole, in_parts;
} networks[] = { { NETWORKS "start", 359000, 317800 },  { NETWORKS "stop", 358000, 317733.3333333333 },
                 { NETWORKS "minup", 306000, 256000 },  { NETWORKS "mindown", 486000, 486000 },
                 { NETWORKS "link", 267333, 265288.6 }, { NETWORKS "standby", 506, 503 } };

static void check(const char *path, yp_commit commit, double objective)
{
    solved s = { .c = read_network(yp_pypsa_read, path) };
    yp_model *model = NULL;
    const yp_solve_options options = { .thread_count = 1 };
    for (size_t i = 0; i < s.c->component_count; i++)
        if (s.c->components[i].commit != YP_COMMIT_NONE) s.c->components[i].commit = commit;
    assert_int_equal(YP_OK, yp_model_build(s.c, NULL, &model));
    assert_int_equal(YP_OK, yp_run_solve(model, &options, NULL, NULL, &s.run));
    yp_model_free(model);
    assert_int_equal(commit == YP_COMMIT_INTEGER ? YP_WITHIN_GAP : YP_OPTIMAL, s.run.plan->outcome);
    assert_true(s.run.plan->certificate.holds);
    assert_true(s.run.accounts.residual < 1e-9);
    assert_near(objective, s.run.plan->objective, 1e-9);
    drop_solved(&s);
}

static void whole_units_cost_what_they_cost_in_pypsa(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof networks / sizeof *networks; k++)
        check(networks[k].path, YP_COMMIT_INTEGER, networks[k].whole);
}

static void parts_of_units_cost_what_they_cost_in_pypsa(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof networks / sizeof *networks; k++)
        check(networks[k].path, YP_COMMIT_RELAXED, networks[k].in_parts);
}

/* A plan that says a unit is on in part, or forgets a start, does not pass. */
static void spoiled_plans_fail(void **state)
{
    (void)state;
    static const struct {
        yp_part part;
        double level;
        const char *said;
    } spoils[] = { { YP_PART_ON, 0.5, "on of generator:coal" },
                   { YP_PART_START, 0, "started of generator:coal" },
                   { YP_PART_LEVEL, 12000, "generator:coal" } };
    for (size_t k = 0; k < sizeof spoils / sizeof *spoils; k++) {
        solved s = { .c = read_network(yp_pypsa_read, NETWORKS "start") };
        yp_model *model = NULL;
        yp_verdict verdict;
        const yp_solve_options options = { .thread_count = 1 };
        assert_int_equal(YP_OK, yp_model_build(s.c, NULL, &model));
        assert_int_equal(YP_OK, yp_run_solve(model, &options, NULL, NULL, &s.run));
        yp_model_free(model);
        const uint32_t coal = yp_map_find(s.c->component_map, "generator:coal", 14);
        yp_plan_find(s.run.plan, spoils[k].part, coal)->level[0] = spoils[k].level;
        assert_int_equal(YP_OK, yp_verify(s.c, s.run.plan, 1e-7, 1e-7, &verdict));
        assert_false(verdict.certificate.holds);
        if (!strstr(verdict.row.what, spoils[k].said) &&
            !strstr(verdict.bound_violation.what, spoils[k].said))
            fail_msg("'%s', '%s' lack '%s'", verdict.row.what, verdict.bound_violation.what, spoils[k].said);
        drop_solved(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(whole_units_cost_what_they_cost_in_pypsa),
                                        cmocka_unit_test(parts_of_units_cost_what_they_cost_in_pypsa),
                                        cmocka_unit_test(spoiled_plans_fail) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
