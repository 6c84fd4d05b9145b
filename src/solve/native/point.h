/** Points that later solves start from. */
#ifndef YP_SOLVE_NATIVE_POINT_H
#define YP_SOLVE_NATIVE_POINT_H

#include "solve/native/internal.h"

/** Keep the iterate as it is. NULL when memory runs out. */
yp_native_point *yp_point_keep(const yp_solver *s);

/** Begin at a point of an earlier solve. False, and nothing done, where the structure differs. */
bool yp_start_at(yp_solver *s, const yp_native_point *point);

#endif
