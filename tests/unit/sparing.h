/* An allocator that serves `left` requests and then refuses. */
#ifndef SPARING_H
#define SPARING_H

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

static inline void *sparing_take(void *self, size_t bytes)
{
    size_t *left = self;
    if (*left == 0) return NULL;
    --*left;
    void *memory = malloc(bytes);
    return memory ? memset(memory, 0xa5, bytes) : NULL; /* not zero, so that forgotten zeroing shows */
}

static inline void sparing_give(void *self, void *memory)
{
    (void)self;
    free(memory);
}

/** `&sparing(&left)` */
#define sparing(left) ((yp_allocator){ sparing_take, sparing_give, (left) })

#endif
