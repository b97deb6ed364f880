#include "table.h"
#include "hash.h"

#include <stdint.h>
#include <string.h>

enum { FIRST_ROOM = 64 };

struct table table_create(struct arena *arena) {
    return (struct table){
        .arena = arena,
        .rows = ARENA_ARRAY(arena, FIRST_ROOM, struct table_row),
        .room = FIRST_ROOM,
    };
}

/* The row of the key, or the free one where it belongs: there always is one. */
static struct table_row *find(const struct table *table, const char *key) {
    size_t at = (size_t)hash_bytes(HASH_START, key, strlen(key)) & (table->room - 1);
    while (table->rows[at].key && strcmp(table->rows[at].key, key) != 0)
        at = (at + 1) & (table->room - 1);
    return &table->rows[at];
}

void *table_get(const struct table *table, const char *key) {
    return find(table, key)->value;
}

static void grow(struct table *table) {
    struct table_row *old = table->rows;
    size_t room = table->room;
    table->room = room * 2;
    table->rows = ARENA_ARRAY(table->arena, table->room, struct table_row);
    for (size_t i = 0; i < room; i++)
        if (old[i].key)
            *find(table, old[i].key) = old[i];
}

void table_put(struct table *table, const char *key, void *value) {
    if (++table->count * 2 > table->room)
        grow(table);
    *find(table, key) = (struct table_row){key, value};
}
