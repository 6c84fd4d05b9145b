#include "cli/sweep.h"

#include "cli/batch.h"
#include "cli/sweep_table.h"
#include "output/sheet.h"
#include "output/summary.h"
#include "result/amounts.h"
#include "study/cautions.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    const yp_options *options;
    const yp_case *c;
    yp_session *session;
    yp_sweep_table table;
    yp_batch batch;
} sweeping;

static void add_figure(json_t *figures, const char *measure, const char *of, const char *unit, double value)
{
    if (isfinite(value) && value != 0)
        json_array_append_new(figures, json_pack("{s:s,s:s,s:s,s:f}", "measure", measure, "of", of, "unit",
                                                 unit, "value", value));
}

/* Mean of the prices at all places, by hours. */
static double mean_price(const yp_plan *plan, uint32_t good)
{
    double sum = 0, count = 0;
    for (uint32_t n = 0; plan->has_prices && n < plan->plan_node_count; n++) {
        if (plan->nodes[n].good != good) continue;
        sum += yp_price_of(plan, n, NULL).mean;
        count++;
    }
    return count > 0 ? sum / count : NAN;
}

static void add_goods(const yp_case *c, const yp_plan *plan, json_t *figures)
{
    for (uint32_t g = 0; g < c->good_count; g++) {
        const yp_choice choice = { NULL, YP_NONE, g };
        const yp_good *good = &c->goods[g];
        char price_unit[256];
        snprintf(price_unit, sizeof price_unit, "%s/%s", c->money, good->unit);
        add_figure(figures, "price", good->id, price_unit, mean_price(plan, g));
        add_figure(figures, "emitted", good->id, good->unit, yp_sum_of(c, plan, YP_EMITTED, &choice));
        add_figure(figures, "unserved", good->id, good->unit, yp_sum_of(c, plan, YP_UNSERVED, &choice));
    }
}

/* New capacity and what was made, by technology. */
static void add_technologies(const yp_case *c, const yp_plan *plan, json_t *figures)
{
    bool *is_told = calloc(c->component_count + 1, sizeof *is_told);
    for (size_t i = 0; is_told && i < c->component_count; i++) {
        const yp_component *first = &c->components[i];
        double built = 0, made = 0;
        if (is_told[i] || !first->technology) continue;
        for (size_t k = i; k < c->component_count; k++) {
            const yp_component *x = &c->components[k];
            const bool is_same = x->technology && strcmp(x->technology, first->technology) == 0;
            if (!is_same || strcmp(x->level_unit, first->level_unit) != 0) continue;
            is_told[k] = true;
            const yp_plan_activity *new_capacity = yp_plan_find(plan, YP_PART_BUILT, (uint32_t)k);
            if (new_capacity) built += new_capacity->level[0];
            if (x->table == YP_SUPPLY)
                made += yp_amount(c, plan, yp_plan_find(plan, YP_PART_LEVEL, (uint32_t)k));
        }
        add_figure(figures, "built", first->technology, first->level_unit, built);
        if (first->good != YP_NONE)
            add_figure(figures, "made", first->technology, c->goods[first->good].unit, made);
    }
    free(is_told);
}

static yp_status keep(void *self, const yp_case *c, size_t index, const yp_run *run)
{
    sweeping *s = self;
    const yp_sweep_run *row = &s->table.runs[index];
    json_t *more = json_object(), *figures = json_array();
    if (yp_stop_wished(yp_stop_on_interrupt())) {
        json_decref(more);
        json_decref(figures);
        return YP_STOPPED_BY_USER;
    }
    for (size_t k = 0, at = 0; k < s->table.column_count; k++) {
        yp_setting *next = at < row->setting_count ? (yp_setting *)&row->settings[at] : NULL;
        const size_t length = next ? strlen(next->selector) : 0;
        const bool fits =
            next && strncmp(s->table.columns[k], next->selector, length) == 0 &&
            strncmp(s->table.columns[k] + length + 1, next->attribute, strlen(next->attribute)) == 0;
        json_object_set_new(more, s->table.columns[k], yp_json_number(fits ? next->value : NAN));
        at += fits;
    }
    if (run->plan->has_levels) {
        add_goods(c, run->plan, figures);
        add_technologies(c, run->plan, figures);
    }
    json_object_set_new(more, "figures", figures);
    return yp_batch_keep(&s->batch, index, row->name, c, run, more);
}

