/* 1. Definitions and data may alternate: netCDF-4 changes between the two modes by itself. */
#define _GNU_SOURCE /* strdup */
#include "table/netcdf.h"
#include "table/internal.h"

#include <netcdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DIMENSIONS = 2 };

struct yp_netcdf {
    int id;
    char *shown;   /* the path that messages name */
    yp_diag *diag; /* of the caller; NULL when writing */
};

/* What a code of the library means for the caller. */
static yp_status status_of(int code)
{
    if (code == NC_NOERR) return YP_OK;
    return code == NC_ENOMEM ? YP_NO_MEMORY : YP_IO;
}

static yp_netcdf *new_file(const char *shown, yp_diag *diag)
{
    yp_netcdf *file = calloc(1, sizeof *file);
    char *copy = file ? strdup(shown) : NULL;
    if (!copy) {
        free(file);
        return NULL;
    }
    file->shown = copy;
    file->diag = diag;
    return file;
}

static void free_file(yp_netcdf *file)
{
    free(file->shown);
    free(file);
}

yp_status yp_netcdf_create(const char *path, yp_netcdf **out)
{
    yp_netcdf *file = new_file(path, NULL);
    if (!file) return YP_NO_MEMORY;
    yp_status status = status_of(nc_create(path, NC_NETCDF4 | NC_NOCLOBBER, &file->id));
    if (status == YP_OK)
        *out = file;
    else
        free_file(file);
    return status;
}

yp_status yp_netcdf_open(const char *path, const char *shown, yp_diag *diag, yp_netcdf **out)
{
    if (!shown) shown = path;
    yp_status status =
        yp_bytes_check(path, shown, diag); /* the library takes URLs too, and says little of what it misses */
    if (status != YP_OK) return status;
    yp_netcdf *file = new_file(shown, diag);
    if (!file) return YP_NO_MEMORY;
    int code = nc_open(path, NC_NOWRITE, &file->id);
    if (code == NC_NOERR) {
        *out = file;
        return YP_OK;
    }
    free_file(file);
    if (code == NC_ENOMEM) return YP_NO_MEMORY;
    yp_diag_error(diag, (yp_spot){ shown, 0, 0 }, "this is no netCDF file: %s", nc_strerror(code));
    return YP_BAD_INPUT;
}

yp_status yp_netcdf_close(yp_netcdf *file)
{
    if (!file) return YP_OK;
    yp_status status = status_of(nc_close(file->id));
    free_file(file);
    return status;
}

yp_status yp_netcdf_add_dimension(yp_netcdf *file, const char *name, size_t count)
{
    int id; /* a length of 0 would mean unlimited: such a dimension has no entries either way */
    return status_of(nc_def_dim(file->id, name, count, &id));
}

/* Define a variable on the dimensions that are named. */
static int define(yp_netcdf *file, const char *name, nc_type type, const char *const dims[MOST_DIMENSIONS],
                  const char *units, const char *long_name, int *variable)
{
    int ids[MOST_DIMENSIONS], count = 0, code = NC_NOERR;
    while (count < MOST_DIMENSIONS && dims[count] && code == NC_NOERR) {
        code = nc_inq_dimid(file->id, dims[count], ids + count);
        count++;
    }
    if (code == NC_NOERR) code = nc_def_var(file->id, name, type, count, ids, variable);
    if (code == NC_NOERR && units) code = nc_put_att_text(file->id, *variable, "units", strlen(units), units);
    if (code == NC_NOERR && long_name)
        code = nc_put_att_text(file->id, *variable, "long_name", strlen(long_name), long_name);
    return code;
}

yp_status yp_netcdf_put_numbers(yp_netcdf *file, const char *name, const char *dim0, const char *dim1,
                                const char *units, const char *long_name, int deflate, const double *data)
{
    int variable,
        code = define(file, name, NC_DOUBLE, (const char *[]){ dim0, dim1 }, units, long_name, &variable);
    if (code == NC_NOERR && deflate > 0 && dim0) code = nc_def_var_deflate(file->id, variable, 1, 1, deflate);
    if (code == NC_NOERR) code = nc_put_var_double(file->id, variable, data);
    return status_of(code);
}

