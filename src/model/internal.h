/** What the files of the model share: the emitter that lays templates down, and vectors. */
#ifndef YP_MODEL_INTERNAL_H
#define YP_MODEL_INTERNAL_H

#include "model/model.h"

/** Lays down templates one after another: once to count, once to fill. With `counting` nothing but the counts
 * changes. */
typedef struct {
    yp_model *model;
    const yp_case *c;
    bool counting, no_memory;
    bool is_misfit; /**< goes back further than the model was built for */
    size_t row_count, column_count, entry_count, node_count;
    uint32_t *built;             /**< [component_count] column of new capacity, YP_NONE */
    uint32_t *energy_built;      /**< [component_count] */
    uint32_t *retired;           /**< [component_count] existing capacity that is given up */
    uint32_t *level;             /**< [component_count] first column: level, or `in` of a store */
    uint32_t *reverse;           /**< [component_count] reverse column, or `out` of a store */
    uint32_t *stored;            /**< [component_count] what a store holds */
    uint32_t *loss;              /**< [component_count] loss of a link */
    uint32_t *angle;             /**< [component_count] phase shift of a link that is chosen */
    uint32_t *on, *start, *stop; /**< [component_count] of what is switched */
    bool *is_two_way;            /**< [component_count] links that need two columns */
    double offset;
    double *benefit;              /**< [scenario_count] value of all that could be served in each scenario */
    size_t scenario_column_count; /**< columns whose cost is one of a scenario */
} yp_emitter;

/** Which base block comes before which, YP_NONE: none; and the inverse. */
typedef struct {
    const uint32_t *before, *after;
} yp_chain;

/* vectors (vector.c): all of a resolution; multiplied out only where neither factor is constant */
yp_vector yp_vector_number(double number);
yp_vector yp_vector_of(yp_emitter *e, yp_value value, yp_resolution resolution);
/** A number of a component, of a resolution below `shared`: a vector where it differs by scenario. */
yp_vector yp_vector_of_number(yp_emitter *e, const yp_component *x, const double *field,
                              yp_resolution resolution);
yp_vector yp_vector_scale(yp_emitter *e, yp_vector v, double factor, yp_resolution resolution);
yp_vector yp_vector_add(yp_emitter *e, yp_vector a, yp_vector b, yp_resolution resolution);
yp_vector yp_vector_multiply(yp_emitter *e, yp_vector a, yp_vector b, yp_resolution resolution);
bool yp_vector_is(const yp_vector *v, double number);
/** A fresh vector to fill: [level_count]; NULL when counting or out of memory. */
double *yp_vector_new(yp_emitter *e, yp_resolution resolution);

/* laying down (emit.c) */
uint32_t yp_emit_row(yp_emitter *e, yp_row_template row);
uint32_t yp_emit_column(yp_emitter *e, yp_column_template column);
void yp_emit_entry(yp_emitter *e, uint32_t row, uint32_t column, yp_vector value);
/** A column as it stands: of no component, never silent. */
uint32_t yp_lay_column(yp_emitter *e, yp_column_template column);
/** Entry of what a column costs in its scenario: a cost, × the column's weight in the objective. */
void yp_emit_cost_entry(yp_emitter *e, uint32_t row, uint32_t column, yp_vector cost);
/** Value of what could be served in a block of a level, × its weight there: into the offset and the
 * scenario's own. */
void yp_add_benefit(yp_emitter *e, yp_resolution resolution, size_t block, double value);
/** Entry in the balance of a good at a place. */
void yp_emit_balance(yp_emitter *e, uint32_t place, uint32_t good, uint32_t column, yp_vector value);
/** The same for an amount that no hours multiply. */
void yp_emit_amount(yp_emitter *e, uint32_t place, uint32_t good, uint32_t column, yp_vector value);
/** Entry in the balance of a good at a place that counts later (delays.c). */
void yp_emit_late(yp_emitter *e, uint32_t place, uint32_t good, uint32_t column, yp_vector value,
                  yp_duration delay, bool wraps);
/** The lag of a delay, made when first asked for; NULL without a delay, or when memory runs out (noted). */
const yp_lag *yp_lag_of(yp_emitter *e, yp_duration delay, bool wraps);
/** The column some blocks before, in the same chain and period. @param lag  0: the same block */
void yp_emit_lag_entry(yp_emitter *e, uint32_t row, uint32_t column, size_t lag, yp_vector value);
/** Entry of a column in the row of the block after its own. */
void yp_emit_chain_entry(yp_emitter *e, uint32_t row, uint32_t column, yp_chain chain, yp_vector value);
/** A column with defaults: from 0 to 0, no cost. */
yp_column_template yp_column_of(const yp_component *x, uint32_t owner, yp_part part);

/* one file each */
void yp_emit_nodes(yp_emitter *e);        /* nodes.c: balances and disposal */
void yp_emit_capacities(yp_emitter *e);   /* capacities.c: new capacity */
void yp_emit_retirements(yp_emitter *e);  /* retirement.c */
void yp_emit_levels(yp_emitter *e);       /* levels.c: supplies, demands, processes */
void yp_emit_links(yp_emitter *e);        /* links.c */
void yp_emit_stores(yp_emitter *e);       /* stores.c */
void yp_emit_coefficients(yp_emitter *e); /* coefficients.c */
void yp_emit_border_rules(yp_emitter *e); /* borders.c: limit, schedule, delivery */
void yp_emit_totals(yp_emitter *e);       /* totals.c */
void yp_emit_voltages(yp_emitter *e);     /* voltages.c */
void yp_emit_ramps(yp_emitter *e);        /* ramps.c */
void yp_emit_losses(yp_emitter *e);       /* losses.c */
void yp_emit_secure(yp_emitter *e);       /* secure.c */

