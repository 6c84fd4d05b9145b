/** What the commands share on the command line. */
#ifndef YP_CLI_OPTIONS_H
#define YP_CLI_OPTIONS_H

#include "case/case.h"
#include "solve/solve.h"

#include <argp.h>

enum { YP_LIST_ROOM = 64 };

/** What `solve` does beyond one optimum; see study_options.c. */
typedef struct {
    struct {
        const char *expression;
        bool is_maximised;
    } wishes[YP_LIST_ROOM]; /**< --minimise, --maximise, in their order */
    size_t wish_count;
    double slack; /**< share; NaN: not given */
    const char *sets[YP_LIST_ROOM];
    size_t set_count;
    const char *sweep;       /**< a file */
    double rolling, overlap; /**< hours; NaN: not given */
} yp_study_options;

/** Options as typed; texts are borrowed from argv but for `typed`, which the session takes over. */
typedef struct {
    const char *path;          /**< the case or result */
    const char *kind, *target; /**< import and export: the format, and what is written */
    const char *layers[YP_LIST_ROOM], *lifts[YP_LIST_ROOM];
    size_t layer_count, lift_count;
    const char *hours, *scenario, *hold, *output, *secure;
    const char *network; /**< export: that a result was read from */
    yp_losses losses;    /**< if has_losses */
    bool has_losses;
    double risk[2]; /**< alpha, omega */
    bool has_risk;
    bool has_kind; /**< three arguments: format, what is read, what is written */
    bool has_force, has_json, is_quiet, wants_duals, wants_expect, wants_columns, has_log;
    yp_solve_options solve;
    yp_study_options study;
    char *typed;        /**< the command as typed, for results; owned */
    size_t group_count; /**< of the command; for the parser */
} yp_options;

/** Groups of options that commands choose from. */
extern const struct argp yp_case_argp, yp_change_argp, yp_solve_argp, yp_output_argp, yp_voice_argp,
    yp_check_argp, yp_expect_argp, yp_set_argp, yp_study_argp, yp_export_argp;

/**
 * Parse one command. Errors end the program with exit code 2.
 *
 * @param name  "yipan solve"
 * @param argument  what the one argument is called ("CASE"), NULL: none
 */
void yp_options_parse(int argc, char **argv, const char *name, const char *argument, const char *doc,
                      const struct argp_child *groups, yp_options *out);

/** The same for a command of three arguments: a format, what is read, what is written. */
void yp_options_parse_transfer(int argc, char **argv, const char *name, const char *arguments,
                               const char *doc, const struct argp_child *groups, yp_options *out);

/** Options of the load from those typed. */
yp_load_options yp_options_load(const yp_options *options);

#endif
