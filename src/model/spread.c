#include "model/spread.h"

static void take(yp_spread *spread, double number, uint32_t at)
{
    const double size = fabs(number);
    if (size == 0 || !isfinite(size)) return;
    if (spread->most == 0 || size < spread->least) {
        spread->least = size;
        spread->least_at = at;
    }
    if (size > spread->most) {
        spread->most = size;
        spread->most_at = at;
    }
}

/* Largest finite magnitude of a vector. */
static double largest(const yp_vector *v, size_t count)
{
    double most = 0;
    for (size_t b = 0; b < (v->data ? count : 1); b++) {
        const double size = fabs(yp_vector_at(v, b));
        if (isfinite(size) && size > most) most = size;
    }
    return most;
}

yp_spreads yp_model_spreads(const yp_model *m)
{
    yp_spreads spreads = { .coefficients = { .least = 0 } };
    for (uint32_t k = 0; k < m->entry_count; k++) {
        const yp_entry *entry = &m->entries[k];
        const yp_resolution row = m->rows[entry->row].resolution,
                            column = m->columns[entry->column].resolution;
        const size_t count = m->blocks.level_count[row < column ? row : column];
        for (size_t b = 0; b < (entry->value.data ? count : 1); b++)
            take(&spreads.coefficients, yp_vector_at(&entry->value, b), k);
    }
    for (uint32_t j = 0; j < m->column_count; j++) {
        const yp_column_template *t = &m->columns[j];
        const size_t count = m->blocks.level_count[t->resolution];
        if (t->is_given) continue;
        take(&spreads.costs, largest(&t->cost, count), j);
        take(&spreads.bounds, fmax(largest(&t->lower, count), largest(&t->upper, count)), j);
    }
    return spreads;
}
