/* PyPSA networks: published objectives and prices from both kinds of files, small ones by hand, and what is
 * refused. */
#include "case_folder.h"
#include "exchange.h"

#include "exchange/pypsa.h"

#define NETWORKS PROJECT_FOLDER "/tests/data/pypsa/"

static double price_of(const solved *s, const char *good)
{
    const yp_plan *plan = s->run.plan;
    for (size_t n = 0; n < plan->plan_node_count; n++)
        if (strcmp(s->c->goods[plan->nodes[n].good].id, good) == 0) return plan->nodes[n].price[0];
    fail_msg("no good %s", good);
    return NAN;
}

/* Published with PyPSA: objective without the constant of former capacities, and the price of carbon. */
static void reproduces_published_networks(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        double reported, cost, carbon;
        size_t meshes;
    } networks[] = { { NETWORKS "ac-dc-meshed", -3474256.04055, 18441021.477729, 2178.29179922, 2 },
                     { NETWORKS "ac-dc-meshed.nc", -3474256.04055, 18441021.477729, 2178.29179922, 2 },
                     { NETWORKS "storage-hvdc", 14670508.825359, 15881838.605836, NAN, 2 },
                     { NETWORKS "storage-hvdc.nc", 14670508.825359, 15881838.605836, NAN, 2 } };
    for (size_t k = 0; k < COUNT_OF(networks); k++) {
        assert_true(yp_pypsa_is(networks[k].path));
        solved s = solve_network(yp_pypsa_read, networks[k].path);
        assert_near(networks[k].reported, s.objective, 1e-8);
        assert_near(networks[k].cost, s.run.plan->objective, 1e-9);
        assert_int_equal(networks[k].meshes, s.run.plan->mesh_count);
        if (!isnan(networks[k].carbon))
            assert_near(networks[k].carbon, price_of(&s, "constraint:co2_limit"), 1e-7);
        drop_solved(&s);
    }
}

static void both_kinds_of_files_are_one_case(void **state)
{
    (void)state;
    static const char *const names[] = { "ac-dc-meshed", "storage-hvdc", "model-energy" };
    for (size_t k = 0; k < COUNT_OF(names); k++) {
        char folder[512], file[512];
        snprintf(folder, sizeof folder, NETWORKS "%s", names[k]);
        snprintf(file, sizeof file, NETWORKS "%s.nc", names[k]);
        yp_case *a = read_network(yp_pypsa_read, folder), *b = read_network(yp_pypsa_read, file);
        assert_true(a->hash == b->hash);
        yp_case_free(a);
        yp_case_free(b);
    }
}

static void a_written_case_loads_to_the_same(void **state)
{
    (void)state;
    static const char *const paths[] = { NETWORKS "ac-dc-meshed.nc", NETWORKS "storage-hvdc" };
    for (size_t k = 0; k < COUNT_OF(paths); k++) {
        char *folder = new_folder();
        yp_case *c = read_network(yp_pypsa_read, paths[k]), *again = NULL;
        yp_diag *diag = yp_diag_new();
        assert_int_equal(YP_OK, yp_case_write(c, folder, diag));
        if (yp_case_load(folder, NULL, diag, &again) != YP_OK) fail_msg("%s", lines_of(diag));
        assert_true(c->hash == again->hash);
        assert_near(c->objective_constant, again->objective_constant, 0);
        yp_diag_free(diag);
        yp_case_free(again);
        yp_case_free(c);
        drop_folder(folder);
    }
}

static void write_network(const char *folder, const case_file *files, size_t count)
{
    for (size_t k = 0; k < count; k++) write_file(folder, files[k].path, files[k].text);
}

