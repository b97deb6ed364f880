/* data.c - see data.h. */
#include "data.h"

#include "augment.h"
#include "idx.h"
#include "parallel.h"
#include "synthetic.h"

#include <stdlib.h>
#include <string.h>

/* The place of the digits that are drawn. */
#define SYNTHETIC "synthetic"

/* MNIST's names of the two sets. */
#define TRAIN_SET "train"
#define TEST_SET  "t10k"

/* How many digits are drawn (as many as MNIST has), and from which seeds: the same for every run,
 * so that figures measured on them can be compared. */
#define SYNTHETIC_TRAIN      60000
#define SYNTHETIC_TEST       10000
#define SYNTHETIC_TRAIN_SEED 1
#define SYNTHETIC_TEST_SEED  2

static bool load_set(struct netc_dataset *dataset, const struct netc_model *model,
                     const char *where, bool test, struct netc_error *error) {
    int height = model->height - 2 * model->pad, width = model->width - 2 * model->pad;
    if (model->channels != 1 || height < 1 || width < 1)
        return error_set(error,
                         "the network takes images of %dx%dx%d with %d pixels of padding, which "
                         "gray images cannot be",
                         model->height, model->width, model->channels, model->pad);
    if (strcmp(where, SYNTHETIC) != 0)
        return idx_load(dataset, model, where, test ? TEST_SET : TRAIN_SET, error);
    if (height != SYNTHETIC_SIDE || width != SYNTHETIC_SIDE)
        return error_set(error, "synthetic digits are %dx%d, but the network needs %dx%d",
                         SYNTHETIC_SIDE, SYNTHETIC_SIDE, height, width);
    if (model->outputs < SYNTHETIC_CLASSES)
        return error_set(error, "synthetic digits have %d classes, but the network has %d outputs",
                         SYNTHETIC_CLASSES, model->outputs);
    return synthetic_draw(dataset, test ? SYNTHETIC_TEST : SYNTHETIC_TRAIN,
                          test ? SYNTHETIC_TEST_SEED : SYNTHETIC_TRAIN_SEED, error);
}

/* One of the two sets on its way into memory. */
struct loading {
    struct netc_dataset *dataset;
    const struct netc_model *model;
    const char *where;
    bool test, good;
    struct netc_error error;
};

static void load_one(void *context, int index, int thread) {
    struct loading *loading = (struct loading *)context + index;
    (void)thread;
    loading->good =
        load_set(loading->dataset, loading->model, loading->where, loading->test, &loading->error);
}

bool data_load(struct netc_data *data, const struct netc_model *model, const char *where,
               unsigned parts, int threads, struct netc_error *error) {
    struct loading sets[2];
    int count = 0;
    *data = (struct netc_data){0};
    if (parts & DATA_TRAIN)
        sets[count++] = (struct loading){.dataset = &data->train, .model = model, .where = where};
    if (parts & DATA_TEST)
        sets[count++] =
            (struct loading){.dataset = &data->test, .model = model, .where = where, .test = true};
    /* Who draws a set takes all threads for it. */
    parallel_for(strcmp(where, SYNTHETIC) == 0 ? 1 : threads, count, load_one, sets);
    for (int i = 0; i < count; i++)
        if (!sets[i].good) {
            *error = sets[i].error;
            data_free(data);
            return false;
        }
    return true;
}

void data_free(struct netc_data *data) {
    free(data->train.images);
    free(data->train.labels);
    free(data->test.images);
    free(data->test.labels);
    *data = (struct netc_data){0};
}

/* Where an image becomes what the network wants. */
struct frame {
    float value[256]; /* of each byte: byte * factor + shift */
    float factor, shift;
    size_t row, size; /* floats */
    float *inside;    /* behind the padding of the first row */
};

static struct frame frame_make(const struct netc_model *model, float *images) {
    size_t pad = (size_t)model->pad, row = (size_t)model->width;
    struct frame frame = {.factor = model->factor,
                          .shift = model->shift,
                          .row = row,
                          .size = row * (size_t)model->height,
                          .inside = images + pad * row + pad};
    for (int p = 0; p < 256; p++)
        frame.value[p] = (float)p * model->factor + model->shift;
    return frame;
}

/* Fills the images with background if they have padding. */
static void fill_padding(const struct netc_model *model, const struct frame *frame, size_t count,
                         float *images) {
    if (model->pad > 0)
        for (size_t i = 0; i < count * frame->size; i++)
            images[i] = frame->value[0];
}

static void put_image(const struct frame *frame, const struct netc_dataset *dataset, size_t index,
                      float *out) {
    size_t height = (size_t)dataset->height, width = (size_t)dataset->width;
    const uint8_t *source = dataset->images + index * height * width;
    const float factor = frame->factor, shift = frame->shift;
    for (size_t y = 0; y < height; y++)
        for (size_t x = 0; x < width; x++) /* computed, not looked up: vectors of pixels */
            out[y * frame->row + x] = (float)source[y * width + x] * factor + shift;
}

/* Images lie anywhere in memory: the next one is on its way while this one is converted. */
static void fetch_image(const struct netc_dataset *dataset, size_t index) {
    enum { LINE = 64 };
    size_t size = (size_t)dataset->height * (size_t)dataset->width;
    for (size_t at = 0; at < size; at += LINE)
        __builtin_prefetch(dataset->images + index * size + at);
}

static void put_copy(const struct frame *frame, const struct netc_dataset *dataset, size_t index,
                     struct distortion distortion, float *out) {
    int height = dataset->height, width = dataset->width;
    const uint8_t *source = dataset->images + index * (size_t)height * (size_t)width;
    augment_confine(&distortion, source, height, width);
    augment_render(&distortion, source, height, width, frame->value, out, frame->row);
}

void data_gather(const struct netc_model *model, const struct netc_dataset *dataset,
                 const size_t *order, size_t count, float *images, uint8_t *labels) {
    data_gather_patterns(model, dataset, NULL, order, count, images, labels);
}

void data_gather_patterns(const struct netc_model *model, const struct netc_dataset *dataset,
                          const struct augment_epoch *copies, const size_t *patterns, size_t count,
                          float *images, uint8_t *labels) {
    const struct frame frame = frame_make(model, images);
    fill_padding(model, &frame, count, images);
    for (size_t n = 0; n < count; n++) {
        size_t pattern = patterns ? patterns[n] : n;
        size_t index = pattern % dataset->count, copy = pattern / dataset->count;
        float *out = frame.inside + n * frame.size;
        if (n + 1 < count)
            fetch_image(dataset, (patterns ? patterns[n + 1] : n + 1) % dataset->count);
        if (copy == 0)
            put_image(&frame, dataset, index, out);
        else
            put_copy(&frame, dataset, index, augment_draw(copies, index, copy), out);
        if (labels)
            labels[n] = dataset->labels[index];
    }
}
