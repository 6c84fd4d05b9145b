/** What the borders cost: the board as it is today against the board as one, and every barrier on its own. */
#ifndef YP_STUDY_GAIN_H
#define YP_STUDY_GAIN_H

#include "study/run.h"

/** Why a solve is in the study. */
#define YP_ROLE_LIST(X)                                                     \
    X(YP_ROLE_BEFORE, "before") /* every barrier stands */                  \
    X(YP_ROLE_AFTER, "after")   /* none does */                             \
    X(YP_ROLE_ALONE, "alone")   /* one reform lifted */                     \
    X(YP_ROLE_LAST, "last")     /* all but one lifted */                    \
    X(YP_ROLE_STEP, "step")     /* the first reforms of the order lifted */ \
    X(YP_ROLE_RANGE, "range")   /* before and after under another scenario */

typedef enum {
#define X(code, word) code,
    YP_ROLE_LIST(X)
#undef X
} yp_role;

const char *yp_role_text(yp_role role);

/** One solve of the study. One solve may serve several purposes (the first step is its reform alone): then
 * the earlier. */
typedef struct {
    const char
        *name; /**< its folder: today, integrated, lift-NAME, without-NAME, step-N, range-SCENARIO-today … */
    yp_role role;
    uint32_t reform;       /**< alone: lifted; last: the one that stands; else YP_NONE */
    uint32_t scenario;     /**< of a range; else YP_NONE */
    const bool *is_lifted; /**< [reform_count] */
    /* filled by the run */
    yp_outcome outcome;
    double cost, welfare, gap, scale; /**< discounted money; welfare NaN without a certified plan */
    double seconds;
} yp_gain_solve;

/** The worth of a reform, in money of the horizon per year; NaN: below the resolution of the solves, or not
 * solved. */
typedef struct {
    uint32_t reform;
    int step; /**< in the stated order from 1; 0: not in it */
    double alone, last, in_order;
} yp_gain_worth;

typedef struct {
    yp_arena *arena;
    yp_gain_solve *solves;
    size_t solve_count;
    yp_gain_worth *worths; /**< [reform_count] */
    size_t worth_count;
    double worth;                 /**< integrated less today */
    double worth_low, worth_high; /**< over the range, the stated case included */
    double *range;                /**< [range_count] worth under each scenario of the range */
    size_t range_count;
} yp_gain;

/**
 * Lay the study out: which solves, under which names. Reforms that the case's order leaves out follow it by
 * id.
 * @return YP_OK, YP_NO_MEMORY
 */
yp_status yp_gain_lay_out(const yp_case *c, yp_gain **out);
void yp_gain_free(yp_gain *gain);

/** Called for each solve as it ends, one at a time, in any order; may write it to disk. `c` is the case as
 * run. Another answer than YP_OK ends the study. */
typedef yp_status (*yp_gain_listener)(void *self, const yp_case *c, const yp_gain_solve *solve, yp_run *run);

/**
 * Solve the study; progress goes to `log` (NULL: none), the solver's own words to options->log. Today first,
 * then the rest, started from it, on `thread_count` threads at once.
 *
 * @return YP_OK (each solve has its outcome), YP_STOPPED_BY_USER, YP_BAD_INPUT, YP_NO_MEMORY, YP_IO,
 * YP_INTERNAL
 */
yp_status yp_gain_run(const yp_case *c, yp_gain *gain, const yp_solve_options *options,
                      yp_gain_listener listener, void *self, yp_log *log, yp_diag *diag);

#endif
