/* definitions_test.c - Table I of LeCun et al. (1998) in every spelling, what wrong links in it are
 * called, and whose weights fit. */
#include "compile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { INPUTS = 6, OUTPUTS = 16 };

/* The inputs of each output map, as the paper has them. */
static const char *const TABLE_I[OUTPUTS] = {
    "012",  "123",  "234",  "345",  "045",  "015",  "0123", "1234",
    "2345", "0345", "0145", "0125", "0134", "1245", "0235", "012345",
};

static const char RINGS[] = "0..5: ring 3\n 6..11: ring 4\n"
                            "12..14: {0,1,3,4} {1,2,4,5} {0,2,3,5}\n 15: all\n";

struct build {
    struct arena *arena;
    struct diags *diags;
    struct model *model; /* NULL: refused */
};

static struct build build(const char *spec) {
    struct build b = {.arena = arena_create()};
    b.diags = diags_create(b.arena);
    const struct source *source = source_from_text(b.arena, b.diags, "t.net", spec, strlen(spec));
    struct ast *ast = source ? read_net(b.arena, b.diags, source) : NULL;
    if (ast && b.diags->errors == 0)
        b.model = model_build(b.arena, b.diags, ast, &(struct model_options){0});
    return b;
}

/* A network of one layer that is connected by `table`, with these lines. */
static const char *spec_of(struct arena *arena, const char *name, const char *lines) {
    return arena_printf(arena,
                        "network t {\n input 14x14x6\n C3: conv 16 of 5x5 via %s, tanh\n}\n"
                        "table %s 6 -> 16 {\n%s expect links 60, fan_out 10\n}\n",
                        name, name, lines);
}

static const struct definition *definition_of(const struct layer *layer) {
    const struct schema *schema = &layer->kind->schema;
    for (unsigned i = 0; i < schema->attr_count; i++)
        if (schema->attrs[i].type == ATTR_REFERENCE)
            return layer->values[i].definition;
    fail();
    return NULL;
}

/* Rows of cells, as the table has them, in any spelling. */
static void fill(uint8_t cells[OUTPUTS][INPUTS]) {
    memset(cells, 0, (size_t)OUTPUTS * INPUTS);
    for (int output = 0; output < OUTPUTS; output++)
        for (const char *input = TABLE_I[output]; *input; input++)
            cells[output][*input - '0'] = 1;
}

static const char *sets_of(struct arena *arena, uint8_t cells[OUTPUTS][INPUTS]) {
    struct text text = text_create(arena);
    text_puts(&text, "0..15:");
    for (int output = 0; output < OUTPUTS; output++) {
        const char *before = " {";
        for (int input = 0; input < INPUTS; input++)
            if (cells[output][input]) {
                text_printf(&text, "%s%d", before, input);
                before = ",";
            }
        text_puts(&text, "}");
    }
    text_puts(&text, "\n");
    return text.data;
}

static const char *matrix_of(struct arena *arena, uint8_t cells[OUTPUTS][INPUTS]) {
    struct text text = text_create(arena);
    for (int input = 0; input < INPUTS; input++) {
        for (int output = 0; output < OUTPUTS; output++)
            text_printf(&text, "%s%c", output == 8 ? " " : "", cells[output][input] ? 'X' : '.');
        text_puts(&text, "\n");
    }
    return text.data;
}

static void every_spelling_gives_the_same_cells(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    uint8_t cells[OUTPUTS][INPUTS];
    fill(cells);
    const char *spellings[] = {RINGS, sets_of(arena, cells), matrix_of(arena, cells)};
    char fingerprint[17] = "";
    for (size_t i = 0; i < sizeof spellings / sizeof spellings[0]; i++) {
        struct build b = build(spec_of(arena, i == 1 ? "sets" : "c3_map", spellings[i]));
        assert_non_null(b.model);
        const struct definition *table = definition_of(&b.model->layers[0]);
        assert_int_equal(table->rows, OUTPUTS);
        assert_int_equal(table->columns, INPUTS);
        assert_memory_equal(table->cells, cells, sizeof cells);
        assert_int_equal(b.model->totals.params, 1516);
        if (i > 0)
            assert_string_equal(b.model->fingerprint, fingerprint);
        memcpy(fingerprint, b.model->fingerprint, sizeof fingerprint);
        arena_free(b.arena);
    }
    arena_free(arena);
}

/* That there is one error, at the number `wanted` of the claim. */
static void assert_only_error_at(const struct build *b, const char *wanted) {
    assert_null(b->model);
    assert_int_equal(b->diags->errors, 1);
    const struct span span = b->diags->first->span;
    assert_non_null(span.source);
    assert_int_equal(span.end - span.begin, strlen(wanted));
    assert_memory_equal(span.source->data + span.begin, wanted, strlen(wanted));
}

