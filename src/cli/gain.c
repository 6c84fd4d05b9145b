#include "base/folder.h"
#include "base/path.h"
#include "base/text.h"
#include "cli/changes.h"
#include "cli/command.h"
#include "cli/gain_tables.h"
#include "output/result_folder.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the listener writes to and keeps. */
typedef struct {
    const yp_options *options;
    yp_session *session;
    const char *folder;
    yp_gain_facts before, after;
    double years;
} gaining;

static yp_status keep_solve(void *self, const yp_case *c, const yp_gain_solve *solve, yp_run *run)
{
    gaining *g = self;
    char path[YP_PATH_ROOM];
    if (yp_stop_wished(yp_stop_on_interrupt())) return YP_STOPPED_BY_USER;
    if (!yp_path_join(path, sizeof path, g->folder, solve->name) || mkdir(path, 0777) != 0) return YP_IO;
    yp_summary_source source = { c, run->plan, run->has_accounts ? &run->accounts : NULL, g->options->typed };
    yp_status status = yp_result_write(&source, g->options->wants_duals, path, g->session->diag, NULL);
    g->years = yp_years_of(run->plan);
    if (status == YP_OK && solve->role == YP_ROLE_BEFORE) status = yp_gain_facts_take(c, run, &g->before);
    if (status == YP_OK && solve->role == YP_ROLE_AFTER) status = yp_gain_facts_take(c, run, &g->after);
    return status;
}

static double fact_of(const yp_gain_facts *facts, const char *measure, uint32_t region, uint32_t good)
{
    double sum = 0;
    for (size_t k = 0; k < facts->count; k++) {
        const yp_fact *fact = &facts->facts[k];
        bool matches = strcmp(fact->measure, measure) == 0 && fact->good == good;
        if (matches && (region == YP_NONE || fact->region == region)) sum += fact->value;
    }
    return sum;
}

static void say_in_order(const yp_case *c, const yp_gain *gain, double years, yp_log *log)
{
    char line[1024] = "", worth[64];
    for (size_t k = 0; k < gain->worth_count; k++) {
        yp_scaled(gain->worths[k].in_order / years, c->money, worth, sizeof worth);
        size_t used = strlen(line);
        snprintf(line + used, sizeof line - used, "%s%s %s", k > 0 ? " · " : "",
                 c->reforms[gain->worths[k].reform].id, worth);
    }
    if (*line) yp_log_say(log, "in order", "%s", line);
}

/* The numbers that matter, on standard output, numbered: ten for four provinces and three permits. */
typedef struct {
    int count;
    bool is_silent;
} numbers;

static void tell(numbers *n, const char *what, const char *what_zh, const char *figure)
{
    if (n->is_silent) return;
    size_t width = yp_text_width(what, strlen(what)) + yp_text_width(what_zh, strlen(what_zh)) + 1;
    printf("%3d  %s %s%*s%s\n", ++n->count, what, what_zh, width < 44 ? (int)(44 - width) : 1, "", figure);
}

static void tell_worth(const yp_case *c, const yp_gain *gain, const gaining *g, numbers *n)
{
    char worth[64], low[64], high[64], figure[256];
    yp_scaled(gain->worth / g->years, c->money, worth, sizeof worth);
    yp_scaled(gain->worth_low / g->years, c->money, low, sizeof low);
    yp_scaled(gain->worth_high / g->years, c->money, high, sizeof high);
    snprintf(figure, sizeof figure, "%s a year (%s to %s over the stated range)", worth, low, high);
    tell(n, "worth of one board", "一盘棋价值", figure);
    yp_scaled(g->before.cost, c->money, worth, sizeof worth);
    snprintf(figure, sizeof figure, "%s a year, of which lifting all barriers saves %.2g %%", worth,
             100 * gain->worth / g->years / g->before.cost);
    tell(n, "cost today", "现状成本", figure);
}

