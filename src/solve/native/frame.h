/** The shape of one hour of the Newton system, the same for every hour, and what fills it.
 *
 *  Unknowns of an hour: prices of nodes in order of elimination, then prices of chains; the border is shared
 * by all. A frame is one hour's numbers, a vector of `lanes` hours for each: diagonals of the nodes, what
 * lies below them in the factor, couplings of nodes with chains and border, chains with themselves, chains
 * with the border, and chains with themselves an hour before. */
#ifndef YP_SOLVE_NATIVE_FRAME_H
#define YP_SOLVE_NATIVE_FRAME_H

#include "solve/native/problem.h"

/** frame[slot] += factor × Π by[k] at the hour. */
typedef struct {
    uint32_t slot;
    double factor;
    const double *by[4]; /**< [slots] each; NULL from the first that is not used */
} yp_frame_op;

typedef struct {
    size_t node_count, chain_count, border_count;
    uint32_t *node_row, *chain_row; /**< base rows in the order of the frame */
    const uint32_t *next_chain;     /**< [chain_count] where the carry of each arrives in the next hour */
    uint32_t *below_first, *below;  /**< [node_count + 1], positions below each pivot */
    uint32_t *update;               /**< slots that the products of each pivot's column reach, in order */
    uint32_t *coupling_first;       /**< [chain_count + border_count + 1] by column of the coupling */
    uint32_t *coupling_node;
    size_t own_count, side_count;
    uint32_t *own_row, *own_column;   /**< chain × chain, row ≥ column */
    uint32_t *side_row, *side_column; /**< chain × border */
    size_t below_slot, coupling_slot, own_slot, side_slot, carry_slot;
    size_t size;   /**< numbers of a frame */
    size_t stride; /**< with the inverse factor of the chains behind them */
    yp_frame_op *ops;
    size_t op_count;
} yp_frame;

/** Vectors that the ops multiply: D and h of every column, and of the hour before for chains. */
typedef struct {
    const double *const *weight;        /**< [columns] D */
    const double *const *pull;          /**< [columns] h; NULL where no capacity */
    const double *const *weight_before; /**< [chains] */
    const double *const *pull_before;   /**< [chains]; NULL where no capacity */
    const double *const *const *mask;   /**< [resolutions][blocks] 1 where a slot lies in the block */
} yp_frame_sources;

/** @return YP_OK, YP_NO_MEMORY */
yp_status yp_frame_make(const yp_native_problem *p, const yp_frame_sources *from, yp_arena *arena,
                        yp_frame *out);

#endif
