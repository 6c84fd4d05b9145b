/** What the files of verify share: the board (case and plan at hand, with time re-derived), the terms of one
 * component, and where a check is worst. Everything here is derived from the meaning of the tables, never
 * from the model. */
#ifndef YP_VERIFY_INTERNAL_H
#define YP_VERIFY_INTERNAL_H

#include "result/expression.h"
#include "verify/verify.h"

/** One level of the time tree, re-derived from the base blocks and their parents. Arrays are [count] but
 * `parent`. */
typedef struct {
    size_t count;                         /**< 0: the plan does not use it */
    const uint32_t *parent;               /**< [blocks.count] */
    const uint32_t *first;                /**< first base block */
    const double *hours;                  /**< Σ sum of its base blocks */
    const double *step;                   /**< Σ step */
    const double *cost;                   /**< Σ cost × period weight: weight of a rate in the objective */
    const double *times;                  /**< weight of an amount in the objective */
    const double *cost_each, *times_each; /**< the same, were its scenario certain */
    const double *flow_dual;              /**< dual of a flow good's row ÷ its price */
    const double *mean; /**< [blocks.count] share of a base block in the mean over its block of this level */
} yp_level;

/** A crossing of a link: which barrier, and which of its crossings. */
typedef struct {
    uint32_t barrier, crossing;
} yp_touch;

/** A node of the plan while it is checked. */
typedef struct {
    const double *dual;    /**< [count] dual of its row: price × weight */
    double *sum, *largest; /**< [count] Σ of the terms, largest term */
} yp_node_check;

/** A private row of a barrier while it is checked; only of limit, schedule and delivery. */
typedef struct {
    yp_resolution resolution;
    size_t count;
    const double *dual;    /**< [count] */
    double *sum, *largest; /**< [count] */
} yp_barrier_check;

/** A mesh of the plan while its row of voltage is checked. */
typedef struct {
    yp_resolution resolution;
    size_t count;
    double scale, right;   /**< what reactances are divided by; right-hand side */
    const double *dual;    /**< [count] */
    double *sum, *largest; /**< [count]; NULL: the mesh makes no sense, which has been noted */
} yp_mesh_check;

/** The new capacity of a component while the dual bound is formed: [0] of capacity, [1] of energy. */
typedef struct {
    double reduced[2]; /**< cost − Σ dual × coefficient + Σ what the bounds that it widens are worth */
    double largest[2]; /**< Σ of the sizes of these terms */
    double least[2], most[2]; /**< what levels that are set ask of it */
    double *retired,
        *retired_largest; /**< [period_count] the same of what is given up; NULL: nothing may be */
} yp_capacity_check;

/** What a worst place is, for words that are made only once. */
typedef enum {
    YP_AT_ROW,
    YP_AT_BALANCE,
    YP_AT_LEVEL,
    YP_AT_MISSING_LEVEL,
    YP_AT_MISSING_DISPOSAL,
    YP_AT_MISSING_NODE,
    YP_AT_UNKNOWN,
    YP_AT_PLAN,
    YP_AT_UNSUPPORTED,
    YP_AT_OBJECTIVE
} yp_at;

typedef struct {
    double size; /**< relative; INFINITY where a number is missing or not a number */
    yp_at at;
    uint32_t kind;  /**< yp_row_kind or yp_part */
    uint32_t owner; /**< component, barrier, or place of a node */
    uint32_t good;  /**< of a node */
    size_t block;
    const char *words; /**< for YP_AT_PLAN and YP_AT_UNSUPPORTED */
} yp_spotted;

