/* netCDF files that are no network, or one with something wrong in it: a message that names component and
 * attribute. */
#include "case_folder.h"
#include "exchange.h"

#include "exchange/pypsa.h"
#include "table/netcdf.h"

#include <netcdf.h>
#include <unistd.h>

enum { BUSES = 2, SNAPSHOTS = 3 };

static const char *const bus_names[] = { "main", "other" };
static const char *const generator_names[] = { "g" };
static const double profile[] = { 1, 0.5, 0 };

/* What is wrong with a file. */
typedef enum {
    NOTHING_WRONG,
    NO_BUSES,
    NO_NAMES,
    NAMES_ARE_NUMBERS,
    NO_SNAPSHOTS,
    TEXT_FOR_NUMBER,
    NUMBER_FOR_TEXT,
    ON_OTHER_DIMENSION,
    SERIES_WITHOUT_NAMES,
    SERIES_OF_NOBODY,
    SERIES_IS_TEXT,
    MISSING_BUS,
    EMPTY_NUMBER,
    EMPTY_IN_SERIES,
    EMPTY_WEIGHT,
    TWICE,
    NO_NAME,
    LONG_NAME,
    STRANGE_NAMES,
    SCALAR_COLUMN
} fault;

static void put_generators(yp_netcdf *file, fault wrong)
{
    static char long_name[10001];
    memset(long_name, 'x', sizeof long_name - 1);
    const char *name = wrong == LONG_NAME       ? long_name
                       : wrong == NO_NAME       ? ""
                       : wrong == STRANGE_NAMES ? "a, \"b\"; 北|*"
                                                : "g";
    const char *bus = wrong == MISSING_BUS ? "mian" : "main";
    const double nom = wrong == EMPTY_NUMBER ? NAN : 5, number = 7;
    const char *const text[] = { "ten" };
    yp_netcdf_add_dimension(file, "generators_i", wrong == TWICE ? 2 : 1);
    const char *const names[] = { name, name };
    const char *const buses[] = { bus, bus };
    const double noms[] = { nom, nom };
    yp_netcdf_put_texts(file, "generators_i", "generators_i", NULL, names);
    if (wrong == NUMBER_FOR_TEXT)
        yp_netcdf_put_numbers(file, "generators_bus", "generators_i", NULL, NULL, NULL, 0, &number);
    else
        yp_netcdf_put_texts(file, "generators_bus", "generators_i", NULL, buses);
    if (wrong == TEXT_FOR_NUMBER)
        yp_netcdf_put_texts(file, "generators_p_nom", "generators_i", NULL, text);
    else if (wrong == ON_OTHER_DIMENSION)
        yp_netcdf_put_numbers(file, "generators_p_nom", "buses_i", NULL, NULL, NULL, 0, profile);
    else if (wrong == SCALAR_COLUMN)
        yp_netcdf_put_numbers(file, "generators_p_nom", NULL, NULL, NULL, NULL, 0, profile);
    else
        yp_netcdf_put_numbers(file, "generators_p_nom", "generators_i", NULL, NULL, NULL, 0, noms);
}

static void put_series(yp_netcdf *file, fault wrong)
{
    const double broken[] = { 1, NAN, 0 };
    const char *const nobody[] = { "nobody" };
    const char *const texts[] = { "a", "b", "c" };
    if (wrong == NO_SNAPSHOTS || wrong == TWICE || wrong == LONG_NAME || wrong == NO_NAME ||
        wrong == STRANGE_NAMES)
        return;
    yp_netcdf_add_dimension(file, "generators_t_p_max_pu_i", 1);
    if (wrong != SERIES_WITHOUT_NAMES)
        yp_netcdf_put_texts(file, "generators_t_p_max_pu_i", "generators_t_p_max_pu_i", NULL,
                            wrong == SERIES_OF_NOBODY ? nobody : generator_names);
    if (wrong == SERIES_IS_TEXT)
        yp_netcdf_put_texts(file, "generators_t_p_max_pu", "snapshots", NULL, texts);
    else
        yp_netcdf_put_numbers(file, "generators_t_p_max_pu", "snapshots", "generators_t_p_max_pu_i", NULL,
                              NULL, 0, wrong == EMPTY_IN_SERIES ? broken : profile);
}

static void write_network(const char *path, fault wrong)
{
    yp_netcdf *file = NULL;
    const double numbers[] = { 0, 1, 2 }, weights[] = { 1, NAN, 1 };
    assert_int_equal(YP_OK, yp_netcdf_create(path, &file));
    if (wrong != NO_SNAPSHOTS) {
        yp_netcdf_add_dimension(file, "snapshots", SNAPSHOTS);
        yp_netcdf_put_numbers(file, "snapshots", "snapshots", NULL, NULL, NULL, 0, numbers);
        if (wrong == EMPTY_WEIGHT)
            yp_netcdf_put_numbers(file, "snapshots_stores", "snapshots", NULL, NULL, NULL, 0, weights);
    }
    if (wrong != NO_BUSES) yp_netcdf_add_dimension(file, "buses_i", BUSES);
    if (wrong == NAMES_ARE_NUMBERS)
        yp_netcdf_put_numbers(file, "buses_i", "buses_i", NULL, NULL, NULL, 0, numbers);
    else if (wrong != NO_BUSES && wrong != NO_NAMES)
        yp_netcdf_put_texts(file, "buses_i", "buses_i", NULL, bus_names);
    put_generators(file, wrong);
    put_series(file, wrong);
    assert_int_equal(YP_OK, yp_netcdf_close(file));
}

