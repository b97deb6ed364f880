/* names_test - every word that stands anywhere in the generated C, as the name of a layer or of the
 * network: what comes of it must compile without a warning. So must words without the ends that
 * the compiler puts to names, for these meet the words themselves. */
#include "support.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One layer of each kind and activation, so that every kernel is in the source. */
static const char EVERYTHING[] =
    "network n {\n input 6x6x2\n A: conv 2 of 3x3, pad same, gelu\n B: conv 4 of 3x3, silu\n"
    " C: avgpool 2x2, pad same\n D: maxpool 2x2, stride 1, pad same\n E: dropout 0.2\n flatten\n"
    " F: dense 3, softplus\n G: dense 3, softmax\n H: dense 3, tanh\n I: dense 3, elu\n"
    " J: dense 3, leaky_relu 0.1\n K: dense 3, leaky_relu 0.3\n L: dense 3, squash\n"
    " M: dense 3, sigmoid, init he_uniform\n O: dense 3, relu\n P: dense 3, softmax\n}\n"
    "train { optimizer %s\n schedule %s\n loss %s\n init he_normal }\n";

/* Ends of names of operations, buffers and tensors, then of what the header declares. */
static const char *const ENDS[] = {
    "_forward",   "_backward", "_pad",       "_padded",   "_spread",   "_weight_gradient",
    "_transpose", "_rows",     "_out",       "_in",       "_weight",   "_input_gradient",
    "_bias",      "_2",        "_square",    "_squared",  "_sums",     "_init",
    "_update",    "_rate",     "_layers",    "_gradient", "_model",    "_layer",
    "_shard",     "_weights",  "_inference", "_state",    "_training", "_train_step",
    "_curvature", "_estimate", "_rates"};
enum { FIRST_PUBLIC_END = 17, END_COUNT = sizeof ENDS / sizeof ENDS[0] };

/* Keywords, and names of the C library that the source may not even mention. */
static const char OTHERS[] =
    "auto bool break case char class complex continue default delete do double else enum extern "
    "float for goto if inline int linux long main namespace new operator private register restrict "
    "return short signed sizeof static struct switch template this typedef typename union unix "
    "unsigned void volatile while asm typeof exp log pow sqrt sin floor fabs index y0 j1 gamma "
    "signal time abs exit malloc netc_main netc any mean base LENET5 layers lane LANES SHARDS";

struct words {
    struct arena *arena;
    bool networks; /* only what is left of words with a public end */
    const char **list;
    unsigned count, room;
};

static void add_word(struct words *words, const char *word) {
    if (!text_is_name(word) || strcmp(word, "train") == 0 || strcmp(word, "data") == 0)
        return;
    for (unsigned i = 0; i < words->count; i++)
        if (strcmp(words->list[i], word) == 0)
            return;
    if (words->count == words->room) {
        const char **list = ARENA_ARRAY(words->arena, words->room * 2 + 64, const char *);
        if (words->count)
            memcpy(list, words->list, words->count * sizeof *list);
        words->list = list;
        words->room = words->room * 2 + 64;
    }
    words->list[words->count++] = word;
}

/* The word, and what is left of it without its end and a `d_` in front. */
static void add_with_stems(struct words *words, const char *word) {
    size_t length = strlen(word);
    if (!words->networks)
        add_word(words, word);
    for (size_t i = words->networks ? FIRST_PUBLIC_END : 0; i < END_COUNT; i++) {
        size_t end = strlen(ENDS[i]);
        if (length <= end || strcmp(word + length - end, ENDS[i]) != 0)
            continue;
        const char *stem = arena_strndup(words->arena, word, length - end);
        add_word(words, stem);
        if (strncmp(stem, "d_", 2) == 0)
            add_word(words, stem + 2);
    }
}

static void scan(struct words *words, const char *text) {
    while (*text) {
        size_t length = 1;
        if (isalpha((unsigned char)*text) || *text == '_') {
            while (isalnum((unsigned char)text[length]) || text[length] == '_')
                length++;
            add_with_stems(words, arena_strndup(words->arena, text, length));
        } else if (isdigit((unsigned char)*text)) {
            while (isalnum((unsigned char)text[length]))
                length++;
        }
        text += length;
    }
}

static void scan_everything(struct words *words) {
    static const char *const RECIPES[][3] = {
        {"adam", "cosine, epochs 3, warmup 1", "cross_entropy"},
        {"rmsprop, momentum 0.9", "constant", "mse"},
        {"sgd, rate 0.1*2 : 0.01", "exponential, decay 0.9", "cross_entropy"},
        {"sdlm", "constant", "cross_entropy"}};
    for (unsigned i = 0; i < sizeof RECIPES / sizeof RECIPES[0]; i++) {
        const char *spec =
            arena_printf(words->arena, EVERYTHING, RECIPES[i][0], RECIPES[i][1], RECIPES[i][2]);
        const struct plan *plan = good_plan(words->arena, spec, i ? 4 : 1);
        scan(words, emit_header(words->arena, plan));
        scan(words, emit_source(words->arena, plan, "n.h"));
    }
    words->networks = false;
    scan(words, OTHERS);
}