typedef struct {
    const yp_case *c;
    const yp_plan *plan;
    yp_arena *arena; /**< scratch, gone after the check */
    yp_level levels[YP_RESOLUTION_COUNT];
    const double *
        *series[YP_RESOLUTION_COUNT]; /**< [series_count] at each level, made when first asked for */
    uint32_t *touch_start;            /**< [component_count + 1] */
    yp_touch *touches;                /**< by component */
    uint32_t *tax_start, *taxes;      /**< taxes by component */
    uint32_t *coefficient_start;      /**< [component_count + 1] */
    uint32_t *cut_start, *cuts;       /**< cuts of the plan by the links that are in them */
    uint32_t *step_start;             /**< [component_count + 1] */
    double *factor_of_year; /**< [component_count] year_share × Σ weights of the periods in which it exists */
    yp_node_check *nodes;   /**< [plan_node_count] */
    yp_barrier_check *barriers;    /**< [barrier_count] */
    yp_mesh_check *meshes;         /**< [mesh_count of the plan] */
    size_t outage_count;           /**< links that may fail */
    uint32_t *outages;             /**< [outage_count] */
    double *factors;               /**< [outage_count × component_count] */
    yp_capacity_check *capacities; /**< [component_count] */
    double *column_memory;         /**< vectors of the columns of one component */
    double *step_memory;           /**< [9 × blocks.count] vectors of a step and of its row */
    double *entry_memory;          /**< [6 × blocks.count] coefficient at hand */
    uint32_t *source_memory;       /**< [blocks.count] sources of a delayed entry */
    const double *zeros;           /**< [blocks.count] duals of rows that the plan does not have */
    size_t activities_seen, rows_seen;
    yp_spotted row, bound, reduced; /**< worst so far */
    double *scenario_cost; /**< [scenario_count] what a scenario costs, were it certain: all but what is the
                              same in every one */
    double cost, dual_bound, scale;
    double cost_factor; /**< of all costs in the dual bound: 1; 0 for a ray that proves a case infeasible;
                         * minus the dual of the cost's row in an alternative */
    yp_expression form; /**< of an alternative: what is minimised instead of the cost */
    double **weights;   /**< [activity_count] the same as weights of levels; NULL: no alternative */
    double form_sign, form_constant,
        form_scale;                      /**< -1: maximised; constant; sum of the sizes of its terms */
    double form_value;                   /**< sign x value */
    const yp_reduced_listener *listener; /**< who is told the reduced costs; NULL: nobody */
    double bound_size;                   /**< Σ of the sizes of the terms of the dual bound */
    double crossed;      /**< largest excess of a lower bound over its upper one, relative; 0: none */
    bool has_no_levels;  /**< prices alone are judged: levels count as 0, and no row is said to be violated */
    bool is_homogeneous; /**< levels are a direction: 0 stands for every finite number that is given */
    double benefit;      /**< Σ benefit of all elastic demand, were it served */
    bool is_out_of_memory;
} yp_board;

/** A column: one part of a component with its numbers at its blocks. */
typedef struct {
    yp_part part;
    uint32_t owner;
    yp_resolution resolution;
    size_t count;
    bool is_amount;        /**< a stock: its level is not multiplied by hours */
    const double *level;   /**< [count] */
    const double *weight;  /**< [count] of cost and slope in the objective */
    const double *each;    /**< [count] the same, were its scenario certain */
    double *cost, *slope;  /**< [count] all that is paid per unit of level: resources, tariffs, taxes */
    double *lower, *upper; /**< [count] with existing capacity */
    double *lower_share, *upper_share; /**< [count] per unit of new capacity */
    double *worth, *largest;           /**< [count] Σ dual × coefficient over its rows; largest such term */
    uint32_t capacity;                 /**< component whose new capacity widens the bounds; YP_NONE */
    bool is_energy;                    /**< its energy_built rather than its built */
    bool is_whole;                     /**< whole numbers, which the dual bound takes as they are */
} yp_column;

enum { YP_COLUMNS_MOST = 9 };

typedef struct {
    const yp_component *row;
    uint32_t index;
    size_t count;
    yp_column columns[YP_COLUMNS_MOST];
    yp_column *main, *reverse;       /**< level or out; reverse or in; NULL */
    yp_column *stored, *spill;       /**< stores */
    yp_column *loss;                 /**< links with losses */
    yp_column *angle;                /**< links whose phase shift is chosen */
    yp_column *built, *energy_built; /**< NULL: not extendable */
    yp_column *on, *start, *stop;    /**< of what is switched, else NULL */
    yp_column *retired;              /**< NULL: nothing may be given up */
    double capacity, energy;         /**< existing, that bounds it */
    bool capacity_retires;           /**< and may be given up */
    bool has_all_levels;             /**< the plan has a level for each part */
    yp_column held;                  /**< existing capacity as a column of level 0 */
    double idle[3];                  /**< vectors of `held` */
} yp_terms;

/** A coefficient of a column in a balance. */
typedef struct {
    uint32_t place, good;
    yp_column *column;
    const double *value;    /**< at the finer level of column and node */
    double given;           /**< added to the level: existing capacity, −initial amount */
    bool is_amount;         /**< nothing is multiplied by hours */
    const uint32_t *source; /**< base block whose level counts, YP_NONE: none; NULL: the same */
} yp_entry;

