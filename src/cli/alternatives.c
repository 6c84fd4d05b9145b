#include "cli/alternatives.h"

#include "cli/batch.h"
#include "output/summary.h"
#include "study/alternatives.h"
#include "study/cautions.h"

typedef struct {
    const yp_options *options;
    const yp_case *c;
    yp_session *session;
    yp_model *model;
    yp_arena *arena;
    yp_expression expressions[YP_LIST_ROOM];
    yp_batch batch;
} finding;

static yp_spot spot_of(bool is_maximised)
{
    return (yp_spot){ is_maximised ? "--maximise" : "--minimise", 0, 0 };
}

/* All expressions are read before anything is solved. */
static yp_status read_all(finding *f)
{
    const yp_study_options *o = &f->options->study;
    yp_status worst = YP_OK;
    for (size_t k = 0; k < o->wish_count; k++) {
        yp_status status =
            yp_expression_parse(f->c, o->wishes[k].expression, f->arena, spot_of(o->wishes[k].is_maximised),
                                f->session->diag, &f->expressions[k]);
        if (status != YP_OK) worst = status;
    }
    const char *refusal = worst == YP_OK ? yp_alternative_refusal(f->model) : NULL;
    if (refusal) {
        yp_diag_error(f->session->diag, (yp_spot){ "--slack", 0, 0 }, "%s", refusal);
        worst = YP_BAD_INPUT;
    }
    return worst;
}

static yp_status keep(finding *f, const char *name, const yp_plan *optimum, size_t k, const yp_run *run)
{
    const yp_study_options *o = &f->options->study;
    double before = NAN;
    const bool is_maximised = o->wishes[k].is_maximised;
    yp_status status = yp_expression_value(f->c, optimum, &f->expressions[k], spot_of(is_maximised),
                                           f->session->diag, &before);
    if (status != YP_OK) return status;
    const yp_alternative *said = &run->plan->alternative;
    const double used = (run->plan->objective - said->optimum) / fabs(said->optimum);
    json_t *more = json_object();
    json_object_set_new(more, "sense", json_string(is_maximised ? "maximise" : "minimise"));
    json_object_set_new(more, "expression", json_string(o->wishes[k].expression));
    json_object_set_new(more, "value", yp_json_number(said->value));
    json_object_set_new(more, "value at optimum", yp_json_number(before));
    json_object_set_new(more, "optimum", yp_json_number(said->optimum));
    json_object_set_new(more, "slack", yp_json_number(said->slack));
    json_object_set_new(more, "slack used", yp_json_number(used));
    yp_log_say(f->session->log, name, "%s %s: %.6g, %.6g at the optimum; %.2f %% dearer; %s",
               is_maximised ? "most" : "least", o->wishes[k].expression, said->value, before, 100 * used,
               yp_outcome_text(run->plan->outcome));
    return yp_batch_keep(&f->batch, k + 1, name, f->c, run, more);
}

static yp_status solve_each(finding *f, const yp_solve_options *solve, const yp_plan *optimum,
                            const yp_basis *basis)
{
    const yp_study_options *o = &f->options->study;
    for (size_t k = 0; k < o->wish_count; k++) {
        char name[48];
        yp_run run = { 0 };
        snprintf(name, sizeof name, "alternative-%zu", k + 1);
        yp_status status =
            yp_run_alternative(f->model, optimum, &f->expressions[k], o->wishes[k].is_maximised, o->slack,
                               solve, basis, spot_of(o->wishes[k].is_maximised), f->session->diag, &run);
        if (status == YP_OK) status = keep(f, name, optimum, k, &run);
        yp_run_free(&run);
        if (status == YP_OK && yp_stop_wished(solve->stop)) status = YP_STOPPED_BY_USER;
        if (status != YP_OK) return status;
    }
    return YP_OK;
}

/* The optimum first; without one there is nothing to be near of. */
static yp_status solve_all(finding *f)
{
    yp_solve_options solve = f->options->solve;
    yp_run run = { 0 };
    yp_basis *basis = NULL;
    solve.stop = yp_stop_on_interrupt();
    solve.log = f->options->has_log ? f->session->log : NULL;
    yp_status status = yp_run_solve(f->model, &solve, NULL, &basis, &run);
    if (status == YP_OK) status = yp_batch_keep(&f->batch, 0, "optimum", f->c, &run, NULL);
    if (status == YP_OK && f->batch.is_certified)
        status = solve_each(f, &solve, run.plan, basis);
    else if (status == YP_OK)
        yp_log_say(f->session->log, "cause", "no optimum, hence no alternatives: %s", run.plan->cause);
    yp_run_free(&run);
    yp_basis_free(basis);
    return status;
}

int yp_solve_alternatives(const yp_options *options, const yp_case *c, yp_session *session)
{
    static const char *const columns[] = {
        "name",    "sense", "expression", "value", "value at optimum", "cost",
        "optimum", "slack", "slack used", "gap",   "status",           NULL
    };
    finding f = { .options = options, .c = c, .session = session, .arena = yp_arena_new(NULL) };
    yp_status status = f.arena ? yp_model_build(c, session->diag, &f.model) : YP_NO_MEMORY;
    if (status == YP_OK) status = yp_cautions_tell(c, f.model, session->diag);
    if (status == YP_OK) status = read_all(&f);
    int code = yp_exit_code(status, true);
    if (status == YP_OK) {
        status = yp_say_size(f.model, &options->solve, 1, session);
        if (status == YP_OK)
            status = yp_batch_begin(options, session, options->study.wish_count + 1, &f.batch);
        if (status == YP_OK) status = solve_all(&f);
        code = yp_batch_end(&f.batch, status, "alternatives", c, "alternatives.csv", columns);
    }
    yp_model_free(f.model);
    yp_arena_free(f.arena);
    return code;
}
