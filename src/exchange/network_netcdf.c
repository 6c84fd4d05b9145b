/* A netCDF file. */
#include "exchange/network.h"

#include "case/case.h"
#include "table/netcdf.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_ROOM = 320 };

/* A file being read. */
typedef struct {
    yp_network *n;
    yp_netcdf *file;
} reader;

static yp_spot whole(const reader *r)
{
    return (yp_spot){ r->n->shown, 0, 0 };
}

/* Texts of a variable, kept; NULL: told. */
static const char *const *texts_of(const reader *r, const char *variable, size_t expected)
{
    char **texts = NULL;
    size_t count = 0;
    yp_status status = yp_netcdf_get_texts(r->file, variable, &texts, &count);
    if (status == YP_NO_MEMORY) r->n->no_memory = true;
    if (status != YP_OK) return r->n->error_count++, NULL;
    const char **kept = yp_network_take(r->n, count, sizeof *kept);
    for (size_t i = 0; kept && i < count; i++) kept[i] = yp_network_keep(r->n, texts[i], strlen(texts[i]));
    free(texts);
    if (count == expected) return kept;
    yp_network_error(r->n, whole(r), "variable '%s' has %zu values: expected %zu", variable, count, expected);
    return NULL;
}

static const double *numbers_of(const reader *r, const char *variable, size_t expected)
{
    double *numbers = NULL;
    size_t count = 0;
    yp_status status = yp_netcdf_get_numbers(r->file, variable, &numbers, &count);
    if (status == YP_NO_MEMORY) r->n->no_memory = true;
    if (status != YP_OK) return r->n->error_count++, NULL;
    double *kept = count == expected ? yp_network_take(r->n, count, sizeof *kept) : NULL;
    if (kept && count) memcpy(kept, numbers, count * sizeof *kept);
    free(numbers);
    if (count != expected)
        yp_network_error(r->n, whole(r), "variable '%s' has %zu values: expected %zu", variable, count,
                         expected);
    return kept;
}

/* ---- snapshots ---- */

/* "hours since 2015-01-01 00:00:00" and a number of them as a stamp; what is not understood stays a number.
 */
static const char *stamp_of(yp_network *n, const char *units, double number)
{
    static const struct {
        const char *word;
        double hours;
    } known[] = { { "days", 24 }, { "hours", 1 }, { "minutes", 1.0 / 60 }, { "seconds", 1.0 / 3600 } };
    yp_time time = { 0 };
    char word[16], text[128];
    /* NOLINTNEXTLINE(cert-err34-c): widths bound every number */
    const int found = units ? sscanf(units, "%15s since %4d-%2d-%2d%*1[ T]%2d:%2d", word, &time.year,
                                     &time.month, &time.day, &time.hour, &time.minute)
                            : 0;
    snprintf(text, sizeof text, "%.15g", number);
    for (size_t k = 0; found >= 4 && k < sizeof known / sizeof *known; k++) {
        const bool is_whole = number >= 0 && number < 1e8 && number == floor(number);
        int year, month, day, minute;
        const bool is_date = time.year >= 1 && time.year <= 9000 && time.month >= 1 && time.month <= 12 &&
                             time.day >= 1 && time.day <= 31 && time.hour >= 0 && time.hour < 24 &&
                             time.minute >= 0 && time.minute < 60;
        if (strcmp(word, known[k].word) != 0 || !is_whole || !is_date) continue;
        time.step_hours = known[k].hours;
        yp_time_date(&time, (size_t)number, &year, &month, &day, &minute);
        snprintf(text, sizeof text, "%04d-%02d-%02d %02d:%02d:00", year, month, day, minute / 60,
                 minute % 60);
    }
    return yp_network_keep(n, text, strlen(text));
}

