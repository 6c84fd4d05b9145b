#include "case/builder.h"

#include "case/internal.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *yp_take(yp_builder *b, size_t count, size_t size)
{
    void *memory = yp_arena_take(b->c->arena, count, size);
    if (!memory) b->no_memory = true;
    return memory;
}

const char *yp_keep(yp_builder *b, const char *text, size_t length)
{
    const char *copy = yp_arena_text(b->c->arena, text, length);
    if (!copy) b->no_memory = true;
    return copy;
}

void *yp_grow(yp_builder *b, void *items, size_t count, size_t *room, size_t size)
{
    if (count < *room) return items;
    const size_t more = *room ? *room * 2 : 16;
    void *larger = yp_take(b, more, size);
    if (!larger) return NULL;
    if (count) memcpy(larger, items, count * size);
    *room = more;
    return larger;
}

enum { MESSAGE_SIZE = 2000 };

void yp_error(yp_builder *b, yp_spot at, const char *format, ...)
{
    char text[MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    b->error_count++;
    yp_diag_error(b->diag, at, "%s", text);
}

void yp_warn(yp_builder *b, yp_spot at, const char *format, ...)
{
    char text[MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    yp_diag_warning(b->diag, at, "%s", text);
}

bool yp_is_excused(const yp_builder *b, const yp_map *map)
{
    for (size_t i = 0; i < YP_FILE_COUNT; i++)
        if (map && b->excused[i] == map) return true;
    return false;
}

uint32_t yp_lookup(yp_builder *b, const yp_map *map, const char *id, yp_spot at, const char *what)
{
    const uint32_t index = yp_map_find(map, id, strlen(id));
    if (index != YP_NONE || yp_is_excused(b, map)) return index;
    const char *near = yp_map_nearest(map, id, strlen(id));
    yp_error(b, at, "there is no %s '%s'%s%s%s", what, id, near ? ": did you mean '" : "", near ? near : "",
             near ? "'?" : "");
    return YP_NONE;
}

enum { ID_LIMIT = 1000 };

void yp_claim(yp_builder *b, yp_map *map, const char *id, uint32_t index, yp_spot at,
              yp_spot (*first)(const yp_case *, uint32_t), const char *what)
{
    if (!id) return;
    const size_t length = strlen(id);
    if (length == 0) yp_error(b, at, "the id of a %s is empty", what);
    if (length > ID_LIMIT)
        yp_error(b, at, "the id of this %s is %zu bytes long: at most %d", what, length, ID_LIMIT);
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)id[i] >= 0x20 && id[i] != 0x7f) continue;
        yp_error(b, at, "the id '%s' holds a control character", id);
        break;
    }
    const uint32_t known = yp_map_add(map, id, length, index, &b->no_memory);
    if (known == YP_NONE) return;
    const yp_spot there = first(b->c, known);
    if (there.file)
        yp_error(b, at, "the id '%s' of this %s is taken: it stands first at %s:%u", id, what, there.file,
                 there.line);
    else
        yp_error(b, at, "the id '%s' of this %s is taken", id, what);
}

yp_builder_options yp_builder_options_defaults(void)
{
    return (yp_builder_options){
        .money_year = 2025,
        .time = { .year = 2025, .month = 1, .day = 1, .step_hours = 1, .snapshot_count = 24 }
    };
}

static bool make_maps(yp_builder *b)
{
    yp_case *c = b->c;
    yp_map **maps[] = { &c->place_map,      &c->good_map,      &c->component_map,  &c->reform_map,
                        &c->scenario_map,   &b->series_map,    &b->barrier_map,    &b->level_map,
                        &b->technology_map, &b->known_reforms, &b->known_scenarios };
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
        if (!(*maps[i] = yp_map_new(c->arena))) return false;
    return (b->tables = yp_take(b, 1, sizeof *b->tables)) != NULL;
}

static bool take_periods(yp_builder *b, const yp_builder_options *options)
{
    const yp_period one = { options->time.year, 1, 1 };
    yp_case *c = b->c;
    c->period_count = options->periods ? options->period_count : 1;
    c->periods = yp_take(b, c->period_count, sizeof *c->periods);
    if (c->periods)
        memcpy(c->periods, options->periods ? options->periods : &one, c->period_count * sizeof one);
    return c->periods != NULL;
}

