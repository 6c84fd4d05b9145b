#include "solve/native/reduced.h"

#include <math.h>
#include <string.h>

static void find_before(const yp_native_problem *p, yp_reduced *r)
{
    const yp_slots *t = &p->time;
    for (size_t c = 0; c < t->chunk_count; c++)
        for (size_t s = 0; s < p->state_count; s++) {
            uint32_t *to = &r->before[c * p->state_count + s];
            *to = YP_NONE;
            if (t->first[c] >= t->length || s >= p->chain_count) continue;
            size_t slot = (c / t->lanes * t->length + t->first[c]) * t->lanes + c % t->lanes;
            uint32_t from = p->chains[s].before[slot];
            if (from != YP_NONE) *to = (uint32_t)(from / (t->lanes * t->length) * t->lanes + from % t->lanes);
        }
}

bool yp_reduced_take(const yp_native_problem *p, yp_arena *arena, yp_reduced *r)
{
    size_t n = p->state_count, chunks = p->time.chunk_count, b = p->border_count;
    *r = (yp_reduced){ .chains = n, .chunks = chunks, .border = b, .kept = p->kept_count };
    r->group_count = p->time.is_connected ? 1 : chunks;
    r->group_size = p->time.is_connected ? chunks * n : n;
    r->before = yp_native_take(arena, chunks * n, sizeof *r->before);
    r->last = yp_native_take(arena, chunks * n * n, sizeof(double));
    r->cross = yp_native_take(arena, chunks * n * n, sizeof(double));
    r->back = yp_native_take(arena, chunks * n * n, sizeof(double));
    r->last_side = yp_native_take(arena, chunks * n * b, sizeof(double));
    r->back_side = yp_native_take(arena, chunks * n * b, sizeof(double));
    r->matrix = yp_native_take(arena, r->group_count * r->group_size * r->group_size, sizeof(double));
    r->side = yp_native_take(arena, r->group_count * r->group_size * b, sizeof(double));
    r->root = yp_native_take(arena, b * b, sizeof(double));
    r->pivot = yp_native_take(arena, r->group_count * r->group_size, sizeof(double));
    r->root_pivot = yp_native_take(arena, b, sizeof(double));
    r->row = yp_native_take(arena, chunks * n + b, sizeof(double));
    if (!r->before || !r->last || !r->cross || !r->back || !r->last_side || !r->back_side || !r->matrix ||
        !r->side || !r->root || !r->pivot || !r->root_pivot || !r->row)
        return false;
    find_before(p, r);
    return true;
}

void yp_reduced_keep(yp_reduced *r, const yp_batch_work *w, size_t lanes, size_t chunk)
{
    size_t n = r->chains, b = r->border, row = w->side_width;
    for (size_t lane = 0; lane < lanes; lane++) {
        size_t c = chunk + lane;
        for (size_t i = 0; i < n; i++) {
            for (size_t j = 0; j < n; j++) {
                size_t at = (c * n + i) * n + j;
                r->last[at] = w->chain[(i * n + j) * lanes + lane];
                r->cross[at] = w->side[(i * row + b + j) * lanes + lane];
                r->back[at] = w->gram[((b + i) * row + b + j) * lanes + lane];
            }
            for (size_t q = 0; q < b; q++) {
                r->last_side[(c * n + i) * b + q] = w->side[(i * row + q) * lanes + lane];
                r->back_side[(c * n + i) * b + q] = w->gram[(q * row + b + i) * lanes + lane];
            }
        }
    }
}

