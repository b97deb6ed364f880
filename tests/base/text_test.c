/* text_test - memory, growing text, numbers for people and for C, nearest words, names. */
#include "support.h"

#include "base/text.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

static void memory_is_zeroed_aligned_and_apart(void **state) {
    enum { COUNT = 2000 };
    unsigned char *blocks[COUNT];
    size_t sizes[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        sizes[i] = i % 7 == 0 ? 100000 + i : i % 113;
        blocks[i] = arena_alloc(*state, sizes[i]);
        assert_int_equal((uintptr_t)blocks[i] % _Alignof(max_align_t), 0);
        for (size_t k = 0; k < sizes[i]; k++)
            assert_int_equal(blocks[i][k], 0);
        memset(blocks[i], (int)(i & 0xff), sizes[i]);
    }
    for (size_t i = 0; i < COUNT; i++) /* nobody has written into another's block */
        for (size_t k = 0; k < sizes[i]; k++)
            assert_int_equal(blocks[i][k], i & 0xff);
}

static void text_grows(void **state) {
    struct text text = text_create(*state);
    for (int i = 0; i < 10000; i++)
        text_printf(&text, "%d,", i % 10);
    text_append(&text, "a\0b", 3);
    assert_int_equal(text.length, 20003);
    assert_memory_equal(text.data + 19996, "8,9,a\0b", 8);
    assert_string_equal(arena_printf(*state, "%s-%d", "x", 7), "x-7");
}

/* Where little is left of a piece of memory, and behind it. */
static void prints_of_all_lengths(void **state) {
    enum { COUNT = 3000 };
    const char *texts[COUNT];
    for (int i = 0; i < COUNT; i++)
        texts[i] = arena_printf(*state, "%d%*s", i, i % 97, "");
    for (int i = 0; i < COUNT; i++) {
        assert_int_equal(strtol(texts[i], NULL, 10), i);
        assert_int_equal(strlen(texts[i]),
                         strlen(arena_printf(*state, "%d", i)) + (size_t)(i % 97));
    }
}

static void grouped(void **state) {
    assert_string_equal(text_grouped(*state, 0), "0");
    assert_string_equal(text_grouped(*state, 999), "999");
    assert_string_equal(text_grouped(*state, 61706), "61,706");
    assert_string_equal(text_grouped(*state, -1234567), "-1,234,567");
    assert_string_equal(text_grouped(*state, -999), "-999");
    assert_string_equal(text_grouped(*state, INT64_MIN), "-9,223,372,036,854,775,808");
}

