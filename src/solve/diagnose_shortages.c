/** Rows that cannot be met: the elastic relaxation, in the user's words.
 *
 *  First only what the user asked for may be violated: balances, totals and rules at borders; what belongs to
 * one component holds (a store creates nothing). Where that is no help every row may be. Weights are free of
 * units: a violation counts relative to the largest term that a row of the same good can have, times the
 * hours of its block. */
#include "solve/diagnose.h"

#include "result/series.h"
#include "solve/diagnose_parts.h"
#include "solve/elastic.h"

#include <stdlib.h>

/* The rows of one template in the program, or those of the bounds of a column that new capacity widens. */
typedef struct {
    yp_program_place place; /* its first row */
    int64_t start;
    size_t count;
    yp_resolution resolution;
    double size; /* largest term; of a balance, that of all balances of the good */
} segment;

/* All blocks of a segment that lack, or have too much. */
typedef struct {
    const segment *of;
    double sign, weight, largest, amount;
    size_t block, block_count;
} group;

static size_t take_segments(const yp_finder *f, segment *out)
{
    const yp_model *m = f->m;
    size_t count = 0;
    for (uint32_t r = 0; r < m->row_count; r++) {
        const yp_resolution resolution = m->rows[r].resolution;
        out[count++] = (segment){
            { r, 0, false, false }, f->layout->row_start[r], m->blocks.level_count[resolution], resolution, 0
        };
    }
    for (uint32_t j = 0; j < m->column_count; j++)
        for (int side = 0; side < 2; side++) {
            const int64_t start = side == 0 ? f->layout->upper_start[j] : f->layout->lower_start[j];
            const yp_resolution resolution = m->columns[j].resolution;
            if (start >= 0)
                out[count++] = (segment){
                    { j, 0, true, side == 1 }, start, m->blocks.level_count[resolution], resolution, 0
                };
        }
    return count;
}

static double finite_size(double a, double b)
{
    return fmax(isfinite(a) ? fabs(a) : 0, isfinite(b) ? fabs(b) : 0);
}

/* The largest term that each row can have, from the bounds of its columns and its own sides. */
static void measure_rows(const yp_program *p, double *size)
{
    for (int32_t i = 0; i < p->row_count; i++) size[i] = finite_size(p->row_lower[i], p->row_upper[i]);
    for (int32_t j = 0; j < p->column_count; j++) {
        const double bound = finite_size(p->column_lower[j], p->column_upper[j]);
        for (int64_t k = p->start[j]; k < p->start[j + 1]; k++)
            size[p->row[k]] = fmax(size[p->row[k]], fabs(p->value[k]) * bound);
    }
}

static uint32_t good_of(const yp_finder *f, const segment *s)
{
    if (s->place.is_bound || f->m->rows[s->place.template].kind != YP_ROW_BALANCE) return YP_NONE;
    return f->m->nodes[f->m->rows[s->place.template].owner].good;
}

static yp_status measure_segments(const yp_finder *f, segment *segments, size_t count)
{
    double *size = calloc((size_t)f->p->row_count + 1, sizeof *size);
    double *of_good = calloc(f->m->c->good_count + 1, sizeof *of_good);
    if (size && of_good) {
        measure_rows(f->p, size);
        for (size_t k = 0; k < count; k++) {
            segment *s = &segments[k];
            const uint32_t good = good_of(f, s);
            for (size_t b = 0; b < s->count; b++) s->size = fmax(s->size, size[s->start + (int64_t)b]);
            if (good != YP_NONE) of_good[good] = fmax(of_good[good], s->size);
        }
        for (size_t k = 0; k < count; k++) {
            const uint32_t good = good_of(f, &segments[k]);
            if (good != YP_NONE) segments[k].size = of_good[good];
            if (segments[k].size == 0) segments[k].size = 1;
        }
    }
    const yp_status status = size && of_good ? YP_OK : YP_NO_MEMORY;
    free(size);
    free(of_good);
    return status;
}

/* Hours of a block where the terms of the row are rates, else 1. */
static double hours_at(const yp_finder *f, const segment *s, size_t b)
{
    const bool is_rate =
        s->place.is_bound || (!f->m->rows[s->place.template].in_units && s->resolution != YP_HORIZON);
    const double hours = is_rate ? f->m->blocks.hours[s->resolution][b] : 1;
    return hours > 0 ? hours : 1e-3;
}

/* What the user asked for, and not what makes a component what it is. */
static bool is_asked(const yp_finder *f, const segment *s)
{
    if (s->place.is_bound) return false;
    const yp_row_kind kind = f->m->rows[s->place.template].kind;
    const yp_row_owner owner = yp_row_owner_of(kind);
    return owner == YP_OWNER_NODE || owner == YP_OWNER_BARRIER || kind == YP_ROW_TOTAL;
}

