#include "table/internal.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 4096 };

static const char *const flaw_words[] = {
    [YP_FLAW_NUL] = "NUL byte: expected text",
    [YP_FLAW_UTF8] = "byte is not UTF-8: expected a file saved as UTF-8",
    [YP_FLAW_CONTROL] = "control character outside quotes: expected printable text",
    [YP_FLAW_QUOTE] = "quote inside a cell: expected quotes around the whole cell, and those inside doubled",
    [YP_FLAW_AFTER_QUOTE] = "text after closing quotes: expected a comma or the end of the line",
};

yp_status yp_rows_open(yp_rows *rows, const yp_bytes *text, yp_complaints *complaints)
{
    memset(rows, 0, sizeof *rows);
    rows->text = text;
    rows->complaints = complaints;
    rows->capacity = FIRST_CAPACITY;
    rows->ends = malloc(rows->capacity * sizeof *rows->ends);
    rows->line = 1;
    yp_scan_start(&rows->scan, text);
    rows->start = rows->scan.at;
    return rows->status = rows->ends ? YP_OK : YP_NO_MEMORY;
}

void yp_rows_close(yp_rows *rows)
{
    free(rows->ends);
    rows->ends = NULL;
}

static void complain_of_flaws(yp_rows *rows)
{
    const yp_scan *scan = &rows->scan;
    for (size_t i = 0; i < scan->flaw_count; i++) {
        if (i >= YP_FLAW_LIMIT) {
            rows->complaints->count += scan->flaw_count - i;
            return;
        }
        yp_spot at =
            yp_spot_of(rows->complaints->file, scan->text, rows->start, rows->line, scan->flaws[i].at);
        yp_complain(rows->complaints, at, "%s", flaw_words[scan->flaws[i].kind]);
    }
}

static void complain_of_open_quotes(yp_rows *rows)
{
    yp_spot at =
        yp_spot_of(rows->complaints->file, rows->scan.text, rows->start, rows->line, rows->scan.quote_at);
    yp_complain(rows->complaints, at, "quotes are never closed");
}

/* Ask the scanner for more ends of the row that is pending. @return false if there are none */
static bool scan_on(yp_rows *rows)
{
    size_t pending = rows->count - rows->next;
    memmove(rows->ends, rows->ends + rows->next, pending * sizeof *rows->ends);
    rows->next = 0;
    rows->count = pending;
    if (rows->capacity - pending < FIRST_CAPACITY / 2) {
        size_t *larger = realloc(rows->ends, 2 * rows->capacity * sizeof *larger);
        if (!larger) {
            rows->status = YP_NO_MEMORY;
            return false;
        }
        rows->ends = larger;
        rows->capacity *= 2;
    }
    size_t found = yp_scan_next(&rows->scan, rows->ends + pending, rows->capacity - pending);
    if (rows->scan.flaw_count) complain_of_flaws(rows);
    rows->count += found;
    if (found == 0 && yp_scan_is_open(&rows->scan)) complain_of_open_quotes(rows);
    return found > 0;
}

/* Limits of a finished row; the last ones of a file that was not read to its end stand here. */
static void check_lengths(yp_rows *rows, const yp_row *row)
{
    size_t end = row->ends[row->cell_count - 1];
    if (end - row->start <= YP_CELL_LIMIT) return;
    const char *file = rows->complaints->file;
    if (end - row->start > YP_ROW_LIMIT)
        yp_complain(rows->complaints, (yp_spot){ file, row->line, 1 },
                    "row is too long: expected at most %zu MiB", YP_ROW_LIMIT >> 20);
    for (size_t i = 0, start = row->start; i < row->cell_count; start = row->ends[i++] + 1)
        if (row->ends[i] - start > YP_CELL_LIMIT)
            yp_complain(rows->complaints, yp_spot_of(file, rows->scan.text, row->start, row->line, start),
                        "cell is too long: expected at most %zu MiB", YP_CELL_LIMIT >> 20);
}

static uint32_t lines_of(const yp_rows *rows, size_t from, size_t to)
{
    if (!rows->scan.has_long_rows) return 1;
    yp_bytes row = { rows->text->bytes + from, to - from };
    return (uint32_t)yp_scan_count(&row, '\n') + 1;
}

bool yp_rows_next(yp_rows *rows, yp_row *row)
{
    const char *text = rows->scan.text;
    size_t i = rows->next;
    for (;;) {
        while (i < rows->count && text[rows->ends[i]] != '\n') i++;
        if (i < rows->count) break;
        size_t seen = i - rows->next;
        if (seen > YP_COLUMN_LIMIT) {
            yp_complain(rows->complaints, (yp_spot){ rows->complaints->file, rows->line, 1 },
                        "row has too many cells: expected at most %zu; the rest is not read",
                        YP_COLUMN_LIMIT);
            return false;
        }
        if (rows->status != YP_OK || !scan_on(rows)) return false;
        i = rows->next + seen;
    }
    *row = (yp_row){ rows->start, rows->line, i + 1 - rows->next, rows->ends + rows->next };
    check_lengths(rows, row);
    rows->line += lines_of(rows, rows->start, rows->ends[i]);
    rows->start = rows->ends[i] + 1;
    rows->next = i + 1;
    return true;
}

bool yp_row_fits(const yp_row *row, size_t expected, yp_rows *rows)
{
    if (row->cell_count == expected) return true;
    yp_spot at = { rows->complaints->file, row->line, 1 };
    const char *start = rows->scan.text + row->start;
    if (row->cell_count == 1 && yp_content_of(start, rows->scan.text + row->ends[0]).length == 0)
        yp_complain(rows->complaints, at, "line is empty: expected %zu cells, as in the header", expected);
    else
        yp_complain(rows->complaints, at, "row has %zu cell%s: expected %zu, as in the header",
                    row->cell_count, row->cell_count == 1 ? "" : "s", expected);
    return false;
}

yp_content yp_content_of(const char *start, const char *end)
{
    if (end > start && end[-1] == '\r' && *end == '\n') end--;
    if (end - start < 2 || *start != '"' || end[-1] != '"')
        return (yp_content){ start, (size_t)(end - start), false };
    size_t length = (size_t)(end - start) - 2;
    return (yp_content){ start + 1, length, length > 0 && memchr(start + 1, '"', length) };
}

size_t yp_content_write(yp_content content, char *to)
{
    size_t length = 0;
    for (size_t i = 0; i < content.length; i++) {
        to[length++] = content.text[i];
        if (content.has_doubled && content.text[i] == '"') i++;
    }
    return length;
}
