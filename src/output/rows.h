/** CSV out: one row after another, quoted where needed, numbers that read back exactly. */
#ifndef YP_OUTPUT_ROWS_H
#define YP_OUTPUT_ROWS_H

#include "yipan.h"

#include <stdio.h>

/** A table being written. A failed write is remembered and shows at yp_rows_close(). */
typedef struct {
    FILE *file;
    bool has_failed, is_row_open;
} yp_rows;

/** Begin `folder/name` with a header line, e.g. "place,price [CNY/MWh]". */
yp_rows yp_rows_open(const char *folder, const char *name, const char *header);
void yp_rows_text(yp_rows *rows, const char *text); /**< NULL: empty */
void yp_rows_number(yp_rows *rows, double number);  /**< NaN: empty */
void yp_rows_end(yp_rows *rows);                    /**< ends the row */
yp_status yp_rows_close(yp_rows *rows);             /**< YP_OK or YP_IO; a full disk shows here */

#endif
