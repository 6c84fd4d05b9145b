/** The independent certificate and the accounts: from case and plan alone, by code that shares nothing with
 * the model and the solvers. */
#ifndef YP_VERIFY_VERIFY_H
#define YP_VERIFY_VERIFY_H

#include "result/plan.h"

/** Where a check is worst, in the words of the case. */
typedef struct {
    double size;      /**< relative */
    const char *what; /**< "balance of electricity at 310000, block 17"; in the plan's arena */
} yp_worst;

typedef struct {
    yp_certificate certificate;
    double cost; /**< objective recomputed from levels */
    double
        bound; /**< dual bound recomputed from prices and duals, with reduced costs against finite bounds */
    double scale; /**< Σ |cost terms| */
    yp_worst row, bound_violation, reduced_cost;
} yp_verdict;

/**
 * Check a plan against its case.
 *
 * primal: largest violation of a row or bound, relative to 1 + the largest term of that row (bounds: 1 +
 * |bound|). dual:   largest reduced cost against an infinite bound, relative to 1 + the largest term of the
 * reduced cost. gap:    |cost − bound| / (1 + scale). The certificate holds if primal and dual are at most
 * `tolerance` and gap at most `gap_tolerance`.
 */
yp_status yp_verify(const yp_case *c, yp_plan *plan, double tolerance, double gap_tolerance, yp_verdict *out);

/** Told the reduced cost of a part of a component at a block: cost + slope·level − Σ dual·coefficient, with
 * the weights of the objective, discounted money. Above 0 the lower bound presses, below 0 the upper one. */
typedef struct {
    void (*tell)(void *self, yp_part part, uint32_t owner, size_t block, double reduced);
    void *self;
} yp_reduced_listener;

/** The reduced costs of a plan with levels and prices; new capacity is left out. */
yp_status yp_reduced_costs(const yp_case *c, yp_plan *plan, const yp_reduced_listener *listener);

/** Accounts: who ends with what, per year-equivalent discounted money of the horizon. */
#define YP_ITEM_LIST(X)                      \
    X(YP_ITEM_CONSUMERS, "consumer_surplus") \
    X(YP_ITEM_PRODUCERS, "producer_surplus") \
    X(YP_ITEM_CONGESTION, "congestion_rent") \
    X(YP_ITEM_STORAGE, "storage_rent")       \
    X(YP_ITEM_SCARCITY, "scarcity_rent")     \
    X(YP_ITEM_TARIFFS, "tariffs")            \
    X(YP_ITEM_TAXES, "taxes")                \
    X(YP_ITEM_UPLIFT, "uplift")

typedef enum {
#define X(code, word) code,
    YP_ITEM_LIST(X)
#undef X
        YP_ITEM_COUNT
} yp_item;

/** The word of an item, as in accounts.csv. */
const char *yp_item_text(yp_item item);

/** Where risk is weighed, costs and values count by the weights of the scenarios, not their probabilities. */
typedef struct {
    size_t region_count;            /**< regions of the case, then one more: outside and above the regions */
    const uint32_t *regions;        /**< [region_count] places; the last is YP_NONE */
    double (*value)[YP_ITEM_COUNT]; /**< [region_count] */
    double welfare;                 /**< −cost + transfer revenue + value of all that could be served */
    double transfers;               /**< revenue of tariffs and taxes */
    double scale;                   /**< Σ |cost terms| */
    double residual;                /**< |Σ items − welfare| / scale */
    double *scenario_cost; /**< [scenario_count] what each scenario costs, were it certain; without what is
                              the same in all of them: new capacity, what is kept, shared goods */
} yp_accounts;

/** Books of a plan. Memory in the plan's arena. */
yp_status yp_accounts_make(const yp_case *c, yp_plan *plan, yp_accounts *out);

#endif
