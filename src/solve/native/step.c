/* How far along a direction, and the targets of the next. */
#include "solve/native/internal.h"
#include "solve/native/wide.h"

#include <string.h>

typedef struct {
    yp_solver *s;
    bool has_old;
    double primal, dual, mu, low, high;
    int what;
} stride;

enum { AIM, AIM_AGAIN, AIM_CENTRE, FORESEE, REACH, STEP, BLEND_PRIMAL, BLEND_DUAL };

static void treat(stride *a, yp_stretch *at, const double *const old[4], yp_part_work *w, double built)
{
    const yp_kernel *k = a->s->kernel;
    switch (a->what) {
    case AIM:
        k->aim(at);
        break;
    case AIM_AGAIN:
        k->aim_again(at, a->mu);
        break;
    case AIM_CENTRE:
        k->aim_centre(at, a->primal, a->dual, a->low, a->high);
        break;
    case FORESEE:
        w->number += k->foresee(at, a->primal, a->dual);
        break;
    case REACH:
        k->reach(at->count, at->l, at->dl, a->has_old ? old[0] : NULL, w->most_primal);
        k->reach(at->count, at->u, at->du, a->has_old ? old[1] : NULL, w->most_primal);
        k->reach(at->count, at->v, at->dv, a->has_old ? old[2] : NULL, w->most_dual);
        k->reach(at->count, at->z, at->dz, a->has_old ? old[3] : NULL, w->most_dual);
        break;
    case STEP:
        k->step(at, a->primal, a->dual, built);
        break;
    case BLEND_PRIMAL:
        k->blend(at->count, a->primal, old[0], at->dl);
        k->blend(at->count, a->primal, old[1], at->du);
        break;
    default:
        k->blend(at->count, a->dual, old[2], at->dv);
        k->blend(at->count, a->dual, old[3], at->dz);
        break;
    }
}

static void treat_part(void *self, size_t part)
{
    stride *a = self;
    yp_solver *s = a->s;
    size_t begin, end;
    yp_part_range(s, part, &begin, &end);
    s->part[part].number = 0;
    for (size_t j = 0; j < s->p.column_count; j++) {
        uint32_t capacity = s->p.columns[j].capacity;
        double built = capacity == YP_NONE ? 0 : s->border_step[capacity];
        for (size_t slot = begin; slot < end; slot += YP_TILE) {
            size_t at_slot = j * s->p.time.slots + slot;
            const double *const old[4] = { s->old_l + at_slot, s->old_u + at_slot, s->old_v + at_slot,
                                           s->old_z + at_slot };
            yp_stretch at;
            yp_stretch_at(s, part, j, slot, end - slot < YP_TILE ? end - slot : YP_TILE, &at);
            treat(a, &at, old, &s->part[part], built);
        }
    }
}

/* Every column, then the wide ones with the first part. */
static void treat_all(stride *a)
{
    yp_solver *s = a->s;
    const double *const old[4] = { s->wide.old_l, s->wide.old_u, s->wide.old_v, s->wide.old_z };
    for (size_t part = 0; part < 2; part++)
        for (int w = 0; w < YP_WEIGHTS; w++) s->part[part].most_primal[w] = s->part[part].most_dual[w] = 0;
    yp_team_run(s->team, s->p.time.part_count, treat_part, a);
    yp_stretch at = yp_wide_stretch(s);
    treat(a, &at, old, &s->part[0], 0);
}

void yp_aim(yp_solver *s)
{
    treat_all(&(stride){ .s = s, .what = AIM });
}

void yp_aim_again(yp_solver *s, double mu)
{
    treat_all(&(stride){ .s = s, .what = AIM_AGAIN, .mu = mu });
}

void yp_aim_centre(yp_solver *s, yp_lengths a, double low, double high)
{
    treat_all(&(stride){
        .s = s, .what = AIM_CENTRE, .primal = a.primal, .dual = a.dual, .low = low, .high = high });
}

