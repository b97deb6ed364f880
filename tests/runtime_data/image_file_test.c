/* image_file_test.c - pictures of every kind, made here, and broken ones. */
#include "image_file.h"

#include "support.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

static void put_text(struct bytes *bytes, const char *text) {
    bytes_put(bytes, text, strlen(text));
}

static void expect_pixels(const char *path, int height, int width, const uint8_t *pixels) {
    struct image image;
    struct netc_error error = {""};
    if (!image_read(&image, path, &error))
        fail_msg("%s", error.text);
    assert_int_equal(image.height, height);
    assert_int_equal(image.width, width);
    assert_memory_equal(image.pixels, pixels, (size_t)(height * width));
    free(image.pixels);
}

static void expect_fault(const char *path, const char *text) {
    struct image image;
    struct netc_error error;
    assert_false(image_read(&image, path, &error));
    if (!strstr(error.text, text))
        fail_msg("`%s` is not in: %s", text, error.text);
    assert_null(image.pixels);
}

static void test_pgm(void **state) {
    static const struct {
        const char *text, *raster;
        size_t size;
    } FILES[] = {
        {"P2\n3 2\n255\n0 10 20\n30 40 255\n", "", 0},
        {"P2 # kind\n#comment\n3\t2 # sides\n255\n0 10 20 30 40 255", "", 0},
        {"P5\n3 2\n255\n", "\x00\x0a\x14\x1e\x28\xff", 6},
        {"P5\r\n# a\n# b\n3 2 255\n", "\x00\x0a\x14\x1e\x28\xff", 6},
        {"P5 3 2 65535\n", "\x00\x00\x0a\x0a\x14\x14\x1e\x1e\x28\x28\xff\xff", 12},
        {"P2 3 2 65535\n0 2570 5140 7710 10280 65535", "", 0},
        {"P2 3 2 51 0 2 4 6 8 51", "", 0},
    };
    const uint8_t pixels[6] = {0, 10, 20, 30, 40, 255};
    (void)state;
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        static struct bytes bytes;
        bytes.size = 0;
        put_text(&bytes, FILES[i].text);
        bytes_put(&bytes, FILES[i].raster, FILES[i].size);
        support_write("a.pgm", &bytes);
        expect_pixels("a.pgm", 2, 3, pixels);
    }
}

