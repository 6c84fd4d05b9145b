/** A program without what nobody decides. Private to the module. */
#ifndef YP_SOLVE_COMPACT_H
#define YP_SOLVE_COMPACT_H

#include "model/program.h"
#include "yipan.h"

/** Where the kept rows and columns of a program were, and what the others are. */
typedef struct {
    int32_t row_count, column_count;           /**< kept */
    int32_t full_row_count, full_column_count; /**< before */
    int32_t *rows, *columns;                   /**< [kept] index before, ascending */
    int32_t fixed_count, *fixed;               /**< [fixed_count] columns that are constants, ascending */
    double *fixed_value;                       /**< [fixed_count] */
} yp_compact;

/**
 * Take out, in place: coefficients that are 0; columns whose bounds are one number (to the right-hand sides
 * and the offset); rows that hold nothing back, or that have no column left and hold as they are. Of the rows
 * from `bound_rows` on, whose duals nobody asks for, those with one column become bounds of it.
 * A row without columns that does not hold stays, so that the solver finds it.
 *
 * @param compact  owned by the caller, also where this fails; free with yp_compact_free()
 * @return YP_OK, YP_NO_MEMORY (the program is then unchanged)
 */
yp_status yp_compact_make(yp_program *program, int32_t bound_rows, yp_compact *compact);
void yp_compact_free(yp_compact *compact);

/** From values of kept columns to those of all. */
void yp_compact_columns(const yp_compact *compact, const double *kept, double *all);
/** From duals of kept rows to those of all: 0 for the others. */
void yp_compact_rows(const yp_compact *compact, const double *kept, double *all);
/** The statuses of a basis, both ways; a column taken out is at its bound, a row taken out basic. */
void yp_compact_basis_down(const yp_compact *compact, const int8_t *all_columns, const int8_t *all_rows,
                           int8_t *columns, int8_t *rows);
void yp_compact_basis_up(const yp_compact *compact, const int8_t *columns, const int8_t *rows,
                         int8_t *all_columns, int8_t *all_rows);

#endif
