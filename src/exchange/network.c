#include "exchange/network.h"

#include "base/path.h"
#include "base/text.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { NAME_MOST = 900, MESSAGE_SIZE = 2000 };

void *yp_network_take(yp_network *n, size_t count, size_t size)
{
    void *memory = yp_arena_take(n->arena, count, size);
    if (!memory) n->no_memory = true;
    return memory;
}

const char *yp_network_keep(yp_network *n, const char *text, size_t length)
{
    const char *copy = yp_text_nfc(n->arena, text, length);
    if (!copy) n->no_memory = true;
    return copy ? copy : "";
}

void yp_network_error(yp_network *n, yp_spot at, const char *format, ...)
{
    char text[MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    n->error_count++;
    yp_diag_error(n->diag, at, "%s", text);
}

yp_spot yp_network_spot(const yp_network *n, yp_list list, size_t row)
{
    const yp_net_table *table = &n->tables[list];
    return (yp_spot){ table->file ? table->file : n->shown, table->lines ? table->lines[row] : 0, 0 };
}

void yp_network_claim(yp_network *n, yp_list list, const char *const *names, size_t count)
{
    yp_net_table *table = &n->tables[list];
    table->rows = yp_map_new(n->arena);
    if (!table->rows) n->no_memory = true;
    if (n->no_memory) return;
    table->names = names;
    table->count = count;
    for (size_t row = 0; row < count; row++) {
        const size_t length = strlen(names[row]);
        const yp_spot at = yp_network_spot(n, list, row);
        if (length == 0) yp_network_error(n, at, "%s: a component has no name", yp_list_text(list));
        if (length > NAME_MOST)
            yp_network_error(n, at, "%s: the name '%.40s...' is %zu bytes long: expected at most %d",
                             yp_list_text(list), names[row], length, NAME_MOST);
        if (yp_map_add(table->rows, names[row], length, (uint32_t)row, &n->no_memory) != YP_NONE)
            yp_network_error(n, at, "%s: the name '%s' stands twice", yp_list_text(list), names[row]);
    }
}

/* One more item of a list that grows; NULL when memory runs out. */
static void *add_item(yp_network *n, void **items, size_t *count, size_t *room, size_t size)
{
    if (*count == *room) {
        const size_t more = *room ? 2 * *room : 8;
        void *larger = yp_network_take(n, more, size);
        if (!larger) return NULL;
        if (*count) memcpy(larger, *items, *count * size);
        *items = larger;
        *room = more;
    }
    return (char *)*items + size * (*count)++;
}

yp_net_column *yp_network_add_column(yp_network *n, yp_list list, const char *name)
{
    yp_net_table *table = &n->tables[list];
    void *items = table->columns;
    yp_net_column *column =
        add_item(n, &items, &table->column_count, &table->column_room, sizeof *table->columns);
    table->columns = items;
    if (column) *column = (yp_net_column){ .name = yp_network_keep(n, name, strlen(name)) };
    return column;
}

yp_net_series *yp_network_add_series(yp_network *n, yp_list list, const char *attribute)
{
    yp_net_table *table = &n->tables[list];
    void *items = table->series;
    yp_net_series *series =
        add_item(n, &items, &table->series_count, &table->series_room, sizeof *table->series);
    table->series = items;
    if (series) *series = (yp_net_series){ .attribute = yp_network_keep(n, attribute, strlen(attribute)) };
    return series;
}

void yp_network_take_now(yp_network *n)
{
    const char **names = yp_network_take(n, 1, sizeof *names);
    double *hours = yp_network_take(n, 1, sizeof *hours);
    if (!names || !hours) return;
    names[0] = "now";
    hours[0] = 1;
    n->snapshot_count = 1;
    n->snapshots = names;
    n->objective = n->stores = n->generators = hours;
}

/* Weights that a program can work with. */
static void check_weights(yp_network *n)
{
    const double *const weights[] = { n->objective, n->stores, n->generators };
    static const char *const names[] = { "objective", "stores", "generators" };
    for (size_t k = 0; k < 3; k++)
        for (size_t s = 0; s < n->snapshot_count; s++) {
            if (isfinite(weights[k][s]) && weights[k][s] >= 0) continue;
            yp_network_error(n, (yp_spot){ n->shown, 0, 0 },
                             "snapshots: the weighting '%s' of snapshot %zu is %g: expected hours, 0 or more",
                             names[k], s, weights[k][s]);
            break;
        }
}

/* With periods every snapshot lies in one. */
static void check_periods(yp_network *n)
{
    if (n->period_count > 0 && !n->period_of)
        yp_network_error(n, (yp_spot){ n->shown, 0, 0 },
                         "there are %zu investment periods, but snapshots have no period", n->period_count);
}

/* A series speaks of components that are there. */
static void check_series(yp_network *n)
{
    for (yp_list list = 0; list < YP_LIST_COUNT; list++)
        for (size_t k = 0; k < n->tables[list].series_count; k++) {
            yp_net_series *series = &n->tables[list].series[k];
            series->places = yp_map_new(n->arena);
            if (!series->places) n->no_memory = true;
            for (size_t i = 0; i < series->count && !n->no_memory; i++) {
                const char *name = series->names[i];
                yp_map_add(series->places, name, strlen(name), (uint32_t)i, &n->no_memory);
                if (n->tables[list].rows && yp_map_find(n->tables[list].rows, name, strlen(name)) != YP_NONE)
                    continue;
                yp_network_error(n, (yp_spot){ n->shown, 0, 0 },
                                 "%s: the series of %s name '%s', which is not there", yp_list_text(list),
                                 series->attribute, name);
            }
        }
}

static yp_status read_network(const char *path, size_t scenario, bool keeps_all, yp_diag *diag, yp_network *n)
{
    struct stat about;
    *n = (yp_network){ .diag = diag,
                       .arena = yp_arena_new(NULL),
                       .shown = path,
                       .name = "",
                       .keeps_all = keeps_all,
                       .scenario = scenario,
                       .reported = NAN };
    if (!n->arena) return YP_NO_MEMORY;
    const bool is_folder = stat(path, &about) == 0 && S_ISDIR(about.st_mode);
    yp_status status = is_folder ? yp_network_read_folder(path, n) : yp_network_read_netcdf(path, n);
    if (status == YP_OK && !n->no_memory) {
        check_weights(n);
        check_periods(n);
        check_series(n);
    }
    if (n->no_memory) return YP_NO_MEMORY;
    return status == YP_OK && n->error_count > 0 ? YP_BAD_INPUT : status;
}

yp_status yp_network_read(const char *path, size_t scenario, yp_diag *diag, yp_network *n)
{
    return read_network(path, scenario, false, diag, n);
}

yp_status yp_network_read_all(const char *path, yp_diag *diag, yp_network *n)
{
    return read_network(path, 0, true, diag, n);
}

void yp_network_close(yp_network *n)
{
    yp_arena_free(n->arena);
    n->arena = NULL;
}
