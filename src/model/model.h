/** The model as a tensor: templates of rows and columns × blocks of time, with vectors only where data vary.
 *
 *  A column template is one part of a component (its level, what a store holds, new capacity) and stands for
 * one column per block of its resolution; a row template is a balance, a storage chain, a total or a rule at
 * a border and stands for one row per block of its resolution; an entry couples one template of each.
 * docs/model.md writes the whole program out.
 */
#ifndef YP_MODEL_MODEL_H
#define YP_MODEL_MODEL_H

#include "case/blocks.h"
#include "case/cut.h"
#include "case/mesh.h"
#include "case/parts.h"

/** A number for every block of a resolution: offset + scale × data[block]; data NULL: the same everywhere. */
typedef struct {
    double offset, scale;
    const double *data;
} yp_vector;

static inline double yp_vector_at(const yp_vector *v, size_t b)
{
    return v->data ? v->offset + v->scale * v->data[b] : v->offset;
}

/** How a level counts in the objective: a rate × hours, an amount × occurrences, or once. */
typedef enum { YP_WEIGH_HOURS, YP_WEIGH_TIMES, YP_WEIGH_ONCE } yp_weighing;

typedef struct {
    yp_row_kind kind;
    uint32_t owner; /**< as YP_ROW_LIST says */
    yp_resolution resolution;
    bool in_units; /**< terms are amounts: every level × the hours of the finer block of term and row */
    yp_vector lower, upper;
} yp_row_template;

typedef struct {
    yp_part part;
    uint32_t owner; /**< component; node for YP_PART_DISPOSED, step for YP_PART_STEP */
    yp_resolution resolution;
    yp_weighing weighing;
    bool is_given;          /**< lower = upper: a constant that never reaches a solver */
    bool is_hidden;         /**< existing capacity that other rows use; no activity of the plan */
    bool is_net;            /**< part `out` of a store, less what it takes: a plan shows `out` and `in` */
    double unit;            /**< > 0: comes in whole numbers of this size; 0: continuous */
    uint32_t capacity;      /**< column template of new capacity that widens the bounds; YP_NONE */
    yp_vector lower, upper; /**< without new capacity */
    yp_vector lower_share, upper_share; /**< bound = lower + lower_share × new capacity */
    yp_vector cost, slope; /**< per unit of level (and hour); slope ≥ 0: cost + ½ slope × level */
} yp_column_template;

/** A delay over the base blocks: row b takes the column at block source[b] (YP_NONE: nothing); the column at
 * block s counts in the rows `rows[first[s]]` to before `rows[first[s + 1]]`, none or several. */
typedef struct yp_lag yp_lag;
struct yp_lag {
    yp_duration delay;
    bool wraps;
    const uint32_t *source, *first, *rows;
    const yp_lag *next; /**< of the model */
};

/** coefficient of a column template in a row template; `value` is indexed by the finer of the two
 * resolutions. */
typedef struct {
    uint32_t row, column;
    yp_vector value;
    bool is_amount; /**< an amount, which no hours multiply, whatever the row */
    bool
        is_cost; /**< a cost, × the weight of the column in the objective ÷ the probability of its scenario */
    const uint32_t *before; /**< NULL: same block. Else row b takes the column at block before[b] (YP_NONE:
                               nothing), both of the base resolution: the chain of a store, the
                               ramp of a level */
    const uint32_t *after;  /**< inverse of `before` */
    uint32_t back;          /**< blocks that `before` goes back; 0 without it */
    const yp_lag *lag; /**< NULL: none; else as it says, of the base resolution, `value` by the row's block */
} yp_entry;

/** A good at a place. */
typedef struct {
    uint32_t place, good;
    uint32_t row;         /**< its balance */
    uint32_t touch_count; /**< entries of its balance */
} yp_node;

typedef struct yp_model yp_model;
struct yp_model {
    yp_arena *arena;      /**< structure */
    yp_arena *data_arena; /**< vectors that were multiplied out; renewed by yp_model_update() */
    const yp_case *c;     /**< the case whose numbers it holds; borrowed */
    yp_blocks blocks;
    const double **series;                /**< [series_count] at base blocks */
    uint32_t *first[YP_RESOLUTION_COUNT]; /**< see yp_blocks_first(); NULL for unused levels */
    uint32_t *before[YP_CYCLE_NONE + 1], *after[YP_CYCLE_NONE + 1]; /**< chains by yp_cycle; NULL if unused */
    const yp_lag *lags;                                             /**< delays in use; a list */
    uint32_t **lag_before,
        **lag_after; /**< [lag_count][blocks.count]: the block 1, 2 … before (after) in the same
                        chain and period, open at both ends, for ramps and commitment */
    size_t lag_count;
    yp_node *nodes; /**< sorted by good, place */
    size_t node_count;
    yp_mesh
        *meshes; /**< of the links with a reactance; the same for all cases that the model is updated to */
    size_t mesh_count;
    yp_cut *cuts; /**< owners of rows of losses and security; the same for all cases too */
    size_t cut_count;
    yp_row_template *rows;
    yp_column_template *columns;
    yp_entry *entries; /**< sorted by column */
    size_t row_count, column_count, entry_count;
    size_t entry_room;    /**< entries laid down, before those of one column in one row were merged */
    uint64_t fingerprint; /**< of what rows and columns there are, whatever their numbers */
    double offset;        /**< constant of the objective */
    size_t component_count, coefficient_count, barrier_count, step_count,
        series_count; /**< of the case it was built for */
};

/**
 * Compile a case.
 *
 * @param c    must outlive the model
 * @param out  owned by the caller
 * @return YP_OK, YP_BAD_INPUT (time that does not fit; see yp_blocks_make()), YP_NO_MEMORY
 */
yp_status yp_model_build(const yp_case *c, yp_diag *diag, yp_model **out);

/** The same with rows of security: each link of these cuts stays within its limits while the other is out. */
yp_status yp_model_build_secured(const yp_case *c, const yp_cut *secure, size_t count, yp_diag *diag,
                                 yp_model **out);

/**
 * Take the numbers of another case of the same structure (yp_case_apply()): templates keep their order and
 * number, only data change, so a basis or an interior point of the old data fits the new. The blocks stay.
 * @return YP_OK, YP_NO_MEMORY or YP_INTERNAL if the structure differs (the model must then be freed)
 */
yp_status yp_model_update(yp_model *model, const yp_case *c);

void yp_model_free(yp_model *model);

/** Sizes of the program that yp_program_make() would give. */
typedef struct {
    int64_t rows, columns, entries;
    size_t bytes; /**< of its arrays */
} yp_model_size;

yp_model_size yp_model_measure(const yp_model *model);

#endif
