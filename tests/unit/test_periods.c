/* Investment periods of a case: vintages and their lives, years of taxes, barriers and coefficients, chains
 * of stores through periods, whole units of energy. Every answer is worked out beside it. */
#include "case_folder.h"
#include "exchange.h"

#include "case/case.h"

static const char *const head =
    "format: 1\ntitle: {en: periods}\nmoney: {unit: CNY, year: 2025}\n"
    "time: {start: 2025-01-01T00:00, step: 1 h, count: 2, partial: yes}\n"
    "periods: [{year: 2025, years: 1}, {year: 2030, years: 1}, {year: 2035, years: 1}]\n";

static const case_file common[] = {
    { "places.csv", "id,parent,level\nall,,country\nA,all,province\nB,all,province\n" },
    { "goods.csv", "id,unit,resolution,disposal\npower,MWh,base,\npermit,t,horizon,free\n" },
};

static yp_status load(const char *path, yp_diag *diag, yp_case **out)
{
    return yp_case_load(path, NULL, diag, out);
}

/* Cost of a case of these tables; the case is also written, read and found the same. */
static double cost_of(const case_file *files, size_t count)
{
    char *folder = new_folder(), *copy = new_folder();
    write_file(folder, "case.yaml", head);
    for (size_t k = 0; k < COUNT_OF(common); k++) write_file(folder, common[k].path, common[k].text);
    for (size_t k = 0; k < count; k++) write_file(folder, files[k].path, files[k].text);
    solved s = solve_network(load, folder);
    const double cost = s.objective;

    yp_diag *diag = yp_diag_new();
    yp_case *again = NULL;
    assert_int_equal(YP_OK, yp_case_write(s.c, copy, diag));
    if (yp_case_load(copy, NULL, diag, &again) != YP_OK) fail_msg("%s", lines_of(diag));
    assert_true(s.c->hash == again->hash);
    yp_diag_free(diag);
    yp_case_free(again);
    drop_solved(&s);
    drop_folder(copy);
    drop_folder(folder);
    return cost;
}

static const char *const load_of_10 = "id,place,good,quantity\nload,A,power,10\n";

/* Six hours of 10 MWh at 5; from 2030 to before 2035 a tax of 3: 300 + 60. */
static void a_tax_holds_in_its_years(void **state)
{
    (void)state;
    const case_file files[] = { { "demands.csv", load_of_10 },
                                { "supplies.csv", "id,place,good,capacity,cost\nplant,A,power,inf,5\n" },
                                { "taxes.csv",
                                  "id,component,rate,from_year,to_year\nt,plant,3,2030,2035\n" } };
    assert_near(360, cost_of(files, COUNT_OF(files)), 1e-9);
}

/* What is cheap (1) lies beyond a border; what is near costs 5. Each barrier stands in some periods only. */
static void barriers_stand_in_their_years(void **state)
{
    (void)state;
    static const struct {
        const char *barriers;
        double cost;
    } cases[] = {
        { "id,border,kind,value,from_year,to_year\nb,province,closed,,,2030\n", 100 + 20 + 20 },
        { "id,border,kind,value,from_year,to_year\nb,province,tariff,2,2030,\n", 20 + 60 + 60 },
        { "id,border,kind,value,from_year,to_year\nb,province,share,0.2,2030,2035\n", 20 + 8 + 60 + 20 },
        { "id,border,kind,value,from_year,to_year\nb,province,limit,4,2035,\n", 20 + 20 + 8 + 60 },
        { "id,border,kind,value,from_year,to_year\nb,B>A,schedule,0,2030,2035\n", 20 + 100 + 20 },
        { "id,border,kind,value,from_year,to_year\nb,A>B,delivery,-35040,2030,2035\n", 20 + 8 + 60 + 20 },
    };
    for (size_t k = 0; k < COUNT_OF(cases); k++) {
        const case_file files[] = {
            { "demands.csv", load_of_10 },
            { "supplies.csv", "id,place,good,capacity,cost\nnear,A,power,inf,5\nfar,B,power,inf,1\n" },
            { "links.csv", "id,from,to,good,capacity\nline,B,A,power,20\n" },
            { "barriers.csv", cases[k].barriers }
        };
        assert_near(cases[k].cost, cost_of(files, COUNT_OF(files)), 1e-9);
    }
}

/* 24 permits for three periods; a plant uses one a MWh, from 2035 on half of one; what it cannot make costs 5
 * instead of 1. In 2025 and 2030 a permit saves 4, in 2035 it saves 8: 2035 takes 10, the others 14 of 40. */
