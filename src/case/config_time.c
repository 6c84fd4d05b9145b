/* The time of a case: horizon, explicit blocks, aggregation. */
#include "case/internal.h"

#include <string.h>

static const yp_range count_range = { 1, 10000000, "from 1 to 10000000" };
static const yp_range day_range = { 1, 366, "from 1 to 366" };

static const yp_yaml_node *member(const yp_yaml_node *node, const char *key)
{
    return node && yp_yaml_node_kind(node) == YP_YAML_MAPPING ? yp_yaml_get(node, key) : NULL;
}

static yp_spot spot_of(const yp_reader *r, const yp_yaml_node *node)
{
    yp_spot at = yp_yaml_node_spot(node);
    at.file = r->shown_yaml;
    return at;
}

/* "1 h", "3 h", "15 min", "1 day". */
static void read_step(yp_reader *r, const yp_yaml_node *node)
{
    static const struct {
        const char *unit;
        double hours;
    } known[] = { { "h", 1 }, { "min", 1.0 / 60 }, { "day", 24 } };
    const char *text = yp_node_text(r, node, "time.step");
    if (!text) return;
    const char *space = strchr(text, ' ');
    double number = 0;
    const bool is_number = yp_number_parse(text, space ? (size_t)(space - text) : strlen(text), &number);
    for (size_t i = 0; space && is_number && number > 0 && number <= 8784 && i < sizeof known / sizeof *known;
         i++) {
        if (strcmp(space + 1, known[i].unit) != 0) continue;
        r->c->time.step_hours = number * known[i].hours;
        return;
    }
    yp_error(r->b, spot_of(r, node), "time.step is '%s': expected a time such as 1 h, 15 min or 1 day", text);
}

static void read_start(yp_reader *r, const yp_yaml_node *node)
{
    yp_time *time = &r->c->time;
    int year, month, day, minute;
    const char *text = yp_node_text(r, node, "time.start");
    if (!text) return;
    if (yp_stamp_parse(text, strlen(text), &year, &month, &day, &minute)) {
        time->year = year;
        time->month = month;
        time->day = day;
        time->hour = minute / 60;
        time->minute = minute % 60;
    } else {
        yp_error(r->b, spot_of(r, node), "time.start is '%s': expected a time stamp such as 2022-01-01T00:00",
                 text);
    }
}

static void check_horizon(yp_reader *r, const yp_yaml_node *node)
{
    yp_time *time = &r->c->time;
    if (time->drops_leap_day && time->month == 2 && time->day == 29)
        yp_error(r->b, spot_of(r, node), "time.start lies on 29 February, which leap: drop leaves out");
    const double hours = time->step_hours * (double)time->snapshot_count;
    if (r->b->tables->join == YP_JOIN_CALENDAR && hours > 8784 + 1e-6)
        yp_error(r->b, spot_of(r, node),
                 "the horizon is longer than a year: join: calendar cannot tell its years apart; use stamp");
    if (time->year + hours / 8760 > 9998)
        yp_error(r->b, spot_of(r, node), "the horizon ends after the year 9999");
}

void yp_read_time(yp_reader *r, const yp_yaml_node *root)
{
    static const char *const known[] = { "start", "step", "count", "zone", "join", "leap", "partial", NULL };
    static const yp_word joins[] = { { "calendar", YP_JOIN_CALENDAR },
                                     { "stamp", YP_JOIN_STAMP },
                                     { "position", YP_JOIN_POSITION },
                                     { NULL, 0 } };
    static const yp_word leaps[] = { { "drop", 1 }, { "keep", 0 }, { NULL, 0 } };
    const yp_yaml_node *node = member(root, "time"), *blocks = member(root, "blocks");
    yp_time *time = &r->c->time;
    r->b->tables->join = YP_JOIN_CALENDAR;
    time->drops_leap_day = true;
    if (!node && !blocks)
        yp_error(r->b, (yp_spot){ r->shown_yaml, 0, 0 },
                 "time is missing: expected time: {start: ..., count: ...}");
    const char *file = yp_node_text(r, blocks, "blocks");
    if (file && strcmp(file, "blocks.csv") != 0)
        yp_error(r->b, spot_of(r, blocks), "blocks is '%s': expected blocks.csv", file);
    r->has_blocks = blocks != NULL;
    r->b->time_at = node ? spot_of(r, node) : (yp_spot){ r->shown_yaml, 0, 0 };
    if (!node) return;
    yp_node_keys(r, node, "time", known);
    read_start(r, member(node, "start"));
    read_step(r, member(node, "step"));
    if (!blocks && !member(node, "start")) yp_error(r->b, spot_of(r, node), "time.start is missing");
    if (!blocks && !member(node, "count")) yp_error(r->b, spot_of(r, node), "time.count is missing");
    const double count = yp_node_number(r, member(node, "count"), "time.count", &count_range, 24);
    if (count != floor(count))
        yp_error(r->b, spot_of(r, member(node, "count")), "time.count is no whole number");
    time->snapshot_count = (size_t)count;
    time->zone = yp_node_text(r, member(node, "zone"), "time.zone");
    r->b->tables->join = (yp_join)yp_node_word(r, member(node, "join"), "time.join", joins, YP_JOIN_CALENDAR);
    time->drops_leap_day = yp_node_word(r, member(node, "leap"), "time.leap", leaps, 1) == 1;
    time->is_partial = yp_node_flag(r, member(node, "partial"), "time.partial", false);
    if (!blocks) check_horizon(r, node);
}

