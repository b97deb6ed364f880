/* pool.h - threads that share out the work of a loop.
 *
 * Whoever is free takes the next index, so that a thread which the system holds up does not hold up
 * the others; between loops a thread waits actively for a moment only, then sleeps. Both matter on
 * a machine that has other things to do: there OpenMP's loops, which wait actively, were five times
 * slower on two threads than on one. */
#ifndef NETC_POOL_H
#define NETC_POOL_H

struct pool;

/* Processors this process may run on. */
int pool_processors(void);

/* A pool of `threads` threads, the caller among them; fewer if the system refuses some. Free with
 * pool_free(). */
struct pool *pool_create(int threads);
void pool_free(struct pool *pool);

int pool_threads(const struct pool *pool);

/* Calls body(context, index, thread) for each index of 0..count and returns when all calls have;
 * `thread`, below pool_threads(), is the one it runs on. The calls must not depend on each other.
 */
void pool_run(struct pool *pool, int count, void (*body)(void *context, int index, int thread),
              void *context);

#endif
