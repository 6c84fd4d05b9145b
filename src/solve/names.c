#include "solve/names.h"

#include "result/series.h"

#include <stdio.h>
#include <string.h>

/* The last template that starts at or before a row; those without rows of their own start where the next
 * does. */
static uint32_t find_start(const int64_t *start, size_t count, int64_t at, const yp_model *m,
                           yp_resolution (*resolution)(const yp_model *, size_t))
{
    for (size_t k = 0; k < count; k++) {
        if (start[k] < 0 || at < start[k]) continue;
        if (at - start[k] < (int64_t)m->blocks.level_count[resolution(m, k)]) return (uint32_t)k;
    }
    return YP_NONE;
}

static yp_resolution resolution_of_row(const yp_model *m, size_t k)
{
    return m->rows[k].resolution;
}
static yp_resolution resolution_of_column(const yp_model *m, size_t k)
{
    return m->columns[k].resolution;
}

yp_program_place yp_row_place(const yp_model *m, const yp_layout *layout, int64_t row)
{
    uint32_t k = find_start(layout->row_start, m->row_count, row, m, resolution_of_row);
    if (k != YP_NONE) return (yp_program_place){ k, (size_t)(row - layout->row_start[k]), false, false };
    k = find_start(layout->upper_start, m->column_count, row, m, resolution_of_column);
    if (k != YP_NONE) return (yp_program_place){ k, (size_t)(row - layout->upper_start[k]), true, false };
    k = find_start(layout->lower_start, m->column_count, row, m, resolution_of_column);
    return (yp_program_place){ k, k == YP_NONE ? 0 : (size_t)(row - layout->lower_start[k]), true, true };
}

yp_program_place yp_column_place(const yp_model *m, const yp_layout *layout, int64_t column)
{
    uint32_t k = find_start(layout->column_start, m->column_count, column, m, resolution_of_column);
    return (yp_program_place){ k, k == YP_NONE ? 0 : (size_t)(column - layout->column_start[k]), false,
                               false };
}

void yp_block_words(const yp_model *m, yp_resolution resolution, size_t block, char *text)
{
    const yp_case *c = m->c;
    const uint32_t base = m->first[resolution] ? m->first[resolution][block] : (uint32_t)block;
    const uint32_t period = m->blocks.period[base];
    size_t room = YP_TIME_ROOM;
    int year, month, day, minute;
    char planned[24] = "";
    if (c->branch_count > 0 && resolution != YP_SHARED) {
        const int written = snprintf(text, YP_TIME_ROOM, "%.60s",
                                     c->scenarios[c->branches[m->blocks.scenario[base]].scenario].id);
        text += written;
        room -= (size_t)written;
        if (resolution < YP_HORIZON) {
            snprintf(text, room, ", ");
            text += 2;
            room -= 2;
        }
    }
    if (resolution >= YP_HORIZON) {
        *text = '\0';
        return;
    }
    if (c->period_count > 1 && period < c->period_count)
        snprintf(planned, sizeof planned, "%d: ", c->periods[period].year);
    if (c->time.block_step) {
        snprintf(text, room, "%s%s %zu", planned,
                 resolution == YP_BASE ? "block" : yp_resolution_text(resolution), block);
        return;
    }
    yp_time_date(&c->time, m->blocks.snapshot[base], &year, &month, &day, &minute);
    if (resolution == YP_BASE)
        snprintf(text, room, "%s%04d-%02d-%02d %02d:%02d", planned, year, month, day, minute / 60,
                 minute % 60);
    else if (resolution <= YP_WEEK)
        snprintf(text, room, "%s%04d-%02d-%02d", planned, year, month, day);
    else if (resolution <= YP_SEASON)
        snprintf(text, room, "%s%04d-%02d", planned, year, month);
    else
        snprintf(text, room, "%s%04d", *planned ? planned : "", year);
}

static yp_owner_words component_words(const yp_case *c, uint32_t i)
{
    if (i == YP_NONE) return (yp_owner_words){ .id = "risk", .unit = c->money };
    const yp_component *x = &c->components[i];
    return (yp_owner_words){ .id = x->id, .unit = x->level_unit, .at = x->at };
}

static yp_owner_words node_words(const yp_model *m, uint32_t n)
{
    const yp_node *node = &m->nodes[n];
    const yp_good *good = &m->c->goods[node->good];
    return (yp_owner_words){ .id = good->id,
                             .place = m->c->places[node->place].id,
                             .good = good->id,
                             .unit = good->unit,
                             .at = good->at };
}

yp_owner_words yp_row_owner_words(const yp_model *m, const yp_row_template *row)
{
    switch (yp_row_owner_of(row->kind)) {
    case YP_OWNER_NODE:
        return node_words(m, row->owner);
    case YP_OWNER_BARRIER: {
        const yp_barrier *barrier = &m->c->barriers[row->owner];
        const yp_component *link =
            barrier->crossing_count > 0 ? &m->c->components[barrier->crossings[0].link] : NULL;
        const char *unit = !link                          ? ""
                           : row->kind == YP_ROW_DELIVERY ? m->c->goods[link->good].unit
                                                          : link->level_unit;
        return (yp_owner_words){ .id = barrier->id, .unit = unit, .at = barrier->at };
    }
    case YP_OWNER_MESH:
        return component_words(m->c, m->meshes[row->owner].links[0]);
    case YP_OWNER_CASE:
        return (yp_owner_words){ .id = "the case", .unit = m->c->money };
    case YP_OWNER_CUT:
        return component_words(m->c, m->cuts[row->owner].link);
    default:
        return component_words(m->c, row->owner);
    }
}

yp_owner_words yp_column_owner_words(const yp_model *m, const yp_column_template *column)
{
    if (column->part == YP_PART_DISPOSED) return node_words(m, column->owner);
    if (column->part != YP_PART_STEP) return component_words(m->c, column->owner);
    const yp_step *step = &m->c->steps[column->owner];
    yp_owner_words words = component_words(m->c, step->component);
    words.id = step->id;
    words.at = step->at;
    return words;
}

const char *yp_part_verb(const yp_model *m, const yp_column_template *column)
{
    switch (column->part) {
    case YP_PART_LEVEL: {
        if (column->owner == YP_NONE) return "counts";
        const yp_table table = m->c->components[column->owner].table;
        return table == YP_SUPPLY   ? "gives"
               : table == YP_DEMAND ? "takes"
               : table == YP_LINK   ? "carries"
                                    : "runs at";
    }
    case YP_PART_REVERSE:
        return "carries backwards";
    case YP_PART_IN:
        return "takes in";
    case YP_PART_OUT:
        return "gives out";
    case YP_PART_STORED:
        return "holds";
    case YP_PART_SPILL:
        return "spills";
    case YP_PART_BUILT:
        return "is built by";
    case YP_PART_ENERGY_BUILT:
        return "is built in energy by";
    case YP_PART_ANGLE:
        return "turns by";
    case YP_PART_LOSS:
        return "loses";
    default:
        return yp_part_text(column->part);
    }
}
