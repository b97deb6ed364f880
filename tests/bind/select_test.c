/* select_test.c - variants and settings: the tree that comes of them, and what is refused. */
#include "support.h"

#include "front/write.h"
#include "model/model.h"

#include <string.h>

static const char NETWORK[] = "network net {\n"
                              "    input 28x28x1\n"
                              "    C1: conv 6 of 5x5, pad same, tanh -> 28x28x6, params 156\n"
                              "    C2: conv 8 of 3x3, leaky_relu 0.1\n"
                              "    S2: avgpool 2x2\n"
                              "    flatten\n"
                              "    OUT: dense 10, softmax -> 10\n"
                              "    expect params 100\n"
                              "}\n"
                              "data mnist { scale 1/255 }\n"
                              "train { optimizer sgd, rate 0.01; batch 64; loss mse }\n";

/* The network with a variant `v` of these statements. */
static struct ast *with_variant(struct fixture *f, const char *stmts) {
    return read_text(f, "spec.net",
                     arena_printf(f->arena, "%svariant v of net {\n%s\n}\n", NETWORK, stmts));
}

static struct ast *take(struct fixture *f, struct ast *ast, const char *variant,
                        const char *setting) {
    const char *settings[] = {setting};
    struct model_options options = {variant, settings, setting ? 1 : 0};
    return model_select(f->arena, f->diags, ast, &options);
}

/* The canonical text of what is selected. */
static const char *text_of(struct fixture *f, struct ast *ast) {
    assert_string_equal(messages(f), "");
    assert_non_null(ast);
    assert_true(model_bind(f->arena, f->diags, ast));
    struct text text = text_create(f->arena);
    write_net(&text, ast, (struct write_options){false});
    return text.data;
}

static void assert_holds(struct fixture *f, struct ast *ast, const char *line) {
    const char *text = text_of(f, ast);
    if (!strstr(text, line))
        fail_msg("`%s` is not in:\n%s", line, text);
}

struct change {
    const char *stmts, *line;
};

static void overrides_change_the_tree(void **state) {
    static const struct change CHANGES[] = {
        /* words: values and kinds, but no labels and no claims */
        {"tanh -> relu; avgpool -> maxpool",
         "C1:  conv 6 of 5x5, pad same, relu -> 28x28x6, params"},
        {"leaky_relu -> relu", "C2:  conv 8 of 3x3, relu\n"},
        {"leaky_relu -> elu 0.5", "C2:  conv 8 of 3x3, elu 0.5\n"},
        {"leaky_relu -> softmax; softmax -> sigmoid", "C2:  conv 8 of 3x3, softmax\n"},
        {"leaky_relu -> softmax; softmax -> sigmoid", "OUT: dense 10, sigmoid "},
        {"same -> valid", "conv 6 of 5x5, pad valid, tanh"},
        {"avgpool -> maxpool", "S2:  maxpool 2x2\n"},
        /* attributes */
        {"C2.filters 20", "C2:  conv 20 of 3x3, leaky_relu 0.1\n"},
        {"C2.kernel 7", "C2:  conv 8 of 7, leaky_relu 0.1\n"},
        {"C2.stride 2", "C2:  conv 8 of 3x3, stride 2, leaky_relu 0.1\n"},
        {"C2.activation relu", "C2:  conv 8 of 3x3, relu\n"},
        {"C2.activation leaky_relu", "C2:  conv 8 of 3x3, leaky_relu\n"},
        {"OUT.units 12 -> 12, params 9",
         "OUT: dense 12, softmax             -> 12,      params 9\n"},
        /* words first, whatever the order */
        {"C2.activation leaky_relu 0.3; leaky_relu -> relu",
         "C2:  conv 8 of 3x3, leaky_relu 0.3\n"},
        /* whole layers, and their claims */
        {"S2 maxpool 3x3, stride 1", "S2:  maxpool 3x3, stride 1\n"},
        {"OUT dense 9, linear", "OUT: dense 9, linear               -> 10\n"},
        {"OUT dense 9, linear -> 9", "OUT: dense 9, linear               -> 9\n"},
        {"OUT -> 10, params 77", "OUT: dense 10, softmax             -> 10,      params 77\n"},
        {"S2 conv 4 of 1x1, tanh; S2.stride 2", "S2:  conv 4 of 1x1, stride 2, tanh\n"},
        /* other statements */
        {"input 32x32x1", "    input 32x32x1\n"},
        {"expect params 7, macs 8", "    expect params 7, macs 8\n"},
        {"train.batch 32", "    batch 32\n"},
        {"train.epochs 3", "    epochs 3\n"},
        {"train.optimizer adam, rate 0.1", "    optimizer adam, rate 0.1\n"},
        {"train.optimizer.rate 0.1*2 : 0.2", "    optimizer sgd, rate 0.1*2 : 0.2\n"},
        {"train.optimizer.momentum 0.9", "    optimizer sgd, rate 0.01, momentum 0.9\n"},
        {"data.pad 2", "    scale 1/255\n    pad 2\n"},
        {"data.map 0..255 to -1..1", "data mnist {\n    map 0..255 to -1..1\n}"},
        {"data.scale 1/128", "    scale 1/128\n"},
    };
    for (size_t i = 0; i < sizeof CHANGES / sizeof CHANGES[0]; i++)
        assert_holds(*state, take(*state, with_variant(*state, CHANGES[i].stmts), "v", NULL),
                     CHANGES[i].line);
}

