/* Profiles: each file that a cell refers to is read once and joined to the snapshots of the horizon. */
#include "case/internal.h"

#include <stdio.h>
#include <string.h>

/* True if the first cell of the file is `snapshot`, or there is no looking. */
static bool has_key_column(const char *path)
{
    char start[16] = { 0 };
    FILE *file = fopen(path, "rb");
    if (!file) return true;
    const size_t count = fread(start, 1, sizeof start - 1, file);
    fclose(file);
    const char *text = count >= 3 && memcmp(start, "\xef\xbb\xbf", 3) == 0 ? start + 3 : start;
    if (*text == '"') text++;
    return strncmp(text, "snapshot", 8) == 0;
}

/* Snapshot of a stamp by calendar (the year does not count) or by the whole stamp. */
static int64_t minutes_of_key(const yp_time *time, yp_join join, int year, int month, int day, int minute)
{
    if (join == YP_JOIN_STAMP) return yp_time_minutes(time, year, month, day, minute);
    const int start = time->month * 100000 + time->day * 1440 + time->hour * 60 + time->minute;
    const bool is_next_year = month * 100000 + day * 1440 + minute < start;
    return yp_time_minutes(time, time->year + is_next_year, month, day, minute);
}

enum { LEAP_DAY = -1, OUTSIDE = -2, NO_STAMP = -3 };

static int64_t snapshot_of_key(const yp_reader *r, const char *key)
{
    const yp_time *time = &r->c->time;
    int year, month, day, minute;
    if (!yp_stamp_parse(key, strlen(key), &year, &month, &day, &minute)) return NO_STAMP;
    if (time->drops_leap_day && month == 2 && day == 29) return LEAP_DAY;
    const int64_t minutes = minutes_of_key(time, r->b->tables->join, year, month, day, minute);
    if (minutes < 0) return OUTSIDE;
    const double position = (double)minutes / (time->step_hours * 60);
    const int64_t snapshot = (int64_t)(position + 0.5);
    if (fabs(position - (double)snapshot) > 1e-6 || (uint64_t)snapshot >= time->snapshot_count)
        return OUTSIDE;
    return snapshot;
}

static bool join_row(yp_reader *r, yp_profile_file *file, size_t row, uint32_t *seen)
{
    const yp_spot at = { yp_matrix_spot(file->matrix, row, 0).file, yp_matrix_spot(file->matrix, row, 0).line,
                         1 };
    const char *key = yp_matrix_key(file->matrix, row);
    const int64_t snapshot = snapshot_of_key(r, key);
    file->snapshots[row] = YP_NONE;
    if (snapshot == LEAP_DAY) return true;
    if (snapshot == NO_STAMP)
        return yp_error(r->b, at, "snapshot is '%s': expected a time stamp such as 2022-01-01T00:00", key),
               false;
    if (snapshot == OUTSIDE)
        return yp_error(r->b, at,
                        "snapshot %s lies outside the horizon of the case: the series is longer than it",
                        key),
               false;
    if (seen[snapshot])
        return yp_error(r->b, at, "snapshot %s stands twice, first in line %u", key, seen[snapshot]), false;
    seen[snapshot] = at.line;
    file->snapshots[row] = (uint32_t)snapshot;
    return true;
}

/* Join by key; the first mistake of a file is told, the others would follow from it. */
static bool join_by_stamp(yp_reader *r, yp_profile_file *file)
{
    const size_t count = r->c->time.snapshot_count, row_count = yp_matrix_row_count(file->matrix);
    uint32_t *seen = yp_take(r->b, count, sizeof *seen);
    if (!seen) return false;
    for (size_t row = 0; row < row_count; row++)
        if (!join_row(r, file, row, seen)) return false;
    for (size_t s = 0; s < count; s++) {
        if (seen[s]) continue;
        int year, month, day, minute;
        yp_time_date(&r->c->time, s, &year, &month, &day, &minute);
        yp_error(r->b, (yp_spot){ yp_matrix_spot(file->matrix, SIZE_MAX, 0).file, 0, 0 },
                 "no snapshot for %04d-%02d-%02dT%02d:%02d: the series is shorter than the horizon of %zu "
                 "snapshots",
                 year, month, day, minute / 60, minute % 60, count);
        return false;
    }
    return true;
}

