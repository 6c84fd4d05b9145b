/** The small dense system that is left: ends of chunks and the border. */
#ifndef YP_SOLVE_NATIVE_REDUCED_H
#define YP_SOLVE_NATIVE_REDUCED_H

#include "solve/native/kernel.h"

/** Ends of chunks fall into groups that only the border joins: one of all where chains run on, else one each.
 */
typedef struct {
    size_t chains, chunks, border, kept;
    size_t group_count, group_size;
    uint32_t *before;  /* [chunks × chains] chunk that the chain comes from; YP_NONE */
    double *last;      /* [chunks][chains × chains] own numbers of the end, lower half */
    double *cross;     /* [chunks][chains × chains] end with the end of the chunk before */
    double *back;      /* [chunks][chains × chains] the end of the chunk before with itself, upper half */
    double *last_side; /* [chunks][chains × border] */
    double *back_side; /* [chunks][chains × border] */
    double *matrix;    /* [groups][size × size] */
    double *side;      /* [groups][size × border] L⁻¹ of it, once factored */
    double *root;      /* [border × border] */
    double *pivot, *root_pivot;
    double *row; /* [chunks × chains] for the caller */
} yp_reduced;

bool yp_reduced_take(const yp_native_problem *p, yp_arena *arena, yp_reduced *out);
/** Keep what a batch left; `chunk` is that of its first lane. */
void yp_reduced_keep(yp_reduced *r, const yp_batch_work *w, size_t lanes, size_t chunk);
/** Factor; root holds the border's own numbers, both halves. */
void yp_reduced_factor(yp_reduced *r, const yp_kernel *kernel);
/** ends [chunks × chains] and border: right-hand sides in, solution out. */
void yp_reduced_solve(yp_reduced *r, const yp_kernel *kernel, double *ends, double *border);

#endif
