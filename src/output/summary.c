#include "output/summary.h"

#include "base/path.h"

#include <stdlib.h>

json_t *yp_json_number(double number)
{
    return isfinite(number) ? json_real(number) : json_null();
}
json_t *yp_json_text(const char *text)
{
    return text ? json_string(text) : json_null();
}

static json_t *count(size_t number)
{
    return json_integer((json_int_t)number);
}

json_t *yp_summary_case(const yp_case *c)
{
    json_t *layers = json_array(), *object = json_object();
    char hash[32];
    snprintf(hash, sizeof hash, "%016llx", (unsigned long long)c->hash);
    for (size_t l = 0; l < c->layer_count; l++) json_array_append_new(layers, json_string(c->layers[l]));
    json_object_set_new(object, "title", yp_json_text(c->title));
    json_object_set_new(object, "title_zh", yp_json_text(c->title_zh));
    json_object_set_new(object, "layers", layers);
    json_object_set_new(object, "money", yp_json_text(c->money));
    json_object_set_new(object, "price_year", json_integer(c->money_year));
    json_object_set_new(object, "case_hash", json_string(hash));
    return object;
}

static json_t *certificate(const yp_plan *plan)
{
    json_t *object = json_object();
    json_object_set_new(object, "primal", yp_json_number(plan->certificate.primal));
    json_object_set_new(object, "dual", yp_json_number(plan->certificate.dual));
    json_object_set_new(object, "gap", yp_json_number(plan->certificate.gap));
    json_object_set_new(object, "holds", json_boolean(plan->certificate.holds));
    return object;
}

static json_t *alternative(const yp_alternative *said)
{
    json_t *object = json_object();
    json_object_set_new(object, "sense", json_string(said->is_maximised ? "maximise" : "minimise"));
    json_object_set_new(object, "expression", json_string(said->expression));
    json_object_set_new(object, "value", yp_json_number(said->value));
    json_object_set_new(object, "slack", yp_json_number(said->slack));
    json_object_set_new(object, "optimum", yp_json_number(said->optimum));
    return object;
}

static json_t *counts(const yp_plan *plan)
{
    json_t *object = json_object();
    json_object_set_new(object, "rows", count(plan->row_count));
    json_object_set_new(object, "columns", count(plan->column_count));
    json_object_set_new(object, "coefficients", count(plan->entry_count));
    json_object_set_new(object, "blocks", count(plan->blocks.count));
    return object;
}

/* Who ends with what: region → item → money. */
static json_t *accounts(const yp_case *c, const yp_accounts *books)
{
    static const char *const items[] = {
#define X(code, word) word,
        YP_ITEM_LIST(X)
#undef X
    };
    json_t *object = json_object();
    for (size_t r = 0; r < books->region_count; r++) {
        json_t *region = json_object();
        for (int item = 0; item < YP_ITEM_COUNT; item++)
            json_object_set_new(region, items[item], yp_json_number(books->value[r][item]));
        json_object_set_new(
            object, books->regions[r] == YP_NONE ? "outside" : c->places[books->regions[r]].id, region);
    }
    return object;
}

static double money_per_year(const yp_plan *plan, double money)
{
    double years = 0;
    for (size_t p = 0; p < plan->blocks.period_count; p++) years += plan->blocks.period_weight[p];
    return years > 0 ? money / years : money;
}

/* What each stochastic scenario costs, and what that means beside what is the same in all of them. */
static json_t *scenarios(const yp_summary_source *s)
{
    const yp_blocks *blocks = &s->plan->blocks;
    const double *cost = s->accounts->scenario_cost;
    json_t *object = json_object(), *list = json_array();
    double expected = 0, weighed = 0;
    for (size_t k = 0; k < blocks->scenario_count; k++) {
        json_t *one = json_object();
        json_object_set_new(one, "id", json_string(s->c->scenarios[s->c->branches[k].scenario].id));
        json_object_set_new(one, "probability", yp_json_number(blocks->probability[k]));
        json_object_set_new(one, "weight", yp_json_number(blocks->scenario_weight[k]));
        json_object_set_new(one, "cost", yp_json_number(cost[k]));
        json_array_append_new(list, one);
        expected += blocks->probability[k] * cost[k];
        weighed += blocks->scenario_weight[k] * cost[k];
    }
    const double shared = s->plan->objective - weighed;
    json_object_set_new(object, "list", list);
    json_object_set_new(object, "shared_cost", yp_json_number(shared));
    json_object_set_new(object, "expected_cost", yp_json_number(shared + expected));
    if (s->c->risk_omega > 0 && s->c->branch_count > 1) {
        const double at_risk = (weighed - (1 - s->c->risk_omega) * expected) / s->c->risk_omega;
        json_object_set_new(object, "risk_alpha", yp_json_number(s->c->risk_alpha));
        json_object_set_new(object, "risk_omega", yp_json_number(s->c->risk_omega));
        json_object_set_new(object, "cvar", yp_json_number(at_risk));
    }
    return object;
}

json_t *yp_summary_make(const yp_summary_source *s)
{
    const yp_plan *plan = s->plan;
    json_t *object = json_object();
    json_object_set_new(object, "status", json_string(yp_outcome_text(plan->outcome)));
    json_object_set_new(object, "cause", yp_json_text(plan->cause));
    json_object_set_new(object, "objective", yp_json_number(plan->objective - s->c->objective_constant));
    json_object_set_new(object, "objective_constant", yp_json_number(s->c->objective_constant));
    json_object_set_new(object, "cost", yp_json_number(plan->objective));
    json_object_set_new(object, "welfare", yp_json_number(s->accounts ? s->accounts->welfare : NAN));
    json_object_set_new(object, "cost_per_year", yp_json_number(money_per_year(plan, plan->objective)));
    json_object_set_new(object, "bound", yp_json_number(plan->bound - s->c->objective_constant));
    json_object_set_new(object, "gap", yp_json_number(plan->gap));
    if (plan->alternative.expression)
        json_object_set_new(object, "alternative", alternative(&plan->alternative));
    json_object_set_new(object, "certificate", certificate(plan));
    json_object_set_new(object, "solver", yp_json_text(plan->solver));
    json_object_set_new(object, "is_vertex", json_boolean(plan->is_vertex));
    json_object_set_new(object, "seconds",
                        json_pack("{s:f,s:f}", "model", plan->seconds_model, "solve", plan->seconds_solve));
    json_object_set_new(object, "peak_bytes", count(plan->peak_bytes));
    json_object_set_new(object, "counts", counts(plan));
    json_object_set_new(object, "case", yp_summary_case(s->c));
    json_object_set_new(object, "command", yp_json_text(s->command));
    json_object_set_new(object, "version", json_string(yp_version()));
    if (s->accounts && s->c->branch_count > 0) json_object_set_new(object, "scenarios", scenarios(s));
    if (s->accounts) {
        json_object_set_new(object, "accounts", accounts(s->c, s->accounts));
        json_object_set_new(object, "accounts_residual", yp_json_number(s->accounts->residual));
    }
    return object;
}

yp_status yp_summary_write(const json_t *summary, const char *folder, yp_diag *diag)
{
    char path[YP_PATH_ROOM];
    if (!summary) return YP_NO_MEMORY;
    bool is_written = yp_path_join(path, sizeof path, folder, "summary.json") &&
                      json_dump_file(summary, path, JSON_INDENT(2) | JSON_REAL_PRECISION(15)) == 0;
    if (is_written) return YP_OK;
    yp_diag_error(diag, (yp_spot){ folder, 0, 0 }, "summary.json could not be written: is the disk full?");
    return YP_IO;
}
