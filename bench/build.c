/** Case to sparse matrix: seconds, bytes and peak memory for N nodes × T hours, beside the time that writing
 * the same arrays into freshly mapped memory takes. Each size in a process of its own, so that its peak
 * memory is its own. */
#include "generated.h"
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
