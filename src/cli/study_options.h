/** Options of what goes beyond one optimum. */
#ifndef YP_CLI_STUDY_OPTIONS_H
#define YP_CLI_STUDY_OPTIONS_H

#include "cli/options.h"

/** Options that exclude or need each other: a sentence, or NULL. */
const char *yp_study_options_clash(const yp_options *options);

#endif
