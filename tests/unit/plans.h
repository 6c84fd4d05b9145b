/* Small cases with plans solved by hand, for tests of what judges, books and stores plans. Each test states
 * levels, prices and duals by name; indices and order are found here. */
#ifndef PLANS_H
#define PLANS_H

#include "case/builder.h"
#include "near.h"
#include "result/plan.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_BLOCKS = 3, MOST_THINGS = 24 };

/* A case and its plan; `weight` is that of a rate in a base block, cost hours × period weight. */
typedef struct {
    yp_builder *builder;
    yp_case *c;
    yp_plan plan;
    size_t block_count;
    double weight, period_weight, hours;
} board;

static inline double *room_for(board *s, size_t count)
{
    double *numbers = yp_arena_take(s->plan.arena, count, sizeof *numbers);
    assert_non_null(numbers);
    return numbers;
}

/* Levels of the time tree: all base blocks in one day, one year, one period. */
static inline void make_level(board *s, yp_resolution r)
{
    yp_blocks *blocks = &s->plan.blocks;
    const size_t count = r == YP_BASE ? blocks->count : 1;
    blocks->level_count[r] = count;
    blocks->parent[r] = yp_arena_take(s->plan.arena, blocks->count, sizeof(uint32_t));
    blocks->hours[r] = room_for(s, count);
    blocks->weight_hours[r] = room_for(s, count);
    blocks->times[r] = room_for(s, count);
    double step = 0;
    for (size_t b = 0; b < blocks->count; b++) {
        const size_t k = r == YP_BASE ? b : 0;
        blocks->parent[r][b] = (uint32_t)k;
        blocks->hours[r][k] += blocks->sum[b];
        blocks->weight_hours[r][k] += blocks->cost[b] * s->period_weight;
        step = r == YP_BASE ? blocks->step[b] : step + blocks->step[b];
        blocks->times[r][k] = (r <= YP_DAY ? blocks->hours[r][k] / step : 1) * s->period_weight;
    }
    if (r == YP_HORIZON) blocks->times[r][0] = 1;
}

/* Time of `count` equal blocks: 2 hours pass in each, which stands for 10 hours of a year. */
static inline void begin(board *s, size_t count, double period_weight)
{
    const yp_period period = { 2025, 1, period_weight };
    yp_builder_options options = yp_builder_options_defaults();
    options.regions = "province";
    options.time.snapshot_count = count;
    options.time.is_partial = true;
    options.periods = &period;
    options.period_count = 1;
    *s = (board){ .builder = yp_builder_new(&options), .block_count = count, .period_weight = period_weight };
    s->plan = (yp_plan){ .arena = yp_arena_new(NULL),
                         .cause = "",
                         .solver = "by hand",
                         .options = "",
                         .bound = NAN,
                         .gap = NAN,
                         .certificate = { NAN, NAN, NAN, false },
                         .has_levels = true,
                         .has_prices = true };
    yp_plan *plan = &s->plan;
    plan->activities = yp_arena_take(plan->arena, MOST_THINGS, sizeof *plan->activities);
    plan->nodes = yp_arena_take(plan->arena, MOST_THINGS, sizeof *plan->nodes);
    plan->rows = yp_arena_take(plan->arena, MOST_THINGS, sizeof *plan->rows);

    yp_blocks *blocks = &plan->blocks;
    *blocks = (yp_blocks){ .count = count, .joined = 1, .period_count = 1, .scenario_count = 1 };
    blocks->step = room_for(s, count);
    blocks->sum = room_for(s, count);
    blocks->cost = room_for(s, count);
    blocks->cycle = yp_arena_take(plan->arena, count, sizeof(uint32_t));
    blocks->period = yp_arena_take(plan->arena, count, sizeof(uint32_t));
    blocks->snapshot = yp_arena_take(plan->arena, count, sizeof(uint32_t));
    blocks->scenario = yp_arena_take(plan->arena, count, sizeof(uint32_t));
    blocks->probability = room_for(s, 1);
    blocks->scenario_weight = room_for(s, 1);
    blocks->probability[0] = blocks->scenario_weight[0] = 1;
    blocks->period_weight = room_for(s, 1);
    blocks->period_weight[0] = period_weight;
    for (size_t b = 0; b < count; b++) {
        blocks->step[b] = 2;
        blocks->sum[b] = blocks->cost[b] = 10;
        blocks->snapshot[b] = (uint32_t)b;
    }
    s->weight = 10 * period_weight;
    s->hours = 10 * (double)count;
    blocks->year_share = s->hours / 8760;
    const yp_resolution levels[] = { YP_BASE, YP_DAY, YP_YEAR, YP_PERIOD, YP_HORIZON };
    for (size_t k = 0; k < sizeof levels / sizeof *levels; k++) make_level(s, levels[k]);
}

