/* (1 − omega) × expected cost + omega × conditional value at risk of the costs by scenario, as a linear
 * program (Rockafellar & Uryasev 2000): with a threshold t and what the cost of a scenario has in excess of
 * it,
 *
 *     CVaR = min t + Σ probability × excess ÷ (1 − alpha),   excess + t − cost ≥ 0,  excess ≥ 0
 *
 * The cost of a scenario is all but what is decided for all of them: new capacity, what stands, and what
 * belongs to shared goods. Threshold and excess are the program's own; a plan needs but the weights that the
 * duals of these rows give to the scenarios. */
#include "model/risk.h"

#include "model/internal.h"

static bool is_of_scenario(const yp_column_template *x)
{
    return x->weighing != YP_WEIGH_ONCE && x->resolution != YP_SHARED;
}

bool yp_weighs_risk(const yp_case *c)
{
    return c->branch_count > 1 && c->risk_omega > 0;
}

static uint32_t emit_own(yp_emitter *e, yp_resolution resolution, yp_weighing weighing, double lower,
                         double cost)
{
    const yp_vector zero = yp_vector_number(0);
    return yp_lay_column(e, (yp_column_template){ .part = YP_PART_LEVEL,
                                                  .owner = YP_NONE,
                                                  .resolution = resolution,
                                                  .weighing = weighing,
                                                  .is_hidden = true,
                                                  .capacity = YP_NONE,
                                                  .lower = yp_vector_number(lower),
                                                  .upper = yp_vector_number(INFINITY),
                                                  .lower_share = zero,
                                                  .upper_share = zero,
                                                  .cost = yp_vector_number(cost),
                                                  .slope = zero });
}

/* Σ value of all that could be served, by scenario: a part of its cost that no column has. */
static yp_vector constants(yp_emitter *e)
{
    double *data = yp_vector_new(e, YP_HORIZON);
    if (!data) return (yp_vector){ 0, 1, &e->offset };
    for (size_t s = 0; s < e->model->blocks.scenario_count; s++) data[s] = e->benefit[s];
    return (yp_vector){ 0, 1, data };
}

void yp_emit_risk(yp_emitter *e)
{
    yp_model *m = e->model;
    if (!yp_weighs_risk(e->c)) return;
    const double omega = e->c->risk_omega, alpha = e->c->risk_alpha;
    const size_t count = e->column_count;
    const uint32_t row = yp_emit_row(e, (yp_row_template){ .kind = YP_ROW_RISK,
                                                           .owner = YP_NONE,
                                                           .resolution = YP_HORIZON,
                                                           .lower = constants(e),
                                                           .upper = yp_vector_number(INFINITY) });
    const uint32_t threshold = emit_own(e, YP_SHARED, YP_WEIGH_ONCE, -INFINITY, omega);
    const uint32_t excess = emit_own(e, YP_HORIZON, YP_WEIGH_TIMES, 0, omega / (1 - alpha));
    yp_emit_entry(e, row, threshold, yp_vector_number(1));
    yp_emit_entry(e, row, excess, yp_vector_number(1));
    for (size_t s = 0; s < m->blocks.scenario_count; s++)
        e->offset -= omega * m->blocks.probability[s] * e->benefit[s];
    if (e->counting) { /* the columns are not there yet: every one of a scenario has an entry */
        e->entry_count += e->scenario_column_count;
        return;
    }
    for (uint32_t j = 0; j < count; j++) {
        yp_column_template *x = &m->columns[j];
        if (!is_of_scenario(x)) continue;
        yp_emit_cost_entry(e, row, j, yp_vector_scale(e, x->cost, -1, x->resolution));
        x->cost = yp_vector_scale(e, x->cost, 1 - omega, x->resolution);
    }
}

bool yp_counts_by_scenario(const yp_column_template *x)
{
    return is_of_scenario(x);
}

bool yp_risk_is_quadratic(const yp_model *m)
{
    if (!yp_weighs_risk(m->c)) return false;
    for (size_t j = 0; j < m->column_count; j++)
        if (!yp_vector_is(&m->columns[j].slope, 0)) return true;
    return false;
}

uint32_t yp_risk_row(const yp_model *m)
{
    for (size_t r = m->row_count; r-- > 0;)
        if (m->rows[r].kind == YP_ROW_RISK) return (uint32_t)r;
    return YP_NONE;
}

void yp_risk_weights(const yp_model *m, const double *dual, double *weight)
{
    const size_t count = m->blocks.scenario_count;
    double sum = 0;
    for (size_t s = 0; s < count; s++) {
        const double probability = m->blocks.probability[s];
        weight[s] = dual ? (1 - m->c->risk_omega) * probability + fmax(dual[s], 0) : probability;
        sum += weight[s];
    }
    /* Duals of a proof that there is no plan weigh nothing. */
    const bool is_plan = fabs(sum - 1) <= 1e-4;
    for (size_t s = 0; s < count; s++) weight[s] = is_plan ? weight[s] / sum : m->blocks.probability[s];
}
