/* What the certificate says of plans that break the physics which a case asks for: each is right until one
 * number is moved. */
#include "case_folder.h"
#include "exchange.h"

#include "exchange/pypsa.h"

#define NETWORKS PROJECT_FOLDER "/tests/data/pypsa/physics/"

typedef struct {
    yp_case *base, *c;
    yp_run run;
} changed;

static changed solve_changed(const char *network, const yp_changes *changes)
{
    changed s = { .base = read_network(yp_pypsa_read, network) };
    yp_model *model = NULL;
    const yp_solve_options options = { .thread_count = 1 };
    assert_int_equal(YP_OK, yp_case_apply(s.base, changes, NULL, &s.c));
    assert_int_equal(YP_OK, yp_model_build(s.c, NULL, &model));
    assert_int_equal(YP_OK, yp_run_solve(model, &options, NULL, NULL, &s.run));
    yp_model_free(model);
    assert_int_equal(YP_OPTIMAL, s.run.plan->outcome);
    assert_true(s.run.accounts.residual < 1e-9);
    return s;
}

static void drop_changed(changed *s)
{
    yp_run_free(&s->run);
    yp_case_free(s->c);
    yp_case_free(s->base);
}

static double *level_of(const changed *s, yp_part part, const char *id)
{
    const uint32_t owner = yp_map_find(s->c->component_map, id, strlen(id));
    const yp_plan_activity *activity = yp_plan_find(s->run.plan, part, owner);
    assert_non_null(activity);
    return activity->level;
}

static yp_verdict judged(const yp_case *c, const changed *s)
{
    yp_verdict verdict;
    assert_int_equal(YP_OK, yp_verify(c, s->run.plan, 1e-6, 1e-6, &verdict));
    return verdict;
}

/* A loss below r·flow² as drawn; the segments of the losses left out. */
static void losses_are_checked(void **state)
{
    (void)state;
    const yp_losses losses = { YP_LOSSES_SECANTS, 0, 1, 0.1 };
    changed s = solve_changed(NETWORKS "losses", &(yp_changes){ .losses = &losses });
    double *loss = level_of(&s, YP_PART_LOSS, "line:ab");
    assert_true(judged(s.c, &s).certificate.holds);
    loss[0] -= 0.01;
    const yp_verdict broken = judged(s.c, &s);
    assert_false(broken.certificate.holds);
    assert_true(broken.certificate.primal > 1e-4);
    loss[0] += 0.01;
    const size_t count = s.run.plan->cut_count;
    s.run.plan->cut_count = 2;
    assert_false(judged(s.c, &s).certificate.holds);
    s.run.plan->cut_count = count;
    assert_true(judged(s.c, &s).certificate.holds);
    drop_changed(&s);
}

/* The plan that heeds no outage is certified, and not where outages must be borne, though it has no row of
 * them; the one that heeds them is, and all its pairs are looked at. */
static void outages_are_checked_whether_they_have_rows_or_not(void **state)
{
    (void)state;
    changed open = solve_changed(NETWORKS "secure", &(yp_changes){ .secure = NULL });
    changed safe = solve_changed(NETWORKS "secure", &(yp_changes){ .secure = "table=links" });
    assert_true(judged(open.c, &open).certificate.holds);
    const yp_verdict verdict = judged(safe.c, &open);
    assert_false(verdict.certificate.holds);
    assert_string_equal("a link is overloaded after an outage", verdict.row.what);
    assert_true(judged(safe.c, &safe).certificate.holds);
    assert_true(safe.run.plan->objective > open.run.plan->objective + 1);
    /* 7 links, each with 6 others in two directions: most need no row */
    assert_true(safe.run.plan->cut_count > 0 && safe.run.plan->cut_count < 7 * 6 * 2 / 2);
    drop_changed(&safe);
    drop_changed(&open);
}

static void chosen_angles_keep_their_range(void **state)
{
    (void)state;
    changed s = solve_changed(NETWORKS "shifters", &(yp_changes){ .secure = NULL });
    double *angle = level_of(&s, YP_PART_ANGLE, "transformer:free");
    assert_true(angle[0] >= -3 && angle[0] <= 5);
    const double kept = angle[0];
    angle[0] = kept + 0.01;
    assert_false(judged(s.c, &s).certificate.holds); /* the voltages of its mesh no longer add up */
    angle[0] = kept;
    assert_true(judged(s.c, &s).certificate.holds);
    drop_changed(&s);
}

static void set_points_and_delays_are_checked(void **state)
{
    (void)state;
    static const struct {
        const char *network, *id;
        yp_part part;
    } moved[] = { { NETWORKS "store-set", "store:set", YP_PART_OUT },
                  { NETWORKS "unit-set", "storage_unit:each", YP_PART_IN },
                  { NETWORKS "unit-set", "storage_unit:always", YP_PART_OUT },
                  { NETWORKS "delay-wraps", "link:two", YP_PART_LEVEL } };
    for (size_t k = 0; k < COUNT_OF(moved); k++) {
        changed s = solve_changed(moved[k].network, &(yp_changes){ .secure = NULL });
        level_of(&s, moved[k].part, moved[k].id)[0] += 0.01;
        assert_false(judged(s.c, &s).certificate.holds);
        drop_changed(&s);
    }
}

static void options_that_make_no_sense_are_refused(void **state)
{
    (void)state;
    static const yp_losses losses = { YP_LOSSES_TANGENTS, 3, 1, 0.1 };
    static const struct {
        const char *network;
        yp_changes changes;
        const char *said;
    } wrong[] = {
        { NETWORKS "delay-lost", { .secure = "table=links" }, "matches no link that has a reactance" },
        { NETWORKS "../ac-dc-meshed",
          { .losses = &losses },
          "lines.csv:6: error: 'line:4' has losses, so its capacity and build_maximum must have an end" },
        { NETWORKS "secure", { .secure = "line:nothing" }, "there is no component 'line:nothing'" },
    };
    for (size_t k = 0; k < COUNT_OF(wrong); k++) {
        yp_diag *diag = yp_diag_new();
        yp_case *base = read_network(yp_pypsa_read, wrong[k].network), *c = NULL;
        assert_int_equal(YP_BAD_INPUT, yp_case_apply(base, &wrong[k].changes, diag, &c));
        const char *said = lines_of(diag);
        if (!strstr(said, wrong[k].said)) fail_msg("'%s' lacks '%s'", said, wrong[k].said);
        yp_diag_free(diag);
        yp_case_free(base);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(losses_are_checked),
        cmocka_unit_test(outages_are_checked_whether_they_have_rows_or_not),
        cmocka_unit_test(chosen_angles_keep_their_range),
        cmocka_unit_test(set_points_and_delays_are_checked),
        cmocka_unit_test(options_that_make_no_sense_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
