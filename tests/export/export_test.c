/* export_text(): a parser of its own reads the literals back, for numbers that are hard to write.
 */
#include "export.h"

#include <float.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WEIGHTS = 4096, BIAS = 5, PARAMETERS = WEIGHTS + BIAS };

static const struct netc_tensor TENSORS[] = {
    {"A1.weight", 0, WEIGHTS, 4, {16, 4, 8, 8}},
    {"A1.bias", WEIGHTS, BIAS, 1, {BIAS}},
};

static const struct netc_model MODEL = {
    .name = "net_2",
    .tensors = TENSORS,
    .tensor_count = 2,
    .parameters = PARAMETERS,
};

/* Numbers of every exponent; some whole, some at the ends of what a float can be. */
static void fill(float *values) {
    static const float HARD[] = {0.0f,    -0.0f,    1.0f,        -3.0f,        1e9f,
                                 FLT_MAX, -FLT_MAX, FLT_MIN,     0x1p-149f,    -0x1.fffffcp-127f,
                                 0.1f,    1e-5f,    16777216.0f, 123456792e3f, 1.00000012f};
    uint32_t state = 12345;
    for (size_t i = 0; i < PARAMETERS; i++) {
        do {
            state = state * 1664525u + 1013904223u;
            memcpy(&values[i], &state, sizeof state);
        } while (!isfinite(values[i]));
    }
    memcpy(values + 7, HARD, sizeof HARD);
}

/* The next number behind a blank, checked to be a literal of type float: with a point or an
 * exponent, and ending in `f,`. NULL if the list ends here. */
static const char *next_literal(const char *text, float *value) {
    text += strspn(text, " \n");
    if (*text == '}') {
        return NULL;
    }
    size_t length = strspn(text, "0123456789+-.e");
    char *end;
    assert_true(length > 0 && strcspn(text, ".e") < length);
    *value = strtof(text, &end);
    assert_ptr_equal(end, text + length);
    assert_memory_equal(end, "f,", 2);
    return end + 2;
}

static const char *read_tensor(const char *text, const struct netc_tensor *tensor, float *values) {
    size_t count = 0;
    text = strchr(strstr(text, tensor->name), '{') + 1;
    for (const char *next; (next = next_literal(text, &values[count])); text = next) {
        assert_true(++count <= tensor->count);
    }
    assert_int_equal(count, tensor->count);
    return text;
}

static void round_trip(void **state) {
    static float values[PARAMETERS], back[PARAMETERS + 1];
    struct netc_error error;
    size_t size;
    (void)state;
    fill(values);
    char *text = export_text(&MODEL, values, &size, &error);
    assert_non_null(text);
    assert_int_equal(strlen(text), size);
    const char *rest = strstr(text, "static const struct net_2_weights net_2_trained = {\n");
    assert_non_null(rest);
    rest = read_tensor(rest, &TENSORS[0], back);
    rest = read_tensor(rest, &TENSORS[1], back + WEIGHTS);
    assert_string_equal(rest + strspn(rest, " \n"), "},\n};\n\n#endif\n");
    assert_memory_equal(back, values, sizeof values);
    free(text);
}

static void readable(void **state) {
    static float values[PARAMETERS];
    struct netc_error error;
    size_t size;
    (void)state;
    fill(values);
    char *text = export_text(&MODEL, values, &size, &error);
    assert_non_null(text);
    assert_non_null(strstr(text, "\n    /* A1.weight: 16 x 4 x 8 x 8 */\n    {\n        "));
    assert_non_null(strstr(text, "static_assert(NET_2_PARAMETERS == 4101, \"weights of another "));
    for (const char *line = text; *line; line += strcspn(line, "\n") + 1) {
        size_t length = strcspn(line, "\n");
        assert_true(length <= 100 && (length == 0 || line[length - 1] != ' '));
    }
    free(text);
}

static void finite_only(void **state) {
    static const float BAD[] = {INFINITY, -INFINITY, NAN};
    static float values[PARAMETERS];
    struct netc_error error;
    size_t size;
    (void)state;
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        fill(values);
        values[PARAMETERS - 1] = BAD[i];
        assert_null(export_text(&MODEL, values, &size, &error));
        assert_string_equal(error.text,
                            "some weights are no finite numbers, which cannot be written as C");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_trip),
        cmocka_unit_test(readable),
        cmocka_unit_test(finite_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
