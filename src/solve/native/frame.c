#include "solve/native/frame.h"

#include <string.h>

/* A frame while it is laid out: dense patterns of one hour. */
typedef struct {
    const yp_native_problem *p;
    const yp_frame_sources *from;
    yp_frame *frame;
    yp_arena *arena;
    uint32_t *node_of, *chain_of; /* [row_count] place, YP_NONE */
    uint8_t *linked;              /* [nodes × nodes] */
    uint32_t *coupled;            /* [nodes × (chains + border)] slot + 1 */
    uint32_t *own;                /* [chains × chains] slot + 1 */
    uint32_t *side;               /* [chains × border] slot + 1 */
    uint32_t *position;           /* [nodes] in the order of elimination */
    uint32_t *below_at;           /* [nodes × nodes] slot + 1 by positions */
    bool is_counting;
} drafting;

typedef struct {
    double factor;
    const double *by[4];
    size_t count;
} product;

static product times(product a, const yp_lane_series *s)
{
    if (s->data)
        a.by[a.count++] = s->data;
    else
        a.factor *= s->value;
    return a;
}

static product with(product a, const double *vector)
{
    if (vector) a.by[a.count++] = vector;
    return a;
}

static void emit(drafting *d, size_t slot, product a)
{
    if (a.factor == 0) return;
    yp_frame *f = d->frame;
    if (!d->is_counting)
        f->ops[f->op_count] =
            (yp_frame_op){ (uint32_t)slot, a.factor, { a.by[0], a.by[1], a.by[2], a.by[3] } };
    f->op_count++;
}

static void order_pair(uint32_t *a, uint32_t *b)
{
    uint32_t x = *a;
    if (*a >= *b) return;
    *a = *b;
    *b = x;
}

/* A coefficient between two rows of the hour. */
static void put_rows(drafting *d, uint32_t r, uint32_t q, product a)
{
    yp_frame *f = d->frame;
    uint32_t nodes = (uint32_t)f->node_count, wide = (uint32_t)(f->chain_count + f->border_count);
    uint32_t nr = d->node_of[r], nq = d->node_of[q], cr = d->chain_of[r], cq = d->chain_of[q];
    if (nr != YP_NONE && nq != YP_NONE) {
        if (d->position) {
            uint32_t i = d->position[nr], j = d->position[nq];
            order_pair(&i, &j);
            emit(d, i == j ? i : d->below_at[i * nodes + j] - 1, a);
        } else {
            d->linked[nr * nodes + nq] = d->linked[nq * nodes + nr] = 1;
        }
    } else if (nr == YP_NONE && nq == YP_NONE) {
        order_pair(&cr, &cq);
        uint32_t *at = &d->own[cr * f->chain_count + cq];
        if (d->position)
            emit(d, *at - 1, a);
        else
            *at = 1;
    } else {
        uint32_t *at = nr != YP_NONE ? &d->coupled[nr * wide + cq] : &d->coupled[nq * wide + cr];
        if (d->position)
            emit(d, *at - 1, a);
        else
            *at = 1;
    }
}

/* A coefficient between a row of the hour and a place of the border. */
static void put_border(drafting *d, uint32_t r, size_t place, product a)
{
    yp_frame *f = d->frame;
    size_t wide = f->chain_count + f->border_count;
    uint32_t *at = d->node_of[r] != YP_NONE ? &d->coupled[d->node_of[r] * wide + f->chain_count + place]
                                            : &d->side[d->chain_of[r] * f->border_count + place];
    if (d->position)
        emit(d, *at - 1, a);
    else
        *at = 1;
}

static void put_wide_terms(drafting *d, const yp_base_column *x, const yp_term *term, product a)
{
    const yp_native_problem *p = d->p;
    for (uint32_t k = x->wide_first; k < x->wide_first + x->wide_count; k++) {
        const yp_wide_term *wide = &p->wide_terms[k];
        product e = times(a, &wide->value);
        if (!wide->parent) {
            put_border(d, term->row, p->kept_count + wide->first, e);
            continue;
        }
        for (int level = 0; level < YP_RESOLUTION_COUNT; level++)
            for (size_t b = 0; p->parent[level] == wide->parent && b < p->model->blocks.level_count[level];
                 b++)
                put_border(d, term->row, p->kept_count + wide->first + b, with(e, d->from->mask[level][b]));
    }
}

static void put_chain(drafting *d, const yp_base_column *x)
{
    const yp_native_problem *p = d->p;
    const yp_chain *chain = &p->chains[x->chain];
    product a = { 1, { d->from->weight_before[x->chain] }, 1 };
    a = times(a, &chain->carry);
    put_rows(d, chain->next_row, chain->next_row, times(a, &chain->carry));
    if (d->position) emit(d, d->frame->carry_slot + x->chain, times(a, &chain->own));
    if (x->capacity != YP_NONE)
        put_border(d, chain->next_row, x->capacity, with(a, d->from->pull_before[x->chain]));
}

