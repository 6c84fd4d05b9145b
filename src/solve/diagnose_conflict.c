/** One irreducible conflict, in the user's words: rows and bounds that exclude each other. */
#include "solve/diagnose.h"

#include "result/series.h"
#include "solve/conflict.h"
#include "solve/diagnose_parts.h"

#include <stdlib.h>

/* Consecutive rows or columns of one template with the same bound. */
typedef struct {
    yp_program_place place;
    size_t last;
    int bound;
} stretch;

static bool continues(const stretch *s, yp_program_place place, int bound)
{
    return s->place.template == place.template && s->place.is_bound == place.is_bound &&
           s->place.is_lower == place.is_lower && s->bound == bound && place.block == s->last + 1;
}

static const char *when_words(yp_finder *f, yp_resolution resolution, size_t first, size_t last)
{
    const char *from = yp_finder_time(f, resolution, first);
    if (!*from) return "";
    if (first == last) return yp_finder_text(f, ", %s", from);
    return yp_finder_text(f, ", %s to %s", from, yp_finder_time(f, resolution, last));
}

/* What stands fixed in a balance at a block: demands that must be served, levels that are set. */
static const char *given_words(yp_finder *f, uint32_t row, size_t block)
{
    const yp_model *m = f->m;
    const char *words = "";
    int told = 0;
    for (size_t k = 0; k < m->entry_count && told < 3; k++) {
        const yp_column_template *t = &m->columns[m->entries[k].column];
        if (m->entries[k].row != row || !t->is_given || t->is_hidden) continue;
        if (t->resolution != m->rows[row].resolution) continue;
        const double level = yp_vector_at(&t->lower, block);
        if (level == 0) continue;
        const yp_owner_words owner = yp_column_owner_words(m, t);
        words = yp_finder_text(f, "%s%s '%s'%s %s %s %s", words, told++ ? "," : ":", owner.id,
                               yp_finder_spot(f, owner.at), yp_part_verb(m, t), yp_finder_number(f, level),
                               owner.unit);
    }
    return words;
}

/* What a total or rule asks for. */
static const char *row_sides(yp_finder *f, const yp_row_template *row, const stretch *s)
{
    const bool is_asked = row->kind == YP_ROW_TOTAL || yp_row_owner_of(row->kind) == YP_OWNER_BARRIER;
    if (!is_asked) return "";
    const double lower = yp_vector_at(&row->lower, s->place.block),
                 upper = yp_vector_at(&row->upper, s->place.block);
    const bool has_lower = isfinite(lower) && s->bound != YP_CALL_BOUND_UPPER,
               has_upper = isfinite(upper) && s->bound != YP_CALL_BOUND_LOWER;
    return yp_finder_text(f, "%s%s%s%s %s", has_lower ? ", at least " : "",
                          has_lower ? yp_finder_number(f, lower) : "", has_upper ? ", at most " : "",
                          has_upper ? yp_finder_number(f, upper) : "", yp_finder_row_unit(f, row));
}

static const char *row_sentence(yp_finder *f, const stretch *s)
{
    const yp_row_template *row = &f->m->rows[s->place.template];
    const yp_owner_words words = yp_row_owner_words(f->m, row);
    const char *when = when_words(f, row->resolution, s->place.block, s->last);
    if (row->kind == YP_ROW_BALANCE)
        return yp_finder_text(f, "%s at %s must balance%s%s", words.good, words.place, when,
                              given_words(f, s->place.template, s->place.block));
    return yp_finder_text(f, "%s of '%s'%s%s%s", yp_row_kind_text(row->kind), words.id,
                          yp_finder_spot(f, words.at), row_sides(f, row, s), when);
}

static const char *side_words(yp_finder *f, const yp_column_template *t, size_t block, int bound)
{
    const char *lower = yp_finder_number(f, yp_vector_at(&t->lower, block)),
               *upper = yp_finder_number(f, yp_vector_at(&t->upper, block));
    if (bound == YP_CALL_BOUND_LOWER) return yp_finder_text(f, "at least %s", lower);
    if (bound == YP_CALL_BOUND_UPPER) return yp_finder_text(f, "at most %s", upper);
    return yp_finder_text(f, "from %s to %s", lower, upper);
}

static const char *column_sentence(yp_finder *f, const stretch *s)
{
    const yp_column_template *t = &f->m->columns[s->place.template];
    const yp_owner_words words = yp_column_owner_words(f->m, t);
    if (t->part == YP_PART_DISPOSED)
        return yp_finder_text(f, "%s cannot be brought in by its disposal at %s%s", words.good, words.place,
                              when_words(f, t->resolution, s->place.block, s->last));
    const int bound = !s->place.is_bound  ? s->bound
                      : s->place.is_lower ? YP_CALL_BOUND_LOWER
                                          : YP_CALL_BOUND_UPPER;
    return yp_finder_text(f, "'%s'%s %s %s %s%s%s", words.id, yp_finder_spot(f, words.at),
                          yp_part_verb(f->m, t), side_words(f, t, s->place.block, bound), words.unit,
                          s->place.is_bound ? " beside what new capacity adds" : "",
                          when_words(f, t->resolution, s->place.block, s->last));
}

