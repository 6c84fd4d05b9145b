/* What the diagnostics say, line by line, for comparison with what they should say. */
#ifndef COMPLAINTS_H
#define COMPLAINTS_H

#include "base/diag.h"

#include "near.h"

#include <string.h>

/* All lines of `diag`, one under another; borrowed until the next call. */
static inline const char *lines_of(yp_diag *diag)
{
    static char lines[40000];
    size_t used = 0;
    lines[0] = '\0';
    const char *line;
    for (size_t i = 0; (line = yp_diag_line(diag, i)) && used < sizeof lines - 1; i++)
        used += (size_t)snprintf(lines + used, sizeof lines - used, "%s%s", i ? "\n" : "", line);
    return lines;
}

/* A text of known length: it may hold NUL bytes. */
#define TEXT(literal) (literal), sizeof(literal) - 1

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

#endif
