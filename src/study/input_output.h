/** Leontief's quantities, prices and multipliers of a case of processes. */
#ifndef YP_STUDY_INPUT_OUTPUT_H
#define YP_STUDY_INPUT_OUTPUT_H

#include "study/studies.h"

/**
 * With A the uses per unit of output, f final demand and v the cost of a unit (value added):
 *
 * - `output` of a process: x = (I − A)⁻¹ f; `output_sum` their sum;
 * - `price` of a process's product: p = v (I − A)⁻¹;
 * - `multiplier` of a process: what all make for one more unit of final demand of its product (column sum of
 *   the inverse); `inverse_sum`, `inverse_trace` of the whole inverse.
 *
 * Leontief 1936. Capacities play no part: nothing is chosen.
 */
yp_study_run yp_study_input_output;

#endif
