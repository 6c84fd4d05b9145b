/** Two halves of a job on two threads. */
#ifndef YP_SOLVE_NATIVE_TEAM_H
#define YP_SOLVE_NATIVE_TEAM_H

#include <stdbool.h>
#include <stddef.h>

/** A helper thread that waits for work; without one, the caller does both halves itself. */
typedef struct yp_team yp_team;

/** @param wants_helper  false, or no thread to be had: the team is the caller alone. NULL when memory runs
 * out */
yp_team *yp_team_new(bool wants_helper);
void yp_team_free(yp_team *team);

/** Call work(self, part) for part = 0 … part_count − 1 (1 or 2) and wait until all are done. */
void yp_team_run(yp_team *team, size_t part_count, void (*work)(void *self, size_t part), void *self);

#endif
