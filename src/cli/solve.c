#include "base/folder.h"
#include "base/path.h"
#include "cli/aggregation.h"
#include "cli/changes.h"
#include "cli/command.h"
#include "cli/diagnosis.h"
#include "output/result_folder.h"
#include "output/sheet.h"
#include "study/cautions.h"
#include "study/compare.h"
#include "study/studies.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static double seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* The plan beside what is expected of it, and what the case's studies found. */
typedef struct {
    yp_comparison *rows;
    size_t count;
    yp_figures figures;
} expectations;

static int print_comparison(const expectations *e, const yp_session *session)
{
    size_t differ = 0;
    for (size_t k = 0; k < e->count; k++) {
        const yp_expect *expect = e->rows[k].expect;
        differ += !e->rows[k].holds;
        if (session->is_quiet || session->is_json || e->rows[k].holds) continue;
        fprintf(stderr, "%s:%u: %s %s%s%s: expected %.10g, the plan has %.10g\n", expect->at.file,
                expect->at.line, expect->measure, expect->selector ? expect->selector : "",
                expect->block ? " block " : "", expect->block ? expect->block : "", expect->value,
                e->rows[k].value);
    }
    if (!session->is_quiet && !session->is_json)
        fprintf(stderr, "expect    %zu of %zu values hold\n", e->count - differ, e->count);
    return differ == 0 ? YP_EXIT_DONE : YP_EXIT_NO_PLAN;
}

static yp_status write_comparison(const expectations *e, const char *folder)
{
    yp_sheet sheet = yp_sheet_open(
        folder, "comparison.csv",
        "measure,selector,block,name,name_zh,kind,expected,absolute,relative,plan,tested,holds");
    for (size_t k = 0; k < e->count; k++) {
        const yp_comparison *row = &e->rows[k];
        yp_sheet_text(&sheet, row->expect->measure);
        yp_sheet_text(&sheet, row->expect->selector);
        yp_sheet_text(&sheet, row->expect->block);
        yp_sheet_text(&sheet, row->expect->name);
        yp_sheet_text(&sheet, row->expect->name_zh);
        yp_sheet_text(&sheet, row->expect->kind);
        yp_sheet_number(&sheet, row->expect->value);
        yp_sheet_number(&sheet, row->expect->absolute);
        yp_sheet_number(&sheet, row->expect->relative);
        yp_sheet_number(&sheet, row->value);
        yp_sheet_text(&sheet, row->is_tested ? "yes" : "no");
        yp_sheet_text(&sheet, row->holds ? "yes" : "no");
        yp_sheet_end(&sheet);
    }
    return yp_sheet_close(&sheet);
}

static yp_status write_figures(const yp_figures *figures, const char *folder)
{
    if (figures->count == 0) return YP_OK;
    yp_sheet sheet = yp_sheet_open(folder, "studies.csv", "measure,selector,block,value");
    for (size_t k = 0; k < figures->count; k++) {
        yp_sheet_text(&sheet, figures->items[k].measure);
        yp_sheet_text(&sheet, figures->items[k].of);
        yp_sheet_text(&sheet, figures->items[k].when);
        yp_sheet_number(&sheet, figures->items[k].value);
        yp_sheet_end(&sheet);
    }
    return yp_sheet_close(&sheet);
}

/* A run, and where it found no plan why. */
typedef struct {
    yp_run run;
    yp_diagnosis *diagnosis; /* NULL: none */
} solved;

static void say_plan(const yp_case *c, const solved *s, const char *folder, const yp_session *session)
{
    const yp_run *run = &s->run;
    const yp_plan *plan = run->plan;
    char cost[64];
    yp_scaled(plan->objective, c->money, cost, sizeof cost);
    yp_log_say(session->log, "solve", "%s, %s, %.1f s", yp_outcome_text(plan->outcome), plan->solver,
               plan->seconds_solve);
    if (run->has_verdict)
        yp_log_say(session->log, "checked", "primal %.1e, dual %.1e, gap %.1e: %s", plan->certificate.primal,
                   plan->certificate.dual, plan->certificate.gap,
                   plan->certificate.holds ? "certified" : "not certified");
    if (s->diagnosis)
        yp_diagnosis_say(s->diagnosis, plan, session->log);
    else if (plan->outcome != YP_OPTIMAL && *plan->cause)
        yp_log_say(session->log, "cause", "%s", plan->cause);
    if (plan->has_levels) yp_log_say(session->log, "cost", "%s", cost);
    if (folder) yp_log_say(session->log, "result", "%s/   (next: yipan report %s)", folder, folder);
}

/* Fills the folder and puts it in place. A stop that is wished meanwhile takes it away again; one that was
 * wished before has ended the solve, and its plan is kept. */
