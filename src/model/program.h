/** The expanded model: a sparse linear, quadratic or mixed-integer program, column by column. */
#ifndef YP_MODEL_PROGRAM_H
#define YP_MODEL_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 *  minimise    offset + cost·x + ½ Σ slope[j]·x[j]²
 *  subject to  row_lower ≤ A x ≤ row_upper,  column_lower ≤ x ≤ column_upper,  x[j] whole where is_integer[j]
 *
 *  Infinite bounds are ±INFINITY. Indices are those of HiGHS (32 bits). Owned by whoever made it.
 */
typedef struct {
    int32_t row_count, column_count;
    int64_t entry_count;
    double offset;
    double *cost;                        /**< [column_count] */
    double *slope;                       /**< [column_count], ≥ 0; NULL: linear */
    double *column_lower, *column_upper; /**< [column_count] */
    double *row_lower, *row_upper;       /**< [row_count] */
    int64_t *start;                      /**< [column_count + 1] */
    int32_t *row;                        /**< [entry_count] */
    double *value;                       /**< [entry_count] */
    uint8_t *is_integer;                 /**< [column_count]; NULL: continuous */
} yp_program;

#endif