static const char *const *names_of_snapshots(const reader *r, size_t count)
{
    const char *variable = "snapshots_snapshot";
    if (yp_netcdf_is_on(r->file, "snapshots_timestep", "snapshots", NULL)) variable = "snapshots_timestep";
    if (!yp_netcdf_is_on(r->file, variable, "snapshots", NULL)) variable = "snapshots";
    if (yp_netcdf_is_text(r->file, variable)) return texts_of(r, variable, count);
    const double *numbers = numbers_of(r, variable, count);
    const char **names = yp_network_take(r->n, count, sizeof *names);
    char *units = yp_netcdf_attribute(r->file, variable, "units");
    for (size_t s = 0; numbers && names && s < count; s++) names[s] = stamp_of(r->n, units, numbers[s]);
    free(units);
    return numbers ? names : NULL;
}

static const double *weighting(const reader *r, const char *name, size_t count)
{
    char variable[NAME_ROOM];
    snprintf(variable, sizeof variable, "snapshots_%s", name);
    if (!yp_netcdf_is_on(r->file, variable, "snapshots", NULL))
        snprintf(variable, sizeof variable, "snapshots_weightings");
    if (yp_netcdf_is_on(r->file, variable, "snapshots", NULL)) return numbers_of(r, variable, count);
    double *ones = yp_network_take(r->n, count, sizeof *ones);
    for (size_t s = 0; ones && s < count; s++) ones[s] = 1;
    return ones;
}

/* What the weighting of each period is; 1 where the file does not say. */
static const double *period_weighting(const reader *r, const char *variable, size_t count)
{
    if (yp_netcdf_is_on(r->file, variable, "investment_periods", NULL)) return numbers_of(r, variable, count);
    double *ones = yp_network_take(r->n, count, sizeof *ones);
    for (size_t p = 0; ones && p < count; p++) ones[p] = 1;
    return ones;
}

/* The periods of the file, then those that its snapshots lie in. */
static void read_periods(const reader *r)
{
    const size_t count = yp_netcdf_dimension(r->file, "investment_periods");
    if (count != SIZE_MAX && count > 0)
        yp_network_list_periods(r->n, numbers_of(r, "investment_periods", count),
                                period_weighting(r, "investment_periods_objective", count),
                                period_weighting(r, "investment_periods_years", count), count);
    if (yp_netcdf_is_on(r->file, "snapshots_period", "snapshots", NULL))
        yp_network_take_periods(r->n, numbers_of(r, "snapshots_period", r->n->snapshot_count));
}

static void read_snapshots(const reader *r)
{
    yp_network *n = r->n;
    const size_t count = yp_netcdf_dimension(r->file, "snapshots");
    if (count == SIZE_MAX) {
        yp_network_take_now(n);
        return;
    }
    if (count == 0) yp_network_error(n, whole(r), "dimension 'snapshots' is empty: expected one at least");
    n->snapshot_count = count;
    n->snapshots = names_of_snapshots(r, count);
    n->objective = weighting(r, "objective", count);
    n->stores = weighting(r, "stores", count);
    n->generators = weighting(r, "generators", count);
    read_periods(r);
}

/* ---- tables ---- */

static void read_names(const reader *r, yp_list list)
{
    char variable[NAME_ROOM];
    snprintf(variable, sizeof variable, "%s_i", yp_list_text(list));
    const size_t count = yp_netcdf_dimension(r->file, variable);
    if (count == SIZE_MAX) return;
    const char *const *names = texts_of(r, variable, count);
    if (names) yp_network_claim(r->n, list, names, count);
}

/* Does a variable say something for each scenario: (…, scenario, …) in place of (…, …)? */
static bool has_scenarios(const reader *r, const char *variable, const char *before, const char *after)
{
    const char *const dims[] = { before, "scenario", after };
    if (r->n->scenario_count == 0) return false;
    return yp_netcdf_lies_on(r->file, variable, before ? dims : dims + 1, before ? 3 : 2);
}

