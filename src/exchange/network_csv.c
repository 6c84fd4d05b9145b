/* A folder of CSV tables. */
#include "exchange/network.h"

#include "base/path.h"
#include "table/csv.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A file as one text whose first header cell is never empty: an index column may have no name, which no other
 * table may. NULL: told. */
static char *slurp(yp_network *n, const char *path, size_t *length, yp_status *status)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    long size = -1;
    if (file && fseek(file, 0, SEEK_END) == 0) size = ftell(file);
    if (size >= 0 && fseek(file, 0, SEEK_SET) == 0) {
        static const char index_name[] = "index";
        const size_t extra = sizeof index_name - 1;
        text = malloc((size_t)size + extra + 1);
        *status = text ? YP_OK : YP_NO_MEMORY;
        if (text) *length = fread(text + extra, 1, (size_t)size, file);
        const bool has_mark = text && *length >= 3 && memcmp(text + extra, "\xef\xbb\xbf", 3) == 0;
        const size_t skipped = has_mark ? 3 : 0;
        if (text && *length > skipped && text[extra + skipped] == ',') {
            memmove(text + extra, text + extra + skipped, *length - skipped);
            memcpy(text, index_name, extra);
            *length += extra - skipped;
        } else if (text) {
            memmove(text, text + extra, *length);
        }
    } else {
        *status = YP_IO;
        yp_network_error(n, (yp_spot){ path, 0, 0 }, "cannot be read: %s", strerror(errno));
    }
    if (file) fclose(file);
    return text;
}

static yp_status open_table(yp_network *n, const char *path, yp_csv **out)
{
    size_t length = 0;
    yp_status status;
    char *text = slurp(n, path, &length, &status);
    if (status == YP_OK) status = yp_csv_parse(text, length, path, n->diag, out);
    free(text);
    return status;
}

/* A header cell as it stands: units mean nothing here. */
static const char *header_of(yp_network *n, const yp_csv *csv, size_t column)
{
    const yp_cell cell = yp_csv_header(csv, column);
    return yp_network_keep(n, cell.text, cell.length);
}

static void take_columns(yp_network *n, yp_list list, const yp_csv *csv)
{
    const size_t rows = yp_csv_row_count(csv);
    for (size_t c = 1; c < yp_csv_column_count(csv) && !n->no_memory; c++) {
        yp_net_column *column = yp_network_add_column(n, list, header_of(n, csv, c));
        const char **texts = yp_network_take(n, rows, sizeof *texts);
        if (!column || !texts) return;
        for (size_t r = 0; r < rows; r++) {
            const yp_cell cell = yp_csv_cell(csv, r, c);
            texts[r] = yp_network_keep(n, cell.text, cell.length);
        }
        column->texts = texts;
    }
}

static yp_status read_table(yp_network *n, yp_list list, const char *path)
{
    yp_csv *csv;
    yp_status status = open_table(n, path, &csv);
    if (status != YP_OK) return status;
    const size_t rows = yp_csv_row_count(csv);
    const char **names = yp_network_take(n, rows, sizeof *names);
    uint32_t *lines = yp_network_take(n, rows, sizeof *lines);
    n->tables[list].file = yp_network_keep(n, path, strlen(path));
    n->tables[list].lines = lines;
    for (size_t r = 0; names && lines && r < rows; r++) {
        const yp_cell cell = yp_csv_cell(csv, r, 0);
        names[r] = yp_network_keep(n, cell.text, cell.length);
        lines[r] = yp_csv_row_spot(csv, r).line;
    }
    if (!n->no_memory) yp_network_claim(n, list, names, rows);
    if (!n->no_memory) take_columns(n, list, csv);
    yp_csv_free(csv);
    return YP_OK;
}

/* ---- series ---- */

static const char *series_name(yp_network *n, const yp_matrix *matrix, size_t column)
{
    const char *name = yp_matrix_name(matrix, column), *unit = yp_matrix_unit(matrix, column);
    if (!unit) return yp_network_keep(n, name, strlen(name));
    const char *whole = yp_arena_format(n->arena, "%s [%s]", name, unit);
    if (!whole) n->no_memory = true;
    return whole ? yp_network_keep(n, whole, strlen(whole)) : "";
}

