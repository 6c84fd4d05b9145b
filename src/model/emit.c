#include "model/internal.h"

uint32_t yp_emit_row(yp_emitter *e, yp_row_template row)
{
    if (!e->counting) e->model->rows[e->row_count] = row;
    return (uint32_t)e->row_count++;
}

/* In periods in which its component does not exist a column stands still and costs nothing. */
static void silence(yp_emitter *e, yp_column_template *t)
{
    const uint32_t owner = t->part == YP_PART_STEP ? e->c->steps[t->owner].component : t->owner;
    yp_vector *vectors[] = { &t->lower, &t->upper, &t->lower_share, &t->upper_share, &t->cost, &t->slope };
    for (size_t v = 0; v < sizeof vectors / sizeof *vectors; v++)
        *vectors[v] = yp_masked(e, owner, *vectors[v], t->resolution);
}

uint32_t yp_emit_column(yp_emitter *e, yp_column_template column)
{
    if (column.part != YP_PART_DISPOSED) silence(e, &column);
    e->scenario_column_count += yp_counts_by_scenario(&column);
    return yp_lay_column(e, column);
}

uint32_t yp_lay_column(yp_emitter *e, yp_column_template column)
{
    if (!e->counting) e->model->columns[e->column_count] = column;
    return (uint32_t)e->column_count++;
}

void yp_add_benefit(yp_emitter *e, yp_resolution resolution, size_t block, double value)
{
    const yp_blocks *blocks = &e->model->blocks;
    e->offset += value;
    if (resolution == YP_SHARED) return;
    size_t scenario = yp_scenario_of(blocks, resolution, block);
    e->benefit[scenario] += value / blocks->probability[scenario];
}

static void lay_entry(yp_emitter *e, yp_entry entry)
{
    if (!e->counting) e->model->entries[e->entry_count] = entry;
    e->entry_count++;
}

void yp_emit_entry(yp_emitter *e, uint32_t row, uint32_t column, yp_vector value)
{
    lay_entry(e, (yp_entry){ .row = row, .column = column, .value = value });
}

void yp_emit_cost_entry(yp_emitter *e, uint32_t row, uint32_t column, yp_vector cost)
{
    lay_entry(e, (yp_entry){ .row = row, .column = column, .value = cost, .is_cost = true });
}

void yp_emit_chain_entry(yp_emitter *e, uint32_t row, uint32_t column, yp_chain chain, yp_vector value)
{
    lay_entry(e, (yp_entry){ .row = row,
                             .column = column,
                             .value = value,
                             .before = chain.before,
                             .after = chain.after,
                             .back = 1 });
}

void yp_emit_lag_entry(yp_emitter *e, uint32_t row, uint32_t column, size_t lag, yp_vector value)
{
    yp_entry entry = { .row = row, .column = column, .value = value };
    entry.back = (uint32_t)lag;
    if (lag > e->model->lag_count) {
        e->is_misfit = true;
        return;
    }
    if (lag > 0) entry.before = e->model->lag_before[lag - 1], entry.after = e->model->lag_after[lag - 1];
    lay_entry(e, entry);
}

/* The node of a good at a place; nodes are sorted by good, place. */
static yp_node *find_node(const yp_model *model, uint32_t place, uint32_t good)
{
    size_t low = 0, high = model->node_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const yp_node *n = &model->nodes[middle];
        if (n->good < good || (n->good == good && n->place < place))
            low = middle + 1;
        else
            high = middle;
    }
    return &model->nodes[low];
}

static void emit_in_node(yp_emitter *e, uint32_t place, uint32_t good, yp_entry entry)
{
    yp_node *node = find_node(e->model, place, good);
    if (!e->counting) node->touch_count++;
    entry.row = node->row;
    lay_entry(e, entry);
}

void yp_emit_balance(yp_emitter *e, uint32_t place, uint32_t good, uint32_t column, yp_vector value)
{
    emit_in_node(e, place, good, (yp_entry){ .column = column, .value = value });
}

void yp_emit_late(yp_emitter *e, uint32_t place, uint32_t good, uint32_t column, yp_vector value,
                  yp_duration delay, bool wraps)
{
    emit_in_node(e, place, good,
                 (yp_entry){ .column = column, .value = value, .lag = yp_lag_of(e, delay, wraps) });
}

void yp_emit_amount(yp_emitter *e, uint32_t place, uint32_t good, uint32_t column, yp_vector value)
{
    emit_in_node(e, place, good, (yp_entry){ .column = column, .value = value, .is_amount = true });
}

yp_column_template yp_column_of(const yp_component *x, uint32_t owner, yp_part part)
{
    yp_vector zero = yp_vector_number(0);
    return (yp_column_template){ .part = part,
                                 .owner = owner,
                                 .resolution = x->resolution,
                                 .weighing = x->is_stock ? YP_WEIGH_TIMES : YP_WEIGH_HOURS,
                                 .capacity = YP_NONE,
                                 .lower = zero,
                                 .upper = zero,
                                 .lower_share = zero,
                                 .upper_share = zero,
                                 .cost = zero,
                                 .slope = zero };
}
