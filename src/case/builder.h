/** A case made in memory, without a folder: for tests and importers. The reader of folders fills the same
 * builder, so both ways end in the same validation and the same order. */
#ifndef YP_CASE_BUILDER_H
#define YP_CASE_BUILDER_H

#include "case/case.h"

typedef struct yp_builder yp_builder;

typedef struct {
    const char *title, *money; /**< NULL: "case", "CNY" */
    int money_year;
    double discount_rate;
    const char *regions;      /**< level at which welfare is counted; NULL: none */
    yp_time time;             /**< step_hours and snapshot_count at least */
    const yp_period *periods; /**< NULL: one, of the year of `time`, weight 1 */
    size_t period_count;
    yp_diag *diag;             /**< receives problems seen before yp_builder_finish(); may be NULL */
    double objective_constant; /**< money of the horizon, taken from the objective where it is reported */
    const char *network;       /**< path of the network that it is read from; NULL: none */
    const char *const
        *snapshots; /**< [snapshot_count] what explicit blocks are called; NULL: numbers. Of these
                       blocks all but the steps may be NULL: the same hours, one chain and period */
} yp_builder_options;

/** One day of 24 hours from 2025-01-01, in CNY of 2025. */
yp_builder_options yp_builder_options_defaults(void);

/** NULL when memory runs out. Texts and arrays given to any call are copied. */
yp_builder *yp_builder_new(const yp_builder_options *options);
void yp_builder_free(yp_builder *builder); /**< NULL is fine; not needed after yp_builder_finish() */

/** A component of that table with every column at its default. Required ones are YP_NONE, NULL or NaN. */
yp_component yp_component_defaults(yp_table table);
yp_place yp_place_defaults(void);
yp_good yp_good_defaults(void);
yp_coefficient yp_coefficient_defaults(void);
yp_step yp_step_defaults(void);
yp_barrier yp_barrier_defaults(void);

/* Each call adds one thing and gives its index for references from later ones; YP_NONE when memory runs out,
 * which yp_builder_finish() then reports. */
uint32_t yp_builder_level(yp_builder *builder,
                          const char *word); /**< a level of the place tree, new or known */
uint32_t yp_builder_place(yp_builder *builder, const yp_place *place);
uint32_t yp_builder_good(yp_builder *builder, const yp_good *good);
uint32_t yp_builder_component(yp_builder *builder, const yp_component *component);
uint32_t yp_builder_coefficient(yp_builder *builder, const yp_coefficient *coefficient);
/** Its id is made when the case is finished. */
uint32_t yp_builder_step(yp_builder *builder, const yp_step *step);
/** Border, within, goods and links are read from their texts; `reform` is the name of its reform (NULL: its
 * id), `depends_on` a list joined by `;` or NULL. */
uint32_t yp_builder_barrier(yp_builder *builder, const yp_barrier *barrier, const char *reform,
                            const char *depends_on);
uint32_t yp_builder_tax(yp_builder *builder, const yp_tax *tax);
/** A text that is carried along with a row and written back: the list `next` (NULL: none) with one more in
 * front, for the field `carried`. `name` begins with `_`. NULL when memory runs out. */
const yp_carried *yp_builder_carry(yp_builder *builder, const yp_carried *next, const char *name,
                                   const char *text);
/** `name` as "layer/file:column" (without a colon: the column of a file "series"); values: [snapshot_count].
 */
uint32_t yp_builder_series(yp_builder *builder, const char *name, const double *values);

/**
 * Make the case stochastic: add a scenario that is what `other` says, built like this one but in its numbers.
 * Add every scenario before finishing; `other` NULL: as this builder stands. Differences become shocks.
 * The objective's constant becomes the mean of all.
 *
 * @param probability  of the scenario; all must add up to 1
 * @param other        with as many components and coefficients in the same order; freed by the caller
 */
void yp_builder_scenario(yp_builder *builder, const char *id, double probability, const yp_builder *other);

/**
 * Validate, sort and hand over the case. The builder is gone afterwards, whatever the answer.
 *
 * @return YP_OK, YP_BAD_INPUT, YP_NO_MEMORY
 */
yp_status yp_builder_finish(yp_builder *builder, yp_diag *diag, yp_case **out);

#endif
