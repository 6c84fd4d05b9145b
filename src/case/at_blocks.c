#include "case/at_blocks.h"

#include <string.h>

/* The mean of the snapshots that each block joins. Blocks of later periods repeat the snapshots of the first.
 */
static void take(const double *values, const yp_blocks *blocks, size_t count, double *out)
{
    if (blocks->joined == 1) {
        for (size_t b = 0; b < count; b++) out[b] = values[blocks->snapshot[b]];
        return;
    }
    for (size_t b = 0; b < count; b++) {
        double sum = 0;
        for (uint32_t k = 0; k < blocks->joined; k++) sum += values[blocks->snapshot[b] + k];
        out[b] = sum / blocks->joined;
    }
}

/* Typical days: one factor brings the weighted sum of a period to the year's; extreme days keep their values,
 * and what would rise above the series' own highest value is cut to it. Cutting takes from the sum, so the
 * factor of the rest grows until nothing more is cut: each round cuts at least one block more or ends. A
 * series with gaps, and one whose extreme days alone have the year's sum, stay as they are. `out`: of one
 * scenario; the blocks of all are alike. */
static void scale(const yp_series *series, size_t snapshot_count, const yp_blocks *blocks, double *out)
{
    const size_t count = blocks->count / blocks->scenario_count;
    double year = 0, highest = 0, hours = 0, kept = 0, factor = 1, last = 0;
    for (size_t s = 0; s < snapshot_count; s++) {
        year += series->values[s];
        if (series->values[s] > highest) highest = series->values[s];
    }
    for (size_t b = 0; b < count; b++) {
        hours += blocks->sum[b];
        if (blocks->kept[b]) kept += blocks->sum[b] * out[b];
    }
    double target = year / (double)snapshot_count * hours - kept;
    if (!isfinite(target) || target <= 0) return;
    while (factor != last) {
        double cut = 0, rest = 0;
        for (size_t b = 0; b < count; b++) {
            if (blocks->kept[b]) continue;
            if (factor * out[b] > highest)
                cut += blocks->sum[b] * highest;
            else
                rest += blocks->sum[b] * out[b];
        }
        last = factor;
        if (rest > 0 && target > cut) factor = fmax((target - cut) / rest, cut > 0 ? factor : 0);
    }
    for (size_t b = 0; b < count; b++)
        if (!blocks->kept[b]) out[b] = fmin(out[b] * factor, highest);
}

/* A plain series is the same in every scenario. */
static void take_plain(const yp_case *c, const yp_blocks *blocks, const yp_series *series, double *out)
{
    const size_t count = blocks->count / blocks->scenario_count;
    take(series->values, blocks, count, out);
    if (blocks->is_scaled) scale(series, c->time.snapshot_count, blocks, out);
    for (size_t s = 1; s < blocks->scenario_count; s++) memcpy(out + s * count, out, count * sizeof *out);
}

/* Of what it is in each scenario; plain series come before. */
static void take_branches(const yp_blocks *blocks, const yp_series *series, const double *const *plain,
                          double *out)
{
    for (size_t b = 0; b < blocks->count; b++) {
        const yp_value *value = &series->branches[blocks->scenario[b]];
        out[b] = value->offset;
        if (value->series != YP_NONE && value->scale != 0) out[b] += value->scale * plain[value->series][b];
    }
}

yp_status yp_series_at_blocks(const yp_case *c, const yp_blocks *blocks, yp_arena *arena, const double ***out)
{
    const double **vectors = yp_arena_take(arena, c->series_count, sizeof *vectors);
    if (!vectors) return YP_NO_MEMORY;
    for (size_t s = 0; s < c->series_count; s++) {
        double *vector = yp_arena_take(arena, blocks->count, sizeof *vector);
        if (!vector) return YP_NO_MEMORY;
        if (c->series[s].branches)
            take_branches(blocks, &c->series[s], vectors, vector);
        else
            take_plain(c, blocks, &c->series[s], vector);
        vectors[s] = vector;
    }
    *out = vectors;
    return YP_OK;
}