static void take_series(yp_network *n, yp_list list, const char *attribute, const yp_matrix *matrix)
{
    const size_t count = yp_matrix_column_count(matrix), rows = n->snapshot_count;
    yp_net_series *series = yp_network_add_series(n, list, attribute);
    const char **names = yp_network_take(n, count, sizeof *names);
    double *values = yp_network_take(n, count * rows, sizeof *values);
    if (!series || !names || !values) return;
    for (size_t c = 0; c < count; c++) {
        names[c] = series_name(n, matrix, c);
        memcpy(values + c * rows, yp_matrix_column(matrix, c), rows * sizeof *values);
    }
    series->names = names;
    series->values = values;
    series->count = count;
}

static yp_status read_series(yp_network *n, yp_list list, const char *attribute, const char *path)
{
    size_t length = 0;
    yp_status status;
    yp_matrix *matrix;
    char *text = slurp(n, path, &length, &status);
    if (status == YP_OK) status = yp_matrix_parse(text, length, path, true, n->diag, &matrix);
    free(text);
    if (status != YP_OK) return status;
    if (yp_matrix_row_count(matrix) != n->snapshot_count)
        yp_network_error(n, (yp_spot){ path, 0, 0 },
                         "has %zu rows: expected one for each of the %zu snapshots",
                         yp_matrix_row_count(matrix), n->snapshot_count);
    else
        take_series(n, list, attribute, matrix);
    yp_matrix_free(matrix);
    return YP_OK;
}

/* ---- snapshots ---- */

/* Numbers of a column; 1 where there is none. */
static const double *column_numbers(yp_network *n, const yp_csv *csv, uint32_t column, const char *what)
{
    const size_t rows = yp_csv_row_count(csv);
    double *numbers = yp_network_take(n, rows, sizeof *numbers);
    for (size_t r = 0; numbers && r < rows; r++) {
        numbers[r] = 1;
        if (column == YP_NONE) continue;
        const yp_cell cell = yp_csv_cell(csv, r, column);
        if (!yp_number_parse(cell.text, cell.length, &numbers[r]))
            yp_network_error(n, cell.at, "%s is '%.*s': expected a number", what, (int)cell.length,
                             cell.text);
    }
    return numbers;
}

static const double *weighting(yp_network *n, const yp_csv *csv, const char *name)
{
    uint32_t column = yp_csv_find(csv, name);
    char what[64];
    if (column == YP_NONE) column = yp_csv_find(csv, "weightings");
    snprintf(what, sizeof what, "the weighting '%s'", name);
    return column_numbers(n, csv, column, what);
}

static void take_snapshots(yp_network *n, const yp_csv *csv, const char *path)
{
    const size_t rows = yp_csv_row_count(csv);
    const uint32_t period = yp_csv_find(csv, "period");
    uint32_t column = yp_csv_find(csv, period == YP_NONE ? "snapshot" : "timestep");
    if (column == YP_NONE) column = yp_csv_find(csv, "name");
    if (column == YP_NONE) column = 0;
    if (rows == 0) yp_network_error(n, (yp_spot){ path, 0, 0 }, "has no snapshot");
    const char **names = yp_network_take(n, rows, sizeof *names);
    for (size_t r = 0; names && r < rows; r++) {
        const yp_cell cell = yp_csv_cell(csv, r, column);
        names[r] = yp_network_keep(n, cell.text, cell.length);
    }
    n->snapshot_count = rows;
    n->snapshots = names;
    n->objective = weighting(n, csv, "objective");
    n->stores = weighting(n, csv, "stores");
    n->generators = weighting(n, csv, "generators");
    if (period != YP_NONE) yp_network_take_periods(n, column_numbers(n, csv, period, "period"));
}

static yp_status read_snapshots(yp_network *n, const char *path)
{
    yp_csv *csv;
    yp_status status = open_table(n, path, &csv);
    if (status != YP_OK) return status;
    take_snapshots(n, csv, path);
    yp_csv_free(csv);
    return YP_OK;
}

static yp_status read_curves(yp_network *n, yp_list list, const char *attribute, const char *path)
{
    size_t length = 0;
    yp_status status;
    char *text = slurp(n, path, &length, &status);
    if (status == YP_OK) status = yp_network_parse_curves(n, list, attribute, path, text, length);
    free(text);
    return status;
}

/* What network.csv says: the name. */
static yp_status read_head(yp_network *n, const char *path)
{
    yp_csv *csv;
    yp_status status = open_table(n, path, &csv);
    if (status != YP_OK) return status;
    const uint32_t name = yp_csv_find(csv, "name");
    if (name != YP_NONE && yp_csv_row_count(csv) > 0) {
        const yp_cell cell = yp_csv_cell(csv, 0, name);
        n->name = yp_network_keep(n, cell.text, cell.length);
    }
    yp_csv_free(csv);
    return YP_OK;
}

