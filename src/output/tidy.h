/** The tidy tables of a result: one row per thing, keys first, units in the header or in a column. */
#ifndef YP_OUTPUT_TIDY_H
#define YP_OUTPUT_TIDY_H

#include "verify/verify.h"

/** What the tables are made from. */
typedef struct {
    const yp_case *c;
    const yp_plan *plan;
    const yp_accounts *accounts; /**< NULL: no accounts.csv */
    bool wants_duals;            /**< duals.csv of private rows too */
} yp_tidy_source;

/** Write activities.csv, capacities.csv, prices.csv, flows.csv, accounts.csv, unserved.csv, targets.csv (and
 * duals.csv) into a folder. Tables of what the plan lacks (prices without duals) are left out. @return YP_OK,
 * YP_IO, YP_NO_MEMORY */
yp_status yp_tidy_write(const yp_tidy_source *source, const char *folder, yp_diag *diag);

#endif