static void weigh(const yp_finder *f, const segment *segments, size_t count, bool all, double *weight)
{
    static const double most = 1e6; /* beyond, the solver's tolerances say nothing */
    double least = INFINITY;
    for (size_t k = 0; k < count; k++)
        for (size_t b = 0; b < segments[k].count; b++) {
            const double w = hours_at(f, &segments[k], b) / segments[k].size;
            const bool may_bend = all || is_asked(f, &segments[k]);
            weight[segments[k].start + (int64_t)b] = may_bend ? w : INFINITY;
            if (may_bend && w < least) least = w;
        }
    for (int32_t i = 0; i < f->p->row_count; i++)
        if (isfinite(weight[i])) weight[i] = fmin(weight[i] / least, most);
}

static group group_of(const yp_finder *f, const segment *s, const yp_elastic *elastic, const double *weight,
                      double sign)
{
    group g = { .of = s, .sign = sign };
    for (size_t b = 0; b < s->count; b++) {
        const int64_t i = s->start + (int64_t)b;
        const double v = sign * elastic->short_by[i];
        if (!(v > 1e-6 * (1 + s->size))) continue;
        g.block_count++;
        g.weight += weight[i] * v;
        g.amount += hours_at(f, s, b) * v;
        if (v > g.largest) {
            g.largest = v;
            g.block = b;
        }
    }
    return g;
}

static int worst_first(const void *a, const void *b)
{
    const group *x = a, *y = b;
    if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
    return (x->of > y->of) - (x->of < y->of);
}

/* A demand at a node that must be served, for the reader to look at. */
static const char *demand_words(yp_finder *f, const yp_node *node)
{
    const yp_case *c = f->m->c;
    for (size_t i = 0; i < c->component_count; i++) {
        const yp_component *x = &c->components[i];
        if (x->table == YP_DEMAND && x->place == node->place && x->good == node->good &&
            yp_is_absent(x->value))
            return yp_finder_text(f, "; '%s'%s must be served", x->id, yp_finder_spot(f, x->at));
    }
    return "";
}

static const char *balance_sentence(yp_finder *f, const group *g, const char *when, const char *size)
{
    const yp_row_template *row = &f->m->rows[g->of->place.template];
    const yp_node *node = &f->m->nodes[row->owner];
    const yp_owner_words words = yp_row_owner_words(f->m, row);
    if (g->sign > 0)
        return yp_finder_text(f, "%s short by %s at %s%s%s", words.good, size, words.place, when,
                              demand_words(f, node));
    return yp_finder_text(f, "%s: %s more than can go anywhere at %s%s", words.good, size, words.place, when);
}

static const char *rule_sentence(yp_finder *f, const group *g, const char *when, const char *size)
{
    const yp_row_template *row = &f->m->rows[g->of->place.template];
    const yp_owner_words words = yp_row_owner_words(f->m, row);
    const char *at = yp_finder_spot(f, words.at);
    if (row->kind == YP_ROW_TOTAL)
        return yp_finder_text(f,
                              g->sign > 0 ? "'%s'%s: %s short of its total_minimum%s"
                                          : "'%s'%s: %s beyond its total_maximum%s",
                              words.id, at, size, when);
    if (yp_row_owner_of(row->kind) == YP_OWNER_BARRIER)
        return yp_finder_text(
            f, g->sign > 0 ? "%s '%s'%s: %s less than it asks for%s" : "%s '%s'%s: %s more than it allows%s",
            yp_row_kind_text(row->kind), words.id, at, size, when);
    return yp_finder_text(f, "%s of '%s'%s: %s off%s", yp_row_kind_text(row->kind), words.id, at, size, when);
}

static const char *bound_sentence(yp_finder *f, const group *g, const char *when, const char *size)
{
    const yp_column_template *column = &f->m->columns[g->of->place.template];
    const yp_owner_words words = yp_column_owner_words(f->m, column);
    return yp_finder_text(f, "'%s'%s %s %s %s than its capacity allows, new capacity included%s", words.id,
                          yp_finder_spot(f, words.at), yp_part_verb(f->m, column), size,
                          g->of->place.is_lower ? "less" : "more", when);
}

static const char *unit_of(yp_finder *f, const segment *s)
{
    if (!s->place.is_bound) return yp_finder_row_unit(f, &f->m->rows[s->place.template]);
    return yp_column_owner_words(f->m, &f->m->columns[s->place.template]).unit;
}

static const char *sentence_of(yp_finder *f, const group *g, size_t block, double largest)
{
    const char *time = yp_finder_time(f, g->of->resolution, block);
    const char *when = *time ? yp_finder_text(f, ", %s", time) : "";
    const char *size = yp_finder_text(f, "%s %s", yp_finder_number(f, largest), unit_of(f, g->of));
    if (g->of->place.is_bound) return bound_sentence(f, g, when, size);
    if (f->m->rows[g->of->place.template].kind == YP_ROW_BALANCE) return balance_sentence(f, g, when, size);
    return rule_sentence(f, g, when, size);
}

