/* names.c - the names of functions and local variables in the generated source. Each ends in what
 * it is for (C1_forward, C1_out), as no name of a kernel or of the emitter does: so they meet only
 * each other, and what the header declares. tests/emit/names_test.c holds that. */
#include "plan/parts.h"

#include <string.h>

/* What the header declares, behind the name of the network. */
static const char *const PUBLIC_SUFFIXES[] = {"init",       "forward",  "gradient", "update",
                                              "train_step", "rate",     "layers",   "model",
                                              "curvature",  "estimate", "rates"};

static bool is_public(const struct plan *plan, const char *name) {
    size_t length = strlen(plan->model->name);
    if (strncmp(name, plan->model->name, length) != 0 || name[length] != '_')
        return false;
    for (size_t i = 0; i < sizeof PUBLIC_SUFFIXES / sizeof PUBLIC_SUFFIXES[0]; i++)
        if (strcmp(name + length + 1, PUBLIC_SUFFIXES[i]) == 0)
            return true;
    return false;
}

/* Names of networks with which a public function would have the name of one of the C library, of
 * POSIX threads or of a library of the runtime (sem_init, json_object_update), or a struct that of
 * the runtime. */
static const char *const TAKEN[] = {"aio",
                                    "cnd",
                                    "fanotify",
                                    "inet6_opt",
                                    "inet6_option",
                                    "inet6_rth",
                                    "inotify",
                                    "json_object",
                                    "mtx",
                                    "netc",
                                    "posix_spawn_file_actions",
                                    "posix_spawnattr",
                                    "sem"};

bool network_name_is_free(struct diags *diags, const struct model *model) {
    static const char THREADS[] = "pthread_";
    bool is_free = strncmp(model->name, THREADS, sizeof THREADS - 1) != 0;
    for (size_t i = 0; i < sizeof TAKEN / sizeof TAKEN[0]; i++)
        is_free = is_free && strcmp(model->name, TAKEN[i]) != 0;
    if (is_free)
        return true;
    diag_fault(diags, FAULT_SPEC, "the network cannot be called `%s` in C", model->name);
    diag_note(diags, "its functions would have names that a library has already, as `%s_init`",
              model->name);
    diag_help(diags, "give it another name");
    return false;
}

/* Hole 0 is the name itself. */
static bool same_function(const struct op *a, const struct op *b) {
    if (strcmp(a->kernel, b->kernel) != 0 || a->hole_count != b->hole_count)
        return false;
    for (unsigned i = 1; i < a->hole_count; i++)
        if (strcmp(a->holes[i].name, b->holes[i].name) != 0 ||
            strcmp(a->holes[i].text, b->holes[i].text) != 0)
            return false;
    return true;
}

static const struct function *by_name(const struct function *list, const char *name) {
    for (; list; list = list->next)
        if (strcmp(list->op->name, name) == 0)
            return list;
    return NULL;
}

static void rename_op(struct op *op, const char *name) {
    op->name = name;
    op->holes[0].text = name;
}

static void add(struct arena *arena, struct plan *plan, struct function **list,
                struct function ***tail, struct op *op) {
    const char *base = op->name;
    for (unsigned number = 2;; number++) {
        const struct function *taken = by_name(*list, op->name);
        if (taken && same_function(taken->op, op))
            return;
        if (!taken && !is_public(plan, op->name))
            break;
        rename_op(op, arena_printf(arena, "%s_%u", base, number));
    }
    struct function *function = **tail = ARENA_NEW(arena, struct function);
    function->op = op;
    *tail = &function->next;
}

struct function *unique_functions(struct arena *arena, struct plan *plan) {
    struct function *list = NULL, **tail = &list;
    for (struct op *op = plan->training.ops; op; op = op->next)
        add(arena, plan, &list, &tail, op);
    for (struct op *op = plan->inference.ops; op; op = op->next)
        add(arena, plan, &list, &tail, op);
    for (struct op *op = plan->single.ops; op; op = op->next)
        add(arena, plan, &list, &tail, op);
    for (struct op *op = plan->curvature.ops; op; op = op->next)
        add(arena, plan, &list, &tail, op);
    return list;
}

static bool buffer_name_taken(const struct plan *plan, const struct program *program,
                              const struct buffer *buffer) {
    if (by_name(plan->functions, buffer->name))
        return true;
    for (const struct buffer *other = program->buffers; other != buffer; other = other->next)
        if (strcmp(other->name, buffer->name) == 0)
            return true;
    return false;
}

void name_buffers(struct arena *arena, const struct plan *plan, struct program *program) {
    for (struct buffer *buffer = program->buffers; buffer; buffer = buffer->next) {
        const char *base = buffer->name;
        for (unsigned number = 2; buffer_name_taken(plan, program, buffer); number++)
            buffer->name = arena_printf(arena, "%s_%u", base, number);
    }
}
