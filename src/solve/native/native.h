/** The native solver: a primal-dual interior-point method that works on the tensor and never expands it. */
#ifndef YP_SOLVE_NATIVE_NATIVE_H
#define YP_SOLVE_NATIVE_NATIVE_H

#include "base/log.h"
#include "base/stop.h"
#include "model/expand.h"
#include "yipan.h"

/** An interior point of an earlier solve, in the user's units, that a solve of a model of the same structure
 * may start from. Never changed once made, so any number of solves may share it. */
typedef struct yp_native_point yp_native_point;
void yp_native_point_free(yp_native_point *point);

typedef struct {
    double tolerance;    /**< relative gap and residuals; 0: 2e-7, so that the certificate holds at 1e-6 */
    double time_limit;   /**< seconds; 0: none */
    size_t memory_limit; /**< bytes; 0: none */
    int thread_count;    /**< 0: as many as processors; the answer does not depend on it */
    const yp_native_point *start; /**< where to begin if it fits; may be NULL */
    bool wants_point;             /**< keep a point for later solves */
    const yp_stop *stop;          /**< may be NULL */
    yp_log *log;                  /**< a line for each iteration; may be NULL */
    yp_log *progress;             /**< one line on a terminal, with the time left; may be NULL */
} yp_native_options;

/** Where the time of a solve goes. */
#define YP_NATIVE_PHASE_LIST(X)                                                     \
    X(YP_PHASE_PREPARE, "prepare")       /* analysis, data, scaling */              \
    X(YP_PHASE_START, "start")           /* the starting point, less its factors */ \
    X(YP_PHASE_JUDGE, "judge")           /* residuals and gap */                    \
    X(YP_PHASE_WEIGH, "weigh")           /* weights of the columns */               \
    X(YP_PHASE_FACTOR, "factor")         /* elimination */                          \
    X(YP_PHASE_SUBSTITUTE, "substitute") /* with the factors */                     \
    X(YP_PHASE_REFINE, "refine")         /* residuals of the Newton system */       \
    X(YP_PHASE_PASSES, "passes")         /* directions and steps, over columns */   \
    X(YP_PHASE_FINISH, "finish")         /* back to the program's order */

typedef enum {
#define X(code, word) code,
    YP_NATIVE_PHASE_LIST(X)
#undef X
        YP_NATIVE_PHASES
} yp_native_phase;

const char *yp_native_phase_text(yp_native_phase phase);

/** When a solve first was within a tolerance. */
typedef struct {
    double tolerance, seconds;
    int iteration; /**< −1: never */
} yp_native_mark;

enum { YP_NATIVE_MARKS = 3 }; /**< 1e-4, 1e-6, 1e-8 */

/** Levels and duals in the order of yp_program_make(). Duals follow the convention of highs.h. */
typedef struct {
    yp_outcome outcome;       /**< YP_OPTIMAL, YP_STOPPED, or YP_UNKNOWN: another solver must tell */
    const char *cause;        /**< a sentence for people, borrowed (static) */
    bool has_point;           /**< x and row_dual hold the last iterate */
    bool is_too_large;        /**< it would have needed `bytes`, more than is allowed */
    bool was_warm;            /**< it began at the start that was given, and ended without going back */
    double objective;         /**< with the offset */
    double primal, dual, gap; /**< relative residuals and gap at the end */
    double seconds;
    double seconds_of[YP_NATIVE_PHASES];
    size_t bytes;        /**< memory that was taken */
    int iteration_count; /**< all of them, those before a return to the cold start too */
    int solve_count;
    double factor_flops; /**< multiplications and additions of one elimination, of the parts that count */
    yp_native_mark marks[YP_NATIVE_MARKS];
    yp_native_point *point; /**< owned by the caller; NULL where none was kept */
    double *x;              /**< [columns of the program], given by the caller */
    double *row_dual;       /**< [rows of the program], given by the caller */
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

/**
 * What a solve would need, without one: everything but the data is taken and given back untouched.
 *
 * @param refusal  receives why the method does not take the model, NULL where it does
 * @param bytes    receives the memory of a solve; 0 where it does not
 * @return YP_OK, YP_NO_MEMORY
 */
yp_status yp_native_measure(const yp_model *model, const char **refusal, size_t *bytes);

#endif
