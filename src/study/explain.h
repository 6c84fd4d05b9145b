/** A run that ended without a plan: why, and the proof. */
#ifndef YP_STUDY_EXPLAIN_H
#define YP_STUDY_EXPLAIN_H

#include "solve/diagnose.h"
#include "study/run.h"
#include "verify/rays.h"

/** Has a run an outcome that can be explained and proven? */
bool yp_run_is_excluded(const yp_run *run);

/**
 * Explain a run that found its model infeasible or unbounded; the plan's cause and certificate are set.
 *
 * @param out  free with yp_diagnosis_free()
 * @return YP_OK, YP_BAD_INPUT, YP_NO_MEMORY, YP_INTERNAL
 */
yp_status yp_run_explain(const yp_model *model, const yp_solve_options *options, yp_run *run,
                         yp_diagnosis **out);

/** Check the proof that comes with an infeasible or unbounded plan, and set its certificate. */
yp_status yp_run_certify_ray(const yp_case *c, yp_plan *plan, const yp_plan *ray, const yp_plan *point,
                             yp_ray_verdict *out);

#endif
