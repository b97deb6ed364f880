/* rbf - the squared distance of a flat input from the picture of each class, its centre:
 * out[o] = sum_i (in[i] - centre[o][i])^2, centre +1 where the picture has ink, -1 elsewhere.
 * The output layer of LeCun et al. (1998), eq. 7. */
#include "layers/lower.h"

enum { UNITS, TARGETS, TRAINABLE };

enum { SWITCHES = 2 };
static const struct choice TRAINABLE_CHOICES[SWITCHES] = {
    {.name = "no", .doc = "the centres stay what the pictures say"},
    {.name = "yes", .doc = "they start there, and are weights"},
};

static const struct attr ATTRS[] = {
    [UNITS] = {"units", ATTR_COUNT, .min = 1, .doc = "number of outputs, one for each picture"},
    [TARGETS] = {"targets", ATTR_REFERENCE, PLACE_NAMED, .reference = "targets",
                 .example = "ascii7x12",
                 .doc = "the pictures, with as many cells as there are inputs"},
    [TRAINABLE] = {"trainable", ATTR_CHOICE, PLACE_NAMED, .default_text = "no",
                   .choices = TRAINABLE_CHOICES, .choice_count = SWITCHES,
                   .doc = "whether training moves the centres"},
};

static const struct definition *targets_of(const struct layer *layer) {
    return layer->values[TARGETS].definition;
}

static bool is_trainable(const struct layer *layer) {
    return layer->values[TRAINABLE].choice != 0;
}

static bool input_fits(const struct layer *layer, struct diags *diags) {
    const struct definition *targets = targets_of(layer);
    if (!need_flat(layer, diags))
        return false;
    if (layer->in.channels == targets->columns)
        return true;
    diag_error(diags, layer->values[TARGETS].span,
               "`%s` gets %s number%s, but a picture of `%s` has %s cells", layer->name,
               text_grouped(diags->arena, layer->in.channels), layer->in.channels == 1 ? "" : "s",
               targets->name, text_grouped(diags->arena, targets->columns));
    diag_note_at(diags, targets->span, "%lldx%lld = %s, a cell for each number",
                 (long long)targets->height, (long long)targets->width,
                 text_grouped(diags->arena, targets->columns));
    diag_help(diags, "put `dense %lld, ...` before it", (long long)targets->columns);
    return false;
}

static bool infer_shape(struct layer *layer, struct diags *diags) {
    const struct definition *targets = targets_of(layer);
    int64_t units = layer->values[UNITS].integer;
    if (!input_fits(layer, diags))
        return false;
    if (units != targets->rows) {
        diag_error(diags, layer->values[UNITS].span,
                   "`%s` has %s unit%s, but `%s` has %s picture%s", layer->name,
                   text_grouped(diags->arena, units), units == 1 ? "" : "s", targets->name,
                   text_grouped(diags->arena, targets->rows), targets->rows == 1 ? "" : "s");
        diag_note_at(diags, targets->span, "the pictures are here");
        diag_help(diags, "a unit has one picture: write `rbf %lld`", (long long)targets->rows);
        return false;
    }
    layer->out = (struct shape){1, 1, 1, units};
    return true;
}

static bool count(struct layer *layer) {
    int64_t inputs = layer->in.channels, outputs = layer->out.channels, centres;
    if (!checked_mul(inputs, outputs, &centres))
        return false;
    layer->counts.connections = layer->counts.macs = centres;
    layer->counts.neurons = outputs;
    if (!is_trainable(layer)) {
        layer->counts.fixed = centres;
        return true;
    }
    layer->counts.params = centres;
    layer->params[0] = (struct param){.suffix = "weight",
                                      .rank = 2,
                                      .dims = {outputs, inputs},
                                      .count = centres,
                                      .fan_in = inputs,
                                      .fan_out = outputs,
                                      .start = targets_of(layer)};
    layer->param_count = 1;
    return true;
}

static const char *explain(struct arena *arena, const struct layer *layer) {
    int64_t outputs = layer->out.channels, inputs = layer->in.channels;
    int64_t centres = layer->counts.params + layer->counts.fixed;
    return arena_printf(arena, "%s unit%s x %s input%s = %s%s", text_grouped(arena, outputs),
                        outputs == 1 ? "" : "s", text_grouped(arena, inputs),
                        inputs == 1 ? "" : "s", text_grouped(arena, centres),
                        is_trainable(layer) ? "" : " fixed numbers (`trainable no`)");
}

