/*! add_lanes - adds the first `count` lanes to neighbouring floats, wherever they are aligned. */
#pragma once

/* to[i] += x[i] for the first `count` of them. */
static inline void add_lanes(float *to, lane x, int count) {
    lane old = {0};
    memcpy(&old, to, (size_t)count * sizeof(float));
    old += x;
    memcpy(to, &old, (size_t)count * sizeof(float));
}
