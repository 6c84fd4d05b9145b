#include "table/internal.h"

#include <string.h>

typedef struct yp_column column;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Split `name [unit]`. @return what is wrong, or NULL */
static const char *split(column *c, size_t length, yp_arena *arena)
{
    const char *text = c->text, *bracket = NULL;
    if (length && text[length - 1] == ']') {
        bracket = memchr(text, '[', length);
        if (!bracket) return "has ']' without '[': expected 'name' or 'name [unit]'";
        size_t unit_length = (size_t)(text + length - 1 - bracket - 1);
        if (unit_length == 0) return "has an empty unit: expected 'name' or 'name [unit]'";
        c->unit = yp_arena_text(arena, bracket + 1, unit_length);
    } else if (memchr(text, '[', length)) {
        return "has '[' without ']' at its end: expected 'name' or 'name [unit]'";
    }
    size_t name_length = bracket ? (size_t)(bracket - text) : length;
    while (bracket && name_length && is_blank(text[name_length - 1])) name_length--;
    if (name_length == 0) return "is empty: expected a name";
    c->name = yp_arena_text(arena, text, name_length);
    return NULL;
}

/* Enter a column by its name, or complain of its twin. */
static void enter(yp_table_header *header, size_t i, yp_complaints *complaints, bool *no_memory)
{
    const column *c = header->columns + i;
    uint32_t first = yp_map_add(header->by_name, c->name, strlen(c->name), (uint32_t)i, no_memory);
    if (first == YP_NONE) return;
    yp_spot at = header->columns[first].at;
    yp_complain(complaints, c->at, "column '%s' stands twice: the first is %s:%u:%u",
                yp_excerpt_of(c->name, strlen(c->name)).text, complaints->file, at.line, at.column);
}

/* Position, text, name and unit of one column. */
static yp_status read_column(yp_rows *rows, const yp_row *row, size_t i, yp_spot at, yp_arena *arena,
                             yp_table_header *header)
{
    const char *text = rows->scan.text;
    size_t start = i ? row->ends[i - 1] + 1 : row->start;
    yp_content content = yp_content_of(text + start, text + row->ends[i]);
    column *c = header->columns + i;
    char *copy = yp_arena_take(arena, content.length + 1, 1);
    if (!copy) return YP_NO_MEMORY;
    size_t length = yp_content_write(content, copy);
    *c = (column){ .text = copy, .name = "", .at = at };

    bool no_memory = false;
    const char *problem =
        strlen(copy) == length ? split(c, length, arena) : NULL; /* NUL bytes were complained of */
    if (!c->name) return YP_NO_MEMORY;
    if (problem)
        yp_complain(rows->complaints, at, "column name '%s' %s", yp_excerpt_of(copy, length).text, problem);
    else if (*c->name)
        enter(header, i, rows->complaints, &no_memory);
    return no_memory ? YP_NO_MEMORY : YP_OK;
}

/* The spot of the next cell, after the one that stands at `at` and is [start, end). */
static yp_spot next_spot(const char *text, yp_spot at, size_t start, size_t end)
{
    const char *newline;
    while ((newline = memchr(text + start, '\n', end - start))) {
        start = (size_t)(newline - text) + 1;
        at = (yp_spot){ at.file, at.line + 1, 1 };
    }
    at.column += (uint32_t)yp_utf8_count(text + start, end - start) + 1;
    return at;
}

yp_status yp_header_read(yp_rows *rows, yp_arena *arena, yp_table_header *header)
{
    yp_row row;
    if (!yp_rows_next(rows, &row)) return rows->status;
    if (row.cell_count == 1 && row.ends[0] == row.start && row.ends[0] == rows->text->length) {
        yp_complain(rows->complaints, (yp_spot){ rows->complaints->file, 0, 0 },
                    "the file is empty: expected a header with the names of the columns");
        return YP_OK;
    }
    if (row.cell_count > YP_COLUMN_LIMIT) {
        yp_complain(rows->complaints, (yp_spot){ rows->complaints->file, row.line, 1 },
                    "header has %zu columns: expected at most %zu", row.cell_count, YP_COLUMN_LIMIT);
        return YP_OK;
    }
    header->columns = yp_arena_take(arena, row.cell_count, sizeof *header->columns);
    header->by_name = yp_map_new(arena);
    if (!header->columns || !header->by_name) return YP_NO_MEMORY;
    header->count = row.cell_count;

    yp_spot at = { rows->complaints->file, row.line, 1 };
    yp_status status = YP_OK;
    for (size_t i = 0, start = row.start; i < row.cell_count && status == YP_OK; i++) {
        status = read_column(rows, &row, i, at, arena, header);
        at = next_spot(rows->scan.text, at, start, row.ends[i]);
        start = row.ends[i] + 1;
    }
    return status;
}
