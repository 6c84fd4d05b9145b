/* MATPOWER files: published costs of DC optimal power flows, and what is refused. */
#include "case_folder.h"
#include "exchange.h"

#include "exchange/matpower.h"

#define FILES PROJECT_FOLDER "/tests/data/matpower/"

/* Published to the unit (PowerModels, test/opf.jl; case5 also as 17613.2). Its DC flow is −b·(θf − θt),
 * without taps and phase shifts, and it turns parallel branches that run against each other into one
 * direction with impedance × tap²: case5_plain.m and case5_uc_plain.m are case5.m and case5_uc.m with just
 * that changed. By MATPOWER's rule, θf − θt = x·tap·p + shift, case5.m costs 18221.80, derived here. */
static void reproduces_published_costs(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        double cost, within;
    } files[] = { { FILES "case3.m", 5782, 1 },
                  { FILES "case5.m", 18221.7985857, 1e-5 },
                  { FILES "case5_plain.m", 17613.2, 0.05 },
                  { FILES "case5_uc_plain.m", 18064.5, 0.05 },
                  { FILES "case5_gap.m", -27410, 1 },
                  { FILES "case6.m", 11391.8, 0.05 },
                  { FILES "pglib_opf_case5_pjm.m", 17480, 0.5 }, /* BASELINE.md of pglib-opf v21.07 */
                  { FILES "case5_asym.m", 17479, 1 },
                  { FILES "case5_db.m", 16710, 1e-6 },
                  { FILES "case5_pwlc.m", 42575, 1 } };
    for (size_t k = 0; k < COUNT_OF(files); k++) {
        assert_true(yp_matpower_is(files[k].path));
        solved s = solve_network(yp_matpower_read, files[k].path);
        if (!(fabs(s.objective - files[k].cost) <= files[k].within))
            fail_msg("%s: %.6f, expected %.6f", files[k].path, s.objective, files[k].cost);
        drop_solved(&s);
    }
}

#define HEAD "function mpc = t\nmpc.baseMVA = 100;\n"
#define BUSES "mpc.bus = [ 1 3 0 0 0 0 1 1 0 230 1 1.1 0.9\n 2 1 100 0 0 0 1 1 0 230 1 1.1 0.9 ];\n"
#define GENERATOR "mpc.gen = [ 1 0 0 0 0 1 100 1 500 0 ];\n"
#define COST "mpc.gencost = [ 2 0 0 2 10 0 ];\n"
#define BRANCHES "mpc.branch = [ 1 2 0 0.1 0 0 0 0 0 0 1 0 0;\n1 2 0 0.1 0 0 0 0 0 1.0 1 0 0 ]\n"

/* Two equal branches, one turned by a degree: it carries 0.5·(0.01745 rad ÷ 0.001 rad per MW) MW less. */
static void a_phase_shift_moves_flow(void **state)
{
    (void)state;
    yp_case *c = NULL;
    yp_diag *diag = yp_diag_new();
    static const char text[] = HEAD BUSES GENERATOR COST BRANCHES;
    assert_int_equal(YP_OK, yp_matpower_parse(text, sizeof text - 1, "t.m", diag, &c));
    yp_model *model = NULL;
    yp_run run;
    const yp_solve_options options = { .thread_count = 1 };
    assert_int_equal(YP_OK, yp_model_build(c, NULL, &model));
    assert_int_equal(YP_OK, yp_run_solve(model, &options, NULL, NULL, &run));
    assert_true(run.plan->certificate.holds);
    const uint32_t turned = yp_map_find(c->component_map, "branch:2", 8);
    const yp_plan_activity *flow = yp_plan_find(run.plan, YP_PART_LEVEL, turned);
    assert_near(50 - 17.453292519943295 / 2, flow->level[0], 1e-9);
    yp_run_free(&run);
    yp_model_free(model);
    yp_case_free(c);
    yp_diag_free(diag);
}

static void says_what_is_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *text, *said;
    } wrong[] = {
        { "", "mpc.bus is missing" },
        { "mpc.bus = [ 1 2 3", "the matrix bus has no end" },
        { HEAD "mpc.bus = [ 1 3 x 0 0 0 1 1 0 ];\n" GENERATOR,
          "t.m:3: error: bus holds 'x': expected a number" },
        { HEAD "mpc.bus = [ 1 3 ];\n" GENERATOR,
          "t.m:3: error: a row of bus has 2 numbers: expected 9 at least" },
        { "mpc.baseMVA = 0;\n" BUSES GENERATOR, "baseMVA is no number above 0" },
        { BUSES GENERATOR, "mpc.baseMVA is missing" },
        { HEAD BUSES "mpc.gen = [ 7 0 0 0 0 1 100 1 500 0 ];\n",
          "gen names the bus 7: there is no such bus" },
        { HEAD BUSES "mpc.gen = [ 1 0 0 0 0 1 100 1 5 10 ];\n", "Pmin 10 exceeds Pmax 5" },
        { HEAD BUSES GENERATOR "mpc.gencost = [ 2 0 0 4 1 0 0 0 ];\n", "the cost is not supported" },
        { HEAD BUSES GENERATOR "mpc.gencost = [ 1 0 0 3 0 0 10 50 20 60 ];\n",
          "the piecewise cost is not convex" },
        { HEAD "mpc.bus = [ 1 3 0 0 0 0 1 1 0\n1 3 0 0 0 0 1 1 0 ]\n" GENERATOR,
          "t.m:4: error: the bus 1 stands twice" },
        { HEAD BUSES GENERATOR "mpc.branch = [ 1 2 0 0 0 0 0 0 0 0 1 ];\n", "the reactance is 0" },
    };
    for (size_t k = 0; k < COUNT_OF(wrong); k++) {
        yp_diag *diag = yp_diag_new();
        yp_case *c = NULL;
        assert_int_equal(YP_BAD_INPUT,
                         yp_matpower_parse(wrong[k].text, strlen(wrong[k].text), "t.m", diag, &c));
        const char *said = lines_of(diag);
        if (!strstr(said, wrong[k].said)) fail_msg("'%s' lacks '%s'", said, wrong[k].said);
        yp_diag_free(diag);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reproduces_published_costs),
        cmocka_unit_test(a_phase_shift_moves_flow),
        cmocka_unit_test(says_what_is_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
