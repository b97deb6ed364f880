/* The YAML reader: the tree of the .net twin, places in the YAML text, and what YAML may not do. */
#include "support.h"

#include <string.h>

static void check_twin(struct fixture *f, const char *name) {
    const char *written = file_text(f, arena_printf(f->arena, "corpus/%s.net", name));
    const char *text = file_text(f, arena_printf(f->arena, "corpus/%s.yaml", name));
    const char *expected = dump(f, read_text(f, "a.net", written));
    assert_string_equal(dump(f, read_text(f, "a.yaml", text)), expected);
    assert_string_equal(dump(f, read_text(f, "a.yml", text)), expected);
    assert_string_equal(messages(f), "");
    const char *marked = arena_printf(f->arena, "\xEF\xBB\xBF---\n%s...\n", text);
    assert_string_equal(dump(f, read_text(f, "a.yaml", marked)), expected);
    assert_string_equal(messages(f), "");
}

static void gives_the_tree_of_the_twin(void **state) {
    check_twin(*state, "features");
    check_twin(*state, "tables");
}

static const char *covered(struct fixture *f, struct span span) {
    assert_non_null(span.source);
    return arena_strndup(f->arena, span.source->data + span.begin, span.end - span.begin);
}

static void places_are_in_the_yaml(void **state) {
    struct fixture *f = *state;
    struct ast *ast = read_text(f, "a.yaml",
                                "# \u00E9\u2192\U0001D11E\r\n"
                                "network: n\r\n"
                                "layers:\r\n"
                                "  - {label: C1, kind: conv, init: 'he_normal', activation: "
                                "\"leaky_relu 0.1\", pad: \"s\\u0061me\", claim: {params: 156}}\n");
    assert_string_equal(messages(f), "");
    const struct stmt *stmt = ast->blocks->stmts;
    assert_string_equal(covered(f, ast->blocks->span), "network: n");
    assert_string_equal(covered(f, stmt->label_span), "C1");
    assert_string_equal(covered(f, stmt->phrases->span), "conv");
    const struct phrase *phrase = stmt->phrases->next;
    assert_string_equal(covered(f, phrase->atoms->span), "init");
    assert_string_equal(covered(f, phrase->atoms->next->span), "he_normal");
    phrase = phrase->next;
    assert_string_equal(covered(f, phrase->atoms->next->span), "leaky_relu");
    assert_string_equal(covered(f, phrase->atoms->next->next->span), "0.1");
    assert_string_equal(covered(f, phrase->next->atoms->next->span), "\"s\\u0061me\"");
    assert_string_equal(phrase->next->atoms->next->text, "same");
    assert_string_equal(covered(f, stmt->arrow_span), "claim");
    assert_string_equal(covered(f, stmt->claims->span), "params: 156");
}

static void scalars_are_words_and_numbers_of_the_language(void **state) {
    struct fixture *f = *state;
    struct ast *ast = read_text(f, "a.yaml", "train: {a: no, b: 1_000, c: 0x10, d: '12', e: ~x}");
    assert_string_equal(messages(f), "1:47 `~` means nothing here\n");
    const struct stmt *stmt = ast->blocks->stmts;
    assert_int_equal(stmt->phrases->atoms->next->kind, ATOM_WORD);
    assert_int_equal(stmt->next->phrases->atoms->next->integer, 1000);
    assert_int_equal(stmt->next->next->phrases->atoms->next->kind, ATOM_SHAPE);
    assert_int_equal(stmt->next->next->next->phrases->atoms->next->integer, 12);
}

