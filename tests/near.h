/* Comparing floats: cmocka 1.1.5 does it in single precision only. A NaN always fails. Include after
 * cmocka.h. */
#ifndef CT_TESTS_NEAR_H
#define CT_TESTS_NEAR_H

#include <math.h>

static inline void assert_near(double got, double want, double relative, const char *name)
{
    double tolerance = relative * fmax(1.0, fabs(want));

    if (!(fabs(got - want) <= tolerance))
        fail_msg("%s: got %.17g, want %.17g within %.3g", name, got, want, tolerance);
}

#endif
