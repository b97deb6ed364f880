/* accuracy - the largest errors of the generated C's functions, beside what functions.def states;
 * exit status 1 where one is larger, or where a function that rises falls by more than twice that.
 *
 *   accuracy [STRIDE [NAME...]]    over every STRIDE-th float (default: a prime; 1: all of them)
 *   accuracy table                 what is stated, as Markdown */
#include "functions.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined __FMA__ || defined __ARM_FEATURE_FMA
enum { COLUMN = 0 };
#else
enum { COLUMN = 1 };
#endif

struct function {
    const char *name, *kind;
    float_function *computed;
    double_function *truth;
    bool absolute; /* the bounds are of the absolute error, not in ulp */
    double least;  /* below, an absolute error up to this is let pass */
    double bounds[2];
};

#define VALUE(name, least, fused, plain)                                                           \
    {#name, "value", name##_values, name##_true_values, false, least, {fused, plain}},
#define MATH(name, least, fused, plain)                                                            \
    {#name, "math", name##_values, name##_true_values, false, least, {fused, plain}},
#define SLOPE(name, fused, plain)                                                                  \
    {#name, "slope", name##_slopes, name##_true_slopes, true, 0, {fused, plain}},
static const struct function FUNCTIONS[] = {
#include "functions.def"
};
enum { FUNCTION_ROWS = sizeof FUNCTIONS / sizeof FUNCTIONS[0] };

/* The worst that was met: the largest error, and the largest fall below a value further left. */
struct worst {
    double error, fall;
    float at, is;
    double truth;
};

/* In units of the last place of the truth, as a float has it; subnormals have that of the smallest
 * normal. From the bits: this is what takes the time. */
static double ulps(double error, double truth) {
    enum { BIAS = 1023, SMALLEST = BIAS - 126, DIGITS = 23 };
    uint64_t bits;
    memcpy(&bits, &truth, sizeof bits);
    uint64_t exponent = bits >> 52 & 0x7ff;
    exponent = exponent < SMALLEST ? SMALLEST : exponent;
    bits = (2 * BIAS + DIGITS - exponent) << 52; /* 2^(DIGITS - exponent) */
    double scale;
    memcpy(&scale, &bits, sizeof scale);
    return error * scale;
}

/* How far y is below the highest value so far, in ulp; infinite values are no fall. */
static double fall_of(float highest, float y) {
    return y < highest && !isinf(highest) ? ulps((double)highest - (double)y, (double)highest) : 0;
}

/* Error of a result; NaN is none of the truth's, and infinity only what is beyond the floats. */
static double error_of(const struct function *f, float is, double truth) {
    double error = fabs((double)is - truth);
    if (isnan(is))
        return INFINITY;
    if (isinf(is))
        return (is > 0 ? truth : -truth) > (double)FLT_MAX ? 0 : INFINITY;
    if (f->absolute)
        return error;
    if (fabs(truth) < f->least)
        return error <= f->least ? 0 : INFINITY;
    return ulps(error, truth);
}

/* The floats in the order of their values: 0 is the most negative finite one. */
static float float_at(uint32_t order) {
    uint32_t bits = order < 0x7f800000 ? 0xff7fffff - order : order - 0x7f800000;
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* Below this many are the negative finite floats with -0, from there on as many without a sign. */
static const uint64_t HALF = 0x7f800000;

/* Where the function is used: those of math/ have one half of the floats, as their names tell. */
static void domain(const struct function *f, uint64_t *from, uint64_t *to) {
    *from = strstr(f->name, "sqrt") ? HALF : 0;
    *to = strstr(f->name, "nonpositive") ? HALF : 2 * HALF;
}

/* Whether it rises from left to right. */
static bool rises(const struct function *f) {
    return !f->absolute && strcmp(f->name, "gelu") != 0 && strcmp(f->name, "silu") != 0;
}

/* Every `stride`-th float from `order` on, before `to`; returns how many. The rest repeats one. */
static int fill(uint64_t order, uint64_t to, uint32_t stride, float *x) {
    int used = 0;
    for (; used < BLOCK && order < to; order += stride)
        x[used++] = float_at((uint32_t)order);
    for (int i = used; i < BLOCK; i++)
        x[i] = x[0];
    return used;
}

static struct worst walk(const struct function *f, uint32_t stride) {
    static float x[BLOCK], y[BLOCK];
    static double exact[BLOCK], truth[BLOCK];
    struct worst worst = {.error = -1};
    const bool rising = rises(f);
    float highest = -INFINITY;
    uint64_t order, to;
    domain(f, &order, &to);
    for (int used; order < to; order += (uint64_t)used * stride) {
        used = fill(order, to, stride, x);
        for (int i = 0; i < BLOCK; i++)
            exact[i] = (double)x[i];
        f->computed(x, y);
        f->truth(exact, truth);
        for (int i = 0; i < used; i++) {
            double error = error_of(f, y[i], truth[i]);
            if (error > worst.error)
                worst = (struct worst){error, worst.fall, x[i], y[i], truth[i]};
            if (y[i] >= highest)
                highest = y[i];
            else if (rising && fall_of(highest, y[i]) > worst.fall)
                worst.fall = fall_of(highest, y[i]);
        }
    }
    return worst;
}

/* Says what was met; whether it is what is stated. */
static bool judge(const struct function *f, uint32_t stride) {
    struct worst worst = walk(f, stride);
    double bound = f->bounds[COLUMN];
    bool good = worst.error <= bound && worst.fall <= 2 * bound;
    printf("%-18s %-5s  %8.3g of %-7g falls by %-5.3g at %.9g: %.9g, not %.12g%s\n", f->name,
           f->kind, worst.error, bound, worst.fall, (double)worst.at, (double)worst.is, worst.truth,
           good ? "" : "  TOO MUCH");
    return good;
}

/* "3.7 ulp" or, of an absolute error, "4.3e-07". */
static void print_bound(const struct function *f, double bound) {
    if (f->absolute && bound > 0)
        printf(" | %.1e", bound);
    else
        printf(" | %g%s", bound, f->absolute ? "" : " ulp");
}

static int print_table(void) {
    printf("| function | | fused | rounded twice | from |\n|---|---|---|---|---|\n");
    for (int k = 0; k < FUNCTION_ROWS; k++) {
        const struct function *f = &FUNCTIONS[k];
        printf("| `%s` | %s", f->name, f->kind);
        print_bound(f, f->bounds[0]);
        print_bound(f, f->bounds[1]);
        if (f->least > 0)
            printf(" | %g |\n", f->least);
        else
            printf(" | |\n");
    }
    return 0;
}

static bool chosen(const struct function *f, char **names, int count) {
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], f->name) == 0)
            return true;
    return count <= 0;
}

/* Whether every activation is in the table; softmax is a sum, and linear exact. */
static bool complete(void) {
#define ACTIVATION(name, ...) #name,
    static const char *const NAMES[] = {
#include "layers/activations.def"
    };
    bool whole = true;
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        int rows = 0;
        for (int k = 0; k < FUNCTION_ROWS; k++)
            rows += strcmp(FUNCTIONS[k].name, NAMES[i]) == 0;
        if (rows < 2 && strcmp(NAMES[i], "linear") != 0 && strcmp(NAMES[i], "softmax") != 0) {
            printf("%s: value or slope is not in functions.def\n", NAMES[i]);
            whole = false;
        }
    }
    return whole;
}

int main(int argc, char **argv) {
    enum { PRIME = 4099 };
    if (argc > 1 && strcmp(argv[1], "table") == 0)
        return print_table();
    uint32_t stride = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : PRIME;
    if (stride == 0) {
        fprintf(stderr, "usage: accuracy [STRIDE [NAME...]] | table\n");
        return 2;
    }
    bool good = complete();
    for (int k = 0; k < FUNCTION_ROWS; k++)
        if (chosen(&FUNCTIONS[k], argv + 2, argc - 2))
            good = judge(&FUNCTIONS[k], stride) && good;
    return !good;
}
