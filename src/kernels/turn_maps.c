/*! turn_maps - from[MAPS][CELLS] to to[CELLS][MAPS], for kernels that take vectors of maps. */
#include "math/transpose_vectors.c"

static void NAME(const lane *restrict in, lane *restrict out) {
    transpose_floats(in, MAPS, CELLS, out);
}
