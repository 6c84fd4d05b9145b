#include "result/series.h"
#include "table/netcdf.h"

#include "base/number_text.h"

#include <stdio.h>
#include <stdlib.h>

enum { NAME_ROOM = 128, FACT_ROOM = 48 };

/* A file being written; the first failure stops the rest. */
typedef struct {
    const yp_case *c;
    const yp_plan *plan;
    yp_netcdf *file;
    yp_arena *arena;
    yp_status status;
} writer;

static void dimension(writer *w, const char *name, size_t count)
{
    if (w->status == YP_OK) w->status = yp_netcdf_add_dimension(w->file, name, count);
}

static void numbers(writer *w, const char *name, const char *dim0, const char *dim1, const char *units,
                    const char *long_name, const double *data)
{
    if (w->status == YP_OK)
        w->status = yp_netcdf_put_numbers(w->file, name, dim0, dim1, units, long_name, 1, data);
}

static void texts(writer *w, const char *name, const char *dim0, const char *long_name,
                  const char *const *data)
{
    if (w->status == YP_OK) w->status = yp_netcdf_put_texts(w->file, name, dim0, long_name, data);
}

static void integers(writer *w, const char *name, const char *dim0, const char *long_name,
                     const uint32_t *data, size_t count)
{
    int *copy = yp_arena_take(w->arena, count, sizeof *copy);
    if (!copy) w->status = YP_NO_MEMORY;
    if (w->status != YP_OK) return;
    for (size_t i = 0; i < count; i++) copy[i] = (int)data[i];
    w->status = yp_netcdf_put_integers(w->file, name, dim0, NULL, long_name, copy);
}

static void write_time(writer *w)
{
    const yp_blocks *blocks = &w->plan->blocks;
    const yp_time *time = &w->c->time;
    double *hours = yp_arena_take(w->arena, blocks->count, sizeof *hours);
    if (!hours) {
        w->status = YP_NO_MEMORY;
        return;
    }
    double elapsed = 0;
    for (size_t b = 0; b < blocks->count; b++) {
        hours[b] = time->block_step ? elapsed : blocks->snapshot[b] * time->step_hours;
        elapsed += blocks->step[b];
    }
    char units[64];
    snprintf(units, sizeof units, "hours since %04d-%02d-%02d %02d:%02d:00", time->year, time->month,
             time->day, time->hour, time->minute);
    numbers(w, "time", "block", NULL, units, "start of the first snapshot that a block stands for", hours);
}

static void write_kept(writer *w)
{
    const yp_blocks *blocks = &w->plan->blocks;
    uint32_t *kept = yp_arena_take(w->arena, blocks->count, sizeof *kept);
    if (!kept) w->status = YP_NO_MEMORY;
    for (size_t b = 0; kept && b < blocks->count; b++) kept[b] = blocks->kept[b];
    if (kept)
        integers(w, "kept", "block", "extreme day: 0 no, 1 peak net load, 2 low wind and sun", kept,
                 blocks->count);
}

/* Only where something is uncertain. */
static void write_scenarios(writer *w)
{
    const yp_blocks *blocks = &w->plan->blocks;
    const size_t count = blocks->scenario_count;
    const char **names = yp_arena_take(w->arena, count, sizeof *names);
    if (!names) w->status = YP_NO_MEMORY;
    if (!names || w->c->branch_count == 0) return;
    for (size_t s = 0; s < count; s++) names[s] = w->c->scenarios[w->c->branches[s].scenario].id;
    dimension(w, "scenario", count);
    texts(w, "scenario", "scenario", "stochastic scenario", names);
    numbers(w, "probability", "scenario", NULL, "1", "probability of a scenario", blocks->probability);
    numbers(w, "scenario_weight", "scenario", NULL, "1",
            "what the costs of a scenario count in the objective", blocks->scenario_weight);
    integers(w, "scenario_of_block", "block", "stochastic scenario of a block", blocks->scenario,
             blocks->count);
}

