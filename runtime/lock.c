#include "lock.h"

#include "files.h"
#include "memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char SUFFIX[] = ".lock";

/* Whether `path` is still the file that is open: its last owner removes it. */
static bool is_current(const char *path, int fd) {
    struct stat here, there;
    return fstat(fd, &here) == 0 && stat(path, &there) == 0 && here.st_dev == there.st_dev &&
           here.st_ino == there.st_ino;
}

static bool held(const char *path, int fd, struct netc_error *error) {
    struct flock query = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    char who[48] = "";
    if (fcntl(fd, F_GETLK, &query) == 0 && query.l_type != F_UNLCK && query.l_pid > 0) {
        snprintf(who, sizeof who, ", process %ld,", (long)query.l_pid);
    }
    return error_set(error, "%s: another training%s works on it", path, who);
}

/* Opens and locks; false with error->text empty if somebody has removed the file meanwhile. */
static bool try(struct lock *lock, const char *path, struct netc_error *error) {
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    lock->fd = file_open(lock->path, O_RDWR | O_CREAT | O_NOFOLLOW);
    if (lock->fd < 0) {
        return error_set(error, "%s: cannot write: %s", lock->path, strerror(errno));
    }
    bool taken = fcntl(lock->fd, F_SETLK, &whole) == 0;
    if (taken && is_current(lock->path, lock->fd)) {
        return true;
    }
    if (!taken && (errno == EACCES || errno == EAGAIN)) {
        held(path, lock->fd, error);
    } else if (!taken) {
        error_set(error, "%s: cannot lock: %s", lock->path, strerror(errno));
    }
    close(lock->fd);
    lock->fd = -1;
    return false;
}

bool lock_take(struct lock *lock, const char *path, struct netc_error *error) {
    size_t size = strlen(path) + sizeof SUFFIX;
    lock->path = block_alloc(1, size);
    snprintf(lock->path, size, "%s%s", path, SUFFIX);
    do {
        error->text[0] = '\0';
        if (try(lock, path, error)) {
            return true;
        }
    } while (error->text[0] == '\0');
    lock_release(lock);
    return false;
}

void lock_release(struct lock *lock) {
    if (lock->fd >= 0) {
        (void)unlink(lock->path); /* while the lock is held: nobody else can think it is theirs */
        close(lock->fd);
    }
    free(lock->path);
    *lock = (struct lock){.fd = -1};
}
