#include "cli/gain_tables.h"

#include "output/sheet.h"
#include "output/summary.h"

static const char *place_id(const yp_case *c, uint32_t place)
{
    return place == YP_NONE ? "outside" : c->places[place].id;
}

static const char *const items[] = {
#define X(code, word) word,
    YP_ITEM_LIST(X)
#undef X
};

static yp_status write_worths(const yp_case *c, const yp_gain *gain, double years, const char *folder)
{
    yp_sheet sheet = yp_sheet_open(folder, "gain.csv",
                                   "reform,step,alone [money/year],last [money/year],in order "
                                   "[money/year],cost of lifting [money/year]");
    for (size_t k = 0; k < gain->worth_count; k++) {
        const yp_gain_worth *worth = &gain->worths[k];
        yp_sheet_text(&sheet, c->reforms[worth->reform].id);
        yp_sheet_number(&sheet, worth->step);
        yp_sheet_number(&sheet, worth->alone / years);
        yp_sheet_number(&sheet, worth->last / years);
        yp_sheet_number(&sheet, worth->in_order / years);
        yp_sheet_number(&sheet, c->reforms[worth->reform].cost_of_lifting);
        yp_sheet_end(&sheet);
    }
    return yp_sheet_close(&sheet);
}

static yp_status write_solves(const yp_case *c, const yp_gain *gain, double years, const char *folder)
{
    yp_sheet sheet =
        yp_sheet_open(folder, "solves.csv",
                      "solve,role,reform,scenario,status,cost [money/year],welfare [money/year],gap,seconds");
    for (size_t s = 0; s < gain->solve_count; s++) {
        const yp_gain_solve *solve = &gain->solves[s];
        yp_sheet_text(&sheet, solve->name);
        yp_sheet_text(&sheet, yp_role_text(solve->role));
        yp_sheet_text(&sheet, solve->reform == YP_NONE ? NULL : c->reforms[solve->reform].id);
        yp_sheet_text(&sheet, solve->scenario == YP_NONE ? NULL : c->scenarios[solve->scenario].id);
        yp_sheet_text(&sheet, yp_outcome_text(solve->outcome));
        yp_sheet_number(&sheet, solve->cost / years);
        yp_sheet_number(&sheet, solve->welfare / years);
        yp_sheet_number(&sheet, solve->gap);
        yp_sheet_number(&sheet, solve->seconds);
        yp_sheet_end(&sheet);
    }
    return yp_sheet_close(&sheet);
}

static const yp_fact *find_fact(const yp_gain_facts *facts, const yp_fact *like)
{
    for (size_t k = 0; k < facts->count; k++) {
        const yp_fact *fact = &facts->facts[k];
        if (fact->measure == like->measure && fact->region == like->region && fact->good == like->good)
            return fact;
    }
    return NULL;
}

static yp_status write_comparison(const yp_case *c, const yp_gain_facts *before, const yp_gain_facts *after,
                                  const char *folder)
{
    yp_sheet sheet =
        yp_sheet_open(folder, "comparison.csv", "measure,region,good,unit,today,integrated,difference");
    for (size_t k = 0; k < before->count; k++) {
        const yp_fact *fact = &before->facts[k], *other = find_fact(after, fact);
        const yp_good *good = &c->goods[fact->good];
        bool is_price = fact->measure[0] == 'p';
        yp_sheet_text(&sheet, fact->measure);
        yp_sheet_text(&sheet, place_id(c, fact->region));
        yp_sheet_text(&sheet, good->id);
        char unit[256];
        snprintf(unit, sizeof unit, is_price ? "%s/%s" : "%.0s%s", c->money, good->unit);
        yp_sheet_text(&sheet, unit);
        yp_sheet_number(&sheet, fact->value);
        yp_sheet_number(&sheet, other ? other->value : NAN);
        yp_sheet_number(&sheet, other ? other->value - fact->value : NAN);
        yp_sheet_end(&sheet);
    }
    return yp_sheet_close(&sheet);
}

static yp_status write_gains(const yp_case *c, const yp_gain_facts *before, const yp_gain_facts *after,
                             const char *folder)
{
    yp_sheet sheet = yp_sheet_open(
        folder, "gains.csv", "region,item,today [money/year],integrated [money/year],gain [money/year]");
    size_t count = before->region_count < after->region_count ? before->region_count : after->region_count;
    for (size_t r = 0; r < count; r++)
        for (int item = 0; item < YP_ITEM_COUNT; item++) {
            yp_sheet_text(&sheet, place_id(c, before->regions[r]));
            yp_sheet_text(&sheet, items[item]);
            yp_sheet_number(&sheet, before->accounts[r][item]);
            yp_sheet_number(&sheet, after->accounts[r][item]);
            yp_sheet_number(&sheet, after->accounts[r][item] - before->accounts[r][item]);
            yp_sheet_end(&sheet);
        }
    return yp_sheet_close(&sheet);
}

