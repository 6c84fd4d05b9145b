/* The columns of all tables that hold no components. */
#include "case/internal.h"
#include "case/tables.h"

#include <math.h>

static const yp_range latitude = { -90, 90, "from -90 to 90" }, longitude = { -360, 360, "from -360 to 360" };

static const yp_word good_kinds[] = { { "flow", YP_FLOW }, { "stock", YP_STOCK }, { NULL, 0 } };
static const yp_word per_words[] = { { "level", YP_PER_LEVEL },
                                     { "capacity", YP_PER_CAPACITY },
                                     { "build", YP_PER_BUILD },
                                     { "level_change", YP_PER_LEVEL_CHANGE },
                                     { "charge", YP_PER_CHARGE },
                                     { "on", YP_PER_ON },
                                     { "start", YP_PER_START },
                                     { "stop", YP_PER_STOP },
                                     { "energy", YP_PER_ENERGY },
                                     { "energy_build", YP_PER_ENERGY_BUILD },
                                     { NULL, 0 } };
static const yp_word step_attributes[] = {
    { "cost", YP_STEP_COST }, { "value", YP_STEP_VALUE }, { "charge_cost", YP_STEP_CHARGE_COST }, { NULL, 0 }
};
static const yp_word barrier_kinds[] = {
    { "cost", YP_BARRIER_COST },         { "tariff", YP_BARRIER_TARIFF }, { "share", YP_BARRIER_SHARE },
    { "limit", YP_BARRIER_LIMIT },       { "ratio", YP_BARRIER_RATIO },   { "schedule", YP_BARRIER_SCHEDULE },
    { "delivery", YP_BARRIER_DELIVERY }, { "closed", YP_BARRIER_CLOSED }, { NULL, 0 }
};
static const yp_word scenario_kinds[] = { { "named", 0 }, { "stochastic", 1 }, { NULL, 0 } };
static const yp_word change_words[] = {
    { "factor", YP_CHANGE_FACTOR }, { "add", YP_CHANGE_ADD }, { "set", YP_CHANGE_SET }, { NULL, 0 }
};
static const yp_word direction_words[] = { { "at_most", 0 }, { "at_least", 1 }, { "equal", 2 }, { NULL, 0 } };
static const yp_word expect_kinds[] = {
    { "published", 0 }, { "derived", 1 }, { "independent", 2 }, { "calibrated", 3 }, { NULL, 0 }
};

/* clang-format off */
#define NONE YP_UNIT_NONE
#define TEXT(type, name, field, help) { name, YP_TYPE_TEXT, NONE, "", NULL, NULL, offsetof(type, field), 0, help }
#define NEEDED(type, name, field, help) { name, YP_TYPE_TEXT, NONE, "-", NULL, NULL, offsetof(type, field), 0, help }
#define ID(type, help) { "id", YP_TYPE_ID, NONE, "-", NULL, NULL, offsetof(type, id), YP_COLUMN_IS_OWN, help }
#define NUMBER(type, name, unit, fallback, range, field, help) { name, YP_TYPE_NUMBER, unit, fallback, &(range), NULL, offsetof(type, field), 0, help }
#define FLAG(type, name, fallback, field, help) { name, YP_TYPE_BOOLEAN, NONE, fallback, NULL, NULL, offsetof(type, field), 0, help }
#define WORD(type, name, fallback, words, field, help) { name, YP_TYPE_WORD, NONE, fallback, NULL, words, offsetof(type, field), 0, help }
#define BY_HAND(name, column_type, fallback, help) { name, column_type, NONE, fallback, NULL, NULL, 0, YP_COLUMN_BY_HAND, help }
#define SPENT(name, column_type, fallback, help) { name, column_type, NONE, fallback, NULL, NULL, 0, YP_COLUMN_BY_HAND | YP_COLUMN_UNWRITTEN, help }
#define LATER(name, column_type, fallback, help) { name, column_type, NONE, fallback, &yp_range_any, NULL, 0, YP_COLUMN_LATER, help }
#define IGNORED(name, help) { name, YP_TYPE_TEXT, NONE, "", NULL, NULL, 0, YP_COLUMN_BY_HAND | YP_COLUMN_UNWRITTEN, help }
#define ROW_GATES                                                                                                      \
    SPENT("active", YP_TYPE_BOOLEAN, "yes", "no: the row is ignored"),                                                 \
    SPENT("unless_layer", YP_TYPE_TEXT, "", "dropped when that layer is loaded"),                                      \
    LATER("from_year", YP_TYPE_INTEGER, "", "exists in periods from this year on"),                                    \
    LATER("to_year", YP_TYPE_INTEGER, "", "exists in periods before this year")
