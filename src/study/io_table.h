/** A case of processes read as an input-output table: every process is a sector with one product. */
#ifndef YP_STUDY_IO_TABLE_H
#define YP_STUDY_IO_TABLE_H

#include "case/case.h"

typedef struct {
    size_t count;            /**< sectors */
    const uint32_t *process; /**< [count] component of each */
    double *net;             /**< [count][count] I − A: of the row's product, made by a unit of the column's
                                process (− used) */
    double *final_demand;    /**< [count] wanted of each product */
    double *value_added;     /**< [count] cost of each process */
    double *capacity;        /**< [count] */
} yp_io_table;

/**
 * Read the table: products are what processes make (one each, made by no other), final demand the demands of
 * products, value added the cost. What processes use and none makes, and what varies over time, is an error.
 *
 * @param study  who asks, for messages
 * @param at     where it is asked
 * @return YP_OK, YP_BAD_INPUT, YP_NO_MEMORY
 */
yp_status yp_io_table_make(const yp_case *c, const char *study, yp_spot at, yp_arena *arena, yp_diag *diag,
                           yp_io_table *out);

/** Outputs that meet final demand: x of (I − A) x = f, Leontief's quantities. @return YP_OK, YP_BAD_INPUT
 * (singular), YP_NO_MEMORY */
yp_status yp_io_table_outputs(const yp_io_table *table, yp_arena *arena, double *output);

#endif
