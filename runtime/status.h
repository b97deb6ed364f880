/* status.h - exit statuses of generated programs. */
#ifndef NETC_STATUS_H
#define NETC_STATUS_H

enum status {
    STATUS_DONE = 0,
    STATUS_DIVERGED = 1, /* training: the loss is no number any more */
    STATUS_USAGE = 2,
    STATUS_IO = 3 /* input or output failed, or no memory is left */
    /* 128 + N: signal N stopped the training, and the weights were saved */
};

#endif
