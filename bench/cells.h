/* Cells of the solver's bench: kept in a file, and made into a table. */
#ifndef CELLS_H
#define CELLS_H

#include "solve/native/native.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    char of[64], hours[16], method[16], end[160];
    int threads, iterations, iterations_at[YP_NATIVE_MARKS];
    double limit, lines, seconds, processor, megabytes, objective, primal, dual, gap, flops;
    double phase[YP_NATIVE_PHASES], at[YP_NATIVE_MARKS];
} cell;

static const char cells_path[] = "build/bench/solver.csv";

static inline int cell_write(FILE *to, const cell *c)
{
    fprintf(to, "%s,%s,%s,%d,%g,%.0f,%.3f,%.3f,%.0f,%.12e,%.1e,%.1e,%.1e,%d,%.4e", c->of, c->hours, c->method,
            c->threads, c->limit, c->lines, c->seconds, c->processor, c->megabytes, c->objective, c->primal,
            c->dual, c->gap, c->iterations, c->flops);
    for (int k = 0; k < YP_NATIVE_PHASES; k++) fprintf(to, ",%.3f", c->phase[k]);
    for (int m = 0; m < YP_NATIVE_MARKS; m++) fprintf(to, ",%d,%.3f", c->iterations_at[m], c->at[m]);
    return fprintf(to, ",%s\n", c->end) > 0 ? 0 : 1;
}

static inline bool cell_read(FILE *from, cell *c)
{
    char line[1024], *field, *rest = line;
    if (!fgets(line, sizeof line, from)) return false;
    line[strcspn(line, "\n")] = '\0';
    *c = (cell){ 0 };
    double *const numbers[] = { &c->limit,     &c->lines,  &c->seconds, &c->processor, &c->megabytes,
                                &c->objective, &c->primal, &c->dual,    &c->gap };
    for (int k = 0; (field = strsep(&rest, ",")); k++) {
        if (k == 0) snprintf(c->of, sizeof c->of, "%s", field);
        if (k == 1) snprintf(c->hours, sizeof c->hours, "%s", field);
        if (k == 2) snprintf(c->method, sizeof c->method, "%s", field);
        if (k == 3) c->threads = atoi(field);
        if (k >= 4 && k < 13) *numbers[k - 4] = atof(field);
        if (k == 13) c->iterations = atoi(field);
        if (k == 14) c->flops = atof(field);
        int phase = k - 15, mark = phase - YP_NATIVE_PHASES;
        if (phase >= 0 && phase < YP_NATIVE_PHASES) c->phase[phase] = atof(field);
        if (mark >= 0 && mark < 2 * YP_NATIVE_MARKS && mark % 2 == 0)
            c->iterations_at[mark / 2] = atoi(field);
        if (mark >= 0 && mark < 2 * YP_NATIVE_MARKS && mark % 2 == 1) c->at[mark / 2] = atof(field);
        if (!rest) snprintf(c->end, sizeof c->end, "%s", field);
    }
    return true;
}

static inline bool cell_is_same(const cell *a, const cell *b)
{
    return strcmp(a->of, b->of) == 0 && strcmp(a->hours, b->hours) == 0 &&
           strcmp(a->method, b->method) == 0 && a->threads == b->threads;
}

/** All cells that were kept, the last of each; [*count], owned by the caller. */
static inline cell *cells_all(size_t *count)
{
    cell *cells = NULL, c;
    *count = 0;
    FILE *file = fopen(cells_path, "r");
    while (file && cell_read(file, &c)) {
        size_t k = 0;
        while (k < *count && !cell_is_same(&cells[k], &c)) k++;
        if (k == *count) {
            cell *more = realloc(cells, (*count + 1) * sizeof *cells);
            if (!more) break;
            cells = more;
            (*count)++;
        }
        cells[k] = c;
    }
    if (file) fclose(file);
    return cells;
}

static inline int cell_keep(const cell *c)
{
    FILE *file = fopen(cells_path, "a");
    if (!file) {
        fprintf(stderr, "%s cannot be written: run it where the build folder is\n", cells_path);
        return 1;
    }
    int failed = cell_write(file, c);
    return fclose(file) != 0 || failed;
}

static inline bool cell_is_kept(const cell *c)
{
    size_t count;
    cell *cells = cells_all(&count);
    bool is_there = false;
    for (size_t k = 0; k < count; k++) is_there = is_there || cell_is_same(&cells[k], c);
    free(cells);
    return is_there;
}

/* Size of a generated case in node-hours; 0 of a folder. */
static inline double cell_size(const cell *c)
{
    const char *nodes = strncmp(c->of, "wide:", 5) == 0 ? c->of + 5 : c->of;
    return atof(nodes) * atof(c->hours);
}

/** Did the method fail at a smaller case already, by time or memory? Larger ones need not be tried. */
static inline bool cell_is_hopeless(const cell *c)
{
    size_t count;
    cell *cells = cells_all(&count);
    bool is_hopeless = false;
    for (size_t k = 0; k < count; k++)
        is_hopeless =
            is_hopeless || (strcmp(cells[k].method, c->method) == 0 && cells[k].threads == c->threads &&
                            strcmp(cells[k].end, "certified") != 0 && cell_size(&cells[k]) > 0 &&
                            cell_size(&cells[k]) < cell_size(c));
    free(cells);
    return is_hopeless;
}

