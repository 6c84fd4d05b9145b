/* sources.csv and technologies.csv: where figures come from, what components inherit. */
#include "case/internal.h"

#include <string.h>

static size_t rows_of(const yp_reader *r, yp_file file)
{
    size_t count = 0;
    for (size_t t = 0; t < r->table_count; t++)
        if (r->tables[t].file == file) count += yp_csv_row_count(r->tables[t].csv);
    return count;
}

/* The tables that no cell of theirs gives a source: that of the whole table. */
static void name_sources(yp_reader *r)
{
    for (size_t t = 0; t < r->table_count; t++) {
        for (size_t i = 0; r->c->sources && i < r->c->source_count; i++) {
            const yp_source *source = &r->c->sources[i];
            if (!source->table || strcmp(source->table, r->tables[t].key) != 0) continue;
            r->tables[t].source = source->id;
            r->tables[t].quality = source->quality;
        }
    }
}

/* One source may stand for several tables, but says so once for each. */
static void check_double(yp_reader *r, const yp_line *line, const yp_source *source, yp_map *seen)
{
    const char *key = yp_arena_format(r->c->arena, "%s\n%s", source->id, source->table ? source->table : "");
    if (!key)
        r->b->no_memory = true;
    else if (yp_map_add(seen, key, strlen(key), (uint32_t)r->c->source_count, &r->b->no_memory) != YP_NONE)
        yp_error(r->b, yp_line_spot(line), "the source '%s' stands twice%s%s", source->id,
                 source->table ? " for the table " : "", source->table ? source->table : "");
}

void yp_read_sources(yp_reader *r)
{
    yp_map *seen = yp_map_new(r->c->arena);
    if (!seen) r->b->no_memory = true;
    r->c->sources = yp_take(r->b, rows_of(r, YP_FILE_SOURCES), sizeof *r->c->sources);
    for (size_t t = 0; seen && r->c->sources && t < r->table_count; t++) {
        if (r->tables[t].file != YP_FILE_SOURCES) continue;
        for (size_t row = 0; row < yp_csv_row_count(r->tables[t].csv); row++) {
            yp_line line = yp_line_begin(r, &r->tables[t], row);
            yp_source *source = &r->c->sources[r->c->source_count++];
            yp_line_names(&line, source);
            if (source->id)
                check_double(r, &line, source, seen);
            else
                source->id = "";
        }
    }
    name_sources(r);
}

static yp_spot technology_spot(const yp_case *c, uint32_t i)
{
    return c->technologies[i].at;
}

void yp_read_technologies(yp_reader *r)
{
    const size_t count = rows_of(r, YP_FILE_TECHNOLOGIES);
    r->c->technologies = yp_take(r->b, count, sizeof *r->c->technologies);
    r->technologies = yp_take(r->b, count, sizeof *r->technologies);
    for (size_t t = 0; r->technologies && r->c->technologies && t < r->table_count; t++) {
        if (r->tables[t].file != YP_FILE_TECHNOLOGIES) continue;
        for (size_t row = 0; row < yp_csv_row_count(r->tables[t].csv); row++) {
            yp_line line = yp_line_begin(r, &r->tables[t], row);
            const uint32_t index = (uint32_t)r->c->technology_count++;
            yp_technology *technology = &r->c->technologies[index];
            yp_line_names(&line, technology);
            technology->at = yp_line_spot(&line);
            r->technologies[index] = (yp_technology_row){ &r->tables[t], row };
            yp_claim(r->b, r->b->technology_map, technology->id, index, technology->at, technology_spot,
                     "technology");
        }
    }
}
