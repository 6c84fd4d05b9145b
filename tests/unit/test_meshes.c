/* Kirchhoff's voltage law: known flows, meshes of random networks, and plans whose meshes are not what they
 * should be. */
#include "near.h"

#include "case/builder.h"
#include "model/model.h"
#include "study/run.h"
#include "verify/verify.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    yp_builder *b;
    uint32_t root, good;
} network;

static network begin(void)
{
    yp_builder_options options = yp_builder_options_defaults();
    options.time.snapshot_count = 2;
    options.time.is_partial = true;
    network n = { .b = yp_builder_new(&options) };
    yp_place place = yp_place_defaults();
    place.id = "root";
    place.level = yp_builder_level(n.b, "root");
    n.root = yp_builder_place(n.b, &place);
    yp_good good = yp_good_defaults();
    good.id = "power";
    good.unit = "MWh";
    n.good = yp_builder_good(n.b, &good);
    return n;
}

static uint32_t add_place(network *n, unsigned number)
{
    char id[16];
    snprintf(id, sizeof id, "p%u", number);
    yp_place place = yp_place_defaults();
    place.id = id;
    place.parent = n->root;
    place.level = yp_builder_level(n->b, "bus");
    return yp_builder_place(n->b, &place);
}

static uint32_t add_line(network *n, const char *id, uint32_t from, uint32_t to, double capacity,
                         double reactance, double cost)
{
    yp_component c = yp_component_defaults(YP_LINK);
    c.id = id;
    c.place = from;
    c.to = to;
    c.good = n->good;
    c.capacity = capacity;
    c.reverse = yp_constant(1);
    c.reactance = reactance;
    c.cost = yp_constant(cost);
    return yp_builder_component(n->b, &c);
}

static void add_supply(network *n, const char *id, uint32_t place, double capacity, double cost)
{
    yp_component c = yp_component_defaults(YP_SUPPLY);
    c.id = id;
    c.place = place;
    c.good = n->good;
    c.capacity = capacity;
    c.cost = yp_constant(cost);
    yp_builder_component(n->b, &c);
}

static void add_demand(network *n, const char *id, uint32_t place, double quantity)
{
    yp_component c = yp_component_defaults(YP_DEMAND);
    c.id = id;
    c.place = place;
    c.good = n->good;
    c.quantity = yp_constant(quantity);
    yp_builder_component(n->b, &c);
}

static yp_run solve(network *n, yp_case **c)
{
    yp_run run;
    yp_model *model = NULL;
    yp_diag *diag = yp_diag_new();
    if (yp_builder_finish(n->b, diag, c) != YP_OK) yp_diag_print(diag, stderr, 0);
    yp_diag_free(diag);
    const yp_solve_options options = { .thread_count = 1 };
    assert_int_equal(YP_OK, yp_model_build(*c, NULL, &model));
    assert_int_equal(YP_OK, yp_run_solve(model, &options, NULL, NULL, &run));
    yp_model_free(model);
    return run;
}

static double level_of(const yp_case *c, const yp_run *run, yp_part part, const char *id)
{
    const yp_plan_activity *found =
        yp_plan_find(run->plan, part, yp_map_find(c->component_map, id, strlen(id)));
    return found ? found->level[0] : 0;
}

static double price_at(const yp_case *c, const yp_run *run, const char *place)
{
    return run->plan->nodes[yp_plan_node_find(run->plan, yp_map_find(c->place_map, place, strlen(place)), 0)]
        .price[0];
}

/* Three places in a ring of equal lines, 90 wanted at p2. Cheap power at p0 (10) goes two thirds directly and
 * one third by p1 (where it costs 20); the direct line bears 50. With x from p0 and y from p1, 2x/3 + y/3 =
 * 50 and x + y = 90: x = 60, y = 30. One more at p2 costs 2·20 − 10 = 30. */
static network ring(double reactance, double toll)
{
    network n = begin();
    const uint32_t p0 = add_place(&n, 0), p1 = add_place(&n, 1), p2 = add_place(&n, 2);
    add_line(&n, "direct", p0, p2, 50, reactance, toll);
    add_line(&n, "first", p0, p1, 1000, reactance, toll);
    add_line(&n, "second", p2, p1, 1000, reactance, toll);
    add_supply(&n, "cheap", p0, 1000, 10);
    add_supply(&n, "dear", p1, 1000, 20);
    add_demand(&n, "wanted", p2, 90);
    return n;
}

static void flows_follow_the_law(void **state)
{
    (void)state;
    static const double reactances[] = { 1e-6, 1, 3e4, -2 };
    for (size_t k = 0; k < sizeof reactances / sizeof *reactances; k++) {
        yp_case *c = NULL;
        network n = ring(reactances[k], 0);
        yp_run run = solve(&n, &c);
        assert_int_equal(YP_OPTIMAL, run.plan->outcome);
        assert_int_equal(1, run.plan->mesh_count);
        assert_near(60, level_of(c, &run, YP_PART_LEVEL, "cheap"), 1e-9);
        assert_near(30, level_of(c, &run, YP_PART_LEVEL, "dear"), 1e-9);
        assert_near(10, level_of(c, &run, YP_PART_LEVEL, "first"), 1e-9);
        assert_near(-40, level_of(c, &run, YP_PART_LEVEL, "second"), 1e-9);
        assert_near(30, price_at(c, &run, "p2"), 1e-9);
        assert_true(run.accounts.residual < 1e-12);
        yp_run_free(&run);
        yp_case_free(c);
    }
}

