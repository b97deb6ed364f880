#include "shuffle.h"
#include "support.h"

#include <string.h>

enum { COUNT = 1000 };

static void fill(size_t *order, size_t count, uint64_t seed, uint64_t epoch) {
    for (size_t i = 0; i < count; i++) {
        order[i] = i;
    }
    shuffle_epoch(order, count, seed, epoch);
}

static void permutation(void **state) {
    (void)state;
    size_t order[COUNT];
    bool seen[COUNT] = {false};
    fill(order, COUNT, 1, 0);
    size_t moved = 0;
    for (size_t i = 0; i < COUNT; i++) {
        assert_true(order[i] < COUNT);
        assert_false(seen[order[i]]);
        seen[order[i]] = true;
        moved += order[i] != i;
    }
    assert_true(moved > COUNT * 9 / 10);
}

static void seeds_and_epochs(void **state) {
    (void)state;
    size_t first[COUNT], again[COUNT], epoch[COUNT], seed[COUNT];
    fill(first, COUNT, 1, 0);
    fill(again, COUNT, 1, 0);
    fill(epoch, COUNT, 1, 1);
    fill(seed, COUNT, 2, 0);
    assert_memory_equal(first, again, sizeof first);
    assert_memory_not_equal(first, epoch, sizeof first);
    assert_memory_not_equal(first, seed, sizeof first);
    assert_memory_not_equal(epoch, seed, sizeof first);
    assert_true(shuffle_step_seed(1, 0) != shuffle_step_seed(1, 1));
    assert_true(shuffle_step_seed(1, 0) != shuffle_step_seed(2, 0));
}

/* Different images, others for each epoch and seed, and not those that the epoch begins with. */
static void samples(void **state) {
    (void)state;
    enum { TAKE = 300 };
    static const struct { uint64_t seed, epoch; } DRAWS[] = {{1, 0}, {1, 1}, {2, 0}, {1, 0}};
    size_t orders[4][COUNT], epoch[COUNT], moved = 0, met = 0;
    bool seen[COUNT] = {false};
    for (unsigned draw = 0; draw < 4; draw++) {
        for (size_t i = 0; i < COUNT; i++) {
            orders[draw][i] = i;
        }
        shuffle_sample(orders[draw], COUNT, TAKE, DRAWS[draw].seed, DRAWS[draw].epoch);
    }
    assert_memory_equal(orders[0], orders[3], sizeof orders[0]);
    assert_memory_not_equal(orders[0], orders[1], sizeof orders[0]);
    assert_memory_not_equal(orders[0], orders[2], sizeof orders[0]);
    fill(epoch, COUNT, 1, 0);
    for (size_t i = 0; i < TAKE; i++) {
        size_t image = orders[0][i];
        assert_true(image < COUNT && !seen[image]);
        seen[image] = true;
        moved += image >= TAKE;
        met += image == epoch[i];
    }
    assert_true(moved > TAKE / 2); /* about 210: 7 of 10 images lie behind the first 300 */
    assert_true(met < 10);
    shuffle_sample(epoch, COUNT, COUNT, 1, 0); /* all of them */
}

static void small(void **state) {
    (void)state;
    size_t order[1] = {0};
    shuffle_epoch(order, 0, 1, 0);
    shuffle_epoch(order, 1, 1, 0);
    assert_int_equal(order[0], 0);
}

/* All 24 orders of four come up, each about as often: chi-square of 23 degrees of freedom, whose
 * 99.99 % point is 56.5. */
static void fair(void **state) {
    (void)state;
    enum { TRIES = 24000, ORDERS = 256 };
    static unsigned counts[ORDERS];
    double chi = 0;
    int orders = 0;
    for (uint64_t i = 0; i < TRIES; i++) {
        size_t order[4];
        fill(order, 4, 7, i);
        counts[order[0] | order[1] << 2 | order[2] << 4 | order[3] << 6]++;
    }
    for (int i = 0; i < ORDERS; i++) {
        double difference = counts[i] - TRIES / 24.0;
        orders += counts[i] > 0;
        chi += counts[i] ? difference * difference / (TRIES / 24.0) : 0;
    }
    assert_int_equal(orders, 24);
    assert_true(chi < 56.5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(permutation), cmocka_unit_test(seeds_and_epochs),
        cmocka_unit_test(samples),     cmocka_unit_test(small),
        cmocka_unit_test(fair),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
