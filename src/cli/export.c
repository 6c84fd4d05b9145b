#include "cli/command.h"
#include "cli/open.h"
#include "exchange/pypsa.h"
#include "exchange/pypsa_export.h"
#include "model/expand.h"
#include "model/mps.h"
#include "result/folder.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* A file that could not be written whole is removed. */
static yp_status write_file(const yp_program *program, const char *path, yp_diag *diag)
{
    FILE *file = fopen(path, "wbx");
    yp_status status = file ? yp_mps_write(program, file) : YP_IO;
    int code = errno;
    if (file && fclose(file) != 0 && status == YP_OK) {
        code = errno;
        status = YP_IO;
    }
    if (file && status != YP_OK) unlink(path);
    if (status == YP_IO)
        yp_diag_error(diag, (yp_spot){ path, 0, 0 }, "cannot be written: %s", strerror(code));
    return status;
}

static yp_status export_program(const yp_case *c, const yp_options *options, yp_session *session)
{
    yp_model *model = NULL;
    yp_program program;
    yp_layout layout;
    yp_status status = yp_model_build(c, session->diag, &model);
    if (status != YP_OK) return status;
    status = yp_program_make(model, &program, &layout);
    yp_model_free(model);
    if (status != YP_OK) return status;
    status = write_file(&program, options->target, session->diag);
    if (status == YP_OK)
        yp_log_say(session->log, "result", "%s: %d rows, %d columns, %lld coefficients", options->target,
                   (int)program.row_count, (int)program.column_count, (long long)program.entry_count);
    yp_program_free(&program);
    yp_layout_free(&layout);
    return status;
}

static int export_case(const yp_options *options, yp_session *session)
{
    yp_case *c = NULL;
    yp_status status = yp_case_open(options, session->diag, &c);
    int code = yp_exit_code(status, true);
    if (status == YP_OK) code = yp_exit_code(export_program(c, options, session), false);
    yp_case_free(c);
    return code;
}

/* A result with its plan, or a network as it is. */
static int export_network(const yp_options *options, yp_session *session)
{
    yp_status status;
    if (yp_pypsa_is(options->path)) {
        status = yp_pypsa_convert(options->path, options->target, session->diag);
    } else {
        yp_case *c = NULL;
        yp_plan *plan = NULL;
        status = yp_plan_read(options->path, session->diag, &c, &plan);
        if (status != YP_OK) return yp_exit_code(status, true);
        status = yp_pypsa_write(c, plan, options->network, options->target, session->diag);
        yp_plan_free(plan);
        yp_case_free(c);
    }
    if (status == YP_OK) yp_log_say(session->log, "result", "%s", options->target);
    return yp_exit_code(status, false);
}

/* Formats and what writes them. */
static const struct {
    const char *name;
    int (*write)(const yp_options *, yp_session *);
} formats[] = { { "mps", export_case }, { "pypsa", export_network } };

int yp_command_export(int argc, char **argv)
{
    const struct argp_child groups[] = {
        { &yp_case_argp, 0, NULL, 0 }, { &yp_export_argp, 0, NULL, 0 }, { &yp_voice_argp, 0, NULL, 0 }, { 0 }
    };
    yp_options options;
    yp_options_parse_transfer(
        argc, argv, "yipan export", "FORMAT CASE FILE",
        "Write for other programs. FORMAT mps: the program that a case compiles to. FORMAT pypsa: a "
        "result (or a network) as a netCDF file of PyPSA. FILE: not there yet.",
        groups, &options);
    yp_session session;
    if (!yp_session_open(&options, &session)) return YP_EXIT_MACHINE;
    for (size_t k = 0; k < sizeof formats / sizeof *formats; k++)
        if (strcmp(options.kind, formats[k].name) == 0)
            return yp_session_close(&session, formats[k].write(&options, &session));
    yp_diag_error(session.diag, (yp_spot){ 0 }, "the format is '%s': expected mps or pypsa", options.kind);
    return yp_session_close(&session, YP_EXIT_INPUT);
}
