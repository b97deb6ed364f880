/* idx_test.c - IDX files: every spelling, and every fault with its message. */
#include "idx.h"

#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COUNT = 12, HEIGHT = 5, WIDTH = 4, CLASSES = 3 };

static const struct netc_model MODEL = {.height = HEIGHT, .width = WIDTH, .outputs = CLASSES};

#define IMAGES "d/train-images-idx3-ubyte"
#define LABELS "d/train-labels-idx1-ubyte"

static void clear_folder(void) {
    static const char *const NAMES[] = {"images-idx3", "images.idx3", "labels-idx1", "labels.idx1"};
    char path[64];
    mkdir("d", 0777);
    for (int i = 0; i < 4; i++)
        for (int gzip = 0; gzip < 2; gzip++) {
            snprintf(path, sizeof path, "d/train-%s-ubyte%s", NAMES[i], gzip ? ".gz" : "");
            remove(path);
        }
}

static void write_good(void) {
    static struct bytes bytes;
    clear_folder();
    support_images(&bytes, COUNT, HEIGHT, WIDTH);
    support_write(IMAGES, &bytes);
    support_labels(&bytes, COUNT, CLASSES);
    support_write(LABELS, &bytes);
}

static bool load(struct netc_dataset *dataset, struct netc_error *error) {
    *dataset = (struct netc_dataset){0};
    error->text[0] = '\0';
    return idx_load(dataset, &MODEL, "d", "train", error);
}

static void expect_good(void) {
    static struct bytes images, labels;
    struct netc_dataset dataset;
    struct netc_error error;
    support_images(&images, COUNT, HEIGHT, WIDTH);
    support_labels(&labels, COUNT, CLASSES);
    assert_true(load(&dataset, &error));
    assert_int_equal(dataset.count, COUNT);
    assert_int_equal(dataset.height, HEIGHT);
    assert_int_equal(dataset.width, WIDTH);
    assert_memory_equal(dataset.images, images.data + 16, COUNT * HEIGHT * WIDTH);
    assert_memory_equal(dataset.labels, labels.data + 8, COUNT);
    free(dataset.images);
    free(dataset.labels);
}

static void expect_fault(const char *text) {
    struct netc_dataset dataset;
    struct netc_error error;
    assert_false(load(&dataset, &error));
    assert_string_equal(error.text, text);
    assert_null(dataset.images);
    assert_null(dataset.labels);
}

static void test_spellings(void **state) {
    static const char *const SPELLINGS[][2] = {
        {IMAGES, LABELS},
        {"d/train-images.idx3-ubyte", "d/train-labels.idx1-ubyte"},
        {IMAGES ".gz", LABELS ".gz"},
        {"d/train-images.idx3-ubyte.gz", "d/train-labels.idx1-ubyte.gz"},
    };
    static struct bytes bytes;
    (void)state;
    for (int i = 0; i < 4; i++) {
        void (*write)(const char *, const struct bytes *) =
            i < 2 ? support_write : support_write_gzip;
        clear_folder();
        support_images(&bytes, COUNT, HEIGHT, WIDTH);
        write(SPELLINGS[i][0], &bytes);
        support_labels(&bytes, COUNT, CLASSES);
        write(SPELLINGS[i][1], &bytes);
        expect_good();
    }
}

/* A change of one byte or of the length of one of the two good files. */
struct fault {
    const char *path;
    long at; /* byte to change; negative: none */
    uint8_t value;
    long resize; /* bytes more or less */
    const char *text;
};

static const struct fault FAULTS[] = {
    {IMAGES, 3, 4, 0,
     "`" IMAGES "` begins with 0x00000804, not with 0x00000803, the magic number of IDX images"},
    {IMAGES, 0, 'P', 0,
     "`" IMAGES "` begins with 0x50000803, not with 0x00000803, the magic number of IDX images"},
    {LABELS, 3, 3, 0,
     "`" LABELS "` begins with 0x00000803, not with 0x00000801, the magic number of IDX labels"},
    {IMAGES, -1, 0, -1, "`" IMAGES "` is truncated: it has 239 of the 240 bytes of its images"},
    {IMAGES, -1, 0, -247, "`" IMAGES "` is truncated: it has 5 of the 12 bytes of its header"},
    {IMAGES, -1, 0, -256, "`" IMAGES "` is truncated: it has 0 of the 4 bytes of its magic number"},
    {LABELS, -1, 0, -2, "`" LABELS "` is truncated: it has 10 of the 12 bytes of its labels"},
    {IMAGES, -1, 0, 1, "`" IMAGES "` goes on after its last image"},
    {LABELS, -1, 0, 3, "`" LABELS "` goes on after its last label"},
    {IMAGES, 11, 6, 0, "`" IMAGES "` has images of 6x4, but the network needs 5x4"},
    {IMAGES, 12, 255, 0, "`" IMAGES "` has images of 5x4278190084, but the network needs 5x4"},
    {IMAGES, 7, 0, 0, "`" IMAGES "` claims 0 images; 1 to 10,000,000 are possible"},
    {IMAGES, 4, 0xff, 0, "`" IMAGES "` claims 4,278,190,092 images; 1 to 10,000,000 are possible"},
    {IMAGES, 5, 0x80, 0,
     "`" IMAGES "` claims 8,388,620 images, more than a file of its size can hold"},
    {LABELS, 5, 0x40, 0,
     "`" LABELS "` claims 4,194,316 labels, more than a file of its size can hold"},
    {LABELS, 8 + 7, 3, 0,
     "`" LABELS "`: the label of image 7 (counted from 0) is 3, but the network has 3 outputs"},
};

