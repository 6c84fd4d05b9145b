/** MATPOWER case files (version 2) as cases: the DC optimal power flow that they describe. */
#ifndef YP_EXCHANGE_MATPOWER_H
#define YP_EXCHANGE_MATPOWER_H

#include "case/case.h"

/** Does a path look like one: a name that ends with .m? */
bool yp_matpower_is(const char *path);

/**
 * Read a file as a case of one hour: buses become places, generators supplies (piecewise costs: one supply a
 * step), branches links with a reactance, DC lines links without. Reactance is (r² + x²)/x × tap, the inverse
 * of the series susceptance. Angle limits are limits of the flow.
 *
 * @param diag  receives every problem, with its line; may be NULL
 * @param out   owned by the caller
 * @return YP_OK, YP_BAD_INPUT, YP_IO, YP_NO_MEMORY
 */
yp_status yp_matpower_read(const char *path, yp_diag *diag, yp_case **out);

/** The same from memory. `text` need not be terminated. */
yp_status yp_matpower_parse(const char *text, size_t length, const char *shown, yp_diag *diag, yp_case **out);

#endif
