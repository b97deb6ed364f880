/* write_test.c - canonical .net and the YAML twin, byte for byte. */
#include "support.h"

#include "front/write.h"
#include "model/model.h"

#include <string.h>

static struct ast *bound(struct fixture *f, const char *name, const char *text) {
    struct ast *ast = read_text(f, name, text);
    assert_string_equal(messages(f), "");
    assert_true(model_bind(f->arena, f->diags, ast));
    assert_string_equal(messages(f), "");
    return ast;
}

static const char *to_net(struct fixture *f, const char *name, const char *text, bool explicit) {
    struct text out = text_create(f->arena);
    write_net(&out, bound(f, name, text), (struct write_options){explicit});
    return out.data;
}

static const char *to_yaml(struct fixture *f, const char *name, const char *text) {
    struct text out = text_create(f->arena);
    write_yaml(&out, bound(f, name, text), (struct write_options){false});
    return out.data;
}

static const char MESSY[] =
    "\n\n# about the file\n#\n\n\n"
    "network   n{ # the network\n"
    "\n"
    "  input 28x28x1;   C1:conv kernel 5x5,filters 6,tanh,pad same->shape 28x28x6,params 1_56\n"
    "  # pooling\n"
    "\n\n"
    "  avgpool 2x2 # halves\n"
    "  LONGER: conv of 3x3, filters 16, activation leaky_relu 0.10 -> 12x12x16 # more\n"
    "  flatten\n"
    "  dense 10,softmax,init he_normal -> 10\n"
    "  expect params 5,macs 6\n"
    "  # last\n"
    "\n"
    "}# done\n"
    "train{}\n"
    "data mnist{map 0..255 to -1..1}\n"
    "# in front\n"
    "variant v of n{tanh->relu;C1.filters 7->28x28x7}\n"
    "\n# end\n\n";

static const char CANONICAL[] =
    "# about the file\n"
    "#\n"
    "\n"
    "network n {  # the network\n"
    "    input 28x28x1\n"
    "\n"
    "    C1:     conv 6 of 5x5, pad same, tanh     -> 28x28x6, params 1_56\n"
    "    # pooling\n"
    "\n"
    "            avgpool 2x2                                    # halves\n"
    "    LONGER: conv 16 of 3x3, leaky_relu 0.10   -> 12x12x16  # more\n"
    "            flatten\n"
    "            dense 10, init he_normal, softmax -> 10\n"
    "\n"
    "    expect params 5, macs 6\n"
    "    # last\n"
    "}  # done\n"
    "\n"
    "train {\n"
    "}\n"
    "\n"
    "data mnist {\n"
    "    map 0..255 to -1..1\n"
    "}\n"
    "\n"
    "# in front\n"
    "variant v of n {\n"
    "    tanh -> relu\n"
    "    C1.filters 7 -> 28x28x7\n"
    "}\n"
    "\n"
    "# end\n";

static void canonical_form(void **state) {
    assert_string_equal(to_net(*state, "a.net", MESSY, false), CANONICAL);
    assert_string_equal(to_net(*state, "a.net", CANONICAL, false), CANONICAL);
}

static void models_are_canonical(void **state) {
    struct fixture *f = *state;
    const char *text = file_text(f, "models/lenet5.net");
    assert_string_equal(to_net(f, "lenet5.net", text, false), text);
}

static void explicit_shows_every_default(void **state) {
    const char *text = to_net(*state, "a.net",
                              "network n {\n input 8x8x1\n C1: conv 6 of 3x3, leaky_relu\n"
                              " avgpool 3x2\n}\ntrain { optimizer adam; batch }",
                              true);
    assert_string_equal(
        text, "network n {\n"
              "    input 8x8x1\n"
              "\n"
              "    C1: conv 6 of 3x3, stride 1x1, dilation 1x1, groups 1, pad valid, bias zeros, "
              "leaky_relu 0.2\n"
              "        avgpool 3x2, stride 3x2, pad valid\n"
              "}\n"
              "\n"
              "train {\n"
              "    optimizer adam, rate 0.001, beta_1 0.9, beta_2 0.999, epsilon 1e-7, "
              "weight_decay 0\n"
              "    batch 32\n"
              "}\n");
    assert_string_equal(to_net(*state, "a.net", text, true), text);
    assert_string_equal(to_net(*state, "a.net", text, false), text);
}

static void defaults_of_whole_statements(void **state) {
    struct fixture *f = *state;
    struct ast *ast = bound(f, "a.net",
                            "network n { input 4x4x1; flatten }\n"
                            "data mnist { map 0..1 to 2..3 }\nvariant v of n { }\n");
    struct text out = text_create(f->arena);
    model_add_defaults(f->arena, ast);
    write_net(&out, ast, (struct write_options){true});
    assert_string_equal(out.data, "network n {\n"
                                  "    input 4x4x1\n"
                                  "    flatten\n"
                                  "}\n"
                                  "\n"
                                  "data mnist {\n"
                                  "    map 0..1 to 2..3\n"
                                  "    pad 0\n"
                                  "}\n"
                                  "\n"
                                  "train {\n"
                                  "    batch 32\n"
                                  "    epochs 10\n"
                                  "    validate none\n"
                                  "    init glorot_uniform\n"
                                  "    seed 1\n"
                                  "    shuffle yes\n"
                                  "    optimizer sgd, rate 0.01, momentum 0, nesterov no, "
                                  "weight_decay 0\n"
                                  "    schedule constant, warmup 0\n"
                                  "    augment none\n"
                                  "}\n"
                                  "\n"
                                  "variant v of n {\n"
                                  "}\n");
}