/* The pictures as C, a row of cells a line. */
static const char *centres_text(struct arena *arena, const struct definition *targets) {
    struct text out = text_create(arena);
    const uint8_t *cell = targets->cells;
    for (int64_t picture = 0; picture < targets->rows; picture++) {
        text_printf(&out, "%s{ /* %lld */\n", picture ? ",\n    " : "", (long long)picture);
        for (int64_t row = 0; row < targets->height; row++) {
            text_puts(&out, "       ");
            for (int64_t column = 0; column < targets->width; column++)
                text_puts(&out, *cell++ ? " +1," : " -1,");
            text_puts(&out, "\n");
        }
        text_puts(&out, "    }");
    }
    return out.data;
}

/* What all operations have: sizes, the centres, the input. */
static void start_op(struct lower *lower, struct op *op, const struct layer *layer,
                     struct buffer *in) {
    op_product(op, layer);
    op_hole(lower, op, "INPUTS", layer->in.channels);
    op_hole(lower, op, "OUTPUTS", layer->out.channels);
    op_hole(lower, op, "FIXED", !is_trainable(layer));
    if (is_trainable(layer))
        op_param_itself(op, &layer->params[0]);
    else
        op_hole_text(op, "CENTRES", centres_text(lower->arena, targets_of(layer)));
    op_operand(op, OPERAND_IN, in);
}

static void tile(struct lower *lower, struct op *op, const char *hole, int64_t count) {
    op_hole(lower, op, hole, largest_divisor(count, lower_registers(lower) * 2 / 3));
}

static struct buffer *forward(struct lower *lower, const struct layer *layer, struct buffer *in) {
    struct buffer *out = lower_output(lower, layer);
    struct op *op =
        lower_op(lower, "rbf_forward", lower_summary(lower, layer), "%s_forward", layer->name);
    lower->saved[layer->index].in = in;
    start_op(lower, op, layer, in);
    tile(lower, op, "TILE_OUTPUTS", layer->out.channels);
    op_operand(op, OPERAND_OUT, out);
    return out;
}

/* What flows back to an operation: in the curvature pass, first and second derivatives. */
static void flow_back(struct lower *lower, struct op *op, const struct layer *layer,
                      struct buffer *gradient) {
    start_op(lower, op, layer, lower->saved[layer->index].in);
    if (lower->squared)
        op_operand(op, OPERAND_IN, lower->out_gradient);
    op_operand(op, OPERAND_IN, gradient);
}

static struct buffer *backward(struct lower *lower, const struct layer *layer,
                               struct buffer *gradient, bool want_input) {
    const char *what = lower->squared ? "curvature" : "gradient";
    if (is_trainable(layer)) {
        struct op *op =
            lower_op(lower, lower->squared ? "rbf_weight_curvature" : "rbf_weight_gradient",
                     arena_printf(lower->arena, "%s: %s of the centres", layer->name, what),
                     "%s_weight_%s", layer->name, what);
        flow_back(lower, op, layer, gradient);
        op_gradient(op, &layer->params[0]);
        op_adds(op);
    }
    if (!want_input)
        return NULL;
    struct buffer *out =
        lower_shaped(lower, arena_printf(lower->arena, "d_%s_in", layer->name), layer->in);
    struct op *op = lower_op(lower, lower->squared ? "rbf_input_curvature" : "rbf_input_gradient",
                             arena_printf(lower->arena, "%s: %s of the input", layer->name, what),
                             "%s_input_%s", layer->name, what);
    flow_back(lower, op, layer, gradient);
    tile(lower, op, "TILE_INPUTS", layer->in.channels);
    op_operand(op, OPERAND_OUT, out);
    return out;
}

const struct layer_kind layer_rbf = {
    .schema = {"rbf",
               "squared distances of a flat input from the pictures of the classes: the "
               "smallest output is the answer; must be the last layer",
               ATTRS, sizeof ATTRS / sizeof ATTRS[0]},
    .keras = "RBF RBFLayer",
    .infer_shape = infer_shape,
    .count = count,
    .explain = explain,
    .forward = forward,
    .backward = backward,
    .activation_attr = -1,
    .step = "Gaussian connections",
    .distances = true,
};
