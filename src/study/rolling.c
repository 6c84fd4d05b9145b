#include "study/rolling.h"

#include "case/window.h"
#include "model/expand.h"
#include "solve/collect.h"
#include "solve/diagnose.h"
#include "solve/names.h"

#include <stdlib.h>
#include <string.h>

/* ---- what can be rolled ---- */

static double step_hours(const yp_case *c)
{
    return c->time.block_step ? c->time.block_step[0] : c->time.step_hours;
}

static bool has_equal_steps(const yp_case *c)
{
    for (size_t s = 1; c->time.block_step && s < c->time.snapshot_count; s++)
        if (c->time.block_step[s] != c->time.block_step[0] ||
            (c->time.block_cycle && c->time.block_cycle[s] != c->time.block_cycle[0]))
            return false;
    return true;
}

static bool may_build(const yp_component *x)
{
    return x->build_maximum > x->build_minimum || x->energy_build_maximum > x->energy_build_minimum;
}

/* A coarser level that enters a balance of base blocks is constant over more than a window may see. */
static bool is_too_coarse(const yp_case *c, const yp_component *x)
{
    if (x->resolution == YP_BASE || x->is_stock) return false;
    if (x->good != YP_NONE && c->goods[x->good].resolution == YP_BASE) return true;
    for (size_t k = 0; k < c->coefficient_count; k++)
        if (&c->components[c->coefficients[k].component] == x &&
            c->goods[c->coefficients[k].good].resolution == YP_BASE)
            return true;
    return false;
}

static bool is_daily(const yp_component *x)
{
    return x->table == YP_STORE && x->cycle == YP_CYCLE_DAY;
}

/* Snapshots in so many hours; 0: no whole number. */
static size_t snapshots_in(const yp_case *c, double hours)
{
    const double count = hours / step_hours(c);
    return fabs(count - round(count)) < 1e-9 ? (size_t)round(count) : 0;
}

static void check_component(const yp_case *c, const yp_component *x, double kept_hours, yp_diag *diag)
{
    if (may_build(x))
        yp_diag_error(diag, x->at,
                      "'%s' may be built: a rolling horizon needs capacities that are given, such as "
                      "--hold RESULT",
                      x->id);
    else if (is_too_coarse(c, x))
        yp_diag_error(diag, x->at, "'%s' has one level for a whole %s: a rolling horizon would split it",
                      x->id, yp_resolution_text(x->resolution));
    else if (is_daily(x) && fmod(kept_hours, 24) != 0)
        yp_diag_error(diag, x->at,
                      "the store '%s' closes each day: expected windows of whole days, overlap left out",
                      x->id);
}

yp_status yp_rolling_check(const yp_case *c, const yp_rolling *rolling, yp_diag *diag)
{
    const yp_spot at = { "--rolling", 0, 0 };
    const size_t before = yp_diag_count(diag, YP_ERROR);
    const double overlap = isnan(rolling->overlap) ? 0 : rolling->overlap;
    if (c->time.method != YP_AGGREGATE_NONE)
        yp_diag_error(diag, at, "the case joins or picks hours: expected every hour, --hours all");
    if (c->period_count > 1)
        yp_diag_error(diag, at, "the case has %zu periods: expected one", c->period_count);
    if (c->branch_count > 0)
        yp_diag_error(diag, at,
                      "the case has stochastic scenarios: expected one that is certain, --scenario NAME");
    if (!has_equal_steps(c))
        yp_diag_error(diag, at, "the blocks of the case differ in length or cycle: expected equal ones");
    else if (snapshots_in(c, rolling->horizon) == 0 || (overlap > 0 && snapshots_in(c, overlap) == 0))
        yp_diag_error(diag, at, "expected a window and an overlap of whole steps of %g h", step_hours(c));
    for (size_t i = 0; i < c->component_count; i++)
        check_component(c, &c->components[i], rolling->horizon - overlap, diag);
    return yp_diag_count(diag, YP_ERROR) > before ? YP_BAD_INPUT : YP_OK;
}

/* ---- rolling ---- */

typedef struct {
    const yp_case *c;
    const yp_solve_options *options;
    yp_log *log;
    yp_diag *diag;
    yp_model *whole;         /* for the blocks and the words of time */
    yp_plan *plan;           /* the joined one */
    double *initial, *final; /* [component_count] of the window at hand */
    double *first_level;     /* [component_count] where a closing chain began */
    yp_basis *basis;         /* of the window before */
} rolling_state;

