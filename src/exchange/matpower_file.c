#include "exchange/matpower_file.h"

#include "table/number.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* A text being read: a place in it and the line. */
typedef struct {
    yp_mpc_file *file;
    const char *at, *end;
    uint32_t line;
} cursor;

const char *yp_mpc_text(yp_mpc matrix)
{
    static const char *const words[] = {
#define X(code, word, columns) word,
        YP_MPC_LIST(X)
#undef X
    };
    return words[matrix];
}

static size_t least_columns(yp_mpc matrix)
{
    static const size_t columns[] = {
#define X(code, word, count) count,
        YP_MPC_LIST(X)
#undef X
    };
    return columns[matrix];
}

void yp_mpc_error(yp_mpc_file *file, yp_spot at, const char *format, ...)
{
    char text[1000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    file->error_count++;
    yp_diag_error(file->diag, at, "%s", text);
}

yp_spot yp_mpc_spot(const yp_mpc_file *file, yp_mpc matrix, size_t row)
{
    return (yp_spot){ file->shown, file->matrices[matrix].lines[row], 0 };
}

size_t yp_mpc_width(const yp_mpc_file *file, yp_mpc matrix, size_t row)
{
    const yp_mpc_matrix *m = &file->matrices[matrix];
    return m->starts[row + 1] - m->starts[row];
}

double yp_mpc_at(const yp_mpc_file *file, yp_mpc matrix, size_t row, size_t column)
{
    const yp_mpc_matrix *m = &file->matrices[matrix];
    return column < yp_mpc_width(file, matrix, row) ? m->numbers[m->starts[row] + column] : 0;
}

static void *grown(yp_mpc_file *file, void *items, size_t count, size_t *room, size_t size)
{
    if (count < *room) return items;
    const size_t more = *room ? 2 * *room : 64;
    void *larger = yp_arena_take(file->arena, more, size);
    if (!larger) file->no_memory = true;
    if (!larger) return NULL;
    if (count) memcpy(larger, items, count * size);
    *room = more;
    return larger;
}

static void add_number(yp_mpc_file *file, yp_mpc_matrix *m, double number)
{
    double *numbers = grown(file, m->numbers, m->number_count, &m->number_room, sizeof *numbers);
    if (!numbers) return;
    m->numbers = numbers;
    numbers[m->number_count++] = number;
}

/* A row ends where a `;` or a line does; empty ones are none. */
static void end_row(cursor *c, yp_mpc matrix)
{
    yp_mpc_matrix *m = &c->file->matrices[matrix];
    const size_t start = m->row_count ? m->starts[m->row_count] : 0;
    if (m->number_count == start || c->file->no_memory) return;
    size_t line_room = m->row_room, start_room = m->row_room;
    uint32_t *lines = grown(c->file, m->lines, m->row_count, &line_room, sizeof *lines);
    size_t *starts = m->starts;
    if (m->row_count + 1 >= start_room) {
        starts = yp_arena_take(c->file->arena, 2 * start_room + 64, sizeof *starts);
        if (starts && m->row_count) memcpy(starts, m->starts, (m->row_count + 1) * sizeof *starts);
        if (!starts) c->file->no_memory = true;
    }
    if (!lines || !starts) return;
    m->row_room = line_room;
    m->lines = lines;
    m->starts = starts;
    lines[m->row_count++] = c->line;
    starts[m->row_count] = m->number_count;
    const size_t width = m->number_count - start;
    if (width < least_columns(matrix))
        yp_mpc_error(c->file, (yp_spot){ c->file->shown, c->line, 0 },
                     "a row of %s has %zu numbers: expected %zu at least", yp_mpc_text(matrix), width,
                     least_columns(matrix));
}

static void skip_line(cursor *c)
{
    while (c->at < c->end && *c->at != '\n') c->at++;
}

/* inf and NaN as MATLAB writes them, and numbers. */
static bool parse_number(const char *text, size_t length, double *number)
{
    if (length == 3 && strncasecmp(text, "nan", 3) == 0) return *number = NAN, true;
    const size_t sign = length > 0 && (*text == '-' || *text == '+');
    if (length == sign + 3 && strncasecmp(text + sign, "inf", 3) == 0)
        return *number = *text == '-' ? -INFINITY : INFINITY, true;
    return yp_number_parse(text, length, number);
}

static void read_cell(cursor *c, yp_mpc matrix)
{
    const char *start = c->at;
    while (c->at < c->end && !strchr(" \t\r\n,;%]", *c->at)) c->at++;
    const size_t length = (size_t)(c->at - start);
    double number;
    if (length > 0 && parse_number(start, length, &number)) {
        add_number(c->file, &c->file->matrices[matrix], number);
        return;
    }
    if (c->at == start) c->at++; /* a byte that is none of ours, such as NUL */
    yp_mpc_error(c->file, (yp_spot){ c->file->shown, c->line, 0 }, "%s holds '%.*s': expected a number",
                 yp_mpc_text(matrix), length > 40 ? 40 : (int)length, start);
}

/* From behind `[` to behind `]`. */
static void read_matrix(cursor *c, yp_mpc matrix)
{
    const uint32_t opened = c->line;
    c->file->matrices[matrix] = (yp_mpc_matrix){ 0 };
    while (c->at < c->end && *c->at != ']' && !c->file->no_memory) {
        const char byte = *c->at;
        if (byte == '%') {
            skip_line(c);
        } else if (byte == '\n' || byte == ';') {
            end_row(c, matrix);
            c->line += byte == '\n';
            c->at++;
        } else if (byte == ' ' || byte == '\t' || byte == '\r' || byte == ',') {
            c->at++;
        } else {
            read_cell(c, matrix);
        }
    }
    end_row(c, matrix);
    if (c->at == c->end)
        yp_mpc_error(c->file, (yp_spot){ c->file->shown, opened, 0 }, "the matrix %s has no end: expected ]",
                     yp_mpc_text(matrix));
    else
        c->at++;
}

/* What stands behind `mpc.`: a name, and behind `=` a matrix or a number that may concern us. */
static void read_field(cursor *c)
{
    const char *name = c->at;
    while (c->at < c->end && (*c->at == '_' || (*c->at >= '0' && *c->at <= '9') ||
                              (*c->at >= 'a' && *c->at <= 'z') || (*c->at >= 'A' && *c->at <= 'Z')))
        c->at++;
    const size_t length = (size_t)(c->at - name);
    while (c->at < c->end && (*c->at == ' ' || *c->at == '\t' || *c->at == '=')) c->at++;
    if (length == 7 && memcmp(name, "baseMVA", 7) == 0) {
        const char *start = c->at;
        while (c->at < c->end && !strchr(" \t\r\n;%", *c->at)) c->at++;
        if (!parse_number(start, (size_t)(c->at - start), &c->file->base) || !(c->file->base > 0) ||
            isinf(c->file->base))
            yp_mpc_error(c->file, (yp_spot){ c->file->shown, c->line, 0 }, "baseMVA is no number above 0");
    }
    for (yp_mpc matrix = 0; matrix < YP_MPC_COUNT; matrix++) {
        const char *word = yp_mpc_text(matrix);
        if (strlen(word) != length || memcmp(word, name, length) != 0 || c->at == c->end || *c->at != '[')
            continue;
        c->at++;
        read_matrix(c, matrix);
        return;
    }
}

void yp_mpc_parse(yp_mpc_file *file, const char *text, size_t length)
{
    cursor c = { file, text, text + length, 1 };
    file->base = NAN;
    bool is_start = true; /* nothing but blanks on this line yet */
    while (c.at < c.end && !file->no_memory) {
        if (is_start && c.end - c.at > 4 && memcmp(c.at, "mpc.", 4) == 0) {
            c.at += 4;
            read_field(&c);
            is_start = false;
        } else if (*c.at == '%') {
            skip_line(&c);
        } else {
            is_start = *c.at == '\n' || (is_start && (*c.at == ' ' || *c.at == '\t'));
            c.line += *c.at == '\n';
            c.at++;
        }
    }
    const yp_mpc needed[] = { YP_MPC_BUS, YP_MPC_GEN, YP_MPC_BRANCH };
    for (size_t k = 0; k < sizeof needed / sizeof *needed; k++)
        if (file->matrices[needed[k]].row_count == 0 && needed[k] != YP_MPC_BRANCH)
            yp_mpc_error(file, (yp_spot){ file->shown, 0, 0 }, "mpc.%s is missing: expected a matrix in [ ]",
                         yp_mpc_text(needed[k]));
    if (isnan(file->base) && file->error_count == 0)
        yp_mpc_error(file, (yp_spot){ file->shown, 0, 0 },
                     "mpc.baseMVA is missing: expected a number in MVA");
}
