/*! activation_row - FORWARD in place, on a piece of a buffer that is still in the cache: called by
 * the kernels that produce it. */

static inline void ACTIVATE(lane *row, int count) {
    float *value = (float *)row;
    for (int i = 0; i < count * LANES; i++)
        value[i] = FORWARD(value[i]);
}
