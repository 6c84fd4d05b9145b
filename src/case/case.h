/** The case: places, goods, components and barriers as read from a folder of tables or built in memory.
 *
 *  What the structs hold is what docs/formats.md says of the columns of the same name; here stand only shape
 * and unit. U is the unit of the component's good, M the money of the case. Everything is resolved: empty
 * cells have their technology's, the case's or the column's default, units are converted, references are
 * indices.
 *
 *  Invariants of a case that was handed out:
 *  1. places, goods and components are sorted by id (components: by table, then id), so the order of rows
 * means nothing;
 *  2. an index is below the count of its table, or YP_NONE where "absent" is allowed;
 *  3. an absent number is NaN (use yp_is_absent()), an absent text is NULL;
 *  4. inactive rows, and rows that mention layers left out, are gone.
 */
#ifndef YP_CASE_CASE_H
#define YP_CASE_CASE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "yipan.h"

#include <math.h>

/** The levels of the time tree, fine to coarse; the words stand in tables, but `shared`: what is decided
 * before it is known which stochastic scenario comes, one block above them all. Used only where there are
 * such. */
#define YP_RESOLUTION_LIST(X) \
    X(YP_BASE, "base")        \
    X(YP_DAY, "day")          \
    X(YP_WEEK, "week")        \
    X(YP_MONTH, "month")      \
    X(YP_SEASON, "season")    \
    X(YP_YEAR, "year")        \
    X(YP_PERIOD, "period")    \
    X(YP_HORIZON, "horizon")  \
    X(YP_SHARED, "shared")

typedef enum {
#define X(code, word) code,
    YP_RESOLUTION_LIST(X)
#undef X
        YP_RESOLUTION_COUNT
} yp_resolution;

const char *yp_resolution_text(yp_resolution resolution);

typedef enum { YP_SUPPLY, YP_DEMAND, YP_LINK, YP_PROCESS, YP_STORE, YP_TABLE_COUNT } yp_table;

/** The name of a table as in "links". */
const char *yp_table_text(yp_table table);

/** A quantity that may vary over time: offset + scale × series at that time. A constant has series YP_NONE.
 * Absent: offset is NaN. */
typedef struct {
    double offset, scale;
    uint32_t series;
} yp_value;

static inline bool yp_is_absent(yp_value value)
{
    return isnan(value.offset);
}
static inline yp_value yp_constant(double number)
{
    return (yp_value){ number, 0, YP_NONE };
}

/** A stretch of time: hours that pass, or a number of blocks. */
typedef struct {
    double number;
    bool in_blocks;
} yp_duration;

/** A series on the snapshots of the horizon, joined and checked; NaN only where an empty cell was allowed. */
typedef struct {
    const char *name;         /**< "layer/file:column" */
    const double *values;     /**< [snapshot_count], in the unit of the file's header or unitless */
    const char *unit;         /**< of the header; NULL if none */
    yp_spot at;               /**< its header */
    const yp_value *branches; /**< [branch_count] NULL: a plain series. Else what it is in each stochastic
                                 scenario: numbers and plain series, which come before it; values NULL */
} yp_series;

/** A stochastic scenario. */
typedef struct {
    uint32_t scenario;
    double probability; /**< above 0; all add up to 1 */
} yp_branch;

/** A number of a component that differs by stochastic scenario; the component itself holds its mean. */
typedef struct {
    uint32_t component;
    size_t field;         /**< offset of the number in yp_component */
    const double *values; /**< [branch_count] */
} yp_branch_number;

/** Columns that begin with `_`, carried along with a row and written back; private to case. */
typedef struct yp_carried yp_carried;

typedef struct {
    const char *id, *name, *name_zh, *source, *quality;
    uint32_t parent; /**< YP_NONE: the root */
    uint32_t level;  /**< index into levels, YP_NONE */
    uint32_t region; /**< ancestor-or-self at the case's `regions` level; YP_NONE: above them, beside them or
                        outside */
    double latitude, longitude; /**< deg, NaN */
    double population, area;    /**< person, km2, NaN */
    double voltage;             /**< kV */
    bool is_outside;
    const yp_carried *carried;
    yp_spot at;
} yp_place;

