/** Tables of a network filled cell by cell; a column begins with its attribute's default. Private to the
 * module. */
#ifndef YP_EXCHANGE_NETWORK_FORM_H
#define YP_EXCHANGE_NETWORK_FORM_H

#include "exchange/network.h"

enum { YP_FORM_MOST = 256 };

/** A column that was begun; one of the three has memory. */
typedef struct {
    yp_list list;
    const char *name;
    double *numbers, *series;
    const char **texts;
} yp_form_column;

typedef struct {
    yp_network *n; /**< its tables have their names */
    yp_form_column columns[YP_FORM_MOST];
    size_t count;
} yp_form;

void yp_form_number(yp_form *form, yp_list list, size_t row, const char *name, double number);
void yp_form_text(yp_form *form, yp_list list, size_t row, const char *name, const char *text);
void yp_form_flag(yp_form *form, yp_list list, size_t row, const char *name);
/** The series of a row, [snapshot_count], to fill; NULL when memory runs out. */
double *yp_form_series(yp_form *form, yp_list list, size_t row, const char *name);
/** Rows of a series that were not filled take their number, but for attributes whose gaps mean something. */
void yp_form_finish(yp_form *form);

#endif
