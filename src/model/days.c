#include "model/days.h"

#include "model/calendar.h"

#include <stdlib.h>
#include <string.h>

/* The days as points: [day_count][point_size], and what the extremes are judged by. */
typedef struct {
    size_t day_count, hours, series_count;
    double *weight;         /* [series_count] power moved per unit of series */
    double *distance;       /* [day_count][day_count] */
    double *net_load, *sun; /* [day_count] highest net load, mean power of wind and sun */
    int *month;             /* [day_count] */
    yp_kept_day *kept;      /* [day_count] */
} day_set;

/* What a value is at a snapshot; where it differs by stochastic scenario, what is expected. */
static double value_at(const yp_case *c, yp_value value, size_t snapshot)
{
    if (value.series == YP_NONE || value.scale == 0) return value.offset;
    const yp_series *series = &c->series[value.series];
    double number = series->branches ? 0 : series->values[snapshot];
    for (size_t s = 0; series->branches && s < c->branch_count; s++)
        number += c->branches[s].probability * value_at(c, series->branches[s], snapshot);
    return value.offset + value.scale * number;
}

static bool varies_within_days(const yp_case *c, yp_value value, const day_set *set)
{
    for (size_t d = 0; d < set->day_count; d++)
        for (size_t h = 1; h < set->hours; h++)
            if (value_at(c, value, d * set->hours + h) != value_at(c, value, d * set->hours)) return true;
    return false;
}

/* The series of all scenarios count, each as much as it is likely. */
static void add_weight(const yp_case *c, day_set *set, yp_value value, double power)
{
    if (value.series == YP_NONE || !isfinite(power)) return;
    const yp_value *branches = c->series[value.series].branches;
    if (!branches) set->weight[value.series] += fabs(value.scale * power);
    for (size_t s = 0; branches && s < c->branch_count; s++)
        add_weight(c, set, branches[s], value.scale * power * c->branches[s].probability);
}

/* Power that follows each series, so that a large wind fleet counts for more than a small one. */
static void weigh_series(const yp_case *c, day_set *set)
{
    for (size_t i = 0; i < c->component_count; i++) {
        const yp_component *x = &c->components[i];
        if (x->is_stock) continue;
        double room = x->capacity + (isfinite(x->build_maximum) ? x->build_maximum : 0);
        add_weight(c, set, x->quantity, 1);
        add_weight(c, set, x->fixed, 1);
        add_weight(c, set, x->inflow, 1);
        add_weight(c, set, x->availability, room);
        add_weight(c, set, x->minimum, room);
    }
    size_t length = c->time.weight_file ? strlen(c->time.weight_file) : 0;
    for (size_t s = 0; s < c->series_count; s++) {
        const char *name = c->series[s].name;
        if (length && (strncmp(name, c->time.weight_file, length) != 0 || name[length] != ':'))
            set->weight[s] = 0;
    }
}

/* Demand less what wind and sun could give: supplies whose availability changes within days. */
static void judge_extremes(const yp_case *c, day_set *set, double *hourly, double *variable)
{
    size_t hours = set->day_count * set->hours;
    for (size_t i = 0; i < c->component_count; i++) {
        const yp_component *x = &c->components[i];
        bool is_demand = x->table == YP_DEMAND && !x->is_stock && x->quantity.series != YP_NONE;
        bool is_variable = x->table == YP_SUPPLY && x->availability.series != YP_NONE &&
                           isfinite(x->capacity) && varies_within_days(c, x->availability, set);
        if (!is_demand && !is_variable) continue;
        yp_value value = is_demand ? x->quantity : x->availability;
        double factor = is_demand ? 1 : -(x->capacity + (isfinite(x->build_maximum) ? x->build_maximum : 0));
        for (size_t h = 0; h < hours; h++) {
            double power = factor * value_at(c, value, h);
            hourly[h] += power;
            if (is_variable) variable[h] -= power;
        }
    }
    for (size_t d = 0; d < set->day_count; d++) {
        set->net_load[d] = -INFINITY;
        for (size_t h = d * set->hours; h < (d + 1) * set->hours; h++) {
            if (hourly[h] > set->net_load[d]) set->net_load[d] = hourly[h];
            set->sun[d] += variable[h] / (double)set->hours;
        }
    }
}

