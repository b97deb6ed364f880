/* files.h - files that are written whole (temporary file in the same folder, fsync, rename) or not
 * at all. */
#ifndef NETC_FILES_H
#define NETC_FILES_H

#include "data.h"

struct file_part {
    const void *data;
    size_t size;
};

/* open() with mode 0666, closed by exec(), and made again when a signal has interrupted it. */
int file_open(const char *path, int flags);

/* Writes parts[0..count) one after another to `path`. On failure an old file is untouched and
 * nothing is left behind. A link is followed; what is no regular file (a pipe, /dev/stdout) is
 * written to as it is. */
bool file_write(const char *path, const struct file_part *parts, size_t count,
                struct netc_error *error);

/* Whether file_write() to `path` has a chance: asked before hours of training. */
bool file_writable(const char *path, struct netc_error *error);

/* Removes what writers of `path` that were killed have left behind: processes of this machine that
 * are no more. */
void file_sweep(const char *path);

#endif
