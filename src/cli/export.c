#include "cli/command.h"
#include "cli/open.h"
#include "model/expand.h"
#include "model/mps.h"

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

int yp_command_export(int argc, char **argv)
{
    const struct argp_child groups[] = { { &yp_case_argp, 0, NULL, 0 },
                                         { &yp_voice_argp, 0, NULL, 0 },
                                         { 0 } };
    yp_options options;
    yp_options_parse_transfer(argc, argv, "yipan export", "FORMAT CASE FILE",
                              "Write the program that a case compiles to. FORMAT: mps. FILE: not there yet.",
                              groups, &options);
    yp_session session;
    if (!yp_session_open(&options, &session)) return YP_EXIT_MACHINE;
    int code = YP_EXIT_INPUT;
    if (strcmp(options.kind, "mps") == 0) {
        yp_case *c = NULL;
        yp_status status = yp_case_open(&options, session.diag, &c);
        code = yp_exit_code(status, true);
        if (status == YP_OK) code = yp_exit_code(export_program(c, &options, &session), false);
        yp_case_free(c);
    } else {
        yp_diag_error(session.diag, (yp_spot){ 0 }, "the format is '%s': expected mps", options.kind);
    }
    return yp_session_close(&session, code);
}
