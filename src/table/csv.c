#include "table/csv.h"
#include "table/internal.h"

#include <stdlib.h>
#include <string.h>

/* A cell whose doubled quotes were made single. */
typedef struct {
    size_t cell; /* row × columns + column */
    const char *text;
    uint32_t length;
} undoubled;

/* 1. `ends` holds rows × columns offsets into `text`; cell i begins behind the end of cell i - 1 of its row,
 * the first one at `starts[row]`.
 * 2. `undoubled` is sorted by cell. */
struct yp_csv {
    yp_arena *arena;
    yp_bytes text;
    const char *file;
    yp_table_header header;
    size_t row_count;
    size_t *ends, *starts;
    uint32_t *lines; /* [row_count] */
    undoubled *undoubled;
    size_t undoubled_count, undoubled_capacity;
};

/* Room for the rows: no more than there are lines, nor than the bytes suffice for. */
static yp_status take_room(yp_csv *csv)
{
    size_t columns = csv->header.count;
    size_t lines = yp_scan_count(&csv->text, '\n') + 1, most = csv->text.length / columns + 1;
    size_t rows = lines < most ? lines : most;
    csv->ends = yp_arena_take(csv->arena, rows * columns, sizeof *csv->ends);
    csv->starts = yp_arena_take(csv->arena, rows, sizeof *csv->starts);
    csv->lines = yp_arena_take(csv->arena, rows, sizeof *csv->lines);
    return csv->ends && csv->starts && csv->lines ? YP_OK : YP_NO_MEMORY;
}

static yp_status keep_undoubled(yp_csv *csv, size_t cell, yp_content content)
{
    if (csv->undoubled_count == csv->undoubled_capacity) {
        size_t capacity = csv->undoubled_capacity ? 2 * csv->undoubled_capacity : 64;
        undoubled *larger = yp_arena_take(csv->arena, capacity, sizeof *larger);
        if (!larger) return YP_NO_MEMORY;
        if (csv->undoubled_count) memcpy(larger, csv->undoubled, csv->undoubled_count * sizeof *larger);
        csv->undoubled = larger;
        csv->undoubled_capacity = capacity;
    }
    char *text = yp_arena_take(csv->arena, content.length + 1, 1);
    if (!text) return YP_NO_MEMORY;
    uint32_t length = (uint32_t)yp_content_write(content, text);
    csv->undoubled[csv->undoubled_count++] = (undoubled){ cell, text, length };
    return YP_OK;
}

static yp_status keep_row(yp_csv *csv, const yp_row *row)
{
    const char *text = csv->text.bytes;
    size_t columns = csv->header.count, first = csv->row_count * columns;
    memcpy(csv->ends + first, row->ends, columns * sizeof *csv->ends);
    csv->starts[csv->row_count] = row->start;
    csv->lines[csv->row_count] = row->line;
    csv->row_count++;
    yp_status status = YP_OK;
    for (size_t i = 0, start = row->start; i < columns && status == YP_OK; start = row->ends[i++] + 1) {
        if (text[start] != '"') continue;
        yp_content content = yp_content_of(text + start, text + row->ends[i]);
        if (content.has_doubled) status = keep_undoubled(csv, first + i, content);
    }
    return status;
}

static yp_status read_rows(yp_csv *csv, yp_rows *rows)
{
    yp_status status = yp_header_read(rows, csv->arena, &csv->header);
    if (status == YP_OK && csv->header.count == 0) return YP_OK; /* complained of */
    if (status == YP_OK) status = take_room(csv);
    yp_row row;
    while (status == YP_OK && yp_rows_next(rows, &row))
        if (yp_row_fits(&row, csv->header.count, rows) && rows->complaints->count == 0)
            status = keep_row(csv, &row);
    return status == YP_OK ? rows->status : status;
}