/** Called for each coefficient of a component in a balance. */
typedef void (*yp_entry_visit)(void *self, yp_board *board, yp_entry *entry);

/* verify.c */
/** Every component, row and capacity of the board, once: what is worst, the cost and the dual bound. */
void yp_board_check(yp_board *board);

/* board.c */
/** @return YP_OK, YP_NO_MEMORY, YP_BAD_INPUT if the plan's time makes no sense (noted in `row`). Close it in
 * any case. */
yp_status yp_board_open(const yp_case *c, const yp_plan *plan, yp_board *board);
void yp_board_close(yp_board *board);

/* levels.c */
/** Re-derive the time tree. A complaint, or NULL; memory that ran out is noted in the board. */
const char *yp_levels_make(yp_board *board);

/* at_blocks.c */
/** A value at the blocks of a level: joined snapshots averaged, scaled to the yearly sum, the mean (by hours)
 * over the base blocks of a coarser one; NaN where absent. @param out [levels[resolution].count] */
void yp_value_at(yp_board *board, yp_value value, yp_resolution resolution, double *out);
/** a × b with 0 × inf = 0. */
double yp_product(double a, double b);

/* terms.c */
/** The columns of a component with costs and bounds; none if it exists in no period. Vectors are good until
 * the next call; `terms` points into itself and must not be copied. */
void yp_terms_make(yp_board *board, uint32_t component, yp_terms *terms);
/** What the plan says of a part; NULL (and noted) if it has none that fits. [count] */
const double *yp_level_of(yp_board *board, yp_part part, uint32_t owner, yp_resolution resolution,
                          size_t count);
/** The next column of a part; NULL (and noted) if the plan has no level for it. */
yp_column *yp_terms_add(yp_board *board, yp_terms *terms, yp_part part);
/** Bounds share[b] × capacity; what new capacity adds stands apart in bound_share. All [column count]. */
void yp_bound_set(const yp_terms *terms, yp_column *column, const double *share, double *bound,
                  double *bound_share);
/** A level that is set at a block: both bounds are it, and what its capacity must then be is noted. */
void yp_level_set(yp_board *board, yp_column *column, size_t block, double level);
/** Where a level is given, both bounds are it; elsewhere they stay. */
void yp_levels_set(yp_board *board, yp_column *column, yp_value fixed);
/** The slope of a column, times `sign`; left out where it is zero. */
void yp_slope_set(yp_board *board, yp_column *column, yp_value slope, double sign);
/** New capacity (or energy) of a component in the plan; 0 for YP_NONE, NaN if the plan has none. */
double yp_built_level(const yp_board *board, uint32_t component, bool is_energy);
/** What widens the bounds of a column at a block: new capacity, or what was given up by then. */
double yp_widening_at(const yp_board *board, const yp_column *column, size_t block);
/** Does a component exist at a block of a level? */
bool yp_component_is_alive(const yp_board *board, uint32_t component, yp_resolution resolution, size_t block);
/** Are the years that a row gives those of a block of a level? In the horizon they always are. */
bool yp_years_are_at(const yp_board *board, int from_year, int to_year, yp_resolution resolution,
                     size_t block);
/** Cost of a unit of capacity (or energy) over the horizon: (annuity × investment + fixed cost) ×
 * factor_of_year. */
double yp_capital_cost(const yp_board *board, uint32_t component, bool is_energy);
/** New capacity that may be built: build_maximum, or what may grow in the years of its first period. */
double yp_most_built(const yp_board *board, uint32_t component);
/** Fixed cost of the existing capacity and energy over the horizon: a constant. */
double yp_keeping_cost(const yp_board *board, uint32_t component);
/** What an elastic demand would be worth if all were served, over the horizon; 0 for others. */
double yp_benefit_of_all(yp_board *board, const yp_terms *terms);
/** What is paid on a column: Σ weight × (cost·level + ½·slope·level²). `*size`: Σ of the sizes, or NULL. */
double yp_column_cost(const yp_column *column, double *size);

/* terms_store.c, terms_link.c */
/** The columns of a store or link. @param capacity  component whose new capacity widens the bounds, or
 * YP_NONE */
