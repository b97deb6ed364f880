/* Checkpoints: training goes on to the same bits from any step; what is not whole, or not of this
 * training, is refused and changes nothing. */
#include "checkpoint.h"

#include "fixture.h"
#include "memory.h"
#include "support.h"
#include "toy.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A training of the fixture that can be stopped and gone on with. */
struct training {
    struct run run;
    struct trainer *trainer;
};

static struct training training_begin(const struct fixture *fixture) {
    struct training training = {
        .run = {.model = &fixture->model,
                .options = {.checkpoint = "c",
                            .epochs = EPOCHS,
                            .batch = fixture->plan.batch,
                            .seed = fixture->plan.seed,
                            .rate = fixture->plan.rate},
                .data = {.train = fixture->dataset},
                .split = {.count = COUNT},
                .plan = fixture->plan,
                .weights = start()},
    };
    terms_make(&training.run.terms, &training.run);
    training.trainer = trainer_create(&training.run.plan, training.run.weights);
    return training;
}

static void training_end(struct training *training) {
    struct netc_error error;
    trainer_free(training->trainer);
    terms_free(&training->run.terms);
    assert_true(history_close(&training->run.history, &error));
    free(training->run.weights);
}

/* One step, and what follows an epoch's last. */
static void training_step(struct training *training) {
    struct trainer *trainer = training->trainer;
    assert_true(trainer_step(trainer));
    if (trainer_epoch_done(trainer)) {
        struct epoch_record record = {
            .epoch = trainer->epoch + 1,
            .rate = (double)trainer->rate,
            .loss = trainer->sums.loss / (double)trainer->sums.images,
            .accuracy = (double)trainer->sums.correct / (double)trainer->sums.images,
            .validation = {.count = 7, .correct = trainer->epoch, .loss = 0.1},
            .seconds = 1.25,
            .train_seconds = 1,
        };
        history_keep(&training->run.history, &record);
    }
}

static void save(const struct training *training, double seconds) {
    struct netc_error error;
    if (!checkpoint_save(&training->run, training->trainer, seconds, &error)) {
        fail_msg("%s", error.text);
    }
}

static void same_training(const struct training *one, const struct training *other) {
    const struct history *history = &one->run.history;
    assert_memory_equal(one->run.weights, other->run.weights, toy_model.weight_bytes);
    assert_memory_equal(one->trainer->state, other->trainer->state, toy_model.state_bytes);
    assert_int_equal(one->trainer->step, other->trainer->step);
    assert_memory_equal(&one->trainer->sums, &other->trainer->sums, sizeof one->trainer->sums);
    assert_int_equal(history->count, other->run.history.count);
    for (size_t i = 0; i < history->count; i++) {
        struct epoch_record a = history->records[i], b = other->run.history.records[i];
        assert_int_equal(a.epoch, b.epoch);
        assert_true(a.rate == b.rate && a.loss == b.loss && a.accuracy == b.accuracy);
        assert_true(a.seconds == b.seconds && a.train_seconds == b.train_seconds);
        assert_int_equal(a.validation.count, b.validation.count);
        assert_int_equal(a.validation.correct, b.validation.correct);
        assert_true(a.validation.loss == b.validation.loss);
    }
}

/* Stops once, after 0, `stride`, ... steps; `threads` work from there on. */
static void stop_anywhere(struct fixture *fixture, uint64_t stride, int threads) {
    struct training whole = training_begin(fixture);
    uint64_t steps = EPOCHS * whole.trainer->steps_per_epoch;
    while (whole.trainer->step < steps) {
        training_step(&whole);
    }
    struct training front = training_begin(fixture);
    fixture->plan.threads = threads;
    for (uint64_t at = 0; at <= steps; at += stride) {
        struct netc_error error;
        double seconds = 0;
        save(&front, 2.5);
        struct training rest = training_begin(fixture);
        assert_int_equal(checkpoint_load(&rest.run, rest.trainer, &seconds, &error), STATUS_DONE);
        assert_true(seconds == 2.5);
        same_training(&rest, &front);
        while (rest.trainer->step < steps) {
            training_step(&rest);
        }
        same_training(&rest, &whole);
        training_end(&rest);
        while (front.trainer->step < at + stride && front.trainer->step < steps) {
            training_step(&front);
        }
    }
    fixture->plan.threads = 1;
    training_end(&front);
    training_end(&whole);
}

