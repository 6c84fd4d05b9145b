/** Rows that the case keeps for applying changes and for being written again; private to the module. */
#ifndef YP_CASE_TABLES_H
#define YP_CASE_TABLES_H

#include "case/case.h"

/** Columns that begin with `_`, carried along with a row: a list in the order of the header. */
struct yp_carried {
    const char *name, *text;
    const yp_carried *next;
};

typedef enum { YP_CHANGE_FACTOR, YP_CHANGE_ADD, YP_CHANGE_SET } yp_change;

/** What a scenario changes: one row per component or barrier that it hits. */
typedef struct {
    uint32_t scenario;
    uint32_t component, barrier; /**< one of them is YP_NONE */
    const char *attribute;
    yp_change change;
    yp_value value; /**< in the unit of the attribute */
    yp_spot at;
} yp_shock;

/** A row of blocks.csv. */
typedef struct {
    double step, sum, cost;
} yp_block_row;

typedef enum { YP_JOIN_CALENDAR, YP_JOIN_STAMP, YP_JOIN_POSITION } yp_join;

typedef struct yp_tables yp_tables;
struct yp_tables {
    yp_shock *shocks; /**< sorted by scenario, component, barrier, attribute */
    size_t shock_count;
    yp_join join;
    const char *const *snapshots; /**< [snapshot_count] keys of explicit blocks, or NULL */
    const char *const *cycles;    /**< [snapshot_count] names of their chains */
};

#endif
