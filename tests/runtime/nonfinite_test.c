/* Steps whose numbers are not finite: found, named, left out. */
#include "fixture.h"
#include "memory.h"
#include "nonfinite.h"
#include "shuffle.h"
#include "support.h"
#include "toy.h"
#include "trainings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const uint64_t BAD_STEPS[] = {2, 5, 13};
enum { BAD_COUNT = 3, STEPS = 22 };

static bool is_bad(uint64_t step) {
    bool bad = false;
    for (int i = 0; i < BAD_COUNT; i++) {
        bad = bad || BAD_STEPS[i] == step;
    }
    return bad;
}

/* The toy, whose loss is NaN in the bad steps. */
static void bad_shard(const void *weights, const float *images, const uint8_t *labels, size_t count,
                      int index, uint64_t seed, void *memory) {
    toy_model.shard(weights, images, labels, count, index, seed, memory);
    for (int i = 0; i < BAD_COUNT; i++) {
        if (seed == shuffle_step_seed(SEED, BAD_STEPS[i])) {
            ((struct netc_shard_result *)memory)->loss = (double)NAN;
        }
    }
}

/* What spoils a step; a test's own, as the network's functions have no place for it. */
static enum { NOTHING, WEIGHT, STATE, NO_UPDATE } fault;

static void bad_update(void *weights, void *state, void *shards, size_t count, float rate) {
    if (fault != NO_UPDATE) {
        toy_model.update(weights, state, shards, count, rate);
    }
    if (fault == WEIGHT) {
        ((float *)weights)[TOY_PARAMETERS - 1] = INFINITY;
    } else if (fault == STATE) {
        ((float *)state)[7] = NAN;
    }
}

/* Takes STEPS steps; with plan.skip, `kind` spoils the bad ones. */
static struct trainer *take_steps(const struct fixture *fixture, bool skip, int kind,
                                  float *weights) {
    struct trainer_plan plan = plan_of(fixture);
    plan.skip = skip;
    struct trainer *trainer = trainer_create(&plan, weights);
    for (uint64_t step = 0; step < STEPS; step++) {
        fault = is_bad(step) ? (skip ? (unsigned)kind : NO_UPDATE) : NOTHING;
        bool good = trainer_step(trainer);
        if (skip || plan.model->shard == bad_shard) {
            assert_int_equal(good, !is_bad(step));
        }
        assert_int_equal(trainer->skipped_row, skip && is_bad(step));
    }
    return trainer;
}

/* A step that is left out is as if its update were none. */
static void leaves_out(const struct fixture *fixture, int kind) {
    float *one = start(), *other = start();
    struct trainer *skipping = take_steps(fixture, true, kind, one);
    struct trainer *stopping = take_steps(fixture, false, kind, other);
    assert_memory_equal(one, other, toy_model.weight_bytes);
    assert_memory_equal(skipping->state, stopping->state, toy_model.state_bytes);
    assert_int_equal(skipping->skipped, BAD_COUNT);
    assert_true(isfinite(skipping->sums.loss));
    assert_int_equal(skipping->sums.skipped, 0); /* of the third epoch */
    trainer_free(skipping);
    trainer_free(stopping);
    free(one);
    free(other);
}

static void losses(void **state) {
    struct fixture *fixture = *state;
    fixture->model.shard = bad_shard;
    leaves_out(fixture, NOTHING);
}

static void updates(void **state) {
    struct fixture *fixture = *state;
    fixture->model.update = bad_update;
    leaves_out(fixture, WEIGHT);
    leaves_out(fixture, STATE);
}

/* The images of an epoch are those of its steps, and those of the steps left out. */
static void counts(void **state) {
    struct fixture *fixture = *state;
    float *weights = start();
    fixture->model.shard = bad_shard;
    fixture->plan.skip = true;
    struct trainer *trainer = trainer_create(&fixture->plan, weights);
    for (uint64_t step = 0; step < trainer->steps_per_epoch; step++) {
        trainer_step(trainer);
    }
    assert_int_equal(trainer->sums.images, COUNT - 2 * BATCH);
    assert_int_equal(trainer->sums.skipped, 2 * BATCH);
    trainer_free(trainer);
    free(weights);
}

