/* The tables of a folder: which there are, which columns they have. */
#include "case/tables.h"

#include "case/internal.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Path of a layer's file, from the folder of the case. */
static const char *path_of(yp_reader *r, const yp_layer *layer, const char *name, const char *ending)
{
    const char *path = yp_arena_format(r->c->arena, "%s/%s%s%s%s", r->folder, layer->name,
                                       layer->name[0] ? "/" : "", name, ending);
    if (!path) r->b->no_memory = true;
    return path;
}

static bool is_carried(const char *name)
{
    return name[0] == '_';
}

/* A column that no list names: an error with the nearest known one. */
static void refuse_column(yp_reader *r, const yp_table_file *table, size_t column)
{
    yp_cell header = yp_csv_header(table->csv, column);
    header.at.file = table->shown;
    const char *name = yp_csv_name(table->csv, column);
    const char *near = yp_schema_nearest(table->schema, name, r->c->arena);
    if (!near && table->file == YP_FILE_TECHNOLOGIES) near = yp_schema_nearest(NULL, name, r->c->arena);
    yp_error(r->b, header.at, "unknown column '%s' in %s.csv%s%s%s", name, table->schema->name,
             near ? ": did you mean '" : "", near ? near : "", near ? "'?" : "");
}

/* A unit on what is no number, or on a number that has none. */
static void check_unit(yp_reader *r, const yp_table_file *table, size_t column, const yp_column *known)
{
    yp_cell header = yp_csv_header(table->csv, column);
    header.at.file = table->shown;
    const bool is_numeric = known->type == YP_TYPE_NUMBER || known->type == YP_TYPE_VALUE;
    if (!yp_csv_unit(table->csv, column) || (is_numeric && known->unit != YP_UNIT_NONE)) return;
    if (is_numeric && strcmp(yp_csv_unit(table->csv, column), "1") == 0) return;
    if (known->flags & YP_COLUMN_LATER) return;
    yp_error(r->b, header.at, "column %s has no unit: remove [%s]", known->name,
             yp_csv_unit(table->csv, column));
}

static bool match_columns(yp_reader *r, yp_table_file *table)
{
    const yp_schema *schema = table->schema;
    table->columns = yp_take(r->b, schema->column_count, sizeof *table->columns);
    table->told = yp_take(r->b, schema->column_count, sizeof *table->told);
    if (!table->columns || !table->told) return false;
    for (size_t i = 0; i < schema->column_count; i++)
        table->columns[i] = yp_csv_find(table->csv, schema->columns[i].name);
    for (size_t i = 0; i < yp_csv_column_count(table->csv); i++) {
        const char *name = yp_csv_name(table->csv, i);
        const yp_column *known = yp_schema_find(schema, name);
        if (!known && table->file == YP_FILE_TECHNOLOGIES) known = yp_component_column(name);
        if (known)
            check_unit(r, table, i, known);
        else if (!is_carried(name))
            refuse_column(r, table, i);
    }
    return true;
}

/* What rows of other tables may refer to, had this one been read. */
static void excuse(yp_builder *b, yp_file file)
{
    const yp_map *map = NULL;
    if (file < YP_FILE_PLACES)
        map = b->c->component_map;
    else if (file == YP_FILE_PLACES)
        map = b->c->place_map;
    else if (file == YP_FILE_GOODS)
        map = b->c->good_map;
    else if (file == YP_FILE_TECHNOLOGIES)
        map = b->technology_map;
    else if (file == YP_FILE_BARRIERS)
        map = b->known_reforms;
    else if (file == YP_FILE_SCENARIOS)
        map = b->known_scenarios;
    b->excused[file] = map;
}

