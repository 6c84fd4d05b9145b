/** Numbers as text that reads back to the same number. */
#ifndef YP_BASE_NUMBER_TEXT_H
#define YP_BASE_NUMBER_TEXT_H

#include <stddef.h>

/** Bytes that hold any number with its terminator. */
enum { YP_NUMBER_SIZE = 32 };

/**
 * The decimal text with the fewest of 15, 16 or 17 digits that reads back to exactly `value`, with a decimal
 * point whatever the locale: `0.1`, `1e-07`, `inf`, `nan`. −0 gives `0`: no reader of a table means the sign.
 *
 * @param text  [YP_NUMBER_SIZE], terminated
 * @return its length
 */
size_t yp_number_text(double value, char *text);

#endif
