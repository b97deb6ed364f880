/* train --checkpoint and --resume, as a user calls them: stopped and killed on the way, twice at
 * once, on a full disk. */
#include "support.h"
#include "trainings.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int setup(void **state) {
    if (support_enter(state) != 0) {
        return -1;
    }
    support_data("data", 500, 90);
    return 0;
}

static void fails(const char *line, int status, const char *message) {
    training_run(line, status);
    char *errors = support_read("err", NULL);
    support_contains(errors, message);
    free(errors);
}

static void same_rows(const char *one, const char *other) {
    char *rows_of_one = rows(one), *rows_of_other = rows(other);
    assert_string_equal(rows_of_one, rows_of_other);
    free(rows_of_one);
    free(rows_of_other);
}

static void says(const char *part) {
    char *text = support_read("out", NULL);
    support_contains(text, part);
    free(text);
}

/* More epochs later, with checkpoints that are rarer: the end is always one. */
static void in_parts(void **state) {
    (void)state;
    const char *part = "train --data data --checkpoint c --every 2 --resume --output a --history "
                       "a.csv --threads 1 --epochs";
    char line[256];
    for (int epochs = 1; epochs <= 7; epochs += 3) {
        snprintf(line, sizeof line, "%s %d", part, epochs);
        training_run(line, 0);
        says(epochs == 1   ? "\nno checkpoint c yet: training begins at the start\nepoch 1/1: "
             : epochs == 4 ? "\nresumed: 1 of 4 epochs are done\nepoch 2/4: "
                           : "\nresumed: 4 of 7 epochs are done\nepoch 5/7: ");
        says("\ncheckpoint: c\n");
    }
    training_run("train --data data --epochs 7 --output b --history b.csv --threads 2", 0);
    same_files("a", "b");
    same_rows("a.csv", "b.csv");
    same_files("c", "c");
    assert_false(support_exists("c.lock"));
    training_run(line, 0); /* nothing is left to do, and it is done again */
    same_files("a", "b");
    same_rows("a.csv", "b.csv");
}

/* In the middle of an epoch: one step takes all the time there is. */
static void within_an_epoch(void **state) {
    (void)state;
    const char *line = "train --data data --checkpoint m --resume --batch 1 --epochs 40 --output a "
                       "--history a.csv";
    training_run("train --data data --batch 1 --epochs 40 --output b --history b.csv", 0);
    int stops = 0, status = 0;
    do {
        pid_t child = support_start(line);
        nap(20 + 4 * stops);
        kill(child, SIGINT);
        status = support_wait(child);
        stops += status == 128 + SIGINT;
        /* It may have come before the training, or behind it. */
        assert_true(status == 0 || status == 128 + SIGINT || status == 1000 + SIGINT);
    } while (status != 0);
    assert_true(stops > 0);
    same_files("a", "b");
    same_rows("a.csv", "b.csv");
}

/* At random moments; each one makes the training as long again as it was by then. */
static void killed(void **state) {
    (void)state;
    unsigned seed = (unsigned)time(NULL) ^ (unsigned)getpid();
    print_message("random seed %u\n", seed);
    srand(seed);
    training_run("train --data data --epochs 60 --output b --history b.csv", 0);
    for (int round = 0; round < 3; round++) {
        int kills = 0, status = 0;
        unlink("k");
        do {
            char line[128];
            snprintf(line, sizeof line,
                     "train --data data --checkpoint k --resume --epochs 60 --output a --history "
                     "a.csv --threads %d",
                     1 + rand() % 2);
            pid_t child = support_start(line);
            nap(rand() % (20 + 4 * kills));
            kill(child, SIGKILL);
            status = support_wait(child);
            kills += status != 0;
        } while (status != 0);
        same_files("a", "b");
        same_rows("a.csv", "b.csv");
        print_message("killed %d times\n", kills);
    }
    assert_false(support_exists("k.lock"));
}