static void goes_on(void **state) {
    struct fixture *fixture = *state;
    stop_anywhere(fixture, 1, 1);
    stop_anywhere(fixture, 2, 2);
    fixture->model.shuffle = NETC_SHUFFLE_ONCE;
    stop_anywhere(fixture, 4, 1);
    fixture->model.shuffle = NETC_SHUFFLE_NO;
    stop_anywhere(fixture, 4, 1);
    fixture->model.shuffle = NETC_SHUFFLE_YES;
    fixture->model.augment = (struct netc_augment){1, 1, 0.1f, 0.1f, 0.1f, true};
    stop_anywhere(fixture, 5, 2);
    fixture->model.augment = (struct netc_augment){0};
}

/* The checkpoint must be refused, and everything be as it was. */
static void refused(const struct fixture *fixture, enum status status, const char *part) {
    struct netc_error error = {"nothing is said"};
    struct training training = training_begin(fixture), same = training_begin(fixture);
    double seconds = 77;
    enum status found = checkpoint_load(&training.run, training.trainer, &seconds, &error);
    if (found != status) {
        fail_msg("%d instead of %d: %s", (int)found, (int)status, error.text);
    }
    support_contains(error.text, "c: ");
    support_contains(error.text, part);
    assert_true(seconds == 77);
    same_training(&training, &same);
    training_end(&training);
    training_end(&same);
}

/* A checkpoint after 4 steps; its bytes. */
static char *make(const struct fixture *fixture, size_t *size) {
    struct training training = training_begin(fixture);
    while (training.trainer->step < 4) {
        training_step(&training);
    }
    save(&training, 1);
    training_end(&training);
    return support_read("c", size);
}

static void flipped(void **state) {
    const struct fixture *fixture = *state;
    size_t size = 0;
    char *bytes = make(fixture, &size);
    for (size_t i = 0; i < size; i++) {
        char kept = bytes[i];
        bytes[i] = (char)(kept ^ (i % 2 ? 1 << i % 8 : 0xff));
        support_write("c", bytes, size);
        refused(fixture, STATUS_IO, i < 20 ? "no checkpoint of netc" : "");
        bytes[i] = kept;
    }
    free(bytes);
}

static void cut_off(void **state) {
    const struct fixture *fixture = *state;
    size_t size = 0;
    char *bytes = make(fixture, &size);
    for (size_t length = 0; length < size; length += length < 100 ? 1 : 61) {
        support_write("c", bytes, length);
        refused(fixture, STATUS_IO,
                length < 49 ? "not a whole one" : "cut off or damaged: it has ");
    }
    char *longer = realloc(bytes, size + 1);
    assert_non_null(longer);
    longer[size] = 0;
    support_write("c", longer, size + 1);
    refused(fixture, STATUS_IO, "cut off or damaged: it has ");
    free(longer);
    unlink("c");
    refused(fixture, STATUS_IO, "cannot be read: No such file or directory");
    assert_int_equal(mkdir("c", 0777), 0);
    refused(fixture, STATUS_IO, "no regular file");
    assert_int_equal(rmdir("c"), 0);
}