/* That a level is not negative needs no line of the screen. */
static bool is_plain(const stretch *s, const yp_column_template *column)
{
    return column && !s->place.is_bound && s->bound == YP_CALL_BOUND_LOWER &&
           yp_vector_at(&column->lower, s->place.block) == 0;
}

static void add_stretch(yp_finder *f, const stretch *s, bool is_row)
{
    yp_finding *found = yp_finder_add(f);
    if (!found) return;
    const bool is_own_row = is_row && !s->place.is_bound;
    const yp_row_template *row = is_own_row ? &f->m->rows[s->place.template] : NULL;
    const yp_column_template *column = is_own_row ? NULL : &f->m->columns[s->place.template];
    const yp_owner_words words = row ? yp_row_owner_words(f->m, row) : yp_column_owner_words(f->m, column);
    const yp_resolution resolution = row ? row->resolution : column->resolution;
    found->kind = YP_FINDING_CONFLICT;
    found->what = row ? yp_row_kind_text(row->kind) : yp_part_text(column->part);
    found->owner = words.id;
    if (words.place) found->place = words.place;
    if (words.good) found->good = words.good;
    found->from = yp_finder_time(f, resolution, s->place.block);
    found->to = yp_finder_time(f, resolution, s->last);
    found->block_count = s->last - s->place.block + 1;
    found->largest = !column                           ? NAN
                     : s->bound == YP_CALL_BOUND_LOWER ? yp_vector_at(&column->lower, s->place.block)
                                                       : yp_vector_at(&column->upper, s->place.block);
    found->amount = NAN;
    found->unit = words.unit;
    found->where = words.at;
    found->sentence = row ? row_sentence(f, s) : column_sentence(f, s);
    if (!is_plain(s, column)) yp_finder_say(f, yp_finder_text(f, "  %s", found->sentence));
}

static int by_number(const void *a, const void *b)
{
    const int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

/* Rows or columns of the conflict, in their order, consecutive ones as one. */
static void add_all(yp_finder *f, int32_t *numbers, const int8_t *bounds, int32_t count, bool is_rows)
{
    stretch s = { .last = 0 };
    bool is_open = false;
    int32_t(*pairs)[2] = calloc((size_t)count + 1, sizeof *pairs);
    if (!pairs) f->no_memory = true;
    for (int32_t k = 0; pairs && k < count; k++) {
        pairs[k][0] = numbers[k];
        pairs[k][1] = bounds[k];
    }
    if (pairs && count > 0) qsort(pairs, (size_t)count, sizeof *pairs, by_number);
    for (int32_t k = 0; pairs && k < count; k++) {
        if (!is_rows && pairs[k][1] == YP_CALL_BOUND_NONE) continue;
        const yp_program_place place = is_rows ? yp_row_place(f->m, f->layout, pairs[k][0])
                                               : yp_column_place(f->m, f->layout, pairs[k][0]);
        if (is_open && continues(&s, place, pairs[k][1])) {
            s.last = place.block;
            continue;
        }
        if (is_open) add_stretch(f, &s, is_rows);
        s = (stretch){ place, place.block, pairs[k][1] };
        is_open = true;
    }
    if (is_open) add_stretch(f, &s, is_rows);
    free(pairs);
}

yp_status yp_find_conflict(yp_finder *f, const double *ray)
{
    const size_t rows = (size_t)f->p->row_count + 1, columns = (size_t)f->p->column_count + 1;
    yp_call_conflict conflict = { .columns = calloc(columns, sizeof(int32_t)),
                                  .rows = calloc(rows, sizeof(int32_t)),
                                  .column_bounds = calloc(columns, 1),
                                  .row_bounds = calloc(rows, 1) };
    const bool has_room = conflict.columns && conflict.rows && conflict.column_bounds && conflict.row_bounds;
    yp_status status = has_room ? yp_conflict_find(f->p, ray, f->highs.time_limit, &conflict) : YP_NO_MEMORY;
    if (status == YP_OK && conflict.row_count + conflict.column_count > 0) {
        yp_finder_say(f, "these exclude each other, and no longer would without any one of them:");
        add_all(f, conflict.rows, conflict.row_bounds, conflict.row_count, true);
        add_all(f, conflict.columns, conflict.column_bounds, conflict.column_count, false);
    } else if (status == YP_OK) {
        yp_finder_say(f, "a smallest set of rows and bounds that exclude each other was not found in time");
    }
    free(conflict.columns);
    free(conflict.rows);
    free(conflict.column_bounds);
    free(conflict.row_bounds);
    return status == YP_OK && f->no_memory ? YP_NO_MEMORY : status;
}