static yp_status fill(yp_csv *csv, yp_diag *diag)
{
    yp_complaints complaints = { diag, csv->file, 0 };
    yp_rows rows;
    yp_status status = yp_rows_open(&rows, &csv->text, &complaints);
    if (status == YP_OK) status = read_rows(csv, &rows);
    yp_rows_close(&rows);
    yp_status found = yp_complaints_close(&complaints);
    return status == YP_OK ? found : status;
}

/* Takes `text` over, whatever the outcome. */
static yp_status from_text(yp_bytes text, const char *shown, yp_diag *diag, yp_csv **out)
{
    yp_arena *arena = yp_arena_new(NULL);
    yp_csv *csv = arena ? yp_arena_take(arena, 1, sizeof *csv) : NULL;
    const char *file = csv ? yp_arena_text(arena, shown, strlen(shown)) : NULL;
    if (!file) {
        yp_bytes_free(&text);
        yp_arena_free(arena);
        return YP_NO_MEMORY;
    }
    csv->arena = arena;
    csv->text = text;
    csv->file = file;
    yp_status status = fill(csv, diag);
    if (status == YP_OK)
        *out = csv;
    else
        yp_csv_free(csv);
    return status;
}

yp_status yp_csv_read(const char *path, const char *shown, yp_diag *diag, yp_csv **out)
{
    if (!shown) shown = path;
    yp_bytes text;
    yp_status status = yp_bytes_read(path, shown, 0, diag, &text);
    return status == YP_OK ? from_text(text, shown, diag, out) : status;
}

yp_status yp_csv_parse(const char *text, size_t bytes, const char *shown, yp_diag *diag, yp_csv **out)
{
    yp_bytes copy;
    yp_status status = yp_bytes_copy(text, bytes, &copy);
    return status == YP_OK ? from_text(copy, shown ? shown : "table", diag, out) : status;
}

void yp_csv_free(yp_csv *csv)
{
    if (!csv) return;
    yp_bytes_free(&csv->text);
    yp_arena_free(csv->arena); /* csv itself lies in it */
}

size_t yp_csv_row_count(const yp_csv *csv)
{
    return csv->row_count;
}

size_t yp_csv_column_count(const yp_csv *csv)
{
    return csv->header.count;
}

yp_cell yp_csv_header(const yp_csv *csv, size_t column)
{
    const struct yp_column *c = csv->header.columns + column;
    return (yp_cell){ c->text, (uint32_t)strlen(c->text), c->at };
}

const char *yp_csv_name(const yp_csv *csv, size_t column)
{
    return csv->header.columns[column].name;
}

const char *yp_csv_unit(const yp_csv *csv, size_t column)
{
    return csv->header.columns[column].unit;
}

uint32_t yp_csv_find(const yp_csv *csv, const char *name)
{
    return yp_map_find(csv->header.by_name, name, strlen(name));
}

static int by_cell(const void *left, const void *right)
{
    size_t a = ((const undoubled *)left)->cell, b = ((const undoubled *)right)->cell;
    return (a > b) - (a < b);
}

yp_cell yp_csv_cell(const yp_csv *csv, size_t row, size_t column)
{
    const char *text = csv->text.bytes;
    size_t i = row * csv->header.count + column;
    size_t start = column ? csv->ends[i - 1] + 1 : csv->starts[row];
    yp_spot at = yp_spot_of(csv->file, text, csv->starts[row], csv->lines[row], start);
    yp_content content = yp_content_of(text + start, text + csv->ends[i]);
    if (!content.has_doubled) return (yp_cell){ content.text, (uint32_t)content.length, at };
    undoubled key = { i, NULL, 0 };
    const undoubled *kept = bsearch(&key, csv->undoubled, csv->undoubled_count, sizeof key, by_cell);
    return (yp_cell){ kept->text, kept->length, at };
}

yp_spot yp_csv_row_spot(const yp_csv *csv, size_t row)
{
    return (yp_spot){ csv->file, csv->lines[row], 1 };
}
