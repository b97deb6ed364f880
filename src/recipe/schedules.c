#include "recipe.h"

/* Every schedule may start slowly. */
#define WARMUP                                                                                     \
    {                                                                                              \
        .name = "warmup", .type = ATTR_REAL, .place = PLACE_NAMED, .default_text = "0", .min = 0,  \
        .max = 10000,                                                                              \
        .doc = "epochs, perhaps a fraction, over which the rate grows from 0 linearly"             \
    }

static const struct attr constant_attrs[] = {WARMUP};

static const struct attr exponential_attrs[] = {
    {.name = "decay",
     .type = ATTR_REAL,
     .place = PLACE_NAMED,
     .min = 1e-6,
     .max = 1,
     .doc = "what the rate is multiplied by"},
    {.name = "every",
     .type = ATTR_REAL,
     .place = PLACE_NAMED,
     .default_text = "1",
     .min = 1e-3,
     .max = 10000,
     .doc = "epochs in which it is multiplied once"},
    {.name = "staircase",
     .type = ATTR_CHOICE,
     .place = PLACE_NAMED,
     .default_text = "no",
     .choices = SWITCH_CHOICES,
     .choice_count = SWITCH_COUNT,
     .doc = "whether the rate falls in jumps, after every whole `every`, and not at each step"},
    WARMUP,
};

/* How long the rate falls, and how far. */
#define FALL                                                                                       \
    {.name = "epochs",                                                                             \
     .type = ATTR_REAL,                                                                            \
     .place = PLACE_NAMED,                                                                         \
     .min = 1e-3,                                                                                  \
     .max = 1e6,                                                                                   \
     .doc = "length of the fall in epochs, warm-up included; then the rate stays as it is"},       \
    {                                                                                              \
        .name = "end", .type = ATTR_REAL, .place = PLACE_NAMED, .default_text = "0", .min = 0,     \
        .max = 1, .doc = "what the rate falls to, as a fraction of itself"                         \
    }

static const struct attr linear_attrs[] = {FALL, WARMUP};
static const struct attr cosine_attrs[] = {FALL, WARMUP};

const struct method SCHEDULES[] = {
#define SCHEDULE(name, doc)                                                                        \
    {{#name, doc, name##_attrs, sizeof name##_attrs / sizeof name##_attrs[0]},                     \
     "schedules/" #name,                                                                           \
     NULL,                                                                                         \
     NULL},
#include "recipe/schedules.def"
#undef SCHEDULE
};
const unsigned SCHEDULE_COUNT = sizeof SCHEDULES / sizeof SCHEDULES[0];

const struct method *schedule_find(const char *name) {
    return method_find(SCHEDULES, SCHEDULE_COUNT, name);
}
