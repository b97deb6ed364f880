/* text_stream.h - a text that is written as if it were a file. */
#ifndef NETC_TEXT_STREAM_H
#define NETC_TEXT_STREAM_H

#include <stdio.h>

/* open_memstream(), which in glibc (2.36) neither fails nor says so when a growing text finds no
 * memory, but leaves a hole: here the process ends with status 3, as with block_alloc(). The text
 * is there when the stream has been closed, with a zero behind it; freed by the caller. */
FILE *text_stream(char **text, size_t *size);

#endif
