/** What grows without end, and why that pays, in the user's words. */
#include "solve/diagnose.h"

#include "result/series.h"
#include "solve/diagnose_parts.h"
#include "solve/growth.h"

#include <stdlib.h>

/* One template that takes part, where it takes part most. */
static void add_template(yp_finder *f, uint32_t j, const double *direction)
{
    const yp_column_template *t = &f->m->columns[j];
    const int64_t start = f->layout->column_start[j];
    size_t at = 0, blocks = 0;
    double cost = 0, scale = t->unit > 0 ? t->unit : 1;
    for (size_t b = 0; b < f->m->blocks.level_count[t->resolution]; b++) {
        const double d = direction[start + (int64_t)b];
        if (fabs(d) < 1e-9) continue;
        blocks++;
        cost += d * f->p->cost[start + (int64_t)b];
        if (fabs(d) > fabs(direction[start + (int64_t)at])) at = b;
    }
    if (blocks == 0) return;
    yp_finding *found = yp_finder_add(f);
    if (!found) return;
    const yp_owner_words words = yp_column_owner_words(f->m, t);
    const double level = direction[start + (int64_t)at] * scale;
    found->kind = YP_FINDING_GROWTH;
    found->what = yp_part_text(t->part);
    found->owner = words.id;
    if (words.place) found->place = words.place;
    if (words.good) found->good = words.good;
    found->from = found->to = found->at = yp_finder_time(f, t->resolution, at);
    found->block_count = blocks;
    found->largest = level;
    found->amount = NAN;
    found->cost = cost;
    found->unit = words.unit;
    found->where = words.at;
    const char *money = f->m->c->money;
    const char *does =
        t->part == YP_PART_DISPOSED
            ? yp_finder_text(f, "disposal of %s at %s takes", words.good, words.place)
            : yp_finder_text(f, "'%s'%s %s", words.id, yp_finder_spot(f, words.at), yp_part_verb(f->m, t));
    found->sentence = yp_finder_text(
        f, "%s %s %s%s%s%s%s", does, yp_finder_number(f, level), words.unit, *found->at ? ", " : "",
        found->at, blocks > 1 ? yp_finder_text(f, " and in %zu more blocks", blocks - 1) : "",
        cost == 0 ? ""
                  : yp_finder_text(f, cost < 0 ? ", which earns %s %s" : ", which costs %s %s",
                                   yp_finder_number(f, fabs(cost)), money ? money : ""));
}

/* What earns most first. */
static int by_cost(const void *a, const void *b)
{
    const yp_finding *x = a, *y = b;
    if (x->cost != y->cost) return x->cost < y->cost ? -1 : 1;
    return (x->where.line > y->where.line) - (x->where.line < y->where.line);
}

static void say_all(yp_finder *f)
{
    double cost = 0;
    if (f->count > 1) qsort(f->findings, f->count, sizeof *f->findings, by_cost);
    for (size_t k = 0; k < f->count; k++) cost += f->findings[k].cost;
    const char *money = f->m->c->money;
    yp_finder_say(f,
                  yp_finder_text(f, "'%s'%s can grow without end and earn by it: %s %s for each time this:",
                                 f->findings[0].owner, yp_finder_spot(f, f->findings[0].where),
                                 yp_finder_number(f, -cost), money ? money : ""));
    for (size_t k = 0; k < f->count; k++)
        yp_finder_say(f, yp_finder_text(f, "  %s", f->findings[k].sentence));
}

yp_status yp_find_growth(yp_finder *f, double *direction, bool *is_found)
{
    yp_outcome outcome;
    yp_status status = yp_growth_find(f->p, &f->highs, direction, &outcome);
    *is_found = false;
    if (status != YP_OK) return status;
    if (outcome == YP_OPTIMAL) {
        for (uint32_t j = 0; j < f->m->column_count; j++)
            if (f->layout->column_start[j] >= 0 && !f->m->columns[j].is_hidden) add_template(f, j, direction);
        *is_found = f->count > 0;
        if (*is_found) say_all(f);
    } else {
        yp_finder_say(f, outcome == YP_INFEASIBLE
                             ? "no direction without end was found: the costs and bounds may be very large"
                             : "what grows without end was not found within the time limit");
    }
    return f->no_memory ? YP_NO_MEMORY : YP_OK;
}