/* The places `a` and `b`, two provinces of one country, and the good `power`. */
static inline void two_provinces(board *s, uint32_t *a, uint32_t *b, uint32_t *power)
{
    yp_place place = yp_place_defaults();
    place.id = "country";
    place.level = yp_builder_level(s->builder, "country");
    place.parent = yp_builder_place(s->builder, &place);
    place.level = yp_builder_level(s->builder, "province");
    place.id = "a";
    *a = yp_builder_place(s->builder, &place);
    place.id = "b";
    *b = yp_builder_place(s->builder, &place);
    yp_good good = yp_good_defaults();
    good.id = "power";
    good.unit = "MWh";
    *power = yp_builder_good(s->builder, &good);
}

static inline yp_component component(yp_table table, const char *id, uint32_t place, uint32_t good)
{
    yp_component row = yp_component_defaults(table);
    row.id = id;
    row.place = place;
    row.good = good;
    return row;
}

static inline uint32_t add_supply(board *s, const char *id, uint32_t place, uint32_t good, double capacity,
                                  double cost)
{
    yp_component row = component(YP_SUPPLY, id, place, good);
    row.capacity = capacity;
    row.cost = yp_constant(cost);
    return yp_builder_component(s->builder, &row);
}

/* value NaN: must be served. */
static inline uint32_t add_demand(board *s, const char *id, uint32_t place, uint32_t good, double quantity,
                                  double value)
{
    yp_component row = component(YP_DEMAND, id, place, good);
    row.quantity = yp_constant(quantity);
    if (!isnan(value)) row.value = yp_constant(value);
    return yp_builder_component(s->builder, &row);
}

static inline void add_step(board *s, uint32_t component, yp_step_attribute attribute, int number,
                            double width, double amount)
{
    yp_step step = yp_step_defaults();
    step.component = component;
    step.attribute = attribute;
    step.number = number;
    step.width = width;
    step.amount = amount;
    yp_builder_step(s->builder, &step);
}

static inline void finish_case(board *s)
{
    yp_diag *diag = yp_diag_new();
    const yp_status status = yp_builder_finish(s->builder, diag, &s->c);
    if (status != YP_OK) yp_diag_print(diag, stderr, 0);
    yp_diag_free(diag);
    assert_int_equal(status, YP_OK);
}

static inline uint32_t index_of(const yp_map *map, const char *id)
{
    const uint32_t index = yp_map_find(map, id, strlen(id));
    assert_true(index != YP_NONE);
    return index;
}

static inline double *copy_of(board *s, const double *values, size_t count)
{
    return memcpy(room_for(s, count), values, count * sizeof *values);
}

/* State a level, given as an array of as many numbers as the resolution has blocks. */
static inline void level_at(board *s, yp_part part, const char *id, yp_resolution r, const double *values)
{
    const size_t count = s->plan.blocks.level_count[r];
    s->plan.activities[s->plan.activity_count++] =
        (yp_plan_activity){ part, index_of(s->c->component_map, id), r, count, copy_of(s, values, count) };
}

/* The same for what lies in a step, by its id. */
static inline void step_at(board *s, const char *id, const double *values)
{
    const size_t count = s->block_count;
    s->plan.activities[s->plan.activity_count++] =
        (yp_plan_activity){ YP_PART_STEP, index_of(s->c->step_map, id), YP_BASE, count,
                            copy_of(s, values, count) };
}

static inline void price_at(board *s, const char *place, const char *good, yp_resolution r,
                            const double *values)
{
    const size_t count = s->plan.blocks.level_count[r];
    s->plan.nodes[s->plan.plan_node_count++] =
        (yp_plan_node){ index_of(s->c->place_map, place), index_of(s->c->good_map, good), r, count,
                        copy_of(s, values, count) };
}

