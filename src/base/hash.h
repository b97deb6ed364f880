/* hash.h - FNV-1a of 64 bits (Fowler, Noll and Vo): tells apart what differs by accident, not by
 * intent. */
#ifndef NETC_HASH_H
#define NETC_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH_START UINT64_C(0xcbf29ce484222325)

/* The hash of what `hash` is of, and these bytes behind it. */
uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t count);

#endif
