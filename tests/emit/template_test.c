/* template_test - holes and conditions of kernels; and that tidying never changes a value. */
#include "support.h"

#include "emit/template.h"
#include "random.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *filled(struct arena *arena, const char *text, const struct hole *holes,
                          unsigned count) {
    struct unit unit = unit_create(arena);
    unit_text(&unit, text, NULL, holes, count);
    return unit.body.data;
}

/* --- holes and conditions ----------------------------------------------------------------------
 */

static void holes_are_filled(void **state) {
    static const struct hole HOLES[] = {{"NAME", "C1_forward"}, {"N", "28"}, {"RATE", "0.5f"}};
    assert_string_equal(filled(*state,
                               "/*! notes\n * for maintainers */\n\n"
                               "/* NAME: N */\nvoid NAME(int NAMES, int N_1) {\n"
                               "    x[N] = RATE * XN;\n}\n",
                               HOLES, 3),
                        "/* C1_forward: 28 */\nvoid C1_forward(int NAMES, int N_1) {\n"
                        "    x[28] = 0.5f * XN;\n}\n\n");
    struct unit unit = unit_create(*state);
    unit_text(&unit, "a\n", "What it does.", NULL, 0);
    assert_string_equal(unit.body.data, "/* What it does. */\na\n\n");
}

static void conditions(void **state) {
    static const char TEXT[] = "#if A\na\n#if B\nab\n#else\na-\n#endif\n#else\n-\n"
                               "#ifdef B\n-b\n#endif\n#if !B\n-!\n#endif\n#endif\nend\n";
    static const struct {
        const char *a, *b, *out;
    } ROWS[] = {{"1", "1", "a\nab\nend\n\n"},      {"1", "0", "a\na-\nend\n\n"},
                {"1", NULL, "a\na-\nend\n\n"},     {"0", "1", "-\n-b\nend\n\n"},
                {"0", "0", "-\n-b\n-!\nend\n\n"},  {NULL, NULL, "-\n-!\nend\n\n"},
                {"0.5f", "0.0f", "a\na-\nend\n\n"}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct hole holes[2];
        unsigned count = 0;
        if (ROWS[i].a)
            holes[count++] = (struct hole){"A", ROWS[i].a};
        if (ROWS[i].b)
            holes[count++] = (struct hole){"B", ROWS[i].b};
        assert_string_equal(filled(*state, TEXT, holes, count), ROWS[i].out);
    }
}

/* What a passive part includes is not emitted; what is included twice is emitted once. */
static void includes(void **state) {
    static const struct hole OFF = {"A", "0"};
    struct unit unit = unit_create(*state);
    unit_text(&unit, "#if A\n#include \"math/sum_lanes.c\"\n#include <math.h>\n#endif\n", NULL,
              &OFF, 1);
    assert_null(strstr(unit.body.data, "sum_lanes"));
    assert_null(strstr(unit.system.data, "math.h"));
    for (int i = 0; i < 2; i++)
        unit_text(&unit, "#include \"math/sum_lanes.c\"\n#include <math.h>\nuse\n", NULL, &OFF, 1);
    const char *first = strstr(unit.body.data, "static inline float sum_lanes");
    assert_non_null(first);
    assert_null(strstr(first + 1, "static inline float sum_lanes"));
    assert_true(first < strstr(unit.body.data, "use"));
    assert_string_equal(unit.system.data, "#include <string.h>\n#include <math.h>\n");
}

/* --- tidying -----------------------------------------------------------------------------------
 */

