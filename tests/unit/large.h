/* A program large enough to be stopped, and memory for its solution. */
#ifndef LARGE_H
#define LARGE_H

#include "solve/highs.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* ---- a larger program: a transport of `side` origins to `side` destinations, dense, with random costs ----
 */

typedef struct {
    yp_program program;
    yp_highs_solution solution;
} large;

static inline double draw(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (double)(*seed >> 11) / 9007199254740992.0;
}

static inline void *zeroed(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    assert_non_null(memory);
    return memory;
}

/** A dense transport of `side` origins to `side` destinations with random costs, and room for its solution.
 */
static inline large make_large(int32_t side)
{
    uint64_t seed = 20240229;
    int32_t columns = side * side, rows = 2 * side;
    yp_program p = { .row_count = rows, .column_count = columns, .entry_count = 2 * (int64_t)columns };
    p.cost = zeroed((size_t)columns, sizeof(double));
    p.column_lower = zeroed((size_t)columns, sizeof(double));
    p.column_upper = zeroed((size_t)columns, sizeof(double));
    p.row_lower = zeroed((size_t)rows, sizeof(double));
    p.row_upper = zeroed((size_t)rows, sizeof(double));
    p.start = zeroed((size_t)columns + 1, sizeof(int64_t));
    p.row = zeroed((size_t)p.entry_count, sizeof(int32_t));
    p.value = zeroed((size_t)p.entry_count, sizeof(double));
    for (int32_t j = 0; j < columns; j++) {
        p.cost[j] = 1 + 100 * draw(&seed);
        p.column_upper[j] = INFINITY;
        p.start[j + 1] = 2 * ((int64_t)j + 1);
        p.row[2 * j] = j / side;
        p.row[2 * j + 1] = side + j % side;
        p.value[2 * j] = p.value[2 * j + 1] = 1 + draw(&seed) / 4;
    }
    for (int32_t i = 0; i < side; i++) {
        p.row_lower[i] = -INFINITY;
        p.row_upper[i] = 200 + 10 * draw(&seed);
        p.row_lower[side + i] = 100 * draw(&seed);
        p.row_upper[side + i] = INFINITY;
    }
    yp_highs_solution s = { .x = zeroed((size_t)columns, sizeof(double)),
                            .row_dual = zeroed((size_t)rows, sizeof(double)) };
    s.column_status = zeroed((size_t)columns, 1);
    s.row_status = zeroed((size_t)rows, 1);
    return (large){ p, s };
}

static inline void free_large(large *l)
{
    free(l->program.cost);
    free(l->program.column_lower);
    free(l->program.column_upper);
    free(l->program.row_lower);
    free(l->program.row_upper);
    free(l->program.start);
    free(l->program.row);
    free(l->program.value);
    free(l->solution.x);
    free(l->solution.row_dual);
    free(l->solution.column_status);
    free(l->solution.row_status);
}

#endif
