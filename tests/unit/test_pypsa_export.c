/* Results as PyPSA networks: what is written reads back to the same case, with the plan in it. */
#include "case_folder.h"
#include "exchange.h"

#include "exchange/pypsa.h"
#include "exchange/pypsa_export.h"
#include "table/netcdf.h"

#include <unistd.h>

#define NETWORKS PROJECT_FOLDER "/tests/data/pypsa/"

/* A file opened for looking. */
static yp_netcdf *open_file(const char *path)
{
    yp_netcdf *file = NULL;
    assert_int_equal(YP_OK, yp_netcdf_open(path, NULL, NULL, &file));
    return file;
}

/* The number of a component in a variable; of a series at a snapshot. */
static double number_of(yp_netcdf *file, const char *variable, const char *names, const char *name,
                        size_t snapshot)
{
    double *numbers, found = NAN;
    char **texts;
    size_t count, name_count;
    assert_int_equal(YP_OK, yp_netcdf_get_numbers(file, variable, &numbers, &count));
    assert_int_equal(YP_OK, yp_netcdf_get_texts(file, names, &texts, &name_count));
    for (size_t i = 0; i < name_count; i++)
        if (strcmp(texts[i], name) == 0) found = numbers[snapshot * name_count + i];
    free(texts);
    free(numbers);
    return found;
}

static double attribute_of(yp_netcdf *file, const char *name)
{
    char *text = yp_netcdf_attribute(file, NULL, name);
    assert_non_null(text);
    const double number = strtod(text, NULL);
    free(text);
    return number;
}

static void write_result(const solved *s, const char *network, const char *path)
{
    yp_diag *diag = yp_diag_new();
    if (yp_pypsa_write(s->c, s->run.plan, network, path, diag) != YP_OK) fail_msg("%s", lines_of(diag));
    yp_diag_free(diag);
}

static void published_networks_come_back_with_their_plan(void **state)
{
    (void)state;
    static const char *const paths[] = { NETWORKS "ac-dc-meshed", NETWORKS "ac-dc-meshed.nc" };
    for (size_t k = 0; k < COUNT_OF(paths); k++) {
        char *folder = new_folder(), path[512];
        snprintf(path, sizeof path, "%s/solved.nc", folder);
        solved s = solve_network(yp_pypsa_read, paths[k]);
        write_result(&s, NULL, path);
        yp_case *again = read_network(yp_pypsa_read, path);
        assert_true(s.c->hash == again->hash);
        yp_case_free(again);

        /* as PyPSA itself writes them: tests/peers compares with the program */
        yp_netcdf *file = open_file(path);
        assert_near(-3474256.04055, attribute_of(file, "network__objective"), 1e-8);
        assert_near(21915277.518279, attribute_of(file, "network__objective_constant"), 1e-9);
        assert_near(-2178.29179922,
                    number_of(file, "global_constraints_mu", "global_constraints_i", "co2_limit", 0), 1e-7);
        double *sent, *arrived, *upper, *lower;
        size_t count;
        assert_int_equal(YP_OK, yp_netcdf_get_numbers(file, "lines_t_p0", &sent, &count));
        assert_int_equal(70, count);
        assert_int_equal(YP_OK, yp_netcdf_get_numbers(file, "lines_t_p1", &arrived, &count));
        for (size_t i = 0; i < count; i++) assert_near(0, sent[i] + arrived[i], 1e-12);
        assert_int_equal(YP_OK, yp_netcdf_get_numbers(file, "generators_t_mu_upper", &upper, &count));
        assert_int_equal(YP_OK, yp_netcdf_get_numbers(file, "generators_t_mu_lower", &lower, &count));
        for (size_t i = 0; i < count; i++) assert_true(upper[i] <= 1e-9 && lower[i] >= -1e-9);
        free(sent);
        free(arrived);
        free(upper);
        free(lower);
        yp_netcdf_close(file);
        drop_solved(&s);
        unlink(path);
        drop_folder(folder);
    }
}