/* What a killed writer left behind goes away; what only looks like it does not. */
static void swept(void **state) {
    (void)state;
    static const char *const GONE[] = {"s.999999999-0.tmp", "sw.999999999-13.tmp",
                                       "s.csv.999999999-0.tmp"};
    static const char *const STAY[] = {"s.999999999-x.tmp",  "s.999999999-.tmp",
                                       "s.999999999-0.tmp2", "s2.999999999-0.tmp",
                                       "s.x-0.tmp",          "s..tmp"};
    char alive[64];
    snprintf(alive, sizeof alive, "s.%ld-0.tmp", (long)getpid());
    support_write(alive, "x", 1);
    for (size_t i = 0; i < 3; i++) {
        support_write(GONE[i], "x", 1);
    }
    for (size_t i = 0; i < 6; i++) {
        support_write(STAY[i], "x", 1);
    }
    training_run("train --data data --epochs 1 --checkpoint s --output sw --history s.csv", 0);
    for (size_t i = 0; i < 3; i++) {
        assert_false(support_exists(GONE[i]));
    }
    for (size_t i = 0; i < 6; i++) {
        assert_true(support_exists(STAY[i]));
    }
    assert_true(support_exists(alive));
}

static void locked(void **state) {
    (void)state;
    char message[128];
    unlink("l.csv");
    pid_t child = support_start(
        "train --data data --epochs 1000000 --checkpoint l --output lw --history l.csv");
    wait_for_epoch("l.csv");
    snprintf(message, sizeof message, "error: l: another training, process %ld, works on it\n",
             (long)child);
    fails("train --data data --epochs 1 --checkpoint l --resume", 3, message);
    fails("train --data data --epochs 1 --checkpoint l", 3, message);
    assert_int_equal(kill(child, SIGTERM), 0);
    assert_int_equal(support_wait(child), 128 + SIGTERM);
    assert_false(support_exists("l.lock"));
    support_write("l.lock", "", 0); /* of one that was killed */
    training_run("train --data data --epochs 1 --checkpoint l", 0);
}

static void usage(void **state) {
    (void)state;
    fails("train --data data --resume", 2, "error: `--resume` needs `--checkpoint FILE`\n");
    fails("train --data data --every 3", 2, "error: `--every` needs `--checkpoint FILE`\n");
    fails("train --data data --every 0 --checkpoint c", 2, "error: `--every 0`: a whole number");
    fails("train --data data --checkpoint h --history h", 2,
          "error: history and checkpoint cannot both go to h\n");
    fails("train --data data --checkpoint w --output w", 2,
          "error: weights and checkpoint cannot both go to w\n");
    fails("train --data data --checkpoint nowhere/c", 3,
          "error: nowhere/c: cannot write: No such file or directory\n");
    fails("train --data data --checkpoint data", 3, "error: data: cannot write: Is a directory\n");
    training_run("train --data data --epochs 1 --checkpoint u", 0);
    fails("train --data data --epochs 2 --checkpoint u --resume --seed 2", 2,
          "error: u: of another training: its seed is `1`, but here it is `2`\n");
    support_write("u", "netc", 4);
    fails("train --data data --epochs 2 --checkpoint u --resume", 3,
          "error: u: no checkpoint of netc, or not a whole one\n");
    training_run("train --data data --epochs 1 --checkpoint u", 0);
}

/* A disk on which there is room for weights and history, but not for the checkpoint. */
static void full_disk(void **state) {
    (void)state;
    struct rlimit kept, small;
    size_t size = 0, other = 0;
    training_run("train --data data --epochs 2 --checkpoint f --output before", 0);
    char *before = support_read("f", &size);
    assert_true(size > 2500);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &kept), 0);
    small = kept;
    small.rlim_cur = 2500;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    pid_t child = support_start("train --data data --epochs 9 --checkpoint f --resume --output "
                                "after");
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &kept), 0);
    assert_int_equal(support_wait(child), 3);
    char *errors = support_read("err", NULL), *after = support_read("f", &other);
    support_contains(errors, "/f: cannot write: File too large\n");
    assert_int_equal(other, size);
    assert_memory_equal(before, after, size);
    assert_true(support_exists("after"));
    differ("before", "after"); /* what was trained is not lost */
    free(before);
    free(after);
    free(errors);
}

/* A training that fails leaves the checkpoint from which it can be tried anew. */
static void diverges(void **state) {
    (void)state;
    training_run("train --data data --epochs 2 --rate 1e38 --checkpoint d --history d.csv", 1);
    assert_false(support_exists("d"));
    assert_false(support_exists("d.lock"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_parts), cmocka_unit_test(within_an_epoch), cmocka_unit_test(killed),
        cmocka_unit_test(swept),    cmocka_unit_test(locked),          cmocka_unit_test(usage),
        cmocka_unit_test(diverges), cmocka_unit_test(full_disk),
    };
    return cmocka_run_group_tests(tests, setup, support_leave);
}
