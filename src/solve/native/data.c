/* From the numbers of the model to series in slots, wide rows and wide columns one by one. Units are still
 * the user's. */
#include "solve/native/internal.h"

#include "model/entries.h"

#include <math.h>
#include <string.h>

typedef struct {
    yp_native_problem *p;
    const yp_model *m;
    double *by_block;                /* [blocks] */
    double *right_base;              /* [row_count × blocks] what given columns add to base rows */
    double *wide_lower, *wide_upper; /* [wide rows] */
    size_t *entry_first;             /* [column templates + 1] */
    bool no_memory;
} filling;

static size_t count_of(const yp_model *m, yp_resolution resolution)
{
    return m->blocks.level_count[resolution];
}

static double weight_at(const yp_model *m, const yp_column_template *x, size_t b)
{
    if (x->weighing == YP_WEIGH_ONCE) return 1;
    return x->weighing == YP_WEIGH_HOURS ? m->blocks.weight_hours[x->resolution][b]
                                         : m->blocks.times[x->resolution][b];
}

/* by_block into slots; a constant stays one number. */
static yp_lane_series pack(filling *f)
{
    const yp_slots *t = &f->p->time;
    size_t blocks = f->m->blocks.count, b = 1;
    while (b < blocks && f->by_block[b] == f->by_block[0]) b++;
    yp_lane_series series = { f->by_block[0], NULL };
    if (b >= blocks) return series;
    double *data = yp_native_take(f->p->arena, t->slots, sizeof *data);
    if (!data) {
        f->no_memory = true;
        return series;
    }
    for (b = 0; b < blocks; b++) data[t->slot[b]] = f->by_block[b];
    return (yp_lane_series){ 0, data };
}

static yp_lane_series pack_vector(filling *f, const yp_vector *v)
{
    for (size_t b = 0; b < f->m->blocks.count; b++) f->by_block[b] = yp_vector_at(v, b);
    return pack(f);
}

static yp_lane_series pack_entry(filling *f, const yp_entry *entry, yp_resolution finer)
{
    for (size_t b = 0; b < f->m->blocks.count; b++)
        f->by_block[b] = yp_vector_at(&entry->value, b) * yp_entry_weight(f->m, entry, finer, b);
    return pack(f);
}

/* A bound; new capacity that cannot move is part of it. */
static yp_lane_series pack_bound(filling *f, const yp_column_template *x, const yp_vector *bound,
                                 const yp_vector *share)
{
    double built = 0;
    if (x->capacity != YP_NONE) {
        const yp_column_template *k = &f->m->columns[x->capacity];
        if (k->is_given || !(yp_vector_at(&k->lower, 0) < yp_vector_at(&k->upper, 0)))
            built = yp_vector_at(&k->lower, 0);
    }
    for (size_t b = 0; b < f->m->blocks.count; b++) {
        f->by_block[b] = yp_vector_at(bound, b);
        if (built != 0) f->by_block[b] += built * yp_vector_at(share, b);
    }
    return pack(f);
}

static void fill_base_column(filling *f, yp_base_column *column)
{
    if (column->source == YP_NONE) return;
    const yp_column_template *x = &f->m->columns[column->source];
    column->lower = pack_bound(f, x, &x->lower, &x->lower_share);
    column->upper = pack_bound(f, x, &x->upper, &x->upper_share);
    if (column->capacity != YP_NONE) {
        column->lower_share = pack_vector(f, &x->lower_share);
        column->upper_share = pack_vector(f, &x->upper_share);
    }
    for (size_t b = 0; b < f->m->blocks.count; b++)
        f->by_block[b] = yp_vector_at(&x->cost, b) * weight_at(f->m, x, b);
    column->cost = pack(f);
    for (size_t b = 0; b < f->m->blocks.count; b++)
        f->by_block[b] = yp_vector_at(&x->slope, b) * weight_at(f->m, x, b);
    column->slope = pack(f);
}

/* What a block gives to the row of the next: the coefficient in a copy's row, which stands in its own block.
 */
static yp_lane_series pack_copied(filling *f, const yp_entry *entry)
{
    for (size_t b = 0; b < f->m->blocks.count; b++) {
        uint32_t next = entry->after[b];
        f->by_block[b] =
            next == YP_NONE ? 0
                            : yp_vector_at(&entry->value, next) * yp_entry_weight(f->m, entry, YP_BASE, next);
    }
    return pack(f);
}