typedef enum { YP_FLOW, YP_STOCK } yp_good_kind;
typedef enum { YP_DISPOSAL_NONE, YP_DISPOSAL_FREE, YP_DISPOSAL_PRICED } yp_disposal;

typedef struct {
    const char *id, *name, *name_zh, *unit, *group, *layer, *source, *quality;
    yp_good_kind kind;
    yp_resolution resolution;
    yp_disposal disposal;
    yp_value disposal_price; /**< M/U, with YP_DISPOSAL_PRICED */
    bool has_borders;
    yp_value demand_value; /**< M/U, absent: must be served */
    const yp_carried *carried;
    yp_spot at;
} yp_good;

/** Where the chain of a store's levels closes: in each chain of blocks, in each period, in each day, or over
 * all periods as one; `restart` is open and begins anew in each period, `none` is open and runs through all.
 */
typedef enum {
    YP_CYCLE_HORIZON,
    YP_CYCLE_PERIOD,
    YP_CYCLE_DAY,
    YP_CYCLE_THROUGH,
    YP_CYCLE_RESTART,
    YP_CYCLE_NONE
} yp_cycle;

/** What a ramp, or a least time, counts in. */
typedef enum { YP_PACE_HOUR, YP_PACE_BLOCK } yp_pace;

/** Whether a component is switched on and off, in part or whole. */
typedef enum { YP_COMMIT_NONE, YP_COMMIT_RELAXED, YP_COMMIT_INTEGER } yp_commit;

/** A row of supplies, demands, links, processes or stores. Fields that a table lacks hold their column's
 * default. Level: U/h for flow goods, U for stock goods; processes: their level_unit. */
typedef struct {
    const char *id, *name, *name_zh, *technology, *group, *layer, *source, *quality, *note;
    const char *level_unit; /**< of level and capacity, e.g. "MW"; never NULL */
    yp_table table;
    const yp_carried *carried;
    yp_spot at;
    uint32_t place, good; /**< links: the `from` side. Processes: good YP_NONE */
    uint32_t to, good_to; /**< links; else YP_NONE */
    uint32_t owner;       /**< place that earns its surplus; YP_NONE: its own place, links: by rent_from */
    yp_resolution resolution; /**< of its level: given, or that of the finest good touched */
    bool is_stock;            /**< levels are amounts */
    int from_year, to_year;   /**< INT_MIN, INT_MAX: always */

    double capacity;                     /**< U/h or U; may be INFINITY. Unused in demands */
    yp_value availability, minimum;      /**< share of capacity; demands: minimum is a share of quantity */
    yp_value fixed;                      /**< level; absent; NaN in the series: not fixed there */
    yp_value cost;                       /**< M per unit of level (and hour: M/U) */
    yp_value cost_slope;                 /**< M/U per level unit, ≥ 0 */
    double total_minimum, total_maximum; /**< U per total_per; −INFINITY, INFINITY */
    yp_resolution total_per;             /**< year, period, horizon */

    double build_minimum, build_maximum, build_unit; /**< level unit; build_unit NaN: continuous */
    uint32_t capacity_of;                            /**< component whose capacity bounds this one; YP_NONE */
    double investment;                               /**< M per level unit, overnight */
    double rate;                                     /**< per year */
    double lifetime;                                 /**< years */
    double fixed_cost;                               /**< M per level unit and year */
    const char *built;      /**< year in which its capacity comes into being; NULL: not said */
    const char *vintage_of; /**< row that it is a vintage of; NULL */
    bool has_vintages;      /**< some component is a vintage of it */
    double growth_maximum;  /**< level unit per year of the period in which it is built; NaN: any */
    bool retires;

    yp_value quantity; /**< demands: what is wanted, level unit */
    yp_value value;    /**< demands: M/U, the good's demand_value taken in; absent: must be served in full */
    yp_value value_slope; /**< ≤ 0 */

    yp_value efficiency, reverse,
        reverse_efficiency;              /**< links; reverse_efficiency absent: one signed column */
    double rent_from, length;            /**< share; km, NaN */
    double reactance;                    /**< angle difference in rad per unit of net level, NaN: none */
    double resistance;                   /**< per unit, NaN: none */
    double angle;                        /**< deg, phase shift; with a reactance */
    double angle_minimum, angle_maximum; /**< deg; both given: the shift is chosen in each block; else NaN */
    yp_duration delay;                   /**< what leaves arrives so much later */
    bool delay_wraps;                    /**< what leaves late arrives at the beginning of its chain */

    yp_value charge_share, charge_cost, efficiency_in, efficiency_out; /**< stores */
    yp_value
        charge_cost_slope; /**< M/U per level unit, ≥ 0; of what is taken, as cost_slope of what is given */
    yp_value fixed_in, fixed_out; /**< level; absent; NaN in the series: not fixed there */
    yp_value loss, inflow, spill_cost, level_minimum, level_maximum, level_fixed, level_cost;
    double hours;  /**< energy = hours × capacity (new capacity too); NaN: own energy */
    double energy; /**< U */
    double energy_build_minimum, energy_build_maximum, energy_investment, energy_fixed_cost;
    double energy_build_unit; /**< U; NaN: continuous */
    bool has_spill;
    yp_cycle cycle;
    double initial, final_minimum; /**< U, with YP_CYCLE_NONE and YP_CYCLE_RESTART */

    double outage_rate, repair_time, outage_unit; /**< share, h, level unit (NaN: capacity) */

    yp_value ramp_up,
        ramp_down; /**< share of capacity per ramp_unit; INFINITY, NaN in the series: no limit */
    yp_pace ramp_unit;
    double level_before; /**< before the first block; NaN: the first block has no ramp */

    yp_commit commit;
    double start_cost, stop_cost;    /**< M each */
    yp_value on_cost;                /**< M per hour on (and unit) */
    double minimum_up, minimum_down; /**< of time_unit */
    double on_before,
        off_before; /**< of time_unit, before each chain; on_before NaN: always unless off_before */
    yp_pace time_unit;
    double ramp_start, ramp_stop; /**< share of capacity that a start may reach, a stop may leave */
} yp_component;

