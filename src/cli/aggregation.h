/** How far typical days are from every hour, where a case is small enough to solve both ways. */
#ifndef YP_CLI_AGGREGATION_H
#define YP_CLI_AGGREGATION_H

#include "cli/command.h"

/** Solve the case at every hour too and say by how much the cost of its typical days differs; says nothing
 * where time is not thinned or the year has more than some hundred thousand columns. */
void yp_say_aggregation_error(const yp_options *options, const yp_plan *plan, const yp_session *session);

#endif
