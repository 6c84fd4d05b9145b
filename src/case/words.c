/* Words and formulas that stand for themselves. */
#include "case/internal.h"

const char *yp_resolution_text(yp_resolution resolution)
{
    static const char *const texts[] = {
#define X(code, word) [code] = (word),
        YP_RESOLUTION_LIST(X)
#undef X
            [YP_RESOLUTION_COUNT] = "?",
    };
    return texts[resolution];
}

const char *yp_table_text(yp_table table)
{
    static const char *const texts[] = {
        [YP_SUPPLY] = "supplies",   [YP_DEMAND] = "demands", [YP_LINK] = "links",
        [YP_PROCESS] = "processes", [YP_STORE] = "stores",   [YP_TABLE_COUNT] = "?"
    };
    return texts[table];
}

double yp_annuity(double rate, double years)
{
    if (isinf(years)) return rate;
    return rate == 0 ? 1 / years : rate / -expm1(-years * log1p(rate));
}
