/** `yipan solve --slack`: the optimum, and what else is nearly as good. */
#ifndef YP_CLI_ALTERNATIVES_H
#define YP_CLI_ALTERNATIVES_H

#include "cli/command.h"

/** @return the exit code */
int yp_solve_alternatives(const yp_options *options, const yp_case *c, yp_session *session);

#endif
