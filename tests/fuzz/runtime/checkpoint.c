/* checkpoint.c - a checkpoint of a training of the toy network. An input is a byte, and then
 *   `=`    a whole file
 *   `t`    its terms and what follows: the head and the checksum are made for it
 *   `s`    what follows the terms: they are made, too
 *   other  what is changed in a checkpoint of such a training: how many steps are done, and then
 *          three bytes each, the place and the new value; the checksum is made for it */
#include "checkpoint.h"

#include "checkpoint_format.h"
#include "fuzz.h"
#include "memory.h"
#include "toy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
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

/* The training goes on by so many steps, with what follows the last of an epoch. */
static void step(struct training *training, unsigned steps) {
    struct trainer *trainer = training->trainer;
    for (; steps > 0; steps--) {
        fuzz_require(trainer_step(trainer), "the toy's loss is no number");
        if (trainer_epoch_done(trainer))
            history_keep(&training->run.history,
                         &(struct epoch_record){.epoch = trainer->epoch + 1, .seconds = 1});
    }
}

/* A checkpoint after so many steps, as it is written: through a pipe, which holds far more. */
static size_t made(unsigned steps, uint8_t *file, size_t room) {
    struct training other;
    struct netc_error error;
    char path[32];
    int ends[2];
    fuzz_require(pipe(ends) == 0, "no pipe");
    snprintf(path, sizeof path, "/proc/self/fd/%d", ends[1]);
    begin(&other);
    step(&other, steps);
    other.run.options.checkpoint = path;
    fuzz_require(checkpoint_save(&other.run, other.trainer, 0, &error), "%s", error.text);
    end(&other);
    close(ends[1]);
    size_t size = 0;
    for (ssize_t got = 1; got > 0 && size<room; size += got> 0 ? (size_t)got : 0)
        got = read(ends[0], file + size, room - size);
    close(ends[0]);
    fuzz_require(size > HEAD_SIZE + CRC_BYTES && size < room, "a checkpoint of %zu bytes", size);
    return size;
}

static const char *changed(const struct training *training, const uint8_t *data, size_t size) {
    static uint8_t file[1 << 15];
    unsigned steps = size ? data[0] % (LAST * (unsigned)training->trainer->steps_per_epoch + 1) : 0;
    size_t length = made(steps, file, sizeof file), covered = length - CRC_BYTES;
    for (size_t at = 1; at + 3 <= size; at += 3)
        file[(size_t)(data[at] << 8 | data[at + 1]) % covered] = data[at + 2];
    uint32_t crc = (uint32_t)crc32_z(crc32_z(0, NULL, 0), file, covered);
    memcpy(file + covered, &crc, CRC_BYTES);
    return fuzz_file(0, file, length);
}

static const char *write_file(const struct training *training, const uint8_t *data, size_t size) {
    uint8_t kind = size ? data[0] : '=';
    size_t head = size != 0;
    if (kind == '=')
        return fuzz_file(0, data + head, size - head);
    if (kind != 't' && kind != 's')
        return changed(training, data + head, size - head);
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
    if (size == 2 && data[0] == 'p')
        fuzz_require(status == STATUS_DONE, "its own checkpoint is refused: %s", error.text);
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
