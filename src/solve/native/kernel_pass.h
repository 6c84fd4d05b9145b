/* Passes over one column's stretch: plain loops that the compiler turns into vectors. Included by each
 * kernel_*.c. */

static void NAME(add)(size_t count, double factor, const double *a, const double *x, double *restrict y)
{
    if (!a)
        for (size_t i = 0; i < count; i++) y[i] += factor * x[i];
    else
        for (size_t i = 0; i < count; i++) y[i] += factor * a[i] * x[i];
}

static double NAME(dot)(size_t count, const double *a, const double *b, const double *x)
{
    double part[8] = { 0 }, sum = 0;
    size_t i = 0;
    for (; i + 8 <= count; i += 8)
        for (size_t k = 0; k < 8; k++) part[k] += (a ? a[i + k] : 1) * (b ? b[i + k] : 1) * x[i + k];
    for (; i < count; i++) sum += (a ? a[i] : 1) * (b ? b[i] : 1) * x[i];
    for (size_t k = 0; k < 8; k++) sum += part[k];
    return sum;
}

static double NAME(largest)(size_t count, const double *x)
{
    double part[8] = { 0 }, most = 0;
    size_t i = 0;
    for (; i + 8 <= count; i += 8)
        for (size_t k = 0; k < 8; k++) {
            double size = fabs(x[i + k]);
            part[k] = size > part[k] ? size : part[k];
        }
    for (; i < count; i++) most = fabs(x[i]) > most ? fabs(x[i]) : most;
    for (size_t k = 0; k < 8; k++) most = part[k] > most ? part[k] : most;
    return most;
}

static double NAME(weigh)(const yp_stretch *s, double proximal)
{
    double sum = 0;
    for (size_t i = 0; i < s->count; i++) {
        double a = s->v[i] / s->l[i], b = s->z[i] / s->u[i], own = s->slope[i] + proximal;
        double d = 1 / (a + b + own);
        s->weight[i] = s->u[i] > 1.5 * YP_NATIVE_HUGE ? 0 : d;
    }
    for (size_t i = 0; i < s->count && s->pull; i++) {
        double a = s->v[i] / s->l[i], b = s->z[i] / s->u[i], own = s->slope[i] + proximal;
        double low = s->lower_share[i], high = s->upper_share[i], apart = low - high;
        s->pull[i] = low * a + high * b;
        sum += (a * b * apart * apart + own * (low * low * a + high * high * b)) * s->weight[i];
    }
    return sum;
}

static void NAME(judge)(const yp_stretch *s, double built, yp_judgement *sums)
{
    for (size_t i = 0; i < s->count; i++) {
        double low = s->lower_share ? s->lower_share[i] : 0, high = s->upper_share ? s->upper_share[i] : 0;
        double x = s->x[i], l = s->l[i], u = s->u[i], v = s->v[i], z = s->z[i];
        double bent = s->slope[i] * x, d = s->cost[i] + bent - s->given_price[i];
        bool is_fixed = u > 1.5 * YP_NATIVE_HUGE, has_low = l < YP_NATIVE_HUGE, has_high = u < YP_NATIVE_HUGE;
        double residual = is_fixed ? 0 : d - v + z;
        s->rest[i] = residual;
        sums->product += l * v + u * z;
        sums->cost += (s->cost[i] + bent / 2) * x;
        sums->built += low * v - high * z;
        if (fabs(residual) > sums->most_residual) sums->most_residual = fabs(residual);
        double term = 0;
        sums->bound -= bent * x / 2;
        if (is_fixed) {
            term = d * x;
        } else if (d > 0 && has_low) {
            term = d * (x - l - low * built);
            sums->built_bound += low * d;
        } else if (d < 0 && has_high) {
            term = d * (x + u - high * built);
            sums->built_bound += high * d;
        } else {
            double size = fabs(d) / (1 + fabs(s->cost[i]));
            if (size > sums->most_unbound) sums->most_unbound = size;
        }
        sums->bound += term;
        sums->bound_size += fabs(term);
    }
}

static double NAME(oppose)(const yp_stretch *s, double *restrict weighted)
{
    double sum = 0;
    for (size_t i = 0; i < s->count; i++) {
        double r = s->to_l[i] / s->l[i] - s->to_u[i] / s->u[i] - s->rest[i];
        s->rest[i] = r;
        weighted[i] = s->weight[i] * r;
    }
    for (size_t i = 0; i < s->count && s->pull; i++)
        sum += s->upper_share[i] * s->to_u[i] / s->u[i] - s->lower_share[i] * s->to_l[i] / s->l[i] +
               s->pull[i] * weighted[i];
    return sum;
}

static void NAME(move)(const yp_stretch *s, double built, double proximal)
{
    for (size_t i = 0; i < s->count; i++) {
        double below = 1 / s->l[i], above = 1 / s->u[i], a = s->v[i] * below, b = s->z[i] * above;
        double f = s->rest[i] + s->given_price[i], to_l = f, to_u = -f;
        if (s->pull) {
            double low = s->lower_share[i], high = s->upper_share[i], own = s->slope[i] + proximal;
            to_l += (b * (high - low) - low * own) * built;
            to_u += (a * (high - low) + high * own) * built;
        }
        to_l *= s->weight[i];
        to_u *= s->weight[i];
        s->dl[i] = to_l;
        s->du[i] = to_u;
        s->dv[i] = (s->to_l[i] - s->v[i] * to_l) * below;
        s->dz[i] = (s->to_u[i] - s->z[i] * to_u) * above;
    }
}

