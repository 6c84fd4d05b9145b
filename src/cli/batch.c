#include "cli/batch.h"

#include "base/path.h"
#include "output/result_folder.h"
#include "output/sheet.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

yp_status yp_batch_begin(const yp_options *options, yp_session *session, size_t run_count, yp_batch *batch)
{
    *batch = (yp_batch){ .options = options, .session = session, .runs = json_array(), .is_certified = true };
    if (!batch->runs) return YP_NO_MEMORY;
    for (size_t k = 0; k < run_count; k++) json_array_append_new(batch->runs, json_null());
    yp_output_name(options, batch->path, sizeof batch->path);
    return yp_folder_begin(batch->path, options->has_force, session->diag, &batch->folder);
}

static json_t *row_of(const char *name, const yp_run *run)
{
    const yp_plan *plan = run->plan;
    json_t *row = json_object();
    json_object_set_new(row, "name", json_string(name));
    json_object_set_new(row, "status", json_string(yp_outcome_text(plan->outcome)));
    json_object_set_new(row, "cause", yp_json_text(plan->cause));
    json_object_set_new(row, "cost", yp_json_number(plan->objective));
    json_object_set_new(row, "welfare", yp_json_number(run->has_accounts ? run->accounts.welfare : NAN));
    json_object_set_new(row, "gap", yp_json_number(plan->certificate.gap));
    json_object_set_new(row, "seconds", yp_json_number(plan->seconds_solve));
    return row;
}

yp_status yp_batch_keep(yp_batch *batch, size_t index, const char *name, const yp_case *c, const yp_run *run,
                        json_t *more)
{
    char path[YP_PATH_ROOM];
    json_t *row = row_of(name, run);
    if (more) json_object_update(row, more);
    json_decref(more);
    json_array_set_new(batch->runs, index, row);
    batch->is_certified = batch->is_certified && yp_exit_of(run->plan->outcome) == YP_EXIT_DONE;
    if (!yp_path_join(path, sizeof path, yp_folder_path(batch->folder), name) || mkdir(path, 0777) != 0) {
        yp_diag_error(batch->session->diag, (yp_spot){ batch->path, 0, 0 },
                      "the folder '%s' could not be made", name);
        return YP_IO;
    }
    yp_summary_source source = { c, run->plan, run->has_accounts ? &run->accounts : NULL,
                                 batch->options->typed };
    return yp_result_write(&source, batch->options->wants_duals, path, batch->session->diag, NULL);
}

static void write_cell(yp_sheet *sheet, const json_t *cell)
{
    if (json_is_number(cell))
        yp_sheet_number(sheet, json_number_value(cell));
    else
        yp_sheet_text(sheet, json_is_string(cell) ? json_string_value(cell) : "");
}

static yp_status write_table(const yp_batch *batch, const char *table, const char *const *columns)
{
    size_t index, length = 1;
    const json_t *run;
    for (size_t k = 0; columns[k]; k++) length += strlen(columns[k]) + 1;
    char *header = calloc(length, 1);
    if (!header) return YP_NO_MEMORY;
    for (size_t k = 0; columns[k]; k++) {
        if (k > 0) strcat(header, ",");
        strcat(header, columns[k]);
    }
    yp_sheet sheet = yp_sheet_open(yp_folder_path(batch->folder), table, header);
    free(header);
    json_array_foreach(batch->runs, index, run)
    {
        if (!json_is_object(run)) continue; /* it was not reached */
        for (size_t k = 0; columns[k]; k++) write_cell(&sheet, json_object_get(run, columns[k]));
        yp_sheet_end(&sheet);
    }
    return yp_sheet_close(&sheet);
}

int yp_batch_end(yp_batch *batch, yp_status status, const char *study, const yp_case *c, const char *table,
                 const char *const *columns)
{
    json_t *summary = NULL;
    if (!batch->folder) {
        json_decref(batch->runs);
        return yp_exit_code(status, false);
    }
    if (status == YP_OK) status = write_table(batch, table, columns);
    if (status == YP_OK) {
        summary = json_object();
        json_object_set_new(summary, "study", json_string(study));
        json_object_set(summary, "runs", batch->runs);
        json_object_set_new(summary, "case", yp_summary_case(c));
        json_object_set_new(summary, "command", yp_json_text(batch->options->typed));
        json_object_set_new(summary, "version", json_string(yp_version()));
        status = yp_summary_write(summary, yp_folder_path(batch->folder), batch->session->diag);
    }
    if (status == YP_OK && yp_stop_wished(yp_stop_on_interrupt())) status = YP_STOPPED_BY_USER;
    if (status == YP_OK)
        status = yp_folder_commit(batch->folder, batch->session->diag);
    else
        yp_folder_abort(batch->folder);
    if (status == YP_OK)
        yp_log_say(batch->session->log, "result", "%s/   (next: yipan verify %s)", batch->path, batch->path);
    if (status == YP_OK)
        status = yp_session_print(batch->session, summary);
    else
        json_decref(summary);
    json_decref(batch->runs);
    const int code = yp_exit_code(status, false);
    return code == YP_EXIT_DONE && !batch->is_certified ? YP_EXIT_NO_PLAN : code;
}
