/** What a solve tells while it runs, and where its time goes. */
#ifndef YP_SOLVE_NATIVE_TELLING_H
#define YP_SOLVE_NATIVE_TELLING_H

#include "solve/native/internal.h"

/** The size of the problem, then a line for each iteration, in the user's money. */
void yp_tell_problem(const yp_solver *s, yp_log *log, int thread_count);
void yp_tell_iteration(const yp_solver *s, yp_log *log, int iteration, double seconds, yp_lengths a);

/** How the worst of gap and residuals has fallen so far, for the time that is left. */
typedef struct {
    double first;      /**< its logarithm at the first iteration */
    double recent[10]; /**< at the last iterations, and the seconds of each */
    double at[10];
    int count;
} yp_decline;

/** One line on a terminal: the time left is what the rate of the last iterations needs to reach the
 * tolerance. */
void yp_tell_progress(const yp_solver *s, yp_log *log, yp_decline *decline, double tolerance, double seconds);

/** Time since the last call goes to the phase that ran; `next` runs from now on. */
void yp_phase(yp_solver *s, yp_native_phase next);

/** Multiplications and additions of one elimination: of products that the chains and the border need, and of
 * the nodes' couplings. */
double yp_factor_flops(const yp_solver *s);

#endif
