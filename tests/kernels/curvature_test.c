/* curvature_test - second derivatives against double precision: of the losses, through softmax, and
 * the rates that sdlm makes of them. No digits are lost where a probability is nearly 1. */
#include "lanes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>

#include <cmocka.h>

#include "noise.h"

#define CHANNELS  10
#define POSITIONS 3
#define OUTPUTS   10
#define NAME      softmax_forward
#include "softmax_forward.c"
#undef NAME
#define NAME softmax_curvature
#include "softmax_curvature.c"
#undef NAME
#define NAME cross_entropy_curvature
#include "losses/cross_entropy_curvature.c"
#undef NAME
#define NAME mse_curvature
#include "losses/mse_curvature.c"
#undef NAME

#define COUNT      37
#define PARAMETERS COUNT
#define SHARD      shard
enum { SHARDS = 1 };
struct shard {
    struct {
        float numbers[COUNT];
    } gradient;
};
#define MU   0.02f
#define NAME sdlm
#include "optimizers/sdlm.c"
#undef NAME
#define NAME sdlm_rates
#include "optimizers/sdlm_rates.c"
#undef NAME
#include "frame/square_parameters.c"

enum { CELLS = CHANNELS * POSITIONS * LANES, LOGITS = OUTPUTS * LANES };

static void near(float got, double expected, double error) {
    assert_true(fabs((double)got - expected) <= error * fabs(expected) + 1e-30);
}

/* The probabilities of ten numbers that are `stride` floats apart, and of all others than each. */
static void softmax_true(const float *x, int stride, double *p, double *others) {
    double sum = 0;
    for (int c = 0; c < 10; c++)
        sum += p[c] = exp((double)x[c * stride]);
    for (int c = 0; c < 10; c++) {
        others[c] = 0;
        for (int k = 0; k < 10; k++)
            others[c] += k == c ? 0 : p[k] / sum;
    }
    for (int c = 0; c < 10; c++)
        p[c] /= sum;
}

static void through_softmax(void **state) {
    (void)state;
    float x[CELLS], h[CELLS], got[CELLS];
    lane in[CHANNELS * POSITIONS], out[CHANNELS * POSITIONS], curvature[CHANNELS * POSITIONS];
    lane sums[2 * CHANNELS];
    for (int i = 0; i < CELLS; i++) {
        x[i] = 8 * noise();
        h[i] = fabsf(noise());
    }
    memcpy(in, x, sizeof x);
    memcpy(curvature, h, sizeof h);
    memset(sums, 0xff, sizeof sums);
    softmax_forward(in, out);
    softmax_curvature(out, sums, curvature);
    memcpy(got, curvature, sizeof got);
    for (int start = 0; start < POSITIONS * LANES; start++) {
        double p[10], others[10];
        softmax_true(x + start, POSITIONS * LANES, p, others);
        for (int c = 0; c < 10; c++) {
            double sum = 0;
            for (int k = 0; k < 10; k++) {
                double slope = k == c ? p[c] * others[c] : -p[c] * p[k];
                sum += slope * slope * (double)h[start + k * POSITIONS * LANES];
            }
            near(got[start + c * POSITIONS * LANES], sum, 2e-5);
        }
    }
}

typedef void loss_function(const lane *restrict, lane *restrict, lane *restrict,
                           const uint8_t *restrict, int);

/* A loss on `count` images, its results first in dirty memory. */
static void run(loss_function *function, const float *x, const uint8_t *labels, int count, float *g,
                float *h) {
    lane in[OUTPUTS], gradient[OUTPUTS], curvature[OUTPUTS];
    uint8_t *few = malloc((size_t)count); /* reading one more is for the sanitizer to find */
    assert_non_null(few);
    memcpy(few, labels, (size_t)count);
    memcpy(in, x, sizeof in);
    memset(gradient, 0xff, sizeof gradient);
    memset(curvature, 0xff, sizeof curvature);
    function(in, gradient, curvature, few, count);
    memcpy(g, gradient, sizeof gradient);
    memcpy(h, curvature, sizeof curvature);
    free(few);
}

static void check_image(const float *x, const float *g, const float *h, int i, int label) {
    double p[10], others[10];
    softmax_true(x + i, LANES, p, others);
    for (int c = 0; c < OUTPUTS; c++) {
        int at = c * LANES + i;
        assert_true(fabs((double)g[at] - (p[c] - (c == label))) <= 4e-6);
        near(h[at], p[c] * others[c], 1e-5);
    }
}

static void losses_of_groups(void **state) {
    (void)state;
    for (int count = 1; count <= LANES; count++) {
        float x[LOGITS], g[LOGITS], h[LOGITS];
        uint8_t labels[LANES];
        for (int i = 0; i < LOGITS; i++)
            x[i] = 10 * noise();
        for (int i = 0; i < LANES; i++)
            labels[i] = (uint8_t)((i * 7 + count) % OUTPUTS);
        run(cross_entropy_curvature, x, labels, count, g, h);
        for (int i = 0; i < count; i++)
            check_image(x, g, h, i, labels[i]);
        for (int at = 0; at < LOGITS; at++)
            assert_true(at % LANES < count || (fabsf(g[at]) <= 0 && fabsf(h[at]) <= 0));
        run(mse_curvature, x, labels, count, g, h);
        for (int at = 0; at < LOGITS; at++) {
            int i = at % LANES;
            bool used = i < count;
            near(h[at], used ? 0.2 : 0, 1e-6);
            near(g[at], used ? 0.2 * ((double)x[at] - (at / LANES == labels[i])) : 0, 1e-5);
        }
    }
}

static void rates(void **state) {
    (void)state;
    float weights[COUNT], before[COUNT], h[COUNT], least, most;
    struct shard shard;
    float *gradient = shard.gradient.numbers;
    double smallest = INFINITY, largest = 0;
    for (int i = 0; i < COUNT; i++) {
        before[i] = weights[i] = noise();
        h[i] = i == 5 ? 0 : fabsf(100 * noise() * noise() * noise());
        gradient[i] = noise();
    }
    sdlm(weights, h, &shard, 1.0f, 0.01f, 1);
    sdlm_rates(h, 0.01f, &least, &most);
    for (int i = 0; i < COUNT; i++) {
        double own = 0.01 / (0.02 + (double)h[i]);
        assert_true(fabs((double)weights[i] - ((double)before[i] - own * (double)gradient[i])) <=
                    2e-7);
        smallest = fmin(smallest, own);
        largest = fmax(largest, own);
    }
    near(least, smallest, 1e-6);
    near(most, largest, 1e-6);
    near(most, 0.5, 1e-6);
    square_parameters(before, weights);
    for (int i = 0; i < COUNT; i++)
        near(weights[i], (double)before[i] * (double)before[i], 1e-6);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(through_softmax),
        cmocka_unit_test(losses_of_groups),
        cmocka_unit_test(rates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
