/** The tables and the summary of a gain study. */
#ifndef YP_CLI_GAIN_TABLES_H
#define YP_CLI_GAIN_TABLES_H

#include "cli/gain_facts.h"

#include <jansson.h>

/** Write gain.csv (worth of each reform), solves.csv, comparison.csv (figures by region, before and after)
 * and gains.csv (accounts by region, before and after). @return YP_OK, YP_IO */
yp_status yp_gain_tables_write(const yp_case *c, const yp_gain *gain, const yp_gain_facts *before,
                               const yp_gain_facts *after, double years, const char *folder);

/** The study's summary: status (the worst of its solves), worths, range, solves. A new object. */
json_t *yp_gain_summary(const yp_case *c, const yp_gain *gain, const yp_gain_facts *before,
                        const yp_gain_facts *after, double years, const char *command);

/** The worst outcome of the study's solves. */
yp_outcome yp_gain_outcome(const yp_gain *gain);

#endif
