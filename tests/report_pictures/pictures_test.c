/* Numbers as PNG: read back by libpng, pixel by pixel. */
#include "report/pictures.h"

#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *base64_of(struct arena *arena, const char *bytes) {
    struct text text = text_create(arena);
    base64(&text, (const unsigned char *)bytes, strlen(bytes));
    return text.data;
}

/* The test vectors of RFC 4648, section 10. */
static void base64_vectors(void **state) {
    assert_string_equal(base64_of(*state, ""), "");
    assert_string_equal(base64_of(*state, "f"), "Zg==");
    assert_string_equal(base64_of(*state, "fo"), "Zm8=");
    assert_string_equal(base64_of(*state, "foo"), "Zm9v");
    assert_string_equal(base64_of(*state, "foob"), "Zm9vYg==");
    assert_string_equal(base64_of(*state, "fooba"), "Zm9vYmE=");
    assert_string_equal(base64_of(*state, "foobar"), "Zm9vYmFy");
    assert_string_equal(base64_of(*state, "\xfb\xef\xbe\xff\xff\xff"), "++++////");
}

/* RGBA of every pixel, checked against the size that the sheet says. */
static const unsigned char *pixels_of(struct arena *arena, const struct sheet *sheet) {
    size_t size = 0;
    const unsigned char *bytes = sheet_png(arena, sheet, &size);
    assert_non_null(bytes);
    png_image png;
    memset(&png, 0, sizeof png);
    png.version = PNG_IMAGE_VERSION;
    assert_true(png_image_begin_read_from_memory(&png, bytes, size));
    png.format = PNG_FORMAT_RGBA;
    assert_int_equal(png.width, sheet_width(sheet));
    assert_int_equal(png.height, sheet_height(sheet));
    unsigned char *pixels = arena_alloc(arena, PNG_IMAGE_SIZE(png));
    assert_true(png_image_finish_read(&png, NULL, pixels, 0, NULL));
    return pixels;
}

static void assert_pixel(const unsigned char *pixels, int at, unsigned red, unsigned green,
                         unsigned blue, unsigned alpha) {
    const unsigned char *pixel = pixels + 4 * at;
    if (pixel[0] != red || pixel[1] != green || pixel[2] != blue || pixel[3] != alpha)
        fail_msg("pixel %d is %d %d %d %d, not %u %u %u %u", at, pixel[0], pixel[1], pixel[2],
                 pixel[3], red, green, blue, alpha);
}

static void ink_is_black_on_white(void **state) {
    const float values[] = {-0.1F, 1.175F, 9, -9, 0.5375F, NAN};
    const struct sheet sheet = {values, 1, 2, 3, 1, 1, 0, 0, COLOURS_INK, -0.1, 1.175};
    const unsigned char *pixels = pixels_of(*state, &sheet);
    assert_int_equal(sheet_width(&sheet), 3);
    assert_int_equal(sheet_height(&sheet), 2);
    assert_pixel(pixels, 0, 255, 255, 255, 255);
    assert_pixel(pixels, 1, 0, 0, 0, 255);
    assert_pixel(pixels, 2, 0, 0, 0, 255); /* beyond the scale */
    assert_pixel(pixels, 3, 255, 255, 255, 255);
    assert_in_range(pixels[4 * 4], 126, 129);
    assert_pixel(pixels, 5, 128, 128, 128, 112); /* no number */
}

static void diverging_is_clear_at_zero(void **state) {
    const float values[] = {-2, -1, 0, 1, 2};
    const struct sheet sheet = {values, 1, 1, 5, 1, 1, 0, 0, COLOURS_DIVERGING, 0, 2};
    const unsigned char *pixels = pixels_of(*state, &sheet);
    assert_pixel(pixels, 0, 0, 90, 181, 255);
    assert_pixel(pixels, 1, 0, 90, 181, 127);
    assert_int_equal(pixels[4 * 2 + 3], 0);
    assert_pixel(pixels, 3, 230, 97, 0, 127);
    assert_pixel(pixels, 4, 230, 97, 0, 255);
}

/* Three maps of 1x2 in two columns: frames around each, nothing where a fourth would be. */
static void maps_have_frames(void **state) {
    const float values[] = {1, 0, 0, 1, 1, 1};
    const struct sheet sheet = {values, 3, 1, 2, 2, 1, 1, 0, COLOURS_INK, 0, 1};
    const unsigned char *pixels = pixels_of(*state, &sheet);
    assert_int_equal(sheet_width(&sheet), 7);
    assert_int_equal(sheet_height(&sheet), 5);
    const char *const expected = ".......\n"
                                 ".# . #.\n"
                                 ".......\n"
                                 ".##.xxx\n"
                                 "....xxx\n";
    for (int y = 0; y < 5; y++)
        for (int x = 0; x < 7; x++)
            switch (expected[y * 8 + x]) {
            case '.':
                assert_pixel(pixels, y * 7 + x, 128, 128, 128, 112);
                break;
            case '#':
                assert_pixel(pixels, y * 7 + x, 0, 0, 0, 255);
                break;
            case ' ':
                assert_pixel(pixels, y * 7 + x, 255, 255, 255, 255);
                break;
            default:
                assert_int_equal(pixels[4 * (y * 7 + x) + 3], 0);
            }
}

