/* A year of load, wind and sun, made by formula, as a case in memory. */
#ifndef YEAR_CASE_H
#define YEAR_CASE_H

#include "near.h"

#include "case/builder.h"

#include <stdlib.h>
#include <string.h>

enum { YEAR_DAYS = 365, YEAR_HOURS = 8760, PEAK_DAY = 200, CALM_DAY = 30 };

/* Load highest on PEAK_DAY, wind and sun lowest on CALM_DAY; all differ from day to day. */
static inline void fill_year(double *load, double *wind, double *sun)
{
    for (int h = 0; h < YEAR_HOURS; h++) {
        const int day = h / 24, hour = h % 24;
        load[h] = 50 + 20 * sin(day * 0.0172) + 10 * sin(hour * 0.2618) + (day * 37 % 101) * 0.05;
        wind[h] = 0.3 + 0.25 * sin(day * 0.9 + hour * 0.1) + 0.001 * (day * 53 % 97);
        sun[h] = hour > 6 && hour < 18 ? (0.4 + 0.2 * sin(day * 0.0172)) * sin((hour - 6) * 0.2618) : 0;
        if (day == PEAK_DAY && hour == 18) load[h] = 130;
        if (day == CALM_DAY) wind[h] = sun[h] = 0.001 * hour;
    }
}

typedef struct {
    yp_time time;
    const yp_period *periods;
    size_t period_count;
    yp_resolution second; /* resolution of a further good; YP_BASE: there is none */
} year_options;

static inline year_options year_defaults(void)
{
    return (year_options){ .time = { .year = 2025,
                                     .month = 1,
                                     .day = 1,
                                     .step_hours = 1,
                                     .snapshot_count = YEAR_HOURS,
                                     .drops_leap_day = true } };
}

static inline void add_supply(yp_builder *b, const char *id, uint32_t place, uint32_t good, double capacity,
                              uint32_t series)
{
    yp_component plant = yp_component_defaults(YP_SUPPLY);
    plant.id = id;
    plant.place = place;
    plant.good = good;
    plant.capacity = capacity;
    if (series != YP_NONE) plant.availability = (yp_value){ 0, 1, series };
    yp_builder_component(b, &plant);
}

static inline yp_case *year_case(const year_options *options)
{
    yp_builder_options made = yp_builder_options_defaults();
    made.time = options->time;
    made.periods = options->periods;
    made.period_count = options->period_count;
    yp_builder *b = yp_builder_new(&made);
    double *load = malloc(3 * YEAR_HOURS * sizeof *load);
    assert_true(b && load);
    fill_year(load, load + YEAR_HOURS, load + 2 * YEAR_HOURS);

    yp_place place = yp_place_defaults();
    place.id = "region";
    place.level = yp_builder_level(b, "region");
    const uint32_t at = yp_builder_place(b, &place);
    yp_good good = yp_good_defaults();
    good.id = "electricity";
    good.unit = "MWh";
    const uint32_t electricity = yp_builder_good(b, &good);

    yp_component demand = yp_component_defaults(YP_DEMAND);
    demand.id = "load";
    demand.place = at;
    demand.good = electricity;
    demand.quantity = (yp_value){ 0, 1, yp_builder_series(b, "load", load) };
    yp_builder_component(b, &demand);
    add_supply(b, "wind", at, electricity, 80, yp_builder_series(b, "wind", load + YEAR_HOURS));
    add_supply(b, "sun", at, electricity, 60, yp_builder_series(b, "sun", load + 2 * YEAR_HOURS));
    add_supply(b, "plant", at, electricity, 200, YP_NONE);
    if (options->second != YP_BASE) {
        good.id = "permit";
        good.unit = "t";
        good.resolution = options->second;
        good.disposal = YP_DISPOSAL_FREE;
        add_supply(b, "permits", at, yp_builder_good(b, &good), 1, YP_NONE);
    }
    free(load);
    yp_diag *diag = yp_diag_new();
    yp_case *c = NULL;
    const yp_status status = yp_builder_finish(b, diag, &c);
    if (status != YP_OK) yp_diag_print(diag, stderr, 0);
    yp_diag_free(diag);
    assert_int_equal(YP_OK, status);
    return c;
}

static inline uint32_t series_named(const yp_case *c, const char *column)
{
    for (uint32_t s = 0; s < c->series_count; s++) {
        const char *colon = strrchr(c->series[s].name, ':');
        if (strcmp(colon ? colon + 1 : c->series[s].name, column) == 0) return s;
    }
    fail();
    return YP_NONE;
}

#endif
