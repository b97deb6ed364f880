/* mutation_test.c - any single number of a model or of a summary, changed, is an error.
 *
 *   mutation_test SPEC            the numbers of the spec
 *   mutation_test SPEC SUMMARY    the numbers of the summary, held against SPEC or, if the file is
 *                                 NETWORK.VARIANT.LAYOUT.txt, its variant
 *
 * A claimed number (behind an arrow, behind `expect`, in a summary) must be the only error, at its
 * very place. A number of the definition (sizes, filters, links of a table) must be an error
 * somewhere. `data`, `train` and the `init` of a layer are left out: a recipe is no claim, and any
 * number is a recipe. */
#include "compile.h"
#include "mutate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { NUMBERS_LIMIT = 1000 };

/* A numeral, and where the error must be: at this very span. source NULL: anywhere. */
struct number {
    struct numeral numeral;
    struct span place;
};

struct subject {
    struct arena *arena;
    const struct source *spec, *summary; /* summary NULL: the spec itself is changed */
    const char *variant;
    const struct model *model;
    struct number numbers[NUMBERS_LIMIT];
    unsigned count, claimed;
    unsigned mutants, survivors;
};

static void add_numerals(struct subject *subject, struct span span, bool claimed) {
    struct numeral numeral = {span.begin, span.begin};
    while ((numeral = numeral_find(span.source->data, numeral.end, span.end)).begin < span.end) {
        assert_true(subject->count < NUMBERS_LIMIT);
        struct number *number = &subject->numbers[subject->count++];
        number->numeral = numeral;
        subject->claimed += claimed;
        if (claimed)
            number->place = span;
    }
}

static void add_phrases(struct subject *subject, const struct phrase *phrase, bool claimed) {
    for (; phrase; phrase = phrase->next)
        for (const struct atom *atom = phrase->atoms; atom && !phrase_is(phrase, "init");
             atom = atom->next)
            if (atom->kind != ATOM_WORD && atom->kind != ATOM_CELLS)
                add_numerals(subject, atom->span, claimed);
}

/* What stands in a block of the network's definition; of a variant only the claims. */
static void add_block(struct subject *subject, const struct block *block) {
    const char *keyword = block->head->atoms->text;
    bool defines = strcmp(keyword, "network") == 0 || strcmp(keyword, "table") == 0 ||
                   strcmp(keyword, "targets") == 0;
    if (!defines && strcmp(keyword, "variant") != 0)
        return;
    if (defines) {
        add_phrases(subject, block->head, false);
        add_phrases(subject, block->target, false);
    }
    for (const struct stmt *stmt = block->stmts; stmt; stmt = stmt->next) {
        bool expects = strcmp(stmt->phrases->atoms->text, "expect") == 0;
        if (defines && stmt->index)
            add_numerals(subject, stmt->index->span, false);
        if (defines)
            add_phrases(subject, stmt->phrases, expects);
        add_phrases(subject, stmt->claims, true);
    }
}

static const struct model *build(struct arena *arena, struct diags *diags,
                                 const struct source *spec, const char *variant) {
    struct model_options options = {.variant = variant};
    const struct ast *ast = read_spec(arena, diags, spec);
    const struct model *model =
        ast && diags->errors == 0 ? model_build(arena, diags, ast, &options) : NULL;
    unsigned count = 0;
    const char *const *variants = model && !variant ? model_variants(arena, ast, &count) : NULL;
    for (unsigned i = 0; i < count && diags->errors == 0; i++) {
        struct model_options of_variant = {.variant = variants[i]};
        model_build(arena, diags, ast, &of_variant);
    }
    return model;
}

/* What `netc check` says of the text with another number in it. */
static void check(const struct subject *subject, struct diags *diags, const char *text) {
    struct arena *arena = diags->arena;
    const struct source *was = subject->summary ? subject->summary : subject->spec;
    const struct source *source = source_from_text(arena, diags, was->name, text, strlen(text));
    assert_non_null(source);
    if (subject->summary)
        model_check_summary(arena, diags, subject->model, source);
    else
        build(arena, diags, source, subject->variant);
}

/* The length of the text has changed by `growth` at the numeral. */
static bool at_place(const struct diag *diag, const struct number *number, size_t growth) {
    return diag->span.source && diag->span.begin == number->place.begin &&
           diag->span.end == number->place.end + growth;
}

static bool is_caught(const struct diags *diags, const struct number *number, size_t growth) {
    if (!number->place.source)
        return diags->errors > 0;
    const struct diag *error = diags->first;
    while (error && error->severity != SEVERITY_ERROR)
        error = error->next;
    return diags->errors == 1 && at_place(error, number, growth);
}

