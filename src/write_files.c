#define _XOPEN_SOURCE 700 /* realpath */

#include "compile.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_ATTEMPTS = 1000 };

/* One file on its way: written to `temporary`, to be renamed to `path`. */
struct pending {
    const char *path;      /* the file itself, where the given path is a link to it */
    const char *temporary; /* NULL: there is none (any more) */
    bool exists;
    mode_t mode; /* of the old file */
};

static bool refuse(struct diags *diags, const char *path, const char *reason) {
    diag_fault(diags, FAULT_IO, "cannot write `%s`: %s", path, reason);
    return false;
}

/* The folder of `path` with its slash, or "" */
static const char *folder_of(struct arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? arena_strndup(arena, path, (size_t)(slash - path) + 1) : "";
}

/* A link is followed: the file behind it is replaced, not the link. */
static const char *resolve_link(struct arena *arena, const char *path) {
    struct stat status;
    if (lstat(path, &status) != 0 || !S_ISLNK(status.st_mode))
        return path;
    char *real = realpath(path, NULL);
    if (!real)
        return path;
    const char *copy = arena_strdup(arena, real);
    free(real);
    return copy;
}

static bool look_at_target(struct diags *diags, const char *given, struct pending *pending) {
    struct stat status;
    pending->path = resolve_link(diags->arena, given);
    pending->exists = stat(pending->path, &status) == 0;
    if (!pending->exists)
        return true; /* a missing folder shows when the temporary file is created */
    if (S_ISDIR(status.st_mode))
        return refuse(diags, given, "it is a directory");
    if (!S_ISREG(status.st_mode)) /* a rename would replace the device itself */
        return refuse(diags, given, "it is not a regular file");
    if (access(pending->path, W_OK) != 0)
        return refuse(diags, given, strerror(errno));
    pending->mode = status.st_mode & 07777;
    return true;
}

static int create_temporary(struct arena *arena, struct pending *pending) {
    const char *folder = folder_of(arena, pending->path);
    for (unsigned i = 0; i < NAME_ATTEMPTS; i++) {
        const char *name = arena_printf(arena, "%s.netc-%ld-%u.tmp", folder, (long)getpid(), i);
        int file = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (file >= 0)
            pending->temporary = name;
        if (file >= 0 || errno != EEXIST)
            return file;
    }
    return -1;
}

static bool write_all(int file, const char *data, size_t length) {
    while (length > 0) {
        ssize_t written = write(file, data, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        data += written;
        length -= (size_t)written;
    }
    return true;
}

static bool write_temporary(struct diags *diags, const struct output_file *output,
                            struct pending *pending) {
    int file = create_temporary(diags->arena, pending);
    if (file < 0)
        return refuse(diags, output->path,
                      errno == ENOENT ? "its folder does not exist" : strerror(errno));
    bool ok = write_all(file, output->data, output->length) &&
              (!pending->exists || fchmod(file, pending->mode) == 0) && fsync(file) == 0;
    int error = errno;
    if (close(file) != 0 && ok) {
        ok = false;
        error = errno;
    }
    return ok || refuse(diags, output->path, strerror(error));
}

/* So that the new names, too, are on the disk. A folder that cannot be opened is not an error: the
 * files are complete. */
static void sync_folder(struct arena *arena, const char *path) {
    const char *folder = folder_of(arena, path);
    int file = open(*folder ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0)
        return;
    (void)fsync(file);
    (void)close(file);
}

static bool write_pending(struct diags *diags, const struct output_file *files,
                          struct pending *pending, unsigned count) {
    for (unsigned i = 0; i < count; i++)
        if (!look_at_target(diags, files[i].path, &pending[i]))
            return false;
    for (unsigned i = 0; i < count; i++)
        if (!write_temporary(diags, &files[i], &pending[i]))
            return false;
    for (unsigned i = 0; i < count; i++) {
        if (rename(pending[i].temporary, pending[i].path) != 0)
            return refuse(diags, files[i].path, strerror(errno));
        pending[i].temporary = NULL;
        sync_folder(diags->arena, pending[i].path);
    }
    return true;
}

bool write_files(struct diags *diags, const struct output_file *files, unsigned count) {
    struct pending *pending = ARENA_ARRAY(diags->arena, count, struct pending);
    sigset_t held, before; /* no signal comes between a temporary file and its end */
    sigfillset(&held);
    sigprocmask(SIG_BLOCK, &held, &before);
    bool ok = write_pending(diags, files, pending, count);
    for (unsigned i = 0; i < count; i++)
        if (pending[i].temporary)
            (void)unlink(pending[i].temporary);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return ok;
}

bool output_writable(struct diags *diags, const char *path) {
    struct pending pending = {0};
    if (!look_at_target(diags, path, &pending))
        return false;
    int file = create_temporary(diags->arena, &pending);
    if (file < 0)
        return refuse(diags, path, errno == ENOENT ? "its folder does not exist" : strerror(errno));
    (void)close(file);
    (void)unlink(pending.temporary);
    return true;
}
