/* test.c - the command `test`. */
#include "commands.h"
#include "evaluate.h"
#include "format.h"
#include "memory.h"
#include "options.h"
#include "parallel.h"
#include "report.h"
#include "setup.h"
#include "status.h"

#include <stdlib.h>

struct test_options {
    const char *data, *weights;
    uint64_t threads;
};

#define FIELD(name) offsetof(struct test_options, name)

static const struct option OPTIONS[] = {
    {"data", "DIR", "folder of the MNIST files, or `synthetic` (else NETC_DATA, data/mnist)",
     OPTION_TEXT, FIELD(data), 0, 0},
    {"weights", "FILE", "the weights to test; default NAME.safetensors", OPTION_TEXT,
     FIELD(weights), 0, 0},
    {"threads", "N", "threads; the result is the same to the bit", OPTION_COUNT, FIELD(threads), 1,
     SETUP_THREADS_MAX},
};

static void report(const struct netc_model *model, const struct netc_dataset *images,
                   const void *weights, const char *where, int threads) {
    uint8_t *guesses = block_alloc(images->count, 1);
    size_t classes = (size_t)model->outputs;
    struct confusion confusion = {model->outputs, block_alloc(classes * classes, sizeof(uint64_t))};
    struct evaluation result = evaluate(model, weights, images, 0, images->count, threads, guesses);
    confusion_count(&confusion, images->labels, guesses, images->count);
    printf("%s on %s test images of %s\n", model->name, format_grouped(images->count).text, where);
    printf("loss      %.4f\naccuracy  %.2f %% (%s wrong)\n\n", result.loss,
           100 * (double)result.correct / (double)result.count,
           format_grouped(result.count - result.correct).text);
    report_classes(&confusion, stdout);
    putchar('\n');
    report_confusion(&confusion, stdout);
    free(confusion.counts);
    free(guesses);
}

int test_command(const struct netc_model *model, int argc, char **argv) {
    struct test_options options = {.threads = (uint64_t)parallel_processors()};
    struct syntax syntax = {model->name, "test",
                            NULL,        "Tries the network on the test images.",
                            OPTIONS,     sizeof OPTIONS / sizeof *OPTIONS};
    struct netc_data data;
    int operands = 0;
    enum options_result parsed = options_parse(&syntax, argc, argv, &options, &operands);
    if (parsed != OPTIONS_RUN) {
        return parsed == OPTIONS_HELP ? STATUS_DONE : STATUS_USAGE;
    }
    void *weights = setup_weights(model, options.weights);
    if (!weights) {
        return STATUS_IO;
    }
    const char *where = options.data;
    int status = setup_data(model, &where, DATA_TEST, (int)options.threads, &data);
    if (status == STATUS_DONE) {
        report(model, &data.test, weights, where, (int)options.threads);
        data_free(&data);
    }
    free(weights);
    return status;
}
