#include "model/expand.h"

#include "model/entries.h"
#include "model/internal.h"

#include <stdlib.h>
#include <string.h>

/* Blocks per tile: the entries of a tile stay in the first-level cache while each of a column's entries is
 * written. */
enum { tile = 256 };

/* How an entry lies in the columns of its template. */
typedef enum { SAME, CHAINED, LATE, UP, DOWN } relation;

typedef struct {
    const yp_model *m;
    yp_program *p;
    const yp_layout *layout;
    int64_t *entry_first; /* [column_count + 1] of the model's entries */
    uint32_t *widens;     /* [column_count] first column whose bounds this new capacity widens, YP_NONE */
    uint32_t *next;       /* [column_count] next column that the same capacity widens */
} expansion;

static relation relation_of(const yp_model *m, const yp_entry *k)
{
    yp_resolution row = m->rows[k->row].resolution, column = m->columns[k->column].resolution;
    if (k->before) return CHAINED;
    if (k->lag) return LATE;
    if (row == column) return SAME;
    return row > column ? UP : DOWN;
}

static double unit_of(const yp_column_template *column)
{
    return column->unit > 0 ? column->unit : 1;
}

static size_t count_of(const yp_model *m, yp_resolution resolution)
{
    return m->blocks.level_count[resolution];
}

/* Does the bound widen with new capacity? Then it is a row. */
static bool is_upper_row(const yp_column_template *x)
{
    return x->capacity != YP_NONE && !yp_vector_is(&x->upper_share, 0);
}
static bool is_lower_row(const yp_column_template *x)
{
    return x->capacity != YP_NONE && !yp_vector_is(&x->lower_share, 0);
}

/* Entries of one column of a template, where every block has as many; chains that do not close have one less
 * at the end. */
static size_t entries_of_block(const expansion *x, uint32_t j, size_t b)
{
    const yp_model *m = x->m;
    const yp_column_template *column = &m->columns[j];
    size_t count = (size_t)is_upper_row(column) + is_lower_row(column);
    for (int64_t k = x->entry_first[j]; k < x->entry_first[j + 1]; k++) {
        const yp_entry *entry = &m->entries[k];
        relation how = relation_of(m, entry);
        if (how == SAME || how == UP)
            count++;
        else if (how == CHAINED)
            count += entry->after[b] != YP_NONE;
        else if (how == LATE)
            count += entry->lag->first[b + 1] - entry->lag->first[b];
        else {
            size_t first, last;
            yp_block_children(m, column->resolution, m->rows[entry->row].resolution, b, &first, &last);
            count += last - first;
        }
    }
    return count;
}

/* Does every block of a chain have one after it? */
static bool is_closed(const yp_model *m, const yp_entry *entry)
{
    for (size_t b = 0; b < count_of(m, m->columns[entry->column].resolution); b++)
        if (entry->after[b] == YP_NONE) return false;
    return true;
}

static bool is_regular(const expansion *x, uint32_t j)
{
    for (int64_t k = x->entry_first[j]; k < x->entry_first[j + 1]; k++) {
        relation how = relation_of(x->m, &x->m->entries[k]);
        if (how == DOWN || how == LATE || (how == CHAINED && !is_closed(x->m, &x->m->entries[k])))
            return false;
    }
    return true;
}

/* Blocks of a column whose bounds block b of the capacity that widens them changes: all, or those of a
 * period. */
static void widened_blocks(const yp_model *m, uint32_t capacity, const yp_column_template *t, size_t b,
                           size_t *first, size_t *last)
{
    const yp_resolution resolution = m->columns[capacity].resolution;
    *first = 0;
    *last = count_of(m, t->resolution);
    if (resolution < YP_HORIZON) yp_block_children(m, resolution, t->resolution, b, first, last);
}

