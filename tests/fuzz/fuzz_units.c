#include "table/units.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* UDUNITS-2 loses the last word of a text with a mistake in its grammar: a few bytes, which we cannot give
 * back. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libudunits2\n";
}

/* The list of units is read once for many inputs; it is made anew before what it remembers grows large. */
static yp_units *units_of_turn(void)
{
    static yp_units *units;
    static int turns;
    if (turns++ % 20000 == 0) {
        yp_units_free(units);
        units = NULL;
        if (yp_units_new("CNY", 2023, NULL, &units) != YP_OK) abort();
        if (yp_units_add_rate(units, "EUR@2015", 8, (yp_spot){ NULL, 0, 0 }, NULL) != YP_OK) abort();
    }
    return units;
}

/* Two lines: a unit, and the unit to convert to. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char from[600], to[600];
    const uint8_t *newline = size ? memchr(data, '\n', size) : NULL;
    size_t length = newline ? (size_t)(newline - data) : size;
    snprintf(from, sizeof from, "%.*s", (int)length, (const char *)data);
    snprintf(to, sizeof to, "%.*s", newline ? (int)(size - length - 1) : 0,
             newline ? (const char *)newline + 1 : "");
    yp_diag *diag = yp_diag_new();
    double factor = -1;
    yp_status status =
        yp_units_factor(units_of_turn(), from, to, "x", (yp_spot){ "x.csv", 1, 1 }, diag, &factor);
    if ((status == YP_OK) != (yp_diag_count(diag, YP_ERROR) == 0)) abort();
    if (status == YP_OK && !(factor > 0 && factor < 1e308 * 10)) abort();
    yp_diag_free(diag);
    return 0;
}
