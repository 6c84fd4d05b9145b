#include "study/cautions.h"

#include "model/spread.h"
#include "solve/names.h"

#include <stdio.h>
#include <string.h>

/* Beyond this solvers in double precision lose the digits that a certificate asks for. */
static const double widest_spread = 1e9;

typedef struct {
    double low, high; /* of a series; INFINITY, −INFINITY: it has no numbers */
} extent;

typedef struct {
    const yp_case *c;
    const yp_model *model;
    yp_arena *arena;
    yp_diag *diag;
    const extent *series; /* [series_count] */
    bool *is_reached;     /* [good × place] something can bring the good there */
} caution;

static extent extent_in(const extent *series, yp_value value)
{
    if (value.series == YP_NONE || value.scale == 0) return (extent){ value.offset, value.offset };
    const extent *s = &series[value.series];
    const double a = value.offset + value.scale * s->low, b = value.offset + value.scale * s->high;
    return a <= b ? (extent){ a, b } : (extent){ b, a };
}

static extent extent_of(const caution *k, yp_value value)
{
    return extent_in(k->series, value);
}

static bool has_extent(extent e)
{
    return e.low <= e.high;
}

static yp_status measure_series(caution *k)
{
    extent *all = yp_arena_take(k->arena, k->c->series_count + 1, sizeof *all);
    if (!all) return YP_NO_MEMORY;
    for (size_t s = 0; s < k->c->series_count; s++) {
        all[s] = (extent){ INFINITY, -INFINITY };
        const yp_value *branches = k->c->series[s].branches;
        for (size_t n = 0; branches && n < k->c->branch_count; n++) {
            const extent e = extent_in(all, branches[n]);
            all[s].low = fmin(all[s].low, e.low);
            all[s].high = fmax(all[s].high, e.high);
        }
        if (branches) continue;
        for (size_t t = 0; t < k->c->time.snapshot_count; t++) {
            const double x = k->c->series[s].values[t];
            if (x < all[s].low) all[s].low = x;
            if (x > all[s].high) all[s].high = x;
        }
    }
    k->series = all;
    return YP_OK;
}

/* ---- one component: does a caution apply? ---- */

/* Capacity that exists or may be built, here or in the component that lends its own. */
static bool has_capacity(const yp_case *c, const yp_component *x)
{
    const yp_component *holder = x->capacity_of == YP_NONE ? x : &c->components[x->capacity_of];
    return holder->capacity > 0 || holder->build_maximum > 0;
}

static bool is_usable(const caution *k, const yp_component *x)
{
    const extent set = extent_of(k, x->fixed);
    if (!yp_is_absent(x->fixed) && has_extent(set)) return set.high > 0;
    return has_capacity(k->c, x) && extent_of(k, x->availability).high > 0;
}

static bool runs_backwards(const caution *k, const yp_component *x)
{
    const extent set = extent_of(k, x->fixed);
    if (!yp_is_absent(x->fixed) && has_extent(set) && set.low < 0) return true;
    return has_capacity(k->c, x) &&
           (extent_of(k, x->minimum).low < 0 || (x->table == YP_LINK && extent_of(k, x->reverse).high > 0));
}

static bool reaches_above_one(const caution *k, const yp_component *x)
{
    return x->table != YP_DEMAND && extent_of(k, x->availability).high > 1 + 1e-9;
}
static bool falls_below_zero(const caution *k, const yp_component *x)
{
    return x->table != YP_DEMAND && extent_of(k, x->availability).low < 0 &&
           extent_of(k, x->minimum).low >= 0;
}
static bool has_negative_inflow(const caution *k, const yp_component *x)
{
    return x->table == YP_STORE && extent_of(k, x->inflow).low < 0;
}
static bool is_never_available(const caution *k, const yp_component *x)
{
    return x->table != YP_DEMAND && yp_is_absent(x->fixed) && has_capacity(k->c, x) &&
           extent_of(k, x->availability).high <= 0 && !runs_backwards(k, x) &&
           !(x->table == YP_STORE && extent_of(k, x->charge_share).high > 0);
}

/* In a stochastic scenario, if there are any. */
static double at_snapshot(const caution *k, yp_value value, size_t branch, size_t s)
{
    if (value.series == YP_NONE) return value.offset;
    const yp_series *series = &k->c->series[value.series];
    return value.offset +
           value.scale *
               (series->branches ? at_snapshot(k, series->branches[branch], branch, s) : series->values[s]);
}