static void measure_distances(const yp_case *c, day_set *set)
{
    size_t n = set->day_count, hours = set->hours;
    for (size_t s = 0; s < c->series_count; s++) {
        double weight = set->weight[s];
        const double *values = c->series[s].values;
        if (!(weight > 0)) continue;
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < i; j++) {
                double sum = 0;
                for (size_t h = 0; h < hours; h++) {
                    double difference = values[i * hours + h] - values[j * hours + h];
                    if (!isnan(difference)) sum += difference * difference;
                }
                set->distance[i * n + j] += weight * weight * sum;
            }
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++) set->distance[j * n + i] = set->distance[i * n + j];
}

static yp_status fill_day_set(const yp_case *c, yp_arena *arena, day_set *set)
{
    size_t n = set->day_count;
    double *hourly = yp_arena_take(arena, n * set->hours, sizeof *hourly);
    double *variable = yp_arena_take(arena, n * set->hours, sizeof *variable);
    set->series_count = c->series_count;
    set->weight = yp_arena_take(arena, c->series_count, sizeof *set->weight);
    set->distance = yp_arena_take(arena, n * n, sizeof *set->distance);
    set->net_load = yp_arena_take(arena, n, sizeof *set->net_load);
    set->sun = yp_arena_take(arena, n, sizeof *set->sun);
    set->month = yp_arena_take(arena, n, sizeof *set->month);
    set->kept = yp_arena_take(arena, n, sizeof *set->kept);
    if (!hourly || !variable || !set->weight || !set->distance || !set->net_load || !set->sun ||
        !set->month || !set->kept)
        return YP_NO_MEMORY;
    for (size_t d = 0; d < n; d++) set->month[d] = yp_date_after(&c->time, (double)d * 24).month;
    weigh_series(c, set);
    judge_extremes(c, set, hourly, variable);
    measure_distances(c, set);
    return YP_OK;
}

/* Squared distance of a day from a medoid; months are kept apart where asked, extreme days always. */
static double apart(const day_set *set, const yp_time *time, size_t i, size_t j)
{
    if (i != j && (set->kept[i] || set->kept[j])) return INFINITY;
    if (time->within_month && set->month[i] != set->month[j]) return INFINITY;
    return set->distance[i * set->day_count + j];
}

static double cost_of(const day_set *set, const yp_time *time, const uint32_t *medoids, size_t count)
{
    double cost = 0;
    for (size_t d = 0; d < set->day_count; d++) {
        double nearest = INFINITY;
        for (size_t k = 0; k < count; k++) nearest = fmin(nearest, apart(set, time, d, medoids[k]));
        cost += isfinite(nearest) ? nearest : 1e30; /* a month that has no day yet */
    }
    return cost;
}

static bool is_among(const uint32_t *medoids, size_t count, size_t day)
{
    for (size_t k = 0; k < count; k++)
        if (medoids[k] == day) return true;
    return false;
}

/* Try every day in place k; keeps the best. @return the cost with it */
static double best_for_place(const day_set *set, const yp_time *time, uint32_t *medoids, size_t count,
                             size_t k, double *nearest_other)
{
    size_t n = set->day_count;
    for (size_t d = 0; d < n; d++) {
        nearest_other[d] = INFINITY;
        for (size_t other = 0; other < count; other++)
            if (other != k) nearest_other[d] = fmin(nearest_other[d], apart(set, time, d, medoids[other]));
    }
    double best = INFINITY;
    uint32_t best_day = medoids[k];
    for (size_t candidate = 0; candidate < n; candidate++) {
        if (candidate != medoids[k] && is_among(medoids, count, candidate)) continue;
        double cost = 0;
        for (size_t d = 0; d < n; d++) {
            double nearest = fmin(nearest_other[d], apart(set, time, d, candidate));
            cost += isfinite(nearest) ? nearest : 1e30;
        }
        if (cost < best || (cost == best && candidate < best_day))
            best = cost, best_day = (uint32_t)candidate;
    }
    medoids[k] = best_day;
    return best;
}