#define GATES_IN_YEARS(type)                                                                                           \
    SPENT("active", YP_TYPE_BOOLEAN, "yes", "no: the row is ignored"),                                                 \
    SPENT("unless_layer", YP_TYPE_TEXT, "", "dropped when that layer is loaded"),                                      \
    { "from_year", YP_TYPE_INTEGER, NONE, "", NULL, NULL, offsetof(type, from_year), 0, "in force in periods from this year on" }, \
    { "to_year", YP_TYPE_INTEGER, NONE, "", NULL, NULL, offsetof(type, to_year), 0, "in force in periods before this year" }
#define ORIGIN                                                                                                         \
    IGNORED("name", "what people call it"), IGNORED("name_zh", "the same in Chinese"),                                 \
    IGNORED("source", "key of sources.csv or text"), IGNORED("quality", "official, published, derived, estimate, recalled or own"), \
    IGNORED("note", "anything")
#define ORIGIN_OF(type)                                                                                                \
    IGNORED("name", "what people call it"), IGNORED("name_zh", "the same in Chinese"),                                 \
    TEXT(type, "source", source, "key of sources.csv or text; empty: that of the whole table"),                       \
    TEXT(type, "quality", quality, "official, published, derived, estimate, recalled or own"),                         \
    IGNORED("note", "anything")
#define NAMED_ORIGIN(type)                                                                                             \
    TEXT(type, "name", name, "what people call it"), TEXT(type, "name_zh", name_zh, "the same in Chinese"),            \
    TEXT(type, "source", source, "key of sources.csv or text; empty: that of the whole table"),                       \
    TEXT(type, "quality", quality, "official, published, derived, estimate, recalled or own"),                         \
    IGNORED("note", "anything")
#define SELECTOR(type, name, fallback, field, help) { name, YP_TYPE_SELECTOR, NONE, fallback, NULL, NULL, offsetof(type, field), 0, help }

static const yp_column place_columns[] = {
    ID(yp_place, "unique in the case"),
    BY_HAND("parent", YP_TYPE_TEXT, "", "place above; one root is empty"),
    BY_HAND("level", YP_TYPE_TEXT, "-", "country, delta, province, city, county, reach, section, port, world, ..."),
    NUMBER(yp_place, "lat", YP_UNIT_DEGREE, "", latitude, latitude, "latitude"),
    NUMBER(yp_place, "lon", YP_UNIT_DEGREE, "", longitude, longitude, "longitude"),
    NUMBER(yp_place, "population", YP_UNIT_PERSON, "", yp_range_not_negative, population, "people"),
    NUMBER(yp_place, "area", YP_UNIT_SQUARE_KILOMETRE, "", yp_range_not_negative, area, "land"),
    NUMBER(yp_place, "voltage", YP_UNIT_KILOVOLT, "1", yp_range_positive, voltage, "only for per-unit data"),
    FLAG(yp_place, "outside", "no", is_outside, "its surplus is shown apart and not counted in the region's welfare"),
    NAMED_ORIGIN(yp_place),
};

static const yp_column good_columns[] = {
    ID(yp_good, "unique in the case"),
    NEEDED(yp_good, "unit", unit, "of the amount"),
    WORD(yp_good, "kind", "flow", good_kinds, kind, "flow: activities are rates; stock: held, levels are amounts"),
    WORD(yp_good, "resolution", "base", yp_resolution_words, resolution, "over what time it is balanced"),
    BY_HAND("disposal", YP_TYPE_VALUE, "none", "none, free, or the price of getting rid of one unit (may be a series)"),
    FLAG(yp_good, "borders", "yes", has_borders, "links of this good are subject to barriers"),
    { "demand_value", YP_TYPE_VALUE, YP_UNIT_PRICE, "", &yp_range_any, NULL, offsetof(yp_good, demand_value), YP_COLUMN_SERIES, "willingness to pay of demands whose own value is empty; empty here too: they must be served" },
    TEXT(yp_good, "group", group, "carrier for stacks and colours in reports"),
    ROW_GATES,
    NAMED_ORIGIN(yp_good),
};

static const yp_column technology_columns[] = {
    ID(yp_technology, "unique in the case; all columns of supplies, demands, links, processes and stores may follow as defaults"),
    TEXT(yp_technology, "color", color, "in charts, as #rrggbb"),
    TEXT(yp_technology, "group", group, "name for stacks in reports"),
    NAMED_ORIGIN(yp_technology),
};

