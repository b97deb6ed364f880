/* print_test - what a terminal gets, against golden/NAME.txt (an escape is written <ESC> there),
 * and the JSON. NETC_UPDATE_GOLDEN=1 writes the files instead: read the diff before you commit it.
 */
#include "support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const TITLES[] = {"lenet5", "relu_max", "adam_fast"};

static const char *readable(struct arena *arena, const char *printed) {
    struct text text = text_create(arena);
    for (; *printed; printed++)
        text_append(&text, *printed == '\033' ? "<ESC>" : printed, *printed == '\033' ? 5 : 1);
    return text.data;
}

static void golden(struct arena *arena, const char *name, const char *printed) {
    const char *path = arena_printf(arena, GOLDEN "/%s.txt", name);
    const char *update = getenv("NETC_UPDATE_GOLDEN"), *text = readable(arena, printed);
    if (update && strcmp(update, "1") == 0)
        file_of_text(arena, path, text);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *wanted = arena_alloc(arena, 1 << 16);
    fread(wanted, 1, (1 << 16) - 1, file);
    assert_int_equal(fclose(file), 0);
    if (strcmp(wanted, text) != 0)
        fail_msg("%s: printed was\n%s", path, text);
}

/* No line is longer than the width, ends with blanks, or has what steers a terminal. */
static void fits(const char *printed, unsigned width, bool colour) {
    unsigned columns = 0;
    for (const char *at = printed; *at; at++) {
        if (colour && *at == '\033') {
            at += strcspn(at, "m");
        } else if (*at == '\n') {
            assert_true(at == printed || at[-1] != ' ');
            assert_true(columns <= width);
            columns = 0;
        } else {
            assert_true(*at >= ' ' && *at < 0x7F);
            columns++;
        }
    }
}

static const char *without_colour(struct arena *arena, const char *printed) {
    struct text text = text_create(arena);
    for (; *printed; printed++) {
        if (*printed == '\033')
            printed += strcspn(printed, "m");
        else
            text_append(&text, printed, 1);
    }
    return text.data;
}

/* In both kinds, which say the same. */
static void prints(struct arena *arena, const struct trial *trial, unsigned width,
                   const char *name) {
    struct text plain = text_create(arena), colour = text_create(arena);
    results_print(&plain, trial, width, false);
    results_print(&colour, trial, width, true);
    fits(plain.data, width, false);
    fits(colour.data, width, true);
    assert_string_equal(without_colour(arena, colour.data), plain.data);
    golden(arena, name, plain.data);
    golden(arena, arena_printf(arena, "%s_colour", name), colour.data);
}

/* Three networks, three seeds: one diverged, one failed. */
static struct trial *three(struct arena *arena, unsigned epochs) {
    struct trial *trial = trial_of(arena, TITLES, 3);
    static const char *const WRONG[2][3] = {{"0-129", "10-139", "0-119"},
                                            {"69-159", "60-149", "60-149"}};
    for (unsigned c = 0; c < 2; c++)
        for (uint64_t seed = 1; seed <= 3; seed++)
            add_run(arena, trial, c, seed, RUN_DONE, epochs,
                    (c ? 0.008 : 0.012) + 0.0005 * (double)seed,
                    predictions_of(arena, 10000, WRONG[c][seed - 1]));
    add_run(arena, trial, 2, 1, RUN_DONE, epochs, 0.02, predictions_of(arena, 10000, "100-259"));
    add_run(arena, trial, 2, 2, RUN_DIVERGED, 4, 0.2, NULL);
    add_run(arena, trial, 2, 3, RUN_FAILED, 1, 0.2, NULL)->reason = "the disk is full";
    return trial;
}

static void ten_epochs(void **state) {
    struct trial *trial = three(*state, 10);
    prints(*state, trial, 80, "ten_80");
    prints(*state, trial, 120, "ten_120");
}

static void fifty_epochs(void **state) {
    struct trial *trial = three(*state, 50);
    prints(*state, trial, 80, "fifty_80");
    prints(*state, trial, 40, "fifty_40");
}

