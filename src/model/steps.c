#include "model/internal.h"

/* The column whose cost or value the steps of an attribute are. */
static uint32_t stepped_column(const yp_emitter *e, const yp_step *step)
{
    const bool is_out =
        e->c->components[step->component].table == YP_STORE && step->attribute == YP_STEP_COST;
    return is_out ? e->reverse[step->component] : e->level[step->component];
}

static uint32_t emit_step(yp_emitter *e, uint32_t s)
{
    const yp_step *step = &e->c->steps[s];
    yp_column_template column = yp_column_of(&e->c->components[step->component], s, YP_PART_STEP);
    column.upper = yp_vector_number(step->width);
    column.cost = yp_vector_number(step->attribute == YP_STEP_VALUE ? -step->amount : step->amount);
    return yp_emit_column(e, column);
}

/* What the steps [first, last) of a demand would be worth, were all served: a constant. */
static void add_benefit_of_all(yp_emitter *e, uint32_t first, uint32_t last)
{
    if (e->counting) return;
    const uint32_t i = e->c->steps[first].component;
    const yp_component *x = &e->c->components[i];
    const yp_blocks *blocks = &e->model->blocks;
    const double *weight = x->is_stock ? blocks->times[x->resolution] : blocks->weight_hours[x->resolution];
    yp_vector quantity = yp_masked(e, i, yp_vector_of(e, x->quantity, x->resolution), x->resolution);
    for (size_t b = 0; b < blocks->level_count[x->resolution]; b++) {
        double left = yp_vector_at(&quantity, b);
        for (uint32_t s = first; s < last && left > 0; s++) {
            double part = fmin(left, e->c->steps[s].width);
            yp_add_benefit(e, x->resolution, b, weight[b] * e->c->steps[s].amount * part);
            left -= part;
        }
    }
}

/* level − Σ of what lies in its steps = 0 */
static void emit_group(yp_emitter *e, uint32_t first, uint32_t last)
{
    const yp_step *step = &e->c->steps[first];
    const bool is_charge = step->attribute == YP_STEP_CHARGE_COST;
    uint32_t row =
        yp_emit_row(e, (yp_row_template){ .kind = is_charge ? YP_ROW_CHARGE_STEPS : YP_ROW_STEPS,
                                          .owner = step->component,
                                          .resolution = e->c->components[step->component].resolution,
                                          .lower = yp_vector_number(0),
                                          .upper = yp_vector_number(0) });
    yp_emit_entry(e, row, stepped_column(e, step), yp_vector_number(1));
    for (uint32_t s = first; s < last; s++) yp_emit_entry(e, row, emit_step(e, s), yp_vector_number(-1));
    if (step->attribute == YP_STEP_VALUE) add_benefit_of_all(e, first, last);
}

void yp_emit_steps(yp_emitter *e)
{
    const yp_case *c = e->c;
    for (uint32_t first = 0, last; first < c->step_count; first = last) {
        const yp_step *step = &c->steps[first];
        for (last = first + 1; last < c->step_count && c->steps[last].component == step->component &&
                               c->steps[last].attribute == step->attribute;)
            last++;
        if (yp_is_ever_alive(c, step->component)) emit_group(e, first, last);
    }
}