static void tidied(void **state) {
    static const struct hole HOLES[] = {{"ZERO", "0"}, {"ONE", "1"}, {"FIVE", "5"}};
    static const char *const ROWS[][2] = {
        {"row * ONE - ZERO", "row"},
        {"(c * FIVE + r) * ONE + x", "(c * 5 + r) + x"},
        {"ONE * FIVE", "5"},
        {"FIVE * ONE", "5"},
        {"r + FIVE - 1 - i", "r + 4 - i"},
        {"(FIVE - 1) * x", "(4) * x"},
        {"x - FIVE - 1", "x - 5 - 1"},
        {"FIVE * FIVE - 1", "5 * 5 - 1"},
        {"(FIVE - 1 * x)", "(5 - 1 * x)"},
        {"(FIVE - 7 % x)", "(5 - 7 % x)"},
        {"(FIVE - 1.5f)", "(5 - 1.5f)"},
        {"(FIVE - 1u)", "(5 - 1u)"},
        {"x + ZERO / y", "x + 0 / y"},
        {"x + ZERO % y", "x + 0 % y"},
        {"x + ZERO * y", "x + 0 * y"},
        {"x / ONE * y", "x * y"},
        {"x % ONE * y", "x % 1 * y"},
        {"x / FIVE / ONE", "x / 5"},
        {"x[ZERO]", "x[0]"},
        {"ONE *p", "1 *p"},
        {"i < ONE", "i < 1"},
        {"(c * FIVE + i) *\n    ONE + j", "(c * 5 + i) + j"},
        {"x + ZERO *\n    y", "x + 0 * y"},
        {"x +\n    ZERO", "x"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        assert_string_equal(filled(*state, arena_printf(*state, "%s\n", ROWS[i][0]), HOLES, 3),
                            arena_printf(*state, "%s\n\n", ROWS[i][1]));
}

/* Sums and products of whole numbers, variables a to d and holes A to F, as kernels write them. */
static const int64_t VARIABLES[] = {3, 7, 11, -5};
static const char *const NUMBERS[] = {"0", "1", "2", "5", "1", "0"};
static const struct hole HOLES[] = {{"A", "0"}, {"B", "1"}, {"C", "2"},
                                    {"D", "5"}, {"E", "1"}, {"F", "0"}};

struct evaluation {
    const char *at;
    bool by_zero;
};

static int64_t sum_value(struct evaluation *e);

static int64_t unit_value(struct evaluation *e) {
    char c = *e->at++;
    if (c == '(') {
        int64_t value = sum_value(e);
        assert_int_equal(*e->at, ')');
        e->at++;
        return value;
    }
    if (islower((unsigned char)c))
        return VARIABLES[c - 'a'];
    if (isupper((unsigned char)c))
        return strtoll(NUMBERS[c - 'A'], NULL, 10);
    if (!isdigit((unsigned char)c))
        fail_msg("what is `%s`?", e->at - 1);
    e->at--;
    char *end;
    int64_t value = strtoll(e->at, &end, 10);
    e->at = end;
    return value;
}

/* The operator at *e, one of these; past it and what is blank behind it. 0: there is none. */
static char operator_of(struct evaluation *e, const char *operators) {
    if (e->at[0] != ' ' || !strchr(operators, e->at[1]))
        return 0;
    char found = e->at[1];
    e->at += 2;
    assert_true(*e->at == ' ' || *e->at == '\n');
    e->at += strspn(e->at, " \n");
    return found;
}

static int64_t product_value(struct evaluation *e) {
    int64_t value = unit_value(e);
    for (char operation; (operation = operator_of(e, "*/%"));) {
        int64_t factor = unit_value(e);
        if (operation == '*') {
            value *= factor;
        } else if (factor == 0) {
            e->by_zero = true;
        } else {
            value = operation == '/' ? value / factor : value % factor;
        }
    }
    return value;
}

static int64_t sum_value(struct evaluation *e) {
    int64_t value = product_value(e);
    for (char operation; (operation = operator_of(e, "+-"));) {
        int64_t term = product_value(e);
        value = operation == '-' ? value - term : value + term;
    }
    return value;
}

static int64_t value_of(const char *text, bool *by_zero) {
    struct evaluation e = {text, false};
    assert_memory_equal(text, "x = ", 4);
    e.at += 4;
    int64_t value = sum_value(&e);
    assert_int_equal(*e.at, '\n');
    *by_zero = e.by_zero;
    return value;
}

static void put_expression(struct text *out, uint64_t *seed, unsigned depth) {
    static const char *const OPERATORS[] = {" + ", " - ", " * ", " / ", " % ", " + ", " * ", " - "};
    unsigned operands = 1 + random_below(seed, 4);
    for (unsigned i = 0; i < operands; i++) {
        text_puts(out, i ? OPERATORS[random_below(seed, 8)] : "");
        if (i && random_below(seed, 8) == 0) {
            out->data[--out->length] = '\0'; /* a line break instead of the blank */
            text_puts(out, "\n        ");
        }
        unsigned kind = random_below(seed, depth < 3 ? 8 : 6);
        if (kind < 4)
            text_printf(out, "%c", 'A' + (int)random_below(seed, 6));
        else if (kind == 4)
            text_printf(out, "%c", 'a' + (int)random_below(seed, 4));
        else if (kind == 5)
            text_printf(out, "%u", random_below(seed, 8));
        else {
            text_puts(out, "(");
            put_expression(out, seed, depth + 1);
            text_puts(out, ")");
        }
    }
}

static void values_stay(void **state) {
    enum { TRIALS = 100000 };
    unsigned shorter = 0;
    (void)state;
    for (uint64_t trial = 0; trial < TRIALS; trial++) {
        struct arena *arena = arena_create();
        uint64_t seed = trial;
        struct text text = text_create(arena);
        text_puts(&text, "x = ");
        put_expression(&text, &seed, 0);
        text_puts(&text, "\n");
        const char *out = filled(arena, text.data, HOLES, 6);
        bool before_by_zero, after_by_zero;
        int64_t before = value_of(text.data, &before_by_zero);
        int64_t after = value_of(out, &after_by_zero);
        if (before_by_zero != after_by_zero || (!before_by_zero && before != after))
            fail_msg("%lld, then %lld:\n%s%s", (long long)before, (long long)after, text.data, out);
        shorter += strlen(out) < text.length;
        arena_free(arena);
    }
    assert_true(shorter > TRIALS / 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_ARENA(holes_are_filled), WITH_ARENA(conditions),        WITH_ARENA(includes),
        WITH_ARENA(tidied),           cmocka_unit_test(values_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
