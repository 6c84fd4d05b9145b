/* Tables of columns in JSON. */
#include "output/internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

json_t *yp_report_number(double number, int digits)
{
    char text[64];
    if (!isfinite(number)) return json_null();
    snprintf(text, sizeof text, "%.*e", digits - 1, number);
    const double rounded = strtod(text, NULL);
    const bool is_whole = fabs(rounded) < 1e15 && rounded == floor(rounded);
    return is_whole ? json_integer((json_int_t)rounded) : json_real(rounded);
}

json_t *yp_report_text(const char *text)
{
    json_t *value = text ? json_string(text) : NULL;
    return value ? value : json_null();
}

json_t *yp_report_table(const char *names)
{
    json_t *table = json_object();
    while (table && *names) {
        const size_t length = strcspn(names, " ");
        char name[32];
        snprintf(name, sizeof name, "%.*s", (int)length, names);
        json_object_set_new(table, name, json_array());
        names += length + (names[length] == ' ');
    }
    return table;
}

void yp_report_put(json_t *table, const char *column, json_t *cell)
{
    json_array_append_new(json_object_get(table, column), cell);
}

void yp_report_put_text(json_t *table, const char *column, const char *text)
{
    yp_report_put(table, column, yp_report_text(text));
}

void yp_report_put_number(json_t *table, const char *column, double number)
{
    yp_report_put(table, column, yp_report_number(number, YP_DIGITS_RESULT));
}

static bool is_table(const json_t *value)
{
    const char *key;
    json_t *column;
    if (!json_is_object(value)) return false;
    json_object_foreach((json_t *)(size_t)value, key, column) if (!json_is_array(column)) return false;
    return true;
}

bool yp_report_is_whole(const json_t *data)
{
    const char *name, *key;
    json_t *table, *column;
    json_object_foreach((json_t *)(size_t)data, name, table)
    {
        if (!is_table(table)) continue;
        size_t rows = SIZE_MAX;
        json_object_foreach(table, key, column)
        {
            if (rows == SIZE_MAX) rows = json_array_size(column);
            if (rows != json_array_size(column)) return false;
        }
    }
    return true;
}

const char *yp_report_get_text(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

double yp_report_get_number(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_number(value) ? json_number_value(value) : NAN;
}

/* May a text be cut before this byte: at the edge of a word, or of a character of a script without spaces? */
static bool is_edge(const char *text, size_t at)
{
    const unsigned char here = (unsigned char)text[at], before = at > 0 ? (unsigned char)text[at - 1] : ' ';
    if ((here & 0xc0) == 0x80) return false;
    return here == '\0' || here == ' ' || before == ' ' || here >= 0x80 || before >= 0x80;
}

static size_t shared_begin(const char *a, const char *b)
{
    size_t n = 0;
    while (a[n] && a[n] == b[n]) n++;
    while (n > 0 && !(is_edge(a, n) && is_edge(b, n))) n--;
    return n;
}

static size_t shared_end(const char *a, const char *b)
{
    const size_t length_a = strlen(a), length_b = strlen(b);
    size_t n = 0;
    while (n < length_a && n < length_b && a[length_a - 1 - n] == b[length_b - 1 - n]) n++;
    while (n > 0 && !(is_edge(a, length_a - n) && is_edge(b, length_b - n))) n--;
    return n;
}

/* A copy without spaces at either end, its first letter large. */
static const char *as_title(yp_arena *arena, const char *text, size_t length)
{
    while (length > 0 && *text == ' ') text++, length--;
    while (length > 0 && text[length - 1] == ' ') length--;
    char *copy = yp_arena_text(arena, text, length);
    if (copy && *copy >= 'a' && *copy <= 'z') *copy = (char)(*copy - 'a' + 'A');
    return copy;
}

const char *yp_report_shared(yp_arena *arena, const char *a, const char *b)
{
    const size_t begin = shared_begin(a, b), end = shared_end(a, b);
    return begin >= end ? as_title(arena, a, begin) : as_title(arena, a + strlen(a) - end, end);
}