static void *copied(yp_builder *b, const void *from, size_t count, size_t size)
{
    void *to = from ? yp_take(b, count, size) : NULL;
    return to ? memcpy(to, from, count * size) : NULL;
}

/* Explicit blocks are the caller's; the cycles have no names of their own. */
static void take_time(yp_builder *b, const yp_builder_options *options)
{
    const yp_time *from = &options->time;
    yp_time *time = &b->c->time;
    const size_t count = from->snapshot_count;
    *time = *from;
    time->block_step = copied(b, from->block_step, count, sizeof(double));
    time->block_sum = copied(b, from->block_sum ? from->block_sum : from->block_step, count, sizeof(double));
    time->block_cost =
        copied(b, from->block_cost ? from->block_cost : from->block_step, count, sizeof(double));
    time->block_cycle = copied(b, from->block_cycle, count, sizeof(uint32_t));
    time->block_period = copied(b, from->block_period, count, sizeof(uint32_t));
    if (time->block_step && !time->block_cycle) time->block_cycle = yp_take(b, count, sizeof(uint32_t));
    if (time->block_step && !time->block_period) time->block_period = yp_take(b, count, sizeof(uint32_t));
    if (!options->snapshots || b->no_memory) return;
    const char **names = yp_take(b, count, sizeof *names);
    for (size_t i = 0; names && i < count; i++)
        names[i] = yp_keep(b, options->snapshots[i], strlen(options->snapshots[i]));
    b->tables->snapshots = names;
}

yp_builder *yp_builder_new(const yp_builder_options *options)
{
    yp_arena *arena = yp_arena_new(NULL);
    if (!arena) return NULL;
    yp_builder *b = yp_arena_take(arena, 1, sizeof *b);
    yp_case *c = yp_arena_take(arena, 1, sizeof *c);
    if (!b || !c) return yp_arena_free(arena), NULL;
    b->c = c;
    c->arena = arena;
    b->diag = options->diag;
    c->region_level = YP_NONE;
    c->objective_constant = options->objective_constant;
    if (options->network) c->network = yp_keep(b, options->network, strlen(options->network));
    c->money_year = options->money_year;
    c->discount_rate = options->discount_rate;
    const char *title = options->title ? options->title : "case",
               *money = options->money ? options->money : "CNY";
    c->title = yp_keep(b, title, strlen(title));
    c->money = yp_keep(b, money, strlen(money));
    if (options->regions) b->regions = yp_keep(b, options->regions, strlen(options->regions));
    if (!make_maps(b)) return yp_arena_free(arena), NULL;
    take_time(b, options);
    if (!take_periods(b, options) || b->no_memory) return yp_arena_free(arena), NULL;
    return b;
}

void yp_builder_free(yp_builder *builder)
{
    if (builder) yp_arena_free(builder->c->arena);
}

void yp_case_free(yp_case *c)
{
    if (c) yp_arena_free(c->arena);
}

uint32_t yp_builder_level(yp_builder *b, const char *word)
{
    const uint32_t known = yp_map_find(b->level_map, word, strlen(word));
    if (known != YP_NONE) return known;
    const char **levels = yp_grow(b, b->c->levels, b->c->level_count, &b->level_room, sizeof *levels);
    const char *copy = yp_keep(b, word, strlen(word));
    if (!levels || !copy) return YP_NONE;
    b->c->levels = levels;
    levels[b->c->level_count] = copy;
    yp_map_add(b->level_map, copy, strlen(copy), (uint32_t)b->c->level_count, &b->no_memory);
    return (uint32_t)b->c->level_count++;
}

/* Texts of a struct are copied by its columns, those without a column by hand. */
static void copy_texts(yp_builder *b, yp_file file, void *row)
{
    const yp_schema *schema = yp_schema_of(file);
    for (size_t i = 0; i < schema->column_count; i++) {
        const yp_column *column = &schema->columns[i];
        if (column->flags & (YP_COLUMN_BY_HAND | YP_COLUMN_LATER)) continue;
        if (column->type != YP_TYPE_TEXT && column->type != YP_TYPE_ID && column->type != YP_TYPE_SELECTOR)
            continue;
        const char **field = (const char **)(void *)((char *)row + column->offset);
        if (*field) *field = yp_keep(b, *field, strlen(*field));
    }
}

