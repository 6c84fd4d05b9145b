/** A network as a netCDF file that pypsa.Network() opens. Private to the module. */
#ifndef YP_EXCHANGE_NETWORK_WRITE_H
#define YP_EXCHANGE_NETWORK_WRITE_H

#include "exchange/network.h"

/**
 * Write it, in the layout of PyPSA 1.3. Texts that are all numbers, or all True and False, become such, but
 * for attributes that are texts. What netCDF cannot name is left out with a warning.
 *
 * @return YP_OK, YP_IO (a file is there already, the disk is full: told), YP_NO_MEMORY
 */
yp_status yp_network_write(const yp_network *network, const char *path, yp_diag *diag);

/** A column of numbers [count of the list] or series [count × snapshot_count] of a list, put in place of one
 * of the same name; NULL when memory runs out. */
double *yp_network_result_column(yp_network *network, yp_list list, const char *name);
double *yp_network_result_series(yp_network *network, yp_list list, const char *attribute);
/** One row of a series that was put so, [snapshot_count]; NULL: there is none. */
double *yp_network_result_row(yp_network *network, yp_list list, size_t row, const char *attribute);

#endif
