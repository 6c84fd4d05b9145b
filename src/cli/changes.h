/** A case as the command line wants it: layers, hours, lifts, scenario, holds. */
#ifndef YP_CLI_CHANGES_H
#define YP_CLI_CHANGES_H

#include "cli/options.h"

/** Load and change a case. Both are owned by the caller; `changed` borrows from `base` and is freed before
 * it. */
yp_status yp_case_load_changed(const yp_options *options, yp_diag *diag, yp_case **base, yp_case **changed);

#endif
