/** A result on disk: summary.json, series.nc, case/ and tidy tables; written beside its place and renamed
 * into it. */
#ifndef YP_RESULT_FOLDER_H
#define YP_RESULT_FOLDER_H

#include "base/diag.h"
#include "result/plan.h"

/**
 * Write the core of a result into an existing folder: series.nc and case/. (summary.json and the tidy tables
 * are written by `output` into the same folder before it is renamed.)
 */
yp_status yp_plan_write(const yp_case *c, const yp_plan *plan, const char *folder, yp_diag *diag);

/** Read a result back: the case as run and the plan. Both owned by the caller. */
yp_status yp_plan_read(const char *folder, yp_diag *diag, yp_case **c, yp_plan **plan);

/** Write the proof that there is no plan: `ray.nc`, and with an unbounded case `point.nc`, of the form of
 * series.nc.
 *  @param point  NULL: none */
yp_status yp_proof_write(const yp_case *c, const yp_plan *ray, const yp_plan *point, const char *folder,
                         yp_diag *diag);

/** Read a proof back. Both NULL where the folder has none. Owned by the caller. */
yp_status yp_proof_read(const yp_case *c, const char *folder, yp_diag *diag, yp_plan **ray, yp_plan **point);

#endif
