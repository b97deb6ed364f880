/* workshop.c - from plans to programs. */
#include "workshop.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where a runtime may be, from `root`: beside each other (the build tree), or installed. */
static const struct {
    const char *include, *archive;
} LAYOUTS[] = {
    {"", "libnetc_runtime.a"},
    {"include/netc", NETC_LIBDIR "/netc/libnetc_runtime.a"},
    {"include/netc", "lib/netc/libnetc_runtime.a"},
};

/* A path that the C compiler takes neither for an option nor for a file of options. */
static const char *rooted(struct arena *arena, const char *path) {
    return *path == '/' ? path : arena_printf(arena, "./%s", path);
}

static bool find_in(struct workshop *shop, const char *folder) {
    struct arena *arena = shop->call->arena;
    const char *root = rooted(arena, folder);
    for (size_t i = 0; i < sizeof LAYOUTS / sizeof LAYOUTS[0]; i++) {
        shop->include = arena_printf(arena, "%s/%s", root, LAYOUTS[i].include);
        shop->archive = arena_printf(arena, "%s/%s", root, LAYOUTS[i].archive);
        if (access(arena_printf(arena, "%s/netc.h", shop->include), R_OK) == 0 &&
            access(shop->archive, R_OK) == 0)
            return true;
    }
    return false;
}

/* The folder of the running netc. */
static const char *executable_folder(struct arena *arena) {
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path);
    while (length > 0 && path[length - 1] != '/')
        length--;
    return length > 0 ? arena_strndup(arena, path, (size_t)length - 1) : ".";
}

static bool find_runtime(struct workshop *shop) {
    struct call *call = shop->call;
    const char *named = getenv("NETC_RUNTIME"), *own = executable_folder(call->arena);
    if (named && *named) {
        if (find_in(shop, named))
            return true;
        diag_fault(call->diags, FAULT_IO, "no netc runtime in `%s`, which NETC_RUNTIME names",
                   named);
    } else {
        if (find_in(shop, arena_printf(call->arena, "%s/..", own)) ||
            find_in(shop, arena_printf(call->arena, "%s/../runtime", own)))
            return true;
        diag_fault(call->diags, FAULT_IO, "the netc runtime is not found beside `%s/netc`", own);
    }
    diag_help(call->diags, "set NETC_RUNTIME to the folder that holds netc.h and "
                           "libnetc_runtime.a");
    return false;
}

/* --- the temporary folder --------------------------------------------------------------------- */

static bool make_folder(struct workshop *shop) {
    const char *named = getenv("TMPDIR"), *parent = named && *named ? named : "/tmp";
    char *folder =
        arena_printf(shop->call->arena, "%s/netc-XXXXXX", rooted(shop->call->arena, parent));
    if (mkdtemp(folder)) {
        shop->folder = folder;
        return true;
    }
    diag_fault(shop->call->diags, FAULT_IO, "cannot make a temporary folder in `%s`: %s", parent,
               strerror(errno));
    return false;
}

static void remove_folder(const struct workshop *shop) {
    DIR *folder = opendir(shop->folder);
    if (folder) {
        for (struct dirent *entry; (entry = readdir(folder));)
            (void)unlinkat(dirfd(folder), entry->d_name, 0);
        closedir(folder);
    }
    (void)rmdir(shop->folder);
}

/* --- the C compiler --------------------------------------------------------------------------- */

enum { WORDS_LIMIT = 64 };

/* The compiler's command line, as it grows. */
struct words {
    char *list[WORDS_LIMIT + 1];
    unsigned count;
    bool full;
};

static void add_word(struct words *words, const char *word) {
    if (words->count == WORDS_LIMIT)
        words->full = true;
    else
        words->list[words->count++] = (char *)(uintptr_t)word; /* exec never writes to it */
}

static void add_split(struct arena *arena, struct words *words, const char *text) {
    unsigned count;
    char **list = split_words(arena, text, &count);
    for (unsigned i = 0; i < count; i++)
        add_word(words, list[i]);
}

/* Runs the compiler; false if it could not be started, or if a signal came meanwhile. */
static bool start(struct workshop *shop, char *const *argv, bool quiet, int *status) {
    struct process process = process_run(shop->signals, argv, quiet);
    *status = process.status;
    shop->signal = process.signal;
    if (!process.error)
        return !process.signal;
    diag_fault(shop->call->diags, FAULT_IO, "cannot run the C compiler `%s`: %s", argv[0],
               strerror(process.error));
    diag_help(shop->call->diags, "install gcc or clang, or name yours: `CC=clang netc train SPEC`");
    return false;
}

