/* target.h - the machine that C is planned for: vectors, registers, caches (targets.def).
 *
 * The target decides the shape of the plan, lanes and register tiles, and never whether the C is
 * right: every source compiles and runs everywhere. */
#ifndef NETC_TARGET_H
#define NETC_TARGET_H

#include <stdbool.h>
#include <stdint.h>

struct target {
    const char *name;
    unsigned lanes;     /* floats in a vector */
    int64_t registers;  /* vector registers */
    int64_t tile;       /* of these, as many as a register tile may take */
    int64_t l1, l2, l3; /* bytes */
    double gflops;      /* 10^9 operations a second of one core; a multiply-add is two */
    double rates[4];    /* 10^9 bytes a second that one core reads from L1, L2, L3, memory */
    const char *flags;  /* words for the C compiler, or "" */
    const char *sign;   /* a macro that its compilers define; NULL: none */
    const char *doc;    /* "x86-64 with AVX-512" */
};

/* Widest first; the last has no sign, and fits where none of the others does. */
extern const struct target TARGET_ROWS[];
extern const unsigned TARGET_COUNT;

/* "avx512|avx2|...", all names. */
extern const char TARGET_NAMES_BARRED[];
#define TARGET_NAMES (TARGET_NAMES_BARRED + 1)

/* The target of that name, or NULL. */
const struct target *target_find(const char *name);

/* Whether its sign is among `macros`, a list as `cc -dM -E` prints it; true where it has none. */
bool target_is_signed(const struct target *target, const char *macros);

/* The first target whose sign is among `macros`. */
const struct target *target_of_macros(const char *macros);

#endif
