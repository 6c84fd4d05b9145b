/* cmocka's assert_float_equal compares in single precision; this one compares doubles with a scale. */
#ifndef NEAR_H
#define NEAR_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/** |actual − expected| <= tolerance × (1 + |expected|); equal infinities are near, NaN is near nothing. */
#define assert_near(actual, expected, tolerance) \
    check_near((actual), (expected), (tolerance), #actual, __FILE__, __LINE__)

static inline int is_near(double actual, double expected, double tolerance)
{
    if (isinf(expected) || isinf(actual)) return actual == expected;
    return fabs(actual - expected) <= tolerance * (1 + fabs(expected));
}

static inline void check_near(double actual, double expected, double tolerance, const char *what,
                              const char *file, int line)
{
    if (is_near(actual, expected, tolerance)) return;
    print_error("%s is %.17g: expected %.17g within %g\n", what, actual, expected, tolerance);
    _fail(file, line);
}

#endif
