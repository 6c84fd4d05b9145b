/** When the native solver is asked, and what becomes of its answer. */
#ifndef YP_SOLVE_BY_NATIVE_H
#define YP_SOLVE_BY_NATIVE_H

#include "model/expand.h"
#include "solve/native/native.h"
#include "solve/solve.h"

/** A model with its layout, and where its solve starts. */
typedef struct {
    const yp_model *model;
    const yp_layout *layout;
    const yp_model_size *size;
    const yp_native_point *start; /**< may be NULL */
} yp_native_job;

/**
 * Solve with it.
 *
 * @param options  its time limit is shortened by what was spent, for a solver that follows
 * @param point    receives an interior point for later solves, NULL where there is none; may be NULL
 * @param out      the plan; NULL where it found none and HiGHS has to tell why. One without levels where it
 *                 needs more memory than there is: HiGHS would need several times as much
 * @return YP_OK, YP_NO_MEMORY
 */
yp_status yp_solve_natively(const yp_native_job *job, yp_solve_options *options, yp_native_point **point,
                            yp_plan **out);

#endif
