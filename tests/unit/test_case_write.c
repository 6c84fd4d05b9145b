/* A case with changes, and a case written and read again. */
#include "case_folder.h"

#include "case/builder.h"

/* Write a case, read it back; the folder it came from may be gone. */
static yp_case *again(const yp_case *c)
{
    char *folder = new_folder();
    assert_int_equal(YP_OK, yp_case_write(c, folder, NULL));
    yp_case *copy = must_load(folder, NULL);
    drop_folder(folder);
    return copy;
}

static void a_written_case_reads_back_the_same(void **state)
{
    (void)state;
    char *folder = small_folder("power/stores.csv", "id,place,good,capacity,hours,cycle,fixed\n"
                                                    "\"odd; \"\"id\"\" @ 1\",a1,electricity,inf,6,none,\n");
    write_file(folder, "power/demands.csv",
               "id,place,good,quantity,value\nload a,a1,electricity,0.5*@load:a+10,none\nload "
               "b,b1,electricity,300,\n");
    write_file(folder, "expect.csv",
               "measure,selector,value,relative,kind\nprice,\"place=A;good=electricity\",300,0.01,derived\n");
    write_file(folder, "sources.csv", "id,table,citation,quality\ns,power/links,\"A, B\",official\n");
    write_file(folder, "power/steps.csv",
               "component,attribute,step,width [GW],value\ncoal a,cost,2,inf,30\ncoal a,cost,1,0.4,-5\nload "
               "b,value,1,150,7\n");
    yp_case *c = must_load(folder, NULL), *copy = again(c);
    assert_true(c->hash == copy->hash);
    assert_int_equal(3, copy->step_count);
    assert_string_equal("coal a: cost 1", copy->steps[0].id);
    assert_near(copy->steps[0].width, 400, 0);
    assert_near(copy->steps[0].amount, -5, 0);
    assert_int_equal(c->component_count, copy->component_count);
    assert_string_equal("official", component_of(copy, "line")->quality);
    assert_true(yp_is_absent(component_of(copy, "load a")->value));
    assert_near(component_of(copy, "load a")->minimum.offset, 1, 0);
    yp_case_free(copy);
    yp_case_free(c);
    drop_folder(folder);
}

static void a_written_layer_stands_alone(void **state)
{
    (void)state;
    static const char *const power[] = { "power" };
    char *folder = small_folder(NULL, NULL);
    yp_case *c = must_load(folder, &(yp_load_options){ .layers = power, .layer_count = 1 }), *copy = again(c);
    assert_true(c->hash == copy->hash);
    yp_case_free(copy);
    yp_case_free(c);
    drop_folder(folder);
}

static void changes_apply_to_a_copy(void **state)
{
    (void)state;
    static const char *const all[] = { "all" };
    char *folder = small_folder(
        "case.yaml", "format: 1\nlayers: [power, carbon]\n"
                     "money: {unit: CNY, year: 2023, rates: {EUR: 7.5}, discount_rate: 0.05}\n"
                     "time: {start: 2022-01-01T00:00, step: 1 h, count: 4, join: calendar, partial: yes}\n");
    yp_case *c = must_load(folder, NULL), *changed = NULL;
    const uint32_t wind = yp_map_find(c->component_map, "wind b", 6);
    const yp_hold hold = { .component = wind, .built = 25 };
    const yp_changes changes = {
        .lift = all, .lift_count = 1, .scenario = "dear", .holds = &hold, .hold_count = 1
    };
    assert_int_equal(YP_OK, yp_case_apply(c, &changes, NULL, &changed));
    assert_near(component_of(c, "coal a")->cost.offset, 300, 1e-12);
    assert_near(component_of(changed, "coal a")->cost.offset, 600, 1e-12);
    assert_near(changed->components[wind].capacity, c->components[wind].capacity, 0);
    assert_near(changed->components[wind].build_maximum, 0, 0); /* it may not build: nothing to hold */
    assert_false(c->barriers[0].is_lifted);
    assert_true(changed->barriers[0].is_lifted);
    assert_true(c->hash != changed->hash);

    yp_case *copy = again(changed);
    assert_true(copy->hash == changed->hash);
    assert_true(copy->barriers[0].is_lifted);
    yp_case_free(copy);
    yp_case_free(changed);
    yp_case_free(c);
    drop_folder(folder);
}

static void no_change_keeps_the_hash(void **state)
{
    (void)state;
    char *folder = small_folder(NULL, NULL);
    yp_case *c = must_load(folder, NULL), *same = NULL;
    assert_int_equal(YP_OK, yp_case_apply(c, &(yp_changes){ 0 }, NULL, &same));
    assert_true(c->hash == same->hash);
    yp_case_free(same);
    yp_case_free(c);
    drop_folder(folder);
}

