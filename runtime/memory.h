/* memory.h - blocks for weights, images and what a network works in. */
#ifndef NETC_MEMORY_H
#define NETC_MEMORY_H

#include <stddef.h>

enum { BLOCK_ALIGNMENT = 64 }; /* bytes; a cache line, and the widest vector */

/* `count` times `size` zeroed bytes, aligned to BLOCK_ALIGNMENT. Never NULL: a program that trains
 * has nothing sensible left to do without memory, so running out of it ends the process with status
 * 3. Free with free(). */
void *block_alloc(size_t count, size_t size);

/* malloc() that ends the process as block_alloc() does. */
void *memory_alloc(size_t size);

/* `size` bytes as they come, for data that is large: in huge pages where the system gives them,
 * since to fault in a small one takes longer than to fill it. NULL if there is no memory. Free with
 * free(). */
void *block_large(size_t size);

/* `size` rounded up to a multiple of BLOCK_ALIGNMENT: the distance of blocks that lie in a row. */
size_t block_round(size_t size);

#endif