/* Join to the keys of blocks.csv. */
static bool join_by_block(yp_reader *r, yp_profile_file *file)
{
    const size_t row_count = yp_matrix_row_count(file->matrix);
    for (size_t row = 0; row < row_count; row++) {
        const char *key = yp_matrix_key(file->matrix, row);
        file->snapshots[row] = (uint32_t)row;
        if (strcmp(key, r->b->tables->snapshots[row]) == 0) continue;
        yp_error(r->b,
                 (yp_spot){ yp_matrix_spot(file->matrix, row, 0).file,
                            yp_matrix_spot(file->matrix, row, 0).line, 1 },
                 "snapshot is '%s', but row %zu of blocks.csv is '%s': profiles follow its order", key,
                 row + 1, r->b->tables->snapshots[row]);
        return false;
    }
    return true;
}

static bool join_file(yp_reader *r, yp_profile_file *file)
{
    const size_t row_count = yp_matrix_row_count(file->matrix), count = r->c->time.snapshot_count;
    const bool by_position = r->b->tables->join == YP_JOIN_POSITION || r->b->tables->snapshots;
    file->snapshots = yp_take(r->b, row_count, sizeof *file->snapshots);
    if (!file->snapshots) return false;
    const bool has_key = row_count > 0 && yp_matrix_key(file->matrix, 0);
    if (!by_position && has_key) return join_by_stamp(r, file);
    const yp_spot at = { yp_matrix_spot(file->matrix, SIZE_MAX, 0).file, 0, 0 };
    if (!by_position && row_count > 0)
        return yp_error(r->b, at, "the first column must be snapshot, unless time.join is position"), false;
    if (row_count != count)
        return yp_error(r->b, at, "%zu rows, but the horizon has %zu snapshots", row_count, count), false;
    if (r->b->tables->snapshots && has_key && r->b->tables->join != YP_JOIN_POSITION)
        return join_by_block(r, file);
    for (size_t row = 0; row < row_count; row++) file->snapshots[row] = (uint32_t)row;
    return true;
}

/* Open a file at its first use. What fails is told once: the matrix is then NULL. */
static yp_profile_file *open_file(yp_reader *r, const char *name, const char *path, const char *shown,
                                  yp_spot at)
{
    yp_profile_file *files = yp_grow(r->b, r->files, r->file_count, &r->file_room, sizeof *files);
    if (!files) return NULL;
    r->files = files;
    yp_profile_file *file = &files[r->file_count];
    *file = (yp_profile_file){ .name = name };
    yp_map_add(r->file_map, name, strlen(name), (uint32_t)r->file_count++, &r->b->no_memory);

    FILE *probe = fopen(path, "rb");
    if (!probe) {
        yp_error(r->b, at, "there is no profile %s", shown);
        return file;
    }
    fclose(probe);
    const yp_status status = yp_matrix_read(path, shown, has_key_column(path), r->b->diag, &file->matrix);
    if (status == YP_OK) {
        if (join_file(r, file)) return file;
        yp_matrix_free(file->matrix);
    } else {
        r->b->error_count++;
        if (status != YP_BAD_INPUT) r->status = status;
    }
    file->matrix = NULL;
    return file;
}

static yp_profile_file *find_file(yp_reader *r, const yp_layer *layer, const char *text, size_t length,
                                  yp_spot at)
{
    const char *slash = memchr(text, '/', length);
    const char *folder = slash ? yp_keep(r->b, text, (size_t)(slash - text)) : layer->name;
    const char *file =
        slash ? yp_keep(r->b, slash + 1, length - (size_t)(slash - text) - 1) : yp_keep(r->b, text, length);
    if (!folder || !file) return NULL;
    if (!file[0] || strpbrk(file, "/\\") || strcmp(folder, "..") == 0 ||
        (slash && strcmp(folder, ".") == 0)) {
        yp_error(r->b, at, "'%.*s' names no profile: expected file or layer/file", (int)length, text);
        return NULL;
    }
    const char *name = yp_arena_format(r->c->arena, "%s%s%s", folder, folder[0] ? "/" : "", file);
    if (!name) return r->b->no_memory = true, NULL;
    const uint32_t known = yp_map_find(r->file_map, name, strlen(name));
    if (known != YP_NONE) return &r->files[known];
    const char *separator = folder[0] ? "/" : "";
    const char *path =
        yp_arena_format(r->c->arena, "%s/%s%sprofiles/%s.csv", r->folder, folder, separator, file);
    const char *shown = path;
    if (!path) return r->b->no_memory = true, NULL;
    return open_file(r, name, path, shown, at);
}

