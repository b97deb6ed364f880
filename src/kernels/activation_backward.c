/*! activation_backward - multiplies the gradient by the slope, which SLOPE has from the
 * activation's output or input (activations.def says which). */

static void NAME(const lane *restrict from, lane *restrict gradient) {
    const float *v = (const float *)from;
    float *g = (float *)gradient;
    for (int i = 0; i < COUNT * LANES; i++)
        g[i] *= SLOPE(v[i]);
}
