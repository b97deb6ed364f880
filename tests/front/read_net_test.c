/* The .net reader: the tree, its values, places and comments. Errors are in errors_test.c, tables
 * and pictures in read_tables_test.c. */
#include "support.h"

#include <string.h>

static void reads_the_tree(void **state) {
    struct fixture *f = *state;
    struct ast *ast = read_text(f, "a.net",
                                "network five {\n"
                                "  C1: conv 6 of 5x5, tanh -> 24x24x6, params 156\n"
                                "  flatten; expect params 61_706\n"
                                "}\n"
                                "train { rate 0.1*2:0.05 }\n");
    assert_string_equal(messages(f), "");
    assert_string_equal(dump(f, ast), "block network five\n"
                                      "  statement C1\n"
                                      "    phrase\n"
                                      "      word conv\n"
                                      "      number 6\n"
                                      "      word of\n"
                                      "      shape 5x5\n"
                                      "    phrase\n"
                                      "      word tanh\n"
                                      "    claim\n"
                                      "      shape 24x24x6\n"
                                      "    claim\n"
                                      "      word params\n"
                                      "      number 156\n"
                                      "  statement\n"
                                      "    phrase\n"
                                      "      word flatten\n"
                                      "  statement\n"
                                      "    phrase\n"
                                      "      word expect\n"
                                      "      word params\n"
                                      "      number 61_706\n"
                                      "block train\n"
                                      "  statement\n"
                                      "    phrase\n"
                                      "      word rate\n"
                                      "      list 0.1*2 : 0.05\n");
}

/* The first atom of the first statement. */
static const struct atom *read_atom(struct fixture *f, const char *value) {
    struct ast *ast = read_text(f, "a.net", arena_printf(f->arena, "a { %s }", value));
    assert_string_equal(messages(f), "");
    assert_null(ast->blocks->stmts->phrases->atoms->next);
    assert_string_equal(ast->blocks->stmts->phrases->atoms->text, value);
    return ast->blocks->stmts->phrases->atoms;
}

static void reads_numbers(void **state) {
    static const struct {
        const char *text;
        bool is_integer;
        int64_t integer;
        double real;
    } NUMBERS[] = {
        {"0", true, 0, 0},
        {"64", true, 64, 64},
        {"-3", true, -3, -3},
        {"61_706", true, 61706, 61706},
        {"9223372036854775807", true, INT64_MAX, 9223372036854775807.0},
        {"-0.1", false, 0, -0.1},
        {"1e-3", false, 0, 1e-3},
        {"2.5E+2", false, 0, 250},
        {"1/255", false, 0, 1.0 / 255},
        {"-3/4", false, 0, -0.75},
        {"0/7", false, 0, 0},
        {"0.0e-400", false, 0, 0},
        {"1_0.2_5", false, 0, 10.25},
    };
    for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++) {
        const struct atom *atom = read_atom(*state, NUMBERS[i].text);
        assert_int_equal(atom->kind, ATOM_NUMBER);
        assert_int_equal(atom->is_integer, NUMBERS[i].is_integer);
        if (NUMBERS[i].is_integer)
            assert_int_equal(atom->integer, NUMBERS[i].integer);
        assert_true(atom->real == NUMBERS[i].real);
    }
}

static void reads_shapes_and_ranges(void **state) {
    const struct atom *atom = read_atom(*state, "28x28x1_000x0");
    assert_int_equal(atom->kind, ATOM_SHAPE);
    assert_int_equal(atom->rank, 4);
    assert_int_equal(atom->size[0], 28);
    assert_int_equal(atom->size[1], 28);
    assert_int_equal(atom->size[2], 1000);
    assert_int_equal(atom->size[3], 0);
    atom = read_atom(*state, "-0.1..1.175");
    assert_int_equal(atom->kind, ATOM_RANGE);
    assert_true(atom->low == -0.1 && atom->high == 1.175);
    atom = read_atom(*state, "0..255");
    assert_int_equal(atom->kind, ATOM_RANGE);
    assert_true(atom->low == 0 && atom->high == 255);
    assert_int_equal(read_atom(*state, "x5")->kind, ATOM_WORD);
    assert_int_equal(read_atom(*state, "ascii7x12")->kind, ATOM_WORD);
    assert_int_equal(read_atom(*state, "train.optimizer.rate")->kind, ATOM_WORD);
}

