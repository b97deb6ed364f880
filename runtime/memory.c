/* madvise() is no part of POSIX. */
#define _DEFAULT_SOURCE

#include "memory.h"

#include "status.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Bytes of a huge page, as most systems have them; a smaller block is not worth one. */
#define HUGE_PAGE ((size_t)1 << 21)

size_t block_round(size_t size) {
    return (size + BLOCK_ALIGNMENT - 1) / BLOCK_ALIGNMENT * BLOCK_ALIGNMENT;
}

static void *allocate(size_t count, size_t size) {
    if (size && count > (SIZE_MAX - BLOCK_ALIGNMENT) / size) {
        return NULL;
    }
    size_t bytes = block_round(count * size);
    if (bytes == 0) {
        bytes = BLOCK_ALIGNMENT; /* aligned_alloc(64, 0) may be NULL */
    }
    void *block = aligned_alloc(BLOCK_ALIGNMENT, bytes);
    if (block) {
        memset(block, 0, bytes);
    }
    return block;
}

static _Noreturn void no_memory(size_t count, size_t size) {
    fprintf(stderr, "error: no memory for %zu times %zu bytes\n", count, size);
    exit(STATUS_IO);
}

void *block_alloc(size_t count, size_t size) {
    void *block = allocate(count, size);
    if (!block) {
        no_memory(count, size);
    }
    return block;
}

void *memory_alloc(size_t size) {
    void *memory = malloc(size ? size : 1);
    if (!memory) {
        no_memory(1, size);
    }
    return memory;
}

void *block_large(size_t size) {
    if (size > SIZE_MAX - HUGE_PAGE) {
        return NULL;
    }
    if (size < HUGE_PAGE) {
        return malloc(size);
    }
    size_t bytes = (size + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    void *block = aligned_alloc(HUGE_PAGE, bytes);
#ifdef MADV_HUGEPAGE
    if (block) {
        (void)madvise(block, bytes, MADV_HUGEPAGE); /* a wish: small pages do as well */
    }
#endif
    return block;
}
