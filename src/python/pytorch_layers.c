#include "python/pytorch_layers.h"

#include <string.h>

static bool is_padded(const struct window *w) {
    return w->padded;
}

/* Whether PyTorch's modules can pad like this: the same on both sides, and for pooling at most half
 * of the window. */
static bool pads_itself(const struct window *w, bool pooling) {
    bool can = true;
    for (unsigned axis = 0; axis < 2; axis++)
        can = can && w->before[axis] == w->after[axis] &&
              (!pooling || 2 * w->before[axis] <= w->kernel[axis]);
    return can;
}

/* "(1, 2, 1, 2)": left, right, top, bottom. */
static const char *edges(struct arena *arena, const struct window *w) {
    return arena_printf(arena, "(%lld, %lld, %lld, %lld)", (long long)w->before[1],
                        (long long)w->after[1], (long long)w->before[0], (long long)w->after[0]);
}

/* "F.pad(x, (1, 2, 1, 2))" where the module cannot pad. */
static const char *padded(struct arena *arena, const struct window *w, bool pooling,
                          const char *options) {
    if (!is_padded(w) || pads_itself(w, pooling))
        return "x";
    return arena_printf(arena, "F.pad(x, %s%s)", edges(arena, w), options);
}

static void put_step(struct text *out, const struct window *w, bool pooling) {
    const int64_t *usual = pooling ? w->kernel : (const int64_t[]){1, 1};
    if (w->stride[0] != usual[0] || w->stride[1] != usual[1])
        text_printf(out, ", stride=%s", python_pair(out->arena, w->stride));
    if (is_padded(w) && pads_itself(w, pooling))
        text_printf(out, ", padding=%s", python_pair(out->arena, w->before));
}

static void put_parts(struct text *out, const struct layer *conv) {
    int64_t dilation[2], groups = script_groups(conv);
    script_dilation(conv, dilation);
    if (dilation[0] > 1 || dilation[1] > 1)
        text_printf(out, ", dilation=%s", python_pair(out->arena, dilation));
    if (groups > 1)
        text_printf(out, ", groups=%lld", (long long)groups);
}

static void put_bias(struct text *out, const struct layer *layer) {
    if (!script_has_bias(layer))
        text_puts(out, ", bias=False");
}

static void conv(struct script *script, const struct layer *layer, const char *self,
                 struct module *module) {
    struct window w = script_window(layer);
    struct text make = text_create(script->arena);
    if (script_value(layer, "via")->present) {
        script->used[PIECE_TABLE_CONV] = true;
        text_printf(&make, "TableConv2d(%s, %lld, (%lld, %lld)", script_table(script, layer),
                    (long long)layer->in.channels, (long long)w.kernel[0], (long long)w.kernel[1]);
    } else {
        text_printf(&make, "nn.Conv2d(%lld, %lld, %s", (long long)layer->in.channels,
                    (long long)layer->out.channels, python_pair(script->arena, w.kernel));
    }
    put_step(&make, &w, false);
    put_parts(&make, layer);
    put_bias(&make, layer);
    text_puts(&make, ")");
    module->make = make.data;
    module->call =
        arena_printf(script->arena, "%s(%s)", self, padded(script->arena, &w, false, ""));
}

static void dense(struct script *script, const struct layer *layer, const char *self,
                  struct module *module) {
    module->make =
        arena_printf(script->arena, "nn.Linear(%lld, %lld%s)", (long long)layer->in.channels,
                     (long long)layer->out.channels, script_has_bias(layer) ? "" : ", bias=False");
    module->call = arena_printf(script->arena, "%s(x)", self);
}

static void maxpool(struct script *script, const struct layer *layer, const char *self,
                    struct module *module) {
    struct window w = script_window(layer);
    struct text make = text_create(script->arena);
    text_printf(&make, "nn.MaxPool2d(%s", python_pair(script->arena, w.kernel));
    put_step(&make, &w, true);
    text_puts(&make, ")");
    module->make = make.data;
    module->call = arena_printf(script->arena, "%s(%s)", self,
                                padded(script->arena, &w, true, ", value=-math.inf"));
}

static void avgpool(struct script *script, const struct layer *layer, const char *self,
                    struct module *module) {
    struct window w = script_window(layer);
    struct arena *arena = script->arena;
    struct text make = text_create(arena);
    if (is_padded(&w) && !pads_itself(&w, true)) {
        script->used[PIECE_AVERAGE_POOL] = true;
        text_printf(&make, "PaddedAveragePool2d(%s, %s, %s)", python_pair(arena, w.kernel),
                    python_pair(arena, w.stride), edges(arena, &w));
    } else {
        text_printf(&make, "nn.AvgPool2d(%s", python_pair(arena, w.kernel));
        put_step(&make, &w, true);
        text_puts(&make, is_padded(&w) ? ", count_include_pad=False)" : ")");
    }
    module->make = make.data;
    module->call = arena_printf(arena, "%s(x)", self);
}