/* The numbers of a column in the order of the horizon, with what is to be known of them. */
static const double *join_column(yp_reader *r, const yp_profile_file *file, size_t column,
                                 yp_series_facts *facts)
{
    const double *from = yp_matrix_column(file->matrix, column);
    double *to = yp_take(r->b, r->c->time.snapshot_count, sizeof *to);
    *facts = (yp_series_facts){ .low = INFINITY, .high = -INFINITY };
    for (size_t row = 0; to && row < yp_matrix_row_count(file->matrix); row++) {
        if (file->snapshots[row] == YP_NONE) continue;
        const double number = from[row];
        to[file->snapshots[row]] = number;
        if (number < facts->low) facts->low = number;
        if (number > facts->high) facts->high = number;
        if (isnan(number) && !facts->has_gap) {
            facts->has_gap = true;
            facts->gap = yp_matrix_spot(file->matrix, row, column);
        }
    }
    return to;
}

static uint32_t add_series(yp_reader *r, const yp_profile_file *file, uint32_t column, const char *name)
{
    yp_series_facts facts;
    const double *values = join_column(r, file, column, &facts);
    const uint32_t index = values ? yp_builder_series(r->b, name, NULL) : YP_NONE;
    if (index == YP_NONE) return YP_NONE;
    const char *unit = yp_matrix_unit(file->matrix, column);
    yp_spot at = yp_matrix_spot(file->matrix, SIZE_MAX, column);
    at.file = yp_keep(r->b, at.file, strlen(at.file));
    if (facts.has_gap) facts.gap.file = at.file;
    r->b->series_facts[index] = facts;
    r->c->series[index].values = values;
    r->c->series[index].at = at;
    r->c->series[index].unit = unit ? yp_keep(r->b, unit, strlen(unit)) : NULL;
    return index;
}

uint32_t yp_profile_series(yp_reader *r, const yp_layer *layer, const char *reference, size_t length,
                           yp_spot at)
{
    const char *colon = memchr(reference, ':', length);
    if (!colon || colon == reference || colon + 1 == reference + length) {
        yp_error(r->b, at, "'@%.*s' names no series: expected @file:column or @layer/file:column",
                 (int)length, reference);
        return YP_NONE;
    }
    const yp_profile_file *file = find_file(r, layer, reference, (size_t)(colon - reference), at);
    if (!file || !file->matrix) return YP_NONE;
    const char *column = yp_keep(r->b, colon + 1, length - (size_t)(colon - reference) - 1);
    const char *name = column ? yp_arena_format(r->c->arena, "%s:%s", file->name, column) : NULL;
    if (!name) return r->b->no_memory = true, YP_NONE;
    const uint32_t known = yp_map_find(r->b->series_map, name, strlen(name));
    if (known != YP_NONE) return known;

    const uint32_t index = yp_matrix_find(file->matrix, column);
    if (index != YP_NONE) return add_series(r, file, index, name);
    yp_map *names = yp_map_new(r->c->arena);
    for (uint32_t i = 0; names && i < yp_matrix_column_count(file->matrix); i++)
        yp_map_add(names, yp_matrix_name(file->matrix, i), strlen(yp_matrix_name(file->matrix, i)), i, NULL);
    const char *near = names ? yp_map_nearest(names, column, strlen(column)) : NULL;
    yp_error(r->b, at, "profile %s has no column '%s'%s%s%s", file->name, column,
             near ? ": did you mean '" : "", near ? near : "", near ? "'?" : "");
    return YP_NONE;
}

void yp_close_profiles(yp_reader *r)
{
    for (size_t i = 0; i < r->file_count; i++) yp_matrix_free(r->files[i].matrix);
}
