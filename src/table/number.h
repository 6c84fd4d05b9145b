/** Numbers as tables write them. */
#ifndef YP_TABLE_NUMBER_H
#define YP_TABLE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/** A number as in section 1.5 of docs/formats.md: [+-]digits[.digits][e±n], `inf`, `-inf`; exactly rounded.
 */
bool yp_number_parse(const char *text, size_t length, double *value);

#endif
