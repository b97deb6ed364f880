#include "model/parts.h"

#include "layers/window.h"

#include <string.h>

/* The indexes of the kernel (or window), stride and padding of a layer that has a window: its
 * first and second size, and its padding. */
struct window_attrs {
    int kernel, stride, pad;
};

static bool find_window(const struct schema *schema, struct window_attrs *attrs) {
    *attrs = (struct window_attrs){-1, -1, -1};
    for (unsigned i = 0; i < schema->attr_count; i++) {
        if (schema->attrs[i].type == ATTR_PAD)
            attrs->pad = (int)i;
        else if (schema->attrs[i].type == ATTR_SIZE && attrs->kernel < 0)
            attrs->kernel = (int)i;
        else if (strcmp(schema->attrs[i].name, "stride") == 0)
            attrs->stride = (int)i;
    }
    return attrs->kernel >= 0 && attrs->stride >= 0;
}

/* "28 + 4 - 5 + 1 = 28", "(28 - 2) / 2 + 1 = 14" along one axis. */
static const char *axis_text(struct arena *arena, const struct window *w, unsigned axis) {
    int64_t pad = w->before[axis] + w->after[axis], stride = w->stride[axis];
    struct text text = text_create(arena);
    int64_t extent = window_extent(w, axis), span = w->in[axis] + pad - extent;
    if (stride > 1)
        text_puts(&text, span % stride == 0 ? "(" : "floor((");
    text_printf(&text, "%lld", (long long)w->in[axis]);
    if (pad > 0)
        text_printf(&text, " + %lld", (long long)pad);
    text_printf(&text, " - %lld", (long long)extent);
    if (stride > 1)
        text_printf(&text, ") / %lld%s", (long long)stride, span % stride == 0 ? "" : ")");
    text_printf(&text, " + 1 = %lld", (long long)w->out[axis]);
    return text.data;
}

static bool same_on_both_axes(const struct window *w) {
    return w->in[0] == w->in[1] && window_extent(w, 0) == window_extent(w, 1) &&
           w->stride[0] == w->stride[1] && w->before[0] + w->after[0] == w->before[1] + w->after[1];
}

const char *shape_arithmetic(struct arena *arena, const struct layer *layer) {
    struct window_attrs attrs;
    const char *in = shape_text(arena, layer->in);
    if (!find_window(&layer->kind->schema, &attrs))
        return arena_printf(arena, "its input is %s", in);
    struct window w = window_known(layer, (unsigned)attrs.kernel, (unsigned)attrs.stride,
                                   attrs.pad < 0 ? WINDOW_UNPADDED : (unsigned)attrs.pad);
    const char *setting = arena_printf(arena, "input %s", in);
    if (attrs.pad >= 0) {
        const struct attr *pad = &layer->kind->schema.attrs[attrs.pad];
        setting = arena_printf(arena, "%s, `%s %s`", setting, pad->name,
                               value_text(arena, pad, &layer->values[attrs.pad]));
    }
    if (w.dilation[0] * w.dilation[1] > 1)
        setting = arena_printf(arena, "%s, a %s dilated to %lldx%lld", setting,
                               layer->kind->schema.attrs[attrs.kernel].name,
                               (long long)window_extent(&w, 0), (long long)window_extent(&w, 1));
    if (same_on_both_axes(&w))
        return arena_printf(arena, "%s: %s", setting, axis_text(arena, &w, 0));
    return arena_printf(arena, "%s: %s high, %s wide", setting, axis_text(arena, &w, 0),
                        axis_text(arena, &w, 1));
}

/* "2,400 weights x 10x10 positions = 240,000"; NULL if that is not how the result comes about. */
static const char *times_positions(struct arena *arena, const struct layer *layer, int64_t each,
                                   const char *noun, int64_t result) {
    int64_t positions = layer->out.height * layer->out.width, product;
    if (each == 0 || !checked_mul(each, positions, &product) || product != result)
        return NULL;
    if (positions == 1)
        return arena_printf(arena, "%s %s, each used once", text_grouped(arena, each), noun);
    return arena_printf(arena, "%s %s x %lldx%lld positions = %s", text_grouped(arena, each), noun,
                        (long long)layer->out.height, (long long)layer->out.width,
                        text_grouped(arena, result));
}

/* "1,176 outputs x 4 inputs = 4,704", for layers whose outputs have no weights of their own. */
static const char *times_inputs(struct arena *arena, const struct layer *layer, int64_t result) {
    int64_t outputs = shape_count(layer->out);
    bool bias = layer->param_count > 1;
    if (result == 0 || outputs == 0 || result % outputs != 0)
        return NULL;
    int64_t inputs = result / outputs - bias;
    return arena_printf(arena, "%s outputs x %s%s input%s%s = %s", text_grouped(arena, outputs),
                        bias ? "(" : "", text_grouped(arena, inputs), inputs == 1 ? "" : "s",
                        bias ? " + 1 bias)" : "", text_grouped(arena, result));
}

static const char *neurons_text(struct arena *arena, const struct layer *layer, int64_t neurons) {
    if (neurons == 0 || neurons != shape_count(layer->out))
        return NULL;
    if (layer->out.rank == 1)
        return arena_printf(arena, "one for each of the %s outputs", text_grouped(arena, neurons));
    return arena_printf(arena, "%s outputs = %s", shape_text(arena, layer->out),
                        text_grouped(arena, neurons));
}

const char *count_arithmetic(struct arena *arena, const struct layer *layer, enum claim_kind kind) {
    const struct counts *counts = &layer->counts;
    const char *text = NULL;
    switch (kind) {
    case CLAIM_PARAMS:
    case CLAIM_FIXED:
        return layer->kind->explain ? layer->kind->explain(arena, layer) : NULL;
    case CLAIM_CONNECTIONS:
        text = times_positions(arena, layer, counts->params, "parameters", counts->connections);
        return text ? text : times_inputs(arena, layer, counts->connections);
    case CLAIM_MACS:
        return layer->param_count == 0
                   ? times_inputs(arena, layer, counts->macs)
                   : times_positions(arena, layer, layer->params[0].count, "weights", counts->macs);
    default:
        return neurons_text(arena, layer, counts->neurons);
    }
}
