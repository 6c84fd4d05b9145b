/** Sums of a plan in the words of the case: what was made, used, sent, emitted, left unserved; mean prices.
 */
#ifndef YP_RESULT_AMOUNTS_H
#define YP_RESULT_AMOUNTS_H

#include "result/plan.h"

/** Hours of a year that block b of a resolution stands for, with periods weighted by their years alone when
 * several. For stocks 1 / block count, so that sums become means. */
double yp_amount_weight(const yp_plan *plan, yp_resolution resolution, bool is_stock, size_t b);

/** What an activity amounts to over the typical year (several periods: their mean): Σ hours × level, U.
 * Stocks, stored amounts and new capacity: the mean. NULL: 0. */
double yp_amount(const yp_case *c, const yp_plan *plan, const yp_plan_activity *activity);

/** One port of a component: `coefficient` of `good` at `place` per unit of the level of `part`. */
typedef struct {
    uint32_t place, good;
    yp_part part;
    yp_value coefficient;
    bool is_further;   /**< a row of coefficients, not the component's own port */
    yp_duration delay; /**< the level of a block counts so much later */
    bool delay_wraps;
    bool is_once;           /**< an amount per start or stop, not a rate */
    int from_year, to_year; /**< of a further port: periods in which it counts */
} yp_port;

/** The ports of a component: its own ones and those of its coefficients per level and charge; not those per
 * capacity. @return how many; at most `room` are
 * written */
size_t yp_ports(const yp_case *c, uint32_t component, yp_port *ports, size_t room);

/** A value at base block b. */
double yp_coefficient_at(const yp_plan *plan, yp_value value, size_t b);

/** The coefficient of a port at base block b: 0 outside its years. */
double yp_port_at(const yp_case *c, const yp_plan *plan, const yp_port *port, size_t b);
/** Does a port count in every period? */
bool yp_port_is_steady(const yp_case *c, const yp_port *port);

/** Add to `weights` what a unit of each level of the port's part adds to yp_port_amount(), × factor.
 *  @param weights  [blocks of the activity] of the port's part; untouched if the plan has none */
void yp_port_weigh(const yp_case *c, const yp_plan *plan, uint32_t component, const yp_port *port,
                   double factor, double *weights);
/** Σ coefficient × amount of one port, U per year; + made, − used. */
double yp_port_amount(const yp_case *c, const yp_plan *plan, uint32_t component, const yp_port *port);

/** What one port earns at the prices of its node over the horizon, discounted money; negative: pays. 0
 * without prices. */
double yp_port_revenue(const yp_case *c, const yp_plan *plan, uint32_t component, const yp_port *port);

/** What is chosen among components and nodes. */
typedef struct {
    const bool *components; /**< [component_count]; NULL: all */
    uint32_t place;         /**< at it or below it; YP_NONE: all */
    uint32_t good;          /**< YP_NONE: all */
} yp_choice;

typedef enum {
    YP_MADE,    /**< by supplies, processes and stores: positive ports, links left out */
    YP_USED,    /**< by demands, processes and stores, and by coefficients: negative ports, links left out */
    YP_EMITTED, /**< − net sum of the further ports: what uses the good up without a market for it */
    YP_NET_IMPORT, /**< what links bring into the place less what they take out */
    YP_UNSERVED    /**< what demands wanted and did not get */
} yp_sum;

double yp_sum_of(const yp_case *c, const yp_plan *plan, yp_sum what, const yp_choice *choice);

/** Uses of every node: negative ports of demands, processes, stores and coefficients, as rates at base blocks
 * (levels of coarser resolution as their rate). @param use  [plan_node_count] of [blocks.count], in the arena
 */
yp_status yp_uses(const yp_case *c, const yp_plan *plan, yp_arena *arena, double ***use);

/** Price of a node over time. Means are weighted by hours, and by hours × what is used there. */
typedef struct {
    double mean, weighted_mean, minimum, maximum;
} yp_price_summary;

/** @param use  [blocks.count] of that node, NULL: weighted_mean is the mean */
yp_price_summary yp_price_of(const yp_plan *plan, uint32_t node, const double *use);

#endif
