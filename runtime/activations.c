/* activations.c - the command `activations`: all images go through the network before anything is
 * written, so that what is written is whole. */
#include "activations.h"
#include "commands.h"
#include "files.h"
#include "format.h"
#include "json_text.h"
#include "memory.h"
#include "options.h"
#include "parallel.h"
#include "picture.h"
#include "setup.h"
#include "status.h"
#include "suggest.h"
#include "text_stream.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char INPUT[] = "input";
static const char TEST_IMAGE[] = "test:";

struct activations_options {
    const char *data, *weights, *output;
    struct option_words layers;
};

#define FIELD(name) offsetof(struct activations_options, name)

static const struct option OPTIONS[] = {
    {"data", "DIR", "where test images are: a folder, or `synthetic` (else NETC_DATA, data/mnist)",
     OPTION_TEXT, FIELD(data), 0, 0},
    {"weights", "FILE", "the weights to use; default NAME.safetensors", OPTION_TEXT, FIELD(weights),
     0, 0},
    {"layer", "NAME", "only this layer, `input` the image itself; as often as you like",
     OPTION_WORDS, FIELD(layers), 0, 0},
    {"output", "FILE", "where to write; default standard output", OPTION_TEXT, FIELD(output), 0, 0},
};

/* One run of the command. */
struct work {
    const struct netc_model *model;
    const struct activations_options *options;
    char **images;
    size_t image_count;
    void *weights;
    struct netc_data data;
};

static bool is_test_image(const char *image) {
    return strncmp(image, TEST_IMAGE, sizeof TEST_IMAGE - 1) == 0;
}

/* --- before anything is loaded ---------------------------------------------------------------- */

static int unknown_layer(const struct netc_model *model, const char *name) {
    const char **names = block_alloc(model->layer_count + 1, sizeof *names);
    struct netc_error error;
    names[0] = INPUT;
    for (size_t i = 0; i < model->layer_count; i++)
        names[i + 1] = model->layer(i).name;
    error_set(&error, "`%s` has no layer `%s`", model->name, name);
    status_fail(STATUS_USAGE, &error);
    const char *near = suggest(name, names, model->layer_count + 1);
    free(names);
    return near ? status_help(STATUS_USAGE, "did you mean `%s`?", near)
                : status_help(STATUS_USAGE, "`%s info` lists the layers", model->name);
}

static int check_layers(const struct work *work) {
    const struct option_words *layers = &work->options->layers;
    for (size_t i = 0; i < layers->count; i++) {
        bool known = strcmp(layers->words[i], INPUT) == 0;
        for (size_t k = 0; k < work->model->layer_count; k++)
            known = known || strcmp(layers->words[i], work->model->layer(k).name) == 0;
        if (!known)
            return unknown_layer(work->model, layers->words[i]);
    }
    return STATUS_DONE;
}

static int check_images(const struct work *work) {
    struct netc_error error;
    if (work->image_count == 0) {
        error_set(&error, "`activations` needs an image: a picture, PNG or PGM, or a test image");
        status_fail(STATUS_USAGE, &error);
        return status_help(STATUS_USAGE, "`%s activations test:0` takes the first test image",
                           work->model->name);
    }
    for (size_t i = 0; i < work->image_count; i++)
        if (!is_test_image(work->images[i]) && !picture_fits(work->model, &error))
            return status_fail(STATUS_USAGE, &error);
    return STATUS_DONE;
}

/* The weights, and the test images where they are asked for. */
static int load(struct work *work) {
    const char *where = work->options->data;
    struct netc_error error;
    bool wanted = false;
    if (work->options->output && !file_writable(work->options->output, &error))
        return status_fail(STATUS_IO, &error);
    for (size_t i = 0; i < work->image_count; i++)
        wanted = wanted || is_test_image(work->images[i]);
    work->weights = setup_weights(work->model, work->options->weights);
    if (!work->weights)
        return STATUS_IO;
    return wanted ? setup_data(work->model, &where, DATA_TEST, parallel_processors(), &work->data)
                  : STATUS_DONE;
}

/* --- one image -------------------------------------------------------------------------------- */

static int wrong_number(const struct work *work, const char *image, const char *what) {
    struct netc_error error;
    error_set(&error, "`%s`: %s", image, what);
    status_fail(STATUS_USAGE, &error);
    return status_help(
        STATUS_USAGE,
        "the %s test images are `test:0` to `test:%zu`; a file of this name is `./%s`",
        format_grouped(work->data.test.count).text, work->data.test.count - 1, image);
}

