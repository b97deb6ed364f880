/* functions.h - the functions whose accuracy is stated, over arrays: as the generated C has them,
 * and in double precision. */
#ifndef NETC_TEST_FUNCTIONS_H
#define NETC_TEST_FUNCTIONS_H

/* What PARAMETER is for leaky_relu and elu: their defaults. */
#define LEAKY_RELU_PARAMETER 0.2f
#define ELU_PARAMETER        1.0f

enum { BLOCK = 4096 };

typedef void float_function(const float *x, float *y);    /* of BLOCK numbers */
typedef void double_function(const double *x, double *y); /* the same */

#define VALUE(name, least, fused, plain)                                                           \
    float_function name##_values;                                                                  \
    double_function name##_true_values;
#define SLOPE(name, fused, plain)                                                                  \
    float_function name##_slopes;                                                                  \
    double_function name##_true_slopes;
#define MATH(name, least, fused, plain) VALUE(name, least, fused, plain)
#include "functions.def"
#undef VALUE
#undef SLOPE
#undef MATH

#endif
