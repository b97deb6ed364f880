/* test.c - the command `test`. */
#include "commands.h"
#include "evaluate.h"
#include "files.h"
#include "format.h"
#include "json_text.h"
#include "memory.h"
#include "options.h"
#include "parallel.h"
#include "report.h"
#include "setup.h"
#include "status.h"
#include "text_stream.h"
#include "utf8.h"

#include <stdlib.h>

struct test_options {
    const char *data, *weights, *predictions;
    uint64_t threads;
    bool json;
};

#define FIELD(name) offsetof(struct test_options, name)

static const struct option OPTIONS[] = {
    {"data", "DIR", "folder of the MNIST files, or `synthetic` (else NETC_DATA, data/mnist)",
     OPTION_TEXT, FIELD(data), 0, 0},
    {"weights", "FILE", "the weights to test; default NAME.safetensors", OPTION_TEXT,
     FIELD(weights), 0, 0},
    {"threads", "N", "threads; the result is the same to the bit", OPTION_COUNT, FIELD(threads), 1,
     SETUP_THREADS_MAX},
    {"json", NULL, "print the figures as JSON", OPTION_SWITCH, FIELD(json), 0, 0},
    {"predictions", "FILE", "write what the network says to each image, as CSV", OPTION_TEXT,
     FIELD(predictions), 0, 0},
};

/* One test, and what came of it. */
struct trial {
    const struct netc_model *model;
    const struct test_options *options;
    const struct netc_dataset *images;
    const char *where; /* the data, as it was named */
    struct answers answers;
    struct evaluation result;
    struct confusion confusion;
};

static void report(const struct trial *trial) {
    const struct evaluation *result = &trial->result;
    printf("%s on %s test images of ", trial->model->name, format_grouped(result->count).text);
    utf8_put_plain(stdout, trial->where);
    printf("\nloss      %.4f\naccuracy  %.2f %% (%s wrong)\n\n", result->loss,
           100 * (double)result->correct / (double)result->count,
           format_grouped(result->count - result->correct).text);
    report_classes(&trial->confusion, stdout);
    putchar('\n');
    report_confusion(&trial->confusion, stdout);
    if (trial->options->predictions) {
        fputs("\npredictions: ", stdout);
        utf8_put_plain(stdout, trial->options->predictions);
        putchar('\n');
    }
}

static void report_json(const struct trial *trial) {
    const struct evaluation *result = &trial->result;
    fputs("{\"network\":", stdout);
    json_put_text(stdout, trial->model->name);
    fputs(",\"data\":", stdout);
    json_put_text(stdout, trial->where);
    printf(",\"images\":%zu,\"loss\":", result->count);
    json_put_number(stdout, result->loss);
    fputs(",\"accuracy\":", stdout);
    json_put_number(stdout, (double)result->correct / (double)result->count);
    printf(",\"wrong\":%zu,\n \"classes\":", result->count - result->correct);
    report_classes_json(&trial->confusion, stdout);
    fputs(",\n \"confusion\":", stdout);
    report_confusion_json(&trial->confusion, stdout);
    fputs("}\n", stdout);
}

static void put_predictions(const struct trial *trial, FILE *out) {
    size_t outputs = (size_t)trial->model->outputs;
    fputs("image,label,answer", out);
    for (size_t k = 0; k < outputs; k++) {
        fprintf(out, ",output_%zu", k);
    }
    fputc('\n', out);
    for (size_t i = 0; i < trial->result.count; i++) {
        fprintf(out, "%zu,%d,%d", i, trial->images->labels[i], trial->answers.guesses[i]);
        for (size_t k = 0; k < outputs; k++) {
            fprintf(out, ",%.9g", (double)trial->answers.outputs[i * outputs + k]);
        }
        fputc('\n', out);
    }
}

static bool write_predictions(const struct trial *trial, struct netc_error *error) {
    const char *path = trial->options->predictions;
    char *text = NULL;
    size_t size = 0;
    FILE *out = text_stream(&text, &size);
    if (!out) {
        return error_set(error, "%s: no memory for its text", path);
    }
    put_predictions(trial, out);
    bool whole = !ferror(out);
    whole = fclose(out) == 0 && whole;
    bool good = whole ? file_write(path, &(struct file_part){text, size}, 1, error)
                      : error_set(error, "%s: no memory for its text", path);
    free(text);
    return good;
}

static int run(struct trial *trial, const void *weights) {
    struct netc_error error;
    const struct netc_model *model = trial->model;
    size_t count = trial->images->count, classes = (size_t)model->outputs;
    bool written = true;
    trial->answers.guesses = block_alloc(count, 1);
    trial->confusion =
        (struct confusion){model->outputs, block_alloc(classes * classes, sizeof(uint64_t))};
    if (trial->options->predictions) {
        trial->answers.outputs = block_alloc(count * classes, sizeof(float));
    }
    trial->result = evaluate(model, weights, trial->images, 0, count, (int)trial->options->threads,
                             &trial->answers);
    confusion_count(&trial->confusion, trial->images->labels, trial->answers.guesses, count);
    if (trial->options->predictions) {
        written = write_predictions(trial, &error);
    }
    if (written) {
        (trial->options->json ? report_json : report)(trial);
    }
    free(trial->confusion.counts);
    free(trial->answers.guesses);
    free(trial->answers.outputs);
    return written ? STATUS_DONE : status_fail(STATUS_IO, &error);
}

static int test(const struct netc_model *model, const struct test_options *options) {
    struct netc_error error;
    struct netc_data data;
    struct trial trial = {.model = model, .options = options, .where = options->data};
    if (options->predictions && !file_writable(options->predictions, &error)) {
        return status_fail(STATUS_IO, &error);
    }
    void *weights = setup_weights(model, options->weights);
    if (!weights) {
        return STATUS_IO;
    }
    int status = setup_data(model, &trial.where, DATA_TEST, (int)options->threads, &data);
    if (status == STATUS_DONE) {
        trial.images = &data.test;
        status = run(&trial, weights);
        data_free(&data);
    }
    free(weights);
    return status;
}

int test_command(const struct netc_model *model, int argc, char **argv) {
    struct test_options options = {.threads = (uint64_t)parallel_processors()};
    struct syntax syntax = {model->name, "test",
                            NULL,        "Tries the network on the test images.",
                            OPTIONS,     sizeof OPTIONS / sizeof *OPTIONS};
    int operands = 0;
    switch (options_parse(&syntax, argc, argv, &options, &operands)) {
    case OPTIONS_HELP:
        return STATUS_DONE;
    case OPTIONS_WRONG:
        return STATUS_USAGE;
    case OPTIONS_RUN:
        break;
    }
    return test(model, &options);
}