/* Capacity: an entry in every bound that widens with it. */
static size_t widened_rows(const expansion *x, uint32_t built, size_t b)
{
    size_t count = 0, first, last;
    for (uint32_t j = x->widens[built]; j != YP_NONE; j = x->next[j]) {
        const yp_column_template *t = &x->m->columns[j];
        widened_blocks(x->m, built, t, b, &first, &last);
        count += (last - first) * ((size_t)is_upper_row(t) + is_lower_row(t));
    }
    return count;
}

static bool is_capacity(const yp_column_template *x)
{
    return x->part == YP_PART_BUILT || x->part == YP_PART_ENERGY_BUILT || x->part == YP_PART_RETIRED;
}

/* Entries of all columns of a template. */
static int64_t entries_of_template(const expansion *x, uint32_t j)
{
    size_t blocks = count_of(x->m, x->m->columns[j].resolution), count = 0;
    if (is_capacity(&x->m->columns[j])) {
        for (size_t b = 0; b < blocks; b++) count += entries_of_block(x, j, b) + widened_rows(x, j, b);
        return (int64_t)count;
    }
    if (is_regular(x, j)) return (int64_t)(blocks > 0 ? entries_of_block(x, j, 0) * blocks : 0);
    for (size_t b = 0; b < blocks; b++) count += entries_of_block(x, j, b);
    return (int64_t)count;
}

static int64_t fill_starts(const expansion *x)
{
    const yp_model *m = x->m;
    int64_t position = 0;
    int64_t *start = x->p->start;
    for (uint32_t j = 0; j < m->column_count; j++) {
        int64_t column = x->layout->column_start[j];
        if (column < 0) continue;
        size_t count = count_of(m, m->columns[j].resolution);
        if (is_capacity(&m->columns[j])) {
            for (size_t b = 0; b < count; b++) {
                start[column + (int64_t)b] = position;
                position += (int64_t)(entries_of_block(x, j, b) + widened_rows(x, j, b));
            }
            continue;
        }
        size_t each = count > 0 && is_regular(x, j) ? entries_of_block(x, j, 0) : SIZE_MAX;
        for (size_t b = 0; b < count; b++) {
            start[column + (int64_t)b] = position;
            position += (int64_t)(each != SIZE_MAX ? each : entries_of_block(x, j, b));
        }
    }
    start[x->p->column_count] = position;
    return position;
}

/* One entry for the blocks [begin, end) of a regular template: `stride` entries a column, this one at
 * `offset`. */
static void fill_stripe(const expansion *x, const yp_entry *entry, int64_t base, size_t stride, size_t begin,
                        size_t end)
{
    const yp_model *m = x->m;
    const yp_row_template *row = &m->rows[entry->row];
    const yp_column_template *column = &m->columns[entry->column];
    int32_t *rows = x->p->row + base;
    double *values = x->p->value + base;
    int32_t first_row = (int32_t)x->layout->row_start[entry->row];
    double unit = unit_of(column);
    relation how = relation_of(m, entry);
    yp_vector v = entry->value;

    if (how == SAME && !v.data && !row->in_units && !entry->is_cost) {
        double value = v.offset * unit;
        for (size_t b = begin; b < end; b++) {
            rows[b * stride] = first_row + (int32_t)b;
            values[b * stride] = value;
        }
        return;
    }
    for (size_t b = begin; b < end; b++) {
        size_t at = how == CHAINED ? entry->after[b] : b;
        size_t block = how == UP ? yp_block_parent(m, column->resolution, row->resolution, b) : at;
        rows[b * stride] = first_row + (int32_t)block;
        values[b * stride] = yp_vector_at(&v, at) * unit * yp_entry_weight(m, entry, column->resolution, at);
    }
}

static void fill_bound_stripe(const expansion *x, int64_t first_row, int64_t base, size_t stride,
                              size_t begin, size_t end)
{
    for (size_t b = begin; b < end; b++) {
        x->p->row[base + (int64_t)(b * stride)] = (int32_t)(first_row + (int64_t)b);
        x->p->value[base + (int64_t)(b * stride)] = 1;
    }
}

