/* Distorted copies: what is drawn, and how it is rendered. */
#include "augment.h"
#include "data.h"
#include "support.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { HEIGHT = 11, WIDTH = 14, PIXELS = HEIGHT * WIDTH, PAD = 2 };

static const struct distortion NOTHING = {.width = 1, .height = 1};

static int pixel(const uint8_t *image, int height, int width, int y, int x) {
    return y >= 0 && y < height && x >= 0 && x < width ? image[y * width + x] : 0;
}

static void whole_pixels(void **state) {
    (void)state;
    uint8_t image[PIXELS], out[PIXELS];
    support_noise(image, HEIGHT, WIDTH, 0, 1);
    for (int down = -HEIGHT - 1; down <= HEIGHT + 1; down++) {
        for (int right = -WIDTH - 1; right <= WIDTH + 1; right++) {
            struct distortion move = NOTHING;
            move.move_x = right;
            move.move_y = down;
            support_render(&move, image, HEIGHT, WIDTH, out);
            for (int i = 0; i < PIXELS; i++) {
                assert_int_equal(out[i],
                                 pixel(image, HEIGHT, WIDTH, i / WIDTH - down, i % WIDTH - right));
            }
        }
    }
}

/* Worked out by hand. */
static void known_maps(void **state) {
    (void)state;
    const uint8_t image[9] = {0, 0, 0, 0, 200, 100, 0, 0, 0};
    uint8_t out[9];
    struct distortion map = NOTHING;
    map.move_x = 0.5;
    support_render(&map, image, 3, 3, out);
    assert_memory_equal(out, ((uint8_t[]){0, 0, 0, 0, 100, 150, 0, 0, 0}), 9);
    map = NOTHING;
    map.move_y = -0.25;
    support_render(&map, image, 3, 3, out);
    assert_memory_equal(out, ((uint8_t[]){0, 50, 25, 0, 150, 75, 0, 0, 0}), 9);
    map = NOTHING;
    map.width = 2; /* the neighbours of the centre lie half a pixel from it */
    support_render(&map, image, 3, 3, out);
    assert_memory_equal(out, ((uint8_t[]){0, 0, 0, 100, 200, 150, 0, 0, 0}), 9);
    map.width = 0.5; /* and here two */
    support_render(&map, image, 3, 3, out);
    assert_memory_equal(out, ((uint8_t[]){0, 0, 0, 0, 200, 0, 0, 0, 0}), 9);
    map = NOTHING;
    map.slant = 1;
    const uint8_t bar[9] = {0, 10, 0, 0, 20, 0, 0, 30, 0};
    support_render(&map, bar, 3, 3, out);
    assert_memory_equal(out, ((uint8_t[]){10, 0, 0, 0, 20, 0, 0, 0, 30}), 9);
    map.height = 0.5; /* the bar's ends come to the middle, and are seen as the background is */
    support_render(&map, bar, 3, 3, out);
    assert_memory_equal(out, ((uint8_t[]){0, 0, 0, 0, 20, 0, 0, 0, 0}), 9);
}

/* Bilinear interpolation at the point that the map takes to the centre of (y, x), by Cramer's rule.
 */
static double expected(const struct distortion *d, const uint8_t *image, int height, int width,
                       int y, int x) {
    double matrix[2][2] = {{d->width, d->slant * d->height}, {0, d->height}};
    double to_x = x - (width - 1) / 2.0 - d->move_x, to_y = y - (height - 1) / 2.0 - d->move_y;
    double det = matrix[0][0] * matrix[1][1] - matrix[0][1] * matrix[1][0];
    double at_x = (to_x * matrix[1][1] - matrix[0][1] * to_y) / det + (width - 1) / 2.0;
    double at_y = (matrix[0][0] * to_y - matrix[1][0] * to_x) / det + (height - 1) / 2.0;
    double left = floor(at_x), above = floor(at_y), sum = 0;
    for (int i = 0; i < 4; i++) {
        double x_weight = i & 1 ? at_x - left : 1 - (at_x - left);
        double y_weight = i & 2 ? at_y - above : 1 - (at_y - above);
        sum += x_weight * y_weight *
               pixel(image, height, width, (int)above + (i >> 1), (int)left + (i & 1));
    }
    return sum;
}

/* Weights are rounded to 1/256 in each direction: half a step of 255 pixel values twice, and half
 * a step of the result. */
static void any_map(void **state) {
    (void)state;
    const struct netc_augment limits = {1, 4, 0.5f, 0.5f, 1, false};
    const struct augment_epoch copies = {&limits, 5, 0};
    const int sizes[][2] = {{HEIGHT, WIDTH}, {28, 28}, {1, 1}, {1, 9}, {9, 1}, {2, 300}};
    uint8_t image[28 * 28], out[28 * 28];
    for (uint64_t n = 0; n < 600; n++) {
        int height = sizes[n % 6][0], width = sizes[n % 6][1];
        struct distortion map = augment_draw(&copies, n, 1);
        support_noise(image, height, width, 0, (unsigned)n);
        support_render(&map, image, height, width, out);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double wanted = expected(&map, image, height, width, y, x);
                assert_true(fabs(out[y * width + x] - wanted) <= 1.5);
            }
        }
    }
}

