/* What a component's ramps say against its other columns. */
#include "case/internal.h"

static bool is_given(yp_value value)
{
    return value.series != YP_NONE || isfinite(value.offset);
}

/* The words of a column that ties a block to the one before, or NULL. */
static const char *tied_by(const yp_component *x)
{
    if (is_given(x->ramp_up)) return "ramp_up";
    if (is_given(x->ramp_down)) return "ramp_down";
    return isnan(x->level_before) ? NULL : "level_before";
}

void yp_check_running(yp_builder *b, uint32_t index)
{
    const yp_component *x = &b->c->components[index];
    const char *words = tied_by(x);
    const uint32_t holder = x->capacity_of == YP_NONE ? index : x->capacity_of;
    if (!words) return;
    if (x->table == YP_STORE)
        yp_error(b, x->at,
                 "%s of the store '%s' is not supported: ramps are for supplies, links and processes", words,
                 x->id);
    else if (x->resolution != YP_BASE || x->is_stock)
        yp_error(b, x->at, "%s of '%s' needs a level of resolution base that is a rate, but it is %s", words,
                 x->id, x->is_stock ? "an amount" : yp_resolution_text(x->resolution));
    if (isinf(b->c->components[holder].capacity))
        yp_error(b, x->at, "%s of '%s' is a share of its capacity, which has no end", words, x->id);
    if (!isnan(x->level_before) && !is_given(x->ramp_up) && !is_given(x->ramp_down))
        yp_error(b, x->at, "level_before of '%s' has no meaning without ramp_up or ramp_down", x->id);
}
