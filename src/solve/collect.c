#include "solve/collect.h"

#include "case/at_blocks.h"
#include "model/risk.h"

#include <stdlib.h>
#include <string.h>

static void *copied(yp_arena *arena, const void *from, size_t count, size_t size)
{
    if (!from) return NULL;
    void *to = yp_arena_take(arena, count, size);
    return to ? memcpy(to, from, count * size) : NULL;
}

static yp_status copy_blocks(const yp_blocks *from, yp_arena *arena, yp_blocks *to)
{
    size_t n = from->count;
    *to = *from;
    to->step = copied(arena, from->step, n, sizeof(double));
    to->sum = copied(arena, from->sum, n, sizeof(double));
    to->cost = copied(arena, from->cost, n, sizeof(double));
    to->cycle = copied(arena, from->cycle, n, sizeof(uint32_t));
    to->period = copied(arena, from->period, n, sizeof(uint32_t));
    to->snapshot = copied(arena, from->snapshot, n, sizeof(uint32_t));
    to->scenario = copied(arena, from->scenario, n, sizeof(uint32_t));
    to->probability = copied(arena, from->probability, from->scenario_count, sizeof(double));
    to->scenario_weight = copied(arena, from->scenario_weight, from->scenario_count, sizeof(double));
    to->period_weight = copied(arena, from->period_weight, from->period_count, sizeof(double));
    to->kept = copied(arena, from->kept, n, sizeof *from->kept);
    bool has_all = (!from->kept || to->kept) && to->step && to->sum && to->cost && to->cycle && to->period &&
                   to->snapshot && to->period_weight && to->scenario && to->probability &&
                   to->scenario_weight;
    for (int level = 0; level < YP_RESOLUTION_COUNT; level++) {
        if (from->level_count[level] == 0) continue;
        to->parent[level] = copied(arena, from->parent[level], n, sizeof(uint32_t));
        to->hours[level] = copied(arena, from->hours[level], from->level_count[level], sizeof(double));
        to->weight_hours[level] =
            copied(arena, from->weight_hours[level], from->level_count[level], sizeof(double));
        to->times[level] = copied(arena, from->times[level], from->level_count[level], sizeof(double));
        has_all =
            has_all && to->parent[level] && to->hours[level] && to->weight_hours[level] && to->times[level];
    }
    return has_all ? YP_OK : YP_NO_MEMORY;
}

static int by_part_and_owner(const void *a, const void *b)
{
    const yp_plan_activity *x = a, *y = b;
    if (x->part != y->part) return x->part < y->part ? -1 : 1;
    return (x->owner > y->owner) - (x->owner < y->owner);
}

static yp_status add_activity(const yp_model *m, yp_plan *plan, const yp_column_template *t, yp_part part,
                              const double *x, const yp_vector *constant)
{
    size_t count = m->blocks.level_count[t->resolution];
    double *level = yp_arena_take(plan->arena, count, sizeof *level);
    if (!level) return YP_NO_MEMORY;
    double unit = t->unit > 0 ? t->unit : 1;
    for (size_t b = 0; b < count; b++) level[b] = x ? x[b] * unit : yp_vector_at(constant, b);
    plan->activities[plan->activity_count++] =
        (yp_plan_activity){ part, t->owner, t->resolution, count, level };
    return YP_OK;
}

/* What a net level is on one side: given where it is above 0, taken where it is below. */
static yp_status add_side(const yp_model *m, yp_plan *plan, const yp_column_template *t, yp_part part,
                          const double *x)
{
    yp_status status = add_activity(m, plan, t, part, x, &t->lower);
    if (status != YP_OK) return status;
    yp_plan_activity *activity = &plan->activities[plan->activity_count - 1];
    double sign = part == YP_PART_OUT ? 1 : -1;
    for (size_t b = 0; b < activity->count; b++) activity->level[b] = fmax(sign * activity->level[b], 0);
    return YP_OK;
}