static const char EVERYTHING[] =
    "network n {\n"
    "    input 28x28x1\n"
    "\n"
    "    C1:  conv 6 of 5x5, stride 2x1, pad 2, bias none, leaky_relu 0.1 -> 28x28x6, params 156\n"
    "         avgpool 2x2\n"
    "         flatten\n"
    "    OUT: dense 10, softmax                                           -> 10,      neurons 4\n"
    "\n"
    "    expect params 61_706, macs 5\n"
    "}\n"
    "\n"
    "data mnist {\n"
    "    map 0..255 to -0.1..1.175\n"
    "    pad 2\n"
    "}\n"
    "\n"
    "train {\n"
    "    loss cross_entropy\n"
    "    optimizer sgd, rate 0.0005*2 : 0.0002*3 : 0.0001, nesterov yes\n"
    "    schedule cosine, epochs 10, warmup 1\n"
    "    validate last 10000, held_out\n"
    "    shuffle no\n"
    "    augment affine, copies 3, shear 0.5\n"
    "}\n"
    "\n"
    "variant a of n {\n"
    "    leaky_relu -> elu 0.5\n"
    "    avgpool -> maxpool\n"
    "    C1.filters 20 -> 28x28x20, params 520\n"
    "    C1.activation leaky_relu 0.3\n"
    "    OUT -> 10, params 8\n"
    "    input 32x32x1\n"
    "    train.optimizer adam, rate 0.1 : 0.01\n"
    "    train.optimizer.rate 0.5*3 : 0.1\n"
    "    train.validate first 5, trained_on\n"
    "    train.loss mse\n"
    "    data.scale 1/255\n"
    "    expect params 5, macs 6\n"
    "}\n"
    "\n"
    "variant b of n {\n"
    "    C1 maxpool 2x2, stride 1 -> 3x3x3\n"
    "    OUT dense 11, sigmoid\n"
    "}\n";

static const char TWIN[] =
    "network: n\n"
    "input: 28x28x1\n"
    "layers:\n"
    "  - {label: C1, kind: conv, filters: 6, kernel: 5x5, stride: 2x1, pad: 2, bias: none, "
    "activation: leaky_relu 0.1, claim: {shape: 28x28x6, params: 156}}\n"
    "  - {kind: avgpool, size: 2x2}\n"
    "  - {kind: flatten}\n"
    "  - {label: OUT, kind: dense, units: 10, activation: softmax, "
    "claim: {shape: 10, neurons: 4}}\n"
    "expect: {params: 61_706, macs: 5}\n"
    "data:\n"
    "  set: mnist\n"
    "  map: {from: 0..255, to: -0.1..1.175}\n"
    "  pad: 2\n"
    "train:\n"
    "  loss: cross_entropy\n"
    "  optimizer: {kind: sgd, rate: \"0.0005*2 : 0.0002*3 : 0.0001\", nesterov: yes}\n"
    "  schedule: {kind: cosine, epochs: 10, warmup: 1}\n"
    "  validate: {set: last, count: 10000, use: held_out}\n"
    "  shuffle: no\n"
    "  augment: {kind: affine, copies: 3, shear: 0.5}\n"
    "variants:\n"
    "  a:\n"
    "    of: n\n"
    "    replace: {leaky_relu: elu 0.5, avgpool: maxpool}\n"
    "    set:\n"
    "      C1.filters: {kind: 20, claim: {shape: 28x28x20, params: 520}}\n"
    "      C1.activation: leaky_relu 0.3\n"
    "      OUT: {claim: {shape: 10, params: 8}}\n"
    "      input: 32x32x1\n"
    "      train.optimizer: {kind: adam, rate: \"0.1 : 0.01\"}\n"
    "      train.optimizer.rate: \"0.5*3 : 0.1\"\n"
    "      train.validate: {set: first, count: 5, use: trained_on}\n"
    "      train.loss: mse\n"
    "      data.scale: 1/255\n"
    "      expect: {params: 5, macs: 6}\n"
    "  b:\n"
    "    of: n\n"
    "    set:\n"
    "      C1: {kind: maxpool, size: 2x2, stride: 1, claim: {shape: 3x3x3}}\n"
    "      OUT: {kind: dense, units: 11, activation: sigmoid}\n";

static void conversion_loses_nothing(void **state) {
    struct fixture *f = *state;
    assert_string_equal(to_net(f, "a.net", EVERYTHING, false), EVERYTHING);
    assert_string_equal(to_yaml(f, "a.net", EVERYTHING), TWIN);
    assert_string_equal(to_net(f, "a.yaml", TWIN, false), EVERYTHING);
    assert_string_equal(to_yaml(f, "a.yaml", TWIN), TWIN);
}

static void overrides_that_fit_nothing_stop_the_writers(void **state) {
    struct fixture *f = *state;
    struct ast *ast = read_text(f, "a.net",
                                "network n { input 4x4x1; flatten }\n"
                                "variant v of n { C1.filters 3 }\n");
    assert_false(model_bind(f->arena, f->diags, ast));
    assert_string_equal(messages(f), "2:18 network `n` has no layer `C1`\n");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_create, fixture_free)
    const struct CMUnitTest tests[] = {
        TEST(canonical_form),
        TEST(models_are_canonical),
        TEST(explicit_shows_every_default),
        TEST(defaults_of_whole_statements),
        TEST(conversion_loses_nothing),
        TEST(overrides_that_fit_nothing_stop_the_writers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
