/** Waiting where capacity is shared: queues apart and pooled. */
#ifndef YP_STUDY_QUEUE_H
#define YP_STUDY_QUEUE_H

#include "study/studies.h"

/**
 * Probability that who arrives has to wait, with random arrivals, exponential service and c servers (Erlang
 * C; Erlang 1917).
 *
 * @param load     arrivals per hour × hours of service, in servers; ≥ 0
 * @param servers  c, from 1
 * @return 1 if the load is c or more
 */
double yp_erlang_c(double load, size_t servers);

/**
 * For the good that supplies serve and demands ask for: places that open links of the good join (a closed
 * barrier that stands closes a link) are one queue, with the demands' arrivals together and
 * capacity × `service_hours` servers. Travel between them is not counted: an approximation in favour of
 * pooling.
 *
 * Figures, of the first place of each queue by id: `servers`, `arrivals` per hour, `waiting` the share that
 * has to wait, `wait` the mean hours before service (infinite where the load is too much).
 */
yp_study_run yp_study_queue;

#endif
