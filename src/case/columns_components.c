/* The columns of supplies, demands, links, processes and stores. */
#include "case/internal.h"

#include <math.h>

const yp_range yp_range_any = { -INFINITY, INFINITY, "any" };
const yp_range yp_range_not_negative = { 0, INFINITY, "0 or more" };
const yp_range yp_range_share = { 0, 1, "from 0 to 1" };
const yp_range yp_range_positive = { 5e-324, INFINITY, "above 0" };
const yp_range yp_range_not_positive = { -INFINITY, 0, "0 or less" };

static const yp_range efficiency_range = { 5e-324, 1e300, "above 0" };
static const yp_range finite_range = { -1e300, 1e300, "finite" };
static const yp_range finite_not_negative = { 0, 1e300, "0 or more, finite" };
static const yp_range rate_range = { -0.99, 10, "from -0.99 to 10" };

const yp_word yp_resolution_words[] = {
#define X(code, word) { word, code },
    YP_RESOLUTION_LIST(X)
#undef X
        { NULL, 0 },
};

static const yp_word total_words[] = {
    { "year", YP_YEAR }, { "period", YP_PERIOD }, { "horizon", YP_HORIZON }, { NULL, 0 }
};
static const yp_word ramp_words[] = { { "1/h", YP_PACE_HOUR }, { "1/block", YP_PACE_BLOCK }, { NULL, 0 } };
static const yp_word pace_words[] = { { "h", YP_PACE_HOUR }, { "block", YP_PACE_BLOCK }, { NULL, 0 } };
static const yp_word commit_words[] = { { "relaxed", YP_COMMIT_RELAXED },
                                        { "integer", YP_COMMIT_INTEGER },
                                        { NULL, 0 } };
static const yp_word cycle_words[] = { { "horizon", YP_CYCLE_HORIZON },
                                       { "period", YP_CYCLE_PERIOD },
                                       { "day", YP_CYCLE_DAY },
                                       { "through", YP_CYCLE_THROUGH },
                                       { "restart", YP_CYCLE_RESTART },
                                       { "none", YP_CYCLE_NONE },
                                       { NULL, 0 } };

/* One line a column; clang-format would break each over four. */
/* clang-format off */
#define AT(field) offsetof(yp_component, field)
#define TEXT(name, field, help) { name, YP_TYPE_TEXT, YP_UNIT_NONE, "", NULL, NULL, AT(field), 0, help }
#define OWN_ID(help) { "id", YP_TYPE_ID, YP_UNIT_NONE, "-", NULL, NULL, AT(id), YP_COLUMN_IS_OWN, help }
#define PLACE(name, field, fallback, help) { name, YP_TYPE_PLACE, YP_UNIT_NONE, fallback, NULL, NULL, AT(field), 0, help }
#define GOOD(name, field, fallback, help) { name, YP_TYPE_GOOD, YP_UNIT_NONE, fallback, NULL, NULL, AT(field), 0, help }
#define NUMBER(name, unit, fallback, range, field, help) { name, YP_TYPE_NUMBER, unit, fallback, &(range), NULL, AT(field), 0, help }
#define VALUE(name, unit, fallback, range, field, flags, help) { name, YP_TYPE_VALUE, unit, fallback, &(range), NULL, AT(field), flags, help }
#define FLAG(name, fallback, field, help) { name, YP_TYPE_BOOLEAN, YP_UNIT_NONE, fallback, NULL, NULL, AT(field), 0, help }
#define LATER_NUMBER(name, unit, fallback, help) { name, YP_TYPE_NUMBER, unit, fallback, &yp_range_any, NULL, 0, YP_COLUMN_LATER, help }
#define LATER_FLAG(name, fallback, help) { name, YP_TYPE_BOOLEAN, YP_UNIT_NONE, fallback, NULL, NULL, 0, YP_COLUMN_LATER, help }
#define SERIES YP_COLUMN_SERIES
#define GAPS (YP_COLUMN_SERIES | YP_COLUMN_GAPS)