void yp_terms_make_store(yp_board *board, yp_terms *terms, uint32_t capacity);
void yp_terms_make_link(yp_board *board, yp_terms *terms, uint32_t capacity);
/** Is a link two columns ≥ 0, one for each direction? */
bool yp_link_is_split(const yp_board *board, uint32_t component);
/** Efficiency of a direction × the ratios of its barriers, at the blocks of a level. out:
 * [levels[resolution].count] */
void yp_link_efficiency(yp_board *board, const yp_terms *terms, bool is_reverse, yp_resolution resolution,
                        double *out);
/** The share of capacity that barriers leave usable in a direction, at the link's blocks; takes the third
 * vector of entry_memory as scratch. */
void yp_link_share(yp_board *board, const yp_terms *terms, yp_value share, bool is_reverse, double *out);
/** Does a tax act on the forward (or backward) level of its component? */
bool yp_tax_acts(const yp_case *c, const yp_tax *tax, bool is_reverse);

/** What is paid of a tariff, or of a tax, on one direction of a component, over the horizon. */
double yp_tariff_paid(yp_board *board, const yp_terms *terms, const yp_touch *touch, bool is_reverse);
double yp_tax_paid(yp_board *board, const yp_terms *terms, const yp_tax *tax, bool is_reverse);

/* entries.c */
/** Every coefficient of the columns of a component in a balance, one after the other. */
void yp_entries_visit(yp_board *board, yp_terms *terms, yp_entry_visit visit, void *self);
/** Add an entry to the sums of its node, and what it is worth to its column and to the dual bound. */
void yp_entry_add(void *self, yp_board *board, yp_entry *entry);
/** Money that an entry brings to its owner: Σ dual × coefficient × level; NaN if the plan has no such node.
 */
double yp_entry_money(yp_board *board, const yp_entry *entry);

/* delays.c */
/** The base block whose level counts in each base block; NULL without a delay. Good until the next call. */
const uint32_t *yp_sources_of(const yp_board *board, yp_duration delay, bool wraps);

/* chain.c, rows.c */
/** Add a component to its private rows and those of barriers, the rows to its columns' worth. */
void yp_chain_check(yp_board *board, yp_terms *terms);
/** What a store gives less what it takes, where that is set. */
void yp_net_check(yp_board *board, yp_terms *terms);
/** Does an open chain of a store end at a block of its resolution? */
bool yp_chain_ends_at(const yp_board *board, const yp_terms *terms, size_t block);
void yp_total_check(yp_board *board, yp_terms *terms);
void yp_barriers_add(yp_board *board, yp_terms *terms);
/** The rows of barriers and nodes, after every component was added. */
void yp_barriers_check(yp_board *board);
void yp_nodes_check(yp_board *board);
/** The dual of a private row: the plan's, or zeros. [count] */
const double *yp_dual_of(yp_board *board, yp_row_kind kind, uint32_t owner, yp_resolution resolution,
                         size_t count);
/** A row that is to lie between two numbers: its violation, and its part of the dual bound. */
void yp_row_check(yp_board *board, double sum, double largest, double lower, double upper, double dual,
                  yp_spotted where);
/** Add a term to the dual bound. */
void yp_bound_add(yp_board *board, double term);
/** A finite side of a row or box as the board takes it: 0 of a homogeneous problem. */
double yp_side(const yp_board *board, double side);
/** A term dual × coefficient of a column at a block. */
void yp_worth_add(yp_column *column, size_t block, double term);

/* terms_switched.c */
/** The columns of what is switched, after its level's bounds; nothing for others. */
void yp_terms_make_switched(yp_board *board, yp_terms *terms);
/** Shares of capacity between which it runs while on, at base blocks. Not `most` in the scratch that
 * yp_link_share() takes. */
void yp_running_shares(yp_board *board, const yp_terms *terms, double *most, double *least);

/* commitment.c */
/** Add what is switched to its rows, the rows to what its columns and new capacity are worth. */
void yp_commitment_check(yp_board *board, yp_terms *terms);

/* ramps.c */
/** Add a component to the rows of its ramp, the rows to what its columns and new capacity are worth. */
void yp_ramps_check(yp_board *board, yp_terms *terms);

/* meshes.c */
/** Are the meshes of the plan closed walks, independent and as many as there are? Makes room for their rows.
 * @return false when memory runs out */
bool yp_meshes_open(yp_board *board);
/** Add a link to the rows of its meshes, the rows to its columns' worth; then the rows, after every
 * component. */
