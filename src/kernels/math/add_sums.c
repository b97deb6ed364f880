/*! add_sums - the sum over the images of each of `count` vectors. */
#pragma once
#include "math/add_lanes.c"
#include "math/sum_each.c"

/* to[i] becomes the sum over the images of v[i], or that more if `add`, for `count` vectors. */
static inline void add_sums(float *to, const lane *v, int count, int add) {
    for (int first = 0; first < count; first += LANES) {
        const int left = count - first < LANES ? count - first : LANES;
        lane each[LANES];
        for (int i = 0; i < LANES; i++)
            each[i] = i < left ? v[first + i] : (lane){0};
        sum_each(each);
        add_lanes(to + first, each, left, add);
    }
}