/* PyPSA's own test of a store whose level costs: 2 made in the first hour, levels 2, 1, 0. */
static void a_level_costs(void **state)
{
    (void)state;
    static const case_file files[] = {
        { "buses.csv", "name\nbus\n" },
        { "snapshots.csv", ",snapshot,objective,stores,generators\n0,0,1,1,1\n1,1,1,1,1\n2,2,1,1,1\n" },
        { "generators.csv", "name,bus,p_nom,marginal_cost\ngen,bus,3,1\n" },
        { "generators-p_max_pu.csv", ",gen\n0,1\n1,0\n2,0\n" },
        { "loads.csv", "name,bus,p_set\nload,bus,1\n" },
        { "stores.csv", "name,bus,e_nom,e_initial,marginal_cost_storage\nstore,bus,10,1,0.2\n" },
    };
    char *folder = new_folder();
    write_network(folder, files, COUNT_OF(files));
    solved s = solve_network(yp_pypsa_read, folder);
    assert_near(2.6, s.objective, 1e-9);
    drop_solved(&s);
    drop_folder(folder);
}

/* A plant that may rise by 12 MW from one snapshot to the next, or by what a series with gaps says, and a
 * link of three ports with two at one bus that wastes a tenth. Objectives of PyPSA 1.3.0. */
static void levels_follow_slowly(void **state)
{
    (void)state;
    static const struct {
        const char *generators, *ramps;
        double objective;
    } networks[] = {
        { "name,bus,p_nom,marginal_cost,ramp_limit_up\ng,a,60,10,0.2\nshed,a,1000,200,\n", NULL, 10970 },
        { "name,bus,p_nom,marginal_cost\ng,a,60,10\nshed,a,1000,200\n",
          ",g\n0,0.1\n1,0.2\n2,\n3,0.3\n4,0.1\n", 10970 },
        { "name,bus,p_nom,marginal_cost,ramp_limit_up,p_init\ng,a,60,10,0.2,5\nshed,a,1000,200,,\n", NULL,
          24600 },
        { "name,bus,p_nom_extendable,capital_cost,p_nom_max,p_nom,marginal_cost,ramp_limit_up\n"
          "g,a,True,20,100,0,10,0.2\nshed,a,False,0,inf,1000,200,\n",
          NULL, 7700 },
    };
    for (size_t k = 0; k < COUNT_OF(networks); k++) {
        const case_file files[] = {
            { "buses.csv", "name\na\nb\n" },
            { "snapshots.csv", ",snapshot,objective,stores,generators\n0,0,1,1,1\n1,1,1,1,1\n2,2,1,1,1\n3,3,"
                               "1,1,1\n4,4,1,1,1\n" },
            { "generators.csv", networks[k].generators },
            { "links.csv", "name,bus0,bus1,bus2,efficiency,efficiency2,p_nom,p_min_pu\nl,a,b,,1,,60,-1\n"
                           "multi,a,b,a,0.7,0.2,50,0\n" },
            { "loads.csv", "name,bus\nla,a\nlb,b\n" },
            { "loads-p_set.csv", ",la,lb\n0,10,30\n1,60,10\n2,5,50\n3,80,10\n4,20,0\n" },
            { "generators-ramp_limit_up.csv", networks[k].ramps },
        };
        char *folder = new_folder();
        write_network(folder, files, networks[k].ramps ? COUNT_OF(files) : COUNT_OF(files) - 1);
        solved s = solve_network(yp_pypsa_read, folder);
        assert_near(networks[k].objective, s.objective, 1e-9);
        drop_solved(&s);
        drop_folder(folder);
    }
}

/* A store that costs 5 a unit given and earns 5 a unit taken (one signed column). Its level is set in the
 * first hour, so that new energy capacity has to be built, at 3 a unit of which half may be used. */
