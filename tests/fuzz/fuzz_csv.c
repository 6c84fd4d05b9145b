#include "table/csv.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every cell lies in the table, and on or behind the line of its row. */
static void visit(const yp_csv *csv)
{
    for (size_t row = 0; row < yp_csv_row_count(csv); row++) {
        yp_spot start = yp_csv_row_spot(csv, row);
        for (size_t column = 0; column < yp_csv_column_count(csv); column++) {
            yp_cell cell = yp_csv_cell(csv, row, column);
            unsigned sum = 0;
            for (uint32_t i = 0; i < cell.length; i++) sum += (unsigned char)cell.text[i];
            if (cell.at.line < start.line || cell.at.column == 0 || (sum == 0 && cell.length > 0)) abort();
        }
    }
    for (size_t column = 0; column < yp_csv_column_count(csv); column++)
        if (yp_csv_find(csv, yp_csv_name(csv, column)) != column) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    yp_diag *diag = yp_diag_new();
    yp_csv *csv = NULL;
    yp_status status = yp_csv_parse((const char *)data, size, "x.csv", diag, &csv);
    if ((status == YP_OK) != (yp_diag_count(diag, YP_ERROR) == 0)) abort();
    if (status == YP_OK) visit(csv);
    yp_csv_free(csv);
    yp_diag_free(diag);
    return 0;
}
