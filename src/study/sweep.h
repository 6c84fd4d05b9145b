/** A sweep: the same case with other numbers, run after run, from one compiled model and one first solution.
 */
#ifndef YP_STUDY_SWEEP_H
#define YP_STUDY_SWEEP_H

#include "study/run.h"

typedef struct {
    const char *name;
    const yp_setting *settings;
    size_t setting_count;
} yp_sweep_run;

/** Told of each run as it ends, one at a time, in any order. Another answer than YP_OK ends the sweep. */
typedef yp_status (*yp_sweep_listener)(void *self, const yp_case *c, size_t index, const yp_run *run);

/**
 * Solve all runs. The first is solved alone; every other one starts from its basis, whatever the order, so
 * the answers do not depend on the number of threads. A change that alters the structure compiles the model
 * anew.
 *
 * @param options  its thread count is the number of runs at once; 0: one
 * @return YP_OK, YP_BAD_INPUT (said: a setting that does not fit), YP_STOPPED_BY_USER, YP_NO_MEMORY,
 * YP_INTERNAL, or what the listener answered
 */
yp_status yp_sweep_solve(const yp_case *c, const yp_sweep_run *runs, size_t run_count,
                         const yp_solve_options *options, yp_sweep_listener listener, void *self, yp_log *log,
                         yp_diag *diag);

/** Are all settings of all runs such that the case takes them? All problems are told. @return YP_OK,
 * YP_BAD_INPUT, YP_NO_MEMORY */
yp_status yp_sweep_check(const yp_case *c, const yp_sweep_run *runs, size_t run_count, yp_diag *diag);

#endif
