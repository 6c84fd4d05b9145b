/* The tree is built from the events of libfyaml, which keep the place of every value.
 *
 * 1. No chain of nodes is longer than DEPTH_LIMIT, and the whole tree, with aliases followed, has at most
 * SIZE_LIMIT nodes: readers may recurse and need no guard of their own.
 * 2. Every text is well-formed UTF-8 without NUL. */
#include "table/yaml.h"
#include "table/internal.h"

#include <libfyaml.h>
#include <string.h>

enum { DEPTH_LIMIT = 64, SIZE_LIMIT = 1000000 };
#define YAML_FILE_LIMIT ((size_t)16 << 20)

typedef struct pair {
    const char *key; /* NULL in a list */
    yp_spot key_spot;
    yp_yaml_node *value;
    struct pair *next; /* while reading */
} pair;

struct yp_yaml_node {
    yp_yaml_kind kind;
    yp_spot at;
    const char *text; /* of a scalar */
    size_t count;
    pair *pairs;         /* [count] */
    const yp_map *keys;  /* of a mapping: index into pairs */
    size_t size, height; /* nodes in it and levels of it, itself included, aliases followed */
    bool is_open;        /* still being read: an alias to it would be a cycle */
};

struct yp_yaml {
    yp_arena *arena;
    const char *file;
    const yp_yaml_node *root;
};

/* A list or mapping that is being read. */
typedef struct {
    yp_yaml_node *node;
    yp_map *keys;
    pair *first, *last;
    bool has_key; /* the last pair waits for its value */
} level;

/* A node that has an anchor. */
typedef struct {
    yp_yaml_node *node;
} anchored;

typedef struct {
    yp_yaml *yaml;
    yp_complaints complaints;
    const yp_bytes *text;
    size_t seen; /* `spot` is the place of this byte */
    yp_spot spot;
    level levels[DEPTH_LIMIT];
    size_t depth;
    yp_map *anchors;
    anchored *anchored; /* [anchored_room], by index of `anchors` */
    size_t anchored_room;
    size_t document_count;
    bool is_hopeless; /* reading on would tell nothing */
    yp_status status;
} builder;

static void *take(builder *b, size_t count, size_t size)
{
    void *memory = yp_arena_take(b->yaml->arena, count, size);
    if (!memory) b->status = YP_NO_MEMORY;
    return memory;
}

/* Places are asked for in the order of the text, nearly always: count on from the last one. */
static yp_spot spot_at(builder *b, size_t at)
{
    if (at > b->text->length) at = b->text->length;
    if (at < b->seen) {
        b->seen = 0;
        b->spot = (yp_spot){ b->yaml->file, 1, 1 };
    }
    yp_spot step = yp_spot_of(b->yaml->file, b->text->bytes, b->seen, b->spot.line, at);
    step.column += step.line == b->spot.line ? b->spot.column - 1 : 0;
    b->seen = at;
    return b->spot = step;
}

static yp_spot event_spot(builder *b, struct fy_event *event)
{
    const struct fy_mark *mark = fy_event_start_mark(event);
    return mark ? spot_at(b, mark->input_pos) : b->spot;
}

static bool is_proper(const char *text, size_t length)
{
    for (size_t i = 0, step; i < length; i += step) {
        step = yp_utf8_length(text + i, length - i);
        if (step == 0 || text[i] == '\0') return false;
    }
    return true;
}

/* The text of a token, in the arena. NULL: memory ran out or the text is refused. */
static const char *copy_text(builder *b, struct fy_token *token, yp_spot at)
{
    size_t length = 0;
    const char *text = token ? fy_token_get_text(token, &length) : "";
    if (!text) text = "", length = 0;
    if (!is_proper(text, length)) {
        yp_complain(&b->complaints, at, "text holds a NUL or half of a character: expected UTF-8 text");
        return NULL;
    }
    const char *copy = yp_arena_text(b->yaml->arena, text, length);
    if (!copy) b->status = YP_NO_MEMORY;
    return copy;
}

static void refuse_tag(builder *b, struct fy_token *tag, yp_spot at)
{
    if (tag) yp_complain(&b->complaints, at, "tags such as !name are not read: expected a plain value");
}

/* Remember the node that an anchor names. */
static void keep_anchor(builder *b, struct fy_token *anchor, yp_yaml_node *node, yp_spot at)
{
    const char *name = anchor ? copy_text(b, anchor, at) : NULL;
    if (!name) return;
    size_t index = yp_map_count(b->anchors);
    if (index == b->anchored_room) {
        size_t room = index ? 2 * index : 16;
        anchored *larger = take(b, room, sizeof *larger);
        if (!larger) return;
        if (index) memcpy(larger, b->anchored, index * sizeof *larger);
        b->anchored = larger;
        b->anchored_room = room;
    }
    bool no_memory = false;
    if (yp_map_add(b->anchors, name, strlen(name), (uint32_t)index, &no_memory) != YP_NONE)
        yp_complain(&b->complaints, at, "anchor '%s' stands twice", yp_excerpt_of(name, strlen(name)).text);
    if (no_memory) b->status = YP_NO_MEMORY;
    b->anchored[index].node = node;
}

