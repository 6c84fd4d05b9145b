/** What the files of the native solver share. docs/model.md, "The native solver", has the mathematics.
 *
 *  Invariants
 *  1. Time is cut into chunks; a batch is `lanes` chunks, worked on at once. Hour `tl` of lane k of batch q
 * has slot (q × length + tl) × lanes + k. A chunk that is shorter than `length` has empty slots first.
 *  2. Every vector over time is [slots]; empty slots hold numbers that do no harm.
 *  3. Everything is scaled: see yp_native_scale. Only data.c, scale.c and finish.c know the user's units.
 *  4. Sums over time are taken part by part in a fixed order, whatever the number of threads.
 */
#ifndef YP_SOLVE_NATIVE_PROBLEM_H
#define YP_SOLVE_NATIVE_PROBLEM_H

#include "solve/native/native.h"
#include "solve/native/team.h"

enum {
    YP_TILE = 512
}; /* slots that a pass works on at once: a dozen vectors of it stay in the first-level cache */

/** A number for every slot: `data`, or the same everywhere. */
typedef struct {
    double value;
    const double *data; /**< [slots] or NULL */
} yp_lane_series;

/** Coefficient of a column in a row of the hour. */
typedef struct {
    uint32_t row;
    yp_lane_series value;
} yp_term;

/** Coefficients of a column in rows of a coarser level: slot t counts in row first + parent[t]. */
typedef struct {
    uint32_t first;
    const uint32_t *parent; /**< [slots]; NULL: row `first` alone */
    yp_lane_series value;
} yp_wide_term;

/** A column of every hour. */
typedef struct {
    uint32_t source; /**< column template of the model; YP_NONE: slack of row `slack_of` */
    uint32_t slack_of;
    uint32_t term_first, term_count; /**< of yp_native_problem.terms: rows of the same hour */
    uint32_t wide_first, wide_count; /**< of wide_terms */
    uint32_t chain;                  /**< the chain that its level runs along; YP_NONE */
    uint32_t capacity; /**< place in the border of the new capacity that widens its bounds; YP_NONE */
    yp_lane_series lower, upper, lower_share, upper_share, cost, slope;
    double scale; /**< level = scale × scaled level, without the common factor */
} yp_base_column;

/** A column that touches one row of its own hour and one of the next: a store's level in its balance, or the
 * copy of what a ramp compares with. Both rows are chain states: prices that stay while their hour's nodes
 * are eliminated. */
typedef struct {
    uint32_t row, next_row, column; /**< row in its own hour, row in the next (the same for a store) */
    const yp_entry *entry;          /**< of the model, for `before` and `after` */
    yp_lane_series own; /**< coefficient of the column in its own hour's row, at the slot of the hour after */
    yp_lane_series carry;           /**< coefficient in the row of the next hour, at that hour's slot */
    const uint32_t *before, *after; /**< [slots] slot of the hour before and after; YP_NONE */
} yp_chain;

/** One column that is not of every hour: new capacity, a yearly supply, a slack of a wide row. */
typedef struct {
    uint32_t source, block; /**< column template and its block; YP_NONE: slack of wide row `block` */
    uint32_t entry_first, entry_count; /**< of wide_entries */
    uint32_t place; /**< its place in the border if it stays in the system; YP_NONE: eliminated */
    double lower, upper, cost, slope, scale;
} yp_wide_column;

typedef struct {
    uint32_t row; /**< wide row */
    double value;
} yp_wide_entry;

/** A wide column in the rows of the hours below it. */
typedef struct {
    uint32_t place, row;
    yp_lane_series value;
} yp_down_term;

/** Where the time of the model lies in slots. */
typedef struct {
    size_t lanes, batch_count, length; /* length: hours of a chunk, with empty ones */
    size_t slots, chunk_count;
    size_t part_count;    /* 1 or 2; parts are ranges of batches */
    size_t part_batch[3]; /* first batch of each part, and the end */
    uint32_t *block;      /* [slots] base block, YP_NONE: empty */
    uint32_t *slot;       /* [blocks] */
    uint32_t *first;      /* [chunks] first hour that is not empty */
    bool is_connected;    /* some chain runs from chunk to chunk */
} yp_slots;

typedef struct {
    yp_arena *arena;
    const yp_model *model;
    const char *refusal;
    yp_slots time;
    uint32_t *parent[YP_RESOLUTION_COUNT]; /* [slots] block of that level; NULL: not used or a single one */

    yp_base_column *columns;
    yp_term *terms;
    yp_wide_term *wide_terms;
    yp_chain *chains;
    yp_wide_column *wide_columns;
    yp_wide_entry *wide_entries;
    yp_down_term *down_terms;
    size_t column_count, term_count, wide_term_count, chain_count;
    size_t wide_column_count, wide_entry_count, down_count;

    size_t row_count, wide_row_count; /* rows of an hour; rows of coarser levels, one by one */
    uint32_t *row_of;                 /* [row templates] base row or first wide row */
    uint32_t *row_source;             /* [row_count] row template; YP_NONE: a copy's, behind all others */
    uint32_t *copy_of;                /* [row templates] chain that copies what the row takes from the hour
                                         before; YP_NONE */
    size_t state_count;               /* chain states of an hour: rows of chains, then other next rows */
    uint32_t *state_row;              /* [state_count] */
    uint32_t *next_state;             /* [state_count] state of the next hour that a state's column reaches: a
                                         permutation; states without a column close it */
    double *row_scale;                /* [row_count] */
    yp_lane_series *right;            /* [row_count] right-hand sides */
    uint32_t *wide_source;            /* [wide_row_count] row template */
    double *wide_scale, *wide_right;  /* [wide_row_count] */
    uint32_t *column_of;              /* [column templates] base column or first wide column; YP_NONE */

    size_t kept_count; /* wide columns that stay in the system; the border: these, then the wide rows */
    size_t border_count;
    double level_unit, price_unit; /* x = scale·level_unit·x̂, y = row_scale·price_unit·ŷ, cost = unit² … */
    double offset;
} yp_native_problem;

#define YP_NATIVE_HUGE \
    1e300 /* slack of a bound that is not there; twice that: of a column that cannot move */

/* analysis.c, data.c, slots.c, scale.c */
yp_status yp_native_analyse(const yp_model *model, size_t lanes, yp_native_problem *p);
yp_status yp_native_fill(yp_native_problem *p);
yp_status yp_native_slots_make(yp_native_problem *p, size_t lanes);
/** chains.c: which rows need a copy (after row_of), and the chains themselves (after the columns). */
yp_status yp_native_find_copies(yp_native_problem *p);
yp_status yp_native_find_chains(yp_native_problem *p);
void yp_native_scale(yp_native_problem *p);

/** Memory from the arena, aligned for vector registers; zeroed. */
void *yp_native_take(yp_arena *arena, size_t count, size_t size);

#endif