/* of every table of components */
#define COMMON                                                                                                         \
    { "technology", YP_TYPE_ID, YP_UNIT_NONE, "", NULL, NULL, AT(technology), YP_COLUMN_IS_OWN, "key of technologies.csv, whose columns give defaults" }, \
    TEXT("group", group, "name for stacks and colours in reports; empty: the technology"),                             \
    { "active", YP_TYPE_BOOLEAN, YP_UNIT_NONE, "yes", NULL, NULL, 0, YP_COLUMN_BY_HAND | YP_COLUMN_UNWRITTEN, "no: the row is ignored" }, \
    { "from_year", YP_TYPE_INTEGER, YP_UNIT_NONE, "", NULL, NULL, AT(from_year), 0, "exists in periods from this year on" }, \
    { "to_year", YP_TYPE_INTEGER, YP_UNIT_NONE, "", NULL, NULL, AT(to_year), 0, "exists in periods before this year" }, \
    { "unless_layer", YP_TYPE_TEXT, YP_UNIT_NONE, "", NULL, NULL, 0, YP_COLUMN_BY_HAND | YP_COLUMN_UNWRITTEN, "dropped when that layer is loaded" }, \
    TEXT("name", name, "what people call it"),                                                                         \
    TEXT("name_zh", name_zh, "the same in Chinese"),                                                                   \
    TEXT("source", source, "key of sources.csv or text; empty: that of the whole table"),                              \
    TEXT("quality", quality, "official, published, derived, estimate, recalled or own"),                               \
    TEXT("note", note, "anything")

/* shared by supplies, links, processes, stores and demands */
#define SHARED_BY_ALL                                                                                                  \
    VALUE("fixed", YP_UNIT_RATE, "", finite_range, fixed, GAPS, "level is this; empty entries of the series: not fixed"),    \
    NUMBER("total_minimum", YP_UNIT_AMOUNT, "-inf", yp_range_any, total_minimum, "least sum over the time of total_per"), \
    NUMBER("total_maximum", YP_UNIT_AMOUNT, "inf", yp_range_any, total_maximum, "largest sum over the time of total_per"), \
    { "total_per", YP_TYPE_WORD, YP_UNIT_NONE, "horizon", NULL, total_words, AT(total_per), 0, "time of these sums" }, \
    { "resolution", YP_TYPE_WORD, YP_UNIT_NONE, "", NULL, yp_resolution_words, AT(resolution), 0, "of the level; empty: that of the finest good touched" }

