/* Selectors: an id, or conditions key=value joined by `;`, all of which must hold; a value may list
 * alternatives by `|`. */
#include "case/internal.h"

#include <string.h>

bool yp_next_entry(const char **cursor, char separator, const char **text, size_t *length, bool *quoted)
{
    const char *p = *cursor;
    if (!p || !*p) return false;
    while (*p == ' ') p++;
    const char *end;
    *quoted = *p == '"' && strchr(p + 1, '"');
    if (*quoted) {
        end = strchr(p + 1, '"');
        *text = p + 1;
        *length = (size_t)(end - p) - 1;
        end = strchr(end, separator);
        if (!end) end = p + strlen(p);
    } else {
        bool in_quotes = false;
        for (end = p; *end && (in_quotes || *end != separator); end++)
            if (*end == '"') in_quotes = !in_quotes;
        *text = p;
        *length = (size_t)(end - p);
        while (*length && p[*length - 1] == ' ') --*length;
    }
    *cursor = *end ? end + 1 : end;
    return true;
}

typedef enum { BY_TECHNOLOGY, BY_TABLE, BY_GOOD, BY_PLACE, BY_GROUP, BY_LAYER, BY_ID } key;

static const yp_word keys[] = {
    { "technology", BY_TECHNOLOGY }, { "table", BY_TABLE }, { "good", BY_GOOD }, { "place", BY_PLACE },
    { "group", BY_GROUP },           { "layer", BY_LAYER }, { "id", BY_ID },     { NULL, 0 }
};

/* One alternative of one condition; `index` is that of a place, good, table or component. */
typedef struct {
    key by;
    const char *text;
    uint32_t index;
} condition;

static bool text_is(const char *a, const char *b)
{
    return a && strcmp(a, b) == 0;
}

static bool holds(const yp_case *c, const condition *one, uint32_t i)
{
    const yp_component *component = &c->components[i];
    switch (one->by) {
    case BY_TECHNOLOGY:
        return text_is(component->technology, one->text);
    case BY_GROUP:
        return text_is(component->group, one->text);
    case BY_LAYER:
        return text_is(component->layer, one->text);
    case BY_TABLE:
        return component->table == one->index;
    case BY_GOOD:
        return component->good == one->index || component->good_to == one->index;
    case BY_PLACE:
        return yp_place_is_within(c, component->place, one->index) ||
               (component->table == YP_LINK && yp_place_is_within(c, component->to, one->index));
    case BY_ID:
        return i == one->index || yp_is_vintage_of(component, &c->components[one->index]);
    }
    return false;
}

static uint32_t find_table(const char *text)
{
    for (uint32_t t = 0; t < YP_TABLE_COUNT; t++)
        if (strcmp(yp_table_text((yp_table)t), text) == 0) return t;
    return YP_NONE;
}

/* Does any component or technology of the case say this? A name that none has is a slip of the pen. */
static bool is_said(const yp_builder *b, key by, const char *text)
{
    const yp_case *c = b->c;
    if (by == BY_TECHNOLOGY && yp_map_find(b->technology_map, text, strlen(text)) != YP_NONE) return true;
    for (size_t i = 0; i < c->component_count; i++) {
        const yp_component *component = &c->components[i];
        const char *said = by == BY_TECHNOLOGY ? component->technology
                           : by == BY_GROUP    ? component->group
                                               : component->layer;
        if (text_is(said, text)) return true;
    }
    for (size_t i = 0; by == BY_LAYER && i < c->all_layer_count; i++)
        if (strcmp(c->all_layers[i], text) == 0) return true;
    return false;
}

static bool understand(yp_builder *b, condition *one, yp_spot at)
{
    const yp_case *c = b->c;
    const char *text = one->text;
    switch (one->by) {
    case BY_GOOD:
        return (one->index = yp_lookup(b, c->good_map, text, at, "good")) != YP_NONE;
    case BY_PLACE:
        return (one->index = yp_lookup(b, c->place_map, text, at, "place")) != YP_NONE;
    case BY_ID:
        return (one->index = yp_lookup(b, c->component_map, text, at, "component")) != YP_NONE;
    case BY_TABLE:
        one->index = find_table(text);
        if (one->index == YP_NONE)
            yp_error(b, at, "there is no table '%s': expected supplies, demands, links, processes or stores",
                     text);
        return one->index != YP_NONE;
    case BY_TECHNOLOGY:
    case BY_GROUP:
    case BY_LAYER:
        break;
    }
    if (is_said(b, one->by, text)) return true;
    if (yp_is_excused(b, c->component_map) || yp_is_excused(b, b->technology_map)) return false;
    const char *near =
        one->by == BY_TECHNOLOGY ? yp_map_nearest(b->technology_map, text, strlen(text)) : NULL;
    yp_error(b, at, "no component has the %s '%s'%s%s%s", yp_word_text(keys, (int)one->by), text,
             near ? ": did you mean '" : "", near ? near : "", near ? "'?" : "");
    return false;
}

