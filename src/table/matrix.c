/* Wide tables of numbers. Rows are read into a tile of a few rows, then turned into columns: written one by
 * one, the cells of a row would each touch another page. */
#include "table/matrix.h"
#include "table/internal.h"
#include "table/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TILE_ROWS = 16, LINE = 8 /* doubles of a cache line: no two columns share one */ };

/* Column c is values[c × row_capacity ...]; the keys stand at the start of the rows. */
struct yp_matrix {
    yp_arena *arena;
    yp_bytes text;
    const char *file;
    yp_table_header header;
    bool has_key;
    size_t row_count, column_count, row_capacity;
    double *values;    /* [column_count, row_capacity] */
    size_t *starts;    /* [row_count] offset of a row */
    uint32_t *lines;   /* [row_count] */
    const char **keys; /* [row_count], NULL without key */
    double *tile;      /* [TILE_ROWS, column_count], while reading */
};

static yp_status take_room(yp_matrix *m)
{
    size_t lines = yp_scan_count(&m->text, '\n') + 1, most = m->text.length / m->header.count + 1;
    size_t rows = lines < most ? lines : most;
    m->column_count = m->header.count - m->has_key;
    m->row_capacity = (rows + LINE - 1) / LINE * LINE;
    /* Not of the arena, which zeroes: every value is written once. Rows × columns is less than twice the
     * bytes read. */
    m->values = yp_room_take(m->row_capacity * m->column_count * sizeof *m->values);
    m->tile = yp_room_take(TILE_ROWS * m->column_count * sizeof *m->tile);
    m->starts = yp_arena_take(m->arena, rows, sizeof *m->starts);
    m->lines = yp_arena_take(m->arena, rows, sizeof *m->lines);
    if (m->has_key) m->keys = yp_arena_take(m->arena, rows, sizeof *m->keys);
    return m->values && m->tile && m->starts && m->lines && (!m->has_key || m->keys) ? YP_OK : YP_NO_MEMORY;
}

/* Move the rows of the tile, the last of which is row `row_count` - 1, into their columns. */
static void turn_tile(yp_matrix *m)
{
    size_t first = m->row_count ? (m->row_count - 1) / TILE_ROWS * TILE_ROWS : 0,
           count = m->row_count - first;
    for (size_t c = 0; c < m->column_count; c++) {
        double *column = m->values + c * m->row_capacity + first;
        for (size_t r = 0; r < count; r++) column[r] = m->tile[r * m->column_count + c];
    }
}

static void complain_of_cell(const yp_matrix *m, yp_rows *rows, const yp_row *row, size_t column,
                             yp_content content)
{
    size_t start = column ? row->ends[column - 1] + 1 : row->start;
    const struct yp_column *c = m->header.columns + column;
    yp_spot at = yp_spot_of(m->file, m->text.bytes, row->start, row->line, start);
    yp_complain(rows->complaints, at, "%s is '%s': expected a number%s%s",
                yp_excerpt_of(c->name, strlen(c->name)).text,
                yp_excerpt_of(content.text, content.length).text, c->unit ? " in " : "",
                c->unit ? yp_excerpt_of(c->unit, strlen(c->unit)).text : "");
}

/* A cell that is not simply a number: empty, quoted, before a carriage return, or wrong. */
static double read_odd(const yp_matrix *m, yp_rows *rows, const yp_row *row, size_t column)
{
    const char *text = m->text.bytes;
    yp_content content =
        yp_content_of(text + (column ? row->ends[column - 1] + 1 : row->start), text + row->ends[column]);
    double value = NAN;
    if (content.length > 0 && !yp_number_parse(content.text, content.length, &value))
        complain_of_cell(m, rows, row, column, content);
    return value;
}

static void read_numbers(const yp_matrix *m, yp_rows *rows, const yp_row *row, double *values)
{
    const char *text = m->text.bytes;
    size_t start = m->has_key ? row->ends[0] + 1 : row->start;
    for (size_t i = m->has_key; i < row->cell_count; i++) {
        size_t end = row->ends[i];
        if (!yp_number_parse(text + start, end - start, values)) *values = read_odd(m, rows, row, i);
        values++;
        start = end + 1;
    }
}

static const char *read_key(yp_matrix *m, const yp_row *row)
{
    const char *text = m->text.bytes;
    yp_content content = yp_content_of(text + row->start, text + row->ends[0]);
    char *key = yp_arena_take(m->arena, content.length + 1, 1);
    if (key) yp_content_write(content, key);
    return key;
}

