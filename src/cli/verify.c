#include "base/path.h"
#include "cli/command.h"
#include "result/folder.h"

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

static int verify_one(const char *folder, yp_session *session)
{
    yp_case *c = NULL;
    yp_run run = { 0 };
    yp_status status = yp_plan_read(folder, session->diag, &c, &run.plan);
    if (status != YP_OK) return yp_exit_code(status, true);
    status = yp_run_certify(c, &run);
    int code = yp_exit_code(status, false);
    if (status == YP_OK && !run.has_verdict) {
        yp_log_say(session->log, "verify", "%s: nothing to certify (%s)", folder,
                   yp_outcome_text(run.plan->outcome));
        code = YP_EXIT_NO_PLAN;
    } else if (status == YP_OK) {
        const yp_certificate *certificate = &run.verdict.certificate;
        yp_log_say(session->log, "verify", "%s: %s; primal %.1e, dual %.1e, gap %.1e, accounts %.1e", folder,
                   certificate->holds ? "holds" : "does not hold", certificate->primal, certificate->dual,
                   certificate->gap, run.accounts.residual);
        if (!certificate->holds)
            yp_log_say(session->log, "worst", "%s (%.1e); %s (%.1e); %s (%.1e)", run.verdict.row.what,
                       run.verdict.row.size, run.verdict.bound_violation.what,
                       run.verdict.bound_violation.size, run.verdict.reduced_cost.what,
                       run.verdict.reduced_cost.size);
        code = certificate->holds && run.accounts.residual <= YP_CERTIFIED ? YP_EXIT_DONE : YP_EXIT_NO_PLAN;
    }
    yp_run_free(&run);
    yp_case_free(c);
    return code;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* A study's folder holds one result per solve. */
static int verify_study(const char *folder, yp_session *session)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, by_name), code = YP_EXIT_DONE, checked = 0;
    for (int k = 0; k < count; k++) {
        char path[YP_PATH_ROOM];
        bool fits = yp_path_join(path, sizeof path, folder, entries[k]->d_name);
        if (fits && entries[k]->d_name[0] != '.' && has_plan(path)) {
            int one = verify_one(path, session);
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
    int code =
        has_plan(options.path) ? verify_one(options.path, &session) : verify_study(options.path, &session);
    return yp_session_close(&session, code);
}
