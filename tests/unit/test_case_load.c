/* What a folder means: units, defaults, references, order, layers. */
#include "case_folder.h"

static void reads_units_defaults_and_series(void **state)
{
    (void)state;
    char *folder = small_folder(NULL, NULL);
    yp_case *c = must_load(folder, NULL);
    const yp_component *coal = component_of(c, "coal a"), *wind = component_of(c, "wind b");
    assert_near(coal->capacity, 1000, 1e-12);
    assert_near(coal->cost.offset, 300, 1e-12); /* of the technology, 40 EUR at 7.5 */
    assert_string_equal("MW", coal->level_unit);
    assert_string_equal("coal", coal->group);
    assert_near(wind->cost.offset, 0, 1e-12);
    assert_int_equal(1, wind->availability.scale);
    assert_near(c->series[wind->availability.series].values[2], 0.3, 1e-12);

    const yp_value quantity = component_of(c, "load a")->quantity;
    assert_near(quantity.offset, 10, 1e-12);
    assert_near(quantity.scale, 0.5e-3, 1e-12); /* the profile is in kW */
    assert_near(c->series[quantity.series].values[3], 400000, 1e-12);
    assert_near(component_of(c, "load a")->value.offset, 10000, 1e-12);
    assert_near(component_of(c, "permits")->capacity, 100, 1e-12);
    assert_int_equal(YP_YEAR, component_of(c, "permits")->resolution);
    assert_int_equal(YP_BASE, coal->resolution);
    yp_case_free(c);
    drop_folder(folder);
}

static void resolves_places_barriers_and_studies(void **state)
{
    (void)state;
    char *folder = small_folder(NULL, NULL);
    yp_case *c = must_load(folder, NULL);
    const uint32_t city = yp_map_find(c->place_map, "a1", 2);
    assert_string_equal("A", c->places[c->places[city].region].id);
    assert_int_equal(1, c->barrier_count);
    assert_int_equal(1, c->barriers[0].crossing_count);
    assert_string_equal("line", c->components[c->barriers[0].crossings[0].link].id);
    assert_int_equal(1, c->gain_order_count);
    assert_string_equal("wheeling", c->reforms[c->gain_order[0]].id);
    assert_string_equal("dear", c->scenarios[c->gain_range[0]].id);
    assert_int_equal(1, c->coefficient_count);
    assert_near(c->coefficients[0].value.offset, -0.8, 1e-12);
    for (size_t i = 1; i < c->component_count; i++)
        assert_true(c->components[i - 1].table < c->components[i].table ||
                    strcmp(c->components[i - 1].id, c->components[i].id) < 0);
    yp_case_free(c);
    drop_folder(folder);
}

static uint64_t hash_with(const char *name, const char *text)
{
    char *folder = small_folder(name, text);
    yp_case *c = must_load(folder, NULL);
    const uint64_t hash = c->hash;
    yp_case_free(c);
    drop_folder(folder);
    return hash;
}

static void order_of_rows_and_columns_means_nothing(void **state)
{
    (void)state;
    static const case_file same[] = {
        { "places.csv",
          "level,id,parent\ncity,b1,B\ncity,a1,A\nprovince,B,root\nprovince,A,root\ncountry,root,\n" },
        { "power/demands.csv",
          "quantity,id,place,good\n300,load b,b1,electricity\n10,load a,a1,electricity\n" },
        { "power/links.csv", "id,to,from,good,reverse,capacity [GW]\r\nline,b1,a1,electricity,1,0.2\r\n" },
        { "power/supplies.csv", "\xef\xbb\xbfid,place,good,technology,capacity,availability,_tag\n"
                                "wind b,b1,electricity,,500,@wind:b1,\n"
                                "coal a,a1,electricity,coal,1000,0.9,x" },
    };
    const uint64_t hash = hash_with(NULL, NULL);
    assert_true(hash == hash_with(same[0].path, same[0].text));
    assert_true(hash != hash_with(same[1].path, same[1].text));
    assert_true(hash == hash_with(same[2].path, same[2].text));
    assert_true(hash == hash_with(same[3].path, same[3].text));
}

static void profiles_join_by_calendar_without_leap_day(void **state)
{
    (void)state;
    char *folder = small_folder(
        "case.yaml", "format: 1\nlayers: [power]\n"
                     "money: {unit: CNY, year: 2023, rates: {EUR: 7.5}}\n"
                     "time: {start: 2022-02-28T22:00, step: 1 h, count: 4, join: calendar, leap: drop}\n");
    write_file(
        folder, "power/profiles/wind.csv",
        "snapshot,b1\n2020-02-28T22:00,1\n2020-02-28T23:00,0.9\n2020-02-29T00:00,0.8\n2020-02-29T01:00,0.7\n"
        "2020-03-01T00:00,0.6\n2020-03-01T01:00,0.5\n");
    write_file(folder, "power/profiles/load.csv",
               "snapshot,a [MW]\n2020-02-28T22:00,1\n2020-02-28T23:00,2\n"
               "2020-03-01T00:00,3\n2020-03-01T01:00,4\n");
    yp_case *c = must_load(folder, NULL);
    const double *wind = c->series[component_of(c, "wind b")->availability.series].values;
    assert_near(wind[1], 0.9, 1e-12);
    assert_near(wind[2], 0.6, 1e-12);
    yp_case_free(c);
    drop_folder(folder);
}