static void other_program(void **state) {
    struct fixture *fixture = *state;
    struct netc_model *model = &fixture->model, kept = *model;
    size_t size = 0;
    free(make(fixture, &size));
    model->name = "other";
    refused(fixture, STATUS_IO,
            "of another training: its network is `toy`, but here it is `other`");
    *model = kept;
    model->fingerprint = "0";
    refused(fixture, STATUS_IO, "its fingerprint is `0123456789abcdef`, but here it is `0`");
    *model = kept;
    model->version = "9";
    refused(fixture, STATUS_IO, "its version of netc is `0.0.1`, but here it is `9`");
    *model = kept;
    model->recipe = "adam, rate 0.5";
    refused(fixture, STATUS_IO,
            "its recipe is `sgd, rate 0.5, momentum 0.5`, but here it is `adam");
    *model = kept;
    model->shards = 3;
    refused(fixture, STATUS_IO, "its number of shards is `5`, but here it is `3`");
    *model = kept;
    model->shuffle = NETC_SHUFFLE_NO;
    refused(fixture, STATUS_IO, "its shuffling is `yes`, but here it is `no`");
    *model = kept;
    model->augment.copies = 1;
    refused(fixture, STATUS_IO, "its distortion is `0 copies, ");
    *model = kept;
    model->factor = 1;
    refused(fixture, STATUS_IO, "its scaling of pixels is `times 0.00392156886 plus 0, pad 1`");
    *model = kept;
    fixture->dataset.images[5] ^= 1;
    refused(fixture, STATUS_IO, "its data's checksum is `");
    fixture->dataset.images[5] ^= 1;
}

static void other_options(void **state) {
    struct fixture *fixture = *state;
    struct trainer_plan kept = fixture->plan;
    size_t size = 0;
    free(make(fixture, &size));
    fixture->plan.batch = 25;
    refused(fixture, STATUS_USAGE, "its batch is `24`, but here it is `25`");
    fixture->plan = kept;
    fixture->plan.seed = 10;
    refused(fixture, STATUS_USAGE, "its seed is `9`, but here it is `10`");
    fixture->plan = kept;
    fixture->plan.rate = 0.125f;
    refused(fixture, STATUS_USAGE, "its rate is `the recipe's`, but here it is `0.125`");
    fixture->plan = kept;
}

/* Weights that a training began with need not be given again; but others contradict it. */
static void first_weights(void **state) {
    const struct fixture *fixture = *state;
    for (int given = 0; given < 2; given++) {
        struct netc_error error;
        double seconds = 0;
        struct training one = training_begin(fixture), other = training_begin(fixture);
        struct run *run = given ? &one.run : &other.run;
        terms_free(&run->terms);
        run->options.weights = "w";
        *(float *)run->weights = 3;
        terms_make(&run->terms, run);
        save(&one, 0);
        enum status status = checkpoint_load(&other.run, other.trainer, &seconds, &error);
        if (given) {
            assert_int_equal(status, STATUS_DONE);
            assert_memory_equal(one.run.weights, other.run.weights, toy_model.weight_bytes);
            save(&other, 0); /* which does not forget where it began */
            status = checkpoint_load(&one.run, one.trainer, &seconds, &error);
            assert_int_equal(status, STATUS_DONE);
        } else {
            assert_int_equal(status, STATUS_USAGE);
            support_contains(error.text, "its beginning is `random weights ");
        }
        training_end(&one);
        training_end(&other);
    }
}

static void too_few_epochs(void **state) {
    const struct fixture *fixture = *state;
    struct netc_error error;
    struct training training = training_begin(fixture), other = training_begin(fixture);
    double seconds = 0;
    for (uint64_t i = 0; i < training.trainer->steps_per_epoch + 2; i++) {
        training_step(&training);
    }
    save(&training, 0);
    other.run.options.epochs = 1;
    assert_int_equal(checkpoint_load(&other.run, other.trainer, &seconds, &error), STATUS_USAGE);
    assert_string_equal(error.text, "c: it is at step 11, but `--epochs 1` ends at step 9");
    other.run.options.epochs = 2;
    assert_int_equal(checkpoint_load(&other.run, other.trainer, &seconds, &error), STATUS_DONE);
    training_end(&training);
    training_end(&other);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(goes_on),       TEST(flipped),       TEST(cut_off),        TEST(other_program),
        TEST(other_options), TEST(first_weights), TEST(too_few_epochs),
    };
    return cmocka_run_group_tests(tests, support_enter, support_leave);
}
