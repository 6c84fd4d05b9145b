/* The end of every way to a case: what is left out goes, everything is sorted by id, indices follow. */
#include "case/internal.h"

#include <stdlib.h>
#include <string.h>

/* ---- what is left out goes ---- */

/* Move kept items together. `renumber[i]`: the new index of item i, YP_NONE if it went. @return how many stay
 */
static size_t compact(yp_builder *b, void *items, size_t size, size_t count, const bool *out,
                      uint32_t **renumber)
{
    uint32_t *numbers = yp_take(b, count, sizeof *numbers);
    size_t kept = 0;
    *renumber = numbers;
    for (size_t i = 0; numbers && i < count; i++) {
        numbers[i] = out && out[i] ? YP_NONE : (uint32_t)kept;
        if (numbers[i] == YP_NONE) continue;
        if (kept != i) memcpy((char *)items + kept * size, (char *)items + i * size, size);
        kept++;
    }
    return kept;
}

static void follow(uint32_t *index, const uint32_t *numbers)
{
    if (*index != YP_NONE) *index = numbers[*index];
}

/* Everything that refers to places, goods, components or barriers takes their new numbers. */
typedef struct {
    const uint32_t *place, *good, *component, *barrier; /* NULL: unchanged */
} renumbering;

static void follow_components(yp_case *c, const renumbering *to)
{
    for (size_t i = 0; i < c->component_count; i++) {
        yp_component *component = &c->components[i];
        if (to->place) {
            follow(&component->place, to->place);
            follow(&component->to, to->place);
            follow(&component->owner, to->place);
        }
        if (to->good) {
            follow(&component->good, to->good);
            follow(&component->good_to, to->good);
        }
        if (to->component) follow(&component->capacity_of, to->component);
    }
}

static void follow_places(yp_case *c, const uint32_t *place)
{
    for (size_t i = 0; i < c->place_count; i++) {
        follow(&c->places[i].parent, place);
        follow(&c->places[i].region, place);
    }
    for (size_t i = 0; i < c->barrier_count; i++) follow(&c->barriers[i].revenue_place, place);
    for (size_t i = 0; i < c->tax_count; i++) follow(&c->taxes[i].revenue_to, place);
    for (size_t i = 0; i < c->target_count; i++) follow(&c->targets[i].place, place);
    for (size_t i = 0; i < c->coefficient_count; i++) follow(&c->coefficients[i].place, place);
}

static void follow_goods(yp_case *c, const uint32_t *good)
{
    for (size_t i = 0; i < c->target_count; i++) follow(&c->targets[i].good, good);
    for (size_t i = 0; i < c->coefficient_count; i++) follow(&c->coefficients[i].good, good);
}

/* Links that went no longer cross. */
static void follow_crossings(yp_barrier *barrier, const uint32_t *component)
{
    yp_crossing *crossings = (yp_crossing *)barrier->crossings; /* ours until the case is handed out */
    size_t kept = 0;
    for (size_t i = 0; i < barrier->crossing_count; i++) {
        yp_crossing crossing = crossings[i];
        crossing.link = component[crossing.link];
        if (crossing.link != YP_NONE) crossings[kept++] = crossing;
    }
    barrier->crossing_count = kept;
}

static void follow_all(yp_builder *b, const renumbering *to)
{
    yp_case *c = b->c;
    follow_components(c, to);
    if (to->place) follow_places(c, to->place);
    if (to->good) follow_goods(c, to->good);
    for (size_t i = 0; to->component && i < c->coefficient_count; i++)
        follow(&c->coefficients[i].component, to->component);
    for (size_t i = 0; to->component && i < c->step_count; i++) follow(&c->steps[i].component, to->component);
    for (size_t i = 0; to->component && i < c->tax_count; i++) follow(&c->taxes[i].component, to->component);
    for (size_t i = 0; to->component && i < c->barrier_count; i++)
        follow_crossings(&c->barriers[i], to->component);
    for (size_t i = 0; i < b->shock_count; i++) {
        if (to->component) follow(&b->shocks[i].component, to->component);
        if (to->barrier) follow(&b->shocks[i].barrier, to->barrier);
    }
}

/* Shocks on what went. */
static void prune_shocks(yp_builder *b)
{
    size_t kept = 0;
    for (size_t i = 0; i < b->shock_count; i++)
        if (b->shocks[i].component != YP_NONE || b->shocks[i].barrier != YP_NONE)
            b->shocks[kept++] = b->shocks[i];
    b->shock_count = kept;
}

