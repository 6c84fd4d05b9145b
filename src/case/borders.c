/* Borders: which links a barrier acts on, in which direction; reforms and their order. */
#include "case/internal.h"

#include <stdlib.h>
#include <string.h>

/* A border as parsed: a level, or two places. */
typedef struct {
    uint32_t level, a, b;
    bool is_one_way;
} border_line;

/* The separator of a pair, outside quotes; NULL if there is none. */
static const char *find_separator(const char *text)
{
    bool in_quotes = false;
    for (; *text; text++) {
        if (*text == '"') in_quotes = !in_quotes;
        if (!in_quotes && (*text == '|' || *text == '>')) return text;
    }
    return NULL;
}

static uint32_t parse_place(yp_builder *b, const char *text, size_t length, yp_spot at)
{
    while (length && *text == ' ') text++, length--;
    while (length && text[length - 1] == ' ') length--;
    if (length >= 2 && *text == '"' && text[length - 1] == '"') text++, length -= 2;
    const char *id = yp_keep(b, text, length);
    return id ? yp_lookup(b, b->c->place_map, id, at, "place") : YP_NONE;
}

static bool parse_border(yp_builder *b, const yp_barrier *barrier, border_line *parsed)
{
    const char *text = barrier->border, *separator = text ? find_separator(text) : NULL;
    *parsed = (border_line){ YP_NONE, YP_NONE, YP_NONE, false };
    if (!text) return false;
    if (!separator) {
        parsed->level = yp_map_find(b->level_map, text, strlen(text));
        if (parsed->level != YP_NONE) return true;
        if (yp_is_excused(b, b->c->place_map)) return false;
        const char *near = yp_map_nearest(b->level_map, text, strlen(text));
        yp_error(b, barrier->at,
                 "border is '%s': no place has this level%s%s%s; a pair is written a|b, one way a>b", text,
                 near ? " (did you mean '" : "", near ? near : "", near ? "'?)" : "");
        return false;
    }
    parsed->is_one_way = *separator == '>';
    parsed->a = parse_place(b, text, (size_t)(separator - text), barrier->at);
    parsed->b = parse_place(b, separator + 1, strlen(separator + 1), barrier->at);
    if (parsed->a == YP_NONE || parsed->b == YP_NONE) return false;
    if (!yp_place_is_within(b->c, parsed->a, parsed->b) && !yp_place_is_within(b->c, parsed->b, parsed->a))
        return true;
    yp_error(b, barrier->at, "border is '%s': one of the two lies within the other", text);
    return false;
}

/* True if the link crosses; then in which of its directions the barrier acts. */
static bool crosses(const yp_case *c, const yp_component *link, const border_line *line,
                    yp_crossing *crossing)
{
    *crossing = (yp_crossing){ .forward = true, .backward = true, .sign = 1 };
    if (line->level != YP_NONE) {
        const uint32_t from = yp_place_at_level(c, link->place, line->level);
        const uint32_t to = yp_place_at_level(c, link->to, line->level);
        if (yp_place_is_within(c, link->place, link->to) || yp_place_is_within(c, link->to, link->place))
            return false;
        return from != YP_NONE && to != YP_NONE && from != to;
    }
    const bool is_along =
        yp_place_is_within(c, link->place, line->a) && yp_place_is_within(c, link->to, line->b);
    const bool is_against =
        yp_place_is_within(c, link->place, line->b) && yp_place_is_within(c, link->to, line->a);
    if (is_against) crossing->sign = -1;
    if (line->is_one_way) {
        crossing->forward = is_along;
        crossing->backward = is_against;
    }
    return is_along || is_against;
}

/* Goods named by a barrier; false (told) if one is unknown. Rewrites the list without those that are left
 * out. */
static bool select_goods(yp_builder *b, yp_barrier *barrier, bool *wanted, bool *all_out)
{
    const char *cursor = barrier->goods, *text;
    size_t length;
    bool quoted, is_fine = true, some_out = false, some_kept = false;
    const char *kept = "";
    for (size_t i = 0; i < b->c->good_count; i++) wanted[i] = !cursor || strcmp(cursor, "*") == 0;
    *all_out = false;
    if (!cursor || strcmp(cursor, "*") == 0) return true;
    while (yp_next_entry(&cursor, ';', &text, &length, &quoted)) {
        const char *id = yp_keep(b, text, length);
        const uint32_t good = id ? yp_lookup(b, b->c->good_map, id, barrier->at, "good") : YP_NONE;
        if (good == YP_NONE) {
            is_fine = false;
            continue;
        }
        wanted[good] = true;
        if (b->good_out[good])
            some_out = true;
        else {
            kept = yp_arena_format(b->c->arena, "%s%s%s%s%s", kept, some_kept ? ";" : "", quoted ? "\"" : "",
                                   id, quoted ? "\"" : "");
            some_kept = true;
            if (!kept) return b->no_memory = true, false;
        }
    }
    *all_out = some_out && !some_kept;
    if (some_out && some_kept) barrier->goods = kept;
    return is_fine;
}

