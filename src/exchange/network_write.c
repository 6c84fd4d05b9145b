#include "exchange/network_write.h"

#include "table/netcdf.h"
#include "table/number.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { NAME_ROOM = 320, DEFLATION = 4 };

/* A file being written; what fails first is remembered. */
typedef struct {
    const yp_network *n;
    yp_netcdf *file;
    yp_diag *diag;
    yp_status status;
} writer;

static void note(writer *w, yp_status status)
{
    if (w->status == YP_OK) w->status = status;
}

/* A name of a variable or dimension that netCDF takes; told where it does not. */
static bool make_name(writer *w, char *name, const char *list, const char *between, const char *attribute)
{
    const int length = snprintf(name, NAME_ROOM, "%s%s%s", list, between, attribute);
    const bool is_fit = length > 0 && length < 250 && !strchr(name, '/');
    if (!is_fit)
        yp_diag_warning(w->diag, (yp_spot){ w->n->shown, 0, 0 },
                        "%s: the attribute '%.60s' cannot be named in netCDF and is left out", list,
                        attribute);
    return is_fit;
}

/* ---- snapshots ---- */

/* Minutes since 1970 of "2015-01-01 03:00:00"; false for anything else. */
static bool parse_stamp(const char *text, long long *minutes)
{
    struct tm t = { 0 };
    int seconds = 0, end = 0;
    /* NOLINTNEXTLINE(cert-err34-c): widths bound every number */
    const int found = sscanf(text, "%4d-%2d-%2d%*1[ T]%2d:%2d%n:%2d%n", &t.tm_year, &t.tm_mon, &t.tm_mday,
                             &t.tm_hour, &t.tm_min, &end, &seconds, &end);
    const bool is_stamp = found >= 5 && text[end] == '\0' && seconds == 0 && t.tm_year >= 1678 &&
                          t.tm_year <= 2261 && t.tm_mon >= 1 && t.tm_mon <= 12 && t.tm_mday >= 1 &&
                          t.tm_mday <= 31;
    t.tm_year -= 1900;
    t.tm_mon -= 1;
    if (is_stamp) *minutes = (long long)timegm(&t) / 60;
    return is_stamp;
}

static bool parse_stamps(const yp_network *n, double *minutes)
{
    for (size_t s = 0; s < n->snapshot_count; s++) {
        long long at;
        if (!parse_stamp(n->snapshots[s], &at)) return false;
        minutes[s] = (double)at;
    }
    return true;
}

static bool parse_numbers(const yp_network *n, double *numbers)
{
    for (size_t s = 0; s < n->snapshot_count; s++)
        if (!yp_number_parse(n->snapshots[s], strlen(n->snapshots[s]), &numbers[s]) ||
            numbers[s] != floor(numbers[s]) || fabs(numbers[s]) > 1e9)
            return false;
    return true;
}

static void put_whole(writer *w, const char *name, const double *numbers, const char *units)
{
    int *whole = malloc((w->n->snapshot_count + 1) * sizeof *whole);
    for (size_t s = 0; whole && s < w->n->snapshot_count; s++) whole[s] = (int)numbers[s];
    note(w, whole ? yp_netcdf_put_integers(w->file, name, "snapshots", units, NULL, whole) : YP_NO_MEMORY);
    free(whole);
}

/* Stamps as minutes since the first, whole numbers as such, else texts. */
static void put_snapshots(writer *w)
{
    static const char name[] = "snapshots_snapshot";
    const yp_network *n = w->n;
    double *numbers = calloc(n->snapshot_count + 1, sizeof *numbers);
    char units[64];
    if (!numbers) {
        note(w, YP_NO_MEMORY);
        return;
    }
    for (size_t s = 0; s < n->snapshot_count; s++) numbers[s] = (double)s;
    put_whole(w, "snapshots", numbers, NULL);
    if (parse_stamps(n, numbers)) {
        const double first = numbers[0];
        const time_t origin = (time_t)(first * 60);
        struct tm date;
        gmtime_r(&origin, &date);
        strftime(units, sizeof units, "minutes since %Y-%m-%d %H:%M:00", &date);
        for (size_t s = 0; s < n->snapshot_count; s++) numbers[s] -= first;
        put_whole(w, name, numbers, units);
        note(w, yp_netcdf_put_attribute(w->file, name, "calendar", "proleptic_gregorian"));
    } else if (parse_numbers(n, numbers)) {
        put_whole(w, name, numbers, NULL);
    } else {
        note(w, yp_netcdf_put_texts(w->file, name, "snapshots", NULL, n->snapshots));
    }
    free(numbers);
    note(w, yp_netcdf_put_numbers(w->file, "snapshots_objective", "snapshots", NULL, NULL, NULL, 0,
                                  n->objective));
    note(w, yp_netcdf_put_numbers(w->file, "snapshots_stores", "snapshots", NULL, NULL, NULL, 0, n->stores));
    note(w, yp_netcdf_put_numbers(w->file, "snapshots_generators", "snapshots", NULL, NULL, NULL, 0,
                                  n->generators));
}

