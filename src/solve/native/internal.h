/** A solve while it runs: iterate, directions and the factors, all taken before the first iteration. */
#ifndef YP_SOLVE_NATIVE_INTERNAL_H
#define YP_SOLVE_NATIVE_INTERNAL_H

#include "solve/native/kernel.h"
#include "solve/native/reduced.h"

/** Columns of coarser levels, one number each; as the vectors of base columns. */
typedef struct {
    double *x, *l, *u, *v, *z, *weight, *rest, *to_l, *to_u;
    double *dl, *du, *dv, *dz, *old_l, *old_u, *old_v, *old_z;
    double *cost, *slope, *price, *weighted, *none; /* none: zeros */
} yp_wide_state;

/** What one part of the time adds up, and its buffers. */
typedef struct {
    double *wide, *kept;                                          /* [wide rows], [kept] sums */
    double *kept_bound;                                           /* [kept] */
    double *border;                                               /* [border × border] */
    double *cost, *slope, *low, *high, *price, *weighted, *other; /* [YP_TILE] */
    double *gathered;                                             /* [border + chains × lanes] */
    yp_judgement sums;
    double number;
    double most_primal[YP_WEIGHTS], most_dual[YP_WEIGHTS];
    yp_batch_work work;
} yp_part_work;

typedef struct {
    yp_native_problem p;
    const yp_kernel *kernel;
    yp_frame frame;
    yp_reduced reduced;
    yp_team *team;
    yp_arena *arena;
    double proximal, delta; /* regularisation of the primal and of the dual */
    double proximal_wide;   /* of wide columns, whose levels may be a thousand times those of an hour. Those
                               without bounds take `proximal`: with its inverse alone as weight, what other
                               columns give to their rows would be lost in rounding */

    double *x, *l, *u, *v, *z, *weight, *rest, *to_l, *to_u;   /* [columns][slots] */
    double *dl, *du, *dv, *dz, *old_l, *old_u, *old_v, *old_z; /* [columns][slots] */
    double **pull;                                             /* [columns] [slots] or NULL */
    double **weight_before, **pull_before;                     /* [chains] */
    double *carried, *next_price;                              /* [chains][slots] */
    double *y, *dy, *old_y, *missing, *right, *trial, *error;  /* [rows][slots] */
    double *frames;                                            /* [batches][length][stride][lanes] */
    double *ends, *edges;                                      /* [batches][chains][lanes] */
    yp_part_work part[2];

    yp_wide_state wide;
    double *kept_base;  /* [kept] bounds' part of the capacity's dual row */
    double *built;      /* [kept] levels of kept wide columns */
    double *kept_built; /* [kept] what v and z of the bounds give to the reduced cost of their capacity */
    double *w, *dw, *old_w, *wide_missing;                                   /* [wide rows] */
    double *border, *border_right, *border_trial, *border_step, *old_border; /* [border] */
    uint32_t *kept_column;                                                   /* [kept] wide column */

    /* the judgement of the iterate */
    double mu, primal, dual, residual, gap, cost, bound;
    bool is_ray;       /* prices are judged as a ray: with costs of zero */
    double bound_size; /* Σ |terms| of the bound */
    size_t product_count;
    double solve_residual;
    int solve_count;

    yp_native_phase phase; /* what runs now, since when, and what each took */
    double phase_began, seconds_of[YP_NATIVE_PHASES];
} yp_solver;

/* passes.c: between columns and rows */
typedef struct {
    const double *y, *w; /* prices of base rows and wide rows */
} yp_prices;

void yp_stretch_at(const yp_solver *s, size_t part, size_t column, size_t slot, size_t count,
                   yp_stretch *out);
void yp_price_ahead(yp_solver *s, const double *y); /* next_price for yp_price_stretch() */
void yp_price_stretch(const yp_solver *s, size_t column, size_t slot, size_t count, yp_prices prices,
                      double *out);
void yp_spread_stretch(yp_solver *s, size_t part, size_t column, size_t slot, size_t count, double sign,
                       const double *level, double *rows);
void yp_carry_rows(yp_solver *s, double sign,
                   double *rows); /* what the levels of chains bring to the next hour */
void yp_part_range(const yp_solver *s, size_t part, size_t *begin, size_t *end);

/* newton.c */
void yp_newton_weigh(yp_solver *s);
void yp_newton_factor(yp_solver *s);
void yp_newton_apply(yp_solver *s, const double *y, const double *border, double *rows, double *border_out);
void yp_newton_solve(yp_solver *s, const double *rows, const double *border, double *y, double *border_out,
                     int most_refinements);

/* direction.c */
void yp_direction(yp_solver *s, int most_refinements);
/* judge.c */
void yp_judge(yp_solver *s);
/** Largest residual of a row in the user's units, relative to 1 + its largest term; uses `trial`. */
double yp_judge_rows(yp_solver *s);
/** Largest reduced cost against a bound that is not there, in the user's units, relative to 1 + its largest
 * term. */
double yp_judge_columns(yp_solver *s);
/* prove.c */
/** Do the prices prove that there is no plan (Farkas 1902)? */
bool yp_proves_infeasible(yp_solver *s);
/** Does the last direction, from a point that is feasible, lead to any cost? @param gain  what the cost fell
 * by along a full step */
bool yp_proves_unbounded(const yp_solver *s, double gain);
/* start.c */
/** A place in (lower, upper) for a reduced cost: μ/l − μ/u = d, and duals that fit it. */
void yp_place_level(double lower, double upper, double d, double mu, double *x, double *l, double *u,
                    double *v, double *z);
double yp_number_at(const yp_lane_series *s, size_t slot);
/** Both bounds of a column at a slot, with the capacity as built; empty slots cannot move. */
void yp_bounds_at(const yp_solver *s, const yp_base_column *x, size_t slot, double *lower, double *upper);
/** Places the iterate: near the least levels, or, where that start led nowhere, far inside. */
void yp_start(yp_solver *s, bool is_far);
/* step.c */
typedef struct {
    double primal, dual;
} yp_lengths;
yp_lengths yp_reach(yp_solver *s, bool has_old, yp_lengths least, double gain);
void yp_keep_direction(yp_solver *s);
void yp_take_step(yp_solver *s, yp_lengths a);
double yp_foresee(yp_solver *s, yp_lengths a);
void yp_aim(yp_solver *s);
void yp_aim_again(yp_solver *s, double mu);
void yp_aim_centre(yp_solver *s, yp_lengths a, double low, double high);
/* memory.c */
yp_status yp_solver_take(yp_solver *s);

#endif
