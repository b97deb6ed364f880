/* operations.c - the functions of the operations, and those that call them in order. */
#include "emit/parts.h"
#include "recipe/recipe.h"

#include <string.h>

static void emit_row(struct unit *unit, const struct helper *helper, bool image) {
    struct arena *arena = unit->arena;
    struct hole holes[] = {
        {"ACTIVATE", arena_printf(arena, "%s_%s", helper->name, image ? "image_row" : "row")},
        {"FORWARD", arena_printf(arena, "%s_value", helper->name)},
        {"lane", "float"},
        {"LANES", "1"}};
    unit_kernel(unit, "activation_row", NULL, holes, image ? 4 : 2);
}

static void emit_helper(struct unit *unit, const struct helper *helper) {
    struct arena *arena = unit->arena;
    const char *value = arena_printf(arena, "%s_value", helper->name);
    struct hole holes[3];
    unsigned count = 0;
    if (helper->value || helper->row || helper->image_row)
        holes[count++] = (struct hole){"FORWARD", value};
    if (helper->slope)
        holes[count++] = (struct hole){"SLOPE", arena_printf(arena, "%s_slope", helper->name)};
    holes[count++] = (struct hole){"PARAMETER", text_float_literal(arena, helper->parameter)};
    const char *name = ACTIVATION_CHOICES[helper->activation].name;
    unit_kernel(unit, arena_printf(arena, "activations/%s", name), NULL, holes, count);
    if (helper->row)
        emit_row(unit, helper, false);
    if (helper->image_row)
        emit_row(unit, helper, true);
}

/* The other operations that the function is for, by the names that `bench` has for them. */
static void put_users(struct text *doc, const struct function_user *user) {
    enum { COLUMNS = 100, END = sizeof " */" - 1 };
    static const char ALSO[] = " * Also for";
    size_t column = sizeof ALSO - 1;
    text_printf(doc, "\n%s", ALSO);
    for (; user; user = user->next) {
        size_t length = strlen(user->name) + 1;
        if (column + length + END > COLUMNS) {
            text_puts(doc, "\n *");
            column = 2;
        }
        text_printf(doc, " %s%s", user->name, user->next ? "," : "");
        column += length + 1;
    }
}

void emit_function(struct unit *unit, const struct function *function) {
    const struct op *op = function->op;
    struct text doc = text_create(unit->arena);
    text_puts(&doc, op->doc);
    if (function->users->next)
        put_users(&doc, function->users->next);
    unit_kernel(unit, op->kernel, doc.data, op->holes, op->hole_count);
}

void emit_operations(struct unit *unit, const struct plan *plan) {
    for (const struct helper *helper = plan->helpers; helper; helper = helper->next)
        emit_helper(unit, helper);
    for (const struct function *f = plan->functions; f; f = f->next)
        if (!f->only_layers)
            emit_function(unit, f);
}

bool takes(const struct program *program, enum pass from, enum pass to, enum operand_kind kind,
           const char *text) {
    for (const struct op *op = program->ops; op; op = op->next)
        for (unsigned i = 0; i < op->operand_count && op->pass >= from && op->pass <= to; i++)
            if (op->operands[i].kind == kind && (!text || strcmp(op->operands[i].text, text) == 0))
                return true;
    return false;
}

bool uses_seed(const struct program *program) {
    return takes(program, PASS_FORWARD, PASS_BACKWARD, OPERAND_CONTEXT, "seed");
}

static void put_operand(struct text *out, const struct op *op, const struct operand *operand) {
    int64_t count = operand->buffer ? operand->buffer->count : 0;
    if (operand->param)
        count = operand->param->count;
    if (operand->buffer)
        text_puts(out, operand->buffer->name);
    else if (operand->kind == OPERAND_PARAM)
        text_printf(out, "weights->%s", operand->param->name);
    else if (operand->kind == OPERAND_SQUARED)
        text_printf(out, "squared->%s", operand->param->name);
    else if (operand->kind == OPERAND_GRADIENT)
        text_printf(out, "gradient->%s", operand->param->name);
    else
        text_puts(out, operand->text);
    if (op->parts > 1 && count == op->parts)
        text_puts(out, " + part");
    else if (op->parts > 1 && count > 0)
        text_printf(out, " + part * %lld", (long long)(count / op->parts));
}

void put_operation(struct text *out, const char *indent, const struct op *op) {
    if (op->parts > 1)
        text_printf(out, "%sfor (int part = 0; part < %lld; part++)\n    ", indent,
                    (long long)op->parts);
    text_printf(out, "%s%s(", indent, op->function->name);
    for (unsigned i = 0; i < op->operand_count; i++) {
        text_puts(out, i ? ", " : "");
        put_operand(out, op, &op->operands[i]);
    }
    text_puts(out, ");\n");
}

