/** A case that never was a network as one, as far as it maps. Private to the module. */
#ifndef YP_EXCHANGE_NETWORK_OF_CASE_H
#define YP_EXCHANGE_NETWORK_OF_CASE_H

#include "exchange/network.h"
#include "result/plan.h"

/**
 * Make a network with the results of a plan: its snapshots are the plan's blocks. What has no place in a
 * network is told as a warning and left out. Close it in any case.
 *
 * @return YP_OK, YP_NO_MEMORY
 */
yp_status yp_network_of_case(const yp_case *c, yp_plan *plan, yp_diag *diag, yp_network *network);

#endif
