/* mkdtemp() and nftw() are X/Open's. */
#define _XOPEN_SOURCE 700

#include "support.h"

#include <ftw.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

int support_enter(void **state) {
    char *folder = strdup("/tmp/netc-data-XXXXXX");
    *state = folder;
    return folder && mkdtemp(folder) ? chdir(folder) : -1;
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *ftw) {
    (void)info, (void)type, (void)ftw;
    return remove(path);
}

int support_leave(void **state) {
    int result = chdir("/") == 0 ? nftw(*state, remove_one, 8, FTW_DEPTH | FTW_PHYS) : -1;
    free(*state);
    return result;
}

void bytes_put(struct bytes *bytes, const void *data, size_t size) {
    assert_true(size <= sizeof bytes->data - bytes->size);
    memcpy(bytes->data + bytes->size, data, size);
    bytes->size += size;
}

void bytes_word(struct bytes *bytes, uint32_t word) {
    const uint8_t data[4] = {(uint8_t)(word >> 24), (uint8_t)(word >> 16), (uint8_t)(word >> 8),
                             (uint8_t)word};
    bytes_put(bytes, data, 4);
}

void support_write(const char *path, const struct bytes *bytes) {
    remove(path); /* a file that is cut and rewritten waits for the disk on some file systems */
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes->data, 1, bytes->size, file), bytes->size);
    assert_int_equal(fclose(file), 0);
}

void support_read(const char *path, struct bytes *bytes) {
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    bytes->size = fread(bytes->data, 1, sizeof bytes->data, file);
    assert_true(bytes->size < sizeof bytes->data);
    fclose(file);
}

void support_write_gzip(const char *path, const struct bytes *bytes) {
    gzFile file = gzopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(gzwrite(file, bytes->data, (unsigned)bytes->size), bytes->size);
    assert_int_equal(gzclose(file), Z_OK);
}

void support_images(struct bytes *bytes, uint32_t count, uint32_t height, uint32_t width) {
    bytes->size = 0;
    bytes_word(bytes, 0x803);
    bytes_word(bytes, count);
    bytes_word(bytes, height);
    bytes_word(bytes, width);
    for (uint32_t i = 0; i < count * height * width; i++)
        bytes_put(bytes, &(uint8_t){(uint8_t)(i * 7 + i / 251)}, 1);
}

void support_labels(struct bytes *bytes, uint32_t count, uint8_t classes) {
    bytes->size = 0;
    bytes_word(bytes, 0x801);
    bytes_word(bytes, count);
    for (uint32_t i = 0; i < count; i++)
        bytes_put(bytes, &(uint8_t){(uint8_t)(i % classes)}, 1);
}

void support_png(const char *path, const struct image *image) {
    png_image png = {.version = PNG_IMAGE_VERSION,
                     .width = (png_uint_32)image->width,
                     .height = (png_uint_32)image->height,
                     .format = PNG_FORMAT_GRAY};
    assert_true(png_image_write_to_file(&png, path, 0, image->pixels, 0, NULL));
}

uint64_t support_random(uint64_t *state) {
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}
