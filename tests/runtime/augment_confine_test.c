/* How far distorted copies are moved: ink stays in the frame. */
#include "augment.h"
#include "data.h"
#include "support.h"

#include <math.h>

enum { HEIGHT = 11, WIDTH = 14, PIXELS = HEIGHT * WIDTH };

static const struct distortion NOTHING = {.width = 1, .height = 1};

static long ink(const uint8_t *image, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
        sum += image[i];
    }
    return sum;
}

/* Whole pixels, so that no ink is lost but over the edge. */
static void confined(void **state) {
    (void)state;
    enum { MARGIN = 3 };
    uint8_t image[PIXELS], out[PIXELS];
    struct distortion map = NOTHING;
    support_noise(image, HEIGHT, WIDTH, MARGIN, 8);
    map.move_x = 5;
    map.move_y = -4;
    support_render(&map, image, HEIGHT, WIDTH, out);
    assert_true(ink(out, PIXELS) < ink(image, PIXELS));
    augment_confine(&map, image, HEIGHT, WIDTH);
    assert_true(map.move_x == MARGIN && map.move_y == -MARGIN);
    support_render(&map, image, HEIGHT, WIDTH, out);
    assert_int_equal(ink(out, PIXELS), ink(image, PIXELS));
    map.move_x = -2;
    map.move_y = 1;
    augment_confine(&map, image, HEIGHT, WIDTH);
    assert_true(map.move_x == -2 && map.move_y == 1);
    map = NOTHING; /* ink that does not fit goes to the middle, where it is already */
    map.width = map.height = 4;
    map.move_x = map.move_y = 1;
    augment_confine(&map, image, HEIGHT, WIDTH);
    assert_true(map.move_x == 0 && map.move_y == 0);
}

/* At a side where the ink touches the edge there is nothing to be kept. */
static void not_confined(void **state) {
    (void)state;
    uint8_t image[PIXELS] = {0};
    struct distortion map = NOTHING;
    map.move_x = -6;
    map.move_y = 9;
    augment_confine(&map, image, HEIGHT, WIDTH);
    assert_true(map.move_x == -6 && map.move_y == 9);
    for (int x = 0; x < WIDTH - 2; x++) {
        image[WIDTH + x] = 255; /* the second row, from the left edge on */
    }
    augment_confine(&map, image, HEIGHT, WIDTH);
    assert_true(map.move_x == -6 && map.move_y == 9);
    map.move_x = 6;
    map.move_y = -9;
    augment_confine(&map, image, HEIGHT, WIDTH);
    assert_true(map.move_x == 2 && map.move_y == -1);
}

/* Each side by itself: ink in one corner leaves over the two edges it touches, and no other. */
static void each_side(void **state) {
    (void)state;
    for (int corner = 0; corner < 4; corner++) {
        bool right = corner & 1, bottom = corner & 2;
        uint8_t image[PIXELS] = {0};
        image[(bottom ? HEIGHT - 1 : 0) * WIDTH + (right ? WIDTH - 1 : 0)] = 255;
        struct distortion map = NOTHING;
        map.move_x = right ? 99 : -99;
        map.move_y = bottom ? 99 : -99;
        augment_confine(&map, image, HEIGHT, WIDTH);
        assert_true(map.move_x == (right ? 99 : -99) && map.move_y == (bottom ? 99 : -99));
        map.move_x = -map.move_x;
        map.move_y = -map.move_y;
        augment_confine(&map, image, HEIGHT, WIDTH);
        assert_true(map.move_x == (right ? 1 - WIDTH : WIDTH - 1));
        assert_true(map.move_y == (bottom ? 1 - HEIGHT : HEIGHT - 1));
    }
}

/* Copies that are only moved keep all their ink, but for half a step of rounding a pixel. */
static void gathered_confined(void **state) {
    (void)state;
    const struct netc_model model = {.height = HEIGHT,
                                     .width = WIDTH,
                                     .channels = 1,
                                     .factor = 1,
                                     .augment = {.copies = 100, .translate = 50}};
    const struct augment_epoch epoch = {&model.augment, 1, 0};
    uint8_t image[PIXELS], label = 0, copied;
    const struct netc_dataset dataset = {image, &label, 1, HEIGHT, WIDTH};
    support_noise(image, HEIGHT, WIDTH, 3, 2);
    for (size_t copy = 1; copy <= 100; copy++) {
        float pixels[PIXELS];
        double sum = 0;
        data_gather_patterns(&model, &dataset, &epoch, &copy, 1, pixels, &copied);
        for (int i = 0; i < PIXELS; i++) {
            sum += (double)pixels[i];
        }
        assert_true(fabs(sum - (double)ink(image, PIXELS)) <= PIXELS * 0.5);
    }
}

/* A slanted box needs room for its corners. */
static void confined_slant(void **state) {
    (void)state;
    uint8_t image[PIXELS] = {0}, out[PIXELS];
    for (int y = 1; y < HEIGHT - 1; y++) {
        image[y * WIDTH + 4] = 100;
    }
    struct distortion map = NOTHING;
    map.slant = 1;
    map.move_x = -9;
    augment_confine(&map, image, HEIGHT, WIDTH);
    assert_true(map.move_x == 0);
    support_render(&map, image, HEIGHT, WIDTH, out);
    assert_int_equal(ink(out, PIXELS), ink(image, PIXELS));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(confined),       cmocka_unit_test(not_confined),
        cmocka_unit_test(each_side),      cmocka_unit_test(gathered_confined),
        cmocka_unit_test(confined_slant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
