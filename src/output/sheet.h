/** CSV out: one row after another, quoted where needed, numbers that read back exactly. */
#ifndef YP_OUTPUT_SHEET_H
#define YP_OUTPUT_SHEET_H

#include "yipan.h"

#include <stdio.h>

/** A table being written. A failed write is remembered and shows at yp_sheet_close(). */
typedef struct {
    FILE *file;
    bool has_failed, is_row_open;
} yp_sheet;

/** Begin `folder/name` with a header line, e.g. "place,price [CNY/MWh]". */
yp_sheet yp_sheet_open(const char *folder, const char *name, const char *header);
void yp_sheet_text(yp_sheet *rows, const char *text); /**< NULL: empty */
void yp_sheet_number(yp_sheet *rows, double number);  /**< NaN: empty */
void yp_sheet_end(yp_sheet *rows);                    /**< ends the row */
yp_status yp_sheet_close(yp_sheet *rows);             /**< YP_OK or YP_IO; a full disk shows here */

#endif
