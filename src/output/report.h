/** The report: one HTML file that holds its page, its data and its script; docs/report-data.md says what it
 * is told. */
#ifndef YP_OUTPUT_REPORT_H
#define YP_OUTPUT_REPORT_H

#include "base/diag.h"
#include "yipan.h"

#include <jansson.h>

/**
 * Read a result folder (of one solve, or of a study with one folder per solve) and make the report's data.
 *
 * @param diag  receives what could not be read
 * @param out   the data, owned by the caller (json_decref)
 * @return YP_OK, YP_BAD_INPUT, YP_IO, YP_NO_MEMORY
 */
yp_status yp_report_read(const char *folder, yp_diag *diag, json_t **out);

/**
 * The page with the data in it.
 *
 * @param page    memory of malloc(), terminated, freed by the caller
 * @param length  its bytes
 * @return YP_OK, YP_NO_MEMORY, YP_INTERNAL (the page that was built in lacks a placeholder)
 */
yp_status yp_report_fill(const json_t *data, char **page, size_t *length);

/**
 * Write a report beside its place and rename it. Replaces a report of yipan; any other file only with
 * `force`.
 *
 * @param bytes  of the file; may be NULL
 * @return YP_OK, YP_IO, YP_NO_MEMORY, YP_INTERNAL
 */
yp_status yp_report_write(const json_t *data, const char *path, bool force, yp_diag *diag, size_t *bytes);

#endif