void yp_prune(yp_builder *b)
{
    yp_case *c = b->c;
    uint32_t *goods, *components, *barriers, *unused;
    for (size_t i = 0; i < c->coefficient_count; i++) {
        const yp_coefficient *k = &c->coefficients[i];
        if (b->component_out[k->component] || b->good_out[k->good]) b->coefficient_out[i] = true;
    }
    c->coefficient_count = compact(b, c->coefficients, sizeof *c->coefficients, c->coefficient_count,
                                   b->coefficient_out, &unused);
    for (size_t i = 0; i < c->step_count; i++)
        if (b->component_out[c->steps[i].component]) b->step_out[i] = true;
    c->step_count = compact(b, c->steps, sizeof *c->steps, c->step_count, b->step_out, &unused);
    c->tax_count = compact(b, c->taxes, sizeof *c->taxes, c->tax_count, b->tax_out, &unused);
    c->barrier_count =
        compact(b, c->barriers, sizeof *c->barriers, c->barrier_count, b->barrier_out, &barriers);
    c->good_count = compact(b, c->goods, sizeof *c->goods, c->good_count, b->good_out, &goods);
    c->component_count =
        compact(b, c->components, sizeof *c->components, c->component_count, b->component_out, &components);
    if (b->no_memory) return;
    follow_all(b, &(renumbering){ .good = goods, .component = components, .barrier = barriers });
    prune_shocks(b);
}

/* ---- the order of ids ---- */

typedef struct {
    const char *id;
    uint32_t table, index;
} sort_key;

static int compare_keys(const void *a, const void *b)
{
    const sort_key *x = a, *y = b;
    if (x->table != y->table) return (x->table > y->table) - (x->table < y->table);
    const int by_id = strcmp(x->id, y->id);
    return by_id ? by_id : (x->index > y->index) - (x->index < y->index);
}

/* Sort items by their keys; @return the new index of each, NULL when memory runs out. */
static uint32_t *sort_items(yp_builder *b, void *items, size_t size, size_t count, sort_key *keys)
{
    uint32_t *numbers = yp_take(b, count, sizeof *numbers);
    char *copy = yp_take(b, count, size);
    if (!numbers || !copy || !keys) return NULL;
    if (count == 0) return numbers;
    qsort(keys, count, sizeof *keys, compare_keys);
    memcpy(copy, items, count * size);
    for (size_t i = 0; i < count; i++) {
        memcpy((char *)items + i * size, copy + keys[i].index * size, size);
        numbers[keys[i].index] = (uint32_t)i;
    }
    return numbers;
}

#define SORT_BY_ID(b, list, type, count, table_of) \
    sort_by(b, list, sizeof(type), count, offsetof(type, id), table_of)

static uint32_t *sort_by(yp_builder *b, void *items, size_t size, size_t count, size_t id_offset,
                         size_t table_offset)
{
    sort_key *keys = yp_take(b, count, sizeof *keys);
    for (size_t i = 0; keys && i < count; i++) {
        const char *item = (const char *)items + i * size;
        keys[i] =
            (sort_key){ .id = *(const char *const *)(const void *)(item + id_offset), .index = (uint32_t)i };
        if (!keys[i].id) keys[i].id = "";
        if (table_offset) keys[i].table = *(const yp_table *)(const void *)(item + table_offset);
    }
    return sort_items(b, items, size, count, keys);
}

/* A fresh map of sorted ids. */
static yp_map *map_ids(yp_builder *b, const void *items, size_t size, size_t count, size_t id_offset)
{
    yp_map *map = yp_map_new(b->c->arena);
    if (!map) b->no_memory = true;
    for (size_t i = 0; map && i < count; i++) {
        const char *id = *(const char *const *)(const void *)((const char *)items + i * size + id_offset);
        yp_map_add(map, id, strlen(id), (uint32_t)i, &b->no_memory);
    }
    return map;
}

static int compare_coefficients(const void *a, const void *b)
{
    const yp_coefficient *x = a, *y = b;
    if (x->component != y->component) return x->component < y->component ? -1 : 1;
    if (x->good != y->good) return x->good < y->good ? -1 : 1;
    if (x->place != y->place) return x->place < y->place ? -1 : 1;
    if (x->per != y->per) return x->per < y->per ? -1 : 1;
    if (x->from_year != y->from_year) return x->from_year < y->from_year ? -1 : 1;
    return yp_compare_delays(x, y);
}

