/*! square_parameters - all parameters of the network, squared: what the curvature pass multiplies
 * by. */

/* The squares of all parameters. */
static void square_parameters(const float *restrict weights, float *restrict squared) {
    for (int i = 0; i < PARAMETERS; i++)
        squared[i] = weights[i] * weights[i];
}
