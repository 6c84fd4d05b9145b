#include "table/netcdf.h"

#include "complaints.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A fresh folder and a path in it; removed by the test. */
typedef struct {
    char folder[32], path[64];
} place;

static place new_place(void)
{
    place p = { "/tmp/yipan-test-XXXXXX", "" };
    assert_non_null(mkdtemp(p.folder));
    snprintf(p.path, sizeof p.path, "%s/series.nc", p.folder);
    return p;
}

static void remove_place(const place *p)
{
    unlink(p->path);
    rmdir(p->folder);
}

static const double levels[] = { 1, -2.5, NAN, INFINITY, 1e-300, 0 };
static const int cycles[] = { 3, -7 };
static const char *const names[] = { "上海", "", "a b" };

static void write_example(const char *path)
{
    yp_netcdf *file = NULL;
    assert_int_equal(yp_netcdf_create(path, &file), YP_OK);
    assert_int_equal(yp_netcdf_add_dimension(file, "block", 2), YP_OK);
    assert_int_equal(yp_netcdf_add_dimension(file, "activity", 3), YP_OK);
    assert_int_equal(
        yp_netcdf_put_numbers(file, "level", "activity", "block", "MW", "level of an activity", 4, levels),
        YP_OK);
    assert_int_equal(yp_netcdf_put_numbers(file, "welfare", NULL, NULL, "CNY", NULL, 4, levels + 1), YP_OK);
    assert_int_equal(yp_netcdf_put_integers(file, "cycle", "block", NULL, "chain", cycles), YP_OK);
    assert_int_equal(yp_netcdf_put_texts(file, "name", "activity", NULL, names), YP_OK);
    assert_int_equal(yp_netcdf_put_attribute(file, NULL, "Conventions", "CF-1.11"), YP_OK);
    assert_int_equal(yp_netcdf_put_attribute(file, "level", "cell_methods", "time: mean"), YP_OK);
    assert_int_equal(yp_netcdf_put_attribute(file, "nothing", "x", "y"), YP_IO);
    assert_int_equal(yp_netcdf_put_numbers(file, "other", "nowhere", NULL, NULL, NULL, 0, levels), YP_IO);
    assert_int_equal(yp_netcdf_close(file), YP_OK);
}

static void reads_what_it_wrote(void **state)
{
    (void)state;
    place p = new_place();
    write_example(p.path);
    yp_diag *diag = yp_diag_new();
    yp_netcdf *file = NULL;
    assert_int_equal(yp_netcdf_open(p.path, "series.nc", diag, &file), YP_OK);
    assert_int_equal(yp_netcdf_dimension(file, "activity"), 3);
    assert_true(yp_netcdf_dimension(file, "nothing") == SIZE_MAX);
    double *numbers;
    int *integers;
    char **texts;
    size_t count;
    assert_int_equal(yp_netcdf_get_numbers(file, "level", &numbers, &count), YP_OK);
    assert_int_equal(count, 6);
    assert_memory_equal(numbers, levels, sizeof levels);
    free(numbers);
    assert_int_equal(yp_netcdf_get_numbers(file, "welfare", &numbers, &count), YP_OK);
    assert_true(count == 1 && numbers[0] == -2.5);
    free(numbers);
    assert_int_equal(yp_netcdf_get_integers(file, "cycle", &integers, &count), YP_OK);
    assert_int_equal(count, 2);
    assert_memory_equal(integers, cycles, sizeof cycles);
    free(integers);
    assert_int_equal(yp_netcdf_get_texts(file, "name", &texts, &count), YP_OK);
    assert_int_equal(count, 3);
    for (size_t i = 0; i < count; i++) assert_string_equal(texts[i], names[i]);
    free(texts);
    assert_int_equal(yp_netcdf_close(file), YP_OK);
    assert_string_equal(lines_of(diag), "");
    yp_diag_free(diag);
    remove_place(&p);
}

static void says_what_is_missing_or_of_another_type(void **state)
{
    (void)state;
    place p = new_place();
    write_example(p.path);
    yp_diag *diag = yp_diag_new();
    yp_netcdf *file = NULL;
    double *numbers;
    int *integers;
    char **texts;
    size_t count;
    assert_int_equal(yp_netcdf_open(p.path, "series.nc", diag, &file), YP_OK);
    assert_int_equal(yp_netcdf_get_numbers(file, "price", &numbers, &count), YP_BAD_INPUT);
    assert_int_equal(yp_netcdf_get_numbers(file, "name", &numbers, &count), YP_BAD_INPUT);
    assert_int_equal(yp_netcdf_get_integers(file, "level", &integers, &count), YP_BAD_INPUT);
    assert_int_equal(yp_netcdf_get_texts(file, "cycle", &texts, &count), YP_BAD_INPUT);
    assert_string_equal(lines_of(diag),
                        "series.nc: error: variable 'price' is missing: expected it in this file\n"
                        "series.nc: error: variable 'name' holds text: expected numbers\n"
                        "series.nc: error: variable 'level' holds text or fractions: expected whole numbers\n"
                        "series.nc: error: variable 'cycle' holds no texts: expected a list of texts");
    assert_int_equal(yp_netcdf_close(file), YP_OK);
    yp_diag_free(diag);
    remove_place(&p);
}

static void refuses_other_files(void **state)
{
    (void)state;
    place p = new_place();
    yp_diag *diag = yp_diag_new();
    yp_netcdf *file = NULL;
    assert_int_equal(yp_netcdf_open(p.path, "a.nc", diag, &file), YP_IO);
    assert_int_equal(yp_netcdf_open(p.folder, "b.nc", diag, &file), YP_IO);
    FILE *text = fopen(p.path, "w");
    fputs("no netCDF", text);
    fclose(text);
    assert_int_equal(yp_netcdf_open(p.path, "c.nc", diag, &file), YP_BAD_INPUT);
    assert_string_equal(lines_of(diag), "a.nc: error: there is no such file\n"
                                        "b.nc: error: it is a folder: expected a file\n"
                                        "c.nc: error: this is no netCDF file: NetCDF: Unknown file format");
    yp_diag_free(diag);
    remove_place(&p);
}

static void never_overwrites(void **state)
{
    (void)state;
    place p = new_place();
    write_example(p.path);
    yp_netcdf *file = NULL;
    assert_int_equal(yp_netcdf_create(p.path, &file), YP_IO);
    assert_int_equal(yp_netcdf_create("/nowhere/series.nc", &file), YP_IO);
    assert_null(file);
    assert_int_equal(yp_netcdf_close(NULL), YP_OK);
    remove_place(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_it_wrote),
        cmocka_unit_test(says_what_is_missing_or_of_another_type),
        cmocka_unit_test(refuses_other_files),
        cmocka_unit_test(never_overwrites),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
