/* subset.c - the first images of a data set, as the four files of another.
 *
 *   subset FROM TO TRAIN TEST     FROM: a folder of MNIST's files, or `synthetic`; TO: a folder
 *
 * So that a test of a few seconds can train a network of any size. */
#include "data.h"
#include "synthetic.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_LIMIT = 4096, TRAIN_SEED = 1, TEST_SEED = 2 };

static void put_number(FILE *file, size_t number) {
    for (int shift = 24; shift >= 0; shift -= 8)
        fputc((int)(number >> shift & 0xff), file);
}

/* An IDX file of unsigned bytes: magic number, sizes, the bytes. */
static bool write_file(const char *folder, const char *name, const uint8_t *bytes,
                       const size_t *sizes, unsigned rank) {
    char path[PATH_LIMIT];
    size_t length = 1;
    int written = snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = written > 0 && written < PATH_LIMIT ? fopen(path, "wb") : NULL;
    if (!file)
        return false;
    put_number(file, 0x800 + rank);
    for (unsigned i = 0; i < rank; i++) {
        put_number(file, sizes[i]);
        length *= sizes[i];
    }
    bool whole = fwrite(bytes, 1, length, file) == length;
    return fclose(file) == 0 && whole;
}

static bool write_part(const char *folder, const char *part, const struct netc_dataset *set,
                       size_t count) {
    char images[64], labels[64];
    const size_t sizes[] = {count, (size_t)set->height, (size_t)set->width};
    snprintf(images, sizeof images, "%s-images-idx3-ubyte", part);
    snprintf(labels, sizeof labels, "%s-labels-idx1-ubyte", part);
    return set->count >= count && write_file(folder, images, set->images, sizes, 3) &&
           write_file(folder, labels, set->labels, sizes, 1);
}

/* Only as many as are needed: to draw all takes longer than to train. */
static bool load(struct netc_data *data, const char *from, size_t train, size_t test,
                 struct netc_error *error) {
    const struct netc_model model = {.height = 28, .width = 28, .channels = 1, .outputs = 10};
    if (strcmp(from, "synthetic") != 0)
        return data_load(data, &model, from, DATA_ALL, 1, error);
    return synthetic_draw(&data->train, train, TRAIN_SEED, error) &&
           synthetic_draw(&data->test, test, TEST_SEED, error);
}

int main(int argc, char **argv) {
    struct netc_data data = {{0}, {0}};
    struct netc_error error = {"usage: subset FROM TO TRAIN TEST"};
    size_t train = argc == 5 ? strtoul(argv[3], NULL, 10) : 0;
    size_t test = argc == 5 ? strtoul(argv[4], NULL, 10) : 0;
    bool done = train > 0 && test > 0 && load(&data, argv[1], train, test, &error);
    if (done) {
        snprintf(error.text, sizeof error.text, "%s cannot be written", argv[2]);
        done = write_part(argv[2], "train", &data.train, train) &&
               write_part(argv[2], "t10k", &data.test, test);
    }
    if (!done)
        fprintf(stderr, "subset: %s\n", error.text);
    data_free(&data);
    return done ? 0 : 1;
}