void yp_meshes_add(yp_board *board, yp_terms *terms);
void yp_meshes_check(yp_board *board);
/* alternative.c */
/** Take the expression of an alternative in. @return false when memory runs out */
bool yp_form_open(yp_board *board);
/** Weights of a part in the expression, [count of the activity]; NULL: none. */
const double *yp_form_of(const yp_board *board, yp_part part, uint32_t owner);
/** The row of the cost, and the value as stated; after every component. */
void yp_form_check(yp_board *board);
/* losses.c */
/** Does a link have losses here? */
bool yp_has_losses(const yp_board *board, uint32_t component);
/** Upper bound of the loss at each block. */
void yp_losses_bound(yp_board *board, const yp_terms *terms, double *upper);
/** The rows of the losses of a link, and what they are worth to its columns. */
void yp_losses_check(yp_board *board, yp_terms *terms);
/** A limit of flow in the direction of `sign`, + `beside` (NULL: nothing) + loss, with its dual: the row, and
 * what new capacity has of it. */
void yp_flow_limit_check(yp_board *board, yp_terms *terms, int sign, const double *beside, const double *dual,
                         yp_spotted where);
/** A column × factor × dual at each block, for its worth; NULL columns have none. */
void yp_cut_worth(yp_column *column, double factor, const double *dual);
/** What the usable capacity of a link is in a direction: bound and what new capacity adds per unit. */
void yp_flow_bound(yp_board *board, const yp_terms *terms, bool is_reverse, double *bound, double *share);

/* secure.c */
/** Cuts by the links in them, and the factors of outages. @return false when memory runs out */
bool yp_secure_open(yp_board *board);
/** What the rows of security are worth to the columns of a link. */
void yp_secure_add(yp_board *board, yp_terms *terms);
/** Every link within its limits while each that may fail is out, whether the plan has a row for it or not. */
void yp_secure_check(yp_board *board);

/* steps.c */
/** The steps of a component: their rows, bounds and parts of the dual bound. Before the component's own
 * columns.
 * @return what is paid on them; `*size`: Σ of the sizes */
double yp_steps_check(yp_board *board, yp_terms *terms, double *size);
/** What is paid on them, and no more. */
double yp_steps_cost(const yp_board *board, const yp_terms *terms);
/** What the steps of a demand are worth at a quantity, filled in their order. */
double yp_steps_benefit(const yp_board *board, const yp_terms *terms, double quantity);

/* retirement.c */
/** May existing capacity of a component be given up? Then that is what changes the bounds that it makes. */
bool yp_capacity_retires(const yp_board *board, uint32_t component);
/** What is gone of it by a period. */
double yp_retired_level(const yp_board *board, uint32_t component, size_t period);
/** Its column; its order over periods; its terms in the reduced costs; its part of the dual bound. */
void yp_retirement_make(yp_board *board, yp_terms *terms);
void yp_retirement_check(yp_board *board, yp_terms *terms);
void yp_retirement_add(yp_board *board, const yp_column *gone);
void yp_retirement_bound(yp_board *board, uint32_t component);

/* reduced.c */
/** Bounds of one column, and its part of the dual bound. */
void yp_column_check(yp_board *board, const yp_column *column);
/** Violations of the bounds of a component's columns, what they cost, and their part of the dual bound. */
void yp_columns_check(yp_board *board, yp_terms *terms);
/** The part of new capacity in the dual bound, after every component. */
void yp_capacities_check(yp_board *board);

/* risk.c */
/** Are the weights of the scenarios what risk allows? A complaint, or NULL. */
const char *yp_risk_complaint(const yp_case *c, const yp_blocks *blocks);
/** Add cost[b] × level[b] + ½·slope[b]·level[b]² of a column to the costs of the scenarios. */
void yp_scenario_cost_add(yp_board *board, const yp_column *column);
/** Add a number that belongs to a block of a level, × its weight were the scenario certain. */
void yp_scenario_add(yp_board *board, yp_resolution resolution, size_t block, double money);
/** The cost that the plan minimises, after every component: `cost` so far counts scenarios by their weights.
 */
double yp_risk_cost(const yp_board *board);

/* worst.c */
/** Keep the worse of two; what is not a number is worst. */
void yp_spot_worse(yp_spotted *worst, yp_spotted candidate);
/** Its words, in the plan's arena or static; NULL when memory runs out. */
const char *yp_spot_words(const yp_board *board, const yp_spotted *worst);

#endif
