/*! load_images - from `count` images (1 to LANES) one after the other to one lane each; the lanes
 * beyond hold zeros. */

/* Puts `count` images into the lanes of a group; lanes beyond them are zero. */
static void load_images(const float *restrict images, int count, lane *restrict group) {
    float *to = (float *)group;
    if (count < LANES)
        memset(group, 0, PIXELS * sizeof(lane));
    for (int i = 0; i < PIXELS; i++)
        for (int image = 0; image < count; image++)
            to[i * LANES + image] = images[image * PIXELS + i];
}
