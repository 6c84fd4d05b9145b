/* The series of a finished case: those that something refers to, sorted by name, so that the order of rows
 * and the layers left out mean nothing. */
#include "case/internal.h"

#include <stdlib.h>
#include <string.h>

/* What is done to every value of a case. */
typedef struct {
    bool *used;              /* mark, or */
    const uint32_t *numbers; /* renumber */
} visit;

static void visit_value(const visit *v, yp_value *value)
{
    if (value->series == YP_NONE) return;
    if (v->used) v->used[value->series] = true;
    if (v->numbers) value->series = v->numbers[value->series];
}

/* A component has fields of all five tables; those that its own lacks hold constants. */
static void visit_row(const visit *v, yp_file file, void *row)
{
    const yp_schema *schema = yp_schema_of(file);
    for (size_t i = 0; i < schema->column_count; i++) {
        const yp_column *column = &schema->columns[i];
        if (column->type == YP_TYPE_VALUE && !(column->flags & (YP_COLUMN_LATER | YP_COLUMN_BY_HAND)))
            visit_value(v, yp_value_field(column, row));
    }
}

static void visit_case(yp_builder *b, const visit *v)
{
    yp_case *c = b->c;
    for (size_t i = 0; i < c->good_count; i++) {
        visit_row(v, YP_FILE_GOODS, &c->goods[i]);
        visit_value(v, &c->goods[i].disposal_price);
    }
    for (size_t i = 0; i < c->component_count; i++)
        visit_row(v, (yp_file)c->components[i].table, &c->components[i]);
    for (size_t i = 0; i < c->coefficient_count; i++) visit_row(v, YP_FILE_COEFFICIENTS, &c->coefficients[i]);
    for (size_t i = 0; i < c->barrier_count; i++) visit_row(v, YP_FILE_BARRIERS, &c->barriers[i]);
    for (size_t i = 0; i < c->tax_count; i++) visit_row(v, YP_FILE_TAXES, &c->taxes[i]);
    for (size_t i = 0; i < b->shock_count; i++) visit_row(v, YP_FILE_SHOCKS, &b->shocks[i]);
}

static int compare_names(const void *a, const void *b)
{
    const yp_series *const *x = a, *const *y = b;
    return strcmp((*x)->name, (*y)->name);
}

void yp_settle_series(yp_builder *b)
{
    yp_case *c = b->c;
    bool *used = yp_take(b, c->series_count, sizeof *used);
    uint32_t *numbers = yp_take(b, c->series_count, sizeof *numbers);
    const yp_series **order = yp_take(b, c->series_count, sizeof *order);
    yp_series *settled = yp_take(b, c->series_count, sizeof *settled);
    size_t count = 0;
    if (!used || !numbers || !order || !settled) return;
    visit_case(b, &(visit){ .used = used });
    for (size_t i = 0; i < c->series_count; i++)
        if (used[i]) order[count++] = &c->series[i];
    if (count) qsort(order, count, sizeof *order, compare_names);
    for (size_t i = 0; i < count; i++) {
        settled[i] = *order[i];
        numbers[order[i] - c->series] = (uint32_t)i;
    }
    visit_case(b, &(visit){ .numbers = numbers });
    c->series = settled;
    c->series_count = count;
}
