/* same.c - whether two builds of a network give the same bits. */
#include "trial.h"

#include <stdlib.h>
#include <string.h>

/* What a build makes of the trial's weights and images. */
struct result {
    unsigned char *outputs, *shards, *weights;
};

static struct result run(struct trial *t, const struct netc_model *m) {
    size_t block = m->shard_bytes * (size_t)m->shards;
    struct result result = {block_create(t->batch * t->outputs * sizeof(float)),
                            block_create(block), block_create(m->weight_bytes)};
    memset(t->state, 0, m->state_bytes);
    memcpy(result.weights, t->weights, m->weight_bytes);
    m->forward(t->weights, t->images, t->batch, (float *)(void *)result.outputs, t->memory);
    for (int s = 0; s < m->shards; s++)
        m->shard(t->weights, t->images, t->labels, t->batch, s, t->seed,
                 result.shards + (size_t)s * m->shard_bytes);
    m->update(result.weights, t->state, result.shards, t->batch, 0.01f);
    return result;
}

static void drop(struct result *result) {
    free(result->outputs);
    free(result->shards);
    free(result->weights);
}

void verify_same(const struct item *a, const struct item *b, struct verdict *verdict) {
    struct trial t = trial_of(a, verdict);
    size_t correct, floats = t.machine->parameters * sizeof(float);
    trial_open(&t);
    trial_draw(&t, &correct);
    struct result x = run(&t, a->machine), y = run(&t, b->machine);
    size_t gradient = t.machine->gradient_offset;
    if (memcmp(x.outputs, y.outputs, t.batch * t.outputs * sizeof(float)) != 0)
        trial_fail(&t, "another machine gives other bits of the outputs");
    if (memcmp(x.shards, y.shards, sizeof(struct netc_shard_result)) != 0)
        trial_fail(&t, "another machine gives other bits of the loss");
    if (memcmp(x.shards + gradient, y.shards + gradient, floats) != 0)
        trial_fail(&t, "another machine gives other bits of the gradient");
    if (memcmp(x.weights, y.weights, floats) != 0)
        trial_fail(&t, "another machine gives other bits of the weights");
    drop(&x);
    drop(&y);
    trial_close(&t);
}
