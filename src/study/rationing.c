#include "study/rationing.h"

#include "study/io_table.h"

#include <math.h>

typedef struct {
    const yp_case *c;
    yp_io_table table;
    double *before, *share; /* [count] what is ordered; the share of it that is made */
} chain;

static yp_status begin(chain *s, const yp_study_wish *wish, yp_diag *diag, yp_figures *out)
{
    yp_status status = yp_io_table_make(s->c, wish->name, wish->at, out->arena, diag, &s->table);
    if (status != YP_OK) return status;
    s->before = yp_arena_take(out->arena, s->table.count, sizeof *s->before);
    s->share = yp_arena_take(out->arena, 2 * s->table.count, sizeof *s->share);
    if (!s->before || !s->share) return YP_NO_MEMORY;
    status = yp_io_table_outputs(&s->table, out->arena, s->before);
    if (status == YP_BAD_INPUT)
        yp_diag_error(diag, wish->at,
                      "studies.%s: the table has no inverse: a product is used up in making it", wish->name);
    return status;
}

static double capacity_share(const chain *s, size_t j)
{
    return s->table.capacity[j] >= s->before[j] ? 1 : s->table.capacity[j] / s->before[j];
}

/* What each process can make of what it has been given. */
static void deliver(chain *s)
{
    const size_t n = s->table.count;
    double *next = s->share + n;
    for (size_t j = 0; j < n; j++) {
        next[j] = capacity_share(s, j);
        for (size_t i = 0; i < n; i++)
            if (i != j && s->table.net[i * n + j] < 0) next[j] = fmin(next[j], s->share[i]);
    }
    for (size_t j = 0; j < n; j++) s->share[j] = next[j];
}

static yp_status report(const chain *s, size_t step, yp_figures *out)
{
    const char *when = yp_arena_format(out->arena, "%zu", step);
    double loss = 0;
    if (!when) return YP_NO_MEMORY;
    for (size_t j = 0; j < s->table.count; j++) {
        const char *id = s->c->components[s->table.process[j]].id;
        yp_figures_add(out, "rationing.output", id, when, s->share[j] * s->before[j]);
        yp_figures_add(out, "rationing.share", id, when, s->share[j]);
        yp_figures_add(out, "rationing.final", id, when, s->share[j] * s->table.final_demand[j]);
        loss += (1 - s->share[j]) * s->before[j];
    }
    yp_figures_add(out, "rationing.loss", NULL, when, loss);
    return YP_OK;
}

yp_status yp_study_rationing(const yp_case *c, const yp_study_wish *wish, yp_diag *diag, yp_figures *out)
{
    const double steps = yp_study_number_or(wish, "steps", 1);
    chain s = { .c = c };
    if (!(steps >= 0 && steps <= 1000 && steps == floor(steps))) {
        yp_diag_error(diag, wish->at, "studies.rationing.steps is %g: expected a whole number from 0 to 1000",
                      steps);
        return YP_BAD_INPUT;
    }
    yp_status status = begin(&s, wish, diag, out);
    if (status != YP_OK) return status;
    for (size_t j = 0; j < s.table.count; j++) s.share[j] = capacity_share(&s, j);
    status = report(&s, 0, out);
    for (size_t step = 1; status == YP_OK && step <= (size_t)steps; step++) {
        deliver(&s);
        status = report(&s, step, out);
    }
    return status;
}
