/* program.h - a program, run and listened to. */
#ifndef NETC_TEST_PROGRAM_H
#define NETC_TEST_PROGRAM_H

#include "base/arena.h"

struct ran {
    int status;         /* 128 + signal if it was killed */
    const char *output; /* standard output and standard error */
    double seconds;     /* of processor */
};

/* Runs argv[0] and waits; its output goes through a file in `folder`. */
struct ran program_run(struct arena *arena, const char *const *argv, const char *folder);

#endif