/* ---- tables ---- */

/* Attributes that are texts whatever they look like. */
static bool is_text_attribute(const char *name)
{
    static const char *const texts[] = { "bus",      "carrier",   "type",      "unit",
                                         "location", "control",   "generator", "sub_network",
                                         "color",    "nice_name", "slack_bus", "carrier_attribute",
                                         "sense",    "model",     "country" };
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
        if (strcmp(texts[k], name) == 0) return true;
    return yp_port_number(name, "bus") != SIZE_MAX;
}

static bool parse_flag(const char *text, double *flag)
{
    const bool yes = strcmp(text, "True") == 0 || strcmp(text, "true") == 0;
    *flag = yes;
    return yes || strcmp(text, "False") == 0 || strcmp(text, "false") == 0;
}

static bool parse_number(const char *text, double *number)
{
    *number = NAN;
    return !*text || strcmp(text, "nan") == 0 || strcmp(text, "NaN") == 0 ||
           yp_number_parse(text, strlen(text), number);
}

static bool parse_all(const yp_net_column *column, size_t count, bool (*parse)(const char *, double *),
                      double *out)
{
    for (size_t row = 0; row < count; row++)
        if (!parse(column->texts[row], &out[row])) return false;
    return true;
}

static void put_texts_as_they_are(writer *w, const char *name, const char *dimension,
                                  const yp_net_column *column, size_t count)
{
    double *parsed = calloc(count + 1, sizeof *parsed);
    const bool is_free = !is_text_attribute(column->name);
    if (!parsed)
        note(w, YP_NO_MEMORY);
    else if (is_free && parse_all(column, count, parse_flag, parsed))
        note(w, yp_netcdf_put_flags(w->file, name, dimension, count, parsed));
    else if (is_free && parse_all(column, count, parse_number, parsed))
        note(w, yp_netcdf_put_numbers(w->file, name, dimension, NULL, NULL, NULL, 0, parsed));
    else
        note(w, yp_netcdf_put_texts(w->file, name, dimension, NULL, column->texts));
    free(parsed);
}

static void put_column(writer *w, yp_list list, const yp_net_column *column, const char *dimension)
{
    char name[NAME_ROOM];
    const size_t count = w->n->tables[list].count;
    if (!*column->name || !make_name(w, name, yp_list_text(list), "_", column->name)) return;
    if (column->texts)
        put_texts_as_they_are(w, name, dimension, column, count);
    else if (column->is_flag)
        note(w, yp_netcdf_put_flags(w->file, name, dimension, count, column->numbers));
    else
        note(w, yp_netcdf_put_numbers(w->file, name, dimension, NULL, NULL, NULL, 0, column->numbers));
}

/* Snapshots outermost, as PyPSA has them. */
static void put_series(writer *w, yp_list list, const yp_net_series *series)
{
    char name[NAME_ROOM], names[NAME_ROOM];
    const size_t snapshots = w->n->snapshot_count, count = series->count;
    if (count == 0 || !make_name(w, name, yp_list_text(list), "_t_", series->attribute)) return;
    double *matrix = calloc(count * snapshots + 1, sizeof *matrix);
    if (!matrix || !make_name(w, names, name, "_i", "")) {
        free(matrix);
        note(w, YP_NO_MEMORY);
        return;
    }
    for (size_t i = 0; i < count; i++)
        for (size_t s = 0; s < snapshots; s++) matrix[s * count + i] = series->values[i * snapshots + s];
    note(w, yp_netcdf_add_dimension(w->file, names, count));
    note(w, yp_netcdf_put_texts(w->file, names, names, NULL, series->names));
    note(w, yp_netcdf_put_numbers(w->file, name, "snapshots", names, NULL, NULL, DEFLATION, matrix));
    free(matrix);
}

