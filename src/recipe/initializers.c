#include "recipe.h"

#include <math.h>

/* Each initializer is a distribution and what its width comes from. */
enum distribution { UNIFORM, NORMAL, CONSTANT };
enum width {
    VARIANCE_BY_FAN_IN,  /* the variance is gain / fan_in */
    VARIANCE_BY_BOTH,    /* gain / the mean of fan_in and fan_out */
    PARAMETER_BY_FAN_IN, /* the bound is the parameter / fan_in */
    PARAMETER
};

static const struct {
    enum distribution distribution;
    enum width width;
    double gain;
} INITIALIZERS[] = {
    [INITIALIZER_glorot_uniform] = {UNIFORM, VARIANCE_BY_BOTH, 1},
    [INITIALIZER_glorot_normal] = {NORMAL, VARIANCE_BY_BOTH, 1},
    [INITIALIZER_he_uniform] = {UNIFORM, VARIANCE_BY_FAN_IN, 2},
    [INITIALIZER_he_normal] = {NORMAL, VARIANCE_BY_FAN_IN, 2},
    [INITIALIZER_lecun_uniform] = {UNIFORM, VARIANCE_BY_FAN_IN, 1},
    [INITIALIZER_lecun_normal] = {NORMAL, VARIANCE_BY_FAN_IN, 1},
    [INITIALIZER_fan_in_uniform] = {UNIFORM, PARAMETER_BY_FAN_IN, 0},
    [INITIALIZER_constant] = {CONSTANT, PARAMETER, 0},
};

const char *initial_kernel(const struct initial *initial) {
    static const char *const KERNELS[] = {
        [UNIFORM] = "init_uniform", [NORMAL] = "init_normal", [CONSTANT] = "init_constant"};
    return KERNELS[INITIALIZERS[initial->initializer].distribution];
}

bool initial_is_drawn(const struct initial *initial) {
    return INITIALIZERS[initial->initializer].distribution != CONSTANT;
}

/* The width of the initializer's distribution with this variance; a uniform one in +-a has
 * a^2 / 3. */
static double width_of(const struct initial *initial, double variance) {
    bool uniform = INITIALIZERS[initial->initializer].distribution == UNIFORM;
    return sqrt(uniform ? 3 * variance : variance);
}

double initial_scale(const struct initial *initial, int64_t fan_in, int64_t fan_out) {
    double gain = INITIALIZERS[initial->initializer].gain;
    double in = (double)fan_in, both = ((double)fan_in + (double)fan_out) / 2;
    switch (INITIALIZERS[initial->initializer].width) {
    case VARIANCE_BY_FAN_IN:
        return width_of(initial, gain / in);
    case VARIANCE_BY_BOTH:
        return width_of(initial, gain / both);
    case PARAMETER_BY_FAN_IN:
        return initial->parameter / in;
    case PARAMETER:
        break;
    }
    return initial->parameter;
}