static void fill_regular(const expansion *x, uint32_t j)
{
    const yp_model *m = x->m;
    size_t count = count_of(m, m->columns[j].resolution), stride = entries_of_block(x, j, 0);
    int64_t base = x->p->start[x->layout->column_start[j]];
    for (size_t begin = 0; begin < count; begin += tile) {
        size_t end = begin + tile < count ? begin + tile : count;
        int64_t offset = base;
        for (int64_t k = x->entry_first[j]; k < x->entry_first[j + 1]; k++)
            fill_stripe(x, &m->entries[k], offset++, stride, begin, end);
        if (is_upper_row(&m->columns[j]))
            fill_bound_stripe(x, x->layout->upper_start[j], offset++, stride, begin, end);
        if (is_lower_row(&m->columns[j]))
            fill_bound_stripe(x, x->layout->lower_start[j], offset++, stride, begin, end);
    }
}

/* Any column at all, entry by entry. @return the position after it */
static int64_t fill_column(const expansion *x, uint32_t j, size_t b, int64_t position)
{
    const yp_model *m = x->m;
    const yp_column_template *column = &m->columns[j];
    for (int64_t k = x->entry_first[j]; k < x->entry_first[j + 1]; k++) {
        const yp_entry *entry = &m->entries[k];
        const yp_row_template *row = &m->rows[entry->row];
        relation how = relation_of(m, entry);
        size_t first = b, last = b + 1;
        if (how == DOWN) yp_block_children(m, column->resolution, row->resolution, b, &first, &last);
        if (how == CHAINED) {
            if (entry->after[b] == YP_NONE) continue;
            first = entry->after[b];
            last = first + 1;
        }
        if (how == LATE) first = entry->lag->first[b], last = entry->lag->first[b + 1];
        yp_resolution finer = how == DOWN ? row->resolution : column->resolution;
        for (size_t i = first; i < last; i++) {
            size_t at = how == LATE ? entry->lag->rows[i] : i;
            size_t block = how == UP ? yp_block_parent(m, column->resolution, row->resolution, b) : at;
            x->p->row[position] = (int32_t)(x->layout->row_start[entry->row] + (int64_t)block);
            x->p->value[position++] =
                yp_vector_at(&entry->value, at) * unit_of(column) * yp_entry_weight(m, entry, finer, at);
        }
    }
    if (is_upper_row(column)) {
        x->p->row[position] = (int32_t)(x->layout->upper_start[j] + (int64_t)b);
        x->p->value[position++] = 1;
    }
    if (is_lower_row(column)) {
        x->p->row[position] = (int32_t)(x->layout->lower_start[j] + (int64_t)b);
        x->p->value[position++] = 1;
    }
    return position;
}

/* @return the position after it */
static int64_t fill_widened(const expansion *x, uint32_t built, size_t block, int64_t position)
{
    const yp_model *m = x->m;
    double unit = unit_of(&m->columns[built]);
    size_t from, to;
    for (uint32_t j = x->widens[built]; j != YP_NONE; j = x->next[j]) {
        const yp_column_template *column = &m->columns[j];
        widened_blocks(m, built, column, block, &from, &to);
        for (int side = 0; side < 2; side++) {
            if (side == 0 ? !is_upper_row(column) : !is_lower_row(column)) continue;
            int64_t first = side == 0 ? x->layout->upper_start[j] : x->layout->lower_start[j];
            const yp_vector *share = side == 0 ? &column->upper_share : &column->lower_share;
            for (size_t b = from; b < to; b++) {
                x->p->row[position] = (int32_t)(first + (int64_t)b);
                x->p->value[position++] = -yp_vector_at(share, b) * unit;
            }
        }
    }
    return position;
}

