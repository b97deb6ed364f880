#include "layers/window.h"

static const char *const AXES[2] = {"high", "wide"};

static void pad_axis(struct window *w, unsigned axis, const struct value *pad) {
    int64_t in = w->in[axis], kernel = w->kernel[axis], stride = w->stride[axis], total = 0;
    switch (pad->pad) {
    case PAD_VALID:
        break;
    case PAD_NUMBER:
        w->before[axis] = w->after[axis] = pad->size[axis];
        total = 2 * pad->size[axis];
        break;
    case PAD_SAME:
        w->out[axis] = (in + stride - 1) / stride;
        total = (w->out[axis] - 1) * stride + kernel - in;
        total = total > 0 ? total : 0;
        w->before[axis] = total / 2;
        w->after[axis] = total - total / 2;
        break;
    }
    w->out[axis] = in + total >= kernel ? (in + total - kernel) / stride + 1 : 0;
    w->padded = w->padded || total > 0;
}

static struct window measure(const struct layer *layer, unsigned kernel, unsigned stride,
                             unsigned pad) {
    const struct value unpadded = {.pad = PAD_VALID};
    struct window w = {.in = {layer->in.height, layer->in.width}};
    for (unsigned axis = 0; axis < 2; axis++) {
        w.kernel[axis] = layer->values[kernel].size[axis];
        w.stride[axis] = layer->values[stride].size[axis];
        pad_axis(&w, axis, pad == WINDOW_UNPADDED ? &unpadded : &layer->values[pad]);
    }
    return w;
}

struct window window_known(const struct layer *layer, unsigned kernel, unsigned stride,
                           unsigned pad) {
    return measure(layer, kernel, stride, pad);
}

bool window_of(const struct layer *layer, unsigned kernel, unsigned stride, unsigned pad,
               struct window *window, struct diags *diags) {
    const struct attr *attrs = layer->kind->schema.attrs;
    *window = measure(layer, kernel, stride, pad);
    for (unsigned axis = 0; axis < 2; axis++) {
        if (pad != WINDOW_UNPADDED && layer->values[pad].pad == PAD_NUMBER &&
            window->before[axis] >= window->kernel[axis]) {
            diag_error(diags, layer->values[pad].span,
                       "padding of `%s` must be smaller than its %s: %lld against %lld",
                       layer->name, attrs[kernel].name, (long long)window->before[axis],
                       (long long)window->kernel[axis]);
            diag_note(diags, "otherwise some outputs would see nothing but padding");
            return false;
        }
        if (window->out[axis] < 1) {
            bool padded = window->before[axis] + window->after[axis] > 0;
            diag_error(diags, layer->values[kernel].span,
                       "%s %lldx%lld of `%s` is larger than its %sinput %s", attrs[kernel].name,
                       (long long)window->kernel[0], (long long)window->kernel[1], layer->name,
                       padded ? "padded " : "", shape_text(diags->arena, layer->in));
            diag_note(diags, "it is %lld %s, and the input only %lld",
                      (long long)window->kernel[axis], AXES[axis],
                      (long long)(window->in[axis] + window->before[axis] + window->after[axis]));
            diag_help(diags, "use a smaller %s%s a larger input", attrs[kernel].name,
                      pad == WINDOW_UNPADDED ? " or" : ", `pad same`, or");
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
