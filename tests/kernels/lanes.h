/* lanes.h - what a generated source has in front of its kernels, with TEST_LANES images in a group.
 */
#ifndef NETC_TEST_LANES_H
#define NETC_TEST_LANES_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { LANES = TEST_LANES };
#if TEST_LANES == 1
typedef float lane;
#include "head/fused.c"
#define fma_lane(a, b, c) fma_float(a, b, c)
#define splat(x)          (x)
#else
typedef float lane __attribute__((vector_size(4 * TEST_LANES)));
#define NETC_LANES TEST_LANES
#include "head/fused.c"

#include "head/fused_lanes.c"
#endif

#endif
