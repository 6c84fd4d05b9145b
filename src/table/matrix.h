/** Wide tables of numbers (series) straight into columns. */
#ifndef YP_TABLE_MATRIX_H
#define YP_TABLE_MATRIX_H

#include "base/diag.h"
#include "yipan.h"

/** A wide table of numbers: first column a text key (`snapshot`), all others numbers, read without keeping
 * cells. */
typedef struct yp_matrix yp_matrix;

/**
 * Read a table of numbers. An empty cell becomes NaN (the caller says whether that is allowed and finds its
 * place with yp_matrix_spot()). Anything else that is no number is an error. Numbers are exactly rounded
 * (nearest even). `inf` and `-inf` are numbers, `nan` is none. Parameters and results as yp_csv_read().
 */
yp_status yp_matrix_read(const char *path, const char *shown, bool has_key, yp_diag *diag, yp_matrix **out);

/** The same from memory. `text` need not be terminated and may be freed afterwards. */
yp_status yp_matrix_parse(const char *text, size_t bytes, const char *shown, bool has_key, yp_diag *diag,
                          yp_matrix **out);
void yp_matrix_free(yp_matrix *matrix);

size_t yp_matrix_row_count(const yp_matrix *matrix);
size_t yp_matrix_column_count(const yp_matrix *matrix); /**< without the key column */
const char *yp_matrix_name(const yp_matrix *matrix, size_t column);
const char *yp_matrix_unit(const yp_matrix *matrix, size_t column); /**< NULL if none */
uint32_t yp_matrix_find(const yp_matrix *matrix, const char *name);
const double *yp_matrix_column(const yp_matrix *matrix, size_t column); /**< [row_count], borrowed */
const char *yp_matrix_key(const yp_matrix *matrix, size_t row); /**< terminated, borrowed; NULL without key */
/** Where a value stands; row SIZE_MAX: the header. */
yp_spot yp_matrix_spot(const yp_matrix *matrix, size_t row, size_t column);

#endif
