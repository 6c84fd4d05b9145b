/* What ties a component's blocks to those before, ramps and being on or off, against its other columns. */
#include "case/internal.h"

static bool is_given(yp_value value)
{
    return value.series != YP_NONE || isfinite(value.offset);
}

static bool is_zero(yp_value value)
{
    return value.series == YP_NONE && value.offset == 0;
}

/* Highest number that a value takes. */
static double highest(const yp_case *c, yp_value value)
{
    double most = value.offset;
    if (value.series == YP_NONE) return most;
    most = -INFINITY;
    for (size_t s = 0; s < c->time.snapshot_count; s++)
        most = fmax(most, value.offset + value.scale * c->series[value.series].values[s]);
    return most;
}

/* The column that ties a block to the one before, or NULL. */
static const char *tied_by(const yp_component *x)
{
    if (x->commit != YP_COMMIT_NONE) return "commit";
    if (is_given(x->ramp_up)) return "ramp_up";
    if (is_given(x->ramp_down)) return "ramp_down";
    return isnan(x->level_before) ? NULL : "level_before";
}

/* The first column that speaks of being on or off, or NULL. */
static const char *speaks_of_switching(const yp_component *x)
{
    const struct {
        const char *name;
        bool speaks;
    } columns[] = { { "start_cost", x->start_cost != 0 },     { "stop_cost", x->stop_cost != 0 },
                    { "on_cost", !is_zero(x->on_cost) },      { "minimum_up", x->minimum_up != 0 },
                    { "minimum_down", x->minimum_down != 0 }, { "on_before", !isnan(x->on_before) },
                    { "off_before", x->off_before != 0 },     { "ramp_start", x->ramp_start != 1 },
                    { "ramp_stop", x->ramp_stop != 1 } };
    for (size_t k = 0; k < sizeof columns / sizeof *columns; k++)
        if (columns[k].speaks) return columns[k].name;
    return NULL;
}

static void check_growth(yp_builder *b, const yp_component *x)
{
    if (!(x->build_maximum > 0) || !isnan(x->build_unit)) return;
    if (isinf(x->build_maximum))
        yp_error(b, x->at, "'%s' has commit and may build without end: give build_maximum, or build_unit",
                 x->id);
    if (is_given(x->ramp_up) || is_given(x->ramp_down) || x->ramp_start < 1 || x->ramp_stop < 1)
        yp_error(
            b, x->at,
            "'%s' has commit, ramps and new capacity, which is not supported yet: give build_unit, or leave "
            "one out",
            x->id);
}

static void check_switched(yp_builder *b, const yp_component *x)
{
    const double least = highest(b->c, x->minimum);
    if (x->table == YP_LINK && !is_zero(x->reverse))
        yp_error(b, x->at, "commit of the link '%s' is not supported beside reverse: make it two links",
                 x->id);
    if (x->capacity_of != YP_NONE)
        yp_error(b, x->at, "commit of '%s' needs a capacity of its own: remove capacity_of", x->id);
    if (x->ramp_start < least)
        yp_error(b, x->at, "ramp_start %g of '%s' is below its minimum of %g: it could never start",
                 x->ramp_start, x->id, least);
    if (x->ramp_stop < least)
        yp_error(b, x->at, "ramp_stop %g of '%s' is below its minimum of %g: it could never stop",
                 x->ramp_stop, x->id, least);
    check_growth(b, x);
}

void yp_check_running(yp_builder *b, uint32_t index)
{
    const yp_component *x = &b->c->components[index];
    const char *words = tied_by(x), *switching = speaks_of_switching(x);
    const uint32_t holder = x->capacity_of == YP_NONE ? index : x->capacity_of;
    if (switching && x->commit == YP_COMMIT_NONE)
        yp_error(b, x->at, "%s of '%s' has no meaning without commit: expected relaxed or integer there",
                 switching, x->id);
    if (!words) return;
    if (x->table == YP_STORE)
        yp_error(b, x->at, "%s of the store '%s' is not supported: it is for supplies, links and processes",
                 words, x->id);
    else if (x->resolution != YP_BASE || x->is_stock)
        yp_error(b, x->at, "%s of '%s' needs a level of resolution base that is a rate, but it is %s", words,
                 x->id, x->is_stock ? "an amount" : yp_resolution_text(x->resolution));
    if (b->c->components[holder].retires)
        yp_error(b, x->at, "%s of '%s' is not supported beside retire", words, x->id);
    if (isinf(b->c->components[holder].capacity))
        yp_error(b, x->at, "%s of '%s' needs a capacity, which has no end here", words, x->id);
    if (!isnan(x->level_before) && !is_given(x->ramp_up) && !is_given(x->ramp_down) && !(x->ramp_start < 1) &&
        !(x->ramp_stop < 1))
        yp_error(b, x->at, "level_before of '%s' has no meaning without ramp_up or ramp_down", x->id);
    if (x->commit != YP_COMMIT_NONE && x->table != YP_STORE) check_switched(b, x);
}

void yp_check_whole(yp_builder *b)
{
    const yp_component *whole = NULL, *sloped = NULL;
    for (size_t i = 0; i < b->c->component_count; i++) {
        const yp_component *x = &b->c->components[i];
        if (b->component_out[i]) continue;
        if (!whole && x->commit == YP_COMMIT_INTEGER) whole = x;
        const bool has_slope =
            !is_zero(x->cost_slope) ||
            (x->table == YP_DEMAND && !yp_is_absent(x->value_slope) && !is_zero(x->value_slope));
        if (!sloped && has_slope) sloped = x;
    }
    if (whole && sloped)
        yp_error(b, whole->at,
                 "'%s' has commit integer and '%s' a slope: whole numbers and quadratic costs are not solved "
                 "together; use steps.csv or commit relaxed",
                 whole->id, sloped->id);
}