/* One finding for a stretch of consecutive blocks [first, last]. */
static void add_stretch(yp_finder *f, const group *g, const yp_elastic *elastic, size_t first, size_t last)
{
    const segment *s = g->of;
    yp_finding *found = yp_finder_add(f);
    if (!found) return;
    size_t at = first;
    double largest = 0, amount = 0;
    for (size_t b = first; b <= last; b++) {
        const double v = g->sign * elastic->short_by[s->start + (int64_t)b];
        amount += v * hours_at(f, s, b);
        if (v > largest) {
            largest = v;
            at = b;
        }
    }
    const yp_owner_words words = s->place.is_bound
                                     ? yp_column_owner_words(f->m, &f->m->columns[s->place.template])
                                     : yp_row_owner_words(f->m, &f->m->rows[s->place.template]);
    found->kind = YP_FINDING_VIOLATION;
    found->what = s->place.is_bound ? "capacity" : yp_row_kind_text(f->m->rows[s->place.template].kind);
    found->owner = words.id;
    if (words.place) found->place = words.place;
    if (words.good) found->good = words.good;
    found->from = yp_finder_time(f, s->resolution, first);
    found->to = yp_finder_time(f, s->resolution, last);
    found->at = yp_finder_time(f, s->resolution, at);
    found->block_count = last - first + 1;
    found->largest = g->sign * largest;
    found->amount = g->sign * amount;
    found->unit = unit_of(f, s);
    found->where = words.at;
    found->weight = g->weight;
    found->sentence = sentence_of(f, g, at, largest);
}

static void add_group(yp_finder *f, const group *g, const yp_elastic *elastic)
{
    const segment *s = g->of;
    const char *sentence = sentence_of(f, g, g->block, g->largest);
    if (g->block_count > 1)
        sentence = yp_finder_text(f, "%s; in %zu blocks in all, largest there", sentence, g->block_count);
    yp_finder_say(f, sentence);
    for (size_t b = 0; b < s->count; b++) {
        size_t last = b;
        while (last < s->count &&
               g->sign * elastic->short_by[s->start + (int64_t)last] > 1e-6 * (1 + s->size))
            last++;
        if (last == b) continue;
        add_stretch(f, g, elastic, b, last - 1);
        b = last - 1;
    }
}

static yp_status report(yp_finder *f, const segment *segments, size_t count, const yp_elastic *elastic,
                        const double *weight)
{
    group *groups = calloc(2 * count + 1, sizeof *groups);
    if (!groups) return YP_NO_MEMORY;
    size_t found = 0;
    for (size_t k = 0; k < count; k++)
        for (int side = 0; side < 2; side++) {
            group g = group_of(f, &segments[k], elastic, weight, side == 0 ? 1 : -1);
            if (g.block_count > 0) groups[found++] = g;
        }
    if (found > 0) qsort(groups, found, sizeof *groups, worst_first);
    for (size_t k = 0; k < found && !f->no_memory; k++) add_group(f, &groups[k], elastic);
    free(groups);
    return f->no_memory ? YP_NO_MEMORY : YP_OK;
}

static yp_status relax(yp_finder *f, segment *segments, double *weight, double *ray, bool *is_found)
{
    yp_elastic elastic = { 0 };
    const size_t count = take_segments(f, segments);
    *is_found = false;
    yp_status status = measure_segments(f, segments, count);
    for (int all = 0; all < 2 && status == YP_OK; all++) {
        weigh(f, segments, count, all != 0, weight);
        status = yp_elastic_solve(f->p, weight, &f->highs, &elastic);
        if (status != YP_OK || elastic.outcome != YP_INFEASIBLE) break;
        if (all == 0) yp_elastic_free(&elastic);
    }
    if (status == YP_OK && elastic.outcome == YP_OPTIMAL) {
        status = report(f, segments, count, &elastic, weight);
        *is_found = f->count > 0;
        for (int32_t i = 0; i < f->p->row_count; i++) ray[i] = elastic.dual[i];
    } else if (status == YP_OK && elastic.outcome != YP_INFEASIBLE) {
        yp_finder_say(f, "where the rows cannot be met was not found within the time limit");
    }
    yp_elastic_free(&elastic);
    return status;
}

yp_status yp_find_shortages(yp_finder *f, double *ray, bool *is_found)
{
    segment *segments = calloc(f->m->row_count + 2 * f->m->column_count + 1, sizeof *segments);
    double *weight = calloc((size_t)f->p->row_count + 1, sizeof *weight);
    const yp_status status = segments && weight ? relax(f, segments, weight, ray, is_found) : YP_NO_MEMORY;
    free(segments);
    free(weight);
    return status;
}
