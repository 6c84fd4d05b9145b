/** Units of measure: UDUNITS-2 on a units.xml of our own, with money and calendar-free years. */
#ifndef YP_TABLE_UNITS_H
#define YP_TABLE_UNITS_H

#include "base/diag.h"
#include "yipan.h"

/** The unit system of a case: our units.xml, its currency and the rates to other ones. One thread at a time.
 */
typedef struct yp_units yp_units;

/** `currency` e.g. "CNY", `year` of the prices. Rates are added with yp_units_add_rate(). */
yp_status yp_units_new(const char *currency, int year, yp_diag *diag, yp_units **out);
void yp_units_free(yp_units *units);

/** One unit of `money` ("EUR", "CNY@2015") is `factor` of the case's money. */
yp_status yp_units_add_rate(yp_units *units, const char *money, double factor, yp_spot at, yp_diag *diag);

/**
 * Factor from one unit to another: value in `from` × factor = value in `to`. Results are cached by text.
 *
 * `from` and `to` are unit texts such as "MW", "CNY/MWh", "t/year", "EUR/MWh", "CNY@2015/t", "1", "%".
 * A unit that is unknown, ambiguous (`ton`, `a`), offset (`degC` to `K`), or of another dimension is an error
 * at `at` that shows both. `what` names the quantity in the message ("capacity").
 */
yp_status yp_units_factor(yp_units *units, const char *from, const char *to, const char *what, yp_spot at,
                          yp_diag *diag, double *factor);

#endif