static inline void cell_print_head(FILE *to)
{
    fprintf(to, "case        hours    method   threads  seconds processor     MB  iterations  objective      "
                "     primal "
                "dual gap\n");
}

static inline int cell_print(FILE *to, const cell *c)
{
    fprintf(to, "%-11s %-8s %-8s %6d %9.2f %9.2f %6.0f %10d  %.12e  %.0e %.0e %.0e  %s\n", c->of, c->hours,
            c->method, c->threads, c->seconds, c->processor, c->megabytes, c->iterations, c->objective,
            c->primal, c->dual, c->gap, c->end);
    if (strcmp(c->method, "native") != 0 || c->seconds <= 0) return 0;
    double sum = 0;
    for (int k = 0; k < YP_NATIVE_PHASES; k++) sum += c->phase[k];
    fprintf(to, "            ");
    for (int k = 0; k < YP_NATIVE_PHASES; k++)
        fprintf(to, "%s%s %.0f %%", k > 0 ? ", " : "", yp_native_phase_text((yp_native_phase)k),
                100 * c->phase[k] / fmax(sum, 1e-9));
    fprintf(to, "\n            factor: %.3g billion operations an iteration, %.2f billion a second\n",
            c->flops / 1e9, c->flops * (c->iterations + 1) / fmax(c->phase[YP_PHASE_FACTOR], 1e-9) / 1e9);
    return 0;
}

/* Exponents of seconds ~ N^a T^b over native cells of generated cases, by least squares in logarithms. */
static inline void print_exponents(const cell *cells, size_t count, int threads)
{
    double m[3][4] = { { 0 } };
    size_t used = 0;
    for (size_t k = 0; k < count; k++) {
        const cell *c = &cells[k];
        if (strcmp(c->method, "native") != 0 || c->threads != threads || atof(c->of) <= 0 ||
            strcmp(c->end, "certified") != 0)
            continue;
        double row[4] = { 1, log(atof(c->of)), log(atof(c->hours)), log(c->processor) };
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 4; j++) m[i][j] += row[i] * row[j];
        used++;
    }
    if (used < 4) return;
    for (int i = 0; i < 3; i++)
        for (int r = 0; r < 3; r++)
            for (int j = 3; r != i && j >= i; j--) m[r][j] -= m[r][i] / m[i][i] * m[i][j];
    printf("\nNative, %d thread%s: processor time ~ N^%.2f · T^%.2f over %zu cells.\n", threads,
           threads > 1 ? "s" : "", m[1][3] / m[1][1], m[2][3] / m[2][2], used);
}

/* The best processor time of HiGHS for a case, and by what; a method that did not end counts as its limit. */
static inline double best_of_highs(const cell *cells, size_t count, const cell *of, const char **method,
                                   bool *is_bound)
{
    double best = INFINITY, bound = INFINITY;
    for (size_t k = 0; k < count; k++) {
        const cell *c = &cells[k];
        if (strcmp(c->of, of->of) != 0 || strcmp(c->hours, of->hours) != 0 || c->threads != of->threads ||
            strcmp(c->method, "native") == 0)
            continue;
        bool has_ended = strcmp(c->end, "certified") == 0;
        if (has_ended && c->seconds < best) best = c->seconds, *method = c->method;
        if (!has_ended && c->seconds < bound) bound = c->seconds;
    }
    *is_bound = isinf(best);
    return *is_bound ? bound : best;
}

/** The cells as docs/benchmarks.md shows them. */
static inline int cell_table(void)
{
    size_t count;
    cell *cells = cells_all(&count);
    printf("| case × hours | threads | method | s | processor s | MB | iterations | native is faster by |\n"
           "|---|---|---|---|---|---|---|---|\n");
    for (size_t k = 0; k < count; k++) {
        const cell *c = &cells[k];
        char ratio[64] = "";
        const char *method = "";
        bool is_bound, is_native = strcmp(c->method, "native") == 0,
                       is_certified = strcmp(c->end, "certified") == 0;
        double best = best_of_highs(cells, count, c, &method, &is_bound);
        if (is_native && is_certified && isfinite(best))
            snprintf(ratio, sizeof ratio, "%s%.0f %s", is_bound ? "at least " : "", best / c->seconds,
                     is_bound ? "(HiGHS did not end)" : method);
        printf("| %s × %s | %d | %s | ", c->of, c->hours, c->threads, c->method);
        if (is_certified)
            printf("%.3g | %.3g | %.0f | ", c->seconds, c->processor, c->megabytes);
        else
            printf("%s after %.0f | %.3g | %.0f | ", c->end, c->seconds, c->processor, c->megabytes);
        if (is_native) printf("%d", c->iterations);
        printf(" | %s |\n", ratio);
    }
    for (int threads = 1; threads <= 2; threads++) print_exponents(cells, count, threads);
    printf("\nNative, seconds and iterations to a tolerance:\n\n| case × hours | threads | 1e-4 | 1e-6 | "
           "1e-8 |\n|---|---|---|---|---|\n");
    for (size_t k = 0; k < count; k++) {
        const cell *c = &cells[k];
        if (strcmp(c->method, "native") != 0) continue;
        printf("| %s × %s | %d |", c->of, c->hours, c->threads);
        for (int m = 0; m < YP_NATIVE_MARKS; m++)
            if (c->iterations_at[m] < 0)
                printf(" |");
            else
                printf(" %.3g (%d) |", c->at[m], c->iterations_at[m]);
        printf("\n");
    }
    free(cells);
    return 0;
}

#endif