static void try_number(struct subject *subject, const struct number *number) {
    struct arena *arena = arena_create();
    const char *text = (subject->summary ? subject->summary : subject->spec)->data;
    size_t length = number->numeral.end - number->numeral.begin;
    const char *mutants[MUTANTS_LIMIT];
    unsigned count = numeral_mutants(arena, text, number->numeral, mutants);
    assert_true(count > 0);
    for (unsigned i = 0; i < count; i++) {
        struct diags *diags = diags_create(arena);
        check(subject, diags, numeral_replace(arena, text, number->numeral, mutants[i]));
        subject->mutants++;
        if (is_caught(diags, number, strlen(mutants[i]) - length))
            continue;
        subject->survivors++;
        struct place place = source_place(subject->summary ? subject->summary : subject->spec,
                                          (uint32_t)number->numeral.begin);
        print_error("line %u, column %u: %.*s becomes %s: %u errors\n", place.line, place.column,
                    (int)length, text + number->numeral.begin, mutants[i], diags->errors);
        diags_print(diags, stderr, false);
    }
    arena_free(arena);
}

static void try_all(struct subject *subject, unsigned fewest) {
    for (unsigned i = 0; i < subject->count; i++)
        try_number(subject, &subject->numbers[i]);
    print_message("%u numbers, %u of them claims; %u mutants\n", subject->count, subject->claimed,
                  subject->mutants);
    assert_int_equal(subject->survivors, 0);
    assert_true(subject->claimed >= fewest);
    assert_true(subject->mutants >= 3 * subject->count);
}

static void test_spec(void **state) {
    struct subject *subject = *state;
    struct diags *diags = diags_create(subject->arena);
    const struct ast *ast = read_spec(subject->arena, diags, subject->spec);
    assert_non_null(ast);
    for (const struct block *block = ast->blocks; block; block = block->next)
        add_block(subject, block);
    try_all(subject, 3 * subject->model->layer_count);
}

/* Where the error must be: at the whole shape that the numeral is in, or at the numeral. */
static struct span place_in_summary(const struct source *source, struct numeral numeral) {
    size_t length, open, close;
    const char *line = source_line(source, (uint32_t)numeral.begin, &length);
    size_t begin = (size_t)(line - source->data), end = begin + length;
    for (open = begin; open < end && strncmp(source->data + open, "(None", 5) != 0;)
        open++;
    for (close = open; close < end && source->data[close] != ')';)
        close++;
    if (open < numeral.begin && numeral.begin < close)
        return (struct span){source, (uint32_t)open, (uint32_t)close + 1};
    return (struct span){source, (uint32_t)numeral.begin, (uint32_t)numeral.end};
}

static void test_summary(void **state) {
    struct subject *subject = *state;
    const struct source *text = subject->summary;
    struct numeral numeral = {0, 0};
    while ((numeral = numeral_find(text->data, numeral.end, text->length)).begin < text->length) {
        assert_true(subject->count < NUMBERS_LIMIT);
        subject->numbers[subject->count++] =
            (struct number){numeral, place_in_summary(text, numeral)};
    }
    subject->claimed = subject->count;
    try_all(subject, 3 * subject->model->layer_count);
}

/* The `modern` of lenet5_nutshell.modern.tf1.txt; NULL: there are but two points. */
static const char *variant_of(struct arena *arena, const char *path) {
    const char *name = strrchr(path, '/'), *points[3] = {0};
    unsigned count = 0;
    for (name = name ? name + 1 : path; *name; name++)
        if (*name == '.' && count < 3)
            points[count++] = name;
    return count < 3 ? NULL
                     : arena_strndup(arena, points[0] + 1, (size_t)(points[1] - points[0] - 1));
}

int main(int argc, char **argv) {
    struct arena *arena = arena_create();
    struct diags *diags = diags_create(arena);
    struct subject *subject = ARENA_NEW(arena, struct subject);
    subject->arena = arena;
    subject->spec = argc > 1 ? source_read(arena, diags, argv[1]) : NULL;
    subject->summary = argc > 2 ? source_read(arena, diags, argv[2]) : NULL;
    subject->variant = argc > 2 ? variant_of(arena, argv[2]) : NULL;
    if (subject->spec)
        subject->model = build(arena, diags, subject->spec, subject->variant);
    diags_print(diags, stderr, false);
    const struct CMUnitTest of_spec[] = {cmocka_unit_test_prestate(test_spec, subject)};
    const struct CMUnitTest of_summary[] = {cmocka_unit_test_prestate(test_summary, subject)};
    int failed = diags->errors > 0 || !subject->model;
    if (!failed)
        failed = subject->summary ? cmocka_run_group_tests(of_summary, NULL, NULL)
                                  : cmocka_run_group_tests(of_spec, NULL, NULL);
    arena_free(arena);
    return failed;
}