static void coefficients_count_in_their_years(void **state)
{
    (void)state;
    const case_file files[] = {
        { "demands.csv", load_of_10 },
        { "supplies.csv",
          "id,place,good,capacity,cost,total_maximum\nplant,A,power,inf,1,inf\nother,A,power,inf,5,inf\n"
          "permits,A,permit,inf,0,24\n" },
        { "coefficients.csv",
          "component,good,value,from_year,to_year\nplant,permit,-1,,2035\nplant,permit,-0.5,2035,\n" }
    };
    assert_near(20 + 14 + 26 * 5, cost_of(files, COUNT_OF(files)), 1e-9);
}

/* New energy in units of 6 for 7 a unit, filled in the cheap hour. Of 10 wanted in the second hour at 3 above
 * the first, one unit saves 18 − 7 in each period that it stands, a second one 12 − 7. */
static void energy_comes_in_whole_units(void **state)
{
    (void)state;
    char *folder = new_folder();
    write_file(folder, "case.yaml", head);
    for (size_t k = 0; k < COUNT_OF(common); k++) write_file(folder, common[k].path, common[k].text);
    write_file(folder, "profiles/p.csv", "snapshot,load,cost\n2025-01-01T00:00,0,1\n2025-01-01T01:00,10,4\n");
    write_file(folder, "demands.csv", "id,place,good,quantity\nload,A,power,@p:load\n");
    write_file(folder, "supplies.csv", "id,place,good,capacity,cost\nplant,A,power,inf,@p:cost\n");
    write_file(
        folder, "stores.csv",
        "id,place,good,capacity,energy,energy_build_maximum,energy_build_unit,energy_fixed_cost,cycle\n"
        "tank,A,power,inf,0,12,6,5110,period\n"); /* 5110·6·2/8760 = 7 */
    yp_case *c = NULL;
    yp_model *model = NULL;
    yp_run run;
    const yp_solve_options options = { .thread_count = 1 };
    assert_int_equal(YP_OK, yp_case_load(folder, NULL, NULL, &c));
    assert_int_equal(YP_OK, yp_model_build(c, NULL, &model));
    assert_int_equal(YP_OK, yp_run_solve(model, &options, NULL, NULL, &run));
    yp_model_free(model);
    assert_int_equal(YP_WITHIN_GAP, run.plan->outcome);
    assert_near(3 * (10 + 14), run.plan->objective, 1e-9);
    yp_run_free(&run);
    yp_case_free(c);
    drop_folder(folder);
}

/* Natural inflow of nothing, 12 in stock, and 10 wanted in every hour at 5 otherwise. */
static void stores_begin_once_or_in_each_period(void **state)
{
    (void)state;
    static const struct {
        const char *store;
        double cost;
    } cases[] = {
        { "id,place,good,capacity,energy,cycle,initial\ntank,A,power,inf,20,none,12\n", 5 * (60 - 12) },
        { "id,place,good,capacity,energy,cycle,initial\ntank,A,power,inf,20,restart,12\n", 5 * (60 - 36) },
        /* what is there in the last of its periods is used up, whatever comes after */
        { "id,place,good,capacity,energy,cycle,initial,from_year,to_year\ntank,A,power,inf,20,none,12,2030,"
          "2035\n",
          5 * (60 - 12) },
        { "id,place,good,capacity,energy,cycle,initial,final_minimum,from_year,to_year\n"
          "tank,A,power,inf,20,none,12,3,2025,2035\n",
          5 * (60 - 9) },
        { "id,place,good,capacity,energy,cycle,initial,final_minimum\ntank,A,power,inf,20,restart,12,3\n",
          5 * (60 - 27) },
        { "id,place,good,capacity,energy,cycle,inflow,from_year\ntank,A,power,inf,20,through,2,2030\n",
          5 * (60 - 8) },
    };
    for (size_t k = 0; k < COUNT_OF(cases); k++) {
        const case_file files[] = { { "demands.csv", load_of_10 },
                                    { "supplies.csv", "id,place,good,capacity,cost\nplant,A,power,inf,5\n" },
                                    { "stores.csv", cases[k].store } };
        assert_near(cases[k].cost, cost_of(files, COUNT_OF(files)), 1e-9);
    }
}

/* Vintages of a pump are bounded by those of the turbine of the same year; an id selects all of them, in
 * quotes only the row. */