static void unknown_changes_are_named(void **state)
{
    (void)state;
    static const char *const wrong[] = { "weeling" };
    char *folder = small_folder(NULL, NULL);
    yp_case *c = must_load(folder, NULL), *changed = NULL;
    yp_diag *diag = yp_diag_new();
    const yp_changes changes = { .lift = wrong, .lift_count = 1, .scenario = "deer" };
    assert_int_equal(YP_BAD_INPUT, yp_case_apply(c, &changes, diag, &changed));
    assert_null(changed);
    assert_string_equal("error: there is no scenario 'deer': did you mean 'dear'?", yp_diag_line(diag, 0));
    assert_string_equal("error: there is no reform 'weeling': did you mean 'wheeling'?",
                        yp_diag_line(diag, 1));
    yp_diag_free(diag);
    yp_case_free(c);
    drop_folder(folder);
}

static void a_scenario_may_not_leave_the_range(void **state)
{
    (void)state;
    char *folder = small_folder(
        "power/shocks.csv", "scenario,component,attribute,change,value\ndear,coal a,capacity,add,-2000\n");
    yp_case *c = must_load(folder, NULL), *changed = NULL;
    yp_diag *diag = yp_diag_new();
    assert_int_equal(YP_BAD_INPUT, yp_case_apply(c, &(yp_changes){ .scenario = "dear" }, diag, &changed));
    assert_non_null(strstr(yp_diag_line(diag, 0),
                           "power/shocks.csv:2:1: error: the scenario makes capacity of 'coal a' -1000: "
                           "expected a number, 0 or more"));
    yp_diag_free(diag);
    yp_case_free(c);
    drop_folder(folder);
}

static void a_full_folder_is_not_overwritten(void **state)
{
    (void)state;
    char *folder = small_folder(NULL, NULL);
    yp_case *c = must_load(folder, NULL);
    assert_int_equal(YP_IO, yp_case_write(c, folder, NULL));
    yp_case_free(c);
    drop_folder(folder);
}

/* Two places, a supply, a demand and a link, made without a folder. */
static yp_case *built(void)
{
    static const double load[24] = { 1, 2, 3 };
    const yp_builder_options options = yp_builder_options_defaults();
    yp_builder *b = yp_builder_new(&options);
    assert_non_null(b);
    yp_place place = yp_place_defaults();
    place.level = yp_builder_level(b, "country");
    place.id = "top";
    const uint32_t top = yp_builder_place(b, &place);
    place.level = yp_builder_level(b, "city");
    place.parent = top;
    place.id = "east";
    const uint32_t east = yp_builder_place(b, &place);
    place.id = "west";
    const uint32_t west = yp_builder_place(b, &place);
    yp_good good = yp_good_defaults();
    good.id = "power";
    good.unit = "MWh";
    const uint32_t power = yp_builder_good(b, &good);

    yp_component supply = yp_component_defaults(YP_SUPPLY), demand = yp_component_defaults(YP_DEMAND),
                 link = yp_component_defaults(YP_LINK);
    supply.id = "plant";
    supply.place = west;
    supply.good = demand.good = link.good = power;
    supply.capacity = 10;
    supply.cost = yp_constant(5);
    demand.id = "load";
    demand.place = east;
    demand.quantity = (yp_value){ 1, 2, yp_builder_series(b, "load", load) };
    demand.minimum = yp_constant(1);
    link.id = "line";
    link.place = west;
    link.to = east;
    link.capacity = 4;
    yp_builder_component(b, &supply);
    yp_builder_component(b, &demand);
    yp_builder_component(b, &link);
    yp_barrier barrier = yp_barrier_defaults();
    barrier.id = "toll";
    barrier.border = "west>east";
    barrier.kind = YP_BARRIER_TARIFF;
    barrier.value = yp_constant(2);
    yp_builder_barrier(b, &barrier, NULL, NULL);
    yp_case *c = NULL;
    assert_int_equal(YP_OK, yp_builder_finish(b, NULL, &c));
    return c;
}

static void a_case_made_in_memory_is_a_case(void **state)
{
    (void)state;
    yp_case *c = built(), *copy = again(c);
    assert_string_equal("MW", component_of(c, "plant")->level_unit);
    assert_int_equal(1, c->barriers[0].crossing_count);
    assert_string_equal("toll", c->reforms[0].id);
    assert_string_equal("east", c->places[component_of(c, "load")->place].id);
    assert_true(c->hash == copy->hash);
    yp_case_free(copy);
    yp_case_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_written_case_reads_back_the_same),
        cmocka_unit_test(a_written_layer_stands_alone),
        cmocka_unit_test(changes_apply_to_a_copy),
        cmocka_unit_test(no_change_keeps_the_hash),
        cmocka_unit_test(unknown_changes_are_named),
        cmocka_unit_test(a_scenario_may_not_leave_the_range),
        cmocka_unit_test(a_full_folder_is_not_overwritten),
        cmocka_unit_test(a_case_made_in_memory_is_a_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