/* A network whose layers have these names; `turn` decides which is of which kind. */
static const char *spec_of(struct words *words, const char *name, unsigned first, unsigned count,
                           unsigned turn) {
    static const char *const MAPS[] = {
        "conv 2 of 3x3, pad same, gelu",   "conv 2 of 3x3, pad same, tanh",
        "maxpool 3x3, stride 1, pad same", "activation silu",
        "avgpool 3x3, stride 1, pad same", "dropout 0.1",
        "conv 2 of 1x1, leaky_relu 0.3",   "activation softmax"};
    static const char *const FLAT[] = {"dense 4, sigmoid", "dense 4, gelu", "dense 4, softmax",
                                       "dropout 0.5",      "dense 4, relu", "activation elu"};
    struct text spec = text_create(words->arena);
    text_printf(&spec, "network %s {\n input 4x4x2\n", name);
    for (unsigned i = first; i < first + count && i < words->count; i++) {
        bool flat = i - first > count / 2;
        if (i - first == count / 2 + 1)
            text_puts(&spec, " flatten\n dense 4, tanh\n");
        text_printf(&spec, " %s: %s\n", words->list[i],
                    flat ? FLAT[(i + turn) % 6] : MAPS[(i + turn) % 8]);
    }
    if (words->count - first <= count / 2 + 1 || count == 1)
        text_puts(&spec, " flatten\n");
    text_printf(&spec, " dense 3, softmax\n}\ntrain { optimizer %s }\n",
                turn % 3 == 2 ? "sgd" : "sdlm");
    return spec.data;
}

static bool is_refused(const char *name) {
    return strcmp(name, "netc") == 0;
}

static void any_word_as_label(void **state) {
    enum { CHUNK = 150 };
    struct words words = {.arena = *state};
    const char *folder = folder_make(*state);
    unsigned compiler_count;
    const char *const *compiler = compilers(*state, &compiler_count);
    scan_everything(&words);
    assert_true(words.count > 300);
    for (unsigned first = 0, turn = 0; first < words.count; first += CHUNK / 2, turn++) {
        const char *name = words.list[first]; /* the network has the name of its first layer */
        const char *spec = spec_of(&words, is_refused(name) ? "n" : name, first, CHUNK, turn);
        const unsigned lanes[] = {1, 4, 8, 16};
        write_plan(*state, folder, "t", good_plan(*state, spec, lanes[turn % 4]));
        for (unsigned i = 0; i < compiler_count; i++) {
            compile(*state, compiler[i], folder, "-fsyntax-only t.c");
            compile(*state, compiler[i], folder,
                    "-fsyntax-only -DNETC_MAIN -I'" NETC_RUNTIME "' t.c");
        }
    }
    folder_remove(folder);
}

/* As the name of a network, each with a layer of the same name. */
static void any_word_as_network(void **state) {
    struct words words = {.arena = *state, .networks = true};
    const char *folder = folder_make(*state);
    unsigned compiler_count, tried = 0;
    const char *const *compiler = compilers(*state, &compiler_count);
    struct text files = text_create(*state);
    scan_everything(&words);
    for (unsigned i = 0; i < words.count; i++) {
        const char *name = words.list[i];
        if (is_refused(name))
            continue;
        const char *file = arena_printf(*state, "t%u", i);
        write_plan(*state, folder, file, good_plan(*state, spec_of(&words, name, i, 1, i), 4));
        text_printf(&files, " %s.c", file);
        if (++tried % 50 == 0 || i + 1 == words.count) {
            for (unsigned c = 0; c < compiler_count; c++)
                compile(*state, compiler[c], folder,
                        arena_printf(*state, "-fsyntax-only -DNETC_MAIN -I'" NETC_RUNTIME "'%s",
                                     files.data));
            files = text_create(*state);
        }
    }
    folder_remove(folder);
}

static void taken_names_are_refused(void **state) {
    static const char *const TAKEN[] = {"netc", "sem", "pthread_mutex", "json_object"};
    for (unsigned i = 0; i < sizeof TAKEN / sizeof TAKEN[0]; i++) {
        struct diags *diags = diags_create(*state);
        const char *spec =
            arena_printf(*state, "network %s { input 4x4x2; flatten; dense 3, softmax }", TAKEN[i]);
        assert_null(plan_of(*state, diags, spec, 4));
        assert_int_equal(diags->errors, 1);
        assert_non_null(strstr(diags->first->message, TAKEN[i]));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        WITH_ARENA(any_word_as_label),
        WITH_ARENA(any_word_as_network),
        WITH_ARENA(taken_names_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
