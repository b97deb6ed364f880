#include "checkpoint.h"

#include "checkpoint_format.h"
#include "files.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static uint64_t word_of(double number) {
    uint64_t word;
    memcpy(&word, &number, sizeof word);
    return word;
}

static uint64_t *numbers_of(const struct history *history, const struct trainer *trainer,
                            double seconds, size_t *count) {
    *count = POSITION_WORDS + history->count * ROW_WORDS;
    uint64_t *words = block_alloc(*count, sizeof *words), *row = words + POSITION_WORDS;
    words[STEP] = trainer->step;
    words[IMAGES] = trainer->sums.images;
    words[CORRECT] = trainer->sums.correct;
    words[LOSS] = word_of(trainer->sums.loss);
    words[SECONDS] = word_of(seconds);
    words[EPOCHS] = history->count;
    words[SKIPPED_IMAGES] = trainer->sums.skipped;
    words[SKIPPED_STEPS] = trainer->skipped;
    words[SKIPPED_ROW] = trainer->skipped_row;
    for (size_t i = 0; i < history->count; i++, row += ROW_WORDS) {
        const struct epoch_record *record = &history->records[i];
        row[ROW_RATE] = word_of(record->rate);
        row[ROW_LOSS] = word_of(record->loss);
        row[ROW_ACCURACY] = word_of(record->accuracy);
        row[ROW_VAL_COUNT] = record->validation.count;
        row[ROW_VAL_CORRECT] = record->validation.correct;
        row[ROW_VAL_LOSS] = word_of(record->validation.loss);
        row[ROW_SECONDS] = word_of(record->seconds);
        row[ROW_TRAIN_SECONDS] = word_of(record->train_seconds);
    }
    return words;
}

bool checkpoint_save(const struct run *run, const struct trainer *trainer, double seconds,
                     struct netc_error *error) {
    enum { HEAD, TERMS, NUMBERS, WEIGHTS, STATE, CRC, PARTS };
    char head[HEAD_SIZE + 1];
    size_t count = 0, size = CRC_BYTES + HEAD_SIZE;
    char *terms = terms_text(&run->terms);
    if (!terms) {
        return error_set(error, "%s: no memory for its text", run->options.checkpoint);
    }
    uint64_t *numbers = numbers_of(&run->history, trainer, seconds, &count);
    uint32_t crc = (uint32_t)crc32_z(0, NULL, 0);
    struct file_part parts[PARTS] = {
        [HEAD] = {head, HEAD_SIZE},
        [TERMS] = {terms, strlen(terms)},
        [NUMBERS] = {numbers, count * sizeof *numbers},
        [WEIGHTS] = {run->weights, run->model->weight_bytes},
        [STATE] = {trainer->state, run->model->state_bytes},
        [CRC] = {&crc, CRC_BYTES},
    };
    for (int i = TERMS; i < CRC; i++) {
        size += parts[i].size;
    }
    snprintf(head, sizeof head, HEAD_FORMAT, (unsigned long long)size);
    for (int i = HEAD; i < CRC; i++) {
        crc = (uint32_t)crc32_z(crc, parts[i].data, parts[i].size);
    }
    bool good = file_write(run->options.checkpoint, parts, PARTS, error);
    free(numbers);
    free(terms);
    return good;
}
