#include "memory.h"

#include "status.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

void *block_alloc(size_t count, size_t size) {
    void *block = allocate(count, size);
    if (!block) {
        fprintf(stderr, "error: no memory for %zu times %zu bytes\n", count, size);
        exit(STATUS_IO);
    }
    return block;
}
