/*! width - how many floats a vector of the machine has: then a vector is one instruction. The texts
 * width and fused go to the head of every source as they are: their conditions are the C
 * compiler's, not the emitter's. */

/* Floats in a vector of the machine. */
#ifndef NETC_LANES
#if defined __AVX512F__
#define NETC_LANES 16
#elif defined __AVX__
#define NETC_LANES 8
#else
#define NETC_LANES 4
#endif
#endif