static void tell_regions(const yp_case *c, const gaining *g, numbers *n)
{
    for (size_t r = 0; r < g->before.region_count && r < g->after.region_count; r++) {
        char gains[64], what[256];
        uint32_t region = g->before.regions[r];
        double sum = 0;
        if (region == YP_NONE) continue;
        for (int item = 0; item < YP_ITEM_COUNT; item++)
            sum += g->after.accounts[r][item] - g->before.accounts[r][item];
        yp_scaled(sum, c->money, gains, sizeof gains);
        snprintf(what, sizeof what, "gain of %s",
                 c->places[region].name ? c->places[region].name : c->places[region].id);
        tell(n, what, c->places[region].name_zh ? c->places[region].name_zh : "", gains);
    }
}

static void tell_change(const gaining *g, const char *measure, const char *what, const char *what_zh,
                        const yp_good *good, uint32_t index, numbers *n)
{
    char name[512], before[64], after[64], figure[256];
    yp_scaled(fact_of(&g->before, measure, YP_NONE, index), good->unit, before, sizeof before);
    yp_scaled(fact_of(&g->after, measure, YP_NONE, index), good->unit, after, sizeof after);
    snprintf(name, sizeof name, "%s%s", good->id, what);
    snprintf(figure, sizeof figure, "%s today, %s integrated", before, after);
    tell(n, name, what_zh, figure);
}

static void tell_goods(const yp_case *c, const gaining *g, numbers *n)
{
    for (uint32_t good = 0; good < c->good_count; good++)
        if (fact_of(&g->before, "emitted", YP_NONE, good) != 0)
            tell_change(g, "emitted", " emitted", "排放", &c->goods[good], good, n);
    for (uint32_t good = 0; good < c->good_count; good++)
        if (c->goods[good].kind == YP_FLOW && c->goods[good].resolution == YP_BASE)
            tell_change(g, "unserved", " unserved", "未供应", &c->goods[good], good, n);
}

/* Every good that has a price through the day: by region, before and after. */
static void say_prices(const yp_case *c, const gaining *g, yp_log *log)
{
    for (uint32_t good = 0; good < c->good_count; good++) {
        char line[1024] = "";
        if (c->goods[good].kind == YP_STOCK || c->goods[good].resolution != YP_BASE) continue;
        for (size_t r = 0; r < g->before.region_count; r++) {
            uint32_t region = g->before.regions[r];
            size_t used = strlen(line);
            if (region == YP_NONE) continue;
            snprintf(line + used, sizeof line - used, "%s%s %.1f → %.1f", used > 0 ? " · " : "",
                     c->places[region].name ? c->places[region].name : c->places[region].id,
                     fact_of(&g->before, "price", region, good), fact_of(&g->after, "price", region, good));
        }
        yp_log_say(log, "price", "%s, %s/%s: %s", c->goods[good].id, c->money, c->goods[good].unit, line);
    }
}

static bool is_certified(const yp_gain_solve *solve)
{
    return solve->outcome == YP_OPTIMAL || solve->outcome == YP_WITHIN_GAP;
}

/* Solves that came to nothing, by name. */
static void say_failures(const yp_gain *gain, yp_log *log)
{
    for (size_t k = 0; k < gain->solve_count; k++)
        if (!is_certified(&gain->solves[k]))
            yp_log_say(log, "solve", "%s: %s", gain->solves[k].name,
                       yp_outcome_text(gain->solves[k].outcome));
}

static void say_study(const yp_case *c, const yp_gain *gain, const gaining *g, const char *path)
{
    numbers n = { 0, g->session->is_quiet || g->session->is_json };
    say_failures(gain, g->session->log);
    if (is_certified(&gain->solves[0]) && is_certified(&gain->solves[1 % gain->solve_count])) {
        say_in_order(c, gain, g->years, g->session->log);
        say_prices(c, g, g->session->log);
        tell_worth(c, gain, g, &n);
        tell_regions(c, g, &n);
        tell_goods(c, g, &n);
        fflush(stdout);
    }
    yp_log_say(g->session->log, "result", "%s/   (next: yipan report %s)", path, path);
}

