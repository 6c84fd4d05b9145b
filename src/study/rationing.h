/** A shock that runs down the supply chain: proportional rationing, step by step. */
#ifndef YP_STUDY_RATIONING_H
#define YP_STUDY_RATIONING_H

#include "study/studies.h"

/**
 * Adaptive regional input-output model without stocks, prices and substitution (after Hallegatte 2008):
 *
 * 1. before: x = (I − A)⁻¹ f, so that what is made is what is ordered;
 * 2. step 0: each process makes y₀ = min(capacity, x) of the inputs at hand;
 * 3. every step: a maker of less than its orders gives each client, user or process, the share s = y / x of
 *    its order; in the next step each process makes x · min(capacity / x, s of its inputs).
 *
 * Figures: `output` of a process in step 0 … `steps` (1 unless given; `when` is the step), `share` of their
 * orders that clients get in that step, `final` what final users of its product get; `loss` Σ (x − y) in that
 * step.
 */
yp_study_run yp_study_rationing;

#endif