/* The same network twice: both are seen. */
static void equal_networks(void **state) {
    struct trial *trial = trial_of(*state, TITLES, 2);
    for (unsigned c = 0; c < 2; c++)
        add_run(*state, trial, c, 1, RUN_DONE, 6, 0.01, predictions_of(*state, 10000, "3-99"));
    prints(*state, trial, 80, "equal_80");
}

/* One epoch and nothing validated; the losses are of different kinds. */
static void one_epoch(void **state) {
    struct trial *trial = trial_of(*state, TITLES, 2);
    for (unsigned c = 0; c < 2; c++) {
        struct run *run = add_run(*state, trial, c, 1, RUN_DONE, 1, c ? 0.1 : 0.2,
                                  predictions_of(*state, 1000, c ? "1" : "1-2"));
        run->epochs[0].val_loss = run->epochs[0].val_accuracy = NAN;
    }
    trial->validation_images = 0;
    trial->threads = 1;
    ((struct model *)(uintptr_t)trial->comparison->columns[1].model)->train.loss = &LOSSES[1];
    prints(*state, trial, 80, "one_epoch_80");
}

/* Accuracy 1 and loss 0 have places, though their logarithms have none. */
static void nothing_wrong(void **state) {
    struct trial *trial = trial_of(*state, TITLES, 2);
    for (unsigned c = 0; c < 2; c++) {
        struct run *run =
            add_run(*state, trial, c, 1, RUN_DONE, 8, 0.01, predictions_of(*state, 10000, ""));
        for (unsigned i = 4 + c; i < 8; i++) {
            run->epochs[i].val_accuracy = 1;
            run->epochs[i].val_loss = 0;
        }
    }
    prints(*state, trial, 80, "nothing_wrong_80");
}

/* Stopped before anything was done; titles that others chose. */
static void nothing_done(void **state) {
    static const char *const NASTY[] = {"a\033[31mb\tc\r\n", "caf\xc3\xa9 \xff"};
    struct trial *trial = trial_of(*state, NASTY, 2);
    struct text text = text_create(*state);
    trial->data = "da\033]0;x\007ta";
    add_run(*state, trial, 0, 1, RUN_WAITING, 1, 0.1, NULL);
    add_run(*state, trial, 0, 2, RUN_WAITING, 0, 0, NULL);
    add_run(*state, trial, 1, 1, RUN_DIVERGED, 0, 0, NULL);
    add_run(*state, trial, 1, 2, RUN_FAILED, 0, 0, NULL)->reason = "no\nreason\033";
    results_print(&text, trial, 80, false);
    assert_null(strpbrk(text.data, "\033\r\t\007"));
    golden(*state, "nothing_done_80", text.data);
}

static void one_that_never_learns(void **state) {
    struct trial *trial = trial_of(*state, TITLES, 2);
    add_run(*state, trial, 0, 1, RUN_DONE, 10, 0.008, predictions_of(*state, 10000, "0-79"));
    struct run *run =
        add_run(*state, trial, 1, 1, RUN_DONE, 10, 0, predictions_of(*state, 10000, "0-8999"));
    for (unsigned i = 0; i < 10; i++) {
        run->epochs[i].val_accuracy = 0.1;
        run->epochs[i].val_loss = 2.302585;
    }
    prints(*state, trial, 80, "never_learns_80");
}

/* --- JSON ------------------------------------------------------------------------------------- */

static double number_at(const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    assert_true(json_is_number(value));
    return json_number_value(value);
}

