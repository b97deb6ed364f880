#include "build.h"

#include "spec.h"

#include "compile.h"

#include <dlfcn.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static bool on_path(struct arena *arena, const char *program) {
    char *path = arena_strdup(arena, getenv("PATH") ? getenv("PATH") : "/usr/bin"), *rest = NULL;
    for (char *folder = strtok_r(path, ":", &rest); folder; folder = strtok_r(NULL, ":", &rest))
        if (access(arena_printf(arena, "%s/%s", folder, program), X_OK) == 0)
            return true;
    return false;
}

const char *const *compilers_found(struct arena *arena, unsigned *count) {
    static const char *const KNOWN[] = {"gcc", "clang"};
    const char **found = ARENA_ARRAY(arena, 2, const char *);
    *count = 0;
    if (getenv("CC") && *getenv("CC"))
        found[(*count)++] = arena_strdup(arena, getenv("CC"));
    for (unsigned i = 0; i < 2 && !getenv("CC"); i++)
        if (on_path(arena, KNOWN[i]))
            found[(*count)++] = KNOWN[i];
    if (*count == 0)
        found[(*count)++] = "cc";
    return found;
}

const char *machine_macros(struct arena *arena, const char *compiler) {
    struct text macros = text_create(arena);
    char part[4096];
    FILE *pipe = popen(
        arena_printf(arena, "%s -march=native -dM -E -x c /dev/null 2>/dev/null", compiler), "r");
    if (!pipe)
        return "";
    for (size_t length; (length = fread(part, 1, sizeof part, pipe)) > 0;)
        text_append(&macros, part, length);
    pclose(pipe);
    return macros.data;
}

static bool write_text(struct arena *arena, const char *folder, const char *name,
                       const char *ending, const char *text) {
    const char *path = arena_printf(arena, "%s/%s.%s", folder, name, ending);
    FILE *file = fopen(path, "w");
    bool ok = file && fputs(text, file) >= 0;
    ok = (!file || fclose(file) == 0) && ok;
    if (!ok)
        perror(path);
    return ok;
}

bool item_compile(struct arena *arena, struct item *item, const char *folder) {
    const struct network *network = &item->network;
    const struct plan_options options = {
        .target = network->target, .lanes = network->lanes, .shards = network->shards};
    struct diags *diags = diags_create(arena);
    struct model *model = model_from_text(arena, network->name, network->text);
    item->plan = model ? plan_build(arena, diags, model, &options) : NULL;
    if (!item->plan) {
        diags_print(diags, stdout, false);
        return false;
    }
    const char *header_name = arena_printf(arena, "%s.h", network->name);
    return write_text(arena, folder, network->name, "net", network->text) &&
           write_text(arena, folder, network->name, "h", emit_header(arena, item->plan)) &&
           write_text(arena, folder, network->name, "c",
                      emit_source(arena, item->plan, header_name));
}

void batch_start(struct arena *arena, struct batch *batch) {
    static const char *const FLAGS[] = {
        "-std=c11",     "-O1",     "-Wall",        "-Wextra", "-Wpedantic", "-Wshadow",
        "-Wconversion", "-Werror", "-DNETC_MODEL", "-fPIC",   "-shared",    ("-I" NETC_RUNTIME),
    };
    enum { FLAG_COUNT = sizeof FLAGS / sizeof FLAGS[0] };
    char *argv[FLAG_COUNT + BATCH_LIMIT + 16];
    unsigned n = 0;
    argv[n++] = arena_strdup(arena, batch->compiler);
    for (unsigned i = 0; i < FLAG_COUNT; i++)
        argv[n++] = arena_strdup(arena, FLAGS[i]);
    char *words = arena_strdup(arena, batch->flags), *rest = NULL;
    for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        argv[n++] = word;
    if (batch->lanes)
        argv[n++] = arena_printf(arena, "-DNETC_LANES=%u", batch->lanes);
    argv[n++] = arena_strdup(arena, "-o");
    argv[n++] = arena_strdup(arena, batch->object);
    for (unsigned i = 0; i < batch->count; i++)
        argv[n++] = arena_printf(arena, "%s/%s.c", batch->folder, batch->items[i].network.name);
    argv[n++] = arena_strdup(arena, "-lm");
    argv[n] = NULL;
    if (posix_spawnp(&batch->pid, argv[0], NULL, NULL, argv, environ) != 0)
        batch->pid = -1;
}

bool batch_load(struct arena *arena, struct batch *batch) {
    int status = -1;
    if (batch->pid < 0 || waitpid(batch->pid, &status, 0) < 0 || status != 0) {
        printf("FAILED: %s %s did not compile %s to %s\n", batch->compiler, batch->flags,
               batch->items[0].network.name, batch->items[batch->count - 1].network.name);
        return false;
    }
    batch->handle = dlopen(batch->object, RTLD_NOW | RTLD_LOCAL);
    if (!batch->handle) {
        printf("FAILED: %s\n", dlerror());
        return false;
    }
    for (unsigned i = 0; i < batch->count; i++) {
        struct item *item = &batch->items[i];
        const char *name = item->network.name;
        void *step = dlsym(batch->handle, arena_printf(arena, "%s_train_step", name));
        memcpy(&item->step, &step, sizeof step); /* ISO C has no cast from object to function */
        item->machine = dlsym(batch->handle, arena_printf(arena, "%s_model", name));
        if (!item->step)
            item->machine = NULL;
        unsigned most = batch->lanes ? batch->lanes : batch->width;
        item->lanes = item->network.lanes < most ? item->network.lanes : most;
    }
    return true;
}

void batch_unload(struct batch *batch) {
    for (unsigned i = 0; i < batch->count; i++)
        batch->items[i].machine = NULL;
    if (batch->handle)
        dlclose(batch->handle);
    batch->handle = NULL;
}
