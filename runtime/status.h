/* status.h - exit statuses of generated programs, and how they say what failed. */
#ifndef NETC_STATUS_H
#define NETC_STATUS_H

#include "data.h"

enum status {
    STATUS_DONE = 0,
    STATUS_DIVERGED = 1, /* training: the loss is no number any more */
    STATUS_USAGE = 2,
    STATUS_IO = 3 /* input or output failed, or no memory is left */
    /* 128 + N: signal N stopped the training, and the weights were saved */
};

/* Prints "error: ..." on stderr and returns `status`, so that a command can end with it. */
int status_fail(enum status status, const struct netc_error *error);

/* Prints "help: ..." on stderr and returns `status`. */
int status_help(enum status status, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Writes out what is left in standard output. False if that, or anything before, failed. */
bool status_flush(struct netc_error *error);

#endif
