/* What must not matter: order of rows, units, names, places that are one, barriers that are lifted, days that
 * are all. */
#include "case_folder.h"

#include "study/run.h"

#include <stdlib.h>
#include <string.h>

enum { file_room = 16, hour_count = 96 };

/* Two provinces, four days, coal and permits in A, gas and wind in B, a store that closes every day, and what
 * a border costs. */
static const case_file base_case[] = {
    { "case.yaml", "format: 1\n"
                   "time: {start: 2025-03-01T00:00, step: 1 h, count: 96, join: position, partial: yes}\n"
                   "regions: province\n" },
    { "places.csv",
      "id,parent,level\nroot,,country\nA,root,province\nB,root,province\na1,A,city\nb1,B,city\n" },
    { "goods.csv",
      "id,unit,resolution,disposal,demand_value\nelectricity,MWh,base,none,800\nco2,t,year,free,\n" },
    { "supplies.csv", "id,place,good,capacity,availability,cost,cost_slope,build_maximum,fixed_cost\n"
                      "coal,a1,electricity,100,0.9,30,0,0,0\n"
                      "gas,b1,electricity,120,1,55,0,0,0\n"
                      "wind,b1,electricity,60,@p:wind,0,0,40,90000\n"
                      "permits,A,co2,45,1,0,0,0,0\n" },
    { "demands.csv",
      "id,place,good,quantity\nload a,a1,electricity,70*@p:load\nload b,b1,electricity,90*@p:load\n" },
    { "links.csv", "id,from,to,good,capacity,reverse,reverse_efficiency,efficiency\nline,a1,b1,electricity,"
                   "50,1,0.97,0.97\n" },
    { "stores.csv", "id,place,good,capacity,hours,efficiency_in,efficiency_out,cycle\n"
                    "battery,b1,electricity,15,4,0.9,0.95,day\n" },
    { "coefficients.csv", "component,good,place,value\ncoal,co2,A,-0.9\ngas,co2,A,-0.4\n" },
    { "barriers.csv",
      "id,border,kind,value,reform\ntoll,province,tariff,9,toll\nhalf,province,share,0.6,half\n" },
};
enum { base_count = sizeof base_case / sizeof *base_case };

static char *profile_text(void)
{
    char *text = calloc(hour_count * 40, 1);
    assert_non_null(text);
    size_t used = (size_t)sprintf(text, "load,wind\n");
    for (int h = 0; h < hour_count; h++)
        used += (size_t)sprintf(text + used, "%.4f,%.4f\n",
                                0.8 + 0.4 * (h % 24 * 5 % 24) / 24.0 + 0.01 * (h / 24),
                                0.05 + 0.9 * (h * 37 % 97) / 97.0);
    return text;
}

/* The base case with some files replaced (text NULL: left out); the caller drops the folder. */
static char *folder_with(const case_file *others, size_t count)
{
    char *folder = new_folder(), *profile = profile_text();
    write_file(folder, "profiles/p.csv", profile);
    for (size_t i = 0; i < base_count; i++) write_file(folder, base_case[i].path, base_case[i].text);
    for (size_t k = 0; k < count; k++) {
        char path[4200];
        snprintf(path, sizeof path, "%s/%s", folder, others[k].path);
        assert_int_equal(0, others[k].text ? 0 : remove(path));
        if (others[k].text) write_file(folder, others[k].path, others[k].text);
    }
    free(profile);
    return folder;
}

static yp_run solve(const yp_case *c)
{
    const yp_solve_options options = { .thread_count = 1 };
    yp_model *model = NULL;
    yp_run run = { 0 };
    assert_int_equal(YP_OK, yp_model_build(c, NULL, &model));
    assert_int_equal(YP_OK, yp_run_solve(model, &options, NULL, NULL, &run));
    assert_int_equal(YP_OPTIMAL, run.plan->outcome);
    assert_true(run.has_accounts);
    assert_true(run.accounts.residual <= 1e-6);
    yp_model_free(model);
    return run;
}