yp_status yp_netcdf_put_integers(yp_netcdf *file, const char *name, const char *dim0, const char *units,
                                 const char *long_name, const int *data)
{
    int variable,
        code = define(file, name, NC_INT, (const char *[]){ dim0, NULL }, units, long_name, &variable);
    if (code == NC_NOERR) code = nc_put_var_int(file->id, variable, data);
    return status_of(code);
}

yp_status yp_netcdf_put_texts(yp_netcdf *file, const char *name, const char *dim0, const char *long_name,
                              const char *const *data)
{
    int variable,
        code = define(file, name, NC_STRING, (const char *[]){ dim0, NULL }, NULL, long_name, &variable);
    /* The library reads the texts only, but its parameter does not say so. */
    if (code == NC_NOERR) code = nc_put_var_string(file->id, variable, (const char **)(uintptr_t)data);
    return status_of(code);
}

yp_status yp_netcdf_put_flags(yp_netcdf *file, const char *name, const char *dim0, size_t count,
                              const double *data)
{
    int variable, code = define(file, name, NC_BYTE, (const char *[]){ dim0, NULL }, NULL, NULL, &variable);
    signed char *bytes = malloc(count + 1);
    if (!bytes) return YP_NO_MEMORY;
    for (size_t i = 0; i < count; i++) bytes[i] = data[i] != 0;
    if (code == NC_NOERR) code = nc_put_att_text(file->id, variable, "dtype", 4, "bool");
    if (code == NC_NOERR) code = nc_put_var_schar(file->id, variable, bytes);
    free(bytes);
    return status_of(code);
}

yp_status yp_netcdf_put_number(yp_netcdf *file, const char *name, double number, bool is_whole)
{
    const long long whole = (long long)number;
    const int code = is_whole ? nc_put_att_longlong(file->id, NC_GLOBAL, name, NC_INT64, 1, &whole)
                              : nc_put_att_double(file->id, NC_GLOBAL, name, NC_DOUBLE, 1, &number);
    return status_of(code);
}

yp_status yp_netcdf_put_attribute(yp_netcdf *file, const char *variable, const char *name, const char *text)
{
    int id = NC_GLOBAL, code = variable ? nc_inq_varid(file->id, variable, &id) : NC_NOERR;
    if (code == NC_NOERR) code = nc_put_att_text(file->id, id, name, strlen(text), text);
    return status_of(code);
}

size_t yp_netcdf_dimension(const yp_netcdf *file, const char *name)
{
    int id;
    size_t length;
    if (nc_inq_dimid(file->id, name, &id) != NC_NOERR || nc_inq_dimlen(file->id, id, &length) != NC_NOERR)
        return SIZE_MAX;
    return length;
}

static bool variable_type(const yp_netcdf *file, const char *name, int *variable, nc_type *type)
{
    return nc_inq_varid(file->id, name, variable) == NC_NOERR &&
           nc_inq_vartype(file->id, *variable, type) == NC_NOERR;
}

bool yp_netcdf_is_text(const yp_netcdf *file, const char *name)
{
    int variable;
    nc_type type;
    return variable_type(file, name, &variable, &type) && (type == NC_STRING || type == NC_CHAR);
}

bool yp_netcdf_is_flag(const yp_netcdf *file, const char *name)
{
    char *kind = yp_netcdf_attribute(file, name, "dtype");
    bool is_flag = kind && strcmp(kind, "bool") == 0;
    free(kind);
    return is_flag;
}

bool yp_netcdf_is_on(const yp_netcdf *file, const char *name, const char *dim0, const char *dim1)
{
    const char *const expected[] = { dim0, dim1 };
    return yp_netcdf_lies_on(file, name, expected, dim1 ? 2 : 1);
}

