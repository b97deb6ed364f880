#include "ceiling.h"

#include "clock.h"
#include "memory.h"
#include "parallel.h"

#include <stdbool.h>
#include <stdlib.h>

#if defined __x86_64__
#include <immintrin.h>
#elif defined __aarch64__
#include <arm_neon.h>
#endif

enum { CHAINS = 12, STEPS = 200000, REPEATS = 15 };

/* A function that runs CHAINS chains of STEPS multiply-adds: a chain waits for its own result, for
 * 4 or 5 cycles, and cores begin 2 of them a cycle, or more; so many keep them busy, and 16
 * registers hold them. They are written out since a compiler may keep an array in memory. It
 * returns their sum, so that none is left out; `one` is 1, which the compiler must not know. */
#define CHAINS_OF(name, attribute, vector, madd)                                                   \
    attribute static float name(float one) {                                                       \
        const vector x = (vector){0} + one * 0.999999f, y = (vector){0} + one * 1e-6f;             \
        vector a = y, b = a + y, c = b + y, d = c + y, e = d + y, f = e + y, g = f + y, h = g + y, \
               i = h + y, j = i + y, k = j + y, l = k + y;                                         \
        for (int step = 0; step < STEPS; step++) {                                                 \
            a = madd(a, x, y), b = madd(b, x, y), c = madd(c, x, y), d = madd(d, x, y);            \
            e = madd(e, x, y), f = madd(f, x, y), g = madd(g, x, y), h = madd(h, x, y);            \
            i = madd(i, x, y), j = madd(j, x, y), k = madd(k, x, y), l = madd(l, x, y);            \
        }                                                                                          \
        const vector sum = a + b + c + d + e + f + g + h + i + j + k + l;                          \
        return sum[0];                                                                             \
    }

/* A way to multiply and add; the widest first. */
struct unit {
    const char *name;
    int floats;
    float (*run)(float one);
    bool (*present)(void);
};

#if defined __x86_64__
CHAINS_OF(run_512, __attribute__((target("avx512f"))), __m512, _mm512_fmadd_ps)
CHAINS_OF(run_256, __attribute__((target("avx2,fma"))), __m256, _mm256_fmadd_ps)

static bool has_512(void) {
    return __builtin_cpu_supports("avx512f");
}

static bool has_256(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}
#endif

#if defined __aarch64__
#define MULTIPLY_ADD(a, x, y) vfmaq_f32(y, a, x)
CHAINS_OF(run_plain, , float32x4_t, MULTIPLY_ADD)
#define PLAIN "128-bit FMA"
#else
typedef float plain __attribute__((vector_size(16)));
#define MULTIPLY_ADD(a, x, y) ((a) * (x) + (y))
CHAINS_OF(run_plain, , plain, MULTIPLY_ADD)
#define PLAIN                 "128-bit multiply and add"
#endif

static bool always(void) {
    return true;
}

static const struct unit UNITS[] = {
#if defined __x86_64__
    {"512-bit FMA", 16, run_512, has_512},
    {"256-bit FMA", 8, run_256, has_256},
#endif
    {PLAIN, 4, run_plain, always},
};

/* One measurement on several threads; each has its own results. */
struct trial {
    const struct unit *unit;
    double (*seconds)(void);
    double *gflops;
};

/* Narrower vectors that are faster by less are so by chance. */
static const double SURELY = 1.02;

static int ascending(const void *a, const void *b) {
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* The median of what one thread reaches while the others do the same. */
static void run_thread(void *context, int index, int thread) {
    (void)thread;
    const struct trial *trial = context;
    double rates[REPEATS];
    volatile float one = 1.0f, sink = 0;
    for (int i = 0; i < REPEATS; i++) {
        double start = trial->seconds();
        sink = sink + trial->unit->run(one);
        double operations = 2.0 * trial->unit->floats * CHAINS * STEPS;
        rates[i] = operations * 1e-9 / (trial->seconds() - start);
    }
    qsort(rates, REPEATS, sizeof *rates, ascending);
    trial->gflops[index] = rates[REPEATS / 2];
}

struct ceiling ceiling_measure(int threads) {
    struct ceiling best = {0, ""};
    double *gflops = block_alloc((size_t)threads, sizeof *gflops);
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
        /* What others take from one thread does not count; of several, each may lack a processor.
         */
        struct trial trial = {&UNITS[i], threads == 1 ? clock_own_seconds : clock_seconds, gflops};
        double sum = 0;
        if (!UNITS[i].present()) {
            continue;
        }
        parallel_for(threads, threads, run_thread, &trial);
        for (int thread = 0; thread < threads; thread++) {
            sum += gflops[thread];
        }
        if (sum > best.gflops * SURELY) {
            best = (struct ceiling){sum, UNITS[i].name};
        }
    }
    free(gflops);
    return best;
}
