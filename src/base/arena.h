/* arena.h - memory for one compilation, freed at once.
 *
 * Everything the compiler builds (tree, model, plan, text) lives in one arena that the caller of
 * the pipeline creates and frees. No function frees a part of it. Running out of memory ends the
 * process with status 3: a compiler has nothing sensible left to do then. */
#ifndef NETC_ARENA_H
#define NETC_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* Says so, and ends the process: for other memory than an arena's, too. */
_Noreturn void out_of_memory(void);

struct arena *arena_create(void);
void arena_free(struct arena *arena);

/* `size` zeroed bytes, aligned for any type. Never NULL. */
void *arena_alloc(struct arena *arena, size_t size);

/* `count` zeroed elements of `size` bytes; overflow of the product ends the process. */
void *arena_array(struct arena *arena, size_t count, size_t size);

char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

#define ARENA_NEW(arena, type)          ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, count, type) ((type *)arena_array((arena), (count), sizeof(type)))

#endif
