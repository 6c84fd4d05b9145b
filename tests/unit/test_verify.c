/* The certificate holds for plans solved by hand, and fails in the right place for spoiled ones. */
#include "verify/verify.h"

#include "plans.h"

static const double tolerance = 1e-9;

static yp_verdict judge(board *s)
{
    yp_verdict verdict;
    assert_int_equal(yp_verify(s->c, &s->plan, 1e-7, 1e-7, &verdict), YP_OK);
    return verdict;
}

static void expect_hold(board *s)
{
    const yp_verdict verdict = judge(s);
    if (!verdict.certificate.holds)
        print_error("row %g: %s\nbound %g: %s\nreduced cost %g: %s\ncost %.17g, bound %.17g\n",
                    verdict.row.size, verdict.row.what, verdict.bound_violation.size,
                    verdict.bound_violation.what, verdict.reduced_cost.size, verdict.reduced_cost.what,
                    verdict.cost, verdict.bound);
    assert_true(verdict.certificate.holds);
    assert_near(verdict.cost, s->plan.objective, tolerance);
    assert_near(verdict.bound, s->plan.objective, tolerance);
}

static void right_plans_hold(void **state)
{
    (void)state;
    void (*const cases[])(board *) = { congested, stored, scarce, plentiful, elastic, stepped, expanded };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        board s;
        cases[k](&s);
        expect_hold(&s);
        end(&s);
    }
}

/* Cost terms by hand: what runs, what is paid at the border; not the value of what is served. */
static void scale_is_the_size_of_costs(void **state)
{
    (void)state;
    board s;
    congested(&s);
    assert_near(judge(&s).scale, 2 * s.weight * 2150, tolerance);
    end(&s);
}

/* Cheap power may not all cross: at most 20 of 30, and the limit is what the difference of prices pays. */
static void limited(board *s, bool is_lifted)
{
    uint32_t a, b, power;
    begin(s, 1, 2);
    two_provinces(s, &a, &b, &power);
    add_supply(s, "cheap", a, power, 100, 10);
    add_supply(s, "dear", b, power, 100, 50);
    add_demand(s, "town", b, power, 60, NAN);
    yp_component link = component(YP_LINK, "line", a, power);
    link.to = b;
    link.capacity = 30;
    yp_builder_component(s->builder, &link);
    yp_barrier barrier = yp_barrier_defaults();
    barrier.id = "cap";
    barrier.border = "a>b";
    barrier.kind = YP_BARRIER_LIMIT;
    barrier.value = yp_constant(20);
    barrier.is_lifted = is_lifted;
    yp_builder_barrier(s->builder, &barrier, NULL, NULL);
    finish_case(s);
    level_at(s, YP_PART_LEVEL, "cheap", YP_BASE, NUMBERS(20));
    level_at(s, YP_PART_LEVEL, "dear", YP_BASE, NUMBERS(40));
    level_at(s, YP_PART_LEVEL, "town", YP_BASE, NUMBERS(60));
    level_at(s, YP_PART_LEVEL, "line", YP_BASE, NUMBERS(20));
    price_at(s, "a", "power", YP_BASE, NUMBERS(10));
    price_at(s, "b", "power", YP_BASE, NUMBERS(50));
    dual_at(s, YP_ROW_LIMIT, 0, YP_BASE, NUMBERS(-40 * s->weight));
    finish_plan(s, s->weight * (20 * 10 + 40 * 50));
}

static void a_limit_holds_until_it_is_lifted(void **state)
{
    (void)state;
    board s;
    limited(&s, false);
    expect_hold(&s);
    level_of(&s, YP_PART_LEVEL, "cheap")[0] = 21;
    level_of(&s, YP_PART_LEVEL, "line")[0] = 21;
    level_of(&s, YP_PART_LEVEL, "dear")[0] = 39;
    assert_string_equal(judge(&s).row.what, "limit of cap, block 0");
    end(&s);

    limited(&s, true);
    const yp_verdict verdict = judge(&s);
    assert_false(verdict.certificate.holds);
    assert_string_equal(verdict.reduced_cost.what, "limit of cap, block 0");
    end(&s);
}