/* Values are squares; frames are as wide as they are. */
static void zoom_is_for_values(void **state) {
    const float values[] = {1, 0};
    const struct sheet sheet = {values, 1, 1, 2, 1, 2, 1, 0, COLOURS_INK, 0, 1};
    const unsigned char *pixels = pixels_of(*state, &sheet);
    assert_int_equal(sheet_width(&sheet), 6);
    assert_int_equal(sheet_height(&sheet), 4);
    for (int y = 0; y < 4; y++)
        for (int x = 0; x < 6; x++) {
            unsigned gray = x < 3 ? 0 : 255;
            if (x == 0 || x == 5 || y == 0 || y == 3)
                assert_pixel(pixels, y * 6 + x, 128, 128, 128, 112);
            else
                assert_pixel(pixels, y * 6 + x, gray, gray, gray, 255);
        }
}

/* Two maps of one value, each with its frame, and two pixels of nothing between the frames. */
static void gaps_let_the_page_through(void **state) {
    const float values[] = {1, 1};
    const struct sheet sheet = {values, 2, 1, 1, 2, 1, 1, 3, COLOURS_INK, 0, 1};
    const unsigned char *pixels = pixels_of(*state, &sheet);
    assert_int_equal(sheet_width(&sheet), 8);
    assert_int_equal(sheet_height(&sheet), 3);
    const unsigned alphas[] = {112, 255, 112, 0, 0, 112, 255, 112};
    for (int x = 0; x < 8; x++) {
        assert_int_equal(pixels[4 * (8 + x) + 3], alphas[x]);
        assert_int_equal(pixels[4 * x + 3], alphas[x] ? 112 : 0);
    }
}

/* A layer that is 0 everywhere, or the same everywhere. */
static void scale_without_length(void **state) {
    const float values[] = {0, 0};
    struct sheet sheet = {values, 1, 1, 2, 1, 1, 0, 0, COLOURS_DIVERGING, 0, 0};
    assert_int_equal(pixels_of(*state, &sheet)[3], 0);
    sheet.colours = COLOURS_INK;
    assert_pixel(pixels_of(*state, &sheet), 1, 255, 255, 255, 255);
}

static void range_passes_over_what_is_no_number(void **state) {
    (void)state;
    const float values[] = {NAN, 3, -2, INFINITY, -INFINITY, 1};
    double low, high;
    values_range(values, 6, &low, &high);
    assert_true(low == -2 && high == 3);
    values_range(values, 1, &low, &high);
    assert_true(low == 0 && high == 0);
}

static void rows_are_even(void **state) {
    (void)state;
    assert_int_equal(sheet_even(6, 5), 3);
    assert_int_equal(sheet_even(16, 5), 4);
    assert_int_equal(sheet_even(120, 20), 20);
    assert_int_equal(sheet_even(84, 20), 17);
    assert_int_equal(sheet_even(1, 5), 1);
    assert_int_equal(sheet_zoom(56, 28), 2);
    assert_int_equal(sheet_zoom(56, 32), 2);
    assert_int_equal(sheet_zoom(56, 224), 1);
    assert_int_equal(sheet_zoom(56, 1), 10);
}

static void image_is_a_whole_element(void **state) {
    const float values[] = {0, 1};
    const struct sheet sheet = {values, 1, 1, 2, 1, 3, 0, 0, COLOURS_INK, 0, 1};
    struct text text = text_create(*state);
    sheet_image(&text, &sheet, "<script>\"&'");
    assert_ptr_equal(strstr(text.data,
                            "<img class=\"sheet ink\" width=\"6\" height=\"3\" "
                            "alt=\"&lt;script&gt;&quot;&amp;&#39;\" src=\"data:image/png;base64,"),
                     text.data);
    assert_string_equal(text.data + text.length - 3, "\"/>");
}

/* Wider than libpng makes them: the alternative text stands alone. */
static void too_wide_is_no_picture(void **state) {
    enum { WIDTH = 1 << 20 };
    float *values = ARENA_ARRAY(*state, WIDTH, float);
    const struct sheet sheet = {values, 1, 1, WIDTH, 1, 1, 0, 0, COLOURS_INK, 0, 1};
    struct text text = text_create(*state);
    sheet_uri(&text, &sheet);
    assert_string_equal(text.data, "data:,");
}

static int create_arena(void **state) {
    *state = arena_create();
    return 0;
}

static int destroy_arena(void **state) {
    arena_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(base64_vectors),
        cmocka_unit_test(ink_is_black_on_white),
        cmocka_unit_test(diverging_is_clear_at_zero),
        cmocka_unit_test(maps_have_frames),
        cmocka_unit_test(zoom_is_for_values),
        cmocka_unit_test(gaps_let_the_page_through),
        cmocka_unit_test(scale_without_length),
        cmocka_unit_test(range_passes_over_what_is_no_number),
        cmocka_unit_test(rows_are_even),
        cmocka_unit_test(image_is_a_whole_element),
        cmocka_unit_test(too_wide_is_no_picture),
    };
    return cmocka_run_group_tests(tests, create_arena, destroy_arena);
}