bool yp_netcdf_lies_on(const yp_netcdf *file, const char *name, const char *const *expected, size_t dim_count)
{
    int variable, count, dims[NC_MAX_VAR_DIMS];
    if (nc_inq_varid(file->id, name, &variable) != NC_NOERR ||
        nc_inq_var(file->id, variable, NULL, NULL, &count, dims, NULL) != NC_NOERR ||
        (size_t)count != dim_count)
        return false;
    for (int i = 0; i < count; i++) {
        char found[NC_MAX_NAME + 1];
        if (nc_inq_dimname(file->id, dims[i], found) != NC_NOERR || strcmp(found, expected[i]) != 0)
            return false;
    }
    return true;
}

/* A text attribute of either kind. */
static char *text_attribute(const yp_netcdf *file, int variable, const char *name, nc_type type,
                            size_t length)
{
    if (type == NC_STRING) {
        char *text = NULL;
        if (length != 1 || nc_get_att_string(file->id, variable, name, &text) != NC_NOERR) return NULL;
        char *copy = text ? strdup(text) : NULL;
        nc_free_string(1, &text);
        return copy;
    }
    char *copy = calloc(length + 1, 1);
    if (copy && nc_get_att_text(file->id, variable, name, copy) == NC_NOERR) return copy;
    free(copy);
    return NULL;
}

char *yp_netcdf_attribute(const yp_netcdf *file, const char *variable, const char *name)
{
    int id = NC_GLOBAL;
    nc_type type;
    size_t length;
    if (variable && nc_inq_varid(file->id, variable, &id) != NC_NOERR) return NULL;
    if (nc_inq_att(file->id, id, name, &type, &length) != NC_NOERR) return NULL;
    if (type == NC_STRING || type == NC_CHAR) return text_attribute(file, id, name, type, length);
    double number;
    char text[32];
    if (length != 1 || nc_get_att_double(file->id, id, name, &number) != NC_NOERR) return NULL;
    snprintf(text, sizeof text, "%.17g", number);
    return strdup(text);
}

static yp_status complain_of_variable(yp_netcdf *file, const char *name, const char *problem)
{
    yp_diag_error(file->diag, (yp_spot){ file->shown, 0, 0 }, "variable '%s' %s", name, problem);
    return YP_BAD_INPUT;
}

/* Find a variable, its type, and how many values of `size` bytes it holds, which memory can address. */
static yp_status find(yp_netcdf *file, const char *name, size_t size, int *variable, nc_type *type,
                      size_t *count)
{
    int dims[NC_MAX_VAR_DIMS], dim_count;
    if (nc_inq_varid(file->id, name, variable) != NC_NOERR)
        return complain_of_variable(file, name, "is missing: expected it in this file");
    if (nc_inq_var(file->id, *variable, NULL, type, &dim_count, dims, NULL) != NC_NOERR)
        return complain_of_variable(file, name, "cannot be read");
    *count = 1;
    for (int i = 0; i < dim_count; i++) {
        size_t length;
        if (nc_inq_dimlen(file->id, dims[i], &length) != NC_NOERR)
            return complain_of_variable(file, name, "cannot be read");
        if (length && *count > (SIZE_MAX / 2 - size) / size / length)
            return complain_of_variable(file, name, "is larger than memory can be");
        *count *= length;
    }
    return YP_OK;
}

static yp_status read_status(yp_netcdf *file, const char *name, int code)
{
    if (code == NC_NOERR) return YP_OK;
    if (code == NC_ENOMEM) return YP_NO_MEMORY;
    if (code == NC_ERANGE)
        return complain_of_variable(file, name, "holds numbers that do not fit their type");
    complain_of_variable(file, name, "cannot be read: the file may be damaged");
    return YP_IO;
}

