#include "solve/secure.h"

#include "model/outages.h"

#include <math.h>
#include <stdlib.h>

/* Overloads below this share of a limit are left: the certificate bears ten times as much. */
static const double bearable = 1e-7;

/* What is looked up for every pair. */
typedef struct {
    const yp_model *m;
    const yp_plan *plan;
    const yp_column_template **level, **reverse; /* [component_count] */
    bool *has_cut;                               /* [2 × component_count] of the outage at hand */
    double *factor;                              /* [component_count] */
    yp_cut *cuts;
    size_t count, room, added;
} search;

static double flow_at(const search *s, uint32_t link, size_t b)
{
    const yp_plan_activity *level = yp_plan_find(s->plan, YP_PART_LEVEL, link),
                           *reverse = yp_plan_find(s->plan, YP_PART_REVERSE, link);
    return (level ? level->level[b] : 0) - (reverse ? reverse->level[b] : 0);
}

static double loss_at(const search *s, uint32_t link, size_t b)
{
    const yp_plan_activity *loss = yp_plan_find(s->plan, YP_PART_LOSS, link);
    return loss ? loss->level[b] : 0;
}

/* The bound of a column with what is built. */
static double bound_at(const search *s, const yp_column_template *t, bool is_upper, size_t b)
{
    const yp_plan_activity *built =
        t->capacity == YP_NONE ? NULL
                               : yp_plan_find(s->plan, YP_PART_BUILT, s->m->columns[t->capacity].owner);
    const double share = yp_vector_at(is_upper ? &t->upper_share : &t->lower_share, b);
    const double bound = yp_vector_at(is_upper ? &t->upper : &t->lower, b);
    return bound + (built && share != 0 ? share * built->level[0] : 0);
}

/* What a link bears in a direction: as its columns are bounded. */
static double limit_at(const search *s, uint32_t link, int sign, size_t b)
{
    if (sign > 0) return bound_at(s, s->level[link], true, b);
    return s->reverse[link] ? bound_at(s, s->reverse[link], true, b) : -bound_at(s, s->level[link], false, b);
}

static bool is_overloaded(const search *s, uint32_t link, uint32_t outage, int sign)
{
    const size_t count = s->m->blocks.level_count[s->m->c->components[link].resolution];
    for (size_t b = 0; b < count; b++) {
        const double limit = limit_at(s, link, sign, b);
        const double flow = sign * (flow_at(s, link, b) + s->factor[link] * flow_at(s, outage, b));
        if (flow + loss_at(s, link, b) - limit > bearable * (1 + fabs(limit))) return true;
    }
    return false;
}

static bool put(search *s, yp_cut cut)
{
    if (s->count == s->room) {
        const size_t room = 2 * s->room + 64;
        yp_cut *more = realloc(s->cuts, room * sizeof *more);
        if (!more) return false;
        s->cuts = more;
        s->room = room;
    }
    s->cuts[s->count++] = cut;
    return true;
}

static bool search_outage(search *s, uint32_t outage)
{
    for (uint32_t i = 0; i < s->m->c->component_count; i++) {
        if (s->factor[i] == 0 || i == outage) continue;
        for (int sign = 1; sign >= -1; sign -= 2) {
            const bool is_known = s->has_cut[2 * i + (sign > 0)];
            if (!is_known && !is_overloaded(s, i, outage, sign)) continue;
            s->added += !is_known;
            if (!put(s, (yp_cut){ i, outage, 0, sign })) return false;
        }
    }
    return true;
}

static void note_known(search *s, uint32_t outage)
{
    for (size_t k = 0; k < 2 * s->m->c->component_count; k++) s->has_cut[k] = false;
    for (size_t k = 0; k < s->m->cut_count; k++)
        if (s->m->cuts[k].outage == outage)
            s->has_cut[2 * s->m->cuts[k].link + (s->m->cuts[k].sign > 0)] = true;
}

static void find_columns(search *s)
{
    for (size_t j = 0; j < s->m->column_count; j++) {
        const yp_column_template *t = &s->m->columns[j];
        if (t->part == YP_PART_LEVEL && !t->is_hidden) s->level[t->owner] = t;
        if (t->part == YP_PART_REVERSE) s->reverse[t->owner] = t;
    }
}

static bool search_all(search *s, const yp_outages *outages, const bool *may_fail)
{
    find_columns(s);
    for (uint32_t o = 0; o < s->m->c->component_count; o++) {
        if (!may_fail[o] || !yp_outage_factors(outages, o, s->factor)) continue;
        note_known(s, o);
        if (!search_outage(s, o)) return false;
    }
    return true;
}

yp_status yp_secure_cuts(const yp_model *model, const yp_plan *plan, yp_cut **cuts, size_t *count,
                         size_t *added)
{
    const size_t n = model->c->component_count + 1;
    search s = { .m = model,
                 .plan = plan,
                 .level = calloc(n, sizeof *s.level),
                 .reverse = calloc(n, sizeof *s.reverse),
                 .has_cut = calloc(2 * n, sizeof *s.has_cut),
                 .factor = calloc(n, sizeof *s.factor) };
    bool *may_fail = calloc(n, sizeof *may_fail);
    yp_outages *outages = NULL;
    const bool has_memory = s.level && s.reverse && s.has_cut && s.factor && may_fail;
    yp_status status = has_memory ? yp_outages_open(model, &outages) : YP_NO_MEMORY;
    if (status == YP_OK) status = yp_outages_find(model, may_fail, NULL);
    if (status == YP_OK && !search_all(&s, outages, may_fail)) status = YP_NO_MEMORY;
    yp_outages_close(outages);
    free(s.level);
    free(s.reverse);
    free(s.has_cut);
    free(s.factor);
    free(may_fail);
    *cuts = s.cuts;
    *count = s.count;
    *added = s.added;
    return status;
}
