/* Piecewise curves: of some components one attribute is given at breakpoints. */
#include "exchange/network.h"

#include "table/csv.h"
#include "table/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void yp_network_add_curve(yp_network *n, yp_list list, const char *attribute, const char *name, size_t count,
                          double *x, double *y)
{
    yp_net_curve *curve = yp_network_take(n, 1, sizeof *curve);
    if (!curve) return;
    *curve = (yp_net_curve){ .list = list, .attribute = attribute, .name = name, .x = x, .y = y };
    for (size_t k = 0; k < count; k++) { /* shorter curves end in gaps */
        if (isnan(x[k]) || isnan(y[k])) continue;
        x[curve->count] = x[k];
        y[curve->count++] = y[k];
    }
    const yp_map *rows = n->tables[list].rows;
    if (!rows || yp_map_find(rows, name, strlen(name)) == YP_NONE) {
        yp_network_error(n, (yp_spot){ n->shown, 0, 0 },
                         "%s: a piecewise curve of %s names '%s', which is not there", yp_list_text(list),
                         attribute, name);
        return;
    }
    curve->next = n->curves;
    n->curves = curve;
}

const yp_net_curve *yp_network_curve(const yp_network *n, yp_list list, size_t row, const char *attribute)
{
    const char *name = n->tables[list].names[row];
    for (const yp_net_curve *curve = n->curves; curve; curve = curve->next)
        if (curve->list == list && strcmp(curve->name, name) == 0 &&
            (!attribute || strcmp(curve->attribute, attribute) == 0))
            return curve;
    return NULL;
}

/* ---- from a CSV file: a row of names, one of attributes, one with the word breakpoint, then numbers ---- */

/* Headers of our own before the rows, for theirs stand twice. Owned by the caller; NULL without memory. */
static char *with_headers(const char *text, size_t length, size_t *out_length)
{
    size_t columns = 1, at = 0;
    bool is_quoted = false;
    for (size_t i = 0; i < length && (is_quoted || (text[i] != '\n' && text[i] != '\r')); i++) {
        is_quoted ^= text[i] == '"';
        columns += text[i] == ',' && !is_quoted;
    }
    char *whole = malloc(length + columns * 24 + 1);
    for (size_t c = 0; whole && c < columns; c++)
        at += (size_t)sprintf(whole + at, "%scolumn%zu", c ? "," : "", c);
    if (whole) whole[at++] = '\n';
    if (whole) memcpy(whole + at, text, length);
    *out_length = at + length;
    return whole;
}

static bool cell_is(const yp_cell *cell, const char *text)
{
    return cell->length == strlen(text) && memcmp(cell->text, text, cell->length) == 0;
}

static double *numbers_of(yp_network *n, const yp_csv *csv, size_t column, const char *path)
{
    const size_t rows = yp_csv_row_count(csv) - 3;
    double *numbers = yp_network_take(n, rows, sizeof *numbers);
    for (size_t r = 0; numbers && r < rows; r++) {
        const yp_cell cell = yp_csv_cell(csv, r + 3, column);
        if (cell.length == 0)
            numbers[r] = NAN;
        else if (!yp_number_parse(cell.text, cell.length, &numbers[r]))
            yp_network_error(n, (yp_spot){ path, (uint32_t)r + 4, 0 }, "'%.*s' is no number",
                             (int)cell.length, cell.text);
    }
    return numbers;
}

/* Every column of the attribute, with the column of breakpoints that bears the same name. */
static void take_curves(yp_network *n, yp_list list, const char *attribute, const yp_csv *csv,
                        const char *path)
{
    for (size_t c = 1; c < yp_csv_column_count(csv) && !n->no_memory; c++) {
        const yp_cell name = yp_csv_cell(csv, 0, c), what = yp_csv_cell(csv, 1, c);
        size_t other = 1;
        if (!cell_is(&what, attribute)) continue;
        for (; other < yp_csv_column_count(csv); other++) {
            const yp_cell its = yp_csv_cell(csv, 0, other);
            if (other != c && its.length == name.length && memcmp(its.text, name.text, its.length) == 0)
                break;
        }
        const char *kept = yp_network_keep(n, name.text, name.length);
        if (other == yp_csv_column_count(csv)) {
            yp_network_error(n, (yp_spot){ path, 1, 0 }, "'%s' has no column of breakpoints", kept);
            continue;
        }
        double *x = numbers_of(n, csv, other, path), *y = numbers_of(n, csv, c, path);
        if (x && y)
            yp_network_add_curve(n, list, yp_network_keep(n, attribute, strlen(attribute)), kept,
                                 yp_csv_row_count(csv) - 3, x, y);
    }
}

yp_status yp_network_parse_curves(yp_network *n, yp_list list, const char *attribute, const char *path,
                                  const char *text, size_t length)
{
    yp_csv *csv;
    size_t whole_length = 0;
    char *whole = with_headers(text, length, &whole_length);
    if (!whole) return YP_NO_MEMORY;
    const yp_status status = yp_csv_parse(whole, whole_length, path, n->diag, &csv);
    free(whole);
    if (status != YP_OK) return status;
    if (yp_csv_row_count(csv) < 4)
        yp_network_error(n, (yp_spot){ path, 0, 0 },
                         "has no breakpoints: expected rows of names, of attributes, the word breakpoint and "
                         "numbers");
    else
        take_curves(n, list, attribute, csv, path);
    yp_csv_free(csv);
    return YP_OK;
}
