/** Which block's level counts in a block where there is a delay, by looking at every earlier beginning. */
#include "verify/internal.h"

static const double rounding = 1e-9;

const uint32_t *yp_sources_of(const yp_board *board, yp_duration delay, bool wraps)
{
    const yp_blocks *blocks = &board->plan->blocks;
    if (!(delay.number > 0)) return NULL;
    for (size_t start = 0, end; start < blocks->count; start = end) {
        double length = 0;
        for (end = start; end < blocks->count && blocks->cycle[end] == blocks->cycle[start]; end++)
            length += delay.in_blocks ? 1 : blocks->step[end];
        const double slack = rounding * (1 + length);
        double now = 0, after = 0,
               last = 0; /* when b begins; when `next` begins; `then` of the block before */
        size_t next = start;
        for (size_t b = start; b < end; b++) {
            double then = now - delay.number;
            if (wraps) then -= length * floor((then + slack) / length);
            if (then < last) next = start, after = 0;
            for (; next < end && after <= then + slack; next++)
                after += delay.in_blocks ? 1 : blocks->step[next];
            board->source_memory[b] = then < -slack ? YP_NONE : (uint32_t)next - 1;
            last = then;
            now += delay.in_blocks ? 1 : blocks->step[b];
        }
    }
    return board->source_memory;
}
