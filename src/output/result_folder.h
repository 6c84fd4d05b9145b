/** All files of one plan's result. */
#ifndef YP_OUTPUT_RESULT_FOLDER_H
#define YP_OUTPUT_RESULT_FOLDER_H

#include "output/summary.h"
#include "output/tidy.h"

/** Write case/, series.nc, the tidy tables and summary.json into an existing, empty folder.
 *  @param summary  receives the summary, owned by the caller (json_decref); may be NULL
 *  @return YP_OK, YP_IO, YP_NO_MEMORY */
yp_status yp_result_write(const yp_summary_source *source, bool wants_duals, const char *folder,
                          yp_diag *diag, json_t **summary);

#endif
