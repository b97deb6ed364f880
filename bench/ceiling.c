/* ceiling.c - the multiply-add ceiling: independent fused multiply-adds in registers, nothing else;
 * 12 chains are more than the latency, and compilers unroll them.
 *
 * Reads from standard input, one a line, how many threads to measure on at the same time, and
 * answers each with GFLOP/s of all of them (two operations a multiply-add): the median of short
 * spans, and the quickest. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef float lane __attribute__((vector_size(64)));
enum { CHAINS = 12, STEPS = 200000, SPANS = 25, THREADS_MAX = 64 };

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* GFLOP/s of one span. */
static double span(volatile float *seed) {
    lane sum[CHAINS], factor = (lane){0} + *seed * 0.999999f, term = (lane){0} + *seed * 1e-6f;
    for (int i = 0; i < CHAINS; i++)
        sum[i] = (lane){0} + (float)i;
    double start = seconds();
    for (int step = 0; step < STEPS; step++)
        for (int i = 0; i < CHAINS; i++)
            sum[i] = sum[i] * factor + term;
    double passed = seconds() - start;
    for (int i = 0; i < CHAINS; i++)
        *seed += 0 * ((const float *)&sum[i])[0];
    return 2.0 * 16 * CHAINS * STEPS / passed * 1e-9;
}

int main(void) {
    static double rates[THREADS_MAX][SPANS];
    int threads;
    while (scanf("%d", &threads) == 1 && threads >= 1 && threads <= THREADS_MAX) {
#pragma omp parallel for num_threads(threads) schedule(static, 1) if (threads > 1)
        for (int thread = 0; thread < threads; thread++) {
            volatile float seed = 1.0f;
            for (int i = 0; i < SPANS; i++)
                rates[thread][i] = span(&seed);
            qsort(rates[thread], SPANS, sizeof(double), ascending);
        }
        double median = 0, quickest = 0;
        for (int thread = 0; thread < threads; thread++) {
            median += rates[thread][SPANS / 2];
            quickest += rates[thread][SPANS - 1];
        }
        printf("%.2f %.2f\n", median, quickest);
        fflush(stdout);
    }
    return 0;
}
