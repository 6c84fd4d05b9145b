#include "model/internal.h"

static bool holds(const yp_case *c, int from_year, int to_year, size_t period)
{
    return period >= c->period_count || yp_years_hold(from_year, to_year, c->periods[period].year);
}

/* Rows exist in the periods from `from_year` to before `to_year`. */
bool yp_is_alive_in(const yp_case *c, uint32_t component, size_t period)
{
    return holds(c, c->components[component].from_year, c->components[component].to_year, period);
}

static bool always_holds(const yp_case *c, int from_year, int to_year)
{
    for (size_t p = 0; p < c->period_count; p++)
        if (!holds(c, from_year, to_year, p)) return false;
    return true;
}

bool yp_is_ever_alive(const yp_case *c, uint32_t component)
{
    for (size_t p = 0; p < c->period_count; p++)
        if (yp_is_alive_in(c, component, p)) return true;
    return c->period_count == 0;
}

bool yp_is_always_alive(const yp_case *c, uint32_t component)
{
    return always_holds(c, c->components[component].from_year, c->components[component].to_year);
}

bool yp_is_alive_at(const yp_emitter *e, uint32_t component, size_t b)
{
    return yp_is_alive_in(e->c, component, e->model->blocks.period[b]);
}

bool yp_is_in_force(const yp_emitter *e, const yp_coefficient *k, size_t b)
{
    return holds(e->c, k->from_year, k->to_year, e->model->blocks.period[b]);
}

double yp_years_alive(const yp_emitter *e, uint32_t component)
{
    double years = 0;
    for (size_t p = 0; p < e->model->blocks.period_count; p++)
        if (yp_is_alive_in(e->c, component, p)) years += e->model->blocks.period_weight[p];
    return years;
}

yp_vector yp_in_years(yp_emitter *e, int from_year, int to_year, yp_vector v, double otherwise,
                      yp_resolution resolution)
{
    const yp_model *m = e->model;
    if (resolution >= YP_HORIZON || always_holds(e->c, from_year, to_year)) return v;
    if (yp_vector_is(&v, otherwise)) return v;
    if (e->counting) return (yp_vector){ 0, 1, &e->offset };
    double *data = yp_vector_new(e, resolution);
    if (!data) return v;
    for (size_t b = 0; b < m->blocks.level_count[resolution]; b++) {
        const bool is_held = holds(e->c, from_year, to_year, m->blocks.period[m->first[resolution][b]]);
        data[b] = is_held ? yp_vector_at(&v, b) : otherwise;
    }
    return (yp_vector){ 0, 1, data };
}

yp_vector yp_masked(yp_emitter *e, uint32_t component, yp_vector v, yp_resolution resolution)
{
    const yp_component *x = &e->c->components[component];
    return yp_in_years(e, x->from_year, x->to_year, v, 0, resolution);
}
