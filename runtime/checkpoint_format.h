/* checkpoint_format.h - the bytes of a checkpoint, for those who write and read it. */
#ifndef NETC_CHECKPOINT_FORMAT_H
#define NETC_CHECKPOINT_FORMAT_H

/* What every checkpoint begins with; the size is that of the whole file. */
#define HEAD_FORMAT "netc checkpoint 2\nsize: %020llu\n"
enum { HEAD_SIZE = 45, SIZE_AT = 24, CRC_BYTES = 4 };

/* Numbers of 8 bytes: the position, and then an epoch each. */
enum {
    STEP,
    IMAGES,
    CORRECT,
    LOSS,
    SECONDS,
    EPOCHS,
    SKIPPED_IMAGES, /* of the epoch so far */
    SKIPPED_STEPS,
    SKIPPED_ROW,
    POSITION_WORDS
};
enum {
    ROW_RATE,
    ROW_LOSS,
    ROW_ACCURACY,
    ROW_VAL_COUNT,
    ROW_VAL_CORRECT,
    ROW_VAL_LOSS,
    ROW_SECONDS,
    ROW_TRAIN_SECONDS,
    ROW_WORDS
};

#endif
