/*! init_constant - the same number everywhere. */

static void NAME(float *weights, int count, float value) {
    for (int i = 0; i < count; i++)
        weights[i] = value;
}
