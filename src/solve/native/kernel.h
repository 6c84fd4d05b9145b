/** The inner loops, compiled once for each kind of processor; chosen when the program runs. */
#ifndef YP_SOLVE_NATIVE_KERNEL_H
#define YP_SOLVE_NATIVE_KERNEL_H

#include "solve/native/frame.h"

/** Scratch for one batch at a time; vectors of `lanes` numbers throughout. */
typedef struct {
    size_t side_width;                    /**< border_count + chain_count, rounded up to four */
    size_t wide_width;                    /**< chain_count + border_count, rounded up to four */
    double *wide;                         /**< [nodes × wide_width] P⁻¹ × couplings */
    double *chain, *chain_next, *inverse; /**< [chains × chains] */
    double *side, *side_next, *product;   /**< [chains × side_width] */
    double *gram;                         /**< [side_width × side_width] upper half */
    double *vector;                       /**< [2 × (nodes + chains) + border] */
} yp_batch_work;

/** What is left of a batch when its inner hours are eliminated; [..][lanes]. */
typedef struct {
    const uint32_t *first; /**< [lanes] first hour that is not empty */
    double *edge;          /**< [chains][lanes] coupling of the first hour with the end of the chunk before */
    size_t dropped_at;     /**< hour from which the influence of the chunk before was neglected */
} yp_batch_edge;

/** A stretch of one column's vectors, contiguous in slots. */
typedef struct {
    size_t count;
    const double *cost, *slope, *lower_share, *upper_share; /**< shares NULL without capacity */
    const double *given_price;                              /**< Aᵀy */
    double *x, *l, *u, *v, *z;
    double *weight, *pull, *rest; /**< D, h, r₁ */
    double *to_l, *to_u;          /**< what l·v and u·z should change by */
    double *dl, *du, *dv, *dz;
} yp_stretch;

/** What a pass over the columns adds up; `most_` are largest values. */
typedef struct {
    double product;            /**< Σ l·v + u·z */
    double cost, bound;        /**< objective, and the dual bound that y alone proves */
    double built, built_bound; /**< share of the capacity's reduced cost: of v, z, and of the bound */
    double bound_size;         /**< Σ |terms| of the bound */
    double most_residual;      /**< of the dual, with v and z */
    double most_unbound;       /**< reduced cost against a bound that is not there, relative */
} yp_judgement;

enum { YP_WEIGHTS = 8 };

typedef struct {
    size_t lanes;
    const char *name;
    void (*factor)(const yp_frame *f, yp_batch_work *w, double *frames, size_t slot, size_t length,
                   double delta, yp_batch_edge *edge);
    /** rows: [row][slots], right-hand sides in and the solution out, separators zero; what the separators get
     * in `ends` [chains][lanes]. */
    void (*solve)(const yp_frame *f, yp_batch_work *w, const double *frames, double *rows, size_t slots,
                  size_t slot, size_t length, double *ends);
    /** border[q] += Σ couplings × rows */
    void (*gather)(const yp_frame *f, yp_batch_work *w, const double *frames, const double *rows,
                   size_t slots, size_t slot, size_t length, double *border);
    /** rows −= couplings × border and separators [chains][lanes] */
    void (*spread)(const yp_frame *f, const double *frames, double *rows, size_t slots, size_t slot,
                   size_t length, const double *border, const double *ends);
    /** y += factor · a · x; a NULL: ones */
    void (*add)(size_t count, double factor, const double *a, const double *x, double *y);
    /** Σ a · b · x; a, b NULL: ones */
    double (*dot)(size_t count, const double *a, const double *b, const double *x);
    double (*largest)(size_t count, const double *x); /**< magnitude */
    /** D and h from the slacks. @return Σ (q − h²D), what the bounds give to their capacity */
    double (*weigh)(const yp_stretch *s, double proximal);
    /** Residuals of the dual into `rest`, and the sums of a judgement. */
    void (*judge)(const yp_stretch *s, double built, yp_judgement *sums);
    /** rest = −rest + to_l/l − to_u/u, weighted = D·rest. @return what the bounds give to their capacity's
     * row */
    double (*oppose)(const yp_stretch *s, double *weighted);
    /** dl, du, dv, dz for Aᵀ dy in given_price and a step of the capacity. */
    void (*move)(const yp_stretch *s, double built, double proximal);
    /** targets ← −l·v, −u·z */
    void (*aim)(const yp_stretch *s);
    /** targets += μ − Δl·Δv … (Mehrotra's second order) */
    void (*aim_again)(const yp_stretch *s, double mu);
    /** targets += what brings l·v at the trial step into [low, high] (Gondzio) */
    void (*aim_centre)(const yp_stretch *s, double primal, double dual, double low, double high);
    /** Σ (l + α Δl)(v + β Δv) + … */
    double (*foresee)(const yp_stretch *s, double primal, double dual);
    /** most[w] = max of −(old + w/8 (new − old)) / x over the stretch, for w = 1 … 8; old NULL: zero */
    void (*reach)(size_t count, const double *x, const double *dx, const double *old, double *most);
    /** x = old + w (x − old) */
    void (*blend)(size_t count, double w, const double *old, double *x);
    void (*step)(const yp_stretch *s, double primal, double dual, double built);
} yp_kernel;

const yp_kernel *yp_kernel_choose(void);

#endif
