#include "pool.h"
#include "support.h"

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
        struct pool *pool = pool_create(threads);
        assert_int_equal(pool_threads(pool), threads);
        for (int count = 0; count <= COUNT; count++) {
            struct tally tally = {.threads = threads};
            pool_run(pool, count, count_call, &tally);
            assert_int_equal(tally.strange, 0);
            assert_int_equal(tally.sum, count * (count + 1) / 2);
            for (int i = 0; i < COUNT; i++) {
                assert_int_equal(tally.calls[i], i < count);
            }
        }
        pool_free(pool);
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
    enum { ROUNDS = 20000, WIDTH = 5 };
    unsigned values[WIDTH] = {0}, expected[WIDTH] = {0};
    struct pool *pool = pool_create(4);
    for (int round = 0; round < ROUNDS; round++) {
        int count = 1 + round % WIDTH;
        pool_run(pool, count, add_one, values);
        for (int i = 0; i < count; i++) {
            add_one(expected, i, 0);
        }
    }
    pool_free(pool);
    assert_memory_equal(values, expected, sizeof values);
}

static void slow(void *context, int index, int thread) {
    const struct timespec time = {0, index % 3 * 3000000};
    (void)thread;
    nanosleep(&time, NULL);
    atomic_fetch_add((atomic_int *)context, 1);
}

/* Calls of different lengths: the caller waits for all of them, asleep. */
static void waits_for_all(void **state) {
    (void)state;
    struct pool *pool = pool_create(3);
    for (int round = 1; round <= 20; round++) {
        atomic_int finished = 0;
        pool_run(pool, 7, slow, &finished);
        assert_int_equal(finished, 7);
    }
    pool_free(pool);
}

static void unused(void **state) {
    (void)state;
    for (int i = 0; i < 50; i++) {
        pool_free(pool_create(1 + i % 5));
    }
    assert_true(pool_processors() >= 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_index_once),
        cmocka_unit_test(many_rounds),
        cmocka_unit_test(waits_for_all),
        cmocka_unit_test(unused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
