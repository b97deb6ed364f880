/* plan.c - lowers the model for inference, for training, for second derivatives and for looking at
 * every layer, and sizes everything. */
#include "plan/plan.h"
#include "plan/parts.h"

#include <string.h>

enum { MOST_SHARDS = 8, ALIGNMENT = 64 };

enum purpose { INFERENCE, SINGLE, TRAINING, CURVATURE, LAYERS };

/* Bytes of one block of activations; more is refused. */
static const int64_t BLOCK_LIMIT = (int64_t)8 << 30;

static struct lower start(struct arena *arena, const struct model *model,
                          const struct plan_options *options, enum purpose purpose) {
    struct lower lower = {.arena = arena,
                          .target = options->target,
                          .lanes = purpose == SINGLE ? 1 : options->lanes,
                          .beside_groups = purpose == SINGLE,
                          .training = purpose == TRAINING,
                          .outputs_stay = purpose != INFERENCE && purpose != SINGLE};
    lower.saved = ARENA_ARRAY(arena, model->layer_count, struct saved);
    if ((purpose == TRAINING || purpose == CURVATURE) &&
        model->train.loss->of == LOSS_OF_PROBABILITIES)
        lower.logits_layer = &model->layers[model->layer_count - 1];
    return lower;
}

/* Whether anything before layer `index` learns, so that a gradient must reach it. */
static bool learns_before(const struct model *model, unsigned index) {
    for (unsigned i = 0; i < index; i++)
        if (model->layers[i].param_count)
            return true;
    return false;
}

static void loss_holes(struct lower *lower, struct op *op, const struct model *model) {
    struct hole holes[2 * ATTRS_LIMIT];
    unsigned count =
        method_holes(lower->arena, &model->train.loss->method, model->train.loss_values, holes);
    op_hole(lower, op, "OUTPUTS", shape_count(model->output));
    for (unsigned i = 0; i < count; i++)
        op_hole_text(op, holes[i].name, holes[i].text);
}

static struct buffer *lower_loss(struct lower *lower, const struct model *model,
                                 struct buffer *out) {
    const struct loss *loss = model->train.loss;
    const char *name = loss->method.schema.name;
    lower->pass = PASS_LOSS;
    struct buffer *gradient = lower_shaped(lower, "d_out", model->output);
    struct op *op =
        lower_op(lower, loss->method.kernel,
                 arena_printf(lower->arena, "The loss, %s, and the gradient of the outputs.", name),
                 "%s", name);
    loss_holes(lower, op, model);
    op_operand(op, OPERAND_IN, out);
    op_operand(op, OPERAND_OUT, gradient);
    op_context(op, "labels");
    op_context(op, "count");
    op_context(op, "loss");
    op_context(op, "correct");
    return gradient;
}

/* First and second derivatives of the loss by the outputs (lower.h); the second flow back. */
static struct buffer *lower_loss_curvature(struct lower *lower, const struct model *model,
                                           struct buffer *out) {
    const struct loss *loss = model->train.loss;
    const char *name = loss->method.schema.name;
    lower->pass = PASS_LOSS;
    lower->out_gradient = lower_shaped(lower, "d_out", model->output);
    struct buffer *curvature = lower_shaped(lower, "dd_out", model->output);
    struct op *op =
        lower_op(lower, loss->curvature,
                 arena_printf(lower->arena, "First and second derivatives of the loss, %s.", name),
                 "%s_curvature", name);
    loss_holes(lower, op, model);
    op_operand(op, OPERAND_IN, out);
    op_operand(op, OPERAND_OUT, lower->out_gradient);
    op_operand(op, OPERAND_OUT, curvature);
    op_context(op, "labels");
    op_context(op, "count");
    lower->squared = true;
    return curvature;
}

static void lower_backward(struct lower *lower, const struct model *model,
                           struct buffer *gradient) {
    lower->pass = PASS_BACKWARD;
    for (unsigned i = model->layer_count; i-- > 0;) {
        const struct layer *layer = &model->layers[i];
        bool want = learns_before(model, i);
        if (want || layer->param_count)
            gradient = layer->kind->backward(lower, layer, gradient, want);
    }
}

