#include "exchange/network.h"

#include "base/number_text.h"
#include "table/number.h"

#include <math.h>
#include <string.h>

static const yp_net_column *find_column(const yp_network *n, yp_list list, const char *name)
{
    const yp_net_table *table = &n->tables[list];
    for (size_t k = 0; k < table->column_count; k++)
        if (strcmp(table->columns[k].name, name) == 0) return &table->columns[k];
    return NULL;
}

static const char *fallback_of(yp_list list, const char *name)
{
    const yp_attribute *attribute = yp_attribute_of(list, name);
    return attribute ? attribute->fallback : "";
}

/* True, False, a number, or nothing at all (NaN). @return false if it is something else */
static bool parse_cell(const char *text, double *number)
{
    *number = NAN;
    if (!*text || strcmp(text, "nan") == 0 || strcmp(text, "NaN") == 0) return true;
    if (strcmp(text, "True") == 0 || strcmp(text, "true") == 0) return *number = 1, true;
    if (strcmp(text, "False") == 0 || strcmp(text, "false") == 0) return *number = 0, true;
    return yp_number_parse(text, strlen(text), number);
}

static double fallback_number(yp_list list, const char *name)
{
    double number;
    return parse_cell(fallback_of(list, name), &number) ? number : NAN;
}

double yp_network_number(yp_network *n, yp_list list, size_t row, const char *name)
{
    const yp_net_column *column = find_column(n, list, name);
    if (!column) return fallback_number(list, name);
    if (column->numbers) return column->numbers[row];
    double number;
    if (parse_cell(column->texts[row], &number)) return number;
    yp_network_error(n, yp_network_spot(n, list, row), "%s '%s': %s is '%s': expected a number",
                     yp_list_text(list), n->tables[list].names[row], name, column->texts[row]);
    return NAN;
}

bool yp_network_flag(yp_network *n, yp_list list, size_t row, const char *name)
{
    const double number = yp_network_number(n, list, row, name);
    return isnan(number) ? fallback_number(list, name) != 0 : number != 0;
}

const char *yp_network_cell(yp_network *n, const yp_net_column *column, size_t row)
{
    char text[YP_NUMBER_SIZE];
    if (column->texts) return column->texts[row];
    if (isnan(column->numbers[row])) return "";
    if (column->is_flag) return column->numbers[row] != 0 ? "True" : "False";
    yp_number_text(column->numbers[row], text);
    return yp_network_keep(n, text, strlen(text));
}

const char *yp_network_text(yp_network *n, yp_list list, size_t row, const char *name)
{
    const yp_net_column *column = find_column(n, list, name);
    return column ? yp_network_cell(n, column, row) : fallback_of(list, name);
}

const double *yp_network_series(const yp_network *n, yp_list list, size_t row, const char *name)
{
    const yp_net_table *table = &n->tables[list];
    for (size_t k = 0; k < table->series_count; k++) {
        const yp_net_series *series = &table->series[k];
        if (strcmp(series->attribute, name) != 0) continue;
        const uint32_t place = yp_map_find(series->places, table->names[row], strlen(table->names[row]));
        if (place != YP_NONE) return series->values + place * n->snapshot_count;
    }
    return NULL;
}
