/*! route_lanes - one step of the gradient of a maximum: image by image, where the cell holds the
 * maximum, what is left of the gradient is its share, so that only the first such cell gets it.
 * With masks: of a loop over floats, gcc makes no vector code here. */
#pragma once
#include <stdint.h>
#include <string.h>

/* A number of each image of a group, and a mask for each: also where `lane` is a float. */
typedef float lane_floats __attribute__((vector_size(sizeof(lane))));
typedef int32_t lane_mask __attribute__((vector_size(sizeof(lane))));

/* *share becomes what is left of the gradient where x holds the maximum, and leaves *left. */
static inline void route_lanes(const lane *x, const lane *maximum, lane *left, lane *share) {
    lane_floats value, top;
    lane_mask bits;
    memcpy(&value, x, sizeof value);
    memcpy(&top, maximum, sizeof top);
    memcpy(&bits, left, sizeof bits);
    bits &= value >= top;
    memcpy(share, &bits, sizeof bits);
    *left -= *share;
}
