/** Measures of a plan by name: what targets and expectations speak of. */
#ifndef YP_RESULT_MEASURE_H
#define YP_RESULT_MEASURE_H

#include "base/diag.h"
#include "result/amounts.h"

/**
 * Evaluate a measure.
 *
 * made, used, emitted, net_import, unserved: sums over the year, of the components and nodes that the
 * selector names (place, good: of the node; everything else: of the component). price: of the nodes that
 * place and good name, mean over hours; an error where whole units alone decide (result/whole_units.h).
 * level, flow: a component's level (flow: net of both directions), rate in a block, amount without one.
 * capacity, built: of the components. share:A/B: made of A ÷ made of B, where A and B are selectors further
 * to the row's own. objective.
 *
 * @param block  index from 0 of the measured thing's own resolution, NULL or "": the whole horizon
 * @param at     where the row stands, for messages
 * @return YP_OK, YP_BAD_INPUT (unknown measure or selector, nothing matched), YP_NO_MEMORY
 */
yp_status yp_measure(const yp_case *c, const yp_plan *plan, const char *measure, const char *selector,
                     const char *block, yp_spot at, yp_diag *diag, double *value);

/**
 * What a measure's selector chooses: `place=` and `good=` the node, everything else components. NULL: all.
 * @param arena  holds the choice
 * @return YP_OK, YP_BAD_INPUT (said), YP_NO_MEMORY
 */
yp_status yp_choose(const yp_case *c, const char *selector, yp_arena *arena, yp_spot at, yp_diag *diag,
                    yp_choice *out);

#endif
