#include "differences.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

double *doubles(int64_t count) {
    double *array = calloc((size_t)count + 1, sizeof *array);
    assert_non_null(array);
    return array;
}

double square(double x) {
    return x * x;
}

void compare(const char *text, const char *what, double got, double expected) {
    if (fabs(got - expected) > 1e-6 * (0.1 + fabs(expected))) {
        printf("%s", text);
        fail_msg("%s: the second derivative is %.9g, the differences say %.9g", what, got,
                 expected);
    }
}
