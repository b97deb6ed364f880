/* layout_test - line breaks: only blanks change, never in strings and comments; what is laid out
 * stays as it is; a line is too long only where it cannot be broken. */
#include "support.h"

#include "emit/layout.h"
#include "generator.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static void examples(void **state) {
    static const char *const ROWS[][2] = {
        {"", ""},
        {"    int x = 3;\n", "    int x = 3;\n"},
        {"    x = a +\n        b;\n", "    x = a + b;\n"},
        {"    x =\n        a;\n    y = 1;\n", "    x = a;\n    y = 1;\n"},
        {"    call(a,\n         b);\n", "    call(a, b);\n"},
        {"    x = (\n        a);\n", "    x = (a);\n"},
        {"    x = a\n        + b;\n", "    x = a + b;\n"},
        {"    /* a (\n     * b */\n    x = 1;\n", "    /* a (\n     * b */\n    x = 1;\n"},
        {"    x = 1; /* a ( \"\n * b */\n    y = 2;\n",
         "    x = 1; /* a ( \"\n * b */\n    y = 2;\n"},
        {"#if A (\n    x = \"(\";\n    y;\n#endif\n", "#if A (\n    x = \"(\";\n    y;\n#endif\n"},
        {"    x = \"\\\"(\";\n    y = '(';\n    z;\n",
         "    x = \"\\\"(\";\n    y = '(';\n    z;\n"},
        {"    {1, 2},\n    {3, 4},\n", "    {1, 2},\n    {3, 4},\n"},
        {"    x = a + /* what ( */\n        b;\n    y;\n",
         "    x = a + /* what ( */\n        b;\n    y;\n"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        assert_string_equal(layout(*state, ROWS[i][0]), ROWS[i][1]);
}

static void long_lines(void **state) {
    static const char CALL[] = "    something_with_a_long_name(first_argument, second_argument, "
                               "third_argument * factor, fourth_argument);\n";
    assert_string_equal(layout(*state, CALL),
                        "    something_with_a_long_name(first_argument, second_argument, "
                        "third_argument * factor,\n                               "
                        "fourth_argument);\n");
    static const char SUM[] = "        weight[index] = first_summand_of_this * its_own_factor + "
                              "second_summand_of_this * its_own_factor_too;\n";
    assert_string_equal(layout(*state, SUM),
                        "        weight[index] = first_summand_of_this * its_own_factor +\n"
                        "            second_summand_of_this * its_own_factor_too;\n");
}

/* --- properties --------------------------------------------------------------------------------
 */

/* The code without blanks, but with those of strings and comments: what must not change. Lines are
 * not looked at: a comment that goes over several is kept with its breaks. */
static const char *essence(struct arena *arena, const char *code) {
    struct text text = text_create(arena);
    char quote = 0;
    bool comment = false;
    for (const char *p = code; *p; p++) {
        if (!quote && !comment && isspace((unsigned char)*p))
            continue;
        text_append(&text, p, 1);
        if (comment) {
            comment = !(p[0] == '/' && p[-1] == '*');
        } else if (quote) {
            if (*p == '\\' && p[1])
                text_append(&text, ++p, 1);
            else if (*p == quote)
                quote = 0;
        } else if (*p == '"' || *p == '\'') {
            quote = *p;
        } else if (p[0] == '/' && p[1] == '*') {
            text_append(&text, ++p, 1);
            comment = true;
        }
    }
    return text.data;
}

static void put_name(struct text *out, uint64_t *seed) {
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz_";
    for (unsigned length = 1 + random_below(seed, 14); length > 0; length--)
        text_append(out, &LETTERS[random_below(seed, 27)], 1);
}

static void put_expression(struct text *out, uint64_t *seed, unsigned depth) {
    static const char *const OPERATORS[] = {
        "+", "-", "*", "/", "<=", "==", "=", "?", ":", "&", "|"};
    for (unsigned terms = 1 + random_below(seed, 5);; terms--) {
        unsigned kind = random_below(seed, depth < 3 ? 9 : 7);
        if (kind < 5)
            put_name(out, seed);
        else if (kind == 5)
            text_printf(out, "%u.%uf", random_below(seed, 100), random_below(seed, 1000));
        else if (kind == 6)
            text_puts(out, random_below(seed, 2) ? "\"a + b, (c) \\\" * d \"" : "'('");
        else {
            text_puts(out, kind == 7 ? "call(" : "(float)(");
            put_expression(out, seed, depth + 1);
            for (unsigned more = random_below(seed, 4); more > 0; more--) {
                text_puts(out, random_below(seed, 6) ? ", " : ",\n        ");
                put_expression(out, seed, depth + 1);
            }
            text_puts(out, ")");
        }
        if (terms <= 1)
            return;
        text_printf(out, " %s%s", OPERATORS[random_below(seed, 11)],
                    random_below(seed, 6) ? " " : "\n            ");
    }
}

static const char *random_code(struct arena *arena, uint64_t *seed) {
    struct text out = text_create(arena);
    for (unsigned statements = 1 + random_below(seed, 8); statements > 0; statements--) {
        unsigned kind = random_below(seed, 12);
        if (kind == 0)
            text_puts(&out, "/* one line, a + (b */\n");
        else if (kind == 1)
            text_puts(&out, "    /* two (\n     * lines \" */\n");
        else if (kind == 2)
            text_puts(&out, "#if defined(A) && (B\n");
        else if (kind == 3)
            text_puts(&out, "\n");
        else {
            text_printf(&out, "%*s", (int)random_below(seed, 10) * 4, "");
            put_expression(&out, seed, 0);
            text_puts(&out, random_below(seed, 8) ? ";\n" : "; /* what, it + (is */\n");
        }
    }
    return out.data;
}

/* Lines of more than 100 columns only where no comma or operator is in a better place. */
static void check_width(const char *code, const char *laid) {
    for (const char *line = laid; *line; line += strcspn(line, "\n") + 1) {
        size_t length = strcspn(line, "\n"), indent = strspn(line, " ");
        if (length <= 100 || strstr(line, "/*") == line + indent || strchr(line, '"'))
            continue;
        size_t third = indent + (100 - indent) / 3;
        for (size_t at = third + 1; at <= 100 && indent < 100; at++)
            if (line[at] == ' ' && line[at - 1] == ',')
                fail_msg("%.*s\nof\n%s", (int)length, line, code);
    }
}

static void only_blanks_change(void **state) {
    unsigned broken = 0;
    (void)state;
    for (uint64_t trial = 0; trial < 20000; trial++) {
        struct arena *arena = arena_create();
        uint64_t seed = trial;
        const char *code = random_code(arena, &seed), *laid = layout(arena, code);
        const char *before = essence(arena, code), *after = essence(arena, laid);
        if (strcmp(before, after) != 0)
            fail_msg("trial %u\n%s\nbecame\n%s", (unsigned)trial, code, laid);
        check_width(code, laid);
        broken += strcmp(code, laid) != 0;
        arena_free(arena);
    }
    assert_true(broken > 5000);
}

static void generated_code_stays(void **state) {
    struct generator generator;
    generator_start(&generator, *state, 7);
    for (unsigned i = 0; i < 100; i++) {
        struct network network = generator_next(&generator, i);
        const struct plan *plan = good_plan(*state, network.text, network.lanes);
        const char *source = emit_source(*state, plan, "n.h"), *header = emit_header(*state, plan);
        assert_string_equal(layout(*state, source), source);
        assert_string_equal(layout(*state, header), header);
        for (const char *line = source; *line; line += strcspn(line, "\n") + 1)
            if (!strstr(line, "/*") && strcspn(line, "\n") > 100 && !memchr(line, '"', 100))
                fail_msg("%.*s", (int)strcspn(line, "\n"), line);
        for (const char *line = source; *line; line += strcspn(line, "\n") + 1)
            if (line[0] != '\n' && strcspn(line, "\n") > 0)
                assert_int_not_equal(line[strcspn(line, "\n") - 1], ' ');
    }
}

/* A rate for each of 200,000 epochs is one statement of two megabytes. */
static void endless_statements(void **state) {
    struct text code = text_create(*state);
    text_puts(&code, "    static const float rates[] = {");
    for (int i = 0; i < 200000; i++)
        text_printf(&code, "%s0.%06uf", i ? ", " : "", i);
    text_puts(&code, "};\n");
    const char *laid = layout(*state, code.data);
    assert_string_equal(essence(*state, laid), essence(*state, code.data));
    for (const char *line = laid; *line; line += strcspn(line, "\n") + 1)
        assert_in_range(strcspn(line, "\n"), 1, 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_ARENA(examples),
        WITH_ARENA(long_lines),
        cmocka_unit_test(only_blanks_change),
        WITH_ARENA(generated_code_stays),
        WITH_ARENA(endless_statements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