/* The column of a copy: without bounds, −1 in the row that says what it copies, 1 in the next hour's row. */
static void fill_copy(filling *f, yp_base_column *column)
{
    yp_chain *chain = &f->p->chains[column->chain];
    column->lower.value = -INFINITY;
    column->upper.value = INFINITY;
    chain->own.value = -1;
    chain->carry.value = 1;
    f->p->terms[f->p->term_count++] = (yp_term){ chain->row, { -1, NULL } };
    column->term_count = 1;
}

static void fill_base_entry(filling *f, yp_base_column *column, const yp_entry *entry)
{
    yp_native_problem *p = f->p;
    yp_resolution row = f->m->rows[entry->row].resolution;
    if (entry->before && p->copy_of[entry->row] != YP_NONE) {
        yp_chain *copy = &p->chains[p->copy_of[entry->row]];
        p->terms[p->term_count++] = (yp_term){ copy->row, pack_copied(f, entry) };
        column->term_count++;
    } else if (entry->before) {
        p->chains[column->chain].carry = pack_entry(f, entry, YP_BASE);
    } else if (row == YP_BASE) {
        yp_lane_series value = pack_entry(f, entry, YP_BASE);
        if (column->chain != YP_NONE) p->chains[column->chain].own = value;
        p->terms[p->term_count++] = (yp_term){ p->row_of[entry->row], value };
        column->term_count++;
    } else {
        p->wide_terms[p->wide_term_count++] =
            (yp_wide_term){ p->row_of[entry->row], p->parent[row], pack_entry(f, entry, YP_BASE) };
        column->wide_count++;
    }
}

static void fill_base_columns(filling *f)
{
    yp_native_problem *p = f->p;
    for (size_t j = 0; j < p->column_count; j++) {
        yp_base_column *column = &p->columns[j];
        column->term_first = (uint32_t)p->term_count;
        column->wide_first = (uint32_t)p->wide_term_count;
        fill_base_column(f, column);
        if (column->source == YP_NONE && column->slack_of == YP_NONE) {
            fill_copy(f, column);
            continue;
        }
        if (column->source == YP_NONE) {
            p->terms[p->term_count++] = (yp_term){ column->slack_of, { -1, NULL } };
            column->term_count = 1;
            continue;
        }
        for (size_t k = f->entry_first[column->source]; k < f->entry_first[column->source + 1]; k++)
            fill_base_entry(f, column, &f->m->entries[k]);
    }
}

/* Entries of wide columns: in wide rows one by one, in base rows as series that are zero elsewhere. */
static void fill_wide_entry(filling *f, yp_wide_column *column, const yp_entry *entry)
{
    yp_native_problem *p = f->p;
    const yp_row_template *row = &f->m->rows[entry->row];
    yp_resolution own = f->m->columns[column->source].resolution;
    size_t first = column->block, last = first + 1, b = column->block;
    bool is_down = row->resolution < own;
    if (is_down) yp_block_children(f->m, own, row->resolution, b, &first, &last);
    if (row->resolution == YP_BASE) {
        memset(f->by_block, 0, f->m->blocks.count * sizeof *f->by_block);
        for (size_t at = first; at < last; at++)
            f->by_block[at] = yp_vector_at(&entry->value, at) * yp_entry_weight(f->m, entry, YP_BASE, at);
        p->down_terms[p->down_count++] = (yp_down_term){ column->place, p->row_of[entry->row], pack(f) };
        return;
    }
    for (size_t at = first; at < last; at++) {
        size_t block = row->resolution > own ? yp_block_parent(f->m, own, row->resolution, b) : at;
        double value = yp_vector_at(&entry->value, at) *
                       yp_entry_weight(f->m, entry, is_down ? row->resolution : own, at);
        if (value == 0) continue;
        p->wide_entries[p->wide_entry_count++] =
            (yp_wide_entry){ p->row_of[entry->row] + (uint32_t)block, value };
        column->entry_count++;
    }
}

