/** Thin, status-returning calls on netCDF-C; one thread at a time, as that library asks. */
#ifndef YP_TABLE_NETCDF_H
#define YP_TABLE_NETCDF_H

#include "base/diag.h"
#include "yipan.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct yp_netcdf yp_netcdf;

yp_status yp_netcdf_create(const char *path, yp_netcdf **out); /**< netCDF-4; never overwrites */
yp_status yp_netcdf_open(const char *path, const char *shown, yp_diag *diag, yp_netcdf **out);

/** Closes and frees; a full disk shows here. NULL is fine. */
yp_status yp_netcdf_close(yp_netcdf *file);

yp_status yp_netcdf_add_dimension(yp_netcdf *file, const char *name, size_t count);

/** Add a variable of up to two dimensions (NULL: fewer), with CF attributes (NULL: none). Data are written at
 * once. Numbers are deflated at level `deflate` (0: not). */
yp_status yp_netcdf_put_numbers(yp_netcdf *file, const char *name, const char *dim0, const char *dim1,
                                const char *units, const char *long_name, int deflate, const double *data);
yp_status yp_netcdf_put_integers(yp_netcdf *file, const char *name, const char *dim0, const char *units,
                                 const char *long_name, const int *data);
yp_status yp_netcdf_put_texts(yp_netcdf *file, const char *name, const char *dim0, const char *long_name,
                              const char *const *data);
/** Flags as PyPSA has them: bytes whose attribute `dtype` is "bool"; what is not 0 is true. */
yp_status yp_netcdf_put_flags(yp_netcdf *file, const char *name, const char *dim0, size_t count,
                              const double *data);
/** A number as an attribute of the file; `is_whole`: of 64 bits. */
yp_status yp_netcdf_put_number(yp_netcdf *file, const char *name, double number, bool is_whole);
/** A text attribute of a variable, or of the file (variable NULL). */
yp_status yp_netcdf_put_attribute(yp_netcdf *file, const char *variable, const char *name, const char *text);

/** Length of a dimension; SIZE_MAX if there is none. */
size_t yp_netcdf_dimension(const yp_netcdf *file, const char *name);

/** Names of all variables: one block of malloc() that holds pointers and characters. */
yp_status yp_netcdf_list(yp_netcdf *file, char ***names, size_t *count);
/** Does a variable hold texts? False where there is none. */
bool yp_netcdf_is_text(const yp_netcdf *file, const char *variable);
/** Does a variable hold numbers that are flags (attribute dtype "bool")? */
bool yp_netcdf_is_flag(const yp_netcdf *file, const char *variable);
/** Is a variable on exactly these dimensions (dim1 NULL: one)? */
bool yp_netcdf_is_on(const yp_netcdf *file, const char *variable, const char *dim0, const char *dim1);
/** Is a variable on exactly these dimensions, in this order? */
bool yp_netcdf_lies_on(const yp_netcdf *file, const char *variable, const char *const *dims, size_t count);
/** An attribute of a variable, or of the file (variable NULL), as text (numbers too); malloc(), NULL where
 * there is none or memory runs out. */
char *yp_netcdf_attribute(const yp_netcdf *file, const char *variable, const char *name);

/** Read a whole variable into memory of malloc(), freed by the caller; its number of values in `*count`.
 *  Missing variables and wrong types are errors in the diag given at opening. */
yp_status yp_netcdf_get_numbers(yp_netcdf *file, const char *name, double **data, size_t *count);
yp_status yp_netcdf_get_integers(yp_netcdf *file, const char *name, int **data, size_t *count);
/** Texts: one block of malloc() that holds pointers and characters. */
yp_status yp_netcdf_get_texts(yp_netcdf *file, const char *name, char ***data, size_t *count);

#endif