/** What a coefficient is per unit of. `energy` and `energy_build` are of a store's own energy capacity. */
typedef enum {
    YP_PER_LEVEL,
    YP_PER_CAPACITY,
    YP_PER_BUILD,
    YP_PER_LEVEL_CHANGE,
    YP_PER_CHARGE,
    YP_PER_ON,
    YP_PER_START,
    YP_PER_STOP,
    YP_PER_ENERGY,
    YP_PER_ENERGY_BUILD
} yp_per;

static inline bool yp_per_is_capacity(yp_per per)
{
    return per == YP_PER_CAPACITY || per == YP_PER_BUILD || per == YP_PER_ENERGY ||
           per == YP_PER_ENERGY_BUILD;
}

/** A further good that a component touches; sorted by component, good, place, per, from_year. */
typedef struct {
    uint32_t component, place, good;
    yp_per per;
    yp_value value;    /**< unit of the good per unit of `per`; + makes, − uses */
    yp_duration delay; /**< what the level of a block makes or uses counts so much later */
    bool delay_wraps;
    int from_year, to_year; /**< in force in the periods between; INT_MIN, INT_MAX: always */
    const char *source, *quality, *layer;
    yp_spot at;
} yp_coefficient;

/** What steps add to, step by step: the level of a supply, process or link, or what a store gives out; what a
 * demand is served; what a store takes in. */
typedef enum { YP_STEP_COST, YP_STEP_VALUE, YP_STEP_CHARGE_COST } yp_step_attribute;

/** One step of a piecewise linear cost or value; sorted by component, attribute, number. The steps of a level
 * are filled in this order, so they are convex: costs rise, values fall. The level cannot exceed their sum.
 */
typedef struct {
    const char *id; /**< "component: attribute number", unique; its owner in results */
    uint32_t component;
    yp_step_attribute attribute;
    int number;
    double width;  /**< level unit; may be INFINITY */
    double amount; /**< M/U, added to the component's own cost, value or charge_cost */
    const char *source, *quality, *layer;
    yp_spot at;
} yp_step;