static bool is_candidate(const yp_builder *b, const yp_component *link, const bool *wanted, uint32_t within)
{
    if (link->table != YP_LINK || link->good == YP_NONE || link->place == YP_NONE || link->to == YP_NONE)
        return false;
    if (!b->c->goods[link->good].has_borders || !wanted[link->good]) return false;
    return within == YP_NONE ||
           (yp_place_is_within(b->c, link->place, within) && yp_place_is_within(b->c, link->to, within));
}

/* limit, schedule and delivery bound a sum: one good, and for the last two a direction. */
static void check_sum(yp_builder *b, yp_barrier *barrier, const border_line *line)
{
    const bool is_sum = barrier->kind == YP_BARRIER_LIMIT || barrier->kind == YP_BARRIER_SCHEDULE ||
                        barrier->kind == YP_BARRIER_DELIVERY;
    if (!is_sum) return;
    if (barrier->kind == YP_BARRIER_DELIVERY && !line->is_one_way)
        yp_error(b, barrier->at, "border is '%s': a delivery has a direction, written a>b", barrier->border);
    if (barrier->kind == YP_BARRIER_SCHEDULE && line->level != YP_NONE)
        yp_error(b, barrier->at, "border is '%s': a schedule runs between two places, written a>b or a|b",
                 barrier->border);
    for (size_t i = 0; i < barrier->crossing_count; i++) {
        const yp_component *link = &b->c->components[barrier->crossings[i].link];
        const yp_component *first = &b->c->components[barrier->crossings[0].link];
        barrier->resolution = b->c->goods[first->good].resolution;
        if (link->good == first->good) continue;
        yp_error(b, barrier->at, "the sum of barrier '%s' mixes the goods '%s' and '%s': one row each",
                 barrier->id, b->c->goods[first->good].id, b->c->goods[link->good].id);
        return;
    }
}

static void find_crossings(yp_builder *b, yp_barrier *barrier, const border_line *line, uint32_t within,
                           const bool *wanted, const bool *matches, bool *some_kept)
{
    const yp_case *c = b->c;
    size_t count = 0;
    yp_crossing crossing;
    for (size_t i = 0; i < c->component_count; i++)
        if (matches[i] && is_candidate(b, &c->components[i], wanted, within) &&
            crosses(c, &c->components[i], line, &crossing))
            count++;
    yp_crossing *crossings = yp_take(b, count, sizeof *crossings);
    *some_kept = count == 0;
    barrier->crossings = crossings;
    barrier->crossing_count = 0;
    for (uint32_t i = 0; crossings && i < c->component_count; i++) {
        if (!matches[i] || !is_candidate(b, &c->components[i], wanted, within) ||
            !crosses(c, &c->components[i], line, &crossing))
            continue;
        crossing.link = i;
        crossings[barrier->crossing_count++] = crossing;
        if (!b->component_out[i]) *some_kept = true;
    }
}

static void resolve_barrier(yp_builder *b, uint32_t index, bool *wanted, bool *matches)
{
    yp_barrier *barrier = &b->c->barriers[index];
    border_line line;
    bool all_out = false, some_kept = true;
    uint32_t within = YP_NONE;
    const bool has_border = parse_border(b, barrier, &line),
               has_goods = select_goods(b, barrier, wanted, &all_out);
    if (barrier->within) within = yp_lookup(b, b->c->place_map, barrier->within, barrier->at, "place");
    if (barrier->within && within == YP_NONE) return;
    if (!yp_select_components(b, barrier->links, barrier->at, matches)) return;
    if (!has_border || !has_goods || b->no_memory) return;
    find_crossings(b, barrier, &line, within, wanted, matches, &some_kept);
    check_sum(b, barrier, &line);
    const bool was_out = b->barrier_out[index];
    if (all_out || !some_kept) b->barrier_out[index] = true;
    if (b->barrier_out[index] && !was_out) b->c->dropped_row_count++;
    if (barrier->crossing_count == 0 && !all_out && !was_out && !yp_is_excused(b, b->c->component_map)) {
        const bool needs_some = barrier->kind == YP_BARRIER_DELIVERY || barrier->kind == YP_BARRIER_SCHEDULE;
        if (needs_some && !b->barrier_facts[index].is_optional)
            yp_error(b, barrier->at, "no link of these goods crosses the border '%s'", barrier->border);
        else if (b->error_count == 0) /* else its links may be those with mistakes */
            yp_warn(b, barrier->at,
                    "no link of these goods crosses the border '%s': the barrier acts on nothing",
                    barrier->border);
    }
}

void yp_resolve_barriers(yp_builder *b)
{
    bool *wanted = yp_take(b, b->c->good_count, sizeof *wanted),
         *matches = yp_take(b, b->c->component_count, sizeof *matches);
    for (uint32_t i = 0; wanted && matches && i < b->c->barrier_count && !b->no_memory; i++)
        resolve_barrier(b, i, wanted, matches);
}

/* ---- reforms ---- */