static void write_blocks(writer *w)
{
    const yp_blocks *blocks = &w->plan->blocks;
    dimension(w, "block", blocks->count);
    dimension(w, "period", blocks->period_count);
    write_time(w);
    numbers(w, "step_hours", "block", NULL, "h", "time that passes in a block", blocks->step);
    numbers(w, "sum_hours", "block", NULL, "h", "hours of a year that a block stands for", blocks->sum);
    numbers(w, "cost_hours", "block", NULL, "h", "weight of a block in the objective", blocks->cost);
    numbers(w, "period_weight", "period", NULL, "1", "discounted years of a period", blocks->period_weight);
    integers(w, "cycle", "block", "chain of a block", blocks->cycle, blocks->count);
    integers(w, "investment_period", "block", "investment period of a block", blocks->period, blocks->count);
    integers(w, "snapshot", "block", "first snapshot that a block stands for", blocks->snapshot,
             blocks->count);
    if (blocks->kept) write_kept(w);
    write_scenarios(w);
    for (int level = YP_BASE + 1; level < YP_RESOLUTION_COUNT; level++) {
        char name[NAME_ROOM], dim[NAME_ROOM];
        if (blocks->level_count[level] == 0) continue;
        yp_block_dimension((yp_resolution)level, dim, sizeof dim);
        snprintf(name, sizeof name, "%s_of_block", yp_resolution_text((yp_resolution)level));
        dimension(w, dim, blocks->level_count[level]);
        integers(w, name, "block", "coarser block above a block", blocks->parent[level], blocks->count);
    }
}

/* A group of vectors of one length as one matrix with the texts that name its rows. */
static void write_group(writer *w, const char *name, yp_resolution resolution, size_t count,
                        const double *const *vectors, const char *const *first, const char *first_name,
                        const char *const *second, const char *units, const char *long_name)
{
    char things[NAME_ROOM], label[NAME_ROOM], dim[NAME_ROOM];
    size_t length = w->plan->blocks.level_count[resolution];
    double *matrix = malloc((count * length + 1) * sizeof *matrix);
    if (!matrix) w->status = YP_NO_MEMORY;
    if (w->status == YP_OK) {
        for (size_t i = 0; i < count; i++)
            for (size_t b = 0; b < length; b++) matrix[i * length + b] = vectors[i][b];
        snprintf(things, sizeof things, "%s_thing", name);
        yp_block_dimension(resolution, dim, sizeof dim);
        dimension(w, things, count);
        snprintf(label, sizeof label, "%s_%s", name, first_name);
        texts(w, label, things, first_name, first);
        snprintf(label, sizeof label, "%s_good", name);
        if (second) texts(w, label, things, "good", second);
        numbers(w, name, things, dim, units, long_name, matrix);
    }
    free(matrix);
}

/* Scratch for one group. */
typedef struct {
    const double **vectors;
    const char **first, **second;
    size_t count;
} group;

static bool take_group(writer *w, size_t most, group *g)
{
    g->count = 0;
    g->vectors = yp_arena_take(w->arena, most, sizeof *g->vectors);
    g->first = yp_arena_take(w->arena, most, sizeof *g->first);
    g->second = yp_arena_take(w->arena, most, sizeof *g->second);
    bool has_all = g->vectors && g->first && g->second;
    if (!has_all) w->status = YP_NO_MEMORY;
    return has_all;
}

static void write_levels(writer *w, yp_part part, yp_resolution resolution, group *g)
{
    char name[NAME_ROOM];
    bool is_node = part == YP_PART_DISPOSED;
    g->count = 0;
    for (size_t a = 0; a < w->plan->activity_count; a++) {
        const yp_plan_activity *activity = &w->plan->activities[a];
        if (activity->part != part || activity->resolution != resolution) continue;
        const yp_plan_node *node = is_node && w->plan->nodes ? &w->plan->nodes[activity->owner] : NULL;
        g->vectors[g->count] = activity->level;
        g->first[g->count] = node                   ? w->c->places[node->place].id
                             : is_node              ? ""
                             : part == YP_PART_STEP ? w->c->steps[activity->owner].id
                                                    : w->c->components[activity->owner].id;
        g->second[g->count++] = node ? w->c->goods[node->good].id : "";
    }
    if (g->count == 0) return;
    snprintf(name, sizeof name, "%s_%s", yp_part_text(part), yp_resolution_text(resolution));
    write_group(w, name, resolution, g->count, g->vectors, g->first, is_node ? "place" : "id",
                is_node ? g->second : NULL, NULL,
                "level, in the unit of the component's level; amounts in the unit of its good");
}

static void write_prices(writer *w, yp_resolution resolution, group *g)
{
    char name[NAME_ROOM];
    g->count = 0;
    for (size_t n = 0; n < w->plan->plan_node_count; n++) {
        const yp_plan_node *node = &w->plan->nodes[n];
        if (node->resolution != resolution) continue;
        g->vectors[g->count] = node->price;
        g->first[g->count] = w->c->places[node->place].id;
        g->second[g->count++] = w->c->goods[node->good].id;
    }
    if (g->count == 0) return;
    snprintf(name, sizeof name, "price_%s", yp_resolution_text(resolution));
    write_group(w, name, resolution, g->count, g->vectors, g->first, "place", g->second, NULL,
                "price, money of the price year per unit of the good");
}

