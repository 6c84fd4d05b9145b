#include "model/internal.h"

/* Rows exist in the periods from `from_year` to before `to_year`. */
bool yp_is_alive_in(const yp_case *c, uint32_t component, size_t period)
{
    const yp_component *x = &c->components[component];
    if (period >= c->period_count) return true;
    int year = c->periods[period].year;
    return x->from_year <= year && year < x->to_year;
}

bool yp_is_ever_alive(const yp_case *c, uint32_t component)
{
    for (size_t p = 0; p < c->period_count; p++)
        if (yp_is_alive_in(c, component, p)) return true;
    return c->period_count == 0;
}

static bool is_always_alive(const yp_case *c, uint32_t component)
{
    for (size_t p = 0; p < c->period_count; p++)
        if (!yp_is_alive_in(c, component, p)) return false;
    return true;
}

double yp_years_alive(const yp_emitter *e, uint32_t component)
{
    double years = 0;
    for (size_t p = 0; p < e->model->blocks.period_count; p++)
        if (yp_is_alive_in(e->c, component, p)) years += e->model->blocks.period_weight[p];
    return years;
}

yp_vector yp_masked(yp_emitter *e, uint32_t component, yp_vector v, yp_resolution resolution)
{
    const yp_model *m = e->model;
    if (resolution >= YP_HORIZON || is_always_alive(e->c, component)) return v;
    double *data = yp_vector_new(e, resolution);
    if (!data) return v;
    for (size_t b = 0; b < m->blocks.level_count[resolution]; b++)
        data[b] = yp_is_alive_in(e->c, component, m->blocks.period[m->first[resolution][b]])
                      ? yp_vector_at(&v, b)
                      : 0;
    return (yp_vector){ 0, 1, data };
}
