/*! add_float - what an operation gives to the gradient. */
#pragma once

/* *to becomes x, or that more if `add`. */
static inline void add_float(float *to, float x, int add) {
    *to = add ? *to + x : x;
}
