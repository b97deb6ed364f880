/*! mean_of_shards - the shards' gradients, added in their order and divided by the number of
 * images: the same bits whoever computed them. One number at a time, so that optimizers go over
 * memory once. */
#pragma once

/* Number i of the sum over all shards, times `scale`. */
static inline float mean_of_shards(const struct SHARD *shards, int i, float scale) {
    float sum = ((const float *)&shards[0].gradient)[i];
    for (int shard = 1; shard < SHARDS; shard++)
        sum += ((const float *)&shards[shard].gradient)[i];
    return sum * scale;
}
