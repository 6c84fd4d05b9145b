#include "cli/command.h"
#include "cli/open.h"
#include "exchange/pypsa.h"
#include "exchange/pypsa_export.h"
#include "model/expand.h"
#include "model/lp.h"
#include "model/mps.h"
#include "result/folder.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* A program with what it was made of. */
typedef struct {
    yp_model *model;
    yp_program program;
    yp_layout layout;
} expanded;

static yp_status write_mps(const expanded *e, FILE *to)
{
    return yp_mps_write(&e->program, to);
}

static yp_status write_lp(const expanded *e, FILE *to)
{
    return yp_lp_write(e->model, &e->program, &e->layout, to);
}

typedef yp_status (*writes)(const expanded *e, FILE *to);

/* A file that could not be written whole is removed. */
static yp_status write_file(const expanded *e, writes write, const char *path, yp_diag *diag)
{
    FILE *file = fopen(path, "wbx");
    yp_status status = file ? write(e, file) : YP_IO;
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

static yp_status export_program(const yp_case *c, writes write, const yp_options *options,
                                yp_session *session)
{
    expanded e;
    yp_status status = yp_model_build(c, session->diag, &e.model);
    if (status != YP_OK) return status;
    status = yp_program_make(e.model, &e.program, &e.layout);
    if (status == YP_OK) {
        status = write_file(&e, write, options->target, session->diag);
        if (status == YP_OK)
            yp_log_say(session->log, "result", "%s: %d rows, %d columns, %lld coefficients", options->target,
                       (int)e.program.row_count, (int)e.program.column_count,
                       (long long)e.program.entry_count);
        yp_program_free(&e.program);
        yp_layout_free(&e.layout);
    }
    yp_model_free(e.model);
    return status;
}

static int export_case(writes write, const yp_options *options, yp_session *session)
{
    yp_case *c = NULL;
    yp_status status = yp_case_open(options, session->diag, &c);
    int code = yp_exit_code(status, true);
    if (status == YP_OK) code = yp_exit_code(export_program(c, write, options, session), false);
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

static int export_mps(const yp_options *options, yp_session *session)
{
    return export_case(write_mps, options, session);
}

static int export_lp(const yp_options *options, yp_session *session)
{
    return export_case(write_lp, options, session);
}

/* Formats and what writes them. */
static const struct {
    const char *name;
    int (*write)(const yp_options *, yp_session *);
} formats[] = { { "mps", export_mps }, { "lp", export_lp }, { "pypsa", export_network } };

int yp_command_export(int argc, char **argv)
{
    const struct argp_child groups[] = {
        { &yp_case_argp, 0, NULL, 0 }, { &yp_export_argp, 0, NULL, 0 }, { &yp_voice_argp, 0, NULL, 0 }, { 0 }
    };
    yp_options options;
    yp_options_parse_transfer(
        argc, argv, "yipan export", "FORMAT CASE FILE",
        "Write for other programs. FORMAT mps or lp: the program that a case compiles to. FORMAT pypsa: a "
        "result (or a network) as a netCDF file of PyPSA. FILE: not there yet.",
        groups, &options);
    yp_session session;
    if (!yp_session_open(&options, &session)) return YP_EXIT_MACHINE;
    for (size_t k = 0; k < sizeof formats / sizeof *formats; k++)
        if (strcmp(options.kind, formats[k].name) == 0)
            return yp_session_close(&session, formats[k].write(&options, &session));
    yp_diag_error(session.diag, (yp_spot){ 0 }, "the format is '%s': expected mps, lp or pypsa",
                  options.kind);
    return yp_session_close(&session, YP_EXIT_INPUT);
}
