/** A plan in the words of a PyPSA network. Private to the module. */
#ifndef YP_EXCHANGE_PYPSA_RESULTS_H
#define YP_EXCHANGE_PYPSA_RESULTS_H

#include "exchange/network.h"
#include "result/plan.h"

/**
 * Put the results of a plan into a network: dispatch, capacities, prices and duals, with the signs of
 * PyPSA 1.3. A component of the network that the plan does not know (an inactive one) keeps zeros.
 *
 * @param network    a component NAME of a list is the case's `word:NAME`, unless the list says otherwise
 * @param c, plan    with levels; prices and duals where it has them
 * @param snapshots  [blocks of the plan] the network's snapshot of each
 * @return YP_OK, YP_NO_MEMORY
 */
yp_status yp_network_take_results(yp_network *network, const yp_case *c, yp_plan *plan,
                                  const uint32_t *snapshots);

#endif
