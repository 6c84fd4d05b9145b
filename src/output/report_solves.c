/* What was solved: solves, reforms, and what lifting them is worth. */
#include "output/internal.h"

#include <math.h>
#include <string.h>

/* Years that the money of a solve's summary speaks of. */
static double years_of(const json_t *summary)
{
    const double years =
        yp_report_get_number(summary, "cost") / yp_report_get_number(summary, "cost_per_year");
    return isfinite(years) && years > 0 ? years : 1;
}

/* Money per year of an item of a region's account; with `item` NULL the sum of all. */
static double account_of(const json_t *summary, const char *region, const char *item)
{
    const json_t *account = json_object_get(json_object_get(summary, "accounts"), region);
    double sum = 0;
    const char *name;
    json_t *value;
    if (!account) return NAN;
    json_object_foreach((json_t *)(size_t)account, name, value) if (!item || strcmp(name, item) == 0) sum +=
        json_number_value(value);
    return sum / years_of(summary);
}

/* What is paid over as tariffs and taxes: no resources. */
static double transfers_of(const json_t *summary)
{
    double sum = 0;
    const char *region;
    json_t *account;
    json_object_foreach(json_object_get(summary, "accounts"), region, account)
    {
        sum += account_of(summary, region, "tariffs") + account_of(summary, region, "taxes");
    }
    return sum;
}

static const yp_reform *find_reform(const yp_case *c, const char *id)
{
    const uint32_t k = id ? yp_map_find(c->reform_map, id, strlen(id)) : YP_NONE;
    return k == YP_NONE ? NULL : &c->reforms[k];
}

static const yp_scenario *find_scenario(const yp_case *c, const char *id)
{
    const uint32_t k = id ? yp_map_find(c->scenario_map, id, strlen(id)) : YP_NONE;
    return k == YP_NONE ? NULL : &c->scenarios[k];
}

/* The name of a reform in one language: its own where no row bears it, else what the names of its rows share.
 */
static const char *reform_name(const yp_reporting *r, const yp_reform *reform, bool is_chinese)
{
    const yp_case *c = r->c;
    const char *own = is_chinese ? reform->name_zh : reform->name, *name = NULL;
    bool is_of_row = false, is_one = true;
    for (size_t b = 0; b < c->barrier_count; b++) {
        const yp_barrier *barrier = &c->barriers[b];
        if (barrier->reform == YP_NONE || &c->reforms[barrier->reform] != reform) continue;
        const char *other = is_chinese ? barrier->name_zh : barrier->name;
        if (!other) continue;
        is_of_row = is_of_row || (own && strcmp(own, other) == 0);
        is_one = is_one && (!name || strcmp(name, other) == 0);
        name = !name || is_one ? other : yp_report_shared(r->arena, name, other);
        if (!name) return NULL;
    }
    if (is_one || (own && !is_of_row)) return own;
    return name && *name ? name : reform->id;
}

static bool ends_with(const char *text, const char *end)
{
    const size_t length = strlen(text), wanted = strlen(end);
    return length >= wanted && strcmp(text + length - wanted, end) == 0;
}

/* What a solve lifts, leaves standing or assumes, in one language; NULL: nothing to name. */
static const char *subject_of(const yp_reporting *r, const yp_report_solve *solve, bool is_chinese)
{
    const yp_reform *reform = find_reform(r->c, solve->reform);
    const yp_scenario *scenario = find_scenario(r->c, solve->scenario);
    const char *name = NULL, *digits = solve->id + strcspn(solve->id, "0123456789");
    if (reform) name = reform_name(r, reform, is_chinese);
    if (scenario) name = is_chinese ? scenario->name_zh : scenario->name;
    if (name) return name;
    if (solve->reform || solve->scenario) return solve->reform ? solve->reform : solve->scenario;
    return *digits ? digits : NULL;
}

/* Names by role; of a role that stands twice, by the end of the id. */
static const struct {
    const char *role, *end, *english, *chinese;
    bool has_subject;
} forms[] = { { "plan", "", "The plan", "方案", false },
              { "before", "", "Today", "现状", false },
              { "after", "", "Integrated", "一体化", false },
              { "alone", "", "%s: lifted alone", "仅取消：%s", true },
              { "last", "", "%s: alone left standing", "仅保留：%s", true },
              { "step", "", "The first %s of the order lifted", "按序取消前 %s 项", true },
              { "range", "-today", "%s: today", "%s：现状", true },
              { "range", "", "%s: integrated", "%s：一体化", true } };

/* A solve's name in one language; NULL: its id. */
static const char *name_of(const yp_reporting *r, const yp_report_solve *solve, bool is_chinese)
{
    const char *subject = subject_of(r, solve, is_chinese);
    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
        const char *form = is_chinese ? forms[k].chinese : forms[k].english;
        if (strcmp(solve->role, forms[k].role) != 0 || !ends_with(solve->id, forms[k].end)) continue;
        if (!forms[k].has_subject) return form;
        return subject ? yp_arena_format(r->arena, form, subject) : NULL;
    }
    return NULL;
}

