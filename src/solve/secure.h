/** Rows of security that a plan lacks. Private to the module. */
#ifndef YP_SOLVE_SECURE_H
#define YP_SOLVE_SECURE_H

#include "model/model.h"
#include "result/plan.h"

/**
 * Links that a plan would overload while another is out: cuts, those that the model has already among them,
 * sorted by outage, link and direction.
 *
 * @param cuts   owned by the caller (free())
 * @param added  how many of them are new; 0: the plan is secure
 * @return YP_OK, YP_NO_MEMORY
 */
yp_status yp_secure_cuts(const yp_model *model, const yp_plan *plan, yp_cut **cuts, size_t *count,
                         size_t *added);

#endif
