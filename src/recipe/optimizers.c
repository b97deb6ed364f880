#include "recipe.h"

/* The attributes that several optimizers share. Each table starts with the rate: OPTIMIZER_RATE. */
#define RATE(value)                                                                                \
    {                                                                                              \
        .name = "rate", .type = ATTR_RATES, .place = PLACE_NAMED, .default_text = value, .min = 0, \
        .max = 1000,                                                                               \
        .doc = "learning rate: a number, or a list by epoch whose last item continues"             \
    }
#define REAL(label, value, low, high, text)                                                        \
    {                                                                                              \
        .name = label, .type = ATTR_REAL, .place = PLACE_NAMED, .default_text = value, .min = low, \
        .max = high, .doc = text                                                                   \
    }
#define WEIGHT_DECAY(value)                                                                        \
    REAL("weight_decay", value, 0, 1,                                                              \
         "decoupled: every step first shrinks each parameter by rate times this part of it")
#define EPSILON                                                                                    \
    REAL("epsilon", "1e-7", 1e-12, 1,                                                              \
         "added to the divisor (rmsprop: under its root), so that it is never zero")

/* The largest mean that still forgets: at 1 the correction of adam would divide by zero. */
#define MEAN_LIMIT 0.999999

static const struct attr sgd_attrs[] = {
    RATE("0.01"),
    REAL("momentum", "0", 0, MEAN_LIMIT, "part of the last step that is taken again"),
    {.name = "nesterov",
     .type = ATTR_CHOICE,
     .place = PLACE_NAMED,
     .default_text = "no",
     .choices = SWITCH_CHOICES,
     .choice_count = SWITCH_COUNT,
     .doc = "whether the momentum looks one step ahead"},
    WEIGHT_DECAY("0"),
};
enum { SGD_MOMENTUM = 1 };

#define ADAM_ATTRS(decay)                                                                          \
    RATE("0.001"),                                                                                 \
        REAL("beta_1", "0.9", 0, MEAN_LIMIT, "how much the mean of the gradient keeps"),           \
        REAL("beta_2", "0.999", 0, MEAN_LIMIT, "how much the mean of the squared gradient keeps"), \
        EPSILON, WEIGHT_DECAY(decay)
static const struct attr adam_attrs[] = {ADAM_ATTRS("0")};
static const struct attr adamw_attrs[] = {ADAM_ATTRS("0.004")};

static const struct attr rmsprop_attrs[] = {
    RATE("0.001"),
    REAL("rho", "0.9", 0, MEAN_LIMIT, "how much the mean of the squared gradient keeps"),
    REAL("momentum", "0", 0, MEAN_LIMIT, "part of the last step that is taken again"),
    EPSILON,
    WEIGHT_DECAY("0"),
};
enum { RMSPROP_MOMENTUM = 2 };

static const struct attr sdlm_attrs[] = {
    RATE("0.0005*2 : 0.0002*3 : 0.0001*3 : 0.00005*4 : 0.00001"),
    REAL("mu", "0.02", 1e-9, 1000,
         "added to each second derivative, so that none makes a rate too large"),
    {.name = "patterns",
     .type = ATTR_COUNT,
     .place = PLACE_NAMED,
     .default_text = "500",
     .min = 1,
     .doc = "images from which the second derivatives are estimated before each epoch"},
};
enum { SDLM_PATTERNS = 2 };

static unsigned sgd_state(const struct value *values) {
    return values[SGD_MOMENTUM].real > 0;
}

static unsigned adam_state(const struct value *values) {
    (void)values;
    return 2;
}

static unsigned rmsprop_state(const struct value *values) {
    return values[RMSPROP_MOMENTUM].real > 0 ? 2 : 1;
}

static unsigned sdlm_state(const struct value *values) {
    (void)values;
    return 1;
}

static int64_t sdlm_patterns(const struct value *values) {
    return values[SDLM_PATTERNS].integer;
}

/* adamw is adam with another default. */
#define adamw_state adam_state

const struct method OPTIMIZERS[] = {
#define OPTIMIZER(name, kernel, patterns, doc)                                                     \
    {{#name, doc, name##_attrs, sizeof name##_attrs / sizeof name##_attrs[0]},                     \
     "optimizers/" kernel,                                                                         \
     name##_state,                                                                                 \
     patterns},
#include "recipe/optimizers.def"
#undef OPTIMIZER
};
const unsigned OPTIMIZER_COUNT = sizeof OPTIMIZERS / sizeof OPTIMIZERS[0];

const struct method *optimizer_find(const char *name) {
    return method_find(OPTIMIZERS, OPTIMIZER_COUNT, name);
}
