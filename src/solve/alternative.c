#include "solve/alternative.h"

#include "model/risk.h"
#include "solve/basis.h"
#include "solve/collect.h"

#include <stdlib.h>
#include <string.h>

const char *yp_alternative_refusal(const yp_model *m)
{
    if (yp_risk_row(m) != YP_NONE)
        return "risk is weighed, and the weights of the scenarios belong to the optimum: expected omega 0";
    for (size_t j = 0; j < m->column_count; j++) {
        const yp_vector *slope = &m->columns[j].slope;
        if (slope->data || slope->offset != 0)
            return "costs or values with a slope would make the limit on the cost quadratic, which no solver "
                   "here "
                   "takes: write them as steps (steps.csv)";
    }
    return NULL;
}

/* The program of an alternative while it is made. */
typedef struct {
    const yp_model *m;
    const yp_layout *layout;
    const yp_program *base;
    const yp_alternative_wish *wish;
    yp_program p;
    double cost_scale; /* the row of the cost is divided by it */
} altered;

static double largest_cost(const yp_program *p)
{
    double largest = 0;
    for (int32_t j = 0; j < p->column_count; j++) largest = fmax(largest, fabs(p->cost[j]));
    return largest > 0 ? largest : 1;
}

static bool take_program(altered *x)
{
    const yp_program *base = x->base;
    const size_t columns = (size_t)base->column_count, rows = (size_t)base->row_count + 1;
    size_t entries = (size_t)base->entry_count;
    for (size_t j = 0; j < columns; j++) entries += base->cost[j] != 0;
    x->p = (yp_program){ .row_count = (int32_t)rows,
                         .column_count = base->column_count,
                         .entry_count = (int64_t)entries,
                         .cost = calloc(columns + 1, sizeof(double)),
                         .column_lower = calloc(columns + 1, sizeof(double)),
                         .column_upper = calloc(columns + 1, sizeof(double)),
                         .row_lower = calloc(rows, sizeof(double)),
                         .row_upper = calloc(rows, sizeof(double)),
                         .start = calloc(columns + 1, sizeof(int64_t)),
                         .row = calloc(entries + 1, sizeof(int32_t)),
                         .value = calloc(entries + 1, sizeof(double)),
                         .is_integer = base->is_integer ? calloc(columns + 1, 1) : NULL };
    const yp_program *p = &x->p;
    return p->cost && p->column_lower && p->column_upper && p->row_lower && p->row_upper && p->start &&
           p->row && p->value && (!base->is_integer || p->is_integer);
}

/* Bounds and matrix of the base, the cost as one more row. */
static void fill_program(altered *x)
{
    const yp_program *base = x->base;
    yp_program *p = &x->p;
    const size_t columns = (size_t)base->column_count, rows = (size_t)base->row_count;
    memcpy(p->column_lower, base->column_lower, columns * sizeof(double));
    memcpy(p->column_upper, base->column_upper, columns * sizeof(double));
    memcpy(p->row_lower, base->row_lower, rows * sizeof(double));
    memcpy(p->row_upper, base->row_upper, rows * sizeof(double));
    if (p->is_integer) memcpy(p->is_integer, base->is_integer, columns);
    int64_t at = 0;
    for (size_t j = 0; j < columns; j++) {
        for (int64_t k = base->start[j]; k < base->start[j + 1]; k++, at++) {
            p->row[at] = base->row[k];
            p->value[at] = base->value[k];
        }
        if (base->cost[j] != 0) {
            p->row[at] = base->row_count;
            p->value[at++] = base->cost[j] / x->cost_scale;
        }
        p->start[j + 1] = at;
    }
    const yp_alternative said = { .slack = x->wish->slack, .optimum = x->wish->optimum->objective };
    p->row_lower[rows] = -INFINITY;
    p->row_upper[rows] = (yp_alternative_budget(&said) - base->offset) / x->cost_scale;
}

static const double *weights_of(const altered *x, yp_part part, uint32_t owner)
{
    const yp_plan *plan = x->wish->optimum;
    const yp_plan_activity *activity = yp_plan_find(plan, part, owner);
    return activity ? x->wish->weights[activity - plan->activities] : NULL;
}

/* A net column gives what it gives and takes what it takes: both must count alike. */
static bool is_told_apart(const double *out, const double *in, size_t count)
{
    for (size_t b = 0; b < count && (out || in); b++)
        if ((out ? out[b] : 0) != -(in ? in[b] : 0)) return true;
    return false;
}

/* The wish as costs; what is constant goes to the offset. False (and said) if it cannot be. */
static bool fill_costs(altered *x, yp_diag *diag)
{
    const double sign = x->wish->is_maximised ? -1 : 1;
    const yp_plan *plan = x->wish->optimum;
    x->p.offset = sign * x->wish->constant;
    for (size_t j = 0; j < x->m->column_count; j++) {
        const yp_column_template *t = &x->m->columns[j];
        const int64_t start = x->layout->column_start[j];
        const size_t count = x->m->blocks.level_count[t->resolution];
        if (t->is_hidden) continue;
        const double *weights = weights_of(x, t->part, t->owner);
        if (t->is_net && is_told_apart(weights, weights_of(x, YP_PART_IN, t->owner), count)) {
            yp_diag_error(
                diag, x->m->c->components[t->owner].at,
                "the store '%s' has one level for what it takes and gives: expected an expression of their "
                "difference, level or flow",
                x->m->c->components[t->owner].id);
            return false;
        }
        const double unit = t->unit > 0 ? t->unit : 1;
        for (size_t b = 0; weights && b < count; b++) {
            if (start < 0)
                x->p.offset += sign * weights[b] * yp_vector_at(&t->lower, b);
            else
                x->p.cost[start + (int64_t)b] = sign * weights[b] * unit;
        }
    }
    for (size_t a = 0; a < plan->activity_count; a++) {
        const yp_plan_activity *wanted = &plan->activities[a];
        const double *weights = wanted->part == YP_PART_WANTED ? x->wish->weights[a] : NULL;
        for (size_t b = 0; weights && b < wanted->count; b++)
            x->p.offset += sign * weights[b] * wanted->level[b];
    }
    return true;
}