static const yp_column coefficient_columns[] = {
    BY_HAND("component", YP_TYPE_SELECTOR, "-", "components that touch the good"),
    BY_HAND("good", YP_TYPE_GOOD, "-", "the good"),
    BY_HAND("place", YP_TYPE_TEXT, "self", "from, to, self or a place"),
    WORD(yp_coefficient, "per", "level", per_words, per, "level; capacity (existing + new); build (new only, once); level_change (store: initial - final); charge; on (an hour), start, stop; energy and energy_build: capacity and build of a store's own energy"),
    { "value", YP_TYPE_VALUE, YP_UNIT_COEFFICIENT, "-", &yp_range_any, NULL, offsetof(yp_coefficient, value), YP_COLUMN_SERIES, "unit of the good per unit of per; + makes, - uses" },
    { "delay", YP_TYPE_DURATION, NONE, "0", &yp_range_not_negative, NULL, offsetof(yp_coefficient, delay), 0, "counts later; in hours, or in blocks (3 block)" },
    FLAG(yp_coefficient, "delay_wraps", "yes", delay_wraps, "what is late counts at the beginning of its chain of blocks; no: it is lost"),
    LATER("scenario", YP_TYPE_TEXT, "", "only in this scenario"),
    SPENT("optional", YP_TYPE_BOOLEAN, "no", "yes: a selector that matches nothing is only a warning"),
    GATES_IN_YEARS(yp_coefficient),
    ORIGIN_OF(yp_coefficient),
};

static const yp_column step_columns[] = {
    BY_HAND("component", YP_TYPE_SELECTOR, "-", "components that have the step"),
    WORD(yp_step, "attribute", "-", step_attributes, attribute, "what it adds to: cost, value (of demands) or charge_cost (of stores)"),
    { "step", YP_TYPE_INTEGER, NONE, "-", NULL, NULL, offsetof(yp_step, number), 0, "number; steps are filled in this order: cost must not fall, value must not rise" },
    NUMBER(yp_step, "width", YP_UNIT_RATE, "-", yp_range_not_negative, width, "how much of the level it takes; the level cannot exceed the sum of its steps"),
    NUMBER(yp_step, "value", YP_UNIT_PRICE, "-", yp_range_any, amount, "money per unit of level within the step, added to the component's own number"),
    LATER("block", YP_TYPE_TEXT, "", "only in this period"),
    SPENT("optional", YP_TYPE_BOOLEAN, "no", "yes: a selector that matches nothing is only a warning"),
    ROW_GATES,
    ORIGIN_OF(yp_step),
};

static const yp_column barrier_columns[] = {
    ID(yp_barrier, "unique among barriers"),
    NEEDED(yp_barrier, "border", border, "a level (province), a pair (320000|310000) or one way (320000>310000)"),
    TEXT(yp_barrier, "within", within, "only links whose ends both lie below this place; empty: all"),
    { "goods", YP_TYPE_SELECTOR, NONE, "*", NULL, NULL, offsetof(yp_barrier, goods), 0, "goods it applies to, joined by ;" },
    SELECTOR(yp_barrier, "links", "*", links, "links it applies to"),
    WORD(yp_barrier, "kind", "-", barrier_kinds, kind, "cost, tariff, share, limit, ratio, schedule, delivery or closed"),
    { "value", YP_TYPE_VALUE, YP_UNIT_BARRIER, "", &yp_range_any, NULL, offsetof(yp_barrier, value), YP_COLUMN_SERIES, "by kind: price, price, share, rate, factor, rate, amount a year; closed has none" },
    BY_HAND("revenue_to", YP_TYPE_TEXT, "split", "of a tariff: from, to, split or a place"),
    BY_HAND("reform", YP_TYPE_ID, "", "rows with one reform are lifted together; empty: the barrier's id"),
    BY_HAND("depends_on", YP_TYPE_TEXT, "", "reforms that must come before, joined by ;"),
    NUMBER(yp_barrier, "cost_of_lifting", YP_UNIT_MONEY_PER_YEAR, "0", yp_range_any, cost_of_lifting, "what lifting it costs"),
    FLAG(yp_barrier, "lifted", "no", is_lifted, "yes: stands open; written cases keep what a run lifted"),
    SPENT("optional", YP_TYPE_BOOLEAN, "no", "yes: a selector that matches nothing is only a warning"),
    GATES_IN_YEARS(yp_barrier),
    NAMED_ORIGIN(yp_barrier),
};

