/* Meshes as the fundamental basis of a spanning forest grown breadth first: each link outside the forest
 * closes one mesh with the paths of the forest between its ends. Breadth first keeps those paths short. Links
 * come and go with periods, so each period has a basis of its own; what two periods in a row have in common
 * is one mesh. */
#include "model/internal.h"

#include <string.h>

/* One network of one good while its forest grows. [place_count] each; links lie by place in `incident`. */
typedef struct {
    const yp_case *c;
    const uint32_t *links; /* of this good, with a reactance */
    size_t link_count;
    uint32_t *start, *incident; /* [place_count + 1], [2 × link_count] links at each place */
    uint32_t *queue, *depth;    /* places in the order in which they are reached; depth from 1, 0: not yet */
    uint32_t *above;            /* link towards the root, YP_NONE */
} forest;

static bool has_reactance(const yp_case *c, uint32_t i)
{
    const yp_component *x = &c->components[i];
    return x->table == YP_LINK && !isnan(x->reactance) && yp_is_ever_alive(c, i);
}

static uint32_t other_end(const yp_component *link, uint32_t place)
{
    return link->place == place ? link->to : link->place;
}

static void index_incident(forest *f)
{
    size_t places = f->c->place_count;
    memset(f->start, 0, (places + 2) * sizeof *f->start);
    for (size_t k = 0; k < f->link_count; k++) {
        const yp_component *x = &f->c->components[f->links[k]];
        f->start[x->place + 2]++;
        f->start[x->to + 2]++;
    }
    /* Filling moves each start to its end, which is the next one's start. */
    for (size_t p = 0; p < places; p++) f->start[p + 2] += f->start[p + 1];
    for (size_t k = 0; k < f->link_count; k++) {
        const yp_component *x = &f->c->components[f->links[k]];
        f->incident[f->start[x->place + 1]++] = f->links[k];
        f->incident[f->start[x->to + 1]++] = f->links[k];
    }
}

static void grow_from(forest *f, uint32_t root)
{
    size_t head = 0, tail = 0;
    f->queue[tail++] = root;
    f->depth[root] = 1;
    f->above[root] = YP_NONE;
    while (head < tail) {
        uint32_t place = f->queue[head++];
        for (uint32_t k = f->start[place]; k < f->start[place + 1]; k++) {
            uint32_t next = other_end(&f->c->components[f->incident[k]], place);
            if (f->depth[next] > 0) continue;
            f->depth[next] = f->depth[place] + 1;
            f->above[next] = f->incident[k];
            f->queue[tail++] = next;
        }
    }
}

static bool is_in_forest(const forest *f, uint32_t link)
{
    const yp_component *x = &f->c->components[link];
    return f->above[x->place] == link || f->above[x->to] == link;
}

/* Along the link, then from its head back to its tail through the forest. With `links` NULL only counted. */
static size_t walk(const forest *f, uint32_t link, uint32_t *links, int *signs)
{
    const yp_component *components = f->c->components;
    uint32_t head = components[link].to, tail = components[link].place;
    size_t count = 0;
    if (links) links[0] = link, signs[0] = 1;
    count++;
    while (head != tail) {
        bool is_up = f->depth[head] >= f->depth[tail];
        uint32_t *end = is_up ? &head : &tail, step = f->above[*end];
        bool leaves_end = components[step].place == *end;
        if (links) links[count] = step, signs[count] = leaves_end == is_up ? 1 : -1;
        count++;
        *end = other_end(&components[step], *end);
    }
    return count;
}

/* Meshes as they are found, period by period. */
typedef struct {
    yp_arena *arena;
    yp_mesh *meshes;   /* NULL: only counted */
    size_t count;      /* without those that go on from the period before, if only counted */
    uint32_t *closing; /* [component_count] the latest mesh that a link closes, plus 1; 0: none */
} finding;

static bool is_same(const yp_mesh *mesh, const uint32_t *links, const int *signs, size_t count)
{
    return mesh->count == count && memcmp(mesh->links, links, count * sizeof *links) == 0 &&
           memcmp(mesh->signs, signs, count * sizeof *signs) == 0;
}

