/* predict.c - see predict.h. */
#include "predict.h"

#include "memory.h"
#include "options.h"
#include "picture.h"
#include "predict_bars.h"
#include "setup.h"
#include "status.h"

#include <stdlib.h>

struct predict_options {
    const char *weights;
};

static const struct option OPTIONS[] = {
    {"weights", "FILE", "the weights to use; default NAME.safetensors", OPTION_TEXT,
     offsetof(struct predict_options, weights), 0, 0},
};

/* What one prediction needs. */
struct predictor {
    const struct netc_model *model;
    const void *weights;
    float *pixels, *outputs;
    void *memory;
};

/* Reads, normalises and runs one picture; the answer is in predictor->outputs. */
static bool predict_file(const struct predictor *predictor, const char *path,
                         struct netc_error *error) {
    if (!picture_read(predictor->model, path, predictor->pixels, error))
        return false;
    predictor->model->forward(predictor->weights, predictor->pixels, 1, predictor->outputs,
                              predictor->memory);
    return true;
}

static int predict_files(const struct netc_model *model, const void *weights, char **paths,
                         int count) {
    size_t pixels = (size_t)model->height * (size_t)model->width * (size_t)model->channels;
    struct predictor predictor = {model, weights, block_alloc(pixels, sizeof(float)),
                                  block_alloc((size_t)model->outputs, sizeof(float)),
                                  block_alloc(1, model->inference_bytes)};
    struct netc_error error;
    bool utf8 = bars_utf8();
    int status = STATUS_DONE;
    for (int i = 0; i < count; i++) {
        if (predict_file(&predictor, paths[i], &error)) {
            bars_print(paths[i], model, predictor.outputs, utf8, stdout);
            continue;
        }
        fflush(stdout); /* the order of the files, where both go to one terminal */
        status = status_fail(STATUS_IO, &error);
    }
    free(predictor.pixels);
    free(predictor.outputs);
    free(predictor.memory);
    return status;
}

int predict_command(const struct netc_model *model, int argc, char **argv) {
    struct predict_options options = {0};
    struct syntax syntax = {
        model->name,
        "predict",
        "FILE...",
        "Says what is on pictures: PNG or PGM, of any size, dark on light or light on dark.",
        OPTIONS,
        sizeof OPTIONS / sizeof *OPTIONS};
    struct netc_error error;
    int operands = 0;
    enum options_result parsed = options_parse(&syntax, argc, argv, &options, &operands);
    if (parsed != OPTIONS_RUN)
        return parsed == OPTIONS_HELP ? STATUS_DONE : STATUS_USAGE;
    if (operands == 0) {
        error_set(&error, "`predict` needs a picture, PNG or PGM");
        status_fail(STATUS_USAGE, &error);
        return status_help(STATUS_USAGE, "`%s predict FILE...`", model->name);
    }
    if (!picture_fits(model, &error))
        return status_fail(STATUS_USAGE, &error);
    void *weights = setup_weights(model, options.weights);
    if (!weights)
        return STATUS_IO;
    int status = predict_files(model, weights, argv + 1, operands);
    free(weights);
    return status;
}
