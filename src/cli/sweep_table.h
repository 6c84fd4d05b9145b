/** The table of a sweep. */
#ifndef YP_CLI_SWEEP_TABLE_H
#define YP_CLI_SWEEP_TABLE_H

#include "study/sweep.h"

typedef struct {
    yp_sweep_run *runs; /**< [run_count] */
    size_t run_count;
    const char **columns; /**< [column_count] headers as written, without `name` */
    size_t column_count;
} yp_sweep_table;

/**
 * Read it: a column `name`, then columns SELECTOR.COLUMN, with * or + at the end for factors and additions;
 * one run a row. An empty cell leaves the case as it is.
 *
 * @return YP_OK, YP_BAD_INPUT or YP_IO (said), YP_NO_MEMORY
 */
yp_status yp_sweep_table_read(const char *path, yp_arena *arena, yp_diag *diag, yp_sweep_table *out);

#endif
