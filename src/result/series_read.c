#include "result/series.h"

#include "case/at_blocks.h"
#include "table/netcdf.h"
#include "table/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_ROOM = 128 };

/* A file being read; the first failure stops the rest. */
typedef struct {
    const yp_case *c;
    const char *path;
    yp_diag *diag;
    yp_netcdf *file;
    yp_plan *plan;
    yp_status status;
} reader;

static void refuse(reader *r, const char *variable, const char *words)
{
    if (r->status == YP_OK)
        yp_diag_error(r->diag, (yp_spot){ r->path, 0, 0 }, "variable '%s': %s", variable, words);
    r->status = YP_BAD_INPUT;
}

/* A vector of known length, into the plan's arena; NULL once something failed. */
static double *get_numbers(reader *r, const char *name, size_t expected)
{
    double *data = NULL, *kept = NULL;
    size_t count = 0;
    if (r->status == YP_OK) r->status = yp_netcdf_get_numbers(r->file, name, &data, &count);
    if (r->status != YP_OK) return NULL;
    if (count != expected) {
        refuse(r, name, "its length does not fit its dimensions");
    } else {
        kept = yp_arena_take(r->plan->arena, count, sizeof *kept);
        if (!kept)
            r->status = YP_NO_MEMORY;
        else
            memcpy(kept, data, count * sizeof *kept);
    }
    free(data);
    return kept;
}

/* Indices below `limit`. */
static uint32_t *get_indices(reader *r, const char *name, size_t expected, size_t limit)
{
    int *data = NULL;
    size_t count = 0;
    if (r->status == YP_OK) r->status = yp_netcdf_get_integers(r->file, name, &data, &count);
    if (r->status != YP_OK) return NULL;
    uint32_t *kept = yp_arena_take(r->plan->arena, count, sizeof *kept);
    if (!kept) r->status = YP_NO_MEMORY;
    if (count != expected) refuse(r, name, "its length does not fit its dimensions");
    for (size_t i = 0; i < count && r->status == YP_OK; i++) {
        if (data[i] < 0 || (size_t)data[i] >= limit)
            refuse(r, name, "a number is out of range");
        else
            kept[i] = (uint32_t)data[i];
    }
    free(data);
    return r->status == YP_OK ? kept : NULL;
}

static const char *kept_text(reader *r, const char *text)
{
    const char *kept = yp_arena_text(r->plan->arena, text, strlen(text));
    if (!kept) r->status = YP_NO_MEMORY;
    return kept ? kept : "";
}

static yp_outcome outcome_of(reader *r, const char *text)
{
#define X(code, word) \
    if (strcmp(text, word) == 0) return code;
    YP_OUTCOME_LIST(X)
#undef X
    refuse(r, "fact_value", "the outcome is not one that is known");
    return YP_UNKNOWN;
}

/* Facts that are numbers, by name. */
static void take_number(reader *r, const char *name, double value)
{
    yp_plan *plan = r->plan;
    const struct {
        const char *name;
        double *number;
        size_t *count;
        bool *is;
    } fields[] = { { "objective", &plan->objective, NULL, NULL },
                   { "bound", &plan->bound, NULL, NULL },
                   { "gap", &plan->gap, NULL, NULL },
                   { "slack", &plan->alternative.slack, NULL, NULL },
                   { "optimum", &plan->alternative.optimum, NULL, NULL },
                   { "expression_value", &plan->alternative.value, NULL, NULL },
                   { "is_maximised", NULL, NULL, &plan->alternative.is_maximised },
                   { "seconds_model", &plan->seconds_model, NULL, NULL },
                   { "seconds_solve", &plan->seconds_solve, NULL, NULL },
                   { "year_share", &plan->blocks.year_share, NULL, NULL },
                   { "peak_bytes", NULL, &plan->peak_bytes, NULL },
                   { "row_count", NULL, &plan->row_count, NULL },
                   { "column_count", NULL, &plan->column_count, NULL },
                   { "entry_count", NULL, &plan->entry_count, NULL },
                   { "is_scaled", NULL, NULL, &plan->blocks.is_scaled },
                   { "has_levels", NULL, NULL, &plan->has_levels },
                   { "has_prices", NULL, NULL, &plan->has_prices },
                   { "is_vertex", NULL, NULL, &plan->is_vertex } };
    for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) {
        if (strcmp(fields[f].name, name) != 0) continue;
        if (fields[f].number) *fields[f].number = value;
        if (fields[f].count) *fields[f].count = value >= 0 && value < 1e18 ? (size_t)value : 0;
        if (fields[f].is) *fields[f].is = value != 0;
    }
    if (strcmp(name, "joined") == 0) plan->blocks.joined = value >= 1 && value < 1e9 ? (uint32_t)value : 0;
}