static void dates_of_snapshots(void **state)
{
    (void)state;
    static const struct {
        int start;
        bool drops;
        size_t snapshot;
        int year, month, day, minute;
    } cases[] = {
        { 2022, true, 0, 2022, 1, 1, 0 },
        { 2022, true, 8759, 2022, 12, 31, 1380 },
        { 2020, true, 59 * 24, 2020, 3, 1, 0 },
        { 2020, false, 59 * 24, 2020, 2, 29, 0 },
        { 2020, true, 8759, 2020, 12, 31, 1380 },
        { 2020, false, 8783, 2020, 12, 31, 1380 },
        { 2019, true, 8760 + 59 * 24 + 1, 2020, 3, 1, 60 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const yp_time time = {
            .year = cases[i].start, .month = 1, .day = 1, .step_hours = 1, .drops_leap_day = cases[i].drops
        };
        int year, month, day, minute;
        yp_time_date(&time, cases[i].snapshot, &year, &month, &day, &minute);
        assert_int_equal(cases[i].year, year);
        assert_int_equal(cases[i].month, month);
        assert_int_equal(cases[i].day, day);
        assert_int_equal(cases[i].minute, minute);
    }
}

static void layers_left_out_drop_what_mentions_them(void **state)
{
    (void)state;
    char *folder = small_folder("power/coefficients.csv", "component,good,place,value\nwind b,co2,B,0\n");
    write_file(folder, "carbon/steps.csv", "component,attribute,step,width,value\npermits,cost,1,inf,5\n");
    static const char *const power[] = { "power" };
    yp_case *whole = must_load(folder, NULL);
    yp_case *part = must_load(folder, &(yp_load_options){ .layers = power, .layer_count = 1 });
    assert_int_equal(2, whole->coefficient_count);
    assert_int_equal(0, whole->dropped_row_count);
    assert_int_equal(0, part->coefficient_count);
    assert_int_equal(1, whole->step_count);
    assert_int_equal(0, part->step_count);
    assert_int_equal(1, part->good_count);
    assert_int_equal(1, part->dropped_row_count);
    assert_int_equal(whole->component_count - 1, part->component_count);
    yp_case_free(whole);
    yp_case_free(part);
    drop_folder(folder);
}

static void optional_layers_are_read_but_kept_only_on_request(void **state)
{
    (void)state;
    char *folder = small_folder("case.yaml", "format: 1\nlayers: [power]\noptional_layers: [carbon]\n"
                                             "money: {unit: CNY, year: 2023, rates: {EUR: 7.5}}\n"
                                             "time: {start: 2022-01-01T00:00, count: 4}\n");
    static const char *const both[] = { "power", "carbon" };
    yp_case *usual = must_load(folder, NULL),
            *whole = must_load(folder, &(yp_load_options){ .layers = both, .layer_count = 2 });
    assert_int_equal(1, usual->good_count);
    assert_int_equal(2, whole->good_count);
    yp_case_free(usual);
    yp_case_free(whole);
    drop_folder(folder);
}

static void rows_can_be_switched_off(void **state)
{
    (void)state;
    char *folder = small_folder("power/demands.csv", "id,place,good,quantity,active,unless_layer\n"
                                                     "x,a1,electricity,1,yes,\ny,a1,electricity,1,no,\n"
                                                     "z,a1,electricity,1,yes,carbon\n");
    yp_case *c = must_load(folder, NULL);
    assert_int_equal(YP_NONE, yp_map_find(c->component_map, "y", 1));
    assert_int_equal(YP_NONE, yp_map_find(c->component_map, "z", 1));
    component_of(c, "x");
    yp_case_free(c);
    drop_folder(folder);
}

static void selectors_choose(void **state)
{
    (void)state;
    static const struct {
        const char *selector;
        size_t count;
    } cases[] = {
        { NULL, 6 },
        { "*", 6 },
        { "coal a", 1 },
        { "\"coal a\"", 1 },
        { "technology=coal", 1 },
        { "table=supplies", 3 },
        { "good=electricity;place=A", 3 },
        { "place=a1|b1", 5 },
        { "table=supplies;place=B", 1 },
        { "layer=carbon", 1 },
        { "group=coal;table=links", 0 },
    };
    char *folder = small_folder(NULL, NULL);
    yp_case *c = must_load(folder, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool matches[16] = { false };
        size_t count = 0;
        assert_int_equal(YP_OK, yp_select(c, cases[i].selector, (yp_spot){ 0 }, NULL, matches));
        for (size_t k = 0; k < c->component_count; k++) count += matches[k];
        if (count != cases[i].count)
            print_error("%s chooses %zu\n", cases[i].selector ? cases[i].selector : "NULL", count);
        assert_int_equal(cases[i].count, count);
    }
    bool matches[16];
    assert_int_equal(YP_BAD_INPUT, yp_select(c, "colour=red", (yp_spot){ 0 }, NULL, matches));
    yp_case_free(c);
    drop_folder(folder);
}

static void borders_know_their_direction(void **state)
{
    (void)state;
    char *folder = small_folder("power/barriers.csv", "id,border,kind,value,reform,depends_on\n"
                                                      "along,A>B,delivery,8,wheeling,\n"
                                                      "against,B>A,share,0.5,x,wheeling\n"
                                                      "pair,B|A,limit,7,y,\n"
                                                      "cities,city,closed,,z,x;y\n");
    yp_case *c = must_load(folder, NULL);
    const yp_barrier *against = &c->barriers[0], *along = &c->barriers[1], *cities = &c->barriers[2],
                     *pair = &c->barriers[3];
    assert_true(along->crossings[0].forward && !along->crossings[0].backward &&
                along->crossings[0].sign == 1);
    assert_true(!against->crossings[0].forward && against->crossings[0].backward &&
                against->crossings[0].sign == -1);
    assert_true(pair->crossings[0].forward && pair->crossings[0].backward && pair->crossings[0].sign == -1);
    assert_int_equal(YP_BASE, pair->resolution);
    assert_int_equal(1, cities->crossing_count);
    assert_int_equal(2, c->reforms[cities->reform].depends_count);
    yp_case_free(c);
    drop_folder(folder);
}

static void a_link_to_its_ancestor_crosses_nothing(void **state)
{
    (void)state;
    char *folder = small_folder(
        "power/links.csv", "id,from,to,good,capacity\nline,a1,B,electricity,200\nup,a1,A,electricity,1\n");
    yp_case *c = must_load(folder, NULL);
    assert_int_equal(1, c->barriers[0].crossing_count);
    assert_string_equal("line", c->components[c->barriers[0].crossings[0].link].id);
    yp_case_free(c);
    drop_folder(folder);
}

static void explicit_blocks_carry_their_hours(void **state)
{
    (void)state;
    char *folder = small_folder(
        "case.yaml", "format: 1\nlayers: [power]\nblocks: blocks.csv\n"
                     "money: {unit: CNY, year: 2023, rates: {EUR: 7.5}}\ntime: {join: stamp, partial: yes}\n"
                     "periods: [{year: 2025, years: 2}, {year: 2030, years: 5}]\n");
    write_file(folder, "blocks.csv",
               "snapshot,period,step_hours,sum_hours,cycle\nn,2025,1,100,x\nd,2025,2,,x\nn2,2030,1,7,y\nd2,"
               "2030,1,8,y\n");
    write_file(folder, "power/profiles/wind.csv", "snapshot,b1\nn,0.1\nd,0.2\nn2,0.3\nd2,0.4\n");
    write_file(folder, "power/profiles/load.csv", "snapshot,a\nn,1\nd,2\nn2,3\nd2,4\n");
    yp_case *c = must_load(folder, NULL);
    assert_int_equal(4, c->time.snapshot_count);
    assert_near(c->time.block_sum[0], 100, 0);
    assert_near(c->time.block_sum[1], 2, 0);
    assert_int_equal(1, c->time.block_cycle[2]);
    assert_int_equal(1, c->time.block_period[3]);
    assert_near(c->periods[0].weight, 2, 1e-12);
    yp_case_free(c);
    drop_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_units_defaults_and_series),
        cmocka_unit_test(resolves_places_barriers_and_studies),
        cmocka_unit_test(order_of_rows_and_columns_means_nothing),
        cmocka_unit_test(profiles_join_by_calendar_without_leap_day),
        cmocka_unit_test(dates_of_snapshots),
        cmocka_unit_test(layers_left_out_drop_what_mentions_them),
        cmocka_unit_test(optional_layers_are_read_but_kept_only_on_request),
        cmocka_unit_test(rows_can_be_switched_off),
        cmocka_unit_test(selectors_choose),
        cmocka_unit_test(borders_know_their_direction),
        cmocka_unit_test(a_link_to_its_ancestor_crosses_nothing),
        cmocka_unit_test(explicit_blocks_carry_their_hours),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
