/** What the files of this module share: one run of HiGHS, and a solve made of such runs. */
#ifndef YP_SOLVE_INTERNAL_H
#define YP_SOLVE_INTERNAL_H

#include "solve/highs.h"
#include "solve/highs_call.h"

/** A solve as decided: what, how, who watches, until when. */
typedef struct {
    const yp_program *program;
    const yp_highs_options *options;
    const yp_call_watch *watch;
    yp_method method;       /**< never YP_METHOD_CHOOSE */
    yp_program *disposable; /**< the program, to be freed once HiGHS has its copy; NULL: it is needed again */
    double deadline;        /**< of yp_clock(); INFINITY: none */
} yp_job;

/** Seconds of a clock that never jumps. */
double yp_clock(void);

/** The tolerance of the options, or its default. */
double yp_tolerance(const yp_highs_options *options);

/** Load HiPO's library by its path, for good. HiGHS would find it by its own RPATH, but not under sanitizers,
 * which put themselves before dlopen. For children only: it starts threads. */
void yp_load_hipo(void);

/** Free the arrays of a program that is not needed any more; its counts stay. NULL is fine. */
void yp_job_dispose(const yp_job *job);

/**
 * One run of HiGHS in this process and thread, by exactly the method of the job.
 *
 * @param answer    how it ended; of infeasible or unbounded a second run, without costs, tells which
 * @param solution  x, row_dual and the statuses are written where the answer has them; nothing else is
 * touched
 * @return YP_OK, YP_NO_MEMORY, YP_INTERNAL where HiGHS refused what was handed over
 */
yp_status yp_attempt(const yp_job *job, yp_call_answer *answer, yp_highs_solution *solution);

/** Solve in this process: the run, and those that tell infeasible from unbounded or price the integers. */
yp_status yp_solve_here(const yp_job *job, yp_highs_solution *solution);

/** The same in a forked child, which is ended when a stop is wished, time is over or memory exceeded. */
yp_status yp_solve_in_child(const yp_job *job, yp_highs_solution *solution);

#endif