/* x − share × built within the bound, as rows of their own; the slack follows in close_wide_rows(). */
static void widen(filling *f, uint32_t *next_row)
{
    const yp_model *m = f->m;
    for (size_t j = 0; j < m->column_count; j++) {
        const yp_column_template *x = &m->columns[j];
        if (x->is_given || x->resolution == YP_BASE || x->capacity == YP_NONE) continue;
        bool is_upper = x->upper_share.data || x->upper_share.offset != 0,
             is_lower = x->lower_share.data || x->lower_share.offset != 0;
        if (!is_upper && !is_lower) continue;
        for (size_t b = 0; b < count_of(m, x->resolution); b++, *next_row += 2) {
            f->wide_lower[*next_row] = f->wide_lower[*next_row + 1] = -INFINITY;
            f->wide_upper[*next_row] = f->wide_upper[*next_row + 1] = INFINITY;
            if (is_upper) f->wide_upper[*next_row] = yp_vector_at(&x->upper, b);
            if (is_lower) f->wide_lower[*next_row + 1] = yp_vector_at(&x->lower, b);
        }
    }
}

static void add_widened_entries(filling *f, yp_wide_column *column)
{
    yp_native_problem *p = f->p;
    const yp_model *m = f->m;
    uint32_t row = 0;
    while (row < p->wide_row_count && p->wide_source[row] != YP_NONE) row++;
    for (uint32_t j = 0; j < m->column_count; j++) {
        const yp_column_template *x = &m->columns[j];
        bool is_widened = !x->is_given && x->resolution != YP_BASE && x->capacity != YP_NONE &&
                          (x->upper_share.data || x->upper_share.offset != 0 || x->lower_share.data ||
                           x->lower_share.offset != 0);
        if (!is_widened) continue;
        for (uint32_t b = 0; b < count_of(m, x->resolution); b++, row += 2) {
            bool is_level = column->source == j && column->block == b,
                 is_built = column->source == x->capacity;
            if (!is_level && !is_built) continue;
            p->wide_entries[p->wide_entry_count++] =
                (yp_wide_entry){ row, is_level ? 1 : -yp_vector_at(&x->upper_share, b) };
            p->wide_entries[p->wide_entry_count++] =
                (yp_wide_entry){ row + 1, is_level ? 1 : -yp_vector_at(&x->lower_share, b) };
            column->entry_count += 2;
        }
    }
}

static void fill_wide_columns(filling *f)
{
    yp_native_problem *p = f->p;
    const yp_model *m = f->m;
    for (size_t w = 0; w < p->wide_column_count; w++) {
        yp_wide_column *column = &p->wide_columns[w];
        const yp_column_template *x = &m->columns[column->source];
        bool is_upper_row = x->capacity != YP_NONE && (x->upper_share.data || x->upper_share.offset != 0),
             is_lower_row = x->capacity != YP_NONE && (x->lower_share.data || x->lower_share.offset != 0);
        column->lower = is_lower_row ? -INFINITY : yp_vector_at(&x->lower, column->block);
        column->upper = is_upper_row ? INFINITY : yp_vector_at(&x->upper, column->block);
        column->cost = yp_vector_at(&x->cost, column->block) * weight_at(m, x, column->block);
        column->slope = yp_vector_at(&x->slope, column->block) * weight_at(m, x, column->block);
        column->entry_first = (uint32_t)p->wide_entry_count;
        for (size_t k = f->entry_first[column->source]; k < f->entry_first[column->source + 1]; k++)
            fill_wide_entry(f, column, &m->entries[k]);
        add_widened_entries(f, column);
    }
}

static void give(filling *f, const yp_entry *entry, size_t at, size_t block, yp_resolution finer,
                 double level)
{
    const yp_row_template *row = &f->m->rows[entry->row];
    double term = yp_vector_at(&entry->value, at) * yp_entry_weight(f->m, entry, finer, at) * level;
    if (row->resolution == YP_BASE) {
        f->right_base[f->p->row_of[entry->row] * f->m->blocks.count + block] += term;
    } else {
        f->wide_lower[f->p->row_of[entry->row] + block] -= term;
        f->wide_upper[f->p->row_of[entry->row] + block] -= term;
    }
}