/* A cost in each direction makes two columns of a line; their difference obeys the law. Here it moves
 * nothing. */
static void both_directions_count(void **state)
{
    (void)state;
    yp_case *c = NULL;
    network n = ring(0.1, 0.001);
    yp_run run = solve(&n, &c);
    assert_int_equal(YP_OPTIMAL, run.plan->outcome);
    assert_near(60, level_of(c, &run, YP_PART_LEVEL, "cheap"), 1e-9);
    assert_near(40, level_of(c, &run, YP_PART_REVERSE, "second"), 1e-9);
    assert_true(run.accounts.residual < 1e-12);
    yp_run_free(&run);
    yp_case_free(c);
}

static void lines_beside_each_other_share_by_reactance(void **state)
{
    (void)state;
    yp_case *c = NULL;
    network n = begin();
    const uint32_t p0 = add_place(&n, 0), p1 = add_place(&n, 1);
    add_line(&n, "a", p0, p1, 100, 1, 0);
    add_line(&n, "b", p1, p0, 100, 2, 0);
    add_supply(&n, "made", p0, 100, 1);
    add_demand(&n, "wanted", p1, 30);
    yp_run run = solve(&n, &c);
    assert_near(20, level_of(c, &run, YP_PART_LEVEL, "a"), 1e-9);
    assert_near(-10, level_of(c, &run, YP_PART_LEVEL, "b"), 1e-9);
    yp_run_free(&run);
    yp_case_free(c);
}

/* A plan with other meshes is no longer certified. */
static void tampered_meshes_are_noticed(void **state)
{
    (void)state;
    yp_case *c = NULL;
    yp_verdict verdict;
    network n = ring(1, 0);
    yp_run run = solve(&n, &c);
    yp_mesh *mesh = &run.plan->meshes[0];
    int *signs = (int *)mesh->signs;
    signs[0] = -signs[0];
    assert_int_equal(YP_OK, yp_verify(c, run.plan, 1e-6, 1e-6, &verdict));
    assert_false(verdict.certificate.holds);
    assert_string_equal("a mesh of the plan is no closed walk over links with a reactance", verdict.row.what);
    signs[0] = -signs[0];
    run.plan->mesh_count = 0;
    assert_int_equal(YP_OK, yp_verify(c, run.plan, 1e-6, 1e-6, &verdict));
    assert_false(verdict.certificate.holds);
    run.plan->mesh_count = 1;
    assert_int_equal(YP_OK, yp_verify(c, run.plan, 1e-6, 1e-6, &verdict));
    assert_true(verdict.certificate.holds);
    yp_run_free(&run);
    yp_case_free(c);
}

static unsigned next(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16 & 0x7fff;
}

/* Any network: the certificate holds, which counts meshes and their independence by itself. */
static void random_networks_are_certified(void **state)
{
    (void)state;
    enum { MOST = 12 };
    for (unsigned seed = 1; seed <= 60; seed++) {
        unsigned random = seed;
        yp_case *c = NULL;
        network n = begin();
        uint32_t places[MOST];
        const unsigned place_count = 2 + next(&random) % (MOST - 2), line_count = 1 + next(&random) % 30;
        for (unsigned p = 0; p < place_count; p++) {
            char made[16], wanted[16];
            snprintf(made, sizeof made, "made%u", p);
            snprintf(wanted, sizeof wanted, "wanted%u", p);
            places[p] = add_place(&n, p);
            add_supply(&n, made, places[p], 1000, 1 + next(&random) % 50);
            add_demand(&n, wanted, places[p], next(&random) % 100);
        }
        for (unsigned k = 0; k < line_count; k++) {
            char id[16];
            const unsigned from = next(&random) % place_count,
                           to = (from + 1 + next(&random) % (place_count - 1)) % place_count;
            snprintf(id, sizeof id, "line%u", k);
            add_line(&n, id, places[from], places[to], 20 + next(&random) % 60,
                     (1 + next(&random) % 100) * 1e-4, next(&random) % 3);
        }
        yp_run run = solve(&n, &c);
        if (run.plan->outcome != YP_OPTIMAL)
            fail_msg("seed %u: %s, %s", seed, yp_outcome_text(run.plan->outcome), run.verdict.row.what);
        assert_true(run.accounts.residual < 1e-9);
        yp_run_free(&run);
        yp_case_free(c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flows_follow_the_law),
        cmocka_unit_test(both_directions_count),
        cmocka_unit_test(lines_beside_each_other_share_by_reactance),
        cmocka_unit_test(tampered_meshes_are_noticed),
        cmocka_unit_test(random_networks_are_certified),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
