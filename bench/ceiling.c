/* ceiling.c - the multiply-add ceiling of one core: independent fused multiply-adds in registers,
 * nothing else; 12 chains are more than the latency, and compilers unroll them. Prints GFLOP/s (two
 * operations a multiply-add), the median of several repeats. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef float lane __attribute__((vector_size(64)));
enum { CHAINS = 12, STEPS = 2000000, REPEATS = 9 };

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(void) {
    double rates[REPEATS];
    volatile float seed = 1.0f;
    float sink = 0;
    for (int repeat = 0; repeat < REPEATS; repeat++) {
        lane sum[CHAINS], factor = (lane){0} + seed * 0.999999f, term = (lane){0} + seed * 1e-6f;
        for (int i = 0; i < CHAINS; i++)
            sum[i] = (lane){0} + (float)i;
        double start = seconds();
        for (int step = 0; step < STEPS; step++)
            for (int i = 0; i < CHAINS; i++)
                sum[i] = sum[i] * factor + term;
        rates[repeat] = 2.0 * 16 * CHAINS * STEPS / (seconds() - start) * 1e-9;
        for (int i = 0; i < CHAINS; i++)
            sink += ((const float *)&sum[i])[0];
    }
    qsort(rates, REPEATS, sizeof rates[0], compare);
    fprintf(stderr, "%s", sink > 1e30f ? "\n" : "");
    printf("%.1f\n", rates[REPEATS / 2]);
    return 0;
}
