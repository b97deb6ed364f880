/* image.c - see image.h; LeCun, Cortes, Burges: "The MNIST database of handwritten digits". */
#include "image.h"

#include <string.h>

/* The ink's bounding box: half-open ranges. */
struct box {
    int top, left, bottom, right;
};

static struct box ink_box(const struct image *image) {
    struct box box = {image->height, image->width, 0, 0};
    for (int y = 0; y < image->height; y++) {
        const uint8_t *row = image->pixels + (size_t)y * (size_t)image->width;
        for (int x = 0; x < image->width; x++) {
            if (row[x] == 0)
                continue;
            box.top = y < box.top ? y : box.top;
            box.left = x < box.left ? x : box.left;
            box.bottom = y + 1;
            box.right = x + 1 > box.right ? x + 1 : box.right;
        }
    }
    return box;
}

/* In units of 1/IMAGE_INK source pixel, so that all borders are integers: how much of the source
 * pixel `at` lies in [from, to). */
static uint64_t overlap(int at, int64_t from, int64_t to) {
    int64_t low = (int64_t)at * IMAGE_INK, high = low + IMAGE_INK;
    low = low > from ? low : from;
    high = high < to ? high : to;
    return high > low ? (uint64_t)(high - low) : 0;
}

/* The mean of the square of `side` units at (row, column) of the box. */
static uint8_t area_mean(const struct image *image, struct box box, int side, int row, int column) {
    int64_t top = (int64_t)row * side, left = (int64_t)column * side;
    int y_end = (int)((top + side + IMAGE_INK - 1) / IMAGE_INK);
    int x_end = (int)((left + side + IMAGE_INK - 1) / IMAGE_INK);
    uint64_t sum = 0, area = (uint64_t)side * (uint64_t)side;
    y_end = y_end < box.bottom - box.top ? y_end : box.bottom - box.top;
    x_end = x_end < box.right - box.left ? x_end : box.right - box.left;
    for (int y = (int)(top / IMAGE_INK); y < y_end; y++) {
        const uint8_t *source =
            image->pixels + (size_t)(box.top + y) * (size_t)image->width + box.left;
        uint64_t across = 0;
        for (int x = (int)(left / IMAGE_INK); x < x_end; x++)
            across += source[x] * overlap(x, left, left + side);
        sum += across * overlap(y, top, top + side);
    }
    return (uint8_t)((sum + area / 2) / area);
}

/* Where the first of `extent` pixels goes so that the centre of mass, moment / mass pixels after
 * it, comes nearest to pixel 14: there MNIST has it, half a pixel right of and below the middle. */
static int centring(uint64_t moment, uint64_t mass, int extent) {
    int start = IMAGE_SIDE / 2 - (int)((2 * moment + mass) / (2 * mass));
    if (start < 0)
        return 0;
    return start + extent > IMAGE_SIDE ? IMAGE_SIDE - extent : start;
}

bool image_normalise(const struct image *image, uint8_t normal[IMAGE_SIDE * IMAGE_SIDE]) {
    uint8_t scaled[IMAGE_INK][IMAGE_INK];
    uint64_t mass = 0, down = 0, across = 0;
    struct box box = ink_box(image);
    int height = box.bottom - box.top, width = box.right - box.left;
    int side = height > width ? height : width;
    if (height <= 0)
        return false;
    int rows = (height * IMAGE_INK + side - 1) / side,
        columns = (width * IMAGE_INK + side - 1) / side;
    for (int y = 0; y < rows; y++)
        for (int x = 0; x < columns; x++) {
            uint64_t p = scaled[y][x] = area_mean(image, box, side, y, x);
            mass += p;
            down += p * (uint64_t)y;
            across += p * (uint64_t)x;
        }
    if (mass == 0)
        return false;
    int top = centring(down, mass, rows), left = centring(across, mass, columns);
    memset(normal, 0, IMAGE_SIDE * IMAGE_SIDE);
    for (int y = 0; y < rows; y++)
        memcpy(normal + (top + y) * IMAGE_SIDE + left, scaled[y], (size_t)columns);
    return true;
}