/* Put a key into the mapping of the level. */
static void add_key(builder *b, level *l, struct fy_token *token, yp_spot at)
{
    const char *key = copy_text(b, token, at);
    pair *p = take(b, 1, sizeof *p);
    if (!p) return;
    bool no_memory = false;
    if (key && !*key) yp_complain(&b->complaints, at, "key is empty: expected 'key: value'");
    uint32_t twin =
        key ? yp_map_add(l->keys, key, strlen(key), (uint32_t)l->node->count, &no_memory) : YP_NONE;
    if (twin != YP_NONE) {
        const pair *first = l->first;
        while (twin-- > 0) first = first->next;
        yp_complain(&b->complaints, at, "key '%s' stands twice: the first is %s:%u:%u",
                    yp_excerpt_of(key, strlen(key)).text, at.file, first->key_spot.line,
                    first->key_spot.column);
    }
    if (no_memory) b->status = YP_NO_MEMORY;
    *p = (pair){ key ? key : "", at, NULL, NULL };
    if (l->last)
        l->last->next = p;
    else
        l->first = p;
    l->last = p;
    l->node->count++;
    l->has_key = true;
}

/* Give a finished or beginning node its place: as root, entry of a list or value of a pair. */
static void place_node(builder *b, yp_yaml_node *node)
{
    if (b->depth == 0) {
        b->yaml->root = node;
        return;
    }
    level *l = b->levels + b->depth - 1;
    if (l->node->kind == YP_YAML_MAPPING) {
        l->last->value = node;
        l->has_key = false;
        return;
    }
    pair *p = take(b, 1, sizeof *p);
    if (!p) return;
    p->value = node;
    if (l->last)
        l->last->next = p;
    else
        l->first = p;
    l->last = p;
    l->node->count++;
}

static bool wants_key(const builder *b)
{
    if (b->depth == 0) return false;
    const level *l = b->levels + b->depth - 1;
    return l->node->kind == YP_YAML_MAPPING && !l->has_key;
}

static yp_yaml_node *new_node(builder *b, yp_yaml_kind kind, yp_spot at)
{
    yp_yaml_node *node = take(b, 1, sizeof *node);
    if (node) *node = (yp_yaml_node){ .kind = kind, .at = at, .size = 1, .height = 1 };
    return node;
}

static void read_scalar(builder *b, struct fy_event *event, yp_spot at)
{
    refuse_tag(b, event->scalar.tag, at);
    if (wants_key(b)) {
        add_key(b, b->levels + b->depth - 1, event->scalar.value, at);
        return;
    }
    yp_yaml_node *node = new_node(b, YP_YAML_SCALAR, at);
    if (!node) return;
    const char *text = copy_text(b, event->scalar.value, at);
    node->text = text ? text : "";
    keep_anchor(b, event->scalar.anchor, node, at);
    place_node(b, node);
}

static void begin_level(builder *b, yp_yaml_kind kind, struct fy_token *anchor, struct fy_token *tag,
                        yp_spot at)
{
    refuse_tag(b, tag, at);
    if (wants_key(b) || b->depth == DEPTH_LIMIT) {
        if (wants_key(b))
            yp_complain(&b->complaints, at, "key is a list or a mapping: expected text");
        else
            yp_complain(&b->complaints, at, "nested too deep: expected at most %d levels", DEPTH_LIMIT);
        b->is_hopeless = true;
        return;
    }
    yp_yaml_node *node = new_node(b, kind, at);
    if (!node) return;
    node->is_open = true;
    keep_anchor(b, anchor, node, at);
    place_node(b, node);
    yp_map *keys = kind == YP_YAML_MAPPING ? yp_map_new(b->yaml->arena) : NULL;
    if (kind == YP_YAML_MAPPING && !keys) b->status = YP_NO_MEMORY;
    b->levels[b->depth++] = (level){ node, keys, NULL, NULL, false };
}

