/* Networks with investment periods: the values of PyPSA's own tests (test_lopf_multiinvest.py), and what
 * PyPSA 1.3.0 finds for the networks of that file, whose tests look at parts of the plan. */
#include "case_folder.h"
#include "exchange.h"

#include "exchange/pypsa.h"

#define NETWORKS PROJECT_FOLDER "/tests/data/pypsa/"

/* Files of a network, one over the other. */
static void copy_network(const char *from, const char *folder)
{
    static const char *const files[] = {
        "buses.csv",         "carriers.csv",    "investment_periods.csv", "snapshots.csv",
        "loads.csv",         "loads-p_set.csv", "generators.csv",         "lines.csv",
        "storage_units.csv", "stores.csv",      "global_constraints.csv"
    };
    for (size_t k = 0; k < COUNT_OF(files); k++) {
        char path[512], *text = calloc(1, 8192);
        assert_non_null(text);
        snprintf(path, sizeof path, NETWORKS "%s/%s", from, files[k]);
        FILE *file = fopen(path, "rb");
        if (file) {
            assert_true(fread(text, 1, 8191, file) < 8191);
            fclose(file);
            write_file(folder, files[k], text);
        }
        free(text);
    }
}

/* A column with the same cell in every row. */
static void add_column(const char *folder, const char *file, const char *name, const char *cell)
{
    char path[512], line[1024], *text = calloc(1, 16384);
    assert_non_null(text);
    snprintf(path, sizeof path, "%s/%s", folder, file);
    FILE *from = fopen(path, "rb");
    assert_non_null(from);
    for (size_t row = 0; fgets(line, sizeof line, from); row++) {
        line[strcspn(line, "\n")] = '\0';
        char *end = text + strlen(text);
        snprintf(end, 16384 - (size_t)(end - text), "%s,%s\n", line, row == 0 ? name : cell);
    }
    fclose(from);
    write_file(folder, file, text);
    free(text);
}

static double objective_of(const char *folder)
{
    solved s = solve_network(yp_pypsa_read, folder);
    const double objective = s.objective;
    drop_solved(&s);
    return objective;
}

/* Published: 10·4 + 1·4 and 10·2 + 1·6, both with periods that weigh 2 and stand for 2 years. */
static void reproduces_published_limits(void **state)
{
    (void)state;
    char *folder = new_folder();
    copy_network("two-periods", folder);
    assert_near(44, objective_of(folder), 1e-9);
    write_file(folder, "global_constraints.csv",
               "name,type,sense,carrier_attribute,constant\ndispatch,operational_limit,<=,gas,6\n");
    assert_near(26, objective_of(folder), 1e-9);
    /* the same with a storage unit; PyPSA's second pair of tests */
    write_file(folder, "stores.csv", "name\n");
    write_file(folder, "storage_units.csv",
               "name,bus,carrier,p_nom,max_hours,state_of_charge_initial,state_of_charge_initial_per_period,"
               "marginal_cost\nsu,bus,gas,10,1,10,True,1\n");
    assert_near(26, objective_of(folder), 1e-9);
    drop_folder(folder);
}

/* A limit in one period counts its years there only: 2 years of 1.5 units of gas in 2040. */
static void limits_one_period(void **state)
{
    (void)state;
    char *folder = new_folder();
    copy_network("two-periods", folder);
    write_file(folder, "global_constraints.csv",
               "name,type,sense,carrier_attribute,constant,investment_period\n"
               "dispatch,operational_limit,<=,gas,3,2040\n");
    /* 2030: 2 from the store; 2040: 1.5 from the store, 0.5 from the generator */
    assert_near(2 * (2 + 1.5 + 5), objective_of(folder), 1e-9);
    write_file(folder, "global_constraints.csv",
               "name,type,sense,carrier_attribute,constant,investment_period\n"
               "dispatch,operational_limit,<=,gas,3,2050\n");
    assert_non_null(strstr(refusal(yp_pypsa_read, folder),
                           "global_constraints 'dispatch': investment_period is 2050: expected one of"));
    drop_folder(folder);
}

