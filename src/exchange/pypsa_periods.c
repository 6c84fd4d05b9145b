/* Investment periods: when components exist, where the levels of stores close, how fast carriers may grow. */
#include "exchange/internal.h"

#include <limits.h>
#include <math.h>

static double hours_of(const yp_network *n, const double *hours, size_t period)
{
    double sum = 0;
    for (size_t s = 0; s < n->snapshot_count; s++)
        if (n->period_of[s] == period) sum += hours[s];
    return sum;
}

/* Yearly figures are those of a part of a year, which has to be the same in every period. */
static void check_hours(yp_mapping *m)
{
    yp_network *n = m->n;
    const double first = hours_of(n, n->generators, 0);
    for (size_t p = 1; p < n->period_count; p++) {
        const double hours = hours_of(n, n->generators, p);
        if (fabs(hours - first) > 1e-6 * first)
            yp_network_error(
                n, (yp_spot){ n->shown, 0, 0 },
                "snapshots: the weightings of generators add up to %g in the period %d and to %g in "
                "%d: periods of different hours are not supported yet",
                first, n->periods[0].year, hours, n->periods[p].year);
    }
}

void yp_mapping_take_periods(yp_mapping *m, yp_builder_options *options)
{
    const yp_network *n = m->n;
    if (n->period_count == 0) return;
    yp_period *periods = yp_network_take(m->n, n->period_count, sizeof *periods);
    for (size_t p = 0; periods && p < n->period_count; p++)
        periods[p] = (yp_period){ .year = n->periods[p].year,
                                  .years = n->periods[p].years,
                                  .weight = n->periods[p].objective };
    check_hours(m);
    options->periods = periods;
    options->period_count = n->period_count;
    options->time.block_period = options->time.block_cycle = n->period_of;
}

/* Exists in a period iff build_year <= period < build_year + lifetime; without periods always. */
void yp_mapped_take_life(const yp_mapped *x, yp_component *c)
{
    if (x->m->n->period_count == 0 || !yp_attribute_of(x->list, "build_year")) return;
    const double from = yp_mapped_number(x, "build_year"), end = ceil(from + yp_mapped_number(x, "lifetime"));
    if (from > x->m->n->periods[0].year) c->from_year = from < INT_MAX ? (int)from : INT_MAX - 1;
    if (end <= x->m->n->periods[x->m->n->period_count - 1].year)
        c->to_year = end > INT_MIN ? (int)end : INT_MIN;
    if (c->from_year < c->to_year) return;
    c->from_year = INT_MIN; /* a life without years: never there */
    c->to_year = x->m->n->periods[0].year;
}

bool yp_mapped_is_alive(const yp_mapped *x, size_t period)
{
    const yp_network *n = x->m->n;
    if (n->period_count == 0 || !yp_attribute_of(x->list, "build_year")) return true;
    const double from = yp_mapped_number(x, "build_year"), lifetime = yp_mapped_number(x, "lifetime");
    return from <= n->periods[period].year && n->periods[period].year < from + lifetime;
}

yp_cycle yp_mapped_cycle(const yp_mapped *x)
{
    const bool is_store = x->list == YP_LIST_STORES, has_periods = x->m->n->period_count > 0;
    const bool is_cyclic = yp_mapped_flag(x, is_store ? "e_cyclic" : "cyclic_state_of_charge");
    if (!has_periods) return is_cyclic ? YP_CYCLE_HORIZON : YP_CYCLE_NONE;
    if (yp_mapped_flag(x, is_store ? "e_cyclic_per_period" : "cyclic_state_of_charge_per_period"))
        return YP_CYCLE_PERIOD;
    if (yp_mapped_flag(x, is_store ? "e_initial_per_period" : "state_of_charge_initial_per_period"))
        return YP_CYCLE_RESTART;
    return is_cyclic ? YP_CYCLE_THROUGH : YP_CYCLE_NONE;
}
