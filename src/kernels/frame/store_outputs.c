/*! store_outputs - the reverse of load_images, for the outputs. */

/* Takes the outputs of `count` images out of the lanes of a group. */
static void store_outputs(const lane *restrict group, int count, float *restrict outputs) {
    const float *from = (const float *)group;
    for (int image = 0; image < count; image++)
        for (int i = 0; i < OUTPUTS; i++)
            outputs[image * OUTPUTS + i] = from[i * LANES + image];
}
