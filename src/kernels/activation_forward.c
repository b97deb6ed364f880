/*! activation_forward - FORWARD on a whole buffer of COUNT lanes. */

static void NAME(const lane *restrict in, lane *restrict out) {
    const float *x = (const float *)in;
    float *y = (float *)out;
    for (int i = 0; i < COUNT * LANES; i++)
        y[i] = FORWARD(x[i]);
}