static void vintages_are_rows_of_their_own(void **state)
{
    (void)state;
    char *folder = new_folder();
    write_file(folder, "case.yaml", head);
    for (size_t k = 0; k < COUNT_OF(common); k++) write_file(folder, common[k].path, common[k].text);
    write_file(folder, "supplies.csv",
               "id,place,good,capacity,capacity_of,build_maximum,built,lifetime,to_year,from_year\n"
               "turbine,A,power,3,,5,each,7,,\npump,A,power,0,turbine,0,each,7,2035,2030\n");
    write_file(folder, "demands.csv", load_of_10);
    write_file(folder, "coefficients.csv",
               "component,good,value\nturbine,permit,-1\n\"\"\"pump\"\"\",permit,-2\n");
    yp_diag *diag = yp_diag_new();
    yp_case *c = NULL;
    if (yp_case_load(folder, NULL, diag, &c) != YP_OK) fail_msg("%s", lines_of(diag));
    static const char *const ids[] = { "pump",         "pump 2030",    "turbine",
                                       "turbine 2025", "turbine 2030", "turbine 2035" };
    size_t found = 0;
    for (size_t i = 0; i < c->component_count; i++) {
        const yp_component *x = &c->components[i];
        if (x->table != YP_SUPPLY) continue;
        assert_string_equal(ids[found], x->id);
        if (found == 1) assert_string_equal("turbine 2030", c->components[x->capacity_of].id);
        if (found == 3) assert_int_equal(2032, x->to_year);
        assert_near(found == 2 ? 3 : 0, x->capacity, 0);
        assert_near(found > 2 ? 5 : 0, x->build_maximum, 0);
        found++;
    }
    assert_int_equal(COUNT_OF(ids), found);
    assert_int_equal(5, c->coefficient_count); /* four of the turbine, one of the pump */
    yp_diag_free(diag);
    yp_case_free(c);
    drop_folder(folder);
}

/* 10 MW that cost 4 an hour to keep: a link, a store of two hours, a process. What is not
 * needed goes; without `retire` it stays and costs. */
static void what_is_not_needed_is_given_up(void **state)
{
    (void)state;
    static const struct {
        const char *table, *text;
        double cost;
    } cases[] = {
        { "links.csv", "id,from,to,good,capacity,reverse,fixed_cost,retire\nx,B,A,power,10,1,17520,yes\n",
          0 },
        { "stores.csv",
          "id,place,good,capacity,hours,cycle,fixed_cost,retire\nx,A,power,10,2,period,17520,yes\n", 0 },
        { "processes.csv", "id,place,capacity,fixed_cost,retire\nx,A,10,17520,yes\n", 0 },
        { "processes.csv", "id,place,capacity,fixed_cost\nx,A,10,17520\n", 3 * 10 * 4 },
    };
    for (size_t k = 0; k < COUNT_OF(cases); k++) {
        const bool is_process = strcmp(cases[k].table, "processes.csv") == 0;
        const case_file files[] = {
            { "demands.csv", load_of_10 },
            { "supplies.csv", "id,place,good,capacity,cost\nnear,A,power,inf,5\nfar,B,power,inf,5\n" },
            { cases[k].table, cases[k].text },
            { "coefficients.csv",
              is_process ? "component,good,value\nx,power,-1\n" : "component,good,value\n" }
        };
        assert_near(6 * 50 + cases[k].cost, cost_of(files, COUNT_OF(files)), 1e-9);
    }
}

/* A plan in which what was given up comes back does not pass. */
static void what_is_given_up_does_not_come_back(void **state)
{
    (void)state;
    solved s = solve_network(load, PROJECT_FOLDER "/cases/reference/power-retirement");
    for (size_t k = 0; k < s.run.plan->activity_count; k++) {
        yp_plan_activity *gone = &s.run.plan->activities[k];
        if (gone->part != YP_PART_RETIRED) continue;
        assert_near(50, gone->level[1], 1e-9);
        ((double *)gone->level)[2] = 40;
    }
    yp_verdict verdict;
    assert_int_equal(YP_OK, yp_verify(s.c, s.run.plan, 1e-6, 1e-6, &verdict));
    assert_true(verdict.certificate.primal > 0.1);
    assert_non_null(strstr(verdict.row.what, "retirement"));
    drop_solved(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tax_holds_in_its_years),
        cmocka_unit_test(barriers_stand_in_their_years),
        cmocka_unit_test(coefficients_count_in_their_years),
        cmocka_unit_test(energy_comes_in_whole_units),
        cmocka_unit_test(stores_begin_once_or_in_each_period),
        cmocka_unit_test(vintages_are_rows_of_their_own),
        cmocka_unit_test(what_is_not_needed_is_given_up),
        cmocka_unit_test(what_is_given_up_does_not_come_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
