/* What a network says that has no meaning here yet, and what it says for others. */
#include "exchange/internal.h"

#include "table/number.h"

#include <math.h>
#include <string.h>

/* A cell says what its attribute says anyway. */
static bool is_default(const char *cell, const char *fallback)
{
    double a, b;
    if (strcmp(cell, fallback) == 0 || !*cell) return true;
    if (strcmp(cell, "nan") == 0 || strcmp(cell, "NaN") == 0) return true;
    return yp_number_parse(cell, strlen(cell), &a) && yp_number_parse(fallback, strlen(fallback), &b) &&
           a == b;
}

static bool has_activity(yp_list list)
{
    return yp_attribute_of(list, "active") != NULL;
}

static void refuse_column(yp_network *n, yp_list list, const yp_net_column *column)
{
    const yp_attribute *attribute = yp_attribute_of(list, column->name);
    if (!attribute || attribute->use != YP_USE_REFUSED) return;
    for (size_t row = 0; row < n->tables[list].count; row++) {
        if (has_activity(list) && !yp_network_flag(n, list, row, "active")) continue;
        const char *cell = yp_network_cell(n, column, row);
        if (!is_default(cell, attribute->fallback))
            yp_network_error(n, yp_network_spot(n, list, row),
                             "%s '%s': %s is %s, which is not supported yet", yp_list_text(list),
                             n->tables[list].names[row], column->name, cell);
    }
}

/* A series of an attribute that may not vary here, or means nothing here yet. */
static void refuse_series(yp_network *n, yp_list list, const yp_net_series *series)
{
    const yp_attribute *attribute = yp_attribute_of(list, series->attribute);
    if (!attribute || (attribute->use != YP_USE_REFUSED && attribute->use != YP_USE_READ)) return;
    double fallback = NAN;
    yp_number_parse(attribute->fallback, strlen(attribute->fallback), &fallback);
    for (size_t i = 0; i < series->count; i++)
        for (size_t s = 0; s < n->snapshot_count; s++) {
            const double value = series->values[i * n->snapshot_count + s];
            if (isnan(value) || value == fallback) continue;
            yp_network_error(n, (yp_spot){ n->shown, 0, 0 },
                             "%s '%s': %s is a series, which is not supported yet", yp_list_text(list),
                             series->names[i], series->attribute);
            break;
        }
}

void yp_mapping_refuse(yp_network *n)
{
    yp_mapping_refuse_curves(n);
    for (yp_list list = 0; list < YP_LIST_COUNT; list++) {
        const yp_net_table *table = &n->tables[list];
        for (size_t k = 0; k < table->column_count; k++) refuse_column(n, list, &table->columns[k]);
        for (size_t k = 0; k < table->series_count; k++) refuse_series(n, list, &table->series[k]);
    }
}

const yp_carried *yp_mapped_carried(const yp_mapped *x)
{
    yp_network *n = x->m->n;
    const yp_net_table *table = &n->tables[x->list];
    const yp_carried *carried = NULL;
    for (size_t k = table->column_count; k-- > 0;) {
        const yp_net_column *column = &table->columns[k];
        if (yp_attribute_of(x->list, column->name) || !*column->name || strpbrk(column->name, "[]")) continue;
        const char *cell = yp_network_cell(n, column, x->row);
        const char *name = yp_arena_format(n->arena, "_%s", column->name);
        if (!name) n->no_memory = true;
        if (name && *cell) carried = yp_builder_carry(x->m->b, carried, name, cell);
    }
    return carried;
}
