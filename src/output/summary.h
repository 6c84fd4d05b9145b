/** summary.json: what a result says of itself, for machines. */
#ifndef YP_OUTPUT_SUMMARY_H
#define YP_OUTPUT_SUMMARY_H

#include "verify/verify.h"

#include <jansson.h>

/** What a summary is made from. */
typedef struct {
    const yp_case *c;
    const yp_plan *plan;
    const yp_accounts *accounts; /**< NULL: none */
    const char *command;         /**< as typed */
} yp_summary_source;

/** A number, or null for NaN and the infinite: JSON has neither. */
json_t *yp_json_number(double number);
/** A text, or null for NULL. */
json_t *yp_json_text(const char *text);

/** The summary of one plan as a new object; NULL when memory runs out. */
json_t *yp_summary_make(const yp_summary_source *source);

/** Facts of the case alone, for the summaries of studies: title, layers, hash, version. */
json_t *yp_summary_case(const yp_case *c);

/** Write an object as `folder/summary.json`. @return YP_OK, YP_IO, YP_NO_MEMORY */
yp_status yp_summary_write(const json_t *summary, const char *folder, yp_diag *diag);

#endif
