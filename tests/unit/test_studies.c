/* Studies beside the plan: input-output, rationing, queues; what they refuse; the formulas under them. */
#include "case_folder.h"

#include "study/dense.h"
#include "study/queue.h"
#include "study/rationing.h"
#include "study/studies.h"

static void solves_dense_systems(void **state)
{
    (void)state;
    double a[] = { 0, 2, 4, 1 }, b[] = { 6, 2, 11, 5 };
    assert_true(yp_dense_solve(a, 2, b, 2));
    assert_near(b[0], 2, 1e-14);
    assert_near(b[1], 1, 1e-14);
    assert_near(b[2], 3, 1e-14);
    assert_near(b[3], 1, 1e-14);
    double singular[] = { 1, 2, 2, 4 }, right[] = { 1, 1 };
    assert_false(yp_dense_solve(singular, 2, right, 1));
    assert_true(yp_dense_solve(NULL, 0, NULL, 0));
}

/* One server: the load itself. Two: load²/2 ÷ … in closed form; ten at load 8: 0.409 of the tables. */
static void erlang_c_is_that_of_the_tables(void **state)
{
    (void)state;
    assert_near(yp_erlang_c(0.8, 1), 0.8, 1e-14);
    assert_near(yp_erlang_c(1.6, 2), 32.0 / 45, 1e-14);
    assert_near(yp_erlang_c(8, 10), 0.4092, 1e-4);
    assert_near(yp_erlang_c(0, 3), 0, 0);
    assert_near(yp_erlang_c(3, 3), 1, 0);
    assert_near(yp_erlang_c(4, 3), 1, 0);
}

static void finds_figures_by_name(void **state)
{
    (void)state;
    yp_figures figures = { .arena = yp_arena_new(NULL) };
    for (int i = 0; i < 200; i++) yp_figures_add(&figures, "a.b", "thing", i == 150 ? "7" : "1", i);
    assert_int_equal(figures.count, 200);
    assert_near(yp_figures_find(&figures, "a.b", "thing", "7")->value, 150, 0);
    assert_null(yp_figures_find(&figures, "a.b", NULL, "7"));
    assert_null(yp_figures_find(&figures, "a.c", "thing", "7"));
    yp_arena_free(figures.arena);
}

#define HEAD "format: 1\ntime: {start: 2020-01-01T00:00, step: 1 h, count: 1, partial: yes}\n"
#define CHAIN_HEAD HEAD "studies: {input_output: {}, rationing: {steps: 1}}\n"

/* Two sectors: 1 takes 0.2 of 2, 2 takes 0.5 of 1; 8 and 9 are wanted. (I - A) x = f: x = (12.5 + …)/0.9. */
static const case_file chain[] = {
    { "case.yaml", CHAIN_HEAD },
    { "places.csv", "id,parent,level\nhere,,region\n" },
    { "goods.csv", "id,unit\none,t\ntwo,t\n" },
    { "processes.csv", "id,place,level_unit,capacity,cost\nmill,here,t/h,10,1\nplant,here,t/h,inf,2\n" },
    { "coefficients.csv", "component,good,value\nmill,one,1\nmill,two,-0.2\nplant,two,1\nplant,one,-0.5\n" },
    { "demands.csv", "id,place,good,quantity\na,here,one,8\nb,here,two,9\n" },
};

static yp_status run(const case_file *files, size_t count, const char *name, const char *text,
                     yp_figures *out, char **messages)
{
    char *folder = new_folder();
    for (size_t i = 0; i < count; i++)
        if (strcmp(files[i].path, name) != 0) write_file(folder, files[i].path, files[i].text);
    if (*name) write_file(folder, name, text);
    yp_diag *diag = yp_diag_new();
    yp_case *c = NULL;
    yp_status status = yp_case_load(folder, NULL, diag, &c);
    if (status == YP_OK) {
        yp_figures figures = { 0 };
        status = yp_studies_run(c, c->arena, diag, &figures);
        for (size_t i = 0; i < figures.count; i++)
            yp_figures_add(
                out, figures.items[i].measure,
                yp_arena_format(out->arena, "%s", figures.items[i].of ? figures.items[i].of : ""),
                yp_arena_format(out->arena, "%s", figures.items[i].when ? figures.items[i].when : ""),
                figures.items[i].value);
        yp_case_free(c);
    }
    *messages = messages_of(diag, folder);
    yp_diag_free(diag);
    drop_folder(folder);
    return status;
}

static double figure(const yp_figures *figures, const char *measure, const char *of, const char *when)
{
    const yp_figure *found = yp_figures_find(figures, measure, of, when);
    assert_non_null(found);
    return found->value;
}

