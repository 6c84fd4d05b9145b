/** What the files of this module share: bytes of a file, characters, the scanner of tables, rows, complaints.
 */
#ifndef YP_TABLE_INTERNAL_H
#define YP_TABLE_INTERNAL_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "yipan.h"

/* Limits of a table. What lies past them is refused with its place. */
#define YP_CELL_LIMIT ((size_t)1 << 20)
#define YP_ROW_LIMIT ((size_t)1 << 30)
#define YP_COLUMN_LIMIT ((size_t)1000000)

/* ---- file.c: bytes ---- */

/** Bytes in memory. Behind them stand one newline and zeros, YP_PADDING bytes that may be read. */
typedef struct {
    char *bytes;
    size_t length;
} yp_bytes;

enum { YP_PADDING = 128 };

/** Memory for much data that is written once, not zeroed; on huge pages if it is large, which halves the time
 * of the first writing. For free(). NULL when memory runs out. */
void *yp_room_take(size_t bytes);

/**
 * Read a whole regular file.
 *
 * @param limit  a longer file is refused. 0: any length, for tables: then reading ends early, without
 * complaint, where no table can go on, past a cell or a row that is longer than its limit; the caller meets
 * it there
 */
yp_status yp_bytes_read(const char *path, const char *shown, size_t limit, yp_diag *diag, yp_bytes *out);

/** Can this be opened, and is it an ordinary file? Complains as yp_bytes_read() does. */
yp_status yp_bytes_check(const char *path, const char *shown, yp_diag *diag);

yp_status yp_bytes_copy(const char *bytes, size_t length, yp_bytes *out);
void yp_bytes_free(yp_bytes *text);

/* ---- utf8.c: characters ---- */

/** Length of the well-formed character at `text`, of which `left` bytes are there; 0 if it is malformed. */
size_t yp_utf8_length(const char *text, size_t left);

/** Characters among these bytes, for columns: bytes that do not continue a character. */
size_t yp_utf8_count(const char *text, size_t length);

/** Text for a message: at most 60 bytes, cut between characters (then with `…`), control characters as `?`.
 */
typedef struct {
    char text[72];
} yp_excerpt;
yp_excerpt yp_excerpt_of(const char *text, size_t length);

/** Line and column of a byte, counted from a place before it: `from` begins line `line`. */
yp_spot yp_spot_of(const char *file, const char *text, size_t from, uint32_t line, size_t at);

/* ---- complaints.c: at most so many a file ---- */

/** The problems of one file: the first hundred go to the diagnostics, the others are counted. */
typedef struct {
    yp_diag *diag;
    const char *file;
    size_t count;
} yp_complaints;

void yp_complain(yp_complaints *complaints, yp_spot at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** Say how many were not shown. @return YP_BAD_INPUT if there was any complaint */
yp_status yp_complaints_close(yp_complaints *complaints);

/* ---- scan.c: where cells end ---- */

typedef enum { YP_FLAW_NUL, YP_FLAW_UTF8, YP_FLAW_CONTROL, YP_FLAW_QUOTE, YP_FLAW_AFTER_QUOTE } yp_flaw_kind;

typedef struct {
    size_t at;
    yp_flaw_kind kind;
} yp_flaw;

enum { YP_FLAW_LIMIT = 128, YP_SCAN_ROOM = 128 };

/** A walk over a table. */
typedef struct {
    const char *text;
    size_t length;
    size_t at;          /* next byte to look at */
    int state;          /* within what kind of cell `at` lies */
    size_t quote_at;    /* where the quotes that are open now were opened */
    bool has_long_rows; /* a newline stood inside quotes */
    bool is_done;       /* the last cell has been told */
    size_t flaw_count;  /* found by the last call; those past the limit are only counted */
    yp_flaw flaws[YP_FLAW_LIMIT];
} yp_scan;

void yp_scan_start(yp_scan *scan, const yp_bytes *text);

/**
 * Go on, and tell where cells end: offsets of commas and newlines outside quotes, and of the end of the text
 * if no newline stands before it.
 *
 * @param ends  [room], filled from the front
 * @param room  at least YP_SCAN_ROOM
 * @return how many were filled in; 0 once all is told
 */
size_t yp_scan_next(yp_scan *scan, size_t *ends, size_t room);

/** True if the text ended inside quotes. */
bool yp_scan_is_open(const yp_scan *scan);

/** How often a byte occurs. */
size_t yp_scan_count(const yp_bytes *text, char byte);

/* ---- rows.c: row by row ---- */

/** A row where it lies in the text. Cell i is [i ? ends[i-1] + 1 : start, ends[i]), with quotes and carriage
 * return. */
typedef struct {
    size_t start;
    uint32_t line;
    size_t cell_count;
    const size_t *ends; /* [cell_count], borrowed until the next row */
} yp_row;

/** A walk over rows that complains of everything below the level of cells. */
typedef struct {
    yp_scan scan;
    const yp_bytes *text;
    yp_complaints *complaints;
    size_t *ends; /* [capacity], of which [next, count) are told but not yet given out */
    size_t capacity, next, count;
    size_t start;
    uint32_t line;
    yp_status status;
} yp_rows;

yp_status yp_rows_open(yp_rows *rows, const yp_bytes *text, yp_complaints *complaints);
void yp_rows_close(yp_rows *rows);

/** The next row; false at the end, or when rows->status is no longer YP_OK. */
bool yp_rows_next(yp_rows *rows, yp_row *row);

/** Complain if a row has not `expected` cells. */
bool yp_row_fits(const yp_row *row, size_t expected, yp_rows *rows);

/** What stands in a raw cell, without quotes and carriage return. */
typedef struct {
    const char *text;
    size_t length;
    bool has_doubled; /* quotes inside are still doubled */
} yp_content;
yp_content yp_content_of(const char *start, const char *end);

/** Write a content with its doubled quotes made single. @return the length; `to` holds at least
 * content.length bytes */
size_t yp_content_write(yp_content content, char *to);

/* ---- header.c: names and units ---- */

/** The columns of a table. */
typedef struct {
    size_t count;
    struct yp_column {
        const char *text, *name, *unit; /* as it stands; without unit; unit or NULL; all terminated */
        yp_spot at;
    } * columns; /* [count] */
    yp_map *by_name;
} yp_table_header;

/** Read the header from the first row, complaining of empty, malformed and repeated names. */
yp_status yp_header_read(yp_rows *rows, yp_arena *arena, yp_table_header *header);

#endif
