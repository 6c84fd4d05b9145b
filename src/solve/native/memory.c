/* All memory of a solve, taken before the first iteration. */
#include "solve/native/internal.h"

static bool take_columns(yp_solver *s)
{
    const yp_native_problem *p = &s->p;
    size_t n = p->column_count * p->time.slots;
    double **vectors[] = { &s->x,    &s->l,     &s->u,     &s->v,     &s->z,    &s->weight,
                           &s->rest, &s->to_l,  &s->to_u,  &s->dl,    &s->du,   &s->dv,
                           &s->dz,   &s->old_l, &s->old_u, &s->old_v, &s->old_z };
    for (size_t k = 0; k < sizeof vectors / sizeof *vectors; k++)
        if (!(*vectors[k] = yp_native_take(s->arena, n, sizeof(double)))) return false;
    s->pull = yp_native_take(s->arena, p->column_count, sizeof *s->pull);
    s->weight_before = yp_native_take(s->arena, p->chain_count, sizeof *s->weight_before);
    s->pull_before = yp_native_take(s->arena, p->chain_count, sizeof *s->pull_before);
    if (!s->pull || !s->weight_before || !s->pull_before) return false;
    for (size_t j = 0; j < p->column_count; j++)
        if (p->columns[j].capacity != YP_NONE &&
            !(s->pull[j] = yp_native_take(s->arena, p->time.slots, sizeof(double))))
            return false;
    for (size_t c = 0; c < p->chain_count; c++) {
        s->weight_before[c] = yp_native_take(s->arena, p->time.slots, sizeof(double));
        s->pull_before[c] = yp_native_take(s->arena, p->time.slots, sizeof(double));
        if (!s->weight_before[c] || !s->pull_before[c]) return false;
    }
    s->carried = yp_native_take(s->arena, p->chain_count * p->time.slots, sizeof(double));
    s->next_price = yp_native_take(s->arena, p->chain_count * p->time.slots, sizeof(double));
    return s->carried && s->next_price;
}

static bool take_rows(yp_solver *s)
{
    const yp_native_problem *p = &s->p;
    size_t n = p->row_count * p->time.slots, b = p->border_count, ends = p->state_count * p->time.chunk_count;
    double **vectors[] = { &s->y, &s->dy, &s->old_y, &s->missing, &s->right, &s->trial, &s->error };
    double **wide[] = { &s->w, &s->dw, &s->old_w, &s->wide_missing };
    double **border[] = { &s->border_right, &s->border_trial, &s->border_step, &s->old_border,
                          &s->kept_base,    &s->built,        &s->kept_built };
    for (size_t k = 0; k < sizeof vectors / sizeof *vectors; k++)
        if (!(*vectors[k] = yp_native_take(s->arena, n, sizeof(double)))) return false;
    for (size_t k = 0; k < sizeof wide / sizeof *wide; k++)
        if (!(*wide[k] = yp_native_take(s->arena, p->wide_row_count, sizeof(double)))) return false;
    for (size_t k = 0; k < sizeof border / sizeof *border; k++)
        if (!(*border[k] = yp_native_take(s->arena, b, sizeof(double)))) return false;
    s->ends = yp_native_take(s->arena, ends, sizeof(double));
    s->edges = yp_native_take(s->arena, ends, sizeof(double));
    s->kept_column = yp_native_take(s->arena, p->kept_count, sizeof *s->kept_column);
    if (!s->ends || !s->edges || !s->kept_column) return false;
    for (uint32_t c = 0; c < p->wide_column_count; c++)
        if (p->wide_columns[c].place != YP_NONE) s->kept_column[p->wide_columns[c].place] = c;
    return true;
}

static bool take_wide(yp_solver *s)
{
    yp_wide_state *w = &s->wide;
    const yp_native_problem *p = &s->p;
    double **vectors[] = { &w->x,     &w->l,        &w->u,     &w->v,    &w->z,    &w->weight,
                           &w->rest,  &w->dl,       &w->du,    &w->dv,   &w->dz,   &w->old_l,
                           &w->old_u, &w->old_v,    &w->old_z, &w->none, &w->cost, &w->slope,
                           &w->price, &w->weighted, &w->to_l,  &w->to_u };
    for (size_t k = 0; k < sizeof vectors / sizeof *vectors; k++)
        if (!(*vectors[k] = yp_native_take(s->arena, p->wide_column_count, sizeof(double)))) return false;
    for (size_t c = 0; c < p->wide_column_count; c++) {
        w->cost[c] = p->wide_columns[c].cost;
        w->slope[c] = p->wide_columns[c].slope;
    }
    return true;
}

