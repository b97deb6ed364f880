/* data_test.c - data_load() and data_gather(): what fits which network. */
#include "bands.h"
#include "memory.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void write_set(const char *set, uint32_t count, uint32_t side) {
    static struct bytes bytes;
    char path[64];
    mkdir("d", 0777);
    support_images(&bytes, count, side, side);
    snprintf(path, sizeof path, "d/%s-images-idx3-ubyte", set);
    support_write(path, &bytes);
    support_labels(&bytes, count, 10);
    snprintf(path, sizeof path, "d/%s-labels-idx1-ubyte", set);
    support_write(path, &bytes);
}

enum { THREADS = 2 };

static void test_parts(void **state) {
    struct netc_data data;
    struct netc_error error;
    (void)state;
    write_set("t10k", 7, 28);
    assert_true(data_load(&data, &bands_model, "d", DATA_TEST, THREADS, &error));
    assert_int_equal(data.test.count, 7);
    assert_int_equal(data.train.count, 0);
    data_free(&data);
    assert_null(data.test.images);
    /* The test set is fine, but the training set is not there: nothing may stay. */
    assert_false(data_load(&data, &bands_model, "d", DATA_ALL, THREADS, &error));
    assert_non_null(strstr(error.text, "train-images-idx3-ubyte"));
    assert_null(data.test.images);
    write_set("train", 20, 28);
    write_set("t10k", 3, 27);
    assert_false(data_load(&data, &bands_model, "d", DATA_ALL, THREADS, &error));
    assert_non_null(strstr(error.text, "t10k-images-idx3-ubyte"));
    assert_null(data.train.images);
    write_set("t10k", 7, 28);
    assert_true(data_load(&data, &bands_model, "d", DATA_ALL, THREADS, &error));
    assert_int_equal(data.train.count, 20);
    assert_int_equal(data.test.count, 7);
    data_free(&data);
    data_free(&data);
}

/* All of it is there to be written, whatever pages it lies in. */
static void test_large_blocks(void **state) {
    const size_t sizes[] = {1, ((size_t)1 << 21) - 1, (size_t)1 << 21, ((size_t)5 << 20) + 1};
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        uint8_t *block = block_large(sizes[i]);
        assert_non_null(block);
        memset(block, 7, sizes[i]);
        assert_int_equal(block[sizes[i] - 1], 7);
        free(block);
    }
    assert_null(block_large(SIZE_MAX));
}

static void test_shapes(void **state) {
    struct netc_data data;
    struct netc_error error;
    struct netc_model model = bands_model;
    (void)state;
    write_set("t10k", 3, 32);
    assert_false(data_load(&data, &model, "d", DATA_TEST, THREADS, &error));
    assert_string_equal(error.text, "`d/t10k-images-idx3-ubyte` has images of 32x32, but the "
                                    "network needs 28x28, its 32x32 without the padding of 2");
    model.pad = 0;
    assert_true(data_load(&data, &model, "d", DATA_TEST, THREADS, &error));
    data_free(&data);
    assert_false(data_load(&data, &model, "synthetic", DATA_TEST, THREADS, &error));
    assert_string_equal(error.text, "synthetic digits are 28x28, but the network needs 32x32");
    model.pad = 2;
    model.outputs = 9;
    assert_false(data_load(&data, &model, "synthetic", DATA_TEST, THREADS, &error));
    assert_string_equal(error.text,
                        "synthetic digits have 10 classes, but the network has 9 outputs");
    model.channels = 3;
    assert_false(data_load(&data, &model, "d", DATA_TEST, THREADS, &error));
    assert_string_equal(error.text, "the network takes images of 32x32x3 with 2 pixels of padding, "
                                    "which gray images cannot be");
}

static void test_gather(void **state) {
    uint8_t pixels[2][4] = {{0, 51, 102, 255}, {10, 20, 30, 40}}, labels[2] = {4, 9}, got[3];
    struct netc_dataset dataset = {pixels[0], labels, 2, 2, 2};
    struct netc_model model = bands_model;
    const size_t order[3] = {1, 0, 1};
    float images[3][16];
    (void)state;
    model.height = model.width = 4;
    model.pad = 1;
    model.factor = 0.5F;
    model.shift = -1.0F;
    data_gather(&model, &dataset, order, 3, images[0], got);
    for (int n = 0; n < 3; n++) {
        const uint8_t *source = pixels[order[n]];
        assert_int_equal(got[n], labels[order[n]]);
        for (int y = 0; y < 4; y++)
            for (int x = 0; x < 4; x++) {
                bool inside = y >= 1 && y <= 2 && x >= 1 && x <= 2;
                float pixel = inside ? (float)source[(y - 1) * 2 + x - 1] : 0.0F;
                assert_true(images[n][y * 4 + x] == pixel * 0.5F - 1.0F);
            }
    }
    float first[2][16];
    data_gather(&model, &dataset, NULL, 2, first[0], NULL);
    assert_memory_equal(first[0], images[1], sizeof first[0]);
    assert_memory_equal(first[1], images[0], sizeof first[1]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_parts, support_enter, support_leave),
        cmocka_unit_test_setup_teardown(test_shapes, support_enter, support_leave),
        cmocka_unit_test(test_large_blocks),
        cmocka_unit_test(test_gather),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
