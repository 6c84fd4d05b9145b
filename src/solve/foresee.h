/** Which solver a solve will take, and what it will need. */
#ifndef YP_SOLVE_FORESEE_H
#define YP_SOLVE_FORESEE_H

#include "solve/solve.h"

/** What a solve will be done with. */
typedef struct {
    bool is_native;
    bool takes_over;  /**< the native solver was asked for and does not apply: HiGHS */
    bool wants_basis; /**< HiGHS should take the simplex, for later solves to start from */
    const char *why;  /**< one sentence, borrowed (static) */
    double bytes;     /**< memory: exact for the native solver, a rule of thumb for HiGHS */
} yp_outlook;

/**
 * Foresee a solve by the options: the solver, why it, and its memory. yp_solve() decides by the same.
 *
 * @param has_basis  it will start from a basis
 * @return YP_OK, YP_NO_MEMORY
 */
yp_status yp_solve_foresee(const yp_model *model, const yp_solve_options *options, bool has_basis,
                           yp_outlook *out);

#endif