static void reals_as_people_write_them(void **state) {
    static const struct {
        double number;
        const char *text;
    } ROWS[] = {
        {0, "0"},
        {1, "1"},
        {10, "10"},
        {1000, "1000"},
        {-20, "-20"},
        {0.1, "0.1"},
        {0.0001, "0.0001"},
        {1e-7, "1e-07"},
        {0.5e-4, "5e-05"},
        {1.175, "1.175"},
        {1.0 / 3, "0.3333333333333333"},
        {999999999, "999999999"},
        {123456, "123456"},
        {1e9, "1e+09"},
        {1e300, "1e+300"},
        {1234.5, "1234.5"},
        {100.25, "100.25"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        assert_string_equal(text_real(*state, ROWS[i].number), ROWS[i].text);
}

static void float_literals(void **state) {
    static const struct {
        double number;
        const char *text;
    } ROWS[] = {
        {0.1, "0.1f"},     {3, "3.0f"},
        {0, "0.0f"},       {1e-7, "1e-07f"},
        {-2.5, "-2.5f"},   {123456789, "123456790.0f"},
        {10, "10.0f"},     {1e6, "1000000.0f"},
        {1e30, "1e+30f"},  {1.0 / 255, "0.003921569f"},
        {1e-60, "0.0f"},   {-1e-60, "0.0f"},
        {1e-45, "1e-45f"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        assert_string_equal(text_float_literal(*state, ROWS[i].number), ROWS[i].text);
}

/* Any number reads back as what it was, and the literal is one of C: with a point or an exponent.
 */
static void numbers_read_back(void **state) {
    for (uint32_t bits = 1; bits < 0x7f800000; bits += 1000003) {
        float number;
        memcpy(&number, &bits, sizeof number);
        const char *literal = text_float_literal(*state, (double)number);
        float back = strtof(literal, NULL);
        assert_memory_equal(&back, &number, sizeof back);
        assert_non_null(strpbrk(literal, ".e"));
        assert_int_equal(literal[strlen(literal) - 1], 'f');
    }
    for (uint64_t bits = 1; bits < 0x7ff0000000000000u; bits += 0x10000000fffff1u) {
        double number;
        memcpy(&number, &bits, sizeof number);
        double back = strtod(text_real(*state, number), NULL);
        assert_memory_equal(&back, &number, sizeof back);
    }
}

static void nearest_words(void **state) {
    static const char *const WORDS[] = {"conv", "avgpool", "maxpool", "flatten", "dense", "tanh"};
    static const char *const ONE[] = {"a"};
    enum { COUNT = sizeof WORDS / sizeof WORDS[0] };
    (void)state;
    assert_string_equal(text_nearest("maxpol", WORDS, COUNT), "maxpool");
    assert_string_equal(text_nearest("CONV", WORDS, COUNT), "conv");
    assert_string_equal(text_nearest("flattne", WORDS, COUNT), "flatten");
    assert_string_equal(text_nearest("thanh", WORDS, COUNT), "tanh");
    assert_null(text_nearest("lstm", WORDS, COUNT));
    assert_null(text_nearest("b", ONE, 1)); /* every one-letter word is near every other */
    assert_null(text_nearest("x", WORDS, 0));
    char endless[5001];
    memset(endless, 'a', 5000);
    endless[5000] = '\0';
    assert_null(text_nearest(endless, WORDS, COUNT));
}

static void names(void **state) {
    static const char *const GOOD[] = {"a", "C1", "relu_max", "x__",
                                       "a23456789012345678901234567890123456789012345678"};
    static const char *const BAD[] = {"",
                                      "1a",
                                      "_a",
                                      "a-b",
                                      "a b",
                                      "a.b",
                                      "caf\xc3\xa9",
                                      "a\n",
                                      "\xce\xb1",
                                      "a2345678901234567890123456789012345678901234567890"};
    (void)state;
    for (size_t i = 0; i < sizeof GOOD / sizeof GOOD[0]; i++)
        assert_true(text_is_name(GOOD[i]));
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++)
        assert_false(text_is_name(BAD[i]));
}

static void names_that_terminals_are_safe_from(void **state) {
    struct arena *arena = *state;
    assert_string_equal(text_clean(arena, ""), "");
    assert_string_equal(text_clean(arena, "a b:c#2"), "a b:c#2");
    assert_string_equal(text_clean(arena, "caf\xc3\xa9"), "caf\xc3\xa9");
    assert_string_equal(text_clean(arena, "\033[31m\tred\n\x7f"), "?[31m?red??");
    assert_string_equal(text_clean(arena, "\xff"
                                          "a\xc3"),
                        "?a?"); /* no UTF-8 */
    assert_string_equal(text_clean(arena, "\xc2\x9b"
                                          "1m"),
                        "?1m"); /* C1: CSI */
    assert_string_equal(text_clean(arena, "\xe2\x80\xae"
                                          "gpj.net"),
                        "?gpj.net"); /* U+202E */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_ARENA(memory_is_zeroed_aligned_and_apart),
        WITH_ARENA(text_grows),
        WITH_ARENA(prints_of_all_lengths),
        WITH_ARENA(grouped),
        WITH_ARENA(reals_as_people_write_them),
        WITH_ARENA(float_literals),
        WITH_ARENA(numbers_read_back),
        cmocka_unit_test(nearest_words),
        cmocka_unit_test(names),
        WITH_ARENA(names_that_terminals_are_safe_from),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