static void fill_matrix(const expansion *x)
{
    const yp_model *m = x->m;
    for (uint32_t j = 0; j < m->column_count; j++) {
        int64_t column = x->layout->column_start[j];
        size_t count = count_of(m, m->columns[j].resolution);
        if (column < 0 || count == 0) continue;
        if (is_capacity(&m->columns[j])) {
            int64_t position = x->p->start[column];
            for (size_t b = 0; b < count; b++)
                position = fill_widened(x, j, b, fill_column(x, j, b, position));
        } else if (is_regular(x, j)) {
            fill_regular(x, j);
        } else {
            int64_t position = x->p->start[column];
            for (size_t b = 0; b < count; b++) position = fill_column(x, j, b, position);
        }
    }
}

static double weight_at(const yp_model *m, const yp_column_template *x, size_t b)
{
    if (x->weighing == YP_WEIGH_ONCE) return 1;
    return x->weighing == YP_WEIGH_HOURS ? m->blocks.weight_hours[x->resolution][b]
                                         : m->blocks.times[x->resolution][b];
}

static void fill_columns(const expansion *x)
{
    const yp_model *m = x->m;
    for (uint32_t j = 0; j < m->column_count; j++) {
        const yp_column_template *t = &m->columns[j];
        int64_t start = x->layout->column_start[j];
        if (start < 0) continue;
        double unit = unit_of(t);
        bool has_upper_row = is_upper_row(t), has_lower_row = is_lower_row(t);
        for (size_t b = 0; b < count_of(m, t->resolution); b++) {
            size_t at = (size_t)start + b;
            double weight = weight_at(m, t, b);
            x->p->cost[at] = yp_vector_at(&t->cost, b) * weight * unit;
            x->p->column_lower[at] = has_lower_row ? -INFINITY : yp_vector_at(&t->lower, b) / unit;
            x->p->column_upper[at] = has_upper_row ? INFINITY : yp_vector_at(&t->upper, b) / unit;
            if (x->p->slope) x->p->slope[at] = yp_vector_at(&t->slope, b) * weight * unit * unit;
            if (x->p->is_integer) x->p->is_integer[at] = t->unit > 0;
        }
    }
}

/* Bounds of the model's rows, then those that new capacity widens. */
static void fill_rows(const expansion *x)
{
    const yp_model *m = x->m;
    for (size_t r = 0; r < m->row_count; r++)
        for (size_t b = 0; b < count_of(m, m->rows[r].resolution); b++) {
            x->p->row_lower[x->layout->row_start[r] + (int64_t)b] = yp_vector_at(&m->rows[r].lower, b);
            x->p->row_upper[x->layout->row_start[r] + (int64_t)b] = yp_vector_at(&m->rows[r].upper, b);
        }
    for (size_t j = 0; j < m->column_count; j++) {
        const yp_column_template *t = &m->columns[j];
        for (size_t b = 0; b < count_of(m, t->resolution); b++) {
            int64_t upper = x->layout->upper_start[j], lower = x->layout->lower_start[j];
            if (upper >= 0) {
                x->p->row_lower[upper + (int64_t)b] = -INFINITY;
                x->p->row_upper[upper + (int64_t)b] = yp_vector_at(&t->upper, b);
            }
            if (lower >= 0) {
                x->p->row_lower[lower + (int64_t)b] = yp_vector_at(&t->lower, b);
                x->p->row_upper[lower + (int64_t)b] = INFINITY;
            }
        }
    }
}

/* A constant term moves to the right-hand side. */
static void move_right(const expansion *x, const yp_entry *entry, size_t at, size_t row_block, double level,
                       yp_resolution finer)
{
    int64_t r = x->layout->row_start[entry->row] + (int64_t)row_block;
    double term = yp_vector_at(&entry->value, at) * yp_entry_weight(x->m, entry, finer, at) * level;
    x->p->row_lower[r] -= term;
    x->p->row_upper[r] -= term;
}

