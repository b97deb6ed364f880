/*! The upper tail of the standard normal distribution, Q(a) = 1 - Phi(a) = erfc(a / sqrt 2) / 2 for
 * a >= 0: a minimax rational function for Q(a) exp(a^2 / 2) (half the scaled complementary error
 * function) times the bell exp(-a^2 / 2), which the caller has. Relative error below 4e-7 but for
 * that of the bell; 0 from 14 on. */
#pragma once

/* The part of a normal distribution above a >= 0, given bell = exp(-a^2 / 2). */
static inline float normal_tail(float a, float bell) {
    const float p =
        0.5f + a * (0.436979234f + a * (0.182230294f + a * (0.0402854308f + a * 0.00406190101f)));
    const float q =
        1.0f + a * (1.67184329f + a * (1.19839489f + a * (0.466809303f +
                                                          a * (0.100987397f + a * 0.0101815481f))));
    const float y = bell * p / q;
    return a > 14.0f ? 0.0f : y;
}
