/** Problems of an input: collected, each with its place, printed together. */
#ifndef YP_BASE_DIAG_H
#define YP_BASE_DIAG_H

#include "base/arena.h"

#include "yipan.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/** A spot in an input file: line and column from 1, columns in characters as editors count; 0 means the whole
 * line or file. `file` is the path as the user would type it, borrowed, NULL for what has no file. */
typedef struct {
    const char *file;
    uint32_t line, column;
} yp_spot;

typedef enum { YP_ERROR, YP_WARNING, YP_NOTE } yp_severity;

/** A list of problems. All calls accept NULL and then do nothing (memory that runs out while noting is
 * remembered as one more error). What is noted is copied, the file's name too. Used by one thread at a time.
 */
yp_diag *yp_diag_new_from(const yp_allocator *from); /**< the same with memory of the caller's choice */

/** Note a problem. What a message quotes may hold any bytes: those that would spoil a line are shown as
 * `\x1b`. Past some thousand bytes the message is cut. */
void yp_diag_error(yp_diag *diag, yp_spot at, const char *format, ...) __attribute__((format(printf, 3, 4)));
void yp_diag_warning(yp_diag *diag, yp_spot at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void yp_diag_note(yp_diag *diag, yp_spot at, const char *format, ...) __attribute__((format(printf, 3, 4)));

size_t yp_diag_count(const yp_diag *diag, yp_severity severity);

/** Print every line. At most `limit` lines (0: all), then how many more there are. */
void yp_diag_print(yp_diag *diag, FILE *to, size_t limit);

#endif
