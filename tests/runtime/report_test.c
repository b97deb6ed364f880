#include "history.h"
#include "report.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

static char *printed(const struct confusion *confusion,
                     void (*print)(const struct confusion *confusion, FILE *out)) {
    FILE *file = fopen("report", "w");
    assert_non_null(file);
    print(confusion, file);
    assert_int_equal(fclose(file), 0);
    return support_read("report", NULL);
}

static void expect(const struct confusion *confusion,
                   void (*print)(const struct confusion *confusion, FILE *out),
                   const char *expected) {
    char *text = printed(confusion, print);
    assert_string_equal(text, expected);
    free(text);
}

static void tables(void **state) {
    (void)state;
    uint64_t counts[16] = {0};
    struct confusion confusion = {4, counts};
    /* Class 2 is never guessed, class 3 never there. */
    const uint8_t labels[] = {0, 0, 0, 0, 1, 1, 2}, guesses[] = {0, 0, 0, 1, 1, 3, 1};
    confusion_count(&confusion, labels, guesses, 7);
    expect(&confusion, report_classes,
           "class  precision     recall         F1    support\n"
           "    0   100.00 %    75.00 %    85.71 %          4\n"
           "    1    33.33 %    50.00 %    40.00 %          2\n"
           "    2          -     0.00 %     0.00 %          1\n"
           "    3     0.00 %          -     0.00 %          0\n"
           " mean    44.44 %    41.67 %    31.43 %\n");
    expect(&confusion, report_confusion,
           "confusion: rows are the labels, columns what the network says\n"
           "         0    1    2    3\n"
           "    0    3    1    0    0\n"
           "    1    0    1    0    1\n"
           "    2    0    1    0    0\n"
           "    3    0    0    0    0\n");
}

static void wide_numbers(void **state) {
    (void)state;
    uint64_t counts[4] = {1234567, 0, 0, 8};
    struct confusion confusion = {2, counts};
    expect(&confusion, report_confusion,
           "confusion: rows are the labels, columns what the network says\n"
           "             0        1\n"
           "    0  1234567        0\n"
           "    1        0        8\n");
}

static void history(void **state) {
    (void)state;
    struct history history = {0};
    struct netc_error error;
    struct epoch_record record = {.epoch = 1,
                                  .rate = 0.01,
                                  .loss = 0.5,
                                  .accuracy = 0.75,
                                  .validation = {200, 150, 0.25},
                                  .seconds = 1.25,
                                  .train_seconds = 1};
    assert_true(history_open(&history, "h.csv", &error));
    assert_true(history_add(&history, &record, &error));
    /* Before the file is closed: whoever looks sees the epoch. */
    char *text = support_read("h.csv", NULL);
    assert_string_equal(text,
                        "epoch,rate,loss,accuracy,val_loss,val_accuracy,seconds,train_seconds\n"
                        "1,0.01,0.5,0.75,0.25,0.75,1.250000,1.000000\n");
    free(text);
    record.epoch = 2;
    record.rate = (double)0.1f;
    record.loss = 0.1 + 0.2;
    record.validation.count = 0;
    assert_true(history_add(&history, &record, &error));
    assert_true(history_close(&history, &error));
    text = support_read("h.csv", NULL);
    support_contains(text, "\n2,0.1,0.30000000000000004,0.75,,,1.250000,1.000000\n");
    free(text);
}

static void history_fails(void **state) {
    (void)state;
    struct history history = {0};
    struct netc_error error;
    assert_false(history_open(&history, "nowhere/h.csv", &error));
    support_contains(error.text, "nowhere/h.csv: cannot write: No such file");
    assert_false(history_open(&history, "/dev/full", &error));
    support_contains(error.text, "/dev/full: cannot write: No space");
    history_close(&history, &error);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables),
        cmocka_unit_test(wide_numbers),
        cmocka_unit_test(history),
        cmocka_unit_test(history_fails),
    };
    return cmocka_run_group_tests(tests, support_enter, support_leave);
}
