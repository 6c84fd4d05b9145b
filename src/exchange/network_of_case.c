#include "exchange/network_of_case.h"

#include "exchange/network_of_case_rows.h"
#include "exchange/network_write.h"
#include "exchange/pypsa_results.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void yp_case_rows_tell(const yp_case_rows *m, const char *id, const char *what)
{
    yp_diag_warning(m->n->diag, (yp_spot){ m->c->folder ? m->c->folder : "case", 0, 0 },
                    "'%s': %s; that has no place in a network and is left out", id, what);
}

/* ---- what stands where ---- */

bool yp_case_rows_is_plain(const yp_case_rows *m, uint32_t good)
{
    return good != YP_NONE && m->c->goods[good].kind == YP_FLOW && m->c->goods[good].resolution == YP_BASE;
}

/* The bus of a node, made when first asked for. A place with one good of every hour is called as it is. */
uint32_t yp_case_rows_bus(yp_case_rows *m, uint32_t place, uint32_t good)
{
    char key[32];
    const int length = snprintf(key, sizeof key, "%u %u", place, good);
    const uint32_t known = yp_map_find(m->buses, key, (size_t)length);
    if (known != YP_NONE || m->n->no_memory) return known;
    const char *kept = yp_arena_text(m->n->arena, key, (size_t)length);
    if (!kept || m->bus_count == m->bus_room) return m->n->no_memory = true, YP_NONE;
    m->bus_places[m->bus_count] = place;
    m->bus_goods[m->bus_count] = good;
    yp_map_add(m->buses, kept, (size_t)length, (uint32_t)m->bus_count, &m->n->no_memory);
    return (uint32_t)m->bus_count++;
}

static void plan_row(yp_case_rows *m, yp_list list, uint32_t component, const char *end)
{
    m->rows[m->row_count++] = (yp_case_row){ list, component, end, 0 };
}

static bool is_number(yp_value value, double number)
{
    return value.series == YP_NONE && value.offset == number;
}

/* A store there takes and gives without limit or loss, at one cost of either sign. */
static bool is_signed_store(const yp_component *x)
{
    return isinf(x->capacity) && isnan(x->hours) && is_number(x->efficiency_in, 1) &&
           is_number(x->efficiency_out, 1) && x->cost.series == YP_NONE &&
           is_number(x->charge_cost, 0 - x->cost.offset);
}

static void plan_store(yp_case_rows *m, uint32_t i)
{
    const yp_component *x = &m->c->components[i];
    const bool is_energy_free = is_signed_store(x);
    const bool has_ratio =
        !isnan(x->hours) || (isfinite(x->capacity) && x->capacity > 0 && !(x->energy_build_maximum > 0));
    if (is_energy_free)
        plan_row(m, YP_LIST_STORES, i, "");
    else if (has_ratio && (!(x->build_maximum > 0) || !isnan(x->hours)))
        plan_row(m, YP_LIST_STORAGE_UNITS, i, "");
    else
        yp_case_rows_tell(
            m, x->id,
            "its store is of a kind of its own (power and energy apart, or unlimited power with losses)");
}

static bool has_port(const yp_case_rows *m, uint32_t process)
{
    for (size_t k = 0; k < m->c->coefficient_count; k++)
        if (m->c->coefficients[k].component == process && m->c->coefficients[k].per == YP_PER_LEVEL &&
            yp_case_rows_is_plain(m, m->c->coefficients[k].good))
            return true;
    return false;
}

static void plan_component(yp_case_rows *m, uint32_t i)
{
    const yp_component *x = &m->c->components[i];
    if (x->table == YP_PROCESS ? !has_port(m, i) : !yp_case_rows_is_plain(m, x->good)) {
        yp_case_rows_tell(m, x->id, "its good is not balanced in every hour");
        return;
    }
    if (x->capacity_of != YP_NONE) yp_case_rows_tell(m, x->id, "it is bounded by the capacity of another");
    switch (x->table) {
    case YP_SUPPLY:
        plan_row(m, YP_LIST_GENERATORS, i, "");
        break;
    case YP_DEMAND:
        plan_row(m, YP_LIST_LOADS, i, "");
        if (!yp_is_absent(x->value)) plan_row(m, YP_LIST_GENERATORS, i, " unserved");
        break;
    case YP_LINK:
        plan_row(m, isnan(x->reactance) ? YP_LIST_LINKS : YP_LIST_LINES, i, "");
        if (isnan(x->reactance) && yp_plan_find(m->plan, YP_PART_REVERSE, i))
            plan_row(m, YP_LIST_LINKS, i, " reverse");
        break;
    case YP_PROCESS:
        plan_row(m, YP_LIST_PROCESSES, i, "");
        break;
    case YP_STORE:
        plan_store(m, i);
        break;
    case YP_TABLE_COUNT:
        break;
    }
}

/* ---- names ---- */