/* shared by supplies, links, processes, stores */
#define SHARED                                                                                                         \
    NUMBER("capacity", YP_UNIT_RATE, "-", yp_range_not_negative, capacity, "what exists; 0 if only new; may be inf"),  \
    VALUE("availability", YP_UNIT_SHARE, "1", yp_range_any, availability, SERIES, "upper bound = availability x capacity"), \
    VALUE("minimum", YP_UNIT_SHARE, "0", yp_range_any, minimum, SERIES, "lower bound = minimum x capacity; negative: may run backwards; -inf: free"), \
    SHARED_BY_ALL,                                                                                                     \
    VALUE("cost", YP_UNIT_PRICE, "0", finite_range, cost, SERIES, "per unit of level"),                                      \
    VALUE("cost_slope", YP_UNIT_SLOPE, "0", finite_not_negative, cost_slope, SERIES, "marginal cost at level x = cost + cost_slope x"), \
    NUMBER("build_maximum", YP_UNIT_RATE, "0", yp_range_not_negative, build_maximum, "new capacity allowed; above 0 makes the component extendable"), \
    NUMBER("build_minimum", YP_UNIT_RATE, "0", finite_not_negative, build_minimum, "new capacity required"),           \
    NUMBER("build_unit", YP_UNIT_RATE, "", yp_range_positive, build_unit, "new capacity comes in whole units of this size"), \
    { "capacity_of", YP_TYPE_COMPONENT, YP_UNIT_NONE, "", NULL, NULL, AT(capacity_of), 0, "bounded by the capacity of that component, each on its own" }, \
    NUMBER("investment", YP_UNIT_MONEY_PER_RATE, "0", finite_range, investment, "overnight; charged as annuity(rate, lifetime) x years represented"), \
    NUMBER("rate", YP_UNIT_SHARE, "0.05", rate_range, rate, "for the annuity, a fraction a year"),                     \
    NUMBER("lifetime", YP_UNIT_YEAR, "inf", yp_range_positive, lifetime, "for the annuity; ends the capacity in runs of several periods"), \
    NUMBER("fixed_cost", YP_UNIT_MONEY_PER_RATE_YEAR, "0", finite_range, fixed_cost, "on existing and new capacity, x years represented"), \
    PLACE("owner", owner, "", "who earns its surplus; empty: its place"),                                             \
    NUMBER("outage_rate", YP_UNIT_SHARE, "0", yp_range_share, outage_rate, "forced outage, for adequacy"),             \
    NUMBER("repair_time", YP_UNIT_HOUR, "24", yp_range_positive, repair_time, "of an outage"),                         \
    NUMBER("outage_unit", YP_UNIT_RATE, "", yp_range_positive, outage_unit, "size of one unit for outages; empty: the capacity"), \
    TEXT("built", built, "year in which its capacity comes into being, which ends it after lifetime; each: besides what exists one vintage in every period, with these numbers, a component of its own called ID YEAR"), \
    TEXT("vintage_of", vintage_of, "row that it is a vintage of: what selects that id without quotes selects this too"), \
    NUMBER("growth_maximum", YP_UNIT_RATE, "", yp_range_not_negative, growth_maximum, "new capacity at most, for each year of the period in which it is built"),                                   \
    FLAG("retire", "no", retires, "existing capacity may be given up, period by period and for good, to save its fixed_cost"),                                                   \
    VALUE("ramp_up", YP_UNIT_PER_PACE, "inf", yp_range_not_negative, ramp_up, GAPS, "the level rises by at most this share of capacity; not across chains and periods"), \
    VALUE("ramp_down", YP_UNIT_PER_PACE, "inf", yp_range_not_negative, ramp_down, GAPS, "falls by at most this share"), \
    { "ramp_unit", YP_TYPE_WORD, YP_UNIT_NONE, "1/h", NULL, ramp_words, AT(ramp_unit), 0, "of ramp_up and ramp_down; a header such as ramp_up [1/block] says it too" }, \
    { "commit", YP_TYPE_WORD, YP_UNIT_NONE, "", NULL, commit_words, AT(commit), 0, "switched on and off, minimum meaning while on: whole units, or parts of them" }, \
    NUMBER("start_cost", YP_UNIT_MONEY, "0", finite_not_negative, start_cost, "a start"),                              \
    NUMBER("stop_cost", YP_UNIT_MONEY, "0", finite_not_negative, stop_cost, "a stop"),                                 \
    VALUE("on_cost", YP_UNIT_MONEY_PER_HOUR, "0", finite_range, on_cost, SERIES, "while on, each unit"),               \
    NUMBER("minimum_up", YP_UNIT_PACE, "0", finite_not_negative, minimum_up, "on at least so long once started"),      \
    NUMBER("minimum_down", YP_UNIT_PACE, "0", finite_not_negative, minimum_down, "off at least so long once stopped"), \
    NUMBER("on_before", YP_UNIT_PACE, "", yp_range_not_negative, on_before, "on for so long before the first block of a chain; empty: always, unless off_before is above 0"), \
    NUMBER("off_before", YP_UNIT_PACE, "0", yp_range_not_negative, off_before, "off for so long before it"),           \
    { "time_unit", YP_TYPE_WORD, YP_UNIT_NONE, "h", NULL, pace_words, AT(time_unit), 0, "of minimum_up, minimum_down, on_before, off_before; a header such as minimum_up [block] says it too" }, \
    NUMBER("ramp_start", YP_UNIT_SHARE, "1", yp_range_not_negative, ramp_start, "of capacity: what a start may reach in its block"), \
    NUMBER("ramp_stop", YP_UNIT_SHARE, "1", yp_range_not_negative, ramp_stop, "of capacity: what may run in the block before a stop"), \
    NUMBER("level_before", YP_UNIT_RATE, "", finite_range, level_before, "level before the first block, for ramps; empty: the first block has none"),                         \
    LATER_NUMBER("maintenance", YP_UNIT_HOUR, "0", "hours a year out of service")

static const yp_column supply_columns[] = {
    OWN_ID("unique over the five tables of components"),
    PLACE("place", place, "-", "where it is"),
    GOOD("good", good, "-", "what it makes"),
    SHARED,
    COMMON,
};