typedef enum {
    YP_BARRIER_COST,
    YP_BARRIER_TARIFF,
    YP_BARRIER_SHARE,
    YP_BARRIER_LIMIT,
    YP_BARRIER_RATIO,
    YP_BARRIER_SCHEDULE,
    YP_BARRIER_DELIVERY,
    YP_BARRIER_CLOSED
} yp_barrier_kind;

typedef enum { YP_REVENUE_FROM, YP_REVENUE_TO, YP_REVENUE_SPLIT, YP_REVENUE_PLACE } yp_revenue;

/** A link that a barrier acts on. For limit, schedule, delivery `sign` tells how its level counts in the sum.
 */
typedef struct {
    uint32_t link;
    bool forward, backward; /**< acts on the level from `from` to `to`; on the level from `to` to `from` */
    double sign; /**< +1: forward level counts positive, −1: the link runs against the border's direction */
} yp_crossing;

typedef struct {
    const char *id, *name, *name_zh, *source, *quality, *layer;
    yp_barrier_kind kind;
    yp_value value; /**< cost, tariff M/U; share, ratio 1; limit, schedule U/h; delivery U per year */
    yp_revenue revenue;
    uint32_t revenue_place;
    uint32_t reform;
    bool is_lifted;
    int from_year, to_year; /**< stands in the periods between; INT_MIN, INT_MAX: always */
    double cost_of_lifting; /**< M per year */
    const yp_crossing
        *crossings; /**< sorted by link; the links of has_borders goods that cross and are selected */
    size_t crossing_count;
    yp_resolution resolution; /**< of the sum (limit, schedule, delivery): that of the good */
    /* as written, so that the case can be written again */
    const char *border, *within, *goods, *links;
    yp_spot at;
} yp_barrier;

/** Rows of barriers that are lifted together. */
typedef struct {
    const char *id, *name, *name_zh;
    const uint32_t *depends_on; /**< reforms that must come before */
    size_t depends_count;
    double cost_of_lifting; /**< sum of its rows */
} yp_reform;

typedef struct {
    const char *id;
    uint32_t component;      /**< one row per component matched */
    uint32_t border_barrier; /**< barrier whose crossings it taxes, YP_NONE */
    yp_value rate;           /**< M per unit of level */
    uint32_t revenue_to;     /**< place; YP_NONE: here */
    const char *group, *source, *quality;
    bool is_lifted, may_lift;
    int from_year, to_year; /**< in force in the periods between; both 0: always */
    yp_spot at;
} yp_tax;

typedef struct {
    const char *id, *kind; /**< named, or stochastic */
    double probability;
    const char *name, *name_zh;
    yp_spot at;
} yp_scenario;

typedef struct {
    const char *measure, *selector, *block, *kind, *source, *quality, *note, *id;
    const char *scenario, *lift; /**< of the run that it speaks of; NULL: the case as it stands */
    const char *name, *name_zh;
    double value, absolute, relative; /**< tolerances; NaN: none given */
    yp_spot at;
} yp_expect;

typedef struct {
    const char *id, *table, *citation, *url, *licence, *accessed, *quality;
} yp_source;

/** A technology: what its components share beside their numbers, which they have already taken in. */
typedef struct {
    const char *id, *name, *name_zh, *color, *group, *source, *quality;
    yp_spot at;
} yp_technology;

/** A number that a study is given in case.yaml. */
typedef struct {
    const char *key;
    double value;
    yp_spot at;
} yp_study_number;

/** A study that the case asks for beside its plan: `studies: {rationing: {steps: 2}}`. */
typedef struct {
    const char *name;
    const yp_study_number *numbers;
    size_t number_count;
    yp_spot at;
} yp_study_wish;

/** What a plan is measured by. */
typedef struct {
    const char *id, *measure, *component; /**< component: a selector, NULL: none */
    uint32_t place, good;                 /**< YP_NONE: any */
    int period, base_year;                /**< base_year INT_MIN: the value is no change */
    int direction;                        /**< 0 at most, 1 at least, 2 equal */
    double value, weight;
    bool is_hard;
    yp_spot at;
} yp_target;

