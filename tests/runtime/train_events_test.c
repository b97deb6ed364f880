/* What train --json says, and that nothing is said into the void. */
#include "json_text.h"
#include "support.h"
#include "trainings.h"

#include <fcntl.h>
#include <jansson.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int setup(void **state) {
    if (support_enter(state) != 0) {
        return -1;
    }
    support_data("data", 500, 90);
    return 0;
}

/* The events of the latest training, an array of objects. */
static json_t *events(void) {
    json_t *all = json_array();
    char *text = support_read("out", NULL), *rest = NULL;
    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        json_error_t error;
        json_t *event = json_loads(line, 0, &error);
        if (!event) {
            fail_msg("%s: %s", line, error.text);
        }
        json_array_append_new(all, event);
    }
    free(text);
    return all;
}

static const char *text_of(const json_t *event, const char *key) {
    const char *text = json_string_value(json_object_get(event, key));
    assert_non_null(text);
    return text;
}

static double number_of(const json_t *event, const char *key) {
    const json_t *number = json_object_get(event, key);
    assert_true(json_is_number(number));
    return json_number_value(number);
}

/* Event `number` of this kind, from 0; NULL if there are fewer. */
static const json_t *find(const json_t *all, const char *kind, size_t number) {
    size_t i;
    json_t *event;
    json_array_foreach(all, i, event) {
        if (strcmp(text_of(event, "event"), kind) == 0 && number-- == 0) {
            return event;
        }
    }
    return NULL;
}

static void check_start(const json_t *all) {
    static const struct {
        const char *key;
        double value;
    } NUMBERS[] = {{"training_images", 500},
                   {"validation_images", 90},
                   {"epochs", 2},
                   {"steps_per_epoch", 32},
                   {"batch", 16},
                   {"seed", 5},
                   {"threads", 2},
                   {"epoch", 0}};
    const json_t *start = find(all, "start", 0);
    assert_ptr_equal(start, json_array_get(all, 0));
    assert_string_equal(text_of(start, "network"), "toy");
    assert_string_equal(text_of(start, "data"), "data");
    for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++) {
        assert_true(number_of(start, NUMBERS[i].key) == NUMBERS[i].value);
    }
}

/* The event of an epoch says what its row of the history says, to the bit. */
static void check_epoch(const json_t *event, const char *row) {
    static const char *const KEYS[] = {"epoch",    "rate",         "loss",    "accuracy",
                                       "val_loss", "val_accuracy", "seconds", "train_seconds"};
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
        char *end = NULL;
        assert_true(number_of(event, KEYS[i]) == strtod(row, &end));
        assert_true(*end == (i < 7 ? ',' : '\n'));
        row = end + 1;
    }
    assert_true(number_of(event, "train_seconds") <= number_of(event, "seconds"));
}

static void follows(void **state) {
    (void)state;
    training_run("train --data data --epochs 2 --seed 5 --threads 2 --json --history h.csv", 0);
    json_t *all = events();
    char *history = support_read("h.csv", NULL);
    check_start(all);
    const json_t *step = find(all, "step", 0);
    assert_true(number_of(step, "epoch") == 1);
    assert_true(number_of(step, "step") >= 1 && number_of(step, "step") <= 32);
    assert_true(number_of(step, "loss") > 0 && number_of(step, "images_per_second") > 0);
    assert_true(number_of(step, "accuracy") >= 0 && number_of(step, "accuracy") <= 1);
    check_epoch(find(all, "epoch", 0), strchr(history, '\n') + 1);
    check_epoch(find(all, "epoch", 1), strstr(history, "\n2,") + 1);
    assert_null(find(all, "epoch", 2));
    const json_t *end = find(all, "end", 0);
    assert_ptr_equal(end, json_array_get(all, json_array_size(all) - 1));
    assert_string_equal(text_of(end, "status"), "done");
    assert_true(number_of(end, "epoch") == 2);
    json_decref(all);
    free(history);
}

static void without_validation(void **state) {
    (void)state;
    assert_int_equal(setenv("TOY", "none", 1), 0);
    training_run("train --data data --epochs 1 --json", 0);
    assert_int_equal(unsetenv("TOY"), 0);
    json_t *all = events();
    assert_true(number_of(find(all, "start", 0), "validation_images") == 0);
    assert_true(json_is_null(json_object_get(find(all, "epoch", 0), "val_loss")));
    assert_true(json_is_null(json_object_get(find(all, "epoch", 0), "val_accuracy")));
    json_decref(all);
}