/* A plan of the whole case with levels, prices and duals of 0. */
static yp_status begin_plan(rolling_state *r)
{
    yp_layout layout;
    yp_model_size size;
    yp_status status = yp_layout_make(r->whole, &layout, &size);
    if (status != YP_OK) return status;
    double *x = calloc((size_t)size.columns + 1, sizeof *x),
           *dual = calloc((size_t)size.rows + 1, sizeof *dual);
    status = x && dual ? yp_plan_collect(r->whole, &layout, x, dual, &r->plan) : YP_NO_MEMORY;
    free(x);
    free(dual);
    yp_layout_free(&layout);
    for (size_t a = 0; status == YP_OK && a < r->plan->activity_count; a++)
        memset(r->plan->activities[a].level, 0, r->plan->activities[a].count * sizeof(double));
    return status;
}

/* Blocks of a window within the whole. */
typedef struct {
    size_t first, kept;
    const yp_blocks *part, *whole;
} joint;

/* Copy a vector of base blocks; of coarser ones the mean by hours, window after window. */
static void join(const joint *j, yp_resolution resolution, const double *from, double *to)
{
    for (size_t b = 0; b < j->kept; b++) {
        if (resolution == YP_BASE) {
            to[j->first + b] = from[b];
            continue;
        }
        const uint32_t at = j->whole->parent[resolution][j->first + b];
        const double hours = j->whole->hours[resolution][at];
        if (hours > 0) to[at] += j->part->sum[b] / hours * from[j->part->parent[resolution][b]];
    }
}

static void join_plans(yp_plan *whole, const yp_plan *part, const joint *j)
{
    for (size_t a = 0; a < whole->activity_count; a++) {
        const yp_plan_activity *to = &whole->activities[a], *from = yp_plan_find(part, to->part, to->owner);
        if (from && from->resolution == to->resolution) join(j, to->resolution, from->level, to->level);
    }
    for (size_t n = 0; n < whole->plan_node_count; n++) {
        const yp_plan_node *to = &whole->nodes[n];
        const uint32_t from = part->has_prices ? yp_plan_node_find(part, to->place, to->good) : YP_NONE;
        if (from != YP_NONE) join(j, to->resolution, part->nodes[from].price, to->price);
    }
    for (size_t k = 0; k < whole->plan_row_count; k++) {
        const yp_plan_row *to = &whole->rows[k], *from = yp_plan_row_find(part, to->kind, to->owner);
        if (part->has_prices && from && from->resolution == to->resolution)
            join(j, to->resolution, from->dual, to->dual);
    }
}

static bool closes(const yp_component *x)
{
    return x->table == YP_STORE && (x->cycle == YP_CYCLE_HORIZON || x->cycle == YP_CYCLE_PERIOD);
}

static double at_snapshot(const yp_case *c, yp_value value, size_t s)
{
    return value.series == YP_NONE ? value.offset
                                   : value.offset + value.scale * c->series[value.series].values[s];
}

/* What stores hold at the end of what is kept, less what is lost until the end of the next snapshot. */
static void hand_over(rolling_state *r, const yp_plan *part, size_t first, size_t count, size_t kept)
{
    for (uint32_t i = 0; i < r->c->component_count; i++) {
        const yp_component *x = &r->c->components[i];
        const yp_plan_activity *stored = yp_plan_find(part, YP_PART_STORED, i);
        if (!stored || x->cycle == YP_CYCLE_DAY || stored->resolution != YP_BASE) continue;
        if (first == 0 && closes(x)) r->first_level[i] = stored->level[count - 1];
        const size_t next = first + kept;
        const double loss = next < r->c->time.snapshot_count ? at_snapshot(r->c, x->loss, next) : 0;
        r->initial[i] = pow(1 - loss, step_hours(r->c)) * stored->level[kept - 1];
    }
}

/* A window without a plan: what it is, when, and why. */
static yp_status give_up(rolling_state *r, const yp_model *model, const yp_plan *part, size_t number,
                         size_t first)
{
    char when[YP_TIME_ROOM];
    const char *cause = part->cause;
    yp_diagnosis *d = NULL;
    yp_status status = YP_OK;
    yp_block_words(r->whole, YP_BASE, first, when);
    if (part->outcome == YP_INFEASIBLE || part->outcome == YP_UNBOUNDED)
        status = yp_diagnose(model, part->outcome, r->options, &d);
    if (d) cause = d->cause;
    r->plan->outcome = part->outcome == YP_STOPPED ? YP_STOPPED : YP_UNKNOWN;
    r->plan->has_levels = r->plan->has_prices = false;
    r->plan->activity_count = r->plan->plan_node_count = r->plan->plan_row_count = 0;
    r->plan->cause = yp_arena_format(r->plan->arena, "window %zu, from %s: %s", number, when, cause);
    r->plan->solver = yp_arena_format(r->plan->arena, "%s", part->solver);
    if (!r->plan->cause || !r->plan->solver) status = YP_NO_MEMORY;
    yp_diagnosis_free(d);
    return status;
}

