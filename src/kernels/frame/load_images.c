/*! load_images - from `count` images (1 to LANES) one after the other to one lane each; the lanes
 * beyond hold zeros. */

/* Puts `count` images into the lanes of a group; lanes beyond them are zero. */
static void load_images(const float *restrict images, int count, lane *restrict group) {
    float *to = (float *)group;
    for (int i = 0; i < PIXELS; i++)
        for (int image = 0; image < LANES; image++)
            to[i * LANES + image] = image < count ? images[image * PIXELS + i] : 0.0f;
}