static void other_ends(void **state) {
    (void)state;
    training_run("train --data data --epochs 5 --rate 1e38 --json --history d.csv", 1);
    json_t *all = events();
    assert_string_equal(text_of(find(all, "end", 0), "status"), "diverged");
    assert_true(number_of(find(all, "end", 0), "epoch") == 0);
    json_decref(all);
    char *history = support_read("d.csv", NULL);
    assert_string_equal(history,
                        "epoch,rate,loss,accuracy,val_loss,val_accuracy,seconds,train_seconds\n");
    free(history);
    unlink("s.csv");
    pid_t child = support_start("train --data data --epochs 1000000 --json --history s.csv");
    wait_for_epoch("s.csv");
    assert_int_equal(kill(child, SIGTERM), 0);
    assert_int_equal(support_wait(child), 128 + SIGTERM);
    all = events();
    assert_string_equal(text_of(find(all, "end", 0), "status"), "stopped");
    assert_true(number_of(find(all, "end", 0), "epoch") >= 1);
    json_decref(all);
}

static void fails(const char *line, const char *message) {
    training_run(line, 3);
    char *errors = support_read("err", NULL);
    assert_string_equal(errors, message);
    free(errors);
}

static void full_disks(void **state) {
    (void)state;
    fails("train --data data --epochs 2 --history /dev/full",
          "error: /dev/full: cannot write: No space left on device\n");
    unlink("out");
    assert_int_equal(symlink("/dev/full", "out"), 0);
    fails("train --data data --epochs 500 --json --output late",
          "error: standard output: cannot write: No space left on device\n");
    fails("train --data data --epochs 500 --output late",
          "error: standard output: cannot write: No space left on device\n");
    assert_false(support_exists("late")); /* nothing was trained */
    assert_int_equal(unlink("out"), 0);
}

/* Whoever listens goes away: what was trained by then is not lost. */
static void nobody_listens(void **state) {
    (void)state;
    char byte;
    unlink("out");
    assert_int_equal(mkfifo("out", 0666), 0);
    signal(SIGPIPE, SIG_IGN);
    pid_t child = support_start("train --data data --epochs 1000000 --json --output late");
    signal(SIGPIPE, SIG_DFL);
    int fd = open("out", O_RDONLY);
    assert_true(fd >= 0);
    assert_int_equal(read(fd, &byte, 1), 1);
    close(fd);
    assert_int_equal(support_wait(child), 3);
    char *errors = support_read("err", NULL);
    assert_string_equal(errors, "error: standard output: cannot write: Broken pipe\n");
    free(errors);
    assert_true(support_exists("late"));
    assert_int_equal(unlink("out"), 0);
}

static void excluded(void **state) {
    (void)state;
    training_run("train --data data --json --quiet", 2);
    char *errors = support_read("err", NULL);
    assert_string_equal(errors, "error: `--json` and `--quiet` exclude each other\n");
    free(errors);
}

/* As a JSON parser reads it. */
static void put(const char *text, const char *expected) {
    char *line = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&line, &size);
    assert_non_null(out);
    json_put_text(out, text);
    assert_int_equal(fclose(out), 0);
    json_t *value = json_loads(line, JSON_DECODE_ANY, NULL);
    assert_string_equal(json_string_value(value), expected);
    for (size_t i = 0; i < size; i++) {
        assert_true((unsigned char)line[i] >= ' ' && line[i] != 0x7f);
    }
    json_decref(value);
    free(line);
}

static void texts(void **state) {
    (void)state;
    put("a \"b\" \\ /", "a \"b\" \\ /");
    put("\x1b[2J\n\t\x01\x7f", "\x1b[2J\n\t\x01\x7f");
    put("gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x98\x80",
        "gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x98\x80");
    put("\xff|\xc3|\xc0\xaf|", "\xef\xbf\xbd|\xef\xbf\xbd|\xef\xbf\xbd\xef\xbf\xbd|");
    put("\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"); /* a surrogate */
    put("\xf4\x90\x80\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    put("\xe2\x82", "\xef\xbf\xbd\xef\xbf\xbd"); /* the text ends within */
}

static void numbers(void **state) {
    (void)state;
    char text[128] = "";
    FILE *out = fmemopen(text, sizeof text, "w");
    assert_non_null(out);
    json_put_number(out, 0.1), fputc(' ', out);
    json_put_number(out, 0.1 + 0.2), fputc(' ', out);
    json_put_number(out, NAN), fputc(' ', out);
    json_put_number(out, -INFINITY), fputc(' ', out);
    json_put_float(out, 0.1f), fputc(' ', out);
    json_put_float(out, 16777217.0f / 3), fputc(' ', out);
    json_put_float(out, INFINITY);
    assert_int_equal(fclose(out), 0);
    assert_string_equal(text, "0.1 0.30000000000000004 null null 0.1 5592405.5 null");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows),        cmocka_unit_test(without_validation),
        cmocka_unit_test(other_ends),     cmocka_unit_test(full_disks),
        cmocka_unit_test(nobody_listens), cmocka_unit_test(excluded),
        cmocka_unit_test(texts),          cmocka_unit_test(numbers),
    };
    return cmocka_run_group_tests(tests, setup, support_leave);
}