static void write_cuts(writer *w)
{
    const yp_plan *plan = w->plan;
    const size_t count = plan->cut_count;
    const char **links = yp_arena_take(w->arena, count, sizeof *links);
    const char **outages = yp_arena_take(w->arena, count, sizeof *outages);
    uint32_t *numbers = yp_arena_take(w->arena, count, sizeof *numbers),
             *backward = yp_arena_take(w->arena, count, sizeof *backward);
    if (!links || !outages || !numbers || !backward) w->status = YP_NO_MEMORY;
    if (count == 0 || w->status != YP_OK) return;
    for (size_t k = 0; k < count; k++) {
        links[k] = w->c->components[plan->cuts[k].link].id;
        outages[k] = plan->cuts[k].outage == YP_NONE ? "" : w->c->components[plan->cuts[k].outage].id;
        numbers[k] = (uint32_t)(plan->cuts[k].number + 1);
        backward[k] = plan->cuts[k].sign < 0;
    }
    dimension(w, "cut", count);
    texts(w, "cut_link", "cut", "link that a row of losses or security limits", links);
    texts(w, "cut_outage", "cut", "link that is out; empty: none", outages);
    integers(w, "cut_number", "cut", "segment of the losses from 1; 0: none", numbers, count);
    integers(w, "cut_backward", "cut", "1: of flow from its to to its from", backward, count);
}

/* The id of a row's owner; of a mesh or a cut its number. */
static const char *row_label(writer *w, const yp_plan_row *row)
{
    yp_row_owner owner = yp_row_owner_of(row->kind);
    if (owner == YP_OWNER_COMPONENT) return w->c->components[row->owner].id;
    if (owner == YP_OWNER_CASE) return "case";
    if (owner == YP_OWNER_BARRIER) return w->c->barriers[row->owner].id;
    const char *number = yp_arena_format(w->arena, "%u", row->owner);
    if (!number) w->status = YP_NO_MEMORY;
    return number ? number : "";
}

static void write_rows(writer *w, yp_row_kind kind, yp_resolution resolution, group *g)
{
    char name[NAME_ROOM];
    g->count = 0;
    for (size_t r = 0; r < w->plan->plan_row_count; r++) {
        const yp_plan_row *row = &w->plan->rows[r];
        if (row->kind != kind || row->resolution != resolution) continue;
        g->vectors[g->count] = row->dual;
        g->first[g->count++] = row_label(w, row);
    }
    if (g->count == 0) return;
    snprintf(name, sizeof name, "dual_%s_%s", yp_row_kind_text(kind), yp_resolution_text(resolution));
    write_group(w, name, resolution, g->count, g->vectors, g->first, "id", NULL, NULL,
                "change of the least cost for one more unit of the right-hand side");
}

/* Meshes as one list of links: the mesh of each entry, its link, its sign. */
static void write_meshes(writer *w)
{
    const yp_plan *plan = w->plan;
    size_t count = 0, at = 0;
    for (size_t m = 0; m < plan->mesh_count; m++) count += plan->meshes[m].count;
    if (count == 0) return;
    const char **links = yp_arena_take(w->arena, count, sizeof *links);
    uint32_t *meshes = yp_arena_take(w->arena, count, sizeof *meshes),
             *backward = yp_arena_take(w->arena, count, sizeof *backward),
             *from = yp_arena_take(w->arena, count, sizeof *from),
             *to = yp_arena_take(w->arena, count, sizeof *to);
    if (!links || !meshes || !backward || !from || !to) {
        w->status = YP_NO_MEMORY;
        return;
    }
    for (uint32_t m = 0; m < plan->mesh_count; m++)
        for (size_t k = 0; k < plan->meshes[m].count; k++, at++) {
            meshes[at] = m;
            links[at] = w->c->components[plan->meshes[m].links[k]].id;
            backward[at] = plan->meshes[m].signs[k] < 0;
            from[at] = plan->meshes[m].from;
            to[at] = plan->meshes[m].to;
        }
    dimension(w, "mesh_entry", count);
    integers(w, "mesh", "mesh_entry", "mesh that an entry belongs to", meshes, count);
    texts(w, "mesh_link", "mesh_entry", "link of the mesh", links);
    integers(w, "mesh_backward", "mesh_entry", "1: walked from its to to its from", backward, count);
    integers(w, "mesh_from_period", "mesh_entry", "first period in which the mesh stands", from, count);
    integers(w, "mesh_to_period", "mesh_entry", "period before which it ends", to, count);
}

