/** Delays over blocks: what a level makes or uses counts some time later. */
#ifndef YP_CASE_DELAYS_H
#define YP_CASE_DELAYS_H

#include "case/blocks.h"

/**
 * Which block's level counts in a block: the last one of its chain that began at least the delay before it,
 * by the hours that pass or by number. Before the beginning of its chain time wraps to its end, or there is
 * nothing (YP_NONE). Where steps differ one level may count in several blocks, or in none (as PyPSA 1.3,
 * components/_types/mixin/multiports.py).
 *
 * @param source  [blocks->count]
 */
void yp_delay_sources(const yp_blocks *blocks, yp_duration delay, bool wraps, uint32_t *source);

/** Is there a delay at all? */
static inline bool yp_is_delayed(yp_duration delay)
{
    return delay.number > 0;
}

#endif
