/*! sdlm - stochastic diagonal Levenberg-Marquardt (LeCun et al. 1998, appendix C, eq. 16 and 21):
 * each parameter has a rate of its own, rate / (MU + its second derivative). `state` holds the
 * second derivatives, as they were estimated last. */

static void NAME(float *restrict weights, float *restrict state, const float *restrict gradient,
                 float rate, uint64_t step) {
    (void)step;
    for (int i = 0; i < COUNT; i++)
        weights[i] -= rate * gradient[i] / (MU + state[i]);
}
