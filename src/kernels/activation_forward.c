/*! activation_forward - FORWARD on a whole buffer of COUNT lanes; IN_PLACE where nobody needs what
 * it was before. */

#ifdef IN_PLACE
static void NAME(lane *in) {
    lane *const out = in;
#else
static void NAME(const lane *restrict in, lane *restrict out) {
#endif
    const float *x = (const float *)in;
    float *y = (float *)out;
    for (int i = 0; i < COUNT * LANES; i++)
        y[i] = FORWARD(x[i]);
}
