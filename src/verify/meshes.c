/** Kirchhoff's voltage law: the meshes that a plan states are checked to be a basis of all closed walks, then
 * their rows. */
#include "verify/internal.h"

#include <string.h>

/* Links that obey the law in a period, by their place in a list, and how their networks hang together. */
typedef struct {
    uint32_t period;
    uint32_t *links;     /* [count] components, sorted */
    uint32_t *number_of; /* [component_count] place in the list, YP_NONE */
    size_t count;
    size_t independent; /* links − places + connected parts */
} network;

static bool obeys(const yp_board *board, uint32_t component, uint32_t period)
{
    const yp_component *row = &board->c->components[component];
    return row->table == YP_LINK && !isnan(row->reactance) &&
           yp_component_is_alive(board, component, YP_PERIOD, period);
}

static uint32_t root_of(uint32_t *parent, uint32_t place)
{
    while (parent[place] != place) place = parent[place] = parent[parent[place]];
    return place;
}

/* A link that joins two parts closes no walk; every other one adds an independent walk. `parent`:
 * [place_count] scratch. */
static void count_independent(const yp_board *board, network *net, uint32_t *parent)
{
    const yp_case *c = board->c;
    net->independent = 0;
    for (uint32_t good = 0; good < c->good_count; good++) {
        for (uint32_t p = 0; p < c->place_count; p++) parent[p] = p;
        for (size_t k = 0; k < net->count; k++) {
            const yp_component *row = &c->components[net->links[k]];
            if (row->good != good) continue;
            const uint32_t from = root_of(parent, row->place), to = root_of(parent, row->to);
            net->independent += from == to;
            parent[from] = to;
        }
    }
}

static void find_network(const yp_board *board, uint32_t period, network *net, uint32_t *parent)
{
    net->period = period;
    net->count = 0;
    for (uint32_t i = 0; i < board->c->component_count; i++) {
        net->number_of[i] = obeys(board, i, period) ? (uint32_t)net->count : YP_NONE;
        if (net->number_of[i] != YP_NONE) net->links[net->count++] = i;
    }
    count_independent(board, net, parent);
}

/* Closed: what a walk brings to a place it takes away. `at_place`: zeros, and again afterwards. */
static bool is_closed(const yp_board *board, const network *net, const yp_mesh *mesh, int *at_place)
{
    bool is_good = mesh->count > 0;
    for (size_t k = 0; k < mesh->count && is_good; k++) {
        const uint32_t link = mesh->links[k];
        const int sign = mesh->signs[k];
        is_good = link < board->c->component_count && net->number_of[link] != YP_NONE &&
                  (sign == 1 || sign == -1) &&
                  board->c->components[link].good == board->c->components[mesh->links[0]].good;
        for (size_t j = 0; j < k && is_good; j++) is_good = mesh->links[j] != link;
    }
    if (!is_good) return false;
    for (size_t k = 0; k < mesh->count; k++) {
        const yp_component *row = &board->c->components[mesh->links[k]];
        at_place[row->place] -= mesh->signs[k];
        at_place[row->to] += mesh->signs[k];
    }
    for (size_t k = 0; k < mesh->count; k++) {
        const yp_component *row = &board->c->components[mesh->links[k]];
        is_good = is_good && at_place[row->place] == 0 && at_place[row->to] == 0;
    }
    for (size_t k = 0; k < mesh->count; k++) {
        const yp_component *row = &board->c->components[mesh->links[k]];
        at_place[row->place] = at_place[row->to] = 0;
    }
    return is_good;
}

static bool stands_in(const yp_mesh *mesh, uint32_t period)
{
    return mesh->from <= period && period < mesh->to;
}

/* Rows of bits reduced one by one: independent modulo 2, hence independent. `bits`: of all meshes. */
static bool is_independent(const network *net, const yp_mesh *meshes, size_t mesh_count, uint64_t *bits)
{
    const size_t words = net->count / 64 + 1;
    size_t count = 0;
    memset(bits, 0, mesh_count * words * sizeof *bits);
    for (size_t m = 0; m < mesh_count; m++) {
        if (!stands_in(&meshes[m], net->period)) continue;
        uint64_t *row = bits + count++ * words;
        for (size_t k = 0; k < meshes[m].count; k++) {
            const uint32_t n = net->number_of[meshes[m].links[k]];
            row[n / 64] |= (uint64_t)1 << n % 64;
        }
    }
    size_t rank = 0;
    for (size_t n = 0; n < net->count && rank < count; n++) {
        const uint64_t bit = (uint64_t)1 << n % 64;
        size_t pivot = rank;
        while (pivot < count && !(bits[pivot * words + n / 64] & bit)) pivot++;
        if (pivot == count) continue;
        for (size_t w = 0; w < words && pivot != rank; w++) {
            const uint64_t word = bits[rank * words + w];
            bits[rank * words + w] = bits[pivot * words + w];
            bits[pivot * words + w] = word;
        }
        for (size_t m = rank + 1; m < count; m++) {
            const bool has_bit = bits[m * words + n / 64] & bit;
            for (size_t w = 0; has_bit && w < words; w++) bits[m * words + w] ^= bits[rank * words + w];
        }
        rank++;
    }
    return rank == count;
}

