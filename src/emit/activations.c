/* activations.c - inference that leaves the output of every layer, for the runtime to show. */
#include "emit/parts.h"

static void put_offsets(struct text *out, const struct program *program) {
    text_puts(out, "static const size_t activation_offsets[] = {");
    for (unsigned i = 0; i < program->kept_count; i++)
        text_printf(out, "%s%lld", i ? ", " : "", (long long)program->kept[i]->offset);
    text_puts(out, "};\n\n");
}

void emit_activations(struct unit *unit, const struct plan *plan) {
    const struct program *program = &plan->layers;
    struct text *out = &unit->body;
    for (const struct function *f = plan->functions; f; f = f->next)
        if (f->only_layers)
            emit_function(unit, f);
    put_offsets(out, program);
    text_printf(out,
                "static void activations(const void *untyped, const float *group, size_t count,\n"
                "    void *memory) {\n"
                "    const struct %s_weights *const weights = untyped;\n"
                "    lane *const block = memory;\n",
                plan->model->name);
    put_buffers(out, program, PASS_FORWARD, PASS_FORWARD);
    text_printf(out, "    load_images(group, (int)count, %s);\n", program->input->name);
    for (const struct op *op = program->ops; op; op = op->next)
        put_operation(out, "    ", op);
    text_puts(out, "}\n\n");
}

void put_activations(struct text *out, const struct plan *plan) {
    text_printf(out,
                "    .activation_bytes = %lld,\n"
                "    .activation_offsets = activation_offsets,\n    .activations = activations,\n",
                (long long)plan->layers_bytes);
}
