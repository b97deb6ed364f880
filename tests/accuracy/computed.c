/* computed.c - the functions as the generated C has them, in loops that become vector code. */
#include "functions.h"

#include "lanes.h"

#include "math/exp.c"
#include "math/expm1.c"
#include "math/sqrt.c"

#define FORWARD tanh_value
#define SLOPE   tanh_slope
#include "activations/tanh.c"
#undef FORWARD
#undef SLOPE
#define FORWARD squash_value
#define SLOPE   squash_slope
#include "activations/squash.c"
#undef FORWARD
#undef SLOPE
#define FORWARD sigmoid_value
#define SLOPE   sigmoid_slope
#include "activations/sigmoid.c"
#undef FORWARD
#undef SLOPE
#define FORWARD relu_value
#define SLOPE   relu_slope
#include "activations/relu.c"
#undef FORWARD
#undef SLOPE
#define PARAMETER LEAKY_RELU_PARAMETER
#define FORWARD   leaky_relu_value
#define SLOPE     leaky_relu_slope
#include "activations/leaky_relu.c"
#undef FORWARD
#undef SLOPE
#undef PARAMETER
#define PARAMETER ELU_PARAMETER
#define FORWARD   elu_value
#define SLOPE     elu_slope
#include "activations/elu.c"
#undef FORWARD
#undef SLOPE
#define FORWARD gelu_value
#define SLOPE   gelu_slope
#include "activations/gelu.c"
#undef FORWARD
#undef SLOPE
#define FORWARD silu_value
#define SLOPE   silu_slope
#include "activations/silu.c"
#undef FORWARD
#undef SLOPE
#define FORWARD softplus_value
#define SLOPE   softplus_slope
#include "activations/softplus.c"
#undef FORWARD
#undef SLOPE

#define LOOP(function, call)                                                                       \
    void function(const float *restrict x, float *restrict y) {                                    \
        for (int i = 0; i < BLOCK; i++)                                                            \
            y[i] = call;                                                                           \
    }
#define OF_OUTPUT(name) LOOP(name##_slopes, name##_slope(name##_value(x[i])))
#define OF_INPUT(name)  LOOP(name##_slopes, name##_slope(x[i]))

#define VALUE(name, least, fused, plain) LOOP(name##_values, name##_value(x[i]))
#define MATH(name, least, fused, plain)  LOOP(name##_values, name(x[i]))
#define SLOPE(name, fused, plain)
#include "functions.def"

OF_OUTPUT(tanh)
OF_OUTPUT(squash)
OF_OUTPUT(sigmoid)
OF_OUTPUT(relu)
OF_OUTPUT(leaky_relu)
OF_OUTPUT(elu)
OF_INPUT(gelu)
OF_INPUT(silu)
OF_OUTPUT(softplus)
