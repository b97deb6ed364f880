/* activations_json.c - see activations.h. A layer is a line: a file can be looked at. */
#include "activations.h"

#include "answer.h"
#include "json_text.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

/* Numbers that lie in memory with others in between. */
struct numbers {
    const float *first;
    size_t count, step;
};

static void put_numbers(FILE *out, struct numbers numbers) {
    fputc('[', out);
    for (size_t i = 0; i < numbers.count; i++) {
        fputs(i ? "," : "", out);
        json_put_float(out, numbers.first[i * numbers.step]);
    }
    fputc(']', out);
}

static size_t size_of(const struct netc_layer *layer) {
    return (size_t)layer->height * (size_t)layer->width * (size_t)layer->channels;
}

/* The output of layer `index`, of the first image of the group. */
static struct numbers output_of(const struct view *view, size_t index) {
    const struct netc_model *model = view->model;
    const struct netc_layer layer = model->layer(index);
    size_t lanes = (size_t)model->lanes;
    return (struct numbers){
        .first = (const float *)view->memory + model->activation_offsets[index] * lanes,
        .count = size_of(&layer),
        .step = lanes,
    };
}

static bool is_wanted(const struct choice *choice, const char *name) {
    bool wanted = choice->count == 0;
    for (size_t i = 0; i < choice->count; i++)
        wanted = wanted || strcmp(choice->layers[i], name) == 0;
    return wanted;
}

static void put_layer(FILE *out, const struct netc_layer *layer, struct numbers numbers) {
    fputs("{\"layer\":", out);
    json_put_text(out, layer->name);
    fputs(",\"kind\":", out);
    json_put_text(out, layer->kind);
    fprintf(out, ",\"shape\":[%d,%d,%d],\"values\":", layer->height, layer->width, layer->channels);
    put_numbers(out, numbers);
    fputc('}', out);
}

static void put_layers(FILE *out, const struct view *view, const struct choice *choice) {
    const struct netc_model *model = view->model;
    const char *separator = "\n  ";
    for (size_t i = 0; i <= model->layer_count; i++) {
        struct netc_layer layer = {.name = "input",
                                   .kind = "input",
                                   .height = model->height,
                                   .width = model->width,
                                   .channels = model->channels};
        if (i > 0)
            layer = model->layer(i - 1);
        if (!is_wanted(choice, layer.name))
            continue;
        fputs(separator, out);
        put_layer(out, &layer,
                  i > 0 ? output_of(view, i - 1)
                        : (struct numbers){view->pixels, size_of(&layer), 1});
        separator = ",\n  ";
    }
}

static int answer_of(const struct netc_model *model, struct numbers numbers) {
    float *outputs = block_alloc(numbers.count, sizeof *outputs);
    for (size_t i = 0; i < numbers.count; i++)
        outputs[i] = numbers.first[i * numbers.step];
    int answer = answer_class(model, outputs);
    free(outputs);
    return answer;
}

void activations_put(FILE *out, const struct view *view, const struct choice *choice) {
    struct numbers outputs = output_of(view, view->model->layer_count - 1);
    fputs("{\"image\":", out);
    json_put_text(out, view->image);
    fputs(",\"label\":", out);
    if (view->label >= 0)
        fprintf(out, "%d", view->label);
    else
        fputs("null", out);
    fprintf(out, ",\"answer\":%d,\"outputs\":", answer_of(view->model, outputs));
    put_numbers(out, outputs);
    fputs(",\"layers\":[", out);
    put_layers(out, view, choice);
    fputs("]}", out);
}

/* The weights of the first convolution, or NULL. A layer's tensors are named for it: "C1.weight".
 */
static const struct netc_tensor *first_kernels(const struct netc_model *model) {
    for (size_t i = 0; i < model->layer_count; i++) {
        const struct netc_layer layer = model->layer(i);
        size_t length = strlen(layer.name);
        for (size_t k = 0; k < model->tensor_count && strcmp(layer.kind, "conv") == 0; k++)
            if (strncmp(model->tensors[k].name, layer.name, length) == 0 &&
                strcmp(model->tensors[k].name + length, ".weight") == 0)
                return &model->tensors[k];
    }
    return NULL;
}

void activations_put_filters(FILE *out, const struct netc_model *model, const void *weights) {
    const struct netc_tensor *tensor = first_kernels(model);
    if (!tensor) {
        fputs("null", out);
        return;
    }
    const int64_t *dims = tensor->dims;
    bool table = tensor->rank == 3; /* links, height, width */
    fputs("{\"tensor\":", out);
    json_put_text(out, tensor->name);
    fprintf(out, ",\"shape\":[%lld,%lld,%lld,%lld],\"values\":", (long long)dims[0],
            table ? 1LL : (long long)dims[1], (long long)dims[table ? 1 : 2],
            (long long)dims[table ? 2 : 3]);
    put_numbers(out, (struct numbers){(const float *)weights + tensor->offset, tensor->count, 1});
    fputc('}', out);
}
