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