static void write_groups(writer *w)
{
    const yp_plan *plan = w->plan;
    group g;
    if (!take_group(w, plan->activity_count + plan->plan_node_count + plan->plan_row_count, &g)) return;
    for (int resolution = 0; resolution < YP_RESOLUTION_COUNT; resolution++) {
        for (int part = 0; part < YP_PART_COUNT; part++)
            write_levels(w, (yp_part)part, (yp_resolution)resolution, &g);
        if (plan->has_prices) write_prices(w, (yp_resolution)resolution, &g);
        for (int kind = 0; kind < YP_ROW_COUNT; kind++)
            write_rows(w, (yp_row_kind)kind, (yp_resolution)resolution, &g);
    }
}

/* What is said of the solve, as pairs of texts. */
typedef struct {
    const char *names[FACT_ROOM], *values[FACT_ROOM];
    size_t count;
} facts;

static void add_fact(writer *w, facts *f, const char *name, const char *value)
{
    if (!value) w->status = YP_NO_MEMORY;
    f->names[f->count] = name;
    f->values[f->count++] = value ? value : "";
}

static void add_number(writer *w, facts *f, const char *name, double value)
{
    char text[YP_NUMBER_SIZE];
    yp_number_text(value, text);
    add_fact(w, f, name, yp_arena_format(w->arena, "%s", text));
}

static void write_facts(writer *w)
{
    const yp_plan *plan = w->plan;
    facts f = { .count = 0 };
    add_fact(w, &f, "outcome", yp_outcome_text(plan->outcome));
    add_fact(w, &f, "cause", plan->cause);
    add_fact(w, &f, "solver", plan->solver);
    add_fact(w, &f, "options", plan->options);
    add_number(w, &f, "objective", plan->objective);
    add_number(w, &f, "bound", plan->bound);
    add_number(w, &f, "gap", plan->gap);
    add_number(w, &f, "seconds_model", plan->seconds_model);
    add_number(w, &f, "seconds_solve", plan->seconds_solve);
    add_number(w, &f, "peak_bytes", (double)plan->peak_bytes);
    add_number(w, &f, "row_count", (double)plan->row_count);
    add_number(w, &f, "column_count", (double)plan->column_count);
    add_number(w, &f, "entry_count", (double)plan->entry_count);
    add_number(w, &f, "joined", plan->blocks.joined);
    add_number(w, &f, "year_share", plan->blocks.year_share);
    add_number(w, &f, "is_scaled", plan->blocks.is_scaled);
    add_number(w, &f, "has_levels", plan->has_levels);
    add_number(w, &f, "has_prices", plan->has_prices);
    add_number(w, &f, "is_vertex", plan->is_vertex);
    if (plan->alternative.expression) {
        add_fact(w, &f, "expression", plan->alternative.expression);
        add_number(w, &f, "is_maximised", plan->alternative.is_maximised);
        add_number(w, &f, "slack", plan->alternative.slack);
        add_number(w, &f, "optimum", plan->alternative.optimum);
        add_number(w, &f, "expression_value", plan->alternative.value);
    }
    dimension(w, "fact", f.count);
    texts(w, "fact", "fact", "what is said of the solve", f.names);
    texts(w, "fact_value", "fact", "value of the fact", f.values);
}

yp_status yp_series_write(const yp_case *c, const yp_plan *plan, const char *path)
{
    writer w = { .c = c, .plan = plan, .arena = yp_arena_new(NULL) };
    if (!w.arena) return YP_NO_MEMORY;
    w.status = yp_netcdf_create(path, &w.file);
    if (w.status == YP_OK) {
        w.status = yp_netcdf_put_attribute(w.file, NULL, "Conventions", "CF-1.8");
        if (w.status == YP_OK)
            w.status = yp_netcdf_put_attribute(w.file, NULL, "title", c->title ? c->title : "");
        if (w.status == YP_OK) w.status = yp_netcdf_put_attribute(w.file, NULL, "coordinates", "time");
        write_facts(&w);
        write_blocks(&w);
        write_meshes(&w);
        write_cuts(&w);
        write_groups(&w);
        yp_status closed = yp_netcdf_close(w.file);
        if (w.status == YP_OK) w.status = closed;
    }
    yp_arena_free(w.arena);
    return w.status;
}