/** Do years that a row gives hold a year? Rows hold from from_year to before to_year. */
static inline bool yp_years_hold(int from_year, int to_year, int year)
{
    return from_year <= year && year < to_year;
}

typedef struct {
    int year;
    double years, weight; /**< weight: discounted sum of its years, or given */
} yp_period;

typedef enum { YP_AGGREGATE_NONE, YP_AGGREGATE_DAYS, YP_AGGREGATE_RESAMPLE } yp_aggregation_method;

/** How time is given: snapshots at equal steps, thinned by an aggregation; or explicit blocks. */
typedef struct {
    int year, month, day, hour, minute; /**< start */
    double step_hours;
    size_t snapshot_count;
    const char *zone;
    bool drops_leap_day; /**< no snapshot lies on 29 February; see yp_time_date() */
    bool is_partial;     /**< blocks need not add up to a year */
    yp_aggregation_method method;
    size_t day_count; /**< days to keep, with YP_AGGREGATE_DAYS */
    double resample_hours;
    bool keeps_peak_net_load, keeps_low_wind_sun, within_month;
    const char *weight_file; /**< only series of this "layer/file" count in the distance of days; NULL: all */
    /* explicit blocks: [snapshot_count] each, or NULL */
    const double *block_step, *block_sum, *block_cost;
    const uint32_t *block_cycle, *block_period;
} yp_time;

typedef enum { YP_LOSSES_NONE, YP_LOSSES_TANGENTS, YP_LOSSES_SECANTS } yp_losses_mode;

/** How losses of links with a resistance are drawn: not at all, by lines that touch r·flow² at equal
 * distances, or by lines between points of it that are never further off than the larger of two errors. */
typedef struct {
    yp_losses_mode mode;
    int segments;              /**< tangents */
    double absolute, relative; /**< secants: level unit; share */
} yp_losses;

struct yp_case {
    yp_arena *arena;
    const char *folder, *title, *title_zh, *money; /**< money: "CNY" */
    int money_year;
    double discount_rate;
    double objective_constant; /**< money of the horizon; taken from the objective where it is reported */
    const char *network;       /**< path of the network that it was read from, NULL; no part of the hash */
    yp_losses losses;
    const char *secure; /**< selector of links that may fail one at a time; NULL: none */
    uint64_t hash;      /**< of all that was read, in canonical order */
    yp_time time;
    yp_period *periods;
    size_t period_count;
    const char **layers; /**< kept */
    const char **all_layers;
    size_t layer_count, all_layer_count;
    const char **levels; /**< level words of the place tree */
    size_t level_count;
    uint32_t region_level;

    yp_place *places;
    yp_good *goods;
    yp_component *components;
    yp_coefficient *coefficients;
    yp_step *steps;
    yp_barrier *barriers;
    yp_reform *reforms;
    yp_tax *taxes;
    yp_scenario *scenarios;
    yp_series *series;
    yp_expect *expects;
    yp_source *sources;
    yp_technology *technologies;
    yp_target *targets;
    size_t place_count, good_count, component_count, coefficient_count, step_count, barrier_count,
        reform_count, tax_count, scenario_count, series_count, expect_count, source_count, technology_count,
        target_count;
    size_t dropped_row_count; /**< rows that mention layers left out */

    const uint32_t *gain_order; /**< reforms in the order of the case's study; ends the waterfall */
    size_t gain_order_count;
    const uint32_t *gain_range; /**< scenarios that span the range */
    size_t gain_range_count;
    const yp_study_wish *studies; /**< the other ones, in the order of case.yaml; names as written */
    size_t study_count;

    yp_map *place_map, *good_map, *component_map, *step_map, *reform_map, *scenario_map;
    const struct yp_tables
        *tables; /**< the rows as read, for writing the case and applying shocks; private to case */

    /* Stochastic scenarios: what differs by scenario is a series with branches, or a branch number. */
    yp_branch *branches; /**< sorted by scenario; none: everything is known beforehand */
    size_t branch_count;
    const yp_branch_number *branch_numbers; /**< sorted by component, field */
    size_t branch_number_count;
    double risk_alpha, risk_omega; /**< share of the best outcomes that CVaR leaves out; what CVaR counts
                                      beside the expected cost. omega 0: risk is not weighed */
    const yp_case *plain;          /**< the case without shocks, as its tables say it; NULL: this one */
};

