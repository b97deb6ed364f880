/* image_ink.c - see image_ink.h. */
#include "image_ink.h"

#include <stddef.h>
#include <stdlib.h>

enum {
    LEVELS = 256,
    CONTRAST_MIN = 24, /* of 255: less than this is no ink */
    NOISE_FACTOR = 4   /* of the border's median deviation; even noise stays below twice it */
};

static int median(const size_t histogram[LEVELS]) {
    size_t total = 0, below = 0;
    int level = 0;
    for (int i = 0; i < LEVELS; i++)
        total += histogram[i];
    while (level < LEVELS - 1 && (below += histogram[level]) * 2 < total)
        level++;
    return level;
}

/* Counts the outermost pixels by their distance from `origin`. */
static void border_histogram(const struct image *image, int origin, size_t histogram[LEVELS]) {
    for (int i = 0; i < LEVELS; i++)
        histogram[i] = 0;
    for (int y = 0; y < image->height; y++) {
        bool edge = y == 0 || y == image->height - 1;
        int step = edge || image->width == 1 ? 1 : image->width - 1;
        for (int x = 0; x < image->width; x += step)
            histogram[abs(image->pixels[(size_t)y * (size_t)image->width + (size_t)x] - origin)]++;
    }
}

bool image_ink(struct image *image) {
    size_t histogram[LEVELS], count = (size_t)image->height * (size_t)image->width;
    border_histogram(image, 0, histogram);
    int background = median(histogram), darkest = background, lightest = background;
    border_histogram(image, background, histogram);
    int noise = NOISE_FACTOR * median(histogram);
    for (size_t i = 0; i < count; i++) {
        int p = image->pixels[i];
        darkest = p < darkest ? p : darkest;
        lightest = p > lightest ? p : lightest;
    }
    bool dark = background - darkest > lightest - background;
    int peak = dark ? background - darkest : lightest - background;
    /* A picture whose digit reaches its border would take the digit for noise. */
    noise = noise < peak / 2 ? noise : peak / 2;
    if (peak - noise < CONTRAST_MIN)
        return false;
    for (size_t i = 0; i < count; i++) {
        int p = image->pixels[i], ink = (dark ? background - p : p - background) - noise;
        int range = peak - noise;
        image->pixels[i] = (uint8_t)(ink > 0 ? (ink * 255 + range / 2) / range : 0);
    }
    return true;
}