static const case_file small[] = {
    { "buses.csv", "name,carrier,country\nbus,AC,DE\n" },
    { "snapshots.csv", ",snapshot,objective,stores,generators\n0,2015-01-01 00:00,2,2,2\n1,2015-01-01 "
                       "02:00,2,2,2\n2,2015-01-01 04:00,2,2,2\n" },
    { "generators.csv",
      "name,bus,p_nom,marginal_cost,\"colour of \"\"it\"\"\"\ngen,bus,3,1,red\npeak,bus,9,7,\n" },
    { "generators-p_max_pu.csv", ",gen\n0,1\n1,0\n2,0\n" },
    { "generators-q_set.csv", ",gen\n0,5\n1,6\n2,7\n" },
    { "loads.csv", "name,bus,p_set\nload,bus,1\n" },
    { "stores.csv", "name,bus,e_nom,e_initial,marginal_cost_storage\nstore,bus,10,0,0.2\n" },
    { "meta.json", "{\"made\": \"by hand\"}" },
};

/* In the first two hours `gen` makes 3: 1 is wanted, 2 an hour go into the store and serve the last two
 * steps. */
static void custom_attributes_survive_and_duals_have_signs(void **state)
{
    (void)state;
    char *folder = new_folder(), path[512];
    for (size_t k = 0; k < COUNT_OF(small); k++) write_file(folder, small[k].path, small[k].text);
    snprintf(path, sizeof path, "%s/solved.nc", folder);
    solved s = solve_network(yp_pypsa_read, folder);
    write_result(&s, folder, path);
    yp_netcdf *file = open_file(path);
    char **texts, *meta = yp_netcdf_attribute(file, NULL, "meta");
    size_t count;
    assert_int_equal(YP_OK, yp_netcdf_get_texts(file, "buses_country", &texts, &count));
    assert_string_equal("DE", texts[0]);
    free(texts);
    assert_int_equal(YP_OK, yp_netcdf_get_texts(file, "generators_colour of \"it\"", &texts, &count));
    assert_string_equal("red", texts[0]);
    free(texts);
    assert_string_equal("{\"made\": \"by hand\"}", meta);
    free(meta);
    assert_near(6, number_of(file, "generators_t_q_set", "generators_t_q_set_i", "gen", 1), 0);
    assert_near(3, number_of(file, "generators_t_p", "generators_t_p_i", "gen", 0), 1e-9);
    assert_near(-2, number_of(file, "stores_t_p", "stores_t_p_i", "store", 0), 1e-9);
    assert_near(4, number_of(file, "stores_t_e", "stores_t_e_i", "store", 0), 1e-9);
    assert_near(2, number_of(file, "stores_t_e", "stores_t_e_i", "store", 1), 1e-9);
    /* `peak` never runs at 7 if the store does: its lower bound presses, in money of two hours */
    assert_true(number_of(file, "generators_t_mu_lower", "generators_t_mu_lower_i", "peak", 0) > 1);
    assert_true(number_of(file, "stores_t_mu_energy_balance", "stores_t_mu_energy_balance_i", "store", 0) >
                0.5);
    yp_netcdf_close(file);
    yp_case *again = read_network(yp_pypsa_read, path);
    assert_true(s.c->hash == again->hash);
    yp_case_free(again);
    drop_solved(&s);
    unlink(path);
    drop_folder(folder);
}