static void read_facts(reader *r)
{
    char **names = NULL, **values = NULL;
    size_t count = 0, value_count = 0;
    r->status = yp_netcdf_get_texts(r->file, "fact", &names, &count);
    if (r->status == YP_OK) r->status = yp_netcdf_get_texts(r->file, "fact_value", &values, &value_count);
    if (r->status == YP_OK && count != value_count) refuse(r, "fact_value", "not as many as facts");
    for (size_t f = 0; f < count && r->status == YP_OK; f++) {
        double number;
        if (strcmp(names[f], "outcome") == 0)
            r->plan->outcome = outcome_of(r, values[f]);
        else if (strcmp(names[f], "cause") == 0)
            r->plan->cause = kept_text(r, values[f]);
        else if (strcmp(names[f], "solver") == 0)
            r->plan->solver = kept_text(r, values[f]);
        else if (strcmp(names[f], "expression") == 0)
            r->plan->alternative.expression = kept_text(r, values[f]);
        else if (strcmp(names[f], "options") == 0)
            r->plan->options = kept_text(r, values[f]);
        else if (yp_number_parse(values[f], strlen(values[f]), &number))
            take_number(r, names[f], number);
    }
    free(names);
    free(values);
}

/* Sums over the base blocks of a level, as the model makes them. */
static void weigh_level(reader *r, yp_resolution level)
{
    yp_blocks *blocks = &r->plan->blocks;
    size_t count = blocks->level_count[level];
    double *vectors = yp_arena_take(r->plan->arena, 4 * count, sizeof *vectors);
    if (!vectors) r->status = YP_NO_MEMORY;
    if (r->status != YP_OK) return;
    double *hours = vectors, *weight = hours + count, *times = weight + count, *steps = times + count;
    for (size_t b = 0; b < blocks->count; b++) {
        uint32_t p = blocks->parent[level][b];
        double period = blocks->period_weight[blocks->period[b]];
        double of_scenario = blocks->scenario_weight[blocks->scenario[b]];
        hours[p] += level == YP_SHARED ? yp_block_hours(blocks, b) : blocks->sum[b];
        weight[p] += blocks->cost[b] * period * of_scenario;
        times[p] = level == YP_SHARED ? 1 : (level == YP_HORIZON ? 1 : period) * of_scenario;
        steps[p] += blocks->step[b];
    }
    for (size_t p = 0; p < count && level <= YP_DAY; p++) times[p] *= hours[p] / steps[p];
    blocks->hours[level] = hours;
    blocks->weight_hours[level] = weight;
    blocks->times[level] = times;
}

/* The scenarios of the case, as the plan weighs them; one where nothing is uncertain. */
static void read_scenarios(reader *r)
{
    yp_blocks *blocks = &r->plan->blocks;
    const size_t count = r->c->branch_count > 0 ? r->c->branch_count : 1;
    blocks->scenario_count = count;
    if (r->c->branch_count > 0) {
        if (yp_netcdf_dimension(r->file, "scenario") != count || blocks->count % count != 0)
            refuse(r, "scenario", "not as many as the case has");
        blocks->probability = get_numbers(r, "probability", count);
        blocks->scenario_weight = get_numbers(r, "scenario_weight", count);
        blocks->scenario = get_indices(r, "scenario_of_block", blocks->count, count);
        return;
    }
    blocks->scenario = yp_arena_take(r->plan->arena, blocks->count, sizeof *blocks->scenario);
    blocks->probability = yp_arena_take(r->plan->arena, 1, sizeof(double));
    blocks->scenario_weight = yp_arena_take(r->plan->arena, 1, sizeof(double));
    if (!blocks->scenario || !blocks->probability || !blocks->scenario_weight)
        r->status = YP_NO_MEMORY;
    else
        blocks->probability[0] = blocks->scenario_weight[0] = 1;
}

