#include "python/keras_layers.h"

#include <string.h>

/* What a row writes: items of the list before and behind the layer's own, and the layer's without
 * its activation, initializers and name. */
struct item {
    struct text before, call, behind;
    bool takes_activation;
};

static void put_pair(struct text *out, const char *name, const int64_t size[2]) {
    text_printf(out, ", %s=%s", name, python_pair(out->arena, size));
}

/* "((1, 1), (2, 2))": above and below, left and right. */
static const char *edges(struct arena *arena, const struct window *w) {
    return arena_printf(arena, "((%lld, %lld), (%lld, %lld))", (long long)w->before[0],
                        (long long)w->after[0], (long long)w->before[1], (long long)w->after[1]);
}

static enum pad_kind pad_of(const struct layer *layer) {
    return script_value(layer, "pad")->pad;
}

static bool by_number(const struct layer *layer, const struct window *w) {
    return pad_of(layer) == PAD_NUMBER && w->padded;
}

static void put_step(struct text *out, const struct layer *layer, const struct window *w,
                     bool pooling) {
    const int64_t *usual = pooling ? w->kernel : (const int64_t[]){1, 1};
    if (w->stride[0] != usual[0] || w->stride[1] != usual[1])
        put_pair(out, "strides", w->stride);
    if (pad_of(layer) == PAD_SAME)
        text_puts(out, ", padding=\"same\"");
}

/* What a row adds to a layer's name for an item of its own. */
static const char *extra_name(const struct script *script, const struct layer *layer,
                              const char *what) {
    return script_free_name(script, arena_printf(script->arena, "%s_%s", layer->name, what));
}

/* Keras has no convolution with a stride and a dilation: then every position is computed, and the
 * others are left out by a pooling of single cells. */
static void put_conv_step(struct script *script, const struct layer *layer, const struct window *w,
                          struct item *item) {
    int64_t dilation[2], groups = script_groups(layer);
    script_dilation(layer, dilation);
    bool dilated = dilation[0] > 1 || dilation[1] > 1;
    bool apart = dilated && (w->stride[0] > 1 || w->stride[1] > 1);
    if (w->padded && (apart || pad_of(layer) == PAD_NUMBER))
        text_printf(&item->before, "layers.ZeroPadding2D(%s, name=\"%s\"),\n",
                    edges(script->arena, w), extra_name(script, layer, "padding"));
    if (apart)
        text_printf(&item->behind, "layers.MaxPooling2D(1, strides=%s, name=\"%s\"),\n",
                    python_pair(script->arena, w->stride), extra_name(script, layer, "stride"));
    else
        put_step(&item->call, layer, w, false);
    if (dilated)
        put_pair(&item->call, "dilation_rate", dilation);
    if (groups > 1)
        text_printf(&item->call, ", groups=%lld", (long long)groups);
}

static void conv(struct script *script, const struct layer *layer, struct item *item) {
    struct window w = script_window(layer);
    struct text *out = &item->call;
    if (script_value(layer, "via")->present) {
        script->used[PIECE_TABLE_CONV] = true;
        text_printf(out, "TableConv2D(%s, (%lld, %lld)", script_table(script, layer),
                    (long long)w.kernel[0], (long long)w.kernel[1]);
    } else {
        text_printf(out, "layers.Conv2D(%lld, %s", (long long)layer->out.channels,
                    python_pair(out->arena, w.kernel));
    }
    put_conv_step(script, layer, &w, item);
    item->takes_activation = true;
}

static void dense(struct script *script, const struct layer *layer, struct item *item) {
    (void)script;
    text_printf(&item->call, "layers.Dense(%lld", (long long)layer->out.channels);
    item->takes_activation = true;
}

static void maxpool(struct script *script, const struct layer *layer, struct item *item) {
    struct window w = script_window(layer);
    if (by_number(layer, &w)) {
        script->used[PIECE_PAD] = true;
        text_printf(&item->before, "Pad(%s, -math.inf, name=\"%s\"),\n", edges(script->arena, &w),
                    extra_name(script, layer, "padding"));
    }
    text_printf(&item->call, "layers.MaxPooling2D(%s", python_pair(script->arena, w.kernel));
    put_step(&item->call, layer, &w, true);
}

