#include "exchange/network_form.h"

#include "exchange/network_write.h"

#include <math.h>
#include <string.h>

/* The column of a name and kind, begun where it is not there; NULL when memory runs out. */
static yp_form_column *find(yp_form *form, yp_list list, const char *name, bool is_series)
{
    for (size_t k = 0; k < form->count; k++) {
        yp_form_column *column = &form->columns[k];
        if (column->list == list && (column->series != NULL) == is_series && strcmp(column->name, name) == 0)
            return column;
    }
    if (form->count == YP_FORM_MOST) form->n->no_memory = true;
    if (form->n->no_memory) return NULL;
    yp_form_column *column = &form->columns[form->count++];
    *column = (yp_form_column){ .list = list, .name = yp_network_keep(form->n, name, strlen(name)) };
    return column;
}

static void begin_numbers(yp_form *form, yp_form_column *column, bool is_flag)
{
    yp_network *n = form->n;
    const size_t count = n->tables[column->list].count;
    double *numbers = yp_network_take(n, count, sizeof *numbers);
    for (size_t row = 0; numbers && row < count; row++)
        numbers[row] = yp_network_number(n, column->list, row, column->name);
    yp_net_column *added = numbers ? yp_network_add_column(n, column->list, column->name) : NULL;
    if (!added) return;
    added->numbers = numbers;
    added->is_flag = is_flag;
    column->numbers = numbers;
}

void yp_form_number(yp_form *form, yp_list list, size_t row, const char *name, double number)
{
    yp_form_column *column = find(form, list, name, false);
    if (column && !column->numbers) begin_numbers(form, column, false);
    if (column && column->numbers) column->numbers[row] = number;
}

void yp_form_flag(yp_form *form, yp_list list, size_t row, const char *name)
{
    yp_form_column *column = find(form, list, name, false);
    if (column && !column->numbers) begin_numbers(form, column, true);
    if (column && column->numbers) column->numbers[row] = 1;
}

void yp_form_text(yp_form *form, yp_list list, size_t row, const char *name, const char *text)
{
    yp_form_column *column = find(form, list, name, false);
    yp_network *n = form->n;
    if (column && !column->texts) {
        const char **texts = yp_network_take(n, n->tables[list].count, sizeof *texts);
        for (size_t i = 0; texts && i < n->tables[list].count; i++) texts[i] = "";
        yp_net_column *added = texts ? yp_network_add_column(n, list, name) : NULL;
        if (added) added->texts = column->texts = texts;
    }
    if (column && column->texts) column->texts[row] = text;
}

double *yp_form_series(yp_form *form, yp_list list, size_t row, const char *name)
{
    yp_form_column *column = find(form, list, name, true);
    const size_t snapshots = form->n->snapshot_count;
    if (column && !column->series) {
        column->series = yp_network_result_series(form->n, list, name);
        for (size_t i = 0; column->series && i < form->n->tables[list].count * snapshots; i++)
            column->series[i] = NAN;
    }
    return column && column->series ? column->series + row * snapshots : NULL;
}

void yp_form_finish(yp_form *form)
{
    const size_t snapshots = form->n->snapshot_count;
    for (size_t k = 0; k < form->count; k++) {
        const yp_form_column *column = &form->columns[k];
        const yp_attribute *attribute = yp_attribute_of(column->list, column->name);
        if (!column->series || (attribute && attribute->use == YP_USE_SET)) continue;
        for (size_t row = 0; row < form->n->tables[column->list].count; row++) {
            double *values = column->series + row * snapshots;
            const double number = yp_network_number(form->n, column->list, row, column->name);
            for (size_t s = 0; s < snapshots; s++)
                if (isnan(values[s])) values[s] = number;
        }
    }
}
