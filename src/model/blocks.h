/** Time of a run: from the horizon's snapshots to blocks, and the tree of coarser blocks above them. */
#ifndef YP_MODEL_BLOCKS_H
#define YP_MODEL_BLOCKS_H

#include "case/blocks.h"

/**
 * Make the blocks that a case asks for: every snapshot, joined snapshots, typical days, or explicit blocks;
 * one copy per investment period.
 *
 * @param arena  owns all arrays of `out`
 * @param diag   receives what does not fit: a horizon that is no year without `partial`, a resolution that
 * typical days cannot carry, hours that cannot be joined
 * @return YP_OK, YP_BAD_INPUT, YP_NO_MEMORY
 */
yp_status yp_blocks_make(const yp_case *c, yp_arena *arena, yp_diag *diag, yp_blocks *out);

/** Base blocks of each block of a level: block B holds [first[B], first[B + 1]). `first` has level_count + 1
 * entries, in the arena. Levels nest and grow with time, so the blocks of any finer level in B are
 * consecutive too. */
yp_status yp_blocks_first(const yp_blocks *blocks, yp_resolution level, yp_arena *arena, uint32_t **first);

#endif
