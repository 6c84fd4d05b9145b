/* The tree of places: reading, one root, no circles, regions. */
#include "case/internal.h"

#include <string.h>

/* Parents may stand below their children: they are looked up once all are read. */
static void read_parents(yp_reader *r)
{
    uint32_t place = 0;
    for (size_t t = 0; t < r->table_count; t++) {
        if (r->tables[t].file != YP_FILE_PLACES) continue;
        for (size_t row = 0; row < yp_csv_row_count(r->tables[t].csv); row++, place++) {
            yp_spot at;
            const yp_line line = yp_line_begin(r, &r->tables[t], row);
            const char *parent = yp_line_text(&line, "parent", &at);
            if (parent) r->c->places[place].parent = yp_lookup(r->b, r->c->place_map, parent, at, "place");
        }
    }
}

void yp_read_places(yp_reader *r)
{
    for (size_t t = 0; t < r->table_count && !r->b->no_memory; t++) {
        const yp_table_file *table = &r->tables[t];
        if (table->file != YP_FILE_PLACES) continue;
        for (size_t row = 0; row < yp_csv_row_count(table->csv) && !r->b->no_memory; row++) {
            yp_place place = yp_place_defaults();
            yp_line line = yp_line_begin(r, table, row);
            yp_line_names(&line, &place);
            yp_line_numbers(&line, &place);
            const char *level = yp_line_text(&line, "level", NULL);
            if (level) place.level = yp_builder_level(r->b, level);
            if (!place.source) place.source = table->source;
            if (!place.quality) place.quality = table->quality;
            place.carried = yp_line_carried(&line);
            place.at = yp_line_spot(&line);
            yp_builder_place(r->b, &place);
        }
    }
    if (r->b->no_memory) return;
    read_parents(r);
}

bool yp_place_is_within(const yp_case *c, uint32_t place, uint32_t ancestor)
{
    while (place != YP_NONE && place != ancestor) place = c->places[place].parent;
    return place != YP_NONE;
}

uint32_t yp_place_at_level(const yp_case *c, uint32_t place, uint32_t level)
{
    while (place != YP_NONE && c->places[place].level != level) place = c->places[place].parent;
    return place;
}

/* Walk up from each place; `seen` marks the walk that passed by, so that each place is passed once. */
static void check_circles(yp_builder *b)
{
    yp_case *c = b->c;
    uint32_t *seen = yp_take(b, c->place_count, sizeof *seen);
    for (uint32_t i = 0; seen && i < c->place_count; i++) {
        uint32_t place = i;
        while (place != YP_NONE && !seen[place]) {
            seen[place] = i + 1;
            place = c->places[place].parent;
        }
        if (place == YP_NONE || seen[place] != i + 1) continue;
        yp_error(b, c->places[place].at, "the place '%s' lies within itself: its parents form a circle",
                 c->places[place].id);
        c->places[place].parent = YP_NONE;
    }
}

static void check_roots(yp_builder *b)
{
    const yp_case *c = b->c;
    uint32_t root = YP_NONE;
    for (uint32_t i = 0; i < c->place_count && b->error_count == 0; i++) {
        if (c->places[i].parent != YP_NONE) continue;
        if (root != YP_NONE)
            yp_error(b, c->places[i].at,
                     "'%s' has no parent, but '%s' is the root already: a case has one root", c->places[i].id,
                     c->places[root].id);
        root = i;
    }
    if (c->place_count == 0 && !yp_is_excused(b, c->place_map))
        yp_error(b, (yp_spot){ c->folder, 0, 0 }, "the case has no place");
}

/* A place below one that is outside is outside too, and belongs to no region. */
static bool is_outside(const yp_case *c, uint32_t place)
{
    for (; place != YP_NONE; place = c->places[place].parent)
        if (c->places[place].is_outside) return true;
    return false;
}

void yp_resolve_places(yp_builder *b)
{
    yp_case *c = b->c;
    check_circles(b);
    check_roots(b);
    c->region_level = YP_NONE;
    if (b->regions && c->place_count)
        c->region_level = yp_lookup(b, b->level_map, b->regions, b->regions_at, "level");
    for (uint32_t i = 0; i < c->place_count; i++)
        c->places[i].region = is_outside(c, i) || c->region_level == YP_NONE
                                  ? YP_NONE
                                  : yp_place_at_level(c, i, c->region_level);
}
