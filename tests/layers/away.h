/* away.h - the networks of a batch on another machine: built by its compiler, run there (under an
 * emulator, say), and called like those of this one. */
#ifndef NETC_TEST_AWAY_H
#define NETC_TEST_AWAY_H

#include "build.h"

#include <stdio.h>

/* Command lines; compiler NULL: no other machine. */
struct away_tools {
    const char *compiler, *runner;
    const char *flags; /* behind the compiler */
};

struct away {
    struct arena *arena;
    const struct batch *batch;
    pid_t pid;
    FILE *to, *from;
};

/* Starts the program with the networks of a loaded batch. False after printing why not. */
bool away_open(struct arena *arena, struct away *away, const struct away_tools *tools,
               const struct batch *batch);

/* False after printing that the program there failed. */
bool away_close(struct away *away);

/* The batch's `index`-th network, there. Only one of them may be in use at a time, by one thread.
 */
struct item away_item(struct away *away, unsigned index);

#endif
