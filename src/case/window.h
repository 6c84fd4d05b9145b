/** A stretch of a case's time as a case of its own: the windows of a rolling horizon. */
#ifndef YP_CASE_WINDOW_H
#define YP_CASE_WINDOW_H

#include "case/case.h"

/** Where stores stand at the ends of a window; NaN: as the case says. */
typedef struct {
    const double *initial; /**< [component_count] what a store holds before the first snapshot, after its
                            * losses until the end of that */
    const double *final;   /**< [component_count] what it must hold at the end, no more and no less */
    bool is_last;          /**< the window ends with the case: what the case asks of its end holds */
} yp_window_ends;

/**
 * The snapshots [first, first + count) of a case. Stores with an initial level run once through the window;
 * those without keep their cycle, which then closes within the window. Shares memory with `c`, which must
 * outlive it.
 * @return YP_OK, YP_NO_MEMORY
 */
yp_status yp_case_window(const yp_case *c, size_t first, size_t count, const yp_window_ends *ends,
                         yp_case **out);

#endif
