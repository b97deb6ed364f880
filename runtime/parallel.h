/* parallel.h - the one loop that runs on several threads; with a compiler that has no OpenMP, on
 * one. */
#ifndef NETC_PARALLEL_H
#define NETC_PARALLEL_H

/* Processors this process may run on. */
int parallel_processors(void);

/* Calls body(context, index, thread) for each index of 0..count, on at most `threads` threads,
 * `thread` of 0..threads being the one it runs on. The calls must not depend on each other. */
void parallel_for(int threads, int count, void (*body)(void *context, int index, int thread),
                  void *context);

#endif
