#include "recipe.h"

#include <math.h>

/* Each initializer is a distribution and a variance: gain divided by the fan that counts. */
enum distribution { UNIFORM, NORMAL };
enum fan { FAN_IN, FAN_AVERAGE };

static const struct {
    enum distribution distribution;
    double gain;
    enum fan fan;
} INITIALIZERS[] = {
    [INITIALIZER_glorot_uniform] = {UNIFORM, 1, FAN_AVERAGE},
    [INITIALIZER_glorot_normal] = {NORMAL, 1, FAN_AVERAGE},
    [INITIALIZER_he_uniform] = {UNIFORM, 2, FAN_IN},
    [INITIALIZER_he_normal] = {NORMAL, 2, FAN_IN},
    [INITIALIZER_lecun_uniform] = {UNIFORM, 1, FAN_IN},
    [INITIALIZER_lecun_normal] = {NORMAL, 1, FAN_IN},
};

const char *initializer_kernel(unsigned initializer) {
    return INITIALIZERS[initializer].distribution == UNIFORM ? "init_uniform" : "init_normal";
}

double initializer_scale(unsigned initializer, int64_t fan_in, int64_t fan_out) {
    bool average = INITIALIZERS[initializer].fan == FAN_AVERAGE;
    double fan = average ? ((double)fan_in + (double)fan_out) / 2 : (double)fan_in;
    double variance = INITIALIZERS[initializer].gain / fan;
    /* A uniform distribution in +-a has the variance a^2 / 3. */
    bool uniform = INITIALIZERS[initializer].distribution == UNIFORM;
    return sqrt(uniform ? 3 * variance : variance);
}
