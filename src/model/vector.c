#include "model/internal.h"

yp_vector yp_vector_number(double number)
{
    return (yp_vector){ number, 0, NULL };
}

bool yp_vector_is(const yp_vector *v, double number)
{
    return !v->data && v->offset == number;
}

double *yp_vector_new(yp_emitter *e, yp_resolution resolution)
{
    if (e->counting) return NULL;
    double *data =
        yp_arena_take(e->model->data_arena, e->model->blocks.level_count[resolution], sizeof *data);
    if (!data) e->no_memory = true;
    return data;
}

/* A series at a coarser level: the mean of its base blocks, weighted by their hours. */
static yp_vector coarse(yp_emitter *e, yp_value value, yp_resolution resolution)
{
    double *data = yp_vector_new(e, resolution);
    if (!data) return yp_vector_number(0);
    const yp_blocks *blocks = &e->model->blocks;
    const double *series = e->model->series[value.series];
    for (size_t b = 0; b < blocks->count; b++) {
        uint32_t p = blocks->parent[resolution][b];
        double hours = resolution == YP_SHARED ? yp_block_hours(blocks, b) : blocks->sum[b];
        data[p] += (value.offset + value.scale * series[b]) * hours / blocks->hours[resolution][p];
    }
    return (yp_vector){ 0, 1, data };
}

yp_vector yp_vector_of(yp_emitter *e, yp_value value, yp_resolution resolution)
{
    if (value.series == YP_NONE) return yp_vector_number(value.offset);
    if (e->counting) return (yp_vector){ 0, 1, &e->offset }; /* not constant; its numbers are not looked at */
    if (resolution != YP_BASE) return coarse(e, value, resolution);
    return (yp_vector){ value.offset, value.scale, e->model->series[value.series] };
}

yp_vector yp_vector_of_number(yp_emitter *e, const yp_component *x, const double *field,
                              yp_resolution resolution)
{
    const yp_blocks *blocks = &e->model->blocks;
    bool differs = false;
    for (size_t s = 1; s < blocks->scenario_count; s++)
        differs |= yp_number_in(e->c, x, field, s) != yp_number_in(e->c, x, field, 0);
    if (!differs || resolution == YP_SHARED) return yp_vector_number(*field);
    double *data = yp_vector_new(e, resolution);
    if (!data) return (yp_vector){ 0, 1, &e->offset };
    for (size_t b = 0; b < blocks->level_count[resolution]; b++)
        data[b] = yp_number_in(e->c, x, field, blocks->scenario[e->model->first[resolution][b]]);
    return (yp_vector){ 0, 1, data };
}

/* 0 × inf is 0: no capacity that is not there becomes infinite. */
static double product(double a, double b)
{
    return a == 0 || b == 0 ? 0 : a * b;
}

yp_vector yp_vector_multiply(yp_emitter *e, yp_vector a, yp_vector b, yp_resolution resolution)
{
    if (!a.data && !b.data) return yp_vector_number(product(a.offset, b.offset));
    if (!a.data && isfinite(a.offset)) {
        if (a.offset == 0) return yp_vector_number(0);
        return (yp_vector){ a.offset * b.offset, a.offset * b.scale, b.data };
    }
    if (!b.data && isfinite(b.offset)) return yp_vector_multiply(e, b, a, resolution);
    double *data = yp_vector_new(e, resolution);
    if (!data) return a.data ? a : b;
    for (size_t i = 0; i < e->model->blocks.level_count[resolution]; i++)
        data[i] = product(yp_vector_at(&a, i), yp_vector_at(&b, i));
    return (yp_vector){ 0, 1, data };
}

yp_vector yp_vector_scale(yp_emitter *e, yp_vector v, double factor, yp_resolution resolution)
{
    return yp_vector_multiply(e, yp_vector_number(factor), v, resolution);
}

yp_vector yp_vector_add(yp_emitter *e, yp_vector a, yp_vector b, yp_resolution resolution)
{
    if (!a.data && !b.data) return yp_vector_number(a.offset + b.offset);
    if (!a.data) return (yp_vector){ a.offset + b.offset, b.scale, b.data };
    if (!b.data) return yp_vector_add(e, b, a, resolution);
    double *data = yp_vector_new(e, resolution);
    if (!data) return a;
    for (size_t i = 0; i < e->model->blocks.level_count[resolution]; i++)
        data[i] = yp_vector_at(&a, i) + yp_vector_at(&b, i);
    return (yp_vector){ 0, 1, data };
}