static double *step_of(board *s, const char *id)
{
    const yp_plan_activity *activity = yp_plan_find(&s->plan, YP_PART_STEP, index_of(s->c->step_map, id));
    assert_non_null(activity);
    return activity->level;
}

/* Each spoiled alone: more in a step than its width, a level that its steps do not make up, a later step
 * filled first, a dual of the row that prices do not bear out, a step left out of the plan. */
static void spoiled_steps_are_found(void **state)
{
    (void)state;
    board s;
    stepped(&s);
    step_of(&s, "mine: cost 10")[0] = 11;
    step_of(&s, "mine: cost 20")[0] = 14;
    assert_string_equal(judge(&s).bound_violation.what, "step of mine: cost 10, block 0");
    end(&s);

    stepped(&s);
    step_of(&s, "mine: cost 20")[0] = 13;
    assert_string_equal(judge(&s).row.what, "steps of mine, block 0");
    end(&s);

    stepped(&s);
    step_of(&s, "mine: cost 20")[0] = 10;
    step_of(&s, "mine: cost 30")[0] = 5;
    s.plan.objective += 5 * 20 * s.weight;
    const yp_verdict dear = judge(&s);
    assert_true(dear.certificate.primal <= 1e-9 && dear.certificate.gap > 0.1);
    end(&s);

    stepped(&s);
    s.plan.rows[0].dual[0] = -30 * s.weight;
    assert_true(judge(&s).certificate.gap > 0.01 && !judge(&s).certificate.holds);
    end(&s);

    stepped(&s);
    s.plan.activity_count--;
    assert_string_equal(judge(&s).row.what, "the plan has no fitting step of town: value 2");
    end(&s);
}

/* Dear power that must be delivered against the prices: 15 an hour over the year. */
static void a_delivery_is_forced_at_its_dual(void **state)
{
    (void)state;
    board s;
    uint32_t a, b, power;
    begin(&s, 2, 2);
    two_provinces(&s, &a, &b, &power);
    add_supply(&s, "dear", a, power, 100, 50);
    add_supply(&s, "cheap", b, power, 100, 10);
    add_demand(&s, "town", b, power, 60, NAN);
    yp_component link = component(YP_LINK, "line", a, power);
    link.to = b;
    link.capacity = 30;
    yp_builder_component(s.builder, &link);
    yp_barrier barrier = yp_barrier_defaults();
    barrier.id = "contract";
    barrier.border = "a>b";
    barrier.kind = YP_BARRIER_DELIVERY;
    barrier.value = yp_constant(15 * 8760);
    yp_builder_barrier(s.builder, &barrier, NULL, NULL);
    finish_case(&s);
    level_at(&s, YP_PART_LEVEL, "dear", YP_BASE, NUMBERS(10, 20));
    level_at(&s, YP_PART_LEVEL, "cheap", YP_BASE, NUMBERS(50, 40));
    level_at(&s, YP_PART_LEVEL, "town", YP_BASE, NUMBERS(60, 60));
    level_at(&s, YP_PART_LEVEL, "line", YP_BASE, NUMBERS(10, 20));
    price_at(&s, "a", "power", YP_BASE, NUMBERS(50, 50));
    price_at(&s, "b", "power", YP_BASE, NUMBERS(10, 10));
    dual_at(&s, YP_ROW_DELIVERY, 0, YP_YEAR, NUMBERS(40 * s.period_weight));
    finish_plan(&s, s.weight * (30 * 50 + 90 * 10));
    expect_hold(&s);
    s.plan.rows[0].dual[0] *= -1;
    assert_string_equal(judge(&s).reduced_cost.what, "delivery of contract, block 0");
    end(&s);
}

