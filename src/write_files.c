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

enum { NAME_ATTEMPTS = 1000, NAME_BYTES = 64 };

/* One file on its way: written to `temporary`, to be renamed to `path`. All its texts have their
 * memory before the first file is made: running out of it ends the process. */
struct pending {
    const char *path;   /* the file itself, where the given path is a link to it */
    const char *folder; /* its folder with a slash, or "" */
    char *temporary;    /* "": there is none (any more) */
    bool exists;
    mode_t mode; /* of the old file */
};

static bool refuse(struct diags *diags, const char *path, const char *reason) {
    diag_fault(diags, FAULT_IO, "cannot write `%s`: %s", path, reason);
    return false;
}

/* A link is followed: the file behind it is replaced, not the link. */
static const char *resolve_link(struct arena *arena, const char *path) {
    struct stat status;
    if (lstat(path, &status) != 0 || !S_ISLNK(status.st_mode))
        return path;
    char *real = realpath(path, NULL);
    if (!real && errno == ENOMEM)
        out_of_memory();
    if (!real)
        return path;
    const char *copy = arena_strdup(arena, real);
    free(real);
    return copy;
}

static void name_parts(struct arena *arena, struct pending *pending) {
    const char *slash = strrchr(pending->path, '/');
    size_t length = slash ? (size_t)(slash - pending->path) + 1 : 0;
    pending->folder = arena_strndup(arena, pending->path, length);
    pending->temporary = arena_alloc(arena, length + NAME_BYTES);
}

static bool look_at_target(struct diags *diags, const char *given, struct pending *pending) {
    struct stat status;
    pending->path = resolve_link(diags->arena, given);
    name_parts(diags->arena, pending);
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

/* A call that a signal has interrupted is made again. */
static int open_again(const char *path, int flags) {
    int file;
    do {
        file = open(path, flags | O_CLOEXEC, 0666);
    } while (file < 0 && errno == EINTR);
    return file;
}

static bool sync_again(int file) {
    int result;
    do {
        result = fsync(file);
    } while (result != 0 && errno == EINTR);
    return result == 0;
}

/* An interrupted one has closed the file nevertheless. */
static bool close_file(int file) {
    return close(file) == 0 || errno == EINTR;
}

static int create_temporary(struct pending *pending) {
    int file = -1;
    errno = EEXIST;
    for (unsigned i = 0; i < NAME_ATTEMPTS && file < 0 && errno == EEXIST; i++) {
        sprintf(pending->temporary, "%s.netc-%ld-%u.tmp", pending->folder, (long)getpid(), i);
        file = open_again(pending->temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
    }
    if (file < 0)
        pending->temporary[0] = '\0';
    return file;
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
    int file = create_temporary(pending);
    if (file < 0)
        return refuse(diags, output->path,
                      errno == ENOENT ? "its folder does not exist" : strerror(errno));
    bool ok = write_all(file, output->data, output->length) &&
              (!pending->exists || fchmod(file, pending->mode) == 0) && sync_again(file);
    int error = errno;
    if (!close_file(file) && ok) {
        ok = false;
        error = errno;
    }
    return ok || refuse(diags, output->path, strerror(error));
}

/* So that the new names, too, are on the disk. A folder that cannot be opened is not an error: the
 * files are complete. */
static void sync_folder(const char *folder) {
    int file = open_again(*folder ? folder : ".", O_RDONLY | O_DIRECTORY);
    if (file < 0)
        return;
    (void)sync_again(file);
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
        pending[i].temporary[0] = '\0';
        sync_folder(pending[i].folder);
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
        if (pending[i].temporary && *pending[i].temporary)
            (void)unlink(pending[i].temporary);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return ok;
}

bool output_writable(struct diags *diags, const char *path) {
    struct pending pending = {0};
    if (!look_at_target(diags, path, &pending))
        return false;
    int file = create_temporary(&pending);
    if (file < 0)
        return refuse(diags, path, errno == ENOENT ? "its folder does not exist" : strerror(errno));
    (void)close(file);
    (void)unlink(pending.temporary);
    return true;
}