/* Given columns go to the right-hand sides and the offset. */
static void give_column(filling *f, uint32_t j)
{
    const yp_model *m = f->m;
    const yp_column_template *x = &m->columns[j];
    for (size_t b = 0; b < count_of(m, x->resolution); b++) {
        double level = yp_vector_at(&x->lower, b);
        f->p->offset +=
            weight_at(m, x, b) * (yp_vector_at(&x->cost, b) + yp_vector_at(&x->slope, b) * level / 2) * level;
        if (level == 0) continue;
        for (size_t k = f->entry_first[j]; k < f->entry_first[j + 1]; k++) {
            const yp_entry *entry = &m->entries[k];
            yp_resolution row = m->rows[entry->row].resolution;
            size_t first = b, last = b + 1;
            if (entry->before) {
                if (entry->after[b] != YP_NONE)
                    give(f, entry, entry->after[b], entry->after[b], YP_BASE, level);
                continue;
            }
            if (row < x->resolution) yp_block_children(m, x->resolution, row, b, &first, &last);
            for (size_t at = first; at < last; at++)
                give(f, entry, at, row > x->resolution ? yp_block_parent(m, x->resolution, row, b) : at,
                     row < x->resolution ? row : x->resolution, level);
        }
    }
}

static void fill_base_rows(filling *f)
{
    yp_native_problem *p = f->p;
    size_t blocks = f->m->blocks.count;
    size_t slack = 0;
    while (slack < p->column_count && p->columns[slack].source != YP_NONE) slack++;
    for (size_t r = 0; r < p->row_count && p->row_source[r] != YP_NONE; r++) {
        const yp_row_template *row = &f->m->rows[p->row_source[r]];
        const double *given = f->right_base + r * blocks;
        bool is_range = slack < p->column_count && p->columns[slack].slack_of == r;
        for (size_t b = 0; b < blocks; b++) f->by_block[b] = yp_vector_at(&row->lower, b) - given[b];
        yp_lane_series lower = pack(f);
        if (!is_range) {
            p->right[r] = lower;
            continue;
        }
        p->columns[slack].lower = lower;
        for (size_t b = 0; b < blocks; b++) f->by_block[b] = yp_vector_at(&row->upper, b) - given[b];
        p->columns[slack++].upper = pack(f);
    }
}

/* A wide row with a range gets a slack; one without is an equality. */
static void close_wide_rows(filling *f)
{
    yp_native_problem *p = f->p;
    for (size_t i = 0; i < p->wide_row_count; i++) {
        p->wide_right[i] = f->wide_lower[i] == f->wide_upper[i] ? f->wide_lower[i] : 0;
        if (f->wide_lower[i] == f->wide_upper[i]) continue;
        yp_wide_column *slack = &p->wide_columns[p->wide_column_count++];
        *slack = (yp_wide_column){ .source = YP_NONE,
                                   .block = (uint32_t)i,
                                   .place = YP_NONE,
                                   .entry_first = (uint32_t)p->wide_entry_count,
                                   .entry_count = 1,
                                   .lower = f->wide_lower[i],
                                   .upper = f->wide_upper[i] };
        p->wide_entries[p->wide_entry_count++] = (yp_wide_entry){ (uint32_t)i, -1 };
    }
}

/* The own coefficient to the slot of the hour after, where the link to it is reckoned. */
static void move_own(filling *f, yp_chain *chain)
{
    const double *own = chain->own.data;
    if (!own) return;
    double *data = yp_native_take(f->p->arena, f->p->time.slots, sizeof *data);
    f->no_memory = f->no_memory || !data;
    for (size_t i = 0; data && i < f->p->time.slots; i++)
        data[i] = chain->before[i] == YP_NONE ? 0 : own[chain->before[i]];
    chain->own.data = data;
}

/* Where the chains run, in slots. */
static void fill_chains(filling *f)
{
    yp_native_problem *p = f->p;
    const yp_slots *t = &p->time;
    for (size_t c = 0; c < p->chain_count; c++) {
        yp_chain *chain = &p->chains[c];
        const yp_entry *entry = chain->entry;
        uint32_t *before = yp_native_take(p->arena, t->slots, sizeof *before);
        uint32_t *after = yp_native_take(p->arena, t->slots, sizeof *after);
        if (!before || !after) {
            f->no_memory = true;
            return;
        }
        for (size_t i = 0; i < t->slots; i++) {
            uint32_t b = t->block[i];
            before[i] = b == YP_NONE || entry->before[b] == YP_NONE ? YP_NONE : t->slot[entry->before[b]];
            after[i] = b == YP_NONE || entry->after[b] == YP_NONE ? YP_NONE : t->slot[entry->after[b]];
        }
        chain->before = before;
        move_own(f, chain);
        chain->after = after;
    }
}