static yp_status write_result(const yp_options *options, const yp_case *c, const solved *s,
                              const expectations *e, yp_folder *folder, yp_session *session)
{
    const yp_run *run = &s->run;
    const yp_stop *stop = yp_stop_on_interrupt();
    bool was_stopped = yp_stop_wished(stop);
    json_t *summary = NULL;
    yp_summary_source source = { c, run->plan, run->has_accounts ? &run->accounts : NULL, options->typed };
    yp_status status =
        yp_result_write(&source, options->wants_duals, yp_folder_path(folder), session->diag, &summary);
    if (status == YP_OK && options->wants_expect) status = write_comparison(e, yp_folder_path(folder));
    if (status == YP_OK) status = write_figures(&e->figures, yp_folder_path(folder));
    if (status == YP_OK) status = yp_diagnosis_write(s->diagnosis, c, yp_folder_path(folder), session->diag);
    if (status == YP_OK && !was_stopped && yp_stop_wished(stop)) status = YP_STOPPED_BY_USER;
    if (status == YP_OK)
        status = yp_folder_commit(folder, session->diag);
    else
        yp_folder_abort(folder);
    if (status == YP_OK)
        status = yp_session_print(session, summary);
    else
        json_decref(summary);
    return status;
}

static yp_status solve_case(const yp_options *options, const yp_case *c, yp_session *session, solved *s)
{
    yp_run *run = &s->run;
    yp_model *model = NULL;
    double start = seconds_now();
    yp_status status = yp_model_build(c, session->diag, &model);
    double built = seconds_now() - start;
    if (status != YP_OK) return status;
    yp_say_size(model, 1, session);
    status = yp_cautions_tell(c, model, session->diag);
    yp_solve_options solve = options->solve;
    solve.stop = yp_stop_on_interrupt();
    solve.log = options->has_log ? session->log : NULL;
    if (status == YP_OK) status = yp_run_solve(model, &solve, NULL, NULL, run);
    if (status == YP_OK) run->plan->seconds_model = built;
    if (status == YP_OK && yp_run_is_excluded(run))
        status = yp_run_explain(model, &solve, run, &s->diagnosis);
    yp_model_free(model);
    return status;
}

static yp_status compare(const yp_options *options, const yp_case *c, const yp_run *run, yp_session *session,
                         expectations *e)
{
    const char *lift = options->lift_count > 0 ? options->lifts[0] : NULL;
    if (!options->wants_expect || !run->plan->has_levels) return YP_OK;
    return yp_compare(c, run, &e->figures, options->scenario, lift, session->diag, &e->rows, &e->count);
}

/* A run that was stopped before it had any plan leaves no folder. */
static int finish(const yp_options *options, const yp_case *c, solved *s, const char *path, yp_folder *folder,
                  yp_session *session)
{
    yp_run *run = &s->run;
    expectations e = { 0 };
    bool has_result = run->plan->outcome != YP_STOPPED || run->plan->has_levels;
    yp_status status = yp_studies_run(c, run->plan->arena, session->diag, &e.figures);
    if (status == YP_OK) status = compare(options, c, run, session, &e);
    if (status == YP_OK && has_result) {
        status = write_result(options, c, s, &e, folder, session);
        if (status != YP_OK) return yp_exit_code(status, false);
    } else {
        yp_folder_abort(folder);
        if (status != YP_OK) return yp_exit_code(status, true);
    }
    say_plan(c, s, has_result ? path : NULL, session);
    yp_say_aggregation_error(options, run->plan, session);
    int code = yp_exit_of(run->plan->outcome);
    if (!options->wants_expect || !run->plan->has_levels) return code;
    int comparison = print_comparison(&e, session);
    return code != YP_EXIT_DONE ? code : comparison;
}

/* The folder comes first: whoever cannot have it learns that before the solve. */
static int solve_into_folder(const yp_options *options, const yp_case *c, yp_session *session)
{
    char path[YP_PATH_ROOM];
    yp_folder *folder = NULL;
    solved s = { .diagnosis = NULL };
    yp_stop_on_interrupt();
    yp_output_name(options, path, sizeof path);
    yp_status status = yp_studies_check(c, session->diag);
    if (status != YP_OK) return yp_exit_code(status, true);
    status = yp_folder_begin(path, options->has_force, session->diag, &folder);
    if (status != YP_OK) return yp_exit_code(status, false);
    int code;
    status = solve_case(options, c, session, &s);
    if (status == YP_OK) {
        code = finish(options, c, &s, path, folder, session);
    } else {
        yp_folder_abort(folder);
        code = yp_exit_code(status, false);
    }
    yp_diagnosis_free(s.diagnosis);
    yp_run_free(&s.run);
    return code;
}

int yp_command_solve(int argc, char **argv)
{
    const struct argp_child groups[] = { { &yp_case_argp, 0, NULL, 0 },
                                         { &yp_change_argp, 0, NULL, 0 },
                                         { &yp_solve_argp, 0, NULL, 0 },
                                         { &yp_expect_argp, 0, NULL, 0 },
                                         { &yp_output_argp, 0, NULL, 0 },
                                         { &yp_voice_argp, 0, NULL, 0 },
                                         { 0 } };
    yp_options options;
    yp_options_parse(argc, argv, "yipan solve", "CASE",
                     "Solve a case: the plan, prices, investments and welfare by region, with a certificate.",
                     groups, &options);
    yp_session session;
    if (!yp_session_open(&options, &session)) return YP_EXIT_MACHINE;
    yp_case *base = NULL, *c = NULL;
    yp_status status = yp_case_load_changed(&options, session.diag, &base, &c);
    int code = status == YP_OK ? solve_into_folder(&options, c, &session) : yp_exit_code(status, true);
    yp_case_free(c);
    yp_case_free(base);
    return yp_session_close(&session, code);
}