static void read_blocks(reader *r)
{
    yp_blocks *blocks = &r->plan->blocks;
    size_t count = yp_netcdf_dimension(r->file, "block"), periods = yp_netcdf_dimension(r->file, "period");
    if (count == SIZE_MAX || periods == SIZE_MAX || count == 0 || periods == 0) {
        refuse(r, "block", "the dimensions block and period are missing");
        return;
    }
    blocks->count = count;
    blocks->period_count = periods;
    blocks->step = get_numbers(r, "step_hours", count);
    blocks->sum = get_numbers(r, "sum_hours", count);
    blocks->cost = get_numbers(r, "cost_hours", count);
    blocks->period_weight = get_numbers(r, "period_weight", periods);
    blocks->cycle = get_indices(r, "cycle", count, UINT32_MAX);
    blocks->period = get_indices(r, "investment_period", count, periods);
    blocks->snapshot = get_indices(r, "snapshot", count, r->c->time.snapshot_count);
    read_scenarios(r);
    uint32_t *kept = blocks->is_scaled ? get_indices(r, "kept", count, YP_KEPT_LOW_WIND_SUN + 1) : NULL;
    if (kept) blocks->kept = yp_arena_take(r->plan->arena, count, sizeof *blocks->kept);
    if (kept && !blocks->kept) r->status = YP_NO_MEMORY;
    for (size_t b = 0; kept && blocks->kept && b < count; b++) blocks->kept[b] = (uint8_t)kept[b];
    uint32_t *self = yp_arena_take(r->plan->arena, count, sizeof *self);
    if (!self) r->status = YP_NO_MEMORY;
    for (size_t b = 0; self && b < count; b++) self[b] = (uint32_t)b;
    blocks->parent[YP_BASE] = self;
    blocks->level_count[YP_BASE] = count;
    for (int level = YP_BASE; level < YP_RESOLUTION_COUNT && r->status == YP_OK; level++) {
        char name[NAME_ROOM];
        yp_block_dimension((yp_resolution)level, name, sizeof name);
        size_t level_count = yp_netcdf_dimension(r->file, name);
        if (level_count == SIZE_MAX) continue;
        snprintf(name, sizeof name, "%s_of_block", yp_resolution_text((yp_resolution)level));
        blocks->level_count[level] = level_count;
        if (level != YP_SHARED && (level_count == 0 || level_count % blocks->scenario_count != 0))
            refuse(r, name, "its blocks are not the same in every scenario");
        if (level != YP_BASE) blocks->parent[level] = get_indices(r, name, count, level_count);
        if (r->status == YP_OK) weigh_level(r, (yp_resolution)level);
    }
}

static uint32_t find(const yp_map *map, const char *id)
{
    return yp_map_find(map, id, strlen(id));
}

static uint32_t find_barrier(const yp_case *c, const char *id)
{
    for (size_t b = 0; b < c->barrier_count; b++)
        if (strcmp(c->barriers[b].id, id) == 0) return (uint32_t)b;
    return YP_NONE;
}

/* The texts that name the rows of a matrix; freed by the caller. */
static char **get_labels(reader *r, const char *name, const char *suffix, size_t expected)
{
    char label[2 * NAME_ROOM];
    char **texts = NULL;
    size_t count = 0;
    snprintf(label, sizeof label, "%s_%s", name, suffix);
    if (r->status == YP_OK) r->status = yp_netcdf_get_texts(r->file, label, &texts, &count);
    if (r->status == YP_OK && count != expected) refuse(r, label, "not as many as things");
    return texts;
}

static size_t thing_count(const reader *r, const char *name)
{
    char dim[2 * NAME_ROOM];
    snprintf(dim, sizeof dim, "%s_thing", name);
    size_t count = yp_netcdf_dimension(r->file, dim);
    return count == SIZE_MAX ? 0 : count;
}