static void choose_medoids(const day_set *set, const yp_time *time, uint32_t *medoids, size_t kept,
                           size_t count, double *nearest_other)
{
    for (size_t k = kept; k < count; k++) {
        medoids[k] = 0;
        while (is_among(medoids, k, medoids[k])) medoids[k]++;
        best_for_place(set, time, medoids, k + 1, k, nearest_other);
    }
    double cost = cost_of(set, time, medoids, count);
    for (bool improved = true; improved;) {
        improved = false;
        for (size_t k = kept; k < count; k++) {
            double better = best_for_place(set, time, medoids, count, k, nearest_other);
            if (better < cost * (1 - 1e-12)) cost = better, improved = true;
        }
    }
}

static size_t keep_extremes(const day_set *set, const yp_time *time, size_t limit, uint32_t *medoids)
{
    size_t kept = 0, peak = 0, calm = 0;
    for (size_t d = 1; d < set->day_count; d++) {
        if (set->net_load[d] > set->net_load[peak]) peak = d;
        if (set->sun[d] < set->sun[calm]) calm = d;
    }
    /* One place at least is left for all other days. */
    if (time->keeps_peak_net_load && kept + 1 < limit) {
        set->kept[peak] = YP_KEPT_PEAK_NET_LOAD;
        medoids[kept++] = (uint32_t)peak;
    }
    if (time->keeps_low_wind_sun && kept + 1 < limit && !set->kept[calm]) {
        set->kept[calm] = YP_KEPT_LOW_WIND_SUN;
        medoids[kept++] = (uint32_t)calm;
    }
    return kept;
}

static int by_day(const void *a, const void *b)
{
    const yp_typical_day *x = a, *y = b;
    return (x->day > y->day) - (x->day < y->day);
}

yp_status yp_days_choose(const yp_case *c, size_t hours_per_day, yp_arena *arena, yp_typical_day **out,
                         size_t *count)
{
    yp_arena *scratch = yp_arena_new(NULL);
    if (!scratch) return YP_NO_MEMORY;
    day_set set = { .day_count = c->time.snapshot_count / hours_per_day, .hours = hours_per_day };
    size_t wanted = c->time.day_count < set.day_count ? c->time.day_count : set.day_count;
    yp_status status = fill_day_set(c, scratch, &set);
    uint32_t *medoids = yp_arena_take(scratch, wanted, sizeof *medoids);
    double *nearest_other = yp_arena_take(scratch, set.day_count, sizeof *nearest_other);
    yp_typical_day *days = yp_arena_take(arena, wanted, sizeof *days);
    if (!medoids || !nearest_other || !days) status = YP_NO_MEMORY;

    if (status == YP_OK) {
        size_t kept = keep_extremes(&set, &c->time, wanted, medoids);
        choose_medoids(&set, &c->time, medoids, kept, wanted, nearest_other);
        for (size_t k = 0; k < wanted; k++) days[k] = (yp_typical_day){ medoids[k], 0, set.kept[medoids[k]] };
        qsort(days, wanted, sizeof *days, by_day);
        for (size_t d = 0; d < set.day_count; d++) {
            size_t nearest = 0;
            for (size_t k = 1; k < wanted; k++)
                if (apart(&set, &c->time, d, days[k].day) < apart(&set, &c->time, d, days[nearest].day))
                    nearest = k;
            days[nearest].weight += 1;
        }
        *out = days;
        *count = wanted;
    }
    yp_arena_free(scratch);
    return status;
}