static struct program lower_program(struct arena *arena, const struct model *model,
                                    const struct plan_options *options, enum purpose purpose,
                                    struct lower *lower) {
    struct program program = {.of_floats = purpose == SINGLE};
    *lower = start(arena, model, options, purpose);
    struct buffer *at = program.input = lower_shaped(lower, "images", model->input);
    program.kept = ARENA_ARRAY(arena, model->layer_count, struct buffer *);
    program.kept_count = purpose == LAYERS ? model->layer_count : 0;
    for (unsigned i = 0; i < model->layer_count; i++)
        at = program.kept[i] = model->layers[i].kind->forward(lower, &model->layers[i], at);
    program.output = at;
    if (purpose == TRAINING)
        lower_backward(lower, model, lower_loss(lower, model, at));
    if (purpose == CURVATURE)
        lower_backward(lower, model, lower_loss_curvature(lower, model, at));
    program.ops = lower->ops;
    program.buffers = lower->buffers;
    return program;
}

static int64_t aligned(int64_t bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static unsigned choose_shards(const struct plan_options *options, const struct model *model) {
    int64_t groups = (model->train.batch + options->lanes - 1) / options->lanes;
    if (options->shards)
        return options->shards;
    if (options->lanes == 1)
        return 1; /* small machines: one gradient, one block of memory */
    return groups < MOST_SHARDS ? (unsigned)groups : MOST_SHARDS;
}

/* Lanes that no image fills cost as much as full ones. */
static unsigned choose_lanes(const struct plan_options *options, const struct target *target,
                             const struct model *model) {
    static const unsigned LANES[] = {1, 4, 8, 16};
    unsigned i = 0;
    if (options->lanes)
        return options->lanes;
    while (LANES[i] < target->lanes && (LANES[i] < model->train.batch || options->inference_only))
        i++;
    return LANES[i];
}

static int64_t steps_of(const struct program *program) {
    int64_t steps = 0;
    for (const struct op *op = program->ops; op; op = op->next)
        steps += op->steps;
    return steps;
}

/* How many images cost less one by one than as a group, whose lanes cost as much when empty. A step
 * costs the fourth part more where loops are as short as those of one image. */
static unsigned choose_alone(const struct plan *plan) {
    int64_t group = steps_of(&plan->inference), single = steps_of(&plan->single);
    if (plan->lanes == 1 || group <= single)
        return 0;
    int64_t alone = 1 + (group - single) / (single + (single + 3) / 4);
    return alone < plan->lanes ? (unsigned)alone : plan->lanes - 1;
}

static void measure(struct plan *plan) {
    const struct train_recipe *train = &plan->model->train;
    int64_t lane = plan->lanes * (int64_t)sizeof(float);
    plan->param_floats = plan->model->totals.params;
    plan->weight_bytes = aligned(plan->param_floats * (int64_t)sizeof(float));
    plan->inference_bytes = aligned(plan->inference.lanes * lane);
    if (plan->alone && plan->inference_bytes < aligned(plan->single.lanes * (int64_t)sizeof(float)))
        plan->inference_bytes = aligned(plan->single.lanes * (int64_t)sizeof(float));
    if (!plan->has_training)
        return;
    plan->state_floats = plan->param_floats * train->optimizer->state(train->optimizer_values);
    plan->state_bytes = aligned(8 + plan->state_floats * (int64_t)sizeof(float));
    plan->gradient_offset = ALIGNMENT;
    plan->block_lanes =
        plan->training.lanes > plan->curvature.lanes ? plan->training.lanes : plan->curvature.lanes;
    plan->shard_bytes = ALIGNMENT + plan->weight_bytes * (plan->has_curvature ? 2 : 1) +
                        aligned(plan->block_lanes * lane);
    plan->training_bytes =
        plan->weight_bytes + plan->state_bytes + plan->shards * plan->shard_bytes;
    plan->layers_bytes = aligned(plan->layers.lanes * lane);
}

/* The generated C counts the numbers of a buffer, of all images of a group, by int. */
static bool buffers_fit(struct diags *diags, const struct plan *plan,
                        const struct program *program) {
    struct arena *arena = diags->arena;
    for (const struct buffer *buffer = program->buffers; buffer; buffer = buffer->next) {
        if (buffer->count <= INT32_MAX / plan->lanes)
            continue;
        diag_error(diags, plan->model->input_span,
                   "`%s` of network `%s` would hold %s numbers for %u image%s", buffer->name,
                   plan->model->name, text_grouped(arena, buffer->count * plan->lanes), plan->lanes,
                   plan->lanes == 1 ? "" : "s");
        diag_note(diags, "it is %s for each image; the limit is %s numbers", buffer->doc,
                  text_grouped(arena, INT32_MAX));
        return false;
    }
    return true;
}

static bool block_fits(struct diags *diags, const struct plan *plan,
                       const struct program *program) {
    int64_t bytes = program->lanes * plan->lanes * (int64_t)sizeof(float);
    if (bytes <= BLOCK_LIMIT)
        return true;
    diag_error(diags, plan->model->input_span,
               "network `%s` needs %s bytes for the activations of %u image%s", plan->model->name,
               text_grouped(diags->arena, bytes), plan->lanes, plan->lanes == 1 ? "" : "s");
    diag_note(diags, "the limit is %s", text_grouped(diags->arena, BLOCK_LIMIT));
    return false;
}

/* Places the buffers, and only those that can be counted: so no sum of sizes overflows. */
static bool place(struct arena *arena, struct diags *diags, const struct plan *plan,
                  struct program *program) {
    if (!buffers_fit(diags, plan, program))
        return false;
    place_buffers(arena, program);
    return block_fits(diags, plan, program);
}

static bool place_all(struct arena *arena, struct diags *diags, struct plan *plan) {
    return place(arena, diags, plan, &plan->inference) &&
           (!plan->alone || place(arena, diags, plan, &plan->single)) &&
           (!plan->has_training || place(arena, diags, plan, &plan->training)) &&
           (!plan->has_curvature || place(arena, diags, plan, &plan->curvature)) &&
           (!plan->has_training || place(arena, diags, plan, &plan->layers));
}

struct plan *plan_build(struct arena *arena, struct diags *diags, const struct model *model,
                        const struct plan_options *asked) {
    const struct target *target = asked->target ? asked->target : &TARGET_ROWS[0];
    const struct plan_options chosen = {target, choose_lanes(asked, target, model), asked->shards,
                                        asked->inference_only},
                              *options = &chosen;
    struct plan *plan = ARENA_NEW(arena, struct plan);
    struct lower inference, single = {0}, training = {0}, curvature = {0}, layers = {0};
    if (model->totals.params == 0) {
        diag_error(diags, model->input_span,
                   "network `%s` has no parameters: there is nothing to generate", model->name);
        return NULL;
    }
    if (!network_name_is_free(diags, model))
        return NULL;
    plan->model = model;
    plan->target = target;
    plan->lanes = options->lanes;
    plan->has_training = !options->inference_only;
    plan->shards = plan->has_training ? choose_shards(options, model) : 0;
    plan->has_curvature = plan->has_training && model->train.optimizer->patterns;
    plan->inference = lower_program(arena, model, options, INFERENCE, &inference);
    plan->single = lower_program(arena, model, options, SINGLE, &single);
    plan->alone = choose_alone(plan);
    if (!plan->alone)
        plan->single = (struct program){0};
    if (plan->has_training)
        plan->training = lower_program(arena, model, options, TRAINING, &training);
    if (plan->has_curvature)
        plan->curvature = lower_program(arena, model, options, CURVATURE, &curvature);
    if (plan->has_training)
        plan->layers = lower_program(arena, model, options, LAYERS, &layers);
    if (!place_all(arena, diags, plan))
        return NULL;
    plan->helpers = merge_helpers(arena, inference.helpers, training.helpers);
    if (plan->alone)
        plan->helpers = merge_helpers(arena, plan->helpers, single.helpers);
    plan->helpers = merge_helpers(arena, plan->helpers, curvature.helpers);
    plan->helpers = merge_helpers(arena, plan->helpers, layers.helpers);
    plan->functions = unique_functions(arena, plan);
    name_buffers(arena, plan, &plan->inference);
    name_buffers(arena, plan, &plan->single);
    name_buffers(arena, plan, &plan->training);
    name_buffers(arena, plan, &plan->curvature);
    name_buffers(arena, plan, &plan->layers);
    measure(plan);
    return plan;
}
