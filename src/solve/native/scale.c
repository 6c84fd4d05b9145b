/* Scaling, template by template: after it the coefficients of a typical row and column are about one, and so
 * are a typical level and a typical price. */
#include "solve/native/internal.h"

#include <math.h>

enum { rounds = 4 };

/* The largest magnitude of a series. */
static double size_of(const yp_lane_series *s, size_t slots)
{
    if (!s->data) return isfinite(s->value) ? fabs(s->value) : 0;
    double most = 0;
    for (size_t i = 0; i < slots; i++)
        if (isfinite(s->data[i]) && fabs(s->data[i]) > most) most = fabs(s->data[i]);
    return most;
}

static void multiply(yp_lane_series *s, double factor, size_t slots)
{
    s->value = s->value == 0 ? 0 : s->value * factor;
    double *data = (double *)s->data;
    for (size_t i = 0; data && i < slots; i++) data[i] *= factor;
}

typedef struct {
    yp_native_problem *p;
    double *term, *wide_term;     /* magnitudes */
    double *row_most, *wide_most; /* largest scaled entry of each row */
    double *wide_slots;           /* hours that a row of a wide term's level holds */
} scaling;

static uint32_t leader(const yp_native_problem *p, uint32_t row)
{
    return p->wide_source[row] == YP_NONE ? row : p->row_of[p->wide_source[row]];
}

static void note(double *most, double value)
{
    if (value > *most) *most = value;
}

/* One round: columns to a largest entry of one, then rows halfway in the logarithm. */
static void round_of_columns(scaling *s)
{
    yp_native_problem *p = s->p;
    for (size_t j = 0; j < p->column_count; j++) {
        yp_base_column *x = &p->columns[j];
        double most = 0;
        for (uint32_t k = x->term_first; k < x->term_first + x->term_count; k++)
            note(&most, s->term[k] * p->row_scale[p->terms[k].row]);
        if (most == 0)
            for (uint32_t k = x->wide_first; k < x->wide_first + x->wide_count; k++)
                note(&most, s->wide_term[k] * p->wide_scale[leader(p, p->wide_terms[k].first)]);
        x->scale = most > 0 ? 1 / most : 1;
    }
    for (size_t w = 0; w < p->wide_column_count; w++) {
        yp_wide_column *x = &p->wide_columns[w];
        double most = 0, least = INFINITY;
        for (uint32_t k = x->entry_first; k < x->entry_first + x->entry_count; k++) {
            double size = fabs(p->wide_entries[k].value) * p->wide_scale[leader(p, p->wide_entries[k].row)];
            note(&most, size);
            if (size > 0) least = fmin(least, size);
        }
        x->scale = most > 0 ? 1 / sqrt(most * least) : 1;
    }
}

/* Wide rows that no column of the hours touches: the mean of the largest and the least entry becomes one. */
static void round_of_bare_rows(scaling *s)
{
    yp_native_problem *p = s->p;
    for (size_t i = 0; i < p->wide_row_count; i++) {
        double most = 0, least = INFINITY;
        if (leader(p, (uint32_t)i) != i || s->wide_most[i] > 0) continue;
        for (size_t w = 0; w < p->wide_column_count; w++) {
            const yp_wide_column *x = &p->wide_columns[w];
            for (uint32_t k = x->entry_first; k < x->entry_first + x->entry_count && x->source != YP_NONE;
                 k++) {
                double size =
                    leader(p, p->wide_entries[k].row) == i ? fabs(p->wide_entries[k].value) * x->scale : 0;
                note(&most, size);
                if (size > 0) least = fmin(least, size);
            }
        }
        if (most > 0) p->wide_scale[i] = 1 / sqrt(most * least);
    }
}

static void round_of_rows(scaling *s)
{
    yp_native_problem *p = s->p;
    for (size_t r = 0; r < p->row_count; r++) s->row_most[r] = 0;
    for (size_t i = 0; i < p->wide_row_count; i++) s->wide_most[i] = 0;
    for (size_t j = 0; j < p->column_count; j++) {
        const yp_base_column *x = &p->columns[j];
        for (uint32_t k = x->term_first; k < x->term_first + x->term_count; k++)
            note(&s->row_most[p->terms[k].row], s->term[k] * x->scale);
        for (uint32_t k = x->wide_first; k < x->wide_first + x->wide_count; k++)
            note(&s->wide_most[leader(p, p->wide_terms[k].first)],
                 s->wide_term[k] * sqrt(s->wide_slots[k]) * x->scale);
    }
    for (size_t r = 0; r < p->row_count; r++)
        if (s->row_most[r] > 0) p->row_scale[r] = sqrt(p->row_scale[r] / s->row_most[r]);
    for (size_t i = 0; i < p->wide_row_count; i++) {
        uint32_t head = leader(p, (uint32_t)i);
        if (s->wide_most[head] > 0 && head == i) p->wide_scale[i] = 1 / s->wide_most[head];
    }
    round_of_bare_rows(s);
    for (size_t i = 0; i < p->wide_row_count; i++) p->wide_scale[i] = p->wide_scale[leader(p, (uint32_t)i)];
}

/* New capacity in the unit of what it widens. */
static void scale_capacities(yp_native_problem *p)
{
    for (size_t w = 0; w < p->wide_column_count; w++) {
        yp_wide_column *built = &p->wide_columns[w];
        double least = INFINITY;
        for (size_t j = 0; j < p->column_count && built->place != YP_NONE; j++) {
            const yp_base_column *x = &p->columns[j];
            if (x->capacity != built->place) continue;
            double share =
                fmax(size_of(&x->lower_share, p->time.slots), size_of(&x->upper_share, p->time.slots));
            if (share > 0) least = fmin(least, x->scale / share);
        }
        if (isfinite(least)) built->scale = least;
    }
}

