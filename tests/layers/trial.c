#include "trial.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const QUANTITY_NAMES[QUANTITIES] = {"output",    "activation", "loss", "gradient",
                                                "curvature", "weight",     "rate"};

/* Allowed error, as a part of the largest number of the tensor. Sums of floats with cancellation
 * lose a few bits; anything wrong is wrong by far more. */
static const double TOLERANCE[QUANTITIES] = {1e-5, 2e-5, 4e-6, 5e-5, 5e-5, 4e-6, 5e-7};

/* Closer to a kink than this, rounding may decide on which side a float lands. */
enum { TRIES = 120, TRIES_BY_BATCH = 10 };
static const double KINK = 1e-5;

enum { GUARD = 64, POISON = 0xff };

unsigned char *block_create(size_t size) {
    size_t room = (size + GUARD + 63) / 64 * 64;
    unsigned char *block = aligned_alloc(64, room);
    if (!block)
        abort();
    memset(block, POISON, room);
    return block;
}

unsigned char *trial_shard(const struct trial *t, int index) {
    return t->shards + (size_t)index * t->machine->shard_bytes;
}

void trial_fail(struct trial *t, const char *what) {
    printf("FAILED %s: %s\n", t->network->name, what);
    t->verdict->failures++;
}

void block_check(struct trial *t, const unsigned char *block, size_t size, const char *name) {
    char text[100];
    snprintf(text, sizeof text, "writes behind the end of its %s", name);
    for (size_t i = 0; i < GUARD; i++)
        if (block[size + i] != POISON) {
            trial_fail(t, text);
            return;
        }
}

void trial_compare(struct trial *t, enum quantity quantity, const char *name, const float *got,
                   const double *expected, size_t count, double scale) {
    double allowed, worst = 0;
    size_t at = 0;
    for (size_t i = 0; i < count; i++)
        scale = fmax(scale, fabs(expected[i]));
    allowed = TOLERANCE[quantity] * scale + FLT_MIN;
    for (size_t i = 0; i < count; i++) {
        double error = fabs(got[i] - expected[i]) / allowed;
        if (!(error <= worst)) {
            worst = isnan(error) ? INFINITY : error;
            at = i;
        }
    }
    t->verdict->worst[quantity] = fmax(t->verdict->worst[quantity], worst);
    if (worst <= 1)
        return;
    printf("FAILED %s: %s of %s: element %zu of %zu is %.9g, the reference says %.9g\n",
           t->network->name, QUANTITY_NAMES[quantity], name, at, count, (double)got[at],
           expected[at]);
    t->verdict->failures++;
}

/* How many inputs a unit has, in the mean where a connection table gives each map others. */
static double inputs_of(const struct param *param) {
    const struct definition *table = param->table;
    double links = 0;
    for (int64_t i = 0; table && i < table->rows * table->columns; i++)
        links += table->cells[i];
    return (double)param->fan_in * (table ? links / (double)table->rows : 1);
}

static void draw_weights(struct trial *t, uint64_t *random) {
    float *weights = (float *)(void *)t->weights;
    for (unsigned l = 0; l < t->model->layer_count; l++)
        for (unsigned p = 0; p < t->model->layers[l].param_count; p++) {
            const struct param *param = &t->model->layers[l].params[p];
            double limit = param->is_bias ? 0.3 : sqrt(3.0 / inputs_of(param));
            for (int64_t i = 0; i < param->count; i++) {
                float weight = (float)random_real(random, -limit, limit);
                weights[param->offset + i] = weight;
                t->reference->weights[param->offset + i] = weight;
            }
        }
}

static void draw_images(struct trial *t, uint64_t *random) {
    for (size_t i = 0; i < t->batch * t->pixels; i++) {
        t->images[i] = (float)random_real(random, -1, 1);
        t->wide_images[i] = t->images[i];
    }
    for (size_t i = 0; i < t->batch; i++)
        t->labels[i] = (uint8_t)random_below(random, (unsigned)t->outputs);
}

/* Loss and gradient of the whole batch in double. */
static double batch_reference(struct trial *t, size_t *correct) {
    double loss = 0;
    *correct = 0;
    memset(t->reference->gradient, 0, sizeof(double) * (size_t)t->model->totals.params);
    for (size_t i = 0; i < t->batch; i++) {
        struct drawing drawing = {t->seed, i};
        loss += reference_train(t->reference, t->wide_images + i * t->pixels, t->labels[i],
                                &drawing, correct);
    }
    return loss;
}

/* At inference as in training. */
double trial_draw(struct trial *t, size_t *correct) {
    uint64_t random = t->network->seed;
    for (int i = 0; i < TRIES; i++) {
        if (i > 0 && i % TRIES_BY_BATCH == 0) /* fewer numbers come less near */
            t->batch = (t->batch + 1) / 2;
        t->reference->kink = INFINITY;
        t->seed = random_next(&random);
        draw_weights(t, &random);
        draw_images(t, &random);
        for (size_t k = 0; k < t->batch; k++)
            reference_forward(t->reference, t->wide_images + k * t->pixels, NULL);
        double loss = batch_reference(t, correct);
        if (t->reference->kink > KINK)
            return loss;
    }
    trial_fail(t, "no images away from the kinks found");
    return 0;
}

struct trial trial_of(const struct item *item, struct verdict *verdict) {
    const struct model *model = item->plan->model;
    return (struct trial){.network = &item->network,
                          .plan = item->plan,
                          .model = model,
                          .machine = item->machine,
                          .lanes = item->lanes,
                          .verdict = verdict,
                          .pixels = (size_t)shape_count(model->input),
                          .outputs = (size_t)shape_count(model->output)};
}

void trial_open(struct trial *t) {
    const struct netc_model *m = t->machine;
    t->batch = t->network->images;
    t->images = (float *)(void *)block_create(t->batch * t->pixels * sizeof(float));
    t->labels = block_create(t->batch);
    t->wide_images = calloc(t->batch * t->pixels, sizeof(double));
    t->weights = block_create(m->weight_bytes);
    t->state = block_create(m->state_bytes);
    memset(t->state, 0, m->state_bytes);
    t->shards = block_create(m->shard_bytes * (size_t)m->shards);
    t->memory = block_create(m->inference_bytes);
    t->reference = reference_create(t->model);
    if (!t->wide_images)
        abort();
}

void trial_close(struct trial *t) {
    reference_free(t->reference);
    free(t->images);
    free(t->labels);
    free(t->wide_images);
    free(t->weights);
    free(t->state);
    free(t->shards);
    free(t->memory);
}
