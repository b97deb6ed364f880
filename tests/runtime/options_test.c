#include "format.h"
#include "options.h"
#include "suggest.h"
#include "support.h"

#include <string.h>

struct values {
    uint64_t count;
    const char *text;
    float rate;
    bool on;
    struct option_words words;
};

static const struct option TABLE[] = {
    {"count", "N", "a count", OPTION_COUNT, offsetof(struct values, count), 1, 100},
    {"text", "T", "a text", OPTION_TEXT, offsetof(struct values, text), 0, 0},
    {"rate", "R", "a rate", OPTION_RATE, offsetof(struct values, rate), 0, 0},
    {"on", NULL, "a switch", OPTION_SWITCH, offsetof(struct values, on), 0, 0},
    {"word", "W", "a word, as often as you like", OPTION_WORDS, offsetof(struct values, words), 0,
     0},
};

/* Parses the words of `line`, separated by single blanks. */
static enum options_result parse(const char *line, const char *operand_name, struct values *values,
                                 char **argv, int *operands) {
    static char words[256];
    struct syntax syntax = {"program", "do",  operand_name,
                            "Does.",   TABLE, sizeof TABLE / sizeof *TABLE};
    int argc = 0;
    strcpy(words, line);
    for (char *word = words; word;) {
        argv[argc++] = word;
        word = strchr(word, ' ');
        if (word) {
            *word++ = '\0';
        }
    }
    return options_parse(&syntax, argc, argv, values, operands);
}

static void values_and_operands(void **state) {
    (void)state;
    struct values values = {0};
    char *argv[20];
    int operands = 0;
    assert_int_equal(parse("do one --count 7 --text=a=b two --rate 1e-3 --on -- --three", "WORD...",
                           &values, argv, &operands),
                     OPTIONS_RUN);
    assert_int_equal(values.count, 7);
    assert_string_equal(values.text, "a=b");
    assert_true(values.rate == 1e-3f);
    assert_true(values.on);
    assert_int_equal(operands, 3);
    assert_string_equal(argv[1], "one");
    assert_string_equal(argv[2], "two");
    assert_string_equal(argv[3], "--three");
}

/* All that are given stay, in their order. */
static void several(void **state) {
    (void)state;
    const char *words[20];
    struct values values = {.words = {words, 0}};
    char *argv[20];
    int operands = 0;
    assert_int_equal(
        parse("do --word b one --word=a --word b", "WORD...", &values, argv, &operands),
        OPTIONS_RUN);
    assert_int_equal(values.words.count, 3);
    assert_string_equal(words[0], "b");
    assert_string_equal(words[1], "a");
    assert_string_equal(words[2], "b");
    assert_int_equal(operands, 1);
    assert_int_equal(parse("do --word a --word=", NULL, &values, argv, &operands), OPTIONS_WRONG);
    assert_int_equal(parse("do --word", NULL, &values, argv, &operands), OPTIONS_WRONG);
}

static void left_alone(void **state) {
    (void)state;
    struct values values = {5, "x", 2, false, {NULL, 0}};
    char *argv[20];
    int operands = 9;
    assert_int_equal(parse("do", NULL, &values, argv, &operands), OPTIONS_RUN);
    assert_int_equal(values.count, 5);
    assert_string_equal(values.text, "x");
    assert_int_equal(operands, 0);
}

static void wrong(void **state) {
    (void)state;
    static const char *const LINES[] = {
        "do --cuont 1",   "do --count",      "do --count 0",
        "do --count 101", "do --count -1",   "do --count +1",
        "do --count= 1",  "do --count 1x",   "do --count 1.5",
        "do --count=",    "do --rate 0",     "do --rate -1",
        "do --rate inf",  "do --rate nan",   "do --rate 1e99",
        "do --rate x",    "do --rate=",      "do --text=",
        "do --on=1",      "do -x",           "do word",
        "do -",           "do --",           "do --count 99999999999999999999",
        "do --help --c",  "do --count --on", "do --coun=1 --help"};
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        struct values values = {0};
        char *argv[20];
        int operands = 0;
        enum options_result expected = OPTIONS_WRONG;
        if (strcmp(LINES[i], "do --") == 0) {
            expected = OPTIONS_RUN;
        } else if (strcmp(LINES[i], "do --help --c") == 0) {
            expected = OPTIONS_HELP;
        }
        enum options_result result = parse(LINES[i], NULL, &values, argv, &operands);
        if (result != expected) {
            fail_msg("`%s` gave %d", LINES[i], (int)result);
        }
    }
}

static void near_words(void **state) {
    (void)state;
    static const char *const WORDS[] = {"train", "test", "predict", "bench", "info"};
    assert_string_equal(suggest("trian", WORDS, 5), "train");
    assert_string_equal(suggest("tset", WORDS, 5), "test");
    assert_string_equal(suggest("predic", WORDS, 5), "predict");
    assert_string_equal(suggest("inf", WORDS, 5), "info");
    assert_null(suggest("compare", WORDS, 5));
    assert_null(suggest("x", WORDS, 5));
    assert_null(suggest("", WORDS, 5));
    assert_null(suggest("a-very-long-word-that-no-command-is-near-to", WORDS, 5));
}

static void numbers(void **state) {
    (void)state;
    assert_string_equal(format_grouped(0).text, "0");
    assert_string_equal(format_grouped(999).text, "999");
    assert_string_equal(format_grouped(1000).text, "1,000");
    assert_string_equal(format_grouped(61706).text, "61,706");
    assert_string_equal(format_grouped(UINT64_MAX).text, "18,446,744,073,709,551,615");
    assert_string_equal(format_duration(0.04).text, "0.0 s");
    assert_string_equal(format_duration(9.94).text, "9.9 s");
    assert_string_equal(format_duration(9.96).text, "10 s");
    assert_string_equal(format_duration(59.6).text, "1:00");
    assert_string_equal(format_duration(65).text, "1:05");
    assert_string_equal(format_duration(7209).text, "2:00:09");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_and_operands), cmocka_unit_test(several),
        cmocka_unit_test(left_alone),          cmocka_unit_test(wrong),
        cmocka_unit_test(near_words),          cmocka_unit_test(numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