/* Options for this machine, where no other is named. */
static const char NATIVE[] = "-march=native -mprefer-vector-width=512";

/* Adds those for the machine that the compiler knows; false if it could not be run. */
static bool add_tuning(struct workshop *shop, struct words *words) {
    unsigned count;
    char **tuning =
        split_words(shop->call->arena, shop->target ? shop->target->flags : NATIVE, &count);
    for (unsigned i = 0; i < count; i++) {
        struct words trial = *words;
        add_word(words, tuning[i]);
        add_word(&trial, tuning[i]);
        add_split(shop->call->arena, &trial, "-Werror -fsyntax-only -x c /dev/null");
        int status;
        if (!start(shop, trial.list, true, &status))
            return false;
        if (status != 0)
            words->list[--words->count] = NULL;
    }
    return true;
}

static const char *joined(struct arena *arena, const struct words *words) {
    struct text text = text_create(arena);
    for (unsigned i = 0; i < words->count; i++)
        text_printf(&text, "%s%s", i ? " " : "", words->list[i]);
    return text.data;
}

static bool run_compiler(struct workshop *shop, const struct words *words) {
    struct diags *diags = shop->call->diags;
    if (words->full) {
        diag_fault(diags, FAULT_IO, "CC and CFLAGS have more than %d words", (int)WORDS_LIMIT);
        return false;
    }
    int status;
    if (!start(shop, words->list, false, &status))
        return false;
    if (status == 0)
        return true;
    diag_fault(diags, FAULT_IO, "the C compiler failed with status %d", status);
    diag_note(diags, "%s", joined(shop->call->arena, words));
    return false;
}

/* All but what belongs to one network. */
static bool choose_options(struct workshop *shop) {
    struct arena *arena = shop->call->arena;
    struct words words = {0};
    add_split(arena, &words, variable("CC", NETC_CC));
    add_split(arena, &words, "-std=c11 -O3 -ffp-contract=off");
    if (!add_tuning(shop, &words))
        return false;
    add_split(arena, &words, "-DNETC_MODEL -DNETC_MAIN");
    add_split(arena, &words, variable("CFLAGS", ""));
    shop->options = joined(arena, &words);
    add_word(&words, "-I");
    add_word(&words, shop->include);
    shop->words = ARENA_NEW(arena, struct words);
    *shop->words = words;
    return true;
}

/* Threads that wait look for work for about as long as the optimizer's step takes, and then leave
 * the processor to others (GOMP_SPINCOUNT is that of gcc's OpenMP). */
static void set_waiting(void) {
    if (getenv("OMP_WAIT_POLICY") || getenv("GOMP_SPINCOUNT"))
        return;
    setenv("OMP_WAIT_POLICY", "passive", 1);
    setenv("GOMP_SPINCOUNT", "10000", 1);
}

bool workshop_open(struct workshop *shop, struct call *call, const struct target *target) {
    *shop = (struct workshop){.call = call};
    if (!find_runtime(shop))
        return false;
    shop->signals = signals_hold(call->arena);
    shop->target = call->given[OPTION_TARGET] ? target : NULL;
    set_waiting();
    return make_folder(shop) && choose_options(shop);
}

static bool emit(struct workshop *shop, const struct plan *plan, const char *path,
                 const char *name) {
    struct arena *arena = shop->call->arena;
    const char *header_name = arena_printf(arena, "%s.h", name);
    const char *header = emit_header(arena, plan);
    const char *source = emit_source(arena, plan, header_name);
    const struct output_file files[] = {
        {arena_printf(arena, "%s.c", path), source, strlen(source)},
        {arena_printf(arena, "%s.h", path), header, strlen(header)},
    };
    return write_files(shop->call->diags, files, 2);
}

const char *workshop_build(struct workshop *shop, const struct plan *plan, const char *name) {
    struct arena *arena = shop->call->arena;
    const char *path = arena_printf(arena, "%s/%s", shop->folder, name);
    struct words words = *shop->words;
    add_word(&words, arena_printf(arena, "%s.c", path));
    add_word(&words, "-o");
    add_word(&words, path);
    add_word(&words, shop->archive);
    add_split(arena, &words, NETC_RUNTIME_LIBRARIES);
    return emit(shop, plan, path, name) && run_compiler(shop, &words) ? path : NULL;
}

void workshop_close(struct workshop *shop) {
    if (shop->folder)
        remove_folder(shop);
    if (shop->signals)
        signals_release(shop->signals);
}