static bool make_check(yp_board *board, uint32_t m)
{
    const yp_mesh *mesh = &board->plan->meshes[m];
    yp_mesh_check *check = &board->meshes[m];
    check->resolution = board->c->components[mesh->links[0]].resolution;
    check->count = board->levels[check->resolution].count;
    check->sum = yp_arena_take(board->arena, 2 * check->count, sizeof *check->sum);
    if (!check->sum) return false;
    check->largest = check->sum + check->count;
    double shift = 0;
    for (size_t k = 0; k < mesh->count; k++) {
        const yp_component *row = &board->c->components[mesh->links[k]];
        check->scale = fmax(check->scale, fabs(row->reactance));
        if (isnan(row->angle_minimum)) shift += mesh->signs[k] * row->angle;
    }
    if (check->scale == 0) check->scale = 1;
    check->right = -shift * acos(-1) / 180 / check->scale;
    check->dual = yp_dual_of(board, YP_ROW_VOLTAGE, m, check->resolution, check->count);
    return true;
}

static void complain(yp_board *board, const char *words)
{
    yp_spot_worse(&board->row, (yp_spotted){ .size = INFINITY, .at = YP_AT_PLAN, .words = words });
}

/* The meshes that stand in a period: closed, as many as are independent, and independent. */
static void check_period(yp_board *board, const network *net, int *at_place, uint64_t *bits)
{
    const yp_plan *plan = board->plan;
    size_t count = 0;
    bool are_closed = true;
    for (size_t m = 0; m < plan->mesh_count; m++) {
        if (!stands_in(&plan->meshes[m], net->period)) continue;
        are_closed = is_closed(board, net, &plan->meshes[m], at_place) && are_closed;
        count++;
    }
    if (!are_closed)
        complain(board, "a mesh of the plan is no closed walk over links with a reactance");
    else if (count != net->independent)
        complain(board, "the plan has not as many meshes as are independent");
    else if (!is_independent(net, plan->meshes, plan->mesh_count, bits))
        complain(board, "the meshes of the plan depend on each other");
}

/* A mesh that speaks of links of the case and of periods of the plan gets its row. */
static bool is_sound(const yp_board *board, const yp_mesh *mesh)
{
    for (size_t k = 0; k < mesh->count; k++)
        if (mesh->links[k] >= board->c->component_count ||
            isnan(board->c->components[mesh->links[k]].reactance))
            return false;
    return mesh->count > 0 && mesh->from < mesh->to && mesh->to <= board->plan->blocks.period_count;
}

bool yp_meshes_open(yp_board *board)
{
    const yp_plan *plan = board->plan;
    const size_t most = board->c->component_count, places = board->c->place_count;
    size_t links = 0;
    for (size_t i = 0; i < most; i++)
        links += board->c->components[i].table == YP_LINK && !isnan(board->c->components[i].reactance);
    if (links == 0 && plan->mesh_count == 0) return true;
    network net = { .links = yp_arena_take(board->arena, most, sizeof *net.links),
                    .number_of = yp_arena_take(board->arena, most, sizeof *net.number_of) };
    uint32_t *parent = yp_arena_take(board->arena, places, sizeof *parent);
    int *at_place = yp_arena_take(board->arena, places, sizeof *at_place);
    uint64_t *bits = yp_arena_take(board->arena, plan->mesh_count * (links / 64 + 1), sizeof *bits);
    board->meshes = yp_arena_take(board->arena, plan->mesh_count, sizeof *board->meshes);
    if (!net.links || !net.number_of || !parent || !at_place || !bits || !board->meshes) return false;
    for (uint32_t m = 0; m < plan->mesh_count; m++) {
        if (!is_sound(board, &plan->meshes[m]))
            complain(board, "a mesh of the plan is no closed walk over links with a reactance");
        else if (!make_check(board, m))
            return false;
    }
    for (uint32_t p = 0; p < plan->blocks.period_count; p++) {
        find_network(board, p, &net, parent);
        check_period(board, &net, at_place, bits);
    }
    return true;
}

/* Does a mesh stand at a block of its level? */
static bool stands_at(const yp_board *board, size_t m, size_t b)
{
    const yp_level *level = &board->levels[board->meshes[m].resolution];
    return stands_in(&board->plan->meshes[m], board->plan->blocks.period[level->first[b]]);
}

static void add_column(const yp_board *board, size_t m, yp_column *column, double value)
{
    const yp_mesh_check *check = &board->meshes[m];
    for (size_t b = 0; column && b < check->count; b++) {
        if (!stands_at(board, m, b)) continue;
        const double term = value * column->level[b];
        check->sum[b] += term;
        if (fabs(term) > check->largest[b]) check->largest[b] = fabs(term);
        yp_worth_add(column, b, value * check->dual[b]);
    }
}

void yp_meshes_add(yp_board *board, yp_terms *terms)
{
    if (terms->row->table != YP_LINK || isnan(terms->row->reactance) || !terms->main) return;
    for (size_t m = 0; m < board->plan->mesh_count; m++) {
        const yp_mesh *mesh = &board->plan->meshes[m];
        const yp_mesh_check *check = &board->meshes[m];
        for (size_t k = 0; k < mesh->count && check->sum; k++) {
            if (mesh->links[k] != terms->index) continue;
            const double value = mesh->signs[k] * terms->row->reactance / check->scale;
            add_column(board, m, terms->main, value);
            add_column(board, m, terms->reverse, -value);
            add_column(board, m, terms->angle, mesh->signs[k] * acos(-1) / 180 / check->scale);
        }
    }
}

void yp_meshes_check(yp_board *board)
{
    for (size_t m = 0; m < board->plan->mesh_count; m++) {
        const yp_mesh_check *check = &board->meshes[m];
        for (size_t b = 0; b < check->count && check->sum; b++) {
            const yp_spotted where = {
                .at = YP_AT_ROW, .kind = YP_ROW_VOLTAGE, .owner = (uint32_t)m, .block = b
            };
            const double right = stands_at(board, m, b) ? check->right : 0;
            yp_row_check(board, check->sum[b], check->largest[b], right, right, check->dual[b], where);
        }
    }
}
