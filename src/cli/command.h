/** The commands, and what they share while they run. */
#ifndef YP_CLI_COMMAND_H
#define YP_CLI_COMMAND_H

#include "cli/options.h"
#include "study/run.h"

#include <jansson.h>

/** Exit codes, as the guide states them. */
enum { YP_EXIT_DONE = 0, YP_EXIT_NO_PLAN = 1, YP_EXIT_INPUT = 2, YP_EXIT_MACHINE = 3, YP_EXIT_STOPPED = 130 };

/** Each command: words after the program's name in, exit code out. */
int yp_command_check(int argc, char **argv);
int yp_command_solve(int argc, char **argv);
int yp_command_gain(int argc, char **argv);
int yp_command_verify(int argc, char **argv);
int yp_command_report(int argc, char **argv);
int yp_command_import(int argc, char **argv);
int yp_command_export(int argc, char **argv);

/** What a command works with: opened once, closed once. */
typedef struct {
    yp_diag *diag;
    yp_log *log;
    char *typed; /* of the options, owned */
    bool is_quiet, is_json;
} yp_session;

/** @return false when memory runs out (said already) */
bool yp_session_open(const yp_options *options, yp_session *session);
/** Prints what the diagnostics hold and frees. @return `code` */
int yp_session_close(yp_session *session, int code);

/** Print an object alone on standard output, where `--json` asks for it; takes the object over.
 *  @return YP_OK, YP_IO (said), YP_NO_MEMORY for NULL */
yp_status yp_session_print(const yp_session *session, json_t *object);

/** The wish to stop that Ctrl-C sets. The first Ctrl-C stops cleanly, the second kills. */
const yp_stop *yp_stop_on_interrupt(void);

/** Exit code of a call that did not go well; `loading`: what could not be read is bad input. */
int yp_exit_code(yp_status status, bool loading);
/** Exit code of a plan. */
int yp_exit_of(yp_outcome outcome);

/** Tell the size of a model, which solver will take it, and the memory that `at_once` solves may need where
 * that is a matter of gigabytes: before it starts, so that one can still choose fewer hours.
 * @return YP_OK, YP_NO_MEMORY */
yp_status yp_say_size(const yp_model *model, const yp_solve_options *options, size_t at_once,
                      const yp_session *session);

/** The output folder: as asked, or a fresh name from case and time, in `room` bytes. */
void yp_output_name(const yp_options *options, char *path, size_t room);

/** "1.23 billion CNY" for money, "12.3 TWh" for amounts: value and unit scaled to four digits, in `text`. */
void yp_scaled(double value, const char *unit, char *text, size_t room);

#endif
