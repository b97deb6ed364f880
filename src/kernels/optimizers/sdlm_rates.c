/*! sdlm_rates - the range of the parameters' rates (sdlm.c). */

/* The least and the largest of the rates that the parameters have. */
static void NAME(const float *restrict state, float rate, float *restrict least,
                 float *restrict most) {
    *least = *most = rate / (MU + state[0]);
    for (int i = 1; i < COUNT; i++) {
        const float own = rate / (MU + state[i]);
        *least = own < *least ? own : *least;
        *most = own > *most ? own : *most;
    }
}
