#include "study/dense.h"

#include <float.h>
#include <math.h>

static void swap_rows(double *matrix, size_t width, size_t i, size_t k)
{
    for (size_t j = 0; j < width; j++) {
        const double kept = matrix[i * width + j];
        matrix[i * width + j] = matrix[k * width + j];
        matrix[k * width + j] = kept;
    }
}

static size_t find_pivot(const double *a, size_t n, size_t column)
{
    size_t best = column;
    for (size_t i = column + 1; i < n; i++)
        if (fabs(a[i * n + column]) > fabs(a[best * n + column])) best = i;
    return best;
}

static void subtract_row(double *matrix, size_t width, size_t from, size_t to, double factor)
{
    for (size_t j = 0; j < width; j++) matrix[to * width + j] -= factor * matrix[from * width + j];
}

bool yp_dense_solve(double *a, size_t n, double *b, size_t count)
{
    double largest = 0;
    for (size_t k = 0; k < n * n; k++) largest = fmax(largest, fabs(a[k]));
    for (size_t column = 0; column < n; column++) {
        const size_t pivot = find_pivot(a, n, column);
        if (!(fabs(a[pivot * n + column]) > (double)n * DBL_EPSILON * largest)) return false;
        swap_rows(a, n, column, pivot);
        swap_rows(b, count, column, pivot);
        for (size_t i = 0; i < n; i++) {
            if (i == column) continue;
            const double factor = a[i * n + column] / a[column * n + column];
            if (factor == 0) continue;
            subtract_row(a, n, column, i, factor);
            subtract_row(b, count, column, i, factor);
        }
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < count; j++) b[i * count + j] /= a[i * n + i];
    return true;
}
