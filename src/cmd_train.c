#include "workshop.h"

#include <string.h>

/* The program's own `train`, unless the arguments begin with another of its commands. */
static int run_program(struct workshop *shop, const char *program) {
    struct call *call = shop->call;
    char **argv = ARENA_ARRAY(call->arena, call->operand_count + 2, char *), **next = argv;
    *next++ = arena_strdup(call->arena, program);
    if (call->operand_count < 2 || call->operands[1][0] == '-')
        *next++ = arena_strdup(call->arena, "train");
    for (unsigned i = 1; i < call->operand_count; i++)
        *next++ = call->operands[i];
    struct process process = process_run(shop->signals, argv, false);
    if (!process.error)
        return process.status;
    diag_fault(call->diags, FAULT_IO, "cannot run `%s`: %s", program, strerror(process.error));
    diag_help(call->diags, "set TMPDIR to a folder in which programs may run");
    return 0;
}

int command_train(struct call *call) {
    struct workshop shop;
    struct compile_options options = {0};
    if (!call_compile_options(call, &options))
        return 0;
    const struct plan *plan = call_plan(call, &options);
    if (!plan)
        return 0;
    int status = 0;
    const char *program = NULL;
    if (workshop_open(&shop, call, plan->target))
        program = workshop_build(&shop, plan, plan->model->name);
    if (program)
        status = run_program(&shop, program);
    else if (shop.signal)
        status = 128 + shop.signal;
    workshop_close(&shop);
    return status;
}
