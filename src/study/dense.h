/** Small dense systems of linear equations. */
#ifndef YP_STUDY_DENSE_H
#define YP_STUDY_DENSE_H

#include <stdbool.h>
#include <stddef.h>

/**
 * Solve A X = B by elimination with partial pivoting; O(n³).
 *
 * @param a  [n][n], row by row; destroyed
 * @param b  [n][count], row by row: B, then X
 * @return false if A is singular to working precision
 */
bool yp_dense_solve(double *a, size_t n, double *b, size_t count);

#endif