static const yp_column tax_columns[] = {
    ID(yp_tax, "unique among taxes"),
    BY_HAND("component", YP_TYPE_SELECTOR, "", "components that pay"),
    LATER("border", YP_TYPE_TEXT, "", "links that cross pay"),
    BY_HAND("good", YP_TYPE_GOOD, "", "must be the component's own"),
    BY_HAND("per", YP_TYPE_WORD, "level", "what is taxed: level"),
    { "rate", YP_TYPE_VALUE, YP_UNIT_PRICE, "-", &yp_range_any, NULL, offsetof(yp_tax, rate), YP_COLUMN_SERIES, "money per unit of level; a subsidy is negative" },
    BY_HAND("revenue_to", YP_TYPE_TEXT, "here", "a place, or here"),
    TEXT(yp_tax, "group", group, "name in reports"),
    FLAG(yp_tax, "lift", "yes", may_lift, "may be lifted"),
    SPENT("optional", YP_TYPE_BOOLEAN, "no", "yes: a selector that matches nothing is only a warning"),
    GATES_IN_YEARS(yp_tax),
    ORIGIN_OF(yp_tax),
};

static const yp_column scenario_columns[] = {
    ID(yp_scenario, "unique among scenarios"),
    NUMBER(yp_scenario, "probability", YP_UNIT_SHARE, "", yp_range_share, probability, "of its coming; those of the stochastic scenarios add up to 1"),
    { "kind", YP_TYPE_WORD, NONE, "named", NULL, scenario_kinds, 0, YP_COLUMN_BY_HAND, "named: applied when a run asks for it; stochastic: all of them are planned for at once, each with its probability" },
    LATER("year_from", YP_TYPE_TEXT, "", "series of another year"),
    TEXT(yp_scenario, "name", name, "what people call it"),
    TEXT(yp_scenario, "name_zh", name_zh, "the same in Chinese"),
    SPENT("active", YP_TYPE_BOOLEAN, "yes", "no: the row is ignored"),
    IGNORED("source", "key of sources.csv or text"), IGNORED("quality", "official, published, derived, estimate, recalled or own"),
    IGNORED("note", "anything"),
};

static const yp_column shock_columns[] = {
    BY_HAND("scenario", YP_TYPE_TEXT, "-", "the scenario it belongs to"),
    BY_HAND("component", YP_TYPE_SELECTOR, "", "components it hits, or the id of a barrier"),
    BY_HAND("place", YP_TYPE_PLACE, "", "hits the components there that have the attribute"),
    BY_HAND("barrier", YP_TYPE_TEXT, "", "the barrier it hits"),
    BY_HAND("attribute", YP_TYPE_TEXT, "-", "name of the column that changes"),
    WORD(yp_shock, "change", "-", change_words, change, "factor, add or set"),
    { "value", YP_TYPE_VALUE, YP_UNIT_NONE, "-", &yp_range_any, NULL, offsetof(yp_shock, value), YP_COLUMN_SERIES, "in the unit of the column that changes" },
    LATER("from", YP_TYPE_TEXT, "", "time stamp of its beginning"),
    LATER("to", YP_TYPE_TEXT, "", "time stamp of its end"),
    LATER("chance", YP_TYPE_NUMBER, "1", "that it happens"),
    SPENT("optional", YP_TYPE_BOOLEAN, "no", "yes: a selector that matches nothing is only a warning"),
    ROW_GATES,
    ORIGIN,
};

static const yp_column target_columns[] = {
    ID(yp_target, "unique among targets"),
    NEEDED(yp_target, "measure", measure, "level, made, used, price, capacity, built, unserved, emitted or share:A/B"),
    SELECTOR(yp_target, "component", "", component, "components that are measured"),
    { "place", YP_TYPE_PLACE, NONE, "", NULL, NULL, offsetof(yp_target, place), 0, "where" },
    { "good", YP_TYPE_GOOD, NONE, "", NULL, NULL, offsetof(yp_target, good), 0, "of what" },
    { "period", YP_TYPE_INTEGER, NONE, "-", NULL, NULL, offsetof(yp_target, period), 0, "year" },
    WORD(yp_target, "direction", "-", direction_words, direction, "at_most, at_least or equal"),
    NUMBER(yp_target, "value", NONE, "-", yp_range_any, value, "what is aimed at"),
    { "base_year", YP_TYPE_INTEGER, NONE, "", NULL, NULL, offsetof(yp_target, base_year), 0, "given: the value is a change since then" },
    NUMBER(yp_target, "weight", NONE, "1", yp_range_not_negative, weight, "against other targets"),
    FLAG(yp_target, "hard", "no", is_hard, "must be kept"),
    ROW_GATES,
    ORIGIN,
};