static bool take_part(yp_solver *s, yp_part_work *w)
{
    const yp_native_problem *p = &s->p;
    const yp_frame *f = &s->frame;
    size_t lanes = p->time.lanes, b = p->border_count, n = p->state_count;
    double **tiles[] = { &w->cost, &w->slope, &w->low, &w->high, &w->price, &w->weighted, &w->other };
    for (size_t k = 0; k < sizeof tiles / sizeof *tiles; k++)
        if (!(*tiles[k] = yp_native_take(s->arena, YP_TILE, sizeof(double)))) return false;
    yp_batch_work *work = &w->work;
    work->side_width = (b + n + 3) / 4 * 4;
    work->wide_width = (n + b + 3) / 4 * 4;
    struct {
        double **to;
        size_t count;
    } parts[] = { { &w->wide, p->wide_row_count },
                  { &w->kept, p->kept_count },
                  { &w->kept_bound, p->kept_count },
                  { &w->border, b * b },
                  { &w->gathered, b + n * lanes },
                  { &work->wide, f->node_count * work->wide_width * lanes },
                  { &work->chain, n * n * lanes },
                  { &work->chain_next, n * n * lanes },
                  { &work->inverse, n * n * lanes },
                  { &work->side, n * work->side_width * lanes },
                  { &work->side_next, n * work->side_width * lanes },
                  { &work->product, n * work->side_width * lanes },
                  { &work->gram, work->side_width * work->side_width * lanes },
                  { &work->vector, (2 * (f->node_count + n) + b) * lanes } };
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
        if (!(*parts[k].to = yp_native_take(s->arena, parts[k].count, sizeof(double)))) return false;
    return true;
}

/* 1 where a slot lies in a block of a coarser level, for the frames' ops. */
static bool take_masks(const yp_native_problem *p, yp_arena *arena, const double **masks[YP_RESOLUTION_COUNT])
{
    for (int level = 0; level < YP_RESOLUTION_COUNT; level++) {
        masks[level] = NULL;
        bool is_used = false;
        for (size_t k = 0; k < p->wide_term_count; k++)
            is_used = is_used || (p->parent[level] && p->wide_terms[k].parent == p->parent[level]);
        size_t count = p->model->blocks.level_count[level];
        if (!is_used) continue;
        masks[level] = yp_native_take(arena, count, sizeof *masks[level]);
        if (!masks[level]) return false;
        for (size_t b = 0; b < count; b++) {
            double *mask = yp_native_take(arena, p->time.slots, sizeof *mask);
            if (!mask) return false;
            for (size_t i = 0; i < p->time.slots; i++)
                mask[i] = p->time.block[i] != YP_NONE && p->parent[level][i] == b;
            masks[level][b] = mask;
        }
    }
    return true;
}

static yp_status make_frame(yp_solver *s)
{
    const yp_native_problem *p = &s->p;
    const double **masks[YP_RESOLUTION_COUNT];
    const double **weight = yp_native_take(s->arena, p->column_count, sizeof *weight);
    if (!weight || !take_masks(p, s->arena, masks)) return YP_NO_MEMORY;
    for (size_t j = 0; j < p->column_count; j++) weight[j] = s->weight + j * p->time.slots;
    yp_frame_sources from = { weight, (const double *const *)s->pull, (const double *const *)s->weight_before,
                              (const double *const *)s->pull_before, (const double *const *const *)masks };
    return yp_frame_make(p, &from, s->arena, &s->frame);
}

yp_status yp_solver_take(yp_solver *s)
{
    const yp_slots *t = &s->p.time;
    if (!take_columns(s) || !take_rows(s) || !take_wide(s)) return YP_NO_MEMORY;
    yp_status status = make_frame(s);
    if (status != YP_OK) return status;
    s->frames = yp_native_take(s->arena, t->slots * s->frame.stride, sizeof(double));
    if (!s->frames || !yp_reduced_take(&s->p, s->arena, &s->reduced)) return YP_NO_MEMORY;
    for (size_t part = 0; part < 2; part++)
        if (!take_part(s, &s->part[part])) return YP_NO_MEMORY;
    return YP_OK;
}