static inline void dual_at(board *s, yp_row_kind kind, uint32_t owner, yp_resolution r, const double *values)
{
    const size_t count = s->plan.blocks.level_count[r];
    s->plan.rows[s->plan.plan_row_count++] =
        (yp_plan_row){ kind, owner, r, count, copy_of(s, values, count) };
}

#define NUMBERS(...) ((const double[]){ __VA_ARGS__ })

static inline int by_part(const void *x, const void *y)
{
    const yp_plan_activity *a = x, *b = y;
    return a->part != b->part ? (int)a->part - (int)b->part : (a->owner > b->owner) - (a->owner < b->owner);
}

static inline int by_node(const void *x, const void *y)
{
    const yp_plan_node *a = x, *b = y;
    return a->good != b->good ? (a->good > b->good) - (a->good < b->good)
                              : (a->place > b->place) - (a->place < b->place);
}

/* Put the plan in order and state what it costs. */
static inline void finish_plan(board *s, double objective)
{
    qsort(s->plan.activities, s->plan.activity_count, sizeof *s->plan.activities, by_part);
    qsort(s->plan.nodes, s->plan.plan_node_count, sizeof *s->plan.nodes, by_node);
    s->plan.outcome = YP_OPTIMAL;
    s->plan.objective = objective;
}

static inline double *level_of(board *s, yp_part part, const char *id)
{
    const yp_plan_activity *activity = yp_plan_find(&s->plan, part, index_of(s->c->component_map, id));
    assert_non_null(activity);
    return activity->level;
}

static inline double *price_of(board *s, const char *place, const char *good)
{
    const uint32_t n =
        yp_plan_node_find(&s->plan, index_of(s->c->place_map, place), index_of(s->c->good_map, good));
    assert_true(n != YP_NONE);
    return s->plan.nodes[n].price;
}

static inline void end(board *s)
{
    yp_arena_free(s->plan.arena);
    yp_case_free(s->c);
}

/* Cheap power in `a`, dear power in `b`, a link that is full, and a tariff of 5 shared by both sides. */
static inline void congested(board *s)
{
    uint32_t a, b, power;
    begin(s, 2, 2);
    two_provinces(s, &a, &b, &power);
    add_supply(s, "cheap", a, power, 100, 10);
    add_supply(s, "dear", b, power, 100, 50);
    add_demand(s, "home", a, power, 20, NAN);
    add_demand(s, "town", b, power, 60, 1000);
    yp_component link = component(YP_LINK, "line", a, power);
    link.to = b;
    link.capacity = 30;
    link.reverse = yp_constant(1);
    yp_builder_component(s->builder, &link);
    yp_barrier barrier = yp_barrier_defaults();
    barrier.id = "fee";
    barrier.border = "province";
    barrier.kind = YP_BARRIER_TARIFF;
    barrier.value = yp_constant(5);
    yp_builder_barrier(s->builder, &barrier, NULL, NULL);
    finish_case(s);

    level_at(s, YP_PART_LEVEL, "cheap", YP_BASE, NUMBERS(50, 50));
    level_at(s, YP_PART_LEVEL, "dear", YP_BASE, NUMBERS(30, 30));
    level_at(s, YP_PART_LEVEL, "home", YP_BASE, NUMBERS(20, 20));
    level_at(s, YP_PART_LEVEL, "town", YP_BASE, NUMBERS(60, 60));
    level_at(s, YP_PART_LEVEL, "line", YP_BASE, NUMBERS(30, 30));
    level_at(s, YP_PART_REVERSE, "line", YP_BASE, NUMBERS(0, 0));
    price_at(s, "a", "power", YP_BASE, NUMBERS(10, 10));
    price_at(s, "b", "power", YP_BASE, NUMBERS(50, 50));
    finish_plan(s, 2 * s->weight * (50 * 10 + 30 * 50 + 30 * 5));
}

/* A store that loses a fifth on the way in carries cheap power, and what flows into it, from two blocks into
 * a third. */
