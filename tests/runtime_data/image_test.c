/* image_test.c - ink and normalisation. */
#include "image.h"

#include "image_ink.h"
#include "support.h"
#include "synthetic.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A picture of one value. */
static struct image blank(int height, int width, uint8_t value) {
    size_t size = (size_t)height * (size_t)width;
    struct image image = {malloc(size), height, width};
    assert_non_null(image.pixels);
    memset(image.pixels, value, size);
    return image;
}

static void fill(struct image *image, int top, int left, int height, int width, uint8_t value) {
    for (int y = top; y < top + height; y++)
        memset(image->pixels + y * image->width + left, value, (size_t)width);
}

/* Sum, rows and columns of the ink of a normalised picture. */
struct extent {
    long sum, down, across;
    int top, bottom, left, right;
};

static struct extent measure(const uint8_t *normal) {
    struct extent e = {0, 0, 0, IMAGE_SIDE, -1, IMAGE_SIDE, -1};
    for (int y = 0; y < IMAGE_SIDE; y++)
        for (int x = 0; x < IMAGE_SIDE; x++) {
            long p = normal[y * IMAGE_SIDE + x];
            e.sum += p;
            e.down += p * y;
            e.across += p * x;
            if (p == 0)
                continue;
            e.top = y < e.top ? y : e.top;
            e.bottom = y > e.bottom ? y : e.bottom;
            e.left = x < e.left ? x : e.left;
            e.right = x > e.right ? x : e.right;
        }
    return e;
}

static void test_longest_side(void **state) {
    static const int SIZES[][2] = {{20, 20}, {100, 30},  {7, 60}, {1, 1},
                                   {3, 2},   {500, 499}, {1, 90}};
    (void)state;
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        uint8_t normal[IMAGE_SIDE * IMAGE_SIDE];
        int height = SIZES[i][0], width = SIZES[i][1], side = height > width ? height : width;
        struct image image = blank(height + 9, width + 5, 0);
        fill(&image, 4, 3, height, width, 255);
        assert_true(image_normalise(&image, normal));
        struct extent e = measure(normal);
        double area = (double)height * width * 400 / side / side;
        assert_int_equal(e.bottom - e.top + 1, (height * 20 + side - 1) / side);
        assert_int_equal(e.right - e.left + 1, (width * 20 + side - 1) / side);
        assert_true(fabs((double)e.sum / 255 - area) < 1.0);
        assert_true(labs(e.down - 14 * e.sum) <= e.sum / 2 + 1);
        assert_true(labs(e.across - 14 * e.sum) <= e.sum / 2 + 1);
        free(image.pixels);
    }
}

/* An L: its centre of mass is so far from the middle of its box that the box ends at the edge. */
static void test_lopsided(void **state) {
    uint8_t normal[IMAGE_SIDE * IMAGE_SIDE];
    struct image image = blank(100, 100, 0);
    (void)state;
    fill(&image, 0, 0, 100, 4, 255);
    fill(&image, 96, 0, 4, 100, 255);
    assert_true(image_normalise(&image, normal));
    struct extent e = measure(normal);
    assert_int_equal(e.top, 0);
    assert_int_equal(e.bottom, 19);
    assert_int_equal(e.left, 8);
    assert_int_equal(e.right, 27);
    free(image.pixels);
}

static void test_no_ink(void **state) {
    uint8_t normal[IMAGE_SIDE * IMAGE_SIDE];
    struct image image = blank(10, 10, 0);
    (void)state;
    assert_false(image_normalise(&image, normal));
    fill(&image, 5, 5, 1, 1, 1);
    assert_true(image_normalise(&image, normal));
    free(image.pixels);
}

/* What is normalised already stays as it is, to the bit. */
static void test_idempotent(void **state) {
    struct netc_dataset digits;
    struct netc_error error;
    uint8_t normal[IMAGE_SIDE * IMAGE_SIDE];
    (void)state;
    assert_true(synthetic_draw(&digits, 500, 7, &error));
    for (size_t i = 0; i < digits.count; i++) {
        uint8_t *digit = digits.images + i * sizeof normal;
        struct image image = {digit, IMAGE_SIDE, IMAGE_SIDE};
        assert_true(image_normalise(&image, normal));
        assert_memory_equal(normal, digit, sizeof normal);
    }
    free(digits.images);
    free(digits.labels);
}

/* Dark on light, light on dark, weak contrast, noise: the same ink. */
static void test_polarity(void **state) {
    static const struct {
        uint8_t background, ink, noise;
    } CASES[] = {{0, 255, 0},  {255, 0, 0},   {200, 120, 0},
                 {60, 140, 0}, {230, 20, 12}, {20, 230, 12}};
    uint64_t random = 1;
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        uint8_t normal[IMAGE_SIDE * IMAGE_SIDE];
        struct image image = blank(90, 70, CASES[i].background);
        fill(&image, 20, 30, 40, 10, CASES[i].ink);
        for (int p = 0; CASES[i].noise && p < 90 * 70; p++)
            image.pixels[p] = (uint8_t)(image.pixels[p] + support_random(&random) % CASES[i].noise);
        assert_true(image_ink(&image));
        assert_true(image_normalise(&image, normal));
        struct extent e = measure(normal);
        assert_int_equal(e.bottom - e.top + 1, 20);
        assert_int_equal(e.right - e.left + 1, 5);
        assert_true(e.sum > 220 * 100);
        free(image.pixels);
    }
}

static void test_blank(void **state) {
    (void)state;
    for (int value = 0; value < 256; value += 51) {
        struct image image = blank(30, 40, (uint8_t)value);
        assert_false(image_ink(&image));
        fill(&image, 10, 10, 5, 5, (uint8_t)(value > 128 ? value - 20 : value + 20));
        assert_false(image_ink(&image));
        free(image.pixels);
    }
    struct image dot = blank(1, 1, 128);
    assert_false(image_ink(&dot));
    free(dot.pixels);
}

/* The digit touches the border. */
static void test_cropped(void **state) {
    uint8_t normal[IMAGE_SIDE * IMAGE_SIDE];
    struct image image = blank(40, 30, 255);
    (void)state;
    fill(&image, 0, 0, 40, 8, 0);
    fill(&image, 16, 0, 8, 24, 0);
    assert_true(image_ink(&image));
    assert_true(image_normalise(&image, normal));
    struct extent e = measure(normal);
    assert_int_equal(e.bottom - e.top + 1, 20);
    assert_int_equal(e.right - e.left + 1, 12);
    free(image.pixels);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_longest_side), cmocka_unit_test(test_lopsided),
        cmocka_unit_test(test_no_ink),       cmocka_unit_test(test_idempotent),
        cmocka_unit_test(test_polarity),     cmocka_unit_test(test_blank),
        cmocka_unit_test(test_cropped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
