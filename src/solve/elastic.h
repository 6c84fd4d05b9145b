/** The elastic relaxation of a program: rows may be violated at a price, and the least total is sought. Its
 * duals prove that the program has no solution. */
#ifndef YP_SOLVE_ELASTIC_H
#define YP_SOLVE_ELASTIC_H

#include "solve/highs.h"

/** What was found. Vectors are owned; free with yp_elastic_free(). */
typedef struct {
    yp_outcome outcome; /**< YP_OPTIMAL: all below is there */
    double total;       /**< least weighted violation; 0 to the tolerance: the rows have a solution */
    double *short_by;   /**< [row_count] what a row lacks (> 0) or has too much (< 0) */
    double *dual;       /**< [row_count] a ray: Σ dual·row is beyond what the bounds of the columns allow */
} yp_elastic;

/**
 * Minimise Σ weight·violation over the rows of a program, without its own costs, slopes and whole numbers.
 *
 * @param weight  [row_count] ≥ 0, price of violating a row by one; INFINITY: the row must hold
 * @return YP_OK (see outcome; YP_INFEASIBLE where the rows that must hold exclude each other), YP_NO_MEMORY,
 * YP_INTERNAL
 */
yp_status yp_elastic_solve(const yp_program *program, const double *weight, const yp_highs_options *options,
                           yp_elastic *out);
void yp_elastic_free(yp_elastic *elastic);

#endif
