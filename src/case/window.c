#include "case/window.h"

#include <string.h>

/* A level that is set at the last snapshot alone, as a series. */
static bool set_final(yp_case *c, yp_component *store, double level)
{
    double *values = yp_arena_take(c->arena, c->time.snapshot_count, sizeof *values);
    if (!values) return false;
    for (size_t s = 0; s + 1 < c->time.snapshot_count; s++) values[s] = NAN;
    values[c->time.snapshot_count - 1] = level;
    c->series[c->series_count] = (yp_series){ .name = store->id, .values = values };
    store->level_fixed = (yp_value){ 0, 1, (uint32_t)c->series_count++ };
    return true;
}

static bool set_ends(yp_case *c, uint32_t i, const yp_window_ends *ends)
{
    yp_component *store = &c->components[i];
    const bool has_initial = !isnan(ends->initial[i]), has_final = !isnan(ends->final[i]);
    if (has_initial) {
        store->cycle = YP_CYCLE_NONE;
        store->initial = ends->initial[i];
    }
    if (store->cycle == YP_CYCLE_NONE && !ends->is_last) store->final_minimum = 0;
    return !has_final || !yp_is_absent(store->level_fixed) || set_final(c, store, ends->final[i]);
}

/* The time of the window: its own start, and its part of what is given for each snapshot. */
static void cut_time(const yp_case *c, size_t first, size_t count, yp_time *time)
{
    int minute = 0;
    *time = c->time;
    time->snapshot_count = count;
    time->is_partial = true;
    if (!c->time.block_step) {
        yp_time_date(&c->time, first, &time->year, &time->month, &time->day, &minute);
        time->hour = minute / 60;
        time->minute = minute % 60;
    }
    if (time->block_step) time->block_step += first;
    if (time->block_sum) time->block_sum += first;
    if (time->block_cost) time->block_cost += first;
    if (time->block_cycle) time->block_cycle += first;
    if (time->block_period) time->block_period += first;
}

static bool copy_tables(const yp_case *c, yp_case *copy)
{
    copy->components = yp_arena_take(copy->arena, c->component_count + 1, sizeof *copy->components);
    copy->series = yp_arena_take(copy->arena, c->series_count + c->component_count + 1, sizeof *copy->series);
    if (!copy->components || !copy->series) return false;
    if (c->component_count > 0)
        memcpy(copy->components, c->components, c->component_count * sizeof *c->components);
    if (c->series_count > 0) memcpy(copy->series, c->series, c->series_count * sizeof *c->series);
    return true;
}

yp_status yp_case_window(const yp_case *c, size_t first, size_t count, const yp_window_ends *ends,
                         yp_case **out)
{
    yp_arena *arena = yp_arena_new(NULL);
    yp_case *copy = arena ? yp_arena_take(arena, 1, sizeof *copy) : NULL;
    if (!copy) {
        yp_arena_free(arena);
        return YP_NO_MEMORY;
    }
    *copy = *c;
    copy->arena = arena;
    bool is_good = copy_tables(c, copy);
    cut_time(c, first, count, &copy->time);
    for (size_t s = 0; is_good && s < c->series_count; s++) copy->series[s].values += first;
    for (uint32_t i = 0; is_good && i < c->component_count; i++)
        if (c->components[i].table == YP_STORE) is_good = set_ends(copy, i, ends);
    if (is_good)
        *out = copy;
    else
        yp_arena_free(arena);
    return is_good ? YP_OK : YP_NO_MEMORY;
}
