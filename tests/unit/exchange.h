/* A network of another program read, solved and certified. */
#ifndef EXCHANGE_H
#define EXCHANGE_H

#include "complaints.h"
#include "near.h"
#include "study/run.h"

typedef yp_status (*reads)(const char *path, yp_diag *diag, yp_case **out);

/* A case with its certified plan. */
typedef struct {
    yp_case *c;
    yp_run run;
    double objective; /* as reported */
} solved;

static inline yp_case *read_network(reads read, const char *path)
{
    yp_diag *diag = yp_diag_new();
    yp_case *c = NULL;
    const yp_status status = read(path, diag, &c);
    if (status != YP_OK) yp_diag_print(diag, stderr, 0);
    yp_diag_free(diag);
    assert_int_equal(YP_OK, status);
    return c;
}

static inline solved solve_network(reads read, const char *path)
{
    solved s = { .c = read_network(read, path) };
    yp_model *model = NULL;
    const yp_solve_options options = { .thread_count = 1 };
    assert_int_equal(YP_OK, yp_model_build(s.c, NULL, &model));
    assert_int_equal(YP_OK, yp_run_solve(model, &options, NULL, NULL, &s.run));
    yp_model_free(model);
    assert_int_equal(YP_OPTIMAL, s.run.plan->outcome);
    assert_true(s.run.plan->certificate.holds);
    assert_true(s.run.accounts.residual < 1e-9);
    s.objective = s.run.plan->objective - s.c->objective_constant;
    return s;
}

static inline void drop_solved(solved *s)
{
    yp_run_free(&s->run);
    yp_case_free(s->c);
}

/* What is said of a network that is refused. */
static inline const char *refusal(reads read, const char *path)
{
    static char said[40000];
    yp_diag *diag = yp_diag_new();
    yp_case *c = NULL;
    const yp_status status = read(path, diag, &c);
    assert_true(status == YP_BAD_INPUT || status == YP_IO);
    snprintf(said, sizeof said, "%s", lines_of(diag));
    yp_diag_free(diag);
    return said;
}

#endif
