#include "case/write.h"

#include "base/number_text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void fail(yp_writer *w, const char *path)
{
    if (w->status == YP_OK)
        yp_diag_error(w->diag, (yp_spot){ path, 0, 0 }, "cannot be written: %s", strerror(errno));
    w->status = YP_IO;
}

const char *yp_out_format(yp_writer *w, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = length < 0 ? NULL : yp_arena_take(w->arena, (size_t)length + 1, 1);
    if (text) vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    if (text) return text;
    w->status = YP_NO_MEMORY;
    return "";
}

static bool make_folder(yp_writer *w, const char *path)
{
    if (mkdir(path, 0777) == 0 || errno == EEXIST) return true;
    fail(w, path);
    return false;
}

yp_out yp_out_open(yp_writer *w, const char *layer, const char *name)
{
    const char *folder = layer && layer[0] ? yp_out_format(w, "%s/%s", w->folder, layer) : w->folder;
    yp_out out = { .w = w, .path = yp_out_format(w, "%s/%s", folder, name) };
    const char *slash = strchr(name, '/');
    if (w->status != YP_OK || !make_folder(w, folder)) return out;
    if (slash && !make_folder(w, yp_out_format(w, "%s/%.*s", folder, (int)(slash - name), name))) return out;
    out.file = fopen(out.path, "wbx");
    if (!out.file) fail(w, out.path);
    return out;
}

void yp_out_cell(yp_out *out, const char *text)
{
    if (!out->file) return;
    if (out->is_row_open) fputc(',', out->file);
    out->is_row_open = true;
    if (!text) return;
    if (!strpbrk(text, ",\"\r\n")) {
        fputs(text, out->file);
        return;
    }
    fputc('"', out->file);
    for (; *text; text++) {
        if (*text == '"') fputc('"', out->file);
        fputc(*text, out->file);
    }
    fputc('"', out->file);
}

void yp_out_number(yp_out *out, double number)
{
    char text[YP_NUMBER_SIZE] = "";
    if (!isnan(number)) yp_number_text(number, text);
    yp_out_cell(out, text);
}

void yp_out_end(yp_out *out)
{
    if (out->file) fputc('\n', out->file);
    out->is_row_open = false;
}

void yp_out_close(yp_out *out)
{
    if (!out->file) return;
    const bool has_failed = ferror(out->file) != 0;
    if (fclose(out->file) != 0 || has_failed) fail(out->w, out->path);
    out->file = NULL;
}

/* "layer/file:column" as a reference from anywhere: files beside case.yaml are "/file". */
static const char *reference(yp_writer *w, const yp_series *series)
{
    const char *colon = strchr(series->name, ':'), *slash = strchr(series->name, '/');
    const bool has_folder = slash && colon && slash < colon;
    const char *quote = strchr(series->name, '+') && !strchr(series->name, '"') ? "\"" : "";
    return yp_out_format(w, "@%s%s%s%s", quote, has_folder ? "" : "/", series->name, quote);
}

const char *yp_value_text(yp_writer *w, yp_value value)
{
    char offset[YP_NUMBER_SIZE], scale[YP_NUMBER_SIZE];
    if (yp_is_absent(value)) return NULL;
    yp_number_text(value.offset, offset);
    if (value.series == YP_NONE) return yp_out_format(w, "%s", offset);
    yp_number_text(value.scale, scale);
    const char *of = reference(w, &w->c->series[value.series]);
    return yp_out_format(w, "%s%s%s%s%s", value.scale == 1 ? "" : scale, value.scale == 1 ? "" : "*", of,
                         value.offset == 0 ? "" : "+", value.offset == 0 ? "" : offset);
}

/* ---- rows by their columns ---- */

static const char *number_text(yp_writer *w, double number)
{
    char text[YP_NUMBER_SIZE];
    if (isnan(number)) return NULL;
    yp_number_text(number, text);
    return yp_out_format(w, "%s", text);
}

static const char *duration_text(yp_writer *w, yp_duration duration)
{
    const char *number = number_text(w, duration.number);
    return number && duration.in_blocks ? yp_out_format(w, "%s block", number) : number;
}

static const char *integer_text(yp_writer *w, int number)
{
    const bool is_absent = number == INT32_MIN || number == INT32_MAX;
    return is_absent ? NULL : yp_out_format(w, "%d", number);
}

static const char *id_of(const yp_case *c, yp_column_type type, uint32_t index)
{
    if (index == YP_NONE) return NULL;
    if (type == YP_TYPE_PLACE) return c->places[index].id;
    return type == YP_TYPE_GOOD ? c->goods[index].id : c->components[index].id;
}

static const char *field_text(yp_writer *w, const yp_column *column, const void *row)
{
    const void *field = (const char *)row + column->offset;
    switch (column->type) {
    case YP_TYPE_TEXT:
    case YP_TYPE_ID:
    case YP_TYPE_SELECTOR:
        return *(const char *const *)field;
    case YP_TYPE_INTEGER:
        return integer_text(w, *(const int *)field);
    case YP_TYPE_BOOLEAN:
        return *(const bool *)field ? "yes" : "no";
    case YP_TYPE_NUMBER:
        return number_text(w, *(const double *)field);
    case YP_TYPE_DURATION:
        return duration_text(w, *(const yp_duration *)field);
    case YP_TYPE_VALUE:
        return yp_value_text(w, *(const yp_value *)field);
    case YP_TYPE_WORD:
        return yp_word_text(column->words, *(const int *)field);
    case YP_TYPE_PLACE:
    case YP_TYPE_GOOD:
    case YP_TYPE_COMPONENT:
        return id_of(w->c, column->type, *(const uint32_t *)field);
    }
    return NULL;
}

