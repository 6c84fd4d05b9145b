/** A rolling horizon: window after window, stores handed over, joined to one plan of the whole case. */
#ifndef YP_STUDY_ROLLING_H
#define YP_STUDY_ROLLING_H

#include "study/run.h"

typedef struct {
    double horizon, overlap; /**< hours of a window, and of it those that are only looked at */
} yp_rolling;

/** Can the case be rolled so? Complaints name what stands in the way. @return YP_OK, YP_BAD_INPUT */
yp_status yp_rolling_check(const yp_case *c, const yp_rolling *rolling, yp_diag *diag);

/**
 * Solve the windows, each from where the kept part of the one before ended, and join what is kept. The plan
 * is `feasible` where it meets all rows and bounds of the whole case by the independent check; its gap is to
 * the bound that the joined prices prove, where they prove one. A window without a plan ends it: `unknown`,
 * with the window and its cause, since a longer view might have found one.
 *
 * @return YP_OK (see the outcome), YP_BAD_INPUT, YP_NO_MEMORY, YP_INTERNAL
 */
yp_status yp_rolling_solve(const yp_case *c, const yp_rolling *rolling, const yp_solve_options *options,
                           yp_log *log, yp_diag *diag, yp_run *out);

#endif
