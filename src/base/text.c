#include "base/text.h"

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

size_t yp_text_next(const char *text, size_t length, int *code)
{
    utf8proc_int32_t decoded = -1;
    utf8proc_ssize_t most = length < 4 ? (utf8proc_ssize_t)length : 4;
    utf8proc_ssize_t taken = utf8proc_iterate((const utf8proc_uint8_t *)text, most, &decoded);
    *code = taken > 0 ? decoded : -1;
    return taken > 0 ? (size_t)taken : 1;
}

static bool is_ascii(const char *text, size_t length)
{
    unsigned char any = 0;
    for (size_t i = 0; i < length; i++) any |= (unsigned char)text[i];
    return any < 0x80;
}

char *yp_text_nfc(yp_arena *arena, const char *text, size_t length)
{
    if (is_ascii(text, length) || length > INT_MAX) return yp_arena_text(arena, text, length);

    const utf8proc_option_t form = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
    utf8proc_ssize_t count = utf8proc_decompose(bytes, (utf8proc_ssize_t)length, NULL, 0, form);
    if (count < 0) return yp_arena_text(arena, text, length);

    utf8proc_int32_t *codes = yp_arena_take(arena, (size_t)count + 1, sizeof *codes);
    if (!codes) return NULL;
    utf8proc_decompose(bytes, (utf8proc_ssize_t)length, codes, count, form);
    utf8proc_reencode(codes, count, form); /* in place, terminated */
    return (char *)codes;
}

size_t yp_text_width(const char *text, size_t length)
{
    size_t width = 0;
    for (size_t i = 0; i < length;) {
        int code;
        i += yp_text_next(text + i, length - i, &code);
        width += code < 0 ? 1 : (size_t)utf8proc_charwidth(code);
    }
    return width;
}

static bool is_printable(int code)
{
    if (code < 0) return false;
    const bool changes_direction = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
    const utf8proc_category_t category = utf8proc_category(code);
    return !changes_direction && category != UTF8PROC_CATEGORY_CC && category != UTF8PROC_CATEGORY_ZL &&
           category != UTF8PROC_CATEGORY_ZP;
}

char *yp_text_printable(yp_arena *arena, const char *text, size_t length)
{
    enum { ESCAPED = 4 }; /* bytes of \x1b */
    char *line = length < SIZE_MAX / ESCAPED ? yp_arena_take(arena, length * ESCAPED + 1, 1) : NULL;
    if (!line) return NULL;

    char *end = line;
    for (size_t i = 0; i < length;) {
        int code;
        size_t taken = yp_text_next(text + i, length - i, &code);
        if (is_printable(code)) {
            memcpy(end, text + i, taken);
            end += taken;
        } else {
            for (size_t k = 0; k < taken; k++)
                end += snprintf(end, ESCAPED + 1, "\\x%02x", (unsigned)(unsigned char)text[i + k]);
        }
        i += taken;
    }
    *end = '\0';
    return line;
}
