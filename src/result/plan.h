/** A plan: levels, prices and duals of a solve, by what they belong to. Plain data; nothing here knows a
 * solver. */
#ifndef YP_RESULT_PLAN_H
#define YP_RESULT_PLAN_H

#include "case/blocks.h"
#include "case/cut.h"
#include "case/mesh.h"
#include "case/parts.h"

/** The level of one part of a component (owner), or of the disposal at a node (owner). */
typedef struct {
    yp_part part;
    uint32_t owner; /**< component; node for YP_PART_DISPOSED, step for YP_PART_STEP */
    yp_resolution resolution;
    size_t count;  /**< blocks of that resolution; built parts: of resolution horizon */
    double *level; /**< [count] level unit; stored, energy_built: U */
} yp_plan_activity;

/** A good at a place, with its price. */
typedef struct {
    uint32_t place, good;
    yp_resolution resolution;
    size_t count;
    double *price; /**< [count] money of the price year per unit, of its period, undiscounted (resolution
                      horizon: discounted to the base year): dual of the row ÷ weight, see docs/model.md */
} yp_plan_node;

/** A private row. */
typedef struct {
    yp_row_kind kind;
    uint32_t owner; /**< component, barrier or mesh: see yp_row_owner_of() */
    yp_resolution resolution;
    size_t count;
    double
        *dual; /**< [count] change of the minimal cost for one more unit of the right-hand side, discounted */
} yp_plan_row;

/** What the independent check found; all relative, see verify. */
typedef struct {
    double primal, dual, gap;
    bool holds;
} yp_certificate;

/** What a plan is an alternative to: among all plans of a cost ≤ budget the one where an expression is least
 * or most. */
typedef struct {
    const char *expression; /**< as typed; NULL: the plan is no alternative */
    bool is_maximised;
    double slack;   /**< share of the optimum's cost that may be spent beyond it */
    double optimum; /**< least cost, discounted money */
    double value;   /**< of the expression */
} yp_alternative;

/** What an alternative may cost: optimum + slack·|optimum|. */
static inline double yp_alternative_budget(const yp_alternative *alternative)
{
    return alternative->optimum + alternative->slack * fabs(alternative->optimum);
}

typedef struct {
    yp_arena *arena;
    yp_outcome outcome;
    const char *cause;          /**< a sentence; never NULL */
    double objective;           /**< the cost that was minimised, discounted money; NaN without a plan */
    double bound, gap;          /**< proven by the solver (integers); NaN */
    yp_certificate certificate; /**< NaN until verified */
    yp_alternative alternative; /**< its prices and duals are in units of the expression, not of money */
    const char *solver;         /**< "HiGHS 1.15.1 simplex" */
    const char *options;        /**< as on the command line */
    double seconds_model, seconds_solve;
    size_t peak_bytes, row_count, column_count, entry_count;
    bool has_levels, has_prices, is_vertex;
    yp_blocks blocks;
    const double **series; /**< [series_count of the case] its series at the blocks, see case/at_blocks.h */
    yp_plan_activity *activities; /**< sorted by part, owner */
    yp_plan_node *nodes;          /**< sorted by good, place */
    yp_plan_row *rows;            /**< sorted by kind, owner */
    yp_mesh *meshes;              /**< owners of the rows of voltage */
    yp_cut *cuts;                 /**< owners of the rows of losses and security */
    size_t activity_count, plan_node_count, plan_row_count, mesh_count, cut_count;
} yp_plan;

void yp_plan_free(yp_plan *plan);

/** The activity of a part, or NULL. Binary search. */
const yp_plan_activity *yp_plan_find(const yp_plan *plan, yp_part part, uint32_t owner);

/** The index of a node, or YP_NONE. Binary search. */
uint32_t yp_plan_node_find(const yp_plan *plan, uint32_t place, uint32_t good);

/** The private row of a kind, or NULL. Binary search. */
const yp_plan_row *yp_plan_row_find(const yp_plan *plan, yp_row_kind kind, uint32_t owner);

#endif
