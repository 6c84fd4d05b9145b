#include "solve/solve.h"

#include "model/expand.h"
#include "solve/by_native.h"
#include "solve/collect.h"
#include "solve/foresee.h"
#include "solve/highs.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

struct yp_basis {
    int32_t column_count, row_count;
    int8_t *columns, *rows;
    yp_native_point *point; /* of the native solver; then there is no basis */
};

void yp_basis_free(yp_basis *basis)
{
    if (!basis) return;
    free(basis->columns);
    free(basis->rows);
    yp_native_point_free(basis->point);
    free(basis);
}

static yp_basis *basis_new(const yp_program *p)
{
    yp_basis *basis = calloc(1, sizeof *basis);
    if (!basis) return NULL;
    basis->column_count = p->column_count;
    basis->row_count = p->row_count;
    basis->columns = calloc((size_t)p->column_count + 1, 1);
    basis->rows = calloc((size_t)p->row_count + 1, 1);
    if (basis->columns && basis->rows) return basis;
    yp_basis_free(basis);
    return NULL;
}

/* Arrays that the solver writes. */
typedef struct {
    double *x, *dual;
    yp_basis *basis;
} outputs;

static bool take_outputs(const yp_program *p, const yp_basis *start, outputs *o, yp_highs_solution *solution)
{
    o->x = calloc((size_t)p->column_count + 1, sizeof *o->x);
    o->dual = calloc((size_t)p->row_count + 1, sizeof *o->dual);
    o->basis = basis_new(p);
    if (!o->x || !o->dual || !o->basis) return false;
    bool fits =
        start && start->columns && start->column_count == p->column_count && start->row_count == p->row_count;
    if (fits) {
        memcpy(o->basis->columns, start->columns, (size_t)p->column_count);
        memcpy(o->basis->rows, start->rows, (size_t)p->row_count);
    }
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

static void describe(const yp_program *p, const yp_highs_solution *s, yp_plan *plan)
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

static yp_status solve_program(const yp_model *model, const yp_program *program, const yp_layout *layout,
                               const yp_solve_options *options, const yp_basis *start, yp_basis **basis,
                               yp_plan **out)
{
    outputs o = { 0 };
    yp_highs_solution s;
    yp_highs_options highs = { .method = options->method,
                               .tolerance = options->tolerance,
                               .mip_gap = options->mip_gap,
                               .time_limit = options->time_limit,
                               .memory_limit = options->memory_limit,
                               .thread_count = options->thread_count,
                               .crossover = options->wants_vertex,
                               .is_child = options->is_child,
                               .stop = options->stop,
                               .log = options->log };
    yp_status status = take_outputs(program, start, &o, &s) ? YP_OK : YP_NO_MEMORY;
    if (status == YP_OK) status = yp_highs_solve(program, &highs, &s);
    if (status == YP_OK)
        status = yp_plan_collect(model, layout, s.has_point ? o.x : NULL, s.has_duals ? o.dual : NULL, out);
    if (status == YP_OK) describe(program, &s, *out);
    if (status == YP_OK && basis && s.has_basis) {
        *basis = o.basis;
        o.basis = NULL;
    }
    free(o.x);
    free(o.dual);
    yp_basis_free(o.basis);
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

yp_status yp_solve(const yp_model *model, const yp_solve_options *options, const yp_basis *start,
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
