/* fuzz.c - COUNT mutations of good files, from a seed that is printed: whatever a file holds, the
 * readers either take it or say why not. Meant for a build with sanitizers.
 *
 *     runtime_data_fuzz COUNT [SEED] */
#include "idx.h"
#include "image_file.h"
#include "image_ink.h"

#include "support.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { IMAGES = 9, SIDE = 6, CLASSES = 4 };

static const struct netc_model MODEL = {.height = SIDE, .width = SIDE, .outputs = CLASSES};

/* The good files; those that begin with d/ are a data set. */
static const char *const FILES[] = {
    "a.png", "a.pgm", "b.pgm", "d/train-images-idx3-ubyte", "d/train-labels-idx1-ubyte.gz",
};
enum { FILE_COUNT = sizeof FILES / sizeof *FILES };

static struct bytes good[FILE_COUNT];

static void write_good(void) {
    static struct bytes bytes;
    uint8_t pixels[12 * 10];
    char number[8];
    for (size_t i = 0; i < sizeof pixels; i++)
        pixels[i] = (uint8_t)(i * i);
    mkdir("d", 0777);
    support_png(FILES[0], &(struct image){pixels, 10, 12});
    bytes_put(&bytes, "P5 # a comment\n12 10 255\n", 25);
    bytes_put(&bytes, pixels, sizeof pixels);
    support_write(FILES[1], &bytes);
    bytes.size = 0;
    bytes_put(&bytes, "P2\n12 10\n65535\n", 15);
    for (size_t i = 0; i < sizeof pixels; i++)
        bytes_put(&bytes, number, (size_t)snprintf(number, sizeof number, "%d ", pixels[i]));
    support_write(FILES[2], &bytes);
    support_images(&bytes, IMAGES, SIDE, SIDE);
    support_write(FILES[3], &bytes);
    support_labels(&bytes, IMAGES, CLASSES);
    support_write_gzip(FILES[4], &bytes);
    for (int i = 0; i < FILE_COUNT; i++)
        support_read(FILES[i], &good[i]);
}

/* Changes, cuts, repeats or inserts a few bytes. */
static void mutate(struct bytes *bytes, uint64_t *random) {
    for (uint64_t left = 1 + support_random(random) % 4; left > 0 && bytes->size > 0; left--) {
        size_t at = (size_t)(support_random(random) % bytes->size);
        uint64_t choice = support_random(random) % 8;
        uint8_t byte = (uint8_t)support_random(random);
        if (choice < 4)
            bytes->data[at] = (uint8_t)(choice < 2 ? byte : bytes->data[at] ^ 1 << byte % 8);
        else if (choice == 4)
            bytes->size = at;
        else if (choice == 5)
            bytes->data[at] = (uint8_t) "0129 \n#P\xff"[byte % 9];
        else {
            size_t length = bytes->size - at < 16 ? bytes->size - at : 16;
            if (bytes->size + length > sizeof bytes->data)
                continue;
            memmove(bytes->data + at + length, bytes->data + at, bytes->size - at);
            bytes->size += length;
        }
    }
}

/* What is wrong with the answer to this file, or NULL. */
static const char *try_picture(const char *path) {
    uint8_t normal[IMAGE_SIDE * IMAGE_SIDE];
    struct image image;
    struct netc_error error = {""};
    if (!image_read(&image, path, &error))
        return !error.text[0] ? "no reason given" : image.pixels ? "pixels left over" : NULL;
    bool ink = image_ink(&image);
    bool normalised = ink && image_normalise(&image, normal);
    free(image.pixels);
    return ink && !normalised ? "ink, but no picture of it" : NULL;
}

static const char *try_data(void) {
    struct netc_dataset dataset = {0};
    struct netc_error error = {""};
    if (!idx_load(&dataset, &MODEL, "d", "train", &error))
        return !error.text[0] ? "no reason given" : dataset.images ? "images left over" : NULL;
    bool sound = dataset.count == IMAGES;
    for (size_t i = 0; i < dataset.count; i++)
        sound = sound && dataset.labels[i] < CLASSES;
    free(dataset.images);
    free(dataset.labels);
    return sound ? NULL : "taken though labels or images are wrong";
}

static int fuzz(unsigned long count, uint64_t seed) {
    static struct bytes bytes;
    printf("%lu mutations, seed %" PRIu64 "\n", count, seed);
    fflush(stdout);
    for (unsigned long i = 0; i < count; i++) {
        uint64_t random = seed + i * 0x9e3779b97f4a7c15u;
        size_t file = (size_t)(support_random(&random) % FILE_COUNT);
        bytes = good[file];
        mutate(&bytes, &random);
        support_write(FILES[file], &bytes);
        const char *wrong = FILES[file][0] == 'd' ? try_data() : try_picture(FILES[file]);
        support_write(FILES[file], &good[file]);
        if (wrong) {
            printf("mutation %lu, of %s: %s\n", i, FILES[file], wrong);
            return 1;
        }
    }
    return 0;
}

int main(int argc, char **argv) {
    void *state = NULL;
    unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : (uint64_t)time(NULL);
    if (support_enter(&state) != 0)
        return 1;
    write_good();
    int result = fuzz(count, seed);
    return support_leave(&state) != 0 || result != 0;
}