/* Objective and welfare of a folder, solved as it stands or with everything lifted. */
static void worth_of(const char *folder, const char *hours, const char *lift, double *objective,
                     double *welfare)
{
    const yp_load_options options = { .aggregation = hours };
    const yp_changes changes = { .lift = &lift, .lift_count = lift ? 1 : 0 };
    yp_case *c = must_load(folder, &options), *changed = NULL;
    assert_int_equal(YP_OK, yp_case_apply(c, &changes, NULL, &changed));
    yp_run run = solve(changed);
    *objective = run.plan->objective;
    *welfare = run.accounts.welfare;
    yp_run_free(&run);
    yp_case_free(changed);
    yp_case_free(c);
}

static void same_worth(const case_file *others, size_t count)
{
    double objective[2], welfare[2];
    char *base = folder_with(NULL, 0), *other = folder_with(others, count);
    worth_of(base, NULL, NULL, &objective[0], &welfare[0]);
    worth_of(other, NULL, NULL, &objective[1], &welfare[1]);
    assert_near(objective[1], objective[0], 1e-9);
    assert_near(welfare[1], welfare[0], 1e-9);
    assert_true(objective[0] > 0);
    drop_folder(base);
    drop_folder(other);
}
#define SAME_WORTH(others) same_worth((others), sizeof(others) / sizeof *(others))

/* The rows below the header in reverse order. */
static char *reversed(const char *text)
{
    const char *header_end = strchr(text, '\n') + 1, *end = text + strlen(text);
    char *out = calloc(strlen(text) + 1, 1);
    assert_non_null(out);
    memcpy(out, text, (size_t)(header_end - text));
    for (const char *line = end; line > header_end;) {
        const char *start = line - 1;
        while (start > header_end && start[-1] != '\n') start--;
        strncat(out, start, (size_t)(line - start));
        line = start;
    }
    return out;
}

static void same_plan(const yp_plan *a, const yp_plan *b)
{
    assert_true(a->objective == b->objective);
    assert_int_equal(a->activity_count, b->activity_count);
    assert_int_equal(a->plan_node_count, b->plan_node_count);
    for (size_t k = 0; k < a->activity_count; k++) {
        const yp_plan_activity *x = &a->activities[k], *y = &b->activities[k];
        assert_true(x->part == y->part && x->owner == y->owner && x->count == y->count);
        assert_memory_equal(x->level, y->level, x->count * sizeof *x->level);
    }
    for (size_t n = 0; n < a->plan_node_count; n++)
        assert_memory_equal(a->nodes[n].price, b->nodes[n].price, a->nodes[n].count * sizeof(double));
}

static void order_of_rows_means_nothing(void **state)
{
    (void)state;
    case_file others[file_room];
    size_t count = 0;
    for (size_t i = 1; i < base_count; i++)
        others[count++] = (case_file){ base_case[i].path, reversed(base_case[i].text) };
    char *folders[2] = { folder_with(NULL, 0), folder_with(others, count) };
    yp_case *c[2];
    yp_run run[2];
    for (int k = 0; k < 2; k++) {
        c[k] = must_load(folders[k], NULL);
        run[k] = solve(c[k]);
    }
    assert_true(c[0]->hash == c[1]->hash);
    same_plan(run[0].plan, run[1].plan);
    for (int k = 0; k < 2; k++) {
        yp_run_free(&run[k]);
        yp_case_free(c[k]);
        drop_folder(folders[k]);
    }
    for (size_t k = 0; k < count; k++) free((char *)(uintptr_t)others[k].text);
}

