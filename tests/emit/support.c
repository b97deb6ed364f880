#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

int create_arena(void **state) {
    *state = arena_create();
    return 0;
}

int destroy_arena(void **state) {
    arena_free(*state);
    return 0;
}

struct model *model_of(struct arena *arena, struct diags *diags, const char *spec) {
    const struct source *source = source_from_text(arena, diags, "test.net", spec, strlen(spec));
    struct ast *ast = source ? read_net(arena, diags, source) : NULL;
    return ast && !diags->errors ? model_build(arena, diags, ast, NULL) : NULL;
}

struct plan *plan_of(struct arena *arena, struct diags *diags, const char *spec, unsigned lanes) {
    const struct plan_options options = {.lanes = lanes};
    struct model *model = model_of(arena, diags, spec);
    return model ? plan_build(arena, diags, model, &options) : NULL;
}

struct plan *good_plan(struct arena *arena, const char *spec, unsigned lanes) {
    struct diags *diags = diags_create(arena);
    struct plan *plan = plan_of(arena, diags, spec, lanes);
    diags_print(diags, stderr, false);
    assert_non_null(plan);
    return plan;
}

const char *folder_make(struct arena *arena) {
    const char *parent = getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp";
    char *folder = arena_printf(arena, "%s/netc-emit-XXXXXX", parent);
    assert_non_null(mkdtemp(folder));
    return folder;
}

void folder_remove(const char *folder) {
    struct arena *arena = arena_create();
    assert_int_equal(run(arena, folder, "rm -rf \"$PWD\""), 0);
    arena_free(arena);
}

void write_text(struct arena *arena, const char *folder, const char *name, const char *text) {
    FILE *file = fopen(arena_printf(arena, "%s/%s", folder, name), "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

void write_plan(struct arena *arena, const char *folder, const char *name,
                const struct plan *plan) {
    const char *header = arena_printf(arena, "%s.h", name);
    write_text(arena, folder, header, emit_header(arena, plan));
    write_text(arena, folder, arena_printf(arena, "%s.c", name), emit_source(arena, plan, header));
}

int run(struct arena *arena, const char *folder, const char *command) {
    int status = system(arena_printf(arena, "cd '%s' && %s", folder, command));
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

const char *const *compilers(struct arena *arena, unsigned *count) {
    static const char *const KNOWN[] = {"gcc", "clang"};
    const char **found = ARENA_ARRAY(arena, 3, const char *);
    const char *chosen = getenv("CC");
    *count = 0;
    if (chosen && *chosen)
        found[(*count)++] = chosen;
    for (unsigned i = 0; i < 2 && !(chosen && *chosen); i++)
        if (run(arena, "/", arena_printf(arena, "command -v %s >/dev/null", KNOWN[i])) == 0)
            found[(*count)++] = KNOWN[i];
    assert_true(*count > 0);
    return found;
}

void compile(struct arena *arena, const char *compiler, const char *folder, const char *arguments) {
    static const char FLAGS[] = "-std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion "
                                "-Wstrict-prototypes -Wmissing-prototypes -Werror";
    const char *command = arena_printf(arena, "%s %s %s", compiler, FLAGS, arguments);
    if (run(arena, folder, command) != 0)
        fail_msg("%s", command);
}
