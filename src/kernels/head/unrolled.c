/*! unrolled - for loops whose variables number registers. */

/* In front of a loop of a fixed, small count: no loop is left. */
#if defined __clang__
#define unrolled _Pragma("clang loop unroll(full)")
#else
#define unrolled _Pragma("GCC unroll 32")
#endif