static void reads_lists(void **state) {
    const struct atom *atom = read_atom(*state, "0.0005*2 : 0.0002*3 : 1e-4");
    assert_int_equal(atom->kind, ATOM_LIST);
    const struct list_item *item = atom->items;
    assert_true(item->real == 0.0005 && item->times == 2);
    item = item->next;
    assert_true(item->real == 0.0002 && item->times == 3);
    item = item->next;
    assert_true(item->real == 1e-4 && item->times == 1);
    assert_null(item->next);
    assert_int_equal(read_atom(*state, "0.1*5")->kind, ATOM_LIST);
}

/* The bytes that a span covers. */
static const char *covered(struct fixture *f, struct span span) {
    assert_non_null(span.source);
    return arena_strndup(f->arena, span.source->data + span.begin, span.end - span.begin);
}

static void places_are_bytes_of_the_text(void **state) {
    struct fixture *f = *state;
    struct ast *ast = read_text(f, "a.net",
                                "# \xC3\xA9\r\nnetwork n {\r\n\tC1: conv 6 of 5x5, tanh ->\n"
                                " 24x24x6, params 156 # x\n}");
    assert_string_equal(messages(f), "");
    const struct stmt *stmt = ast->blocks->stmts;
    assert_string_equal(covered(f, ast->blocks->span), "network n");
    assert_string_equal(covered(f, stmt->label_span), "C1");
    assert_string_equal(covered(f, stmt->arrow_span), "->");
    assert_string_equal(covered(f, stmt->phrases->span), "conv 6 of 5x5");
    assert_string_equal(covered(f, stmt->phrases->atoms->next->next->next->span), "5x5");
    assert_string_equal(covered(f, stmt->phrases->next->span), "tanh");
    assert_string_equal(covered(f, stmt->claims->next->span), "params 156");
    assert_string_equal(covered(f, stmt->span), "C1: conv 6 of 5x5, tanh ->\n 24x24x6, params 156");
}

static void keeps_comments(void **state) {
    struct fixture *f = *state;
    struct ast *ast = read_text(f, "a.net",
                                "#  first  \n\n\n# block\n\n"
                                "network n # head\n{ # open\n"
                                "  # before\n\n  a # behind\n"
                                "  b; c # both\n"
                                "  d, # one\n    # two\n    e # three\n"
                                "  #last\n"
                                "} # close\n"
                                "data m { x } # short\n"
                                "\n#");
    assert_string_equal(messages(f), "");
    assert_string_equal(dump(f, ast), "comment first\nblank\ncomment block\nblank\ncomment head\n"
                                      "block network n\n"
                                      "  comment behind open\n"
                                      "  comment before\n  blank\n"
                                      "  statement\n    phrase\n      word a\n"
                                      "    comment behind behind\n"
                                      "  statement\n    phrase\n      word b\n"
                                      "  statement\n    phrase\n      word c\n"
                                      "    comment behind both\n"
                                      "  comment one\n  comment two\n"
                                      "  statement\n    phrase\n      word d\n"
                                      "    phrase\n      word e\n"
                                      "    comment behind three\n"
                                      "  comment last\n"
                                      "comment behind close\n"
                                      "block data m\n"
                                      "  statement\n    phrase\n      word x\n"
                                      "comment behind short\n"
                                      "blank\ncomment \n");
}

static void line_ends_do_not_matter(void **state) {
    static const char *const SAME[] = {
        "a b { c d -> e, f; g 1 : 2 }",
        "a b { c d -> e, f; g 1 : 2; }\n",
        "a b\n\n{\n c d ->\n e,\n\n f\n\n g 1 :\n 2\n}",
        "a b\r\n{\r\nc d -> e,\r\nf\r\n;;\r\ng 1 : \r\n2\r\n}\r\n",
        "\xEF\xBB\xBF\ta b{c\td->e,f;g 1:2}",
    };
    struct fixture *f = *state;
    const char *first = NULL;
    for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++) {
        struct ast *ast = read_text(f, "a.net", SAME[i]);
        /* blank lines are kept, and not what this is about */
        ast->end = ast->blocks->inside = NULL;
        for (struct stmt *stmt = ast->blocks->stmts; stmt; stmt = stmt->next)
            stmt->before = NULL;
        const char *tree = dump(f, ast);
        first = first ? first : tree;
        assert_string_equal(tree, first);
    }
    assert_string_equal(messages(f), "");
}