static bool is_demand(const yp_model *m, const yp_column_template *t)
{
    return t->part == YP_PART_LEVEL && m->c->components[t->owner].table == YP_DEMAND;
}

static yp_status collect_levels(const yp_model *m, const yp_layout *layout, const double *x, yp_plan *plan)
{
    plan->activities = yp_arena_take(plan->arena, 2 * m->column_count, sizeof *plan->activities);
    yp_status status = plan->activities ? YP_OK : YP_NO_MEMORY;
    for (size_t j = 0; j < m->column_count && status == YP_OK; j++) {
        const yp_column_template *t = &m->columns[j];
        if (t->is_hidden) continue;
        int64_t start = layout->column_start[j];
        if (t->is_net) {
            const double *net = start < 0 ? NULL : x + start;
            status = add_side(m, plan, t, YP_PART_OUT, net);
            if (status == YP_OK) status = add_side(m, plan, t, YP_PART_IN, net);
            continue;
        }
        status = add_activity(m, plan, t, t->part, start < 0 ? NULL : x + start, &t->lower);
        if (status == YP_OK && is_demand(m, t) && !t->is_given)
            status = add_activity(m, plan, t, YP_PART_WANTED, NULL, &t->upper);
    }
    if (status != YP_OK) return status;
    if (plan->activity_count > 0)
        qsort(plan->activities, plan->activity_count, sizeof *plan->activities, by_part_and_owner);
    plan->has_levels = true;
    return YP_OK;
}

/* What one unit more of a balance costs, per unit of the good in that block: see YP_ROW_LIST and
 * docs/model.md. */
static double price_weight(const yp_model *m, const yp_blocks *blocks, const yp_row_template *row,
                           bool is_stock, size_t b)
{
    double of_scenario = blocks->scenario_weight[blocks->scenario[m->first[row->resolution][b]]];
    if (row->resolution == YP_SHARED) return 1;
    if (row->resolution == YP_HORIZON) return of_scenario;
    if (is_stock) return blocks->times[row->resolution][b];
    if (row->resolution == YP_BASE) return blocks->weight_hours[YP_BASE][b];
    return blocks->period_weight[blocks->period[m->first[row->resolution][b]]] * of_scenario;
}

/* A scenario that counts nothing has no price. */
static double price_of(double dual, double weight)
{
    return weight > 0 ? dual / weight : 0;
}

/* Where risk is weighed, costs of a scenario count as its row of risk says. */
static void weigh_scenarios(const yp_model *m, const yp_layout *layout, const double *dual, yp_blocks *blocks)
{
    const uint32_t row = yp_risk_row(m);
    if (row == YP_NONE) return;
    yp_risk_weights(m, dual + layout->row_start[row], blocks->scenario_weight);
    for (int level = 0; level < YP_SHARED; level++)
        for (size_t b = 0; b < blocks->level_count[level]; b++) {
            const size_t s = yp_scenario_of(blocks, (yp_resolution)level, b);
            const double factor = blocks->scenario_weight[s] / blocks->probability[s];
            blocks->weight_hours[level][b] *= factor;
            blocks->times[level][b] *= factor;
        }
    blocks->weight_hours[YP_SHARED][0] = 0;
    for (size_t s = 0; s < blocks->scenario_count; s++)
        blocks->weight_hours[YP_SHARED][0] += blocks->weight_hours[YP_HORIZON][s];
}

static yp_status collect_prices(const yp_model *m, const yp_layout *layout, const double *dual, yp_plan *plan)
{
    plan->nodes = yp_arena_take(plan->arena, m->node_count, sizeof *plan->nodes);
    if (!plan->nodes) return YP_NO_MEMORY;
    for (size_t n = 0; n < m->node_count; n++) {
        const yp_node *node = &m->nodes[n];
        const yp_row_template *row = &m->rows[node->row];
        size_t count = m->blocks.level_count[row->resolution];
        double *price = yp_arena_take(plan->arena, count, sizeof *price);
        if (!price) return YP_NO_MEMORY;
        bool is_stock = m->c->goods[node->good].kind == YP_STOCK;
        for (size_t b = 0; b < count; b++)
            price[b] = price_of(dual[layout->row_start[node->row] + (int64_t)b],
                                price_weight(m, &plan->blocks, row, is_stock, b));
        plan->nodes[plan->plan_node_count++] =
            (yp_plan_node){ node->place, node->good, row->resolution, count, price };
    }
    plan->has_prices = true;
    return YP_OK;
}

