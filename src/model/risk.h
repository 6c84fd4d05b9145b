/** Aversion to risk: how much more than their probability the costs of bad scenarios count. */
#ifndef YP_MODEL_RISK_H
#define YP_MODEL_RISK_H

#include "model/model.h"

/**
 * What each scenario counts in a solved model: (1 − omega) × probability + the dual of its row of risk; its
 * probability where risk is not weighed.
 *
 * @param dual    of the rows of risk, [scenario_count], or NULL
 * @param weight  [scenario_count]; adds up to 1
 */
void yp_risk_weights(const yp_model *m, const double *dual, double *weight);

/** The row template of risk, or YP_NONE. */
uint32_t yp_risk_row(const yp_model *m);

#endif
