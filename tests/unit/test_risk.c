/* Stochastic scenarios and risk, as the certificate sees them: a right plan holds, a spoiled one does not. */
#include "case_folder.h"
#include "exchange.h"

#include "case/builder.h"

#define FARMER PROJECT_FOLDER "/cases/reference/land-farmer-birge2011"

/* The farmer's problem, solved with risk. */
typedef struct {
    yp_diag *diag;
    yp_case *base, *c;
    yp_model *model;
    yp_run run;
} farm;

static void open_farm(farm *f, double alpha, double omega)
{
    const double risk[] = { alpha, omega };
    const yp_changes changes = { .risk = risk };
    const yp_solve_options options = { .thread_count = 1 };
    *f = (farm){ .diag = yp_diag_new() };
    assert_int_equal(YP_OK, yp_case_load(FARMER, NULL, f->diag, &f->base));
    assert_int_equal(YP_OK, yp_case_apply(f->base, &changes, f->diag, &f->c));
    assert_int_equal(YP_OK, yp_model_build(f->c, f->diag, &f->model));
    assert_int_equal(YP_OK, yp_run_solve(f->model, &options, NULL, NULL, &f->run));
}

static void close_farm(farm *f)
{
    yp_run_free(&f->run);
    yp_model_free(f->model);
    yp_case_free(f->c);
    yp_case_free(f->base);
    yp_diag_free(f->diag);
}

static yp_verdict judged(farm *f)
{
    yp_verdict verdict;
    assert_int_equal(YP_OK, yp_verify(f->c, f->run.plan, YP_CERTIFIED, YP_CERTIFIED, &verdict));
    return verdict;
}

static void a_plan_with_risk_holds(void **state)
{
    (void)state;
    static const double risks[][2] = { { 0, 0 }, { 0.5, 0.5 }, { 0.6, 1 }, { 0, 1 }, { 0.99, 0.3 } };
    for (size_t k = 0; k < COUNT_OF(risks); k++) {
        farm f;
        open_farm(&f, risks[k][0], risks[k][1]);
        assert_true(judged(&f).certificate.holds);
        double sum = 0;
        for (size_t s = 0; s < 3; s++) sum += f.run.plan->blocks.scenario_weight[s];
        assert_near(1, sum, 1e-12);
        close_farm(&f);
    }
}

/* With alpha 0 the tail is everything, so CVaR is the expected cost. */
static void the_whole_tail_is_the_mean(void **state)
{
    (void)state;
    farm f;
    open_farm(&f, 0, 1);
    assert_near(-108390, -f.run.accounts.welfare, 1e-6);
    close_farm(&f);
}

/* Weights that risk does not allow would prove any bound. */
static void weights_are_judged(void **state)
{
    (void)state;
    farm f;
    open_farm(&f, 0.5, 0.5);
    double *weight = f.run.plan->blocks.scenario_weight;
    weight[0] += 0.1; /* the bad year has all that risk allows */
    weight[2] -= 0.1;
    assert_false(judged(&f).certificate.holds);
    weight[0] -= 0.1;
    weight[2] += 0.1;
    assert_true(judged(&f).certificate.holds);
    f.run.plan->blocks.probability[1] = 0.5;
    assert_string_equal("the probability of a scenario is not that of the case", judged(&f).row.what);
    close_farm(&f);
}

/* What a plan costs is found from its levels, whatever weights it states. */
static void the_cost_is_that_of_the_worst(void **state)
{
    (void)state;
    farm f;
    open_farm(&f, 0.5, 0.5);
    f.run.plan->objective -= 1000;
    assert_string_equal("the objective as stated", judged(&f).row.what);
    close_farm(&f);
}

/* Blocks that trade places between scenarios are another program. */
static void scenarios_keep_their_blocks(void **state)
{
    (void)state;
    farm f;
    open_farm(&f, 0, 0);
    f.run.plan->blocks.scenario[1] = 0;
    assert_string_equal("scenarios are out of order", judged(&f).row.what);
    close_farm(&f);
}