static inline void stored(board *s)
{
    uint32_t a, b, power;
    begin(s, 3, 2);
    two_provinces(s, &a, &b, &power);
    add_supply(s, "cheap", a, power, 10, 10);
    add_supply(s, "dear", a, power, INFINITY, 40);
    const uint32_t series = yp_builder_series(s->builder, "load", NUMBERS(5, 5, 20));
    yp_component row = component(YP_DEMAND, "home", a, power);
    row.quantity = (yp_value){ 0, 1, series };
    yp_builder_component(s->builder, &row);
    row = component(YP_STORE, "lake", a, power);
    row.capacity = 5;
    row.hours = 4;
    row.efficiency_in = yp_constant(0.8);
    row.inflow = yp_constant(0.5);
    yp_builder_component(s->builder, &row);
    finish_case(s);

    level_at(s, YP_PART_LEVEL, "cheap", YP_BASE, NUMBERS(7.1875, 7.1875, 10));
    level_at(s, YP_PART_LEVEL, "dear", YP_BASE, NUMBERS(0, 0, 5));
    level_at(s, YP_PART_LEVEL, "home", YP_BASE, NUMBERS(5, 5, 20));
    level_at(s, YP_PART_IN, "lake", YP_BASE, NUMBERS(2.1875, 2.1875, 0));
    level_at(s, YP_PART_OUT, "lake", YP_BASE, NUMBERS(0, 0, 5));
    level_at(s, YP_PART_STORED, "lake", YP_BASE, NUMBERS(4.5, 9, 0));
    level_at(s, YP_PART_SPILL, "lake", YP_BASE, NUMBERS(0, 0, 0));
    price_at(s, "a", "power", YP_BASE, NUMBERS(10, 10, 40));
    const double dual = -10 * s->weight / (2 * 0.8);
    dual_at(s, YP_ROW_CHAIN, index_of(s->c->component_map, "lake"), YP_BASE, NUMBERS(dual, dual, dual));
    finish_plan(s, s->weight * (24.375 * 10 + 5 * 40));
}

/* Coal that needs yearly permits, of which `permits` an hour are given; left-overs vanish. */
static inline void permitted(board *s, double permits)
{
    uint32_t a, b, power;
    begin(s, 2, 2);
    two_provinces(s, &a, &b, &power);
    yp_good good = yp_good_defaults();
    good.id = "permit";
    good.unit = "t";
    good.resolution = YP_YEAR;
    good.disposal = YP_DISPOSAL_FREE;
    const uint32_t permit = yp_builder_good(s->builder, &good);
    yp_coefficient coefficient = yp_coefficient_defaults();
    coefficient.component = add_supply(s, "coal", a, power, 100, 10);
    coefficient.good = permit;
    coefficient.place = a;
    coefficient.value = yp_constant(-1);
    yp_builder_coefficient(s->builder, &coefficient);
    add_supply(s, "gas", a, power, 100, 30);
    add_supply(s, "permits", a, permit, permits, 0);
    add_demand(s, "home", a, power, 10, NAN);
    finish_case(s);
}

/* Permits bind: 60 t a year, so that half of the coal's share goes to gas. */
static inline void scarce(board *s)
{
    permitted(s, 3);
    level_at(s, YP_PART_LEVEL, "coal", YP_BASE, NUMBERS(2, 4));
    level_at(s, YP_PART_LEVEL, "gas", YP_BASE, NUMBERS(8, 6));
    level_at(s, YP_PART_LEVEL, "permits", YP_YEAR, NUMBERS(3));
    level_at(s, YP_PART_LEVEL, "home", YP_BASE, NUMBERS(10, 10));
    price_at(s, "a", "power", YP_BASE, NUMBERS(30, 30));
    price_at(s, "a", "permit", YP_YEAR, NUMBERS(20));
    finish_plan(s, s->weight * (6 * 10 + 14 * 30));
}

/* More permits than anyone needs: they are worth nothing. */
static inline void plentiful(board *s)
{
    permitted(s, 30);
    level_at(s, YP_PART_LEVEL, "coal", YP_BASE, NUMBERS(10, 10));
    level_at(s, YP_PART_LEVEL, "gas", YP_BASE, NUMBERS(0, 0));
    level_at(s, YP_PART_LEVEL, "permits", YP_YEAR, NUMBERS(30));
    level_at(s, YP_PART_LEVEL, "home", YP_BASE, NUMBERS(10, 10));
    price_at(s, "a", "power", YP_BASE, NUMBERS(10, 10));
    price_at(s, "a", "permit", YP_YEAR, NUMBERS(0));
    finish_plan(s, s->weight * 20 * 10);
}

