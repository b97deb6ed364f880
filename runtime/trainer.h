/* trainer.h - the training loop: epochs of steps over a range of the training images. */
#ifndef NETC_TRAINER_H
#define NETC_TRAINER_H

#include "data.h"

/* What a run is; fixed once it has begun. */
struct trainer_plan {
    const struct netc_model *model;
    const struct netc_dataset *dataset;
    size_t first, count; /* the images trained on; count at least 1 */
    size_t batch;        /* patterns a step; the last of an epoch may have fewer */
    uint64_t seed;
    float rate;  /* constant learning rate; 0: the recipe's */
    int threads; /* at least 1; their number changes no bit of the result */
    bool skip;   /* steps with numbers that are not finite are left out */
};

/* Sums over the patterns of the epoch so far. */
struct trainer_sums {
    size_t images, correct;
    size_t skipped; /* of steps that were left out, and not among the images */
    double loss;
};

struct trainer {
    struct trainer_plan plan;
    size_t patterns;                /* of an epoch: the images and their distorted copies */
    size_t sample;                  /* those of them from which second derivatives are estimated */
    uint64_t steps_per_epoch, step; /* step: how many are done */
    uint64_t epoch;                 /* of the latest step, from 0 */
    float rate;                     /* of the latest step */
    size_t count;                   /* patterns of the latest step */
    uint64_t skipped,
        skipped_row; /* steps left out: all, and those since the latest that was not */
    struct trainer_sums sums;
    void *weights; /* the caller's; all below belongs to the trainer */
    void *state, *shards;
    void *kept;    /* with plan.skip: weights and state before the latest step */
    size_t *order; /* numbers of patterns, as data_gather_patterns() takes them */
    float *images;
    uint8_t *labels;
};

/* `weights` (model->weight_bytes) is what the steps change; free with trainer_free(). */
struct trainer *trainer_create(const struct trainer_plan *plan, void *weights);
void trainer_free(struct trainer *trainer);

/* Goes on where another trainer with the same plan was: after `step` steps, with these sums of the
 * epoch so far. The caller puts that trainer's weights and state in place. */
void trainer_resume(struct trainer *trainer, uint64_t step, const struct trainer_sums *sums);

/* Takes the next step, the first of an epoch with a new order of the images, fresh sums and, where
 * the optimizer asks for them, a new estimate of the second derivatives. False if the loss is no
 * finite number: the weights are then as before the step; or if the weights are not finite, for
 * which some steps look, and the last of each epoch. With plan.skip, every step looks for it, in
 * the state as well, and one that fails is left out: weights, state and sums are as before it. */
bool trainer_step(struct trainer *trainer);

/* The range of the rates that the parameters had in the latest step. False where the optimizer has
 * one rate for all. */
bool trainer_rates(const struct trainer *trainer, float *least, float *most);

/* Whether no step of the epoch is left. */
bool trainer_epoch_done(const struct trainer *trainer);

#endif