/* Pairs from a chain to an array; sizes from the inside out. */
static void end_level(builder *b)
{
    level *l = b->levels + --b->depth;
    yp_yaml_node *node = l->node;
    node->is_open = false;
    node->keys = l->keys;
    node->pairs = take(b, node->count, sizeof *node->pairs);
    if (!node->pairs) return;
    size_t i = 0;
    for (const pair *p = l->first; p; p = p->next) {
        node->pairs[i++] = *p;
        node->size += p->value->size;
        if (p->value->height >= node->height) node->height = p->value->height + 1;
    }
    if (node->size > SIZE_LIMIT || node->height + b->depth > DEPTH_LIMIT) {
        yp_complain(&b->complaints, node->at,
                    "too large once its aliases are followed: expected at most %d values in %d levels",
                    SIZE_LIMIT, DEPTH_LIMIT);
        b->is_hopeless = true;
    }
}

static void read_alias(builder *b, struct fy_event *event, yp_spot at)
{
    if (at.column > 1) at.column--; /* the library points behind the asterisk */
    const char *name = copy_text(b, event->alias.anchor, at);
    if (!name) return;
    uint32_t index = yp_map_find(b->anchors, name, strlen(name));
    yp_yaml_node *target = index == YP_NONE ? NULL : b->anchored[index].node;
    yp_excerpt shown = yp_excerpt_of(name, strlen(name));
    if (wants_key(b)) {
        yp_complain(&b->complaints, at, "key is the alias '*%s': expected text", shown.text);
        b->is_hopeless = true;
        return;
    }
    if (!target)
        yp_complain(&b->complaints, at, "alias '*%s' has no anchor '&%s' before it", shown.text, shown.text);
    else if (target->is_open)
        yp_complain(&b->complaints, at, "alias '*%s' stands inside what it names", shown.text);
    if (!target || target->is_open) target = new_node(b, YP_YAML_SCALAR, at);
    if (!target) return;
    if (!target->text && target->kind == YP_YAML_SCALAR) target->text = "";
    place_node(b, target);
}

static void read_event(builder *b, struct fy_event *event)
{
    switch (event->type) {
    case FYET_DOCUMENT_START:
        if (++b->document_count == 2) {
            yp_complain(&b->complaints, event_spot(b, event), "a second document begins: expected one");
            b->is_hopeless = true;
        }
        break;
    case FYET_SCALAR:
        read_scalar(b, event, event_spot(b, event));
        break;
    case FYET_ALIAS:
        read_alias(b, event, event_spot(b, event));
        break;
    case FYET_MAPPING_START:
        begin_level(b, YP_YAML_MAPPING, event->mapping_start.anchor, event->mapping_start.tag,
                    event_spot(b, event));
        break;
    case FYET_SEQUENCE_START:
        begin_level(b, YP_YAML_LIST, event->sequence_start.anchor, event->sequence_start.tag,
                    event_spot(b, event));
        break;
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END:
        end_level(b);
        break;
    case FYET_NONE:
    case FYET_STREAM_START:
    case FYET_STREAM_END:
    case FYET_DOCUMENT_END:
        break;
    }
}

/* What the library had to say; it counts lines and columns from 1. */
static void complain_of_syntax(builder *b, struct fy_diag *found)
{
    void *place = NULL;
    size_t before = b->complaints.count;
    for (struct fy_diag_error *e; (e = fy_diag_errors_iterate(found, &place));) {
        yp_spot at = { b->yaml->file, e->line > 0 ? (uint32_t)e->line : 0,
                       e->column > 0 ? (uint32_t)e->column : 0 };
        yp_complain(&b->complaints, at, "this is not YAML: %s", yp_excerpt_of(e->msg, strlen(e->msg)).text);
    }
    if (b->complaints.count == before) yp_complain(&b->complaints, b->spot, "this is not YAML from here on");
}

static void read_events(builder *b, struct fy_parser *parser, struct fy_diag *found)
{
    bool has_ended = false;
    while (b->status == YP_OK && !b->is_hopeless && !has_ended) {
        struct fy_event *event = fy_parser_parse(parser);
        if (!event) break;
        has_ended = event->type == FYET_STREAM_END;
        read_event(b, event);
        fy_parser_event_free(parser, event);
    }
    if (b->status == YP_OK && !b->is_hopeless && (!has_ended || fy_parser_get_stream_error(parser)))
        complain_of_syntax(b, found);
}

/* The library is only given what it is sure to understand as characters. */
static bool check_characters(builder *b)
{
    const char *bytes = b->text->bytes;
    for (size_t i = 0, step; i < b->text->length; i += step ? step : 1) {
        step = yp_utf8_length(bytes + i, b->text->length - i);
        if (step == 0)
            yp_complain(&b->complaints, spot_at(b, i), "byte is not UTF-8: expected a file saved as UTF-8");
        if (bytes[i] == '\0') yp_complain(&b->complaints, spot_at(b, i), "NUL byte: expected text");
    }
    return b->complaints.count == 0;
}