static const char *reform_of(const yp_builder *b, size_t barrier)
{
    return b->barrier_facts[barrier].reform ? b->barrier_facts[barrier].reform : b->c->barriers[barrier].id;
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Reforms of the barriers that are kept, by name; known_reforms holds also those of barriers left out. */
static void collect_reforms(yp_builder *b)
{
    yp_case *c = b->c;
    const char **names = yp_take(b, c->barrier_count, sizeof *names);
    size_t count = 0;
    for (size_t i = 0; names && i < c->barrier_count; i++) {
        const char *name = reform_of(b, i);
        if (!name) continue;
        yp_map_add(b->known_reforms, name, strlen(name), 0, &b->no_memory);
        if (!b->barrier_out[i]) names[count++] = name;
    }
    c->reforms = yp_take(b, count, sizeof *c->reforms);
    if (!names || !c->reforms) return;
    qsort(names, count, sizeof *names, compare_texts);
    for (size_t i = 0; i < count; i++) {
        if (yp_map_add(c->reform_map, names[i], strlen(names[i]), (uint32_t)c->reform_count, &b->no_memory) ==
            YP_NONE)
            c->reforms[c->reform_count++] = (yp_reform){ .id = names[i] };
    }
}

/* Name a reform by case.yaml, else by the first of its barriers in the order of their ids. */
static void name_reforms(yp_builder *b)
{
    yp_case *c = b->c;
    const char **first = yp_take(b, c->reform_count, sizeof *first);
    for (size_t i = 0; first && i < c->barrier_count; i++) {
        yp_barrier *barrier = &c->barriers[i];
        const char *name = reform_of(b, i);
        if (b->barrier_out[i] || !name) continue;
        barrier->reform = yp_map_find(c->reform_map, name, strlen(name));
        yp_reform *reform = &c->reforms[barrier->reform];
        reform->cost_of_lifting += barrier->cost_of_lifting;
        if (first[barrier->reform] && strcmp(first[barrier->reform], barrier->id) <= 0) continue;
        first[barrier->reform] = barrier->id;
        reform->name = barrier->name;
        reform->name_zh = barrier->name_zh;
    }
    for (size_t i = 0; i < b->reform_name_count; i++) {
        const char *const *entry = &b->reform_names[3 * i];
        const uint32_t reform = yp_map_find(c->reform_map, entry[0], strlen(entry[0]));
        if (reform == YP_NONE) continue;
        if (entry[1]) c->reforms[reform].name = entry[1];
        if (entry[2]) c->reforms[reform].name_zh = entry[2];
    }
}

static int compare_indices(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Append to the list of a reform what one of its barriers says. */
static void read_dependencies(yp_builder *b, size_t index)
{
    yp_case *c = b->c;
    yp_reform *reform = &c->reforms[c->barriers[index].reform];
    const char *cursor = b->barrier_facts[index].depends_on, *text;
    size_t length;
    bool quoted;
    while (yp_next_entry(&cursor, ';', &text, &length, &quoted)) {
        const char *id = yp_keep(b, text, length);
        if (!id || yp_lookup(b, b->known_reforms, id, c->barriers[index].at, "reform") == YP_NONE) continue;
        const uint32_t other = yp_map_find(c->reform_map, id, length);
        if (other == YP_NONE) continue;
        uint32_t *list = yp_take(b, reform->depends_count + 1, sizeof *list);
        if (!list) return;
        bool is_there = false;
        for (size_t i = 0; i < reform->depends_count; i++) {
            list[i] = reform->depends_on[i];
            is_there = is_there || list[i] == other;
        }
        list[reform->depends_count] = other;
        if (is_there) continue;
        reform->depends_on = list;
        reform->depends_count++;
        qsort(list, reform->depends_count, sizeof *list, compare_indices);
    }
}

/* Settle reforms whose predecessors are settled until nothing changes; what remains waits for itself. */
static void check_order(yp_builder *b)
{
    yp_case *c = b->c;
    bool *settled = yp_take(b, c->reform_count, sizeof *settled), changed = true;
    while (settled && changed) {
        changed = false;
        for (size_t i = 0; i < c->reform_count; i++) {
            bool waits = false;
            for (size_t k = 0; k < c->reforms[i].depends_count; k++)
                waits = waits || !settled[c->reforms[i].depends_on[k]];
            if (settled[i] || waits) continue;
            settled[i] = changed = true;
        }
    }
    for (size_t i = 0; settled && i < c->barrier_count; i++) {
        if (b->barrier_out[i] || c->barriers[i].reform == YP_NONE || settled[c->barriers[i].reform]) continue;
        yp_error(b, c->barriers[i].at, "depends_on: the reform '%s' waits for itself",
                 c->reforms[c->barriers[i].reform].id);
        return;
    }
}

void yp_resolve_reforms(yp_builder *b)
{
    collect_reforms(b);
    if (b->no_memory) return;
    name_reforms(b);
    for (size_t i = 0; i < b->reform_name_count; i++)
        yp_lookup(b, b->known_reforms, b->reform_names[3 * i], b->gain_at, "reform");
    for (size_t i = 0; i < b->c->barrier_count && !b->no_memory; i++)
        if (!b->barrier_out[i] && b->c->barriers[i].reform != YP_NONE) read_dependencies(b, i);
    check_order(b);
}
