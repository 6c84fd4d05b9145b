#include "solve/native/internal.h"

#include <math.h>
#include <string.h>

/* Blocks of a coarser level between hour and horizon that rows may have: each is a column of the border. */
static const size_t most_parents = 60;

/* Beyond this many rows and columns of coarser levels the dense border costs more than it saves. */
static const size_t widest_border = 1500;

void *yp_native_take(yp_arena *arena, size_t count, size_t size)
{
    size_t least = 4096 / size + 1; /* the arena aligns pieces of 4 KiB and more for vector registers */
    return yp_arena_take(arena, count + 8 < least ? least : count + 8, size);
}

static size_t count_of(const yp_model *m, yp_resolution resolution)
{
    return m->blocks.level_count[resolution];
}

static bool is_same(const yp_vector *a, const yp_vector *b)
{
    return a->data == b->data && a->offset == b->offset && (!a->data || a->scale == b->scale);
}

static bool is_widened(const yp_column_template *x)
{
    return x->capacity != YP_NONE && ((x->upper_share.data || x->upper_share.offset != 0) ||
                                      (x->lower_share.data || x->lower_share.offset != 0));
}

/* What the method cannot take, before anything is laid out. */
static const char *refusal_of(const yp_model *m)
{
    if (m->blocks.scenario_count > 1) return "there are stochastic scenarios";
    for (size_t j = 0; j < m->column_count; j++) {
        const yp_column_template *x = &m->columns[j];
        if (x->is_given) continue;
        if (x->unit > 0) return "there are whole numbers";
        if (is_widened(x) && m->columns[x->capacity].resolution != YP_HORIZON)
            return "new capacity changes over time";
    }
    for (size_t k = 0; k < m->entry_count; k++) {
        const yp_entry *entry = &m->entries[k];
        if (entry->lag) return "something arrives later than it leaves";
        if (entry->back > 1) return "rows reach back by more than one block";
        if (entry->before &&
            (m->rows[entry->row].resolution != YP_BASE || m->columns[entry->column].resolution != YP_BASE))
            return "a chain runs along a coarser level";
    }
    for (size_t r = 0; r < m->row_count; r++) {
        if (m->rows[r].resolution != YP_BASE && count_of(m, m->rows[r].resolution) > most_parents)
            return "rows of a coarser level have too many blocks";
    }
    if (m->blocks.count == 0) return "there is no time";
    return NULL;
}

static yp_status lay_rows(yp_native_problem *p)
{
    const yp_model *m = p->model;
    size_t wide = 0;
    p->row_of = yp_native_take(p->arena, m->row_count, sizeof *p->row_of);
    p->row_source = yp_native_take(p->arena, 2 * m->row_count, sizeof *p->row_source);
    if (!p->row_of || !p->row_source) return YP_NO_MEMORY;
    for (size_t r = 0; r < m->row_count; r++) {
        if (m->rows[r].resolution == YP_BASE) {
            p->row_source[p->row_count] = (uint32_t)r;
            p->row_of[r] = (uint32_t)p->row_count++;
        } else {
            p->row_of[r] = (uint32_t)wide;
            wide += count_of(m, m->rows[r].resolution);
        }
    }
    yp_status status = yp_native_find_copies(p);
    if (status != YP_OK) return status;
    for (size_t j = 0; j < m->column_count; j++) /* bounds of coarser columns that widen become rows */
        if (!m->columns[j].is_given && m->columns[j].resolution != YP_BASE && is_widened(&m->columns[j]))
            wide += 2 * count_of(m, m->columns[j].resolution);
    p->wide_row_count = wide;
    p->wide_source = yp_native_take(p->arena, wide, sizeof *p->wide_source);
    if (!p->wide_source) return YP_NO_MEMORY;
    memset(p->wide_source, 0xff, wide * sizeof *p->wide_source);
    for (size_t r = 0; r < m->row_count; r++)
        for (size_t b = 0; m->rows[r].resolution != YP_BASE && b < count_of(m, m->rows[r].resolution); b++)
            p->wide_source[p->row_of[r] + b] = (uint32_t)r;
    return YP_OK;
}

/* How many of everything there are at most. */
static yp_status take_columns(yp_native_problem *p)
{
    const yp_model *m = p->model;
    size_t base = 2 * p->row_count, wide = p->wide_row_count, wide_entries = p->wide_row_count * 4, down = 0;
    for (size_t j = 0; j < m->column_count; j++)
        if (m->columns[j].resolution == YP_BASE)
            base++;
        else
            wide += count_of(m, m->columns[j].resolution);
    for (size_t k = 0; k < m->entry_count; k++) {
        const yp_column_template *x = &m->columns[m->entries[k].column];
        yp_resolution row = m->rows[m->entries[k].row].resolution;
        if (x->resolution == YP_BASE) continue;
        size_t finer = count_of(m, x->resolution < row ? x->resolution : row);
        if (row == YP_BASE)
            down += count_of(m, x->resolution);
        else
            wide_entries += finer;
    }
    p->columns = yp_native_take(p->arena, base, sizeof *p->columns);
    p->terms = yp_native_take(p->arena, m->entry_count + p->row_count, sizeof *p->terms);
    p->wide_terms = yp_native_take(p->arena, m->entry_count, sizeof *p->wide_terms);
    p->wide_columns = yp_native_take(p->arena, wide, sizeof *p->wide_columns);
    p->wide_entries = yp_native_take(p->arena, wide_entries, sizeof *p->wide_entries);
    p->down_terms = yp_native_take(p->arena, down, sizeof *p->down_terms);
    p->right = yp_native_take(p->arena, p->row_count, sizeof *p->right);
    p->row_scale = yp_native_take(p->arena, p->row_count, sizeof *p->row_scale);
    p->wide_scale = yp_native_take(p->arena, p->wide_row_count, sizeof *p->wide_scale);
    p->wide_right = yp_native_take(p->arena, p->wide_row_count, sizeof *p->wide_right);
    p->column_of = yp_native_take(p->arena, m->column_count, sizeof *p->column_of);
    return p->columns && p->terms && p->wide_terms && p->wide_columns && p->wide_entries && p->down_terms &&
                   p->right && p->row_scale && p->wide_scale && p->wide_right && p->column_of
               ? YP_OK
               : YP_NO_MEMORY;
}

