#include "model/internal.h"

static const double radians = 0.017453292519943295; /* per degree */

/* What a row is divided by, so that it is in units of the flow: reactances per unit are tiny. */
static double scale_of(const yp_case *c, const yp_mesh *mesh)
{
    double largest = 0;
    for (size_t k = 0; k < mesh->count; k++)
        largest = fmax(largest, fabs(c->components[mesh->links[k]].reactance));
    return largest > 0 ? largest : 1;
}

/* A number in the periods in which a mesh stands; in all others its row says nothing. */
static yp_vector in_periods(yp_emitter *e, const yp_mesh *mesh, double number, yp_resolution resolution)
{
    const yp_blocks *blocks = &e->model->blocks;
    yp_vector v = yp_vector_number(number);
    if (number == 0 || (mesh->from == 0 && mesh->to >= blocks->period_count)) return v;
    double *data = yp_vector_new(e, resolution);
    if (!data) return v;
    for (size_t b = 0; b < blocks->level_count[resolution]; b++) {
        const uint32_t period = blocks->period[e->model->first[resolution][b]];
        data[b] = mesh->from <= period && period < mesh->to ? number : 0;
    }
    return (yp_vector){ 0, 1, data };
}

static void emit_voltage(yp_emitter *e, uint32_t m)
{
    const yp_mesh *mesh = &e->model->meshes[m];
    const yp_resolution resolution = e->c->components[mesh->links[0]].resolution;
    double scale = scale_of(e->c, mesh), shift = 0;
    for (size_t k = 0; k < mesh->count; k++)
        if (e->angle[mesh->links[k]] == YP_NONE)
            shift += mesh->signs[k] * e->c->components[mesh->links[k]].angle * radians;
    yp_vector right = in_periods(e, mesh, shift == 0 ? 0 : -shift / scale, resolution);
    uint32_t row = yp_emit_row(
        e,
        (yp_row_template){
            .kind = YP_ROW_VOLTAGE, .owner = m, .resolution = resolution, .lower = right, .upper = right });
    for (size_t k = 0; k < mesh->count; k++) {
        uint32_t link = mesh->links[k];
        if (e->angle[link] != YP_NONE)
            yp_emit_entry(e, row, e->angle[link],
                          in_periods(e, mesh, mesh->signs[k] * radians / scale, resolution));
        double value = mesh->signs[k] * e->c->components[link].reactance / scale;
        if (value == 0) continue;
        yp_emit_entry(e, row, e->level[link], in_periods(e, mesh, value, resolution));
        if (e->reverse[link] != YP_NONE)
            yp_emit_entry(e, row, e->reverse[link], in_periods(e, mesh, -value, resolution));
    }
}

/* A shift that is chosen is a column in degrees, which costs nothing. */
static void emit_angle(yp_emitter *e, uint32_t link)
{
    const yp_component *x = &e->c->components[link];
    if (x->table != YP_LINK || isnan(x->reactance) || isnan(x->angle_minimum) ||
        !yp_is_ever_alive(e->c, link))
        return;
    yp_column_template column = yp_column_of(x, link, YP_PART_ANGLE);
    column.lower = yp_vector_number(x->angle_minimum);
    column.upper = yp_vector_number(x->angle_maximum);
    e->angle[link] = yp_emit_column(e, column);
}

void yp_emit_voltages(yp_emitter *e)
{
    for (uint32_t i = 0; i < e->c->component_count; i++) emit_angle(e, i);
    for (uint32_t m = 0; m < e->model->mesh_count; m++) emit_voltage(e, m);
}