static void add_solve(yp_reporting *r, json_t *table, const yp_report_solve *solve)
{
    const json_t *summary = solve->summary, *counts = json_object_get(summary, "counts");
    const json_t *certificate = json_object_get(summary, "certificate"),
                 *seconds = json_object_get(summary, "seconds");
    const double years = years_of(summary);
    yp_report_put_text(table, "id", solve->id);
    yp_report_put_text(table, "role", solve->role);
    yp_report_put_text(table, "reform", solve->reform);
    yp_report_put_text(table, "scenario", solve->scenario);
    yp_report_put_text(table, "name", name_of(r, solve, false));
    yp_report_put_text(table, "name_zh", name_of(r, solve, true));
    yp_report_put_text(table, "status", yp_report_get_text(summary, "status"));
    yp_report_put(
        table, "cost",
        yp_report_number(yp_report_get_number(summary, "cost_per_year") - transfers_of(summary), 9));
    yp_report_put(table, "welfare", yp_report_number(yp_report_get_number(summary, "welfare") / years, 9));
    yp_report_put_number(table, "primal", yp_report_get_number(certificate, "primal"));
    yp_report_put_number(table, "dual", yp_report_get_number(certificate, "dual"));
    yp_report_put_number(table, "gap", yp_report_get_number(certificate, "gap"));
    const char *solver = yp_report_get_text(summary, "solver");
    yp_report_put_text(table, "solver", solver ? solver : "");
    yp_report_put_number(table, "seconds", yp_report_get_number(seconds, "solve"));
    const double bytes = yp_report_get_number(summary, "peak_bytes");
    yp_report_put_number(table, "peak_bytes", bytes > 0 ? bytes : NAN);
    yp_report_put_number(table, "columns", yp_report_get_number(counts, "columns"));
    yp_report_put_number(table, "rows", yp_report_get_number(counts, "rows"));
}

static void add_reforms(yp_reporting *r)
{
    json_t *table = yp_report_table("id name name_zh alone last in_order step depends_on");
    const json_t *list = json_object_get(r->summary, "reforms");
    for (size_t k = 0; k < json_array_size(list); k++) {
        const json_t *row = json_array_get(list, k);
        const char *id = yp_report_get_text(row, "reform");
        const yp_reform *reform = find_reform(r->c, id);
        const double step = yp_report_get_number(row, "step");
        yp_report_put_text(table, "id", id);
        yp_report_put_text(table, "name", reform ? reform_name(r, reform, false) : NULL);
        yp_report_put_text(table, "name_zh", reform ? reform_name(r, reform, true) : NULL);
        yp_report_put_number(table, "alone", yp_report_get_number(row, "alone"));
        yp_report_put_number(table, "last", yp_report_get_number(row, "last"));
        yp_report_put_number(table, "in_order", yp_report_get_number(row, "in_order"));
        yp_report_put_number(table, "step", step > 0 ? step : NAN);
        const char *before =
            reform && reform->depends_count > 0 ? r->c->reforms[reform->depends_on[0]].id : NULL;
        yp_report_put_text(table, "depends_on", before);
    }
    json_object_set_new(r->data, "reforms", table);
}

static void add_worth_row(yp_reporting *r, json_t *table, const char *scenario, const char *region,
                          double value)
{
    const yp_scenario *row = find_scenario(r->c, scenario);
    yp_report_put_text(table, "scenario", scenario);
    yp_report_put_text(table, "name", row ? row->name : NULL);
    yp_report_put_text(table, "name_zh", row ? row->name_zh : NULL);
    yp_report_put_text(table, "reform", NULL);
    yp_report_put_text(table, "region", region);
    yp_report_put_number(table, "value", value);
}

/* Before or after under a scenario; without one, the study's own. */
static const json_t *summary_of(const yp_reporting *r, const char *scenario, bool is_after)
{
    for (size_t k = 0; k < r->solve_count; k++) {
        const yp_report_solve *solve = &r->solves[k];
        if (!solve->scenario || strcmp(solve->scenario, scenario) != 0) continue;
        if (is_after != ends_with(solve->id, "-today")) return solve->summary;
    }
    return NULL;
}

/* What each region gains under a scenario, from the accounts of its two solves. */
static void add_regions_under(yp_reporting *r, json_t *table, const char *scenario)
{
    const json_t *before = summary_of(r, scenario, false), *after = summary_of(r, scenario, true);
    const char *region;
    json_t *account;
    json_object_foreach(json_object_get(before, "accounts"), region, account)
    {
        if (yp_map_find(r->c->place_map, region, strlen(region)) == YP_NONE) continue;
        add_worth_row(r, table, scenario, region,
                      account_of(after, region, NULL) - account_of(before, region, NULL));
    }
}

static void add_worth(yp_reporting *r)
{
    json_t *table = yp_report_table("scenario name name_zh reform region value"), *value;
    const json_t *worth = json_object_get(r->summary, "worth");
    const char *key;
    add_worth_row(r, table, NULL, NULL, yp_report_get_number(worth, "value"));
    json_object_foreach(json_object_get(worth, "by_region"), key, value)
    {
        if (yp_map_find(r->c->place_map, key, strlen(key)) != YP_NONE)
            add_worth_row(r, table, NULL, key, json_is_number(value) ? json_number_value(value) : NAN);
    }
    json_object_foreach(json_object_get(worth, "by_scenario"), key, value)
    {
        add_worth_row(r, table, key, NULL, json_is_number(value) ? json_number_value(value) : NAN);
        add_regions_under(r, table, key);
    }
    json_object_set_new(r->data, "worth", table);
}

void yp_report_add_solves(yp_reporting *r)
{
    json_t *table =
        yp_report_table("id role reform scenario name name_zh status cost welfare primal dual gap "
                        "solver seconds peak_bytes columns rows");
    for (size_t k = 0; k < r->solve_count; k++) add_solve(r, table, &r->solves[k]);
    json_object_set_new(r->data, "solves", table);
    if (!r->is_study) return;
    add_reforms(r);
    add_worth(r);
}
