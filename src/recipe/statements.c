#include "recipe.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

const struct choice SWITCH_CHOICES[SWITCH_COUNT] = {
    {.name = "no", .doc = "off"},
    {.name = "yes", .doc = "on"},
};

static const struct attr scale_attrs[] = {
    {.name = "factor",
     .type = ATTR_REAL,
     .place = PLACE_HEAD,
     .default_text = "1/255",
     .min = 1e-9,
     .max = 1e6,
     .doc = "what each pixel (0 to 255) is multiplied by"},
};

static const struct attr map_attrs[] = {
    [MAP_FROM] = {.name = "from",
                  .type = ATTR_RANGE,
                  .place = PLACE_HEAD,
                  .doc = "two values of a pixel"},
    [MAP_TO] = {.name = "to",
                .type = ATTR_RANGE,
                .place = PLACE_HEAD,
                .connector = "to",
                .doc = "what they become; all others lie on the same straight line"},
};

static const struct attr pad_attrs[] = {
    {.name = "pixels",
     .type = ATTR_COUNT,
     .place = PLACE_HEAD,
     .default_text = "0",
     .min = 0,
     .max = 1000,
     .doc = "pixels of 0 that are added on each side, before scale or map"},
};

const struct schema DATA_STATEMENTS[DATA_STATEMENT_COUNT] = {
    [DATA_SCALE] = {"scale", "multiplies the pixels", scale_attrs, COUNT_OF(scale_attrs)},
    [DATA_MAP] = {"map", "maps the pixels linearly from one range to another", map_attrs,
                  COUNT_OF(map_attrs)},
    [DATA_PAD] = {"pad", "adds a border to the images", pad_attrs, COUNT_OF(pad_attrs)},
};

static const struct attr batch_attrs[] = {
    {.name = "images",
     .type = ATTR_COUNT,
     .place = PLACE_HEAD,
     .default_text = "32",
     .min = 1,
     .doc = "images whose mean gradient makes one step"},
};

static const struct attr epochs_attrs[] = {
    {.name = "count",
     .type = ATTR_COUNT,
     .place = PLACE_HEAD,
     .default_text = "10",
     .min = 1,
     .doc = "how often training goes through all images"},
};

static const struct choice validation_choices[] = {
    [VALIDATE_NONE] = {.name = "none", .doc = "no validation"},
    [VALIDATE_TEST] = {.name = "test", .doc = "the test set"},
    [VALIDATE_FIRST] = {.name = "first", .doc = "the first `count` training images"},
    [VALIDATE_LAST] = {.name = "last", .doc = "the last `count` training images"},
};

static const struct choice use_choices[] = {
    [USE_HELD_OUT] = {.name = "held_out", .doc = "they are not trained on"},
    [USE_TRAINED_ON] = {.name = "trained_on", .doc = "they are trained on as well"},
};

static const struct attr validate_attrs[] = {
    [VALIDATE_SET] = {.name = "set",
                      .type = ATTR_CHOICE,
                      .place = PLACE_HEAD,
                      .default_text = "none",
                      .choices = validation_choices,
                      .choice_count = COUNT_OF(validation_choices),
                      .doc = "the images that are validated on"},
    [VALIDATE_COUNT] = {.name = "count",
                        .type = ATTR_COUNT,
                        .place = PLACE_HEAD,
                        .optional = true,
                        .min = 1,
                        .doc = "how many images, for `first` and `last`"},
    [VALIDATE_USE] = {.name = "use",
                      .type = ATTR_CHOICE,
                      .place = PLACE_BARE,
                      .optional = true,
                      .choices = use_choices,
                      .choice_count = COUNT_OF(use_choices),
                      .doc = "whether those images are trained on, for `first` and `last`"},
};

/* INITIALIZER_COUNT is a variable of another folder, and no constant expression. */
enum {
    INITIALIZER_ROWS = 0
#define INITIALIZER(name, ...) +1
#include "layers/initializers.def"
#undef INITIALIZER
};

static const struct attr init_attrs[] = {
    {.name = "initializer",
     .type = ATTR_CHOICE,
     .place = PLACE_HEAD,
     .default_text = "glorot_uniform",
     .choices = INITIALIZER_CHOICES,
     .choice_count = INITIALIZER_ROWS,
     .doc = "how the weights of layers that name no initializer start"},
};

static const struct attr seed_attrs[] = {
    {.name = "number",
     .type = ATTR_COUNT,
     .place = PLACE_HEAD,
     .default_text = "1",
     .min = 0,
     .doc = "start of every random choice: weights, order of the images, dropout"},
};

static const struct choice shuffle_choices[] = {
    [SHUFFLE_NO] = {.name = "no", .doc = "the order of the data set"},
    [SHUFFLE_YES] = {.name = "yes", .doc = "an order of its own for each epoch"},
    [SHUFFLE_ONCE] = {.name = "once", .doc = "a random order, the same for each epoch"},
};

static const struct attr shuffle_attrs[] = {
    {.name = "order",
     .type = ATTR_CHOICE,
     .place = PLACE_HEAD,
     .default_text = "yes",
     .choices = shuffle_choices,
     .choice_count = COUNT_OF(shuffle_choices),
     .doc = "in which order an epoch goes through the images"},
};

const struct schema TRAIN_STATEMENTS[TRAIN_STATEMENT_COUNT] = {
    [TRAIN_BATCH] = {"batch", "size of a batch", batch_attrs, COUNT_OF(batch_attrs)},
    [TRAIN_EPOCHS] = {"epochs", "length of the training", epochs_attrs, COUNT_OF(epochs_attrs)},
    [TRAIN_VALIDATE] = {"validate", "what the network is tried on after each epoch", validate_attrs,
                        COUNT_OF(validate_attrs)},
    [TRAIN_INIT] = {"init", "initial weights", init_attrs, COUNT_OF(init_attrs)},
    [TRAIN_SEED] = {"seed", "makes the training repeatable", seed_attrs, COUNT_OF(seed_attrs)},
    [TRAIN_SHUFFLE] = {"shuffle", "order of the training images", shuffle_attrs,
                       COUNT_OF(shuffle_attrs)},
};

const struct dataset DATASETS[] = {
    {"mnist", "handwritten digits, from 0 (black paper) to 255 (white ink) (LeCun et al. 1998)", 28,
     28, 1, 10, 60000},
};
const unsigned DATASET_COUNT = COUNT_OF(DATASETS);