static bool any_bad(const yp_lane_series *low, const yp_lane_series *high, size_t slots)
{
    if (!low->data && !high->data)
        return low->value > high->value || low->value == INFINITY || high->value == -INFINITY;
    for (size_t i = 0; i < slots; i++) {
        double a = low->data ? low->data[i] : low->value, b = high->data ? high->data[i] : high->value;
        if (a > b || a == INFINITY || b == -INFINITY) return true;
    }
    return false;
}

/* A level that is held to a share of new capacity has no inside. */
static bool is_held(const yp_base_column *x, size_t slots)
{
    if (x->capacity == YP_NONE) return false;
    for (size_t i = 0; i < slots; i++) {
        double low = x->lower_share.data ? x->lower_share.data[i] : x->lower_share.value,
               high = x->upper_share.data ? x->upper_share.data[i] : x->upper_share.value,
               lower = x->lower.data ? x->lower.data[i] : x->lower.value,
               upper = x->upper.data ? x->upper.data[i] : x->upper.value;
        if (low != 0 && low == high && lower == upper) return true;
    }
    return false;
}

static void refuse_empty_bounds(yp_native_problem *p)
{
    for (size_t j = 0; j < p->column_count; j++) {
        yp_lane_series low = p->columns[j].lower, high = p->columns[j].upper;
        if (is_held(&p->columns[j], p->time.slots)) p->refusal = "a level is held to a share of new capacity";
        /* empty slots hold zeros in data; a bound of one sign would exclude them */
        bool is_mixed = (low.data == NULL) != (high.data == NULL);
        if (is_mixed && !low.data && low.value > 0) continue;
        if (is_mixed && !high.data && high.value < 0) continue;
        if (any_bad(&low, &high, p->time.slots)) p->refusal = "the bounds of a column exclude each other";
    }
    for (size_t w = 0; w < p->wide_column_count; w++)
        if (p->wide_columns[w].lower > p->wide_columns[w].upper)
            p->refusal = "the bounds of a column exclude each other";
}

yp_status yp_native_fill(yp_native_problem *p)
{
    filling f = { .p = p, .m = p->model };
    size_t blocks = p->model->blocks.count;
    f.by_block = yp_native_take(p->arena, blocks, sizeof(double));
    f.right_base = yp_native_take(p->arena, p->row_count * blocks, sizeof(double));
    f.wide_lower = yp_native_take(p->arena, p->wide_row_count, sizeof(double));
    f.wide_upper = yp_native_take(p->arena, p->wide_row_count, sizeof(double));
    f.entry_first = yp_native_take(p->arena, p->model->column_count + 1, sizeof *f.entry_first);
    if (!f.entry_first || !f.by_block || !f.right_base || !f.wide_lower || !f.wide_upper) return YP_NO_MEMORY;
    p->offset = p->model->offset;
    for (size_t k = 0; k < p->model->entry_count; k++) f.entry_first[p->model->entries[k].column + 1]++;
    for (size_t j = 0; j < p->model->column_count; j++) f.entry_first[j + 1] += f.entry_first[j];
    uint32_t next = 0;
    for (; next < p->wide_row_count && p->wide_source[next] != YP_NONE; next++) {
        const yp_row_template *row = &p->model->rows[p->wide_source[next]];
        size_t block = next - p->row_of[p->wide_source[next]];
        f.wide_lower[next] = yp_vector_at(&row->lower, block);
        f.wide_upper[next] = yp_vector_at(&row->upper, block);
    }
    widen(&f, &next);
    fill_base_columns(&f);
    fill_wide_columns(&f);
    for (uint32_t j = 0; j < p->model->column_count; j++)
        if (p->model->columns[j].is_given) give_column(&f, j);
    fill_base_rows(&f);
    close_wide_rows(&f);
    fill_chains(&f);
    refuse_empty_bounds(p);
    return f.no_memory ? YP_NO_MEMORY : YP_OK;
}
