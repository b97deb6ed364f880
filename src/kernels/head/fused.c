/*! fused - multiply and add. All kernels write their sums of products with these, so that no
 * compiler is left with a choice between one rounding and two. Macros, as vectors by value would
 * make the calling convention depend on the machine's options. */

/* a * b + c, rounded once on machines that can (NETC_FUSED), and twice on others: the results do
 * not depend on the compiler and its options. */
#ifndef NETC_FUSED
#if defined __FMA__ || defined __ARM_FEATURE_FMA
#define NETC_FUSED 1
#else
#define NETC_FUSED 0
#endif
#endif
#if NETC_FUSED
#define fma_float(a, b, c) __builtin_fmaf(a, b, c)
#else
#define fma_float(a, b, c) ((a) * (b) + (c))
#endif
