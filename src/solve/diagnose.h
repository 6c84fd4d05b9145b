/** Why a model has no plan, in the words of its case: what is short and by how much, what excludes each
 * other, what grows without end; and the ray that proves it. */
#ifndef YP_SOLVE_DIAGNOSE_H
#define YP_SOLVE_DIAGNOSE_H

#include "solve/solve.h"

typedef enum {
    YP_FINDING_VIOLATION, /**< a stretch of blocks in which a row cannot be met */
    YP_FINDING_CONFLICT,  /**< a row or bound of one irreducible conflict */
    YP_FINDING_GROWTH     /**< what grows without end */
} yp_finding_kind;

/** One finding: a stretch of consecutive blocks of one row, bound or activity. Texts in the diagnosis's arena
 * or the case; never NULL. */
typedef struct {
    yp_finding_kind kind;
    const char *what;           /**< kind of row, or part of the activity */
    const char *owner;          /**< component, barrier or good */
    const char *place, *good;   /**< of a balance, else "" */
    const char *from, *to, *at; /**< first and last block; that of the largest; "" for the horizon */
    size_t block_count;
    double largest; /**< violations: lacking > 0, too much < 0; bounds: the bound; growth: level */
    double amount;  /**< Σ over the blocks, × hours where the row is in rates; NaN where it says nothing */
    double cost;    /**< growth: what it adds to the cost, money; else NaN */
    const char *unit;     /**< of `largest` */
    yp_spot where;        /**< in the tables; line 0: nowhere */
    const char *sentence; /**< for people */
    double weight;        /**< violations: the larger the worse; for their order */
} yp_finding;

typedef struct {
    yp_arena *arena;
    const char *cause;        /**< the first sentence */
    const char *const *lines; /**< [line_count] what fits a screen, the worst first */
    size_t line_count;
    const yp_finding *findings; /**< [finding_count] all of them, by kind, then the worst first */
    size_t finding_count;
    yp_plan *ray;   /**< the proof, as prices and duals (infeasible) or levels (unbounded); NULL: none */
    yp_plan *point; /**< with an unbounded model: levels that meet all rows and bounds; NULL: none */
} yp_diagnosis;

void yp_diagnosis_free(yp_diagnosis *diagnosis); /**< NULL is fine */

/**
 * Find out why a model has no plan.
 *
 * @param outcome  YP_INFEASIBLE or YP_UNBOUNDED, as yp_solve() found
 * @param options  its time limit holds for each of the (two to four) solves inside; 0: 60 s
 * @return YP_OK (with a cause in any case), YP_BAD_INPUT, YP_NO_MEMORY, YP_INTERNAL
 */
yp_status yp_diagnose(const yp_model *model, yp_outcome outcome, const yp_solve_options *options,
                      yp_diagnosis **out);

#endif