static void avgpool(struct script *script, const struct layer *layer, struct item *item) {
    struct window w = script_window(layer);
    struct arena *arena = script->arena;
    if (by_number(layer, &w)) {
        script->used[PIECE_AVERAGE_POOL] = true;
        text_printf(&item->call, "PaddedAveragePooling2D(%s, %s, %s", python_pair(arena, w.kernel),
                    python_pair(arena, w.stride), edges(arena, &w));
        return;
    }
    text_printf(&item->call, "layers.AveragePooling2D(%s", python_pair(arena, w.kernel));
    put_step(&item->call, layer, &w, true);
}

static void subsample(struct script *script, const struct layer *layer, struct item *item) {
    struct window w = script_window(layer);
    script->used[PIECE_SUBSAMPLE] = true;
    text_printf(&item->call, "Subsample((%lld, %lld)", (long long)w.kernel[0],
                (long long)w.kernel[1]);
    if (w.stride[0] != w.kernel[0] || w.stride[1] != w.kernel[1])
        put_pair(&item->call, "strides", w.stride);
    item->takes_activation = true;
}

void keras_put_order(struct text *out, struct shape shape, const char *name) {
    if (shape.rank == 3 && shape.channels > 1 && shape.height * shape.width > 1)
        text_printf(out, "layers.Permute((3, 1, 2), name=\"%s\"),  # channel, row, column\n", name);
}

static void flatten(struct script *script, const struct layer *layer, struct item *item) {
    keras_put_order(&item->before, layer->in, extra_name(script, layer, "order"));
    text_puts(&item->call, "layers.Flatten(");
}

static void dropout(struct script *script, const struct layer *layer, struct item *item) {
    text_printf(&item->call, "layers.Dropout(%s",
                text_real(script->arena, script_value(layer, "rate")->real));
}

static void activation(struct script *script, const struct layer *layer, struct item *item) {
    (void)script, (void)layer;
    text_puts(&item->call, "layers.Activation(");
    item->takes_activation = true;
}

static void rbf(struct script *script, const struct layer *layer, struct item *item) {
    script->used[PIECE_RBF] = true;
    text_printf(&item->call, "RBF(%s%s", script_pictures(script, layer),
                layer->param_count ? ", moving=True" : "");
}

static const struct {
    const char *kind;
    void (*write)(struct script *script, const struct layer *layer, struct item *item);
} KINDS[] = {
    {"conv", conv},           {"avgpool", avgpool}, {"maxpool", maxpool},
    {"subsample", subsample}, {"flatten", flatten}, {"dense", dense},
    {"dropout", dropout},     {"rbf", rbf},         {"activation", activation},
};

/* What an activation is called; `parameter`: how, where its number is another than `usual`. */
static const struct {
    const char *name, *parameter;
    double usual;
} ACTIVATION_WORDS[] = {
    [ACTIVATION_linear] = {"\"linear\"", NULL, 0},
    [ACTIVATION_tanh] = {"\"tanh\"", NULL, 0},
    [ACTIVATION_squash] = {"squash", NULL, 0},
    [ACTIVATION_sigmoid] = {"\"sigmoid\"", NULL, 0},
    [ACTIVATION_relu] = {"\"relu\"", NULL, 0},
    [ACTIVATION_leaky_relu] = {"\"leaky_relu\"", "layers.LeakyReLU(negative_slope=%)", 0.2},
    [ACTIVATION_elu] = {"\"elu\"", "layers.ELU(alpha=%)", 1},
    [ACTIVATION_gelu] = {"\"gelu\"", NULL, 0},
    [ACTIVATION_silu] = {"\"silu\"", NULL, 0},
    [ACTIVATION_softplus] = {"\"softplus\"", NULL, 0},
    [ACTIVATION_softmax] = {"\"softmax\"", NULL, 0},
};

