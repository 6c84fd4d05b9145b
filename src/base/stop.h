/** A wish to stop, set by a signal handler or another thread and asked for by whatever takes long. */
#ifndef YP_BASE_STOP_H
#define YP_BASE_STOP_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    atomic_int wished;
} yp_stop;

/** True once a stop is wished; NULL never wishes. */
static inline bool yp_stop_wished(const yp_stop *stop)
{
    return stop && atomic_load_explicit(&stop->wished, memory_order_relaxed) != 0;
}

#endif
