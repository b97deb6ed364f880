/* idx.c - see idx.h. A header is believed only as far as the file is long enough for it. */
#include "idx.h"

#include "format.h"
#include "memory.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

/* Deflate never shrinks by more than this (zlib's documentation: 1032 to 1). */
#define DEFLATE_MAX 1032u

/* One of the two files of a set. */
struct idx_kind {
    const char *word, *item;
    int rank; /* the last byte of the magic number; the byte before says "unsigned bytes" */
};

static const struct idx_kind IMAGES = {"images", "image", 3}, LABELS = {"labels", "label", 1};

struct idx_file {
    char path[2048];
    gzFile stream;
    uint64_t bytes; /* the most it can hold once unpacked */
    uint32_t count;
    struct netc_error *error;
};

static uint32_t idx_magic(const struct idx_kind *kind) {
    return 0x800u + (uint32_t)kind->rank;
}

/* Whether one of the spellings exists as a regular file; its path is left in `file`. */
static bool idx_find(struct idx_file *file, const char *folder, const char *set,
                     const struct idx_kind *kind) {
    static const char *const SPELLINGS[][2] = {{"-", ""}, {"-", ".gz"}, {".", ""}, {".", ".gz"}};
    struct stat info;
    if (stat(folder, &info) != 0)
        return error_set(file->error, "cannot open the data folder `%s`: %s", folder,
                         strerror(errno));
    for (size_t i = 0; i < sizeof SPELLINGS / sizeof *SPELLINGS; i++) {
        int length = snprintf(file->path, sizeof file->path, "%s/%s-%s%sidx%d-ubyte%s", folder, set,
                              kind->word, SPELLINGS[i][0], kind->rank, SPELLINGS[i][1]);
        if (length < 0 || (size_t)length >= sizeof file->path)
            return error_set(file->error, "the path of the data folder `%s` is too long", folder);
        if (stat(file->path, &info) == 0) {
            if (!S_ISREG(info.st_mode))
                return error_set(file->error, "`%s` is not a regular file", file->path);
            file->bytes = (uint64_t)info.st_size * DEFLATE_MAX;
            return true;
        }
        if (errno != ENOENT)
            return error_set(file->error, "cannot open `%s`: %s", file->path, strerror(errno));
    }
    return error_set(file->error,
                     "`%s` has neither `%s-%s-idx%d-ubyte` nor `%s-%s.idx%d-ubyte`, plain or .gz",
                     folder, set, kind->word, kind->rank, set, kind->word, kind->rank);
}

/* Why gzread() gave less than asked for. */
static bool idx_fault(struct idx_file *file) {
    int code;
    const char *text = gzerror(file->stream, &code);
    if (code == Z_ERRNO)
        return error_set(file->error, "cannot read `%s`: %s", file->path, strerror(errno));
    if (code == Z_BUF_ERROR)
        return error_set(file->error, "`%s` is truncated: its gzip data breaks off", file->path);
    const char *colon = strstr(text, ": "); /* zlib puts the path in front of its reason */
    return error_set(file->error, "`%s` is damaged: its gzip data has an %s", file->path,
                     colon ? colon + 2 : text);
}

/* Reads all `size` bytes; `what` names them for the message. */
static bool idx_read(struct idx_file *file, void *bytes, uint64_t size, const char *what) {
    uint8_t *next = bytes;
    uint64_t left = size;
    while (left > 0) {
        unsigned step = left > (1u << 24) ? 1u << 24 : (unsigned)left;
        int got = gzread(file->stream, next, step);
        int code = Z_OK;
        gzerror(file->stream, &code);
        if (got < 0 || (code != Z_OK && code != Z_STREAM_END))
            return idx_fault(file);
        next += got;
        left -= (uint64_t)got;
        if ((unsigned)got < step) {
            return error_set(file->error, "`%s` is truncated: it has %s of the %s bytes of its %s",
                             file->path, format_grouped(size - left).text,
                             format_grouped(size).text, what);
        }
    }
    return true;
}

/* Whether the file ends here; for gzip this is also where its checksum is checked. */
static bool idx_end(struct idx_file *file, const struct idx_kind *kind) {
    uint8_t extra;
    int got = gzread(file->stream, &extra, 1), code = Z_OK;
    gzerror(file->stream, &code);
    if (got < 0 || code == Z_BUF_ERROR)
        return idx_fault(file);
    return got == 0 ||
           error_set(file->error, "`%s` goes on after its last %s", file->path, kind->item);
}

