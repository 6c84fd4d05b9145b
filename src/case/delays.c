#include "case/delays.h"

/* Beginnings of blocks are sums of steps: they agree to rounding. */
static const double rounding = 1e-9;

static double step_of(const yp_blocks *blocks, yp_duration delay, size_t b)
{
    return delay.in_blocks ? 1 : blocks->step[b];
}

/* One chain, blocks [start, end). Both the time that is looked for and the block found go forward together,
 * but where the time wraps. */
static void find_in_chain(const yp_blocks *blocks, yp_duration delay, bool wraps, size_t start, size_t end,
                          uint32_t *source)
{
    double total = 0, begins = 0, found_begins = 0;
    size_t found = start;
    for (size_t b = start; b < end; b++) total += step_of(blocks, delay, b);
    const double least = rounding * (1 + total);
    for (size_t b = start; b < end; begins += step_of(blocks, delay, b), b++) {
        double wanted = begins - delay.number;
        if (wanted < -least && !wraps) {
            source[b] = YP_NONE;
            continue;
        }
        wanted -= total * floor((wanted + least) / total);
        if (found_begins > wanted + least) found = start, found_begins = 0;
        while (found + 1 < end && found_begins + step_of(blocks, delay, found) <= wanted + least)
            found_begins += step_of(blocks, delay, found++);
        source[b] = (uint32_t)found;
    }
}

void yp_delay_sources(const yp_blocks *blocks, yp_duration delay, bool wraps, uint32_t *source)
{
    for (size_t start = 0, end; start < blocks->count; start = end) {
        for (end = start + 1; end < blocks->count && blocks->cycle[end] == blocks->cycle[start];) end++;
        find_in_chain(blocks, delay, wraps, start, end, source);
    }
}