/* The image test:N, and its label. */
static int view_test_image(const struct work *work, struct view *view) {
    const char *number = view->image + sizeof TEST_IMAGE - 1;
    char *end = NULL;
    errno = 0;
    /* strtoull takes signs and blanks. */
    unsigned long long index = *number >= '0' && *number <= '9' ? strtoull(number, &end, 10) : 0;
    if (!end || *end != '\0')
        return wrong_number(work, view->image, "the number of a test image is wanted");
    if (errno != 0 || index >= work->data.test.count)
        return wrong_number(work, view->image, "there is no such test image");
    uint8_t label;
    size_t at = (size_t)index;
    data_gather(work->model, &work->data.test, &at, 1, view->pixels, &label);
    view->label = label;
    return STATUS_DONE;
}

static int view_image(const struct work *work, struct view *view) {
    struct netc_error error;
    int status = STATUS_DONE;
    view->label = -1;
    if (is_test_image(view->image))
        status = view_test_image(work, view);
    else if (!picture_read(work->model, view->image, view->pixels, &error))
        status = status_fail(STATUS_IO, &error);
    if (status == STATUS_DONE)
        work->model->activations(work->weights, view->pixels, 1, view->memory);
    return status;
}

/* --- all of them ------------------------------------------------------------------------------ */

static int put_images(const struct work *work, FILE *out) {
    const struct netc_model *model = work->model;
    const struct option_words *layers = &work->options->layers;
    const struct choice choice = {layers->words, layers->count};
    size_t pixels = (size_t)model->height * (size_t)model->width * (size_t)model->channels;
    struct view view = {.model = model,
                        .pixels = block_alloc(pixels, sizeof(float)),
                        .memory = block_alloc(1, model->activation_bytes)};
    int status = STATUS_DONE;
    fputs("{\"network\":", out);
    json_put_text(out, model->name);
    fputs(",\n\"filters\":", out);
    activations_put_filters(out, model, work->weights);
    fputs(",\n\"images\":[", out);
    for (size_t i = 0; i < work->image_count && status == STATUS_DONE; i++) {
        view.image = work->images[i];
        status = view_image(work, &view);
        fputs(i ? ",\n " : "\n ", out);
        if (status == STATUS_DONE)
            activations_put(out, &view, &choice);
    }
    fputs("\n]}\n", out);
    free(view.pixels);
    free(view.memory);
    return status;
}

static int run(const struct work *work) {
    struct file_part text = {NULL, 0};
    struct netc_error error;
    char *data = NULL;
    FILE *out = text_stream(&data, &text.size);
    int status = out ? put_images(work, out) : STATUS_IO;
    bool whole = out && !ferror(out);
    if (!out || fclose(out) != 0 || !whole) {
        error_set(&error, "no memory for what the layers hold");
        status = status_fail(STATUS_IO, &error);
    }
    text.data = data;
    if (status == STATUS_DONE && !work->options->output)
        fwrite(data, 1, text.size, stdout); /* netc_main() looks whether that worked */
    else if (status == STATUS_DONE && !file_write(work->options->output, &text, 1, &error))
        status = status_fail(STATUS_IO, &error);
    free(data);
    return status;
}

int activations_command(const struct netc_model *model, int argc, char **argv) {
    struct activations_options options = {
        .layers = {block_alloc((size_t)argc, sizeof(const char *)), 0}};
    struct work work = {.model = model, .options = &options, .images = argv + 1};
    struct syntax syntax = {model->name,
                            "activations",
                            "IMAGE...",
                            "Writes what every layer makes of images, as JSON. An image is a "
                            "picture, as for `predict`,\n"
                            "or `test:N`, the test image with this number, from 0.",
                            OPTIONS,
                            sizeof OPTIONS / sizeof *OPTIONS};
    int operands = 0, status;
    enum options_result parsed = options_parse(&syntax, argc, argv, &options, &operands);
    work.image_count = (size_t)operands;
    if (parsed != OPTIONS_RUN)
        status = parsed == OPTIONS_HELP ? STATUS_DONE : STATUS_USAGE;
    else if ((status = check_images(&work)) == STATUS_DONE &&
             (status = check_layers(&work)) == STATUS_DONE && (status = load(&work)) == STATUS_DONE)
        status = run(&work);
    data_free(&work.data);
    free(work.weights);
    free(options.layers.words);
    return status;
}