/* Two columns of the storage units, the limits, and what PyPSA 1.3.0 finds. */
static const struct {
    const char *overlay, *file, *column, *cell, *column2, *cell2, *limits;
    double objective;
} networks[] = {
    { NULL, NULL, NULL, NULL, NULL, NULL, NULL, 122415.31585081585 },
    { "four-periods-storage", "storage_units.csv", "state_of_charge_initial", "200", NULL, NULL, NULL,
      519796.276003626 },
    { "four-periods-storage", "storage_units.csv", "state_of_charge_initial", "200",
      "state_of_charge_initial_per_period", "True", NULL, 466844.137062937 },
    { "four-periods-storage", "storage_units.csv", "cyclic_state_of_charge", "True", NULL, NULL, NULL,
      560612.4864801865 },
    { "four-periods-storage", "storage_units.csv", "cyclic_state_of_charge", "True",
      "cyclic_state_of_charge_per_period", "True", NULL, 560636.2752913754 },
    { NULL, NULL, NULL, NULL, NULL, NULL,
      "name,type,sense,carrier_attribute,constant\n"
      "limit,transmission_volume_expansion_limit,==,AC,100\n",
      124844.48717948719 },
    { NULL, NULL, NULL, NULL, NULL, NULL,
      "name,type,sense,carrier_attribute,constant,investment_period\n"
      "limit,transmission_volume_expansion_limit,==,AC,100,2030\n",
      128865.5710955711 },
    { NULL, NULL, NULL, NULL, NULL, NULL,
      "name,type,sense,carrier_attribute,constant\n"
      "limit,transmission_expansion_cost_limit,==,AC,1000\n",
      122565.31212873149 },
    { NULL, NULL, NULL, NULL, NULL, NULL,
      "name,type,sense,carrier_attribute,constant,investment_period\n"
      "limit,transmission_expansion_cost_limit,==,AC,1000,2030\n",
      123917.6271542665 },
    { NULL, NULL, NULL, NULL, NULL, NULL,
      "name,type,sense,carrier_attribute,constant,investment_period\n"
      "limit,tech_capacity_expansion_limit,==,gencarrier,300,2020\n",
      141172.3076923077 },
    { NULL, NULL, NULL, NULL, NULL, NULL,
      "name,type,sense,carrier_attribute,constant,investment_period,bus\n"
      "limit,tech_capacity_expansion_limit,==,gencarrier,300,2020,1\n",
      161086.86538461538 },
    { NULL, "carriers.csv", "max_growth", "218", NULL, NULL, NULL, 124010.18764568765 },
    { NULL, "carriers.csv", "max_growth", "218", "max_relative_growth", "1.5", NULL, 122415.31585081585 },
};

static void finds_what_pypsa_finds(void **state)
{
    (void)state;
    for (size_t k = 0; k < COUNT_OF(networks); k++) {
        char *folder = new_folder();
        copy_network("four-periods", folder);
        if (networks[k].overlay) copy_network(networks[k].overlay, folder);
        if (networks[k].column) add_column(folder, networks[k].file, networks[k].column, networks[k].cell);
        if (networks[k].column2) add_column(folder, networks[k].file, networks[k].column2, networks[k].cell2);
        if (networks[k].limits) write_file(folder, "global_constraints.csv", networks[k].limits);
        assert_near(networks[k].objective, objective_of(folder), 1e-9);
        drop_folder(folder);
    }
}

/* Columns of buses: at most 100 of the carrier at bus 1, in all periods or built in 2020. */
static void keeps_nominal_limits_of_buses(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double objective;
    } columns[] = { { "name,nom_max_gencarrier\n1,100\n2,\n", 135577.94871794872 },
                    { "name,nom_max_gencarrier_2020\n1,100\n2,\n", 123127.13053613054 },
                    { "name,nom_min_gencarrier_2020\n1,100\n2,\n", 122415.31585081585 } };
    for (size_t k = 0; k < COUNT_OF(columns); k++) {
        char *folder = new_folder();
        copy_network("four-periods", folder);
        write_file(folder, "buses.csv", columns[k].text);
        assert_near(columns[k].objective, objective_of(folder), 1e-9);
        drop_folder(folder);
    }
}

