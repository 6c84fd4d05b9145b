/* Investment periods of a network: which periods its snapshots lie in, and what each period weighs. */
#include "exchange/network.h"

#include <limits.h>
#include <math.h>

void yp_network_list_periods(yp_network *n, const double *years, const double *objective,
                             const double *length, size_t count)
{
    yp_net_period *periods = yp_network_take(n, count, sizeof *periods);
    if (!periods || !years || !objective || !length) return;
    for (size_t p = 0; p < count; p++) {
        const bool is_year = years[p] == floor(years[p]) && fabs(years[p]) < INT_MAX;
        if (!is_year || (p > 0 && !(years[p] > years[p - 1])))
            yp_network_error(n, (yp_spot){ n->shown, 0, 0 },
                             "investment_periods: period %zu is %g: expected whole years that rise", p + 1,
                             years[p]);
        if (!(objective[p] >= 0 && isfinite(objective[p])) || !(length[p] > 0 && isfinite(length[p])))
            yp_network_error(n, (yp_spot){ n->shown, 0, 0 },
                             "investment_periods: period %g has the weightings objective %g and years %g: "
                             "expected numbers, objective 0 or more, years above 0",
                             years[p], objective[p], length[p]);
        periods[p] = (yp_net_period){ is_year ? (int)years[p] : 0, objective[p], length[p] };
    }
    n->periods = periods;
    n->period_count = count;
}

/* The listed period of a year; one that nobody listed weighs 1 unless others are listed. */
static yp_net_period period_of(yp_network *n, double year)
{
    for (size_t p = 0; p < n->period_count; p++)
        if (n->periods[p].year == year) return n->periods[p];
    if (n->period_count > 0 || year != floor(year) || fabs(year) >= INT_MAX) {
        yp_network_error(n, (yp_spot){ n->shown, 0, 0 },
                         "snapshots: the period %g is not one of the investment periods", year);
        return (yp_net_period){ 0, 1, 1 };
    }
    return (yp_net_period){ (int)year, 1, 1 };
}

void yp_network_take_periods(yp_network *n, const double *years)
{
    const size_t count = n->snapshot_count;
    uint32_t *of = yp_network_take(n, count, sizeof *of);
    yp_net_period *used = yp_network_take(n, count, sizeof *used);
    size_t found = 0;
    if (!of || !used || !years) return;
    for (size_t s = 0; s < count; s++) {
        const bool is_next = s == 0 || years[s] != years[s - 1];
        if (s > 0 && !(years[s] >= years[s - 1]))
            yp_network_error(n, (yp_spot){ n->shown, 0, 0 },
                             "snapshots: the period %g stands after %g: expected periods that rise", years[s],
                             years[s - 1]);
        if (is_next) used[found++] = period_of(n, years[s]);
        of[s] = (uint32_t)(found - 1);
    }
    n->periods = used;
    n->period_count = found;
    n->period_of = of;
}
