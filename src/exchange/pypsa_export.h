/** Results as PyPSA networks. */
#ifndef YP_EXCHANGE_PYPSA_EXPORT_H
#define YP_EXCHANGE_PYPSA_EXPORT_H

#include "result/plan.h"

/**
 * Write a plan back into the network that its case was read from: everything that the network holds, and
 * dispatch, capacities, prices and duals as PyPSA 1.3 has them. Where there is no such network, or it says
 * something else by now, the network is made from the case; what has no place in one is told as warnings.
 *
 * @param c, plan  of a result; the plan has levels
 * @param network  the network that the case was read from; NULL: as the case remembers. One that is named
 *                 must read to the same case
 * @param path     a netCDF file that is not there yet
 * @return YP_OK, YP_BAD_INPUT, YP_IO, YP_NO_MEMORY
 */
yp_status yp_pypsa_write(const yp_case *c, yp_plan *plan, const char *network, const char *path,
                         yp_diag *diag);

/** Write a network of either kind as netCDF, without results of a plan. */
yp_status yp_pypsa_convert(const char *network, const char *path, yp_diag *diag);

#endif
