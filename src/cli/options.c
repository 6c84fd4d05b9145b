#include "cli/options.h"

#include "case/losses.h"
#include "cli/command.h"
#include "cli/study_options.h"

#include <stdlib.h>
#include <string.h>

enum {
    KEY_LAYERS = 256,
    KEY_HOURS,
    KEY_LIFT,
    KEY_SCENARIO,
    KEY_HOLD,
    KEY_RISK,
    KEY_METHOD,
    KEY_TOLERANCE,
    KEY_MIP_GAP,
    KEY_TIME_LIMIT,
    KEY_MEMORY_LIMIT,
    KEY_THREADS,
    KEY_BASIC,
    KEY_DUALS,
    KEY_EXPECT,
    KEY_OUTPUT,
    KEY_FORCE,
    KEY_JSON,
    KEY_QUIET,
    KEY_COLUMNS,
    KEY_NETWORK,
    KEY_LOG,
    KEY_LOSSES,
    KEY_SECURE
};

static void split(struct argp_state *state, char *text, const char **list, size_t *count)
{
    for (char *part = text; part;) {
        char *next = strchr(part, ',');
        if (next) *next++ = '\0';
        if (!*part) argp_error(state, "an empty name in a list: expected names with commas between them");
        if (*count == YP_LIST_ROOM) argp_error(state, "more than %d names in a list", YP_LIST_ROOM);
        list[(*count)++] = part;
        part = next;
    }
}

static double number(struct argp_state *state, const char *option, const char *text, double low)
{
    char *end;
    double value = strtod(text, &end);
    if (end == text || *end || !(value >= low))
        argp_error(state, "--%s is '%s': expected a number, %g or more", option, text, low);
    return value;
}

/* "cvar:0.95,0.5" */
static void parse_risk(struct argp_state *state, const char *text, double risk[2])
{
    char *comma = NULL, *end = NULL;
    const bool is_cvar = strncmp(text, "cvar:", 5) == 0;
    if (is_cvar) risk[0] = strtod(text + 5, &comma);
    if (comma && *comma == ',') risk[1] = strtod(comma + 1, &end);
    if (!end || *end || end == comma + 1 || !(risk[0] >= 0 && risk[0] < 1 && risk[1] >= 0 && risk[1] <= 1))
        argp_error(state,
                   "--risk is '%s': expected cvar:ALPHA,OMEGA, ALPHA from 0 to below 1, OMEGA from 0 to 1",
                   text);
}

static yp_method method_of(struct argp_state *state, const char *text)
{
#define X(code, word) \
    if (strcmp(text, word) == 0) return code;
    YP_METHOD_LIST(X)
#undef X
    if (strcmp(text, "highs") == 0) return YP_METHOD_CHOOSE;
    argp_error(state,
               "--solver is '%s': expected auto, native, highs, simplex, ipx, hipo, pdlp, qp, mip or steps",
               text);
    return YP_METHOD_CHOOSE;
}

