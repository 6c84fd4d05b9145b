#include "model/internal.h"

/* Balance: = 0, or ≥ 0 where what is left over vanishes for nothing. Disposal at a price is a column that
 * takes it away. */
static void emit_node(yp_emitter *e, uint32_t n)
{
    yp_node *node = &e->model->nodes[n];
    const yp_good *good = &e->c->goods[node->good];
    double upper = good->disposal == YP_DISPOSAL_FREE ? INFINITY : 0;
    uint32_t row =
        yp_emit_row(e, (yp_row_template){ .kind = YP_ROW_BALANCE,
                                          .owner = n,
                                          .resolution = good->resolution,
                                          .in_units = good->kind == YP_FLOW && good->resolution != YP_BASE,
                                          .lower = yp_vector_number(0),
                                          .upper = yp_vector_number(upper) });
    node->row = row;
    node->touch_count = 0;
    if (good->disposal != YP_DISPOSAL_PRICED) return;
    yp_vector zero = yp_vector_number(0);
    yp_column_template column = { .part = YP_PART_DISPOSED,
                                  .owner = n,
                                  .resolution = good->resolution,
                                  .weighing = good->kind == YP_STOCK ? YP_WEIGH_TIMES : YP_WEIGH_HOURS,
                                  .capacity = YP_NONE,
                                  .lower = zero,
                                  .upper = yp_vector_number(INFINITY),
                                  .lower_share = zero,
                                  .upper_share = zero,
                                  .slope = zero };
    column.cost = yp_vector_of(e, good->disposal_price, good->resolution);
    yp_emit_entry(e, row, yp_emit_column(e, column), yp_vector_number(-1));
}

void yp_emit_nodes(yp_emitter *e)
{
    for (size_t n = 0; n < e->model->node_count; n++) emit_node(e, (uint32_t)n);
}
