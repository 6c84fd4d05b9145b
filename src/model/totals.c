#include "model/internal.h"

static yp_vector total(yp_emitter *e, const yp_component *x, const double *field, double share)
{
    yp_vector number = yp_vector_of_number(e, x, field, x->total_per);
    return number.data ? yp_vector_scale(e, number, share, x->total_per) : yp_vector_number(*field * share);
}

bool yp_has_total(const yp_emitter *e, const yp_component *x)
{
    for (size_t s = 0; s < e->model->blocks.scenario_count; s++)
        if (isfinite(yp_number_in(e->c, x, &x->total_minimum, s)) ||
            isfinite(yp_number_in(e->c, x, &x->total_maximum, s)))
            return true;
    return false;
}

void yp_emit_totals(yp_emitter *e)
{
    for (uint32_t i = 0; i < e->c->component_count; i++) {
        const yp_component *x = &e->c->components[i];
        if (!yp_has_total(e, x) || !yp_is_ever_alive(e->c, i)) continue;
        double share = x->total_per == YP_YEAR ? e->model->blocks.year_share : 1;
        yp_row_template row = { .kind = YP_ROW_TOTAL,
                                .owner = i,
                                .resolution = x->total_per,
                                .in_units = !x->is_stock,
                                .lower = total(e, x, &x->total_minimum, share),
                                .upper = total(e, x, &x->total_maximum, share) };
        uint32_t column = x->table == YP_STORE ? e->reverse[i] : e->level[i];
        yp_emit_entry(e, yp_emit_row(e, row), column, yp_vector_number(1));
    }
}
