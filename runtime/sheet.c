/* sheet.c - the command `augment`: training images and their distorted copies on one picture. */
#include "augment.h"
#include "commands.h"
#include "format.h"
#include "image_file.h"
#include "memory.h"
#include "options.h"
#include "setup.h"
#include "split.h"
#include "status.h"
#include "utf8.h"

#include <stdlib.h>

/* Copies of an image at most; the sheet's pixels for each pixel of an image, and between images. */
enum { SHEET_COPIES = 20, ZOOM = 2, GAP = 4, GAP_GRAY = 96 };

struct sheet_options {
    const char *data, *output;
    uint64_t seed;
};

#define FIELD(name) offsetof(struct sheet_options, name)

static const struct option OPTIONS[] = {
    {"data", "DIR", "folder of the MNIST files, or `synthetic` (else NETC_DATA, data/mnist)",
     OPTION_TEXT, FIELD(data), 0, 0},
    {"seed", "N", "that of the training whose copies are shown", OPTION_COUNT, FIELD(seed), 0,
     UINT64_MAX},
    {"output", "FILE", "the picture, PNG or PGM by its name; default NAME_augment.png", OPTION_TEXT,
     FIELD(output), 0, 0},
};

/* A row for each class, a column for the image itself and for each copy. */
struct sheet {
    const struct netc_model *model;
    const struct netc_dataset *dataset;
    struct augment_epoch copies;
    struct image image;
    int columns;
};

static void put_cell(struct sheet *sheet, int row, int column, const float *pixels) {
    int height = sheet->dataset->height, width = sheet->dataset->width;
    int top = GAP + row * (ZOOM * height + GAP), left = GAP + column * (ZOOM * width + GAP);
    for (int y = 0; y < ZOOM * height; y++)
        for (int x = 0; x < ZOOM * width; x++)
            sheet->image
                .pixels[(size_t)(top + y) * (size_t)sheet->image.width + (size_t)(left + x)] =
                (uint8_t)pixels[y / ZOOM * width + x / ZOOM];
}

/* Gathers the patterns as a training does, but as bytes and without padding. */
static void put_row(struct sheet *sheet, int row, size_t index) {
    struct netc_model bytes = {.height = sheet->dataset->height,
                               .width = sheet->dataset->width,
                               .channels = 1,
                               .factor = 1};
    float *pixels = block_alloc((size_t)bytes.height * (size_t)bytes.width, sizeof *pixels);
    for (int column = 0; column < sheet->columns; column++) {
        size_t pattern = (size_t)column * sheet->dataset->count + index;
        uint8_t label;
        data_gather_patterns(&bytes, sheet->dataset, &sheet->copies, &pattern, 1, pixels, &label);
        put_cell(sheet, row, column, pixels);
    }
    free(pixels);
}

/* The first image of each class that has one, from those that are trained on; `images` has room for
 * all classes. */
static int first_of_classes(const struct sheet *sheet, const struct split *split, size_t *images) {
    int rows = 0;
    for (int label = 0; label < sheet->model->outputs; label++) {
        size_t i = split->first, end = split->first + split->count;
        while (i < end && sheet->dataset->labels[i] != label)
            i++;
        if (i < end)
            images[rows++] = i;
    }
    return rows;
}

static bool draw(struct sheet *sheet, const struct split *split, const char *path,
                 struct netc_error *error) {
    size_t *images = block_alloc((size_t)sheet->model->outputs, sizeof *images);
    int rows = first_of_classes(sheet, split, images);
    struct image *image = &sheet->image;
    image->height = GAP + rows * (ZOOM * sheet->dataset->height + GAP);
    image->width = GAP + sheet->columns * (ZOOM * sheet->dataset->width + GAP);
    size_t size = (size_t)image->height * (size_t)image->width;
    image->pixels = block_alloc(size, 1);
    for (size_t i = 0; i < size; i++)
        image->pixels[i] = GAP_GRAY;
    for (int row = 0; row < rows; row++)
        put_row(sheet, row, images[row]);
    bool written = image_write(image, path, error);
    if (written) {
        utf8_put_plain(stdout, path);
        printf(": %d training images, each with %d of its %s copies to the right\n", rows,
               sheet->columns - 1, format_grouped((uint64_t)sheet->model->augment.copies).text);
    }
    free(image->pixels);
    free(images);
    return written;
}

static int show(const struct netc_model *model, const struct sheet_options *options) {
    struct netc_data data;
    struct netc_error error;
    struct split split;
    const char *where = options->data;
    int copies = model->augment.copies < SHEET_COPIES ? model->augment.copies : SHEET_COPIES;
    int status = setup_data(model, &where, DATA_TRAIN, 1, &data);
    if (status != STATUS_DONE)
        return status;
    struct sheet sheet = {.model = model,
                          .dataset = &data.train,
                          .copies = {&model->augment, options->seed, 0},
                          .columns = 1 + copies};
    bool done =
        split_make(&split, model, &data, &error) && draw(&sheet, &split, options->output, &error);
    data_free(&data);
    return done ? STATUS_DONE : status_fail(STATUS_IO, &error);
}

int augment_command(const struct netc_model *model, int argc, char **argv) {
    char standard[SETUP_PATH_MAX];
    struct netc_error error;
    struct sheet_options options = {NULL, standard, model->seed};
    struct syntax syntax = {
        model->name,
        "augment",
        NULL,
        "Draws training images, one of each class, and their distorted copies beside them.",
        OPTIONS,
        sizeof OPTIONS / sizeof *OPTIONS};
    int operands = 0;
    snprintf(standard, sizeof standard, "%s_augment.png", model->name);
    enum options_result parsed = options_parse(&syntax, argc, argv, &options, &operands);
    if (parsed != OPTIONS_RUN)
        return parsed == OPTIONS_HELP ? STATUS_DONE : STATUS_USAGE;
    if (model->augment.copies)
        return show(model, &options);
    error_set(&error, "`%s` is trained without distorted copies", model->name);
    status_fail(STATUS_USAGE, &error);
    return status_help(STATUS_USAGE, "`augment affine` in the `train` block of a spec makes some");
}