static void read_prices(reader *r, yp_resolution resolution)
{
    char name[NAME_ROOM];
    snprintf(name, sizeof name, "price_%s", yp_resolution_text(resolution));
    size_t count = thing_count(r, name), length = r->plan->blocks.level_count[resolution];
    if (count == 0 || r->status != YP_OK) return;
    double *matrix = get_numbers(r, name, count * length);
    char **places = get_labels(r, name, "place", count), **goods = get_labels(r, name, "good", count);
    for (size_t i = 0; i < count && r->status == YP_OK; i++) {
        uint32_t place = find(r->c->place_map, places[i]), good = find(r->c->good_map, goods[i]);
        if (place == YP_NONE || good == YP_NONE)
            refuse(r, name, "a place or good that the case does not have");
        else
            r->plan->nodes[r->plan->plan_node_count++] =
                (yp_plan_node){ place, good, resolution, length, matrix + i * length };
    }
    free(places);
    free(goods);
}

static void read_levels(reader *r, yp_part part, yp_resolution resolution)
{
    char name[NAME_ROOM];
    bool is_node = part == YP_PART_DISPOSED;
    snprintf(name, sizeof name, "%s_%s", yp_part_text(part), yp_resolution_text(resolution));
    size_t count = thing_count(r, name), length = r->plan->blocks.level_count[resolution];
    if (count == 0 || r->status != YP_OK) return;
    double *matrix = get_numbers(r, name, count * length);
    char **ids = get_labels(r, name, is_node ? "place" : "id", count);
    char **goods = is_node ? get_labels(r, name, "good", count) : NULL;
    for (size_t i = 0; i < count && r->status == YP_OK; i++) {
        uint32_t owner = is_node                ? yp_plan_node_find(r->plan, find(r->c->place_map, ids[i]),
                                                                    find(r->c->good_map, goods[i]))
                         : part == YP_PART_STEP ? find(r->c->step_map, ids[i])
                                                : find(r->c->component_map, ids[i]);
        if (owner == YP_NONE)
            refuse(r, name, "a component, step or node that the case does not have");
        else
            r->plan->activities[r->plan->activity_count++] =
                (yp_plan_activity){ part, owner, resolution, length, matrix + i * length };
    }
    free(ids);
    free(goods);
}

static uint32_t row_owner(const reader *r, yp_row_kind kind, const char *label)
{
    double number;
    switch (yp_row_owner_of(kind)) {
    case YP_OWNER_COMPONENT:
        return find(r->c->component_map, label);
    case YP_OWNER_BARRIER:
        return find_barrier(r->c, label);
    case YP_OWNER_MESH:
        if (!yp_number_parse(label, strlen(label), &number)) return YP_NONE;
        return number >= 0 && number < (double)r->plan->mesh_count ? (uint32_t)number : YP_NONE;
    case YP_OWNER_CASE:
        return 0;
    case YP_OWNER_CUT:
        if (!yp_number_parse(label, strlen(label), &number)) return YP_NONE;
        return number >= 0 && number < (double)r->plan->cut_count ? (uint32_t)number : YP_NONE;
    case YP_OWNER_NODE:
        break;
    }
    return YP_NONE;
}

static void read_rows(reader *r, yp_row_kind kind, yp_resolution resolution)
{
    char name[NAME_ROOM];
    snprintf(name, sizeof name, "dual_%s_%s", yp_row_kind_text(kind), yp_resolution_text(resolution));
    size_t count = thing_count(r, name), length = r->plan->blocks.level_count[resolution];
    if (count == 0 || r->status != YP_OK) return;
    double *matrix = get_numbers(r, name, count * length);
    char **ids = get_labels(r, name, "id", count);
    for (size_t i = 0; i < count && r->status == YP_OK; i++) {
        uint32_t owner = row_owner(r, kind, ids[i]);
        if (owner == YP_NONE)
            refuse(r, name, "a component, barrier or mesh that the case does not have");
        else
            r->plan->rows[r->plan->plan_row_count++] =
                (yp_plan_row){ kind, owner, resolution, length, matrix + i * length };
    }
    free(ids);
}

/* What the file says of the entries of meshes, [entry]. */
typedef struct {
    const uint32_t *mesh, *backward, *from, *to;
} mesh_entries;

