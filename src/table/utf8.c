#include "table/internal.h"

#include <string.h>

static bool continues(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The table of well-formed sequences: Unicode 15, table 3-7. */
size_t yp_utf8_length(const char *text, size_t left)
{
    unsigned char first = (unsigned char)text[0];
    if (first < 0x80) return 1;
    if (left < 2 || first < 0xC2 || !continues(text[1])) return 0;
    if (first < 0xE0) return 2;

    unsigned char second = (unsigned char)text[1];
    if (left < 3 || !continues(text[2])) return 0;
    if (first == 0xE0 && second < 0xA0) return 0; /* overlong */
    if (first == 0xED && second > 0x9F) return 0; /* halves of pairs of UTF-16 */
    if (first < 0xF0) return 3;

    if (left < 4 || !continues(text[3])) return 0;
    if (first == 0xF0 && second < 0x90) return 0;
    if (first > 0xF4 || (first == 0xF4 && second > 0x8F)) return 0; /* past U+10FFFF */
    return 4;
}

size_t yp_utf8_count(const char *text, size_t length)
{
    const uint64_t ones = 0x0101010101010101u;
    size_t continuing = 0, i = 0;
    for (; i + 8 <= length; i += 8) {
        uint64_t word;
        memcpy(&word, text + i, sizeof word);
        uint64_t marks = (word >> 7) & (~word >> 6) & ones; /* a byte continues if its top bits are 10 */
        continuing += (size_t)((marks * ones) >> 56);
    }
    for (; i < length; i++) continuing += continues(text[i]);
    return length - continuing;
}

yp_excerpt yp_excerpt_of(const char *text, size_t length)
{
    enum { LIMIT = 60 };
    yp_excerpt excerpt;
    size_t used = length < LIMIT ? length : LIMIT;
    while (used > 0 && used < length && continues(text[used])) used--;
    if (used) memcpy(excerpt.text, text, used);
    const char *tail = used < length ? "…" : "";
    memcpy(excerpt.text + used, tail, strlen(tail) + 1);
    return excerpt;
}

yp_spot yp_spot_of(const char *file, const char *text, size_t from, uint32_t line, size_t at)
{
    const char *newline;
    while (from < at && (newline = memchr(text + from, '\n', at - from))) {
        from = (size_t)(newline - text) + 1;
        line++;
    }
    return (yp_spot){ file, line, (uint32_t)yp_utf8_count(text + from, at - from) + 1 };
}
