/** PyPSA networks as cases: docs/pypsa.md says what becomes what, and what is refused. */
#ifndef YP_EXCHANGE_PYPSA_H
#define YP_EXCHANGE_PYPSA_H

#include "case/case.h"

/** Does a path look like a network: a file whose name ends with .nc, or a folder that holds buses.csv but no
 * case.yaml? */
bool yp_pypsa_is(const char *path);

/**
 * Read a network as a case.
 *
 * @param path  a folder of CSV tables or a netCDF file
 * @param diag  receives every problem, each with list, component and attribute; may be NULL
 * @param out   owned by the caller
 * @return YP_OK, YP_BAD_INPUT, YP_IO, YP_NO_MEMORY
 */
yp_status yp_pypsa_read(const char *path, yp_diag *diag, yp_case **out);

#endif
