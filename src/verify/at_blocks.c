/** Series at blocks. A block's number is the mean of the snapshots joined in it; with typical days every
 * series is then scaled by one factor so that its sum over the blocks, weighted by their hours, equals that
 * over all snapshots. */
#include "verify/internal.h"

double yp_product(double a, double b)
{
    return a == 0 || b == 0 ? 0 : a * b;
}

/* Mean of the joined snapshots of each block, as they stand in the file. out: [blocks.count] */
static void join_snapshots(const yp_blocks *blocks, const double *values, double *out)
{
    for (size_t b = 0; b < blocks->count; b++) {
        const double *from = values + blocks->snapshot[b];
        double sum = from[0];
        for (uint32_t k = 1; k < blocks->joined; k++) sum += from[k];
        out[b] = sum / (double)blocks->joined;
    }
}

/* Σ of hours × min(factor × value, most) over the days that are not extreme. */
static double cut_sum(const yp_blocks *blocks, const double *joined, double factor, double most)
{
    double sum = 0;
    for (size_t b = 0; b < blocks->count; b++)
        if (!blocks->kept[b]) sum += blocks->sum[b] * fmin(factor * joined[b], most);
    return sum;
}

/* One factor for all but the extreme days, cut at the series' own highest value, such that the blocks add up
 * to all snapshots: found by bisection, since the cut sum grows with the factor. Series with gaps, or with no
 * sum left for these days, stay. */
static void scale_to_year(const yp_board *board, const yp_series *series, double *out)
{
    const yp_blocks *blocks = &board->plan->blocks;
    const size_t snapshot_count = board->c->time.snapshot_count;
    double most = 0, all = 0, hours = 0, extreme = 0;
    for (size_t t = 0; t < snapshot_count; t++) {
        all += series->values[t];
        if (series->values[t] > most) most = series->values[t];
    }
    for (size_t b = 0; b < blocks->count; b++) {
        hours += blocks->sum[b];
        extreme += blocks->kept[b] ? blocks->sum[b] * out[b] : 0;
    }
    const double target = all * (hours / (double)snapshot_count) - extreme;
    if (!isfinite(target) || target <= 0) return;
    double low = 0, high = 1;
    while (cut_sum(blocks, out, high, most) < target && high < 1e12) low = high, high *= 2;
    for (int round = 0; round < 100; round++) {
        const double middle = low + (high - low) / 2;
        if (cut_sum(blocks, out, middle, most) < target)
            low = middle;
        else
            high = middle;
    }
    for (size_t b = 0; b < blocks->count; b++)
        if (!blocks->kept[b]) out[b] = fmin(out[b] * high, most);
}

/* A series at the blocks of a level; NULL when memory runs out. Made once, then kept. */
static const double *series_at(yp_board *board, uint32_t series, yp_resolution resolution)
{
    const yp_level *level = &board->levels[resolution];
    if (!board->series[resolution])
        board->series[resolution] = yp_arena_take(board->arena, board->c->series_count, sizeof(double *));
    if (!board->series[resolution]) return NULL;
    if (board->series[resolution][series]) return board->series[resolution][series];

    double *out = yp_arena_take(board->arena, level->count, sizeof *out);
    if (!out) return NULL;
    const yp_series *s = &board->c->series[series];
    if (resolution == YP_BASE && s->branches) {
        const yp_blocks *blocks = &board->plan->blocks;
        for (size_t b = 0; b < blocks->count; b++) {
            const yp_value value = s->branches[blocks->scenario[b]];
            const double *plain = value.series == YP_NONE ? NULL : series_at(board, value.series, YP_BASE);
            if (value.series != YP_NONE && !plain) return NULL;
            out[b] = value.offset + (plain ? yp_product(value.scale, plain[b]) : 0);
        }
    } else if (resolution == YP_BASE) {
        join_snapshots(&board->plan->blocks, s->values, out);
        if (board->plan->blocks.is_scaled) scale_to_year(board, s, out);
    } else {
        const double *base = series_at(board, series, YP_BASE);
        if (!base) return NULL;
        for (size_t b = 0; b < board->plan->blocks.count; b++)
            out[level->parent[b]] += yp_product(level->mean[b], base[b]);
    }
    return board->series[resolution][series] = out;
}

void yp_value_at(yp_board *board, yp_value value, yp_resolution resolution, double *out)
{
    const size_t count = board->levels[resolution].count;
    const double *series = NULL;
    if (value.series != YP_NONE && !yp_is_absent(value)) {
        series = series_at(board, value.series, resolution);
        if (!series) board->is_out_of_memory = true;
    }
    for (size_t b = 0; b < count; b++) out[b] = value.offset;
    if (!series) return;
    for (size_t b = 0; b < count; b++) out[b] += yp_product(value.scale, series[b]);
}
