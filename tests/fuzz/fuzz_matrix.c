#include "table/csv.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A matrix holds the numbers of the same table read cell by cell, where it says. */
static void compare(const yp_matrix *matrix, const yp_csv *csv, bool has_key)
{
    if (yp_matrix_row_count(matrix) != yp_csv_row_count(csv)) abort();
    for (size_t column = 0; column < yp_matrix_column_count(matrix); column++) {
        const double *values = yp_matrix_column(matrix, column);
        for (size_t row = 0; row < yp_matrix_row_count(matrix); row++) {
            yp_cell cell = yp_csv_cell(csv, row, column + has_key);
            yp_spot at = yp_matrix_spot(matrix, row, column);
            if (at.line != cell.at.line || at.column != cell.at.column) abort();
            double value;
            bool is_number = yp_number_parse(cell.text, cell.length, &value);
            if (is_number ? value != values[row] : cell.length > 0 || values[row] == values[row]) abort();
        }
    }
}

/* The first byte says whether there is a key. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) return 0;
    bool has_key = data[0] & 1;
    yp_diag *diag = yp_diag_new();
    yp_matrix *matrix = NULL;
    yp_csv *csv = NULL;
    yp_status status = yp_matrix_parse((const char *)data + 1, size - 1, "x.csv", has_key, diag, &matrix);
    if ((status == YP_OK) != (yp_diag_count(diag, YP_ERROR) == 0)) abort();
    if (status == YP_OK) {
        if (yp_csv_parse((const char *)data + 1, size - 1, "x.csv", diag, &csv) != YP_OK) abort();
        compare(matrix, csv, has_key);
    }
    yp_csv_free(csv);
    yp_matrix_free(matrix);
    yp_diag_free(diag);
    return 0;
}
