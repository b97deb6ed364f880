/* predictions.c - what `test --predictions` and `test --json` wrote. */
#include "compare/raw.h"

#include <string.h>

enum { CLASSES_LIMIT = 256 }; /* answers are bytes */

/* How many outputs the header names; 0 after a fault. */
static unsigned read_header(struct arena *arena, struct rows *rows) {
    const char *header = rows_header(rows);
    struct text wanted = text_create(arena);
    unsigned commas = 0;
    for (const char *at = header; *at; at++)
        commas += *at == ',';
    unsigned classes = commas > 2 ? commas - 2 : 1;
    text_puts(&wanted, "image,label,answer");
    for (unsigned i = 0; i < classes && i < CLASSES_LIMIT; i++)
        text_printf(&wanted, ",output_%u", i);
    if (strcmp(header, wanted.data) == 0)
        return classes;
    rows_fault(rows, "the header is not `image,label,answer,output_0,...`, of at most %d outputs",
               CLASSES_LIMIT);
    return 0;
}

static void read_image(struct rows *rows, struct predictions *p, size_t image) {
    uint64_t number, label, answer;
    bool good = rows_whole(rows, "image", UINT64_MAX, &number) &&
                rows_whole(rows, "label", p->classes - 1, &label) &&
                rows_whole(rows, "answer", p->classes - 1, &answer);
    for (unsigned i = 0; i < p->classes && good; i++) {
        char name[24];
        snprintf(name, sizeof name, "output_%u", i);
        good = rows_float(rows, name, &p->outputs[image * p->classes + i]);
    }
    if (!good || !rows_end(rows))
        return;
    if (number != image)
        rows_fault(rows, "image %llu stands where image %zu should be", (unsigned long long)number,
                   image);
    p->labels[image] = (uint8_t)label;
    p->answers[image] = (uint8_t)answer;
    p->correct += label == answer;
}

static struct predictions *read_images(struct arena *arena, struct rows *rows) {
    struct predictions *p = ARENA_NEW(arena, struct predictions);
    p->classes = read_header(arena, rows);
    if (rows->failed)
        return NULL;
    p->labels = ARENA_ARRAY(arena, rows->count, uint8_t);
    p->answers = ARENA_ARRAY(arena, rows->count, uint8_t);
    /* A row has two bytes for each output, or it is a fault. */
    size_t room = rows->count < RAW_LIMIT / p->classes ? rows->count : RAW_LIMIT / p->classes;
    p->outputs = ARENA_ARRAY(arena, room * p->classes, float);
    for (; rows_next(rows); p->count++) {
        if (p->count == room)
            rows_fault(rows, "there are too many images");
        else
            read_image(rows, p, p->count);
    }
    if (p->count == 0)
        rows_fault(rows, "there are no images");
    return rows->failed ? NULL : p;
}

/* The loss, if the two files are of the same test. */
static bool read_test(struct arena *arena, struct diags *diags, const char *path,
                      const char *predictions_path, struct predictions *p) {
    struct document document;
    double images = 0, wrong = 0;
    if (!document_open(&document, arena, diags, path))
        return false;
    json_t *root = document.root;
    bool good = json_count(&document, "", root, "images", RAW_LIMIT, &images) &&
                json_count(&document, "", root, "wrong", RAW_LIMIT, &wrong) &&
                json_number(&document, "", root, "loss", &p->loss);
    document_close(&document);
    if (good && ((size_t)images != p->count || (size_t)wrong != p->count - p->correct)) {
        document_fault(&document, "it counts %.0f of %.0f images as wrong, and `%s` %zu of %zu",
                       wrong, images, predictions_path, p->count - p->correct, p->count);
        return false;
    }
    return good;
}

bool predictions_read(struct arena *arena, struct diags *diags, const char *path,
                      const char *test_path, struct predictions **predictions) {
    struct rows rows;
    if (!rows_open(&rows, diags, path))
        return false;
    struct predictions *p = read_images(arena, &rows);
    rows_close(&rows);
    *predictions = p;
    return p && read_test(arena, diags, test_path, path, p);
}