static yp_status read_row(yp_matrix *m, yp_rows *rows, const yp_row *row)
{
    if (!yp_row_fits(row, m->header.count, rows)) return YP_OK;
    size_t r = m->row_count;
    if (m->has_key && !(m->keys[r] = read_key(m, row))) return YP_NO_MEMORY;
    m->starts[r] = row->start;
    m->lines[r] = row->line;
    read_numbers(m, rows, row, m->tile + r % TILE_ROWS * m->column_count);
    m->row_count++;
    if (m->row_count % TILE_ROWS == 0) turn_tile(m);
    return YP_OK;
}

static yp_status read_rows(yp_matrix *m, yp_rows *rows)
{
    yp_status status = yp_header_read(rows, m->arena, &m->header);
    if (status == YP_OK && m->header.count == 0) return YP_OK; /* complained of */
    if (status == YP_OK) status = take_room(m);
    yp_row row;
    while (status == YP_OK && yp_rows_next(rows, &row)) status = read_row(m, rows, &row);
    if (status == YP_OK && m->row_count % TILE_ROWS != 0) turn_tile(m);
    return status == YP_OK ? rows->status : status;
}

static yp_status fill(yp_matrix *m, yp_diag *diag)
{
    yp_complaints complaints = { diag, m->file, 0 };
    yp_rows rows;
    yp_status status = yp_rows_open(&rows, &m->text, &complaints);
    if (status == YP_OK) status = read_rows(m, &rows);
    yp_rows_close(&rows);
    free(m->tile);
    m->tile = NULL;
    yp_status found = yp_complaints_close(&complaints);
    return status == YP_OK ? found : status;
}

/* Takes `text` over, whatever the outcome. */
static yp_status from_text(yp_bytes text, const char *shown, bool has_key, yp_diag *diag, yp_matrix **out)
{
    yp_arena *arena = yp_arena_new(NULL);
    yp_matrix *m = arena ? yp_arena_take(arena, 1, sizeof *m) : NULL;
    const char *file = m ? yp_arena_text(arena, shown, strlen(shown)) : NULL;
    if (!file) {
        yp_bytes_free(&text);
        yp_arena_free(arena);
        return YP_NO_MEMORY;
    }
    m->arena = arena;
    m->text = text;
    m->file = file;
    m->has_key = has_key;
    yp_status status = fill(m, diag);
    if (status == YP_OK)
        *out = m;
    else
        yp_matrix_free(m);
    return status;
}

yp_status yp_matrix_read(const char *path, const char *shown, bool has_key, yp_diag *diag, yp_matrix **out)
{
    if (!shown) shown = path;
    yp_bytes text;
    yp_status status = yp_bytes_read(path, shown, 0, diag, &text);
    return status == YP_OK ? from_text(text, shown, has_key, diag, out) : status;
}

yp_status yp_matrix_parse(const char *text, size_t bytes, const char *shown, bool has_key, yp_diag *diag,
                          yp_matrix **out)
{
    yp_bytes copy;
    yp_status status = yp_bytes_copy(text, bytes, &copy);
    return status == YP_OK ? from_text(copy, shown ? shown : "table", has_key, diag, out) : status;
}

void yp_matrix_free(yp_matrix *m)
{
    if (!m) return;
    free(m->values);
    yp_bytes_free(&m->text);
    yp_arena_free(m->arena); /* the matrix itself lies in it */
}

size_t yp_matrix_row_count(const yp_matrix *m)
{
    return m->row_count;
}

size_t yp_matrix_column_count(const yp_matrix *m)
{
    return m->column_count;
}

const char *yp_matrix_name(const yp_matrix *m, size_t column)
{
    return m->header.columns[column + m->has_key].name;
}

const char *yp_matrix_unit(const yp_matrix *m, size_t column)
{
    return m->header.columns[column + m->has_key].unit;
}

uint32_t yp_matrix_find(const yp_matrix *m, const char *name)
{
    uint32_t i = yp_map_find(m->header.by_name, name, strlen(name));
    return i == YP_NONE || i < m->has_key ? YP_NONE : i - m->has_key;
}

const double *yp_matrix_column(const yp_matrix *m, size_t column)
{
    return m->values + column * m->row_capacity;
}

const char *yp_matrix_key(const yp_matrix *m, size_t row)
{
    return m->has_key ? m->keys[row] : NULL;
}

yp_spot yp_matrix_spot(const yp_matrix *m, size_t row, size_t column)
{
    if (row == SIZE_MAX) return m->header.columns[column + m->has_key].at;
    const char *text = m->text.bytes;
    size_t at = m->starts[row];
    bool in_quotes = false;
    for (size_t commas = column + m->has_key; commas > 0; at++) {
        if (text[at] == '"') in_quotes = !in_quotes; /* doubled ones change nothing */
        if (text[at] == ',' && !in_quotes) commas--;
    }
    return yp_spot_of(m->file, text, m->starts[row], m->lines[row], at);
}
