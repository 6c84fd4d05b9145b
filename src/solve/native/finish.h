/** The way back from the iterate to the program. */
#ifndef YP_SOLVE_NATIVE_FINISH_H
#define YP_SOLVE_NATIVE_FINISH_H

#include "solve/native/internal.h"

void yp_native_finish(const yp_solver *s, const yp_layout *layout, yp_native_solution *out);

#endif
