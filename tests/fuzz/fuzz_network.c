/* A network in a netCDF file, described line by line; what is fuzzed is our reading of it, not HDF5:
 *     dim NAME COUNT · num NAME DIM DIM NUMBER... · int NAME DIM NUMBER... · txt NAME DIM TEXT|TEXT...
 *     flag NAME DIM NUMBER... · att NAME TEXT · unit VARIABLE TEXT   (DIM `-`: none) */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "exchange/pypsa.h"
#include "table/netcdf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_VALUES = 4096, MOST_COUNT = 64, PATH_ROOM = 64 };

static char path[PATH_ROOM];

static void choose_path(void)
{
    if (*path) return;
    snprintf(path, sizeof path, "%s/yipan-fuzz-%ld.nc", P_tmpdir, (long)getpid());
}

/* The next word of a line; "" at its end. */
static char *word(char **rest)
{
    char *at = *rest + strspn(*rest, " ");
    *rest = at + strcspn(at, " ");
    if (**rest) *(*rest)++ = '\0';
    return at;
}

static size_t count_of(const yp_netcdf *file, const char *dimension)
{
    const size_t count = dimension ? yp_netcdf_dimension(file, dimension) : 1;
    return count == SIZE_MAX ? 0 : count;
}

static const char *dimension(char **rest)
{
    const char *name = word(rest);
    return strcmp(name, "-") == 0 || !*name ? NULL : name;
}

static void put_numbers(yp_netcdf *file, const char *kind, char *rest)
{
    static double numbers[MOST_VALUES];
    static int whole[MOST_VALUES];
    const char *name = word(&rest), *dim0 = dimension(&rest), *dim1 = NULL;
    if (strcmp(kind, "num") == 0) dim1 = dimension(&rest);
    const size_t count = count_of(file, dim0) * count_of(file, dim1);
    double last = 0;
    if (count > MOST_VALUES) return;
    for (size_t k = 0; k < count; k++) {
        const char *text = word(&rest);
        if (*text) last = strtod(text, NULL);
        numbers[k] = last;
        whole[k] = last > -1e9 && last < 1e9 ? (int)last : 0;
    }
    if (strcmp(kind, "num") == 0)
        yp_netcdf_put_numbers(file, name, dim0, dim1, NULL, NULL, 0, numbers);
    else if (strcmp(kind, "int") == 0)
        yp_netcdf_put_integers(file, name, dim0, NULL, NULL, whole);
    else
        yp_netcdf_put_flags(file, name, dim0, count, numbers);
}

static void put_texts(yp_netcdf *file, char *rest)
{
    static const char *texts[MOST_VALUES];
    const char *name = word(&rest), *dim = dimension(&rest);
    const size_t count = count_of(file, dim);
    if (count > MOST_VALUES) return;
    for (size_t k = 0; k < count; k++) {
        texts[k] = rest;
        rest += strcspn(rest, "|");
        if (*rest) *rest++ = '\0';
    }
    yp_netcdf_put_texts(file, name, dim, NULL, texts);
}

static void put_line(yp_netcdf *file, char *line)
{
    char *rest = line;
    const char *kind = word(&rest);
    if (strcmp(kind, "dim") == 0) {
        const char *name = word(&rest);
        yp_netcdf_add_dimension(file, name, (size_t)strtoul(word(&rest), NULL, 10) % MOST_COUNT);
    } else if (strcmp(kind, "txt") == 0) {
        put_texts(file, rest);
    } else if (strcmp(kind, "att") == 0) {
        const char *name = word(&rest);
        yp_netcdf_put_attribute(file, NULL, name, rest);
    } else if (strcmp(kind, "unit") == 0) {
        const char *name = word(&rest);
        yp_netcdf_put_attribute(file, name, "units", rest);
    } else if (strcmp(kind, "num") == 0 || strcmp(kind, "int") == 0 || strcmp(kind, "flag") == 0) {
        put_numbers(file, kind, rest);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    choose_path();
    unlink(path);
    char *text = calloc(size + 1, 1);
    yp_netcdf *file = NULL;
    if (!text || yp_netcdf_create(path, &file) != YP_OK) abort();
    if (size) memcpy(text, data, size);
    for (char *line = text; line < text + size; line += strlen(line) + 1) {
        line[strcspn(line, "\n")] = '\0';
        put_line(file, line);
    }
    free(text);
    if (yp_netcdf_close(file) == YP_OK) {
        yp_diag *diag = yp_diag_new();
        yp_case *c = NULL;
        const yp_status status = yp_pypsa_read(path, diag, &c);
        if ((status == YP_OK) != (yp_diag_count(diag, YP_ERROR) == 0)) abort();
        if (status == YP_OK) yp_case_free(c);
        yp_diag_free(diag);
    }
    unlink(path);
    return 0;
}