static const yp_column demand_columns[] = {
    OWN_ID("unique over the five tables of components"),
    PLACE("place", place, "-", "where it is"),
    GOOD("good", good, "-", "what it wants"),
    VALUE("quantity", YP_UNIT_RATE, "-", finite_not_negative, quantity, SERIES, "what is wanted"),
    VALUE("value", YP_UNIT_PRICE, "", finite_range, value, SERIES | YP_COLUMN_OR_NONE, "willingness to pay of the first unit; empty: the good's demand_value; that empty too, or the word none: must be served in full"),
    VALUE("value_slope", YP_UNIT_SLOPE, "0", yp_range_not_positive, value_slope, SERIES, "marginal value at level x = value + value_slope x"),
    VALUE("minimum", YP_UNIT_SHARE, "0", yp_range_share, minimum, SERIES, "share of the quantity that must be served"),
    LATER_NUMBER("shift", YP_UNIT_HOUR, "0", "may be moved within this window"),
    SHARED_BY_ALL,
    PLACE("owner", owner, "", "who earns its surplus; empty: its place"),
    COMMON,
};

static const yp_column link_columns[] = {
    OWN_ID("unique over the five tables of components"),
    PLACE("from", place, "-", "where the good leaves; the level is measured here"),
    PLACE("to", to, "-", "where it arrives"),
    GOOD("good", good, "-", "what leaves"),
    GOOD("good_to", good_to, "", "what arrives; empty: the same good"),
    VALUE("efficiency", YP_UNIT_NONE, "1", finite_not_negative, efficiency, SERIES, "arrives at to: efficiency x level"),
    VALUE("reverse", YP_UNIT_SHARE, "0", yp_range_not_negative, reverse, SERIES, "flow from to back to from is at most reverse x capacity"),
    VALUE("reverse_efficiency", YP_UNIT_NONE, "", finite_not_negative, reverse_efficiency, SERIES, "given: backward flow leaves to and this share arrives at from; empty: one signed column"),
    NUMBER("length", YP_UNIT_KILOMETRE, "", yp_range_not_negative, length, "of the way"),
    NUMBER("rent_from", YP_UNIT_SHARE, "0.5", yp_range_share, rent_from, "part of the congestion rent that goes to the from side"),
    NUMBER("reactance", YP_UNIT_NONE, "", finite_range, reactance, "rad per unit of level (per unit of 1 MVA where levels are MW): Kirchhoff's voltage law over the meshes of all links of this good that have one"),
    NUMBER("resistance", YP_UNIT_NONE, "", finite_not_negative, resistance, "loss = resistance x flow^2, half at each end, where defaults.losses says so; per unit of 1 MVA where levels are MW"),
    NUMBER("angle", YP_UNIT_DEGREE, "0", finite_range, angle, "phase shift, with a reactance"),
    NUMBER("angle_minimum", YP_UNIT_DEGREE, "", finite_range, angle_minimum, "with angle_maximum: the shift is chosen between them in each block"),
    NUMBER("angle_maximum", YP_UNIT_DEGREE, "", finite_range, angle_maximum, "with angle_minimum: the shift is chosen between them in each block"),
    { "delay", YP_TYPE_DURATION, YP_UNIT_NONE, "0", &yp_range_not_negative, NULL, AT(delay), 0, "arrives later; in hours, or in blocks (3 block)" },
    FLAG("delay_wraps", "yes", delay_wraps, "what leaves late arrives at the beginning of its chain of blocks; no: it is lost"),
    SHARED,
    COMMON,
};

static const yp_column process_columns[] = {
    OWN_ID("unique over the five tables of components"),
    PLACE("place", place, "-", "where it is"),
    { "level_unit", YP_TYPE_TEXT, YP_UNIT_NONE, "MWh/h", NULL, NULL, AT(level_unit), 0, "unit of its level; its goods stand in coefficients.csv" },
    SHARED,
    COMMON,
};