static int compare_taxes(const void *a, const void *b)
{
    const yp_tax *x = a, *y = b;
    const int by_id = strcmp(x->id, y->id);
    return by_id ? by_id : (x->component > y->component) - (x->component < y->component);
}

static int compare_crossings(const void *a, const void *b)
{
    const yp_crossing *x = a, *y = b;
    return (x->link > y->link) - (x->link < y->link);
}

static int compare_shocks(const void *a, const void *b)
{
    const yp_shock *x = a, *y = b;
    if (x->scenario != y->scenario) return x->scenario < y->scenario ? -1 : 1;
    if (x->component != y->component) return x->component < y->component ? -1 : 1;
    if (x->barrier != y->barrier) return x->barrier < y->barrier ? -1 : 1;
    const int by_attribute = strcmp(x->attribute, y->attribute);
    return by_attribute ? by_attribute : (x->change > y->change) - (x->change < y->change);
}

static void sort_rest(yp_builder *b)
{
    yp_case *c = b->c;
    if (c->coefficient_count)
        qsort(c->coefficients, c->coefficient_count, sizeof *c->coefficients, compare_coefficients);
    if (c->step_count) qsort(c->steps, c->step_count, sizeof *c->steps, yp_compare_steps);
    if (c->tax_count) qsort(c->taxes, c->tax_count, sizeof *c->taxes, compare_taxes);
    for (size_t i = 0; i < c->barrier_count; i++)
        if (c->barriers[i].crossing_count)
            qsort((yp_crossing *)c->barriers[i].crossings, c->barriers[i].crossing_count, sizeof(yp_crossing),
                  compare_crossings);
    if (b->shock_count) qsort(b->shocks, b->shock_count, sizeof *b->shocks, compare_shocks);
}

/* The id of a step says whose it is, and what and which. */
static void name_steps(yp_builder *b)
{
    yp_case *c = b->c;
    const yp_word *words = yp_schema_find(yp_schema_of(YP_FILE_STEPS), "attribute")->words;
    for (size_t i = 0; i < c->step_count && !b->no_memory; i++) {
        yp_step *step = &c->steps[i];
        step->id = yp_arena_format(c->arena, "%s: %s %d", c->components[step->component].id,
                                   yp_word_text(words, (int)step->attribute), step->number);
        if (!step->id) b->no_memory = true;
    }
    if (!b->no_memory)
        c->step_map = map_ids(b, c->steps, sizeof *c->steps, c->step_count, offsetof(yp_step, id));
}

/* Level words in the order of the alphabet, whatever place named them first. */
static void sort_levels(yp_builder *b)
{
    yp_case *c = b->c;
    sort_key *keys = yp_take(b, c->level_count, sizeof *keys);
    for (uint32_t i = 0; keys && i < c->level_count; i++) keys[i] = (sort_key){ c->levels[i], 0, i };
    const uint32_t *numbers = sort_items(b, c->levels, sizeof *c->levels, c->level_count, keys);
    if (!numbers) return;
    for (size_t i = 0; i < c->place_count; i++) follow(&c->places[i].level, numbers);
    follow(&c->region_level, numbers);
}

static void sort_scenarios(yp_builder *b)
{
    yp_case *c = b->c;
    const uint32_t *numbers = SORT_BY_ID(b, c->scenarios, yp_scenario, c->scenario_count, 0);
    for (size_t i = 0; numbers && i < b->shock_count; i++) follow(&b->shocks[i].scenario, numbers);
    for (size_t i = 0; numbers && i < c->gain_range_count; i++)
        follow((uint32_t *)&c->gain_range[i], numbers);
    c->scenario_map =
        map_ids(b, c->scenarios, sizeof *c->scenarios, c->scenario_count, offsetof(yp_scenario, id));
}

