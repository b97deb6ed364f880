/* spans.c - see spans.h. */
#include "spans.h"

#include "clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { SPANS_MAX = 20000 };
static const double SPAN = 0.002; /* seconds */

static double processor_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static int ascending(const void *a, const void *b) {
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* How many calls make a span, after a warm-up of so many seconds. */
static size_t calls_of_span(double seconds, void (*call)(void *context), void *context) {
    double begin = clock_seconds();
    size_t calls = 0;
    do {
        call(context);
        calls++;
    } while (clock_seconds() - begin < seconds);
    double once = (clock_seconds() - begin) / (double)calls;
    return once < SPAN ? (size_t)(SPAN / once) + 1 : 1;
}

void spans_measure(double seconds, size_t images, void (*call)(void *context), void *context) {
    double *spans = malloc(SPANS_MAX * sizeof *spans), busy = 0;
    if (!spans)
        exit(3);
    size_t calls = calls_of_span(seconds / 10, call, context), count = 0;
    double begin = clock_seconds(), before = begin, busy_before = processor_seconds();
    while (count < SPANS_MAX && (before - begin < seconds || count == 0)) {
        for (size_t i = 0; i < calls; i++)
            call(context);
        double now = clock_seconds(), busy_now = processor_seconds();
        double passed = busy_now - busy_before;
        busy = count == 0 || passed < busy ? passed : busy;
        spans[count++] = now - before;
        before = now;
        busy_before = busy_now;
    }
    qsort(spans, count, sizeof *spans, ascending);
    double median = (spans[(count - 1) / 2] + spans[count / 2]) / 2,
           each = (double)(calls * images);
    printf("%.9g %.9g %.9g\n", median / each, spans[0] / each, busy / each);
    free(spans);
}
