/* parallel.h - the one loop of the runtime that runs on several threads: OpenMP's; with a compiler
 * that has no OpenMP it runs on one. */
#ifndef NETC_PARALLEL_H
#define NETC_PARALLEL_H

/* Processors this process may run on. */
int parallel_processors(void);

/* Calls body(context, index, thread) for each index of 0..count and returns when all calls have.
 * `thread`, below `threads`, is the one it runs on: whoever is free takes the next index. The calls
 * must not depend on each other. No thread is woken that would find nothing to do: on a busy
 * machine, a step on one image would wait longer for it than it takes. */
void parallel_for(int threads, int count, void (*body)(void *context, int index, int thread),
                  void *context);

#endif
