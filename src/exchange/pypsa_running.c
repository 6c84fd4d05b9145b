/* What ties a snapshot to those before: ramps, and being on or off. */
#include "exchange/internal.h"

#include <math.h>

/* PyPSA takes 1 for a limit that is not given where there is one for starting or stopping. */
static yp_value filled(const yp_mapped *x, const char *attribute, yp_value limit)
{
    const yp_network *n = x->m->n;
    const double *values = yp_network_series(n, x->list, x->row, attribute);
    if (limit.series == YP_NONE) return yp_constant(isnan(limit.offset) ? 1 : limit.offset);
    double *all = yp_network_take(x->m->n, n->snapshot_count, sizeof *all);
    if (!all || !values) return limit;
    for (size_t s = 0; s < n->snapshot_count; s++) all[s] = isnan(values[s]) ? 1 : values[s];
    return yp_mapped_series(x, attribute, all);
}

/* A limit per snapshot; INFINITY: none. */
static yp_value ramp_of(const yp_mapped *x, const char *attribute, const char *at_change)
{
    const yp_network *n = x->m->n;
    const double *values = yp_network_series(n, x->list, x->row, attribute);
    const double number = values ? NAN : yp_mapped_optional(x, attribute);
    yp_value limit = yp_mapped_set(x, attribute);
    if (number < 0) yp_mapped_error(x, "%s is %g: expected 0 or more", attribute, number);
    for (size_t s = 0; values && s < n->snapshot_count; s++)
        if (values[s] < 0)
            yp_mapped_error(x, "%s is %g at snapshot '%s': expected 0 or more", attribute, values[s],
                            n->snapshots[s]);
    if (!isnan(yp_mapped_optional(x, at_change))) limit = filled(x, attribute, limit);
    return yp_is_absent(limit) ? yp_constant(INFINITY) : limit;
}

static double or_one(double number)
{
    return isnan(number) ? 1 : number;
}

/* A start is counted once in PyPSA, whatever its snapshot weighs, and here as often as its block occurs. */
static void check_weightings(const yp_mapped *x)
{
    const yp_network *n = x->m->n;
    for (size_t s = 0; s < n->snapshot_count; s++) {
        if (n->generators[s] == n->stores[s]) continue;
        yp_mapped_error(
            x,
            "start_up_cost and shut_down_cost where the weightings generators and stores differ (snapshot "
            "'%s') are not supported yet",
            n->snapshots[s]);
        return;
    }
}

static void take_commitment(const yp_mapped *x, yp_component *c)
{
    c->commit = YP_COMMIT_INTEGER;
    c->start_cost = yp_mapped_number(x, "start_up_cost");
    c->stop_cost = yp_mapped_number(x, "shut_down_cost");
    c->on_cost = yp_mapped_value(x, "stand_by_cost", 1);
    c->minimum_up = yp_mapped_number(x, "min_up_time");
    c->minimum_down = yp_mapped_number(x, "min_down_time");
    c->on_before = yp_mapped_number(x, "up_time_before");
    c->off_before = yp_mapped_number(x, "down_time_before");
    c->time_unit = YP_PACE_BLOCK;
    c->ramp_start = or_one(yp_mapped_optional(x, "ramp_limit_start_up"));
    c->ramp_stop = or_one(yp_mapped_optional(x, "ramp_limit_shut_down"));
    if (c->start_cost != 0 || c->stop_cost != 0) check_weightings(x);
    const double unit = yp_mapped_optional(x, "p_nom_mod");
    if (!(unit > 0)) return;
    c->build_unit = unit;
    if (c->on_before > 0 && c->minimum_up > c->on_before)
        yp_mapped_error(x, "min_up_time beyond up_time_before of units of p_nom_mod is not supported");
    if (c->minimum_down > 0)
        yp_mapped_error(x,
                        "min_down_time of units of p_nom_mod, of which PyPSA lets one run, is not supported");
}

void yp_mapped_running(const yp_mapped *x, yp_component *c)
{
    const bool is_switched = yp_mapped_flag(x, "committable");
    if (is_switched) take_commitment(x, c);
    if (isinf(c->capacity)) return; /* a share of it is no limit */
    c->ramp_up = ramp_of(x, "ramp_limit_up", "ramp_limit_start_up");
    c->ramp_down = ramp_of(x, "ramp_limit_down", "ramp_limit_shut_down");
    c->ramp_unit = YP_PACE_BLOCK;
    const bool has_ramp = c->ramp_up.series != YP_NONE || c->ramp_down.series != YP_NONE ||
                          isfinite(c->ramp_up.offset) || isfinite(c->ramp_down.offset);
    if (!has_ramp) return;
    if (is_switched && !isnan(c->build_unit) && !yp_mapped_flag(x, "p_nom_extendable"))
        yp_mapped_error(
            x, "ramps of units of p_nom_mod that are not extendable, which PyPSA takes of all of p_nom, "
               "are not supported");
    c->level_before = yp_mapped_optional(x, "p_init");
    if (!is_switched && yp_mapped_number(x, "up_time_before") == 0)
        yp_mapped_error(x, "up_time_before is 0, so its first ramp is that of a start: expected committable");
}
