#include "checkpoint.h"
#include "checkpoint_format.h"
#include "format.h"
#include "memory.h"
#include "weights.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

static double double_of(uint64_t word) {
    double number;
    memcpy(&number, &word, sizeof number);
    return number;
}

/* A whole file. */
struct content {
    const char *path;
    char *data;
    size_t size, at; /* at: how much is read */
};

static bool read_open(struct content *content, FILE *file, struct netc_error *error) {
    struct stat info;
    if (fstat(fileno(file), &info) != 0) {
        return error_set(error, "%s: cannot be read: %s", content->path, strerror(errno));
    }
    if (!S_ISREG(info.st_mode)) {
        return error_set(error, "%s: no regular file", content->path);
    }
    content->size = (size_t)info.st_size;
    content->data = malloc(content->size + 1);
    if (!content->data) {
        return error_set(error, "%s: no memory for its %s bytes", content->path,
                         format_grouped(content->size).text);
    }
    errno = 0;
    return fread(content->data, 1, content->size, file) == content->size ||
           error_set(error, "%s: cannot be read: %s", content->path,
                     errno ? strerror(errno) : "it became shorter meanwhile");
}

static bool read_file(struct content *content, struct netc_error *error) {
    FILE *file = fopen(content->path, "rb");
    if (!file) {
        return error_set(error, "%s: cannot be read: %s", content->path, strerror(errno));
    }
    bool good = read_open(content, file, error);
    fclose(file);
    return good;
}

/* That it is a checkpoint, as long as it says, and with the checksum that it says. */
static bool check_whole(struct content *content, struct netc_error *error) {
    char head[HEAD_SIZE + 1];
    uint32_t stored;
    snprintf(head, sizeof head, HEAD_FORMAT, (unsigned long long)content->size);
    if (content->size < HEAD_SIZE + CRC_BYTES || memcmp(content->data, head, SIZE_AT) != 0) {
        return error_set(error, "%s: no checkpoint of netc, or not a whole one", content->path);
    }
    if (memcmp(content->data, head, HEAD_SIZE) != 0) {
        return error_set(error, "%s: cut off or damaged: it has %s bytes, but says `%.20s`",
                         content->path, format_grouped(content->size).text,
                         content->data + SIZE_AT);
    }
    size_t covered = content->size - CRC_BYTES;
    uint32_t crc =
        (uint32_t)crc32_z(crc32_z(0, NULL, 0), (const unsigned char *)content->data, covered);
    memcpy(&stored, content->data + content->size - CRC_BYTES, CRC_BYTES);
    if (crc != stored) {
        return error_set(error, "%s: damaged: its checksum is %08lx, but %08lx is stored",
                         content->path, (unsigned long)crc, (unsigned long)stored);
    }
    content->at = HEAD_SIZE;
    content->size -= CRC_BYTES;
    return true;
}

/* Copies the next `size` bytes, if there are so many. */
static bool take(struct content *content, void *to, size_t size) {
    if (size > content->size - content->at) {
        return false;
    }
    memcpy(to, content->data + content->at, size);
    content->at += size;
    return true;
}

/* What a checkpoint holds beside its terms. */
struct position {
    uint64_t words[POSITION_WORDS];
    struct trainer_sums sums;
    double seconds;
    uint64_t *rows;
    void *weights, *state;
};

static bool take_position(struct position *position, struct content *content,
                          const struct netc_model *model) {
    uint64_t *words = position->words;
    if (!take(content, words, sizeof position->words) ||
        words[EPOCHS] > content->size / (ROW_WORDS * sizeof *words)) {
        return false;
    }
    size_t rows = (size_t)words[EPOCHS] * ROW_WORDS;
    position->sums = (struct trainer_sums){
        .images = (size_t)words[IMAGES],
        .correct = (size_t)words[CORRECT],
        .skipped = (size_t)words[SKIPPED_IMAGES],
        .loss = double_of(words[LOSS]),
    };
    position->seconds = double_of(words[SECONDS]);
    position->rows = block_alloc(rows + 1, sizeof *words);
    position->weights = block_alloc(1, model->weight_bytes);
    position->state = block_alloc(1, model->state_bytes);
    return take(content, position->rows, rows * sizeof *words) &&
           take(content, position->weights, model->weight_bytes) &&
           take(content, position->state, model->state_bytes) && content->at == content->size;
}

