/* Generated cases for measurements: N nodes × T hours, per node five generators (three extendable), two
 * stores, one and a half extendable links, and one yearly budget of carbon. Or wide ones: nine generators
 * (six extendable), two extendable stores and three links without Kirchhoff's law, some twenty columns a
 * node-hour: the shape of the published study pypsa-de-elec, not its data. */
#ifndef GENERATED_H
#define GENERATED_H

#include "case/builder.h"

#include <stdio.h>
#include <stdlib.h>

/* A repeatable sequence in [0, 1). */
static inline double draw(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

static inline uint32_t add_profile(yp_builder *builder, size_t hours, const char *name, double low,
                                   uint64_t *state, double *values)
{
    for (size_t t = 0; t < hours; t++) values[t] = low + (1 - low) * draw(state);
    return yp_builder_series(builder, name, values);
}

typedef struct {
    yp_builder *builder;
    uint32_t electricity, co2, country;
    uint64_t state;
    double *values;
    size_t hours;
    bool is_wide; /* more of everything, to some twenty columns a node-hour, as the published scaling study
                     has */
} generator;

static inline uint32_t add_component(generator *g, yp_component *x, uint32_t place, const char *kind,
                                     size_t node)
{
    char id[64];
    snprintf(id, sizeof id, "%s:%zu", kind, node);
    x->id = id;
    x->place = place;
    x->good = g->electricity;
    return yp_builder_component(g->builder, x);
}

static inline void add_generators(generator *g, uint32_t place, size_t node)
{
    static const char *const kinds[] = { "coal",     "gas",     "nuclear", "wind", "solar",
                                         "offshore", "biomass", "oil",     "hydro" };
    for (size_t k = 0; k < (g->is_wide ? 9 : 5); k++) {
        yp_component x = yp_component_defaults(YP_SUPPLY);
        char name[64];
        x.capacity = 500 + 1000 * draw(&g->state);
        bool burns = k < 3 || k >= 6;
        x.cost = yp_constant(burns ? 20 + 40 * draw(&g->state) : 0.1);
        if (k >= 2 && k < 7) {
            x.build_maximum = 5000;
            x.fixed_cost = 60000;
        }
        if (!burns) {
            snprintf(name, sizeof name, "bench/%s:%zu", kinds[k], node);
            x.availability =
                (yp_value){ 0, 1, add_profile(g->builder, g->hours, name, 0, &g->state, g->values) };
        }
        uint32_t component = add_component(g, &x, place, kinds[k], node);
        if (k >= 2) continue;
        yp_coefficient emits = yp_coefficient_defaults();
        emits.component = component;
        emits.place = g->country;
        emits.good = g->co2;
        emits.value = yp_constant(k == 0 ? -0.9 : -0.4);
        yp_builder_coefficient(g->builder, &emits);
    }
}

static inline void add_node(generator *g, uint32_t place, size_t node)
{
    char name[64];
    add_generators(g, place, node);
    for (size_t k = 0; k < 2; k++) {
        yp_component store = yp_component_defaults(YP_STORE);
        store.capacity = 100;
        store.hours = k == 0 ? 4 : 100;
        store.efficiency_in = store.efficiency_out = yp_constant(k == 0 ? 0.95 : 0.7);
        store.build_maximum = 2000;
        store.fixed_cost = 20000;
        add_component(g, &store, place, k == 0 ? "battery" : "hydrogen", node);
    }
    yp_component demand = yp_component_defaults(YP_DEMAND);
    snprintf(name, sizeof name, "bench/load:%zu", node);
    demand.quantity =
        (yp_value){ 0, 1500, add_profile(g->builder, g->hours, name, 0.5, &g->state, g->values) };
    demand.value = yp_constant(3000);
    add_component(g, &demand, place, "load", node);
}

static inline void add_link(generator *g, uint32_t from, uint32_t to, const char *kind, size_t node)
{
    yp_component link = yp_component_defaults(YP_LINK);
    link.capacity = 300;
    link.reverse = yp_constant(1);
    link.build_maximum = 3000;
    link.fixed_cost = 30000;
    link.to = to;
    link.good_to = g->electricity;
    add_component(g, &link, from, kind, node);
}

static inline yp_case *make_case_of(size_t nodes, size_t hours, bool is_wide)
{
    yp_builder_options options = yp_builder_options_defaults();
    options.time.snapshot_count = hours;
    options.time.step_hours = 1;
    options.time.is_partial = true;
    generator g = {
        .builder = yp_builder_new(&options), .state = nodes * 8191 + hours, .hours = hours, .is_wide = is_wide
    };
    g.values = calloc(hours, sizeof *g.values);
    uint32_t *places = calloc(nodes, sizeof *places);
    yp_good good = yp_good_defaults();
    good.id = "electricity";
    good.unit = "MWh";
    g.electricity = yp_builder_good(g.builder, &good);
    good.id = "co2";
    good.unit = "t";
    good.resolution = YP_YEAR;
    good.disposal = YP_DISPOSAL_FREE;
    g.co2 = yp_builder_good(g.builder, &good);
    yp_place place = yp_place_defaults();
    place.id = "country";
    g.country = yp_builder_place(g.builder, &place);
    for (size_t n = 0; n < nodes; n++) {
        char id[32];
        snprintf(id, sizeof id, "node%03zu", n);
        place.id = id;
        place.parent = g.country;
        places[n] = yp_builder_place(g.builder, &place);
    }
    for (size_t n = 0; n < nodes; n++) add_node(&g, places[n], n);
    for (size_t n = 0; n + 1 < nodes; n++) add_link(&g, places[n], places[n + 1], "line", n);
    for (size_t n = 0; n + 4 < nodes; n += 2) add_link(&g, places[n], places[n + 4], "tie", n);
    for (size_t n = 0; is_wide && n + 7 < nodes; n++) add_link(&g, places[n], places[n + 7], "long", n);
    for (size_t n = 1; is_wide && n + 4 < nodes; n += 2) add_link(&g, places[n], places[n + 4], "tie", n);
    yp_component permit = yp_component_defaults(YP_SUPPLY);
    permit.id = "permit";
    permit.place = g.country;
    permit.good = g.co2;
    permit.capacity = (double)nodes * 300;
    yp_builder_component(g.builder, &permit);
    free(places);
    free(g.values);
    yp_case *c = NULL;
    yp_diag *diag = yp_diag_new();
    if (yp_builder_finish(g.builder, diag, &c) != YP_OK) yp_diag_print(diag, stderr, 10);
    yp_diag_free(diag);
    return c;
}

static inline yp_case *make_case(size_t nodes, size_t hours)
{
    return make_case_of(nodes, hours, false);
}

static inline yp_case *make_wide_case(size_t nodes, size_t hours)
{
    return make_case_of(nodes, hours, true);
}

#endif