static void put_list(writer *w, yp_list list)
{
    const yp_net_table *table = &w->n->tables[list];
    char dimension[NAME_ROOM];
    if (table->count == 0) return;
    snprintf(dimension, sizeof dimension, "%s_i", yp_list_text(list));
    note(w, yp_netcdf_add_dimension(w->file, dimension, table->count));
    note(w, yp_netcdf_put_texts(w->file, dimension, dimension, NULL, table->names));
    for (size_t k = 0; k < table->column_count; k++) put_column(w, list, &table->columns[k], dimension);
    for (size_t k = 0; k < table->series_count; k++) put_series(w, list, &table->series[k]);
}

static void put_head(writer *w)
{
    const yp_network *n = w->n;
    note(w, yp_netcdf_put_attribute(w->file, NULL, "network_name", n->name));
    note(w, yp_netcdf_put_attribute(w->file, NULL, "network_pypsa_version", "1.3.0"));
    note(w, yp_netcdf_put_attribute(w->file, NULL, "network_now", "now"));
    note(w, yp_netcdf_put_number(w->file, "network_srid", 4326, true));
    note(w, yp_netcdf_put_number(w->file, "network__multi_invest", 0, true));
    note(w, yp_netcdf_put_number(w->file, "network__linearized_uc", 0, true));
    if (!isnan(n->reported)) {
        note(w, yp_netcdf_put_number(w->file, "network__objective", n->reported, false));
        note(w, yp_netcdf_put_number(w->file, "network__objective_constant", n->constant, false));
    }
    note(w, yp_netcdf_put_attribute(w->file, NULL, "meta", n->meta ? n->meta : "{}"));
    if (n->crs) note(w, yp_netcdf_put_attribute(w->file, NULL, "crs", n->crs));
}

yp_status yp_network_write(const yp_network *n, const char *path, yp_diag *diag)
{
    writer w = { .n = n, .diag = diag };
    yp_status status = access(path, F_OK) == 0 ? YP_IO : yp_netcdf_create(path, &w.file);
    if (status != YP_OK) {
        yp_diag_error(diag, (yp_spot){ path, 0, 0 }, "cannot be written: %s",
                      access(path, F_OK) == 0 ? "it is there already" : strerror(errno));
        return status;
    }
    put_head(&w);
    note(&w, yp_netcdf_add_dimension(w.file, "snapshots", n->snapshot_count));
    put_snapshots(&w);
    for (yp_list list = 0; list < YP_LIST_COUNT && w.status == YP_OK; list++) put_list(&w, list);
    note(&w, yp_netcdf_close(w.file));
    if (w.status == YP_IO)
        yp_diag_error(diag, (yp_spot){ path, 0, 0 }, "could not be written: is the disk full?");
    if (w.status != YP_OK) unlink(path);
    return w.status;
}

/* ---- results ---- */

double *yp_network_result_column(yp_network *n, yp_list list, const char *name)
{
    yp_net_table *table = &n->tables[list];
    yp_net_column *column = NULL;
    for (size_t k = 0; k < table->column_count; k++)
        if (strcmp(table->columns[k].name, name) == 0) column = &table->columns[k];
    if (!column) column = yp_network_add_column(n, list, name);
    double *numbers = yp_network_take(n, table->count, sizeof *numbers);
    if (!column || !numbers) return NULL;
    column->texts = NULL;
    column->numbers = numbers;
    column->is_flag = false;
    return numbers;
}

double *yp_network_result_series(yp_network *n, yp_list list, const char *attribute)
{
    yp_net_table *table = &n->tables[list];
    yp_net_series *series = NULL;
    for (size_t k = 0; k < table->series_count; k++)
        if (strcmp(table->series[k].attribute, attribute) == 0) series = &table->series[k];
    if (!series) series = yp_network_add_series(n, list, attribute);
    double *values = yp_network_take(n, table->count * n->snapshot_count, sizeof *values);
    if (!series || !values) return NULL;
    series->names = table->names;
    series->count = table->count;
    series->places = table->rows;
    series->values = values;
    return values;
}

double *yp_network_result_row(yp_network *n, yp_list list, size_t row, const char *attribute)
{
    const yp_net_table *table = &n->tables[list];
    for (size_t k = 0; k < table->series_count; k++)
        if (strcmp(table->series[k].attribute, attribute) ==
            0) /* memory of ours, for readers only constant */
            return (double *)(uintptr_t)table->series[k].values + row * n->snapshot_count;
    return NULL;
}
