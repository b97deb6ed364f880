/* cmd_target.c - which machine a plan is for. */
#include "commands.h"

#include <string.h>

/* What the C compiler says of the machine that it compiles for: this one if it knows it, or that of
 * a cross compiler. NULL if it says nothing. */
static const struct target *native_target(struct arena *arena) {
    static const char *const MACHINES[] = {"-march=native", ""};
    for (unsigned i = 0; i < sizeof MACHINES / sizeof MACHINES[0]; i++) {
        unsigned count;
        char **words =
            split_words(arena,
                        arena_printf(arena, "%s %s %s -dM -E -x c /dev/null",
                                     variable("CC", NETC_CC), MACHINES[i], variable("CFLAGS", "")),
                        &count);
        const char *macros = process_output(arena, words);
        if (strstr(macros, "#define "))
            return target_of_macros(macros);
    }
    return NULL;
}

void call_choose_target(struct call *call, struct compile_options *options) {
    if (!options->plan.target)
        options->plan.target = native_target(call->arena);
    if (options->plan.target ||
        call->command->run == command_train) /* which says more, and fails */
        return;
    diag_warning(call->diags, (struct span){0},
                 "the C compiler `%s` does not say which machine this is: the plan is for %s",
                 variable("CC", NETC_CC), TARGET_ROWS[0].name);
    diag_help(call->diags, "`--target` names another: %s", TARGET_NAMES);
}

const struct plan *call_plan(struct call *call, const struct compile_options *options) {
    struct compile_options chosen = *options;
    const struct model *model =
        compile_model(call->arena, call->diags, call->operands[0], &chosen.model);
    if (!model)
        return NULL;
    call_choose_target(call, &chosen);
    return plan_build(call->arena, call->diags, model, &chosen.plan);
}