yp_status yp_gain_tables_write(const yp_case *c, const yp_gain *gain, const yp_gain_facts *before,
                               const yp_gain_facts *after, double years, const char *folder)
{
    yp_status status = write_worths(c, gain, years, folder);
    if (status == YP_OK) status = write_solves(c, gain, years, folder);
    if (status == YP_OK) status = write_comparison(c, before, after, folder);
    if (status == YP_OK) status = write_gains(c, before, after, folder);
    return status;
}

yp_outcome yp_gain_outcome(const yp_gain *gain)
{
    yp_outcome worst = YP_OPTIMAL;
    for (size_t s = 0; s < gain->solve_count; s++)
        if (gain->solves[s].outcome > worst) worst = gain->solves[s].outcome;
    return worst;
}

static json_t *worths(const yp_case *c, const yp_gain *gain, double years)
{
    json_t *list = json_array();
    for (size_t k = 0; k < gain->worth_count; k++) {
        const yp_gain_worth *worth = &gain->worths[k];
        json_t *row = json_object();
        json_object_set_new(row, "reform", json_string(c->reforms[worth->reform].id));
        json_object_set_new(row, "step", json_integer(worth->step));
        json_object_set_new(row, "alone", yp_json_number(worth->alone / years));
        json_object_set_new(row, "last", yp_json_number(worth->last / years));
        json_object_set_new(row, "in_order", yp_json_number(worth->in_order / years));
        json_array_append_new(list, row);
    }
    return list;
}

static json_t *solves(const yp_case *c, const yp_gain *gain, double years)
{
    json_t *list = json_array();
    for (size_t s = 0; s < gain->solve_count; s++) {
        const yp_gain_solve *solve = &gain->solves[s];
        json_t *row = json_object();
        json_object_set_new(row, "id", json_string(solve->name));
        json_object_set_new(row, "role", json_string(yp_role_text(solve->role)));
        json_object_set_new(row, "reform",
                            yp_json_text(solve->reform == YP_NONE ? NULL : c->reforms[solve->reform].id));
        json_object_set_new(
            row, "scenario",
            yp_json_text(solve->scenario == YP_NONE ? NULL : c->scenarios[solve->scenario].id));
        json_object_set_new(row, "status", json_string(yp_outcome_text(solve->outcome)));
        json_object_set_new(row, "cost", yp_json_number(solve->cost / years));
        json_object_set_new(row, "welfare", yp_json_number(solve->welfare / years));
        json_object_set_new(row, "gap", yp_json_number(solve->gap));
        json_object_set_new(row, "seconds", yp_json_number(solve->seconds));
        json_array_append_new(list, row);
    }
    return list;
}

static json_t *worth_by_scenario(const yp_case *c, const yp_gain *gain, double years)
{
    json_t *object = json_object();
    for (size_t k = 0; k < gain->range_count; k++)
        json_object_set_new(object, c->scenarios[c->gain_range[k]].id,
                            yp_json_number(gain->range[k] / years));
    return object;
}

static json_t *worth_by_region(const yp_case *c, const yp_gain_facts *before, const yp_gain_facts *after)
{
    json_t *object = json_object();
    for (size_t r = 0; r < before->region_count && r < after->region_count; r++) {
        double sum = 0;
        for (int item = 0; item < YP_ITEM_COUNT; item++)
            sum += after->accounts[r][item] - before->accounts[r][item];
        json_object_set_new(object, place_id(c, before->regions[r]), yp_json_number(sum));
    }
    return object;
}

json_t *yp_gain_summary(const yp_case *c, const yp_gain *gain, const yp_gain_facts *before,
                        const yp_gain_facts *after, double years, const char *command)
{
    json_t *object = json_object(), *worth = json_object();
    json_object_set_new(worth, "value", yp_json_number(gain->worth / years));
    json_object_set_new(worth, "low", yp_json_number(gain->worth_low / years));
    json_object_set_new(worth, "high", yp_json_number(gain->worth_high / years));
    json_object_set_new(worth, "by_scenario", worth_by_scenario(c, gain, years));
    json_object_set_new(worth, "by_region", worth_by_region(c, before, after));
    json_object_set_new(object, "study", json_string("gain"));
    json_object_set_new(object, "status", json_string(yp_outcome_text(yp_gain_outcome(gain))));
    json_object_set_new(object, "worth", worth);
    json_object_set_new(object, "cost_today", yp_json_number(before->cost));
    json_object_set_new(object, "cost_integrated", yp_json_number(after->cost));
    json_object_set_new(object, "reforms", worths(c, gain, years));
    json_object_set_new(object, "solves", solves(c, gain, years));
    json_object_set_new(object, "case", yp_summary_case(c));
    json_object_set_new(object, "command", yp_json_text(command));
    json_object_set_new(object, "version", json_string(yp_version()));
    return object;
}
