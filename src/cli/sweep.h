/** `yipan solve --sweep`: one run for each row of a table. */
#ifndef YP_CLI_SWEEP_H
#define YP_CLI_SWEEP_H

#include "cli/command.h"

/** @return the exit code */
int yp_solve_sweep(const yp_options *options, const yp_case *c, yp_session *session);

#endif