/* The last step of an epoch looks at the weights, whatever is asked for. */
static void last_step(void **state) {
    struct fixture *fixture = *state;
    float *weights = start();
    fixture->model.update = bad_update;
    struct trainer *trainer = trainer_create(&fixture->plan, weights);
    fault = NOTHING;
    while (trainer->step + 1 < trainer->steps_per_epoch) {
        assert_true(trainer_step(trainer));
    }
    fault = WEIGHT;
    assert_false(trainer_step(trainer));
    trainer_free(trainer);
    free(weights);
}

static void cause_is(const struct trainer *trainer, const char *expected) {
    char text[NONFINITE_TEXT];
    nonfinite_cause(trainer, text);
    assert_string_equal(text, expected);
}

static void causes(void **state) {
    struct fixture *fixture = *state;
    float *weights = start();
    struct trainer *trainer = trainer_create(&fixture->plan, weights);
    assert_true(trainer_step(trainer));
    cause_is(trainer, "the outputs of all layers and the gradients are finite");
    for (int i = 0; i < 2; i++) {
        float *block =
            (void *)((char *)trainer->shards + toy_model.shard_bytes + toy_model.gradient_offset);
        block[i ? 5 : TOY_PARAMETERS - 1] = NAN;
        cause_is(trainer, "the gradient of `OUT.bias` is the first that is not finite");
    }
    for (int i = 0; i < TOY_PIXELS; i++) {
        weights[i] = 3e38f;
    }
    cause_is(trainer, "the output of `OUT` is the first that is not finite");
    trainer->images[(BATCH - 1) * TOY_PIXELS + 3] = -INFINITY;
    cause_is(trainer, "the output of `IN` is the first that is not finite");
    weights[TOY_PARAMETERS - 1] = NAN;
    cause_is(trainer, "`OUT.bias` has values that are not finite");
    weights[11] = -INFINITY;
    cause_is(trainer, "`OUT.weight` has values that are not finite");
    trainer_free(trainer);
    free(weights);
}

/* --- the command ------------------------------------------------------------------------------ */

static void says(const char *path, const char *part) {
    char *text = support_read(path, NULL);
    support_contains(text, part);
    free(text);
}

static void too_many(void **state) {
    (void)state;
    support_write("w", "as before", 9);
    training_run("train --data data --epochs 9 --batch 4 --rate 1e38 --on-nan skip --output w", 1);
    says("err", "warning: step ");
    says("err", "error: after step ");
    says("err", ", 100 steps in a row were left out: ");
    says("err", "a smaller --rate may help (it was 1e+38)\n");
    same_files("w", "w.before");
    training_run("train --data data --epochs 9 --batch 250 --rate 1e38 --on-nan skip --output w",
                 1);
    says("err", "2 steps in a row were left out: "); /* none of the epoch is left */
    training_run("train --data data --on-nan ignore", 2);
    says("err", "error: `--on-nan` takes `stop` or `skip`, not `ignore`\n");
}

static void goes_on(void **state) {
    (void)state;
    assert_int_equal(setenv("TOY", "nan test", 1), 0);
    training_run("train --data data --epochs 3 --on-nan stop", 1);
    says("err", "error: the loss is not a number after step ");
    training_run("train --data data --epochs 3 --on-nan skip --output whole --history whole.csv",
                 0);
    says("out", "left out: ");
    says("err", "warning: step ");
    training_run("train --data data --epochs 1 --on-nan skip --output parts --checkpoint c", 0);
    training_run(
        "train --data data --epochs 3 --on-nan skip --output parts --checkpoint c --resume "
        "--json --history parts.csv",
        0);
    assert_int_equal(unsetenv("TOY"), 0);
    says("out", "{\"event\":\"skip\",\"epoch\":");
    same_files("whole", "parts");
    char *one = rows("whole.csv"), *other = rows("parts.csv");
    assert_string_equal(one, other);
    free(one);
    free(other);
}

static int enter(void **state) {
    if (support_enter(state) != 0) {
        return -1;
    }
    support_data("data", 500, 90);
    support_write("w.before", "as before", 9);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void) {
    const struct CMUnitTest steps[] = {TEST(losses), TEST(updates), TEST(counts), TEST(last_step),
                                       TEST(causes)};
    const struct CMUnitTest commands[] = {cmocka_unit_test(too_many), cmocka_unit_test(goes_on)};
    int failed = cmocka_run_group_tests(steps, NULL, NULL);
    return failed + cmocka_run_group_tests(commands, enter, support_leave);
}