static yp_spot place_spot(const yp_case *c, uint32_t i)
{
    return c->places[i].at;
}

uint32_t yp_builder_place(yp_builder *b, const yp_place *place)
{
    yp_place *places = yp_grow(b, b->c->places, b->c->place_count, &b->place_room, sizeof *places);
    if (!places) return YP_NONE;
    b->c->places = places;
    const uint32_t index = (uint32_t)b->c->place_count++;
    places[index] = *place;
    copy_texts(b, YP_FILE_PLACES, &places[index]);
    yp_claim(b, b->c->place_map, places[index].id, index, place->at, place_spot, "place");
    return index;
}

static yp_spot good_spot(const yp_case *c, uint32_t i)
{
    return c->goods[i].at;
}

/* Room in an array of flags that stands beside another one. */
static bool grow_flags(yp_builder *b, bool **flags, size_t count, size_t room)
{
    bool *grown = yp_grow(b, *flags, count, &room, sizeof *grown);
    if (grown) *flags = grown;
    return grown != NULL;
}

uint32_t yp_builder_good(yp_builder *b, const yp_good *good)
{
    const size_t count = b->c->good_count;
    if (!grow_flags(b, &b->good_out, count, b->good_room)) return YP_NONE;
    yp_good *goods = yp_grow(b, b->c->goods, count, &b->good_room, sizeof *goods);
    if (!goods) return YP_NONE;
    b->c->goods = goods;
    b->c->good_count++;
    goods[count] = *good;
    copy_texts(b, YP_FILE_GOODS, &goods[count]);
    if (good->layer) goods[count].layer = yp_keep(b, good->layer, strlen(good->layer));
    yp_claim(b, b->c->good_map, goods[count].id, (uint32_t)count, good->at, good_spot, "good");
    return (uint32_t)count;
}

static yp_spot component_spot(const yp_case *c, uint32_t i)
{
    return c->components[i].at;
}

uint32_t yp_builder_component(yp_builder *b, const yp_component *component)
{
    const size_t count = b->c->component_count;
    if (!grow_flags(b, &b->component_out, count, b->component_room)) return YP_NONE;
    yp_component *components = yp_grow(b, b->c->components, count, &b->component_room, sizeof *components);
    if (!components) return YP_NONE;
    b->c->components = components;
    b->c->component_count++;
    components[count] = *component;
    copy_texts(b, (yp_file)component->table, &components[count]);
    if (component->layer) components[count].layer = yp_keep(b, component->layer, strlen(component->layer));
    yp_claim(b, b->c->component_map, components[count].id, (uint32_t)count, component->at, component_spot,
             "component");
    return (uint32_t)count;
}

uint32_t yp_builder_coefficient(yp_builder *b, const yp_coefficient *coefficient)
{
    const size_t count = b->c->coefficient_count;
    if (!grow_flags(b, &b->coefficient_out, count, b->coefficient_room)) return YP_NONE;
    yp_coefficient *all = yp_grow(b, b->c->coefficients, count, &b->coefficient_room, sizeof *all);
    if (!all) return YP_NONE;
    b->c->coefficients = all;
    all[count] = *coefficient;
    b->c->coefficient_count++;
    return (uint32_t)count;
}

uint32_t yp_builder_step(yp_builder *b, const yp_step *step)
{
    const size_t count = b->c->step_count;
    if (!grow_flags(b, &b->step_out, count, b->step_room)) return YP_NONE;
    yp_step *steps = yp_grow(b, b->c->steps, count, &b->step_room, sizeof *steps);
    if (!steps) return YP_NONE;
    b->c->steps = steps;
    steps[count] = *step;
    copy_texts(b, YP_FILE_STEPS, &steps[count]);
    if (step->layer) steps[count].layer = yp_keep(b, step->layer, strlen(step->layer));
    b->c->step_count++;
    return (uint32_t)count;
}

static yp_spot barrier_spot(const yp_case *c, uint32_t i)
{
    return c->barriers[i].at;
}