static void open_table(yp_reader *r, const yp_layer *layer, yp_file file)
{
    const yp_schema *schema = yp_schema_of(file);
    const char *path = path_of(r, layer, schema->name, ".csv");
    struct stat about; /* of the link itself: one that leads nowhere is a table that is missing */
    if (!path || (lstat(path, &about) != 0 && (errno == ENOENT || errno == ENOTDIR))) return;

    yp_table_file table = { .shown = path, .file = file, .schema = schema, .layer = layer };
    table.key = yp_arena_format(r->c->arena, "%s%s%s", layer->name, layer->name[0] ? "/" : "", schema->name);
    if (!table.key) r->b->no_memory = true;
    const yp_status status = yp_csv_read(path, table.shown, r->b->diag, &table.csv);
    if (status != YP_OK) {
        r->b->error_count++;
        if (status != YP_BAD_INPUT) r->status = status;
        excuse(r->b, file);
        return;
    }
    /* kept in the list in any case, so that it is closed */
    match_columns(r, &table);
    r->tables[r->table_count++] = table;
}

/* A table that no case can do without. */
static void demand_table(yp_reader *r, yp_file file)
{
    bool is_there = r->b->excused[file] != NULL;
    for (size_t t = 0; t < r->table_count; t++) is_there |= r->tables[t].file == file;
    if (is_there) return;
    yp_error(r->b, (yp_spot){ r->folder, 0, 0 }, "no %s.csv here: every case has %s",
             yp_schema_of(file)->name, yp_schema_of(file)->name);
    excuse(r->b, file);
}

static bool ends_with(const char *text, const char *ending)
{
    const size_t length = strlen(text), tail = strlen(ending);
    return length > tail && strcmp(text + length - tail, ending) == 0;
}

/* The table that a file name like links.csv stands for, or YP_FILE_COUNT. */
static yp_file file_named(const char *name)
{
    for (yp_file file = 0; file < YP_FILE_COUNT; file++) {
        const size_t length = strlen(yp_schema_of(file)->name);
        if (strncmp(name, yp_schema_of(file)->name, length) == 0 && strcmp(name + length, ".csv") == 0)
            return file;
    }
    return YP_FILE_COUNT;
}

static void refuse_table(yp_reader *r, const yp_layer *layer, const char *name)
{
    const char *path = path_of(r, layer, name, "");
    yp_map *names = yp_map_new(r->c->arena);
    for (yp_file file = 0; names && file < YP_FILE_COUNT; file++)
        yp_map_add(names, yp_schema_of(file)->name, strlen(yp_schema_of(file)->name), (uint32_t)file, NULL);
    const char *near = names ? yp_map_nearest(names, name, strlen(name) - 4) : NULL;
    yp_error(r->b, (yp_spot){ path, 0, 0 }, "no table of a case has this name%s%s%s",
             near ? ": did you mean '" : "", near ? near : "", near ? ".csv'?" : "");
}

static void refuse_strangers(yp_reader *r, const yp_layer *layer)
{
    const char *path = path_of(r, layer, "", "");
    DIR *folder = path ? opendir(path) : NULL;
    if (!folder) {
        if (layer->name[0] && path)
            yp_error(r->b, (yp_spot){ r->shown_yaml, 0, 0 },
                     "the layer '%s' has no folder that can be read: %s", layer->name, strerror(errno));
        return;
    }
    for (const struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        const yp_file file = file_named(entry->d_name);
        if (entry->d_name[0] == '.' || !ends_with(entry->d_name, ".csv")) continue;
        if (file == YP_FILE_COUNT)
            refuse_table(r, layer, entry->d_name);
        else if (file == YP_FILE_BLOCKS && layer->name[0])
            yp_error(r->b, (yp_spot){ path_of(r, layer, entry->d_name, ""), 0, 0 },
                     "blocks.csv belongs beside case.yaml");
    }
    closedir(folder);
}

yp_status yp_open_tables(yp_reader *r)
{
    r->tables = yp_take(r->b, r->layer_count * YP_FILE_COUNT, sizeof *r->tables);
    if (!r->tables) return YP_NO_MEMORY;
    for (size_t i = 0; i < r->layer_count; i++) {
        refuse_strangers(r, &r->layers[i]);
        for (yp_file file = 0; file < YP_FILE_COUNT; file++) open_table(r, &r->layers[i], file);
    }
    demand_table(r, YP_FILE_PLACES);
    demand_table(r, YP_FILE_GOODS);
    return r->b->no_memory ? YP_NO_MEMORY : YP_OK;
}

void yp_close_tables(yp_reader *r)
{
    for (size_t i = 0; i < r->table_count; i++) yp_csv_free(r->tables[i].csv);
}
