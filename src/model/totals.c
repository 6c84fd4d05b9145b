#include "model/internal.h"

void yp_emit_totals(yp_emitter *e)
{
    for (uint32_t i = 0; i < e->c->component_count; i++) {
        const yp_component *x = &e->c->components[i];
        bool is_open = isinf(x->total_minimum) && isinf(x->total_maximum);
        if (is_open || !yp_is_ever_alive(e->c, i)) continue;
        double share = x->total_per == YP_YEAR ? e->model->blocks.year_share : 1;
        yp_row_template row = { .kind = YP_ROW_TOTAL,
                                .owner = i,
                                .resolution = x->total_per,
                                .in_units = !x->is_stock,
                                .lower = yp_vector_number(x->total_minimum * share),
                                .upper = yp_vector_number(x->total_maximum * share) };
        uint32_t column = x->table == YP_STORE ? e->reverse[i] : e->level[i];
        yp_emit_entry(e, yp_emit_row(e, row), column, yp_vector_number(1));
    }
}
