/** Levels whose bounds exclude each other: no row is needed for that. */
#include "solve/diagnose.h"

#include "result/series.h"
#include "solve/diagnose_parts.h"

static bool is_crossed(const yp_column_template *t, size_t b)
{
    const double lower = yp_vector_at(&t->lower, b), upper = yp_vector_at(&t->upper, b);
    return lower > upper + 1e-9 * (1 + fabs(upper)) || lower == INFINITY || upper == -INFINITY;
}

static void add_template(yp_finder *f, const yp_column_template *t, size_t first, size_t blocks)
{
    yp_finding *found = yp_finder_add(f);
    if (!found) return;
    const yp_owner_words words = yp_column_owner_words(f->m, t);
    found->kind = YP_FINDING_VIOLATION;
    found->what = yp_part_text(t->part);
    found->owner = words.id;
    found->from = found->at = yp_finder_time(f, t->resolution, first);
    found->block_count = blocks;
    found->largest = yp_vector_at(&t->lower, first) - yp_vector_at(&t->upper, first);
    found->amount = NAN;
    found->unit = words.unit;
    found->where = words.at;
    found->sentence = yp_finder_text(
        f, "'%s'%s %s at least %s and at most %s %s%s%s%s", words.id, yp_finder_spot(f, words.at),
        yp_part_verb(f->m, t), yp_finder_number(f, yp_vector_at(&t->lower, first)),
        yp_finder_number(f, yp_vector_at(&t->upper, first)), words.unit, *found->at ? ", " : "", found->at,
        blocks > 1 ? yp_finder_text(f, "; in %zu blocks in all", blocks) : "");
    yp_finder_say(f, found->sentence);
}

size_t yp_find_crossed_bounds(yp_finder *f)
{
    size_t count = 0;
    for (size_t j = 0; j < f->m->column_count; j++) {
        const yp_column_template *t = &f->m->columns[j];
        size_t blocks = 0, first = 0;
        if (t->is_given || t->is_hidden || t->capacity != YP_NONE) continue;
        for (size_t b = 0; b < f->m->blocks.level_count[t->resolution]; b++) {
            if (!is_crossed(t, b)) continue;
            if (blocks++ == 0) first = b;
        }
        if (blocks == 0) continue;
        add_template(f, t, first, blocks);
        count++;
    }
    return count;
}
