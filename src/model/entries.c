#include "model/entries.h"

double yp_entry_weight(const yp_model *m, const yp_entry *entry, yp_resolution finer, size_t b)
{
    const yp_row_template *row = &m->rows[entry->row];
    if (entry->is_amount) return 1;
    if (entry->is_cost) {
        const bool is_rate = m->columns[entry->column].weighing == YP_WEIGH_HOURS;
        return (is_rate ? m->blocks.weight_hours[finer][b] : m->blocks.times[finer][b]) /
               m->blocks.probability[yp_scenario_of(&m->blocks, finer, b)];
    }
    if (!row->in_units && finer == row->resolution) return 1;
    double hours = m->blocks.hours[finer][b];
    if (!row->in_units) {
        double all = m->blocks.hours[row->resolution][yp_block_parent(m, finer, row->resolution, b)];
        return all > 0 ? hours / all : 1;
    }
    if (row->resolution < YP_PERIOD || finer >= YP_HORIZON) return hours;
    uint32_t period = m->blocks.period[m->first[finer][b]];
    return hours * (period < m->c->period_count ? m->c->periods[period].years : 1);
}

uint32_t yp_block_parent(const yp_model *m, yp_resolution fine, yp_resolution coarse, size_t b)
{
    return m->blocks.parent[coarse][m->first[fine][b]];
}

void yp_block_children(const yp_model *m, yp_resolution coarse, yp_resolution fine, size_t b, size_t *first,
                       size_t *last)
{
    *first = m->blocks.parent[fine][m->first[coarse][b]];
    *last = m->blocks.parent[fine][m->first[coarse][b + 1] - 1] + 1;
}
