/* The series that a case refers to, in the files that their names tell. */
#include "case/internal.h"
#include "case/write.h"

#include <stdlib.h>
#include <string.h>

/* "layer/file:column" of a series. */
typedef struct {
    const char *file, *column;
    size_t file_length;
    uint32_t series;
} series_name;

static series_name split_name(const yp_case *c, uint32_t series)
{
    const char *name = c->series[series].name, *colon = strchr(name, ':');
    return (series_name){ name, colon + 1, (size_t)(colon - name), series };
}

static int compare_files(const series_name *x, const series_name *y)
{
    const size_t shorter = x->file_length < y->file_length ? x->file_length : y->file_length;
    const int by_text = memcmp(x->file, y->file, shorter);
    return by_text ? by_text : (x->file_length > y->file_length) - (x->file_length < y->file_length);
}

static int compare_names(const void *a, const void *b)
{
    const series_name *x = a, *y = b;
    const int by_file = compare_files(x, y);
    return by_file ? by_file : strcmp(x->column, y->column);
}

static void write_key(yp_out *out, size_t snapshot)
{
    const yp_case *c = out->w->c;
    int year, month, day, minute;
    if (c->tables->snapshots) {
        yp_out_cell(out, c->tables->snapshots[snapshot]);
    } else if (c->time.block_step) {
        char text[24];
        snprintf(text, sizeof text, "%zu", snapshot + 1);
        yp_out_cell(out, text);
    } else {
        char text[32];
        yp_time_date(&c->time, snapshot, &year, &month, &day, &minute);
        snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d", year % 10000, month, day, minute / 60,
                 minute % 60);
        yp_out_cell(out, text);
    }
}

static void write_file(yp_writer *w, const series_name *names, size_t count)
{
    const yp_case *c = w->c;
    const char *slash = memchr(names->file, '/', names->file_length);
    const char *layer = slash ? yp_out_format(w, "%.*s", (int)(slash - names->file), names->file) : "";
    const char *base = slash ? slash + 1 : names->file;
    const int length = (int)(names->file + names->file_length - base);
    yp_out out = yp_out_open(w, layer, yp_out_format(w, "profiles/%.*s.csv", length, base));
    yp_out_cell(&out, "snapshot");
    for (size_t k = 0; k < count; k++) yp_out_cell(&out, names[k].column);
    yp_out_end(&out);
    for (size_t s = 0; out.file && s < c->time.snapshot_count; s++) {
        write_key(&out, s);
        for (size_t k = 0; k < count; k++) yp_out_number(&out, c->series[names[k].series].values[s]);
        yp_out_end(&out);
    }
    yp_out_close(&out);
}

void yp_write_profiles(yp_writer *w)
{
    const size_t count = w->c->series_count;
    series_name *names = yp_arena_take(w->arena, count, sizeof *names);
    if (!names) {
        w->status = YP_NO_MEMORY;
        return;
    }
    for (uint32_t i = 0; i < count; i++) names[i] = split_name(w->c, i);
    if (count) qsort(names, count, sizeof *names, compare_names);
    for (size_t start = 0, end; start < count && w->status == YP_OK; start = end) {
        for (end = start; end < count && compare_files(&names[start], &names[end]) == 0;) end++;
        write_file(w, &names[start], end - start);
    }
}
