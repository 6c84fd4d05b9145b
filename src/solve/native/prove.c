/* What diverging iterates prove. */
#include "solve/native/internal.h"

#include <math.h>

/* A proof must stand this far above the rounding of its own sum. */
static const double clear = 1e-6;

/* Levels of so many times the typical one do not count: up to there a proof may not depend on a reduced cost
 * that stands against a bound that is not there. */
static const double beyond = 1e6;

/* How far a direction may leave the cone of directions that keep every bound, beside its largest step. */
static const double astray = 1e-7;

/* With costs of zero the dual bound of any prices is Σ y·b + Σ min over the boxes of −(Aᵀy)·x: what a plan's
 * cost of nothing would have to exceed. Above zero, there is no plan. */
bool yp_proves_infeasible(yp_solver *s)
{
    s->is_ray = true;
    yp_judge(s);
    bool is_proof = s->bound > clear * s->bound_size && s->bound > beyond * s->dual;
    s->is_ray = false;
    yp_judge(s);
    return is_proof;
}

typedef struct {
    double longest, worst, bent;
} reach;

/* l and u are slacks with the capacity in them, so a direction keeps every bound for ever where neither
 * falls. */
static void follow(reach *r, size_t count, const double *l, const double *u, const double *dl,
                   const double *du)
{
    for (size_t i = 0; i < count; i++) {
        if (u[i] > 1.5 * YP_NATIVE_HUGE) continue;
        bool has_low = l[i] < YP_NATIVE_HUGE, has_high = u[i] < YP_NATIVE_HUGE;
        r->longest = fmax(r->longest, has_low ? fabs(dl[i]) : fabs(du[i]));
        if (has_low) r->worst = fmax(r->worst, -dl[i]);
        if (has_high) r->worst = fmax(r->worst, -du[i]);
    }
}

static double largest_slope(const yp_solver *s, size_t j)
{
    const yp_lane_series *slope = &s->p.columns[j].slope;
    return slope->data ? s->kernel->largest(s->p.time.slots, slope->data) : slope->value;
}

bool yp_proves_unbounded(const yp_solver *s, double gain)
{
    const yp_native_problem *p = &s->p;
    size_t slots = p->time.slots;
    reach r = { 0 };
    for (size_t j = 0; j < p->column_count; j++) {
        size_t at = j * slots;
        follow(&r, slots, s->l + at, s->u + at, s->dl + at, s->du + at);
        double slope = largest_slope(s, j);
        if (slope > 0) r.bent = fmax(r.bent, slope * s->kernel->largest(slots, s->dl + at));
    }
    const yp_wide_state *w = &s->wide;
    follow(&r, p->wide_column_count, w->l, w->u, w->dl, w->du);
    for (size_t c = 0; c < p->wide_column_count; c++) r.bent = fmax(r.bent, w->slope[c] * fabs(w->dl[c]));
    return r.longest > beyond && fmax(r.worst, r.bent) <= astray * r.longest &&
           s->primal <= astray * r.longest && gain > clear * r.longest;
}