static const struct {
    fault wrong;
    const char *said;
} faults[] = {
    { NO_BUSES, "dimension 'buses_i' is missing: expected a network" },
    { NO_NAMES, "variable 'buses_i' is missing" },
    { NAMES_ARE_NUMBERS, "variable 'buses_i' holds no texts" },
    { TEXT_FOR_NUMBER, "generators 'g': p_nom is 'ten': expected a number" },
    { NUMBER_FOR_TEXT, "generators 'g': bus is '7': there is no such bus" },
    { ON_OTHER_DIMENSION, "variable 'generators_p_nom' lies on other dimensions: expected 'generators_i'" },
    { SCALAR_COLUMN, "variable 'generators_p_nom' lies on other dimensions: expected 'generators_i'" },
    { SERIES_WITHOUT_NAMES, "variable 'generators_t_p_max_pu_i' is missing" },
    { SERIES_OF_NOBODY, "generators: the series of p_max_pu name 'nobody', which is not there" },
    { SERIES_IS_TEXT, "variable 'generators_t_p_max_pu' lies on other dimensions" },
    { MISSING_BUS, "generators 'g': bus is 'mian': there is no such bus: did you mean 'main'?" },
    { EMPTY_NUMBER, "generators 'g': p_nom has no number: expected one" },
    { EMPTY_IN_SERIES, "generators 'g': p_max_pu has no number at snapshot '1': expected one" },
    { EMPTY_WEIGHT, "the weighting 'stores' of snapshot 1 is nan: expected hours" },
    { TWICE, "generators: the name 'g' stands twice" },
    { NO_NAME, "generators: a component has no name" },
    { LONG_NAME, "is 10000 bytes long: expected at most 900" },
};

static void names_component_and_attribute(void **state)
{
    (void)state;
    for (size_t k = 0; k < COUNT_OF(faults); k++) {
        char *folder = new_folder(), path[512];
        snprintf(path, sizeof path, "%s/network.nc", folder);
        write_network(path, faults[k].wrong);
        const char *said = refusal(yp_pypsa_read, path);
        if (!strstr(said, faults[k].said)) fail_msg("'%s' lacks '%s'", said, faults[k].said);
        assert_non_null(strstr(said, "network.nc"));
        assert_true(strlen(said) < 4000);
        unlink(path);
        drop_folder(folder);
    }
}

static void takes_what_is_right(void **state)
{
    (void)state;
    static const fault fine[] = { NOTHING_WRONG, NO_SNAPSHOTS, STRANGE_NAMES };
    for (size_t k = 0; k < COUNT_OF(fine); k++) {
        char *folder = new_folder(), path[512];
        snprintf(path, sizeof path, "%s/network.nc", folder);
        write_network(path, fine[k]);
        yp_case *c = read_network(yp_pypsa_read, path);
        assert_int_equal(1, c->component_count);
        assert_string_equal(fine[k] == STRANGE_NAMES ? "generator:a, \"b\"; 北|*" : "generator:g",
                            c->components[0].id);
        yp_case_free(c);
        unlink(path);
        drop_folder(folder);
    }
}

/* Classic netCDF of weather; text under such a name; half a network. */
static void files_of_another_kind(void **state)
{
    (void)state;
    char *folder = new_folder(), path[512];
    int file, dimension, variable;
    const double heat[] = { 280, 281 };
    snprintf(path, sizeof path, "%s/weather.nc", folder);
    assert_int_equal(NC_NOERR, nc_create(path, NC_CLOBBER, &file));
    assert_int_equal(NC_NOERR, nc_def_dim(file, "time", 2, &dimension));
    assert_int_equal(NC_NOERR, nc_def_var(file, "heat", NC_DOUBLE, 1, &dimension, &variable));
    assert_int_equal(NC_NOERR, nc_enddef(file));
    assert_int_equal(NC_NOERR, nc_put_var_double(file, variable, heat));
    assert_int_equal(NC_NOERR, nc_close(file));
    assert_non_null(
        strstr(refusal(yp_pypsa_read, path), "dimension 'buses_i' is missing: expected a network"));
    unlink(path);

    /* names as characters of the classic format */
    assert_int_equal(NC_NOERR, nc_create(path, NC_CLOBBER, &file));
    assert_int_equal(NC_NOERR, nc_def_dim(file, "buses_i", 2, &dimension));
    assert_int_equal(NC_NOERR, nc_def_var(file, "buses_i", NC_CHAR, 1, &dimension, &variable));
    assert_int_equal(NC_NOERR, nc_enddef(file));
    assert_int_equal(NC_NOERR, nc_put_var_text(file, variable, "ab"));
    assert_int_equal(NC_NOERR, nc_close(file));
    assert_non_null(strstr(refusal(yp_pypsa_read, path), "variable 'buses_i' holds no texts"));
    unlink(path);
    drop_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_component_and_attribute),
        cmocka_unit_test(takes_what_is_right),
        cmocka_unit_test(files_of_another_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