static yp_status write_figures(const yp_batch *batch)
{
    size_t k, f;
    const json_t *run, *figure;
    yp_sheet sheet =
        yp_sheet_open(yp_folder_path(batch->folder), "figures.csv", "name,measure,of,unit,value");
    json_array_foreach(batch->runs, k, run)
    {
        json_array_foreach(json_object_get(run, "figures"), f, figure)
        {
            yp_sheet_text(&sheet, json_string_value(json_object_get(run, "name")));
            yp_sheet_text(&sheet, json_string_value(json_object_get(figure, "measure")));
            yp_sheet_text(&sheet, json_string_value(json_object_get(figure, "of")));
            yp_sheet_text(&sheet, json_string_value(json_object_get(figure, "unit")));
            yp_sheet_number(&sheet, json_number_value(json_object_get(figure, "value")));
            yp_sheet_end(&sheet);
        }
    }
    return yp_sheet_close(&sheet);
}

static yp_status say_size(const sweeping *s, size_t at_once)
{
    yp_model *model = NULL;
    yp_status status = yp_model_build(s->c, s->session->diag, &model);
    if (status == YP_OK) status = yp_say_size(model, &s->options->solve, at_once, s->session);
    if (status == YP_OK) status = yp_cautions_tell(s->c, model, s->session->diag);
    yp_model_free(model);
    return status;
}

static void say_runs(const sweeping *s)
{
    size_t k;
    const json_t *run;
    json_array_foreach(s->batch.runs, k, run)
    {
        char cost[64];
        const json_t *number = json_object_get(run, "cost");
        yp_scaled(json_is_number(number) ? json_number_value(number) : NAN, s->c->money, cost, sizeof cost);
        yp_log_say(s->session->log, "run", "%s: %s, cost %s", json_string_value(json_object_get(run, "name")),
                   json_string_value(json_object_get(run, "status")), json_is_number(number) ? cost : "none");
    }
}

/* Columns of sweep.csv: the name, what was set, what came of it. */
static const char **columns_of(const sweeping *s, yp_arena *arena)
{
    static const char *const outcome[] = { "cost", "welfare", "gap", "seconds", "status" };
    enum { outcome_count = sizeof outcome / sizeof *outcome };
    const size_t set = s->table.column_count;
    const char **columns = yp_arena_take(arena, set + outcome_count + 2, sizeof *columns);
    if (!columns) return NULL;
    columns[0] = "name";
    for (size_t k = 0; k < set; k++) columns[k + 1] = s->table.columns[k];
    for (size_t k = 0; k < outcome_count; k++) columns[set + 1 + k] = outcome[k];
    return columns;
}

static int run_sweep(sweeping *s, yp_arena *arena)
{
    yp_solve_options solve = s->options->solve;
    const char **columns = columns_of(s, arena);
    solve.stop = yp_stop_on_interrupt();
    solve.log = s->options->has_log ? s->session->log : NULL;
    if (solve.thread_count == 0) solve.thread_count = (int)sysconf(_SC_NPROCESSORS_ONLN);
    yp_status status =
        columns ? yp_batch_begin(s->options, s->session, s->table.run_count, &s->batch) : YP_NO_MEMORY;
    if (status == YP_OK) status = say_size(s, (size_t)solve.thread_count);
    if (status == YP_OK)
        status = yp_sweep_solve(s->c, s->table.runs, s->table.run_count, &solve, keep, s, s->session->log,
                                s->session->diag);
    if (status == YP_OK) status = write_figures(&s->batch);
    if (status == YP_OK) say_runs(s);
    return columns ? yp_batch_end(&s->batch, status, "sweep", s->c, "sweep.csv", columns)
                   : yp_exit_code(status, false);
}

int yp_solve_sweep(const yp_options *options, const yp_case *c, yp_session *session)
{
    sweeping s = { .options = options, .c = c, .session = session };
    yp_arena *arena = yp_arena_new(NULL);
    yp_status status =
        arena ? yp_sweep_table_read(options->study.sweep, arena, session->diag, &s.table) : YP_NO_MEMORY;
    if (status == YP_OK) status = yp_sweep_check(c, s.table.runs, s.table.run_count, session->diag);
    const int code = status == YP_OK ? run_sweep(&s, arena) : yp_exit_code(status, true);
    yp_arena_free(arena);
    return code;
}