static void parse(builder *b, struct fy_diag *found)
{
    struct fy_parse_cfg settings = { .search_path = "", .flags = FYPCF_COLLECT_DIAG, .diag = found };
    struct fy_parser *parser = fy_parser_create(&settings);
    if (parser && fy_parser_set_string(parser, b->text->bytes, b->text->length) == 0)
        read_events(b, parser, found);
    else
        b->status = YP_NO_MEMORY;
    if (parser) fy_parser_destroy(parser);
}

static yp_status build(builder *b)
{
    b->anchors = yp_map_new(b->yaml->arena);
    if (!b->anchors) return YP_NO_MEMORY;
    if (!check_characters(b)) return YP_BAD_INPUT;
    b->seen = 0;
    b->spot = (yp_spot){ b->yaml->file, 1, 1 };
    struct fy_diag_cfg quiet = { .level = FYET_ERROR, .module_mask = ~0U };
    struct fy_diag *found = fy_diag_create(&quiet);
    if (!found) return YP_NO_MEMORY;
    fy_diag_set_collect_errors(found, true);
    parse(b, found);
    fy_diag_destroy(found);
    return b->status;
}

static yp_status from_text(const yp_bytes *whole, const char *shown, yp_diag *diag, yp_yaml **out)
{
    yp_arena *arena = yp_arena_new(NULL);
    yp_yaml *yaml = arena ? yp_arena_take(arena, 1, sizeof *yaml) : NULL;
    builder *b = yaml ? yp_arena_take(arena, 1, sizeof *b) : NULL;
    const char *file = b ? yp_arena_text(arena, shown, strlen(shown)) : NULL;
    if (!file) {
        yp_arena_free(arena);
        return YP_NO_MEMORY;
    }
    *yaml = (yp_yaml){ arena, file, NULL };
    yp_bytes text = *whole;
    if (text.length >= 3 && memcmp(text.bytes, "\xEF\xBB\xBF", 3) == 0) text.bytes += 3, text.length -= 3;
    b->yaml = yaml;
    b->complaints = (yp_complaints){ diag, file, 0 };
    b->text = &text;
    b->spot = (yp_spot){ file, 1, 1 };
    yp_status status = build(b), found = yp_complaints_close(&b->complaints);
    if (status == YP_OK) status = found;
    if (status == YP_OK && yaml->root && yaml->root->kind == YP_YAML_SCALAR && !*yaml->root->text)
        yaml->root = NULL;
    if (status == YP_OK)
        *out = yaml;
    else
        yp_arena_free(arena);
    return status;
}

yp_status yp_yaml_read(const char *path, const char *shown, yp_diag *diag, yp_yaml **out)
{
    yp_bytes text;
    yp_status status = yp_bytes_read(path, shown ? shown : path, YAML_FILE_LIMIT, diag, &text);
    if (status != YP_OK) return status;
    status = from_text(&text, shown ? shown : path, diag, out);
    yp_bytes_free(&text);
    return status;
}

yp_status yp_yaml_parse(const char *text, size_t bytes, const char *shown, yp_diag *diag, yp_yaml **out)
{
    yp_bytes copy;
    yp_status status = yp_bytes_copy(text, bytes, &copy);
    if (status != YP_OK) return status;
    status = from_text(&copy, shown ? shown : "document", diag, out);
    yp_bytes_free(&copy);
    return status;
}

void yp_yaml_free(yp_yaml *yaml)
{
    if (yaml) yp_arena_free(yaml->arena); /* yaml itself lies in it */
}

const yp_yaml_node *yp_yaml_root(const yp_yaml *yaml)
{
    return yaml->root;
}

yp_yaml_kind yp_yaml_node_kind(const yp_yaml_node *node)
{
    return node->kind;
}

yp_spot yp_yaml_node_spot(const yp_yaml_node *node)
{
    return node->at;
}

const char *yp_yaml_text(const yp_yaml_node *node)
{
    return node->text;
}

size_t yp_yaml_count(const yp_yaml_node *node)
{
    return node->count;
}

const yp_yaml_node *yp_yaml_at(const yp_yaml_node *node, size_t i)
{
    return node->pairs[i].value;
}

const char *yp_yaml_key(const yp_yaml_node *node, size_t i)
{
    return node->pairs[i].key;
}

yp_spot yp_yaml_key_spot(const yp_yaml_node *node, size_t i)
{
    return node->pairs[i].key_spot;
}

const yp_yaml_node *yp_yaml_get(const yp_yaml_node *node, const char *key)
{
    uint32_t i = node->keys ? yp_map_find(node->keys, key, strlen(key)) : YP_NONE;
    return i == YP_NONE ? NULL : node->pairs[i].value;
}
