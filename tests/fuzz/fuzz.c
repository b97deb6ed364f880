/* fuzz.c - see fuzz.h. memfd_create() is Linux'. */
#define _GNU_SOURCE

#include "fuzz.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

void fuzz_require(bool good, const char *format, ...) {
    if (good)
        return;
    va_list args;
    va_start(args, format);
    fputs("fuzz: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    abort();
}

const char *fuzz_file(unsigned slot, const uint8_t *data, size_t size) {
    static char paths[FUZZ_SLOTS][32];
    int wanted = FUZZ_SLOT_FIRST + (int)slot;
    if (!paths[slot][0]) {
        int fd = memfd_create("fuzz", MFD_CLOEXEC);
        fuzz_require(fd >= 0 && dup2(fd, wanted) == wanted, "no file in memory");
        close(fd);
        snprintf(paths[slot], sizeof paths[slot], "/proc/self/fd/%d", wanted);
    }
    fuzz_require(ftruncate(wanted, 0) == 0, "the file in memory cannot be emptied");
    for (size_t done = 0; done < size;) {
        ssize_t written = pwrite(wanted, data + done, size - done, (off_t)done);
        fuzz_require(written > 0, "the file in memory cannot be written");
        done += (size_t)written;
    }
    return paths[slot];
}

struct fuzz_part fuzz_cut(const uint8_t **data, size_t *size, uint8_t mark) {
    const uint8_t *end = *size ? memchr(*data, mark, *size) : NULL;
    struct fuzz_part part = {*data, end ? (size_t)(end - *data) : *size};
    *data += part.size + (end != NULL);
    *size -= part.size + (end != NULL);
    return part;
}

static double last;

double fuzz_last_seconds(void) {
    return last;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    double begin = now();
    fuzz_one(data, size);
    last = now() - begin;
    fuzz_require(last <= FUZZ_SECONDS, "%zu bytes took %.2f s, more than %.0f s", size, last,
                 FUZZ_SECONDS);
    return 0;
}
