#include "cli/command.h"

#include "solve/foresee.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

bool yp_session_open(const yp_options *options, yp_session *session)
{
    yp_log_options voice = { .to = stderr,
                             .is_quiet = options->is_quiet || options->has_json,
                             .is_terminal = isatty(STDERR_FILENO) != 0 };
    *session = (yp_session){ .diag = yp_diag_new(),
                             .log = yp_log_new(&voice),
                             .typed = options->typed,
                             .is_quiet = options->is_quiet,
                             .is_json = options->has_json };
    if (session->diag && session->log) return true;
    fprintf(stderr, "yipan: %s\n", yp_status_text(YP_NO_MEMORY));
    return false;
}

int yp_session_close(yp_session *session, int code)
{
    yp_log_free(session->log);
    bool has_errors = yp_diag_count(session->diag, YP_ERROR) > 0;
    if (has_errors || !session->is_quiet) yp_diag_print(session->diag, stderr, 60);
    yp_diag_free(session->diag);
    free(session->typed);
    return code;
}

yp_status yp_session_print(const yp_session *session, json_t *object)
{
    yp_status status = object ? YP_OK : YP_NO_MEMORY;
    if (object && session->is_json &&
        (json_dumpf(object, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(15)) != 0 || putchar('\n') == EOF ||
         fflush(stdout) != 0)) {
        yp_diag_error(session->diag, (yp_spot){ 0 }, "standard output cannot be written: %s",
                      strerror(errno));
        status = YP_IO;
    }
    json_decref(object);
    return status;
}

/* A signal handler can reach nothing but what has static storage; this is the one wish to stop of the
 * process. */
static yp_stop interrupt;
static bool is_heard;

static void on_signal(int number)
{
    (void)number;
    atomic_store_explicit(&interrupt.wished, 1, memory_order_relaxed);
}

const yp_stop *yp_stop_on_interrupt(void)
{
    struct sigaction action = { .sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND };
    if (is_heard) return &interrupt;
    is_heard = true;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    return &interrupt;
}

int yp_exit_code(yp_status status, bool loading)
{
    switch (status) {
    case YP_OK:
        return YP_EXIT_DONE;
    case YP_BAD_INPUT:
        return YP_EXIT_INPUT;
    case YP_IO:
        return loading ? YP_EXIT_INPUT : YP_EXIT_MACHINE;
    case YP_STOPPED_BY_USER:
        return YP_EXIT_STOPPED;
    default:
        fprintf(stderr, "yipan: %s\n", yp_status_text(status));
        return YP_EXIT_MACHINE;
    }
}

int yp_exit_of(yp_outcome outcome)
{
    if (yp_stop_wished(&interrupt)) return YP_EXIT_STOPPED;
    const bool is_certified = outcome == YP_OPTIMAL || outcome == YP_WITHIN_GAP || outcome == YP_FEASIBLE;
    return is_certified ? YP_EXIT_DONE : YP_EXIT_NO_PLAN;
}

void yp_output_name(const yp_options *options, char *path, size_t room)
{
    if (options->output) {
        snprintf(path, room, "%s", options->output);
        return;
    }
    const char *name = options->path + strlen(options->path);
    while (name > options->path && name[-1] == '/') name--;
    const char *end = name;
    while (name > options->path && name[-1] != '/') name--;
    char stamp[32];
    time_t now = time(NULL);
    struct tm local;
    localtime_r(&now, &local);
    strftime(stamp, sizeof stamp, "%Y-%m-%d-%H%M%S", &local);
    snprintf(path, room, "%.*s-%s", (int)(end - name), name, stamp);
}

yp_status yp_say_size(const yp_model *model, const yp_solve_options *options, size_t at_once,
                      const yp_session *session)
{
    yp_model_size size = yp_model_measure(model);
    yp_outlook outlook;
    yp_log_say(session->log, "model", "%zu blocks, %lld columns, %lld rows, %lld coefficients",
               model->blocks.count, (long long)size.columns, (long long)size.rows, (long long)size.entries);
    yp_status status = yp_solve_foresee(model, options, false, &outlook);
    double gigabytes = outlook.bytes * (double)at_once / 1e9;
    if (status != YP_OK || gigabytes < 1) return status;
    if (outlook.is_native)
        yp_log_say(session->log, "memory", "the native solver takes %.1f GB", gigabytes);
    else
        yp_log_say(session->log, "memory",
                   "some %.0f GB may be needed, and minutes to hours: --hours days:12 is quicker", gigabytes);
    return YP_OK;
}

void yp_scaled(double value, const char *unit, char *text, size_t room)
{
    /* Large to small; the first that leaves a number of 1 or more. */
    static const struct {
        const char *unit, *larger;
        double factor;
    } scales[] = { { "CNY", "billion CNY", 1e9 },
                   { "CNY", "million CNY", 1e6 },
                   { "MWh", "TWh", 1e6 },
                   { "MWh", "GWh", 1e3 },
                   { "t", "Mt", 1e6 },
                   { "t", "kt", 1e3 } };
    if (isnan(value)) {
        snprintf(text, room, "below resolution");
        return;
    }
    for (size_t k = 0; k < sizeof scales / sizeof *scales; k++)
        if (strcmp(unit, scales[k].unit) == 0 && fabs(value) >= scales[k].factor) {
            snprintf(text, room, "%.4g %s", value / scales[k].factor, scales[k].larger);
            return;
        }
    snprintf(text, room, "%.4g %s", value, unit);
}
