/** Sums of measures with weights, such as "built:technology=wind + 0.5*built:technology=solar -
 * emitted:good=co2": what alternatives to an optimum are looked for by. */
#ifndef YP_RESULT_EXPRESSION_H
#define YP_RESULT_EXPRESSION_H

#include "base/diag.h"
#include "result/plan.h"

typedef struct {
    double weight;
    const char *measure, *selector; /**< of yp_measure(); selector "" chooses all */
} yp_expression_term;

typedef struct {
    const char *text;
    const yp_expression_term *terms;
    size_t term_count;
} yp_expression;

/**
 * Read an expression: terms joined by " + " and " - ", each `measure`, `measure:selector` or `number*…`. The
 * measures are those that are linear in the levels of a plan: level, flow, built, capacity, stored, made,
 * used, emitted, net_import, unserved.
 *
 * @param at  what messages name ("--minimise")
 * @return YP_OK, YP_BAD_INPUT (said: unknown measure, id or key), YP_NO_MEMORY
 */
yp_status yp_expression_parse(const yp_case *c, const char *text, yp_arena *arena, yp_spot at, yp_diag *diag,
                              yp_expression *out);

/** Its value in a plan, by yp_measure(). */
yp_status yp_expression_value(const yp_case *c, const yp_plan *plan, const yp_expression *expression,
                              yp_spot at, yp_diag *diag, double *value);

/**
 * The same as a linear form of a plan's levels: value = constant + Σ weights[a][b] × level of activity a in
 * block b.
 *
 * @param weights  [activity_count], NULL: nothing of that activity; in the arena
 */
yp_status yp_expression_weights(const yp_case *c, const yp_plan *plan, const yp_expression *expression,
                                yp_arena *arena, yp_spot at, yp_diag *diag, double ***weights,
                                double *constant);

#endif