yp_status yp_netcdf_get_numbers(yp_netcdf *file, const char *name, double **data, size_t *count)
{
    int variable;
    nc_type type;
    size_t found;
    yp_status status = find(file, name, sizeof **data, &variable, &type, &found);
    if (status != YP_OK) return status;
    if (type == NC_CHAR || type > NC_UINT64)
        return complain_of_variable(file, name, "holds text: expected numbers");
    double *values = malloc((found + 1) * sizeof *values);
    if (!values) return YP_NO_MEMORY;
    status = read_status(file, name, nc_get_var_double(file->id, variable, values));
    if (status == YP_OK)
        *data = values, *count = found;
    else
        free(values);
    return status;
}

yp_status yp_netcdf_get_integers(yp_netcdf *file, const char *name, int **data, size_t *count)
{
    int variable;
    nc_type type;
    size_t found;
    yp_status status = find(file, name, sizeof **data, &variable, &type, &found);
    if (status != YP_OK) return status;
    if (type == NC_CHAR || type > NC_UINT64 || type == NC_FLOAT || type == NC_DOUBLE)
        return complain_of_variable(file, name, "holds text or fractions: expected whole numbers");
    int *values = malloc((found + 1) * sizeof *values);
    if (!values) return YP_NO_MEMORY;
    status = read_status(file, name, nc_get_var_int(file->id, variable, values));
    if (status == YP_OK)
        *data = values, *count = found;
    else
        free(values);
    return status;
}

/* Pointers and characters in one block. NULL when memory runs out. */
static char **pack_texts(char *const *texts, size_t count)
{
    size_t bytes = count * sizeof *texts + 1;
    for (size_t i = 0; i < count; i++) bytes += texts[i] ? strlen(texts[i]) + 1 : 1;
    char **packed = malloc(bytes);
    if (!packed) return NULL;
    char *at = (char *)(packed + count);
    for (size_t i = 0; i < count; i++) {
        size_t length = texts[i] ? strlen(texts[i]) : 0;
        packed[i] = at;
        if (length) memcpy(at, texts[i], length);
        at[length] = '\0';
        at += length + 1;
    }
    return packed;
}

static yp_status read_names(const yp_netcdf *file, char **names, int count)
{
    for (int i = 0; i < count; i++) {
        names[i] = calloc(NC_MAX_NAME + 1, 1);
        if (!names[i]) return YP_NO_MEMORY;
        if (nc_inq_varname(file->id, i, names[i]) != NC_NOERR) return YP_IO;
    }
    return YP_OK;
}

yp_status yp_netcdf_list(yp_netcdf *file, char ***names, size_t *count)
{
    int variables = 0;
    if (nc_inq_nvars(file->id, &variables) != NC_NOERR || variables < 0) return YP_IO;
    char **found = calloc((size_t)variables + 1, sizeof *found);
    if (!found) return YP_NO_MEMORY;
    yp_status status = read_names(file, found, variables);
    char **packed = status == YP_OK ? pack_texts(found, (size_t)variables) : NULL;
    for (int i = 0; i < variables; i++) free(found[i]);
    free(found);
    if (status == YP_OK && !packed) status = YP_NO_MEMORY;
    if (status != YP_OK) return status;
    *names = packed;
    *count = (size_t)variables;
    return YP_OK;
}

yp_status yp_netcdf_get_texts(yp_netcdf *file, const char *name, char ***data, size_t *count)
{
    int variable;
    nc_type type;
    size_t found;
    yp_status status = find(file, name, sizeof **data, &variable, &type, &found);
    if (status != YP_OK) return status;
    if (type != NC_STRING)
        return complain_of_variable(file, name, "holds no texts: expected a list of texts");
    char **texts = calloc(found + 1, sizeof *texts);
    if (!texts) return YP_NO_MEMORY;
    int code = nc_get_var_string(file->id, variable, texts);
    char **packed = code == NC_NOERR ? pack_texts(texts, found) : NULL;
    if (code == NC_NOERR) nc_free_string(found, texts);
    free(texts);
    if (code != NC_NOERR) return read_status(file, name, code);
    if (!packed) return YP_NO_MEMORY;
    *data = packed;
    *count = found;
    return YP_OK;
}