static bool name_rows(yp_case_rows *m, yp_list list)
{
    yp_net_table *table = &m->n->tables[list];
    size_t count = 0;
    for (size_t k = 0; k < m->row_count; k++) count += m->rows[k].list == list;
    const char **names = yp_network_take(m->n, count, sizeof *names);
    uint32_t *origins = yp_network_take(m->n, count, sizeof *origins);
    if (!names || !origins) return false;
    count = 0;
    for (size_t k = 0; k < m->row_count; k++) {
        yp_case_row *row = &m->rows[k];
        if (row->list != list) continue;
        const char *name =
            yp_arena_format(m->n->arena, "%s%s", m->c->components[row->component].id, row->end);
        if (!name) m->n->no_memory = true;
        names[count] = name ? name : "";
        origins[count] = *row->end ? YP_NONE : row->component;
        row->at = count++;
    }
    if (count > 0) yp_network_claim(m->n, list, names, count);
    table->origins = origins;
    return !m->n->no_memory;
}

/* How many goods of every hour a place has. */
static size_t goods_at(const yp_case_rows *m, uint32_t place)
{
    size_t count = 0;
    for (size_t k = 0; k < m->bus_count; k++) count += m->bus_places[k] == place;
    return count;
}

/* Buses are called as their place, with the good where a place has several. */
static void name_buses(yp_case_rows *m)
{
    const char **names = yp_network_take(m->n, m->bus_count, sizeof *names);
    uint32_t *origins = yp_network_take(m->n, m->bus_count, sizeof *origins);
    if (!names || !origins) return;
    for (size_t k = 0; k < m->bus_count; k++) {
        const char *place = m->c->places[m->bus_places[k]].id, *good = m->c->goods[m->bus_goods[k]].id;
        names[k] =
            goods_at(m, m->bus_places[k]) == 1 ? place : yp_arena_format(m->n->arena, "%s %s", place, good);
        if (!names[k]) m->n->no_memory = true;
        origins[k] = yp_plan_node_find(m->plan, m->bus_places[k], m->bus_goods[k]);
    }
    if (m->n->no_memory) return;
    yp_network_claim(m->n, YP_LIST_BUSES, names, m->bus_count);
    m->n->tables[YP_LIST_BUSES].origins = origins;
}

static void put_buses(yp_case_rows *m)
{
    for (size_t k = 0; k < m->bus_count; k++) {
        const yp_place *place = &m->c->places[m->bus_places[k]];
        yp_form_text(&m->form, YP_LIST_BUSES, k, "carrier", m->c->goods[m->bus_goods[k]].id);
        if (!isnan(place->longitude)) yp_form_number(&m->form, YP_LIST_BUSES, k, "x", place->longitude);
        if (!isnan(place->latitude)) yp_form_number(&m->form, YP_LIST_BUSES, k, "y", place->latitude);
        if (place->voltage > 0) yp_form_number(&m->form, YP_LIST_BUSES, k, "v_nom", place->voltage);
    }
}

/* ---- time ---- */

/* A stamp where the case has dates and each block its own snapshot; else a number. */
static void take_snapshots(yp_case_rows *m)
{
    const yp_blocks *blocks = &m->plan->blocks;
    const char **names = yp_network_take(m->n, blocks->count, sizeof *names);
    m->n->snapshot_count = blocks->count;
    m->n->snapshots = names;
    m->n->objective = blocks->cost;
    m->n->stores = blocks->step;
    m->n->generators = blocks->sum;
    for (size_t b = 0; names && b < blocks->count; b++) {
        int year, month, day, minute;
        if (m->c->time.block_step) {
            names[b] = yp_arena_format(m->n->arena, "%zu", b);
        } else {
            yp_time_date(&m->c->time, blocks->snapshot[b], &year, &month, &day, &minute);
            names[b] = yp_arena_format(m->n->arena, "%04d-%02d-%02d %02d:%02d:00", year, month, day,
                                       minute / 60, minute % 60);
        }
        if (!names[b]) m->n->no_memory = true;
    }
}

/* ---- all of it ---- */

/* Every node that a row will name, before names are given. */
static void find_buses(yp_case_rows *m)
{
    for (size_t k = 0; k < m->row_count; k++) {
        const yp_component *x = &m->c->components[m->rows[k].component];
        if (x->table != YP_PROCESS) yp_case_rows_bus(m, x->place, x->good);
        if (x->table == YP_LINK) yp_case_rows_bus(m, x->to, x->good_to == YP_NONE ? x->good : x->good_to);
    }
    for (size_t k = 0; k < m->c->coefficient_count; k++) {
        const yp_coefficient *coefficient = &m->c->coefficients[k];
        const yp_component *x = &m->c->components[coefficient->component];
        const bool is_port = x->table == YP_PROCESS && coefficient->per == YP_PER_LEVEL &&
                             yp_case_rows_is_plain(m, coefficient->good);
        if (is_port)
            yp_case_rows_bus(m, coefficient->place == YP_NONE ? x->place : coefficient->place,
                             coefficient->good);
        else
            yp_case_rows_tell(m, x->id, "it touches a good beside those of its ports");
    }
}

