/* table_test - many names, and values under them. */
#include "support.h"

#include "base/table.h"

static void names_and_values(void **state) {
    enum { COUNT = 5000 };
    struct table table = table_create(*state);
    static int values[COUNT];
    for (int i = 0; i < COUNT; i++) {
        const char *name = arena_printf(*state, "layer%d", i);
        assert_null(table_get(&table, name));
        table_put(&table, name, &values[i]);
    }
    for (int i = 0; i < COUNT; i++)
        assert_ptr_equal(table_get(&table, arena_printf(*state, "layer%d", i)), &values[i]);
    assert_null(table_get(&table, "layer"));
    assert_null(table_get(&table, ""));
    assert_int_equal(table.count, COUNT);
}

int main(void) {
    const struct CMUnitTest tests[] = {WITH_ARENA(names_and_values)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
