/* The command train, as a user calls it. */
#include "memory.h"
#include "support.h"
#include "toy.h"
#include "trainings.h"
#include "weights.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static int setup(void **state) {
    if (support_enter(state) != 0) {
        return -1;
    }
    support_data("data", 500, 90);
    return 0;
}

static void repeatable(void **state) {
    (void)state;
    training_run("train --data data --seed 3 --threads 1 --output a --history a.csv", 0);
    training_run("train --data data --seed 3 --threads 2 --output b --history b.csv", 0);
    training_run("train --data data --seed 3 --threads 8 --output c --history c.csv --quiet", 0);
    training_run("train --data data --seed 4 --threads 1 --output d --history d.csv", 0);
    same_files("a", "b");
    same_files("a", "c");
    differ("a", "d");
    char *one = rows("a.csv"), *many = rows("c.csv");
    assert_string_equal(one, many);
    free(one);
    free(many);
}

static void plain_lines(void **state) {
    (void)state;
    training_run("train --data data --epochs 2 --rate 0.25 --batch 100 --seed 7 --threads 1", 0);
    char *text = support_read("out", NULL), *history = rows("toy.csv");
    support_contains(text, "toy: 303 parameters, trained on 500 images of data, validated on 90 "
                           "test images\n"
                           "sgd, rate 0.5, momentum 0.5\n"
                           "this run: epochs 2, batch 100, seed 7, threads 1, rate 0.25\n"
                           "epoch 1/2: loss ");
    support_contains(text, "\nepoch 2/2: loss ");
    assert_null(strchr(text, '\r'));
    assert_null(strchr(text, '\033'));
    support_contains(history, "epoch,rate,loss,accuracy,val_loss,val_accuracy\n1,0.25,");
    support_contains(history, "\n2,0.25,");
    free(text);
    free(history);
    training_run("train --data data --epochs 1 --quiet", 0);
    text = support_read("out", NULL);
    assert_string_equal(text, "");
    free(text);
}

/* Runs the toy with another recipe; its output must have this part. */
static void with_recipe(const char *recipe, const char *line, int status, const char *part) {
    assert_int_equal(setenv("TOY", recipe, 1), 0);
    training_run(line, status);
    assert_int_equal(unsetenv("TOY"), 0);
    char *text = support_read(status == 0 ? "out" : "err", NULL);
    support_contains(text, part);
    free(text);
}

static void validation(void **state) {
    (void)state;
    const char *line = "train --data data --epochs 1";
    with_recipe("first, held out", line, 0,
                "trained on 400 images of data, validated on 100 held out\n");
    with_recipe("last, held out", line, 0,
                "trained on 400 images of data, validated on 100 held out\n");
    with_recipe("last", line, 0, "trained on 500 images of data, validated on 100 of them\n");
    with_recipe("none", line, 0, "trained on 500 images of data\n");
    char *history = support_read("toy.csv", NULL);
    support_contains(history, ",,,");
    free(history);
    support_data("few", 100, 10);
    with_recipe("last, held out", "train --data few", 3,
                "error: validation takes 100 of the training images, but there are 100\n");
    with_recipe("last", "train --data few --epochs 1", 0, "validated on 100 of them\n");
}

/* The images held out must not be seen by the steps: with other labels on them, the same weights.
 */
static void held_out(void **state) {
    (void)state;
    const char *labels = "data/train-labels-idx1-ubyte";
    size_t size = 0;
    char *bytes = support_read(labels, &size);
    for (int last = 0; last < 2; last++) {
        const char *recipe = last ? "last, held out" : "first, held out";
        with_recipe(recipe, "train --data data --epochs 1 --output before", 0, "");
        for (size_t i = 0; i < 100; i++) {
            char *label = &bytes[last ? size - 1 - i : size - 500 + i];
            *label = (char)(*label == 2 ? 0 : *label + 1);
        }
        support_write(labels, bytes, size);
        with_recipe(recipe, "train --data data --epochs 1 --output after", 0, "");
        same_files("before", "after");
        with_recipe("test", "train --data data --epochs 1 --output after", 0, "");
        differ("before", "after");
    }
    free(bytes);
}

/* Starting from weights is not starting anew, and both can be done in the same file. */
static void goes_on(void **state) {
    (void)state;
    training_run("train --data data --epochs 2 --output w --history h", 0);
    training_run("train --data data --epochs 1 --output v --history h --weights w", 0);
    training_run("train --data data --epochs 1 --output fresh --history h", 0);
    differ("v", "fresh");
    training_run("train --data data --epochs 1 --output w --history h --weights w", 0);
    same_files("v", "w");
}

static void diverges(void **state) {
    (void)state;
    support_write("old", "as before", 9);
    training_run("train --data data --epochs 5 --rate 1e38 --output old --history h", 1);
    char *errors = support_read("err", NULL), *old = support_read("old", NULL);
    support_contains(errors, "error: the loss is not a number after step ");
    support_contains(errors, "; a smaller --rate may help (it was 1e+38)\n");
    assert_string_equal(old, "as before");
    free(errors);
    free(old);
}

static void stopped_by(int number) {
    unlink("s.csv");
    unlink("stopped");
    pid_t child =
        support_start("train --data data --epochs 1000000 --output stopped --history s.csv");
    wait_for_epoch("s.csv");
    assert_int_equal(kill(child, number), 0);
    assert_int_equal(support_wait(child), 128 + number);
    float *weights = block_alloc(1, toy_model.weight_bytes);
    struct netc_error error;
    assert_true(weights_load(&toy_model, "stopped", weights, &error));
    free(weights);
    char *text = support_read("out", NULL);
    support_contains(text, "stopped after step ");
    support_contains(text, " of 32,000,000\nweights: stopped\n");
    free(text);
}

static void signals(void **state) {
    (void)state;
    stopped_by(SIGINT);
    stopped_by(SIGTERM);
}

/* A pipe that nobody reads holds the program up where it saves: the second Ctrl-C ends it. */
static void second_signal(void **state) {
    (void)state;
    unlink("s.csv");
    assert_int_equal(mkfifo("pipe", 0666), 0);
    pid_t child = support_start("train --data data --epochs 1000000 --output pipe --history s.csv");
    wait_for_epoch("s.csv");
    int status = 0;
    assert_int_equal(kill(child, SIGINT), 0);
    nap(300);
    assert_int_equal(waitpid(child, &status, WNOHANG), 0); /* the first does not end it */
    for (int i = 0; i < 100 && waitpid(child, &status, WNOHANG) == 0; i++) {
        assert_int_equal(kill(child, SIGINT), 0);
        nap(100);
    }
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGINT);
}

/* As under nohup: what the caller ignores stays ignored. */
static void ignored(void **state) {
    (void)state;
    unlink("s.csv");
    signal(SIGINT, SIG_IGN);
    pid_t child =
        support_start("train --data data --epochs 1000000 --output stopped --history s.csv");
    signal(SIGINT, SIG_DFL);
    wait_for_epoch("s.csv");
    assert_int_equal(kill(child, SIGINT), 0);
    nap(100);
    assert_int_equal(kill(child, SIGTERM), 0);
    assert_int_equal(support_wait(child), 128 + SIGTERM);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(repeatable), cmocka_unit_test(plain_lines),   cmocka_unit_test(goes_on),
        cmocka_unit_test(validation), cmocka_unit_test(held_out),      cmocka_unit_test(diverges),
        cmocka_unit_test(signals),    cmocka_unit_test(second_signal), cmocka_unit_test(ignored),
    };
    return cmocka_run_group_tests(tests, setup, support_leave);
}
