/* svg_test.c - the pieces of markup. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "draw/svg.h"

#include <cmocka.h>

static int create(void **state) {
    *state = arena_create();
    return 0;
}

static int destroy(void **state) {
    arena_free(*state);
    return 0;
}

static void markup_is_escaped(void **state) {
    struct text out = text_create(*state);
    svg_escaped(&out, "a<b>&\"c\" 'd'\x1b[1m\n\x7f\xc3\xa9");
    assert_string_equal(out.data, "a&lt;b&gt;&amp;&quot;c&quot; &#39;d&#39;\xef\xbf\xbd[1m"
                                  "\xef\xbf\xbd\xef\xbf\xbd\xc3\xa9");
}

static void numbers_are_short(void **state) {
    static const struct {
        double number;
        const char *text;
    } ROWS[] = {{0, "0"},        {-0.001, "0"},         {1, "1"},          {100, "100"},
                {0.125, "0.13"}, {-2.5, "-2.5"},        {1e7, "10000000"}, {12.999, "13"},
                {1e-9, "0"},     {-1234.06, "-1234.06"}};
    for (unsigned i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct text out = text_create(*state);
        svg_number(&out, ROWS[i].number);
        assert_string_equal(out.data, ROWS[i].text);
    }
}

static void formats_have_numbers_and_strings(void **state) {
    struct text out = text_create(*state);
    svg_put(&out, "<a b=\"#\" c=\"$\"/>", 1.5, "<#$>");
    assert_string_equal(out.data, "<a b=\"1.5\" c=\"&lt;#$&gt;\"/>");
}

static void texts_have_widths(void **state) {
    (void)state;
    double plain = svg_text_width("convolutions 5x5", 10, false);
    assert_true(svg_text_width("", 10, false) == 0);
    assert_true(plain > 80 && plain < 110);
    assert_true(svg_text_width("convolutions 5x5", 20, false) == 2 * plain);
    assert_true(svg_text_width("convolutions 5x5", 10, true) > plain);
    assert_true(svg_text_width("WWW", 10, false) > 2 * svg_text_width("iii", 10, false));
    assert_true(svg_text_width("\xc3\xa9", 10, false) == 10); /* one character */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(markup_is_escaped, create, destroy),
        cmocka_unit_test_setup_teardown(numbers_are_short, create, destroy),
        cmocka_unit_test_setup_teardown(formats_have_numbers_and_strings, create, destroy),
        cmocka_unit_test(texts_have_widths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