static void move_given(const expansion *x, uint32_t j)
{
    const yp_model *m = x->m;
    const yp_column_template *t = &m->columns[j];
    size_t count = count_of(m, t->resolution);
    for (size_t b = 0; b < count; b++) {
        double level = yp_vector_at(&t->lower, b), weight = weight_at(m, t, b);
        x->p->offset += weight * (yp_vector_at(&t->cost, b) + yp_vector_at(&t->slope, b) * level / 2) * level;
    }
    for (int64_t k = x->entry_first[j]; k < x->entry_first[j + 1]; k++) {
        const yp_entry *entry = &m->entries[k];
        yp_resolution row = m->rows[entry->row].resolution;
        relation how = relation_of(m, entry);
        for (size_t b = 0; b < count; b++) {
            double level = yp_vector_at(&t->lower, b);
            size_t first = b, last = b + 1;
            if (how == DOWN) yp_block_children(m, t->resolution, row, b, &first, &last);
            if (how == LATE) first = entry->lag->first[b], last = entry->lag->first[b + 1];
            if (how == CHAINED) {
                if (entry->after[b] == YP_NONE) continue;
                first = entry->after[b];
                last = first + 1;
            }
            for (size_t i = first; i < last; i++) {
                size_t at = how == LATE ? entry->lag->rows[i] : i;
                move_right(x, entry, at, how == UP ? yp_block_parent(m, t->resolution, row, b) : at, level,
                           how == DOWN ? row : t->resolution);
            }
        }
    }
}

static bool lay_out(const yp_model *m, yp_layout *layout, int64_t *rows, int64_t *columns)
{
    layout->row_start = calloc(m->row_count + 1, sizeof(int64_t));
    layout->column_start = calloc(m->column_count + 1, sizeof(int64_t));
    layout->upper_start = calloc(m->column_count + 1, sizeof(int64_t));
    layout->lower_start = calloc(m->column_count + 1, sizeof(int64_t));
    if (!layout->row_start || !layout->column_start || !layout->upper_start || !layout->lower_start)
        return false;
    *rows = *columns = 0;
    for (size_t r = 0; r < m->row_count; r++) {
        layout->row_start[r] = *rows;
        *rows += (int64_t)count_of(m, m->rows[r].resolution);
    }
    for (size_t j = 0; j < m->column_count; j++) {
        const yp_column_template *t = &m->columns[j];
        int64_t count = (int64_t)count_of(m, t->resolution);
        layout->column_start[j] = layout->upper_start[j] = layout->lower_start[j] = -1;
        if (t->is_given) continue;
        layout->column_start[j] = *columns;
        *columns += count;
        if (is_upper_row(t)) layout->upper_start[j] = *rows, *rows += count;
        if (is_lower_row(t)) layout->lower_start[j] = *rows, *rows += count;
    }
    return true;
}

static void free_index(expansion *x)
{
    free(x->entry_first);
    free(x->widens);
    free(x->next);
}

/* Entries by column, and columns by the new capacity that widens them, in their own order. */
static bool make_index(expansion *x)
{
    const yp_model *m = x->m;
    x->entry_first = calloc(m->column_count + 1, sizeof *x->entry_first);
    x->widens = calloc(m->column_count + 1, sizeof *x->widens);
    x->next = calloc(m->column_count + 1, sizeof *x->next);
    if (!x->entry_first || !x->widens || !x->next) return false;
    for (size_t k = 0; k < m->entry_count; k++) x->entry_first[m->entries[k].column + 1]++;
    for (size_t j = 0; j < m->column_count; j++) {
        x->entry_first[j + 1] += x->entry_first[j];
        x->widens[j] = YP_NONE;
    }
    for (size_t j = m->column_count; j-- > 0;) {
        const yp_column_template *t = &m->columns[j];
        if (t->capacity == YP_NONE || t->is_given) continue;
        x->next[j] = x->widens[t->capacity];
        x->widens[t->capacity] = (uint32_t)j;
    }
    return true;
}

