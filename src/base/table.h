/* table.h - values by name: a hash table in an arena. */
#ifndef NETC_TABLE_H
#define NETC_TABLE_H

#include "arena.h"

struct table_row {
    const char *key; /* NULL: the row is free */
    void *value;
};

struct table {
    struct arena *arena;
    struct table_row *rows;
    size_t count, room; /* room: a power of two, at least twice the count */
};

struct table table_create(struct arena *arena);

/* The value of `key`, or NULL where it has none. */
void *table_get(const struct table *table, const char *key);

/* Gives a new key its value. The key is not copied. */
void table_put(struct table *table, const char *key, void *value);

#endif
