#include "checkpoint_terms.h"

#include "memory.h"
#include "text_stream.h"
#include "train_run.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* The weights that a training begins with: "random weights 0a1b2c3d" or "given ...". */
static const char BEGINNING[] = "beginning", RANDOM[] = "random", GIVEN[] = "given";

static void add(struct terms *terms, bool option, const char *name, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static void add(struct terms *terms, bool option, const char *name, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    size_t size = (size_t)vsnprintf(NULL, 0, format, args) + 1;
    char *value = block_alloc(1, size);
    vsnprintf(value, size, format, again);
    va_end(again);
    va_end(args);
    terms->list[terms->count++] = (struct term){name, value, option};
}

static const char *byte_order(void) {
    const uint16_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    return first ? "little" : "big";
}

static void add_program(struct terms *terms, const struct netc_model *model) {
    add(terms, false, "network", "%s", model->name);
    add(terms, false, "fingerprint", "%s", model->fingerprint);
    add(terms, false, "version of netc", "%s", model->version);
    add(terms, false, "byte order", "%s", byte_order());
    add(terms, false, "number of lanes", "%d", model->lanes);
    add(terms, false, "number of shards", "%d", model->shards);
    add(terms, false, "size of weights", "%zu bytes", model->weight_bytes);
    add(terms, false, "size of the optimizer's state", "%zu bytes", model->state_bytes);
    add(terms, false, "recipe", "%s", model->recipe);
}

static void add_recipe(struct terms *terms, const struct netc_model *model) {
    const struct netc_augment *augment = &model->augment;
    add(terms, false, "shuffling", "%s",
        model->shuffle == NETC_SHUFFLE_NO    ? "no"
        : model->shuffle == NETC_SHUFFLE_YES ? "yes"
                                             : "once");
    add(terms, false, "distortion",
        "%d copies%s, translate %.9g, scale %.9g, squeeze %.9g, shear %.9g", augment->copies,
        augment->fresh ? ", fresh" : "", (double)augment->translate, (double)augment->scale,
        (double)augment->squeeze, (double)augment->shear);
    add(terms, false, "scaling of pixels", "times %.9g plus %.9g, pad %d", (double)model->factor,
        (double)model->shift, model->pad);
}

static uLong crc_of(uLong crc, const void *data, size_t size) {
    return crc32_z(crc, data, size);
}

static uLong crc_images(uLong crc, const struct netc_dataset *dataset) {
    size_t pixels = (size_t)dataset->height * (size_t)dataset->width;
    return crc_of(crc_of(crc, dataset->images, dataset->count * pixels), dataset->labels,
                  dataset->count);
}

static void add_data(struct terms *terms, const struct run *run) {
    const struct split *split = &run->split;
    uLong crc = crc_images(crc32_z(0, NULL, 0), &run->data.train);
    if (split->validation && split->validation != &run->data.train) {
        crc = crc_images(crc, split->validation);
    }
    add(terms, false, "choice of images", "%zu from %zu on, validation %zu from %zu on",
        split->count, split->first, split->validation ? split->validation_count : 0,
        split->validation ? split->validation_first : 0);
    add(terms, false, "data's checksum", "%08lx", (unsigned long)crc);
}

static void add_options(struct terms *terms, const struct run *run) {
    const struct train_options *options = &run->options;
    uLong crc = crc_of(crc32_z(0, NULL, 0), run->weights, run->model->weight_bytes);
    add(terms, true, "batch", "%llu", (unsigned long long)options->batch);
    add(terms, true, "seed", "%llu", (unsigned long long)options->seed);
    if (options->rate > 0) {
        add(terms, true, "rate", "%.9g", (double)options->rate);
    } else {
        add(terms, true, "rate", "the recipe's");
    }
    add(terms, true, BEGINNING, "%s weights %08lx", options->weights ? GIVEN : RANDOM,
        (unsigned long)crc);
}

void terms_make(struct terms *terms, const struct run *run) {
    terms->count = 0;
    add_program(terms, run->model);
    add_recipe(terms, run->model);
    add_options(terms, run);
    add_data(terms, run);
}

void terms_free(struct terms *terms) {
    for (size_t i = 0; i < terms->count; i++) {
        free(terms->list[i].value);
    }
    terms->count = 0;
}

char *terms_text(const struct terms *terms) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = text_stream(&text, &size);
    if (!out) {
        return NULL;
    }
    for (size_t i = 0; i < terms->count; i++) {
        fprintf(out, "%s: %s\n", terms->list[i].name, terms->list[i].value);
    }
    fputc('\n', out);
    bool whole = !ferror(out);
    if (fclose(out) != 0 || !whole) {
        free(text);
        return NULL;
    }
    return text;
}

/* A line of text, without its end. */
struct line {
    const char *text;
    size_t length;
};

static bool begins(struct line line, const char *word) {
    return line.length >= strlen(word) && memcmp(line.text, word, strlen(word)) == 0;
}

/* Cuts `head` off the line, if it begins with that. */
static bool skip(struct line *line, const char *head) {
    bool found = begins(*line, head);
    line->text += found ? strlen(head) : 0;
    line->length -= found ? strlen(head) : 0;
    return found;
}

static bool check_term(struct term *term, struct line line, const char *path,
                       struct netc_error *error) {
    if (!skip(&line, term->name) || !skip(&line, ": ")) {
        return error_set(error, "%s: does not say its %s: made by another version of netc", path,
                         term->name);
    }
    if (line.length == strlen(term->value) && begins(line, term->value)) {
        return true;
    }
    if (term->name == BEGINNING && strncmp(term->value, RANDOM, strlen(RANDOM)) == 0 &&
        begins(line, GIVEN)) {
        free(term->value);
        term->value = block_alloc(1, line.length + 1);
        memcpy(term->value, line.text, line.length);
        return true;
    }
    return error_set(error, "%s: of another training: its %s is `%.*s`, but here it is `%s`", path,
                     term->name, (int)line.length, line.text, term->value);
}

size_t terms_check(struct terms *terms, const char *path, const char *text, size_t size,
                   bool *option, struct netc_error *error) {
    size_t at = 0;
    *option = false;
    for (size_t i = 0; i <= terms->count; i++) {
        const char *end = memchr(text + at, '\n', size - at);
        struct line line = {text + at, end ? (size_t)(end - text) - at : 0};
        if (i < terms->count && !check_term(&terms->list[i], line, path, error)) {
            *option = terms->list[i].option;
            return 0;
        }
        if (!end || (i == terms->count && line.length)) {
            error_set(error, "%s: made by another version of netc", path);
            return 0;
        }
        at += line.length + 1;
    }
    return at;
}