static void empty_texts_have_no_blocks(void **state) {
    static const char *const EMPTY[] = {"",     "\n",          "\r\n", "# only\n# comments",
                                        "  \t", "\xEF\xBB\xBF"};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof EMPTY / sizeof *EMPTY; i++)
        assert_null(read_text(f, "a.net", EMPTY[i])->blocks);
    assert_string_equal(messages(f), "");
}

static struct stmt *read_statement(struct fixture *f, const char *text) {
    const struct source *source = source_from_text(f->arena, f->diags, "--set", text, strlen(text));
    return read_stmt(f->arena, f->diags, source);
}

static void reads_one_statement(void **state) {
    struct fixture *f = *state;
    struct stmt *stmt = read_statement(f, "C1.filters 20");
    assert_non_null(stmt);
    assert_string_equal(stmt->phrases->atoms->text, "C1.filters");
    assert_int_equal(stmt->phrases->atoms->next->integer, 20);
    stmt = read_statement(f, "\n S2 maxpool 2x2, stride 2 -> 2x2 ;\n");
    assert_non_null(stmt);
    assert_non_null(stmt->phrases->next);
    assert_non_null(stmt->claims);
    assert_string_equal(messages(f), "");
    assert_null(read_statement(f, ""));
    assert_null(read_statement(f, "a; b"));
    assert_null(read_statement(f, "a }"));
    assert_null(read_statement(f, "stride 2xx"));
    assert_string_equal(messages(f),
                        "1:1 expected a word or a number, found the end of the text\n"
                        "1:4 expected the end of the statement, found `b`\n"
                        "1:3 expected `,` or the end of the line after `a`, found `}`\n"
                        "1:8 `2xx` is not a number\n"
                        "  help: numbers are written as `64`, `0.01`, `1e-3` or `1/255`, shapes as "
                        "`28x28x1`, ranges as `0..255`\n");
}

static void dumps_tokens(void **state) {
    check_tokens(*state, "a b.c { # c\n\t-> 5x5, 0..1; 1/2 * 3 : 4 }",
                 "1:1 word a\n1:3 word b.c\n1:7 open {\n1:12 line-end # c\n"
                 "2:2 arrow ->\n2:5 shape 5x5\n2:8 comma ,\n2:10 range 0..1\n"
                 "2:14 semicolon ;\n2:16 number 1/2\n2:20 star *\n2:22 number 3\n"
                 "2:24 colon :\n2:26 number 4\n2:28 close }\n");
}

static void check_copy(struct fixture *f, const char *path) {
    struct ast *ast = read_text(f, "a.net", file_text(f, path));
    const char *before = dump(f, ast);
    struct ast *copy = ast_copy(f->arena, ast);
    assert_string_equal(dump(f, copy), before);
    for (struct block *block = copy->blocks; block; block = block->next) {
        block->head->atoms->text = "changed";
        if (block->target)
            block->target->atoms->text = "changed";
        for (struct stmt *stmt = block->stmts; stmt; stmt = stmt->next) {
            stmt->label = "changed";
            if (stmt->index)
                stmt->index->text = "changed";
            stmt->phrases->atoms->text = "changed";
            stmt->phrases->atoms->next = NULL;
            stmt->phrases->next = NULL;
            if (stmt->claims)
                stmt->claims->atoms->text = "changed";
        }
    }
    assert_string_not_equal(dump(f, copy), before);
    assert_string_equal(dump(f, ast), before);
    assert_null(stmt_copy(f->arena, ast->blocks->stmts)->next);
    assert_null(phrase_copy(f->arena, ast->blocks->stmts->phrases)->next);
}

static void copies_share_no_node(void **state) {
    check_copy(*state, "corpus/features.net");
    check_copy(*state, "corpus/tables.net");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_create, fixture_free)
    const struct CMUnitTest tests[] = {
        TEST(reads_the_tree),
        TEST(reads_numbers),
        TEST(reads_shapes_and_ranges),
        TEST(reads_lists),
        TEST(places_are_bytes_of_the_text),
        TEST(keeps_comments),
        TEST(line_ends_do_not_matter),
        TEST(empty_texts_have_no_blocks),
        TEST(reads_one_statement),
        TEST(dumps_tokens),
        TEST(copies_share_no_node),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