/* Permits are in tonnes, so they stand in a layer of their own beside the plants in GW. */
static void units_are_converted(void **state)
{
    (void)state;
    static const case_file others[] = {
        { "case.yaml", "format: 1\nlayers: [power]\n"
                       "time: {start: 2025-03-01T00:00, step: 1 h, count: 96, join: position, partial: yes}\n"
                       "regions: province\n" },
        { "supplies.csv", "id,place,good,capacity [kg/h]\npermits,A,co2,45000\n" },
        { "power/supplies.csv", "id,place,good,capacity [GW],availability,cost [CNY/kWh],build_maximum "
                                "[kW],fixed_cost [CNY/kW/year]\n"
                                "coal,a1,electricity,0.1,0.9,0.03,0,0\n"
                                "gas,b1,electricity,0.12,1,0.055,0,0\n"
                                "wind,b1,electricity,0.06,@/p:wind,0,40000,90\n" },
        { "links.csv", "id,from,to,good,capacity [kW],reverse,reverse_efficiency,efficiency\n"
                       "line,a1,b1,electricity,50000,1,0.97,0.97\n" },
        { "stores.csv", "id,place,good,capacity [kW],hours [min],efficiency_in,efficiency_out,cycle\n"
                        "battery,b1,electricity,15000,240,0.9,0.95,day\n" },
        { "coefficients.csv", "component,good,place,value [kg/MWh]\ncoal,co2,A,-900\ngas,co2,A,-400\n" },
    };
    SAME_WORTH(others);
}

static void a_place_may_be_two(void **state)
{
    (void)state;
    static const case_file others[] = {
        { "places.csv",
          "id,parent,level\nroot,,country\nA,root,province\nB,root,province\na1,A,city\nb1,B,city\n"
          "b2,B,city\n" },
        { "demands.csv",
          "id,place,good,quantity\nload a,a1,electricity,70*@p:load\nload b,b2,electricity,90*@p:load\n" },
        { "links.csv", "id,from,to,good,capacity,reverse,reverse_efficiency,efficiency\n"
                       "line,a1,b1,electricity,50,1,0.97,0.97\nplate,b1,b2,electricity,inf,1,,1\n" },
    };
    SAME_WORTH(others);
}

static void names_mean_nothing(void **state)
{
    (void)state;
    static const case_file others[] = {
        { "places.csv",
          "id,parent,level\nroot,,country\nZ,root,province\nB,root,province\nz1,Z,city\nb1,B,city\n" },
        { "supplies.csv", "id,place,good,capacity,availability,cost,build_maximum,fixed_cost\n"
                          "zinc,z1,electricity,100,0.9,30,0,0\n"
                          "gas,b1,electricity,120,1,55,0,0\n"
                          "air,b1,electricity,60,@p:wind,0,40,90000\n"
                          "permits,Z,co2,45,1,0,0,0\n" },
        { "demands.csv",
          "id,place,good,quantity\nz load,z1,electricity,70*@p:load\nload b,b1,electricity,90*@p:load\n" },
        { "links.csv", "id,from,to,good,capacity,reverse,reverse_efficiency,efficiency\n"
                       "line,z1,b1,electricity,50,1,0.97,0.97\n" },
        { "coefficients.csv", "component,good,place,value\nzinc,co2,Z,-0.9\ngas,co2,Z,-0.4\n" },
    };
    SAME_WORTH(others);
}

static void lifting_all_is_having_none(void **state)
{
    (void)state;
    static const case_file none[] = { { "barriers.csv", NULL } };
    double objective[3], welfare[3];
    char *base = folder_with(NULL, 0), *open = folder_with(none, 1);
    worth_of(base, NULL, NULL, &objective[0], &welfare[0]);
    worth_of(base, NULL, "all", &objective[1], &welfare[1]);
    worth_of(open, NULL, NULL, &objective[2], &welfare[2]);
    assert_near(objective[1], objective[2], 1e-9);
    assert_near(welfare[1], welfare[2], 1e-9);
    assert_true(welfare[1] > welfare[0]);
    drop_folder(base);
    drop_folder(open);
}

static void as_many_days_as_there_are_is_every_hour(void **state)
{
    (void)state;
    double objective[2], welfare[2];
    char *base = folder_with(NULL, 0);
    worth_of(base, "all", NULL, &objective[0], &welfare[0]);
    worth_of(base, "days:4", NULL, &objective[1], &welfare[1]);
    assert_near(objective[1], objective[0], 1e-9);
    assert_near(welfare[1], welfare[0], 1e-9);
    drop_folder(base);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_of_rows_means_nothing),
        cmocka_unit_test(units_are_converted),
        cmocka_unit_test(a_place_may_be_two),
        cmocka_unit_test(names_mean_nothing),
        cmocka_unit_test(lifting_all_is_having_none),
        cmocka_unit_test(as_many_days_as_there_are_is_every_hour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
