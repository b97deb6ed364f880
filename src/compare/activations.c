/* activations.c - what `activations` wrote. */
#include "compare/raw.h"

static void read_layer(struct document *document, const char *where, json_t *json,
                       struct maps *maps) {
    int shape[3];
    size_t count = 0;
    if (!(maps->layer = json_words(document, where, json, "layer")) ||
        !(maps->kind = json_words(document, where, json, "kind")) ||
        !json_shape(document, where, json, "shape", shape, 3) ||
        !(maps->values = json_floats(document, where, json, "values", &count)))
        return;
    maps->height = shape[0];
    maps->width = shape[1];
    maps->channels = shape[2];
    size_t wanted = (size_t)shape[0] * (size_t)shape[1] * (size_t)shape[2];
    if (count != wanted)
        document_fault(document, "the values of `%s` are %zu, and its shape %dx%dx%d asks for %zu",
                       where, count, shape[0], shape[1], shape[2], wanted);
}

static void read_image(struct document *document, const char *where, json_t *json,
                       struct activation *image) {
    struct arena *arena = document->arena;
    double answer = 0, label = -1;
    size_t classes = 0, i;
    json_t *layers = json_list(document, where, json, "layers"), *layer;
    if (!layers || !(image->image = json_words(document, where, json, "image")) ||
        !(image->outputs = json_floats(document, where, json, "outputs", &classes)))
        return;
    if (classes == 0) {
        document_fault(document, "`%s.outputs` is empty", where);
        return;
    }
    double most = (double)(classes - 1);
    if (!json_count(document, where, json, "answer", most, &answer) ||
        (!json_is_null(json_object_get(json, "label")) &&
         !json_count(document, where, json, "label", most, &label)))
        return;
    image->answer = (int)answer;
    image->label = (int)label;
    image->classes = (unsigned)classes;
    image->layer_count = (unsigned)json_array_size(layers);
    image->layers = ARENA_ARRAY(arena, image->layer_count, struct maps);
    json_array_foreach(layers, i, layer) {
        if (!document->failed)
            read_layer(document, arena_printf(arena, "%s.layers[%zu]", where, i), layer,
                       &image->layers[i]);
    }
}

/* null: the network has no convolution. */
static void read_filters(struct document *document, struct filters *filters) {
    json_t *json = json_object_get(document->root, "filters");
    int shape[4];
    size_t count = 0;
    *filters = (struct filters){0};
    if (json_is_null(json))
        return;
    if (!json) {
        document_fault(document, "`filters` is missing");
        return;
    }
    const char *tensor = json_words(document, "filters", json, "tensor");
    if (!tensor || !json_shape(document, "filters", json, "shape", shape, 4) ||
        !(filters->values = json_floats(document, "filters", json, "values", &count)))
        return;
    filters->tensor = tensor;
    filters->maps = shape[0];
    filters->channels = shape[1];
    filters->height = shape[2];
    filters->width = shape[3];
    size_t wanted = (size_t)shape[0] * (size_t)shape[1] * (size_t)shape[2] * (size_t)shape[3];
    if (count != wanted)
        document_fault(document,
                       "the values of `filters` are %zu, and its shape %dx%dx%dx%d asks for %zu",
                       count, shape[0], shape[1], shape[2], shape[3], wanted);
}

bool activations_read(struct arena *arena, struct diags *diags, const char *path,
                      struct activation **images, unsigned *count, struct filters *filters) {
    struct document document;
    size_t i;
    json_t *list, *image;
    if (!document_open(&document, arena, diags, path))
        return false;
    list = json_list(&document, "", document.root, "images");
    *count = (unsigned)json_array_size(list);
    *images = ARENA_ARRAY(arena, *count, struct activation);
    json_array_foreach(list, i, image) {
        if (!document.failed)
            read_image(&document, arena_printf(arena, "images[%zu]", i), image, &(*images)[i]);
    }
    if (filters && !document.failed)
        read_filters(&document, filters);
    document_close(&document);
    return !document.failed;
}