static void settings_change_the_tree(void **state) {
    struct fixture *f = *state;
    struct ast *ast = with_variant(f, "C2.filters 20");
    assert_holds(f, take(f, ast, NULL, NULL), "C2:  conv 8 of 3x3");
    assert_holds(f, take(f, ast, NULL, "C2.filters=30"), "C2:  conv 30 of 3x3");
    assert_holds(f, take(f, ast, "v", "C2.filters=30"), "C2:  conv 30 of 3x3");
    assert_holds(f, take(f, ast, "v", "C2.stride=2"), "C2:  conv 20 of 3x3, stride 2");
    assert_holds(f, take(f, ast, NULL, "S2=maxpool 3x3, stride 1"), "maxpool 3x3, stride 1");
    assert_holds(f, take(f, ast, NULL, "train.optimizer=adam, rate 0.5"), "adam, rate 0.5");
    /* what was read is as it was */
    assert_holds(f, take(f, ast, NULL, NULL), "C2:  conv 8 of 3x3");
}

/* The file's claims are about its own network; those of settings are about the changed one. */
static void settings_drop_claims(void **state) {
    struct fixture *f = *state;
    struct ast *ast = with_variant(f, "C2.filters 20");
    static const char *const DROPPED[] = {"C2.filters=30", "input=32x32x1", "S2=maxpool 2x2"};
    static const char *const KEPT[] = {"train.batch=3", "data.pad=2", "expect=params 5"};
    for (size_t i = 0; i < 3; i++) {
        const char *text = text_of(f, take(f, ast, i ? NULL : "v", DROPPED[i]));
        assert_null(strstr(text, "->"));
        assert_null(strstr(text, "expect"));
        text = text_of(f, take(f, ast, i ? NULL : "v", KEPT[i]));
        assert_non_null(strstr(text, "-> 28x28x6, params"));
        assert_non_null(strstr(text, "expect"));
    }
    assert_holds(f, take(f, ast, NULL, "expect=params 5"), "expect params 5\n");
    assert_holds(f, take(f, ast, NULL, "C2.filters=30 -> params 7"), "tanh\n");
    assert_holds(f, take(f, ast, NULL, "C2.filters=30 -> params 7"), "-> params 7\n");
    assert_holds(f, take(f, ast, NULL, NULL), "-> 28x28x6, params"); /* the tree is as it was */
}

static void selection_drops_the_variants(void **state) {
    struct fixture *f = *state;
    const char *text = text_of(f, take(f, with_variant(f, "C2.filters 20"), "v", NULL));
    assert_null(strstr(text, "variant"));
    assert_non_null(strstr(text, "network net {"));
}

static void missing_blocks_are_made(void **state) {
    struct fixture *f = *state;
    struct ast *ast = read_text(f, "a.net", "network a { input 4x4x1; flatten }");
    assert_holds(f, take(f, ast, NULL, "train.batch=3"), "train {\n    batch 3\n}");
    assert_holds(f, take(f, ast, NULL, "data.pad=3"), "data {\n    pad 3\n}");
}

static void variants_are_listed_in_order(void **state) {
    struct fixture *f = *state;
    unsigned count;
    struct ast *ast = read_text(f, "a.net", "variant b of n { }\nvariant a of n { }\n");
    const char *const *names = model_variants(f->arena, ast, &count);
    assert_int_equal(count, 2);
    assert_string_equal(names[0], "b");
    assert_string_equal(names[1], "a");
}

struct refusal {
    const char *stmts, *messages;
};

