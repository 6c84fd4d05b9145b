/** What the files that make a network of a case share. Private to the module. */
#ifndef YP_EXCHANGE_CASE_ROWS_H
#define YP_EXCHANGE_CASE_ROWS_H

#include "exchange/network_form.h"
#include "result/plan.h"

/** A row to be: what it stands for, and what its name adds to the component's id. */
typedef struct {
    yp_list list;
    uint32_t component;
    const char *end; /**< "", " unserved", " reverse" */
    size_t at;       /**< row in its list */
} yp_case_row;

/** A network being made of a case and its plan. */
typedef struct {
    yp_network *n;
    const yp_case *c;
    yp_plan *plan;
    yp_form form;
    yp_map *buses; /**< "place good" → row */
    uint32_t *bus_places, *bus_goods;
    size_t bus_count, bus_room;
    yp_case_row *rows; /**< [2 × components] */
    size_t row_count;
    double factor; /**< yearly money of the horizon: year share × Σ weights of the periods */
} yp_case_rows;

/** A warning about a component. */
void yp_case_rows_tell(const yp_case_rows *m, const char *id, const char *what);
/** Is a good balanced in every hour? */
bool yp_case_rows_is_plain(const yp_case_rows *m, uint32_t good);
/** The bus of a node, made when first asked for; YP_NONE when memory runs out. */
uint32_t yp_case_rows_bus(yp_case_rows *m, uint32_t place, uint32_t good);
/** Fill the cells of a row. */
void yp_case_row_put(yp_case_rows *m, const yp_case_row *row);

#endif