/** A number of a component in a stochastic scenario; `field` is one of its own. Without such scenarios, or if
 * it does not differ: the number. */
double yp_number_in(const yp_case *c, const yp_component *component, const double *field, size_t branch);

/** Does a value have a gap anywhere, in any scenario? Not absent, and may be a series. */
bool yp_value_has_gaps(const yp_case *c, yp_value value);

/** New capacity that a run takes from elsewhere: this much is built, and paid for, no more and no less. */
typedef struct {
    uint32_t component;
    double built,
        energy_built; /**< level unit, U; added to the existing capacity, and no more may be built */
} yp_hold;

/** A number of components or a barrier that a run changes, as in "technology=coal.cost*=1.2". */
typedef struct {
    const char *selector;  /**< of components, or the id of a barrier */
    const char *attribute; /**< a column that holds a number */
    char how;              /**< '=' set, '*' factor, '+' add */
    double value;          /**< in the unit of the column; not set by yp_setting_target() */
    yp_spot at;            /**< for messages */
} yp_setting;

/** Read "SELECTOR.COLUMN=VALUE", with *= or += in place of =. Texts go into the arena.
 *  @return YP_OK, YP_BAD_INPUT (said), YP_NO_MEMORY */
yp_status yp_setting_parse(const char *text, yp_spot at, yp_arena *arena, yp_diag *diag, yp_setting *out);

/** Read "SELECTOR.COLUMN", with * or + at the end for a factor or an addition: the header of a sweep. */
yp_status yp_setting_target(const char *text, yp_spot at, yp_arena *arena, yp_diag *diag, yp_setting *out);

typedef struct {
    const char *const *lift; /**< reforms to lift; "all" lifts every one */
    size_t lift_count;
    const char *scenario; /**< of any kind; a stochastic one becomes certain. NULL: none */
    const yp_hold *holds;
    size_t hold_count;
    const yp_setting *settings; /**< applied after the scenario, in their order */
    size_t setting_count;
    const yp_losses *losses; /**< NULL: those of the case */
    const char *secure;      /**< NULL: as the case has it */
    const double *risk;      /**< alpha and omega instead of the case's; NULL: the case's */
} yp_changes;

/**
 * The case with changes applied: a new case of the same structure (same places, goods, components,
 * coefficients and barriers in the same order), other numbers. Shares memory with `c`, which must outlive it.
 * Unknown reforms and scenarios are errors that name the nearest known one.
 */
yp_status yp_case_apply(const yp_case *c, const yp_changes *changes, yp_diag *diag, yp_case **out);

/**
 * Write the case as it stands (layers, scenario, lifts and holds applied) as a folder that yp_case_load()
 * reads back to the same case. The folder must exist and be empty. @return YP_OK, YP_IO
 */
yp_status yp_case_write(const yp_case *c, const char *folder, yp_diag *diag);

/** Date of a snapshot: hours and minutes since midnight in `*minute`. Only for time without explicit blocks.
 */
void yp_time_date(const yp_time *time, size_t snapshot, int *year, int *month, int *day, int *minute);

/** True if `place` is `ancestor` or lies below it. */
bool yp_place_is_within(const yp_case *c, uint32_t place, uint32_t ancestor);

/** The ancestor-or-self of a place at a level, or YP_NONE. */
uint32_t yp_place_at_level(const yp_case *c, uint32_t place, uint32_t level);

/** Does a selector such as "technology=coal;place=320000" match a component? Parsed once per call; NULL
 * matches all. Unknown keys are errors at `at`. */
yp_status yp_select(const yp_case *c, const char *selector, yp_spot at, yp_diag *diag,
                    bool *matches /* [component_count] */);

/** Yearly payment that repays 1 over `years` at `rate` (capital recovery factor): rate / (1 − (1 +
 * rate)^−years); 1/years at rate 0; rate for infinite years. Source: Short, Packey & Holt 1995,
 * NREL/TP-462-5173. */
double yp_annuity(double rate, double years);

#endif