static bool exceeds_availability(const caution *k, const yp_component *x)
{
    if (x->table == YP_DEMAND || !has_capacity(k->c, x)) return false;
    if (extent_of(k, x->minimum).high <= extent_of(k, x->availability).low) return false;
    const bool is_constant = x->minimum.series == YP_NONE && x->availability.series == YP_NONE;
    const size_t branches = k->c->branch_count > 0 ? k->c->branch_count : 1;
    for (size_t n = 0; n < branches; n++)
        for (size_t s = 0; s < (is_constant ? 1 : k->c->time.snapshot_count); s++)
            if (at_snapshot(k, x->minimum, n, s) > at_snapshot(k, x->availability, n, s) + 1e-9) return true;
    return false;
}

static size_t node_at(const caution *k, uint32_t place, uint32_t good)
{
    return (size_t)good * k->c->place_count + place;
}

static bool is_out_of_reach(const caution *k, const yp_component *x)
{
    return x->table == YP_DEMAND && yp_is_absent(x->value) && extent_of(k, x->quantity).high > 0 &&
           !k->is_reached[node_at(k, x->place, x->good)];
}

static bool leads_from_nowhere(const caution *k, const yp_component *x)
{
    if (x->table != YP_LINK || (!is_usable(k, x) && !runs_backwards(k, x))) return false;
    const bool forward = k->is_reached[node_at(k, x->place, x->good)] && is_usable(k, x);
    const bool backward = k->is_reached[node_at(k, x->to, x->good_to)] && runs_backwards(k, x);
    return !forward && !backward;
}

/* Somebody pays for taking the good away, so its price may be negative, where nothing may be thrown away. */
static bool may_be_negative(const caution *k, uint32_t good)
{
    if (k->c->goods[good].disposal != YP_DISPOSAL_NONE) return false;
    for (size_t i = 0; i < k->c->component_count; i++) {
        const yp_component *x = &k->c->components[i];
        if (x->table == YP_SUPPLY && x->good == good && is_usable(k, x) && extent_of(k, x->cost).low < 0)
            return true;
    }
    return false;
}

static bool may_burn_surplus(const caution *k, const yp_component *x)
{
    if (x->table != YP_LINK || x->good != x->good_to || yp_is_absent(x->reverse_efficiency)) return false;
    const double there = extent_of(k, x->efficiency).low, back = extent_of(k, x->reverse_efficiency).low;
    return there * back < 1 && is_usable(k, x) && extent_of(k, x->reverse).high > 0 &&
           extent_of(k, x->cost).high <= 0 && may_be_negative(k, x->good);
}

static double most_available(const caution *k, const yp_component *x)
{
    return extent_of(k, x->availability).high;
}
static double least_available(const caution *k, const yp_component *x)
{
    return extent_of(k, x->availability).low;
}
static double least_inflow(const caution *k, const yp_component *x)
{
    return extent_of(k, x->inflow).low;
}

/* One kind of caution: `words` with the id, then the number if there is one. */
static const struct {
    bool (*applies)(const caution *, const yp_component *);
    double (*number)(const caution *, const yp_component *);
    const char *before, *after; /* around the number */
} cautions[] = {
    { reaches_above_one, most_available, "availability of '%s' reaches ", ", above 1" },
    { falls_below_zero, least_available, "availability of '%s' falls to ", ", below 0" },
    { has_negative_inflow, least_inflow, "inflow of '%s' falls to ",
      ", below 0: the store must hold as much" },
    { exceeds_availability, NULL,
      "minimum of '%s' exceeds its availability: no level can meet both unless it is extended", "" },
    { is_never_available, NULL, "availability of '%s' is never above 0: its capacity cannot be used", "" },
    { is_out_of_reach, NULL, "'%s' must be served, but no supply with capacity can bring its good there",
      "" },
    { leads_from_nowhere, NULL, "nothing can bring anything to where the link '%s' begins", "" },
    { may_burn_surplus, NULL,
      "the link '%s' may flow both ways at once where prices are negative, and burn the surplus by its "
      "losses",
      "" },
};

static void tell(const caution *k, size_t kind)
{
    const yp_component *first = NULL;
    size_t more = 0;
    for (size_t i = 0; i < k->c->component_count; i++) {
        const yp_component *x = &k->c->components[i];
        if (!cautions[kind].applies(k, x)) continue;
        more += first != NULL;
        if (!first) first = x;
    }
    if (!first) return;
    char number[40] = "", others[64] = "";
    if (cautions[kind].number) snprintf(number, sizeof number, "%g", cautions[kind].number(k, first));
    if (more > 0) snprintf(others, sizeof others, "; so with %zu more", more);
    const char *before = cautions[kind].before, *mark = strstr(before, "%s");
    yp_diag_warning(k->diag, first->at, "%.*s%s%s%s%s%s", (int)(mark - before), before, first->id, mark + 2,
                    number, cautions[kind].after, others);
}

/* ---- where supply reaches ---- */