uint32_t yp_builder_barrier(yp_builder *b, const yp_barrier *barrier, const char *reform,
                            const char *depends_on)
{
    const size_t count = b->c->barrier_count;
    size_t room = b->barrier_room;
    if (!grow_flags(b, &b->barrier_out, count, room)) return YP_NONE;
    yp_barrier_facts *facts = yp_grow(b, b->barrier_facts, count, &room, sizeof *facts);
    yp_barrier *barriers = yp_grow(b, b->c->barriers, count, &b->barrier_room, sizeof *barriers);
    if (!facts || !barriers) return YP_NONE;
    b->barrier_facts = facts;
    b->c->barriers = barriers;
    b->c->barrier_count++;
    barriers[count] = *barrier;
    copy_texts(b, YP_FILE_BARRIERS, &barriers[count]);
    if (barrier->layer) barriers[count].layer = yp_keep(b, barrier->layer, strlen(barrier->layer));
    facts[count] = (yp_barrier_facts){ 0 };
    if (reform) facts[count].reform = yp_keep(b, reform, strlen(reform));
    if (depends_on) facts[count].depends_on = yp_keep(b, depends_on, strlen(depends_on));
    yp_claim(b, b->barrier_map, barriers[count].id, (uint32_t)count, barrier->at, barrier_spot, "barrier");
    return (uint32_t)count;
}

uint32_t yp_builder_tax(yp_builder *b, const yp_tax *tax)
{
    const size_t count = b->c->tax_count;
    if (!grow_flags(b, &b->tax_out, count, b->tax_room)) return YP_NONE;
    yp_tax *taxes = yp_grow(b, b->c->taxes, count, &b->tax_room, sizeof *taxes);
    if (!taxes) return YP_NONE;
    b->c->taxes = taxes;
    b->c->tax_count++;
    taxes[count] = *tax;
    if (tax->from_year == 0 && tax->to_year == 0) {
        taxes[count].from_year = INT_MIN;
        taxes[count].to_year = INT_MAX;
    }
    copy_texts(b, YP_FILE_TAXES, &taxes[count]);
    return (uint32_t)count;
}

const yp_carried *yp_builder_carry(yp_builder *b, const yp_carried *next, const char *name, const char *text)
{
    yp_carried *carried = yp_take(b, 1, sizeof *carried);
    if (!carried) return NULL;
    *carried = (yp_carried){ yp_keep(b, name, strlen(name)), yp_keep(b, text, strlen(text)), next };
    return carried;
}

/* Lowest, highest and whether a number is missing. */
static yp_series_facts facts_of(const double *values, size_t count)
{
    yp_series_facts facts = { .low = INFINITY, .high = -INFINITY };
    for (size_t i = 0; i < count; i++) {
        if (values[i] < facts.low) facts.low = values[i];
        if (values[i] > facts.high) facts.high = values[i];
        if (isnan(values[i])) facts.has_gap = true;
    }
    return facts;
}

uint32_t yp_builder_series(yp_builder *b, const char *name, const double *values)
{
    const size_t count = b->c->series_count, length = b->c->time.snapshot_count;
    size_t room = b->series_room;
    yp_series_facts *facts = yp_grow(b, b->series_facts, count, &room, sizeof *facts);
    yp_series *series = yp_grow(b, b->c->series, count, &b->series_room, sizeof *series);
    const char *copied = yp_arena_format(b->c->arena, "%s%s", strchr(name, ':') ? "" : "series:", name);
    if (!copied) b->no_memory = true;
    if (!facts || !series || !copied) return YP_NONE;
    b->series_facts = facts;
    b->c->series = series;
    series[count] = (yp_series){ .name = copied };
    if (values) {
        double *copy = yp_take(b, length, sizeof *copy);
        if (!copy) return YP_NONE;
        memcpy(copy, values, length * sizeof *copy);
        series[count].values = copy;
        facts[count] = facts_of(values, length);
    }
    yp_map_add(b->series_map, copied, strlen(copied), (uint32_t)count, &b->no_memory);
    b->c->series_count++;
    return (uint32_t)count;
}

yp_shock *yp_add_shock(yp_builder *b)
{
    yp_shock *shocks = yp_grow(b, b->shocks, b->shock_count, &b->shock_room, sizeof *shocks);
    if (!shocks) return NULL;
    b->shocks = shocks;
    return &shocks[b->shock_count++];
}
