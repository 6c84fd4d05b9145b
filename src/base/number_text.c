#include "base/number_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A host program may have set a locale that writes `1,5`, or a point of several bytes. */
static size_t with_decimal_point(char *text)
{
    char *end = text;
    for (const char *c = text; *c;) {
        size_t plain = strspn(c, "0123456789+-einfa.");
        memmove(end, c, plain);
        end += plain;
        c += plain;
        if (*c) *end++ = '.';
        c += strcspn(c, "0123456789+-einfa.");
    }
    *end = '\0';
    return (size_t)(end - text);
}

size_t yp_number_text(double value, char *text)
{
    if (isnan(value)) return (size_t)snprintf(text, YP_NUMBER_SIZE, "nan");
    if (value == 0) return (size_t)snprintf(text, YP_NUMBER_SIZE, "0");
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, YP_NUMBER_SIZE, "%.*g", digits, value);
        if (strtod(text, NULL) == value) break;
    }
    return with_decimal_point(text);
}