static const char *cell_text(yp_writer *w, const yp_row_list *list, const yp_column *column, const void *row)
{
    const char *text =
        column->flags & YP_COLUMN_BY_HAND ? list->by_hand(w, column, row) : field_text(w, column, row);
    if (!text && column->flags & YP_COLUMN_OR_NONE) return "none";
    return text && strcmp(text, column->fallback) == 0 ? NULL : text;
}

static const void *row_at(const yp_row_list *list, size_t i)
{
    return (const char *)list->rows + i * list->size;
}

static bool is_here(const yp_writer *w, const yp_row_list *list, size_t i, const char *layer)
{
    return !list->is_here || list->is_here(w, row_at(list, i), layer);
}

/* A column is written if any row says something in it, or if every row must. */
static bool is_used(yp_writer *w, const yp_row_list *list, const yp_column *column, const char *layer)
{
    if (column->flags & (YP_COLUMN_LATER | YP_COLUMN_UNWRITTEN)) return false;
    if (strcmp(column->fallback, "-") == 0) return true;
    for (size_t i = 0; i < list->count; i++)
        if (is_here(w, list, i, layer) && cell_text(w, list, column, row_at(list, i))) return true;
    return false;
}

/* Names of the columns that rows carry along, in the order of their first appearance. */
static yp_map *carried_names(yp_writer *w, const yp_row_list *list, const char *layer, const char ***names)
{
    yp_map *map = yp_map_new(w->arena);
    size_t room = 0;
    *names = NULL;
    for (size_t i = 0; map && list->carried && i < list->count; i++) {
        if (!is_here(w, list, i, layer)) continue;
        for (const yp_carried *carried = list->carried(row_at(list, i)); carried; carried = carried->next) {
            const uint32_t count = (uint32_t)yp_map_count(map);
            if (yp_map_add(map, carried->name, strlen(carried->name), count, NULL) != YP_NONE) continue;
            if (count == room || !*names) {
                const char **more = yp_arena_take(w->arena, room = room ? 2 * room : 8, sizeof *more);
                if (!more) return NULL;
                if (*names) memcpy(more, *names, count * sizeof *more);
                *names = more;
            }
            (*names)[count] = carried->name;
        }
    }
    return map;
}

static void write_row(yp_out *out, const yp_row_list *list, const bool *used, const char *const *names,
                      size_t name_count, const void *row)
{
    const yp_schema *schema = yp_schema_of(list->file);
    for (size_t k = 0; k < schema->column_count; k++)
        if (used[k]) yp_out_cell(out, cell_text(out->w, list, &schema->columns[k], row));
    for (size_t k = 0; k < name_count; k++) {
        const yp_carried *carried = list->carried(row);
        while (carried && strcmp(carried->name, names[k]) != 0) carried = carried->next;
        yp_out_cell(out, carried ? carried->text : NULL);
    }
    yp_out_end(out);
}

void yp_write_rows(yp_writer *w, const yp_row_list *list, const char *layer)
{
    const yp_schema *schema = yp_schema_of(list->file);
    const char **names = NULL;
    size_t here = 0;
    for (size_t i = 0; i < list->count; i++) here += is_here(w, list, i, layer);
    if (here == 0) return;
    bool *used = yp_arena_take(w->arena, schema->column_count, sizeof *used);
    const yp_map *map = carried_names(w, list, layer, &names);
    if (!used || !map) {
        w->status = YP_NO_MEMORY;
        return;
    }
    yp_out out = yp_out_open(w, layer, yp_out_format(w, "%s.csv", schema->name));
    for (size_t k = 0; k < schema->column_count; k++)
        if ((used[k] = is_used(w, list, &schema->columns[k], layer)))
            yp_out_cell(&out, schema->columns[k].name);
    const size_t name_count = names ? yp_map_count(map) : 0;
    for (size_t k = 0; k < name_count; k++) yp_out_cell(&out, names[k]);
    yp_out_end(&out);
    for (size_t i = 0; i < list->count; i++)
        if (is_here(w, list, i, layer)) write_row(&out, list, used, names, name_count, row_at(list, i));
    yp_out_close(&out);
}

yp_status yp_case_write(const yp_case *c, const char *folder, yp_diag *diag)
{
    yp_writer w = {
        .c = c->plain ? c->plain : c, .folder = folder, .diag = diag, .arena = yp_arena_new(NULL)
    };
    if (!w.arena) return YP_NO_MEMORY;
    yp_write_config(&w);
    if (w.status == YP_OK) yp_write_tables(&w);
    if (w.status == YP_OK) yp_write_profiles(&w);
    if (w.status == YP_OK) yp_write_boundaries(&w);
    yp_arena_free(w.arena);
    return w.status;
}
