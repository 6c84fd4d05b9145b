/** Series of a case at the blocks of a run. */
#ifndef YP_CASE_AT_BLOCKS_H
#define YP_CASE_AT_BLOCKS_H

#include "case/blocks.h"

/**
 * Every series at every base block: the mean of the snapshots that the block joins and, with typical days,
 * scaled so that its weighted sum is that of the year (weights alone lose 5 to 19 % of the wind of twelve
 * days) and cut at its own highest value, as tsam does (Hoffmann et al. 2020), so that no peak grows beyond
 * what was seen. Extreme days keep their values.
 *
 * @param out  [series_count] vectors of [blocks->count], in the arena
 * @return YP_OK, YP_NO_MEMORY
 */
yp_status yp_series_at_blocks(const yp_case *c, const yp_blocks *blocks, yp_arena *arena,
                              const double ***out);

#endif