static void json(void **state) {
    struct trial *trial = three(*state, 3);
    trial->networks[2].runs[1].epochs[3].loss = NAN;
    trial->networks[2].runs[1].epochs[2].val_loss = INFINITY;
    trial->networks[0].runs[1].seed = UINT64_MAX; /* no longer a seed of both */
    json_t *root = results_json(*state, trial), *runs = json_object_get(root, "runs");
    assert_non_null(root);
    char *dumped = json_dumps(root, 0);
    assert_non_null(dumped);
    assert_null(strstr(dumped, "nan"));
    free(dumped);
    assert_int_equal(json_array_size(runs), 9);
    const json_t *first = json_array_get(runs, 0), *diverged = json_array_get(runs, 7);
    assert_string_equal(json_string_value(json_object_get(first, "network")), "lenet5");
    assert_string_equal(json_string_value(json_object_get(first, "state")), "done");
    assert_int_equal(json_array_size(json_object_get(first, "epochs")), 3);
    const json_t *epoch = json_array_get(json_object_get(first, "epochs"), 2);
    assert_true(number_at(epoch, "val_loss") == trial->networks[0].runs[0].epochs[2].val_loss);
    assert_true(number_at(json_object_get(first, "test"), "correct") == 9870);
    assert_string_equal(json_string_value(json_object_get(json_array_get(runs, 1), "seed")),
                        "18446744073709551615");
    assert_true(json_is_null(json_object_get(diverged, "test")));
    assert_true(number_at(diverged, "diverged_epoch") == 4);
    epoch = json_array_get(json_object_get(diverged, "epochs"), 3);
    assert_true(json_is_null(json_object_get(epoch, "loss")));
    epoch = json_array_get(json_object_get(diverged, "epochs"), 2);
    assert_true(json_is_null(json_object_get(epoch, "val_loss")));
    assert_string_equal(json_string_value(json_object_get(json_array_get(runs, 8), "reason")),
                        "the disk is full");
    json_decref(root);
}

static void json_figures(void **state) {
    struct trial *trial = three(*state, 10);
    json_t *root = results_json(*state, trial);
    const json_t *figures = json_array_get(json_object_get(root, "figures"), 0);
    const json_t *accuracy = json_object_get(figures, "test_accuracy");
    assert_true(number_at(accuracy, "mean") == test_accuracy(&trial->networks[0]).mean);
    assert_true(number_at(accuracy, "deviation") == test_accuracy(&trial->networks[0]).deviation);
    assert_true(number_at(figures, "parameters") == 61706);
    const json_t *reach = json_array_get(json_object_get(figures, "reach"), 2);
    assert_true(number_at(reach, "accuracy") == 0.985);
    assert_true(number_at(reach, "of") == 3);
    const json_t *verdict = json_array_get(json_object_get(root, "verdicts"), 0);
    unsigned count = 0;
    const struct verdict *wanted = verdicts(*state, trial, &count);
    assert_int_equal(json_array_size(json_object_get(root, "verdicts")), 3);
    assert_string_equal(json_string_value(json_object_get(verdict, "words")), wanted->words);
    assert_string_equal(json_string_value(json_object_get(verdict, "better")), "relu_max");
    assert_true(number_at(verdict, "p") == wanted->p);
    const json_t *test = json_array_get(json_object_get(verdict, "tests"), 1);
    assert_true(number_at(test, "seed") == 2);
    assert_true(number_at(test, "first_only") == (double)wanted->tests[1].first_only);
    assert_true(number_at(test, "p_second") == wanted->tests[1].p_second);
    json_decref(root);
}

/* Networks without anything, with names that are no text. */
static void json_of_nothing(void **state) {
    static const char *const NASTY[] = {"a\xff", "\033"};
    struct trial *trial = trial_of(*state, NASTY, 2);
    json_t *root = results_json(*state, trial);
    assert_non_null(root);
    const json_t *figures = json_array_get(json_object_get(root, "figures"), 0);
    assert_string_equal(json_string_value(json_object_get(figures, "network")), "a\xef\xbf\xbd");
    const json_t *other = json_array_get(json_object_get(root, "figures"), 1);
    assert_string_equal(json_string_value(json_object_get(other, "network")), "\033");
    const json_t *loss = json_object_get(figures, "test_loss");
    assert_true(number_at(loss, "count") == 0);
    assert_true(json_is_null(json_object_get(loss, "mean")));
    const json_t *verdict = json_array_get(json_object_get(root, "verdicts"), 0);
    assert_true(json_is_null(json_object_get(verdict, "p")));
    assert_true(json_is_null(json_object_get(verdict, "better")));
    json_decref(root);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_ARENA(ten_epochs),
        WITH_ARENA(fifty_epochs),
        WITH_ARENA(equal_networks),
        WITH_ARENA(one_epoch),
        WITH_ARENA(nothing_wrong),
        WITH_ARENA(nothing_done),
        WITH_ARENA(one_that_never_learns),
        WITH_ARENA(json),
        WITH_ARENA(json_figures),
        WITH_ARENA(json_of_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
