#include "commands.h"

#include <stdio.h>

static void praise(struct call *call, const char *path, const struct model *model) {
    printf("%s: %s holds: %u layer%s, %s parameters, %s -> %s\n", text_clean(call->arena, path),
           model->name, model->layer_count, model->layer_count == 1 ? "" : "s",
           text_grouped(call->arena, model->totals.params), shape_text(call->arena, model->input),
           shape_text(call->arena, model->output));
}

static const struct model *check_one(struct call *call, struct diags *diags, const struct ast *ast,
                                     const char *variant) {
    struct model_options options = {variant, call->settings, call->setting_count};
    const struct model *model = model_build(call->arena, diags, ast, &options);
    if (model)
        praise(call, ast->source->name, model);
    return model;
}

void note_variant(struct diags *diags, struct diag *before, const char *variant) {
    struct diag *last = diags->last, *diag = before ? before->next : diags->first;
    for (; diag; diag = diag->next) {
        diags->last = diag; /* what a note belongs to */
        if (diag->span.source)
            diag_note(diags, "in variant `%s`", variant);
    }
    diags->last = last;
}

static void check_variant(struct call *call, struct diags *diags, const struct ast *ast,
                          const char *variant) {
    struct diag *before = diags->last;
    check_one(call, diags, ast, variant);
    note_variant(diags, before, variant);
}

/* Without --variant: the network, and if it holds, every variant of it. */
static void check_spec(struct call *call, struct diags *diags, const char *path) {
    const struct ast *ast = compile_read(call->arena, diags, path);
    const char *chosen = call->given[OPTION_VARIANT], *summary = call->given[OPTION_SUMMARY];
    const struct model *model = ast ? check_one(call, diags, ast, chosen) : NULL;
    if (!model)
        return;
    if (summary) {
        const struct source *text = source_read(call->arena, diags, summary);
        if (text && model_check_summary(call->arena, diags, model, text))
            printf("%s: %s is what the summary shows\n", text_clean(call->arena, summary),
                   model->name);
        return;
    }
    unsigned count = 0;
    const char *const *variants = chosen ? NULL : model_variants(call->arena, ast, &count);
    for (unsigned i = 0; i < count; i++)
        check_variant(call, diags, ast, variants[i]);
}

int command_check(struct call *call) {
    if (call->given[OPTION_SUMMARY] && call->operand_count > 1) {
        diag_fault(call->diags, FAULT_USAGE, "`--summary` belongs to one spec, not to %u",
                   call->operand_count);
        return 0;
    }
    return call_each_spec(call, check_spec);
}
