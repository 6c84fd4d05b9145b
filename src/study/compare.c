#include "study/compare.h"

#include "result/measure.h"

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

yp_status yp_compare(const yp_case *c, const yp_run *run, const char *scenario, const char *lift,
                     yp_diag *diag, yp_comparison **out, size_t *count)
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
        yp_status status = YP_OK;
        if (strcmp(expect->measure, "welfare") == 0)
            comparison->value = run->has_accounts ? run->accounts.welfare : NAN;
        else
            status = yp_measure(c, run->plan, expect->measure, expect->selector, expect->block, expect->at,
                                diag, &comparison->value);
        if (status != YP_OK) worst = status;
        judge(comparison);
    }
    *out = comparisons;
    return worst;
}
