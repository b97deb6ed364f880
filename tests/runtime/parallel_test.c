#include "parallel.h"
#include "support.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>

enum { COUNT = 100, THREADS = 7 };

struct tally {
    int calls[COUNT]; /* not atomic: an index is one thread's alone */
    atomic_int strange, sum;
    int threads;
};

static void count_call(void *context, int index, int thread) {
    struct tally *tally = context;
    if (index < 0 || index >= COUNT || thread < 0 || thread >= tally->threads) {
        tally->strange++;
        return;
    }
    tally->calls[index]++;
    tally->sum += index + 1;
}

static void each_index_once(void **state) {
    (void)state;
    for (int threads = 1; threads <= THREADS; threads++) {
        for (int count = 0; count <= COUNT; count++) {
            struct tally tally = {.threads = threads};
            parallel_for(threads, count, count_call, &tally);
            assert_int_equal(tally.strange, 0);
            assert_int_equal(tally.sum, count * (count + 1) / 2);
            for (int i = 0; i < COUNT; i++) {
                assert_int_equal(tally.calls[i], i < count);
            }
        }
    }
}

/* Many short rounds: whoever comes late to one must not disturb the next. What a round writes, the
 * next one reads. */
static void add_one(void *context, int index, int thread) {
    (void)thread;
    unsigned *values = context;
    values[index] = values[index] * 3 + (unsigned)index;
}

static void many_rounds(void **state) {
    (void)state;
    enum { ROUNDS = 2000, WIDTH = 5 };
    unsigned values[WIDTH] = {0}, expected[WIDTH] = {0};
    for (int round = 0; round < ROUNDS; round++) {
        int count = 1 + round % WIDTH;
        parallel_for(4, count, add_one, values);
        for (int i = 0; i < count; i++) {
            add_one(expected, i, 0);
        }
    }
    assert_memory_equal(values, expected, sizeof values);
}

static void note_thread(void *context, int index, int thread) {
    (void)index;
    (void)thread;
    *(pthread_t *)context = pthread_self();
}

/* A single call is the caller's own: it waits for nobody. */
static void one_call_stays(void **state) {
    (void)state;
    for (int round = 0; round < 2000; round++) {
        pthread_t thread;
        parallel_for(4, 1, note_thread, &thread);
        assert_true(pthread_equal(thread, pthread_self()));
    }
}

static void slow(void *context, int index, int thread) {
    const struct timespec time = {0, index % 3 * 3000000};
    (void)thread;
    nanosleep(&time, NULL);
    atomic_fetch_add((atomic_int *)context, 1);
}

/* Calls of different lengths: the caller waits for all of them. */
static void waits_for_all(void **state) {
    (void)state;
    for (int round = 1; round <= 20; round++) {
        atomic_int finished = 0;
        parallel_for(3, 7, slow, &finished);
        assert_int_equal(finished, 7);
    }
}

static void processors(void **state) {
    (void)state;
    assert_true(parallel_processors() >= 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_index_once), cmocka_unit_test(many_rounds),
        cmocka_unit_test(one_call_stays),  cmocka_unit_test(waits_for_all),
        cmocka_unit_test(processors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
