/* Delays of ports: whole numbers in units of the generators' weightings, which here are hours that pass or
 * blocks. */
#include "exchange/internal.h"

#include <math.h>
#include <stdio.h>

enum { NAME_ROOM = 32 };

static void name_of(const yp_mapped *x, const char *stem, size_t port, char *name)
{
    if (x->list == YP_LIST_LINKS && port == 1)
        snprintf(name, NAME_ROOM, "%s", stem);
    else
        snprintf(name, NAME_ROOM, "%s%zu", stem, port);
}

/* The one ratio of two weightings; NaN if it varies. */
static double ratio_of(const double *a, const double *b, size_t count)
{
    for (size_t s = 1; s < count; s++)
        if (fabs(a[s] * b[0] - a[0] * b[s]) > 1e-12 * fabs(a[s] * b[0])) return NAN;
    return b[0] > 0 ? a[0] / b[0] : NAN;
}

yp_duration yp_mapped_delay(const yp_mapped *x, size_t port, bool *wraps)
{
    const yp_network *n = x->m->n;
    char name[NAME_ROOM], wraps_name[NAME_ROOM];
    name_of(x, "delay", port, name);
    name_of(x, "cyclic_delay", port, wraps_name);
    const double number = yp_mapped_number(x, name);
    *wraps = yp_mapped_flag(x, wraps_name);
    if (!(number >= 1)) return (yp_duration){ 0, false };
    const double delay = floor(number);
    const double ratio = ratio_of(n->generators, n->stores, n->snapshot_count);
    if (ratio > 0) return (yp_duration){ delay / ratio, false };
    bool is_even = n->generators[0] > 0;
    for (size_t s = 1; s < n->snapshot_count; s++) is_even = is_even && n->generators[s] == n->generators[0];
    if (is_even) return (yp_duration){ ceil(delay / n->generators[0] - 1e-9), true };
    yp_mapped_error(
        x,
        "%s is %g, but the weightings of generators and stores vary, each in its own way: a delay "
        "needs equal weightings of generators, or such as are in one ratio to those of stores",
        name, number);
    return (yp_duration){ 0, false };
}
