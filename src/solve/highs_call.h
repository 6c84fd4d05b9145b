/** The calls of HiGHS, each guarded: no exception comes out, every answer is looked at. Private to this
 * module. */
#ifndef YP_SOLVE_HIGHS_CALL_H
#define YP_SOLVE_HIGHS_CALL_H

#include "model/program.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How one call went. */
typedef enum {
    YP_CALL_DONE,
    YP_CALL_REFUSED,   /**< HiGHS answered with an error */
    YP_CALL_NO_MEMORY, /**< memory or threads ran out */
    YP_CALL_THREW      /**< any other exception */
} yp_call;

/** How a run of HiGHS ended. */
typedef enum {
    YP_END_OPTIMAL,
    YP_END_INFEASIBLE,
    YP_END_UNBOUNDED,
    YP_END_EITHER, /**< infeasible or unbounded */
    YP_END_TIME,
    YP_END_INTERRUPTED,
    YP_END_ITERATIONS,
    YP_END_MEMORY,
    YP_END_UNKNOWN
} yp_end;

/** What a run left behind. */
typedef struct {
    yp_end end;
    bool has_point, has_duals, is_vertex;
    double objective; /**< with the offset */
    double bound;     /**< of a MILP, else −INFINITY */
    double gap;       /**< of a MILP, relative, else 0 */
    long long iteration_count;
} yp_call_answer;

/** Who is told and asked during a run, on the calling thread only. */
typedef struct {
    bool (*is_stop_wished)(void *self);        /**< asked often: keep it cheap */
    void (*say)(void *self, const char *text); /**< text of the solver, with its line breaks; NULL: quiet */
    void *self;
} yp_call_watch;

/** Open an instance of HiGHS, quiet; close it (NULL is fine). */
yp_call yp_call_open(void **highs);
void yp_call_close(void *highs);

/** End the worker threads that HiGHS keeps for the calling thread: a fork from here would inherit them dead.
 */
void yp_call_end_workers(void);

/** Options by HiGHS's names. REFUSED where this version or build does not know the option or the value. */
yp_call yp_call_set_text(void *highs, const char *option, const char *value);
yp_call yp_call_set_number(void *highs, const char *option, double value);
yp_call yp_call_set_count(void *highs, const char *option, int value);
yp_call yp_call_set_flag(void *highs, const char *option, bool value);

/** Hand over a program, copied. Its entry_count fits 32 bits. */
yp_call yp_call_pass(void *highs, const yp_program *program);

/** A basis to start from: HiGHS's values, one for each column and row of the program passed. */
yp_call yp_call_pass_basis(void *highs, const yp_program *program, const int8_t *column_status,
                           const int8_t *row_status);

/** Tell and ask `watch` from now on; it must outlive the instance. */
yp_call yp_call_watch_with(void *highs, const yp_call_watch *watch);

/** Solve, then read: what was left, the point and its duals, the basis. */
yp_call yp_call_run(void *highs);
yp_call yp_call_read(void *highs, yp_call_answer *answer);
yp_call yp_call_read_point(void *highs, double *x, double *row_dual);
yp_call yp_call_read_basis(void *highs, const yp_program *program, int8_t *column_status, int8_t *row_status);

/** Which rows and columns exclude each other. */
typedef struct {
    int32_t *columns, *rows; /**< [column_count], [row_count] of the program; the first so many are set */
    int8_t *column_bounds, *row_bounds; /**< the same: which bound takes part, a yp_call_bound */
    int32_t column_count, row_count;    /**< 0: none was found */
} yp_call_conflict;

/** The bound of a row or column that takes part in a conflict. */
typedef enum {
    YP_CALL_BOUND_NONE,
    YP_CALL_BOUND_LOWER,
    YP_CALL_BOUND_UPPER,
    YP_CALL_BOUND_BOTH
} yp_call_bound;

/** An irreducible conflict of the program passed: rows and bounds that exclude each other, and no longer do
 * without any one of them. Options are to be set before. */
yp_call yp_call_find_conflict(void *highs, const yp_program *program, yp_call_conflict *conflict);

/** The version of the library that is loaded. */
const char *yp_call_version(void);

/** The file of the library that is loaded, as the loader names it; NULL where that is not known. */
const char *yp_call_library_file(void);

#ifdef __cplusplus
}
#endif

#endif