static void reach(caution *k, uint32_t place, uint32_t good, bool *has_changed)
{
    bool *is_reached = &k->is_reached[node_at(k, place, good)];
    if (*is_reached) return;
    *is_reached = true;
    *has_changed = true;
}

static void reach_from_components(caution *k, bool *has_changed)
{
    for (size_t i = 0; i < k->c->component_count; i++) {
        const yp_component *x = &k->c->components[i];
        const bool holds =
            x->table == YP_STORE && (extent_of(k, x->inflow).high > 0 || x->initial > 0 ||
                                     runs_backwards(k, x) || extent_of(k, x->level_minimum).low < 0);
        if (holds || (x->table == YP_SUPPLY && is_usable(k, x))) reach(k, x->place, x->good, has_changed);
    }
    for (size_t i = 0; i < k->c->coefficient_count; i++) {
        const yp_coefficient *r = &k->c->coefficients[i];
        const extent value = extent_of(k, r->value);
        if (value.high > 0 || (value.low < 0 && runs_backwards(k, &k->c->components[r->component])))
            reach(k, r->place, r->good, has_changed);
    }
}

static void reach_over_links(caution *k, bool *has_changed)
{
    for (size_t i = 0; i < k->c->component_count; i++) {
        const yp_component *x = &k->c->components[i];
        if (x->table != YP_LINK) continue;
        if (k->is_reached[node_at(k, x->place, x->good)] && is_usable(k, x))
            reach(k, x->to, x->good_to, has_changed);
        if (k->is_reached[node_at(k, x->to, x->good_to)] && runs_backwards(k, x))
            reach(k, x->place, x->good, has_changed);
    }
}

static yp_status find_reached(caution *k)
{
    bool has_changed = true;
    k->is_reached = yp_arena_take(k->arena, k->c->place_count * k->c->good_count + 1, sizeof(bool));
    if (!k->is_reached) return YP_NO_MEMORY;
    reach_from_components(k, &has_changed);
    while (has_changed) {
        has_changed = false;
        reach_over_links(k, &has_changed);
    }
    return YP_OK;
}

/* ---- numbers far apart ---- */

static void tell_spread(const caution *k, const char *what, const yp_spread *spread, const char *least,
                        const char *most, yp_spot at)
{
    if (spread->most <= widest_spread * spread->least) return;
    yp_diag_warning(
        k->diag, at,
        "%s of the model span from %g (%s) to %g (%s), more than 1e9: units that bring them closer give "
        "a more exact plan",
        what, spread->least, least, spread->most, most);
}

static const char *entry_words(const caution *k, uint32_t entry)
{
    const yp_entry *e = &k->model->entries[entry];
    const yp_owner_words column = yp_column_owner_words(k->model, &k->model->columns[e->column]),
                         row = yp_row_owner_words(k->model, &k->model->rows[e->row]);
    const char *words = yp_arena_format(k->arena, "'%s' in %s%s%s", column.id, row.id,
                                        row.place ? " at " : "", row.place ? row.place : "");
    return words ? words : column.id;
}

static void tell_spreads(const caution *k)
{
    const yp_model *m = k->model;
    const yp_spreads all = yp_model_spreads(m);
    if (all.coefficients.most > 0) {
        const uint32_t column = m->entries[all.coefficients.least_at].column;
        tell_spread(k, "coefficients", &all.coefficients, entry_words(k, all.coefficients.least_at),
                    entry_words(k, all.coefficients.most_at),
                    yp_column_owner_words(m, &m->columns[column]).at);
    }
    const struct {
        const char *what;
        const yp_spread *spread;
    } others[] = { { "costs", &all.costs }, { "bounds", &all.bounds } };
    for (size_t s = 0; s < 2; s++) {
        const yp_spread *spread = others[s].spread;
        if (spread->most == 0) continue;
        const yp_owner_words least = yp_column_owner_words(m, &m->columns[spread->least_at]),
                             most = yp_column_owner_words(m, &m->columns[spread->most_at]);
        tell_spread(k, others[s].what, spread, least.id, most.id, least.at);
    }
}

yp_status yp_cautions_tell(const yp_case *c, const yp_model *model, yp_diag *diag)
{
    caution k = { .c = c, .model = model, .arena = yp_arena_new(NULL), .diag = diag };
    if (!k.arena) return YP_NO_MEMORY;
    yp_status status = measure_series(&k);
    if (status == YP_OK) status = find_reached(&k);
    for (size_t kind = 0; kind < sizeof cautions / sizeof *cautions && status == YP_OK; kind++)
        tell(&k, kind);
    if (status == YP_OK) tell_spreads(&k);
    yp_arena_free(k.arena);
    return status;
}
