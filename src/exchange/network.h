/** A PyPSA network as its files say it: tables of components with their columns and series, before anything
 * is made of them. The two readers (a CSV folder, a netCDF file) fill the same. Private to the module. */
#ifndef YP_EXCHANGE_NETWORK_H
#define YP_EXCHANGE_NETWORK_H

#include "base/diag.h"
#include "base/map.h"
#include "exchange/pypsa_attributes.h"
#include "yipan.h"

/** A column of a table. A reader gives texts or numbers. */
typedef struct {
    const char *name;
    const char *const *texts; /**< [count] as written, never NULL inside; NULL: numbers */
    const double *numbers;    /**< [count] */
    bool is_flag;             /**< numbers that mean True and False */
} yp_net_column;

/** What varies over time: one attribute of some components. */
typedef struct {
    const char *attribute;
    size_t count;
    const char *const *names; /**< [count] components */
    yp_map *places;           /**< name → place in `names`; made once all is read */
    const double *values;     /**< [count × snapshot_count], the snapshots of a component together */
} yp_net_series;

/** An attribute of one component at breakpoints. */
typedef struct yp_net_curve yp_net_curve;
struct yp_net_curve {
    yp_list list;
    const char *attribute, *name;
    size_t count;
    const double *x, *y; /**< [count] without gaps */
    const yp_net_curve *next;
};

/** The components of one list. */
typedef struct {
    size_t count;
    const char *const *names; /**< [count] */
    const uint32_t *lines;    /**< [count] in the file of the table; NULL: no lines */
    yp_map *rows;             /**< name → row */
    yp_net_column *columns;
    yp_net_series *series;
    size_t column_count, column_room, series_count, series_room;
    const char *file; /**< as messages name it */
    /** [count] what a row stands for, of a network made from a case: component, node of the plan for buses,
     * YP_NONE. NULL: found by name. */
    const uint32_t *origins;
} yp_net_table;

/** An investment period. */
typedef struct {
    int year;
    double objective, years; /**< weight of its costs; how many years it stands for */
} yp_net_period;

typedef struct {
    yp_arena *arena;
    yp_diag *diag;
    const char *shown;         /**< path as messages name it */
    const char *name;          /**< of the network, never NULL */
    bool keeps_all;            /**< series without a meaning for the case are read too */
    const char *meta, *crs;    /**< JSON texts carried along; NULL: none */
    double reported, constant; /**< objective of a plan that is written with it, NaN: none; its constant */
    size_t snapshot_count;
    const yp_net_period *periods; /**< [period_count], rising; 0: the network has none */
    size_t period_count;
    const uint32_t *period_of;                     /**< [snapshot_count] NULL: the network has none */
    const char *const *snapshots;                  /**< [snapshot_count] */
    const double *objective, *stores, *generators; /**< [snapshot_count] hours */
    yp_net_table tables[YP_LIST_COUNT];
    size_t scenario;                /**< the one that is read, of as many as the file has; 0 without */
    size_t scenario_count;          /**< 0: the file has none */
    const char *const *scenarios;   /**< [scenario_count] */
    const double *scenario_weights; /**< [scenario_count] probabilities */
    const yp_net_curve *curves;     /**< a list */
    size_t error_count;             /**< told so far */
    bool no_memory;
} yp_network;

/** Read either kind: a folder that holds buses.csv, or a netCDF file; of a file with scenarios, which only
 * netCDF can hold, one of them. @return YP_OK, YP_BAD_INPUT, YP_IO, YP_NO_MEMORY. Close it in any case. */
yp_status yp_network_read(const char *path, size_t scenario, yp_diag *diag, yp_network *network);
/** The same with everything that the files hold, for whoever writes it again. */
yp_status yp_network_read_all(const char *path, yp_diag *diag, yp_network *network);
void yp_network_close(yp_network *network);

/* ---- for the readers (network.c) ---- */

/** Zeroed memory of the network; NULL, and no_memory, when it runs out. */
void *yp_network_take(yp_network *network, size_t count, size_t size);
/** A terminated copy in normal form C, likewise; "" then. */
const char *yp_network_keep(yp_network *network, const char *text, size_t length);
/** An error that counts. */
void yp_network_error(yp_network *network, yp_spot at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/** The names of a table's components: claimed once each, none empty or very long. */
void yp_network_claim(yp_network *network, yp_list list, const char *const *names, size_t count);
yp_net_column *yp_network_add_column(yp_network *network, yp_list list, const char *name);
yp_net_series *yp_network_add_series(yp_network *network, yp_list list, const char *attribute);
/** One snapshot `now` of weight 1. */
void yp_network_take_now(yp_network *network);
/** What investment_periods says, [count] each. Before yp_network_take_periods(). */
void yp_network_list_periods(yp_network *network, const double *years, const double *objective,
                             const double *length, size_t count);
/** The years of the periods that snapshots lie in, [snapshot_count]: those become the network's periods. */
void yp_network_take_periods(yp_network *network, const double *years);
/** Where a component stands. */
yp_spot yp_network_spot(const yp_network *network, yp_list list, size_t row);

/* network_curves.c */
/** A curve of a component that is there; gaps (NaN) are left out, in the arrays themselves. */
void yp_network_add_curve(yp_network *network, yp_list list, const char *attribute, const char *name,
                          size_t count, double *x, double *y);
/** The text of a file of curves. */
yp_status yp_network_parse_curves(yp_network *network, yp_list list, const char *attribute, const char *path,
                                  const char *text, size_t length);
/** The curve of a component; attribute NULL: of any. NULL: none. */
const yp_net_curve *yp_network_curve(const yp_network *network, yp_list list, size_t row,
                                     const char *attribute);

/* network_csv.c, network_netcdf.c */
yp_status yp_network_read_folder(const char *folder, yp_network *network);
yp_status yp_network_read_netcdf(const char *path, yp_network *network);

/* ---- for whoever makes something of it (network_cells.c) ---- */

/** A static number; the attribute's default where the table has no such column; NaN where a cell is empty.
 * What is no number is an error. */
double yp_network_number(yp_network *n, yp_list list, size_t row, const char *name);
bool yp_network_flag(yp_network *n, yp_list list, size_t row, const char *name);
/** Never NULL. */
const char *yp_network_text(yp_network *n, yp_list list, size_t row, const char *name);
/** The series of a component, [snapshot_count], or NULL: it does not vary. */
const double *yp_network_series(const yp_network *n, yp_list list, size_t row, const char *name);
/** The cell of a column as text, as the file has it or printed. */
const char *yp_network_cell(yp_network *network, const yp_net_column *column, size_t row);

#endif