/* The numbers of a changed case go into the model of another: the same plan as from a new one. */
static void a_model_takes_changed_numbers(void **state)
{
    (void)state;
    farm f;
    open_farm(&f, 0.5, 0.5);
    const double risk[] = { 0.5, 0.25 };
    const yp_changes changes = { .risk = risk };
    const yp_solve_options options = { .thread_count = 1 };
    yp_case *other = NULL;
    yp_run run;
    assert_int_equal(YP_OK, yp_case_apply(f.base, &changes, f.diag, &other));
    assert_int_equal(YP_OK, yp_model_update(f.model, other));
    assert_int_equal(YP_OK, yp_run_solve(f.model, &options, NULL, NULL, &run));
    assert_true(run.plan->certificate.holds);
    yp_run_free(&run);
    yp_case_free(other);
    close_farm(&f);
}

/* A plant, whose component is changed by `change`, with one step of its cost. */
static yp_builder *plant(yp_diag *diag, void (*change)(yp_component *, yp_step *))
{
    yp_builder_options options = yp_builder_options_defaults();
    options.diag = diag;
    yp_builder *b = yp_builder_new(&options);
    assert_non_null(b);
    yp_place place = yp_place_defaults();
    place.level = yp_builder_level(b, "country");
    place.id = "here";
    yp_good good = yp_good_defaults();
    good.id = "power";
    good.unit = "MWh";
    yp_component supply = yp_component_defaults(YP_SUPPLY);
    supply.id = "plant";
    supply.place = yp_builder_place(b, &place);
    supply.good = yp_builder_good(b, &good);
    supply.capacity = 10;
    yp_step step = yp_step_defaults();
    step.attribute = YP_STEP_COST;
    step.number = 1;
    step.width = 10;
    step.amount = 5;
    if (change) change(&supply, &step);
    step.component = yp_builder_component(b, &supply);
    yp_builder_step(b, &step);
    return b;
}

static void switch_it(yp_component *x, yp_step *step)
{
    (void)step;
    x->commit = YP_COMMIT_RELAXED;
}
static void ramp_by_block(yp_component *x, yp_step *step)
{
    (void)step;
    x->ramp_unit = YP_PACE_BLOCK;
}
static void step_dearer(yp_component *x, yp_step *step)
{
    (void)x;
    step->amount = 6;
}
static void start_dearer(yp_component *x, yp_step *step)
{
    (void)step;
    x->start_cost = 6;
}
static void cost_more(yp_component *x, yp_step *step)
{
    (void)step;
    x->cost = yp_constant(6);
}

/* Two builders as two scenarios: what no shock can say is refused, not lost. */
static void scenarios_differ_in_numbers_only(void **state)
{
    (void)state;
    const struct {
        void (*change)(yp_component *, yp_step *);
        const char *said; /* NULL: it is fine */
    } tries[] = { { cost_more, NULL },
                  { switch_it, "commit of 'plant' is another in scenario 'second'" },
                  { ramp_by_block, "ramp_unit of 'plant' is another in scenario 'second'" },
                  { step_dearer, "a piecewise cost of 'plant' differs in scenario 'second'" },
                  { start_dearer, "start_cost cannot differ by stochastic scenario" } };
    for (size_t k = 0; k < COUNT_OF(tries); k++) {
        yp_diag *diag = yp_diag_new();
        yp_builder *first = plant(diag, NULL), *second = plant(diag, tries[k].change);
        yp_case *c = NULL;
        yp_builder_scenario(first, "first", 0.5, NULL);
        yp_builder_scenario(first, "second", 0.5, second);
        const yp_status status = yp_builder_finish(first, diag, &c);
        assert_int_equal(tries[k].said ? YP_BAD_INPUT : YP_OK, status);
        if (tries[k].said) assert_non_null(strstr(lines_of(diag), tries[k].said));
        if (status == YP_OK) yp_case_free(c);
        yp_builder_free(second);
        yp_diag_free(diag);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_with_risk_holds),
        cmocka_unit_test(the_whole_tail_is_the_mean),
        cmocka_unit_test(weights_are_judged),
        cmocka_unit_test(the_cost_is_that_of_the_worst),
        cmocka_unit_test(scenarios_keep_their_blocks),
        cmocka_unit_test(a_model_takes_changed_numbers),
        cmocka_unit_test(scenarios_differ_in_numbers_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
