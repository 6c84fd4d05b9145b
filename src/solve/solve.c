#include "solve/solve.h"

#include "model/expand.h"
#include "solve/basis.h"
#include "solve/by_native.h"
#include "solve/collect.h"
#include "solve/compact.h"
#include "solve/foresee.h"
#include "solve/highs.h"
#include "solve/secure.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

void yp_basis_free(yp_basis *basis)
{
    if (!basis) return;
    free(basis->columns);
    free(basis->rows);
    yp_native_point_free(basis->point);
    free(basis);
}

yp_basis *yp_basis_new(int32_t column_count, int32_t row_count)
{
    yp_basis *basis = calloc(1, sizeof *basis);
    if (!basis) return NULL;
    basis->column_count = column_count;
    basis->row_count = row_count;
    basis->columns = calloc((size_t)column_count + 1, 1);
    basis->rows = calloc((size_t)row_count + 1, 1);
    if (basis->columns && basis->rows) return basis;
    yp_basis_free(basis);
    return NULL;
}

/* Arrays that the solver writes. */
typedef struct {
    double *x, *dual;
    yp_basis *basis;
} outputs;

static bool take_outputs(const yp_program *p, const yp_compact *compact, const yp_basis *start, outputs *o,
                         yp_highs_solution *solution)
{
    o->x = calloc((size_t)p->column_count + 1, sizeof *o->x);
    o->dual = calloc((size_t)p->row_count + 1, sizeof *o->dual);
    o->basis = yp_basis_new(p->column_count, p->row_count);
    if (!o->x || !o->dual || !o->basis) return false;
    bool fits = start && start->columns && start->column_count == compact->full_column_count &&
                start->row_count == compact->full_row_count;
    if (fits) yp_compact_basis_down(compact, start->columns, start->rows, o->basis->columns, o->basis->rows);
    *solution = (yp_highs_solution){ .x = o->x,
                                     .row_dual = o->dual,
                                     .column_status = o->basis->columns,
                                     .row_status = o->basis->rows,
                                     .has_basis = fits };
    return true;
}

static const char *method_text(yp_method method)
{
    switch (method) {
#define X(code, word) \
    case code:        \
        return word;
        YP_METHOD_LIST(X)
#undef X
    }
    return "";
}

void yp_plan_describe(const yp_program *p, const yp_highs_solution *s, yp_plan *plan)
{
    const char *solver =
        yp_arena_format(plan->arena, "HiGHS %s %s", yp_highs_version(), method_text(s->method));
    plan->outcome = s->outcome;
    plan->cause = s->cause ? s->cause : "";
    plan->solver = solver ? solver : "HiGHS";
    plan->objective = s->has_point ? s->objective : NAN;
    plan->bound = isfinite(s->bound) ? s->bound : NAN;
    plan->gap = isfinite(s->bound) ? fabs(s->objective - s->bound) / (1 + fabs(s->objective)) : NAN;
    plan->seconds_solve = s->seconds;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    plan->peak_bytes = s->peak_bytes > 0 ? s->peak_bytes : (size_t)usage.ru_maxrss * 1024;
    plan->is_vertex = s->is_vertex;
    plan->row_count = (size_t)p->row_count;
    plan->column_count = (size_t)p->column_count;
    plan->entry_count = (size_t)p->entry_count;
}

yp_highs_options yp_highs_options_of(const yp_solve_options *options)
{
    return (yp_highs_options){ .method = options->method,
                               .tolerance = options->tolerance,
                               .mip_gap = options->mip_gap,
                               .time_limit = options->time_limit,
                               .memory_limit = options->memory_limit,
                               .thread_count = options->thread_count,
                               .crossover = options->wants_vertex,
                               .is_child = options->is_child,
                               .stop = options->stop,
                               .log = options->log };
}

/* The first row that no part of a plan has a dual of: bounds that widen with new capacity. */
static int32_t first_bound_row(const yp_model *model, const yp_layout *layout, const yp_program *p)
{
    int64_t first = p->row_count;
    for (size_t j = 0; j < model->column_count; j++) {
        const int64_t upper = layout->upper_start[j], lower = layout->lower_start[j];
        if (upper >= 0 && upper < first) first = upper;
        if (lower >= 0 && lower < first) first = lower;
    }
    return (int32_t)first;
}

/* The answer for what was left of a program, as the answer for all of it. */
static bool widen(const yp_compact *compact, outputs *o, const yp_highs_solution *s)
{
    double *x = s->has_point ? calloc((size_t)compact->full_column_count + 1, sizeof *x) : NULL;
    double *dual = s->has_duals ? calloc((size_t)compact->full_row_count + 1, sizeof *dual) : NULL;
    if ((s->has_point && !x) || (s->has_duals && !dual)) return free(x), free(dual), false;
    if (x) yp_compact_columns(compact, o->x, x);
    if (dual) yp_compact_rows(compact, o->dual, dual);
    free(o->x);
    free(o->dual);
    o->x = x;
    o->dual = dual;
    return true;
}

static yp_status hand_over_basis(const yp_compact *compact, const outputs *o, yp_basis **basis)
{
    *basis = yp_basis_new(compact->full_column_count, compact->full_row_count);
    if (!*basis) return YP_NO_MEMORY;
    yp_compact_basis_up(compact, o->basis->columns, o->basis->rows, (*basis)->columns, (*basis)->rows);
    return YP_OK;
}