void yp_sort_case(yp_builder *b)
{
    yp_case *c = b->c;
    sort_levels(b);
    sort_scenarios(b);
    SORT_BY_ID(b, c->technologies, yp_technology, c->technology_count, 0);
    SORT_BY_ID(b, c->targets, yp_target, c->target_count, 0);
    const renumbering to = { .place = SORT_BY_ID(b, c->places, yp_place, c->place_count, 0),
                             .good = SORT_BY_ID(b, c->goods, yp_good, c->good_count, 0),
                             .component = SORT_BY_ID(b, c->components, yp_component, c->component_count,
                                                     offsetof(yp_component, table)),
                             .barrier = SORT_BY_ID(b, c->barriers, yp_barrier, c->barrier_count, 0) };
    if (b->no_memory) return;
    follow_all(b, &to);
    sort_rest(b);
    name_steps(b);
    c->place_map = map_ids(b, c->places, sizeof *c->places, c->place_count, offsetof(yp_place, id));
    c->good_map = map_ids(b, c->goods, sizeof *c->goods, c->good_count, offsetof(yp_good, id));
    c->component_map =
        map_ids(b, c->components, sizeof *c->components, c->component_count, offsetof(yp_component, id));
}

/* ---- the studies of case.yaml ---- */

static const uint32_t *resolve_names(yp_builder *b, const char *const *names, size_t count, const yp_map *map,
                                     const yp_map *known, const char *what, size_t *found)
{
    uint32_t *list = yp_take(b, count, sizeof *list);
    *found = 0;
    for (size_t i = 0; list && i < count; i++) {
        const uint32_t index = yp_map_find(map, names[i], strlen(names[i]));
        /* a name of a layer that is left out is no mistake */
        if (index != YP_NONE)
            list[(*found)++] = index;
        else
            yp_lookup(b, known, names[i], b->gain_at, what);
    }
    return list;
}

static void resolve_studies(yp_builder *b)
{
    yp_case *c = b->c;
    c->gain_order = resolve_names(b, b->gain_order, b->gain_order_count, c->reform_map, b->known_reforms,
                                  "reform", &c->gain_order_count);
    c->gain_range = resolve_names(b, b->gain_range, b->gain_range_count, c->scenario_map, b->known_scenarios,
                                  "scenario", &c->gain_range_count);
}

/* Only a case without mistakes is cut, sorted and hashed. */
static void settle(yp_builder *b)
{
    yp_prune(b);
    if (!b->no_memory) yp_sort_case(b);
    if (!b->no_memory) yp_settle_series(b);
    if (b->no_memory) return;
    b->tables->shocks = b->shocks;
    b->tables->shock_count = b->shock_count;
    b->c->tables = b->tables;
    b->c->hash = yp_case_hash(b->c);
    yp_branch_case(b);
}

/* A run of rows from one file shares one copy of its name: what importers give is gone after them. */
typedef struct {
    yp_builder *b;
    const char *given, *kept;
} file_names;

static void keep_file(file_names *names, yp_spot *at)
{
    if (!at->file) return;
    if (at->file != names->given) {
        names->given = at->file;
        names->kept = yp_keep(names->b, at->file, strlen(at->file));
    }
    at->file = names->kept;
}

static void keep_files(yp_builder *b)
{
    yp_case *c = b->c;
    file_names names = { .b = b };
    for (size_t i = 0; i < c->place_count; i++) keep_file(&names, &c->places[i].at);
    for (size_t i = 0; i < c->good_count; i++) keep_file(&names, &c->goods[i].at);
    for (size_t i = 0; i < c->component_count; i++) keep_file(&names, &c->components[i].at);
    for (size_t i = 0; i < c->coefficient_count; i++) keep_file(&names, &c->coefficients[i].at);
    for (size_t i = 0; i < c->step_count; i++) keep_file(&names, &c->steps[i].at);
    for (size_t i = 0; i < c->barrier_count; i++) keep_file(&names, &c->barriers[i].at);
    for (size_t i = 0; i < c->tax_count; i++) keep_file(&names, &c->taxes[i].at);
}

yp_status yp_builder_finish(yp_builder *b, yp_diag *diag, yp_case **out)
{
    b->diag = diag;
    keep_files(b);
    if (!b->no_memory) yp_resolve_places(b);
    if (!b->no_memory) yp_resolve_vintages(b);
    if (!b->no_memory) yp_resolve_components(b);
    if (!b->no_memory) yp_resolve_barriers(b);
    if (!b->no_memory) yp_resolve_reforms(b);
    if (!b->no_memory) resolve_studies(b);
    if (!b->no_memory) yp_check_case(b);
    if (!b->no_memory && b->error_count == 0) settle(b);
    const yp_status status = b->no_memory ? YP_NO_MEMORY : b->error_count ? YP_BAD_INPUT : YP_OK;
    if (status == YP_OK)
        *out = b->c;
    else
        yp_arena_free(b->c->arena);
    return status;
}