static void set_levels_ask_for_capacity(void **state)
{
    (void)state;
    static const case_file files[] = {
        { "buses.csv", "name\nbus\n" },
        { "snapshots.csv", ",snapshot,objective,stores,generators\n0,0,1,1,1\n1,1,1,1,1\n" },
        { "generators.csv", "name,bus,p_nom,marginal_cost\ngen,bus,100,1\n" },
        { "loads.csv", "name,bus,p_set\nload,bus,10\n" },
        { "stores.csv",
          "name,bus,e_nom_extendable,capital_cost,marginal_cost,e_max_pu\nstore,bus,True,3,5,0.5\n" },
        { "stores-e_set.csv", ",store\n0,7\n1,\n" },
    };
    char *folder = new_folder();
    write_network(folder, files, COUNT_OF(files));
    solved s = solve_network(yp_pypsa_read, folder);
    const uint32_t store = yp_map_find(s.c->component_map, "store:store", 11);
    assert_near(14, yp_plan_find(s.run.plan, YP_PART_ENERGY_BUILT, store)->level[0], 1e-9);
    assert_near(7, yp_plan_find(s.run.plan, YP_PART_IN, store)->level[0], 1e-9);
    assert_near(0, yp_plan_find(s.run.plan, YP_PART_OUT, store)->level[0], 1e-9);
    /* 7 taken earn 35 and cost 7 to make; kept in the second hour, for giving them back saves 1 and costs 5.
     */
    assert_near(s.objective, 20 + 7 - 35 + 42, 1e-9);
    drop_solved(&s);
    drop_folder(folder);
}

/* Names as people write them; a load that gives back; a generator that takes; a link of three ports, one that
 * runs backwards at a cost and one that brings something back at both its ends. */
static void takes_what_is_unusual(void **state)
{
    (void)state;
    static const case_file files[] = {
        { "buses.csv", "name,carrier,country\n\"a, \"\"b\"\"\",AC,DE\n北,AC,\nheat;1,heat,\n" },
        { "generators.csv", "name,bus,p_nom,marginal_cost,sign,p_min_pu,e_sum_min,e_sum_max\n"
                            "g|1,\"a, \"\"b\"\"\",100,10,1,0,5,50\n"
                            "takes,北,20,-3,-1,0,-inf,inf\n" },
        { "loads.csv", "name,bus,p_set\nl*1,北,10\ngives,heat;1,-4\nwants,heat;1,14\n" },
        { "links.csv", "name,bus0,bus1,bus2,p_nom,efficiency,efficiency2,p_min_pu,marginal_cost\n"
                       "three,\"a, \"\"b\"\"\",北,heat;1,100,0.5,0.5,0,1\n"
                       "back,北,\"a, \"\"b\"\"\",,10,1,,-1,0.5\n" },
    };
    char *folder = new_folder();
    write_network(folder, files, COUNT_OF(files));
    solved s = solve_network(yp_pypsa_read, folder);
    /* Heat wants 10, so `three` is 20 and brings 10 to 北, all that is wanted there. What `takes` pays, 3,
     * and the 0.5 that `back` earns running backwards would not bear the 10 of another unit made. */
    assert_near(220, s.objective, 1e-9);
    yp_case *again = NULL;
    char *written = new_folder();
    yp_diag *diag = yp_diag_new();
    assert_int_equal(YP_OK, yp_case_write(s.c, written, diag));
    if (yp_case_load(written, NULL, diag, &again) != YP_OK) fail_msg("%s", lines_of(diag));
    assert_true(s.c->hash == again->hash);
    yp_diag_free(diag);
    yp_case_free(again);
    drop_solved(&s);
    drop_folder(written);
    drop_folder(folder);
}

