#include "output/report.h"
#include "base/path.h"
#include "cli/command.h"

#include <string.h>

enum { KEY_FILE = 512, KEY_OVER };

static const struct argp_option file_options[] = {
    { "output", KEY_FILE, "FILE", 0, "Where the report goes (default: report.html in the result)", 1 },
    { "force", KEY_OVER, 0, 0, "Replace a file that is no report of yipan", 1 },
    { 0 }
};

/* NOLINTNEXTLINE(readability-non-const-parameter): as argp has it */
static error_t parse_file(int key, char *text, struct argp_state *state)
{
    yp_options *options = state->input;
    switch (key) {
    case KEY_FILE:
        options->output = text;
        return 0;
    case KEY_OVER:
        options->has_force = true;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static bool name_file(const yp_options *options, char *path, size_t room)
{
    const char *given = options->output;
    if (!given) return yp_path_join(path, room, options->path, "report.html");
    return (size_t)snprintf(path, room, "%s", given) < room;
}

static yp_status say_report(const yp_session *session, const char *path, size_t bytes)
{
    yp_log_say(session->log, "report", "%s (%.1f MB)", path, (double)bytes / 1e6);
    return yp_session_print(session, json_pack("{s:s, s:I}", "report", path, "bytes", (json_int_t)bytes));
}

static int report(const yp_options *options, const yp_session *session)
{
    char path[YP_PATH_ROOM];
    json_t *data = NULL;
    size_t bytes = 0;
    if (!name_file(options, path, sizeof path)) {
        yp_diag_error(session->diag, (yp_spot){ options->path, 0, 0 }, "the path of the report is too long");
        return YP_EXIT_INPUT;
    }
    yp_status status = yp_report_read(options->path, session->diag, &data);
    if (status != YP_OK) return yp_exit_code(status, true);
    status = yp_report_write(data, path, options->has_force, session->diag, &bytes);
    json_decref(data);
    if (status == YP_OK) status = say_report(session, path, bytes);
    return yp_exit_code(status, false);
}

int yp_command_report(int argc, char **argv)
{
    static const struct argp file_argp = { .options = file_options, .parser = parse_file };
    const struct argp_child groups[] = { { &file_argp, 0, NULL, 0 }, { &yp_voice_argp, 0, NULL, 0 }, { 0 } };
    yp_options options;
    yp_options_parse(argc, argv, "yipan report", "RESULT",
                     "One HTML file of a result or a study: maps, flows, prices, tables, sources.", groups,
                     &options);
    yp_session session;
    if (!yp_session_open(&options, &session)) return YP_EXIT_MACHINE;
    return yp_session_close(&session, report(&options, &session));
}
