/* What a user sees of distorted copies: the commands augment, train and info. */
#include "augment.h"
#include "image_file.h"
#include "memory.h"
#include "support.h"
#include "toy.h"

#include <stdlib.h>
#include <string.h>

enum { SIDE = 8, ZOOM = 2, GAP = 4, CELL = ZOOM * SIDE + GAP };

static int setup(void **state) {
    if (support_enter(state) != 0) {
        return -1;
    }
    support_data("data", 500, 90);
    return 0;
}

/* Runs the toy with this recipe; standard output must hold `out`, standard error `err`. */
static void with_recipe(const char *recipe, const char *line, int status, const char *out,
                        const char *err) {
    assert_int_equal(setenv("TOY", recipe, 1), 0);
    int found = support_run(line);
    assert_int_equal(unsetenv("TOY"), 0);
    char *printed = support_read("out", NULL), *errors = support_read("err", NULL);
    support_contains(printed, out);
    support_contains(errors, err);
    assert_int_equal(found, status);
    free(printed);
    free(errors);
}

static void said(void **state) {
    (void)state;
    const char *line = "train --data data --epochs 1 --batch 100";
    with_recipe("augment", line, 0,
                "trained on 500 images of data, validated on 90 test images; 2,000 extra patterns "
                "by affine distortion\n",
                "");
    with_recipe("augment, fresh, none", line, 0,
                "data; 2,000 extra patterns by affine distortion, new in each epoch\n", "");
    with_recipe("augment, first, held out", line, 0,
                "trained on 400 images of data, validated on 100 held out; 1,600 extra patterns "
                "by affine distortion\n",
                "");
    with_recipe("augment", "info", 0,
                "\naugment      4 distorted copies of each image, the same in each epoch\n", "");
    with_recipe("augment, fresh", "info", 0,
                "\naugment      4 distorted copies of each image, new in each epoch\n", "");
    with_recipe("augment too much", line, 3, "",
                "error: 500 images, each with 1,000,000 distorted copies, are too many: an epoch "
                "may have 100,000,000 patterns\n");
    with_recipe("none", "augment --data data", 2, "",
                "error: `toy` is trained without distorted copies\nhelp: `augment affine`");
    assert_false(support_exists("toy_augment.png"));
}

/* The figures of the validation are those of the undistorted images: what a toy without copies says
 * of the same weights. */
static void validation_undistorted(void **state) {
    (void)state;
    with_recipe("augment", "train --data data --epochs 1 --output w --history h", 0, "", "");
    char *history = support_read("h", NULL), *row = strchr(history, '\n') + 1, wanted[64];
    double loss = 0, accuracy = 0;
    assert_int_equal(sscanf(row, "%*[^,],%*[^,],%*[^,],%*[^,],%lf,%lf", &loss, &accuracy), 2);
    snprintf(wanted, sizeof wanted, "loss      %.4f\naccuracy  %.2f %%", loss, 100 * accuracy);
    with_recipe("none", "test --data data --weights w", 0, wanted, "");
    free(history);
}

/* The image at (row, column) of the sheet is this one, each pixel enlarged. */
static void holds(const struct image *sheet, int row, int column, const float *pixels) {
    for (int y = 0; y < ZOOM * SIDE; y++) {
        for (int x = 0; x < ZOOM * SIDE; x++) {
            int at = (GAP + row * CELL + y) * sheet->width + GAP + column * CELL + x;
            assert_int_equal(sheet->pixels[at], pixels[y / ZOOM * SIDE + x / ZOOM]);
        }
    }
}

/* One image of each class, those that are trained on, and their copies to the right. */
static void sheet(void **state) {
    (void)state;
    struct netc_model bytes = {.height = SIDE,
                               .width = SIDE,
                               .channels = 1,
                               .factor = 1,
                               .augment = {4, 1, 0.1f, 0.1f, 0.1f, false}};
    struct augment_epoch copies = {&bytes.augment, 5, 0};
    struct netc_dataset dataset;
    struct image png, pgm;
    struct netc_error error;
    support_images(&dataset, 500, 1);
    with_recipe("augment, first, held out", "augment --data data --seed 5", 0,
                "toy_augment.png: 3 training images, each with 4 of its 4 copies to the right\n",
                "");
    with_recipe("augment, first, held out", "augment --data data --seed 5 --output sheet.pgm", 0,
                "", "");
    assert_true(image_read(&png, "toy_augment.png", &error));
    assert_true(image_read(&pgm, "sheet.pgm", &error));
    assert_int_equal(png.width, GAP + 5 * CELL);
    assert_int_equal(png.height, GAP + 3 * CELL);
    assert_int_equal(pgm.width, png.width);
    assert_memory_equal(pgm.pixels, png.pixels, (size_t)(png.width * png.height));
    for (int row = 0; row < TOY_CLASSES; row++) {
        size_t image = 100;
        while (dataset.labels[image] != row) {
            image++;
        }
        for (int column = 0; column <= 4; column++) {
            size_t pattern = (size_t)column * dataset.count + image;
            float pixels[SIDE * SIDE];
            uint8_t label;
            data_gather_patterns(&bytes, &dataset, &copies, &pattern, 1, pixels, &label);
            holds(&png, row, column, pixels);
        }
    }
    free(png.pixels);
    free(pgm.pixels);
    free(dataset.images);
    free(dataset.labels);
}

static void sheet_errors(void **state) {
    (void)state;
    with_recipe("augment", "augment --data nowhere", 3, "", "error: ");
    with_recipe("augment", "augment --data data --output nowhere/a.png", 3, "",
                "error: nowhere/a.png: cannot write: No such file or directory\n");
    with_recipe("augment", "augment --data data --seed many", 2, "",
                "error: `--seed many`: a whole number");
    with_recipe("augment", "augment --help", 0, "default NAME_augment.png", "");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(said),
                                       cmocka_unit_test(validation_undistorted),
                                       cmocka_unit_test(sheet), cmocka_unit_test(sheet_errors)};
    return cmocka_run_group_tests(tests, setup, support_leave);
}
