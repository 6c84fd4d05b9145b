#include "exchange/pypsa.h"

#include "base/path.h"
#include "exchange/internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool is_file_in(const char *folder, const char *name)
{
    char path[YP_PATH_ROOM];
    struct stat about;
    return yp_path_join(path, sizeof path, folder, name) && stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

bool yp_pypsa_is(const char *path)
{
    const size_t length = strlen(path);
    struct stat about;
    const bool is_folder = stat(path, &about) == 0 && S_ISDIR(about.st_mode);
    if (!is_folder) return length > 3 && strcmp(path + length - 3, ".nc") == 0;
    return is_file_in(path, "buses.csv") && !is_file_in(path, "case.yaml");
}

/* Hours of the first period, or of all. */
static double hours_of_first(const yp_network *n, const double *hours)
{
    double sum = 0;
    for (size_t s = 0; s < n->snapshot_count && (!n->period_of || n->period_of[s] == 0); s++) sum += hours[s];
    return sum;
}

/* What the capacities of before cost: PyPSA takes it from the objective that it reports, but not with
 * investment periods. */
static double constant_of(yp_mapping *m)
{
    static const struct {
        yp_list list;
        const char *nom, *is_extendable;
    } lists[] = { { YP_LIST_GENERATORS, "p_nom", "p_nom_extendable" },
                  { YP_LIST_STORES, "e_nom", "e_nom_extendable" },
                  { YP_LIST_STORAGE_UNITS, "p_nom", "p_nom_extendable" },
                  { YP_LIST_LINKS, "p_nom", "p_nom_extendable" },
                  { YP_LIST_PROCESSES, "p_nom", "p_nom_extendable" },
                  { YP_LIST_LINES, "s_nom", "s_nom_extendable" },
                  { YP_LIST_TRANSFORMERS, "s_nom", "s_nom_extendable" } };
    double constant = 0;
    if (m->n->period_count > 0) return 0;
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
        for (size_t row = 0; row < m->n->tables[lists[k].list].count; row++) {
            const yp_mapped x = { m, lists[k].list, row };
            if (!yp_mapped_is_active(&x) || !yp_mapped_flag(&x, lists[k].is_extendable)) continue;
            const double nom = yp_mapped_number(&x, lists[k].nom), cost = yp_mapped_capital_cost(&x);
            if (nom != 0 && cost != 0) constant += nom * cost;
        }
    return constant;
}

/* The date of the first snapshot, for goods of days and months; else the first of January 2025. */
static void take_start(const yp_network *n, yp_time *time)
{
    int year, month, day, hour = 0, minute = 0;
    /* NOLINTNEXTLINE(cert-err34-c): widths bound every number */
    if (sscanf(n->snapshots[0], "%4d-%2d-%2d%*1[ T]%2d:%2d", &year, &month, &day, &hour, &minute) < 3) return;
    if (year < 1 || year > 9000 || month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59)
        return;
    time->year = year;
    time->month = month;
    time->day = day;
    time->hour = hour;
    time->minute = minute;
}

static bool open_case(yp_mapping *m)
{
    yp_network *n = m->n;
    const double generators = hours_of_first(n, n->generators);
    yp_builder_options options = yp_builder_options_defaults();
    m->year_share = generators / 8760;
    m->years = hours_of_first(n, n->objective) / 8760;
    if (!(generators > 0))
        yp_network_error(n, (yp_spot){ n->shown, 0, 0 },
                         "snapshots: the weightings of generators add up to nothing: expected hours");
    options.title = *n->name ? n->name : "network";
    char *path = realpath(n->shown, NULL); /* NULL: read from elsewhere than a path */
    options.network = path;
    options.money = "EUR";
    options.time.snapshot_count = n->snapshot_count;
    options.time.is_partial = true;
    options.time.block_step = n->stores;
    options.time.block_sum = n->generators;
    options.time.block_cost = n->objective;
    options.snapshots = n->snapshots;
    yp_mapping_take_periods(m, &options);
    options.diag = n->diag;
    take_start(n, &options.time);
    options.money_year = options.time.year;
    options.objective_constant = constant_of(m);
    m->b = yp_builder_new(&options);
    free(path);
    if (!m->b) n->no_memory = true;
    return m->b != NULL;
}

static uint32_t good_of(yp_mapping *m, const char *carrier)
{
    const uint32_t known = yp_map_find(m->good_map, carrier, strlen(carrier));
    if (known != YP_NONE) return known;
    yp_good good = yp_good_defaults();
    good.id = carrier;
    good.unit = "MWh";
    good.group = carrier;
    const uint32_t index = yp_builder_good(m->b, &good);
    yp_map_add(m->good_map, carrier, strlen(carrier), index, &m->n->no_memory);
    return index;
}

/* A place above all buses whose name no bus has. */
static void add_root(yp_mapping *m)
{
    const yp_map *buses = m->n->tables[YP_LIST_BUSES].rows;
    const char *id = "network";
    while (id && buses && yp_map_find(buses, id, strlen(id)) != YP_NONE)
        id = yp_arena_format(m->n->arena, "%s of all", id);
    if (!id) m->n->no_memory = true;
    yp_place root = yp_place_defaults();
    root.id = id;
    root.level = yp_builder_level(m->b, "network");
    m->root = yp_builder_place(m->b, &root);
}

static void add_buses(yp_mapping *m)
{
    const size_t count = m->n->tables[YP_LIST_BUSES].count;
    m->places = yp_network_take(m->n, count, sizeof *m->places);
    m->goods = yp_network_take(m->n, count, sizeof *m->goods);
    m->good_map = yp_map_new(m->n->arena);
    if (!m->good_map) m->n->no_memory = true;
    for (size_t bus = 0; bus < count && !m->n->no_memory; bus++) {
        const yp_mapped x = { m, YP_LIST_BUSES, bus };
        const char *carrier = yp_mapped_text(&x, "carrier");
        const double longitude = yp_mapped_optional(&x, "x"), latitude = yp_mapped_optional(&x, "y");
        const double voltage = yp_mapped_optional(&x, "v_nom");
        yp_place place = yp_place_defaults();
        place.id = m->n->tables[YP_LIST_BUSES].names[bus];
        place.parent = m->root;
        place.level = yp_builder_level(m->b, "bus");
        const bool is_mapped =
            (longitude != 0 || latitude != 0) && fabs(longitude) <= 360 && fabs(latitude) <= 90;
        if (is_mapped) place.longitude = longitude, place.latitude = latitude;
        if (voltage > 0) place.voltage = voltage;
        place.carried = yp_mapped_carried(&x);
        place.at = yp_network_spot(m->n, YP_LIST_BUSES, bus);
        m->places[bus] = yp_builder_place(m->b, &place);
        m->goods[bus] = good_of(m, *carrier ? carrier : "AC");
    }
}

static bool take_made(yp_mapping *m)
{
    for (yp_list list = 0; list < YP_LIST_COUNT; list++) {
        const size_t count = m->n->tables[list].count;
        m->made[list] = yp_network_take(m->n, count, sizeof **m->made);
        for (size_t row = 0; m->made[list] && row < count; row++) m->made[list][row] = YP_NONE;
    }
    return !m->n->no_memory;
}

/* Fill a builder; it is there even where mistakes were told. */
static yp_status map_network(yp_mapping *m)
{
    yp_mapping_refuse(m->n);
    if (!open_case(m)) return YP_NO_MEMORY;
    add_root(m);
    add_buses(m);
    if (!m->n->no_memory && take_made(m)) {
        yp_map_generators(m);
        yp_map_loads(m);
        yp_map_stores(m);
        yp_map_storage_units(m);
        yp_map_links(m);
        yp_map_processes(m);
        yp_map_branches(m);
        yp_map_limits(m);
        yp_map_growth(m);
        yp_map_nominal_limits(m);
    }
    if (m->n->no_memory) return YP_NO_MEMORY;
    return m->n->error_count == 0 ? YP_OK : YP_BAD_INPUT;
}

/* One of the further scenarios, into the builder of the first. */
static yp_status add_scenario(const char *path, size_t scenario, yp_diag *diag, const yp_mapping *first)
{
    yp_network network;
    yp_status status = yp_network_read(path, scenario, diag, &network);
    yp_mapping m = { .n = &network };
    if (status == YP_OK) status = map_network(&m);
    if (status == YP_OK)
        yp_builder_scenario(first->b, network.scenarios[scenario], network.scenario_weights[scenario], m.b);
    yp_builder_free(m.b);
    yp_network_close(&network);
    return status;
}

static yp_status add_scenarios(const char *path, yp_diag *diag, const yp_mapping *m)
{
    const yp_network *n = m->n;
    yp_status status = YP_OK;
    if (n->scenario_count > 0) yp_builder_scenario(m->b, n->scenarios[0], n->scenario_weights[0], NULL);
    for (size_t s = 1; s < n->scenario_count && status == YP_OK; s++) status = add_scenario(path, s, diag, m);
    return status;
}

yp_status yp_pypsa_read(const char *path, yp_diag *diag, yp_case **out)
{
    yp_network network;
    yp_status status = yp_network_read(path, 0, diag, &network);
    yp_mapping m = { .n = &network };
    if (status == YP_OK) status = map_network(&m);
    if (status == YP_OK) status = add_scenarios(path, diag, &m);
    if (status == YP_OK)
        status = yp_builder_finish(m.b, diag, out);
    else
        yp_builder_free(m.b);
    yp_network_close(&network);
    return status;
}