static bool is_there(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file) fclose(file);
    return file != NULL;
}

/* `list-attribute.csv` */
static yp_status read_file(yp_network *n, const char *folder, const char *file)
{
    char path[YP_PATH_ROOM], attribute[256];
    const yp_list list = yp_list_of(file);
    const size_t length = strlen(file), stem = list == YP_LIST_COUNT ? 0 : strlen(yp_list_text(list));
    if (list == YP_LIST_COUNT || length < 5 || strcmp(file + length - 4, ".csv") != 0 || file[stem] != '-')
        return YP_OK;
    if (!yp_path_join(path, sizeof path, folder, file)) return YP_OK;
    snprintf(attribute, sizeof attribute, "%.*s", (int)(length - stem - 5), file + stem + 1);
    const size_t named = strlen(attribute);
    if (named > 3 && strcmp(attribute + named - 3, "-pw") == 0) {
        attribute[named - 3] = '\0';
        return read_curves(n, list, attribute, path);
    }
    const yp_attribute *known = yp_attribute_of(list, attribute);
    if (!n->keeps_all && (!known || known->use == YP_USE_NOTHING)) return YP_OK; /* means nothing here */
    return read_series(n, list, attribute, path);
}

static yp_status read_all_series(yp_network *n, const char *folder)
{
    struct dirent **entries = NULL;
    const int count = scandir(folder, &entries, NULL, alphasort);
    yp_status status = count < 0 ? YP_IO : YP_OK;
    for (int i = 0; i < count; i++) {
        const yp_status one = status == YP_NO_MEMORY ? status : read_file(n, folder, entries[i]->d_name);
        if (one != YP_OK) status = one;
        free(entries[i]);
    }
    free(entries);
    return status;
}

/* Files that may be missing. */
static yp_status read_if_there(yp_network *n, const char *folder, const char *file,
                               yp_status (*read)(yp_network *, const char *))
{
    char path[YP_PATH_ROOM];
    return yp_path_join(path, sizeof path, folder, file) && is_there(path) ? read(n, path) : YP_OK;
}

static yp_status read_periods(yp_network *n, const char *path)
{
    yp_csv *csv;
    yp_status status = open_table(n, path, &csv);
    if (status != YP_OK) return status;
    yp_network_list_periods(n, column_numbers(n, csv, 0, "the investment period"),
                            weighting(n, csv, "objective"), weighting(n, csv, "years"),
                            yp_csv_row_count(csv));
    yp_csv_free(csv);
    return YP_OK;
}

/* A small file as one text, carried along; NULL: there is none. */
static const char *whole_text(yp_network *n, const char *folder, const char *file)
{
    char path[YP_PATH_ROOM];
    size_t length = 0;
    yp_status status;
    if (!yp_path_join(path, sizeof path, folder, file) || !is_there(path)) return NULL;
    char *text = slurp(n, path, &length, &status);
    const char *kept = text ? yp_network_keep(n, text, length) : NULL;
    free(text);
    return kept;
}

yp_status yp_network_read_folder(const char *folder, yp_network *n)
{
    char path[YP_PATH_ROOM], file[64];
    yp_status status = read_if_there(n, folder, "network.csv", read_head), one;
    if (status == YP_OK) status = read_if_there(n, folder, "investment_periods.csv", read_periods);
    if (status == YP_OK) status = read_if_there(n, folder, "snapshots.csv", read_snapshots);
    if (n->snapshot_count == 0) yp_network_take_now(n);
    n->meta = whole_text(n, folder, "meta.json");
    n->crs = whole_text(n, folder, "crs.json");
    for (yp_list list = 0; list < YP_LIST_COUNT; list++) {
        snprintf(file, sizeof file, "%s.csv", yp_list_text(list));
        if (!yp_path_join(path, sizeof path, folder, file)) return YP_IO;
        if (!is_there(path)) {
            if (list == YP_LIST_BUSES)
                yp_network_error(n, (yp_spot){ folder, 0, 0 }, "holds no buses.csv: expected a network");
            continue;
        }
        one = read_table(n, list, path);
        if (one != YP_OK) status = one;
    }
    one = read_all_series(n, folder);
    return status != YP_OK ? status : one;
}
