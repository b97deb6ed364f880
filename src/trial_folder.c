/* trial_folder.c - where the runs of a trial are kept, and what names them. */
#include "base/hash.h"
#include "trial.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* With the byte that ends it, so that "ab", "c" is not "a", "bc". */
static uint64_t hash_string(uint64_t hash, const char *string) {
    return hash_bytes(hash, string, strlen(string) + 1);
}

static bool hash_file(struct diags *diags, const char *path, uint64_t *hash) {
    unsigned char bytes[1 << 16];
    FILE *file = fopen(path, "rb");
    size_t count = 0;
    while (file && (count = fread(bytes, 1, sizeof bytes, file)) > 0)
        *hash = hash_bytes(*hash, bytes, count);
    bool good = file && !ferror(file);
    if (!good)
        diag_fault(diags, FAULT_IO, "cannot read `%s`: %s", path, strerror(errno));
    if (file)
        fclose(file);
    return good;
}

static int is_data_file(const struct dirent *entry) {
    return strstr(entry->d_name, "ubyte") != NULL;
}

/* What the compiler says of itself. */
static const char *compiler_version(struct arena *arena) {
    unsigned count;
    return process_output(
        arena,
        split_words(arena, arena_printf(arena, "%s --version", variable("CC", NETC_CC)), &count));
}

/* The bytes of all files of the folder that look like MNIST's. */
static bool hash_data(struct call *call, const char *data, uint64_t *hash) {
    struct dirent **entries;
    if (strcmp(data, "synthetic") == 0)
        return true;
    int count = scandir(data, &entries, is_data_file, alphasort);
    if (count < 0) {
        diag_fault(call->diags, FAULT_IO, "cannot read the data in `%s`: %s", data,
                   strerror(errno));
        return false;
    }
    bool good = count > 0;
    if (!good)
        diag_fault(call->diags, FAULT_IO, "no files of MNIST in `%s`", data);
    for (int i = 0; i < count; i++) {
        *hash = hash_string(*hash, entries[i]->d_name);
        good =
            good && hash_file(call->diags,
                              arena_printf(call->arena, "%s/%s", data, entries[i]->d_name), hash);
        free(entries[i]);
    }
    free(entries);
    return good;
}

bool make_folder_path(struct diags *diags, const char *path) {
    char *part = arena_strdup(diags->arena, path);
    for (char *slash = part; slash;) {
        slash = strchr(slash + 1, '/');
        if (slash)
            *slash = '\0';
        if (mkdir(part, 0777) != 0 && errno != EEXIST) {
            diag_fault(diags, FAULT_IO, "cannot make the folder `%s`: %s", part, strerror(errno));
            return false;
        }
        if (slash)
            *slash = '/';
    }
    return true;
}

static bool lock(struct trial_work *work) {
    struct diags *diags = work->call->diags;
    const char *path = arena_printf(work->call->arena, "%s/lock", work->keep);
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    work->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (work->lock < 0) {
        diag_fault(diags, FAULT_IO, "cannot write `%s`: %s", path, strerror(errno));
        return false;
    }
    if (fcntl(work->lock, F_SETLK, &whole) == 0)
        return true;
    diag_fault(diags, FAULT_IO, "another `netc compare` is at work in `%s`", work->keep);
    diag_help(diags, "`--keep DIR` names another folder for the runs");
    return false;
}

void trial_unlock(struct trial_work *work) {
    if (work->lock >= 0)
        close(work->lock);
    work->lock = -1;
}

/* The same network twice gets two folders: what is compared is always trained. */
static bool is_taken(const struct trial_work *work, unsigned count, const char *folder) {
    for (unsigned i = 0; i < count; i++)
        if (strcmp(work->entries[i].folder, folder) == 0)
            return true;
    return false;
}

static void name_folder(struct trial_work *work, unsigned index, uint64_t hash) {
    struct arena *arena = work->call->arena;
    struct entry *entry = &work->entries[index];
    const struct plan *plan = entry->column->plan;
    const char *name = plan->model->name;
    hash = hash_string(hash, emit_source(arena, plan, "network.h"));
    const char *folder =
        arena_printf(arena, "%s/%s-%016llx", work->keep, name, (unsigned long long)hash);
    entry->folder = folder;
    for (unsigned n = 2; is_taken(work, index, entry->folder); n++)
        entry->folder = arena_printf(arena, "%s-%u", folder, n);
}

bool trial_folders(struct trial_work *work) {
    struct diags *diags = work->call->diags;
    uint64_t hash = hash_string(HASH_START, work->shop.options);
    hash = hash_string(hash, compiler_version(work->call->arena));
    hash = hash_bytes(hash, &work->trial.threads, sizeof work->trial.threads);
    if (!hash_file(diags, work->shop.archive, &hash) ||
        !hash_data(work->call, work->trial.data, &hash) ||
        !make_folder_path(work->call->diags, work->keep) || !lock(work))
        return false;
    for (unsigned i = 0; i < work->trial.comparison->column_count; i++) {
        name_folder(work, i, hash);
        if (!make_folder_path(work->call->diags, work->entries[i].folder))
            return false;
    }
    return true;
}