static void read_column(const reader *r, yp_list list, const char *variable, const char *attribute)
{
    char dimension[NAME_ROOM];
    snprintf(dimension, sizeof dimension, "%s_i", yp_list_text(list));
    const bool by_scenario = has_scenarios(r, variable, NULL, dimension);
    if (!by_scenario && !yp_netcdf_is_on(r->file, variable, dimension, NULL)) {
        yp_network_error(r->n, whole(r), "variable '%s' lies on other dimensions: expected '%s'", variable,
                         dimension);
        return;
    }
    const size_t count = r->n->tables[list].count;
    yp_net_column column = { .name = attribute, .is_flag = yp_netcdf_is_flag(r->file, variable) };
    const size_t all = by_scenario ? count * r->n->scenario_count : count;
    if (yp_netcdf_is_text(r->file, variable))
        column.texts = texts_of(r, variable, all);
    else
        column.numbers = numbers_of(r, variable, all);
    if (!column.texts && !column.numbers) return;
    if (by_scenario && column.texts) column.texts += r->n->scenario * count;
    if (by_scenario && column.numbers) column.numbers += r->n->scenario * count;
    yp_net_column *added = yp_network_add_column(r->n, list, attribute);
    if (!added) return;
    column.name = added->name;
    *added = column;
}

static void read_series(const reader *r, yp_list list, const char *variable, const char *attribute)
{
    char names[NAME_ROOM];
    const yp_attribute *known = yp_attribute_of(list, attribute);
    if (!r->n->keeps_all && (!known || known->use == YP_USE_NOTHING)) return; /* means nothing here */
    snprintf(names, sizeof names, "%s_i", variable);
    const size_t count = yp_netcdf_dimension(r->file, names), snapshots = r->n->snapshot_count;
    const bool by_scenario = has_scenarios(r, variable, "snapshots", names);
    if (count == SIZE_MAX || (!by_scenario && !yp_netcdf_is_on(r->file, variable, "snapshots", names))) {
        yp_network_error(r->n, whole(r),
                         "variable '%s' lies on other dimensions: expected snapshots and '%s'", variable,
                         names);
        return;
    }
    const char *const *components = texts_of(r, names, count);
    const size_t wide = by_scenario ? count * r->n->scenario_count : count;
    const double *matrix = numbers_of(r, variable, wide * snapshots);
    const size_t first = by_scenario ? r->n->scenario * count : 0;
    double *values = yp_network_take(r->n, count * snapshots, sizeof *values);
    yp_net_series *series =
        components && matrix && values ? yp_network_add_series(r->n, list, attribute) : NULL;
    if (!series) return;
    for (size_t s = 0; s < snapshots; s++)
        for (size_t i = 0; i < count; i++) values[i * snapshots + s] = matrix[s * wide + first + i];
    series->names = components;
    series->count = count;
    series->values = values;
}

/* breakpoint × component × (breakpoints, attribute) */
static void read_curves(const reader *r, yp_list list, const char *variable, const char *attribute)
{
    char names[NAME_ROOM], kinds[NAME_ROOM];
    snprintf(names, sizeof names, "%s_i", variable);
    snprintf(kinds, sizeof kinds, "%s_attr_i", variable);
    const size_t count = yp_netcdf_dimension(r->file, names),
                 points = yp_netcdf_dimension(r->file, "breakpoint");
    if (count == SIZE_MAX || points == SIZE_MAX || yp_netcdf_dimension(r->file, kinds) != 2) {
        yp_network_error(r->n, whole(r),
                         "variable '%s' lies on other dimensions: expected breakpoint, '%s', '%s'", variable,
                         names, kinds);
        return;
    }
    const char *const *components = texts_of(r, names, count), *const *which = texts_of(r, kinds, 2);
    const double *matrix = numbers_of(r, variable, points * count * 2);
    const char *kept = yp_network_keep(r->n, attribute, strlen(attribute));
    if (!components || !which || !matrix) return;
    const size_t of_y = strcmp(which[1], attribute) == 0;
    for (size_t i = 0; i < count; i++) {
        double *x = yp_network_take(r->n, points, sizeof *x), *y = yp_network_take(r->n, points, sizeof *y);
        for (size_t k = 0; x && y && k < points; k++) {
            x[k] = matrix[(k * count + i) * 2 + !of_y];
            y[k] = matrix[(k * count + i) * 2 + of_y];
        }
        if (x && y) yp_network_add_curve(r->n, list, kept, components[i], points, x, y);
    }
}