/* The plan's rows with that of the cost, in their order: `cost` comes last. */
static yp_status add_cost_row(yp_plan *plan, double dual)
{
    yp_plan_row *rows = yp_arena_take(plan->arena, plan->plan_row_count + 1, sizeof *rows);
    double *duals = yp_arena_take(plan->arena, 1, sizeof *duals);
    if (!rows || !duals) return YP_NO_MEMORY;
    size_t at = 0;
    while (at < plan->plan_row_count && plan->rows[at].kind < YP_ROW_COST) at++;
    if (plan->plan_row_count > 0) memcpy(rows, plan->rows, at * sizeof *rows);
    *duals = dual;
    rows[at] = (yp_plan_row){ YP_ROW_COST, 0, yp_once_level(&plan->blocks), 1, duals };
    for (size_t k = at; k < plan->plan_row_count; k++) rows[k + 1] = plan->rows[k];
    plan->rows = rows;
    plan->plan_row_count++;
    return YP_OK;
}

static yp_status keep(const altered *x, const yp_highs_solution *s, yp_plan *plan)
{
    double cost = x->base->offset;
    for (int32_t j = 0; s->has_point && j < x->base->column_count; j++) cost += x->base->cost[j] * s->x[j];
    const double sign = x->wish->is_maximised ? -1 : 1;
    const char *expression = yp_arena_text(plan->arena, x->wish->expression, strlen(x->wish->expression));
    yp_plan_describe(&x->p, s, plan);
    plan->alternative = (yp_alternative){ .expression = expression,
                                          .is_maximised = x->wish->is_maximised,
                                          .slack = x->wish->slack,
                                          .optimum = x->wish->optimum->objective,
                                          .value = s->has_point ? sign * s->objective : NAN };
    plan->objective = s->has_point ? cost : NAN;
    plan->bound = NAN;
    if (!expression) return YP_NO_MEMORY;
    return s->has_duals ? add_cost_row(plan, s->row_dual[x->base->row_count] / x->cost_scale) : YP_OK;
}

/* Arrays of the answer; a basis of the optimum gets a slack for the new row. */
static yp_status solve(altered *x, const yp_solve_options *options, const yp_basis *start, yp_plan **out)
{
    yp_highs_options highs = yp_highs_options_of(options);
    double *levels = calloc((size_t)x->p.column_count + 1, sizeof *levels),
           *dual = calloc((size_t)x->p.row_count, sizeof *dual);
    yp_basis *basis = yp_basis_new(x->p.column_count, x->p.row_count);
    yp_status status = levels && dual && basis ? YP_OK : YP_NO_MEMORY;
    if (status == YP_OK) {
        const bool fits =
            start && start->column_count == x->base->column_count && start->row_count == x->base->row_count;
        yp_highs_solution s = { .x = levels, .row_dual = dual };
        if (fits) {
            memcpy(basis->columns, start->columns, (size_t)start->column_count);
            memcpy(basis->rows, start->rows, (size_t)start->row_count);
            basis->rows[start->row_count] = 1; /* basic, as HiGHS counts */
            s.column_status = basis->columns;
            s.row_status = basis->rows;
            s.has_basis = true;
        }
        status = yp_highs_solve(&x->p, &highs, &s);
        if (status == YP_OK)
            status =
                yp_plan_collect(x->m, x->layout, s.has_point ? levels : NULL, s.has_duals ? dual : NULL, out);
        if (status == YP_OK) status = keep(x, &s, *out);
    }
    free(levels);
    free(dual);
    yp_basis_free(basis);
    return status;
}

yp_status yp_solve_alternative(const yp_model *model, const yp_alternative_wish *wish,
                               const yp_solve_options *options, const yp_basis *start, yp_diag *diag,
                               yp_plan **out)
{
    yp_program base;
    yp_layout layout;
    yp_status status = yp_program_make(model, &base, &layout);
    if (status != YP_OK) return status;
    altered x = {
        .m = model, .layout = &layout, .base = &base, .wish = wish, .cost_scale = largest_cost(&base)
    };
    yp_plan *plan = NULL;
    status = take_program(&x) ? YP_OK : YP_NO_MEMORY;
    if (status == YP_OK) {
        fill_program(&x);
        status = fill_costs(&x, diag) ? solve(&x, options, start, &plan) : YP_BAD_INPUT;
    }
    yp_program_free(&x.p);
    yp_program_free(&base);
    yp_layout_free(&layout);
    if (status == YP_OK)
        *out = plan;
    else
        yp_plan_free(plan);
    return status;
}