/* Entries of one mesh lie together; meshes are numbered from 0 in their order. */
static void take_mesh_entry(reader *r, const mesh_entries *entries, size_t at, uint32_t link, uint32_t *links)
{
    const uint32_t *mesh = entries->mesh;
    yp_plan *plan = r->plan;
    bool is_new = at == 0 || mesh[at] != mesh[at - 1];
    if (link == YP_NONE) refuse(r, "mesh_link", "a link that the case does not have");
    if (is_new && mesh[at] != plan->mesh_count) refuse(r, "mesh", "meshes are not in their order");
    if (r->status != YP_OK) return;
    links[at] = link;
    if (is_new)
        plan->meshes[plan->mesh_count++] =
            (yp_mesh){ links + at, NULL, 0, entries->from[at], entries->to[at] };
    plan->meshes[plan->mesh_count - 1].count++;
}

static void read_meshes(reader *r)
{
    size_t count = yp_netcdf_dimension(r->file, "mesh_entry"), text_count = 0, at = 0;
    char **texts = NULL;
    if (count == SIZE_MAX || r->status != YP_OK) return;
    const size_t periods = r->plan->blocks.period_count;
    const mesh_entries entries = { get_indices(r, "mesh", count, count),
                                   get_indices(r, "mesh_backward", count, 2),
                                   get_indices(r, "mesh_from_period", count, periods),
                                   get_indices(r, "mesh_to_period", count, periods + 1) };
    r->plan->meshes = yp_arena_take(r->plan->arena, count, sizeof *r->plan->meshes);
    uint32_t *links = yp_arena_take(r->plan->arena, count, sizeof *links);
    int *signs = yp_arena_take(r->plan->arena, count, sizeof *signs);
    if (!r->plan->meshes || !links || !signs) r->status = YP_NO_MEMORY;
    if (r->status == YP_OK) r->status = yp_netcdf_get_texts(r->file, "mesh_link", &texts, &text_count);
    if (r->status == YP_OK && text_count != count) refuse(r, "mesh_link", "not as many as entries");
    for (; at < count && r->status == YP_OK; at++) {
        signs[at] = entries.backward[at] ? -1 : 1;
        take_mesh_entry(r, &entries, at, find(r->c->component_map, texts[at]), links);
    }
    for (size_t m = 0, first = 0; r->status == YP_OK && m < r->plan->mesh_count; m++) {
        r->plan->meshes[m].signs = signs + first;
        first += r->plan->meshes[m].count;
    }
    free(texts);
}

static void read_cuts(reader *r)
{
    const size_t count = yp_netcdf_dimension(r->file, "cut");
    size_t links_count = 0, outages_count = 0;
    char **links = NULL, **outages = NULL;
    if (count == SIZE_MAX || r->status != YP_OK) return;
    const uint32_t *number = get_indices(r, "cut_number", count, 1000000),
                   *backward = get_indices(r, "cut_backward", count, 2);
    r->plan->cuts = yp_arena_take(r->plan->arena, count, sizeof *r->plan->cuts);
    if (!r->plan->cuts) r->status = YP_NO_MEMORY;
    if (r->status == YP_OK) r->status = yp_netcdf_get_texts(r->file, "cut_link", &links, &links_count);
    if (r->status == YP_OK) r->status = yp_netcdf_get_texts(r->file, "cut_outage", &outages, &outages_count);
    if (r->status == YP_OK && (links_count != count || outages_count != count))
        refuse(r, "cut_link", "not as many as cuts");
    for (size_t k = 0; k < count && r->status == YP_OK; k++) {
        const uint32_t link = find(r->c->component_map, links[k]);
        const uint32_t outage = *outages[k] ? find(r->c->component_map, outages[k]) : YP_NONE;
        if (link == YP_NONE || (*outages[k] && outage == YP_NONE))
            refuse(r, "cut_link", "a link that the case does not have");
        r->plan->cuts[k] = (yp_cut){ link, outage, (int)number[k] - 1, backward[k] ? -1 : 1 };
    }
    if (r->status == YP_OK) r->plan->cut_count = count;
    free(links);
    free(outages);
}