/* That it can have come from this training: what a checksum does not say of a file made to fool. */
static bool makes_sense(const struct position *position, const struct trainer *trainer) {
    const uint64_t *words = position->words;
    uint64_t step = words[STEP], steps = trainer->steps_per_epoch;
    uint64_t within = step % steps, images = within * trainer->plan.batch;
    if (within == 0) {
        images = step ? trainer->patterns : 0;
    }
    return words[EPOCHS] == step / steps && words[IMAGES] <= images &&
           words[SKIPPED_IMAGES] == images - words[IMAGES] && words[CORRECT] <= words[IMAGES] &&
           words[SKIPPED_ROW] <= words[SKIPPED_STEPS] && words[SKIPPED_STEPS] <= step &&
           isfinite(position->sums.loss) && isfinite(position->seconds) && position->seconds >= 0 &&
           weights_finite(trainer->plan.model, position->weights);
}

static void keep_epochs(struct history *history, const struct position *position, uint64_t epochs) {
    const uint64_t *row = position->rows;
    for (uint64_t i = 0; i < position->words[EPOCHS]; i++, row += ROW_WORDS) {
        history_keep(history, &(struct epoch_record){
                                  .epoch = i + 1,
                                  .epochs = epochs,
                                  .rate = double_of(row[ROW_RATE]),
                                  .loss = double_of(row[ROW_LOSS]),
                                  .accuracy = double_of(row[ROW_ACCURACY]),
                                  .validation = {.count = (size_t)row[ROW_VAL_COUNT],
                                                 .correct = (size_t)row[ROW_VAL_CORRECT],
                                                 .loss = double_of(row[ROW_VAL_LOSS])},
                                  .seconds = double_of(row[ROW_SECONDS]),
                                  .train_seconds = double_of(row[ROW_TRAIN_SECONDS]),
                              });
    }
}

static enum status check_position(const struct run *run, const struct trainer *trainer,
                                  const struct position *position, struct netc_error *error) {
    const char *path = run->options.checkpoint;
    uint64_t steps = trainer->steps_per_epoch, step = position->words[STEP];
    if (!makes_sense(position, trainer)) {
        error_set(error, "%s: its numbers contradict each other", path);
        return STATUS_IO;
    }
    if (step > run->options.epochs * steps) {
        error_set(error, "%s: it is at step %s, but `--epochs %llu` ends at step %s", path,
                  format_grouped(step).text, (unsigned long long)run->options.epochs,
                  format_grouped(run->options.epochs * steps).text);
        return STATUS_USAGE;
    }
    return STATUS_DONE;
}

/* The checkpoint is whole: whether it is of this training, and where that is. */
static enum status load(struct run *run, struct trainer *trainer, struct position *position,
                        struct content *content, struct netc_error *error) {
    bool option = false;
    size_t length = terms_check(&run->terms, content->path, content->data + content->at,
                                content->size - content->at, &option, error);
    if (!length) {
        return option ? STATUS_USAGE : STATUS_IO;
    }
    content->at += length;
    if (!take_position(position, content, run->model)) {
        error_set(error, "%s: its numbers contradict its size", content->path);
        return STATUS_IO;
    }
    return check_position(run, trainer, position, error);
}

enum status checkpoint_load(struct run *run, struct trainer *trainer, double *seconds,
                            struct netc_error *error) {
    struct content content = {.path = run->options.checkpoint};
    struct position position = {.rows = NULL};
    enum status status = STATUS_IO;
    if (read_file(&content, error) && check_whole(&content, error)) {
        status = load(run, trainer, &position, &content, error);
    }
    if (status == STATUS_DONE) {
        memcpy(run->weights, position.weights, run->model->weight_bytes);
        memcpy(trainer->state, position.state, run->model->state_bytes);
        trainer_resume(trainer, position.words[STEP], &position.sums);
        trainer->skipped = position.words[SKIPPED_STEPS];
        trainer->skipped_row = position.words[SKIPPED_ROW];
        keep_epochs(&run->history, &position, run->options.epochs);
        *seconds = position.seconds;
    }
    free(position.rows);
    free(position.weights);
    free(position.state);
    free(content.data);
    return status;
}