static const struct {
    const char *file, *text, *said;
} refused[] = {
    { "buses.csv", NULL, "holds no buses.csv" },
    { "generators.csv", "name,bus\ng,mian\n",
      "generators.csv:2: error: generators 'g': bus is 'mian': there is no such bus: did you mean 'main'?" },
    { "generators.csv", "name,bus,p_nom\ng,main,\n", "generators 'g': p_nom has no number" },
    { "generators.csv", "name,bus,p_nom\ng,main,ten\n", "generators 'g': p_nom is 'ten': expected a number" },
    { "generators.csv", "name,bus,maintainable\ng,main,True\n",
      "generators 'g': maintainable is True, which is not supported yet" },
    { "generators.csv", "name,bus,ramp_limit_up\ng,main,-0.5\n",
      "generators 'g': ramp_limit_up is -0.5: expected 0 or more" },
    { "generators.csv", "name,bus,p_nom,ramp_limit_up,up_time_before\ng,main,5,0.5,0\n",
      "generators 'g': up_time_before is 0, so its first ramp is that of a start" },
    { "generators.csv", "name,bus,committable,p_nom_mod,min_down_time\ng,main,True,5,2\n",
      "generators 'g': min_down_time of units of p_nom_mod" },
    { "generators.csv", "name,bus\ng,main\ng,main\n", "generators: the name 'g' stands twice" },
    { "generators-p_max_pu.csv", ",gen\n0,1\n", "the series of p_max_pu name 'gen', which is not there" },
    { "generators-p_max_pu.csv", ",g\n0,1\n1,1\n", "has 2 rows: expected one for each of the 1 snapshots" },
    { "generators-marginal_cost-pw.csv", "name\n",
      "generators-marginal_cost-pw.csv: error: has no breakpoints" },
    { "generators-marginal_cost-pw.csv",
      "name,g,g\nattribute,p_pu,marginal_cost\nbreakpoint,,\n0,0,1\n1,0.5,7\n2,1,6\n",
      "generators 'g': the piecewise curve of marginal_cost is not convex: it falls from 7 to 6" },
    { "generators-marginal_cost-pw.csv",
      "name,x,x\nattribute,p_pu,marginal_cost\nbreakpoint,,\n0,0,1\n1,1,7\n",
      "generators: a piecewise curve of marginal_cost names 'x', which is not there" },
    { "generators-efficiency-pw.csv", "name,g,g\nattribute,p_pu,efficiency\nbreakpoint,,\n0,0,1\n1,1,0.7\n",
      "generators 'g': piecewise curves of efficiency are not supported yet" },
    { "loads-p_set.csv", ",l\n0,\n", "loads 'l': p_set has no number at snapshot 'now'" },
    { "lines.csv", "name,bus0,bus1,type\nl,main,other,Al 240\n",
      "lines 'l': type is 'Al 240': there is no such standard type, and none in line_types" },
    { "transformers.csv", "name,bus0,bus1,type\nt,main,other,25 MVA\n",
      "transformers 't': type is '25 MVA': there is no such standard type, and none in transformer_types" },
    { "lines.csv", "name,bus0,bus1,type,num_parallel\nl,main,other,NAYY 4x50 SE,0\n",
      "lines 'l': num_parallel is 0: expected above 0" },
    { "lines.csv", "name,bus0,bus1,x\nl,main,warm,1\n",
      "lines 'l': its buses have different carriers, 'AC' and 'heat'" },
    { "links.csv", "name,bus0,bus1,delay\nl,main,other,late\n",
      "links 'l': delay is 'late': expected a number" },
    { "links.csv", "name,bus0,bus1,bus2\nl,main,other,third\n",
      "links 'l': bus2 is 'third': there is no such bus" },
    { "storage_units.csv", "name,bus,sign,inflow\ns,main,-1,3\n",
      "storage_units 's': sign is -1, with inflow or a quadratic cost: not supported" },
    { "storage_units.csv", "name,bus,efficiency_store\ns,main,0\n",
      "efficiency_store is 0: expected above 0" },
    { "stores.csv", "name,bus,sign\ns,main,2\n", "stores 's': sign is 2: expected 1 or -1" },
    { "global_constraints.csv", "name,type\nc,growth\n",
      "global_constraints 'c': type is 'growth', which is not supported yet" },
    { "global_constraints.csv", "name,sense\nc,<\n",
      "global_constraints 'c': sense is '<': expected <=, >= or ==" },
    { "investment_periods.csv", "period,objective,years\n2030,1,10\n",
      "there are 1 investment periods, but snapshots have no period" },
    { "snapshots.csv", ",snapshot,objective\n0,now,many\n", "the weighting 'objective' is 'many'" },
    { "snapshots.csv", ",snapshot,objective\n0,now,-1\n", "the weighting 'objective' of snapshot 0 is -1" },
    { "transformers.csv", "name,bus0,bus1,x\nt,main,other,0.1\n",
      "transformers 't': s_nom is 0: expected above 0" },
};

