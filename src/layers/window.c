#include "layers/window.h"

#include <string.h>

static const char *const AXES[2] = {"high", "wide"};

int64_t window_extent(const struct window *w, unsigned axis) {
    return w->dilation[axis] * (w->kernel[axis] - 1) + 1;
}

/* Index of the layer's attribute `dilation`; -1: it has none. */
static int dilation_attr(const struct layer *layer) {
    const struct schema *schema = &layer->kind->schema;
    for (unsigned i = 0; i < schema->attr_count; i++)
        if (strcmp(schema->attrs[i].name, "dilation") == 0)
            return (int)i;
    return -1;
}

static void pad_axis(struct window *w, unsigned axis, const struct value *pad) {
    int64_t in = w->in[axis], extent = window_extent(w, axis), stride = w->stride[axis], total = 0;
    switch (pad->pad) {
    case PAD_VALID:
        break;
    case PAD_NUMBER:
        w->before[axis] = w->after[axis] = pad->size[axis];
        total = 2 * pad->size[axis];
        break;
    case PAD_SAME:
        w->out[axis] = (in + stride - 1) / stride;
        total = (w->out[axis] - 1) * stride + extent - in;
        total = total > 0 ? total : 0;
        w->before[axis] = total / 2;
        w->after[axis] = total - total / 2;
        break;
    }
    w->out[axis] = in + total >= extent ? (in + total - extent) / stride + 1 : 0;
    w->padded = w->padded || total > 0;
}

static struct window measure(const struct layer *layer, unsigned kernel, unsigned stride,
                             unsigned pad) {
    const struct value unpadded = {.pad = PAD_VALID};
    struct window w = {.in = {layer->in.height, layer->in.width}};
    int dilation = dilation_attr(layer);
    for (unsigned axis = 0; axis < 2; axis++) {
        w.kernel[axis] = layer->values[kernel].size[axis];
        w.stride[axis] = layer->values[stride].size[axis];
        bool dilated = dilation >= 0 && w.kernel[axis] > 1;
        w.dilation[axis] = dilated ? layer->values[dilation].size[axis] : 1;
        pad_axis(&w, axis, pad == WINDOW_UNPADDED ? &unpadded : &layer->values[pad]);
    }
    return w;
}

struct window window_known(const struct layer *layer, unsigned kernel, unsigned stride,
                           unsigned pad) {
    return measure(layer, kernel, stride, pad);
}

/* "", or what the dilation makes of the kernel: ", dilated to 9x9,". */
static const char *dilated_text(struct arena *arena, const struct window *w) {
    if (w->dilation[0] * w->dilation[1] == 1)
        return "";
    return arena_printf(arena, ", dilated to %lldx%lld,", (long long)window_extent(w, 0),
                        (long long)window_extent(w, 1));
}

static void report_padding(const struct layer *layer, const struct attr *kernel,
                           const struct value *pad, const struct window *w, unsigned axis,
                           struct diags *diags) {
    diag_error(diags, pad->span, "padding of `%s` must be smaller than its %s%s: %lld against %lld",
               layer->name, w->dilation[axis] > 1 ? "dilated " : "", kernel->name,
               (long long)w->before[axis], (long long)window_extent(w, axis));
    diag_note(diags, "otherwise some outputs would see nothing but padding");
}

static void report_too_large(const struct layer *layer, const struct attr *kernel,
                             const struct value *value, bool can_pad, const struct window *w,
                             unsigned axis, struct diags *diags) {
    bool padded = w->before[axis] + w->after[axis] > 0, dilated = w->dilation[axis] > 1;
    const char *extent =
        dilated ? arena_printf(diags->arena, "%lld x (%lld - 1) + 1 = %lld",
                               (long long)w->dilation[axis], (long long)w->kernel[axis],
                               (long long)window_extent(w, axis))
                : arena_printf(diags->arena, "%lld", (long long)w->kernel[axis]);
    diag_error(diags, value->span, "%s %lldx%lld of `%s`%s is larger than its %sinput %s",
               kernel->name, (long long)w->kernel[0], (long long)w->kernel[1], layer->name,
               dilated_text(diags->arena, w), padded ? "padded " : "",
               shape_text(diags->arena, layer->in));
    diag_note(diags, "it is %s %s, and the input only %lld", extent, AXES[axis],
              (long long)(w->in[axis] + w->before[axis] + w->after[axis]));
    diag_help(diags, "use a smaller %s%s%s a larger input", kernel->name,
              dilated ? " or dilation" : "", can_pad ? ", `pad same`, or" : " or");
}

bool window_of(const struct layer *layer, unsigned kernel, unsigned stride, unsigned pad,
               struct window *window, struct diags *diags) {
    const struct attr *attr = &layer->kind->schema.attrs[kernel];
    bool can_pad = pad != WINDOW_UNPADDED;
    *window = measure(layer, kernel, stride, pad);
    for (unsigned axis = 0; axis < 2; axis++) {
        if (can_pad && layer->values[pad].pad == PAD_NUMBER &&
            window->before[axis] >= window_extent(window, axis)) {
            report_padding(layer, attr, &layer->values[pad], window, axis, diags);
            return false;
        }
        if (window->out[axis] < 1) {
            report_too_large(layer, attr, &layer->values[kernel], can_pad, window, axis, diags);
            return false;
        }
    }
    return true;
}

bool window_tiles(const struct window *w) {
    bool tiles = !w->padded;
    for (unsigned axis = 0; axis < 2; axis++)
        tiles = tiles && w->stride[axis] == w->kernel[axis] &&
                w->out[axis] * w->stride[axis] == w->in[axis];
    return tiles;
}

void window_holes(struct lower *lower, struct op *op, const struct window *w) {
    static const char *const NAMES[][2] = {{"KERNEL_HEIGHT", "KERNEL_WIDTH"},
                                           {"STRIDE_HEIGHT", "STRIDE_WIDTH"},
                                           {"IN_HEIGHT", "IN_WIDTH"},
                                           {"OUT_HEIGHT", "OUT_WIDTH"},
                                           {"PAD_TOP", "PAD_LEFT"}};
    const int64_t *const values[] = {w->kernel, w->stride, w->in, w->out, w->before};
    for (unsigned i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        for (unsigned axis = 0; axis < 2; axis++)
            op_hole(lower, op, NAMES[i][axis], values[i][axis]);
}

bool need_maps(const struct layer *layer, struct diags *diags) {
    if (layer->in.rank == 3)
        return true;
    diag_error(diags, layer->name_span,
               "`%s` needs feature maps, but its input is a flat vector of %s", layer->name,
               shape_text(diags->arena, layer->in));
    diag_help(diags, "put it before `flatten`");
    return false;
}

bool multiply_all(const int64_t *factors, unsigned count, int64_t *result) {
    *result = 1;
    for (unsigned i = 0; i < count; i++)
        if (!checked_mul(*result, factors[i], result))
            return false;
    return true;
}
