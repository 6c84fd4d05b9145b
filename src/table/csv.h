/** CSV: cells with their positions at memory speed, and wide tables of numbers (series) straight into
 * columns. */
#ifndef YP_TABLE_CSV_H
#define YP_TABLE_CSV_H

#include "base/diag.h"
#include "table/matrix.h"
#include "table/number.h"
#include "yipan.h"

/** A cell where it lies in the file: not terminated, not copied; quotes already removed. */
typedef struct {
    const char *text;
    uint32_t length;
    yp_spot at;
} yp_cell;

/** A whole table in memory. Rows are data rows (the header is apart), every row has as many cells as the
 * header. */
typedef struct yp_csv yp_csv;

/**
 * Read a table: UTF-8 (byte-order mark accepted), comma, RFC 4180 quotes, LF or CRLF, last newline optional.
 * Refused with their place: ragged rows, NUL bytes, invalid UTF-8, control characters outside quotes, open
 * quotes, empty files, duplicate or empty column names. All problems of the file at once.
 *
 * @param path   the file
 * @param shown  the path that messages name (NULL: path); copied
 * @param diag   receives every problem
 * @param out    the table, owned by the caller
 * @return YP_OK, YP_BAD_INPUT, YP_IO (with a message in diag that says why), YP_NO_MEMORY
 */
yp_status yp_csv_read(const char *path, const char *shown, yp_diag *diag, yp_csv **out);

/** The same from memory. `text` need not be terminated and may be freed afterwards. */
yp_status yp_csv_parse(const char *text, size_t bytes, const char *shown, yp_diag *diag, yp_csv **out);
void yp_csv_free(yp_csv *csv);

size_t yp_csv_row_count(const yp_csv *csv);
size_t yp_csv_column_count(const yp_csv *csv);

/** The header cell as it stands, with `[unit]`. */
yp_cell yp_csv_header(const yp_csv *csv, size_t column);

/** The name of a column without its unit, and the unit (NULL if none), both terminated, borrowed. */
const char *yp_csv_name(const yp_csv *csv, size_t column);
const char *yp_csv_unit(const yp_csv *csv, size_t column);

/** The column of that name (without unit), or YP_NONE. */
uint32_t yp_csv_find(const yp_csv *csv, const char *name);

yp_cell yp_csv_cell(const yp_csv *csv, size_t row, size_t column);

/** The spot of a whole row. */
yp_spot yp_csv_row_spot(const yp_csv *csv, size_t row);

#endif
