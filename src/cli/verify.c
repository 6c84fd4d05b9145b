#include "base/path.h"
#include "cli/command.h"
#include "output/summary.h"
#include "result/folder.h"
#include "study/explain.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool has_plan(const char *folder)
{
    char path[YP_PATH_ROOM];
    struct stat about;
    return yp_path_join(path, sizeof path, folder, "series.nc") && stat(path, &about) == 0;
}

/* The verdict for machines. */
static json_t *verdict_of(const char *folder, const yp_run *run)
{
    const yp_certificate *certificate = &run->verdict.certificate;
    json_t *object = json_object();
    json_object_set_new(object, "result", json_string(folder));
    json_object_set_new(object, "status", json_string(yp_outcome_text(run->plan->outcome)));
    json_object_set_new(object, "certified", json_boolean(run->has_verdict && certificate->holds));
    if (!run->has_verdict) return object;
    json_object_set_new(object, "primal", yp_json_number(certificate->primal));
    json_object_set_new(object, "dual", yp_json_number(certificate->dual));
    json_object_set_new(object, "gap", yp_json_number(certificate->gap));
    json_object_set_new(object, "accounts", yp_json_number(run->accounts.residual));
    return object;
}

static void say_verdict(const char *folder, const yp_run *run, yp_log *log)
{
    const yp_verdict *verdict = &run->verdict;
    const yp_certificate *certificate = &verdict->certificate;
    yp_log_say(log, "verify", "%s: %s; primal %.1e, dual %.1e, gap %.1e, accounts %.1e", folder,
               certificate->holds ? "holds" : "does not hold", certificate->primal, certificate->dual,
               certificate->gap, run->accounts.residual);
    if (!certificate->holds)
        yp_log_say(log, "worst", "%s (%.1e); %s (%.1e); %s (%.1e)", verdict->row.what, verdict->row.size,
                   verdict->bound_violation.what, verdict->bound_violation.size, verdict->reduced_cost.what,
                   verdict->reduced_cost.size);
}

/* A result without a plan: does its ray prove that there is none? There is still no plan to act on. */
static yp_status verify_ray(const char *folder, const yp_case *c, yp_run *run, yp_session *session)
{
    yp_plan *ray = NULL, *point = NULL;
    yp_ray_verdict verdict;
    const char *outcome = yp_outcome_text(run->plan->outcome);
    yp_status status = yp_proof_read(c, folder, session->diag, &ray, &point);
    if (status == YP_OK && !ray)
        yp_log_say(session->log, "verify", "%s: %s, without a proof", folder, outcome);
    if (status == YP_OK && ray) {
        status = yp_run_certify_ray(c, run->plan, ray, point, &verdict);
        run->has_verdict = status == YP_OK;
        run->verdict.certificate = run->plan->certificate;
        if (status == YP_OK)
            yp_log_say(session->log, "verify", "%s: %s, which its ray %s; residual %.1e (%s), margin %.1e",
                       folder, outcome, verdict.holds ? "proves" : "does not prove", verdict.residual,
                       verdict.worst, fmax(verdict.margin, verdict.crossed));
    }
    yp_plan_free(ray);
    yp_plan_free(point);
    return status;
}

static int verify_one(const char *folder, yp_session *session, json_t *verdicts)
{
    yp_case *c = NULL;
    yp_run run = { 0 };
    yp_status status = yp_plan_read(folder, session->diag, &c, &run.plan);
    if (status != YP_OK) return yp_exit_code(status, true);
    const bool is_excluded = yp_run_is_excluded(&run) && !run.plan->has_levels;
    status = is_excluded ? verify_ray(folder, c, &run, session) : yp_run_certify(c, &run);
    int code = yp_exit_code(status, is_excluded);
    if (status == YP_OK && is_excluded) {
        code = YP_EXIT_NO_PLAN;
    } else if (status == YP_OK && !run.has_verdict) {
        yp_log_say(session->log, "verify", "%s: nothing to certify (%s)", folder,
                   yp_outcome_text(run.plan->outcome));
        code = YP_EXIT_NO_PLAN;
    } else if (status == YP_OK) {
        say_verdict(folder, &run, session->log);
        code = run.verdict.certificate.holds && run.accounts.residual <= YP_CERTIFIED ? YP_EXIT_DONE
                                                                                      : YP_EXIT_NO_PLAN;
    }
    if (status == YP_OK) json_array_append_new(verdicts, verdict_of(folder, &run));
    yp_run_free(&run);
    yp_case_free(c);
    return code;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* A study's folder holds one result per solve. */
static int verify_study(const char *folder, yp_session *session, json_t *verdicts)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, by_name), code = YP_EXIT_DONE, checked = 0;
    for (int k = 0; k < count; k++) {
        char path[YP_PATH_ROOM];
        bool fits = yp_path_join(path, sizeof path, folder, entries[k]->d_name);
        if (fits && entries[k]->d_name[0] != '.' && has_plan(path)) {
            int one = verify_one(path, session, verdicts);
            if (one > code) code = one;
            checked++;
        }
        free(entries[k]);
    }
    free(entries);
    if (checked > 0) return code;
    yp_diag_error(session->diag, (yp_spot){ folder, 0, 0 },
                  "no result here: expected series.nc, or folders that hold one");
    return YP_EXIT_INPUT;
}

int yp_command_verify(int argc, char **argv)
{
    const struct argp_child groups[] = { { &yp_voice_argp, 0, NULL, 0 }, { 0 } };
    yp_options options;
    yp_options_parse(argc, argv, "yipan verify", "RESULT",
                     "An independent certificate of a result or of every result of a study: feasibility, "
                     "duality gap, accounts.",
                     groups, &options);
    yp_session session;
    if (!yp_session_open(&options, &session)) return YP_EXIT_MACHINE;
    json_t *verdicts = json_array();
    int code = has_plan(options.path) ? verify_one(options.path, &session, verdicts)
                                      : verify_study(options.path, &session, verdicts);
    bool has_verdicts = json_array_size(verdicts) > 0;
    json_t *object = json_pack("{s:o}", "results", verdicts);
    if (has_verdicts) {
        yp_status status = yp_session_print(&session, object);
        if (status != YP_OK) code = yp_exit_code(status, false);
    } else {
        json_decref(object);
    }
    return yp_session_close(&session, code);
}
