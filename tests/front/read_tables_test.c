/* The .net reader: what tables and pictures are written with, and where it is something else. */
#include "support.h"

static void reads_sets(void **state) {
    struct fixture *f = *state;
    struct ast *ast = read_text(f, "a.net", "a { 0: {0,1 , 3..4}{ 1_0..1_2 } { 5 }; b {7} c }");
    assert_string_equal(messages(f), "");
    const struct atom *atom = ast->blocks->stmts->phrases->atoms;
    assert_int_equal(atom->kind, ATOM_SET);
    assert_string_equal(atom->text, "{0,1,3..4}");
    const struct set_item *item = atom->members;
    assert_true(item->low == 0 && item->high == 0);
    item = item->next;
    assert_true(item->low == 1 && item->high == 1);
    item = item->next;
    assert_true(item->low == 3 && item->high == 4);
    assert_null(item->next);
    atom = atom->next;
    assert_string_equal(atom->text, "{10..12}");
    assert_true(atom->members->low == 10 && atom->members->high == 12);
    assert_string_equal(atom->next->text, "{5}");
    assert_null(atom->next->next);
    atom = ast->blocks->stmts->next->phrases->atoms->next;
    assert_int_equal(atom->kind, ATOM_SET);
    assert_string_equal(atom->next->text, "c");
}

/* What stands in front of the colon is a label or an index; a list of rates has neither. */
static void reads_indexes(void **state) {
    struct fixture *f = *state;
    struct ast *ast = read_text(f, "a.net",
                                "a { 0..5 : b; 15:c\n7 :d, e 1 : 2 :\n3 : 4\n"
                                "f 0.1 : 0.2; g\n0.1 * 2 : 3 }");
    assert_string_equal(messages(f), "");
    assert_string_equal(dump(f, ast), "block a\n"
                                      "  statement 0..5\n    phrase\n      word b\n"
                                      "  statement 15\n    phrase\n      word c\n"
                                      "  statement 7\n    phrase\n      word d\n"
                                      "    phrase\n      word e\n      list 1 : 2 : 3 : 4\n"
                                      "  statement\n    phrase\n      word f\n"
                                      "      list 0.1 : 0.2\n"
                                      "  statement\n    phrase\n      word g\n"
                                      "  statement\n    phrase\n      list 0.1*2 : 3\n");
    const struct stmt *stmt = ast->blocks->stmts;
    assert_int_equal(stmt->index->kind, ATOM_RANGE);
    assert_true(stmt->index->low == 0 && stmt->index->high == 5);
    assert_int_equal(stmt->next->index->kind, ATOM_NUMBER);
    assert_int_equal(stmt->next->index->integer, 15);
    assert_null(stmt->label);
}

/* Only a line that holds nothing else is one of cells: `X` and `XX` may be words anywhere. */
static void reads_cells(void **state) {
    struct fixture *f = *state;
    struct ast *ast = read_text(f, "a.net",
                                "X X {\n  X\n\t..X X.. \t# c\n.\r\n X.X\n"
                                "  X: XX\n  XX, \n X\n  a ->\n XX\n  X 5; X\n X }\n");
    assert_string_equal(messages(f), "");
    assert_string_equal(dump(f, ast), "block X X\n"
                                      "  statement\n    phrase\n      cells X\n"
                                      "  statement\n    phrase\n      cells ..X\n      cells X..\n"
                                      "    comment behind c\n"
                                      "  statement\n    phrase\n      cells .\n"
                                      "  statement\n    phrase\n      cells X.X\n"
                                      "  statement X\n    phrase\n      word XX\n"
                                      "  statement\n    phrase\n      word XX\n"
                                      "    phrase\n      word X\n"
                                      "  statement\n    phrase\n      word a\n"
                                      "    claim\n      word XX\n"
                                      "  statement\n    phrase\n      word X\n      number 5\n"
                                      "  statement\n    phrase\n      word X\n"
                                      "  statement\n    phrase\n      word X\n");
}

static void reads_targets_of_heads(void **state) {
    struct fixture *f = *state;
    struct ast *ast = read_text(f, "a.net", "t c 6 -> # e\n 16 x\n{ d }\n");
    assert_string_equal(messages(f), "");
    assert_string_equal(dump(f, ast), "comment e\nblock t c 6 -> 16 x\n"
                                      "  statement\n    phrase\n      word d\n");
    assert_null(read_text(f, "a.net", "t { }")->blocks->target);
}

static void dumps_tokens(void **state) {
    check_tokens(*state, "a 6 -> 16 {\n 0..5: {0, 1}\n X.  .X\n}",
                 "1:1 word a\n1:3 number 6\n1:5 arrow ->\n1:8 number 16\n1:11 open {\n"
                 "1:12 line-end\n2:2 index 0..5\n2:6 colon :\n2:8 set {0, 1}\n2:14 line-end\n"
                 "3:2 cells X.\n3:6 cells .X\n3:8 line-end\n4:1 close }\n");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_create, fixture_free)
    const struct CMUnitTest tests[] = {
        TEST(reads_sets),   TEST(reads_indexes), TEST(reads_cells), TEST(reads_targets_of_heads),
        TEST(dumps_tokens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