/** The cuts of the losses of a case, then those of security. @return YP_OK, YP_NO_MEMORY */
yp_status yp_cuts_make(yp_model *model, const yp_cut *secure, size_t count);
/** A row for flow in the direction of a cut, + its loss, ≤ what the link bears that way (losses.c). @return
 * its index */
uint32_t yp_emit_flow_limit(yp_emitter *e, uint32_t cut);
/** Entries of the flow of a link, × factor. */
void yp_emit_flow(yp_emitter *e, uint32_t row, uint32_t link, yp_vector factor);
/** The share of its capacity that a link can use in a direction, barriers and all (links.c). */
yp_vector yp_usable_share(yp_emitter *e, uint32_t link, bool is_forward);

/** Meshes of the links that have a reactance, as a fundamental basis (meshes.c). @return YP_OK, YP_NO_MEMORY
 */
yp_status yp_meshes_find(const yp_case *c, yp_arena *arena, yp_mesh **meshes, size_t *count);
void yp_emit_risk(yp_emitter *e); /* risk.c: last, it takes what all others cost */
/** Does a run weigh risk? */
bool yp_weighs_risk(const yp_case *c);
/** Is the cost of a column one of a scenario, not of what is decided for all? */
bool yp_counts_by_scenario(const yp_column_template *column);
/** Is risk weighed over quadratic costs, which no linear row can hold? */
bool yp_risk_is_quadratic(const yp_model *m);
void yp_emit_steps(yp_emitter *e); /* steps.c: piecewise linear costs and values */

/** Is the total of a component bounded, in any scenario? (totals.c) */
bool yp_has_total(const yp_emitter *e, const yp_component *x);

/* running.c: what ties a block to those before */
bool yp_has_ramp(const yp_component *x);
/** Blocks that a least time spans before the one at hand. */
size_t yp_lags_of(const yp_model *model, const yp_component *x, double time);
/** Make the lags that anything needs. */
yp_status yp_lags_make(yp_model *model);

/* commitment.c: what is switched on and off */
void yp_emit_commitments(yp_emitter *e);
/** Availability (what a link's barriers leave of it) and minimum of a component. */
yp_vector yp_running_most(yp_emitter *e, uint32_t i);
/** The wider of a share and 0: what is switched may stand still. */
yp_vector yp_or_nothing(yp_emitter *e, const yp_component *x, yp_vector share, bool is_lower);
/** The capacity of one unit that is switched: build_unit, else all that exists. */
double yp_switched_unit(const yp_component *x);
/** Units on before a chain: 1 or 0. */
double yp_on_before(const yp_component *x);
void yp_emit_parts(yp_emitter *e, uint32_t i); /* parts_on.c: what parts of a unit may do */

/* alive.c: components exist from a year to before another */
bool yp_is_alive_in(const yp_case *c, uint32_t component, size_t period);
bool yp_is_ever_alive(const yp_case *c, uint32_t component);
bool yp_is_always_alive(const yp_case *c, uint32_t component);
/** At a base block. */
bool yp_is_alive_at(const yp_emitter *e, uint32_t component, size_t b);
/** Weights of the periods in which it exists, added up. */
double yp_years_alive(const yp_emitter *e, uint32_t component);
/** Is a coefficient in force at a base block? */
bool yp_is_in_force(const yp_emitter *e, const yp_coefficient *k, size_t b);
/** A vector with another number in the periods outside years that a row gives; the same in the horizon. */
yp_vector yp_in_years(yp_emitter *e, int from_year, int to_year, yp_vector v, double otherwise,
                      yp_resolution resolution);
/** A vector with zeros in the periods in which the component does not exist. */
yp_vector yp_masked(yp_emitter *e, uint32_t component, yp_vector v, yp_resolution resolution);

/* chains.c: what stores run through */
/** Chains that begin with `initial` rather than close. */
bool yp_cycle_is_open(yp_cycle cycle);
/** The chains that the stores of the case ask for. @return YP_OK, YP_NO_MEMORY */
yp_status yp_chains_make(yp_model *model);
/** The chain of a store, which closes over the periods in which it exists. */
yp_chain yp_chain_of(yp_emitter *e, uint32_t component);
/** Does an open chain of a store begin, or end, at a base block? */
bool yp_chain_begins(const yp_emitter *e, uint32_t component, size_t b);
bool yp_chain_ends(const yp_emitter *e, uint32_t component, size_t b);

/** Bounds and cost of the level of a component whose power side is capacity × availability (levels.c). */
void yp_bound_by_capacity(yp_emitter *e, uint32_t component, yp_vector share, yp_column_template *column,
                          bool is_lower);
/** What changes the capacity that bounds a component, and by how much for each unit of it: new capacity, or
 * what is given up of the existing. */
typedef struct {
    uint32_t column; /**< YP_NONE: nothing does */
    double sign;
} yp_widening;

yp_widening yp_widening_of(const yp_emitter *e, uint32_t owner);
/** The component whose capacity bounds this one: itself or its capacity_of. */
uint32_t yp_capacity_owner(const yp_case *c, uint32_t component);
/** Where a level is set, both bounds are it. */
void yp_fix_level(yp_emitter *e, yp_value value_set, yp_column_template *column);
/** Taxes on a component, added to a cost. */
yp_vector yp_taxed(yp_emitter *e, uint32_t component, yp_vector cost, yp_resolution resolution);

/** What the barriers that are not lifted do to one direction of a link (borders.c). */
typedef struct {
    yp_vector price; /**< costs and tariffs */
    yp_vector share, ratio;
} yp_border_terms;

yp_border_terms yp_border_terms_of(yp_emitter *e, uint32_t link, bool is_forward);

#endif