/* Typical level and typical cost of scaled columns: means of logarithms. */
static void find_units(yp_native_problem *p)
{
    double levels = 0, costs = 0;
    size_t level_count = 0, cost_count = 0;
    for (size_t j = 0; j < p->column_count; j++) {
        const yp_base_column *x = &p->columns[j];
        double level = fmax(size_of(&x->lower, p->time.slots), size_of(&x->upper, p->time.slots)) / x->scale;
        double cost = size_of(&x->cost, p->time.slots) * x->scale;
        if (level > 0) levels += log(level), level_count++;
        if (cost > 0) costs += log(cost), cost_count++;
    }
    for (size_t r = 0; r < p->row_count; r++) {
        double level = size_of(&p->right[r], p->time.slots) * p->row_scale[r];
        if (level > 0) levels += log(level), level_count++;
    }
    p->level_unit = level_count > 0 ? exp(levels / (double)level_count) : 1;
    p->price_unit = cost_count > 0 ? exp(costs / (double)cost_count) : 1;
}

static void apply_to_base(yp_native_problem *p)
{
    size_t n = p->time.slots;
    for (size_t j = 0; j < p->column_count; j++) {
        yp_base_column *x = &p->columns[j];
        double built = 1;
        for (size_t w = 0; w < p->wide_column_count && x->capacity != YP_NONE; w++)
            if (p->wide_columns[w].place == x->capacity) built = p->wide_columns[w].scale;
        multiply(&x->lower, 1 / (x->scale * p->level_unit), n);
        multiply(&x->upper, 1 / (x->scale * p->level_unit), n);
        multiply(&x->lower_share, built / x->scale, n);
        multiply(&x->upper_share, built / x->scale, n);
        multiply(&x->cost, x->scale / p->price_unit, n);
        multiply(&x->slope, x->scale * x->scale * p->level_unit / p->price_unit, n);
        for (uint32_t k = x->term_first; k < x->term_first + x->term_count; k++)
            multiply(&p->terms[k].value, p->row_scale[p->terms[k].row] * x->scale, n);
        for (uint32_t k = x->wide_first; k < x->wide_first + x->wide_count; k++)
            multiply(&p->wide_terms[k].value, p->wide_scale[p->wide_terms[k].first] * x->scale, n);
        if (x->chain == YP_NONE) continue;
        yp_chain *chain = &p->chains[x->chain];
        multiply(&chain->carry, p->row_scale[chain->next_row] * x->scale, n);
        multiply(&chain->own, p->row_scale[chain->row] * x->scale, n);
    }
    for (size_t r = 0; r < p->row_count; r++) multiply(&p->right[r], p->row_scale[r] / p->level_unit, n);
}

static void apply_to_wide(yp_native_problem *p)
{
    for (size_t w = 0; w < p->wide_column_count; w++) {
        yp_wide_column *x = &p->wide_columns[w];
        x->lower /= x->scale * p->level_unit;
        x->upper /= x->scale * p->level_unit;
        x->cost *= x->scale / p->price_unit;
        x->slope *= x->scale * x->scale * p->level_unit / p->price_unit;
        for (uint32_t k = x->entry_first; k < x->entry_first + x->entry_count; k++)
            p->wide_entries[k].value *= p->wide_scale[p->wide_entries[k].row] * x->scale;
        for (size_t k = 0; k < p->down_count; k++)
            if (p->down_terms[k].place == x->place)
                multiply(&p->down_terms[k].value, p->row_scale[p->down_terms[k].row] * x->scale,
                         p->time.slots);
    }
    for (size_t i = 0; i < p->wide_row_count; i++) p->wide_right[i] *= p->wide_scale[i] / p->level_unit;
}

void yp_native_scale(yp_native_problem *p)
{
    scaling s = { .p = p };
    yp_arena *arena = p->arena;
    s.term = yp_native_take(arena, p->term_count, sizeof(double));
    s.wide_term = yp_native_take(arena, p->wide_term_count, sizeof(double));
    s.wide_slots = yp_native_take(arena, p->wide_term_count, sizeof(double));
    s.row_most = yp_native_take(arena, p->row_count, sizeof(double));
    s.wide_most = yp_native_take(arena, p->wide_row_count, sizeof(double));
    for (size_t r = 0; r < p->row_count; r++) p->row_scale[r] = 1;
    for (size_t i = 0; i < p->wide_row_count; i++) p->wide_scale[i] = 1;
    p->level_unit = p->price_unit = 1;
    if (!s.term || !s.wide_term || !s.wide_slots || !s.row_most || !s.wide_most) return;
    for (size_t k = 0; k < p->term_count; k++) s.term[k] = size_of(&p->terms[k].value, p->time.slots);
    for (size_t k = 0; k < p->wide_term_count; k++) {
        const yp_wide_term *term = &p->wide_terms[k];
        size_t rows = 1;
        for (size_t i = 0; term->parent && i < p->time.slots; i++)
            if (term->parent[i] + 1u > rows) rows = term->parent[i] + 1u;
        s.wide_slots[k] = (double)p->time.slots / (double)rows;
        s.wide_term[k] = size_of(&term->value, p->time.slots);
    }
    round_of_columns(&s);
    for (int round = 0; round < rounds; round++) {
        round_of_rows(&s);
        round_of_columns(&s);
    }
    scale_capacities(p);
    find_units(p);
    apply_to_base(p);
    apply_to_wide(p);
}
