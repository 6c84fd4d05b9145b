/** The task farm: independent pieces of work on threads of our own. */
#ifndef YP_STUDY_FARM_H
#define YP_STUDY_FARM_H

#include "yipan.h"

/** One piece of work. Another answer than YP_OK lets the rest go undone. */
typedef yp_status (*yp_farm_task)(void *self, size_t worker, size_t task);

/**
 * Do tasks 0 … task_count − 1 on up to `worker_count` threads (the caller's own is one of them). Each worker
 * takes the next task that nobody has taken.
 * @return YP_OK or the first other answer
 */
yp_status yp_farm_run(size_t worker_count, size_t task_count, yp_farm_task task, void *self);

#endif