static void a_link_that_is_moved_breaks_the_fan_out(void **state) {
    (void)state;
    int moves = 0;
    for (int output = 0; output < OUTPUTS; output++)
        for (int move = 0; move < INPUTS * INPUTS; move++) {
            uint8_t cells[OUTPUTS][INPUTS];
            fill(cells);
            if (!cells[output][move / INPUTS] || cells[output][move % INPUTS])
                continue;
            cells[output][move / INPUTS] = 0;
            cells[output][move % INPUTS] = 1;
            struct arena *arena = arena_create();
            const char *lines = move % 2 ? sets_of(arena, cells) : matrix_of(arena, cells);
            struct build b = build(spec_of(arena, "c3_map", lines));
            assert_only_error_at(&b, "10");
            arena_free(b.arena);
            arena_free(arena);
            moves++;
        }
    assert_int_equal(moves, 6 * 3 * 3 + 9 * 4 * 2);
}

static void a_cell_that_is_flipped_breaks_both_claims(void **state) {
    (void)state;
    for (int cell = 0; cell < OUTPUTS * INPUTS; cell++) {
        uint8_t cells[OUTPUTS][INPUTS];
        fill(cells);
        cells[cell / INPUTS][cell % INPUTS] ^= 1;
        struct arena *arena = arena_create();
        struct build b = build(spec_of(arena, "c3_map", matrix_of(arena, cells)));
        assert_null(b.model);
        assert_int_equal(b.diags->errors, 2);
        assert_non_null(strstr(b.diags->first->message,
                               cells[cell / INPUTS][cell % INPUTS] ? "61 links" : "59 links"));
        arena_free(b.arena);
        arena_free(arena);
    }
}

static void other_links_have_another_fingerprint(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    uint8_t cells[OUTPUTS][INPUTS], row[INPUTS];
    fill(cells);
    struct build b = build(spec_of(arena, "c3_map", sets_of(arena, cells)));
    memcpy(row, cells[3],
           sizeof row); /* maps 3 and 4 exchange their sets: every claim still holds */
    memcpy(cells[3], cells[4], sizeof row);
    memcpy(cells[4], row, sizeof row);
    struct build other = build(spec_of(arena, "c3_map", sets_of(arena, cells)));
    assert_non_null(b.model);
    assert_non_null(other.model);
    assert_string_not_equal(b.model->fingerprint, other.model->fingerprint);
    arena_free(b.arena);
    arena_free(other.arena);
    arena_free(arena);
}

static struct build build_pictures(struct arena *arena, const char *trainable, const char *lines) {
    return build(arena_printf(arena,
                              "network t {\n input 1x6x1\n flatten\n"
                              " OUT: rbf 2, targets two, trainable %s\n}\n"
                              "targets two 2 of 3x2 {\n%s}\n",
                              trainable, lines));
}

/* Pictures that are fixed belong to the network; where training moves them, they only start it. */
static void fixed_pictures_are_in_the_fingerprint(void **state) {
    (void)state;
    static const char beside[] = ".X X.\nX. X.\nXX X.\n", below[] = ".X\nX.\nXX\n\nX.\nX.\nX.\n";
    static const char changed[] = ".X X.\nX. X.\nXX XX\n";
    struct arena *arena = arena_create();
    for (int trainable = 0; trainable < 2; trainable++) {
        const char *word = trainable ? "yes" : "no";
        struct build first = build_pictures(arena, word, beside);
        struct build same = build_pictures(arena, word, below);
        struct build other = build_pictures(arena, word, changed);
        assert_non_null(first.model);
        assert_non_null(same.model);
        assert_non_null(other.model);
        assert_memory_equal(definition_of(&first.model->layers[1])->cells,
                            "\0\1\1\0\1\1\1\0\1\0\1\0", 12);
        assert_string_equal(first.model->fingerprint, same.model->fingerprint);
        assert_int_equal(strcmp(first.model->fingerprint, other.model->fingerprint) == 0,
                         trainable);
        arena_free(first.arena);
        arena_free(same.arena);
        arena_free(other.arena);
    }
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_spelling_gives_the_same_cells),
        cmocka_unit_test(a_link_that_is_moved_breaks_the_fan_out),
        cmocka_unit_test(a_cell_that_is_flipped_breaks_both_claims),
        cmocka_unit_test(other_links_have_another_fingerprint),
        cmocka_unit_test(fixed_pictures_are_in_the_fingerprint),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