static uint32_t idx_word(const uint8_t *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* Reads the magic number and the dimensions. */
static bool idx_header(struct idx_file *file, const struct idx_kind *kind, uint32_t *dims) {
    uint8_t bytes[16];
    if (!idx_read(file, bytes, 4, "magic number"))
        return false;
    uint32_t magic = idx_word(bytes);
    if (magic != idx_magic(kind))
        return error_set(file->error,
                         "`%s` begins with 0x%08x, not with 0x%08x, the magic number of IDX %s",
                         file->path, (unsigned)magic, (unsigned)idx_magic(kind), kind->word);
    if (!idx_read(file, bytes, 4u * (unsigned)kind->rank, "header"))
        return false;
    for (int i = 0; i < kind->rank; i++)
        dims[i] = idx_word(bytes + 4 * i);
    return true;
}

/* Allocates and reads `count` items of `size` bytes, refusing first what the file cannot hold. */
static uint8_t *idx_items(struct idx_file *file, const struct idx_kind *kind, uint32_t count,
                          uint64_t size) {
    if (count == 0 || count > IDX_IMAGES_MAX) {
        error_set(file->error, "`%s` claims %s %s; 1 to %s are possible", file->path,
                  format_grouped(count).text, kind->word, format_grouped(IDX_IMAGES_MAX).text);
        return NULL;
    }
    if (count * size > file->bytes) {
        error_set(file->error, "`%s` claims %s %s, more than a file of its size can hold",
                  file->path, format_grouped(count).text, kind->word);
        return NULL;
    }
    uint8_t *items = block_large((size_t)(count * size));
    if (!items) {
        error_set(file->error, "out of memory for the %s %s of `%s`", format_grouped(count).text,
                  kind->word, file->path);
        return NULL;
    }
    if (!idx_read(file, items, count * size, kind->word) || !idx_end(file, kind)) {
        free(items);
        return NULL;
    }
    file->count = count;
    return items;
}

/* Whether the images are as large as the network's input is without its padding. */
static bool idx_images_fit(const struct idx_file *file, const struct netc_model *model,
                           const uint32_t *dims) {
    int64_t height = model->height - 2 * (int64_t)model->pad;
    int64_t width = model->width - 2 * (int64_t)model->pad;
    if (dims[1] == height && dims[2] == width)
        return true;
    if (model->pad == 0)
        return error_set(file->error, "`%s` has images of %ux%u, but the network needs %dx%d",
                         file->path, (unsigned)dims[1], (unsigned)dims[2], model->height,
                         model->width);
    return error_set(file->error,
                     "`%s` has images of %ux%u, but the network needs %dx%d, its %dx%d without "
                     "the padding of %d",
                     file->path, (unsigned)dims[1], (unsigned)dims[2], (int)height, (int)width,
                     model->height, model->width, model->pad);
}

/* Opens the file, hands out its items, closes it. */
static uint8_t *idx_load_file(struct idx_file *file, const struct netc_model *model,
                              const char *folder, const char *set, const struct idx_kind *kind) {
    uint32_t dims[3] = {0, 1, 1};
    uint8_t *items = NULL;
    if (!idx_find(file, folder, set, kind))
        return NULL;
    file->stream = gzopen(file->path, "rb");
    if (!file->stream) {
        error_set(file->error, "cannot open `%s`: %s", file->path, strerror(errno));
        return NULL;
    }
    gzbuffer(file->stream, 1u << 17);
    if (idx_header(file, kind, dims) && (kind == &LABELS || idx_images_fit(file, model, dims)))
        items = idx_items(file, kind, dims[0], (uint64_t)dims[1] * dims[2]);
    gzclose(file->stream);
    return items;
}

/* Whether labels and images belong together. */
static bool idx_labels_fit(const struct idx_file *labels, const uint8_t *items,
                           const struct idx_file *images, int classes) {
    if (labels->count != images->count)
        return error_set(labels->error, "`%s` has %s labels, but `%s` has %s images", labels->path,
                         format_grouped(labels->count).text, images->path,
                         format_grouped(images->count).text);
    for (uint32_t i = 0; i < labels->count; i++)
        if (items[i] >= classes)
            return error_set(labels->error,
                             "`%s`: the label of image %s (counted from 0) is %d, but the network "
                             "has %d outputs",
                             labels->path, format_grouped(i).text, items[i], classes);
    return true;
}

bool idx_load(struct netc_dataset *dataset, const struct netc_model *model, const char *folder,
              const char *set, struct netc_error *error) {
    struct idx_file images = {.error = error}, labels = {.error = error};
    uint8_t *pixels = idx_load_file(&images, model, folder, set, &IMAGES);
    uint8_t *classes = pixels ? idx_load_file(&labels, model, folder, set, &LABELS) : NULL;
    if (!classes || !idx_labels_fit(&labels, classes, &images, model->outputs)) {
        free(pixels);
        free(classes);
        return false;
    }
    *dataset = (struct netc_dataset){pixels, classes, images.count, model->height - 2 * model->pad,
                                     model->width - 2 * model->pad};
    return true;
}