/* The mesh that a link closes in a period: the one of the period before goes on if it is the same. */
static yp_status close_mesh(const forest *f, uint32_t link, uint32_t period, finding *found)
{
    if (!found->meshes) {
        found->count++;
        return YP_OK;
    }
    const size_t length = walk(f, link, NULL, NULL);
    uint32_t *links = yp_arena_take(found->arena, length, sizeof *links);
    int *signs = yp_arena_take(found->arena, length, sizeof *signs);
    if (!links || !signs) return YP_NO_MEMORY;
    walk(f, link, links, signs);
    yp_mesh *last = found->closing[link] ? &found->meshes[found->closing[link] - 1] : NULL;
    if (last && last->to == period && is_same(last, links, signs, length)) {
        last->to++;
        return YP_OK;
    }
    found->meshes[found->count++] = (yp_mesh){ links, signs, length, period, period + 1 };
    found->closing[link] = (uint32_t)found->count;
    return YP_OK;
}

/* The meshes of one good in one period. */
static yp_status close_meshes(forest *f, uint32_t period, finding *found)
{
    yp_status status = YP_OK;
    memset(f->depth, 0, f->c->place_count * sizeof *f->depth);
    index_incident(f);
    for (size_t k = 0; k < f->link_count; k++) {
        uint32_t place = f->c->components[f->links[k]].place;
        if (f->depth[place] == 0) grow_from(f, place);
    }
    for (size_t k = 0; k < f->link_count && status == YP_OK; k++)
        if (!is_in_forest(f, f->links[k])) status = close_mesh(f, f->links[k], period, found);
    return status;
}

/* Links of a good with a reactance that exist in a period. @return how many differ from the period before */
static size_t list_links(forest *f, uint32_t good, uint32_t period, uint32_t *links)
{
    size_t changed = 0;
    f->link_count = 0;
    for (uint32_t i = 0; i < f->c->component_count; i++) {
        if (!has_reactance(f->c, i) || f->c->components[i].good != good) continue;
        const bool exists = yp_is_alive_in(f->c, i, period);
        if (exists) links[f->link_count++] = i;
        changed += period == 0 || exists != yp_is_alive_in(f->c, i, period - 1);
    }
    return changed;
}

/* Every good that has such links, one after the other; where no link comes or goes, all meshes go on. */
static yp_status close_all(forest *f, uint32_t *links, finding *found)
{
    yp_status status = YP_OK;
    const uint32_t periods = f->c->period_count > 0 ? (uint32_t)f->c->period_count : 1;
    found->count = 0;
    for (uint32_t good = 0; good < f->c->good_count && status == YP_OK; good++) {
        const size_t first = found->count;
        for (uint32_t p = 0; p < periods && status == YP_OK; p++) {
            const size_t changed = list_links(f, good, p, links);
            if (f->link_count > 0 && changed > 0) status = close_meshes(f, p, found);
            for (size_t m = first; found->meshes && changed == 0 && m < found->count; m++)
                if (found->meshes[m].to == p) found->meshes[m].to++;
        }
    }
    return status;
}

static size_t count_links(const yp_case *c)
{
    size_t count = 0;
    for (uint32_t i = 0; i < c->component_count; i++) count += has_reactance(c, i);
    return count;
}

yp_status yp_meshes_find(const yp_case *c, yp_arena *arena, yp_mesh **meshes, size_t *count)
{
    size_t places = c->place_count, most = count_links(c);
    *meshes = NULL;
    *count = 0;
    if (most == 0) return YP_OK;
    yp_arena *scratch = yp_arena_new(NULL);
    if (!scratch) return YP_NO_MEMORY;
    uint32_t *links = yp_arena_take(scratch, most, sizeof *links);
    finding found = { .arena = arena,
                      .closing = yp_arena_take(scratch, c->component_count, sizeof *found.closing) };
    forest f = { .c = c,
                 .links = links,
                 .start = yp_arena_take(scratch, places + 2, sizeof *f.start),
                 .incident = yp_arena_take(scratch, 2 * most, sizeof *f.incident),
                 .queue = yp_arena_take(scratch, places, sizeof *f.queue),
                 .depth = yp_arena_take(scratch, places, sizeof *f.depth),
                 .above = yp_arena_take(scratch, places, sizeof *f.above) };
    bool has_all = links && found.closing && f.start && f.incident && f.queue && f.depth && f.above;
    yp_status status = has_all ? close_all(&f, links, &found) : YP_NO_MEMORY;
    if (status == YP_OK) found.meshes = yp_arena_take(arena, found.count, sizeof *found.meshes);
    if (status == YP_OK && !found.meshes) status = YP_NO_MEMORY;
    if (status == YP_OK) status = close_all(&f, links, &found);
    if (status == YP_OK) {
        *meshes = found.meshes;
        *count = found.count;
    }
    yp_arena_free(scratch);
    return status;
}