/* Lines come with the periods, so each has meshes of its own; a plan written and read again still holds. */
static void meshes_stand_in_their_periods(void **state)
{
    (void)state;
    solved s = solve_network(yp_pypsa_read, NETWORKS "four-periods");
    const yp_plan *plan = s.run.plan;
    assert_int_equal(3, plan->mesh_count); /* one for each line beside the first */
    for (size_t m = 0; m < plan->mesh_count; m++) {
        assert_int_equal(m + 1, plan->meshes[m].from);
        assert_int_equal(4, plan->meshes[m].to);
    }
    plan->meshes[2].from = 2; /* line-2050 does not exist yet */
    yp_verdict verdict;
    assert_int_equal(YP_OK, yp_verify(s.c, s.run.plan, 1e-6, 1e-6, &verdict));
    assert_false(verdict.certificate.holds);
    drop_solved(&s);
}

static void a_case_with_periods_is_written_and_read(void **state)
{
    (void)state;
    static const char *const names[] = { "four-periods", "two-periods" };
    for (size_t k = 0; k < COUNT_OF(names); k++) {
        char path[512], *folder = new_folder();
        snprintf(path, sizeof path, NETWORKS "%s", names[k]);
        yp_case *c = read_network(yp_pypsa_read, path), *again = NULL;
        yp_diag *diag = yp_diag_new();
        assert_int_equal(YP_OK, yp_case_write(c, folder, diag));
        if (yp_case_load(folder, NULL, diag, &again) != YP_OK) fail_msg("%s", lines_of(diag));
        assert_true(c->hash == again->hash);
        yp_diag_free(diag);
        yp_case_free(again);
        yp_case_free(c);
        drop_folder(folder);
    }
}

static const struct {
    const char *file, *text, *said;
} refused[] = {
    { "investment_periods.csv", "period,objective,years\n2040,1,1\n2030,1,1\n",
      "expected whole years that rise" },
    { "investment_periods.csv", "period,objective,years\n2030,1,0\n2040,1,1\n", "years above 0" },
    { "investment_periods.csv", "period,objective,years\n2030,1,1\n",
      "snapshots: the period 2040 is not one of the investment periods" },
    { "snapshots.csv", ",snapshot,objective\n0,a,1\n1,b,1\n2,c,1\n3,d,1\n", "snapshots have no period" },
    { "snapshots.csv", ",period,timestep,generators\n0,2040,1,1\n1,2040,2,1\n2,2030,1,1\n3,2030,2,1\n",
      "expected periods that rise" },
    { "snapshots.csv", ",period,timestep,generators\n0,2030,1,1\n1,2030,2,1\n2,2040,1,1\n3,2040,2,3\n",
      "periods of different hours are not supported yet" },
    { "stores.csv", "name,bus,carrier,e_nom,e_initial\nstore,bus,gas,10,10\n",
      "stores 'store': it is not cyclic, and 'co2' counts what it uses up" },
};

static void says_what_is_wrong_with_periods(void **state)
{
    (void)state;
    for (size_t k = 0; k < COUNT_OF(refused); k++) {
        char *folder = new_folder();
        copy_network("two-periods", folder);
        write_file(folder, refused[k].file, refused[k].text);
        const char *said = refusal(yp_pypsa_read, folder);
        if (!strstr(said, refused[k].said)) fail_msg("'%s' lacks '%s'", said, refused[k].said);
        drop_folder(folder);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reproduces_published_limits),
        cmocka_unit_test(limits_one_period),
        cmocka_unit_test(finds_what_pypsa_finds),
        cmocka_unit_test(keeps_nominal_limits_of_buses),
        cmocka_unit_test(meshes_stand_in_their_periods),
        cmocka_unit_test(a_case_with_periods_is_written_and_read),
        cmocka_unit_test(says_what_is_wrong_with_periods),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
