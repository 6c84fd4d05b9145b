/** Blocks of time for every stochastic scenario. */
#ifndef YP_MODEL_BRANCH_BLOCKS_H
#define YP_MODEL_BRANCH_BLOCKS_H

#include "case/blocks.h"

/** Repeat the blocks for every stochastic scenario of the case, one scenario after the other, each with
 * cycles of its own, and take the probabilities; without any there is one scenario. @return YP_OK,
 * YP_NO_MEMORY */
yp_status yp_blocks_branch(const yp_case *c, yp_arena *arena, yp_blocks *blocks);

#endif
