#include "base/folder.h"
#include "cli/command.h"
#include "cli/open.h"

#include <string.h>

static const yp_format *find_format(const char *name)
{
    for (const yp_format *format = yp_formats; format->name; format++)
        if (strcmp(format->name, name) == 0) return format;
    return NULL;
}

/* The case appears at its place whole or not at all. */
static yp_status write_case(const yp_case *c, const char *place, yp_diag *diag)
{
    yp_folder *folder = NULL;
    yp_status status = yp_folder_begin(place, false, diag, &folder);
    if (status != YP_OK) return status;
    status = yp_case_write(c, yp_folder_path(folder), diag);
    if (status == YP_OK) return yp_folder_commit(folder, diag);
    yp_folder_abort(folder);
    return status;
}

static int import_network(const yp_format *format, const yp_options *options, yp_session *session)
{
    yp_case *c = NULL;
    yp_status status = format->read(options->path, session->diag, &c);
    if (status != YP_OK) return yp_exit_code(status, true);
    status = write_case(c, options->target, session->diag);
    if (status == YP_OK && options->has_json)
        printf("{\"places\": %zu, \"goods\": %zu, \"components\": %zu, \"coefficients\": %zu}\n",
               c->place_count, c->good_count, c->component_count, c->coefficient_count);
    if (status == YP_OK) {
        yp_log_say(session->log, "case", "%zu places, %zu goods, %zu components, %zu snapshots",
                   c->place_count, c->good_count, c->component_count, c->time.snapshot_count);
        yp_log_say(session->log, "result", "%s/   (next: yipan solve %s)", options->target, options->target);
    }
    yp_case_free(c);
    return yp_exit_code(status, false);
}

int yp_command_import(int argc, char **argv)
{
    const struct argp_child groups[] = { { &yp_voice_argp, 0, NULL, 0 }, { 0 } };
    yp_options options;
    yp_options_parse_transfer(
        argc, argv, "yipan import", "FORMAT NETWORK CASE",
        "Write a network of another program as a case. FORMAT: pypsa (a folder of CSV tables or "
        "a netCDF file) or matpower (an .m file). CASE: a folder that is not there yet.",
        groups, &options);
    yp_session session;
    if (!yp_session_open(&options, &session)) return YP_EXIT_MACHINE;
    const yp_format *format = find_format(options.kind);
    int code = YP_EXIT_INPUT;
    if (format)
        code = import_network(format, &options, &session);
    else
        yp_diag_error(session.diag, (yp_spot){ 0 }, "the format is '%s': expected pypsa or matpower",
                      options.kind);
    return yp_session_close(&session, code);
}