/* Copies that nothing distorts are the images, to the bit, in every frame. */
static void identity(void **state) {
    (void)state;
    enum { COUNT = 5, FRAME = (HEIGHT + 2 * PAD) * (WIDTH + 2 * PAD) };
    uint8_t images[COUNT * PIXELS], labels[COUNT] = {3, 1, 4, 1, 5}, got[COUNT], copied[COUNT];
    static float plain[COUNT * FRAME], copies[COUNT * FRAME];
    const struct netc_model model = {.height = HEIGHT + 2 * PAD,
                                     .width = WIDTH + 2 * PAD,
                                     .channels = 1,
                                     .factor = 0.005f,
                                     .shift = -0.1f,
                                     .pad = PAD,
                                     .augment = {.copies = 7}};
    const struct netc_dataset dataset = {images, labels, COUNT, HEIGHT, WIDTH};
    const struct augment_epoch epoch = {&model.augment, 1, 0};
    const size_t order[COUNT] = {4, 0, 3, 3, 1};
    for (unsigned i = 0; i < COUNT; i++) {
        support_noise(images + i * PIXELS, HEIGHT, WIDTH, 0, i);
    }
    data_gather(&model, &dataset, order, COUNT, plain, got);
    for (size_t copy = 0; copy <= 7; copy++) {
        size_t patterns[COUNT];
        for (size_t i = 0; i < COUNT; i++) {
            patterns[i] = copy * COUNT + order[i];
        }
        memset(copies, 0, sizeof copies);
        data_gather_patterns(&model, &dataset, &epoch, patterns, COUNT, copies, copied);
        assert_memory_equal(copies, plain, sizeof plain);
        assert_memory_equal(copied, got, COUNT);
    }
}

/* Every compiler and machine renders these. */
static void same_bits(void **state) {
    (void)state;
    const struct netc_augment limits = {1, 2, 0.15f, 0.15f, 0.2f, true};
    uint8_t image[28 * 28], out[28 * 28];
    uLong sum = crc32(0, NULL, 0);
    for (uint64_t n = 0; n < 500; n++) {
        const struct augment_epoch copies = {&limits, n, n / 3};
        struct distortion map = augment_draw(&copies, n, 1 + n % 9);
        support_noise(image, 28, 28, 4, (unsigned)n);
        augment_confine(&map, image, 28, 28);
        support_render(&map, image, 28, 28, out);
        sum = crc32(sum, out, sizeof out);
    }
    assert_int_equal(sum, 0xe17ac33f);
}

struct range {
    double least, most, sum;
};

static void widen(struct range *range, double number) {
    range->least = fmin(range->least, number);
    range->most = fmax(range->most, number);
    range->sum += number;
}

static void covers(const struct range *range, double least, double most, double mean, int count) {
    double size = most - least;
    assert_true(range->least >= least - 1e-6 && range->most <= most + 1e-6);
    assert_true(range->least <= least + 0.01 * size && range->most >= most - 0.01 * size);
    assert_true(fabs(range->sum / count - mean) < 0.02 * size);
}

static void drawn_within_limits(void **state) {
    (void)state;
    enum { COUNT = 20000, KINDS = 5 };
    const struct netc_augment limits = {9, 3, 0.25f, 0.5f, 0.75f, false};
    const struct augment_epoch copies = {&limits, 11, 0};
    struct range ranges[KINDS];
    for (int k = 0; k < KINDS; k++) {
        ranges[k] = (struct range){INFINITY, -INFINITY, 0};
    }
    for (uint64_t i = 0; i < COUNT; i++) {
        struct distortion map = augment_draw(&copies, i / 9, 1 + i % 9);
        double wider = sqrt(map.width / map.height);
        widen(&ranges[0], map.move_x);
        widen(&ranges[1], map.move_y);
        widen(&ranges[2], sqrt(map.width * map.height));
        widen(&ranges[3], wider < 1 ? 1 - 1 / wider : wider - 1);
        widen(&ranges[4], map.slant);
    }
    covers(&ranges[0], -3, 3, 0, COUNT);
    covers(&ranges[1], -3, 3, 0, COUNT);
    covers(&ranges[2], 0.75, 1.25, 1, COUNT);
    covers(&ranges[3], -0.5, 0.5, 0, COUNT);
    covers(&ranges[4], -0.75, 0.75, 0, COUNT);
}

static bool same(struct distortion a, struct distortion b) {
    return memcmp(&a, &b, sizeof a) == 0;
}

/* Every copy of every image is another one, in each run; in each epoch only if they are fresh. */
static void what_decides(void **state) {
    (void)state;
    struct netc_augment limits = {9, 2, 0.15f, 0.15f, 0.2f, false};
    struct augment_epoch copies = {&limits, 1, 0}, later = {&limits, 1, 7}, other = {&limits, 2, 0};
    struct distortion map = augment_draw(&copies, 4, 2);
    assert_true(same(map, augment_draw(&copies, 4, 2)));
    assert_true(same(map, augment_draw(&later, 4, 2)));
    assert_false(same(map, augment_draw(&other, 4, 2)));
    assert_false(same(map, augment_draw(&copies, 5, 2)));
    assert_false(same(map, augment_draw(&copies, 4, 3)));
    assert_false(same(map, augment_draw(&copies, 2, 4)));
    limits.fresh = true;
    assert_true(same(map, augment_draw(&copies, 4, 2)));
    assert_false(same(map, augment_draw(&later, 4, 2)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_pixels), cmocka_unit_test(known_maps),
        cmocka_unit_test(any_map),      cmocka_unit_test(same_bits),
        cmocka_unit_test(identity),     cmocka_unit_test(drawn_within_limits),
        cmocka_unit_test(what_decides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
