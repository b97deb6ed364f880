/*! load_images - from `count` images (1 to LANES) one after the other to one lane each; the lanes
 * beyond hold zeros. */
#include "math/transpose_lanes.c"

/* Puts `count` images into the lanes of a group; lanes beyond them are zero. */
static void load_images(const float *restrict images, int count, lane *restrict group) {
    enum { WHOLE = PIXELS - PIXELS % LANES };
    for (int first = 0; first < WHOLE; first += LANES) {
        lane v[LANES];
        for (int image = 0; image < LANES; image++) {
            v[image] = (lane){0};
            if (image < count)
                memcpy(&v[image], images + image * PIXELS + first, sizeof v[image]);
        }
        transpose_lanes(v);
        for (int i = 0; i < LANES; i++)
            group[first + i] = v[i];
    }
    for (int i = WHOLE; i < PIXELS; i++)
        for (int image = 0; image < LANES; image++)
            ((float *)(group + i))[image] = image < count ? images[image * PIXELS + i] : 0.0f;
}