static void put_columns(drafting *d)
{
    const yp_native_problem *p = d->p;
    for (size_t j = 0; j < p->column_count; j++) {
        const yp_base_column *x = &p->columns[j];
        const yp_term *terms = p->terms + x->term_first;
        for (uint32_t k = 0; k < x->term_count; k++) {
            product a = { 1, { d->from->weight[j] }, 1 };
            a = times(a, &terms[k].value);
            for (uint32_t l = 0; l <= k; l++)
                put_rows(d, terms[k].row, terms[l].row, times(a, &terms[l].value));
            if (x->capacity != YP_NONE) put_border(d, terms[k].row, x->capacity, with(a, d->from->pull[j]));
            put_wide_terms(d, x, &terms[k], a);
        }
        if (x->chain != YP_NONE) put_chain(d, x);
    }
    for (size_t k = 0; k < p->down_count; k++)
        put_border(d, p->down_terms[k].row, p->down_terms[k].place,
                   times((product){ 1, { NULL }, 0 }, &p->down_terms[k].value));
}

/* Least degree first (Tinney & Walker 1967); `linked` becomes the pattern of the factor. */
static void order_nodes(drafting *d)
{
    size_t n = d->frame->node_count;
    uint32_t *position = yp_native_take(d->arena, n, sizeof *position);
    if (!position) return;
    memset(position, 0xff, n * sizeof *position);
    for (uint32_t step = 0; step < n; step++) {
        size_t best = n, best_degree = SIZE_MAX;
        for (size_t i = 0; i < n; i++) {
            if (position[i] != YP_NONE) continue;
            size_t degree = 0;
            for (size_t j = 0; j < n; j++) degree += j != i && d->linked[i * n + j] && position[j] == YP_NONE;
            if (degree < best_degree) best = i, best_degree = degree;
        }
        position[best] = step;
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n && d->linked[best * n + i] && position[i] == YP_NONE; j++)
                if (d->linked[best * n + j] && position[j] == YP_NONE) d->linked[i * n + j] = 1;
    }
    d->position = position;
}

static bool lay_factor(drafting *d)
{
    yp_frame *f = d->frame;
    size_t n = f->node_count, count = 0;
    uint32_t *node_at = yp_native_take(d->arena, n, sizeof *node_at);
    uint32_t *rows = yp_native_take(d->arena, n, sizeof *rows);
    f->below_first = yp_native_take(d->arena, n + 1, sizeof *f->below_first);
    f->below = yp_native_take(d->arena, n * n / 2 + 1, sizeof *f->below);
    d->below_at = yp_native_take(d->arena, n * n + 1, sizeof *d->below_at);
    if (!node_at || !rows || !f->below_first || !f->below || !d->below_at || !d->position) return false;
    for (uint32_t i = 0; i < n; i++) node_at[d->position[i]] = i;
    f->below_slot = n;
    for (size_t j = 0; j < n; j++) {
        f->below_first[j] = (uint32_t)count;
        for (size_t i = j + 1; i < n; i++) {
            if (!d->linked[node_at[i] * n + node_at[j]]) continue;
            d->below_at[i * n + j] = (uint32_t)(f->below_slot + count) + 1;
            f->below[count++] = (uint32_t)i;
        }
    }
    f->below_first[n] = (uint32_t)count;
    for (size_t j = 0; j < n; j++) rows[j] = f->node_row[node_at[j]];
    memcpy(f->node_row, rows, n * sizeof *rows);
    f->coupling_slot = n + count;
    return true;
}

/* Where pivot j's column, times itself, is subtracted. */
static bool lay_updates(drafting *d)
{
    yp_frame *f = d->frame;
    size_t n = f->node_count, count = 0;
    for (size_t j = 0; j < n; j++) {
        size_t length = f->below_first[j + 1] - f->below_first[j];
        count += length * (length + 1) / 2;
    }
    f->update = yp_native_take(d->arena, count, sizeof *f->update);
    if (!f->update) return false;
    count = 0;
    for (size_t j = 0; j < n; j++)
        for (size_t k = f->below_first[j]; k < f->below_first[j + 1]; k++)
            for (size_t l = f->below_first[j]; l <= k; l++)
                f->update[count++] = k == l ? f->below[k] : d->below_at[f->below[k] * n + f->below[l]] - 1;
    return true;
}

static bool lay_couplings(drafting *d)
{
    yp_frame *f = d->frame;
    size_t n = f->node_count, s = f->chain_count, b = f->border_count, wide = s + b, count = 0;
    f->coupling_first = yp_native_take(d->arena, wide + 1, sizeof *f->coupling_first);
    f->coupling_node = yp_native_take(d->arena, n * wide, sizeof *f->coupling_node);
    f->own_row = yp_native_take(d->arena, s * s, sizeof *f->own_row);
    f->own_column = yp_native_take(d->arena, s * s, sizeof *f->own_column);
    f->side_row = yp_native_take(d->arena, s * b, sizeof *f->side_row);
    f->side_column = yp_native_take(d->arena, s * b, sizeof *f->side_column);
    if (!f->coupling_first || !f->coupling_node || !f->own_row || !f->own_column || !f->side_row ||
        !f->side_column)
        return false;
    for (size_t c = 0; c < wide; c++) {
        f->coupling_first[c] = (uint32_t)count;
        for (size_t i = 0; i < n; i++) {
            if (!d->coupled[i * wide + c]) continue;
            d->coupled[i * wide + c] = (uint32_t)(f->coupling_slot + count) + 1;
            f->coupling_node[count++] = d->position[i];
        }
    }
    f->coupling_first[wide] = (uint32_t)count;
    f->own_slot = f->coupling_slot + count;
    for (size_t i = 0; i < s * s; i++) {
        if (!d->own[i]) continue;
        f->own_row[f->own_count] = (uint32_t)(i / s);
        f->own_column[f->own_count] = (uint32_t)(i % s);
        d->own[i] = (uint32_t)(f->own_slot + f->own_count++) + 1;
    }
    f->side_slot = f->own_slot + f->own_count;
    for (size_t i = 0; i < s * b; i++) {
        if (!d->side[i]) continue;
        f->side_row[f->side_count] = (uint32_t)(i / b);
        f->side_column[f->side_count] = (uint32_t)(i % b);
        d->side[i] = (uint32_t)(f->side_slot + f->side_count++) + 1;
    }
    f->carry_slot = f->side_slot + f->side_count;
    f->size = f->carry_slot + s;
    f->stride = f->size + s * (s + 1) / 2;
    return true;
}

static bool draft(drafting *d)
{
    const yp_native_problem *p = d->p;
    yp_frame *f = d->frame;
    d->node_of = yp_native_take(d->arena, p->row_count, sizeof *d->node_of);
    d->chain_of = yp_native_take(d->arena, p->row_count, sizeof *d->chain_of);
    f->node_row = yp_native_take(d->arena, p->row_count, sizeof *f->node_row);
    f->chain_row = p->state_row;
    f->next_chain = p->next_state;
    if (!d->node_of || !d->chain_of || !f->node_row) return false;
    memset(d->node_of, 0xff, p->row_count * sizeof *d->node_of);
    memset(d->chain_of, 0xff, p->row_count * sizeof *d->chain_of);
    f->chain_count = p->state_count;
    f->border_count = p->border_count;
    for (uint32_t c = 0; c < p->state_count; c++) d->chain_of[f->chain_row[c]] = c;
    for (uint32_t r = 0; r < p->row_count; r++)
        if (d->chain_of[r] == YP_NONE) {
            f->node_row[f->node_count] = r;
            d->node_of[r] = (uint32_t)f->node_count++;
        }
    size_t n = f->node_count, wide = f->chain_count + f->border_count;
    d->linked = yp_native_take(d->arena, n * n, 1);
    d->coupled = yp_native_take(d->arena, n * wide, sizeof *d->coupled);
    d->own = yp_native_take(d->arena, f->chain_count * f->chain_count, sizeof *d->own);
    d->side = yp_native_take(d->arena, f->chain_count * f->border_count, sizeof *d->side);
    return d->linked && d->coupled && d->own && d->side;
}

yp_status yp_frame_make(const yp_native_problem *p, const yp_frame_sources *from, yp_arena *arena,
                        yp_frame *out)
{
    *out = (yp_frame){ 0 };
    drafting d = { .p = p, .from = from, .frame = out, .arena = arena };
    if (!draft(&d)) return YP_NO_MEMORY;
    for (size_t c = 0; c < out->chain_count; c++) d.own[c * out->chain_count + c] = 1;
    put_columns(&d); /* the pattern */
    order_nodes(&d);
    if (!lay_factor(&d) || !lay_updates(&d) || !lay_couplings(&d)) return YP_NO_MEMORY;
    d.is_counting = true;
    put_columns(&d);
    out->ops = yp_native_take(arena, out->op_count, sizeof *out->ops);
    if (!out->ops) return YP_NO_MEMORY;
    d.is_counting = false;
    out->op_count = 0;
    put_columns(&d);
    return YP_OK;
}