static error_t parse_solve(struct argp_state *state, int key, char *text, yp_options *o)
{
    switch (key) {
    case KEY_METHOD:
        o->solve.method = method_of(state, text);
        return 0;
    case KEY_TOLERANCE:
        o->solve.tolerance = number(state, "tolerance", text, 1e-12);
        return 0;
    case KEY_MIP_GAP:
        o->solve.mip_gap = number(state, "mip-gap", text, 0);
        return 0;
    case KEY_TIME_LIMIT:
        o->solve.time_limit = number(state, "time-limit", text, 0);
        return 0;
    case KEY_MEMORY_LIMIT:
        o->solve.memory_limit = (size_t)(number(state, "memory-limit", text, 0) * 1e9);
        return 0;
    case KEY_THREADS:
        o->solve.thread_count = (int)number(state, "threads", text, 1);
        return 0;
    case KEY_BASIC:
        o->solve.wants_vertex = true;
        return 0;
    case KEY_DUALS:
        o->wants_duals = true;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t parse(int key, char *text, struct argp_state *state)
{
    yp_options *o = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        for (size_t group = 0; state->child_inputs && group < o->group_count; group++)
            state->child_inputs[group] = o;
        return 0;
    case KEY_LAYERS:
        split(state, text, o->layers, &o->layer_count);
        return 0;
    case KEY_LIFT:
        split(state, text, o->lifts, &o->lift_count);
        return 0;
    case KEY_HOURS:
        o->hours = text;
        return 0;
    case KEY_SCENARIO:
        o->scenario = text;
        return 0;
    case KEY_RISK:
        parse_risk(state, text, o->risk);
        o->has_risk = true;
        return 0;
    case KEY_HOLD:
        o->hold = text;
        return 0;
    case KEY_LOSSES:
        if (!yp_losses_parse(text, &o->losses))
            argp_error(state, "--losses is '%s': expected none, tangents:4, secants or secants:1,0.1", text);
        o->has_losses = true;
        return 0;
    case KEY_SECURE:
        o->secure = text;
        return 0;
    case KEY_OUTPUT:
        o->output = text;
        return 0;
    case KEY_FORCE:
        o->has_force = true;
        return 0;
    case KEY_LOG:
        o->has_log = true;
        return 0;
    case KEY_JSON:
        o->has_json = true;
        return 0;
    case KEY_QUIET:
        o->is_quiet = true;
        return 0;
    case KEY_EXPECT:
        o->wants_expect = true;
        return 0;
    case KEY_NETWORK:
        o->network = text;
        return 0;
    case KEY_COLUMNS:
        o->wants_columns = true;
        return 0;
    case ARGP_KEY_ARG:
        if (o->has_kind && !o->kind) return o->kind = text, 0;
        if (o->has_kind && o->path && !o->target) return o->target = text, 0;
        if (o->path) argp_error(state, "'%s' is one argument too many", text);
        o->path = text;
        return 0;
    default:
        return parse_solve(state, key, text, o);
    }
}

static const struct argp_option case_options[] = {
    { "layers", KEY_LAYERS, "A,B", 0,
      "Keep only these layers of the case (default: those that case.yaml names)", 1 },
    { "hours", KEY_HOURS, "HOW", 0,
      "Time: all (every hour), days:N (typical days), resample:H (H hours joined); default: as the case says",
      1 },
    { 0 }
};
static const struct argp_option change_options[] = {
    { "lift", KEY_LIFT, "A,B", 0, "Lift these reforms; all lifts every one", 2 },
    { "scenario", KEY_SCENARIO, "NAME", 0, "Apply a scenario of the case; a stochastic one becomes certain",
      2 },
    { "losses", KEY_LOSSES, "WAY", 0,
      "Losses of links with a resistance: none, tangents:N, secants or secants:ABSOLUTE,RELATIVE", 2 },
    { "secure", KEY_SECURE, "LINKS", 0,
      "Keep every link within its limits whichever one of these is out: a selector, such as table=links", 2 },
    { "risk", KEY_RISK, "cvar:ALPHA,OMEGA", 0,
      "Weigh risk over stochastic scenarios: (1 - OMEGA) x expected cost + OMEGA x the mean of the worst "
      "1 - ALPHA",
      2 },
    { "hold", KEY_HOLD, "RESULT", 0, "Take new capacities from this result instead of choosing them", 2 },
    { 0 }
};
static const struct argp_option solve_options[] = {
    { "solver", KEY_METHOD, "NAME", 0,
      "auto, native, highs, or one of its methods: simplex, ipx, hipo, pdlp, qp, mip, steps; default: auto, "
      "by "
      "size and kind",
      3 },
    { "tolerance", KEY_TOLERANCE, "X", 0, "Feasibility and optimality, relative (default 1e-7)", 3 },
    { "mip-gap", KEY_MIP_GAP, "X", 0, "Relative gap at which whole numbers are good enough (default 1e-6)",
      3 },
    { "time-limit", KEY_TIME_LIMIT, "SECONDS", 0, "Stop a solve after this time", 3 },
    { "memory-limit", KEY_MEMORY_LIMIT, "GB", 0, "Stop a solve that needs more memory", 3 },
    { "threads", KEY_THREADS, "N", 0, "Threads (default: as many as processors)", 3 },
    { "basic", KEY_BASIC, 0, 0,
      "Ask for a vertex (crossover after an interior point of HiGHS; the native solver has none, so HiGHS "
      "solves)",
      3 },
    { "duals", KEY_DUALS, 0, 0, "Write duals.csv of rows inside components and at borders too", 3 },
    { 0 }
};
static const struct argp_option output_options[] = {
    { "output", KEY_OUTPUT, "DIR", 0,
      "Where the result goes (default: a fresh folder named after case and time)", 4 },
    { "force", KEY_FORCE, 0, 0, "Replace a result that is there already", 4 },
    { 0 }
};
static const struct argp_option voice_options[] = {
    { "json", KEY_JSON, 0, 0, "Print what summary.json holds, alone, on standard output", 5 },
    { "log", KEY_LOG, 0, 0, "Show the solver's own log", 5 },
    { "quiet", KEY_QUIET, 0, 0, "Print nothing but errors", 5 },
    { 0 }
};

static const struct argp_option check_options[] = {
    { "columns", KEY_COLUMNS, 0, 0, "Print the columns of every table and leave", 0 }, { 0 }
};
static const struct argp_option expect_options[] = {
    { "expect", KEY_EXPECT, 0, 0, "Compare with the case's expect.csv; exit 1 where a value differs", 4 },
    { 0 }
};

static const struct argp_option export_options[] = {
    { "network", KEY_NETWORK, "NETWORK", 0,
      "Of pypsa: the network that the result was read from (default: where it was then)", 0 },
    { 0 }
};

const struct argp yp_export_argp = { .options = export_options, .parser = parse };
const struct argp yp_check_argp = { .options = check_options, .parser = parse };
const struct argp yp_expect_argp = { .options = expect_options, .parser = parse };
const struct argp yp_case_argp = { .options = case_options, .parser = parse };
const struct argp yp_change_argp = { .options = change_options, .parser = parse };
const struct argp yp_solve_argp = { .options = solve_options, .parser = parse };
const struct argp yp_output_argp = { .options = output_options, .parser = parse };
const struct argp yp_voice_argp = { .options = voice_options, .parser = parse };

/* The words after the program's name, as one line, kept for the result. */
static char *join(int argc, char **argv, const char *name)
{
    size_t length = strlen(name) + 1;
    for (int i = 1; i < argc; i++) length += strlen(argv[i]) + 1;
    char *line = calloc(length, 1);
    if (!line) return NULL;
    strcpy(line, name);
    for (int i = 1; i < argc; i++) {
        strcat(line, " ");
        strcat(line, argv[i]);
    }
    return line;
}

static void parse_all(int argc, char **argv, const char *name, const char *argument, const char *doc,
                      const struct argp_child *groups, yp_options *out)
{
    struct argp argp = { .parser = parse, .args_doc = argument, .doc = doc, .children = groups };
    out->typed = join(argc, argv, name);
    while (groups && groups[out->group_count].argp) out->group_count++;
    argv[0] = (char *)(size_t)name;
    argp_err_exit_status = 2;
    error_t error = argp_parse(&argp, argc, argv, 0, NULL, out);
    if (error || !out->typed) {
        fprintf(stderr, "%s: %s\n", name, yp_status_text(YP_NO_MEMORY));
        exit(YP_EXIT_MACHINE);
    }
}

void yp_options_parse_transfer(int argc, char **argv, const char *name, const char *arguments,
                               const char *doc, const struct argp_child *groups, yp_options *out)
{
    *out = (yp_options){ .has_kind = true };
    parse_all(argc, argv, name, arguments, doc, groups, out);
    if (out->target) return;
    fprintf(stderr, "%s: something is missing: expected %s (see %s --help)\n", name, arguments, name);
    exit(2);
}

void yp_options_parse(int argc, char **argv, const char *name, const char *argument, const char *doc,
                      const struct argp_child *groups, yp_options *out)
{
    *out = (yp_options){ .study = { .slack = NAN, .rolling = NAN, .overlap = NAN } };
    parse_all(argc, argv, name, argument, doc, groups, out);
    if (argument && !out->path && !out->wants_columns) {
        fprintf(stderr, "%s: %s is missing: expected a folder (see %s --help)\n", name, argument, name);
        exit(2);
    }
    const char *clash = yp_study_options_clash(out);
    if (clash) {
        fprintf(stderr, "%s: %s (see %s --help)\n", name, clash, name);
        exit(2);
    }
}

yp_load_options yp_options_load(const yp_options *options)
{
    return (yp_load_options){ .layers = options->layer_count > 0 ? options->layers : NULL,
                              .layer_count = options->layer_count,
                              .aggregation = options->hours };
}
