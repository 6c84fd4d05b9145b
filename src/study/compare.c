#include "study/compare.h"

#include "result/measure.h"
#include "study/studies.h"

#include <string.h>

static bool is_same(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool is_statistic(const yp_expect *expect)
{
    return expect->kind &&
           (strcmp(expect->kind, "calibrated") == 0 || strcmp(expect->kind, "independent") == 0);
}

static void judge(yp_comparison *comparison)
{
    const yp_expect *expect = comparison->expect;
    bool has_none = isnan(expect->absolute) && isnan(expect->relative);
    double tolerance = (isnan(expect->absolute) ? 0 : expect->absolute) +
                       (isnan(expect->relative) ? 0 : expect->relative * fabs(expect->value));
    if (has_none) tolerance = 1e-6 * (1 + fabs(expect->value));
    comparison->is_tested = !has_none || !is_statistic(expect);
    /* The band itself belongs to it, whatever the last digit. */
    tolerance += 1e-12 * fabs(expect->value);
    comparison->holds = !comparison->is_tested || fabs(comparison->value - expect->value) <= tolerance;
}

static yp_status measure_study(const yp_figures *figures, const yp_expect *expect, yp_diag *diag,
                               double *value)
{
    const yp_figure *figure = yp_figures_find(figures, expect->measure, expect->selector, expect->block);
    if (figure) {
        *value = figure->value;
        return YP_OK;
    }
    yp_diag_error(diag, expect->at,
                  "no study of the case has a figure %s of '%s'%s%s: expected one of studies.csv",
                  expect->measure, expect->selector ? expect->selector : "", expect->block ? " in " : "",
                  expect->block ? expect->block : "");
    return YP_BAD_INPUT;
}

/* One item of the accounts (NULL: welfare, all of them) of one region (no selector: of all). */
static yp_status measure_account(const yp_case *c, const yp_run *run, const yp_expect *expect,
                                 const char *item, yp_diag *diag, double *value)
{
    bool is_item = !item, is_region = !expect->selector;
    *value = 0;
    for (size_t r = 0; run->has_accounts && r < run->accounts.region_count; r++) {
        const uint32_t place = run->accounts.regions[r];
        if (expect->selector && (place == YP_NONE || strcmp(c->places[place].id, expect->selector) != 0))
            continue;
        is_region = true;
        for (int k = 0; k < YP_ITEM_COUNT; k++) {
            if (item && strcmp(yp_item_text((yp_item)k), item) != 0) continue;
            is_item = true;
            *value += run->accounts.value[r][k];
        }
    }
    if (!run->has_accounts || (!item && !expect->selector)) {
        *value = run->has_accounts ? run->accounts.welfare : NAN;
        return YP_OK;
    }
    if (!is_region)
        yp_diag_error(diag, expect->at, "'%s' is no region of the accounts: expected the id of one",
                      expect->selector);
    else if (!is_item)
        yp_diag_error(diag, expect->at, "measure is 'account:%s': expected an item of accounts.csv", item);
    return is_region && is_item ? YP_OK : YP_BAD_INPUT;
}

static yp_status measure(const yp_case *c, const yp_run *run, const yp_figures *figures,
                         const yp_expect *expect, yp_diag *diag, double *value)
{
    if (yp_is_study_measure(expect->measure)) return measure_study(figures, expect, diag, value);
    bool is_account = strncmp(expect->measure, "account:", 8) == 0;
    if (is_account || strcmp(expect->measure, "welfare") == 0)
        return measure_account(c, run, expect, is_account ? expect->measure + 8 : NULL, diag, value);
    return yp_measure(c, run->plan, expect->measure, expect->selector, expect->block, expect->at, diag,
                      value);
}

yp_status yp_compare(const yp_case *c, const yp_run *run, const yp_figures *figures, const char *scenario,
                     const char *lift, yp_diag *diag, yp_comparison **out, size_t *count)
{
    yp_comparison *comparisons = yp_arena_take(run->plan->arena, c->expect_count, sizeof *comparisons);
    if (!comparisons) return YP_NO_MEMORY;
    yp_status worst = YP_OK;
    *count = 0;
    for (size_t e = 0; e < c->expect_count; e++) {
        const yp_expect *expect = &c->expects[e];
        if (!is_same(expect->scenario, scenario) || !is_same(expect->lift, lift)) continue;
        yp_comparison *comparison = &comparisons[(*count)++];
        *comparison = (yp_comparison){ .expect = expect, .value = NAN };
        yp_status status = measure(c, run, figures, expect, diag, &comparison->value);
        if (status != YP_OK) worst = status;
        judge(comparison);
    }
    *out = comparisons;
    return worst;
}