/* What is paid to keep what exists is no part of the problem there. */
static double keeping(const yp_case_rows *m)
{
    double sum = 0;
    for (size_t i = 0; i < m->c->component_count; i++) {
        const yp_component *x = &m->c->components[i];
        if (x->table == YP_DEMAND) continue;
        if (x->fixed_cost != 0 && isfinite(x->capacity)) sum += x->fixed_cost * x->capacity * m->factor;
        if (x->table == YP_STORE && isnan(x->hours) && x->energy_fixed_cost != 0)
            sum += x->energy_fixed_cost * x->energy * m->factor;
    }
    return sum;
}

/* What is not served. */
static void put_unserved(yp_case_rows *m, const yp_case_row *row)
{
    const yp_plan_activity *served = yp_plan_find(m->plan, YP_PART_LEVEL, row->component),
                           *wanted = yp_plan_find(m->plan, YP_PART_WANTED, row->component);
    double *p = yp_network_result_row(m->n, row->list, row->at, "p");
    for (size_t b = 0; p && served && wanted && served->count == m->n->snapshot_count && b < served->count;
         b++)
        p[b] = wanted->level[b] - served->level[b];
}

/* What runs backwards, a link of its own. */
static void put_backwards(yp_case_rows *m, const yp_case_row *row)
{
    static const char *const names[] = { "p", "p0", "p1" };
    const yp_plan_activity *reverse = yp_plan_find(m->plan, YP_PART_REVERSE, row->component);
    const double *efficiency = yp_network_series(m->n, row->list, row->at, "efficiency");
    for (size_t k = 0; k < 3; k++) {
        double *p = yp_network_result_row(m->n, row->list, row->at, names[k]);
        for (size_t b = 0; p && reverse && reverse->count == m->n->snapshot_count && b < reverse->count; b++)
            p[b] = k < 2 ? reverse->level[b]
                         : 0 - reverse->level[b] *
                                   (efficiency ? efficiency[b]
                                               : yp_network_number(m->n, row->list, row->at, "efficiency"));
    }
}

static void put_other_parts(yp_case_rows *m)
{
    for (size_t k = 0; k < m->row_count; k++) {
        const yp_case_row *row = &m->rows[k];
        if (!*row->end) continue;
        if (row->list == YP_LIST_LINKS)
            put_backwards(m, row);
        else
            put_unserved(m, row);
    }
}

static void make(yp_case_rows *m)
{
    for (size_t i = 0; i < m->c->component_count; i++) plan_component(m, (uint32_t)i);
    find_buses(m);
    if (m->n->no_memory) return;
    name_buses(m);
    for (yp_list list = 0; list < YP_LIST_COUNT; list++)
        if (list != YP_LIST_BUSES && !name_rows(m, list)) return;
    take_snapshots(m);
    if (m->n->no_memory) return;
    put_buses(m);
    for (size_t k = 0; k < m->row_count; k++) yp_case_row_put(m, &m->rows[k]);
    yp_form_finish(&m->form);
    if (m->c->barrier_count + m->c->tax_count + m->c->step_count > 0)
        yp_case_rows_tell(m, m->c->title ? m->c->title : "case", "it has barriers, taxes or steps");
}

static uint32_t *count_up(yp_network *n, size_t count)
{
    uint32_t *numbers = yp_network_take(n, count, sizeof *numbers);
    for (size_t b = 0; numbers && b < count; b++) numbers[b] = (uint32_t)b;
    return numbers;
}

yp_status yp_network_of_case(const yp_case *c, yp_plan *plan, yp_diag *diag, yp_network *n)
{
    *n = (yp_network){
        .diag = diag, .arena = yp_arena_new(NULL), .name = c->title ? c->title : "", .reported = NAN
    };
    if (!n->arena) return YP_NO_MEMORY;
    n->shown = c->folder ? c->folder : "case";
    yp_case_rows *m = yp_network_take(n, 1, sizeof *m);
    if (!m) return YP_NO_MEMORY;
    *m = (yp_case_rows){ .n = n, .c = c, .plan = plan, .form = { .n = n }, .buses = yp_map_new(n->arena) };
    m->bus_room = 2 * c->component_count + c->coefficient_count + 1;
    m->bus_places = yp_network_take(n, m->bus_room, sizeof *m->bus_places);
    m->bus_goods = yp_network_take(n, m->bus_room, sizeof *m->bus_goods);
    m->rows = yp_network_take(n, 2 * c->component_count + 1, sizeof *m->rows);
    m->factor = 0;
    for (size_t p = 0; p < plan->blocks.period_count; p++)
        m->factor += plan->blocks.year_share * plan->blocks.period_weight[p];
    if (!m->buses || n->no_memory) return YP_NO_MEMORY;
    if (plan->blocks.period_count > 1) yp_case_rows_tell(m, "periods", "the case has several periods");
    make(m);
    const uint32_t *snapshots = count_up(n, plan->blocks.count);
    if (n->no_memory) return YP_NO_MEMORY;
    yp_status status = yp_network_take_results(n, c, plan, snapshots);
    n->reported -= keeping(m);
    n->constant = 0;
    if (status == YP_OK) put_other_parts(m);
    return status;
}