static bool ends_with(const char *text, const char *end)
{
    const size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* `list_attribute`, `list_t_attribute` or `list_pw_attribute`. */
static void read_variable(const reader *r, const char *variable)
{
    const yp_list list = yp_list_of(variable);
    if (list == YP_LIST_COUNT || !r->n->tables[list].rows) return;
    const char *rest = variable + strlen(yp_list_text(list));
    if (*rest != '_' || strcmp(rest, "_i") == 0) return;
    rest++;
    if (strncmp(rest, "pw_", 3) == 0) {
        if (!ends_with(rest, "_i")) read_curves(r, list, variable, rest + 3);
    } else if (strncmp(rest, "t_", 2) == 0) {
        if (!ends_with(rest, "_i")) read_series(r, list, variable, rest + 2);
    } else {
        read_column(r, list, variable, rest);
    }
}

static void refuse_dimensions(const reader *r)
{
    const size_t periods = yp_netcdf_dimension(r->file, "investment_periods");
    if (periods != SIZE_MAX && periods > 0 && yp_netcdf_dimension(r->file, "scenario") != SIZE_MAX)
        yp_network_error(r->n, whole(r), "scenarios beside investment periods are not supported yet");
    if (yp_netcdf_dimension(r->file, "buses_i") == SIZE_MAX)
        yp_network_error(r->n, whole(r), "dimension 'buses_i' is missing: expected a network");
}

/* A text attribute of the file, kept; NULL: none. */
static const char *text_of_file(const reader *r, const char *name)
{
    char *text = yp_netcdf_attribute(r->file, NULL, name);
    const char *kept = text ? yp_network_keep(r->n, text, strlen(text)) : NULL;
    free(text);
    return kept;
}

/* Names and probabilities. */
static void read_scenarios(const reader *r)
{
    yp_network *n = r->n;
    const size_t count = yp_netcdf_dimension(r->file, "scenario");
    if (count == SIZE_MAX || count == 0) return;
    if (n->keeps_all) {
        yp_network_error(n, whole(r), "networks with scenarios cannot be written again yet");
        return;
    }
    n->scenarios = texts_of(r, "scenario", count);
    n->scenario_weights = numbers_of(r, "scenario_weight", count);
    if (n->scenarios && n->scenario_weights) n->scenario_count = count;
    if (n->scenario >= count) yp_network_error(n, whole(r), "the scenarios are fewer than they were");
}

static yp_status read_all(const reader *r)
{
    char **variables = NULL;
    size_t count = 0;
    char *name = yp_netcdf_attribute(r->file, NULL, "network_name");
    if (name) r->n->name = yp_network_keep(r->n, name, strlen(name));
    free(name);
    r->n->meta = text_of_file(r, "meta");
    r->n->crs = text_of_file(r, "crs");
    refuse_dimensions(r);
    read_scenarios(r);
    if (r->n->error_count > 0) return YP_BAD_INPUT;
    read_snapshots(r);
    for (yp_list list = 0; list < YP_LIST_COUNT; list++) read_names(r, list);
    yp_status status = yp_netcdf_list(r->file, &variables, &count);
    for (size_t v = 0; status == YP_OK && v < count && !r->n->no_memory; v++) read_variable(r, variables[v]);
    free(variables);
    return status;
}

yp_status yp_network_read_netcdf(const char *path, yp_network *n)
{
    reader r = { .n = n };
    yp_status status = yp_netcdf_open(path, n->shown, n->diag, &r.file);
    if (status != YP_OK) return status;
    status = read_all(&r);
    yp_netcdf_close(r.file);
    return status;
}
