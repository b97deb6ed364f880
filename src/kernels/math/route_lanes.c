/*! route_lanes - one step of the gradient of a maximum: image by image, where the cell holds the
 * maximum, what is left of the gradient moves to the cell, so that only the first such cell gets
 * it. */
#pragma once

/* Where x holds the maximum, moves what is left of the gradient to the cell. */
static inline void route_lanes(const lane *x, const lane *maximum, lane *left, lane *cell) {
    const float *v = (const float *)x, *top = (const float *)maximum;
    float *rest = (float *)left, *to = (float *)cell;
    for (int i = 0; i < LANES; i++) {
        float share = v[i] >= top[i] ? rest[i] : 0.0f;
        to[i] += share;
        rest[i] -= share;
    }
}
