/* trial.h - one generated network at work beside the reference: the same weights and images as
 * floats and as doubles, and the memory that the network asks for, guarded. */
#ifndef NETC_TEST_TRIAL_H
#define NETC_TEST_TRIAL_H

#include "reference.h"
#include "verify.h"

struct trial {
    const struct network *network;
    const struct plan *plan;
    const struct model *model;
    const struct netc_model *machine;
    struct verdict *verdict;
    struct reference *reference;
    unsigned lanes;
    size_t pixels, outputs;
    size_t batch; /* images in use: those of the network, or fewer where kinks are everywhere */
    float *images;
    uint8_t *labels;
    double *wide_images;
    unsigned char *weights, *state, *shards, *memory;
    uint64_t seed; /* of dropout */
};

/* A trial of the item, with no memory yet. */
struct trial trial_of(const struct item *item, struct verdict *verdict);

void trial_open(struct trial *t);
void trial_close(struct trial *t);

/* Draws weights, images and labels that keep away from kinks, and returns the loss of the batch;
 * the reference has its gradient then. */
double trial_draw(struct trial *t, size_t *correct);

/* The memory of one shard. */
unsigned char *trial_shard(const struct trial *t, int index);

/* A block as callers hand it over: aligned, full of NaN, with a guard behind it. The caller frees.
 */
unsigned char *block_create(size_t size);
void block_check(struct trial *t, const unsigned char *block, size_t size, const char *name);

/* Holds the output of every layer against the reference (verify_layers.c). */
void verify_layers(struct trial *t);

void trial_fail(struct trial *t, const char *what);

/* Holds `count` floats against the reference; the error is seen against the largest number of the
 * array, or `scale` if that is larger. */
void trial_compare(struct trial *t, enum quantity quantity, const char *name, const float *got,
                   const double *expected, size_t count, double scale);

#endif