static void test_pgm_faults(void **state) {
    static const struct {
        const char *text, *fault;
    } FILES[] = {
        {"", "is empty"},
        {"P", "neither a PNG nor a PGM"},
        {"P6 1 1 255 abc", "neither a PNG nor a PGM picture (P2 or P5)"},
        {"GIF89a", "neither a PNG nor a PGM"},
        {"P5", "ends before its width"},
        {"P5 3", "ends before its height"},
        {"P5 3 2 # no maximum", "ends before its maximum"},
        {"P5 x 2 255\n", "its width is not a number"},
        {"P5 3 -2 255\n", "its height is not a number"},
        {"P5 3 2x 255\n", "its height is not a number"},
        {"P5 0 2 255\n", "has no pixels: it is 0 wide and 2 high"},
        {"P5 3 2 0\n", "has a maximum of 0; 1 to 65,535 are possible"},
        {"P5 3 2 65536\n", "has a maximum of 65,536"},
        {"P5 99999999999999999999 2 255\n", "its width is too large"},
        {"P5 16385 1 255\n", "is too large: 16,385 x 1 pixels"},
        {"P5 16384 16384 255\n", "is too large: 16,384 x 16,384 pixels, at most 67,108,864"},
        {"P5 3 2 255\nabcde", "ends before its last pixel"},
        {"P5 1 1 256\na", "ends before its last pixel"},
        {"P2 3 2 255 1 2 3 4 5", "ends before its pixel"},
        {"P2 1 1 10 11", "has a pixel of 11, above its maximum of 10"},
        {"P5 1 1 10 z", "has a pixel of 122, above its maximum of 10"},
        {"P2 1 1 10 1.5", "its pixel is not a number"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        static struct bytes bytes;
        bytes.size = 0;
        put_text(&bytes, FILES[i].text);
        support_write("bad.pgm", &bytes);
        expect_fault("bad.pgm", FILES[i].fault);
    }
}

/* Every kind of PNG that the simplified interface can write, with one picture: black, white, a
 * light gray (sRGB 188 is half of the linear light), and, where it has alpha, nothing. */
static void test_png_kinds(void **state) {
    static const png_uint_32 FORMATS[] = {PNG_FORMAT_GRAY, PNG_FORMAT_GA, PNG_FORMAT_RGB,
                                          PNG_FORMAT_RGBA};
    (void)state;
    for (size_t f = 0; f < sizeof FORMATS / sizeof *FORMATS; f++) {
        const bool alpha = FORMATS[f] & PNG_FORMAT_FLAG_ALPHA;
        const size_t channels = PNG_IMAGE_PIXEL_CHANNELS(FORMATS[f]), colours = channels - alpha;
        const uint8_t expected[4] = {0, 255, 188, alpha ? 255 : 7};
        uint8_t data[16];
        for (size_t i = 0; i < 4; i++)
            for (size_t c = 0; c < channels; c++)
                data[i * channels + c] =
                    c < colours ? (i < 3 ? expected[i] : 7) : (i < 3 ? 255 : 0);
        png_image png = {
            .version = PNG_IMAGE_VERSION, .width = 2, .height = 2, .format = FORMATS[f]};
        assert_true(png_image_write_to_file(&png, "a.png", 0, data, 0, NULL));
        expect_pixels("a.png", 2, 2, expected);
    }
}

/* Writes with the full interface what the simplified one cannot: few bits, palettes, 16 bit. */
static void write_png(int depth, int colour_type, int height, int width, const uint8_t *rows,
                      size_t stride, int interlace) {
    static const png_color PALETTE[4] = {{0, 0, 0}, {85, 85, 85}, {170, 170, 170}, {255, 255, 255}};
    FILE *file = fopen("b.png", "wb");
    assert_non_null(file);
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    assert_non_null(info);
    png_init_io(png, file);
    png_set_IHDR(png, info, (png_uint_32)width, (png_uint_32)height, depth, colour_type, interlace,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (colour_type == PNG_COLOR_TYPE_PALETTE)
        png_set_PLTE(png, info, PALETTE, 4);
    png_write_info(png, info);
    for (int pass = png_set_interlace_handling(png); pass > 0; pass--)
        for (int y = 0; y < height; y++)
            png_write_row(png, rows + (size_t)y * stride);
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
    assert_int_equal(fclose(file), 0);
}

static void test_png_depths(void **state) {
    const uint8_t bits1 = 0x50, bits2 = 0x1b; /* 0 1 0 1, and 0 1 2 3 */
    const uint8_t bits4[2] = {0x05, 0xaf}, bits16[8] = {0, 0, 85, 85, 170, 170, 255, 255};
    const uint8_t two[4] = {0, 255, 0, 255}, four[4] = {0, 85, 170, 255};
    (void)state;
    write_png(1, PNG_COLOR_TYPE_GRAY, 1, 4, &bits1, 1, PNG_INTERLACE_NONE);
    expect_pixels("b.png", 1, 4, two);
    write_png(2, PNG_COLOR_TYPE_GRAY, 1, 4, &bits2, 1, PNG_INTERLACE_NONE);
    expect_pixels("b.png", 1, 4, four);
    write_png(4, PNG_COLOR_TYPE_GRAY, 1, 4, bits4, 2, PNG_INTERLACE_NONE);
    expect_pixels("b.png", 1, 4, four);
    write_png(16, PNG_COLOR_TYPE_GRAY, 1, 4, bits16, 8, PNG_INTERLACE_NONE);
    expect_pixels("b.png", 1, 4, four);
    write_png(2, PNG_COLOR_TYPE_PALETTE, 1, 4, &bits2, 1, PNG_INTERLACE_NONE);
    expect_pixels("b.png", 1, 4, four);
    write_png(2, PNG_COLOR_TYPE_GRAY, 1, 4, &bits2, 1, PNG_INTERLACE_ADAM7);
    expect_pixels("b.png", 1, 4, four);
}

static void test_png_faults(void **state) {
    static struct bytes bytes;
    uint8_t pixels[64 * 64];
    const struct image image = {pixels, 64, 64};
    uint64_t random = 3;
    (void)state;
    for (size_t i = 0; i < sizeof pixels; i++)
        pixels[i] = (uint8_t)support_random(&random);
    support_png("good.png", &image);
    expect_pixels("good.png", 64, 64, pixels);
    support_read("good.png", &bytes);
    struct bytes *bad = malloc(sizeof *bad);
    assert_non_null(bad);
    *bad = bytes;
    bad->size = bytes.size / 2;
    support_write("bad.png", bad);
    expect_fault("bad.png", "cannot read `bad.png` as PNG: ");
    bad->size = 20;
    support_write("bad.png", bad);
    expect_fault("bad.png", "cannot read `bad.png` as PNG: ");
    *bad = bytes;
    bad->data[bytes.size / 2] ^= 0xff;
    support_write("bad.png", bad);
    expect_fault("bad.png", "cannot read `bad.png` as PNG: ");
    *bad = bytes;
    bad->data[1] = 'p';
    support_write("bad.png", bad);
    expect_fault("bad.png", "cannot read `bad.png` as PNG: ");
    free(bad);
    write_png(1, PNG_COLOR_TYPE_GRAY, 1, 16385, pixels, 0, PNG_INTERLACE_NONE);
    expect_fault("b.png", "is too large: 16,385 x 1 pixels");
}

static void test_missing(void **state) {
    (void)state;
    expect_fault("nothing.png", "cannot open `nothing.png`: No such file or directory");
    expect_fault(".", "cannot read `.`: Is a directory");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pgm),        cmocka_unit_test(test_pgm_faults),
        cmocka_unit_test(test_png_kinds),  cmocka_unit_test(test_png_depths),
        cmocka_unit_test(test_png_faults), cmocka_unit_test(test_missing),
    };
    return cmocka_run_group_tests(tests, support_enter, support_leave);
}
