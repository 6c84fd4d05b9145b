/** HiGHS behind one C++ file that lets no exception out. */
#ifndef YP_SOLVE_HIGHS_H
#define YP_SOLVE_HIGHS_H

#include "base/log.h"
#include "base/stop.h"
#include "model/program.h"
#include "solve/method.h"
#include "yipan.h"

/** `choose` takes the simplex, which gives a vertex, for linear programs up to some size or with a basis to
 * start from, and IPX beyond; the active set for small quadratic programs and HiPO for others. Integers
 * always mean `mip`, and the linear method then prices. What does not fit the program or is not there is
 * replaced; the solution says which ran. `auto` and `native` are not HiGHS's: here they mean `choose`.
 *
 *  `steps` solves a quadratic program by linear ones (see steps.h); it also takes over where another method
 * ends a quadratic program without an answer.
 *
 *  In a child every method can be stopped, and any number of threads may solve at once. In this process `qp`
 * heeds only its time limit, and loading the library may start threads of OpenBLAS unless
 * OPENBLAS_NUM_THREADS is 1. */
typedef struct {
    yp_method method;
    double tolerance;    /**< feasibility, optimality and relative gap; 0: 1e-7 */
    double mip_gap;      /**< relative; 0: 1e-6 */
    double time_limit;   /**< seconds; 0: none */
    size_t memory_limit; /**< bytes that a child may take beyond those it inherits; 0: none */
    int thread_count;    /**< 0: as many as processors */
    bool crossover;      /**< a vertex after an interior point method */
    bool is_child;       /**< solve in a forked child (always so for HiPO and PDLP, with a memory limit, and
                          * with a stop for what would not heed it) */
    yp_program *disposable; /**< the program itself, where its arrays may be freed as soon as nothing reads
                             * them any more (only its counts are left then); NULL: it is kept */
    const yp_stop *stop;    /**< may be NULL */
    yp_log *log;            /**< may be NULL */
} yp_highs_options;

/** A point with its duals, where an outcome has one. Duals follow the convention: dual[i] = change of the
 * minimum for one more unit of the row's bounds; reduced cost = cost + slope·x − Aᵀ dual. Memory owned by the
 * caller's arrays. */
typedef struct {
    yp_outcome outcome;
    const char *cause; /**< a sentence for people, borrowed (static) */
    yp_method method;  /**< the method that ran */
    bool has_point;    /**< x holds an iterate or solution */
    bool has_duals;
    bool is_vertex;
    double objective; /**< with the offset */
    double bound;     /**< lower bound proven by the solver (MILP); −INFINITY if none */
    double seconds;
    size_t peak_bytes; /**< of the child, if there was one; else 0 */
    long long iteration_count;
    double *x;             /**< [column_count], given by the caller */
    double *row_dual;      /**< [row_count], given by the caller */
    int8_t *column_status; /**< [column_count] or NULL: basis in and out, values of HiGHS; in if has_basis */
    int8_t *row_status;    /**< [row_count] or NULL */
    bool has_basis;        /**< both statuses are valid */
} yp_highs_solution;

/**
 * Solve a program. A program without rows or columns is answered too. Integers: the point is the best found;
 * prices are those of the continuous problem with the integers fixed (a second solve inside).
 *
 * @return YP_OK (see outcome), YP_NO_MEMORY, YP_STOPPED_BY_USER never (outcome YP_STOPPED says it),
 * YP_INTERNAL
 */
yp_status yp_highs_solve(const yp_program *program, const yp_highs_options *options,
                         yp_highs_solution *solution);

/** Version of the library that is loaded ("1.15.1"), and whether HiPO is there and can run on this processor.
 */
const char *yp_highs_version(void);
bool yp_highs_has_hipo(void);

#endif
