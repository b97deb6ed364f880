/* ceiling.h - how much arithmetic a core can do at most: what all else is a share of. */
#ifndef NETC_CEILING_H
#define NETC_CEILING_H

/* What was measured, and with which vectors. */
struct ceiling {
    double gflops;    /* 10^9 operations a second, of all threads; a multiply-add counts as two */
    const char *unit; /* "512-bit FMA" */
};

/* Measures for some tens of milliseconds, on so many threads at once: independent fused
 * multiply-adds in registers and nothing else, in the widest vectors that the processor has or in
 * narrower ones, whichever are faster. It does not matter how the network or the runtime were
 * compiled. */
struct ceiling ceiling_measure(int threads);

#endif