/* Room for all groups: the sum of their dimensions cannot exceed what the case can have of each. */
static void take_room(reader *r)
{
    yp_plan *plan = r->plan;
    size_t activities = 0, nodes = 0, rows = 0;
    char name[NAME_ROOM];
    for (int resolution = 0; resolution < YP_RESOLUTION_COUNT; resolution++) {
        const char *word = yp_resolution_text((yp_resolution)resolution);
        for (int part = 0; part < YP_PART_COUNT; part++) {
            snprintf(name, sizeof name, "%s_%s", yp_part_text((yp_part)part), word);
            activities += thing_count(r, name);
        }
        for (int kind = 0; kind < YP_ROW_COUNT; kind++) {
            snprintf(name, sizeof name, "dual_%s_%s", yp_row_kind_text((yp_row_kind)kind), word);
            rows += thing_count(r, name);
        }
        snprintf(name, sizeof name, "price_%s", word);
        nodes += thing_count(r, name);
    }
    plan->activities = yp_arena_take(plan->arena, activities, sizeof *plan->activities);
    plan->nodes = yp_arena_take(plan->arena, nodes, sizeof *plan->nodes);
    plan->rows = yp_arena_take(plan->arena, rows, sizeof *plan->rows);
    if (!plan->activities || !plan->nodes || !plan->rows) r->status = YP_NO_MEMORY;
}

static int by_good_and_place(const void *a, const void *b)
{
    const yp_plan_node *x = a, *y = b;
    if (x->good != y->good) return x->good < y->good ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static int by_part_and_owner(const void *a, const void *b)
{
    const yp_plan_activity *x = a, *y = b;
    if (x->part != y->part) return x->part < y->part ? -1 : 1;
    return (x->owner > y->owner) - (x->owner < y->owner);
}

static int by_kind_and_owner(const void *a, const void *b)
{
    const yp_plan_row *x = a, *y = b;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    return (x->owner > y->owner) - (x->owner < y->owner);
}

static void read_groups(reader *r)
{
    yp_plan *plan = r->plan;
    take_room(r);
    for (int resolution = 0; resolution < YP_RESOLUTION_COUNT; resolution++)
        read_prices(r, (yp_resolution)resolution);
    if (plan->plan_node_count > 0)
        qsort(plan->nodes, plan->plan_node_count, sizeof *plan->nodes, by_good_and_place);
    for (int resolution = 0; resolution < YP_RESOLUTION_COUNT; resolution++) {
        for (int part = 0; part < YP_PART_COUNT; part++)
            read_levels(r, (yp_part)part, (yp_resolution)resolution);
        for (int kind = 0; kind < YP_ROW_COUNT; kind++)
            read_rows(r, (yp_row_kind)kind, (yp_resolution)resolution);
    }
    if (plan->activity_count > 0)
        qsort(plan->activities, plan->activity_count, sizeof *plan->activities, by_part_and_owner);
    if (plan->plan_row_count > 0)
        qsort(plan->rows, plan->plan_row_count, sizeof *plan->rows, by_kind_and_owner);
}

yp_status yp_series_read(const yp_case *c, const char *path, yp_diag *diag, yp_plan **out)
{
    yp_arena *arena = yp_arena_new(NULL);
    if (!arena) return YP_NO_MEMORY;
    reader r = { .c = c, .path = path, .diag = diag, .plan = yp_arena_take(arena, 1, sizeof *r.plan) };
    r.status = r.plan ? yp_netcdf_open(path, path, diag, &r.file) : YP_NO_MEMORY;
    if (r.status == YP_OK) {
        r.plan->arena = arena;
        r.plan->cause = r.plan->solver = r.plan->options = "";
        r.plan->objective = r.plan->bound = r.plan->gap = NAN;
        r.plan->certificate = (yp_certificate){ NAN, NAN, NAN, false };
        read_facts(&r);
        if (r.status == YP_OK) read_blocks(&r);
        if (r.status == YP_OK) r.status = yp_series_at_blocks(c, &r.plan->blocks, arena, &r.plan->series);
        if (r.status == YP_OK) read_meshes(&r);
        if (r.status == YP_OK) read_cuts(&r);
        if (r.status == YP_OK) read_groups(&r);
        yp_netcdf_close(r.file);
    }
    if (r.status == YP_OK)
        *out = r.plan;
    else
        yp_arena_free(arena);
    return r.status;
}