/* A yearly total instead of permits gives the same plan. */
static void a_total_counts_the_share_of_the_year(void **state)
{
    (void)state;
    board s;
    uint32_t a, b, power;
    begin(&s, 2, 2);
    two_provinces(&s, &a, &b, &power);
    yp_component row = component(YP_SUPPLY, "coal", a, power);
    row.capacity = 100;
    row.cost = yp_constant(10);
    row.total_maximum = 3 * 8760;
    row.total_per = YP_YEAR;
    yp_builder_component(s.builder, &row);
    add_supply(&s, "gas", a, power, 100, 30);
    add_demand(&s, "home", a, power, 10, NAN);
    finish_case(&s);
    level_at(&s, YP_PART_LEVEL, "coal", YP_BASE, NUMBERS(2, 4));
    level_at(&s, YP_PART_LEVEL, "gas", YP_BASE, NUMBERS(8, 6));
    level_at(&s, YP_PART_LEVEL, "home", YP_BASE, NUMBERS(10, 10));
    price_at(&s, "a", "power", YP_BASE, NUMBERS(30, 30));
    dual_at(&s, YP_ROW_TOTAL, index_of(s.c->component_map, "coal"), YP_YEAR, NUMBERS(-20 * s.period_weight));
    finish_plan(&s, s.weight * (6 * 10 + 14 * 30));
    expect_hold(&s);
    level_of(&s, YP_PART_LEVEL, "coal")[0] = 3;
    level_of(&s, YP_PART_LEVEL, "gas")[0] = 7;
    assert_string_equal(judge(&s).row.what, "total of coal, block 0");
    end(&s);
}

/* A plant that cannot stop makes 4 too many, which cost 3 each to get rid of. */
static void what_is_disposed_of_has_its_price(void **state)
{
    (void)state;
    board s;
    uint32_t a, b, power;
    begin(&s, 1, 2);
    two_provinces(&s, &a, &b, &power);
    yp_good good = yp_good_defaults();
    good.id = "waste";
    good.unit = "t";
    good.disposal = YP_DISPOSAL_PRICED;
    good.disposal_price = yp_constant(3);
    const uint32_t waste = yp_builder_good(s.builder, &good);
    yp_component row = component(YP_SUPPLY, "oven", a, waste);
    row.capacity = 100;
    row.fixed = yp_constant(10);
    yp_builder_component(s.builder, &row);
    add_demand(&s, "kiln", a, waste, 6, 5);
    finish_case(&s);
    level_at(&s, YP_PART_LEVEL, "oven", YP_BASE, NUMBERS(10));
    level_at(&s, YP_PART_LEVEL, "kiln", YP_BASE, NUMBERS(6));
    price_at(&s, "a", "waste", YP_BASE, NUMBERS(-3));
    s.plan.activities[s.plan.activity_count++] =
        (yp_plan_activity){ YP_PART_DISPOSED, 0, YP_BASE, 1, copy_of(&s, NUMBERS(4), 1) };
    finish_plan(&s, s.weight * 4 * 3);
    expect_hold(&s);
    price_of(&s, "a", "waste")[0] = -4;
    assert_string_equal(judge(&s).reduced_cost.what, "disposed waste at a, block 0");
    end(&s);
}

/* A plant that runs at one rate all day, beside one that follows the load. */
static void a_coarser_level_is_constant_inside_its_block(void **state)
{
    (void)state;
    board s;
    uint32_t a, b, power;
    begin(&s, 2, 2);
    two_provinces(&s, &a, &b, &power);
    yp_component row = component(YP_SUPPLY, "steady", a, power);
    row.capacity = 3;
    row.cost = yp_constant(10);
    row.resolution = YP_DAY;
    yp_builder_component(s.builder, &row);
    add_supply(&s, "nimble", a, power, 100, 40);
    row = component(YP_DEMAND, "home", a, power);
    row.quantity = (yp_value){ 0, 1, yp_builder_series(s.builder, "load", NUMBERS(5, 8)) };
    yp_builder_component(s.builder, &row);
    finish_case(&s);
    level_at(&s, YP_PART_LEVEL, "steady", YP_DAY, NUMBERS(3));
    level_at(&s, YP_PART_LEVEL, "nimble", YP_BASE, NUMBERS(2, 5));
    level_at(&s, YP_PART_LEVEL, "home", YP_BASE, NUMBERS(5, 8));
    price_at(&s, "a", "power", YP_BASE, NUMBERS(40, 40));
    finish_plan(&s, s.weight * (6 * 10 + 7 * 40));
    expect_hold(&s);
    end(&s);
}