/* Signs: what a chunk leaves on others is subtracted; `cross` and `last` are totals already. */
static void assemble(yp_reduced *r)
{
    size_t n = r->chains, size = r->group_size, b = r->border;
    memset(r->matrix, 0, r->group_count * size * size * sizeof(double));
    memset(r->side, 0, r->group_count * size * b * sizeof(double));
    for (size_t c = 0; c < r->chunks; c++) {
        size_t group = r->group_count == 1 ? 0 : c, at = r->group_count == 1 ? c * n : 0;
        double *a = r->matrix + group * size * size, *side = r->side + group * size * b;
        for (size_t i = 0; i < n; i++) {
            for (size_t j = 0; j <= i; j++) {
                double own = r->last[(c * n + i) * n + j];
                a[(at + i) * size + at + j] += own;
                if (i != j) a[(at + j) * size + at + i] += own;
            }
            for (size_t q = 0; q < b; q++) side[(at + i) * b + q] += r->last_side[(c * n + i) * b + q];
        }
        for (size_t j = 0; j < n; j++) {
            uint32_t from = r->before[c * n + j];
            if (from == YP_NONE) continue;
            size_t to = r->group_count == 1 ? from * n + j : j;
            for (size_t i = 0; i < n; i++) {
                double cross = r->cross[(c * n + i) * n + j];
                a[(at + i) * size + to] += cross;
                a[to * size + at + i] += cross;
                uint32_t other = r->before[c * n + i];
                if (other == YP_NONE) continue;
                double back = i <= j ? r->back[(c * n + i) * n + j] : r->back[(c * n + j) * n + i];
                a[to * size + (r->group_count == 1 ? other * n + i : i)] -= back;
            }
            for (size_t q = 0; q < b; q++) side[to * b + q] -= r->back_side[(c * n + j) * b + q];
        }
    }
}

/* a = L D Lᵀ in the lower half, rows of L below a unit diagonal. Pivots keep their sign and stay away from
 * zero. */
static void factor(const yp_kernel *kernel, size_t n, double *a, double *pivot, size_t negative)
{
    for (size_t i = 0; i < n; i++) {
        double *row = a + i * n, d = row[i];
        for (size_t j = 0; j < i; j++) row[j] -= kernel->dot(j, NULL, a + j * n, row);
        for (size_t j = 0; j < i; j++) {
            double scaled = row[j] / pivot[j];
            d -= row[j] * scaled;
            row[j] = scaled;
        }
        double least = 1e-13 * (1 + fabs(row[i]));
        pivot[i] = i < negative ? fmin(d, -least) : fmax(d, least);
    }
}

void yp_reduced_factor(yp_reduced *r, const yp_kernel *kernel)
{
    size_t size = r->group_size, b = r->border;
    assemble(r);
    for (size_t g = 0; g < r->group_count; g++) {
        double *a = r->matrix + g * size * size, *pivot = r->pivot + g * size, *side = r->side + g * size * b;
        factor(kernel, size, a, pivot, 0);
        for (size_t i = 0; i < size; i++) {
            double *row = side + i * b;
            for (size_t j = 0; j < i; j++)
                if (a[i * size + j] != 0) kernel->add(b, -a[i * size + j], NULL, side + j * b, row);
        }
        for (size_t i = 0; i < size; i++) {
            const double *row = side + i * b;
            for (size_t q = 0; q < b; q++)
                if (row[q] != 0) kernel->add(q + 1, -row[q] / pivot[i], NULL, row, r->root + q * b);
        }
    }
    factor(kernel, b, r->root, r->root_pivot, r->kept);
}

static void forward(const yp_kernel *kernel, size_t n, const double *a, double *x)
{
    for (size_t i = 0; i < n; i++) x[i] -= kernel->dot(i, NULL, a + i * n, x);
}

static void backward(const yp_kernel *kernel, size_t n, const double *a, const double *pivot, double *x)
{
    for (size_t i = 0; i < n; i++) x[i] /= pivot[i];
    for (size_t i = n; i-- > 0;) kernel->add(i, -x[i], NULL, a + i * n, x);
}

void yp_reduced_solve(yp_reduced *r, const yp_kernel *kernel, double *ends, double *border)
{
    size_t size = r->group_size, b = r->border;
    for (size_t g = 0; g < r->group_count; g++) {
        const double *a = r->matrix + g * size * size, *side = r->side + g * size * b;
        double *x = ends + g * size;
        forward(kernel, size, a, x);
        for (size_t i = 0; i < size; i++)
            kernel->add(b, -x[i] / r->pivot[g * size + i], NULL, side + i * b, border);
    }
    forward(kernel, b, r->root, border);
    backward(kernel, b, r->root, r->root_pivot, border);
    for (size_t g = 0; g < r->group_count; g++) {
        const double *side = r->side + g * size * b;
        double *x = ends + g * size;
        for (size_t i = 0; i < size; i++) x[i] -= kernel->dot(b, NULL, side + i * b, border);
        backward(kernel, size, r->matrix + g * size * size, r->pivot + g * size, x);
    }
}