static const yp_column store_columns[] = {
    OWN_ID("unique over the five tables of components"),
    PLACE("place", place, "-", "where it is"),
    GOOD("good", good, "-", "what it keeps"),
    VALUE("charge_share", YP_UNIT_SHARE, "1", yp_range_not_negative, charge_share, SERIES, "charging rate at the node is at most charge_share x capacity"),
    VALUE("charge_cost", YP_UNIT_PRICE, "0", finite_range, charge_cost, SERIES, "per unit taken from the node"),
    VALUE("charge_cost_slope", YP_UNIT_SLOPE, "0", finite_not_negative, charge_cost_slope, SERIES, "marginal cost of charging at rate x = charge_cost + charge_cost_slope x"),
    VALUE("efficiency_in", YP_UNIT_SHARE, "1", efficiency_range, efficiency_in, SERIES, "stored per unit taken"),
    VALUE("efficiency_out", YP_UNIT_SHARE, "1", efficiency_range, efficiency_out, SERIES, "given per unit of what was stored"),
    NUMBER("hours", YP_UNIT_HOUR, "", yp_range_not_negative, hours, "energy = hours x capacity; then the energy columns are empty"),
    NUMBER("energy", YP_UNIT_AMOUNT, "0", yp_range_not_negative, energy, "energy capacity of its own"),
    NUMBER("energy_build_minimum", YP_UNIT_AMOUNT, "0", finite_not_negative, energy_build_minimum, "new energy capacity required"),
    NUMBER("energy_build_maximum", YP_UNIT_AMOUNT, "0", yp_range_not_negative, energy_build_maximum, "new energy capacity allowed"),
    NUMBER("energy_investment", YP_UNIT_MONEY_PER_AMOUNT, "0", finite_range, energy_investment, "overnight, per unit of energy capacity"),
    NUMBER("energy_fixed_cost", YP_UNIT_MONEY_PER_AMOUNT_YEAR, "0", finite_range, energy_fixed_cost, "on existing and new energy capacity"),
    NUMBER("energy_build_unit", YP_UNIT_AMOUNT, "", yp_range_positive, energy_build_unit, "new energy capacity comes in whole units of this size"),
    VALUE("loss", YP_UNIT_PER_HOUR, "0", yp_range_share, loss, SERIES, "keep = (1 - loss)^step_hours"),
    VALUE("inflow", YP_UNIT_RATE, "0", finite_range, inflow, SERIES, "natural inflow"),
    FLAG("spill", "yes", has_spill, "inflow may be spilled"),
    VALUE("spill_cost", YP_UNIT_PRICE, "0", finite_range, spill_cost, SERIES, "per unit spilled"),
    VALUE("level_minimum", YP_UNIT_SHARE, "0", yp_range_any, level_minimum, SERIES, "of energy capacity; may be negative"),
    VALUE("level_maximum", YP_UNIT_SHARE, "1", yp_range_any, level_maximum, SERIES, "of energy capacity"),
    VALUE("level_fixed", YP_UNIT_AMOUNT, "", finite_range, level_fixed, GAPS, "stored amount is this"),
    VALUE("level_cost", YP_UNIT_PRICE_PER_HOUR, "0", finite_range, level_cost, SERIES, "per unit stored and hour"),
    VALUE("fixed_in", YP_UNIT_RATE, "", finite_not_negative, fixed_in, GAPS, "charging is this; empty entries of the series: not fixed"),
    VALUE("fixed_out", YP_UNIT_RATE, "", finite_not_negative, fixed_out, GAPS, "discharging is this; empty entries of the series: not fixed; the column fixed sets discharging less charging"),
    { "cycle", YP_TYPE_WORD, YP_UNIT_NONE, "horizon", NULL, cycle_words, AT(cycle), 0, "where the chain of levels closes: in each chain of blocks, period or day, or through all periods as one; restart: begins with initial in each period, none: once" },
    NUMBER("initial", YP_UNIT_AMOUNT, "0", finite_range, initial, "only with cycle none or restart"),
    LATER_NUMBER("initial_share", YP_UNIT_SHARE, "", "of energy capacity, in place of initial"),
    NUMBER("final_minimum", YP_UNIT_AMOUNT, "0", finite_range, final_minimum, "with cycle none or restart"),
    LATER_FLAG("linked_days", "no", "with typical days: the level runs through the calendar"),
    SHARED,
    COMMON,
};

#define SCHEMA(name, list, help) { name, list, sizeof(list) / sizeof *(list), sizeof(yp_component), help }
const yp_schema yp_component_schemas[YP_TABLE_COUNT] = {
    SCHEMA("supplies", supply_columns, "what is made from nothing that the case balances"),
    SCHEMA("demands", demand_columns, "what is wanted"),
    SCHEMA("links", link_columns, "one good from a place to a place"),
    SCHEMA("processes", process_columns, "several goods in, several out"),
    SCHEMA("stores", store_columns, "what carries a good through time"),
};
/* clang-format on */