/* A link that nothing charges for is one signed column; power flows against it here. */
static void a_free_link_has_one_signed_level(void **state)
{
    (void)state;
    board s;
    uint32_t a, b, power;
    begin(&s, 1, 2);
    two_provinces(&s, &a, &b, &power);
    add_supply(&s, "dear", a, power, 100, 50);
    add_supply(&s, "cheap", b, power, 100, 10);
    add_demand(&s, "home", a, power, 60, NAN);
    yp_component link = component(YP_LINK, "line", a, power);
    link.to = b;
    link.capacity = 30;
    link.reverse = yp_constant(0.5);
    yp_builder_component(s.builder, &link);
    finish_case(&s);
    level_at(&s, YP_PART_LEVEL, "dear", YP_BASE, NUMBERS(45));
    level_at(&s, YP_PART_LEVEL, "cheap", YP_BASE, NUMBERS(15));
    level_at(&s, YP_PART_LEVEL, "home", YP_BASE, NUMBERS(60));
    level_at(&s, YP_PART_LEVEL, "line", YP_BASE, NUMBERS(-15));
    price_at(&s, "a", "power", YP_BASE, NUMBERS(50));
    price_at(&s, "b", "power", YP_BASE, NUMBERS(10));
    finish_plan(&s, s.weight * (45 * 50 + 15 * 10));
    expect_hold(&s);
    end(&s);
}

/* Plants come in whole units of 15: two are built though the load wants one and a third. */
static void whole_units_are_held(void **state)
{
    (void)state;
    board s;
    uint32_t a, b, power;
    begin(&s, 1, 2);
    two_provinces(&s, &a, &b, &power);
    yp_component row = component(YP_SUPPLY, "plant", a, power);
    row.capacity = 0;
    row.cost = yp_constant(5);
    row.build_maximum = 60;
    row.build_unit = 15;
    row.fixed_cost = 2;
    yp_builder_component(s.builder, &row);
    add_demand(&s, "home", a, power, 20, NAN);
    finish_case(&s);
    const double capital = 2 * s.plan.blocks.year_share * s.period_weight;
    level_at(&s, YP_PART_LEVEL, "plant", YP_BASE, NUMBERS(20));
    level_at(&s, YP_PART_BUILT, "plant", YP_HORIZON, NUMBERS(30));
    level_at(&s, YP_PART_LEVEL, "home", YP_BASE, NUMBERS(20));
    price_at(&s, "a", "power", YP_BASE, NUMBERS(5));
    finish_plan(&s, s.weight * 100 + 30 * capital);
    expect_hold(&s);
    level_of(&s, YP_PART_BUILT, "plant")[0] = 25;
    s.plan.objective -= 5 * capital;
    assert_string_equal(judge(&s).bound_violation.what, "built of plant, block 0");
    end(&s);
}

/* Ways to spoil a right plan, and where the certificate must see it. */
typedef enum { ROW, BOUND, REDUCED, GAP } seen_in;

