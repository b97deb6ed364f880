/* slips_test.c - whoever counts a layer in a known wrong way is told so, for layers of any size.
 *
 * Random layers of every kind with weights; for each, the numbers that the usual slips give,
 * computed here from the sizes alone. The help under the error must name the slip, or another one
 * that gives the same number. */
#include "compile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { LAYERS = 200, SLIPS_LIMIT = 40 };

struct random {
    uint64_t state;
};

static int64_t draw(struct random *random, int64_t low, int64_t high) {
    random->state = random->state * 6364136223846793005u + 1442695040888963407u;
    return low + (int64_t)((random->state >> 33) % (uint64_t)(high - low + 1));
}

/* A claim that is wrong, and words of the help that explains it. */
struct slip {
    const char *claim; /* "params" */
    int64_t number;
    const char *words;
};

struct trial {
    struct arena *arena;
    const char *before, *layers; /* blocks in front of the network; its lines */
    struct slip slips[SLIPS_LIMIT];
    unsigned count;
    int64_t is_params, is_connections, is_neurons; /* what is right */
};

static const char *grouped(struct trial *trial, int64_t number) {
    return text_grouped(trial->arena, number);
}

static void add(struct trial *trial, const char *claim, int64_t number, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void add(struct trial *trial, const char *claim, int64_t number, const char *format, ...) {
    va_list args;
    va_start(args, format);
    assert_true(trial->count < SLIPS_LIMIT);
    trial->slips[trial->count++] =
        (struct slip){claim, number, arena_vprintf(trial->arena, format, args)};
    va_end(args);
}

/* Params, and connections where every parameter is used once at each position. */
static void add_both(struct trial *trial, int64_t positions, int64_t number, const char *words) {
    add(trial, "params", number, "%s", words);
    add(trial, "connections", number * positions, "%s", words);
}

/* What can be miscounted where `links` pairs of inputs and outputs have `area` weights each. */
static void add_slips(struct trial *t, int64_t outputs, int64_t inputs, int64_t links, int64_t area,
                      int64_t positions, const char *input, const char *output) {
    struct arena *arena = t->arena;
    int64_t weights = links * area;
    bool all = links == outputs * inputs;
    const char *one =
        all ? arena_printf(arena, "counts only one of the %s %ss", grouped(t, inputs), input)
            : arena_printf(arena, "counts only one %s of each %s", input, output);
    t->is_params = weights + outputs;
    t->is_connections = t->is_params * positions;
    add_both(t, positions, weights, "with `bias none` there would be");
    add_both(t, positions, 2 * weights,
             arena_printf(arena, "counts a bias for each of the %s weights", grouped(t, weights)));
    add(t, "connections", t->is_params, "is its number of parameters");
    if (inputs > 1)
        add_both(t, positions, outputs * (area + 1), one);
    if (inputs > 1 && inputs != outputs)
        add_both(t, positions, weights + inputs,
                 arena_printf(arena, "counts a bias for each %s,", input));
    if (outputs > 1)
        add_both(
            t, positions, weights + 1,
            arena_printf(arena, "counts one bias for all %s %ss", grouped(t, outputs), output));
    if (inputs > 1 && area > 1)
        add_both(t, positions, outputs * area, arena_printf(arena, "it %s, and no bias", one));
    if (area > 1 && links != outputs)
        add_both(
            t, positions, links * (area + 1),
            arena_printf(arena, "counts a bias for each of the %s kernels", grouped(t, links)));
    if (area > 1)
        add_both(t, positions, links + outputs,
                 arena_printf(arena, "counts each of the %s kernels once", grouped(t, links)));
    one = arena_printf(arena, "counts only one of the %s %ss", grouped(t, outputs), output);
    if (outputs > 1 && all)
        add_both(t, positions, inputs * area + 1, one);
    if (outputs > 1 && all && inputs * area > 1)
        add_both(t, positions, inputs * area, arena_printf(arena, "%s, and no bias", one));
}

static void draw_table(struct trial *t, struct random *random, int64_t inputs, int64_t outputs,
                       int64_t *links) {
    struct text text = text_create(t->arena);
    text_printf(&text, "table links %lld -> %lld {\n", (long long)inputs, (long long)outputs);
    *links = 0;
    for (int64_t map = 0; map < outputs; map++) {
        /* The first one takes all, so that every input is used. */
        int64_t first = map == 0 ? 0 : draw(random, 0, inputs - 1);
        int64_t last = map == 0 ? inputs - 1 : draw(random, first, inputs - 1);
        text_printf(&text, "    %lld: {%lld..%lld}\n", (long long)map, (long long)first,
                    (long long)last);
        *links += last - first + 1;
    }
    text_puts(&text, "}\n");
    t->before = text.data;
}

static void draw_conv(struct trial *t, struct random *random, bool with_table) {
    int64_t inputs = draw(random, with_table ? 2 : 1, 20),
            outputs = draw(random, with_table ? 2 : 1, 40);
    int64_t high = draw(random, 1, 7), wide = draw(random, 1, 7);
    int64_t in[2] = {draw(random, 8, 30), draw(random, 8, 30)};
    int64_t positions = (in[0] - high + 1) * (in[1] - wide + 1), links = inputs * outputs;
    if (with_table)
        draw_table(t, random, inputs, outputs, &links);
    t->layers =
        arena_printf(t->arena, "    input %lldx%lldx%lld\n    L: conv %lld of %lldx%lld%s, tanh",
                     (long long)in[0], (long long)in[1], (long long)inputs, (long long)outputs,
                     (long long)high, (long long)wide, with_table ? " via links" : "");
    add_slips(t, outputs, inputs, links, high * wide, positions, "input map", "output map");
    if (with_table)
        add_both(t, positions, outputs * (inputs * high * wide + 1),
                 "without `via links` there would be");
    t->is_neurons = positions * outputs;
    if (outputs > 1)
        add(t, "neurons", positions, "counts only one of the %s output maps", grouped(t, outputs));
    add(t, "neurons", in[0] * in[1] * outputs, "counts the %lldx%lld positions of the input",
        (long long)in[0], (long long)in[1]);
    add(t, "params", positions * outputs, "is its number of neurons");
}

static void draw_plain_conv(struct trial *trial, struct random *random) {
    draw_conv(trial, random, false);
}

static void draw_linked_conv(struct trial *trial, struct random *random) {
    draw_conv(trial, random, true);
}

static void draw_dense(struct trial *trial, struct random *random) {
    int64_t inputs = draw(random, 1, 500), outputs = draw(random, 1, 200);
    trial->layers =
        arena_printf(trial->arena, "    input 1x1x%lld\n    flatten\n    L: dense %lld, tanh",
                     (long long)inputs, (long long)outputs);
    add_slips(trial, outputs, inputs, inputs * outputs, 1, 1, "input", "unit");
}

static void draw_subsample(struct trial *trial, struct random *random) {
    int64_t maps = draw(random, 2, 30), size = draw(random, 2, 4), out = draw(random, 2, 12);
    int64_t positions = out * out, cells = size * size;
    trial->layers =
        arena_printf(trial->arena, "    input %lldx%lldx%lld\n    L: subsample %lldx%lld, tanh",
                     (long long)(out * size), (long long)(out * size), (long long)maps,
                     (long long)size, (long long)size);
    trial->is_params = 2 * maps;
    trial->is_connections = maps * (cells + 1) * positions;
    add(trial, "params", maps, "with `bias none` there would be");
    add(trial, "params", maps + 1, "counts one bias for all %s output maps", grouped(trial, maps));
    add(trial, "params", maps * (cells + 1), "counts a coefficient for each of the %s cells",
        grouped(trial, cells));
    add(trial, "params", 2, "counts only one of the %s output maps", grouped(trial, maps));
    add(trial, "params", maps * positions, "is its number of neurons");
    add(trial, "connections", maps * cells * positions, "with `bias none` there would be");
    add(trial, "connections", 2 * maps * positions, "counts one link for each window");
    for (int64_t bias = 0; bias < 2; bias++)
        add(trial, "connections", positions * (cells + bias),
            "counts only one of the %s output maps", grouped(trial, maps));
    add(trial, "connections", 2 * maps, "is its number of parameters");
}

/* Each picture is all ink but for one cell, its own. */
static void draw_rbf(struct trial *trial, struct random *random) {
    int64_t high = draw(random, 2, 9), wide = draw(random, 2, 9);
    int64_t units = draw(random, 2, high * wide);
    struct text text = text_create(trial->arena);
    text_printf(&text, "targets pictures %lld of %lldx%lld {\n", (long long)units, (long long)high,
                (long long)wide);
    for (int64_t row = 0; row < high; row++) {
        for (int64_t cell = 0; cell < units * wide; cell++)
            text_printf(&text, "%s%s", cell % wide == 0 ? " " : "",
                        row * wide + cell % wide == cell / wide ? "." : "X");
        text_puts(&text, "\n");
    }
    text_puts(&text, "}\n");
    trial->before = text.data;
    trial->layers = arena_printf(
        trial->arena,
        "    input %lldx%lldx1\n    flatten\n    L: rbf %lld, targets pictures, trainable yes",
        (long long)high, (long long)wide, (long long)units);
    trial->is_params = trial->is_connections = units * high * wide;
    add(trial, "params", 0, "with `trainable no` there would be no parameters");
    add_both(trial, 1, units,
             arena_printf(trial->arena, "counts only one of the %s inputs",
                          grouped(trial, high * wide)));
    add_both(trial, 1, high * wide,
             arena_printf(trial->arena, "counts only one of the %s units", grouped(trial, units)));
}

/* All notes and helps of the first error. */
static const char *help_of(struct trial *trial, const struct slip *slip) {
    struct arena *arena = trial->arena;
    struct diags *diags = diags_create(arena);
    const struct model_options options = {0};
    const char *text = arena_printf(arena, "%snetwork n {\n%s -> %s %lld\n}\n", trial->before,
                                    trial->layers, slip->claim, (long long)slip->number);
    struct text help = text_create(arena);
    const struct ast *ast =
        read_net(arena, diags, source_from_text(arena, diags, "n.net", text, strlen(text)));
    assert_true(diags->errors == 0);
    model_build(arena, diags, ast, &options);
    if (diags->errors != 1 || !strstr(diags->first->message, "claimed"))
        fail_msg("%u errors in\n%s", diags->errors, text);
    for (const struct diag *child = diags->first->children; child; child = child->next)
        if (child->severity == SEVERITY_HELP)
            text_printf(&help, "%s\n", child->message);
    return help.data;
}

/* Numbers may be those of several slips. */
static bool names_any(const struct trial *trial, const struct slip *slip, const char *help) {
    for (unsigned i = 0; i < trial->count; i++) {
        const struct slip *other = &trial->slips[i];
        if (strcmp(other->claim, slip->claim) == 0 && other->number == slip->number &&
            strstr(help, other->words))
            return true;
    }
    return false;
}

static bool is_right(const struct trial *trial, const struct slip *slip) {
    return (strcmp(slip->claim, "params") == 0 && slip->number == trial->is_params) ||
           (strcmp(slip->claim, "connections") == 0 && slip->number == trial->is_connections) ||
           (strcmp(slip->claim, "neurons") == 0 && slip->number == trial->is_neurons);
}

static unsigned try_layer(struct trial *trial) {
    unsigned tried = 0;
    for (unsigned i = 0; i < trial->count; i++) {
        const struct slip *slip = &trial->slips[i];
        if (is_right(trial, slip))
            continue;
        const char *help = help_of(trial, slip);
        if (!names_any(trial, slip, help))
            fail_msg("%s%s -> %s %lld: wanted `%s`, but the help is: %s", trial->before,
                     trial->layers, slip->claim, (long long)slip->number, slip->words, help);
        tried++;
    }
    return tried;
}

struct kind {
    void (*draw)(struct trial *trial, struct random *random);
};

static void test_kind(void **state) {
    const struct kind *kind = *state;
    struct random random = {1};
    unsigned tried = 0;
    for (unsigned i = 0; i < LAYERS; i++) {
        struct trial trial = {.arena = arena_create(), .before = ""};
        kind->draw(&trial, &random);
        tried += try_layer(&trial);
        arena_free(trial.arena);
    }
    print_message("%u wrong numbers of %u layers\n", tried, LAYERS);
    assert_true(tried >= 2 * LAYERS);
}

int main(void) {
    struct kind conv = {draw_plain_conv}, linked = {draw_linked_conv}, dense = {draw_dense};
    struct kind subsample = {draw_subsample}, rbf = {draw_rbf};
    const struct CMUnitTest tests[] = {
        {"conv", test_kind, NULL, NULL, &conv},
        {"conv via a table", test_kind, NULL, NULL, &linked},
        {"dense", test_kind, NULL, NULL, &dense},
        {"subsample", test_kind, NULL, NULL, &subsample},
        {"rbf", test_kind, NULL, NULL, &rbf},
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
