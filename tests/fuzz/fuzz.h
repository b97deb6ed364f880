/* fuzz.h - what the targets share. A target is one file with fuzz_one(); it is linked with fuzz.c,
 * and either with libFuzzer (scripts/fuzz) or with replay.c, which feeds it files (ctest). */
#ifndef NETC_FUZZ_H
#define NETC_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The target: reads this input, whatever it is. Leaves nothing behind. */
void fuzz_one(const uint8_t *data, size_t size);

/* Processor time that one input may take, in seconds: a sanitizer's build is slower by more than
 * this is strict. */
#define FUZZ_SECONDS 1.0

/* Aborts with the words unless `good`: what must hold of every input. */
void fuzz_require(bool good, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A regular file in memory with these bytes: its path, until the same slot is used again. */
enum { FUZZ_SLOTS = 2, FUZZ_SLOT_FIRST = 200 }; /* slot N is file descriptor FUZZ_SLOT_FIRST + N */
const char *fuzz_file(unsigned slot, const uint8_t *data, size_t size);

/* Cuts the input at its first byte `mark`: what is in front of it. *data and *size become what is
 * behind it: nothing if there is none. */
struct fuzz_part {
    const uint8_t *data;
    size_t size;
};
struct fuzz_part fuzz_cut(const uint8_t **data, size_t *size, uint8_t mark);

/* libFuzzer's entry, in fuzz.c: fuzz_one() within its time. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Processor time of the last input, in seconds. */
double fuzz_last_seconds(void);

#endif
