/* spans.h - the time that a call takes, in spans long enough for a clock. */
#ifndef SPANS_H
#define SPANS_H

#include <stddef.h>

/* Repeats `call` for so many seconds, after a tenth of them to warm up, and prints the seconds of
 * one of the `images` of a call: the median over spans of at least 2 ms, the quickest span, and the
 * span of least processor time, of all threads, which does not count what others did meanwhile. */
void spans_measure(double seconds, size_t images, void (*call)(void *context), void *context);

#endif