static const yp_column expect_columns[] = {
    TEXT(yp_expect, "id", id, "any name"),
    TEXT(yp_expect, "scenario", scenario, "scenario of the run; empty: none"),
    TEXT(yp_expect, "lift", lift, "reforms lifted in the run, joined by ;, or all; empty: none"),
    NEEDED(yp_expect, "measure", measure, "those of targets.csv, objective, flow, net_import, stored, welfare, account:ITEM, STUDY.FIGURE"),
    TEXT(yp_expect, "selector", selector, "what is measured"),
    TEXT(yp_expect, "block", block, "when; empty: the whole horizon"),
    NUMBER(yp_expect, "value", NONE, "-", yp_range_any, value, "what should come out"),
    NUMBER(yp_expect, "absolute", NONE, "", yp_range_not_negative, absolute, "tolerance"),
    NUMBER(yp_expect, "relative", NONE, "", yp_range_not_negative, relative, "tolerance, a share of the value"),
    { "kind", YP_TYPE_WORD, NONE, "", NULL, expect_kinds, 0, YP_COLUMN_BY_HAND, "published, derived, independent or calibrated" },
    TEXT(yp_expect, "source", source, "key of sources.csv or text"),
    TEXT(yp_expect, "quality", quality, "official, published, derived, estimate, recalled or own"),
    TEXT(yp_expect, "note", note, "anything"),
    TEXT(yp_expect, "name", name, "what people call it"), TEXT(yp_expect, "name_zh", name_zh, "the same in Chinese"),
    SPENT("active", YP_TYPE_BOOLEAN, "yes", "no: the row is ignored"),
};

static const yp_column source_columns[] = {
    ID(yp_source, "key that other tables name; not unique: one source may stand for several tables"),
    TEXT(yp_source, "table", table, "a whole table it stands for (power/links)"),
    TEXT(yp_source, "citation", citation, "who, what, when"),
    TEXT(yp_source, "url", url, "where"),
    TEXT(yp_source, "licence", licence, "under which terms"),
    TEXT(yp_source, "accessed", accessed, "day it was looked at"),
    TEXT(yp_source, "quality", quality, "official, published, derived, estimate, recalled or own"),
    IGNORED("name", "what people call it"), IGNORED("name_zh", "the same in Chinese"), IGNORED("note", "anything"),
};

static const yp_column block_columns[] = {
    BY_HAND("snapshot", YP_TYPE_TEXT, "-", "key that profiles are joined by"),
    BY_HAND("period", YP_TYPE_INTEGER, "", "year of the period; empty: the first"),
    NUMBER(yp_block_row, "step_hours", YP_UNIT_HOUR, "-", yp_range_positive, step, "time that passes: storage"),
    NUMBER(yp_block_row, "sum_hours", YP_UNIT_HOUR, "", yp_range_not_negative, sum, "hours of a year that it stands for; empty: the step"),
    NUMBER(yp_block_row, "cost_hours", YP_UNIT_HOUR, "", yp_range_not_negative, cost, "weight in the objective; empty: the step"),
    BY_HAND("cycle", YP_TYPE_TEXT, "", "chain it belongs to; stores run inside a chain"),
};

#define SCHEMA(name, list, type, help) { name, list, sizeof(list) / sizeof *(list), sizeof(type), help }
const yp_schema yp_other_schemas[YP_FILE_COUNT - YP_TABLE_COUNT] = {
    SCHEMA("places", place_columns, yp_place, "the tree of administrative units and other places"),
    SCHEMA("goods", good_columns, yp_good, "what is balanced"),
    SCHEMA("technologies", technology_columns, yp_technology, "defaults of components"),
    SCHEMA("coefficients", coefficient_columns, yp_coefficient, "every further good that a component touches"),
    SCHEMA("steps", step_columns, yp_step, "costs and values that change with the level, step by step"),
    SCHEMA("barriers", barrier_columns, yp_barrier, "what crossing a border costs or forbids"),
    SCHEMA("taxes", tax_columns, yp_tax, "money that moves with a level"),
    SCHEMA("scenarios", scenario_columns, yp_scenario, "named states of the world"),
    SCHEMA("shocks", shock_columns, yp_shock, "what a scenario changes"),
    SCHEMA("targets", target_columns, yp_target, "what a plan is measured by"),
    SCHEMA("expect", expect_columns, yp_expect, "answers that are known"),
    SCHEMA("sources", source_columns, yp_source, "where figures come from"),
    SCHEMA("blocks", block_columns, yp_block_row, "explicit time, in place of time and aggregation"),
};
/* clang-format on */
