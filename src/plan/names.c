/* names.c - the names of functions and local variables in the generated source. Each ends in what
 * it is for (C1_forward, C1_out), as no name of a kernel or of the emitter does: so they meet only
 * each other, and what the header declares. tests/emit/names_test.c holds that. */
#include "base/table.h"
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
    diag_error(diags, model->input_span, "the network cannot be called `%s` in C", model->name);
    diag_note(diags, "its functions would have names that a library has already, as `%s_init`",
              model->name);
    diag_help(diags, "give it another name");
    return false;
}

/* The functions so far. */
struct naming {
    struct arena *arena;
    const struct plan *plan;
    struct table by_content, by_name, users;
    struct text content; /* of the operation at hand */
    struct function *list, **tail;
    unsigned count;
    bool only_layers; /* of the functions that are still to be found */
};

/* What equal functions have in common: the kernel, and all holes but the first, which is the name.
 */
static const char *content(struct naming *naming, const struct op *op) {
    struct text *content = &naming->content;
    text_clear(content);
    text_puts(content, op->kernel);
    for (unsigned i = 1; i < op->hole_count; i++) {
        text_puts(content, "\1");
        text_puts(content, op->holes[i].name);
        text_puts(content, "\1");
        text_puts(content, op->holes[i].text);
    }
    return content->data;
}

static struct function *add_function(struct naming *naming) {
    struct function *function = *naming->tail = ARENA_NEW(naming->arena, struct function);
    function->last_user = &function->users;
    function->number = naming->count++;
    function->only_layers = naming->only_layers;
    naming->tail = &function->next;
    table_put(&naming->by_content, arena_strdup(naming->arena, naming->content.data), function);
    return function;
}

/* Notes each name once: most operations are in several programs. The backward pass goes from the
 * last layer to the first, the list from the first to the last. */
static void add_user(struct naming *naming, struct function *function, struct op *op) {
    const char *key = arena_printf(naming->arena, "%u %s", function->number, op->name);
    bool in_front = !function->op || op->pass == PASS_BACKWARD;
    if (table_get(&naming->users, key))
        return;
    struct function_user *user = ARENA_NEW(naming->arena, struct function_user);
    user->name = op->name;
    user->next = in_front ? function->users : NULL;
    *(in_front ? &function->users : function->last_user) = user;
    if (!user->next)
        function->last_user = &user->next;
    if (in_front)
        function->op = op;
    table_put(&naming->users, key, user);
}

static void find_functions(struct naming *naming, struct program *program) {
    for (struct op *op = program->ops; op; op = op->next) {
        struct function *function = table_get(&naming->by_content, content(naming, op));
        if (!function)
            function = add_function(naming);
        add_user(naming, function, op);
        op->function = function;
    }
}

static void name_functions(struct naming *naming) {
    for (struct function *function = naming->list; function; function = function->next) {
        const char *base = function->op->name, *name = base;
        for (unsigned number = 2;
             table_get(&naming->by_name, name) || is_public(naming->plan, name); number++)
            name = arena_printf(naming->arena, "%s_%u", base, number);
        function->name = function->op->holes[0].text = name;
        table_put(&naming->by_name, name, function);
    }
}

struct function *unique_functions(struct arena *arena, struct plan *plan) {
    struct naming naming = {.arena = arena,
                            .plan = plan,
                            .by_content = table_create(arena),
                            .by_name = table_create(arena),
                            .users = table_create(arena),
                            .content = text_create(arena)};
    naming.tail = &naming.list;
    find_functions(&naming, &plan->training);
    find_functions(&naming, &plan->inference);
    find_functions(&naming, &plan->single);
    find_functions(&naming, &plan->curvature);
    naming.only_layers = true;
    find_functions(&naming, &plan->layers);
    name_functions(&naming);
    return naming.list;
}

void name_buffers(struct arena *arena, const struct plan *plan, struct program *program) {
    struct table taken = table_create(arena);
    for (struct function *f = plan->functions; f; f = f->next)
        table_put(&taken, f->name, f);
    for (struct buffer *buffer = program->buffers; buffer; buffer = buffer->next) {
        const char *base = buffer->name;
        for (unsigned number = 2; table_get(&taken, buffer->name); number++)
            buffer->name = arena_printf(arena, "%s_%u", base, number);
        table_put(&taken, buffer->name, buffer);
    }
}
