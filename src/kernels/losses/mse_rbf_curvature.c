/*! mse_rbf_curvature - the distance of the label has the slope 1 and no curvature. */

static void NAME(const lane *restrict distances, lane *restrict gradient, lane *restrict curvature,
                 const uint8_t *restrict labels, int count) {
    float *g = (float *)gradient;
    (void)distances;
    memset(gradient, 0, OUTPUTS * sizeof *gradient);
    memset(curvature, 0, OUTPUTS * sizeof *curvature);
    for (int i = 0; i < count; i++)
        g[labels[i] * LANES + i] = 1.0f;
}