static void move_level(board *s)
{
    level_of(s, YP_PART_LEVEL, "dear")[1] += 1e-3;
}
static void overload(board *s)
{
    level_of(s, YP_PART_LEVEL, "line")[0] += 1;
    level_of(s, YP_PART_LEVEL, "cheap")[0] += 1;
    level_of(s, YP_PART_LEVEL, "dear")[0] -= 1;
    s->plan.objective += s->weight * (10 - 50 + 5);
}
static void run_backwards(board *s)
{
    level_of(s, YP_PART_REVERSE, "line")[0] = -1e-3;
}
static void not_a_level(board *s)
{
    level_of(s, YP_PART_LEVEL, "town")[1] = NAN;
}
static void endless_level(board *s)
{
    level_of(s, YP_PART_LEVEL, "town")[1] = INFINITY;
}
static void move_price(board *s)
{
    price_of(s, "b", "power")[0] += 1;
}
static void not_a_price(board *s)
{
    price_of(s, "a", "power")[1] = NAN;
}
static void endless_price(board *s)
{
    price_of(s, "a", "power")[1] = INFINITY;
}
static void misstate(board *s)
{
    s->plan.objective *= 1.001;
}
static void not_an_objective(board *s)
{
    s->plan.objective = NAN;
}
static void forget_last_level(board *s)
{
    s->plan.activity_count--;
}
static void forget_last_node(board *s)
{
    s->plan.plan_node_count--;
}
static void repeat_level(board *s)
{
    s->plan.activities[s->plan.activity_count] = s->plan.activities[s->plan.activity_count - 1];
    s->plan.activity_count++;
}
static void forget_levels(board *s)
{
    s->plan.has_levels = false;
}
static void forget_prices(board *s)
{
    s->plan.has_prices = false;
}
static void weigh_time_differently(board *s)
{
    s->plan.blocks.weight_hours[YP_YEAR][0] *= 2;
}
static void not_an_hour(board *s)
{
    s->plan.blocks.cost[1] = NAN;
}
static void stand_for_no_snapshot(board *s)
{
    s->plan.blocks.snapshot[1] = 7;
}
static void add_unknown_row(board *s)
{
    dual_at(s, YP_ROW_CHAIN, index_of(s->c->component_map, "line"), YP_BASE, NUMBERS(1, 1));
}

static const struct {
    const char *name;
    void (*spoil)(board *);
    seen_in where;
    const char *words;
} spoiled[] = {
    { "level moved", move_level, ROW, "balance of power at b, block 1" },
    { "bound violated", overload, BOUND, "level of line, block 0" },
    { "below zero", run_backwards, BOUND, "reverse of line, block 0" },
    { "level not a number", not_a_level, BOUND, "level of town, block 1" },
    { "level infinite", endless_level, BOUND, "level of town, block 1" },
    { "price moved", move_price, GAP, NULL },
    { "price not a number", not_a_price, GAP, NULL },
    { "price infinite", endless_price, GAP, NULL },
    { "objective misstated", misstate, ROW, "the objective as stated" },
    { "objective not a number", not_an_objective, ROW, "the objective as stated" },
    { "level missing", forget_last_level, ROW, "the plan has no fitting reverse of line" },
    { "node missing", forget_last_node, ROW, "the plan has no fitting balance of power at b" },
    { "level twice", repeat_level, ROW,
      "the plan has levels or rows that the case does not have, twice, or out of order" },
    { "no levels", forget_levels, ROW, "the plan has no levels" },
    { "no prices", forget_prices, REDUCED, "the plan has no prices" },
    { "weights of time", weigh_time_differently, ROW, NULL },
    { "hours not a number", not_an_hour, ROW, "the hours of a block are not a number of 0 or more" },
    { "unknown snapshot", stand_for_no_snapshot, ROW,
      "a block stands for a snapshot that the case does not have" },
    { "unknown row", add_unknown_row, ROW,
      "the plan has levels or rows that the case does not have, twice, or out of order" },
};

static void spoiled_plans_fail_in_the_right_place(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof spoiled / sizeof *spoiled; k++) {
        board s;
        congested(&s);
        spoiled[k].spoil(&s);
        const yp_verdict verdict = judge(&s);
        const yp_worst worst[] = { verdict.row, verdict.bound_violation, verdict.reduced_cost };
        const bool is_seen = spoiled[k].where == GAP ? !(verdict.certificate.gap <= 1e-7)
                                                     : worst[spoiled[k].where].size > 1e-7;
        if (verdict.certificate.holds || !is_seen) fail_msg("%s: not seen", spoiled[k].name);
        if (spoiled[k].words) assert_string_equal(worst[spoiled[k].where].what, spoiled[k].words);
        end(&s);
    }
}

