/*! add_lanes - adds the first `count` lanes to neighbouring floats, wherever they are aligned. */
#pragma once

/* to[i] += x[i] for the first `count` lanes. */
static inline void add_lanes(float *to, const lane *x, int count) {
    lane sum = *x;
    if (count < LANES) {
        const float *v = (const float *)x;
        for (int i = 0; i < count; i++)
            to[i] += v[i];
        return;
    }
    lane old;
    memcpy(&old, to, sizeof old);
    sum += old;
    memcpy(to, &sum, sizeof sum);
}