/* One window. `*is_found`: it has a plan, which was joined. */
static yp_status roll(rolling_state *r, size_t number, size_t first, size_t count, size_t kept,
                      bool *is_found)
{
    const bool is_last = first + kept == r->c->time.snapshot_count;
    yp_case *c = NULL;
    yp_model *model = NULL;
    yp_plan *part = NULL;
    yp_basis *basis = NULL;
    for (size_t i = 0; i < r->c->component_count; i++) r->final[i] = is_last ? r->first_level[i] : NAN;
    const yp_window_ends ends = { r->initial, r->final, first + count == r->c->time.snapshot_count };
    yp_status status = yp_case_window(r->c, first, count, &ends, &c);
    if (status == YP_OK) status = yp_model_build(c, r->diag, &model);
    if (status == YP_OK) status = yp_solve(model, r->options, r->basis, &basis, &part);
    *is_found = status == YP_OK && part->has_levels &&
                (part->outcome == YP_OPTIMAL || part->outcome == YP_WITHIN_GAP);
    if (*is_found) {
        const joint j = { first, kept, &part->blocks, &r->plan->blocks };
        join_plans(r->plan, part, &j);
        hand_over(r, part, first, count, kept);
        r->plan->seconds_solve += part->seconds_solve;
        r->plan->solver = yp_arena_format(r->plan->arena, "%s, %zu windows", part->solver, number);
        if (!r->plan->solver) status = YP_NO_MEMORY;
    } else if (status == YP_OK) {
        status = give_up(r, model, part, number, first);
    }
    yp_basis_free(r->basis);
    r->basis = basis;
    yp_plan_free(part);
    yp_model_free(model);
    yp_case_free(c);
    return status;
}

static yp_status roll_all(rolling_state *r, size_t horizon, size_t overlap)
{
    const size_t all = r->c->time.snapshot_count;
    size_t number = 0, count = 0;
    for (size_t first = 0; first < all; first += horizon - overlap) {
        count = first + horizon < all ? horizon : all - first;
        const bool is_last = first + count == all;
        bool is_found = false;
        yp_status status = roll(r, ++number, first, count, is_last ? count : horizon - overlap, &is_found);
        yp_log_progress(r->log, "rolling", (double)(first + count) / (double)all, "window %zu", number);
        if (status != YP_OK || !is_found) return status;
        if (is_last) break;
    }
    r->plan->outcome = YP_FEASIBLE;
    r->plan->cause =
        "solved window by window: the plan meets all rows and bounds; that it is the best is not claimed";
    return YP_OK;
}

/* The cost is what the independent check finds in the levels. */
static yp_status certify(const yp_case *c, yp_run *run)
{
    if (run->plan->outcome != YP_FEASIBLE) return YP_OK;
    yp_verdict verdict;
    run->plan->objective = 0;
    yp_status status = yp_verify(c, run->plan, YP_CERTIFIED, YP_CERTIFIED, &verdict);
    if (status == YP_OK) run->plan->objective = verdict.cost;
    return status == YP_OK ? yp_run_certify(c, run) : status;
}

static yp_status take_state(rolling_state *r)
{
    const size_t count = r->c->component_count + 1;
    r->initial = malloc(count * sizeof(double));
    r->final = malloc(count * sizeof(double));
    r->first_level = malloc(count * sizeof(double));
    if (!r->initial || !r->final || !r->first_level) return YP_NO_MEMORY;
    for (size_t i = 0; i < count; i++) r->initial[i] = r->final[i] = r->first_level[i] = NAN;
    return YP_OK;
}

yp_status yp_rolling_solve(const yp_case *c, const yp_rolling *rolling, const yp_solve_options *options,
                           yp_log *log, yp_diag *diag, yp_run *out)
{
    rolling_state r = { .c = c, .options = options, .log = log, .diag = diag };
    const double overlap = isnan(rolling->overlap) ? 0 : rolling->overlap;
    *out = (yp_run){ 0 };
    yp_status status = take_state(&r);
    if (status == YP_OK) status = yp_model_build(c, diag, &r.whole);
    if (status == YP_OK) status = begin_plan(&r);
    if (status == YP_OK)
        status = roll_all(&r, snapshots_in(c, rolling->horizon), overlap > 0 ? snapshots_in(c, overlap) : 0);
    out->plan = r.plan;
    if (status == YP_OK) {
        const yp_model_size size = yp_model_measure(r.whole);
        r.plan->row_count = (size_t)size.rows;
        r.plan->column_count = (size_t)size.columns;
        r.plan->entry_count = (size_t)size.entries;
        status = certify(c, out);
    }
    yp_model_free(r.whole);
    yp_basis_free(r.basis);
    free(r.initial);
    free(r.final);
    free(r.first_level);
    if (status != YP_OK) yp_run_free(out);
    return status;
}