/* Solve what is left of a program when constants and idle rows are out. Its arrays are gone afterwards. */
static yp_status solve_program(const yp_model *model, yp_program *program, const yp_layout *layout,
                               const yp_solve_options *options, const yp_basis *start, yp_basis **basis,
                               yp_plan **out)
{
    outputs o = { 0 };
    yp_compact compact;
    yp_highs_solution s;
    yp_highs_options highs = yp_highs_options_of(options);
    highs.disposable = program;
    yp_status status = yp_compact_make(program, first_bound_row(model, layout, program), &compact);
    if (status == YP_OK) status = take_outputs(program, &compact, start, &o, &s) ? YP_OK : YP_NO_MEMORY;
    if (status == YP_OK) status = yp_highs_solve(program, &highs, &s);
    if (status == YP_OK && !widen(&compact, &o, &s)) status = YP_NO_MEMORY;
    if (status == YP_OK) status = yp_plan_collect(model, layout, o.x, o.dual, out);
    if (status == YP_OK) yp_plan_describe(program, &s, *out);
    if (status == YP_OK && basis && s.has_basis) status = hand_over_basis(&compact, &o, basis);
    free(o.x);
    free(o.dual);
    yp_basis_free(o.basis);
    yp_compact_free(&compact);
    return status;
}

static yp_status solve_expanded(const yp_model *model, const yp_solve_options *options, const yp_basis *start,
                                yp_basis **basis, yp_plan **out)
{
    yp_program program;
    yp_layout layout;
    yp_status status = yp_program_make(model, &program, &layout);
    if (status != YP_OK) return status;
    status = solve_program(model, &program, &layout, options, start, basis, out);
    yp_program_free(&program);
    yp_layout_free(&layout);
    return status;
}

/* Without the expanded program. */
static yp_status solve_natively(const yp_native_job *job, yp_solve_options *options, yp_basis **basis,
                                yp_plan **out)
{
    yp_native_point *point = NULL;
    yp_status status = yp_solve_natively(job, options, basis ? &point : NULL, out);
    if (status != YP_OK || !point) return status;
    *basis = calloc(1, sizeof **basis);
    if (*basis)
        (*basis)->point = point;
    else
        yp_native_point_free(point);
    return *basis ? YP_OK : YP_NO_MEMORY;
}

static void say_choice(const yp_outlook *outlook, const yp_model_size *size, const yp_solve_options *options)
{
    if (options->method != YP_METHOD_AUTO && !outlook->takes_over) return;
    yp_log_say(options->log, "solve", "%s, %s: %.0f rows and columns, %.2g GB",
               outlook->is_native ? "native solver" : "HiGHS", outlook->why,
               (double)(size->rows + size->columns), outlook->bytes / 1e9);
}

static yp_status solve_once(const yp_model *model, const yp_solve_options *options, const yp_basis *start,
                            yp_basis **basis, yp_plan **out)
{
    yp_layout layout;
    yp_model_size size;
    yp_solve_options rest = *options;
    if (basis) *basis = NULL;
    *out = NULL;
    yp_status status = yp_layout_make(model, &layout, &size);
    if (status != YP_OK) return status;
    yp_outlook outlook = { 0 };
    status = yp_solve_foresee(model, options, start && start->columns, &outlook);
    if (status == YP_OK) say_choice(&outlook, &size, options);
    if (outlook.wants_basis) rest.method = YP_METHOD_SIMPLEX;
    yp_native_job job = { model, &layout, &size, start ? start->point : NULL };
    if (status == YP_OK && outlook.is_native) status = solve_natively(&job, &rest, basis, out);
    yp_layout_free(&layout);
    if (status != YP_OK || *out) return status;
    return solve_expanded(model, &rest, start, basis, out);
}

/* The same model with more rows; the former plan goes. */
static yp_status solve_again(const yp_case *c, const yp_cut *cuts, size_t count,
                             const yp_solve_options *options, yp_model **model, yp_basis **basis,
                             yp_plan **out)
{
    yp_model_free(*model);
    *model = NULL;
    yp_plan_free(*out);
    *out = NULL;
    if (basis) yp_basis_free(*basis);
    if (basis) *basis = NULL;
    yp_status status = yp_model_build_secured(c, cuts, count, NULL, model);
    return status == YP_OK ? solve_once(*model, options, NULL, basis, out) : status;
}

/* Rows of security where the plan breaks them, until it breaks none: there are as many as pairs of links, and
 * few bind. */
static yp_status secure(const yp_model *model, const yp_solve_options *options, yp_basis **basis,
                        yp_plan **out)
{
    yp_model *larger = NULL;
    yp_status status = YP_OK;
    size_t added = 1;
    while (status == YP_OK && added > 0 && (*out)->has_levels && (*out)->outcome != YP_STOPPED) {
        yp_cut *cuts = NULL;
        size_t count = 0;
        status = yp_secure_cuts(larger ? larger : model, *out, &cuts, &count, &added);
        if (status == YP_OK && added > 0) {
            yp_log_say(options->log, "secure", "%zu more limits after outages, %zu in all", added, count);
            status = solve_again(model->c, cuts, count, options, &larger, basis, out);
        }
        free(cuts);
    }
    yp_model_free(larger);
    return status;
}

yp_status yp_solve(const yp_model *model, const yp_solve_options *options, const yp_basis *start,
                   yp_basis **basis, yp_plan **out)
{
    *out = NULL;
    yp_status status = solve_once(model, options, start, basis, out);
    if (status == YP_OK && model->c->secure) status = secure(model, options, basis, out);
    if (status != YP_OK) {
        yp_plan_free(*out);
        *out = NULL;
    }
    return status;
}