static void quantities_prices_and_rations_of_two_sectors(void **state)
{
    (void)state;
    yp_figures figures = { .arena = yp_arena_new(NULL) };
    char *messages;
    assert_int_equal(YP_OK, run(chain, 6, "", NULL, &figures, &messages));
    const double x1 = (8 + 0.5 * 9) / 0.9, x2 = (9 + 0.2 * 8) / 0.9;
    assert_near(figure(&figures, "input_output.output", "mill", NULL), x1, 1e-12);
    assert_near(figure(&figures, "input_output.output", "plant", NULL), x2, 1e-12);
    assert_near(figure(&figures, "input_output.output_sum", NULL, NULL), x1 + x2, 1e-12);
    assert_near(figure(&figures, "input_output.price", "mill", NULL), (1 + 0.2 * 2) / 0.9, 1e-12);
    assert_near(figure(&figures, "input_output.price", "plant", NULL), (2 + 0.5) / 0.9, 1e-12);
    assert_near(figure(&figures, "input_output.multiplier", "mill", NULL), 1.2 / 0.9, 1e-12);
    assert_near(figure(&figures, "input_output.inverse_sum", NULL, NULL), 2.7 / 0.9, 1e-12);
    assert_near(figure(&figures, "input_output.inverse_trace", NULL, NULL), 2 / 0.9, 1e-12);
    assert_near(figure(&figures, "rationing.share", "mill", "0"), 10 / x1, 1e-12);
    assert_near(figure(&figures, "rationing.output", "plant", "0"), x2, 1e-12);
    assert_near(figure(&figures, "rationing.output", "plant", "1"), x2 * 10 / x1, 1e-12);
    assert_near(figure(&figures, "rationing.final", "plant", "1"), 9 * 10 / x1, 1e-12);
    assert_near(figure(&figures, "rationing.loss", NULL, "0"), x1 - 10, 1e-12);
    free(messages);
    yp_arena_free(figures.arena);
}

#define LAB_HEAD HEAD "studies: {queue: {service_hours: 0.5}}\n"
static const case_file lab[] = {
    { "case.yaml", LAB_HEAD },
    { "places.csv", "id,parent,level\nall,,land\na,all,city\nb,all,city\nc,all,city\n" },
    { "goods.csv", "id,unit\nuse,h\n" },
    { "supplies.csv", "id,place,good,capacity\none,a,use,2\nfour,b,use,8\n" },
    { "demands.csv", "id,place,good,quantity\nx,a,use,1\ny,b,use,9\nz,c,use,1\n" },
    { "links.csv", "id,from,to,good,capacity\nopen,c,b,use,inf\nshut,a,b,use,0\n" },
};

static void queues_join_along_open_links(void **state)
{
    (void)state;
    yp_figures figures = { .arena = yp_arena_new(NULL) };
    char *messages;
    assert_int_equal(YP_OK, run(lab, 6, "", NULL, &figures, &messages));
    assert_near(figure(&figures, "queue.servers", "a", NULL), 1, 0);
    assert_near(figure(&figures, "queue.wait", "a", NULL), 0.5 * 0.5 / 0.5, 1e-12);
    assert_near(figure(&figures, "queue.servers", "b", NULL), 4, 0);
    assert_near(figure(&figures, "queue.arrivals", "b", NULL), 10, 0);
    assert_true(isinf(figure(&figures, "queue.wait", "b", NULL)));
    assert_null(yp_figures_find(&figures, "queue.servers", "c", NULL));
    free(messages);
    yp_arena_free(figures.arena);
}

static const struct {
    const char *file, *text, *message;
} bad_chains[] = {
    { "case.yaml", HEAD "studies: {rationing: {steps: 1.5}}\n",
      "case.yaml:3:11: error: studies.rationing.steps is 1.5: expected a whole number from 0 to 1000\n" },
    { "case.yaml", HEAD "studies: {rationing: 3}\n",
      "case.yaml:3:11: error: studies: rationing: expected its numbers, such as {steps: 1}, or {}\n" },
    { "coefficients.csv", "component,good,value\nmill,one,1\nmill,two,1\nplant,two,1\n",
      "coefficients.csv:3:1: error: studies.input_output: 'mill' makes two products: expected one\n" },
    { "coefficients.csv", "component,good,value\nmill,one,1\nmill,two,-1\nplant,two,1\nplant,one,-1\n",
      "case.yaml:3:11: error: studies.input_output: the table has no inverse: a product is used up in making "
      "it\n" },
    { "supplies.csv", "id,place,good,capacity\nmine,here,one,1\n",
      "supplies.csv:2:1: error: studies.input_output: 'mine' is neither process nor demand: expected only "
      "those\n" },
};

static void refuses_what_is_no_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_chains / sizeof *bad_chains; i++) {
        yp_figures figures = { .arena = yp_arena_new(NULL) };
        char *messages;
        assert_int_equal(YP_BAD_INPUT,
                         run(chain, 6, bad_chains[i].file, bad_chains[i].text, &figures, &messages));
        assert_string_equal(messages, bad_chains[i].message);
        free(messages);
        yp_arena_free(figures.arena);
    }
}

static void refuses_half_a_server(void **state)
{
    (void)state;
    yp_figures figures = { .arena = yp_arena_new(NULL) };
    char *messages;
    assert_int_equal(YP_BAD_INPUT,
                     run(lab, 6, "supplies.csv", "id,place,good,capacity\none,a,use,3\nfour,b,use,8\n",
                         &figures, &messages));
    assert_non_null(
        strstr(messages, "capacity x service_hours is 1.5 servers at a: expected a whole number"));
    free(messages);
    yp_arena_free(figures.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(solves_dense_systems),
        cmocka_unit_test(erlang_c_is_that_of_the_tables),
        cmocka_unit_test(finds_figures_by_name),
        cmocka_unit_test(quantities_prices_and_rations_of_two_sectors),
        cmocka_unit_test(queues_join_along_open_links),
        cmocka_unit_test(refuses_what_is_no_table),
        cmocka_unit_test(refuses_half_a_server),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
