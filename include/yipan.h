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
#define YP_OUTCOME_LIST(X)         \
    X(YP_OPTIMAL, "optimal")       \
    X(YP_WITHIN_GAP, "within_gap") \
    X(YP_INFEASIBLE, "infeasible") \
    X(YP_UNBOUNDED, "unbounded")   \
    X(YP_UNKNOWN, "unknown")       \
    X(YP_STOPPED, "stopped")       \
    X(YP_NOT_CERTIFIED, "not_certified")

typedef enum {
#define X(code, word) code,
    YP_OUTCOME_LIST(X)
#undef X
} yp_outcome;

/** The word of an outcome, as in summary.json; never NULL. */
const char *yp_outcome_text(yp_outcome outcome);

/** The version of the library, "major.minor.patch". */
const char *yp_version(void);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif

#endif