static void subsample(struct script *script, const struct layer *layer, const char *self,
                      struct module *module) {
    struct window w = script_window(layer);
    struct text make = text_create(script->arena);
    script->used[PIECE_SUBSAMPLE] = true;
    text_printf(&make, "Subsample(%lld, (%lld, %lld)", (long long)layer->in.channels,
                (long long)w.kernel[0], (long long)w.kernel[1]);
    put_step(&make, &w, true);
    put_bias(&make, layer);
    text_puts(&make, ")");
    module->make = make.data;
    module->call = arena_printf(script->arena, "%s(x)", self);
}

static void flatten(struct script *script, const struct layer *layer, const char *self,
                    struct module *module) {
    (void)script, (void)layer, (void)self;
    module->call = "torch.flatten(x, 1)";
}

static void dropout(struct script *script, const struct layer *layer, const char *self,
                    struct module *module) {
    module->make = arena_printf(script->arena, "nn.Dropout(%s)",
                                text_real(script->arena, script_value(layer, "rate")->real));
    module->call = arena_printf(script->arena, "%s(x)", self);
}

static void activation(struct script *script, const struct layer *layer, const char *self,
                       struct module *module) {
    (void)script, (void)layer, (void)self;
    module->call = "x";
}

static void rbf(struct script *script, const struct layer *layer, const char *self,
                struct module *module) {
    script->used[PIECE_RBF] = true;
    module->make = arena_printf(script->arena, "RBF(%s%s)", script_pictures(script, layer),
                                layer->param_count ? ", trainable=True" : "");
    module->call = arena_printf(script->arena, "%s(x)", self);
}

static const struct {
    const char *kind;
    void (*write)(struct script *script, const struct layer *layer, const char *self,
                  struct module *module);
} KINDS[] = {
    {"conv", conv},           {"avgpool", avgpool}, {"maxpool", maxpool},
    {"subsample", subsample}, {"flatten", flatten}, {"dense", dense},
    {"dropout", dropout},     {"rbf", rbf},         {"activation", activation},
};

bool pytorch_layer(struct script *script, const struct layer *layer, const char *self,
                   struct module *module) {
    *module = (struct module){NULL, NULL};
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
        if (strcmp(KINDS[i].kind, layer->kind->schema.name) == 0)
            KINDS[i].write(script, layer, self, module);
    return module->call != NULL;
}

/* How the function is called, and what stands behind x in the call; `parameter`: the activation's
 * number. */
static const struct {
    const char *function, *rest;
    bool parameter;
} ACTIVATION_CALLS[] = {
    [ACTIVATION_linear] = {"", "", false},
    [ACTIVATION_tanh] = {"torch.tanh", "", false},
    [ACTIVATION_squash] = {"squash", "", false},
    [ACTIVATION_sigmoid] = {"torch.sigmoid", "", false},
    [ACTIVATION_relu] = {"torch.relu", "", false},
    [ACTIVATION_leaky_relu] = {"F.leaky_relu", "", true},
    [ACTIVATION_elu] = {"F.elu", "", true},
    [ACTIVATION_gelu] = {"F.gelu", "", false},
    [ACTIVATION_silu] = {"F.silu", "", false},
    [ACTIVATION_softplus] = {"F.softplus", "", false},
    [ACTIVATION_softmax] = {"torch.softmax", ", dim=1", false},
};

const char *pytorch_activated(struct script *script, const struct layer *layer, const char *x) {
    if (layer->kind->activation_attr < 0)
        return x;
    const struct value *value = &layer->values[layer->kind->activation_attr];
    unsigned id = value->choice;
    if (id == ACTIVATION_linear)
        return x;
    if (id >= sizeof ACTIVATION_CALLS / sizeof ACTIVATION_CALLS[0])
        return NULL;
    if (id == ACTIVATION_squash)
        script->used[PIECE_SQUASH] = true;
    const char *rest = ACTIVATION_CALLS[id].rest;
    if (ACTIVATION_CALLS[id].parameter)
        rest = arena_printf(script->arena, ", %s", text_real(script->arena, value->real));
    return arena_printf(script->arena, "%s(%s%s)", ACTIVATION_CALLS[id].function, x, rest);
}
