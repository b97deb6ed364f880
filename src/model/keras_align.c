#include "model/keras.h"

#include <string.h>

/* What it costs to read the two lists in a certain way; the cheapest reading is the right one. */
enum {
    COST_CLASS = 40,  /* a row of another class than its layer */
    COST_NUMBER = 10, /* another shape, another number of parameters */
    COST_FUSED = 1,   /* an activation that the other side has in the layer before it */
    COST_ALONE = 30   /* a row without a layer, a layer without a row */
};

bool keras_is_activation(const struct layer_kind *kind) {
    return kind->activation_attr >= 0 && !kind->count;
}

bool keras_class_fits(const struct keras_row *row, const struct layer_kind *kind) {
    if (!row->class_name)
        return true;
    size_t length = strlen(row->class_name);
    for (const char *word = kind->keras; *word; word += strspn(word, " ")) {
        size_t end = strcspn(word, " ");
        if (strncmp(word, row->class_name, length < end ? length : end) == 0 &&
            (length == end || (row->class_cut && length < end)))
            return true;
        word += end;
    }
    return false;
}

bool keras_shape_fits(const struct keras_row *row, struct shape shape) {
    if (!row->shape_known)
        return true;
    if (shape.rank == 1)
        return row->rank == 1 && row->dims[0] == shape.channels;
    return row->rank == 3 && row->dims[0] == shape.height && row->dims[1] == shape.width &&
           row->dims[2] == shape.channels;
}

bool keras_number_fits(const struct keras_number *number, int64_t value) {
    if (!number->known || number->value == value)
        return true;
    for (int64_t start = value; number->at_end && start > 0; start /= 10)
        if (start == number->value)
            return true;
    return false;
}

static int cost_of_pair(const struct keras_row *row, const struct layer *layer) {
    return (keras_class_fits(row, layer->kind) ? 0 : COST_CLASS) +
           (keras_shape_fits(row, layer->out) ? 0 : COST_NUMBER) +
           (keras_number_fits(&row->params, keras_total_of(&layer->counts, KERAS_TOTAL))
                ? 0
                : COST_NUMBER);
}

/* A row of an activation behind a layer that has one. */
static bool is_fused(const struct keras_row *row, const struct model *model, unsigned layers) {
    const struct layer *before = layers > 0 ? &model->layers[layers - 1] : NULL;
    if (!row->class_name || !before || before->kind->activation_attr < 0)
        return false;
    for (unsigned i = 0; i < LAYER_KIND_COUNT; i++)
        if (keras_is_activation(LAYER_KINDS[i]) && keras_class_fits(row, LAYER_KINDS[i]))
            return true;
    return false;
}

static int cost_of_row(const struct keras_row *row, const struct model *model, unsigned layers) {
    return is_fused(row, model, layers) ? COST_FUSED : COST_ALONE;
}

static int cost_of_layer(const struct layer *layer) {
    return keras_is_activation(layer->kind) ? COST_FUSED : COST_ALONE;
}

/* best[r * width + l]: the cost of the first r rows and l layers. */
static int *fill_costs(struct arena *arena, const struct keras_row *rows, unsigned count,
                       const struct model *model) {
    size_t width = model->layer_count + 1u;
    int *best = ARENA_ARRAY(arena, (count + 1u) * width, int);
    for (unsigned r = 0; r <= count; r++) {
        for (unsigned l = 0; l <= model->layer_count; l++) {
            int cost = r == 0 && l == 0 ? 0 : 1 << 30;
            if (r > 0) {
                int alone = best[(r - 1) * width + l] + cost_of_row(&rows[r - 1], model, l);
                cost = alone < cost ? alone : cost;
            }
            if (l > 0) {
                int alone = best[r * width + l - 1] + cost_of_layer(&model->layers[l - 1]);
                cost = alone < cost ? alone : cost;
            }
            if (r > 0 && l > 0) {
                int pair = best[(r - 1) * width + l - 1] +
                           cost_of_pair(&rows[r - 1], &model->layers[l - 1]);
                cost = pair < cost ? pair : cost;
            }
            best[r * width + l] = cost;
        }
    }
    return best;
}

/* Where the rows end: behind the last layer, or anywhere if the text was cut off. */
static unsigned last_layer(const int *best, unsigned count, const struct model *model,
                           bool closed) {
    const int *row = best + (size_t)count * (model->layer_count + 1u);
    unsigned end = model->layer_count;
    for (unsigned l = 0; !closed && l <= model->layer_count; l++)
        if (row[l] < row[end])
            end = l;
    return end;
}

const int *keras_align(struct arena *arena, const struct keras_summary *summary, unsigned first,
                       const struct model *model) {
    const struct keras_row *rows = summary->rows + first;
    unsigned r = summary->count - first;
    size_t width = model->layer_count + 1u;
    int *layers = ARENA_ARRAY(arena, summary->count + 1u, int);
    const int *best = fill_costs(arena, rows, r, model);
    unsigned l = last_layer(best, r, model, summary->closed);
    while (r > 0) {
        int here = best[r * width + l];
        if (l > 0 && here == best[(r - 1) * width + l - 1] +
                                 cost_of_pair(&rows[r - 1], &model->layers[l - 1])) {
            layers[first + --r] = (int)--l;
        } else if (l > 0 &&
                   here == best[r * width + l - 1] + cost_of_layer(&model->layers[l - 1])) {
            l--;
        } else {
            layers[first + r - 1] = is_fused(&rows[r - 1], model, l) ? KERAS_ALONE : KERAS_EXTRA;
            r--;
        }
    }
    return layers;
}