static const struct {
    const char *text, *said;
} REFUSED[] = {
    {"network: &a x", "1:10 a spec has no anchors, and `&a` is one"},
    {"network: &a x\ndata: *a", "1:10 a spec has no anchors, and `&a` is one\n"
                                "2:7 a spec has no aliases, and `*a` is one"},
    {"train: &a {b: c}", "1:8 a spec has no anchors, and `&a` is one"},
    {"network: !!str x", "1:10 a spec has no YAML tags\n"
                         "  help: the type of a value follows from its key"},
    {"network: ! x", "1:10 a spec has no YAML tags\n"
                     "  help: the type of a value follows from its key"},
    {"train: !t {b: c}", "1:8 a spec has no YAML tags\n"
                         "  help: the type of a value follows from its key"},
    {"network: a\nnetwork: b", "2:1 the key `network` is given twice\n"
                               "  1:1 note: it is given here already"},
    {"train: {b: 1, c: 2, b: 3}", "1:21 the key `b` is given twice\n"
                                  "  1:9 note: it is given here already"},
    {"network: a\n---\nnetwork: b",
     "2:1 a spec is one YAML document, and here a second one starts"},
    {"- a", "1:1 a spec in YAML is a mapping: `network: NAME`, `input: 28x28x1`, `layers: ...`"},
    {"a", "1:1 a spec in YAML is a mapping: `network: NAME`, `input: 28x28x1`, `layers: ...`"},
    {"train: {a: [[[[[[[[b]]]]]]]]}", "1:16 nested too deeply: a spec has at most 6 levels"},
    {"network: |\n  a\n", "1:10 a value stands on one line"},
    {"network: a\n  b\n", "1:10 a value stands on one line"},
    {"network: \"a\\nb\"", "1:10 a value has no control characters"},
    {"network: \"a\\0b\"", "1:10 a value has no control characters"},
    {"network:\n", "1:9 `network` has no value"},
    {"train: {b: }", "1:12 `b` has no value"},
    {"train: {b: ''}", "1:12 `b` has no value"},
    {"train: {b: [c]}", "1:12 `b` is a mapping, not a list"},
    {"train: {b: {c: {d: e}}}", "1:16 `c` is a value, not a mapping"},
    {"train: {b c: d}", "1:9 a key is one word"},
    {"train: {5: d}", "1:9 a key is one word"},
    {"train: {[b]: d}", "1:9 a key is one word"},
    {"train: {b: 'c, d'}", "1:14 expected the end of the value, found `,`"},
    {"train: {b: 'c -> d'}", "1:15 expected the end of the value, found `->`"},
    {"train: {b: 5xx}", "1:12 `5xx` is not a number\n"
                        "  help: numbers are written as `64`, `0.01`, `1e-3` or `1/255`, shapes as "
                        "`28x28x1`, ranges as `0..255`"},
    {"layrs: []", "1:1 unknown key `layrs` at the top level\n  help: did you mean `layers`?"},
    {"layers: []", "1:1 the network has no name\n"
                   "  help: write `network: NAME` at the top level"},
    {"network: a\nlayers: {b: c}", "2:9 `layers` is a list, with a `-` before each layer"},
    {"network: a\nlayers:\n- {label: b}", "3:3 a layer needs its `kind`"},
    {"network: a\nlayers:\n- {kind: c, label: b c}", "3:20 `label` is one word"},
    {"network: a\nlayers:\n- [b]", "3:3 a layer is a value, not a list"},
    {"variants: {a: {fo: b}}", "1:16 unknown key `fo` in a variant\n  help: did you mean `of`?"},
    {"variants: {a: {set: b}}", "1:21 `set` is a mapping, not a value"},
    {"variants: []", "1:11 `variants` is a mapping, not a list"},
    {"tables: [a]", "1:9 `tables` is a mapping, not a list"},
    {"tables: {a: 5}", "1:13 `a` is a mapping, not a value"},
    {"tables: {a: {inputs: 6, outputs: 16, map: {0: all}}}",
     "1:38 unknown key `map` in a table\n  help: did you mean `maps`?"},
    {"tables: {a: {outputs: 16}}", "1:10 `a` needs its `inputs`"},
    {"tables: {a: {inputs: 6, outputs: [16]}}", "1:34 `outputs` is a value, not a list"},
    {"tables: {a: {inputs: 6, outputs: 9, maps: [all]}}", "1:43 `maps` is a mapping, not a list"},
    {"tables: {a: {inputs: 6, outputs: 9, maps: {b: all}}}",
     "1:44 a key in `maps` is a number such as `15`, or a range such as `0..5`"},
    {"tables: {a: {inputs: 6, outputs: 9, maps: {0: {b: c}}}}",
     "1:47 `0` is a value, not a mapping"},
    {"tables: {a: {inputs: 6, outputs: 9, maps: {0: [], 1: [2, b, 4..3], 2: [[5], 6], 3: [7, "
     "[8]]}}}",
     "1:47 a set has at least one number\n"
     "1:58 a set holds whole numbers from 0, and `b` is none\n"
     "1:61 the range `4..3` runs backwards\n"
     "1:77 a set is a list of numbers, as the others are\n"
     "1:88 a set is a list of numbers, not of lists"},
    {"tables: {a: {inputs: 6, outputs: 9, maps: {0: '{1, a}'}}}",
     "1:52 a set holds whole numbers from 0, and `a` is none"},
    {"tables: {a: {inputs: 6, outputs: 9, maps: {0: all, 0: all}}}",
     "1:52 the key `0` is given twice\n  1:44 note: it is given here already"},
    {"tables: {a: {inputs: 6, outputs: 9, rows: X..X}}",
     "1:43 `rows` is a list, with a `-` before each row"},
    {"tables: {a: {inputs: 6, outputs: 9, rows: [X..X, 'X.x.X', [X], '', 5]}}",
     "1:53 a cell is `X` or `.`, not `x`\n"
     "1:59 a row is a value, not a list\n"
     "1:64 a row has no value\n"
     "1:68 a cell is `X` or `.`, not `5`"},
    {"targets: {a: {count: 2, size: 3x5, maps: {0: all}}}", "1:36 unknown key `maps` in targets"},
    {"targets: {a: {count: 2, rows: [X]}}", "1:11 `a` needs its `size`"},
    {"targets: {a: {count: 2, size: , rows: [X]}}", "1:31 `size` has no value"},
    {"train: {rate: 0.1 : 0.2}", "1:19 this is not YAML: did not find expected ',' or '}'\n"
                                 "  help: a value that holds a `:` is written in quotes\n"
                                 "  1:8 note: while parsing a flow mapping"},
    {"network: \x01", "1:10 this is not YAML: control characters are not allowed"},
};

