/* Existing capacity that may be given up: what is gone by a period, and stays gone. It narrows the bounds of
 * levels as new capacity widens them, with the opposite sign. */
#include "model/internal.h"

/* gone(p) − gone(p − 1) ≥ 0 over the periods in which the component exists. */
static void emit_order(yp_emitter *e, uint32_t i, uint32_t column)
{
    const size_t count = e->model->blocks.period_count;
    if (count < 2) return;
    uint32_t *before = NULL, *after = NULL;
    if (!e->counting) {
        before = yp_arena_take(e->model->data_arena, count, sizeof *before);
        after = yp_arena_take(e->model->data_arena, count, sizeof *after);
        if (!before || !after) e->no_memory = true;
    }
    for (size_t p = 0; before && after && p < count; p++) {
        before[p] = p > 0 ? (uint32_t)(p - 1) : YP_NONE;
        after[p] = p + 1 < count ? (uint32_t)(p + 1) : YP_NONE;
    }
    uint32_t row = yp_emit_row(e, (yp_row_template){ .kind = YP_ROW_RETIREMENT,
                                                     .owner = i,
                                                     .resolution = YP_PERIOD,
                                                     .lower = yp_vector_number(0),
                                                     .upper = yp_vector_number(INFINITY) });
    yp_emit_entry(e, row, column, yp_vector_number(1));
    yp_emit_chain_entry(e, row, column, (yp_chain){ before, after },
                        yp_masked(e, i, yp_vector_number(-1), YP_PERIOD));
}

void yp_emit_retirements(yp_emitter *e)
{
    for (uint32_t i = 0; i < e->c->component_count; i++) {
        const yp_component *x = &e->c->components[i];
        e->retired[i] = YP_NONE;
        if (!x->retires || !yp_is_ever_alive(e->c, i)) continue;
        yp_column_template column = yp_column_of(x, i, YP_PART_RETIRED);
        column.resolution = YP_PERIOD;
        column.weighing = YP_WEIGH_TIMES;
        column.upper = yp_vector_number(x->capacity);
        column.cost = yp_vector_number(-x->fixed_cost * e->model->blocks.year_share);
        e->retired[i] = yp_emit_column(e, column);
        emit_order(e, i, e->retired[i]);
    }
}