/* NULL: it has no row. */
static const char *activation_word(struct script *script, const struct value *value) {
    unsigned id = value->choice;
    if (id >= sizeof ACTIVATION_WORDS / sizeof ACTIVATION_WORDS[0])
        return NULL;
    const char *parameter = ACTIVATION_WORDS[id].parameter;
    if (id == ACTIVATION_squash)
        script->used[PIECE_SQUASH] = true;
    if (!parameter || value->real == ACTIVATION_WORDS[id].usual)
        return ACTIVATION_WORDS[id].name;
    size_t head = strcspn(parameter, "%");
    return arena_printf(script->arena, "%.*s%s%s", (int)head, parameter,
                        text_real(script->arena, value->real), parameter + head + 1);
}

static void put_activation(struct text *out, const struct layer *layer, const char *word) {
    unsigned id = layer->values[layer->kind->activation_attr].choice;
    bool alone = out->data[out->length - 1] == '(';
    if (alone)
        text_puts(out, word);
    else if (id != ACTIVATION_linear)
        text_printf(out, ", activation=%s", word);
}

/* How a tensor starts, where it is not as in a new layer; NULL: as there. `fans`: Keras counts the
 * connections as netc does. */
static const char *initializer(struct arena *arena, const struct param *param, bool fans) {
    const double truncated = 0.87962566; /* what truncation leaves of a deviation */
    const struct initial *initial = &param->initial;
    double scale = initial_scale(initial, param->fan_in, param->fan_out);
    const char *name = INITIALIZER_CHOICES[initial->initializer].name;
    bool drawn = initial_is_drawn(initial);
    if (param->is_bias ? !drawn && scale == 0
                       : fans && initial->initializer == INITIALIZER_glorot_uniform)
        return NULL;
    if (!drawn)
        return arena_printf(arena, "keras.initializers.Constant(%s)", text_real(arena, scale));
    if (fans && !param->is_bias && initial->initializer != INITIALIZER_fan_in_uniform)
        return arena_printf(arena, "\"%s\"", name);
    if (strcmp(initial_kernel(initial), "init_uniform") == 0)
        return arena_printf(arena, "keras.initializers.RandomUniform(-%.9g, %.9g)", scale, scale);
    return arena_printf(arena, "keras.initializers.TruncatedNormal(0, %.9g)", scale / truncated);
}

static void put_weights(struct text *out, const struct layer *layer) {
    bool own = strncmp(out->data, "layers.", strlen("layers.")) != 0; /* a class of the script */
    const char *bias = NULL, *weight;
    if (layer->param_count == 0 || layer->params[0].start)
        return;
    if (!script_has_bias(layer))
        text_puts(out, ", use_bias=False");
    else
        bias = initializer(out->arena, &layer->params[1], !own);
    weight = layer->params[0].table ? NULL : initializer(out->arena, &layer->params[0], !own);
    if (weight)
        text_printf(out, ", %s=%s", own ? "initializer" : "kernel_initializer", weight);
    if (bias && !layer->params[1].table)
        text_printf(out, ", bias_initializer=%s", bias);
}

bool keras_layer(struct script *script, struct text *out, struct diags *diags,
                 const struct layer *layer) {
    int act = layer->kind->activation_attr;
    struct item item = {text_create(script->arena), text_create(script->arena),
                        text_create(script->arena), false};
    const char *word = act < 0 ? "" : activation_word(script, &layer->values[act]);
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
        if (strcmp(KINDS[i].kind, layer->kind->schema.name) == 0)
            KINDS[i].write(script, layer, &item);
    if (item.call.length == 0 || !word) {
        diag_error(diags, layer->name_span, "`%s` has no counterpart in scripts for Keras",
                   layer->name);
        return false;
    }
    if (item.takes_activation)
        put_activation(&item.call, layer, word);
    put_weights(&item.call, layer);
    text_puts(out, item.before.data);
    text_printf(out, "%s%sname=\"%s\"),\n", item.call.data,
                item.call.data[item.call.length - 1] == '(' ? "" : ", ", layer->name);
    text_puts(out, item.behind.data);
    return true;
}
