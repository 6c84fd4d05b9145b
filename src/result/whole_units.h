/** Prices that whole units leave undetermined. */
#ifndef YP_RESULT_WHOLE_UNITS_H
#define YP_RESULT_WHOLE_UNITS_H

#include "result/plan.h"

/**
 * Do whole units alone decide the balance at a node? They do if new capacity in whole units (build_unit)
 * touches it and no level that touches it could move: each lies at a bound and nothing is disposed of. With
 * the units held such a balance has no choice left, and any price would do.
 */
bool yp_units_decide(const yp_case *c, const yp_plan *plan, uint32_t node);

#endif