static void read_keep(yp_reader *r, const yp_yaml_node *node)
{
    size_t count;
    const char *const *names = yp_node_texts(r, node, "aggregation.keep", &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], "peak_net_load") == 0)
            r->c->time.keeps_peak_net_load = true;
        else if (strcmp(names[i], "low_wind_sun") == 0)
            r->c->time.keeps_low_wind_sun = true;
        else
            yp_error(r->b, spot_of(r, node),
                     "aggregation.keep: '%s' is unknown: expected peak_net_load or low_wind_sun", names[i]);
    }
}

void yp_read_aggregation(yp_reader *r, const yp_yaml_node *node)
{
    static const char *const known[] = { "method", "days", "hours", "keep", "within", "weights", NULL };
    static const yp_word methods[] = { { "none", YP_AGGREGATE_NONE },
                                       { "days", YP_AGGREGATE_DAYS },
                                       { "resample", YP_AGGREGATE_RESAMPLE },
                                       { NULL, 0 } };
    static const yp_word withins[] = { { "year", 0 }, { "month", 1 }, { NULL, 0 } };
    static const yp_range hours_range = { 1e-3, 8784, "above 0" };
    yp_time *time = &r->c->time;
    if (!node) return;
    yp_node_keys(r, node, "aggregation", known);
    if (yp_yaml_node_kind(node) != YP_YAML_MAPPING) return;
    time->method = (yp_aggregation_method)yp_node_word(r, member(node, "method"), "aggregation.method",
                                                       methods, YP_AGGREGATE_NONE);
    time->day_count = (size_t)yp_node_number(r, member(node, "days"), "aggregation.days", &day_range, 12);
    time->resample_hours = yp_node_number(r, member(node, "hours"), "aggregation.hours", &hours_range, 3);
    read_keep(r, member(node, "keep"));
    time->within_month = yp_node_word(r, member(node, "within"), "aggregation.within", withins, 0) == 1;
    const char *weights = yp_node_text(r, member(node, "weights"), "aggregation.weights");
    if (weights && weights[0] != '@')
        yp_error(r->b, spot_of(r, member(node, "weights")),
                 "aggregation.weights is '%s': expected a profile such as @power/load", weights);
    else if (weights)
        time->weight_file = weights + 1;
    if (r->has_blocks && time->method != YP_AGGREGATE_NONE)
        yp_error(r->b, spot_of(r, node),
                 "explicit blocks are not aggregated: leave out blocks or aggregation");
}

void yp_override_aggregation(yp_reader *r, const char *text)
{
    yp_time *time = &r->c->time;
    double number = 0;
    const char *colon = strchr(text, ':');
    const bool has_number =
        colon && yp_number_parse(colon + 1, strlen(colon + 1), &number) && number > 0 && number <= 8784;
    if (strcmp(text, "all") == 0) {
        time->method = YP_AGGREGATE_NONE;
    } else if (has_number && strncmp(text, "days:", 5) == 0 && number == floor(number) &&
               number <= day_range.high) {
        time->method = YP_AGGREGATE_DAYS;
        time->day_count = (size_t)number;
    } else if (has_number && strncmp(text, "resample:", 9) == 0) {
        time->method = YP_AGGREGATE_RESAMPLE;
        time->resample_hours = number;
    } else {
        yp_error(r->b, (yp_spot){ 0 },
                 "the hours '%s' are not understood: expected all, days:12 or resample:3", text);
    }
}