static void NAME(aim)(const yp_stretch *s)
{
    for (size_t i = 0; i < s->count; i++) s->to_l[i] = -s->l[i] * s->v[i];
    for (size_t i = 0; i < s->count; i++) s->to_u[i] = -s->u[i] * s->z[i];
}

static void NAME(aim_again)(const yp_stretch *s, double mu)
{
    for (size_t i = 0; i < s->count; i++) s->to_l[i] += s->v[i] > 0 ? mu - s->dl[i] * s->dv[i] : 0;
    for (size_t i = 0; i < s->count; i++) s->to_u[i] += s->z[i] > 0 ? mu - s->du[i] * s->dz[i] : 0;
}

static inline double pull_in(double product, double low, double high)
{
    double to = product < low ? low - product : product > high ? high - product : 0;
    return to < -high ? -high : to;
}

static void NAME(aim_centre)(const yp_stretch *s, double primal, double dual, double low, double high)
{
    for (size_t i = 0; i < s->count; i++) {
        double to = pull_in((s->l[i] + primal * s->dl[i]) * (s->v[i] + dual * s->dv[i]), low, high);
        s->to_l[i] += s->v[i] > 0 ? to : 0;
    }
    for (size_t i = 0; i < s->count; i++) {
        double to = pull_in((s->u[i] + primal * s->du[i]) * (s->z[i] + dual * s->dz[i]), low, high);
        s->to_u[i] += s->z[i] > 0 ? to : 0;
    }
}

static double NAME(foresee)(const yp_stretch *s, double primal, double dual)
{
    double part[8] = { 0 }, sum = 0;
    size_t i = 0;
#define PRODUCT(i)                                                 \
    ((s->l[i] + primal * s->dl[i]) * (s->v[i] + dual * s->dv[i]) + \
     (s->u[i] + primal * s->du[i]) * (s->z[i] + dual * s->dz[i]))
    for (; i + 8 <= s->count; i += 8)
        for (size_t k = 0; k < 8; k++) part[k] += PRODUCT(i + k);
    for (; i < s->count; i++) sum += PRODUCT(i);
#undef PRODUCT
    for (size_t k = 0; k < 8; k++) sum += part[k];
    return sum;
}

static void NAME(reach)(size_t count, const double *x, const double *dx, const double *old, double *most)
{
    enum { width = 8 };
    double part[YP_WEIGHTS][width] = { { 0 } };
    for (size_t i = 0; i < count; i += width) {
        double a[width], b[width];
        size_t n = count - i < width ? count - i : width;
        for (size_t k = 0; k < width; k++) a[k] = b[k] = 0;
        for (size_t k = 0; k < n; k++) {
            double inverse = -1 / (x[i + k] > 1e-300 ? x[i + k] : 1e300);
            a[k] = old ? old[i + k] * inverse : 0;
            b[k] = dx[i + k] * inverse - a[k];
        }
        for (int w = 0; w < YP_WEIGHTS; w++) {
            double share = (w + 1.0) / YP_WEIGHTS;
            for (size_t k = 0; k < width; k++) {
                double to = a[k] + share * b[k];
                part[w][k] = to > part[w][k] ? to : part[w][k];
            }
        }
    }
    for (int w = 0; w < YP_WEIGHTS; w++)
        for (size_t k = 0; k < width; k++) most[w] = part[w][k] > most[w] ? part[w][k] : most[w];
}

static void NAME(blend)(size_t count, double w, const double *old, double *restrict x)
{
    for (size_t i = 0; i < count; i++) x[i] = old[i] + w * (x[i] - old[i]);
}

static void NAME(step)(const yp_stretch *s, double primal, double dual, double built)
{
    if (!s->lower_share)
        for (size_t i = 0; i < s->count; i++) s->x[i] += primal * s->dl[i];
    else
        for (size_t i = 0; i < s->count; i++) {
            double move = primal * (s->dl[i] + s->lower_share[i] * built);
            s->x[i] +=
                s->u[i] > 1.5 * YP_NATIVE_HUGE ? 0 : move; /* what cannot move does not follow either */
        }
    for (size_t i = 0; i < s->count; i++) s->l[i] += primal * s->dl[i];
    for (size_t i = 0; i < s->count; i++) s->u[i] += primal * s->du[i];
    for (size_t i = 0; i < s->count; i++) s->v[i] += dual * s->dv[i];
    for (size_t i = 0; i < s->count; i++) s->z[i] += dual * s->dz[i];
}

const yp_kernel KERNEL = { LANES,         KERNEL_NAME,  NAME(factor),    NAME(solve),
                           NAME(gather),  NAME(spread), NAME(add),       NAME(dot),
                           NAME(largest), NAME(weigh),  NAME(judge),     NAME(oppose),
                           NAME(move),    NAME(aim),    NAME(aim_again), NAME(aim_centre),
                           NAME(foresee), NAME(reach),  NAME(blend),     NAME(step) };