/* Keep in `matches` what one alternative of the condition allows. */
static bool narrow(yp_builder *b, key by, const char *values, yp_spot at, bool *matches)
{
    const size_t count = b->c->component_count;
    bool *allowed = yp_take(b, count, sizeof *allowed);
    const char *text;
    size_t length;
    bool quoted;
    if (!allowed) return false;
    while (yp_next_entry(&values, '|', &text, &length, &quoted)) {
        condition one = { by, yp_keep(b, text, length), YP_NONE };
        if (!one.text || !understand(b, &one, at)) return false;
        for (uint32_t i = 0; i < count; i++)
            if (matches[i] && holds(b->c, &one, i)) allowed[i] = true;
    }
    memcpy(matches, allowed, count * sizeof *allowed);
    return true;
}

/* One id: with its vintages, unless it is written in quotes. */
static void keep_only(const yp_case *c, uint32_t index, bool is_alone, bool *matches)
{
    for (uint32_t i = 0; i < c->component_count; i++)
        if (i != index && (is_alone || !yp_is_vintage_of(&c->components[i], &c->components[index])))
            matches[i] = false;
}

/* An entry of a selector: key=value, or the id of a component. */
static bool narrow_by_entry(yp_builder *b, const char *text, size_t length, bool quoted, yp_spot at,
                            bool *matches)
{
    const char *entry = yp_keep(b, text, length);
    if (!entry) return false;
    const char *equals = quoted ? NULL : strchr(entry, '=');
    const int by = equals ? yp_word_code(keys, entry, (size_t)(equals - entry)) : BY_ID;
    if (by >= 0 && equals) return narrow(b, (key)by, equals + 1, at, matches);
    const uint32_t index = yp_map_find(b->c->component_map, entry, strlen(entry));
    if (index == YP_NONE && equals) {
        yp_error(b, at,
                 "the selector's key '%.*s' is unknown: expected technology, table, good, place, group, "
                 "layer or id",
                 (int)(equals - entry), entry);
        return false;
    }
    if (index == YP_NONE) return yp_lookup(b, b->c->component_map, entry, at, "component") != YP_NONE;
    keep_only(b->c, index, quoted, matches);
    return true;
}

bool yp_select_components(yp_builder *b, const char *selector, yp_spot at, bool *matches)
{
    const char *text;
    size_t length;
    bool quoted;
    for (size_t i = 0; i < b->c->component_count; i++) matches[i] = true;
    if (!selector || strcmp(selector, "*") == 0) return true;
    /* an id may hold anything: the whole text first */
    const uint32_t whole = yp_map_find(b->c->component_map, selector, strlen(selector));
    if (whole != YP_NONE) {
        keep_only(b->c, whole, false, matches);
        return true;
    }
    while (yp_next_entry(&selector, ';', &text, &length, &quoted))
        if (!narrow_by_entry(b, text, length, quoted, at, matches)) return false;
    return true;
}

yp_status yp_select(const yp_case *c, const char *selector, yp_spot at, yp_diag *diag, bool *matches)
{
    yp_arena *arena = yp_arena_new(NULL);
    if (!arena) return YP_NO_MEMORY;
    yp_case view = *c; /* what is taken on the way goes into an arena of its own */
    view.arena = arena;
    yp_builder b = { .c = &view, .diag = diag, .technology_map = yp_map_new(arena) };
    for (uint32_t i = 0; b.technology_map && i < c->technology_count; i++)
        yp_map_add(b.technology_map, c->technologies[i].id, strlen(c->technologies[i].id), i, &b.no_memory);
    if (!b.technology_map) b.no_memory = true;
    const bool is_understood = !b.no_memory && yp_select_components(&b, selector, at, matches);
    yp_arena_free(arena);
    return b.no_memory ? YP_NO_MEMORY : is_understood ? YP_OK : YP_BAD_INPUT;
}
