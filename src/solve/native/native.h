/** The native solver: a primal-dual interior-point method that works on the tensor and never expands it. */
#ifndef YP_SOLVE_NATIVE_NATIVE_H
#define YP_SOLVE_NATIVE_NATIVE_H

#include "base/log.h"
#include "base/stop.h"
#include "model/expand.h"
#include "yipan.h"

typedef struct {
    double tolerance;    /**< relative gap and residuals; 0: 2e-7, so that the certificate holds at 1e-6 */
    double time_limit;   /**< seconds; 0: none */
    size_t memory_limit; /**< bytes; 0: none */
    int thread_count;    /**< 0: as many as processors; the answer does not depend on it */
    const yp_stop *stop; /**< may be NULL */
    yp_log *log;         /**< may be NULL */
} yp_native_options;

/** Levels and duals in the order of yp_program_make(). Duals follow the convention of highs.h. */
typedef struct {
    yp_outcome outcome;       /**< YP_OPTIMAL, YP_STOPPED, or YP_UNKNOWN: another solver must tell */
    const char *cause;        /**< a sentence for people, borrowed (static) */
    bool has_point;           /**< x and row_dual hold the last iterate */
    double objective;         /**< with the offset */
    double primal, dual, gap; /**< relative residuals and gap at the end */
    double seconds;
    size_t bytes; /**< memory that was taken */
    int iteration_count, solve_count;
    double *x;        /**< [columns of the program], given by the caller */
    double *row_dual; /**< [rows of the program], given by the caller */
} yp_native_solution;

/**
 * Solve a model.
 *
 * @param layout    of the program, for the order of the answer
 * @param solution  its arrays given, the rest written
 * @return YP_OK (see outcome), YP_NO_MEMORY
 */
yp_status yp_native_solve(const yp_model *model, const yp_layout *layout, const yp_native_options *options,
                          yp_native_solution *solution);

#endif
