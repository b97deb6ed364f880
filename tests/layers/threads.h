/* threads.h - a network's shards on several threads. */
#ifndef NETC_TEST_THREADS_H
#define NETC_TEST_THREADS_H

#include "trial.h"

/* All shards of the batch, thread k with the k-th of them and every `threads`-th from there. */
void threads_shards(struct trial *t, unsigned threads);

/* Whether as many threads as the network asks for, and more than there are processors, give the
 * bits that one gives: shards beside each other, and whole batches through `forward`. */
void threads_check(struct trial *t);

#endif
