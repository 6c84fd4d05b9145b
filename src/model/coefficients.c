#include "model/internal.h"

static yp_resolution finer(yp_resolution a, yp_resolution b)
{
    return a < b ? a : b;
}

/* What exists already, as a constant column that the balance sees and no plan shows. */
static uint32_t emit_existing(yp_emitter *e, uint32_t i)
{
    yp_column_template column = yp_column_of(&e->c->components[i], i, YP_PART_LEVEL);
    column.resolution = YP_HORIZON;
    column.weighing = YP_WEIGH_ONCE;
    column.is_given = column.is_hidden = true;
    column.lower = column.upper = yp_vector_number(e->c->components[i].capacity);
    return yp_emit_column(e, column);
}

static void emit_coefficient(yp_emitter *e, const yp_coefficient *k)
{
    const yp_component *x = &e->c->components[k->component];
    yp_resolution of_good = e->c->goods[k->good].resolution;
    bool is_level = k->per == YP_PER_LEVEL || k->per == YP_PER_CHARGE;
    yp_resolution resolution = is_level ? finer(of_good, x->resolution) : of_good;
    yp_vector value = yp_vector_of(e, k->value, resolution);
    bool is_store = x->table == YP_STORE;
    if (is_level) {
        uint32_t column =
            is_store && k->per == YP_PER_LEVEL ? e->reverse[k->component] : e->level[k->component];
        yp_emit_balance(e, k->place, k->good, column, value);
        if (x->table == YP_LINK && e->reverse[k->component] != YP_NONE)
            yp_emit_balance(e, k->place, k->good, e->reverse[k->component],
                            yp_vector_scale(e, value, -1, resolution));
        return;
    }
    uint32_t built = e->built[k->component];
    if (built != YP_NONE) yp_emit_balance(e, k->place, k->good, built, value);
    if (k->per == YP_PER_CAPACITY && isfinite(x->capacity))
        yp_emit_balance(e, k->place, k->good, emit_existing(e, k->component), value);
}

void yp_emit_coefficients(yp_emitter *e)
{
    for (size_t k = 0; k < e->c->coefficient_count; k++) emit_coefficient(e, &e->c->coefficients[k]);
}
