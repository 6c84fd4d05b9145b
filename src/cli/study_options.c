#include "cli/study_options.h"

#include <stdlib.h>
#include <string.h>

enum { KEY_SLACK = 400, KEY_MINIMISE, KEY_MAXIMISE, KEY_SET, KEY_SWEEP, KEY_ROLLING, KEY_OVERLAP };

/* "5%" or "0.05" */
static double share(struct argp_state *state, const char *text)
{
    char *end;
    double value = strtod(text, &end);
    const bool is_percent = strcmp(end, "%") == 0;
    if (end == text || (*end && !is_percent) || !(value >= 0) || isinf(value))
        argp_error(state, "--slack is '%s': expected a share of the cost, 0 or more, such as 5%%", text);
    return is_percent ? value / 100 : value;
}

/* "168h" or "168" */
static double hours(struct argp_state *state, const char *option, const char *text, double low)
{
    char *end;
    double value = strtod(text, &end);
    if (end == text || (*end && strcmp(end, "h") != 0) || !(value >= low) || isinf(value))
        argp_error(state, "--%s is '%s': expected hours, such as 168h", option, text);
    return value;
}

static void wish(struct argp_state *state, yp_study_options *o, const char *text, bool is_maximised)
{
    if (o->wish_count == YP_LIST_ROOM) argp_error(state, "more than %d alternatives", YP_LIST_ROOM);
    o->wishes[o->wish_count].expression = text;
    o->wishes[o->wish_count++].is_maximised = is_maximised;
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    yp_study_options *o = &((yp_options *)state->input)->study;
    switch (key) {
    case KEY_SLACK:
        o->slack = share(state, text);
        return 0;
    case KEY_MINIMISE:
    case KEY_MAXIMISE:
        wish(state, o, text, key == KEY_MAXIMISE);
        return 0;
    case KEY_SET:
        if (o->set_count == YP_LIST_ROOM) argp_error(state, "more than %d settings", YP_LIST_ROOM);
        o->sets[o->set_count++] = text;
        return 0;
    case KEY_SWEEP:
        o->sweep = text;
        return 0;
    case KEY_ROLLING:
        o->rolling = hours(state, "rolling", text, 1e-9);
        return 0;
    case KEY_OVERLAP:
        o->overlap = hours(state, "overlap", text, 0);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

const char *yp_study_options_clash(const yp_options *options)
{
    const yp_study_options *o = &options->study;
    const bool has_wishes = o->wish_count > 0, has_slack = !isnan(o->slack), is_rolling = !isnan(o->rolling);
    if (has_wishes && !has_slack) return "--minimise and --maximise need --slack, such as --slack 5%";
    if (has_slack && !has_wishes) return "--slack needs --minimise or --maximise";
    if (!isnan(o->overlap) && !is_rolling) return "--overlap needs --rolling";
    if (is_rolling && o->overlap >= o->rolling) return "--overlap must be shorter than --rolling";
    if (has_wishes + is_rolling + (o->sweep != NULL) > 1)
        return "alternatives, --sweep and --rolling exclude each other";
    if (options->wants_expect && (has_wishes || o->sweep)) return "--expect is for one plan";
    return NULL;
}

static const struct argp_option set_options[] = {
    { "set", KEY_SET, "SELECTOR.COLUMN=VALUE", 0,
      "Set a number of all components that match, or with *= and += change it; may be repeated", 2 },
    { 0 }
};
static const struct argp_option study_options[] = {
    { "slack", KEY_SLACK, "SHARE", 0, "What an alternative may cost beyond the optimum, such as 5%", 3 },
    { "minimise", KEY_MINIMISE, "EXPR", 0,
      "Beside the optimum, the plan within --slack where this is least: measures with selectors and weights, "
      "such as "
      "\"built:technology=wind + 0.5*built:technology=solar\"; may be repeated",
      3 },
    { "maximise", KEY_MAXIMISE, "EXPR", 0, "The same where it is most", 3 },
    { "sweep", KEY_SWEEP, "FILE", 0,
      "One run for each row of this table: a column `name`, then columns SELECTOR.COLUMN, optionally with * "
      "or + at "
      "the end",
      3 },
    { "rolling", KEY_ROLLING, "HOURS", 0, "Solve window after window of this length, such as 168h", 3 },
    { "overlap", KEY_OVERLAP, "HOURS", 0, "Hours that a window looks beyond what is kept of it (default 0)",
      3 },
    { 0 }
};

const struct argp yp_set_argp = { .options = set_options, .parser = parse };
const struct argp yp_study_argp = { .options = study_options, .parser = parse };
