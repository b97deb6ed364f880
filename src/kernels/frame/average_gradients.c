/*! average_gradients - the mean gradient as an array. */
#include "math/mean_of_shards.c"

/* The mean over `count` images of the sum of all shards' gradients. */
static void average_gradients(const struct SHARD *restrict shards, size_t count,
                              float *restrict mean) {
    for (int i = 0; i < PARAMETERS; i++)
        mean[i] = mean_of_shards(shards, i, 1.0f / (float)count);
}