static int by_kind_and_owner(const void *a, const void *b)
{
    const yp_plan_row *x = a, *y = b;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    return (x->owner > y->owner) - (x->owner < y->owner);
}

static yp_status collect_private_rows(const yp_model *m, const yp_layout *layout, const double *dual,
                                      yp_plan *plan)
{
    plan->rows = yp_arena_take(plan->arena, m->row_count, sizeof *plan->rows);
    if (!plan->rows) return YP_NO_MEMORY;
    for (size_t r = 0; r < m->row_count; r++) {
        const yp_row_template *row = &m->rows[r];
        if (row->kind == YP_ROW_BALANCE || row->kind == YP_ROW_RISK) continue;
        size_t count = m->blocks.level_count[row->resolution];
        double *copy = copied(plan->arena, dual + layout->row_start[r], count, sizeof(double));
        if (!copy) return YP_NO_MEMORY;
        plan->rows[plan->plan_row_count++] =
            (yp_plan_row){ row->kind, row->owner, row->resolution, count, copy };
    }
    if (plan->plan_row_count > 0)
        qsort(plan->rows, plan->plan_row_count, sizeof *plan->rows, by_kind_and_owner);
    return YP_OK;
}

static yp_status copy_meshes(const yp_model *m, yp_plan *plan)
{
    plan->meshes = yp_arena_take(plan->arena, m->mesh_count, sizeof *plan->meshes);
    if (!plan->meshes) return YP_NO_MEMORY;
    for (size_t k = 0; k < m->mesh_count; k++) {
        const yp_mesh *from = &m->meshes[k];
        yp_mesh mesh = { copied(plan->arena, from->links, from->count, sizeof *from->links),
                         copied(plan->arena, from->signs, from->count, sizeof *from->signs), from->count,
                         from->from, from->to };
        if (!mesh.links || !mesh.signs) return YP_NO_MEMORY;
        plan->meshes[k] = mesh;
    }
    plan->mesh_count = m->mesh_count;
    return YP_OK;
}

yp_status yp_plan_collect(const yp_model *model, const yp_layout *layout, const double *x,
                          const double *row_dual, yp_plan **out)
{
    yp_arena *arena = yp_arena_new(NULL);
    if (!arena) return YP_NO_MEMORY;
    yp_plan *plan = yp_arena_take(arena, 1, sizeof *plan);
    yp_status status = plan ? copy_blocks(&model->blocks, arena, &plan->blocks) : YP_NO_MEMORY;
    if (status == YP_OK) {
        plan->arena = arena;
        plan->cause = plan->solver = plan->options = "";
        plan->objective = plan->bound = plan->gap = NAN;
        plan->certificate = (yp_certificate){ NAN, NAN, NAN, false };
        status = yp_series_at_blocks(model->c, &plan->blocks, arena, &plan->series);
        if (status == YP_OK) status = copy_meshes(model, plan);
        plan->cuts = copied(arena, model->cuts, model->cut_count, sizeof *model->cuts);
        plan->cut_count = model->cut_count;
        if (!plan->cuts) status = YP_NO_MEMORY;
        if (status == YP_OK && x) status = collect_levels(model, layout, x, plan);
    }
    if (status == YP_OK && row_dual) weigh_scenarios(model, layout, row_dual, &plan->blocks);
    if (status == YP_OK && row_dual) status = collect_prices(model, layout, row_dual, plan);
    if (status == YP_OK && row_dual) status = collect_private_rows(model, layout, row_dual, plan);
    if (status == YP_OK)
        *out = plan;
    else
        yp_arena_free(arena);
    return status;
}
