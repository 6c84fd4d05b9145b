#include "study/queue.h"

#include <math.h>

double yp_erlang_c(double load, size_t servers)
{
    if (!(load < (double)servers)) return 1;
    /* The recursion of Erlang's B formula; C follows from B. */
    double blocked = 1;
    for (size_t c = 1; c <= servers; c++) blocked = load * blocked / ((double)c + load * blocked);
    return (double)servers * blocked / ((double)servers - load * (1 - blocked));
}

typedef struct {
    const yp_case *c;
    const yp_study_wish *wish;
    yp_diag *diag;
    uint32_t *first;           /* [place_count] first place of its queue */
    double *rate, *throughput; /* [place_count] arrivals and service per hour, at the first place */
    bool *has_queue;           /* [place_count] someone arrives or serves there */
    bool has_errors;
} queues;

static bool is_closed(const yp_case *c, uint32_t link)
{
    for (size_t k = 0; k < c->barrier_count; k++) {
        const yp_barrier *barrier = &c->barriers[k];
        if (barrier->kind != YP_BARRIER_CLOSED || barrier->is_lifted) continue;
        for (size_t i = 0; i < barrier->crossing_count; i++)
            if (barrier->crossings[i].link == link) return true;
    }
    return c->components[link].capacity == 0;
}

static void join(queues *q, uint32_t a, uint32_t b)
{
    const uint32_t to = q->first[a] < q->first[b] ? q->first[a] : q->first[b],
                   from = q->first[a] < q->first[b] ? q->first[b] : q->first[a];
    for (size_t place = 0; place < q->c->place_count; place++)
        if (q->first[place] == from) q->first[place] = to;
}

static double constant_of(queues *q, yp_value value, const yp_component *row)
{
    if (value.series != YP_NONE) {
        yp_diag_error(q->diag, q->wish->at, "studies.queue: '%s' varies over time: expected one number",
                      row->id);
        q->has_errors = true;
    }
    return value.offset;
}

static void gather(queues *q, uint32_t good)
{
    const yp_case *c = q->c;
    for (uint32_t place = 0; place < c->place_count; place++) {
        q->first[place] = place;
        q->rate[place] = q->throughput[place] = 0;
        q->has_queue[place] = false;
    }
    for (uint32_t i = 0; i < c->component_count; i++) {
        const yp_component *row = &c->components[i];
        if (row->table == YP_LINK && row->good == good && row->good_to == good && !is_closed(c, i))
            join(q, row->place, row->to);
    }
    for (size_t i = 0; i < c->component_count; i++) {
        const yp_component *row = &c->components[i];
        if (row->good != good) continue;
        if (row->table == YP_DEMAND) q->rate[q->first[row->place]] += constant_of(q, row->quantity, row);
        if (row->table == YP_SUPPLY)
            q->throughput[q->first[row->place]] += row->capacity * constant_of(q, row->availability, row);
        if (row->table == YP_DEMAND || row->table == YP_SUPPLY) q->has_queue[q->first[row->place]] = true;
    }
}

static void report(queues *q, double service_hours, yp_figures *out)
{
    for (size_t place = 0; place < q->c->place_count; place++) {
        const char *id = q->c->places[place].id;
        if (!q->has_queue[place]) continue;
        const double wanted = q->throughput[place] * service_hours, servers = rint(wanted);
        if (!(servers >= 1 && servers <= 1e6 && fabs(wanted - servers) <= 1e-9 * servers)) {
            yp_diag_error(
                q->diag, q->wish->at,
                "studies.queue: capacity x service_hours is %g servers at %s: expected a whole number",
                wanted, id);
            q->has_errors = true;
            continue;
        }
        const double load = q->rate[place] * service_hours, waiting = yp_erlang_c(load, (size_t)servers);
        yp_figures_add(out, "queue.servers", id, NULL, servers);
        yp_figures_add(out, "queue.arrivals", id, NULL, q->rate[place]);
        yp_figures_add(out, "queue.waiting", id, NULL, waiting);
        yp_figures_add(out, "queue.wait", id, NULL,
                       load < servers ? waiting * service_hours / (servers - load) : INFINITY);
    }
}

/* The one good that is queued for: that of the demands. */
static uint32_t queued_good(queues *q)
{
    uint32_t good = YP_NONE;
    for (size_t i = 0; i < q->c->component_count; i++) {
        const yp_component *row = &q->c->components[i];
        if (row->table != YP_DEMAND || row->good == good) continue;
        if (good != YP_NONE) {
            yp_diag_error(q->diag, row->at, "studies.queue: demands for two goods: expected one");
            q->has_errors = true;
        }
        good = row->good;
    }
    return good;
}

yp_status yp_study_queue(const yp_case *c, const yp_study_wish *wish, yp_diag *diag, yp_figures *out)
{
    const double service_hours = yp_study_number_or(wish, "service_hours", 1);
    queues q = { .c = c, .wish = wish, .diag = diag };
    q.first = yp_arena_take(out->arena, c->place_count, sizeof *q.first);
    q.rate = yp_arena_take(out->arena, c->place_count, sizeof *q.rate);
    q.throughput = yp_arena_take(out->arena, c->place_count, sizeof *q.throughput);
    q.has_queue = yp_arena_take(out->arena, c->place_count, sizeof *q.has_queue);
    if (!q.first || !q.rate || !q.throughput || !q.has_queue) return YP_NO_MEMORY;
    if (!(service_hours > 0 && isfinite(service_hours))) {
        yp_diag_error(diag, wish->at, "studies.queue.service_hours is %g: expected a number above 0",
                      service_hours);
        return YP_BAD_INPUT;
    }
    const uint32_t good = queued_good(&q);
    if (good != YP_NONE && !q.has_errors) {
        gather(&q, good);
        report(&q, service_hours, out);
    }
    return q.has_errors ? YP_BAD_INPUT : YP_OK;
}
