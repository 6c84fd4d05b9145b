/* Generated cases of every kind that the native solver should take, one for each seed. The seeds were fixed
 * before anything was tuned. */
#ifndef ZOO_H
#define ZOO_H

#include "case/builder.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { zoo_size = 208 };

/* What an animal is made of, drawn from its seed. */
typedef struct {
    uint64_t state;
    size_t nodes, hours;
    double unit;        /* size of its numbers: 1e-3 … 1e3 */
    double coefficient; /* size of its emission factors: 1e-6 … 1e6 */
    bool has_stores, has_expansion, has_budget, is_monthly, has_free_links, has_zero_width, is_degenerate;
    bool is_elastic, has_totals, must_serve, is_infeasible, is_unbounded;
    yp_cycle cycle;
} animal;

static inline double zoo_draw(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

static inline bool zoo_flip(animal *a, double share)
{
    return zoo_draw(&a->state) < share;
}

static inline double zoo_log_uniform(animal *a, double low, double high)
{
    return low * pow(high / low, zoo_draw(&a->state));
}

static inline animal zoo_animal(uint64_t seed)
{
    animal a = { .state = seed };
    for (int k = 0; k < 3; k++) { /* neighbouring seeds must not draw alike */
        a.state = (a.state + 0x9E3779B97F4A7C15u) * 0xBF58476D1CE4E5B9u;
        a.state ^= a.state >> 29;
    }
    a.nodes = (size_t)zoo_log_uniform(&a, 1, 61);
    a.hours = (size_t)zoo_log_uniform(&a, 24, 8761);
    a.unit = zoo_log_uniform(&a, 1e-3, 1e3);
    a.coefficient = zoo_flip(&a, 0.3) ? zoo_log_uniform(&a, 1e-6, 1e6) : 1;
    a.has_stores = zoo_flip(&a, 0.7);
    a.has_expansion = zoo_flip(&a, 0.6);
    a.has_budget = zoo_flip(&a, 0.5);
    a.is_monthly = zoo_flip(&a, 0.15);
    a.has_free_links = zoo_flip(&a, 0.2);
    a.has_zero_width = zoo_flip(&a, 0.4);
    a.is_degenerate = zoo_flip(&a, 0.3);
    a.is_elastic = zoo_flip(&a, 0.2);
    a.has_totals = zoo_flip(&a, 0.15);
    a.must_serve = zoo_flip(&a, 0.15);
    a.is_infeasible = zoo_flip(&a, 0.04);
    a.is_unbounded = !a.is_infeasible && zoo_flip(&a, 0.04);
    a.cycle = zoo_flip(&a, 0.5) ? YP_CYCLE_HORIZON : zoo_flip(&a, 0.5) ? YP_CYCLE_DAY : YP_CYCLE_NONE;
    return a;
}

typedef struct {
    yp_builder *builder;
    animal *a;
    uint32_t electricity, co2, country;
    double *values;
} zoo_keeper;

static inline yp_value zoo_series(zoo_keeper *z, const char *kind, size_t node, double low, double high)
{
    char name[64];
    double drift = zoo_draw(&z->a->state);
    for (size_t t = 0; t < z->a->hours; t++) {
        drift = 0.9 * drift + 0.1 * zoo_draw(&z->a->state);
        double day = 0.5 + 0.5 * sin(6.283185307 * (double)(t % 24) / 24), share = 0.5 * day + 0.5 * drift;
        z->values[t] = low + (high - low) * share;
        if (z->a->has_zero_width && strcmp(kind, "sun") == 0 && t % 24 < 8) z->values[t] = 0;
    }
    snprintf(name, sizeof name, "zoo/%s:%zu", kind, node);
    return (yp_value){ 0, 1, yp_builder_series(z->builder, name, z->values) };
}

static inline uint32_t zoo_add(zoo_keeper *z, yp_component *x, uint32_t place, const char *kind, size_t node)
{
    char id[64];
    snprintf(id, sizeof id, "%s:%zu", kind, node);
    x->id = id;
    x->place = place;
    if (x->good == YP_NONE) x->good = z->electricity;
    return yp_builder_component(z->builder, x);
}

static inline double zoo_cost(zoo_keeper *z, double low, double high)
{
    return z->a->is_degenerate ? low : low + (high - low) * zoo_draw(&z->a->state);
}

static inline void zoo_plants(zoo_keeper *z, uint32_t place, size_t node)
{
    static const char *const kinds[] = { "coal", "gas", "wind", "sun" };
    animal *a = z->a;
    for (size_t k = 0; k < 4; k++) {
        yp_component x = yp_component_defaults(YP_SUPPLY);
        x.capacity = a->unit * (0.3 + zoo_draw(&a->state)) * (a->is_infeasible ? 0.05 : 1);
        if (a->has_zero_width && zoo_flip(a, 0.2)) x.capacity = 0;
        x.cost = yp_constant(k < 2 ? zoo_cost(z, 20, 60) : zoo_cost(z, 0, 1));
        if (a->is_elastic && k < 2) x.cost_slope = yp_constant(10 / a->unit);
        if (k >= 2) x.availability = zoo_series(z, kinds[k], node, 0, 1);
        if (k == 0 && zoo_flip(a, 0.3)) x.minimum = yp_constant(0.3);
        if (a->has_expansion && k != 0) {
            x.build_maximum = a->unit * 5;
            x.fixed_cost = zoo_cost(z, 40000, 80000);
        }
        if (a->has_totals && k == 1) x.total_maximum = 3000 * x.capacity;
        uint32_t component = zoo_add(z, &x, place, kinds[k], node);
        if (k >= 2) continue;
        yp_coefficient emits = yp_coefficient_defaults();
        emits.component = component;
        emits.place = z->country;
        emits.good = z->co2;
        emits.value = yp_constant((k == 0 ? -0.9 : -0.4) * a->coefficient);
        yp_builder_coefficient(z->builder, &emits);
    }
}

static inline void zoo_node(zoo_keeper *z, uint32_t place, size_t node)
{
    animal *a = z->a;
    zoo_plants(z, place, node);
    for (size_t k = 0; a->has_stores && k < 2; k++) {
        yp_component store = yp_component_defaults(YP_STORE);
        store.capacity = 0.1 * a->unit;
        store.hours = k == 0 ? 4 : 50;
        store.efficiency_in = store.efficiency_out = yp_constant(k == 0 ? 0.95 : 0.7);
        if (k == 1) store.loss = yp_constant(0.001);
        if (k == 0) store.cycle = a->cycle;
        if (k == 1) store.cycle = a->cycle == YP_CYCLE_DAY ? YP_CYCLE_DAY : YP_CYCLE_HORIZON;
        if (store.cycle == YP_CYCLE_NONE) store.initial = 0.1 * a->unit;
        if (a->has_expansion && k == 0) {
            store.build_maximum = a->unit;
            store.fixed_cost = 20000;
        }
        zoo_add(z, &store, place, k == 0 ? "battery" : "reservoir", node);
    }
    yp_component demand = yp_component_defaults(YP_DEMAND);
    demand.quantity = zoo_series(z, "load", node, 0.5 * a->unit, 1.5 * a->unit);
    if (!a->must_serve && !a->is_infeasible)
        demand.value = yp_constant(a->is_degenerate ? 3000 : 2000 + 2000 * zoo_draw(&a->state));
    if (a->is_elastic && !a->must_serve && !a->is_infeasible)
        demand.value_slope = yp_constant(-100 / a->unit);
    zoo_add(z, &demand, place, "load", node);
    if (a->must_serve && !a->is_infeasible) { /* dear enough to be the last, plenty enough for all */
        yp_component last = yp_component_defaults(YP_SUPPLY);
        last.capacity = zoo_flip(a, 0.5) ? INFINITY : 10 * a->unit;
        last.cost = yp_constant(500);
        zoo_add(z, &last, place, "import", node);
    }
}

static inline void zoo_link(zoo_keeper *z, uint32_t from, uint32_t to, const char *kind, size_t node)
{
    animal *a = z->a;
    yp_component link = yp_component_defaults(YP_LINK);
    link.capacity = a->has_free_links && zoo_flip(a, 0.5) ? INFINITY : 0.3 * a->unit;
    link.reverse = yp_constant(1);
    if (zoo_flip(a, 0.3)) link.efficiency = yp_constant(0.95);
    if (a->has_expansion && isfinite(link.capacity)) {
        link.build_maximum = 3 * a->unit;
        link.fixed_cost = zoo_cost(z, 10000, 30000);
    }
    link.to = to;
    link.good_to = z->electricity;
    zoo_add(z, &link, from, kind, node);
}

static inline void zoo_goods(zoo_keeper *z)
{
    animal *a = z->a;
    yp_good good = yp_good_defaults();
    good.id = "electricity";
    good.unit = "MWh";
    if (a->is_unbounded) good.disposal = YP_DISPOSAL_FREE;
    z->electricity = yp_builder_good(z->builder, &good);
    good = yp_good_defaults();
    good.id = "co2";
    good.unit = "t";
    good.resolution = a->is_monthly ? YP_MONTH : YP_YEAR;
    good.disposal = YP_DISPOSAL_FREE;
    z->co2 = yp_builder_good(z->builder, &good);
}

static inline void zoo_permits(zoo_keeper *z)
{
    animal *a = z->a;
    yp_component permit = yp_component_defaults(YP_SUPPLY);
    permit.good = z->co2;
    permit.capacity = a->has_budget ? 0.25 * a->unit * a->coefficient * (double)a->nodes : INFINITY;
    if (a->has_budget && a->must_serve) permit.capacity *= 4;
    permit.cost = yp_constant(a->has_budget ? 0 : 5 / a->coefficient);
    zoo_add(z, &permit, z->country, "permit", 0);
    if (!a->is_unbounded) return;
    yp_component gold = yp_component_defaults(YP_SUPPLY);
    gold.capacity = INFINITY;
    gold.cost = yp_constant(-1);
    zoo_add(z, &gold, z->country, "gold", 0);
}

/** The case of an animal; NULL where the builder refused. */
static inline yp_case *zoo_case(animal *a)
{
    yp_builder_options options = yp_builder_options_defaults();
    options.time.snapshot_count = a->hours;
    options.time.step_hours = 1;
    options.time.is_partial = true;
    zoo_keeper z = { .builder = yp_builder_new(&options),
                     .a = a,
                     .values = calloc(a->hours, sizeof(double)) };
    uint32_t *places = calloc(a->nodes, sizeof *places);
    zoo_goods(&z);
    yp_place place = yp_place_defaults();
    place.id = "country";
    z.country = yp_builder_place(z.builder, &place);
    for (size_t n = 0; n < a->nodes; n++) {
        char id[32];
        snprintf(id, sizeof id, "node%03zu", n);
        place.id = id;
        place.parent = z.country;
        places[n] = yp_builder_place(z.builder, &place);
    }
    for (size_t n = 0; n < a->nodes; n++) zoo_node(&z, places[n], n);
    for (size_t n = 0; n + 1 < a->nodes; n++) zoo_link(&z, places[n], places[n + 1], "line", n);
    for (size_t n = 0; n + 4 < a->nodes; n += 2) zoo_link(&z, places[n], places[n + 4], "tie", n);
    zoo_permits(&z);
    free(places);
    free(z.values);
    yp_case *c = NULL;
    yp_diag *diag = yp_diag_new();
    if (yp_builder_finish(z.builder, diag, &c) != YP_OK) yp_diag_print(diag, stderr, 10);
    yp_diag_free(diag);
    return c;
}

#endif
