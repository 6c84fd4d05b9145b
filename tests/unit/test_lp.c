/* A program in LP format: HiGHS reads it back to the same optimum, and every name is safe, legible and its
 * own. */
#include "case_folder.h"
#include "complaints.h"
#include "near.h"

#include "exchange/pypsa.h"
#include "model/lp.h"

#pragma GCC diagnostic ignored "-Wunused-function" /* its header declares what it does not define */
#include <interfaces/highs_c_api.h>
#include <unistd.h>

/* A case expanded and written. */
typedef struct {
    yp_case *c;
    yp_model *model;
    yp_program program;
    yp_layout layout;
    char *folder, path[512];
} written;

static written write_case(yp_case *c)
{
    written w = { .c = c, .folder = new_folder() };
    snprintf(w.path, sizeof w.path, "%s/program.lp", w.folder);
    assert_int_equal(YP_OK, yp_model_build(c, NULL, &w.model));
    assert_int_equal(YP_OK, yp_program_make(w.model, &w.program, &w.layout));
    FILE *file = fopen(w.path, "wb");
    assert_non_null(file);
    assert_int_equal(YP_OK, yp_lp_write(w.model, &w.program, &w.layout, file));
    assert_int_equal(0, fclose(file));
    return w;
}

static void drop_written(written *w)
{
    unlink(w->path);
    yp_program_free(&w->program);
    yp_layout_free(&w->layout);
    yp_model_free(w->model);
    yp_case_free(w->c);
    drop_folder(w->folder);
}

static void *opened(const char *path)
{
    void *highs = Highs_create();
    Highs_setBoolOptionValue(highs, "output_flag", 0);
    assert_int_equal(kHighsStatusOk, Highs_readModel(highs, path));
    return highs;
}

static yp_case *load(const char *path)
{
    yp_case *c = NULL;
    char whole[512];
    snprintf(whole, sizeof whole, PROJECT_FOLDER "/%s", path);
    assert_int_equal(YP_OK, yp_pypsa_is(whole) ? yp_pypsa_read(whole, NULL, &c)
                                               : yp_case_load(whole, NULL, NULL, &c));
    return c;
}

static void cases_keep_their_optimum(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        double cost;
    } cases[] = {
        { "tests/data/pypsa/ac-dc-meshed", 18441021.477729 }, /* published, as are the next */
        { "tests/data/pypsa/storage-hvdc.nc", 15881838.605836 },
        { "cases/reference/transport-dantzig1963", 153.675 },
        { "cases/reference/power-three-areas", 7100 },
        { "cases/reference/power-whole-units", 1600 },          /* whole numbers */
        { "cases/reference/trade-miranda2002", 1538.50961538 }, /* quadratic */
    };
    for (size_t k = 0; k < COUNT_OF(cases); k++) {
        written w = write_case(load(cases[k].path));
        void *highs = opened(w.path);
        assert_int_equal(w.program.column_count, Highs_getNumCol(highs));
        assert_int_equal(kHighsStatusOk, Highs_run(highs));
        assert_int_equal(kHighsModelStatusOptimal, Highs_getModelStatus(highs));
        assert_near(cases[k].cost, Highs_getObjectiveValue(highs), 1e-7);
        Highs_destroy(highs);
        drop_written(&w);
    }
}

static void has_columns(void *highs, const char *const *names, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        HighsInt column = -1;
        if (Highs_getColByName(highs, names[k], &column) != kHighsStatusOk)
            fail_msg("no column %s", names[k]);
    }
}

/* Two components whose ids differ only in what the format does not take, one in 中文, one very long. */
static void names_are_safe_and_their_own(void **state)
{
    (void)state;
    static char buses[400] = "name\nmain\n北\n", generators[2000];
    snprintf(generators, sizeof generators,
             "name,bus,p_nom,marginal_cost\na "
             "b,main,5,1\na+b,main,5,2\n\"e1,\"\"x\"\"\",main,5,3\n水,北,5,4\n%0500d,main,5,5\n",
             7);
    char *folder = new_folder();
    yp_case *c = NULL;
    write_file(folder, "buses.csv", buses);
    write_file(folder, "generators.csv", generators);
    write_file(folder, "loads.csv", "name,bus,p_set\nl,main,12\nm,北,2\n");
    assert_int_equal(YP_OK, yp_pypsa_read(folder, NULL, &c));
    written w = write_case(c);
    void *highs = opened(w.path);
    assert_int_equal(w.program.column_count, Highs_getNumCol(highs));
    static const char *const names[] = { "level.generator_a_b@main", "level.generator_a_b@main#2",
                                         "level.generator_e1__x_@main", "level.generator_u6C34@u5317" };
    has_columns(highs, names, COUNT_OF(names));
    assert_int_equal(kHighsStatusOk, Highs_run(highs));
    assert_near(5 + 10 + 6 + 8, Highs_getObjectiveValue(highs), 1e-9);
    Highs_destroy(highs);
    drop_written(&w);
    drop_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_keep_their_optimum),
        cmocka_unit_test(names_are_safe_and_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
