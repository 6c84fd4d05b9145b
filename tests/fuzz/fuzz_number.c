#include "table/number.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever is a number to us is the same number to the C library. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1), *end;
    if (!text) return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    double value;
    if (yp_number_parse((const char *)data, size, &value)) {
        double other = strtod(text, &end);
        if (end != text + size || other != value || !signbit(other) != !signbit(value)) abort();
    }
    free(text);
    return 0;
}
