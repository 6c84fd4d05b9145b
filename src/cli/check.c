#include "case/columns.h"
#include "cli/command.h"
#include "cli/open.h"
#include "model/model.h"
#include "output/summary.h"
#include "study/cautions.h"
#include "study/studies.h"

#include <string.h>

static void set_count(json_t *object, const char *name, size_t count)
{
    json_object_set_new(object, name, json_integer((json_int_t)count));
}

/* What the case holds, for people and (in `object`) for machines. */
static void count_components(const yp_case *c, yp_log *log, json_t *object)
{
    size_t counts[YP_TABLE_COUNT] = { 0 };
    for (size_t i = 0; i < c->component_count; i++) counts[c->components[i].table]++;
    yp_log_say(log, "case", "%s: %zu layers, %zu places, %zu goods, %zu reforms",
               c->title ? c->title : c->folder, c->layer_count, c->place_count, c->good_count,
               c->reform_count);
    yp_log_say(
        log, "rows",
        "%zu supplies, %zu demands, %zu links, %zu processes, %zu stores, %zu coefficients, %zu barriers",
        counts[YP_SUPPLY], counts[YP_DEMAND], counts[YP_LINK], counts[YP_PROCESS], counts[YP_STORE],
        c->coefficient_count, c->barrier_count);
    set_count(object, "places", c->place_count);
    set_count(object, "goods", c->good_count);
    set_count(object, "supplies", counts[YP_SUPPLY]);
    set_count(object, "demands", counts[YP_DEMAND]);
    set_count(object, "links", counts[YP_LINK]);
    set_count(object, "processes", counts[YP_PROCESS]);
    set_count(object, "stores", counts[YP_STORE]);
    set_count(object, "coefficients", c->coefficient_count);
    set_count(object, "barriers", c->barrier_count);
    set_count(object, "reforms", c->reform_count);
    for (size_t s = 0; s < c->branch_count; s++)
        yp_log_say(log, "scenario", "%s, probability %g", c->scenarios[c->branches[s].scenario].id,
                   c->branches[s].probability);
    if (c->branch_count > 0) set_count(object, "stochastic_scenarios", c->branch_count);
    if (c->dropped_row_count > 0)
        yp_log_say(log, "layers", "%zu rows mention layers that are left out and were dropped",
                   c->dropped_row_count);
}

static void say_quality(const yp_case *c, yp_log *log)
{
    static const char *const qualities[] = {
        "official", "published", "derived", "estimate", "recalled", "own"
    };
    enum { quality_count = sizeof qualities / sizeof *qualities };
    size_t counts[quality_count] = { 0 }, none = 0;
    for (size_t i = 0; i < c->component_count; i++) {
        size_t q = 0;
        while (q < quality_count &&
               (!c->components[i].quality || strcmp(qualities[q], c->components[i].quality) != 0))
            q++;
        if (q < quality_count)
            counts[q]++;
        else
            none++;
    }
    yp_log_say(log, "quality",
               "%zu official, %zu published, %zu derived, %zu estimate, %zu recalled, %zu own, %zu unmarked",
               counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], none);
}

static yp_status measure(const yp_case *c, yp_session *session, json_t *object)
{
    yp_model *model = NULL;
    yp_status status = yp_model_build(c, session->diag, &model);
    if (status != YP_OK) return status;
    yp_model_size size = yp_model_measure(model);
    yp_log_say(session->log, "model",
               "%zu blocks, %lld columns, %lld rows, %lld coefficients: %.1f MB as a matrix",
               model->blocks.count, (long long)size.columns, (long long)size.rows, (long long)size.entries,
               (double)size.bytes / 1e6);
    set_count(object, "blocks", model->blocks.count);
    set_count(object, "rows", (size_t)size.rows);
    set_count(object, "columns", (size_t)size.columns);
    set_count(object, "coefficients_of_matrix", (size_t)size.entries);
    set_count(object, "bytes_of_matrix", (size_t)size.bytes);
    if (model->blocks.year_share != 1)
        yp_log_say(session->log, "time", "%g of a year: amounts and money per year count that much",
                   model->blocks.year_share);
    status = yp_cautions_tell(c, model, session->diag);
    yp_model_free(model);
    return status;
}

int yp_command_check(int argc, char **argv)
{
    const struct argp_child groups[] = {
        { &yp_check_argp, 0, NULL, 0 }, { &yp_case_argp, 0, NULL, 0 }, { &yp_voice_argp, 0, NULL, 0 }, { 0 }
    };
    yp_options options;
    yp_options_parse(argc, argv, "yipan check", "CASE", "Load, validate and count a case; nothing is solved.",
                     groups, &options);
    yp_session session;
    if (!yp_session_open(&options, &session)) return YP_EXIT_MACHINE;
    if (options.wants_columns) {
        yp_columns_print(stdout, false);
        return yp_session_close(&session, YP_EXIT_DONE);
    }
    yp_case *c = NULL;
    yp_status status = yp_case_open(&options, session.diag, &c);
    int code = yp_exit_code(status, true);
    if (status == YP_OK) {
        json_t *object = yp_summary_case(c);
        count_components(c, session.log, object);
        say_quality(c, session.log);
        status = yp_studies_check(c, session.diag);
        if (status == YP_OK) status = measure(c, &session, object);
        code = yp_exit_code(status, true);
        if (status == YP_OK)
            code = yp_exit_code(yp_session_print(&session, object), false);
        else
            json_decref(object);
    }
    yp_case_free(c);
    return yp_session_close(&session, code);
}