static void refuses(void **state) {
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof REFUSED / sizeof *REFUSED; i++) {
        clear_messages(f);
        assert_non_null(read_text(f, "a.yaml", REFUSED[i].text));
        assert_string_equal(messages(f), arena_printf(f->arena, "%s\n", REFUSED[i].said));
    }
}

static void empty_texts_have_no_blocks(void **state) {
    static const char *const EMPTY[] = {"", "\n", "# only comments", "\xEF\xBB\xBF", "{}"};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof EMPTY / sizeof *EMPTY; i++)
        assert_null(read_text(f, "a.yaml", EMPTY[i])->blocks);
    assert_string_equal(messages(f), "");
}

/* Nesting that would need a deep stack, and a mapping that would need quadratic time. */
static void hostile_texts(void **state) {
    static const char *const PARTS[] = {"[", "{a: ", "- ", "? ", "- - "};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        struct text text = text_create(f->arena);
        text_puts(&text, "network: a\nlayers: \n  ");
        for (int n = 0; n < 100000; n++)
            text_puts(&text, PARTS[i]);
        clear_messages(f);
        read_text(f, "a.yaml", text.data);
        assert_in_range(f->diags->errors, 1, 3);
    }
    struct text keys = text_create(f->arena);
    text_puts(&keys, "train:\n");
    for (int n = 0; n < 50000; n++)
        text_printf(&keys, "  key_%d: 1\n", n);
    clear_messages(f);
    read_text(f, "a.yaml", keys.data);
    assert_string_equal(messages(f), "");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_create, fixture_free)
    const struct CMUnitTest tests[] = {
        TEST(gives_the_tree_of_the_twin),
        TEST(places_are_in_the_yaml),
        TEST(scalars_are_words_and_numbers_of_the_language),
        TEST(refuses),
        TEST(empty_texts_have_no_blocks),
        TEST(hostile_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