static void lay_base_columns(yp_native_problem *p)
{
    const yp_model *m = p->model;
    for (size_t j = 0; j < m->column_count; j++) {
        p->column_of[j] = YP_NONE;
        if (m->columns[j].resolution != YP_BASE || m->columns[j].is_given) continue;
        p->column_of[j] = (uint32_t)p->column_count;
        p->columns[p->column_count++] = (yp_base_column){
            .source = (uint32_t)j, .slack_of = YP_NONE, .chain = YP_NONE, .capacity = YP_NONE
        };
    }
    for (size_t r = 0; r < p->row_count && p->row_source[r] != YP_NONE; r++) {
        const yp_row_template *row = &m->rows[p->row_source[r]];
        if (is_same(&row->lower, &row->upper)) continue;
        p->columns[p->column_count++] = (yp_base_column){
            .source = YP_NONE, .slack_of = (uint32_t)r, .chain = YP_NONE, .capacity = YP_NONE
        };
    }
    for (size_t r = 0; r < p->row_count; r++)
        if (p->row_source[r] == YP_NONE)
            p->columns[p->column_count++] = (yp_base_column){
                .source = YP_NONE, .slack_of = YP_NONE, .chain = YP_NONE, .capacity = YP_NONE
            };
}

static void lay_wide_columns(yp_native_problem *p)
{
    const yp_model *m = p->model;
    for (size_t j = 0; j < m->column_count; j++) {
        if (m->columns[j].resolution == YP_BASE || m->columns[j].is_given) continue;
        p->column_of[j] = (uint32_t)p->wide_column_count;
        for (size_t b = 0; b < count_of(m, m->columns[j].resolution); b++)
            p->wide_columns[p->wide_column_count++] =
                (yp_wide_column){ .source = (uint32_t)j, .block = (uint32_t)b, .place = YP_NONE };
    }
}

static bool can_move(const yp_column_template *x)
{
    return !x->is_given && yp_vector_at(&x->lower, 0) < yp_vector_at(&x->upper, 0);
}

/* Wide columns that touch the hours, by rows or by bounds, stay in the system; the others are eliminated. */
static void choose_border(yp_native_problem *p)
{
    const yp_model *m = p->model;
    for (size_t j = 0; j < m->column_count; j++) {
        const yp_column_template *x = &m->columns[j];
        if (x->is_given || x->resolution != YP_BASE || !is_widened(x) || !can_move(&m->columns[x->capacity]))
            continue;
        yp_wide_column *built = &p->wide_columns[p->column_of[x->capacity]];
        if (built->place == YP_NONE) built->place = (uint32_t)p->kept_count++;
        p->columns[p->column_of[j]].capacity = built->place;
    }
    for (size_t k = 0; k < m->entry_count; k++) {
        const yp_column_template *x = &m->columns[m->entries[k].column];
        if (x->is_given || x->resolution == YP_BASE || m->rows[m->entries[k].row].resolution != YP_BASE)
            continue;
        for (size_t b = 0; b < count_of(m, x->resolution); b++) {
            yp_wide_column *wide = &p->wide_columns[p->column_of[m->entries[k].column] + b];
            if (wide->place == YP_NONE) wide->place = (uint32_t)p->kept_count++;
        }
    }
}

static yp_status find_parents(yp_native_problem *p)
{
    const yp_model *m = p->model;
    for (int level = YP_BASE + 1; level < YP_RESOLUTION_COUNT; level++) {
        if (count_of(m, (yp_resolution)level) < 2) continue;
        uint32_t *parent = p->parent[level] = yp_native_take(p->arena, p->time.slots, sizeof *parent);
        if (!parent) return YP_NO_MEMORY;
        for (size_t i = 0; i < p->time.slots; i++)
            parent[i] = p->time.block[i] == YP_NONE ? 0 : m->blocks.parent[level][p->time.block[i]];
    }
    return YP_OK;
}

yp_status yp_native_analyse(const yp_model *model, size_t lanes, yp_native_problem *p)
{
    p->model = model;
    p->refusal = refusal_of(model);
    if (p->refusal) return YP_OK;
    yp_status status = yp_native_slots_make(p, lanes);
    if (status == YP_OK && !p->refusal) status = find_parents(p);
    if (status == YP_OK && !p->refusal) status = lay_rows(p);
    if (status != YP_OK || p->refusal) return status;
    if (p->wide_row_count > widest_border) {
        p->refusal = "too many rows of coarser levels";
        return YP_OK;
    }
    status = take_columns(p);
    if (status != YP_OK) return status;
    lay_base_columns(p);
    lay_wide_columns(p);
    choose_border(p);
    status = yp_native_find_chains(p);
    if (status != YP_OK || p->refusal) return status;
    p->border_count = p->kept_count + p->wide_row_count;
    if (p->border_count > widest_border)
        p->refusal = "too many columns of coarser levels";
    else if (p->time.is_connected && p->state_count * p->time.chunk_count > 2 * widest_border)
        p->refusal = "too many stores that run from day to day";
    return YP_OK;
}
