/*! exp for x <= 0, from exp_of_difference.c. */
#pragma once
#include "math/exp_of_difference.c"

/* exp(x) for x <= 0. */
static inline float exp_nonpositive(float x) {
    return exp_of_difference(x, 0.0f);
}