/* Parameters of the function that these passes of this network have no use for. */
static void put_unused(struct text *out, const struct program *program, enum pass from,
                       enum pass to) {
    if (!takes(program, from, to, OPERAND_PARAM, NULL))
        text_puts(out, "    (void)weights;\n");
    if (to == PASS_BACKWARD && !takes(program, from, to, OPERAND_GRADIENT, NULL))
        text_puts(out, "    (void)gradient;\n");
    bool all = from == PASS_FORWARD && to == PASS_BACKWARD; /* second_derivatives */
    if (all && !takes(program, from, to, OPERAND_SQUARED, NULL))
        text_puts(out, "    (void)squared;\n");
    if (uses_seed(program) && !takes(program, from, to, OPERAND_CONTEXT, "seed"))
        text_puts(out, "    (void)seed;\n    (void)first;\n");
}

void put_buffers(struct text *out, const struct program *program, enum pass from, enum pass to) {
    unsigned passes = (2u << to) - (1u << from);
    for (const struct buffer *b = program->buffers; b; b = b->next)
        if (b->passes & passes)
            text_printf(out, "    %s *const %s = block + %lld; /* %s */\n",
                        program->of_floats ? "float" : "lane", b->name, (long long)b->offset,
                        b->doc);
}

/* The body of a function that runs the operations of some passes: where the buffers lie, the calls.
 */
static void put_body(struct text *out, const struct program *program, enum pass from,
                     enum pass to) {
    text_puts(out, "{\n");
    put_buffers(out, program, from, to);
    put_unused(out, program, from, to);
    text_puts(out, "\n");
    for (const struct op *op = program->ops; op; op = op->next)
        if (op->pass >= from && op->pass <= to)
            put_operation(out, "    ", op);
    text_puts(out, "}\n\n");
}

static void emit_second_derivatives(struct text *out, const struct plan *plan) {
    const char *name = plan->model->name;
    text_printf(
        out,
        "/* Second derivatives of the loss of the group's first `count` images by the parameters,\n"
        " * without dropout: forward, then backward with squares in the place of all that is\n"
        " * multiplied by. They are added to the gradient if `add`, and otherwise replace it. */\n"
        "static void second_derivatives(const struct %s_weights *weights,\n"
        "    const struct %s_weights *squared, struct %s_weights *gradient,\n"
        "    const uint8_t *labels, int count, int add, lane *block) ",
        name, name, name);
    put_body(out, &plan->curvature, PASS_FORWARD, PASS_BACKWARD);
}

static void emit_alone(struct text *out, const struct plan *plan) {
    text_printf(out,
                "/* The outputs of one image, which lies at block + %lld. */\n"
                "static void infer_image(const struct %s_weights *weights, float *block) ",
                (long long)plan->single.input->offset, plan->model->name);
    put_body(out, &plan->single, PASS_FORWARD, PASS_FORWARD);
}

void emit_passes(struct unit *unit, const struct plan *plan) {
    struct text *out = &unit->body;
    const char *name = plan->model->name;
    text_printf(out,
                "/* The outputs of one group of images, which lie at block + %lld. */\n"
                "static void infer(const struct %s_weights *weights, lane *block) ",
                (long long)plan->inference.input->offset, name);
    put_body(out, &plan->inference, PASS_FORWARD, PASS_FORWARD);
    if (plan->alone)
        emit_alone(out, plan);
    if (!plan->has_training)
        return;
    const char *seed = uses_seed(&plan->training) ? ", uint64_t seed, size_t first" : "";
    text_printf(out,
                "/* The same in training: every activation stays for the backward pass. */\n"
                "static void forward(const struct %s_weights *weights, lane *block%s) ",
                name, seed);
    put_body(out, &plan->training, PASS_FORWARD, PASS_FORWARD);
    text_printf(
        out,
        "/* Adds the loss of the group's first `count` images; its gradient is added if `add`, "
        "and\n"
        " * otherwise replaces what was there. */\n"
        "static void backward(const struct %s_weights *weights, struct %s_weights *gradient,\n"
        "                     const uint8_t *labels, int count, int add, double *loss,\n"
        "                     size_t *correct, lane *block%s) ",
        name, name, seed);
    put_body(out, &plan->training, PASS_LOSS, PASS_BACKWARD);
    if (plan->has_curvature)
        emit_second_derivatives(out, plan);
}
