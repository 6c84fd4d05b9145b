/** Case to sparse matrix: seconds, bytes and peak memory for N nodes × T hours, beside the time that writing
 * the same arrays into freshly mapped memory takes. Each size in a process of its own, so that its peak
 * memory is its own. */
#include "case/builder.h"
#include "model/expand.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* A repeatable sequence in [0, 1). */
static double draw(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

static uint32_t add_profile(yp_builder *builder, size_t hours, const char *name, double low, uint64_t *state,
                            double *values)
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
} generator;

static uint32_t add_component(generator *g, yp_component *x, uint32_t place, const char *kind, size_t node)
{
    char id[64];
    snprintf(id, sizeof id, "%s:%zu", kind, node);
    x->id = id;
    x->place = place;
    x->good = g->electricity;
    return yp_builder_component(g->builder, x);
}

static void add_generators(generator *g, uint32_t place, size_t node)
{
    static const char *const kinds[] = { "coal", "gas", "nuclear", "wind", "solar" };
    for (size_t k = 0; k < 5; k++) {
        yp_component x = yp_component_defaults(YP_SUPPLY);
        char name[64];
        x.capacity = 500 + 1000 * draw(&g->state);
        x.cost = yp_constant(k < 3 ? 20 + 40 * draw(&g->state) : 0.1);
        if (k >= 2) {
            x.build_maximum = 5000;
            x.fixed_cost = 60000;
        }
        if (k >= 3) {
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

static void add_node(generator *g, uint32_t place, size_t node)
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

static void add_link(generator *g, uint32_t from, uint32_t to, const char *kind, size_t node)
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

static yp_case *make_case(size_t nodes, size_t hours)
{
    yp_builder_options options = yp_builder_options_defaults();
    options.time.snapshot_count = hours;
    options.time.step_hours = 1;
    options.time.is_partial = true;
    generator g = { .builder = yp_builder_new(&options), .state = nodes * 8191 + hours, .hours = hours };
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

/* The yardstick: arrays of the same sizes, each written once from start to end. */
static double write_arrays(const yp_program *p)
{
    size_t columns = (size_t)p->column_count, rows = (size_t)p->row_count, entries = (size_t)p->entry_count;
    size_t sizes[] = { columns * 8, columns * 8, columns * 8, columns * 8,
                       rows * 8,    rows * 8,    entries * 8, entries * 4 };
    double start = now();
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        uint64_t *memory = malloc(sizes[k] + 8);
        if (!memory) return NAN;
        for (size_t i = 0; i < sizes[k] / 8; i++) ((volatile uint64_t *)memory)[i] = i;
        free(memory);
    }
    return now() - start;
}

static double peak_megabytes(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

static void measure(size_t nodes, size_t hours)
{
    enum { runs = 5 };
    yp_case *c = make_case(nodes, hours);
    double best_model = INFINITY, best_matrix = INFINITY, best_write = INFINITY, before = peak_megabytes(),
           peak = 0;
    yp_model_size size = { 0 };
    for (int run = 0; run < runs && c; run++) {
        yp_model *model = NULL;
        yp_program program = { 0 };
        yp_layout layout = { 0 };
        double start = now();
        if (yp_model_build(c, NULL, &model) != YP_OK) exit(1);
        double built = now();
        if (yp_program_make(model, &program, &layout) != YP_OK) exit(1);
        double made = now();
        if (run == 0) {
            size = yp_model_measure(model);
            peak = peak_megabytes();
        }
        best_model = fmin(best_model, built - start);
        best_matrix = fmin(best_matrix, made - built);
        best_write = fmin(best_write, write_arrays(&program));
        yp_program_free(&program);
        yp_layout_free(&layout);
        yp_model_free(model);
    }
    yp_case_free(c);
    double megabytes = (double)size.bytes / 1e6;
    printf("%5zu %6zu %10lld %10lld %11lld %9.1f %8.3f %8.3f %8.3f %6.2f %9.1f %6.2f\n", nodes, hours,
           (long long)size.columns, (long long)size.rows, (long long)size.entries, megabytes, best_model,
           best_matrix, best_write, best_write / (best_model + best_matrix), peak - before,
           (peak - before) * 1.048576 / megabytes);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    static const size_t nodes[] = { 4, 16, 41 };
    /* Both sides get fresh pages every time: without this malloc begins to keep what is given back. */
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
    size_t hours = argc > 1 ? (size_t)atoi(argv[1]) : 8760;
    printf("case to matrix, best of 5; speed: writing time / building time; memory: peak growth and its "
           "ratio to the bytes\n");
    printf("nodes  hours    columns       rows     entries        MB  model s matrix s  write s  speed   "
           "peak MB  ratio\n");
    fflush(stdout);
    for (size_t k = 0; k < sizeof nodes / sizeof *nodes; k++) {
        pid_t child = fork();
        if (child == 0) {
            measure(nodes[k], hours);
            _exit(0);
        }
        int status = 0;
        if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0) return 1;
    }
    return 0;
}