static void the_chain_of_a_store_is_checked(void **state)
{
    (void)state;
    board s;
    stored(&s);
    level_of(&s, YP_PART_STORED, "lake")[1] += 1e-3;
    assert_string_equal(judge(&s).row.what, "chain of lake, block 1");
    end(&s);

    stored(&s);
    for (size_t b = 0; b < 3; b++) s.plan.rows[0].dual[b] *= -1;
    assert_true(judge(&s).certificate.gap > 1e-3);
    end(&s);
}

static void a_negative_price_of_what_may_be_thrown_away_fails(void **state)
{
    (void)state;
    board s;
    plentiful(&s);
    price_of(&s, "a", "permit")[0] = -1;
    const yp_verdict verdict = judge(&s);
    assert_false(verdict.certificate.holds);
    assert_string_equal(verdict.reduced_cost.what, "balance of permit at a, block 0");
    end(&s);
}

static void too_few_permits_fail(void **state)
{
    (void)state;
    board s;
    scarce(&s);
    level_of(&s, YP_PART_LEVEL, "coal")[0] += 1;
    level_of(&s, YP_PART_LEVEL, "gas")[0] -= 1;
    assert_string_equal(judge(&s).row.what, "balance of permit at a, block 0");
    end(&s);
}

static void capacity_that_is_not_built_fails(void **state)
{
    (void)state;
    board s;
    expanded(&s);
    level_of(&s, YP_PART_BUILT, "plant")[0] = 19;
    assert_string_equal(judge(&s).bound_violation.what, "level of plant, block 1");
    end(&s);

    /* Too much is no violation, but a loss. */
    expanded(&s);
    level_of(&s, YP_PART_BUILT, "plant")[0] = 21;
    s.plan.objective += 12 * s.plan.blocks.year_share * s.period_weight;
    const yp_verdict verdict = judge(&s);
    assert_true(verdict.certificate.primal <= 1e-7);
    assert_false(verdict.certificate.holds);
    end(&s);
}

/* A price that is off anywhere on a curve leaves a gap of second order, which is seen. */
static void the_bound_of_a_curve_is_exact(void **state)
{
    (void)state;
    board s;
    elastic(&s);
    price_of(&s, "a", "power")[0] = 41;
    const yp_verdict verdict = judge(&s);
    /* Supply alone would make 31, demand alone would take 29.5: ½·1² + ½·2·0.5². */
    assert_near(verdict.cost - verdict.bound, s.weight * (0.5 + 0.25), tolerance);
    end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(right_plans_hold),
        cmocka_unit_test(scale_is_the_size_of_costs),
        cmocka_unit_test(a_limit_holds_until_it_is_lifted),
        cmocka_unit_test(spoiled_steps_are_found),
        cmocka_unit_test(a_delivery_is_forced_at_its_dual),
        cmocka_unit_test(a_total_counts_the_share_of_the_year),
        cmocka_unit_test(what_is_disposed_of_has_its_price),
        cmocka_unit_test(a_coarser_level_is_constant_inside_its_block),
        cmocka_unit_test(a_free_link_has_one_signed_level),
        cmocka_unit_test(whole_units_are_held),
        cmocka_unit_test(spoiled_plans_fail_in_the_right_place),
        cmocka_unit_test(the_chain_of_a_store_is_checked),
        cmocka_unit_test(a_negative_price_of_what_may_be_thrown_away_fails),
        cmocka_unit_test(too_few_permits_fail),
        cmocka_unit_test(capacity_that_is_not_built_fails),
        cmocka_unit_test(the_bound_of_a_curve_is_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
