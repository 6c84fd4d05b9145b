/** When the native solver is asked, and what becomes of its answer. */
#ifndef YP_SOLVE_BY_NATIVE_H
#define YP_SOLVE_BY_NATIVE_H

#include "model/expand.h"
#include "solve/solve.h"

/** Does the method of the options mean the native solver for this model? Says in one line what was chosen and
 * why. */
bool yp_prefers_native(const yp_model *model, const yp_program *program, const yp_solve_options *options,
                       bool has_basis);

/**
 * Solve with it.
 *
 * @param options  its time limit is shortened by what was spent, for a solver that follows
 * @param out      the plan; NULL where it found none and HiGHS has to tell why
 * @return YP_OK, YP_NO_MEMORY
 */
yp_status yp_solve_natively(const yp_model *model, const yp_layout *layout, int32_t row_count,
                            int32_t column_count, yp_solve_options *options, yp_plan **out);

#endif
