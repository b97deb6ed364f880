/* fopencookie() is GNU's. */
#define _GNU_SOURCE

#include "text_stream.h"

#ifdef __GLIBC__

#include "memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BYTES = 4096 };

struct text {
    char *data;
    size_t size, capacity;
    char **data_out; /* where the caller wants them */
    size_t *size_out;
};

/* With room for `size` more and a zero. */
static void grow(struct text *text, size_t size) {
    if (size < text->capacity - text->size) {
        return;
    }
    size_t capacity = 2 * text->capacity + size + FIRST_BYTES;
    char *data = memory_alloc(capacity);
    if (text->size) {
        memcpy(data, text->data, text->size);
    }
    free(text->data);
    text->data = data;
    text->capacity = capacity;
}

static ssize_t append(void *cookie, const char *bytes, size_t size) {
    struct text *text = cookie;
    grow(text, size);
    memcpy(text->data + text->size, bytes, size);
    text->size += size;
    return (ssize_t)size;
}

static int hand_over(void *cookie) {
    struct text *text = cookie;
    grow(text, 0);
    text->data[text->size] = '\0';
    *text->data_out = text->data;
    *text->size_out = text->size;
    free(text);
    return 0;
}

FILE *text_stream(char **text, size_t *size) {
    struct text *cookie = block_alloc(1, sizeof *cookie);
    *cookie = (struct text){.data_out = text, .size_out = size};
    FILE *stream =
        fopencookie(cookie, "w", (cookie_io_functions_t){.write = append, .close = hand_over});
    if (!stream) {
        free(cookie);
    }
    return stream;
}

#else

FILE *text_stream(char **text, size_t *size) {
    return open_memstream(text, size);
}

#endif
