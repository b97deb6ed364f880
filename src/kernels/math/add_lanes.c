/*! add_lanes - the first `count` lanes to neighbouring floats, wherever they are aligned. */
#pragma once

/* to[i] becomes x[i], or that more if `add`, for the first `count` lanes. */
static inline void add_lanes(float *to, const lane *x, int count, int add) {
    lane sum = *x;
    if (count < LANES) {
        const float *v = (const float *)x;
        for (int i = 0; i < count; i++)
            to[i] = add ? to[i] + v[i] : v[i];
        return;
    }
    if (add) {
        lane old;
        memcpy(&old, to, sizeof old);
        sum += old;
    }
    memcpy(to, &sum, sizeof sum);
}
