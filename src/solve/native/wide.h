/** The wide columns' stretch: the passes of kernel.h serve them too, as one stretch without shares. */
#ifndef YP_SOLVE_NATIVE_WIDE_H
#define YP_SOLVE_NATIVE_WIDE_H

#include "solve/native/internal.h"

/** Prices that wide columns see from wide rows and, through down terms, from base rows. */
void yp_wide_prices(yp_solver *s, const double *y, const double *w);
yp_stretch yp_wide_stretch(const yp_solver *s);

#endif
