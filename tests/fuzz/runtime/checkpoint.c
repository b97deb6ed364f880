/* checkpoint.c - a checkpoint of a training of the toy network. An input is a byte, and then
 *   `=`    a whole file
 *   `t`    its terms and what follows: the head and the checksum are made for it
 *   other  what follows the terms: they are made, too */
#include "checkpoint.h"

#include "checkpoint_format.h"
#include "fuzz.h"
#include "memory.h"
#include "toy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { COUNT = 13, BATCH = 5, LAST = 3, SEED = 9, SIDE = TOY_SIDE - 2 * TOY_PAD };

/* A training that has not begun. */
struct training {
    struct run run;
    struct trainer *trainer;
    uint8_t pixels[COUNT * SIDE * SIDE], labels[COUNT];
};

static void begin(struct training *training) {
    struct run *run = &training->run;
    *training = (struct training){.run = {.model = &toy_model}};
    run->options = (struct train_options){.epochs = LAST, .batch = BATCH, .seed = SEED};
    run->data.train = (struct netc_dataset){training->pixels, training->labels, COUNT, SIDE, SIDE};
    run->split.count = COUNT;
    run->plan = (struct trainer_plan){.model = &toy_model,
                                      .dataset = &run->data.train,
                                      .count = COUNT,
                                      .batch = BATCH,
                                      .seed = SEED,
                                      .threads = 1};
    run->weights = block_alloc(1, toy_model.weight_bytes);
    toy_model.init(run->weights, SEED);
    terms_make(&run->terms, run);
    training->trainer = trainer_create(&run->plan, run->weights);
}

static void end(struct training *training) {
    struct netc_error error;
    trainer_free(training->trainer);
    terms_free(&training->run.terms);
    history_close(&training->run.history, &error);
    free(training->run.weights);
}

/* A file whose size and checksum are right. */
static const char *sealed(const char *terms, const uint8_t *data, size_t size) {
    size_t whole = HEAD_SIZE + strlen(terms) + size + CRC_BYTES;
    char *file = malloc(whole);
    fuzz_require(file != NULL, "no memory");
    snprintf(file, HEAD_SIZE + 1, HEAD_FORMAT, (unsigned long long)whole);
    memcpy(file + HEAD_SIZE, terms, strlen(terms));
    if (size)
        memcpy(file + HEAD_SIZE + strlen(terms), data, size);
    uint32_t crc = (uint32_t)crc32_z(crc32_z(0, NULL, 0), (uint8_t *)file, whole - CRC_BYTES);
    memcpy(file + whole - CRC_BYTES, &crc, CRC_BYTES);
    const char *path = fuzz_file(0, (uint8_t *)file, whole);
    free(file);
    return path;
}

static const char *write_file(const struct training *training, const uint8_t *data, size_t size) {
    uint8_t kind = size ? data[0] : '=';
    size_t head = size != 0;
    if (kind == '=')
        return fuzz_file(0, data + head, size - head);
    char *terms = terms_text(&training->run.terms);
    fuzz_require(terms != NULL, "no memory");
    const char *path = sealed(kind == 't' ? "" : terms, data + head, size - head);
    free(terms);
    return path;
}

/* What was accepted is a training that can go on. */
static void check_resumed(struct training *training, double seconds) {
    const struct trainer *trainer = training->trainer;
    fuzz_require(seconds >= 0 && trainer->step <= LAST * trainer->steps_per_epoch,
                 "a step that this training does not have");
    fuzz_require(training->run.history.count == trainer->step / trainer->steps_per_epoch,
                 "not an epoch for each that is done");
    if (trainer->step < LAST * trainer->steps_per_epoch)
        trainer_step(training->trainer);
}

void fuzz_one(const uint8_t *data, size_t size) {
    struct training training;
    struct netc_error error = {""};
    double seconds = 0;
    begin(&training);
    training.run.options.checkpoint = write_file(&training, data, size);
    float *before = block_alloc(1, toy_model.weight_bytes);
    memcpy(before, training.run.weights, toy_model.weight_bytes);
    enum status status = checkpoint_load(&training.run, training.trainer, &seconds, &error);
    if (status == STATUS_DONE) {
        check_resumed(&training, seconds);
    } else {
        fuzz_require(error.text[0], "no reason given");
        fuzz_require(memcmp(before, training.run.weights, toy_model.weight_bytes) == 0 &&
                         training.trainer->step == 0 && training.run.history.count == 0,
                     "the training was changed");
    }
    free(before);
    end(&training);
}