static bool take_vectors(yp_program *p, bool has_slope, bool has_integers)
{
    size_t columns = (size_t)p->column_count + 1, rows = (size_t)p->row_count + 1;
    p->cost = malloc(columns * sizeof(double));
    p->column_lower = malloc(columns * sizeof(double));
    p->column_upper = malloc(columns * sizeof(double));
    p->row_lower = malloc(rows * sizeof(double));
    p->row_upper = malloc(rows * sizeof(double));
    p->start = malloc(columns * sizeof(int64_t));
    if (has_slope) p->slope = malloc(columns * sizeof(double));
    if (has_integers) p->is_integer = malloc(columns);
    return p->cost && p->column_lower && p->column_upper && p->row_lower && p->row_upper && p->start &&
           (!has_slope || p->slope) && (!has_integers || p->is_integer);
}

static yp_status expand(expansion *x)
{
    const yp_model *m = x->m;
    bool has_slope = false, has_integers = false;
    for (size_t j = 0; j < m->column_count; j++) {
        has_slope |= !m->columns[j].is_given && !yp_vector_is(&m->columns[j].slope, 0);
        has_integers |= m->columns[j].unit > 0;
    }
    if (!take_vectors(x->p, has_slope, has_integers)) return YP_NO_MEMORY;
    x->p->entry_count = fill_starts(x);
    x->p->row = malloc(((size_t)x->p->entry_count + 1) * sizeof(int32_t));
    x->p->value = malloc(((size_t)x->p->entry_count + 1) * sizeof(double));
    if (!x->p->row || !x->p->value) return YP_NO_MEMORY;
    x->p->offset = m->offset;
    fill_columns(x);
    fill_rows(x);
    fill_matrix(x);
    for (uint32_t j = 0; j < m->column_count; j++)
        if (m->columns[j].is_given) move_given(x, j);
    return YP_OK;
}

yp_status yp_program_make(const yp_model *model, yp_program *program, yp_layout *layout)
{
    yp_program p = { 0 };
    yp_layout l = { 0 };
    int64_t rows = 0, columns = 0;
    expansion x = { .m = model, .p = &p, .layout = &l };
    yp_status status = lay_out(model, &l, &rows, &columns) && make_index(&x) ? YP_OK : YP_NO_MEMORY;
    if (status == YP_OK && (rows > INT32_MAX || columns > INT32_MAX)) status = YP_BAD_INPUT;
    p.row_count = (int32_t)rows;
    p.column_count = (int32_t)columns;
    if (status == YP_OK) status = expand(&x);
    free_index(&x);
    if (status == YP_OK) {
        *program = p;
        *layout = l;
    } else {
        yp_program_free(&p);
        yp_layout_free(&l);
    }
    return status;
}

yp_status yp_layout_make(const yp_model *model, yp_layout *layout, yp_model_size *out)
{
    yp_model_size size = { 0 };
    yp_layout l = { 0 };
    expansion x = { .m = model, .layout = &l };
    bool has_memory = lay_out(model, &l, &size.rows, &size.columns) && make_index(&x);
    for (uint32_t j = 0; has_memory && j < model->column_count; j++)
        if (l.column_start[j] >= 0) size.entries += entries_of_template(&x, j);
    size.bytes = (size_t)size.entries * 12 + (size_t)size.columns * 32 + (size_t)size.rows * 16;
    free_index(&x);
    if (!has_memory) {
        yp_layout_free(&l);
        return YP_NO_MEMORY;
    }
    *layout = l;
    if (out) *out = size;
    return YP_OK;
}

yp_model_size yp_model_measure(const yp_model *model)
{
    yp_model_size size = { 0 };
    yp_layout layout;
    if (yp_layout_make(model, &layout, &size) == YP_OK) yp_layout_free(&layout);
    return size;
}

void yp_program_free(yp_program *p)
{
    if (!p) return;
    free(p->cost);
    free(p->slope);
    free(p->column_lower);
    free(p->column_upper);
    free(p->row_lower);
    free(p->row_upper);
    free(p->start);
    free(p->row);
    free(p->value);
    free(p->is_integer);
    *p = (yp_program){ 0 };
}

void yp_layout_free(yp_layout *layout)
{
    free(layout->row_start);
    free(layout->column_start);
    free(layout->upper_start);
    free(layout->lower_start);
    *layout = (yp_layout){ 0 };
}
