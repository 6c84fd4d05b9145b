/** Where the flow of a link goes when it is out. */
#ifndef YP_MODEL_OUTAGES_H
#define YP_MODEL_OUTAGES_H

#include "model/model.h"

/** The meshes' impedances, factored. */
typedef struct yp_outages yp_outages;

/** @return YP_OK, YP_NO_MEMORY */
yp_status yp_outages_open(const yp_model *model, yp_outages **out);
void yp_outages_close(yp_outages *outages);

/** Line outage distribution factors: flow of every link after the outage of `link` = flow + factor × flow of
 * `link` before; −1 for itself, 0 elsewhere in other networks. @param factor  [component_count]
 * @return false if it lies in no mesh, so that its network falls apart */
bool yp_outage_factors(const yp_outages *outages, uint32_t link, double *factor);

/** Links of the case that may fail: `secure`, with a reactance, in a mesh. @param may_fail  [component_count]
 * @param bridges  receives how many are in none; may be NULL */
yp_status yp_outages_find(const yp_model *model, bool *may_fail, size_t *bridges);

#endif
