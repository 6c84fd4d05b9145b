/** UTF-8 text: one form for equal texts, width in a terminal, what may be printed. */
#ifndef YP_BASE_TEXT_H
#define YP_BASE_TEXT_H

#include "base/arena.h"

#include <stddef.h>

/** A terminated copy in Unicode normal form C, so that equal texts are equal bytes. Text that is no UTF-8 is
 * copied as it is. NULL when memory runs out. */
char *yp_text_nfc(yp_arena *arena, const char *text, size_t length);

/** Columns that a text takes in a terminal: 2 for 中, 0 for combining marks, 1 for a byte that is no UTF-8.
 */
size_t yp_text_width(const char *text, size_t length);

/** A terminated copy fit for one line of a terminal: control characters, line separators, marks that change
 * the direction of writing and bytes that are no UTF-8 become `\x1b`. NULL when memory runs out. */
char *yp_text_printable(yp_arena *arena, const char *text, size_t length);

/**
 * Decode one character.
 *
 * @param length  above 0
 * @param code    its code point; −1 for a byte that is no UTF-8
 * @return bytes that it takes, at least 1
 */
size_t yp_text_next(const char *text, size_t length, int *code);

#endif
