#include "output/result_folder.h"

#include "result/folder.h"

yp_status yp_result_write(const yp_summary_source *source, bool wants_duals, const char *folder,
                          yp_diag *diag, json_t **summary)
{
    yp_plan shown = *source->plan;
    if (shown.alternative.expression) shown.has_prices = false; /* they are no money */
    yp_tidy_source tidy = { source->c, &shown, source->accounts, wants_duals };
    yp_status status = yp_plan_write(source->c, source->plan, folder, diag);
    if (status == YP_OK) status = yp_tidy_write(&tidy, folder, diag);
    if (status != YP_OK) return status;
    json_t *object = yp_summary_make(source);
    status = yp_summary_write(object, folder, diag);
    if (status == YP_OK && summary)
        *summary = object;
    else
        json_decref(object);
    return status;
}