static void test_faults(void **state) {
    static struct bytes bytes;
    (void)state;
    for (size_t i = 0; i < sizeof FAULTS / sizeof *FAULTS; i++) {
        const struct fault *fault = &FAULTS[i];
        write_good();
        support_read(fault->path, &bytes);
        if (fault->at >= 0)
            bytes.data[fault->at] = fault->value;
        bytes.size = (size_t)((long)bytes.size + fault->resize);
        support_write(fault->path, &bytes);
        expect_fault(fault->text);
    }
}

static void test_lengths(void **state) {
    static struct bytes bytes;
    (void)state;
    write_good();
    support_labels(&bytes, COUNT - 1, CLASSES);
    support_write(LABELS, &bytes);
    expect_fault("`" LABELS "` has 11 labels, but `" IMAGES "` has 12 images");
}

/* The same file as gzip, changed at `at` from its end, or cut there. */
static void broken_gzip(size_t at, bool cut, const char *text) {
    static struct bytes bytes;
    write_good();
    support_read(IMAGES, &bytes);
    remove(IMAGES);
    support_write_gzip(IMAGES ".gz", &bytes);
    support_read(IMAGES ".gz", &bytes);
    if (cut)
        bytes.size -= at;
    else
        bytes.data[bytes.size - at] ^= 0x55;
    support_write(IMAGES ".gz", &bytes);
    expect_fault(text);
}

static void test_gzip(void **state) {
    static struct bytes bytes;
    (void)state;
    broken_gzip(8, false, "`" IMAGES ".gz` is damaged: its gzip data has an incorrect data check");
    broken_gzip(4, false,
                "`" IMAGES ".gz` is damaged: its gzip data has an incorrect length check");
    broken_gzip(6, true, "`" IMAGES ".gz` is truncated: its gzip data breaks off");
    broken_gzip(100, true, "`" IMAGES ".gz` is truncated: its gzip data breaks off");
    write_good();
    support_read(LABELS, &bytes);
    bytes_put(&bytes, "x", 1);
    remove(LABELS);
    support_write_gzip(LABELS ".gz", &bytes);
    expect_fault("`" LABELS ".gz` goes on after its last label");
}

static void test_missing(void **state) {
    struct netc_dataset dataset;
    struct netc_error error;
    (void)state;
    write_good();
    remove(LABELS);
    expect_fault("`d` has neither `train-labels-idx1-ubyte` nor `train-labels.idx1-ubyte`, plain "
                 "or .gz");
    remove(IMAGES);
    expect_fault("`d` has neither `train-images-idx3-ubyte` nor `train-images.idx3-ubyte`, plain "
                 "or .gz");
    mkdir(IMAGES, 0777);
    expect_fault("`" IMAGES "` is not a regular file");
    rmdir(IMAGES);
    assert_false(idx_load(&dataset, &MODEL, "nowhere", "train", &error));
    assert_string_equal(error.text,
                        "cannot open the data folder `nowhere`: No such file or directory");
}

static void test_long_path(void **state) {
    struct netc_dataset dataset;
    struct netc_error error;
    char folder[3000] = {0};
    (void)state;
    for (size_t i = 0; i + 2 < sizeof folder; i += 2)
        memcpy(folder + i, "./", 2);
    assert_false(idx_load(&dataset, &MODEL, folder, "train", &error));
    assert_non_null(strstr(error.text, "the path of the data folder"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spellings), cmocka_unit_test(test_faults),
        cmocka_unit_test(test_lengths),   cmocka_unit_test(test_gzip),
        cmocka_unit_test(test_missing),   cmocka_unit_test(test_long_path),
    };
    return cmocka_run_group_tests(tests, support_enter, support_leave);
}