/* A case that never was a network: elastic and fixed demand, links, processes. */
static void own_cases_map_as_far_as_they_do(void **state)
{
    (void)state;
    static const char *const names[] = { "power-three-areas", "transport-dantzig1963", "trade-miranda2002",
                                         "power-whole-units" };
    for (size_t k = 0; k < COUNT_OF(names); k++) {
        char *folder = new_folder(), path[512], from[512];
        snprintf(path, sizeof path, "%s/own.nc", folder);
        snprintf(from, sizeof from, PROJECT_FOLDER "/cases/reference/%s", names[k]);
        solved s = { 0 };
        assert_int_equal(YP_OK, yp_case_load(from, NULL, NULL, &s.c));
        yp_model *model = NULL;
        const yp_solve_options options = { .thread_count = 1 };
        assert_int_equal(YP_OK, yp_model_build(s.c, NULL, &model));
        assert_int_equal(YP_OK, yp_run_solve(model, &options, NULL, NULL, &s.run));
        yp_model_free(model);
        write_result(&s, NULL, path);
        yp_netcdf *file = open_file(path);
        const double written = attribute_of(file, "network__objective");
        yp_netcdf_close(file);
        yp_case *again = read_network(yp_pypsa_read, path);
        yp_run run;
        assert_int_equal(YP_OK, yp_model_build(again, NULL, &model));
        assert_int_equal(YP_OK, yp_run_solve(model, &options, NULL, NULL, &run));
        assert_near(written, run.plan->objective, 1e-7);
        assert_near(s.run.plan->objective, run.plan->objective, 1e-7);
        yp_model_free(model);
        yp_run_free(&run);
        yp_case_free(again);
        drop_solved(&s);
        unlink(path);
        drop_folder(folder);
    }
}

static const char *refused_because(const solved *s, const char *network, const char *path, yp_status expected)
{
    static char said[40000];
    yp_diag *diag = yp_diag_new();
    assert_int_equal(expected, yp_pypsa_write(s->c, s->run.plan, network, path, diag));
    snprintf(said, sizeof said, "%s", lines_of(diag));
    yp_diag_free(diag);
    return said;
}

static void refuses_other_networks_and_never_overwrites(void **state)
{
    (void)state;
    char *folder = new_folder(), path[512];
    snprintf(path, sizeof path, "%s/there.nc", folder);
    solved s = solve_network(yp_pypsa_read, NETWORKS "ac-dc-meshed.nc");
    assert_non_null(strstr(refused_because(&s, NETWORKS "storage-hvdc.nc", path, YP_BAD_INPUT),
                           "says something else than the case of the result"));
    assert_non_null(strstr(refused_because(&s, "none.nc", path, YP_BAD_INPUT), "none.nc"));
    assert_int_equal(-1, access(path, F_OK));
    write_file(folder, "there.nc", "mine");
    assert_non_null(strstr(refused_because(&s, NULL, path, YP_IO), "it is there already"));
    snprintf(path, sizeof path, "%s/none/there.nc", folder);
    assert_non_null(strstr(refused_because(&s, NULL, path, YP_IO), "cannot be written"));
    /* the network is gone: what the case says is written, and what is lost is told */
    s.c->network = "/nowhere/at-all.nc";
    snprintf(path, sizeof path, "%s/orphan.nc", folder);
    const char *said = refused_because(&s, NULL, path, YP_OK);
    assert_non_null(strstr(said, "is not there any more"));
    assert_non_null(strstr(said, "'constraint:co2_limit': its good is not balanced in every hour"));
    unlink(path);
    drop_solved(&s);
    drop_folder(folder);
}

static void converts_without_a_plan(void **state)
{
    (void)state;
    static const char *const names[] = { "ac-dc-meshed", "storage-hvdc", "model-energy" };
    for (size_t k = 0; k < COUNT_OF(names); k++) {
        char *folder = new_folder(), path[512], from[512];
        snprintf(path, sizeof path, "%s/copy.nc", folder);
        snprintf(from, sizeof from, NETWORKS "%s", names[k]);
        assert_int_equal(YP_OK, yp_pypsa_convert(from, path, NULL));
        yp_case *a = read_network(yp_pypsa_read, from), *b = read_network(yp_pypsa_read, path);
        assert_true(a->hash == b->hash);
        yp_case_free(a);
        yp_case_free(b);
        unlink(path);
        drop_folder(folder);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_networks_come_back_with_their_plan),
        cmocka_unit_test(custom_attributes_survive_and_duals_have_signs),
        cmocka_unit_test(own_cases_map_as_far_as_they_do),
        cmocka_unit_test(refuses_other_networks_and_never_overwrites),
        cmocka_unit_test(converts_without_a_plan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