double yp_foresee(yp_solver *s, yp_lengths a)
{
    treat_all(&(stride){ .s = s, .what = FORESEE, .primal = a.primal, .dual = a.dual });
    return s->part[0].number + (s->p.time.part_count > 1 ? s->part[1].number : 0);
}

static void exchange(double **a, double **b)
{
    double *x = *a;
    *a = *b;
    *b = x;
}

void yp_keep_direction(yp_solver *s)
{
    exchange(&s->dl, &s->old_l);
    exchange(&s->du, &s->old_u);
    exchange(&s->dv, &s->old_v);
    exchange(&s->dz, &s->old_z);
    exchange(&s->dy, &s->old_y);
    exchange(&s->dw, &s->old_w);
    exchange(&s->border_step, &s->old_border);
    exchange(&s->wide.dl, &s->wide.old_l);
    exchange(&s->wide.du, &s->wide.old_u);
    exchange(&s->wide.dv, &s->wide.old_v);
    exchange(&s->wide.dz, &s->wide.old_z);
}

static void blend_prices(yp_solver *s, double share)
{
    s->kernel->blend(s->p.row_count * s->p.time.slots, share, s->old_y, s->dy);
    s->kernel->blend(s->p.wide_row_count, share, s->old_w, s->dw);
}

/* The best of the weights 1/8 … 1 for the new direction beside the old: the longest step, larger weights
 * first. */
static int best_weight(const double *most)
{
    int best = YP_WEIGHTS - 1;
    for (int w = YP_WEIGHTS - 2; w >= 0; w--)
        if (most[best] > 1 && most[w] < most[best] - 1e-12) best = w;
    return best;
}

/* Lengths to the boundary. With an old direction the new one is mixed with it, apart for primal and dual
 * (Colombo & Gondzio 2008); where that gains too little over `least`, the old one stays. */
yp_lengths yp_reach(yp_solver *s, bool has_old, yp_lengths least, double gain)
{
    stride a = { .s = s, .has_old = has_old, .what = REACH };
    treat_all(&a);
    double primal[YP_WEIGHTS], dual[YP_WEIGHTS];
    for (int w = 0; w < YP_WEIGHTS; w++) {
        primal[w] = s->part[0].most_primal[w] > s->part[1].most_primal[w] ? s->part[0].most_primal[w]
                                                                          : s->part[1].most_primal[w];
        dual[w] = s->part[0].most_dual[w] > s->part[1].most_dual[w] ? s->part[0].most_dual[w]
                                                                    : s->part[1].most_dual[w];
    }
    int wp = has_old ? best_weight(primal) : YP_WEIGHTS - 1,
        wd = has_old ? best_weight(dual) : YP_WEIGHTS - 1;
    yp_lengths reach = { primal[wp] > 1 ? 1 / primal[wp] : 1, dual[wd] > 1 ? 1 / dual[wd] : 1 };
    if (!has_old) return reach;
    double share_primal = (wp + 1.0) / YP_WEIGHTS, share_dual = (wd + 1.0) / YP_WEIGHTS;
    if (gain > 0 && reach.primal < least.primal + gain) share_primal = 0, reach.primal = least.primal;
    if (gain > 0 && reach.dual < least.dual + gain) share_dual = 0, reach.dual = least.dual;
    if (share_primal < 1) {
        treat_all(&(stride){ .s = s, .what = BLEND_PRIMAL, .primal = share_primal });
        s->kernel->blend(s->p.kept_count, share_primal, s->old_border, s->border_step);
    }
    if (share_dual < 1) {
        treat_all(&(stride){ .s = s, .what = BLEND_DUAL, .dual = share_dual });
        blend_prices(s, share_dual);
    }
    return reach;
}

void yp_take_step(yp_solver *s, yp_lengths a)
{
    treat_all(&(stride){ .s = s, .what = STEP, .primal = a.primal, .dual = a.dual });
    s->kernel->add(s->p.row_count * s->p.time.slots, a.dual, NULL, s->dy, s->y);
    s->kernel->add(s->p.wide_row_count, a.dual, NULL, s->dw, s->w);
}
