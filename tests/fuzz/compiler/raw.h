/* raw.h - what the targets for the raw files of `netc compare` share. */
#ifndef NETC_FUZZ_RAW_H
#define NETC_FUZZ_RAW_H

#include "compare/results.h"
#include "fuzz.h"

/* Whether a reader did what it said: a fault if it failed, and none if it did not. */
void raw_check(bool good, const struct diags *diags);

/* Reads every byte of the text. */
size_t raw_touch(const char *text);

#endif
