/*! sum_floats - the sum of neighbouring floats, in as many chains on every machine. */
#pragma once

/* The sum of `count` floats: 16 sums, number n of which takes the floats n, n + 16, ..., and then
 * those in halves. */
static inline float sum_floats(const float *x, int count) {
    float sum[16];
    for (int i = 0; i < 16; i++)
        sum[i] = 0.0f;
    const int whole = count / 16 * 16, rest = count % 16;
    for (int first = 0; first < whole; first += 16)
        for (int i = 0; i < 16; i++)
            sum[i] += x[first + i];
    for (int i = 0; i < rest; i++)
        sum[i] += x[whole + i];
    for (int half = 8; half > 0; half /= 2)
        for (int i = 0; i < half; i++)
            sum[i] += sum[i + half];
    return sum[0];
}
