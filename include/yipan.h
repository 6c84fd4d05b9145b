/** yipan: plans and clears a region of several administrative units as one board. The public C interface.
 *
 *  Conventions. Every call that can fail answers with a yp_status. Outputs come last and are untouched unless
 * YP_OK. `T **out` hands an object over to the caller, who frees it; a plain pointer is borrowed and gone
 * with its owner. Objects that are `const` may be shared by threads. Texts are UTF-8.
 */
#ifndef YIPAN_H
#define YIPAN_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default) /* everything else in libyipan.so is hidden */

/** How a call went; each sentence says who has to act. Code and sentence stand together, so they cannot drift
 * apart. */
#define YP_STATUS_LIST(X)                                                  \
    X(YP_OK, "done")                                                       \
    X(YP_BAD_INPUT, "the input has errors; the diagnostics list them all") \
    X(YP_IO, "a file could not be read or written")                        \
    X(YP_NO_MEMORY, "memory ran out")                                      \
    X(YP_STOPPED_BY_USER, "stopped on request")                            \
    X(YP_INTERNAL, "a defect in yipan: please report it")

typedef enum {
#define X(code, sentence) code,
    YP_STATUS_LIST(X)
#undef X
} yp_status;

/** The sentence of a status; never NULL. */
const char *yp_status_text(yp_status status);

/** What is known of the plan. A call can go well (YP_OK) and find that no plan exists. The word is what
 * results say. */
#define YP_OUTCOME_LIST(X)               \
    X(YP_OPTIMAL, "optimal")             \
    X(YP_WITHIN_GAP, "within_gap")       \
    X(YP_INFEASIBLE, "infeasible")       \
    X(YP_UNBOUNDED, "unbounded")         \
    X(YP_UNKNOWN, "unknown")             \
    X(YP_STOPPED, "stopped")             \
    X(YP_NOT_CERTIFIED, "not_certified") \
    X(YP_FEASIBLE, "feasible")

typedef enum {
#define X(code, word) code,
    YP_OUTCOME_LIST(X)
#undef X
} yp_outcome;

/** The word of an outcome, as in summary.json; never NULL. */
const char *yp_outcome_text(yp_outcome outcome);

/** A list of problems of an input, each with file, line and column. */
typedef struct yp_diag yp_diag;
yp_diag *yp_diag_new(void); /**< NULL when memory runs out */
void yp_diag_free(yp_diag *diag);

/** The i-th problem as one line, `file:line:column: error: text`, in the order of file and line; NULL past
 * the end. Borrowed. */
const char *yp_diag_line(yp_diag *diag, size_t i);

/** A case as loaded: places, goods, components, barriers. Never changes; may be shared by threads. */
typedef struct yp_case yp_case;

typedef struct {
    const char *const *layers; /**< keep these; NULL: those of case.yaml */
    size_t layer_count;
    const char *aggregation; /**< NULL: the case's. "all" (every hour), "days:12", "resample:3" */
} yp_load_options;

/**
 * Load and validate a case.
 *
 * @param folder   holds case.yaml
 * @param options  NULL for the defaults
 * @param diag     receives every problem found, with file, line and column; may be NULL
 * @param out      the case, owned by the caller; untouched unless YP_OK
 * @return YP_OK, YP_BAD_INPUT, YP_IO, YP_NO_MEMORY
 */
yp_status yp_case_load(const char *folder, const yp_load_options *options, yp_diag *diag, yp_case **out);
void yp_case_free(yp_case *c); /**< NULL is fine */

/** A plan with its prices and its certificate. */
typedef struct yp_solution yp_solution;

/**
 * Solve a case: the plan of greatest welfare, certified by code that shares nothing with the solver.
 *
 * @param c     must outlive the solution
 * @param diag  may be NULL
 * @param out   the solution, owned by the caller; also given where no plan exists, see yp_solution_outcome()
 * @return YP_OK, YP_BAD_INPUT (time that does not fit), YP_NO_MEMORY, YP_INTERNAL
 */
yp_status yp_solution_make(const yp_case *c, yp_diag *diag, yp_solution **out);

/** Read a result that `yipan solve` wrote, and certify it anew. Parameters and results as yp_case_load(). */
yp_status yp_solution_read(const char *folder, yp_diag *diag, yp_solution **out);
void yp_solution_free(yp_solution *solution); /**< NULL is fine */

yp_outcome yp_solution_outcome(const yp_solution *solution);
double yp_solution_objective(const yp_solution *solution); /**< cost that was minimised; NaN without a plan */
double yp_solution_welfare(const yp_solution *solution);   /**< NaN without prices */

/**
 * Prices of a good at a place: the shadow prices of its balance.
 *
 * @param price  [*count], one for each block of the good's resolution, money of the price year per unit;
 * positive where one more unit would raise welfare. Borrowed from the solution
 * @return YP_OK; YP_BAD_INPUT if there is no such balance or no prices, both outputs untouched
 */
yp_status yp_solution_price(const yp_solution *solution, const char *place, const char *good,
                            const double **price, size_t *count);

/**
 * Levels of a part of a component.
 *
 * @param part   "level", "reverse", "in", "out", "stored", "spill", "built" or "energy_built"; "step" with a
 * step's id, such as "mine: cost 1", for the component
 * @param level  [*count], one for each block of the component's resolution. Borrowed from the solution
 * @return YP_OK; YP_BAD_INPUT if there is no such level, both outputs untouched
 */
yp_status yp_solution_level(const yp_solution *solution, const char *component, const char *part,
                            const double **level, size_t *count);

/** The version of the library, "major.minor.patch". */
const char *yp_version(void);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif
