/* The loops themselves, over vectors of LANES hours. Included once by each kernel_*.c, which sets LANES and
 * NAME. */
#include "solve/native/kernel.h"

#include <math.h>
#include <string.h>

typedef double vd __attribute__((vector_size(8 * LANES)));

/* Below this, relative to where it began, the influence of the chunk before is neglected; refinement
 * corrects. */
static const double negligible = 1e-11;

static inline vd square_root(vd a)
{
    vd r;
    for (int k = 0; k < LANES; k++) r[k] = __builtin_sqrt(a[k]);
    return r;
}

/* C = Σ_s A(s, ·)ᵀ B(s, ·) for `rows` × 4 vectors, added if `adds`. */
static inline __attribute__((always_inline)) void tile(int rows, bool adds, vd *c, size_t c_row, const vd *a,
                                                       size_t a_row, size_t a_step, const vd *b,
                                                       size_t b_step, size_t begin, size_t end)
{
    vd sum[3][4];
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < 4; j++) sum[i][j] = (vd){ 0 };
    for (size_t s = begin; s < end; s++) {
        const vd *bs = b + s * b_step, *as = a + s * a_step;
        vd b0 = bs[0], b1 = bs[1], b2 = bs[2], b3 = bs[3];
        for (int i = 0; i < rows; i++) {
            vd x = as[(size_t)i * a_row];
            sum[i][0] += x * b0;
            sum[i][1] += x * b1;
            sum[i][2] += x * b2;
            sum[i][3] += x * b3;
        }
    }
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < 4; j++) {
            vd *to = c + (size_t)i * c_row + j;
            *to = adds ? *to + sum[i][j] : sum[i][j];
        }
}

/* gram += Yᵀ Y, upper half, `width` a multiple of four. */
static void add_gram(vd *gram, size_t row, const vd *y, size_t rows, size_t width)
{
    size_t i = 0;
    for (; i + 3 <= width; i += 3)
        for (size_t j = i & ~(size_t)3; j < width; j += 4)
            tile(3, true, gram + i * row + j, row, y + i, 1, row, y + j, row, 0, rows);
    for (; i < width; i++)
        for (size_t j = i & ~(size_t)3; j < width; j += 4)
            tile(1, true, gram + i * row + j, row, y + i, 1, row, y + j, row, 0, rows);
}

/* out = L⁻¹ in, or L⁻ᵀ in; both [n × width]. */
static void multiply_lower(size_t n, const vd *inverse, const vd *in, vd *out, size_t row, size_t width)
{
    size_t i = 0;
    for (; i + 3 <= n; i += 3)
        for (size_t j = 0; j < width; j += 4)
            tile(3, false, out + i * row + j, row, inverse + i * n, n, 1, in + j, row, 0, i + 3);
    for (; i < n; i++)
        for (size_t j = 0; j < width; j += 4)
            tile(1, false, out + i * row + j, row, inverse + i * n, n, 1, in + j, row, 0, i + 1);
}

static void multiply_upper(size_t n, const vd *inverse, const vd *in, vd *out, size_t row, size_t width)
{
    size_t i = 0;
    for (; i + 3 <= n; i += 3)
        for (size_t j = 0; j < width; j += 4)
            tile(3, false, out + i * row + j, row, inverse + i, 1, n, in + j, row, i, n);
    for (; i < n; i++)
        for (size_t j = 0; j < width; j += 4)
            tile(1, false, out + i * row + j, row, inverse + i, 1, n, in + j, row, i, n);
}

/* a (lower half, destroyed) = L Lᵀ; inverse = L⁻¹, zero above the diagonal. */
static void invert_factor(size_t n, vd *a, vd *inverse)
{
    for (size_t j = 0; j < n; j++) {
        vd d = a[j * n + j];
        for (int k = 0; k < LANES; k++)
            if (!(d[k] > 1e-30)) d[k] = 1e30;
        d = 1.0 / square_root(d);
        a[j * n + j] = d;
        for (size_t i = j + 1; i < n; i++) a[i * n + j] *= d;
        for (size_t i = j + 1; i < n; i++) {
            vd x = a[i * n + j];
            for (size_t k = j + 1; k <= i; k++) a[i * n + k] -= x * a[k * n + j];
        }
    }
    for (size_t i = 0; i < n; i++) {
        vd *row = inverse + i * n;
        for (size_t j = 0; j < n; j++) row[j] = (vd){ 0 };
        for (size_t k = 0; k < i; k++) {
            vd x = a[i * n + k];
            const vd *other = inverse + k * n;
            for (size_t j = 0; j <= k; j++) row[j] -= x * other[j];
        }
        vd d = a[i * n + i];
        for (size_t j = 0; j < i; j++) row[j] *= d;
        row[i] = d;
    }
}

static void fill_frame(const yp_frame *f, vd *frame, size_t slot)
{
    for (size_t k = 0; k < f->size; k++) frame[k] = (vd){ 0 };
    for (size_t k = 0; k < f->op_count; k++) {
        const yp_frame_op *op = &f->ops[k];
        vd value = (vd){ 0 } + op->factor;
        for (int m = 0; m < 4 && op->by[m]; m++) value *= *(const vd *)(op->by[m] + slot);
        frame[op->slot] += value;
    }
}

/* Sparse Cholesky of the nodes in place; diagonals become reciprocals. */
static void factor_nodes(const yp_frame *f, vd *frame, double delta)
{
    const uint32_t *to = f->update;
    for (size_t j = 0; j < f->node_count; j++) {
        vd d = frame[j] + (frame[j] * 1e-15 + delta);
        for (int k = 0; k < LANES; k++)
            if (!(d[k] > 1e-30)) d[k] = 1e30;
        d = 1.0 / square_root(d);
        frame[j] = d;
        vd *column = frame + f->below_slot + f->below_first[j];
        size_t length = f->below_first[j + 1] - f->below_first[j];
        for (size_t k = 0; k < length; k++) column[k] *= d;
        for (size_t k = 0; k < length; k++)
            for (size_t l = 0; l <= k; l++) frame[*to++] -= column[k] * column[l];
    }
}

/* wide = P⁻¹ × couplings. */
static void solve_wide(const yp_frame *f, const vd *frame, vd *wide, size_t width)
{
    size_t n = f->node_count;
    memset(wide, 0, n * width * sizeof *wide);
    for (size_t c = 0, k = 0; c < f->chain_count + f->border_count; c++)
        for (; k < f->coupling_first[c + 1]; k++)
            wide[f->coupling_node[k] * width + c] = frame[f->coupling_slot + k];
    for (size_t j = 0; j < n; j++) {
        vd *from = wide + j * width, d = frame[j];
        for (size_t c = 0; c < width; c++) from[c] *= d;
        for (size_t k = f->below_first[j]; k < f->below_first[j + 1]; k++) {
            vd *to = wide + f->below[k] * width, x = frame[f->below_slot + k];
            for (size_t c = 0; c < width; c++) to[c] -= x * from[c];
        }
    }
    for (size_t j = n; j-- > 0;) {
        vd *to = wide + j * width, d = frame[j];
        for (size_t k = f->below_first[j]; k < f->below_first[j + 1]; k++) {
            const vd *from = wide + f->below[k] * width;
            vd x = frame[f->below_slot + k];
            for (size_t c = 0; c < width; c++) to[c] -= x * from[c];
        }
        for (size_t c = 0; c < width; c++) to[c] *= d;
    }
}

/* What the nodes leave on chains and border. */
static void reduce_nodes(const yp_frame *f, const vd *frame, const yp_batch_work *w, vd *chain, vd *side)
{
    const vd *wide = (const vd *)w->wide;
    vd *gram = (vd *)w->gram;
    size_t chains = f->chain_count, border = f->border_count;
    for (size_t c = 0; c < chains; c++)
        for (size_t k = f->coupling_first[c]; k < f->coupling_first[c + 1]; k++) {
            vd x = frame[f->coupling_slot + k];
            const vd *from = wide + f->coupling_node[k] * w->wide_width;
            for (size_t s = 0; s <= c; s++) chain[c * chains + s] -= x * from[s];
            for (size_t q = 0; q < border; q++) side[c * w->side_width + q] -= x * from[chains + q];
        }
    for (size_t q = 0; q < border; q++) {
        vd *to = gram + q * w->side_width;
        size_t k = f->coupling_first[chains + q], end = f->coupling_first[chains + q + 1];
        for (; k + 2 <= end; k += 2) {
            vd x = frame[f->coupling_slot + k], y = frame[f->coupling_slot + k + 1];
            const vd *a = wide + f->coupling_node[k] * w->wide_width + chains;
            const vd *b = wide + f->coupling_node[k + 1] * w->wide_width + chains;
            for (size_t r = q; r < border; r++) to[r] += x * a[r] + y * b[r];
        }
        for (; k < end; k++) {
            vd x = frame[f->coupling_slot + k];
            const vd *a = wide + f->coupling_node[k] * w->wide_width + chains;
            for (size_t r = q; r < border; r++) to[r] += x * a[r];
        }
    }
}

/* The chains' own numbers of the hour; at a lane's first hour the link to the hour before is an edge. */
static void add_own(const yp_frame *f, vd *frame, const yp_batch_work *w, size_t tl, double delta,
                    yp_batch_edge *edge)
{
    vd *chain = (vd *)w->chain, *side = (vd *)w->side;
    size_t chains = f->chain_count;
    for (size_t k = 0; k < f->own_count; k++)
        chain[f->own_row[k] * chains + f->own_column[k]] += frame[f->own_slot + k];
    for (size_t c = 0; c < chains; c++) chain[c * chains + c] += delta;
    for (size_t k = 0; k < f->side_count; k++)
        side[f->side_row[k] * w->side_width + f->side_column[k]] += frame[f->side_slot + k];
    for (size_t lane = 0; lane < LANES; lane++)
        for (size_t c = 0; c < chains && edge->first[lane] == tl; c++) {
            vd *carry = &frame[f->carry_slot + c];
            edge->edge[c * LANES + lane] = (*carry)[lane];
            side[f->next_chain[c] * w->side_width + f->border_count + c][lane] += (*carry)[lane];
            (*carry)[lane] = 0;
        }
}

static double largest_edge(const yp_frame *f, const yp_batch_work *w)
{
    const vd *y = (const vd *)w->product;
    double most = 0;
    for (size_t s = 0; s < f->chain_count; s++)
        for (size_t q = f->border_count; q < w->side_width; q++)
            for (int k = 0; k < LANES; k++) {
                double size = fabs(y[s * w->side_width + q][k]);
                most = size > most ? size : most;
            }
    return most;
}

/* Eliminate the chains of an hour: onto the next hour, the border and the chunk before. */
static void eliminate_chains(const yp_frame *f, vd *frame, const vd *next_frame, yp_batch_work *w,
                             const size_t *width)
{
    size_t n = f->chain_count, row = w->side_width;
    vd *inverse = (vd *)w->inverse, *product = (vd *)w->product, *next = (vd *)w->side_next;
    invert_factor(n, (vd *)w->chain, inverse);
    vd *packed = frame + f->size;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++) *packed++ = inverse[i * n + j];
    multiply_lower(n, inverse, (const vd *)w->side, product, row, *width);
    add_gram((vd *)w->gram, row, product, n, *width);
    vd *upper = (vd *)w->side; /* used up */
    multiply_upper(n, inverse, product, upper, row, *width);
    const vd *carry = next_frame + f->carry_slot;
    for (size_t s = 0; s < n; s++) {
        vd *to = next + f->next_chain[s] * row;
        for (size_t q = 0; q < *width; q++) to[q] = -carry[s] * upper[s * row + q];
    }
    vd *chain = (vd *)w->chain_next;
    for (size_t s = 0; s < n; s++)
        for (size_t r = 0; r <= s; r++) {
            vd sum = (vd){ 0 };
            for (size_t k = s; k < n; k++) sum += inverse[k * n + s] * inverse[k * n + r];
            size_t i = f->next_chain[s], j = f->next_chain[r];
            chain[i > j ? i * n + j : j * n + i] = -carry[s] * carry[r] * sum;
        }
}

static void drop_edge(const yp_frame *f, yp_batch_work *w, size_t *width)
{
    vd *side = (vd *)w->side, *next = (vd *)w->side_next;
    *width = (f->border_count + 3) / 4 * 4;
    for (size_t s = 0; s < f->chain_count; s++)
        for (size_t q = f->border_count; q < w->side_width; q++)
            side[s * w->side_width + q] = next[s * w->side_width + q] = (vd){ 0 };
}

static void swap(double **a, double **b)
{
    double *x = *a;
    *a = *b;
    *b = x;
}

static void NAME(factor)(const yp_frame *f, yp_batch_work *w, double *frames, size_t slot, size_t length,
                         double delta, yp_batch_edge *edge)
{
    size_t n = f->chain_count, width = w->side_width, last_first = 0;
    double most = 0;
    for (size_t lane = 0; lane < LANES; lane++)
        if (edge->first[lane] < length && edge->first[lane] > last_first) last_first = edge->first[lane];
    memset(w->chain, 0, n * n * sizeof(vd));
    memset(w->side, 0, n * w->side_width * sizeof(vd));
    memset(w->gram, 0, w->side_width * w->side_width * sizeof(vd));
    edge->dropped_at = length;
    fill_frame(f, (vd *)frames, slot);
    for (size_t tl = 0; tl < length; tl++) {
        vd *frame = (vd *)frames + tl * f->stride, *next = frame + f->stride;
        factor_nodes(f, frame, delta);
        solve_wide(f, frame, (vd *)w->wide, w->wide_width);
        add_own(f, frame, w, tl, delta, edge);
        reduce_nodes(f, frame, w, (vd *)w->chain, (vd *)w->side);
        if (tl + 1 == length) break;
        fill_frame(f, next, slot + (tl + 1) * LANES);
        if (n == 0) continue;
        vd *kept = (vd *)w->vector; /* the link of lanes that begin in the next hour is an edge of theirs, not
                                       a link to here */
        for (size_t c = 0; c < n; c++) {
            kept[c] = next[f->carry_slot + c];
            for (int k = 0; k < LANES; k++)
                if (edge->first[k] == tl + 1) next[f->carry_slot + c][k] = 0;
        }
        eliminate_chains(f, frame, next, w, &width);
        for (size_t c = 0; c < n; c++) next[f->carry_slot + c] = kept[c];
        if (edge->dropped_at == length) {
            double now = largest_edge(f, w);
            if (now > most) most = now;
            if (tl > last_first && now < negligible * most) {
                edge->dropped_at = tl;
                drop_edge(f, w, &width);
            }
        }
        swap(&w->side, &w->side_next);
        swap(&w->chain, &w->chain_next);
    }
}

/* x = P⁻¹ x for the nodes of an hour. */
static inline void solve_nodes(const yp_frame *f, const vd *frame, vd *x)
{
    const vd *below = frame + f->below_slot;
    for (size_t j = 0; j < f->node_count; j++) {
        vd from = x[j] *= frame[j];
        for (size_t k = f->below_first[j]; k < f->below_first[j + 1]; k++) x[f->below[k]] -= below[k] * from;
    }
    for (size_t j = f->node_count; j-- > 0;) {
        vd to = x[j];
        for (size_t k = f->below_first[j]; k < f->below_first[j + 1]; k++) to -= below[k] * x[f->below[k]];
        x[j] = to * frame[j];
    }
}

/* y = (L Lᵀ)⁻¹ x by the packed inverse; y and x apart. */
static inline void solve_chain(size_t n, const vd *packed, const vd *x, vd *y)
{
    for (size_t i = 0; i < n; i++) y[i] = (vd){ 0 };
    for (size_t i = 0; i < n; packed += ++i) {
        vd sum = packed[0] * x[0];
        for (size_t j = 1; j <= i; j++) sum += packed[j] * x[j];
        for (size_t j = 0; j <= i; j++) y[j] += packed[j] * sum;
    }
}

#define AT(r, tl) (*(vd *)(rows + (size_t)(r)*slots + slot + (tl)*LANES))
#define AT_CONST(r, tl) (*(const vd *)(rows + (size_t)(r)*slots + slot + (tl)*LANES))

static void NAME(solve)(const yp_frame *f, yp_batch_work *w, const double *frames, double *rows, size_t slots,
                        size_t slot, size_t length, double *ends)
{
    size_t nodes = f->node_count, n = f->chain_count;
    vd *x = (vd *)w->vector, *a = x + nodes, *b = a + n;
    for (size_t s = 0; s < n; s++) b[s] = (vd){ 0 };
    for (size_t tl = 0; tl < length; tl++) {
        const vd *frame = (const vd *)frames + tl * f->stride, *coupling = frame + f->coupling_slot;
        for (size_t j = 0; j < nodes; j++) x[j] = AT(f->node_row[j], tl);
        solve_nodes(f, frame, x);
        for (size_t j = 0; j < nodes; j++) AT(f->node_row[j], tl) = x[j];
        for (size_t s = 0; s < n; s++)
            a[f->next_chain[s]] = AT(f->chain_row[f->next_chain[s]], tl) - frame[f->carry_slot + s] * b[s];
        for (size_t s = 0, k = 0; s < n; s++)
            for (; k < f->coupling_first[s + 1]; k++) a[s] -= coupling[k] * x[f->coupling_node[k]];
        bool is_end = tl + 1 == length;
        if (!is_end && n > 0) solve_chain(n, frame + f->size, a, b);
        for (size_t s = 0; s < n; s++) {
            if (is_end) *(vd *)(ends + s * LANES) = a[s];
            AT(f->chain_row[s], tl) = is_end ? (vd){ 0 } : b[s];
        }
    }
    for (size_t tl = length - 1; n > 0 && tl-- > 0;) {
        const vd *frame = (const vd *)frames + tl * f->stride, *next = frame + f->stride;
        const vd *coupling = frame + f->coupling_slot;
        if (tl + 2 < length) {
            for (size_t s = 0; s < n; s++)
                a[s] = next[f->carry_slot + s] * AT(f->chain_row[f->next_chain[s]], tl + 1);
            solve_chain(n, frame + f->size, a, b);
            for (size_t s = 0; s < n; s++) AT(f->chain_row[s], tl) -= b[s];
        }
        for (size_t j = 0; j < nodes; j++) x[j] = (vd){ 0 };
        for (size_t s = 0, k = 0; s < n; s++) {
            vd price = AT(f->chain_row[s], tl);
            for (; k < f->coupling_first[s + 1]; k++) x[f->coupling_node[k]] += coupling[k] * price;
        }
        solve_nodes(f, frame, x);
        for (size_t j = 0; j < nodes; j++) AT(f->node_row[j], tl) -= x[j];
    }
}

static void NAME(gather)(const yp_frame *f, yp_batch_work *w, const double *frames, const double *rows,
                         size_t slots, size_t slot, size_t length, double *border)
{
    size_t nodes = f->node_count, n = f->chain_count;
    vd *x = (vd *)w->vector, *sum = x + nodes + n;
    for (size_t q = 0; q < f->border_count; q++) sum[q] = (vd){ 0 };
    for (size_t tl = 0; tl < length; tl++) {
        const vd *frame = (const vd *)frames + tl * f->stride;
        for (size_t j = 0; j < nodes; j++) x[j] = AT_CONST(f->node_row[j], tl);
        for (size_t q = 0, k = f->coupling_first[n]; q < f->border_count; q++)
            for (; k < f->coupling_first[n + q + 1]; k++)
                sum[q] += frame[f->coupling_slot + k] * x[f->coupling_node[k]];
        for (size_t k = 0; k < f->side_count; k++)
            sum[f->side_column[k]] += frame[f->side_slot + k] * AT_CONST(f->chain_row[f->side_row[k]], tl);
    }
    for (size_t q = 0; q < f->border_count; q++)
        for (int k = 0; k < LANES; k++) border[q] += sum[q][k];
}

static void NAME(spread)(const yp_frame *f, const double *frames, double *rows, size_t slots, size_t slot,
                         size_t length, const double *border, const double *ends)
{
    size_t n = f->chain_count;
    for (size_t tl = 0; tl < length; tl++) {
        const vd *frame = (const vd *)frames + tl * f->stride;
        for (size_t q = 0, k = f->coupling_first[n]; q < f->border_count; q++)
            for (; k < f->coupling_first[n + q + 1]; k++)
                AT(f->node_row[f->coupling_node[k]], tl) -= frame[f->coupling_slot + k] * border[q];
        for (size_t k = 0; k < f->side_count; k++)
            AT(f->chain_row[f->side_row[k]], tl) -= frame[f->side_slot + k] * border[f->side_column[k]];
    }
    const vd *frame = (const vd *)frames + (length - 1) * f->stride;
    for (size_t s = 0, k = 0; s < n; s++) {
        vd end = *(const vd *)(ends + s * LANES), next_end = *(const vd *)(ends + f->next_chain[s] * LANES);
        for (; k < f->coupling_first[s + 1]; k++)
            AT(f->node_row[f->coupling_node[k]], length - 1) -= frame[f->coupling_slot + k] * end;
        if (length > 1) AT(f->chain_row[s], length - 2) -= frame[f->carry_slot + s] * next_end;
    }
}
