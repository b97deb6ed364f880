/*! average_gradients - the shards' gradients, added in their order and divided by the number of
 * images: the same bits whoever computed them. */

/* Adds the gradients of all shards to that of the first, in their order, and divides by `count`. */
static float *average_gradients(struct SHARD *shards, size_t count) {
    float *sum = (float *)&shards[0].gradient;
    for (int shard = 1; shard < SHARDS; shard++) {
        const float *gradient = (const float *)&shards[shard].gradient;
        for (int i = 0; i < PARAMETERS; i++)
            sum[i] += gradient[i];
    }
    const float scale = 1.0f / (float)count;
    for (int i = 0; i < PARAMETERS; i++)
        sum[i] *= scale;
    return sum;
}
