/** A study of several plans: one result folder each, a table of them, a summary. */
#ifndef YP_CLI_BATCH_H
#define YP_CLI_BATCH_H

#include "base/folder.h"
#include "cli/command.h"

typedef struct {
    const yp_options *options;
    yp_session *session;
    yp_folder *folder;
    char path[4096];   /**< where it will stand */
    json_t *runs;      /**< a row for each by its index; null: not reached */
    bool is_certified; /**< all of them so far */
} yp_batch;

/** Begin the folder of a study of so many runs. @return YP_OK, YP_IO, YP_NO_MEMORY */
yp_status yp_batch_begin(const yp_options *options, yp_session *session, size_t run_count, yp_batch *batch);

/**
 * Write a run as a result folder of that name, and keep its row: name, status, cause, cost, welfare,
 * certificate, seconds, and what `more` holds.
 *
 * @param more  taken over; may be NULL
 */
yp_status yp_batch_keep(yp_batch *batch, size_t index, const char *name, const yp_case *c, const yp_run *run,
                        json_t *more);

/**
 * End the study: `table` with the columns of the rows of all runs, summary.json; then put it in place, or
 * take it away where `status` says so.
 *
 * @param study    "sweep"
 * @param columns  names of the rows' members, ending with NULL
 * @return the exit code
 */
int yp_batch_end(yp_batch *batch, yp_status status, const char *study, const yp_case *c, const char *table,
                 const char *const *columns);

#endif