/* Marginal cost 10 + x meets marginal value 100 − 2 x at 30, for 40. */
static inline void elastic(board *s)
{
    uint32_t a, b, power;
    begin(s, 1, 2);
    two_provinces(s, &a, &b, &power);
    yp_component row = component(YP_SUPPLY, "mine", a, power);
    row.capacity = 100;
    row.cost = yp_constant(10);
    row.cost_slope = yp_constant(1);
    yp_builder_component(s->builder, &row);
    row = component(YP_DEMAND, "town", a, power);
    row.quantity = yp_constant(50);
    row.value = yp_constant(100);
    row.value_slope = yp_constant(-2);
    yp_builder_component(s->builder, &row);
    finish_case(s);
    level_at(s, YP_PART_LEVEL, "mine", YP_BASE, NUMBERS(30));
    level_at(s, YP_PART_LEVEL, "town", YP_BASE, NUMBERS(30));
    price_at(s, "a", "power", YP_BASE, NUMBERS(40));
    finish_plan(s, s->weight * (10 * 30 + 450 + 2500 - 2100));
}

/* A mine whose cost of 5 grows by 10, 20 and 40 from step to step, and a town that wants 20: 10 of them
 * dearly. The second step of the mine sets the price. */
static inline void stepped(board *s)
{
    uint32_t a, b, power;
    begin(s, 1, 2);
    two_provinces(s, &a, &b, &power);
    const uint32_t mine = add_supply(s, "mine", a, power, 100, 5);
    add_step(s, mine, YP_STEP_COST, 30, INFINITY, 40);
    add_step(s, mine, YP_STEP_COST, 10, 10, 10);
    add_step(s, mine, YP_STEP_COST, 20, 20, 20);
    add_demand(s, "home", a, power, 15, NAN);
    const uint32_t town = add_demand(s, "town", a, power, 20, 10);
    add_step(s, town, YP_STEP_VALUE, 1, 10, 100);
    add_step(s, town, YP_STEP_VALUE, 2, INFINITY, 5);
    finish_case(s);
    level_at(s, YP_PART_LEVEL, "mine", YP_BASE, NUMBERS(25));
    level_at(s, YP_PART_LEVEL, "home", YP_BASE, NUMBERS(15));
    level_at(s, YP_PART_LEVEL, "town", YP_BASE, NUMBERS(10));
    step_at(s, "mine: cost 10", NUMBERS(10));
    step_at(s, "mine: cost 20", NUMBERS(15));
    step_at(s, "mine: cost 30", NUMBERS(0));
    step_at(s, "town: value 1", NUMBERS(10));
    step_at(s, "town: value 2", NUMBERS(0));
    price_at(s, "a", "power", YP_BASE, NUMBERS(25));
    dual_at(s, YP_ROW_STEPS, index_of(s->c->component_map, "mine"), YP_BASE, NUMBERS(-20 * s->weight));
    dual_at(s, YP_ROW_STEPS, index_of(s->c->component_map, "town"), YP_BASE, NUMBERS(15 * s->weight));
    finish_plan(s, s->weight * (25 * 5 + 10 * 10 + 15 * 20 + 10 * 15));
}

/* A plant is built for the peak, which pays all of it: 100 over ten years at no interest and 2 a year to
 * keep. */
static inline void expanded(board *s)
{
    uint32_t a, b, power;
    begin(s, 2, 2);
    two_provinces(s, &a, &b, &power);
    yp_component row = component(YP_SUPPLY, "plant", a, power);
    row.capacity = 0;
    row.cost = yp_constant(5);
    row.build_maximum = 100;
    row.investment = 100;
    row.rate = 0;
    row.lifetime = 10;
    row.fixed_cost = 2;
    yp_builder_component(s->builder, &row);
    row = component(YP_DEMAND, "home", a, power);
    row.quantity = (yp_value){ 0, 1, yp_builder_series(s->builder, "load", NUMBERS(10, 20)) };
    yp_builder_component(s->builder, &row);
    finish_case(s);
    const double capital = 12 * s->plan.blocks.year_share * s->period_weight;
    level_at(s, YP_PART_LEVEL, "plant", YP_BASE, NUMBERS(10, 20));
    level_at(s, YP_PART_BUILT, "plant", YP_HORIZON, NUMBERS(20));
    level_at(s, YP_PART_LEVEL, "home", YP_BASE, NUMBERS(10, 20));
    price_at(s, "a", "power", YP_BASE, NUMBERS(5, 5 + capital / s->weight));
    finish_plan(s, s->weight * 30 * 5 + 20 * capital);
}

#endif
