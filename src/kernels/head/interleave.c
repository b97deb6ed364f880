/*! interleave - the two halves of a pair of lanes, number by number: (a0, b0, a1, b1, ...), and
 * what follows behind. */

/* The numbers of two lanes in turn: a0, b0, a1, b1, ...: those of the first and the second half. */
#if NETC_LANES == 16
#define LOW_HALVES  0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23
#define HIGH_HALVES 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31
#elif NETC_LANES == 8
#define LOW_HALVES  0, 8, 1, 9, 2, 10, 3, 11
#define HIGH_HALVES 4, 12, 5, 13, 6, 14, 7, 15
#elif NETC_LANES == 4
#define LOW_HALVES  0, 4, 1, 5
#define HIGH_HALVES 2, 6, 3, 7
#else
#define LOW_HALVES  0, 2
#define HIGH_HALVES 1, 3
#endif
#if NETC_LANES == 1
#define interleave_low(a, b)  (a)
#define interleave_high(a, b) (b)
#elif defined __clang__
#define interleave_low(a, b)  __builtin_shufflevector(a, b, LOW_HALVES)
#define interleave_high(a, b) __builtin_shufflevector(a, b, HIGH_HALVES)
#else
typedef int32_t lane_numbers __attribute__((vector_size(4 * LANES)));
#define interleave_low(a, b)  __builtin_shuffle(a, b, (lane_numbers){LOW_HALVES})
#define interleave_high(a, b) __builtin_shuffle(a, b, (lane_numbers){HIGH_HALVES})
#endif
