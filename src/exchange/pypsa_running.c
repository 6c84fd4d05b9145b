/* What ties a snapshot to the one before: ramps. */
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

void yp_mapped_running(const yp_mapped *x, yp_component *c)
{
    if (isinf(c->capacity)) return; /* a share of it is no limit */
    c->ramp_up = ramp_of(x, "ramp_limit_up", "ramp_limit_start_up");
    c->ramp_down = ramp_of(x, "ramp_limit_down", "ramp_limit_shut_down");
    const bool has_ramp = c->ramp_up.series != YP_NONE || c->ramp_down.series != YP_NONE ||
                          isfinite(c->ramp_up.offset) || isfinite(c->ramp_down.offset);
    if (!has_ramp) return;
    c->ramp_unit = YP_PACE_BLOCK;
    c->level_before = yp_mapped_optional(x, "p_init");
    if (yp_mapped_number(x, "up_time_before") == 0)
        yp_mapped_error(x, "up_time_before is 0, so its first ramp is that of a start: expected committable");
}
