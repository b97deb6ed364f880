/* info.c - the command `info`: what the generated program was made from and for. */
#include "commands.h"
#include "format.h"
#include "options.h"
#include "status.h"

#include <stdio.h>
#include <string.h>

enum { SHAPE_SIZE = 48 };

/* Widths of the columns of text. */
struct columns {
    int name, kind, shape;
};

static int wider(int width, size_t length) {
    return (int)length > width ? (int)length : width;
}

/* 28x28x6, or 84 for a flat one. */
static void shape_text(int height, int width, int channels, char text[static SHAPE_SIZE]) {
    if (height == 1 && width == 1) {
        snprintf(text, SHAPE_SIZE, "%d", channels);
    } else {
        snprintf(text, SHAPE_SIZE, "%dx%dx%d", height, width, channels);
    }
}

static struct columns measure(const struct netc_model *model) {
    struct columns columns = {5, 4, 6};
    for (size_t i = 0; i < model->layer_count; i++) {
        const struct netc_layer layer = model->layer(i);
        char shape[SHAPE_SIZE];
        shape_text(layer.height, layer.width, layer.channels, shape);
        columns.name = wider(columns.name, strlen(layer.name));
        columns.kind = wider(columns.kind, strlen(layer.kind));
        columns.shape = wider(columns.shape, strlen(shape));
    }
    return columns;
}

static void print_layers(const struct netc_model *model) {
    struct columns columns = measure(model);
    uint64_t params = 0, macs = 0;
    printf("%-*s  %-*s  %-*s  %10s  %12s  %s\n", columns.name, "layer", columns.kind, "kind",
           columns.shape, "output", "params", "MACs", "detail");
    for (size_t i = 0; i < model->layer_count; i++) {
        const struct netc_layer layer = model->layer(i);
        char shape[SHAPE_SIZE];
        shape_text(layer.height, layer.width, layer.channels, shape);
        printf("%-*s  %-*s  %-*s  %10s  %12s%s%s\n", columns.name, layer.name, columns.kind,
               layer.kind, columns.shape, shape, format_grouped((uint64_t)layer.params).text,
               format_grouped((uint64_t)layer.macs).text, *layer.detail ? "  " : "", layer.detail);
        params += (uint64_t)layer.params;
        macs += (uint64_t)layer.macs;
    }
    printf("%-*s  %10s  %12s\n", columns.name + columns.kind + columns.shape + 4, "total",
           format_grouped(params).text, format_grouped(macs).text);
    if (model->fixed) {
        printf("%-*s  %10s\n", columns.name + columns.kind + columns.shape + 4, "fixed",
               format_grouped((uint64_t)model->fixed).text);
    }
}

static void print_bytes(const char *what, uint64_t bytes, const char *note) {
    printf("  %-11s%12s bytes%s\n", what, format_grouped(bytes).text, note);
}

static void print_memory(const struct netc_model *model) {
    printf("memory\n");
    print_bytes("weights", model->weight_bytes, "");
    print_bytes("inference", model->inference_bytes, " a thread");
    if (model->shard) {
        print_bytes("training", (uint64_t)model->shards * model->shard_bytes + model->state_bytes,
                    " for gradients, outputs and the optimizer");
    }
}

static void print_training(const struct netc_model *model) {
    static const char *const JUDGES[] = {[NETC_VALIDATE_NONE] = "none",
                                         [NETC_VALIDATE_TEST] = "the test set",
                                         [NETC_VALIDATE_FIRST] = "the first",
                                         [NETC_VALIDATE_LAST] = "the last"};
    static const char *const ORDERS[] = {[NETC_SHUFFLE_NO] = ", not shuffled",
                                         [NETC_SHUFFLE_YES] = "",
                                         [NETC_SHUFFLE_ONCE] = ", shuffled once"};
    printf("training     %s\n             seed %llu%s\n", model->recipe,
           (unsigned long long)model->seed, ORDERS[model->shuffle]);
    if (model->augment.copies) {
        printf("augment      %s distorted copies of each image, %s\n",
               format_grouped((uint64_t)model->augment.copies).text,
               model->augment.fresh ? "new in each epoch" : "the same in each epoch");
    }
    printf("validation   %s", JUDGES[model->validation]);
    if (model->validation == NETC_VALIDATE_FIRST || model->validation == NETC_VALIDATE_LAST) {
        printf(" %s training images, %s", format_grouped(model->validation_count).text,
               model->held_out ? "held out" : "trained on as well");
    }
    printf("\n");
}

static const char *compiler(void) {
#ifdef __clang__
    return __VERSION__; /* says its name itself */
#else
    return "gcc " __VERSION__;
#endif
}

int info_command(const struct netc_model *model, int argc, char **argv) {
    struct syntax syntax = {
        model->name, "info", NULL, "Shows the network, its recipe and its needs.", NULL, 0};
    int operands = 0;
    enum options_result parsed = options_parse(&syntax, argc, argv, NULL, &operands);
    if (parsed != OPTIONS_RUN) {
        return parsed == OPTIONS_HELP ? STATUS_DONE : STATUS_USAGE;
    }
    printf("%s: %dx%dx%d to %d %s\n\n", model->name, model->height, model->width, model->channels,
           model->outputs, model->distances ? "distances, the smallest is the answer" : "outputs");
    print_layers(model);
    printf("\n");
    print_memory(model);
    printf("data         pixels x %g %c %g, padded by %d\n", (double)model->factor,
           model->shift < 0 ? '-' : '+',
           model->shift < 0 ? -(double)model->shift : (double)model->shift, model->pad);
    if (model->shard) {
        print_training(model);
    } else {
        printf("training     none: generated for inference only\n");
    }
    printf("lanes        %d, in %d shard%s\n", model->lanes, model->shards,
           model->shards == 1 ? "" : "s");
    printf("fingerprint  %s\ngenerated    by netc %s\nruntime      netc %s, compiled by %s\n",
           model->fingerprint, model->version, NETC_VERSION, compiler());
    return STATUS_DONE;
}
