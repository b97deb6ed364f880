/* lock.h - what keeps two trainings from writing to one checkpoint: a lock on FILE.lock, which ends
 * with the process, however that ends. */
#ifndef NETC_LOCK_H
#define NETC_LOCK_H

#include "data.h"

struct lock {
    int fd; /* -1: not taken */
    char *path;
};

/* Fails if another process has the lock of `path`. */
bool lock_take(struct lock *lock, const char *path, struct netc_error *error);

/* Does nothing if it is not taken. */
void lock_release(struct lock *lock);

#endif