static yp_status write_study(const yp_case *c, const yp_gain *gain, gaining *g, json_t **summary)
{
    yp_status status = yp_gain_tables_write(c, gain, &g->before, &g->after, g->years, g->folder);
    if (status != YP_OK) return status;
    *summary = yp_gain_summary(c, gain, &g->before, &g->after, g->years, g->options->typed);
    return yp_summary_write(*summary, g->folder, g->session->diag);
}

static yp_status say_size(const yp_case *c, const yp_solve_options *solve, yp_session *session)
{
    yp_model *model = NULL;
    yp_status status = yp_model_build(c, session->diag, &model);
    if (status == YP_OK) status = yp_say_size(model, solve, (size_t)solve->thread_count, session);
    yp_model_free(model);
    return status;
}

static yp_status run_study(const yp_options *options, const yp_case *c, yp_session *session, yp_gain *gain,
                           gaining *g)
{
    char path[YP_PATH_ROOM];
    yp_folder *folder = NULL;
    json_t *summary = NULL;
    const yp_stop *stop = yp_stop_on_interrupt();
    yp_output_name(options, path, sizeof path);
    yp_status status = yp_folder_begin(path, options->has_force, session->diag, &folder);
    if (status != YP_OK) return status;
    g->folder = yp_folder_path(folder);
    yp_solve_options solve = options->solve;
    solve.stop = stop;
    solve.is_study = true;
    solve.log = options->has_log ? session->log : NULL;
    if (solve.thread_count == 0) solve.thread_count = (int)sysconf(_SC_NPROCESSORS_ONLN);
    status = say_size(c, &solve, session);
    if (status != YP_OK) {
        yp_folder_abort(folder);
        return status;
    }
    yp_log_say(session->log, "gain",
               "%zu solves: today, integrated, each barrier alone and last, in order, and the range",
               gain->solve_count);
    status = yp_gain_run(c, gain, &solve, keep_solve, g, session->log, session->diag);
    if (status == YP_OK) status = write_study(c, gain, g, &summary);
    if (status == YP_OK && yp_stop_wished(stop)) status = YP_STOPPED_BY_USER;
    if (status == YP_OK)
        status = yp_folder_commit(folder, session->diag);
    else
        yp_folder_abort(folder);
    if (status == YP_OK) {
        say_study(c, gain, g, path);
        return yp_session_print(session, summary);
    }
    json_decref(summary);
    return status;
}

int yp_command_gain(int argc, char **argv)
{
    const struct argp_child groups[] = { { &yp_case_argp, 0, NULL, 0 },
                                         { &yp_change_argp, 0, NULL, 0 },
                                         { &yp_set_argp, 0, NULL, 0 },
                                         { &yp_solve_argp, 0, NULL, 0 },
                                         { &yp_output_argp, 0, NULL, 0 },
                                         { &yp_voice_argp, 0, NULL, 0 },
                                         { 0 } };
    yp_options options;
    yp_options_parse(argc, argv, "yipan gain", "CASE",
                     "Integrated against fragmented: what lifting the barriers is worth, each alone, each "
                     "last and in order.",
                     groups, &options);
    yp_session session;
    if (!yp_session_open(&options, &session)) return YP_EXIT_MACHINE;
    yp_case *base = NULL, *c = NULL;
    yp_gain *gain = NULL;
    gaining g = { .options = &options, .session = &session, .years = 1 };
    yp_status status = yp_case_load_changed(&options, session.diag, &base, &c);
    int code = yp_exit_code(status, true);
    if (status == YP_OK) {
        status = yp_gain_lay_out(c, &gain);
        if (status == YP_OK) status = run_study(&options, c, &session, gain, &g);
        code = status == YP_OK ? yp_exit_of(yp_gain_outcome(gain)) : yp_exit_code(status, false);
    }
    yp_gain_facts_free(&g.before);
    yp_gain_facts_free(&g.after);
    yp_gain_free(gain);
    yp_case_free(c);
    yp_case_free(base);
    return yp_session_close(&session, code);
}