static void names_component_and_attribute_of_what_is_refused(void **state)
{
    (void)state;
    static const case_file files[] = { { "buses.csv", "name,carrier\nmain,AC\nother,AC\nwarm,heat\n" },
                                       { "generators.csv", "name,bus,p_nom\ng,main,5\n" },
                                       { "loads.csv", "name,bus,p_set\nl,main,2\n" } };
    for (size_t k = 0; k < COUNT_OF(refused); k++) {
        char *folder = new_folder(), path[512];
        write_network(folder, files, COUNT_OF(files));
        snprintf(path, sizeof path, "%s/%s", folder, refused[k].file);
        if (refused[k].text)
            write_file(folder, refused[k].file, refused[k].text);
        else
            remove(path);
        const char *said = refusal(yp_pypsa_read, folder);
        if (!strstr(said, refused[k].said)) fail_msg("'%s' lacks '%s'", said, refused[k].said);
        drop_folder(folder);
    }
}

/* Hours of generators and stores in no one ratio, and those of generators uneven: no delay has a meaning. */
static void a_delay_needs_one_measure_of_time(void **state)
{
    (void)state;
    static const case_file files[] = {
        { "buses.csv", "name\na\nb\n" },
        { "snapshots.csv", ",snapshot,objective,stores,generators\n0,0,1,1,1\n1,1,1,2,3\n" },
        { "links.csv", "name,bus0,bus1,p_nom,delay\nl,a,b,1,2\n" },
    };
    char *folder = new_folder();
    write_network(folder, files, COUNT_OF(files));
    const char *said = refusal(yp_pypsa_read, folder);
    assert_non_null(strstr(said, "links 'l': delay is 2, but the weightings of generators and stores vary"));
    drop_folder(folder);
}

static void a_long_name_is_told_short(void **state)
{
    (void)state;
    char *folder = new_folder(), *text = calloc(1, 11000);
    assert_non_null(text);
    strcpy(text, "name\n");
    memset(text + 5, 'x', 10000);
    strcat(text, "\n");
    write_file(folder, "buses.csv", text);
    const char *said = refusal(yp_pypsa_read, folder);
    assert_non_null(strstr(said, "buses: the name 'xxxxx"));
    assert_non_null(strstr(said, "is 10000 bytes long: expected at most 900"));
    free(text);
    drop_folder(folder);
}

static void files_of_another_kind_are_refused(void **state)
{
    (void)state;
    char *folder = new_folder(), path[512], *whole = malloc(1 << 20);
    assert_non_null(whole);
    FILE *file = fopen(NETWORKS "ac-dc-meshed.nc", "rb");
    assert_non_null(file);
    const size_t size = fread(whole, 1, 1 << 20, file);
    fclose(file);
    static const size_t cuts[] = { 0, 1, 100, 4096, 60000, 123000 };
    for (size_t k = 0; k < COUNT_OF(cuts); k++) {
        write_bytes(folder, "cut.nc", whole, cuts[k] < size ? cuts[k] : size);
        snprintf(path, sizeof path, "%s/cut.nc", folder);
        assert_non_null(strstr(refusal(yp_pypsa_read, path), "error"));
    }
    write_file(folder, "text.nc", "name,bus\n");
    snprintf(path, sizeof path, "%s/text.nc", folder);
    assert_non_null(strstr(refusal(yp_pypsa_read, path), "this is no netCDF file"));
    snprintf(path, sizeof path, "%s/nothing.nc", folder);
    assert_non_null(strstr(refusal(yp_pypsa_read, path), "nothing.nc"));
    free(whole);
    drop_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reproduces_published_networks),
        cmocka_unit_test(both_kinds_of_files_are_one_case),
        cmocka_unit_test(a_written_case_loads_to_the_same),
        cmocka_unit_test(a_level_costs),
        cmocka_unit_test(levels_follow_slowly),
        cmocka_unit_test(set_levels_ask_for_capacity),
        cmocka_unit_test(takes_what_is_unusual),
        cmocka_unit_test(names_component_and_attribute_of_what_is_refused),
        cmocka_unit_test(a_delay_needs_one_measure_of_time),
        cmocka_unit_test(a_long_name_is_told_short),
        cmocka_unit_test(files_of_another_kind_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
