#include "model/lp_names.h"

#include "base/map.h"
#include "case/parts.h"

#include <stdio.h>
#include <string.h>

/* A template's name is at most so long: with its number and block it fits what readers take. */
enum { STEM = 90 };

typedef struct {
    const yp_model *m;
    yp_lp_names *names;
    yp_map *taken;
    bool no_memory;
} namer;

/* The code of a character of UTF-8, and its bytes; a stray byte stands for itself. */
static unsigned decode(const unsigned char *text, size_t *bytes)
{
    const size_t length = text[0] < 0xc0 ? 1 : text[0] < 0xe0 ? 2 : text[0] < 0xf0 ? 3 : 4;
    unsigned code = length == 1 ? text[0] : text[0] & (0x7fu >> length);
    for (size_t k = 1; k < length; k++) {
        if ((text[k] & 0xc0) != 0x80) return *bytes = 1, text[0];
        code = code << 6 | (text[k] & 0x3fu);
    }
    *bytes = length;
    return code;
}

static bool is_safe(unsigned code)
{
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || (code >= '0' && code <= '9') ||
           code == '_' || code == '.' || code == '@' || code == '#';
}

/* Only characters that every reader of the format takes in a name; never one that could begin a number. */
static void make_safe(const char *text, char *out)
{
    size_t length = 0, bytes = 0;
    const bool may_be_number = strchr("0123456789.eE", text[0]) != NULL;
    if (may_be_number) out[length++] = '_';
    for (const unsigned char *at = (const unsigned char *)text; *at && length + 8 < STEM; at += bytes) {
        const unsigned code = decode(at, &bytes);
        if (code >= 0x80)
            length += (size_t)snprintf(out + length, STEM - length, "u%04X", code);
        else
            out[length++] = is_safe(code) ? (char)code : '_';
    }
    out[length] = '\0';
}

/* A name that no other template has. */
static const char *claim(namer *n, const char *text)
{
    char stem[STEM + 1];
    make_safe(text, stem);
    const char *name = yp_arena_format(n->names->arena, "%s", stem);
    for (size_t number = 2; name; number++) {
        const bool is_new = yp_map_add(n->taken, name, strlen(name), 0, &n->no_memory) == YP_NONE;
        if (is_new || n->no_memory) return name;
        name = yp_arena_format(n->names->arena, "%s#%zu", stem, number);
    }
    n->no_memory = true;
    return "";
}

static const char *whole_name(namer *n, const char *kind, const char *id, uint32_t place)
{
    const char *where = place < n->m->c->place_count ? n->m->c->places[place].id : NULL;
    const char *text = where ? yp_arena_format(n->names->arena, "%s.%s@%s", kind, id, where)
                             : yp_arena_format(n->names->arena, "%s.%s", kind, id);
    if (!text) n->no_memory = true;
    return text ? text : "";
}

static const char *node_name(namer *n, const char *kind, uint32_t node)
{
    const yp_node *at = &n->m->nodes[node];
    return whole_name(n, kind, n->m->c->goods[at->good].id, at->place);
}

static const char *component_name(namer *n, const char *kind, uint32_t component)
{
    const yp_component *x = &n->m->c->components[component];
    return whole_name(n, kind, x->id, x->place);
}

static const char *column_text(namer *n, const yp_column_template *t, const char *before)
{
    const char *kind = yp_arena_format(n->names->arena, "%s%s", before, yp_part_text(t->part));
    if (!kind) n->no_memory = true;
    if (n->no_memory) return "";
    if (t->owner == YP_NONE) return whole_name(n, kind, "risk", YP_NONE);
    if (t->part == YP_PART_DISPOSED) return node_name(n, kind, t->owner);
    if (t->part == YP_PART_STEP) return whole_name(n, kind, n->m->c->steps[t->owner].id, YP_NONE);
    return component_name(n, kind, t->owner);
}

static const char *row_text(namer *n, const yp_row_template *t)
{
    const char *kind = yp_row_kind_text(t->kind);
    if (t->owner == YP_NONE) return whole_name(n, kind, "case", YP_NONE);
    switch (yp_row_owner_of(t->kind)) {
    case YP_OWNER_NODE:
        return node_name(n, kind, t->owner);
    case YP_OWNER_BARRIER:
        return whole_name(n, kind, n->m->c->barriers[t->owner].id, YP_NONE);
    case YP_OWNER_MESH:
        return component_name(n, kind, n->m->meshes[t->owner].links[0]);
    case YP_OWNER_CUT:
        return component_name(n, kind, n->m->cuts[t->owner].link);
    case YP_OWNER_CASE:
        return whole_name(n, kind, "case", YP_NONE);
    case YP_OWNER_COMPONENT:
        break;
    }
    return component_name(n, kind, t->owner);
}

static void add_span(yp_lp_span *spans, size_t *count, int64_t first, size_t blocks, const char *name)
{
    spans[(*count)++] = (yp_lp_span){ first, blocks, name };
}

static void name_all(namer *n, const yp_layout *layout)
{
    const yp_model *m = n->m;
    for (size_t r = 0; r < m->row_count && !n->no_memory; r++)
        add_span(n->names->rows, &n->names->row_count, layout->row_start[r],
                 m->blocks.level_count[m->rows[r].resolution], claim(n, row_text(n, &m->rows[r])));
    for (size_t j = 0; j < m->column_count && !n->no_memory; j++) {
        const yp_column_template *t = &m->columns[j];
        const size_t blocks = m->blocks.level_count[t->resolution];
        if (layout->column_start[j] < 0) continue;
        add_span(n->names->columns, &n->names->column_count, layout->column_start[j], blocks,
                 claim(n, column_text(n, t, "")));
        if (layout->upper_start[j] >= 0)
            add_span(n->names->rows, &n->names->row_count, layout->upper_start[j], blocks,
                     claim(n, column_text(n, t, "upper.")));
        if (layout->lower_start[j] >= 0)
            add_span(n->names->rows, &n->names->row_count, layout->lower_start[j], blocks,
                     claim(n, column_text(n, t, "lower.")));
    }
}

yp_status yp_lp_names_make(const yp_model *m, const yp_layout *layout, yp_lp_names *names)
{
    *names = (yp_lp_names){ .arena = yp_arena_new(NULL) };
    if (!names->arena) return YP_NO_MEMORY;
    namer n = { .m = m, .names = names, .taken = yp_map_new(names->arena) };
    names->rows = yp_arena_take(names->arena, m->row_count + 2 * m->column_count, sizeof *names->rows);
    names->columns = yp_arena_take(names->arena, m->column_count, sizeof *names->columns);
    if (!n.taken || !names->rows || !names->columns) return YP_NO_MEMORY;
    name_all(&n, layout);
    return n.no_memory ? YP_NO_MEMORY : YP_OK;
}

void yp_lp_names_free(yp_lp_names *names)
{
    if (names->arena) yp_arena_free(names->arena);
    *names = (yp_lp_names){ 0 };
}

void yp_lp_name(const yp_lp_span *spans, size_t count, int64_t index, char *out)
{
    size_t low = 0, high = count;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (spans[middle].first <= index)
            low = middle;
        else
            high = middle;
    }
    if (spans[low].count == 1)
        snprintf(out, YP_LP_NAME_ROOM, "%s", spans[low].name);
    else
        snprintf(out, YP_LP_NAME_ROOM, "%s.%lld", spans[low].name, (long long)(index - spans[low].first) + 1);
}
