/* Reading a wide table, 8760 × 2000 numbers such as 0.1234: how fast cells are found and numbers are made,
 * beside looking for newlines only (memchr) and making the same numbers with strtod. Fastest of several runs,
 * each in MB/s of the file. */
#define _GNU_SOURCE /* clock_gettime, mkdtemp */
#include "table/csv.h"
#include "table/internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { ROWS = 8760, COLUMNS = 2000, RUNS = 5 };

typedef struct {
    char path[64];
    yp_bytes bytes;
    double sum; /* what was computed is used, so that it is computed */
} subject;

/* Seconds of the processor: other programs on the machine disturb them little. */
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Write the table. @return false if that fails */
static bool write_table(const char *path, int digits)
{
    FILE *file = fopen(path, "w");
    if (!file) return false;
    uint32_t seed = 1;
    fputs("snapshot", file);
    for (int c = 0; c < COLUMNS; c++) fprintf(file, ",column %d [MW]", c);
    for (int r = 0; r < ROWS; r++) {
        fprintf(file, "\n2022-01-01T%04d", r);
        for (int c = 0; c < COLUMNS; c++) {
            seed = seed * 1664525u + 1013904223u;
            double value = (double)seed / 4294967296.0;
            if (digits > 4)
                fprintf(file, ",%.17g", value * (1 + 1e-9 * c));
            else
                fprintf(file, ",%.4f", value);
        }
    }
    fputc('\n', file);
    return fclose(file) == 0;
}

static void find_newlines(subject *s)
{
    const char *at = s->bytes.bytes, *end = at + s->bytes.length;
    while ((at = memchr(at, '\n', (size_t)(end - at)))) at++, s->sum += 1;
}

static void scan_rows(subject *s)
{
    yp_complaints complaints = { NULL, "bench", 0 };
    yp_rows rows;
    yp_row row;
    if (yp_rows_open(&rows, &s->bytes, &complaints) != YP_OK) return;
    while (yp_rows_next(&rows, &row)) s->sum += (double)row.cell_count;
    yp_rows_close(&rows);
}

static void read_file(subject *s)
{
    yp_bytes bytes;
    if (yp_bytes_read(s->path, s->path, 0, NULL, &bytes) != YP_OK) return;
    s->sum += (double)bytes.length;
    yp_bytes_free(&bytes);
}

static void read_matrix(subject *s)
{
    yp_matrix *matrix = NULL;
    if (yp_matrix_read(s->path, NULL, true, NULL, &matrix) != YP_OK) return;
    s->sum += yp_matrix_column(matrix, COLUMNS / 2)[ROWS / 2];
    yp_matrix_free(matrix);
}

static void parse_matrix(subject *s)
{
    yp_matrix *matrix = NULL;
    if (yp_matrix_parse(s->bytes.bytes, s->bytes.length, "bench", true, NULL, &matrix) != YP_OK) return;
    s->sum += yp_matrix_column(matrix, COLUMNS / 2)[ROWS / 2];
    yp_matrix_free(matrix);
}

static void call_strtod(subject *s)
{
    for (char *at = strchr(s->bytes.bytes, '\n'); *at;) {
        char *end;
        double value = strtod(at + 1, &end);
        s->sum += value;
        at = end == at + 1 ? end + 1 : end;
        while (*at && *at != ',' && *at != '\n') at++;
    }
}

static void read_cells(subject *s)
{
    yp_csv *csv = NULL;
    if (yp_csv_read(s->path, NULL, NULL, &csv) != YP_OK) return;
    s->sum += (double)yp_csv_row_count(csv);
    yp_csv_free(csv);
}

static const struct {
    const char *name;
    void (*work)(subject *s);
} works[] = {
    { "newlines by memchr, in memory", find_newlines },
    { "rows and cells, in memory", scan_rows },
    { "numbers by strtod, in memory", call_strtod },
    { "numbers into columns, in memory", parse_matrix },
    { "bytes, from the file", read_file },
    { "numbers into columns, from the file", read_matrix },
    { "table of cells, from the file", read_cells },
};

static void measure(subject *s)
{
    for (size_t w = 0; w < sizeof works / sizeof *works; w++) {
        double best = 1e9;
        for (int run = 0; run < RUNS; run++) {
            double start = now();
            works[w].work(s);
            double seconds = now() - start;
            if (seconds < best) best = seconds;
        }
        printf("  %-36s %8.0f MB/s\n", works[w].name, (double)s->bytes.length / best / 1e6);
    }
}

int main(void)
{
    char folder[] = "/tmp/yipan-bench-XXXXXX";
    subject s = { "", { NULL, 0 }, 0 };
    if (!mkdtemp(folder)) return 1;
    snprintf(s.path, sizeof s.path, "%s/wide.csv", folder);
    static const int digits[] = { 4, 17 };
    bool is_well = true;
    for (size_t d = 0; d < 2 && is_well; d++) {
        is_well = write_table(s.path, digits[d]) && yp_bytes_read(s.path, s.path, 0, NULL, &s.bytes) == YP_OK;
        if (!is_well) break;
        printf("csv: %d x %d numbers of %d digits, %.0f MB\n", ROWS, COLUMNS, digits[d],
               (double)s.bytes.length / 1e6);
        measure(&s);
        yp_bytes_free(&s.bytes);
    }
    unlink(s.path);
    rmdir(folder);
    return is_well && s.sum > 0 ? 0 : 1;
}
