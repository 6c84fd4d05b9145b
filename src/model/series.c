#include "model/series.h"

#include <string.h>

/* The mean of the snapshots that each block joins. Blocks of later periods repeat the snapshots of the first.
 */
static void take(const double *values, const yp_blocks *blocks, double *out)
{
    if (blocks->joined == 1) {
        for (size_t b = 0; b < blocks->count; b++) out[b] = values[blocks->snapshot[b]];
        return;
    }
    for (size_t b = 0; b < blocks->count; b++) {
        double sum = 0;
        for (uint32_t k = 0; k < blocks->joined; k++) sum += values[blocks->snapshot[b] + k];
        out[b] = sum / blocks->joined;
    }
}

/* Typical days: one factor brings the weighted sum of a period to the year's. A series with gaps (a level
 * that is fixed at some hours only) and one that sums to nothing stay as they are. */
static void scale(const yp_series *series, size_t snapshot_count, const yp_blocks *blocks, double *out)
{
    double year = 0, highest = 1, sum = 0, hours = 0;
    for (size_t s = 0; s < snapshot_count; s++) {
        year += series->values[s];
        if (series->values[s] > highest) highest = series->values[s];
    }
    for (size_t b = 0; b < blocks->count; b++) {
        sum += blocks->sum[b] * out[b];
        hours += blocks->sum[b];
    }
    double factor = year / (double)snapshot_count * hours / sum;
    if (!isfinite(factor) || factor <= 0) return;
    for (size_t b = 0; b < blocks->count; b++) {
        out[b] *= factor;
        if (series->is_share && out[b] > highest) out[b] = highest;
    }
}

yp_status yp_series_at_blocks(const yp_case *c, const yp_blocks *blocks, yp_arena *arena, const double ***out)
{
    const double **vectors = yp_arena_take(arena, c->series_count, sizeof *vectors);
    if (!vectors) return YP_NO_MEMORY;
    for (size_t s = 0; s < c->series_count; s++) {
        double *vector = yp_arena_take(arena, blocks->count, sizeof *vector);
        if (!vector) return YP_NO_MEMORY;
        take(c->series[s].values, blocks, vector);
        if (blocks->is_scaled) scale(&c->series[s], c->time.snapshot_count, blocks, vector);
        vectors[s] = vector;
    }
    *out = vectors;
    return YP_OK;
}
