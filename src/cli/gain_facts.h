/** What the gain study keeps of a plan after the plan is gone. */
#ifndef YP_CLI_GAIN_FACTS_H
#define YP_CLI_GAIN_FACTS_H

#include "study/gain.h"

/** A figure by region and good. */
typedef struct {
    const char *measure;   /**< "price", "emitted", "unserved", "made", "net_import" */
    uint32_t region, good; /**< place; YP_NONE: the regions together */
    double value;
} yp_fact;

typedef struct {
    yp_arena *arena;
    yp_fact *facts;
    size_t count;
    uint32_t *regions;                 /**< [region_count], the last YP_NONE: outside and above */
    double (*accounts)[YP_ITEM_COUNT]; /**< [region_count], money per year */
    size_t region_count;
    double cost, welfare; /**< per year; cost without transfers */
    yp_certificate certificate;
} yp_gain_facts;

/** Take the facts of a plan: prices, sums and unserved of every good by region; the order depends on the case
 * alone. */
yp_status yp_gain_facts_take(const yp_case *c, const yp_run *run, yp_gain_facts *out);
void yp_gain_facts_free(yp_gain_facts *facts);

/** Years that the money of a horizon speaks of: Σ period weights × share of a year. */
double yp_years_of(const yp_plan *plan);

#endif