static void overrides_that_fit_nothing(void **state) {
    static const struct refusal REFUSALS[] = {
        {"softmaxx -> tanh",
         "13:1 `softmaxx` is nowhere in network `net`\n  help: did you mean `softmax`?\n"},
        {"OUT2.units 3", "13:1 network `net` has no layer `OUT2`\n  help: did you mean `OUT`?\n"},
        {"C2.filtres 3",
         "13:1 `conv` has no attribute `filtres`\n  help: did you mean `filters`?\n"},
        {"C2 filters 3", "13:4 `filters` is no layer kind, but an attribute of `C2`\n"
                         "  help: write `C2.filters 3`\n"},
        {"relu tanh", "13:1 network `net` has no layer `relu`\n"
                      "  help: a word is replaced everywhere by `relu -> tanh`\n"},
        {"train batch 3", "13:1 network `net` has no layer `train`\n"
                          "  help: a statement of `train` is changed as in `train.batch ...`\n"},
        {"train.batchs 3",
         "13:1 `train` has no statement `batchs`\n  help: did you mean `batch`?\n"},
        {"train.rate 3", "13:1 `train` has no statement `rate`\n"
                         "  help: it is an attribute: `train.optimizer.rate`\n"},
        {"train.schedule.decay 3", "13:1 there is no statement `schedule` in `train` to change\n"
                                   "  help: write the whole statement as `train.schedule ...`\n"},
        {"train.loss.x 3", "13:1 `mse` has no attribute `x`\n"},
        {"C2.kernel.x 3", "13:1 `C2.kernel.x` leads nowhere: a path is LABEL.ATTRIBUTE\n"},
        {"a.b.c.d 3", "13:1 `a.b.c.d` leads nowhere: it has too many parts\n"},
        {"C2.filters", "13:1 `C2.filters` needs a value behind it\n"},
        {"S2", "13:1 nothing is said of layer `S2`\n"
               "  help: write its new kind behind it, as in `S2 maxpool 2x2`\n"},
        {"S2: maxpool 3x3", "13:1 a layer is changed without a colon behind its label\n"
                            "  help: write `S2 maxpool ...`\n"},
        {"C2.filters 3, stride 2", "13:15 `C2.filters` takes one value\n"
                                   "  help: change each attribute by a statement of its own\n"},
        {"C2.filters 3; C2.filters 4",
         "13:15 `C2.filters` is changed twice\n  13:1 note: the first is here\n"},
        {"leaky_relu -> 5", "13:15 `leaky_relu` can only be replaced by another word\n"},
        {"5 6", "13:1 a change starts with a label or a path, not with `5`\n"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof REFUSALS / sizeof REFUSALS[0]; i++) {
        clear_messages(f);
        assert_null(take(f, with_variant(f, REFUSALS[i].stmts), "v", NULL));
        assert_string_equal(messages(f), REFUSALS[i].messages);
    }
}

static void wrong_values_are_found_by_bind(void **state) {
    static const struct refusal REFUSALS[] = {
        {"C2.filters tanh", "13:12 `filters` wants a whole number such as `6`, not `tanh`\n"},
        {"C2.activation 3",
         "13:15 `activation` cannot be `3`\n  help: it can be `linear`, `tanh`, `squash`, "
         "`sigmoid`, `relu`, `leaky_relu`, `elu`, `gelu`, `silu`, `softplus` or `softmax`\n"},
        {"leaky_relu -> reluu",
         "13:15 `conv` does not know `reluu`\n  help: did you mean `relu`?\n"},
        {"S2 maxpool 0", "13:12 `size` of `maxpool` must be between 1 and 100,000,000, not 0\n"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof REFUSALS / sizeof REFUSALS[0]; i++) {
        clear_messages(f);
        struct ast *ast = take(f, with_variant(f, REFUSALS[i].stmts), "v", NULL);
        assert_non_null(ast);
        assert_false(model_bind(f->arena, f->diags, ast));
        assert_string_equal(messages(f), REFUSALS[i].messages);
    }
}

static void variants_with_wrong_heads(void **state) {
    static const struct refusal REFUSALS[] = {
        {"variant v of nett { }", "1:14 there is no network `nett`\n  help: did you mean `net`?\n"},
        {"variant w of net { }\nvariant v of w { }",
         "2:14 there is no network `w`\n"
         "  help: `w` is a variant, and a variant starts from a network\n"},
        {"variant v { }", "1:1 a variant starts with its name and its network\n"
                          "  help: write `variant NAME of NETWORK {`\n"},
        {"variant v of net { }\nvariant v of net { }",
         "2:9 variant `v` is written twice\n  1:9 note: the first is here\n"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof REFUSALS / sizeof REFUSALS[0]; i++) {
        clear_messages(f);
        struct ast *ast =
            read_text(f, "a.net", arena_printf(f->arena, "%s\n%s", REFUSALS[i].stmts, NETWORK));
        assert_non_null(take(f, ast, NULL, NULL)); /* the network itself goes on */
        assert_string_equal(messages(f), REFUSALS[i].messages);
    }
}

static void unknown_variants_and_settings_are_usage(void **state) {
    struct fixture *f = *state;
    struct ast *ast = with_variant(f, "C2.filters 20");
    assert_null(take(f, ast, "w", NULL));
    assert_int_equal(f->diags->fault, FAULT_USAGE);
    assert_string_equal(messages(f), "`spec.net` has no variant `w`\n  help: there is `v`\n");
    clear_messages(f);
    assert_null(take(f, ast, NULL, "C2.filters"));
    assert_int_equal(f->diags->fault, FAULT_USAGE);
    clear_messages(f);
    assert_null(take(f, ast, NULL, "C2.filtres=3"));
    assert_string_equal(messages(f),
                        "1:1 `conv` has no attribute `filtres`\n  help: did you mean `filters`?\n");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_create, fixture_free)
    const struct CMUnitTest tests[] = {
        TEST(overrides_change_the_tree),  TEST(settings_change_the_tree),
        TEST(settings_drop_claims),       TEST(selection_drops_the_variants),
        TEST(missing_blocks_are_made),    TEST(variants_are_listed_in_order),
        TEST(overrides_that_fit_nothing), TEST(wrong_values_are_found_by_bind),
        TEST(variants_with_wrong_heads),  TEST(unknown_variants_and_settings_are_usage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
